import type { Jour } from '#shared/dates.ts'
import { parLibelle } from '#shared/mots.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { limiteParDefaut } from './decision.ts'

/** One line of the file of meetings, read. */
export type ReunionLue = { readonly organe: string; readonly date: Jour; readonly limite: Jour | null }

/** A meeting of the member, as the base keeps it. */
export type ReunionConnue = {
  readonly id: string
  readonly organe: string
  readonly date: Jour
  readonly limite: Jour
  readonly annulee: boolean
}

/** Why a line is refused: the key of the column at fault and a sentence that says what to do. */
export type RefusCellule = { readonly cle: string; readonly motif: string }

export type LigneDeReunion = {
  readonly etat: 'nouvelle' | 'changee' | 'inchangee'
  readonly libelle: string
  readonly changements: readonly { readonly cle: string; readonly avant: string; readonly apres: string }[]
  readonly ecriture: { readonly organe: string; readonly date: Jour; readonly limite: Jour } | null
}

/**
 * Reads one line of the file of meetings.
 * @param organes labels, by code, of the organs that deliberate in the member; the first one when the cell is empty
 * @param cellules text by key of column; dates are already AAAA-MM-JJ
 */
export function lireReunion(
  organes: Readonly<Record<string, string>>,
  cellules: Readonly<Record<string, string>>,
): Result<ReunionLue, RefusCellule> {
  const faute = (cle: string, motif: string) => refuser({ cle, motif })
  const ecrit = (cellules['organe'] ?? '').trim()
  const organe = ecrit === '' ? (Object.keys(organes)[0] ?? null) : parLibelle(organes, ecrit)
  if (organe === null) {
    const connus = Object.values(organes).map((libelle) => `« ${libelle} »`)
    return faute('organe', `Votre structure n’a pas cet organe. Écrivez ${connus.join(', ')}.`)
  }
  const date = cellules['date'] ?? ''
  const limite = cellules['limite'] || null
  if (limite !== null && limite > date)
    return faute('limite', 'La date limite d’inscription vient après la réunion : vérifiez les deux dates.')
  return accepter({ organe, date, limite })
}

/**
 * Decides what one line does to the calendar of the member: a new meeting, another limit, one that was withdrawn and comes back, or nothing.
 * A past meeting already known is left as it is; a past one that is not known is refused.
 */
export function deciderReunion(
  connues: ReadonlyMap<string, ReunionConnue>,
  organes: Readonly<Record<string, string>>,
  aujourdhui: Jour,
  lu: ReunionLue,
): Result<LigneDeReunion, RefusCellule> {
  const connue = connues.get(cleDeReunion(lu)) ?? null
  const libelle = organes[lu.organe] ?? lu.organe
  const limite = lu.limite ?? (connue && !connue.annulee ? connue.limite : limiteParDefaut(lu.date))
  const pareille = connue !== null && !connue.annulee && connue.limite === limite
  if (pareille) return accepter({ etat: 'inchangee', libelle, changements: [], ecriture: null })
  if (lu.date < aujourdhui)
    return refuser({ cle: 'date', motif: 'Cette date est déjà passée. Gardez les réunions à venir.' })
  const ancienne = connue && !connue.annulee ? francais(connue.limite) : ''
  return accepter({
    etat: connue ? 'changee' : 'nouvelle',
    libelle,
    changements: [
      ...(connue && !connue.annulee
        ? []
        : [{ cle: 'date', avant: connue ? 'retirée' : '', apres: francais(lu.date) }]),
      { cle: 'limite', avant: ancienne, apres: francais(limite) },
    ],
    ecriture: { organe: lu.organe, date: lu.date, limite },
  })
}

/** A meeting is known by its organ and its day. */
export const cleDeReunion = ({ organe, date }: Pick<ReunionLue, 'organe' | 'date'>): string =>
  `${organe} ${date}`

const francais = (jour: Jour): string => jour.split('-').reverse().join('/')
