import type { Cycle } from '#shared/cycle.ts'
import { ajouterMois, type Jour } from '#shared/dates.ts'

export type StatutSchema =
  | 'brouillon'
  | 'concertation'
  | 'arrete'
  | 'deliberation'
  | 'signe'
  | 'transmis'
  | 'en_vigueur'
  | 'remplace'
  | 'expire'
  | 'abandonne'

export type GesteSchema =
  | 'ouvrir_concertation'
  | 'arreter'
  | 'soumettre'
  | 'signer'
  | 'transmettre'
  | 'mettre_en_vigueur'
  | 'constater_fin'
  | 'reprendre'
  | 'abandonner'

/**
 * From the first clause to the text in force (CGFP L452-11). Sent to the représentant de l’État dans la région at the coordinator’s
 * initiative. A text replaced by another one becomes `remplace` when that one enters into force.
 */
export const cycleSchema = {
  ouvrir_concertation: {
    de: ['brouillon'],
    vers: 'concertation',
    libelle: 'Ouvrir la concertation',
  },
  arreter: { de: ['concertation'], vers: 'arrete', libelle: 'Arrêter le texte' },
  soumettre: { de: ['arrete'], vers: 'deliberation', libelle: 'Soumettre aux membres' },
  signer: { de: ['deliberation'], vers: 'signe', libelle: 'Enregistrer la signature' },
  transmettre: { de: ['signe'], vers: 'transmis', libelle: 'Enregistrer la transmission' },
  mettre_en_vigueur: { de: ['transmis'], vers: 'en_vigueur', libelle: 'Mettre en vigueur' },
  constater_fin: { de: ['en_vigueur'], vers: 'expire', libelle: 'Constater la fin' },
  reprendre: {
    de: ['concertation', 'arrete', 'deliberation'],
    vers: 'brouillon',
    libelle: 'Reprendre la rédaction',
  },
  abandonner: {
    de: ['brouillon', 'concertation', 'arrete', 'deliberation'],
    vers: 'abandonne',
    libelle: 'Abandonner ce texte',
  },
} as const satisfies Cycle<StatutSchema, GesteSchema>

/** Deeds that no other deed undoes: they are confirmed on a page that says what they do. */
export const DEFINITIFS: ReadonlySet<GesteSchema> = new Set([
  'soumettre',
  'signer',
  'transmettre',
  'mettre_en_vigueur',
  'constater_fin',
  'abandonner',
])

export const LIBELLES_STATUT: Readonly<Record<StatutSchema, string>> = {
  brouillon: 'Brouillon',
  concertation: 'En concertation',
  arrete: 'Arrêté',
  deliberation: 'En délibération',
  signe: 'Signé',
  transmis: 'Transmis au préfet de région',
  en_vigueur: 'En vigueur',
  remplace: 'Remplacé',
  expire: 'Expiré',
  abandonne: 'Abandonné',
}

/** The way that a text follows when nothing stops it. */
export const ETAPES_SCHEMA = [
  'brouillon',
  'concertation',
  'arrete',
  'deliberation',
  'signe',
  'transmis',
  'en_vigueur',
] as const satisfies readonly StatutSchema[]

/** True while its clauses may be written. Once settled by the conference, what the members deliberate no longer moves. */
export const seRedige = (statut: StatutSchema): boolean => statut === 'brouillon' || statut === 'concertation'

/** How near the end of a text is: past, or within three, six or twelve months; null before that or without an end. */
export type AlerteDeFin = 'passee' | 3 | 6 | 12

/** What to say of an end on a day: twelve months before it is time to evaluate, six to write, three to deliberate. */
export function alerteDeFin(dateFin: Jour | null, aujourdhui: Jour): AlerteDeFin | null {
  if (dateFin === null) return null
  if (dateFin < aujourdhui) return 'passee'
  return ([3, 6, 12] as const).find((mois) => ajouterMois(dateFin, -mois) <= aujourdhui) ?? null
}
