import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Tx } from '#platform/base/base.ts'
import { verifierGabarit } from '#platform/documents/gabarit.ts'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { champVersion, lireFormulaire, PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { confirmeSesSuites, litLaGouvernance, tientLesSeances } from '../domain/droits.ts'
import { envoyerDocx } from './envoyer-docx.routes.ts'
import { pageModele, pageVisas } from './modeles.page.tsx'
import { enregistrerModele, enregistrerVisas, findVisas, listModeles } from './modeles.ts'
import { produireProjet } from './produire-projet.ts'
import { VARIABLES } from './projet.ts'

const FormulaireModele = z.object({
  nom: z
    .string()
    .trim()
    .min(3, 'Donnez un nom au modèle (3 caractères au moins).')
    .max(120, 'Le nom tient en 120 caractères.'),
  texte: z.string().min(1, 'Le modèle est vide.').max(60_000, 'Le modèle tient en 60 000 caractères.'),
  publie: z.string().optional(),
  version: champVersion,
  id: z.union([z.literal(''), z.string().refine(estId)]).default(''),
})

/** The template of the projets de délibération, each member's visas, and the projet of one member as DOCX. */
export function modelesRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const afficher = async (requete: FastifyRequest, reponse: FastifyReply, etat: RetourDeFormulaire = {}) => {
    const { cadre, donnees } = await services.lire(requete, listModeles)
    return services.page(
      requete,
      reponse,
      cadre,
      pageModele({ modeles: donnees, acteur: acteurDe(requete), ...etat }),
    )
  }
  app.get('/modeles', { config: { droit: litLaGouvernance, exemple: '/modeles' } }, (requete, reponse) =>
    afficher(requete, reponse),
  )
  app.post('/modeles', { config: { droit: tientLesSeances } }, async (requete, reponse) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireModele, requete.body)
    if (!lu.ok) return afficher(requete, reponse, { fautes: lu.fautes, saisies, statut: 422 })
    const { nom, texte, publie, version, id } = lu.valeurs
    const fautes = verifierGabarit(texte, VARIABLES)
    if (fautes.length > 0)
      return afficher(requete, reponse, {
        fautes: [{ champ: 'texte', message: fautes.map(({ message }) => message).join(' ') }],
        saisies,
        statut: 422,
      })
    const issue = await enregistrerModele(
      base,
      acteurDe(requete),
      { id: id || null, version, nom, texte, publie: Boolean(publie) },
      requete.maintenant,
    )
    if (!issue.ok)
      return afficher(requete, reponse, {
        alerte:
          issue.refus.code === 'page-perimee'
            ? PAGE_PERIMEE
            : 'Le modèle commun est tenu par la coordination.',
        saisies,
        statut: 409,
      })
    services.annoncer(
      reponse,
      `Modèle enregistré, version ${issue.valeur.numeroVersion}. Les projets déjà téléchargés gardent la leur.`,
    )
    return versPage(reponse, '/modeles')
  })

  const afficherVisas = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    etat: RetourDeFormulaire = {},
  ) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees } = await services.lire(requete, (tx) => findVisas(tx, acteur.organismeId))
    return services.page(requete, reponse, cadre, pageVisas({ visas: donnees, acteur, ...etat }))
  }
  app.get('/visas', { config: { droit: confirmeSesSuites, exemple: '/visas' } }, (requete, reponse) =>
    afficherVisas(requete, reponse),
  )
  app.post('/visas', { config: { droit: confirmeSesSuites } }, async (requete, reponse) => {
    const saisies = (requete.body ?? {}) as Saisies
    const texte = String(saisies['texte'] ?? '')
    if (texte.length > 20_000)
      return afficherVisas(requete, reponse, {
        fautes: [{ champ: 'texte', message: 'Les visas tiennent en 20 000 caractères.' }],
        saisies,
        statut: 422,
      })
    const issue = await enregistrerVisas(
      base,
      acteurDe(requete),
      texte,
      Number(saisies['version']),
      requete.maintenant,
    )
    if (!issue.ok)
      return afficherVisas(requete, reponse, {
        alerte:
          issue.refus.code === 'page-perimee'
            ? PAGE_PERIMEE
            : 'Les visas d’une structure sont écrits par ses propres personnes.',
        saisies,
        statut: 409,
      })
    services.annoncer(reponse, 'Visas enregistrés : ils seront dans vos prochains projets.')
    return versPage(reponse, '/visas')
  })

  app.get<{ Params: { id: string; organismeId: string } }>(
    '/decisions/:id/suites/:organismeId/projet.docx',
    { config: { droit: litLaGouvernance, exemple: exempleDeProjet } },
    async (requete, reponse) => {
      const { id, organismeId } = requete.params
      const acteur = acteurDe(requete)
      const aujourdhui = jourDe(requete.maintenant)
      const projet =
        estId(id) &&
        estId(organismeId) &&
        (await base.enTantQue(acteur, (tx) =>
          produireProjet(tx, acteur.cooperation, id, organismeId, aujourdhui),
        ))
      if (!projet) return services.introuvable(requete, reponse, 'Ce projet')
      return envoyerDocx(reponse, projet)
    },
  )
}

async function exempleDeProjet(tx: Tx): Promise<string | null> {
  const ligne = await tx
    .selectFrom('suite')
    .select(['decision_id', 'organisme_id'])
    .limit(1)
    .executeTakeFirst()
  return ligne ? `/decisions/${ligne.decision_id}/suites/${ligne.organisme_id}/projet.docx` : null
}
