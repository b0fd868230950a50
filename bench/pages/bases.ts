import pg from 'pg'
import { importerCommunes } from '../../src/modules/annuaire/import/importer-communes.ts'
import { lireCodeOfficiel } from '../../src/modules/annuaire/import/lire-code-officiel.ts'
import { ouvrirBase } from '../../src/platform/base/base.ts'
import { creerBaseDepuisModele, type ServeurEmbarque } from '../../src/platform/postgres-embarque/index.ts'
import { jourDe } from '../../src/shared/dates.ts'
import { idStable } from '../../src/shared/ids.ts'
import { sansIndex } from '../demandes/remplir.ts'
import { preparerDemonstration } from '../outils/serveur.ts'
import { finirCopies, peupler, preparerCopies, vieillir } from './agrandir.ts'

/** The cooperation that is measured, the same in both bases. */
export const COOPERATION = 'Pays de la Loire'
const cooperationId = idStable('cooperation:pdl')
const ANNEES_EN_PLUS = 6
const AUTRES_COOPERATIONS = 95

/**
 * Two bases that hold the same cooperation: alone with the four others of the demonstration, or among a hundred in all of France.
 * @param remplir more rows of the measured cooperation, which the others then copy
 */
export async function preparerBases(
  serveur: ServeurEmbarque,
  dire: (ligne: string) => void,
  remplir: (url: string, cooperationId: string) => Promise<void> = async () => {},
): Promise<{ readonly region: string; readonly france: string }> {
  await preparerDemonstration(serveur, 'region')
  await enSuperutilisateur(serveur.url('region'), async (client) => {
    await preparerCopies(client)
    await vieillir(client, cooperationId, ANNEES_EN_PLUS)
    await finirCopies(client)
  })
  await remplir(serveur.url('region'), cooperationId)

  await creerBaseDepuisModele(serveur.url('postgres'), 'france', 'region')
  const grande = ouvrirBase(serveur.url('france', 'maillage_app'), 2)
  await importerCommunes(grande, await lireCodeOfficiel(), jourDe(new Date()))
  await grande.fermer()
  await enSuperutilisateur(serveur.url('france'), async (client) => {
    await preparerCopies(client)
    await sansIndex(client, ['demande', 'demande_evenement'], () =>
      peupler(client, cooperationId, AUTRES_COOPERATIONS),
    )
    await finirCopies(client)
  })
  for (const nom of ['region', 'france']) dire(`${nom} : ${await compterLignes(serveur.url(nom))}`)
  return { region: 'region', france: 'france' }
}

async function enSuperutilisateur<T>(url: string, travail: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await travail(client)
  } finally {
    await client.end()
  }
}

const compterLignes = (url: string): Promise<string> =>
  enSuperutilisateur(url, async (client) => {
    const { rows } = await client.query<{ dit: string }>(
      `select format('%s coopérations, %s organismes, %s décisions, %s suites, %s séances', (select count(*) from cooperation),
         (select count(*) from organisme), (select count(*) from decision), (select count(*) from suite), (select count(*) from seance)) as dit`,
    )
    return rows[0]!.dit
  })
