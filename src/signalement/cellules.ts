import { jourDe } from '#shared/dates.ts'
import type { Base } from './base.ts'
import { type Ancrage, type Cellule, ouvrirCellule } from './protocole/annuaire.ts'

/** The organisations that this server serves: their directories as published, and as the server itself verifies them. */
export type Cellules = Readonly<{
  ancrages: readonly Ancrage[]
  ancrage(organisme: string): Ancrage | undefined
  /** Every version, oldest first: the page verifies them itself. */
  suite(organisme: string): Promise<readonly Uint8Array[]>
  /** The verified directory of today; null when there is none that holds. */
  cellule(organisme: string): Promise<Cellule | null>
  /** Organisations where somebody is a member, with the roles. */
  appartenances(membre: string): Promise<readonly Cellule[]>
}>

export function ouvrirCellules(
  base: Base,
  racines: readonly Omit<Ancrage, 'preuve'>[],
  preuve: string,
  maintenant: () => Date,
): Cellules {
  const ancrages = racines.map((racine) => ({ ...racine, preuve }))
  const connues = new Map<string, { readonly cle: string; readonly cellule: Cellule }>()
  const suite = async (organisme: string) => {
    const { rows } = await base.pool.query<{ fichier: Buffer }>(
      'select fichier from annuaire where organisme = $1 order by rang',
      [organisme],
    )
    return rows.map(({ fichier }) => new Uint8Array(fichier))
  }
  /** The last rank of every directory: one statement, whatever the number of organisations. */
  const rangs = async () => {
    const { rows } = await base.pool.query<{ organisme: string; rang: number }>(
      'select organisme, max(rang) as rang from annuaire group by organisme',
    )
    return new Map(rows.map(({ organisme, rang }) => [organisme, rang]))
  }
  const lireA = async (organisme: string, rang: number | undefined): Promise<Cellule | null> => {
    const ancrage = ancrages.find((a) => a.organisme === organisme)
    if (!ancrage) return null
    const jour = jourDe(maintenant())
    const cle = `${rang} ${jour}`
    const connue = connues.get(organisme)
    if (connue?.cle === cle) return connue.cellule
    try {
      const lue = ouvrirCellule(await suite(organisme), ancrage, jour)
      connues.set(organisme, { cle, cellule: lue })
      return lue
    } catch {
      return null
    }
  }
  const cellule = async (organisme: string) => lireA(organisme, (await rangs()).get(organisme))
  return {
    ancrages,
    ancrage: (organisme) => ancrages.find((a) => a.organisme === organisme),
    suite,
    cellule,
    async appartenances(membre) {
      const connus = await rangs()
      const toutes = await Promise.all(
        ancrages.map(({ organisme }) => lireA(organisme, connus.get(organisme))),
      )
      return toutes.filter((c) => c !== null).filter((c) => c.membres.some(({ id }) => id === membre))
    },
  }
}
