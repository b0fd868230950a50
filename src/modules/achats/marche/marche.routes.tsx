import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  choisi,
  cle,
  heureDemandee,
  jourDemande,
  texteDemande,
  texteLibre,
  version,
} from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { exporterXlsx } from '#platform/tableurs/exporter.ts'
import { lireTableur } from '#platform/tableurs/lire-tableur.ts'
import { instantParis } from '#shared/dates.ts'
import type { Result } from '#shared/result.ts'
import { compte } from '#shared/typographie.ts'
import type { Populations } from '../analyse/population.ts'
import { recevoirEnvoi } from '../consultation/recevoir-envoi.routes.ts'
import { agitPourSonMembre, conduit, litLesAchats } from '../domain/droits.ts'
import { GARANTIES } from '../domain/offres.ts'
import { uneOperationAuMarche } from '../exemples.ts'
import { findOperation } from '../operations/operations.queries.ts'
import { pageApercu } from './apercu.page.tsx'
import { expliquerMarche } from './expliquer.ts'
import { SchemaFiche, SchemaLot } from './fiche.ts'
import { COLONNES_OFFRES, lireOffres } from './lire-offres.ts'
import { pageMarche } from './marche.page.tsx'
import { findMarche, findTenue } from './marche.queries.ts'
import {
  ajouterOffres,
  declarerIrreguliere,
  ecrireLot,
  ouvrirPlis,
  poserQuestion,
  preparerMarche,
  publierMarche,
  type RefusMarche,
  repondreAQuestion,
  reporterLimite,
  retirerLot,
} from './tenir-marche.ts'

type Adresse = { Params: { id: string } }
type AdresseDeux = { Params: { id: string; objet: string } }
type Retour = RetourDeFormulaire & { readonly formulaire?: string }

const SchemaVersion = z.object({ version })
const SchemaReport = z
  .object({ limiteJour: jourDemande('Indiquez le nouveau jour.'), limiteHeure: heureDemandee, version })
  .transform((lu) => ({ ...lu, limite: instantParis(lu.limiteJour, lu.limiteHeure) }))
const SchemaQuestion = z.object({
  texte: texteDemande(3, 4000, 'Écrivez la question (3 caractères au moins).'),
  cle,
})
const SchemaReponse = z.object({
  reponse: texteDemande(3, 8000, 'Écrivez la réponse (3 caractères au moins).'),
  version,
})
const SchemaMotif = z.object({ offre: choisi('Choisissez l’offre.'), motif: texteLibre(1000) })
const SchemaRangees = z.array(z.record(z.string(), z.string()))

/** The consultation of insurers, led by one member, read by all. */
export function marcheRoutes(app: FastifyInstance, services: Services, populations: Populations): void {
  const { base } = services

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: Retour = {},
  ) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const operation = await findOperation(tx, id)
      if (!operation) return null
      const mene = conduit(acteur, operation)
      return {
        operation,
        mene,
        marche: await findMarche(tx, id),
        ...(await findTenue(tx, id, mene)),
      }
    })
    if (!donnees) return services.introuvable(requete, reponse, 'Cet achat groupé')
    const { etat, ...lu } = donnees
    const population =
      lu.marche && etat.agents > 0
        ? await populations.lire(acteur.cooperationId, id, etat, lu.marche.lots, lu.marche.niveaux)
        : null
    const lie = lu.operation.decision.porte.includes(acteur.organismeId)
    return services.page(requete, reponse, cadre, pageMarche({ ...lu, population, lie, ...retour }))
  }
  const conclure = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    issue: Result<unknown, RefusMarche>,
    annonce: string,
    formulaire?: string,
  ) => {
    const { id } = requete.params as Adresse['Params']
    if (issue.ok) {
      services.annoncer(reponse, annonce)
      return versPage(reponse, `/achats/${id}/marche`)
    }
    const { phrase, statut } = expliquerMarche(issue.refus)
    if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Ce marché')
    const saisies = (requete.body ?? {}) as Saisies
    return afficher(requete, reponse, id, {
      alerte: phrase,
      statut,
      ...(formulaire && { formulaire, saisies }),
    })
  }
  /** A form of the page: read, done, and back to the page with what was typed when it is refused. */
  const poster = <S extends z.ZodType>(
    chemin: string,
    schema: S,
    formulaire: string | ((params: AdresseDeux['Params']) => string),
    annonce: string,
    faire: (
      requete: FastifyRequest<AdresseDeux>,
      valeurs: z.output<S>,
    ) => Promise<Result<unknown, RefusMarche>>,
  ) =>
    app.post<AdresseDeux>(chemin, { config: { droit: agitPourSonMembre } }, async (requete, reponse) => {
      const { params } = requete
      const nom = typeof formulaire === 'string' ? formulaire : formulaire(params)
      const lu = lireFormulaire(schema, requete.body)
      if (!lu.ok)
        return afficher(requete, reponse, params.id, {
          formulaire: nom,
          fautes: lu.fautes,
          saisies: requete.body as Saisies,
          statut: 422,
        })
      return conclure(requete, reponse, await faire(requete, lu.valeurs), annonce, nom)
    })

  app.get<Adresse>(
    '/achats/:id/marche',
    { config: { droit: litLesAchats, exemple: uneOperationAuMarche('/marche') } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  poster(
    '/achats/:id/marche',
    SchemaFiche,
    'fiche',
    'Fiche du marché enregistrée.',
    (r, { version: v, ...fiche }) => preparerMarche(base, acteurDe(r), r.params.id, v, fiche, r.maintenant),
  )
  poster('/achats/:id/marche/lots', SchemaLot, 'lot', 'Lot enregistré.', (r, { min, max, ...lot }) =>
    ecrireLot(base, acteurDe(r), r.params.id, { ...lot, agentsMin: min, agentsMax: max }, r.maintenant),
  )
  poster('/achats/:id/marche/lots/:objet/retirer', z.object({}), '', 'Lot retiré.', (r) =>
    retirerLot(base, acteurDe(r), r.params.id, r.params.objet, r.maintenant),
  )
  poster(
    '/achats/:id/marche/publier',
    SchemaVersion,
    '',
    'Marché publié : critères, niveaux et lots sont figés.',
    (r, { version: v }) => publierMarche(base, acteurDe(r), r.params.id, v, r.maintenant),
  )
  poster(
    '/achats/:id/marche/reporter',
    SchemaReport,
    'reporter',
    'Date limite reportée.',
    (r, { version: v, limite }) => reporterLimite(base, acteurDe(r), r.params.id, v, limite, r.maintenant),
  )
  poster('/achats/:id/marche/ouvrir', SchemaVersion, '', 'Plis ouverts.', (r, { version: v }) =>
    ouvrirPlis(base, acteurDe(r), r.params.id, v, r.maintenant),
  )
  poster(
    '/achats/:id/marche/questions',
    SchemaQuestion,
    'question',
    'Question enregistrée.',
    (r, { texte, cle: envoi }) => poserQuestion(base, acteurDe(r), r.params.id, texte, envoi, r.maintenant),
  )
  poster(
    '/achats/:id/marche/questions/:objet',
    SchemaReponse,
    ({ objet }) => `q-${objet}`,
    'Réponse publiée à tous les candidats.',
    (r, valeurs) =>
      repondreAQuestion(base, acteurDe(r), r.params.id, { id: r.params.objet, ...valeurs }, r.maintenant),
  )
  poster(
    '/achats/:id/marche/irreguliere',
    SchemaMotif,
    'irreguliere',
    'Situation de l’offre enregistrée.',
    (r, { offre, motif }) => declarerIrreguliere(base, acteurDe(r), r.params.id, offre, motif, r.maintenant),
  )

  /** Bids typed one by one are rows of the same file, judged by the same rules. */
  app.post<Adresse>(
    '/achats/:id/marche/offres',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = (requete.body ?? {}) as Saisies
      const marche = await base.enTantQue(acteurDe(requete), (tx) => findMarche(tx, id))
      if (!marche) return services.introuvable(requete, reponse, 'Ce marché')
      const texte = (champ: string) => String(saisies[champ] ?? '')
      const lignes = marche.niveaux.map(({ nom }, rang) => ({
        numero: rang + 1,
        valeurs: {
          ...Object.fromEntries(
            ['lot', 'candidat', 'siret', 'recu', 'preuve', 'gel', 'hausse', 'garanties'].map((c) => [
              c,
              texte(c),
            ]),
          ),
          ...Object.fromEntries(GARANTIES.map((g) => [g, texte(`${g}-${rang}`)])),
          niveau: nom,
        },
      }))
      const lues = lireOffres(
        { lignes, refus: [] },
        marche.lots.map(({ numero }) => numero),
        marche.niveaux.map(({ nom }) => nom),
      )
      if (lues.refusees.length > 0)
        return afficher(requete, reponse, id, {
          formulaire: 'offre',
          saisies,
          alerte: lues.refusees[0]!.motif,
          statut: 422,
        })
      const envoi = cle.safeParse(saisies['cle']).data
      const issue = await ajouterOffres(
        base,
        acteurDe(requete),
        id,
        lues.offres,
        'saisie',
        envoi,
        requete.maintenant,
      )
      return conclure(requete, reponse, issue, direAjout(issue, 1), 'offre')
    },
  )
  const direAjout = (issue: Result<{ readonly tardives: number }, RefusMarche>, n: number): string =>
    `${compte(n, 'offre enregistrée', 'offres enregistrées')}${issue.ok && issue.valeur.tardives > 0 ? `, dont ${compte(issue.valeur.tardives, 'écartée')} : reçue après l’heure limite` : ''}.`

  app.post<Adresse>(
    '/achats/:id/marche/apercu',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const { fichier } = await recevoirEnvoi(requete)
      const acteur = acteurDe(requete)
      const { cadre, donnees } = await services.lire(requete, async (tx) => ({
        operation: await findOperation(tx, id),
        marche: await findMarche(tx, id),
      }))
      const { operation, marche } = donnees
      if (!operation || !marche) return services.introuvable(requete, reponse, 'Ce marché')
      const refuser = (alerte: string, statut = 422) =>
        afficher(requete, reponse, id, { formulaire: 'import', alerte, statut })
      if (!conduit(acteur, operation)) return refuser(expliquerMarche({ code: 'interdit' }).phrase, 403)
      if (!marche.ouvertLe) return refuser(expliquerMarche({ code: 'pas-ouvert' }).phrase, 409)
      if (!fichier)
        return refuser('Aucun fichier n’a été choisi. Choisissez un fichier XLSX ou CSV, puis recommencez.')
      const tableur = await lireTableur(fichier.contenu, COLONNES_OFFRES)
      if (!tableur.ok) return refuser(tableur.refus.message)
      const lues = lireOffres(
        tableur.valeur,
        marche.lots.map(({ numero }) => numero),
        marche.niveaux.map(({ nom }) => nom),
      )
      const contenu = JSON.stringify(tableur.valeur.lignes.map(({ valeurs }) => valeurs))
      return services.page(
        requete,
        reponse,
        cadre,
        pageApercu({ operation, nom: fichier.nom, lues, contenu }),
      )
    },
  )
  app.post<Adresse>(
    '/achats/:id/marche/importer',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = (requete.body ?? {}) as Saisies
      const marche = await base.enTantQue(acteurDe(requete), (tx) => findMarche(tx, id))
      if (!marche) return services.introuvable(requete, reponse, 'Ce marché')
      const rangees = SchemaRangees.safeParse(lireJson(String(saisies['contenu'] ?? '')))
      const lignes = (rangees.data ?? []).map((valeurs, i) => ({ numero: i + 2, valeurs }))
      const { offres } = lireOffres(
        { lignes, refus: [] },
        marche.lots.map(({ numero }) => numero),
        marche.niveaux.map(({ nom }) => nom),
      )
      if (offres.length === 0)
        return afficher(requete, reponse, id, {
          formulaire: 'import',
          alerte: 'L’aperçu ne contient plus d’offre lisible : envoyez de nouveau le fichier.',
          statut: 422,
        })
      const envoi = cle.safeParse(saisies['cle']).data
      const issue = await ajouterOffres(
        base,
        acteurDe(requete),
        id,
        offres,
        'fichier',
        envoi,
        requete.maintenant,
      )
      return conclure(requete, reponse, issue, direAjout(issue, offres.length), 'import')
    },
  )
  app.get<Adresse>(
    '/achats/:id/marche/modele.xlsx',
    { config: { droit: litLesAchats, exemple: uneOperationAuMarche('/marche/modele.xlsx') } },
    async (_requete, reponse) =>
      reponse
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', 'attachment; filename="offres.xlsx"')
        .send(await exporterXlsx(COLONNES_OFFRES, [], 'Offres')),
  )
}

function lireJson(texte: string): unknown {
  try {
    return JSON.parse(texte)
  } catch {
    return null
  }
}
