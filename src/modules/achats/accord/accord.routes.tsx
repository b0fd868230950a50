import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cle, jourDemande, jourFacultatif, texteDemande, texteLibre, version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import type { Result } from '#shared/result.ts'
import { enPdf } from '../documents.ts'
import { NIVEAUX_ACCORD, type NiveauAccord, type Syndicat } from '../domain/adhesion/accord.ts'
import { agitPourSonMembre, litLesAchats } from '../domain/droits.ts'
import { assureDesAgents, lignesDe } from '../domain/operation.ts'
import { unAccord, uneOperationAuMarche } from '../exemples.ts'
import { findOperation, listMembres } from '../operations/operations.queries.ts'
import { pageAccord } from './accord.page.tsx'
import { listAccords } from './accord.queries.ts'
import { composerPreuve } from './preuve.ts'
import {
  approuverAccord,
  ecrireAccord,
  noterReunion,
  PHRASES_ACCORD,
  type RefusAccord,
} from './tenir-accord.ts'

type Adresse = { Params: { id: string } }
type AdresseAccord = { Params: { id: string; accord: string } }
type Retour = RetourDeFormulaire & { readonly formulaire?: string }

const syndicats = texteLibre(4000).transform((texte, contexte): Syndicat[] => {
  const lus = lignesDe(texte).map((ligne) => ligne.split('|').map((mot) => mot.trim()))
  const rendus = lus.flatMap(([nom = '', voix = '', sieges = '', signe = 'non']): Syndicat[] => {
    const [v, s] = [voix, sieges].map((n) => n.replaceAll(/\s/g, ''))
    return nom.length >= 2 && nom.length <= 80 && /^\d{1,7}$/.test(v!) && /^\d{1,3}$/.test(s!)
      ? [{ nom, voix: Number(v), sieges: Number(s), signe: /^o/i.test(signe) }]
      : []
  })
  const uniques = new Set(rendus.map(({ nom }) => nom)).size === rendus.length
  if (rendus.length === lus.length && rendus.length > 0 && rendus.length <= 30 && uniques) return rendus
  contexte.addIssue({
    code: 'custom',
    message: 'Écrivez une organisation par ligne, de noms différents : nom | voix | sièges | oui ou non.',
  })
  return z.NEVER
})
const SchemaAccord = z.object({
  niveau: z.enum(Object.keys(NIVEAUX_ACCORD) as [NiveauAccord, ...NiveauAccord[]], 'Choisissez le niveau.'),
  titre: texteDemande(3, 200, 'Donnez un titre (3 caractères au moins).'),
  electionsLe: jourDemande('Indiquez le jour des dernières élections du niveau.'),
  syndicats,
  objet: texteLibre(4000),
  comite: texteLibre(2000),
  signeLe: jourFacultatif,
  publieLe: jourFacultatif,
  effetLe: jourFacultatif,
  version,
  cle,
})
const SchemaActe = z.object({
  numero: texteDemande(1, 60, 'Indiquez le numéro de l’acte.'),
  le: jourDemande('Indiquez la date de l’acte.'),
  prealable: z
    .string()
    .default('')
    .transform((lu) => lu === 'oui'),
})
const SchemaReunion = z.object({
  le: jourDemande('Indiquez le jour de la réunion.'),
  lieu: texteLibre(200),
  releve: texteLibre(4000),
  cle,
})

/** The collective agreement of a purchase: signatures, approvals, committee, proof. */
export function accordRoutes(app: FastifyInstance, services: Services): void {
  const { base, pdf } = services
  const lire = (requete: FastifyRequest, id: string) =>
    services.lire(requete, async (tx) => {
      const operation = await findOperation(tx, id)
      if (!operation || !assureDesAgents(operation.objet)) return null
      return {
        operation,
        accords: await listAccords(tx, id),
        membres: await listMembres(tx, jourDe(requete.maintenant)),
      }
    })
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: Retour = {},
  ) => {
    const { cadre, donnees } = await lire(requete, id)
    if (!donnees) return services.introuvable(requete, reponse, 'Cet accord')
    return services.page(
      requete,
      reponse,
      cadre,
      pageAccord({ ...donnees, acteur: acteurDe(requete), ...retour }),
    )
  }
  const poster = <S extends z.ZodType>(
    chemin: string,
    schema: S,
    formulaire: (params: AdresseAccord['Params']) => string,
    annonce: string,
    faire: (
      requete: FastifyRequest<AdresseAccord>,
      valeurs: z.output<S>,
    ) => Promise<Result<null, RefusAccord>>,
  ) =>
    app.post<AdresseAccord>(chemin, { config: { droit: agitPourSonMembre } }, async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const nom = formulaire(requete.params)
      const lu = lireFormulaire(schema, requete.body)
      if (!lu.ok)
        return afficher(requete, reponse, id, { formulaire: nom, fautes: lu.fautes, saisies, statut: 422 })
      const issue = await faire(requete, lu.valeurs)
      if (!issue.ok) {
        const [alerte, statut] = PHRASES_ACCORD[issue.refus.code]
        return afficher(requete, reponse, id, { formulaire: nom, alerte, saisies, statut })
      }
      services.annoncer(reponse, annonce)
      return versPage(reponse, `/achats/${id}/accord`)
    })

  app.get<Adresse>(
    '/achats/:id/accord',
    { config: { droit: litLesAchats, exemple: uneOperationAuMarche('/accord') } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  for (const suite of ['', '/:accord'])
    poster(
      `/achats/:id/accord${suite}`,
      SchemaAccord,
      () => 'accord',
      'Accord enregistré.',
      (r, { version: v, cle: envoi, ...fiche }) =>
        ecrireAccord(base, acteurDe(r), r.params.id, r.params.accord ?? null, v, fiche, envoi, r.maintenant),
    )
  poster(
    '/achats/:id/accord/:accord/approuver',
    SchemaActe,
    ({ accord }) => `a-${accord}`,
    'Approbation enregistrée.',
    (r, acte) => approuverAccord(base, acteurDe(r), r.params.id, r.params.accord, acte, r.maintenant),
  )
  poster(
    '/achats/:id/accord/:accord/reunions',
    SchemaReunion,
    ({ accord }) => `r-${accord}`,
    'Réunion notée.',
    (r, { cle: envoi, ...reunion }) =>
      noterReunion(base, acteurDe(r), r.params.id, r.params.accord, reunion, envoi, r.maintenant),
  )
  app.get<AdresseAccord>(
    '/achats/:id/accord/:accord/preuve.pdf',
    { config: { droit: litLesAchats, exemple: unAccord('/preuve.pdf') } },
    async (requete, reponse) => {
      const { donnees } = await lire(requete, requete.params.id)
      const accord = donnees?.accords.find(({ id }) => id === requete.params.accord)
      if (!donnees || !accord) return services.introuvable(requete, reponse, 'Cet accord')
      const { operation, membres } = donnees
      const attendus = membres.filter(({ organismeId }) => operation.decision.porte.includes(organismeId))
      const preuve = composerPreuve(
        operation,
        accord,
        attendus,
        acteurDe(requete).cooperation,
        requete.maintenant,
      )
      return reponse
        .type('application/pdf')
        .header('content-disposition', 'inline; filename="accord-preuve.pdf"')
        .send(await pdf.rendre('rapport', enPdf(preuve), requete.maintenant))
    },
  )
}
