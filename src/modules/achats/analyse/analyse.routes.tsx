import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { rendreDocx } from '#platform/documents/docx.ts'
import { texteLibre, version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import type { Result } from '#shared/result.ts'
import { enDocx, enPdf } from '../documents.ts'
import { agitPourSonMembre, litLesAchats } from '../domain/droits.ts'
import { unLot } from '../exemples.ts'
import { findLot, findMarche, listOffres, listOffresNotees, type OffreLue } from '../marche/marche.queries.ts'
import { findOperationDuLot } from '../operations/operations.queries.ts'
import { PARTS, pageAnalyse } from './analyse.page.tsx'
import { findTravaux } from './analyse.queries.ts'
import { analyser, classementPublie } from './analyser.ts'
import { HYPOTHESE, type Hypothese, jourDesPrix } from './chiffrer.ts'
import { composer } from './composer.ts'
import {
  cloreNotes,
  declarerInteret,
  noterOffres,
  PHRASES_ANALYSE,
  type RefusAnalyse,
  scellerChiffrage,
} from './noter.ts'
import type { Populations } from './population.ts'
import { AGENTS_MIN, type Projections } from './projeter.ts'
import { composerRapport } from './rapport.ts'

type Adresse = { Params: { id: string } }
type Retour = RetourDeFormulaire & { readonly formulaire?: string }

const SchemaInteret = z.object({
  siret: z
    .string()
    .default('')
    .refine((lu) => /^(\d{14})?$/.test(lu), 'Choisissez dans la liste.'),
  nature: texteLibre(1000),
})

/** The analysis of the bids of a lot: prices, what-if, notes, report. */
export function analyseRoutes(
  app: FastifyInstance,
  services: Services,
  populations: Populations,
  projections: Projections,
): void {
  const { base, pdf } = services

  const lire = async (requete: FastifyRequest, lotId: string) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const operation = await findOperationDuLot(tx, lotId)
      const marche = operation && (await findMarche(tx, operation.id))
      if (!operation || !marche) return null
      const offres = await listOffresNotees(tx, operation.id, lotId)
      const notes = offres.flatMap((offre) => offre.notes)
      return { operation, marche, offres, notes, ...(await findTravaux(tx, operation.id, lotId)) }
    })
    if (!donnees) return null
    const { operation, marche, offres, notes, etat } = donnees
    const hypothese = lireHypothese(requete.query as Saisies, marche.niveaux.length)
    const lot = marche.lots.find(({ id }) => id === lotId)!
    const chiffrable = offres.length > 0 && etat.agents > 0
    const recensement = {
      ...marche,
      cooperationId: acteur.cooperationId,
      perimetre: 'recenses',
      etat,
    } as const
    const agents = chiffrable ? (await populations.lire(recensement)).lots.get(lotId)!.agents : 0
    const jour = jourDesPrix(operation.debutLe)
    const chiffrer = (h: Hypothese) => populations.chiffrer(recensement, lotId, offres, h, jour)
    const analyse =
      agents > 0
        ? analyser(marche, offres, notes, await chiffrer(HYPOTHESE), await chiffrer(hypothese))
        : null
    const projection =
      analyse && operation.objet === 'prevoyance' && agents >= AGENTS_MIN
        ? await projections.desOffres(recensement, lotId, offres, operation.debutLe)
        : null
    const composee = analyse && composer(marche, offres, notes, analyse, projection)
    const publie =
      donnees.attribution && marche.notesClosesLe && offres.length > 0
        ? classementPublie(marche, offres, donnees.attribution, donnees.chiffrages)
        : null
    return { cadre, vue: { ...donnees, lot, hypothese, analyse, composee, projection, publie, acteur } }
  }
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: Retour = {},
  ) => {
    const lu = await lire(requete, id)
    if (!lu) return services.introuvable(requete, reponse, 'Ce lot')
    return services.page(requete, reponse, lu.cadre, pageAnalyse({ ...lu.vue, ...retour }))
  }
  app.get<Adresse>(
    '/achats/lots/:id',
    { config: { droit: litLesAchats, exemple: unLot() } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  for (const format of ['pdf', 'docx'] as const)
    app.get<Adresse>(
      `/achats/lots/:id/rapport.${format}`,
      { config: { droit: litLesAchats, exemple: unLot(`/rapport.${format}`) } },
      async (requete, reponse) => {
        const lu = await lire(requete, requete.params.id)
        if (!lu?.vue.composee) return services.introuvable(requete, reponse, 'Ce rapport')
        const { composee } = lu.vue
        const rapport = composerRapport(
          { ...lu.vue, composee },
          acteurDe(requete).cooperation,
          requete.maintenant,
        )
        return format === 'pdf'
          ? reponse
              .type('application/pdf')
              .header('content-disposition', `inline; filename="analyse-lot-${lu.vue.lot.numero}.pdf"`)
              .send(await pdf.rendre('rapport', enPdf(rapport), requete.maintenant))
          : reponse
              .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
              .header('content-disposition', `attachment; filename="analyse-lot-${lu.vue.lot.numero}.docx"`)
              .send(await rendreDocx(enDocx(rapport)))
      },
    )

  const conclure = (
    requete: FastifyRequest<Adresse>,
    reponse: FastifyReply,
    issue: Result<unknown, RefusAnalyse>,
    annonce: string,
    formulaire?: string,
  ) => {
    const { id } = requete.params
    if (issue.ok) {
      services.annoncer(reponse, annonce)
      return versPage(reponse, `/achats/lots/${id}`)
    }
    const [phrase, statut] = PHRASES_ANALYSE[issue.refus.code]
    return afficher(requete, reponse, id, {
      alerte: phrase,
      statut,
      ...(formulaire && { formulaire, saisies: (requete.body ?? {}) as Saisies }),
    })
  }
  /** The purchase of the lot of an address; null sends the usual page. */
  const operationDe = async (requete: FastifyRequest<Adresse>) =>
    (await base.enTantQue(acteurDe(requete), (tx) => findLot(tx, requete.params.id)))?.operationId ?? null

  app.post<Adresse>(
    '/achats/lots/:id/interets',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const operation = await operationDe(requete)
      if (!operation) return services.introuvable(requete, reponse, 'Ce lot')
      const lu = lireFormulaire(SchemaInteret, requete.body)
      if (!lu.ok)
        return afficher(requete, reponse, requete.params.id, {
          formulaire: 'interet',
          fautes: lu.fautes,
          saisies: requete.body as Saisies,
          statut: 422,
        })
      const issue = await declarerInteret(base, acteurDe(requete), operation, lu.valeurs, requete.maintenant)
      return conclure(requete, reponse, issue, 'Déclaration enregistrée.', 'interet')
    },
  )
  app.post<Adresse>(
    '/achats/lots/:id/notes',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const operation = await operationDe(requete)
      if (!operation) return services.introuvable(requete, reponse, 'Ce lot')
      const { id } = requete.params
      const saisies = (requete.body ?? {}) as Saisies
      const { marche, offres } = await base.enTantQue(acteurDe(requete), async (tx) => ({
        marche: await findMarche(tx, operation),
        offres: await listOffres(tx, operation, id),
      }))
      const lues = lireNotes(saisies, offres, marche?.criteres.map(({ cle }) => cle) ?? [])
      if (lues.fautes.length > 0)
        return afficher(requete, reponse, id, {
          formulaire: 'notes',
          fautes: lues.fautes,
          saisies,
          statut: 422,
        })
      const issue = await noterOffres(base, acteurDe(requete), operation, id, lues.notes, requete.maintenant)
      return conclure(requete, reponse, issue, 'Notes enregistrées.', 'notes')
    },
  )
  app.post<Adresse>(
    '/achats/lots/:id/clore',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const operation = await operationDe(requete)
      if (!operation) return services.introuvable(requete, reponse, 'Ce lot')
      const lue = version.parse(saisie(requete.body as Saisies, 'version') ?? '')
      const issue = await cloreNotes(base, acteurDe(requete), operation, lue, requete.maintenant)
      return conclure(requete, reponse, issue, 'Notes closes : le classement est établi.')
    },
  )
  app.post<Adresse>(
    '/achats/lots/:id/chiffrages',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const operation = await operationDe(requete)
      if (!operation) return services.introuvable(requete, reponse, 'Ce lot')
      const issue = await scellerChiffrage(
        base,
        populations,
        acteurDe(requete),
        operation,
        requete.maintenant,
      )
      return conclure(requete, reponse, issue, 'Chiffrage scellé sur le recensement en vigueur.')
    },
  )
}

/** What an address supposes; what makes no sense is passed over. */
function lireHypothese(lues: Saisies, niveaux: number): Hypothese {
  const part = Number(saisie(lues, 'part'))
  const niveau = saisie(lues, 'niveau') ?? 'choix'
  const rang = /^\d$/.test(niveau) ? Number(niveau) : -1
  return {
    part: (PARTS.find((p) => p === part) ?? PARTS[0]) * 1000,
    niveau: rang >= 0 && rang < niveaux ? rang : 'choix',
  }
}

/** Notes typed « 15,5 »: those left empty are not given. */
function lireNotes(saisies: Saisies, offres: readonly OffreLue[], criteres: readonly string[]) {
  const notes: { offreId: string; critere: string; note: number; motif: string }[] = []
  const fautes: { champ: string; message: string }[] = []
  for (const { id, lettre } of offres)
    for (const critere of criteres) {
      const champ = `${lettre}-${critere}`
      const texte = (saisie(saisies, champ) ?? '').trim()
      if (texte === '') continue
      const lu = /^(\d{1,2})(?:[.,](\d{1,2}))?$/.exec(texte)
      const note = lu ? Number(lu[1]) * 100 + Number((lu[2] ?? '').padEnd(2, '0')) : 9999
      if (note > 2000)
        fautes.push({
          champ,
          message: `Offre ${lettre} : la note va de 0 à 20, deux décimales au plus, comme 15,5.`,
        })
      else notes.push({ offreId: id, critere, note, motif: '' })
    }
  return { notes, fautes }
}
