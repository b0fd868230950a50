import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { rapprocherMots } from '#shared/mots.ts'
import type { Affiliation, EcritureAffiliation, EtatConnu, OrganismeConnu } from '../domain/affiliation.ts'
import type { EmployeurLu } from '../domain/employeur.ts'

const COLONNES_ORGANISME = sql`o.id, o.siren, o.type, o.nom, o.code_insee as "codeInsee", o.departement_code as departement, f.nom as "fusionneeDans"`

/** What the directory and the cooperation know about the lines of one file. Five statements, whatever the size of the file. */
export async function findEtatConnu(
  tx: Tx,
  acteur: Acteur,
  lus: readonly EmployeurLu[],
  aujourdhui: string,
): Promise<EtatConnu> {
  const { rows: centres } = await sql<{
    id: string
    siren: string | null
    libelle: string
    departement: string | null
  }>`
    select o.id, o.siren, m.libelle, o.departement_code as departement
    from membre m join organisme o on o.id = m.organisme_id where m.au is null`.execute(tx)
  const centre = centres.find(({ id }) => id === acteur.organismeId)
  if (!centre) throw new Error('L’organisme qui importe n’est pas membre de la coopération.')
  const { rows: affiliations } = await sql<Affiliation>`
    select distinct on (organisme_id) id, organisme_id as "organismeId", siret, nom, commune_id as "communeId", genre, du, au,
      lead(au) over (partition by organisme_id order by du desc) as "finPrecedente"
    from affiliation where centre_id = ${acteur.organismeId} order by organisme_id, du desc`.execute(tx)
  const { rows: ailleurs } = await sql<{ organismeId: string; libelle: string }>`
    select a.organisme_id as "organismeId", m.libelle
    from affiliation a join membre m on m.cooperation_id = a.cooperation_id and m.organisme_id = a.centre_id
    where a.centre_id <> ${acteur.organismeId} and (a.au is null or a.au >= ${aujourdhui})`.execute(tx)
  const { rows: connus } = await sql<OrganismeConnu>`
    select ${COLONNES_ORGANISME} from organisme o left join organisme f on f.id = o.fusionne_dans
    where o.siren = any (${[...new Set(lus.map(({ siren }) => siren))]}::text[])`.execute(tx)
  const communes = await listCommunes(tx, centre.departement, lus, affiliations)
  return {
    centre,
    parSiren: new Map(connus.map((organisme) => [organisme.siren!, organisme])),
    communesParCode: new Map(communes.map((commune) => [commune.codeInsee!, commune])),
    communesParNom: Map.groupBy(communes, ({ nom }) => rapprocherMots(nom)),
    affiliations: new Map(affiliations.map((affiliation) => [affiliation.organismeId, affiliation])),
    ailleurs: new Map(ailleurs.map(({ organismeId, libelle }) => [organismeId, libelle])),
    autresCentres: new Map(
      centres.flatMap(({ id, libelle, departement }) =>
        departement && id !== centre.id ? [[departement, libelle] as const] : [],
      ),
    ),
  }
}

/** Communes of the centre's département, those that the file names elsewhere, and those already written in an affiliation. */
async function listCommunes(
  tx: Tx,
  departement: string | null,
  lus: readonly EmployeurLu[],
  affiliations: readonly Affiliation[],
): Promise<OrganismeConnu[]> {
  const codes = [...new Set(lus.flatMap(({ codeInsee }) => codeInsee ?? []))]
  const noms = [...new Set(lus.flatMap(({ commune }) => (commune ? [rapprocherMots(commune)] : [])))]
  const connues = [...new Set(affiliations.flatMap(({ communeId }) => communeId ?? []))]
  const { rows } = await sql<OrganismeConnu>`
    select ${COLONNES_ORGANISME} from organisme o left join organisme f on f.id = o.fusionne_dans
    where o.type = 'commune' and (o.departement_code = ${departement} or o.code_insee = any (${codes}::text[])
      or o.id = any (${connues}::uuid[]) or o.recherche = any (${noms}::text[]))`.execute(tx)
  return rows
}

/** Writes the decisions of one batch: employers unknown to the directory first, then ends, corrections and new periods. */
export async function ecrireAffiliations(
  tx: Tx,
  acteur: Acteur,
  ecritures: readonly EcritureAffiliation[],
): Promise<void> {
  const ajouts = ecritures.flatMap((ecriture) => (ecriture.genre === 'ajouter' ? [ecriture] : []))
  const nouveaux = ajouts.flatMap(({ nouveau, contenu }) =>
    nouveau ? [{ id: nouvelId(), ...nouveau, nom: contenu.nom }] : [],
  )
  if (nouveaux.length > 0)
    await sql`select inscrire_employeurs(${JSON.stringify(nouveaux)}::jsonb)`.execute(tx)
  const clos = ajouts.flatMap(({ clore }) => clore ?? [])
  if (clos.length > 0)
    await sql`update affiliation set au = c.au from jsonb_to_recordset(${JSON.stringify(clos)}::jsonb) as c (id uuid, au date)
      where affiliation.id = c.id`.execute(tx)
  const corriges = ecritures.flatMap((e) => (e.genre === 'corriger' ? [{ id: e.id, ...e.contenu }] : []))
  if (corriges.length > 0)
    await sql`update affiliation set siret = c.siret, nom = c.nom, commune_id = c."communeId", genre = c.genre, du = c.du, au = c.au
      from jsonb_to_recordset(${JSON.stringify(corriges)}::jsonb)
        as c (id uuid, siret text, nom text, "communeId" uuid, genre text, du date, au date)
      where affiliation.id = c.id`.execute(tx)
  if (ajouts.length === 0) return
  const lignes = ajouts.map(({ organismeId, nouveau, contenu }) => ({
    id: nouvelId(),
    organismeId,
    siren: nouveau?.siren ?? null,
    ...contenu,
  }))
  await sql`insert into affiliation (id, cooperation_id, centre_id, organisme_id, siret, nom, commune_id, genre, du, au)
    select l.id, ${acteur.cooperationId}, ${acteur.organismeId}, o.id, l.siret, l.nom, l."communeId", l.genre, l.du, l.au
    from jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb)
      as l (id uuid, "organismeId" uuid, siren text, siret text, nom text, "communeId" uuid, genre text, du date, au date)
    join organisme o on o.id = l."organismeId" or (l."organismeId" is null and o.siren = l.siren)`.execute(tx)
}

export type EmployeurExporte = {
  readonly siret: string
  readonly nom: string
  readonly type: string
  readonly code_insee: string | null
  readonly commune: string | null
  readonly genre: string
  readonly du: string
  readonly au: string | null
  readonly centre: string
}

/** The latest affiliation of each employer of the centre, by name. */
export async function listEmployeurs(tx: Tx, centreId: string): Promise<EmployeurExporte[]> {
  const { rows } = await sql<EmployeurExporte>`
    select coalesce(a.siret, o.siren, '') as siret, a.nom, o.type, c.code_insee, c.nom as commune, a.genre, a.du, a.au, m.libelle as centre
    from (select distinct on (organisme_id) * from affiliation where centre_id = ${centreId} order by organisme_id, du desc) a
    join organisme o on o.id = a.organisme_id
    join membre m on m.cooperation_id = a.cooperation_id and m.organisme_id = a.centre_id
    left join organisme c on c.id = a.commune_id
    order by a.nom, siret`.execute(tx)
  return rows
}
