import type { Jour } from '#shared/dates.ts'
import type { Ligne } from './table-schema.ts'

/** A deliberation that a member took and that is public. */
export type Deliberation = {
  readonly membre: {
    readonly nom: string
    readonly libelle: string
    readonly siret: string | null
    readonly departement: string | null
  }
  readonly objet: string
  /** Nature of the common decision; `schema` for the adoption of a schéma. */
  readonly nature: string
  readonly numero: string | null
  readonly date: Jour | null
  readonly transmisLe: Jour | null
  readonly effectif: number | null
  readonly reel: number | null
  readonly pour: number | null
  readonly contre: number | null
  readonly abstention: number | null
  readonly adresse: string | null
}

type Matiere = readonly [code: string, nom: string]
const COOPERATION: Matiere = ['5.7', 'institutions et vie politique/intercommunalité']
/** Matter of an act, from the nature of the decision that it follows (nomenclature ACTES, level 2). */
const MATIERES: Readonly<Record<string, Matiere>> = {
  budget: ['7.1', 'finances locales/décisions budgétaires'],
  cle: ['7.10', 'finances locales/divers'],
  designation: ['5.3', 'institutions et vie politique/désignation de représentants'],
}

/** Code of a prefecture: PREF and the département on three characters (« 044 », « 02A », « 971 »). */
export const prefectureDe = (departement: string): string => `PREF${departement.padStart(3, '0')}`

const nombre = (n: number | null): string => (n === null ? '' : String(n))

/**
 * A deliberation as a row of the schema « scdl/deliberations ». Fields that are not known stay empty: the check of the row says whether it
 * may be published. The prefecture is given with the date of transmission only, as the schema asks.
 */
export function enLigneScdl(d: Deliberation): Ligne {
  const [code, nom] = MATIERES[d.nature] ?? COOPERATION
  const transmise = d.transmisLe !== null && d.membre.departement !== null
  return {
    COLL_NOM: d.membre.nom,
    COLL_SIRET: d.membre.siret ?? '',
    DELIB_ID: d.numero ?? '',
    DELIB_DATE: d.date ?? '',
    DELIB_MATIERE_CODE: code,
    DELIB_MATIERE_NOM: nom,
    DELIB_OBJET: d.objet.replaceAll(/\s+/g, ' ').trim(),
    BUDGET_ANNEE: '',
    BUDGET_NOM: '',
    PREF_ID: transmise ? prefectureDe(d.membre.departement!) : '',
    PREF_DATE: transmise ? d.transmisLe! : '',
    VOTE_EFFECTIF: nombre(d.effectif),
    VOTE_REEL: nombre(d.reel),
    VOTE_POUR: nombre(d.pour),
    VOTE_CONTRE: nombre(d.contre),
    VOTE_ABSTENTION: nombre(d.abstention),
    DELIB_URL: d.adresse ?? '',
  }
}
