// Contender: DuckDB, one thread, the same rules in one query.
import { DuckDBInstance } from '@duckdb/node-api'
import { parametresMasse, SORTIES } from '../../packages/prevoyance/src/moteur/masse.ts'
import { requeteSql } from './traduire.ts'
import {
  grapheDuTravail,
  JOUR,
  mesurerProcesseurAsync,
  OFFRES,
  OPTIONS,
  preparerTravail,
  type Table,
} from './travail.ts'

type Ligne = Readonly<Record<string, number>>

export async function preparer({ agents, employeurs }: { agents: number; employeurs: number }) {
  const { population, entrees } = preparerTravail(agents, employeurs)
  const connexion = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
  const remplir = async (table: string, lignes: readonly Ligne[]): Promise<void> => {
    const colonnes = Object.keys(lignes[0]!)
    await connexion.run(`CREATE TABLE ${table} (${colonnes.map((nom) => `${nom} DOUBLE`).join(', ')})`)
    const ajout = await connexion.createAppender(table)
    for (const ligne of lignes) {
      for (const nom of colonnes) ajout.appendDouble(ligne[nom]!)
      ajout.endRow()
    }
    ajout.closeSync()
  }
  await remplir(
    'agents',
    entrees.map((entree, i) => ({ g: population.groupes[i]!, ...entree })),
  )
  await remplir('parametres', [{ ...parametresMasse(JOUR) }])
  await remplir(
    'options',
    OPTIONS.map((option, o) => ({ o, ...option })),
  )
  await remplir(
    'offres',
    OFFRES.flatMap((bids, o) => bids.map((bid, b) => ({ option_rang: o, b, ...bid }))),
  )
  const requete = requeteSql(grapheDuTravail(), SORTIES)
  const calculer = async () => (await connexion.runAndReadAll(requete)).getColumnsObject()
  return {
    resultat: async (): Promise<Table> => {
      const colonnes = await calculer()
      return Object.fromEntries(SORTIES.map((nom) => [nom, Float64Array.from(colonnes[nom] as number[])]))
    },
    tour: () => mesurerProcesseurAsync(calculer),
  }
}
