import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import { nouvelId } from '#shared/ids.ts'
import {
  type CommuneConnue,
  type CommuneDuCode,
  planifierMillesime,
  type Rattachement,
} from '../domain/millesime.ts'

export type EpciDuCode = {
  readonly siren: string
  readonly nom: string
  readonly population: number
  readonly communes: readonly string[]
}
export type Millesime = {
  readonly annee: number
  readonly communes: readonly CommuneDuCode[]
  readonly rattachements: readonly Rattachement[]
  readonly epci: readonly EpciDuCode[]
}
export type Bilan = {
  readonly nouvelles: number
  readonly changees: number
  readonly fusionnees: number
  readonly sansSuite: readonly string[]
  readonly epci: number
}

const AUCUNE_COOPERATION = '00000000-0000-0000-0000-000000000000'
const LOT = 1000

/** Brings the directory to a vintage of the official geographic code. Repeatable: the second run changes nothing. One transaction. */
export const importerCommunes = (
  base: Base,
  millesime: Millesime,
  maintenant: string,
  dire: (ligne: string) => void = () => {},
): Promise<Bilan> =>
  base.enTantQueSysteme(`code officiel géographique ${millesime.annee}`, AUCUNE_COOPERATION, async (tx) => {
    const departements = [...new Set(millesime.communes.map(({ departement }) => departement))]
    const plan = planifierMillesime(
      await listConnues(tx, departements),
      millesime.communes,
      millesime.rattachements,
    )
    const aEcrire = [...plan.nouvelles, ...plan.changees]
    for (let i = 0; i < aEcrire.length; i += LOT) {
      await ecrireCommunes(tx, aEcrire.slice(i, i + LOT), millesime.annee)
      dire(`  ${Math.min(i + LOT, aEcrire.length)} communes sur ${aEcrire.length}`)
    }
    for (const { code, vers } of plan.fusions) {
      await sql`update organisme set fusionne_dans = (select id from organisme where code_insee = ${vers}), fusionne_le = ${maintenant}
        where code_insee = ${code}`.execute(tx)
    }
    const epci = await ecrireEpci(tx, millesime.epci, millesime.annee)
    return {
      nouvelles: plan.nouvelles.length,
      changees: plan.changees.length,
      fusionnees: plan.fusions.length,
      sansSuite: plan.sansSuite,
      epci,
    }
  })

async function listConnues(tx: Tx, departements: readonly string[]): Promise<CommuneConnue[]> {
  const { rows } = await sql<CommuneConnue>`
    select code_insee as code, nom, siren, population, departement_code as departement, fusionne_dans as "fusionneeDans"
    from organisme where type = 'commune' and departement_code = any (${[...departements]}::text[])`.execute(
    tx,
  )
  return rows
}

async function ecrireCommunes(tx: Tx, communes: readonly CommuneDuCode[], annee: number): Promise<void> {
  await sql`
    insert into organisme (id, type, siren, nom, code_insee, departement_code, region_code, population, millesime, source)
    select id, 'commune', siren, nom, code, departement, region, population, ${annee}, 'code officiel géographique'
    from unnest(${communes.map(() => nouvelId())}::uuid[], ${communes.map(({ siren }) => siren)}::text[], ${communes.map(({ nom }) => nom)}::text[],
      ${communes.map(({ code }) => code)}::text[], ${communes.map(({ departement }) => departement)}::text[],
      ${communes.map(({ region }) => region)}::text[], ${communes.map(({ population }) => population)}::int[])
      as c (id, siren, nom, code, departement, region, population)
    on conflict (code_insee) do update set siren = excluded.siren, nom = excluded.nom, population = excluded.population,
      millesime = excluded.millesime, fusionne_dans = null, fusionne_le = null`.execute(tx)
}

/** Intercommunalités and which communes belong to them; the count is that of the rows that changed. */
async function ecrireEpci(tx: Tx, epci: readonly EpciDuCode[], annee: number): Promise<number> {
  const ecrits = await sql`
    insert into organisme (id, type, siren, nom, departement_code, region_code, population, millesime, source)
    select e.id, 'epci', e.siren, e.nom, c.departement_code, c.region_code, e.population, ${annee}, 'code officiel géographique'
    from unnest(${epci.map(() => nouvelId())}::uuid[], ${epci.map(({ siren }) => siren)}::text[], ${epci.map(({ nom }) => nom)}::text[],
      ${epci.map(({ population }) => population)}::int[], ${epci.map(({ communes }) => communes[0] ?? '')}::text[]) as e (id, siren, nom, population, siege)
    left join organisme c on c.code_insee = e.siege
    on conflict (siren) do update set nom = excluded.nom, population = excluded.population, millesime = excluded.millesime
      where (organisme.nom, organisme.population, organisme.millesime) is distinct from (excluded.nom, excluded.population, excluded.millesime)`.execute(
    tx,
  )
  const paires = epci.flatMap(({ siren, communes }) => communes.map((code) => ({ siren, code })))
  await sql`
    update organisme c set epci_id = e.id
    from unnest(${paires.map(({ code }) => code)}::text[], ${paires.map(({ siren }) => siren)}::text[]) as p (code, siren)
    join organisme e on e.siren = p.siren
    where c.code_insee = p.code and c.epci_id is distinct from e.id`.execute(tx)
  return Number(ecrits.numAffectedRows ?? 0)
}
