import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { rendreDocx } from '#platform/documents/docx.ts'
import { choisi, choisiOuRien, jourDemande, texteDemande, version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import type { Result } from '#shared/result.ts'
import { estSiret } from '#shared/siret.ts'
import { type Analyse, analyser, classementPublie } from '../analyse/analyser.ts'
import { HYPOTHESE, jourDesPrix } from '../analyse/chiffrer.ts'
import type { Populations } from '../analyse/population.ts'
import { enDocx } from '../documents.ts'
import { agitPourSonMembre, conduit, litLesAchats } from '../domain/droits.ts'
import { uneLettre, uneOperationAuMarche } from '../exemples.ts'
import { findLot, findMarche, listOffresNotees } from '../marche/marche.queries.ts'
import { findOperation } from '../operations/operations.queries.ts'
import {
  attribuerLot,
  avancerLot,
  type ContratDuLot,
  ETAPES_LOT,
  type RefusAttribution,
  reglerCommission,
} from './attribuer.ts'
import { pageAttribution } from './attribution.page.tsx'
import { findChoix, findSuites } from './attribution.queries.ts'
import { ecrireDecp } from './decp.ts'
import { expliquerAttribution } from './expliquer.ts'
import { composerLettre } from './lettres.ts'

type Adresse = { Params: { id: string } }
type AdresseLot = { Params: { id: string; lot: string } }
type Retour = RetourDeFormulaire & { readonly formulaire?: string }

const SchemaAttribution = z.object({
  offre: choisi('Choisissez l’offre retenue.'),
  le: jourDemande('Indiquez le jour de la commission.'),
  groupement: z.enum(['Conjoint', 'Solidaire', 'Pas de groupement'], 'Choisissez dans la liste.'),
  decision: choisiOuRien,
  motifs: texteDemande(3, 4000, 'Écrivez les motifs du choix : ils partent dans les lettres.'),
})
const SchemaEtape = z.object({
  etape: z.enum(ETAPES_LOT),
  le: jourDemande('Indiquez le jour.'),
  par: z.enum(['electronique', 'autre']).default('electronique'),
  version,
})
const SchemaReglages = z.object({
  seance: choisiOuRien,
  siret: z
    .string()
    .default('')
    .transform((lu) => lu.replaceAll(/\s/g, ''))
    .refine((lu) => lu === '' || estSiret(lu), 'Ce SIRET n’est pas juste : 14 chiffres, clé comprise.'),
  version,
})

/** The commission, the award, the letters, the national data. */
export function attributionRoutes(app: FastifyInstance, services: Services, populations: Populations): void {
  const { base } = services

  /** @param formulaires reads also what the forms offer to the member that leads */
  const lire = async (requete: FastifyRequest, id: string, formulaires = false) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const operation = await findOperation(tx, id)
      if (!operation) return null
      const mene = conduit(acteur, operation)
      return {
        operation,
        mene,
        marche: await findMarche(tx, id),
        offres: await listOffresNotees(tx, id),
        suites: await findSuites(tx, id),
        choix: formulaires && mene ? await findChoix(tx, acteur.organismeId) : { seances: [], decisions: [] },
      }
    })
    if (!donnees) return null
    const { operation, mene, marche, offres, suites, choix } = donnees
    const attributions = suites?.attributions ?? []
    const analyses = new Map<string, Analyse>()
    if (marche?.notesClosesLe && suites && offres.length > 0 && suites.etat.agents > 0) {
      const recensement = {
        ...marche,
        cooperationId: acteur.cooperationId,
        perimetre: 'recenses',
        etat: suites.etat,
      } as const
      for (const lot of marche.lots) {
        const duLot = offres.filter(({ lotId }) => lotId === lot.id)
        // Once letters have left, the ranking is the one that they say: nothing is priced again.
        if (duLot.length > 0 && !attributions.find(({ lotId }) => lotId === lot.id)?.envoiLe)
          analyses.set(
            lot.id,
            analyser(
              marche,
              duLot,
              duLot.flatMap(({ notes }) => notes),
              await populations.chiffrer(
                recensement,
                lot.id,
                duLot,
                HYPOTHESE,
                jourDesPrix(operation.debutLe),
              ),
            ),
          )
      }
    }
    const classements = new Map([...analyses].map(([lot, { classement }]) => [lot, classement]))
    for (const attribution of marche?.notesClosesLe ? attributions : [])
      classements.set(
        attribution.lotId,
        classementPublie(
          marche!,
          offres.filter(({ lotId }) => lotId === attribution.lotId),
          attribution,
          suites!.chiffrages,
        ),
      )
    const decp =
      marche &&
      suites &&
      ecrireDecp(
        { ...marche, acheteurSiret: suites.acheteurSiret },
        attributions.flatMap((a) => {
          const lot = marche.lots.find((l) => l.id === a.lotId)
          const offre = offres.find((o) => o.id === a.offreId)
          const montant = suites.chiffrages.find((c) => c.resultats[a.offreId])?.resultats[a.offreId]?.sixAns
          return lot && offre && montant && a.notifieLe && a.publieLe
            ? [
                {
                  ...lot,
                  siret: offre.siret,
                  groupement: a.groupement,
                  montant,
                  notifieLe: a.notifieLe,
                  publieLe: a.publieLe,
                },
              ]
            : []
        }),
        suites.region,
      )
    return {
      operation,
      marche,
      offres,
      attributions,
      decisions: choix.decisions,
      reglages: { acheteurSiret: suites?.acheteurSiret ?? '', seances: choix.seances },
      cadre,
      analyses,
      classements,
      decp,
      mene,
      lie: operation.decision.porte.includes(acteur.organismeId),
    }
  }
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: Retour = {},
  ) => {
    const lu = await lire(requete, id, true)
    if (!lu) return services.introuvable(requete, reponse, 'Cet achat groupé')
    const { cadre, analyses: _analyses, classements, decp, ...vue } = lu
    const page = pageAttribution({
      ...vue,
      classements,
      decp: decp !== null,
      aujourdhui: jourDe(requete.maintenant),
      ...retour,
    })
    return services.page(requete, reponse, cadre, page)
  }
  const poster = <S extends z.ZodType>(
    chemin: string,
    schema: S,
    prefixe: string,
    annonce: string,
    faire: (
      requete: FastifyRequest<AdresseLot>,
      valeurs: z.output<S>,
    ) => Promise<Result<ContratDuLot | null, RefusAttribution>>,
  ) =>
    app.post<AdresseLot>(chemin, { config: { droit: agitPourSonMembre } }, async (requete, reponse) => {
      const { id, lot } = requete.params
      const saisies = requete.body as Saisies
      const trouve = lot ? await base.enTantQue(acteurDe(requete), (tx) => findLot(tx, lot)) : null
      if (lot && trouve?.operationId !== id) return services.introuvable(requete, reponse, 'Ce lot')
      const formulaire = trouve ? `${prefixe}-${trouve.numero}` : prefixe
      const lu = lireFormulaire(schema, requete.body)
      if (!lu.ok)
        return afficher(requete, reponse, id, { formulaire, fautes: lu.fautes, saisies, statut: 422 })
      const issue = await faire(requete, lu.valeurs)
      if (!issue.ok) {
        const { phrase, statut } = expliquerAttribution(issue.refus)
        return afficher(requete, reponse, id, { formulaire, alerte: phrase, saisies, statut })
      }
      services.annoncer(
        reponse,
        issue.valeur?.deja
          ? `${annonce} Ce lot avait déjà un contrat, avec ${issue.valeur.assureur} : il est gardé tel quel, vérifiez-le à la page Exécution.`
          : annonce,
      )
      return versPage(reponse, `/achats/${id}/attribution`)
    })

  app.get<Adresse>(
    '/achats/:id/attribution',
    { config: { droit: litLesAchats, exemple: uneOperationAuMarche('/attribution') } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  poster(
    '/achats/:id/attribution/reglages',
    SchemaReglages,
    'reglages',
    'Enregistré.',
    (r, { seance, siret, version: v }) =>
      reglerCommission(
        base,
        acteurDe(r),
        r.params.id,
        { seanceId: seance, acheteurSiret: siret, version: v },
        r.maintenant,
      ),
  )
  poster(
    '/achats/:id/attribution/:lot',
    SchemaAttribution,
    'lot',
    'Attribution enregistrée.',
    async (r, s) => {
      const lu = await lire(r, r.params.id)
      return attribuerLot(
        base,
        acteurDe(r),
        r.params.id,
        r.params.lot,
        lu?.analyses.get(r.params.lot)?.classement ?? [],
        {
          offreId: s.offre,
          decisionId: s.decision,
          groupement: s.groupement,
          motifs: s.motifs,
          attribueLe: s.le,
        },
        r.maintenant,
      )
    },
  )
  poster(
    '/achats/:id/attribution/:lot/etape',
    SchemaEtape,
    'etape',
    'Étape enregistrée.',
    (r, { etape, ...valeurs }) =>
      avancerLot(base, acteurDe(r), r.params.id, r.params.lot, etape, valeurs, r.maintenant),
  )
  app.get<Adresse>(
    '/achats/:id/decp.json',
    { config: { droit: litLesAchats, exemple: uneOperationAuMarche('/decp.json') } },
    async (requete, reponse) => {
      const lu = await lire(requete, requete.params.id)
      if (!lu?.decp) return services.introuvable(requete, reponse, 'Cette fiche')
      return reponse
        .type('application/json')
        .header('content-disposition', 'attachment; filename="decp.json"')
        .send(lu.decp)
    },
  )
  app.get<{ Params: { id: string; offre: string } }>(
    '/achats/lots/:id/lettres/:offre',
    { config: { droit: agitPourSonMembre, exemple: uneLettre } },
    async (requete, reponse) => {
      const { id, offre: offreId } = requete.params
      const trouve = await base.enTantQue(acteurDe(requete), (tx) => findLot(tx, id))
      const lu = trouve && (await lire(requete, trouve.operationId))
      const lot = lu?.marche?.lots.find((l) => l.id === id)
      const offre = lu?.offres.find((o) => o.id === offreId && o.lotId === id)
      const classement = lu?.classements.get(id)
      const attribution = lu?.attributions.find((a) => a.lotId === id)
      if (!lu?.marche || !lot || !offre || !classement || !attribution || !lu.mene)
        return services.introuvable(requete, reponse, 'Cette lettre')
      const offres = lu.offres.filter(({ lotId }) => lotId === id)
      const lettre = composerLettre(
        { operation: lu.operation, marche: lu.marche, lot, offres, classement, attribution, offre },
        acteurDe(requete).cooperation,
        requete.maintenant,
      )
      return reponse
        .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
        .header(
          'content-disposition',
          `attachment; filename="lettre-lot-${lot.numero}-offre-${offre.lettre}.docx"`,
        )
        .send(await rendreDocx(enDocx(lettre)))
    },
  )
}
