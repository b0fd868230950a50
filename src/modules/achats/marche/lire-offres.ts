import type { Tableur } from '#platform/tableurs/assembler.ts'
import type { Colonne } from '#platform/tableurs/colonnes.ts'
import { lireJour } from '#shared/dates.ts'
import { estSiret } from '#shared/siret.ts'
import { GARANTIES, lireTaux, NOMS_GARANTIES, type OffreSaisie, type TauxDeNiveau } from '../domain/offres.ts'

/** Columns of a file of bids: one row by bid and level. */
export const COLONNES_OFFRES: readonly Colonne[] = [
  { cle: 'lot', libelles: ['Lot'], obligatoire: true },
  { cle: 'candidat', libelles: ['Candidat'], obligatoire: true },
  { cle: 'siret', libelles: ['SIRET'], obligatoire: true },
  { cle: 'recu', libelles: ['Reçue le', 'Date et heure de réception'], obligatoire: true },
  { cle: 'preuve', libelles: ['Preuve de dépôt', 'Référence du dépôt'], obligatoire: true },
  { cle: 'niveau', libelles: ['Niveau'], obligatoire: true },
  ...GARANTIES.map(
    (g): Colonne => ({
      cle: g,
      libelles: [NOMS_GARANTIES[g], `Taux ${NOMS_GARANTIES[g]}`],
      obligatoire: true,
    }),
  ),
  { cle: 'gel', libelles: ['Années gelées', 'Gel'], obligatoire: true },
  { cle: 'hausse', libelles: ['Hausse annuelle maximale', 'Hausse'], obligatoire: true },
  { cle: 'garanties', libelles: ['Observations sur les garanties', 'Garanties'] },
]

/** Columns that a sealed bid does not say: the deposit knows who bids, when, and with what proof. */
const SUES = new Set(['candidat', 'siret', 'recu', 'preuve'])
export const COLONNES_PLI: readonly Colonne[] = COLONNES_OFFRES.filter(({ cle }) => !SUES.has(cle))

export type LigneRefusee = { readonly ligne: number; readonly motif: string }
export type OffresLues = {
  readonly offres: readonly OffreSaisie[]
  readonly refusees: readonly LigneRefusee[]
}

/** « 12/06/2024 11:30 » or « 12/06/2024 à 11 h 30 », Paris time. */
export function lireInstant(texte: string): { readonly jour: string; readonly heure: string } | null {
  const lu = /^(\S+)\s+(?:à\s+)?(\d{1,2})\s*[:hH]\s*(\d{2})(?::\d{2})?$/.exec(texte.trim())
  const jour = lu && lireJour(lu[1]!)
  if (!lu || !jour || Number(lu[2]) > 23 || Number(lu[3]) > 59) return null
  return { jour, heure: `${lu[2]!.padStart(2, '0')}:${lu[3]}` }
}

const entier = (texte: string, max: number): number | null =>
  /^\d{1,3}$/.test(texte.trim()) && Number(texte) <= max ? Number(texte) : null

type Rangee = { readonly ligne: number; readonly offre: OffreSaisie; readonly taux: TauxDeNiveau }

function lireRangee(
  v: Readonly<Record<string, string>>,
  lots: readonly number[],
  niveaux: readonly string[],
) {
  const lot = entier(v['lot'] ?? '', 99)
  if (lot === null || !lots.includes(lot))
    return `Le lot « ${v['lot']} » n’est pas dans ce marché. Indiquez l’un des numéros : ${lots.join(', ')}.`
  const candidat = (v['candidat'] ?? '').trim()
  if (candidat.length < 2 || candidat.length > 160)
    return 'Le nom du candidat manque, ou dépasse 160 caractères.'
  const siret = (v['siret'] ?? '').replaceAll(/\s/g, '')
  if (!estSiret(siret)) return `Le SIRET « ${v['siret']} » n’est pas juste : 14 chiffres, clé comprise.`
  const recuLe = lireInstant(v['recu'] ?? '')
  if (!recuLe)
    return `« ${v['recu']} » n’est pas une date avec son heure. Écrivez-la comme 12/06/2024 11:30, heure de Paris.`
  const preuve = (v['preuve'] ?? '').trim()
  if (preuve === '' || preuve.length > 120) return 'La référence de la preuve de dépôt manque.'
  const niveau = niveaux.find((n) => n === (v['niveau'] ?? '').trim())
  if (!niveau) return `Le niveau « ${v['niveau']} » n’est pas dans ce marché : ${niveaux.join(' ; ')}.`
  const taux = Object.fromEntries(GARANTIES.map((g) => [g, lireTaux(v[g] || '0')]))
  const faux = GARANTIES.find((g) => taux[g] === null)
  if (faux)
    return `Le taux « ${v[faux]} » (${NOMS_GARANTIES[faux]}) n’est pas lisible : écrivez-le comme 1,62, trois décimales au plus.`
  const gelAnnees = entier(v['gel'] ?? '', 6)
  if (gelAnnees === null) return 'Les années gelées sont un nombre entier, de 0 à 6.'
  const hausseMax = lireTaux(v['hausse'] ?? '')
  if (hausseMax === null) return 'La hausse annuelle maximale est un pourcentage, comme 5 ou 4,5.'
  return {
    offre: {
      lot,
      candidat,
      siret,
      recuLe,
      preuve,
      gelAnnees,
      hausseMax,
      garanties: (v['garanties'] ?? '').trim().slice(0, 4000),
      taux: [],
    } satisfies OffreSaisie,
    taux: { niveau, ...(taux as Omit<TauxDeNiveau, 'niveau'>) },
  }
}

/**
 * Reads bids from rows, whatever they came from: one row by level, gathered by lot and SIRET. A bid that misses a level is refused whole, each of its rows with
 * the reason; the others are kept.
 */
export function lireOffres(
  { lignes, refus }: Pick<Tableur, 'lignes' | 'refus'>,
  lots: readonly number[],
  niveaux: readonly string[],
): OffresLues {
  const refusees: LigneRefusee[] = refus.map(({ ligne, motif }) => ({ ligne, motif }))
  const parOffre = new Map<string, Rangee[]>()
  for (const { numero: ligne, valeurs } of lignes) {
    const lue = lireRangee(valeurs, lots, niveaux)
    if (typeof lue === 'string') {
      refusees.push({ ligne, motif: lue })
      continue
    }
    const cle = `${lue.offre.lot}:${lue.offre.siret}`
    const rangees = parOffre.get(cle) ?? []
    if (rangees.some(({ taux }) => taux.niveau === lue.taux.niveau))
      refusees.push({ ligne, motif: 'Ce niveau est déjà donné pour cette offre, plus haut dans le fichier.' })
    else parOffre.set(cle, [...rangees, { ligne, ...lue }])
  }
  const offres: OffreSaisie[] = []
  for (const rangees of parOffre.values()) {
    const taux = niveaux.flatMap((n) => rangees.find((r) => r.taux.niveau === n)?.taux ?? [])
    if (taux.length === niveaux.length) offres.push({ ...rangees[0]!.offre, taux })
    else
      for (const { ligne } of rangees)
        refusees.push({ ligne, motif: 'Cette offre ne donne pas de taux pour tous les niveaux du marché.' })
  }
  return { offres, refusees: refusees.toSorted((a, b) => a.ligne - b.ligne) }
}
