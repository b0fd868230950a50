import { DOMAINES, empreinte, type Json, lireCanonique, octetsCanoniques, verifier } from '@maillage/coffre'
import pg from 'pg'
import type { Tx } from './base.ts'

/** What a member signs of a deed. Nothing of its content. */
export type Acte = Readonly<{
  acteur: string
  action: string
  dossier: string
  jour: string
  /** Fingerprint of what it is about, when that must not stay in a journal which is never erased. */
  objet?: string
  organisme: string
}>
type Ligne = Readonly<{ acte: Acte; n: number; precedent: string | null; sig: string | null }>

export const aSigner = (acte: Acte): Json => ({ ...acte })
const octetsDe = (texte: string) => new TextEncoder().encode(texte)

/**
 * Adds a deed to the chain of an organisation, in the same transaction. An author's deeds and the machine's have no signature; a member's must be
 * signed by the key of the directory, or nothing is written.
 */
export async function consigner(
  tx: Tx,
  acte: Acte,
  signature: { readonly sig: string; readonly cle: string } | null,
): Promise<void> {
  if (signature && !verifier(DOMAINES.journal, aSigner(acte), signature.sig, signature.cle))
    throw new SignatureRefusee()
  // One writer at a time for a chain; others wait for the end of this transaction.
  // One exchange for both, in two statements: the second sees what was committed while the first waited. Names come from signed directories.
  const verrou = pg.escapeLiteral(`journal ${acte.organisme}`)
  const lus = (await tx.query(
    `select pg_advisory_xact_lock(hashtext(${verrou})); select n, empreinte from journal where organisme = ${pg.escapeLiteral(acte.organisme)} order by n desc limit 1`,
  )) as unknown as readonly pg.QueryResult<{ n: number; empreinte: string }>[]
  const dernier = lus[1]!.rows[0]
  const ligne: Ligne = {
    acte,
    n: dernier ? dernier.n + 1 : 0,
    precedent: dernier?.empreinte ?? null,
    sig: signature?.sig ?? null,
  }
  const octets = octetsCanoniques(ligne as unknown as Json)
  await tx.query('insert into journal (organisme, n, ligne, empreinte) values ($1, $2, $3, $4)', [
    acte.organisme,
    ligne.n,
    new TextDecoder().decode(octets),
    empreinte(octets),
  ])
}

/** The lines of one case, in the words that were signed. The journal of another organisation, before a transfer, stays there. */
export async function lireJournalDuDossier(tx: Tx, dossier: string): Promise<readonly string[]> {
  const { rows } = await tx.query<{ ligne: string }>(
    "select ligne from journal where ligne::jsonb #>> '{acte,dossier}' = $1 order by n",
    [dossier],
  )
  return rows.map(({ ligne }) => ligne)
}

export class SignatureRefusee extends Error {
  override readonly name = 'SignatureRefusee'
}

export type Verdict = Readonly<{ lignes: number; faute: Readonly<{ n: number; pourquoi: string }> | null }>

/**
 * Reads a chain again: ranks, links, fingerprints, signatures. Says the first line that does not hold.
 * @param cleDe every signing key that a directory of the organisation ever gave to a member
 */
export function verifierJournal(
  lignes: readonly Readonly<{ n: number; ligne: string; empreinte: string }>[],
  cleDe: (acteur: string) => readonly string[],
): Verdict {
  let precedent: string | null = null
  for (const [rang, { n, ligne, empreinte: dite }] of lignes.entries()) {
    const faute = (pourquoi: string): Verdict => ({ lignes: lignes.length, faute: { n, pourquoi } })
    if (n !== rang) return faute('une ligne manque avant celle-ci')
    if (empreinte(octetsDe(ligne)) !== dite) return faute('la ligne a été modifiée')
    const lue = lireCanonique(octetsDe(ligne)) as unknown as Ligne
    if (lue.n !== n || lue.precedent !== precedent) return faute('la ligne ne suit pas la précédente')
    const signee = lue.acte.acteur !== 'auteur' && lue.acte.acteur !== 'machine'
    if (
      signee &&
      !cleDe(lue.acte.acteur).some((cle) => verifier(DOMAINES.journal, aSigner(lue.acte), lue.sig ?? '', cle))
    )
      return faute('la signature n’est pas celle d’un membre de l’annuaire')
    precedent = dite
  }
  return { lignes: lignes.length, faute: null }
}
