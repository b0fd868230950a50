import { Refus } from '@maillage/coffre'
import { sql } from 'kysely'
import type { Base } from '#platform/base/base.ts'
import type { Fichiers } from '#platform/fichiers/fichiers.ts'
import { nomDeFichier } from '#platform/fichiers/recevoir-envoi.ts'
import { nommer, reconnaitre } from '#platform/fichiers/reconnaitre.ts'
import { lireTableur } from '#platform/tableurs/lire-tableur.ts'
import type { Acteur } from '#shared/acteur.ts'
import { horlogeParis, jourDe } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { compte, dateSaisie } from '#shared/typographie.ts'
import type { OffreSaisie } from '../domain/offres.ts'
import { CLES_MIN } from '../domain/plis.ts'
import { noter } from '../marche/conduire-marche.ts'
import { COLONNES_PLI, lireOffres } from '../marche/lire-offres.ts'
import { findMarche, type MarcheLu } from '../marche/marche.queries.ts'
import { ecrireOffres } from '../marche/tenir-offres.ts'
import { chargerDepot, etatDe } from './conduire-depot.ts'
import {
  type CandidatLu,
  type DepotLu,
  type FichierDuPli,
  findDepot,
  findMesParts,
  listPartsDonnees,
  type PliLu,
} from './plis.queries.ts'
import { empreinteDePart, ouvrirPli, type PieceDuPli } from './sceller.ts'

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
      if (etat === 'ouvertes') return refuser({ code: 'deja-ouvert' })
      if (depot.ouvertures.some(({ cleId }) => cleId === maCle.id)) return refuser({ code: 'deja-donnee' })
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
        `Clé donnée pour ouvrir les plis (${gestes === 1 ? 'première' : 'deuxième'} des deux)${direOmises(omises)}`,
      )
      return accepter({ gestes, omises })
    },
  )

/** What a member's key could not open, said after what she did. */
export const direOmises = (omises: number): string =>
  omises === 0
    ? ''
    : ` ; ${compte(omises, 'pli dont la part n’est pas celle que son auteur a annoncée, laissé de côté', 'plis dont la part n’est pas celle que leur auteur a annoncée, laissés de côté')}`

type PliOuvert = {
  readonly pli: PliLu
  readonly gardes: readonly FichierDuPli[]
  readonly offres: readonly OffreSaisie[]
  readonly avis: string
}

/**
 * Opens the bids once two members gave their key: each is put together and read here, so that nobody can change one on the way; its rates enter the
 * analysis, its files are kept with their fingerprints. A bid that cannot be read is said, and prevents no other. Done again, nothing changes.
 */
export async function ouvrirLesPlis(
  base: Base,
  fichiers: Fichiers,
  acteur: Acteur,
  id: string,
  maintenant: Date,
): Promise<Result<{ readonly ouverts: number; readonly avis: number }, RefusOuvertureDesPlis>> {
  const motif = 'ouverture des plis par deux membres de la commission'
  const lu = await base.enTantQueSysteme(motif, acteur.cooperationId, async (tx) => ({
    marche: await findMarche(tx, id),
    depot: await findDepot(tx, id),
    parts: await listPartsDonnees(tx, id),
  }))
  const { marche, depot, parts } = lu
  if (!marche || !depot) return refuser({ code: 'introuvable' })
  if (parts.length < CLES_MIN) return refuser({ code: 'une-seule-cle' })
  if (marche.ouvertLe) return refuser({ code: 'deja-ouvert' })
  // Lots, levels and bids in force no longer move: all is read before the transaction that writes.
  const ouverts: PliOuvert[] = []
  for (const pli of depot.plis.filter(({ remplaceLe }) => !remplaceLe)) {
    const pieces = await lirePli(fichiers, pli, parts)
    const candidat = depot.candidats.find(({ id: qui }) => qui === pli.candidatId)!
    ouverts.push({
      pli,
      gardes: await garderPieces(fichiers, pieces ?? []),
      ...(pieces
        ? await lireBordereau(marche, candidat, pli, pieces[0]!.contenu)
        : { offres: [], avis: NE_S_OUVRE_PAS }),
    })
  }
  return base.enTantQueSysteme(motif, acteur.cooperationId, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 2))`.execute(tx)
    const ouvert =
      await sql`update achat_marche set ouvert_le = now() where operation_id = ${id} and ouvert_le is null
      returning operation_id`.execute(tx)
    if (ouvert.rows.length === 0) return refuser<RefusOuvertureDesPlis>({ code: 'deja-ouvert' })
    for (const { pli, gardes, offres, avis } of ouverts) {
      await sql`update achat_pli set ouvert_le = now(), fichiers = ${JSON.stringify(gardes)}::jsonb, avis = ${avis.slice(0, 2000)}
        where id = ${pli.id}`.execute(tx)
      await ecrireOffres(tx, acteur.cooperationId, marche, offres, 'pli', pli.id)
    }
    await noter(
      tx,
      acteur,
      maintenant,
      id,
      'ouvrir_plis',
      `Plis ouverts par ${direQui(depot)} : ${ouverts.map(({ pli }) => `n° ${pli.numero}, empreinte ${pli.empreinte}`).join(' ; ')}`,
    )
    return accepter({ ouverts: ouverts.length, avis: ouverts.filter(({ avis }) => avis !== '').length })
  })
}

const NE_S_OUVRE_PAS =
  'Ce pli ne s’ouvre pas : ses clés ou ses octets ne sont pas ceux que nos pages écrivent. Son empreinte est celle du dépôt.'
const direQui = ({ ouvertures }: DepotLu): string => ouvertures.map(({ nom }) => nom).join(' et ')

/** The files of a bid; null when it does not open: the fault is then its own, and the others open all the same. */
async function lirePli(
  fichiers: Fichiers,
  pli: PliLu,
  parts: readonly Readonly<Record<string, string>>[],
): Promise<PieceDuPli[] | null> {
  const cartes = parts.flatMap((donnees) => donnees[pli.id] ?? [])
  try {
    return await ouvrirPli(await fichiers.lire(pli.empreinte), cartes, pli.destinataire)
  } catch (erreur) {
    if (erreur instanceof Refus) return null
    throw erreur
  }
}

async function garderPieces(fichiers: Fichiers, pieces: readonly PieceDuPli[]): Promise<FichierDuPli[]> {
  const gardees: FichierDuPli[] = []
  for (const { nom, contenu } of pieces) {
    const reconnu = await reconnaitre(contenu)
    const typeMime = reconnu.ok ? reconnu.typeMime : 'application/octet-stream'
    const propre = nomDeFichier(nom) || 'piece'
    gardees.push({
      nom: reconnu.ok ? nommer(propre, typeMime) : `${propre}.bin`,
      typeMime,
      taille: contenu.length,
      sha256: await fichiers.garder(contenu),
    })
  }
  return gardees
}

/** The rates of a bid, read by the rules of every other file of bids; who, when and with what proof come from the deposit. */
async function lireBordereau(
  marche: MarcheLu,
  candidat: CandidatLu,
  pli: PliLu,
  contenu: Uint8Array,
): Promise<{ readonly offres: readonly OffreSaisie[]; readonly avis: string }> {
  // A file that kills its reader is the fault of that bid alone.
  const tableur = await lireTableur(contenu, COLONNES_PLI).catch(() => null)
  if (!tableur)
    return { offres: [], avis: 'Bordereau illisible : relisez-le dans un tableur, puis saisissez l’offre.' }
  if (!tableur.ok) return { offres: [], avis: `Bordereau illisible. ${tableur.refus.message}` }
  const sus = {
    candidat: candidat.nom,
    siret: candidat.siret,
    recu: `${dateSaisie(jourDe(pli.recuLe))} ${horlogeParis(pli.recuLe).slice(11, 16)}`,
    preuve: `Pli scellé n° ${pli.numero}, empreinte ${pli.empreinte}`,
  }
  const lignes = tableur.valeur.lignes.map((ligne) => ({ ...ligne, valeurs: { ...ligne.valeurs, ...sus } }))
  const { offres, refusees } = lireOffres(
    { lignes, refus: tableur.valeur.refus },
    marche.lots.map(({ numero }) => numero),
    marche.niveaux.map(({ nom }) => nom),
  )
  return { offres, avis: refusees.map(({ ligne, motif }) => `Ligne ${ligne} : ${motif}`).join('\n') }
}
