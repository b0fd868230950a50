import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { DepotIndisponible } from '#platform/fichiers/depot.ts'
import { lireParties } from '#platform/fichiers/recevoir-envoi.ts'
import { versPage } from '#platform/http/contexte.ts'
import type { Services } from '#platform/http/services.ts'
import { exporterXlsx } from '#platform/tableurs/exporter.ts'
import { ouvertATous } from '#shared/acteur.ts'
import { estId } from '#shared/ids.ts'
import { PLI_MAX, SCELLE_MAX } from '../../domain/plis.ts'
import { COLONNES_PLI } from '../../marche/lire-offres.ts'
import { unDepot } from '../exemples.ts'
import { expliquerDepot } from '../expliquer.ts'
import { direTaille } from '../mots.ts'
import { pageDeposer, pageSansDepot } from './deposer.page.tsx'
import { deposerPli, type IssueDuDepot } from './deposer.ts'
import { ouvrirLienDeDepot } from './ouvrir-lien.ts'

/** What the page says first, once a bid was sent; null when it is refused: the page begins with the refusal and its proof, which is no good news. */
const direIssue = (issue: IssueDuDepot): string | null =>
  issue.genre === 'recu'
    ? 'Pli reçu, scellé.'
    : issue.genre === 'remplace'
      ? `Ce pli est arrivé, n° ${issue.numero}, mais le n° ${issue.courant} l’a remplacé : c’est le n° ${issue.courant} qui sera ouvert.`
      : null

type Adresse = { Params: { jeton: string } }

const SchemaPli = z.object({
  destinataire: z.string().regex(/^age1pq1[02-9ac-hj-np-z]{1952}$/),
  parts: z
    .array(
      z.object({
        cle: z.string().refine(estId),
        scellee: z.string().regex(/^[A-Za-z0-9+/=]{100,20000}$/),
        engagement: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
      }),
    )
    .max(16),
})

/** What a bidder does from her personal link, without an account. GET shows and writes nothing. */
export function deposerRoutes(app: FastifyInstance, services: Services): void {
  const { base, secret } = services

  const ouvrir = async (requete: FastifyRequest<Adresse>, reponse: FastifyReply) => {
    const lien = await ouvrirLienDeDepot(base, secret, requete.params.jeton, requete.maintenant)
    if (typeof lien !== 'string') return lien
    services.pageSimple(requete, reponse, pageSansDepot(lien))
    return null
  }
  const exemple = (suite: string) => (tx: Parameters<typeof unDepot>[0]) =>
    unDepot(tx, secret, services.maintenant(), suite)

  app.get<Adresse>(
    '/achats/deposer/:jeton',
    { config: { droit: ouvertATous, exemple: exemple('') } },
    async (requete, reponse) => {
      const ouvert = await ouvrir(requete, reponse)
      return ouvert
        ? services.pageSimple(requete, reponse, pageDeposer(ouvert, requete.params.jeton))
        : reponse
    },
  )
  app.get<Adresse>(
    '/achats/deposer/:jeton/modele.xlsx',
    { config: { droit: ouvertATous, exemple: exemple('/modele.xlsx') } },
    async (requete, reponse) => {
      const ouvert = await ouvrir(requete, reponse)
      if (!ouvert) return reponse
      const { lots, niveaux } = ouvert.marche
      const lignes = lots.flatMap(({ numero }) =>
        niveaux.map(({ nom }) => ({ lot: String(numero), niveau: nom })),
      )
      return reponse
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', 'attachment; filename="bordereau.xlsx"')
        .send(await exporterXlsx(COLONNES_PLI, lignes, 'Bordereau'))
    },
  )
  // Sent by the script of the page alone: the answer says where to go on, or the sentence of the refusal.
  app.post<Adresse>(
    '/achats/deposer/:jeton',
    { config: { droit: ouvertATous } },
    async (requete, reponse) => {
      const ouvert = await ouvrir(requete, reponse)
      if (!ouvert) return reponse
      const enJson = requete.headers.accept === 'application/json'
      const refuser = (phrase: string, statut: number) =>
        enJson
          ? reponse.code(statut).send({ phrase })
          : services.pageSimple(requete, reponse, {
              titre: 'Le pli n’est pas reçu',
              statut,
              chapeau: <p>{phrase}</p>,
              contenu: <a href={`/achats/deposer/${requete.params.jeton}`}>Revenir au dépôt</a>,
            })
      if (!requete.isMultipart()) return refuser(expliquerDepot({ code: 'pas-scelle' }).phrase, 422)
      let lourd = false
      const limits = { fileSize: SCELLE_MAX, files: 1, fields: 5, fieldSize: 400_000 }
      const { champs, fichier } = await lireParties(requete.parts({ limits }), () => {
        lourd = true
      })
      if (lourd)
        return refuser(`Ce pli dépasse ${direTaille(PLI_MAX)} : allégez le mémoire, puis recommencez.`, 413)
      if (!fichier || fichier.contenu.length === 0)
        return refuser(expliquerDepot({ code: 'vide' }).phrase, 422)
      const lu = SchemaPli.safeParse({
        destinataire: champs['destinataire'],
        parts: lireJson(champs['parts']),
      })
      if (!lu.success) return refuser(expliquerDepot({ code: 'pas-scelle' }).phrase, 422)
      const issue = await deposerPli(
        base,
        services,
        ouvert,
        { scelle: fichier.contenu, ...lu.data },
        requete.maintenant,
      )
      if (!issue.ok) {
        if (issue.refus.code === 'non-ecrit')
          requete.log.error({ route: requete.routeOptions.url, ...direErreur(issue.refus.erreur) }, 'erreur')
        const { phrase, statut } = expliquerDepot(issue.refus)
        return refuser(phrase, statut)
      }
      const suite = `/achats/deposer/${requete.params.jeton}`
      const annonce = direIssue(issue.valeur)
      if (annonce) services.annoncer(reponse, annonce)
      return enJson
        ? reponse.code(issue.valeur.genre.startsWith('refuse') ? 409 : 201).send({ suite })
        : versPage(reponse, suite)
    },
  )
}

/** Why the store failed, for the operator: its own sentence, or the code of the system. */
const direErreur = (erreur: unknown) =>
  erreur instanceof DepotIndisponible
    ? { message: erreur.message }
    : { message: 'écriture impossible', code: (erreur as NodeJS.ErrnoException).code }

function lireJson(texte: string | undefined): unknown {
  try {
    return JSON.parse(texte ?? '')
  } catch {
    return null
  }
}
