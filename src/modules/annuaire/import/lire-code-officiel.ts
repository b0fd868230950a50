import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Millesime } from './importer-communes.ts'

type Commune = {
  code: string
  nom: string
  type: string
  chefLieu?: string
  departement: string
  region: string
  siren?: string
  population?: number
}
type Epci = { code: string; nom: string; populationMunicipale: number; membres: { code: string }[] }

/** The vintage of each major version of the package. */
const ANNEES: Readonly<Record<string, number>> = { '5': 2025, '6': 2026, '7': 2027 }

export type Filtre = { readonly regions?: readonly string[]; readonly departements?: readonly string[] }

/** Reads communes and EPCI from @etalab/decoupage-administratif (INSEE, Licence Ouverte), for all of France or a part of it. */
export async function lireCodeOfficiel(filtre: Filtre = {}): Promise<Millesime> {
  const { resolve } = createRequire(import.meta.url)
  const lire = async <T>(nom: string): Promise<T> =>
    JSON.parse(await readFile(resolve(`@etalab/decoupage-administratif/${nom}`), 'utf8'))
  const [{ version }, communes, epci] = await Promise.all([
    lire<{ version: string }>('package.json'),
    lire<Commune[]>('data/communes.json'),
    lire<Epci[]>('data/epci.json'),
  ])
  const dedans = ({ region, departement }: Commune) =>
    (!filtre.regions || filtre.regions.includes(region)) &&
    (!filtre.departements || filtre.departements.includes(departement))
  const retenues = communes.filter(
    (commune) => commune.type === 'commune-actuelle' && commune.departement && dedans(commune),
  )
  const codes = new Set(retenues.map(({ code }) => code))
  return {
    annee: ANNEES[version.split('.')[0]!] ?? 0,
    communes: retenues.map(({ code, nom, departement, region, siren, population }) => ({
      code,
      nom,
      departement,
      region,
      siren: siren ?? null,
      population: population ?? null,
    })),
    rattachements: communes.flatMap(({ code, chefLieu }) => (chefLieu ? [{ code, chefLieu }] : [])),
    epci: epci
      .filter(({ membres }) => membres.some(({ code }) => codes.has(code)))
      .map(({ code, nom, populationMunicipale, membres }) => ({
        siren: code,
        nom,
        population: populationMunicipale,
        communes: membres.map((membre) => membre.code).filter((membre) => codes.has(membre)),
      })),
  }
}
