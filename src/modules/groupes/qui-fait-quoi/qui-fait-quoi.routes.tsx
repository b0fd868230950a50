import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { choisi, cle, texteDemande, texteLibre, version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { litLesGroupes, tientSonSiege } from '../domain/droits.ts'
import { expliquer } from '../expliquer.ts'
import { listMembres, listPersonnes } from '../groupes.queries.ts'
import { inscrireLigne, retirerLigne } from './inscrire.ts'
import { pageQuiFaitQuoi } from './qui-fait-quoi.page.tsx'
import { listQuiFaitQuoi } from './qui-fait-quoi.queries.ts'

const FormulaireLigne = z.object({
  sujet: texteDemande(3, 120, 'Indiquez le sujet (3 caractères au moins).'),
  personne: choisi('Choisissez la personne dans la liste.'),
  role: texteLibre(200),
  cle,
})

/** The directory « qui fait quoi »: read by all, written by each member for its own people. */
export function quiFaitQuoiRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    retour: RetourDeFormulaire = {},
  ) => {
    const { maintenant } = requete
    const jour = jourDe(maintenant)
    const acteur = acteurDe(requete)
    const cherche = (saisie(requete.query as Saisies, 'q') ?? '').trim().slice(0, 100)
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      lignes: await listQuiFaitQuoi(tx, jour, cherche),
      membres: await listMembres(tx, jour),
      personnes: await listPersonnes(tx, jour, acteur.organismeId),
    }))
    const page = pageQuiFaitQuoi({ ...donnees, acteur, maintenant, cherche, ...retour })
    return services.page(requete, reponse, cadre, page)
  }
  app.get(
    '/qui-fait-quoi',
    { config: { droit: litLesGroupes, exemple: '/qui-fait-quoi' } },
    (requete, reponse) => afficher(requete, reponse),
  )
  app.post('/qui-fait-quoi', { config: { droit: tientSonSiege } }, async (requete, reponse) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireLigne, requete.body)
    if (!lu.ok) return afficher(requete, reponse, { fautes: lu.fautes, saisies, statut: 422 })
    const { cle: recue, ...ligne } = lu.valeurs
    const issue = await inscrireLigne(base, acteurDe(requete), ligne, recue, requete.maintenant)
    if (issue.ok) {
      services.annoncer(reponse, 'Inscription enregistrée.')
      return versPage(reponse, '/qui-fait-quoi')
    }
    const { champ, phrase, statut } = expliquer(issue.refus)
    return afficher(requete, reponse, {
      saisies,
      statut,
      ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }),
    })
  })
  app.post<{ Params: { id: string } }>(
    '/qui-fait-quoi/:id/retirer',
    { config: { droit: tientSonSiege } },
    async (requete, reponse) => {
      const lu = lireFormulaire(z.object({ version }), requete.body)
      const issue = await retirerLigne(
        base,
        acteurDe(requete),
        requete.params.id,
        lu.ok ? lu.valeurs.version : -1,
        requete.maintenant,
      )
      if (issue.ok) {
        services.annoncer(reponse, 'Ligne retirée.')
        return versPage(reponse, '/qui-fait-quoi')
      }
      if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cette ligne')
      const { phrase, statut } = expliquer(issue.refus)
      return afficher(requete, reponse, { alerte: phrase, statut })
    },
  )
}
