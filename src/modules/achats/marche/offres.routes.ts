import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { cle } from '#platform/http/champs.ts'
import { acteurDe, type Saisies } from '#platform/http/contexte.ts'
import type { Services } from '#platform/http/services.ts'
import { exporterXlsx } from '#platform/tableurs/exporter.ts'
import { lireTableur } from '#platform/tableurs/lire-tableur.ts'
import type { Result } from '#shared/result.ts'
import { compte } from '#shared/typographie.ts'
import { recevoirEnvoi } from '../consultation/recevoir-envoi.routes.ts'
import { agitPourSonMembre, conduit, litLesAchats } from '../domain/droits.ts'
import { GARANTIES } from '../domain/offres.ts'
import { uneOperationAuMarche } from '../exemples.ts'
import { findOperation } from '../operations/operations.queries.ts'
import { pageApercu } from './apercu.page.tsx'
import type { RefusMarche } from './conduire-marche.ts'
import { expliquerMarche } from './expliquer.ts'
import { COLONNES_OFFRES, lireOffres } from './lire-offres.ts'
import { findMarche, type MarcheLu } from './marche.queries.ts'
import type { Retours } from './retours.routes.ts'
import { ajouterOffres } from './tenir-offres.ts'

type Adresse = { Params: { id: string } }

/** Bids read against the lots and the levels of their consultation. */
const lirePour = ({ lots, niveaux }: MarcheLu, tableur: Parameters<typeof lireOffres>[0]) =>
  lireOffres(
    tableur,
    lots.map(({ numero }) => numero),
    niveaux.map(({ nom }) => nom),
  )

const SchemaRangees = z.array(z.record(z.string(), z.string()))

/** Bids enter one by one, or from a file that is looked at before it is written: the same rules judge both. */
export function offresRoutes(
  app: FastifyInstance,
  services: Services,
  { afficher, conclure }: Retours,
): void {
  const { base } = services

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
      const lues = lirePour(marche, { lignes, refus: [] })
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
      const lues = lirePour(marche, tableur.valeur)
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
      const { offres } = lirePour(marche, { lignes, refus: [] })
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
