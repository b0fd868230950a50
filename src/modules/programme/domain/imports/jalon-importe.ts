import type { Jour } from '#shared/dates.ts'
import { parLibelle, rapprocherMots } from '#shared/mots.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { avancerJalon, type EtatJalon, type Jalon, LIBELLES_JALON } from '../jalons.ts'
import type { RefusCellule } from './cellules-action.ts'

/** One line of the table of milestones, read; what the file does not say is null. */
export type JalonImporte = {
  readonly code: string
  readonly titre: string
  readonly echeance: Jour | null
  readonly etat: EtatJalon | null
  readonly atteintLe: Jour | null
  readonly poids: number | null
  readonly motif: string | null
}

/** A milestone as the base keeps it. */
export type JalonConnu = Jalon & { readonly id: string; readonly motif: string }

export type LigneDeJalon = {
  readonly etat: 'nouvelle' | 'changee' | 'inchangee'
  readonly libelle: string
  readonly changements: readonly { readonly cle: string; readonly avant: string; readonly apres: string }[]
  readonly ecriture: {
    readonly id: string | null
    readonly code: string
    readonly jalon: JalonConnu
    readonly changements: LigneDeJalon['changements']
  } | null
}

/** A milestone is known by the code of its action and its title. */
export const cleDeJalon = ({ code, titre }: { readonly code: string; readonly titre: string }): string =>
  `${code} ${rapprocherMots(titre)}`

/**
 * Reads one line of the table of milestones.
 * @param cellules text by key of column; dates are already AAAA-MM-JJ, whole numbers canonical
 */
export function lireJalon(cellules: Readonly<Record<string, string>>): Result<JalonImporte, RefusCellule> {
  const titre = (cellules['jalon'] ?? '').trim()
  if (titre.length < 3 || titre.length > 300)
    return refuser({ cle: 'jalon', motif: 'Donnez un titre au jalon, de 3 à 300 caractères.' })
  const etatEcrit = (cellules['etat'] ?? '').trim()
  const etat = parLibelle(LIBELLES_JALON, etatEcrit)
  if (etatEcrit !== '' && !etat)
    return refuser({ cle: 'etat', motif: `Écrivez ${Object.values(LIBELLES_JALON).join(', ')}.` })
  const poids = cellules['poids'] ? Number(cellules['poids']) : null
  if (poids !== null && (poids < 1 || poids > 100))
    return refuser({ cle: 'poids', motif: 'Le poids est un nombre entier, de 1 à 100.' })
  return accepter({
    code: (cellules['code'] ?? '').trim(),
    titre,
    echeance: cellules['echeance'] || null,
    etat,
    atteintLe: cellules['atteintLe'] || null,
    poids,
    motif: cellules['motif'] === undefined ? null : cellules['motif'].trim(),
  })
}

const PHRASES: Readonly<Record<string, RefusCellule>> = {
  'transition-refusee': {
    cle: 'etat',
    motif: 'De cet état, on ne passe pas à celui-là : rouvrez d’abord le jalon.',
  },
  'motif-manquant': { cle: 'motif', motif: 'Dites pourquoi le jalon est reporté ou annulé.' },
  'date-future': { cle: 'atteintLe', motif: 'Un jalon ne peut pas être atteint demain.' },
}

/**
 * Decides what one line does: a new milestone, a milestone reached, moved, dropped or opened again, another weight, or nothing.
 * @param mene whether who imports leads the action; null when no action has this code
 */
export function deciderJalon(
  connu: JalonConnu | null,
  lu: JalonImporte,
  mene: boolean | null,
  aujourdhui: Jour,
): Result<LigneDeJalon, RefusCellule> {
  const libelle = `${lu.code} ${lu.titre}`
  if (mene === null) return refuser({ cle: 'code', motif: 'Aucune action n’a ce code.' })
  const issue = connu ? modifier(connu, lu, aujourdhui) : creer(lu, aujourdhui)
  if (!issue.ok) return issue
  const jalon = issue.valeur
  const changements = comparer(connu, jalon)
  if (changements.length === 0) return accepter({ etat: 'inchangee', libelle, changements, ecriture: null })
  if (!mene)
    return refuser({
      cle: 'code',
      motif: 'Les jalons sont tenus par le chef de file de l’action : il les écrit lui-même.',
    })
  return accepter({
    etat: connu ? 'changee' : 'nouvelle',
    libelle,
    changements,
    ecriture: { id: connu?.id ?? null, code: lu.code, jalon, changements },
  })
}

function creer(lu: JalonImporte, aujourdhui: Jour): Result<JalonConnu, RefusCellule> {
  if (!lu.echeance) return refuser({ cle: 'echeance', motif: 'Ce jalon est nouveau : donnez sa date.' })
  const etat = lu.etat ?? 'prevu'
  const atteintLe = etat === 'atteint' ? (lu.atteintLe ?? aujourdhui) : null
  if (atteintLe && atteintLe > aujourdhui) return refuser(PHRASES['date-future']!)
  return accepter({
    id: '',
    titre: lu.titre,
    echeance: lu.echeance,
    poids: lu.poids ?? 1,
    etat,
    atteintLe,
    reports: 0,
    motif: lu.motif ?? '',
  })
}

function modifier(connu: JalonConnu, lu: JalonImporte, aujourdhui: Jour): Result<JalonConnu, RefusCellule> {
  const poids = lu.poids ?? connu.poids
  const motif = lu.motif ?? connu.motif
  const etat = lu.etat ?? connu.etat
  const echeance = lu.echeance ?? connu.echeance
  if (etat === connu.etat && echeance === connu.echeance) return accepter({ ...connu, poids, motif })
  const geste =
    etat === connu.etat
      ? 'reporter'
      : etat === 'atteint'
        ? 'atteindre'
        : etat === 'annule'
          ? 'annuler'
          : 'rouvrir'
  const issue = avancerJalon(connu, geste, { echeance, atteintLe: lu.atteintLe, motif }, aujourdhui)
  return issue.ok
    ? accepter({ ...connu, ...issue.valeur, poids, motif })
    : refuser(PHRASES[issue.refus.code] ?? PHRASES['transition-refusee']!)
}

const francais = (jour: Jour | null): string => (jour ? jour.split('-').reverse().join('/') : '')

function comparer(avant: JalonConnu | null, apres: JalonConnu) {
  const dire = (j: JalonConnu | null) => ({
    echeance: francais(j?.echeance ?? null),
    etat: j ? LIBELLES_JALON[j.etat] : '',
    atteintLe: francais(j?.atteintLe ?? null),
    poids: j ? String(j.poids) : '',
    motif: j?.motif ?? '',
  })
  const [a, b] = [dire(avant), dire(apres)]
  return (Object.keys(b) as (keyof typeof b)[])
    .filter((cle) => a[cle] !== b[cle])
    .map((cle) => ({ cle: cle as string, avant: a[cle], apres: b[cle] }))
}
