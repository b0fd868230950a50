import { estSiret } from '#shared/siret.ts'

/** Most agents typed one by one; beyond, a file. */
export const AGENTS_SAISIS_MAX = 9

/** Columns of the short form, by their names in a census. */
export const COLONNES_COURTES = [
  'naissance',
  'statut',
  'regime',
  'categorie',
  'heures_hebdo',
  'indice_majore',
  'ri_mensuel',
] as const
export type ColonneCourte = (typeof COLONNES_COURTES)[number]

/** Name of the field of an agent: « indice_majore-2 ». */
export const champDe = (colonne: ColonneCourte, rang: number): string => `${colonne}-${rang}`

const CHAMPS = [
  'au',
  'siret',
  ...Array.from({ length: AGENTS_SAISIS_MAX }, (_, i) =>
    COLONNES_COURTES.map((c) => champDe(c, i + 1)),
  ).flat(),
]

/** What was typed in the fields of the short form, and in no other, cut where nobody types as much. */
export const textesDe = (champs: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    CHAMPS.flatMap((nom) => {
      const valeur = champs[nom]
      return typeof valeur === 'string' ? [[nom, valeur.slice(0, 40)]] : []
    }),
  )

/**
 * The rows of a census, from what was typed: a header, then the agents of which something was typed, each with a pseudonym of its rank. Rows left empty
 * are not agents.
 * @param siret establishment of the employer, or its SIREN: its first establishment is then supposed
 */
export function enRangees(saisies: Readonly<Record<string, string>>, siret: string): string[][] {
  const etablissement = premierEtablissement(siret.replaceAll(/\s/g, ''))
  const rangees: string[][] = [['siret', 'matricule', ...COLONNES_COURTES]]
  for (let rang = 1; rang <= AGENTS_SAISIS_MAX; rang++) {
    const cellules = COLONNES_COURTES.map((colonne) => (saisies[champDe(colonne, rang)] ?? '').trim())
    // Lists propose a value: only what is typed tells an agent.
    if (
      ['naissance', 'heures_hebdo', 'indice_majore', 'ri_mensuel'].every(
        (c) => !saisies[champDe(c as ColonneCourte, rang)]?.trim(),
      )
    )
      continue
    rangees.push([etablissement, `A${String(rang).padStart(2, '0')}`, ...cellules])
  }
  return rangees
}

/** The first establishment of an employer known by its SIREN: « 0001 » and its key (INSEE, répertoire Sirene). */
function premierEtablissement(siret: string): string {
  if (siret.length === 14) return siret
  const candidats = Array.from({ length: 10 }, (_, cle) => `${siret}0001${cle}`)
  return candidats.find(estSiret) ?? siret
}
