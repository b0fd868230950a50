import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import type { Fichiers } from '#platform/fichiers/fichiers.ts'
import type { Acteur } from '#shared/acteur.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { compte } from '#shared/typographie.ts'
import { CLES_MIN } from '../../domain/plis.ts'
import { noter } from '../../marche/conduire-marche.ts'
import { expliquerMarche } from '../../marche/expliquer.ts'
import { findMarche, type MarcheLu } from '../../marche/marche.queries.ts'
import { ecrireOffres } from '../../marche/tenir-offres.ts'
import { chargerDepot, etatDe } from '../conduire-depot.ts'
import { type DepotLu, findDepot, findMesParts, listPartsDonnees } from '../plis.queries.ts'
import { empreinteDePart } from '../sceller.ts'
import { type PliTente, tenterPli } from './lire-pli.ts'

export type RefusOuvertureDesPlis = {
  readonly code:
    | 'introuvable'
    | 'sans-cle'
    | 'avant-limite'
    | 'deja-ouvert'
    | 'deja-donnee'
    | 'part-fausse'
    | 'une-seule-cle'
    | 'aucun-pli'
    | 'plis-en-ecriture'
}

/**
 * A member of the commission gives what her key opened, past the deadline: the share of each bid in force, each checked against what the bidder committed to.
 * A share that its bidder spoilt is left out: that bid alone may not open. Alone, a key opens nothing.
 */
export const donnerCle = (
  base: Base,
  acteur: Acteur,
  id: string,
  donnees: Readonly<Record<string, string>>,
  maintenant: Date,
) =>
  base.enTantQue(
    acteur,
    async (
      tx,
    ): Promise<Result<{ readonly gestes: number; readonly omises: number }, RefusOuvertureDesPlis>> => {
      // Bids that came in time and are still being written are written first: none is missed.
      await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 3))`.execute(tx)
      const lu = await chargerDepot(tx, id)
      if (!lu?.depot) return refuser({ code: 'introuvable' })
      const { marche, depot } = lu
      const maCle = depot.cles.find(({ personneId }) => personneId === acteur.personneId)
      if (!maCle) return refuser({ code: 'sans-cle' })
      const etat = etatDe(marche, depot)
      if (etat === 'cles' || etat === 'ouvert') return refuser({ code: 'avant-limite' })
      // Open already, her key still serves for what stayed closed.
      if (etat === 'ouvertes' && plisFermes(depot).length === 0) return refuser({ code: 'deja-ouvert' })
      if (depot.ouvertures.some(({ cleId }) => cleId === maCle.id)) return refuser({ code: 'deja-donnee' })
      if (depot.arrivees.some(({ enCours }) => enCours)) return refuser({ code: 'plis-en-ecriture' })
      const mesParts = (await findMesParts(tx, id, acteur.personneId))?.parts ?? []
      if (mesParts.length === 0) return refuser({ code: 'aucun-pli' })
      // A body that names no bid is no deed; a bid whose share is absent or empty is left out, and a share that is there must be the right one.
      const presentes = mesParts.filter(({ pli }) => donnees[pli])
      const justes = presentes.every(({ pli, engagement }) => empreinteDePart(donnees[pli]!) === engagement)
      if (!justes || Object.keys(donnees).length === 0) return refuser({ code: 'part-fausse' })
      const parts = Object.fromEntries(presentes.map(({ pli }) => [pli, donnees[pli]!]))
      const omises = mesParts.length - presentes.length
      await sql`insert into achat_pli_ouverture (operation_id, cle_id, cooperation_id, personne_id, nom, parts)
      values (${id}, ${maCle.id}, ${acteur.cooperationId}, ${acteur.personneId}, ${acteur.nom}, ${JSON.stringify(parts)}::jsonb)`.execute(
        tx,
      )
      const gestes = depot.ouvertures.length + 1
      await noter(
        tx,
        acteur,
        maintenant,
        id,
        'donner_cle',
        `Clé donnée pour ouvrir les plis (${gestes === 1 ? 'première' : gestes === 2 ? 'deuxième' : `${gestes}e`})${direOmises(omises)}`,
      )
      return accepter({ gestes, omises })
    },
  )

/** What a member's key did not open, said after what she did: why is not known here. */
export const direOmises = (omises: number): string =>
  omises === 0
    ? ''
    : ` ; ${compte(omises, 'pli laissé de côté, sans part de cette clé', 'plis laissés de côté, sans part de cette clé')}`

/**
 * Opens the bids that are still closed, once two members gave their key: each is put together and read here, so that nobody can change one on the way; its
 * rates enter the analysis, its files are kept with their fingerprints. One that stays closed is said, and may be tried again when what missed has come.
 */
export async function ouvrirLesPlis(
  base: Base,
  fichiers: Fichiers,
  acteur: Acteur,
  id: string,
  maintenant: Date,
): Promise<
  Result<{ readonly ouverts: number; readonly avis: number; readonly fermes: number }, RefusOuvertureDesPlis>
> {
  const motif = 'ouverture des plis par deux membres de la commission'
  const lu = await base.enTantQueSysteme(motif, acteur.cooperationId, async (tx) => ({
    marche: await findMarche(tx, id),
    depot: await findDepot(tx, id),
    donnees: await listPartsDonnees(tx, id),
  }))
  const { marche, depot, donnees } = lu
  if (!marche || !depot) return refuser({ code: 'introuvable' })
  if (donnees.length < CLES_MIN) return refuser({ code: 'une-seule-cle' })
  const aOuvrir = plisFermes(depot)
  if (aOuvrir.length === 0) return refuser({ code: 'deja-ouvert' })
  // Lots, levels and bids in force no longer move: all is read before the transaction that writes.
  const tentes: PliTente[] = []
  for (const pli of aOuvrir) tentes.push(await tenterPli(fichiers, { marche, depot }, pli, donnees))
  return base.enTantQueSysteme(motif, acteur.cooperationId, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 2))`.execute(tx)
    const { rows } = await sql<{ id: string }>`select id from achat_pli
      where operation_id = ${id} and remplace_le is null and ouvert_le is null`.execute(tx)
    const encore = tentes.filter(({ pli }) => rows.some((ferme) => ferme.id === pli.id))
    if (encore.length === 0) return refuser<RefusOuvertureDesPlis>({ code: 'deja-ouvert' })
    await sql`update achat_marche set ouvert_le = now() where operation_id = ${id} and ouvert_le is null`.execute(
      tx,
    )
    const closes = (await findMarche(tx, id))?.notesClosesLe
    let avis = 0
    for (const tente of encore) if (await inscrire(tx, acteur.cooperationId, marche, tente, !!closes)) avis++
    const ouverts = encore.filter(({ ouvert }) => ouvert)
    const fermes = encore.filter(({ ouvert }) => !ouvert)
    await noter(
      tx,
      acteur,
      maintenant,
      id,
      'ouvrir_plis',
      [
        ...(ouverts.length > 0
          ? [
              `Plis ouverts par ${direQui(depot)} : ${ouverts.map(({ pli }) => `n° ${pli.numero}, empreinte ${pli.empreinte}`).join(' ; ')}`,
            ]
          : []),
        ...fermes.map((ferme) => `Pli n° ${ferme.pli.numero} resté fermé. ${ferme.avis}`),
      ].join('. '),
    )
    return accepter({ ouverts: ouverts.length, avis, fermes: fermes.length })
  })
}

/** Bids in force that nothing opened yet. */
export const plisFermes = ({ plis }: DepotLu) =>
  plis.filter(({ remplaceLe, ouvertLe }) => !remplaceLe && !ouvertLe)

const direQui = ({ ouvertures }: DepotLu): string => ouvertures.map(({ nom }) => nom).join(' et ')

/** Writes what a bid gave; true when an open one has to be read again by a person. */
async function inscrire(
  tx: Tx,
  cooperationId: string,
  marche: MarcheLu,
  tente: PliTente,
  notesCloses: boolean,
): Promise<boolean> {
  if (!tente.ouvert) {
    await sql`update achat_pli set avis = ${tente.avis.slice(0, 2000)} where id = ${tente.pli.id}`.execute(tx)
    return false
  }
  const avis = [tente.avis]
  if (notesCloses)
    avis.push('Les notes étaient closes quand ce pli s’est ouvert : son offre n’entre pas dans l’analyse.')
  else
    for (const offre of tente.offres) {
      const ecrite = await ecrireOffres(tx, cooperationId, marche, [offre], 'pli', tente.pli.id)
      if (!ecrite.ok) avis.push(`Lot ${offre.lot} : ${expliquerMarche(ecrite.refus).phrase}`)
    }
  const dit = avis.filter(Boolean).join('\n').slice(0, 2000)
  await sql`update achat_pli set ouvert_le = now(), fichiers = ${JSON.stringify(tente.gardes)}::jsonb, avis = ${dit}
    where id = ${tente.pli.id}`.execute(tx)
  return dit !== ''
}
