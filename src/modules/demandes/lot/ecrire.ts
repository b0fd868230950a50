import type { Tx } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { type DemandeLue, lockDemande } from '../demandes.queries.ts'
import { type GenreDeModele, remplirModele } from '../domain/modele.ts'
import { ecrireEvenement, faire } from '../dossier/agir.ts'
import { expliquer } from '../expliquer.ts'
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
 * of its own: what is refused for one takes nothing from the others. One not yet taken is taken first.
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
  for (const un of choix) {
    const issue = await moyens.base.enTantQue(acteur, async (tx): Promise<Resultat> => {
      const demande = (await lockDemande(tx, un.id)) ?? null
      if (!demande) return { id: un.id, demande, refus: 'elle n’existe pas, ou votre centre ne la lit plus.' }
      if (await dejaRecu(tx, acteur.cooperationId, un.cle, un.id)) return { id: un.id, demande, refus: null }
      const empeche = empechement(acteur, demande, saisie.genre)
      if (empeche) return { id: un.id, demande, refus: empeche }
      if (demande.version !== un.version)
        return {
          id: un.id,
          demande,
          refus: 'elle a changé depuis que vous l’avez relue. Ouvrez-la, puis recommencez.',
        }
      const fait = await ecrireSur(tx, acteur, demande, saisie, maintenant)
      if (!fait.ok) return { id: un.id, demande, refus: fait.refus }
      const { genre, avant } = saisie
      await prevenirDans(
        tx,
        moyens,
        { ...demande, attenteAvant: genre === 'demander' ? avant : null },
        { quoi: genre, versMairie: true },
        maintenant,
      )
      return { id: un.id, demande, refus: null }
    })
    resultats.push(issue)
  }
  const parties = resultats.filter(({ refus }) => refus === null).length
  const { modele } = saisie
  if (modele && parties > 0) await moyens.base.enTantQue(acteur, (tx) => compterUsage(tx, modele, parties))
  return resultats
}

async function ecrireSur(
  tx: Tx,
  acteur: Acteur,
  demande: DemandeLue,
  { genre, texte: brut, avant }: SaisieDuLot,
  maintenant: Date,
): Promise<Result<null, string>> {
  const texte = texteDuLot(brut, demande)
  if (genre === 'message') {
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
    if (!prise.ok) return refuser(expliquer(prise.refus).phrase)
    tenue = prise.valeur.demande
  }
  const fait = await faire(tx, acteur, tenue, genre, 'cdg', { texte, avant, tiers: '' }, maintenant)
  return fait.ok ? accepter(null) : refuser(expliquer(fait.refus).phrase)
}
