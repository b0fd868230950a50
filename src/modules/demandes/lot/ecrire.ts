import type { Tx } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { compte } from '#shared/typographie.ts'
import { type DemandeLue, lockDemande } from '../demandes.queries.ts'
import { TEXTE_AU_PLUS, tropLong } from '../domain/etats.ts'
import { type GenreDeModele, remplirModele } from '../domain/modele.ts'
import { ecrireEvenement, faire } from '../dossier/agir.ts'
import { expliquer, type RefusDemande } from '../expliquer.ts'
import { compterUsage } from '../modeles/modeles.queries.ts'
import { prevenirDans } from '../relances/prevenir.ts'
import { aPrendre, empechement } from './possible.ts'

/** One request as the page showed it: its version (what changed since is refused), and its own key (sent twice, it leaves once). */
export type Choix = { readonly id: string; readonly version: number; readonly cle: string }
export type Resultat = {
  readonly id: string
  readonly demande: DemandeLue | null
  /** Null when the words left. */
  readonly refus: string | null
}
export type SaisieDuLot = {
  readonly genre: GenreDeModele
  /** With its variables: each request takes its own values. */
  readonly texte: string
  readonly avant: Jour | null
  readonly modele: string | null
}

/** The words of a lot, for one request. */
export const texteDuLot = (texte: string, { employeur, numero, objet }: DemandeLue): string =>
  remplirModele(texte, { employeur, numero: numero ?? '', objet })

/**
 * Answers, asks or writes to several employers with the same words, filled for each. Every request is held, judged and written in a transaction
 * of its own: what is refused for one takes nothing from the others, and writes nothing, neither its key nor the taking. One not yet taken is
 * taken first.
 * @returns one line per request, in the order given
 */
export async function ecrireEnLot(
  moyens: Pick<Services, 'base' | 'courriel' | 'adresse' | 'secret' | 'reception'>,
  acteur: Acteur,
  choix: readonly Choix[],
  saisie: SaisieDuLot,
  maintenant: Date,
): Promise<Resultat[]> {
  const resultats: Resultat[] = []
  let parties = 0
  for (const un of choix) {
    let demande: DemandeLue | null = null
    // A refusal leaves the transaction as one: the base takes back what was written before it.
    const issue = await moyens.base.enTantQue(acteur, async (tx): Promise<Result<Depart, string>> => {
      demande = (await lockDemande(tx, un.id)) ?? null
      if (!demande) return refuser('elle n’existe pas, ou votre centre ne la lit plus.')
      return ecrireUne(tx, moyens, acteur, demande, un, saisie, maintenant)
    })
    if (issue.ok && issue.valeur === 'parti') parties++
    resultats.push({ id: un.id, demande, refus: issue.ok ? null : issue.refus })
  }
  const { modele } = saisie
  if (modele && parties > 0) await moyens.base.enTantQue(acteur, (tx) => compterUsage(tx, modele, parties))
  return resultats
}

/** Whether the words left now, or had left already under the same key. */
type Depart = 'parti' | 'deja-parti'

async function ecrireUne(
  tx: Tx,
  moyens: Pick<Services, 'base' | 'courriel' | 'adresse' | 'secret' | 'reception'>,
  acteur: Acteur,
  demande: DemandeLue,
  { id, version, cle }: Choix,
  saisie: SaisieDuLot,
  maintenant: Date,
): Promise<Result<Depart, string>> {
  if (await dejaRecu(tx, acteur.cooperationId, cle, id)) return accepter('deja-parti')
  const { genre, avant } = saisie
  const empeche = empechement(acteur, demande, genre)
  if (empeche) return refuser(empeche)
  if (demande.version !== version)
    return refuser('elle a changé depuis que vous l’avez relue. Ouvrez-la, puis recommencez.')
  const fait = await ecrireSur(tx, acteur, demande, saisie, maintenant)
  if (!fait.ok) return refuser(dire(fait.refus))
  await prevenirDans(
    tx,
    moyens,
    { ...demande, attenteAvant: genre === 'demander' ? avant : null },
    { quoi: genre, versMairie: true },
    maintenant,
  )
  return accepter('parti')
}

/** The sentence of a refusal, for one line: a text too long is so once filled, whatever the field accepted. */
const dire = (refus: RefusDemande): string =>
  refus.code === 'texte-trop-long'
    ? `une fois rempli pour elle, le texte fait ${compte(refus.longueur, 'caractère', 'caractères')}, et ${refus.max} au plus peuvent partir. Raccourcissez-le.`
    : expliquer(refus).phrase

async function ecrireSur(
  tx: Tx,
  acteur: Acteur,
  demande: DemandeLue,
  { genre, texte: brut, avant }: SaisieDuLot,
  maintenant: Date,
): Promise<Result<null, RefusDemande>> {
  const texte = texteDuLot(brut, demande)
  if (genre === 'message') {
    const refus = tropLong(texte, TEXTE_AU_PLUS)
    if (refus) return refuser(refus)
    await ecrireEvenement(
      tx,
      acteur,
      demande,
      { geste: 'message', ancien: demande.etat, nouveau: demande.etat, texte },
      maintenant,
    )
    return accepter(null)
  }
  let tenue = demande
  if (aPrendre(demande)) {
    const prise = await faire(
      tx,
      acteur,
      demande,
      'prendre',
      'cdg',
      { texte: '', avant: null, tiers: '' },
      maintenant,
    )
    if (!prise.ok) return prise
    tenue = prise.valeur.demande
  }
  const fait = await faire(tx, acteur, tenue, genre, 'cdg', { texte, avant, tiers: '' }, maintenant)
  return fait.ok ? accepter(null) : fait
}
