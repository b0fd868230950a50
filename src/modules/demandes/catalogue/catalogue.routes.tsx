import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { choisiOuRien, entierFacultatif, texteDemande, texteLibre, version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { tientLeCatalogue, traite } from '../domain/droits.ts'
import { lireChamps } from '../domain/formulaire.ts'
import { enRetour } from '../dossier/dossier.routes.tsx'
import { unType } from '../exemples.ts'
import { expliquer } from '../expliquer.ts'
import { pageTypes } from './catalogue.page.tsx'
import { findType, listMembres, listTypes } from './catalogue.queries.ts'
import { NIVEAUX } from './definition-commune.tsx'
import { adapterType, modifierType, partirDuCatalogue } from './modifier.ts'
import { pageType } from './type.page.tsx'

type Adresse = { Params: { id: string } }

const jours = (max: number, phrase: string) =>
  entierFacultatif(1, max).transform((lu, contexte) => {
    if (lu !== null) return lu
    contexte.addIssue({ code: 'custom', message: phrase })
    return z.NEVER
  })
const SchemaType = z.object({
  libelle: texteDemande(3, 120, 'Donnez un intitulé à cette demande.'),
  theme: texteDemande(2, 60, 'Rangez cette demande sous un thème.'),
  description: texteLibre(1000),
  niveau: z.enum(Object.keys(NIVEAUX) as [keyof typeof NIVEAUX], 'Choisissez le niveau.'),
  confidentialite: z.enum(['normale', 'rh', 'sante'], 'Choisissez la confidentialité.'),
  chefDeFile: choisiOuRien,
  priseJours: jours(60, 'Indiquez en combien de jours ouvrés la demande est prise en charge.'),
  reponseJours: jours(250, 'Indiquez en combien de jours ouvrés la réponse est promise.'),
  delaiLegalMois: entierFacultatif(1, 24),
  delaiLegal: texteLibre(300),
  champs: texteLibre(6000),
  pieces: texteLibre(3000),
  actif: z.enum(['oui', 'non']).default('oui'),
  version,
})
const SchemaLocal = z.object({
  priseJours: entierFacultatif(1, 60),
  reponseJours: entierFacultatif(1, 250),
  consigne: texteLibre(1000),
  propose: z.enum(['oui', 'non']).default('oui'),
  version,
})

/** The catalogue of what can be asked: read by those who treat, written by those who direct or coordinate. */
export function catalogueRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const introuvable = (requete: FastifyRequest, reponse: FastifyReply) =>
    services.introuvable(requete, reponse, 'Ce genre de demande')

  app.get(
    '/demandes/catalogue',
    { config: { droit: traite, exemple: '/demandes/catalogue' } },
    async (requete, reponse) => {
      const acteur = acteurDe(requete)
      const { cadre, donnees: types } = await services.lire(requete, (tx) =>
        listTypes(tx, acteur.organismeId),
      )
      return services.page(requete, reponse, cadre, pageTypes({ types, acteur }))
    },
  )
  app.post('/demandes/catalogue', { config: { droit: tientLeCatalogue } }, async (requete, reponse) => {
    await partirDuCatalogue(base, acteurDe(requete), requete.maintenant)
    services.annoncer(reponse, 'Catalogue proposé installé : relisez les délais avant d’ouvrir aux mairies.')
    return versPage(reponse, '/demandes/catalogue')
  })

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire = {},
    forme?: 'type' | 'local',
  ) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      type: await findType(tx, id, acteur.organismeId),
      centres: await listMembres(tx),
      versions: await tx
        .selectFrom('demande_type_version')
        .select(['version', 'auteur', 'enregistre_le as enregistreLe'])
        .where('type_id', '=', id)
        .orderBy('version', 'desc')
        .execute(),
    }))
    const { type, ...reste } = donnees
    if (!type) return introuvable(requete, reponse)
    const page = pageType({ type, ...reste, acteur, retour, ...(forme && { forme }) })
    return services.page(requete, reponse, cadre, page)
  }
  app.get<Adresse>(
    '/demandes/catalogue/:id',
    { config: { droit: traite, exemple: unType('/demandes/catalogue') } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  app.post<Adresse>(
    '/demandes/catalogue/:id',
    { config: { droit: tientLeCatalogue } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const lu = lireFormulaire(SchemaType, requete.body)
      const fautesDesChamps = lireChamps(saisie(saisies, 'champs') ?? '').fautes.map(({ ligne, motif }) => ({
        champ: 'champs',
        message: `Ligne ${ligne} : ${motif}.`,
      }))
      const fautes = [...(lu.ok ? [] : lu.fautes), ...fautesDesChamps.slice(0, 1)]
      if (!lu.ok || fautes.length > 0)
        return afficher(requete, reponse, id, { fautes, saisies, statut: 422 }, 'type')
      // A preview writes nothing: the same page, with the form as it was typed.
      if (saisie(saisies, 'geste') === 'apercu') return afficher(requete, reponse, id, { saisies }, 'type')
      const { version: lue, chefDeFile, actif, ...reste } = lu.valeurs
      const demande = { ...reste, chefDeFileId: chefDeFile, actif: actif === 'oui' }
      const issue = await modifierType(base, acteurDe(requete), id, lue, demande, requete.maintenant)
      if (issue.ok) {
        services.annoncer(reponse, 'Nouvelle version enregistrée. Les demandes en cours gardent la leur.')
        return versPage(reponse, `/demandes/catalogue/${id}`)
      }
      if (issue.refus.code === 'introuvable') return introuvable(requete, reponse)
      return afficher(requete, reponse, id, enRetour(expliquer(issue.refus), saisies), 'type')
    },
  )
  app.post<Adresse>(
    '/demandes/catalogue/:id/local',
    { config: { droit: tientLeCatalogue } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const lu = lireFormulaire(SchemaLocal, requete.body)
      if (!lu.ok) return afficher(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 }, 'local')
      const { version: lue, propose, ...reste } = lu.valeurs
      const demande = { ...reste, propose: propose === 'oui' }
      const issue = await adapterType(base, acteurDe(requete), id, lue, demande, requete.maintenant)
      if (issue.ok) {
        services.annoncer(reponse, 'Délai et consigne enregistrés pour votre centre.')
        return versPage(reponse, `/demandes/catalogue/${id}`)
      }
      if (issue.refus.code === 'introuvable') return introuvable(requete, reponse)
      return afficher(requete, reponse, id, enRetour(expliquer(issue.refus), saisies), 'local')
    },
  )
}
