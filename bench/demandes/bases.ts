// Two bases of the demonstration with the same queue, and an archive a hundred times larger in one of them.
import pg from 'pg'
import { creerBaseDepuisModele, type ServeurEmbarque } from '../../src/platform/postgres-embarque/index.ts'
import { idStable } from '../../src/shared/ids.ts'
import { migrer, preparerDemonstration } from '../outils/serveur.ts'
import { remplir, type Taille } from './remplir.ts'

export const COOPERATION = 'Pays de la Loire'
export const cooperationId = idStable('cooperation:pdl')
/** As many open requests at both sizes: the archive grows, the people do not. */
export const OUVERTES = 1_000
const TAILLES: readonly (readonly [string, Taille])[] = [
  ['petite', { demandes: 10_000, ouvertes: OUVERTES, evenements: 100_000 }],
  ['grande', { demandes: 1_000_000, ouvertes: OUVERTES, evenements: 10_000_000 }],
]
/** Written on a base once it is whole. */
const PRETE = 'prete'

/** One statement as the superuser. */
export async function executerDans<T extends pg.QueryResultRow>(
  serveur: ServeurEmbarque,
  base: string,
  texte: string,
  valeurs: readonly unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client(serveur.url(base))
  await client.connect()
  try {
    return (await client.query<T>(texte, [...valeurs])).rows
  } finally {
    await client.end()
  }
}

/**
 * Fills both bases, or brings those of an earlier run to the migrations of today; says their size.
 * @returns the centre whose desk is read
 */
export async function preparerBases(
  serveur: ServeurEmbarque,
  dire: (ligne: string) => void,
): Promise<string> {
  const prete = await executerDans(
    serveur,
    'postgres',
    "select from pg_database where datname = 'grande' and shobj_description(oid, 'pg_database') = $1",
    [PRETE],
  )
  if (prete.length > 0) {
    for (const [nom] of TAILLES) {
      await migrer(serveur, nom)
      await executerDans(serveur, nom, 'vacuum analyze')
      dire(`${nom}, gardée : ${await direTaille(serveur, nom)}`)
    }
    return trouverCentre(serveur)
  }
  for (const [nom] of TAILLES) await executerDans(serveur, 'postgres', `drop database if exists ${nom}`)
  await preparerDemonstration(serveur, 'petite')
  await creerBaseDepuisModele(serveur.url('postgres'), 'grande', 'petite')
  await executerDans(serveur, 'postgres', 'alter database grande owner to maillage_proprietaire')
  const centre = await trouverCentre(serveur)
  for (const [nom, taille] of TAILLES) {
    const debut = performance.now()
    await remplir(serveur.url(nom), { centre, cooperation: cooperationId }, taille)
    await executerDans(serveur, nom, `comment on database ${nom} is '${PRETE}'`)
    const secondes = Math.round((performance.now() - debut) / 1000)
    dire(`${nom} : ${await direTaille(serveur, nom)}, en ${secondes} s`)
  }
  return centre
}

async function trouverCentre(serveur: ServeurEmbarque): Promise<string> {
  const [membre] = await executerDans<{ id: string }>(
    serveur,
    'petite',
    "select organisme_id as id from membre where libelle = 'CDG 44' and cooperation_id = $1",
    [cooperationId],
  )
  return membre!.id
}

async function direTaille(serveur: ServeurEmbarque, nom: string): Promise<string> {
  const [lu] = await executerDans<{ demandes: number; evenements: number; mo: number }>(
    serveur,
    nom,
    `select (select count(*)::int from demande) as demandes, (select count(*)::int from demande_evenement) as evenements,
       (pg_database_size(current_database()) / 1000000)::int as mo`,
  )
  const { demandes, evenements, mo } = lu!
  const nombre = (n: number) => n.toLocaleString('fr-FR')
  return `${nombre(demandes)} demandes, ${nombre(evenements)} événements, ${nombre(mo)} Mo`
}
