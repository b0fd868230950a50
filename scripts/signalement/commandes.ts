import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  cleSignature,
  empreinteAnnuaire,
  lireCanonique,
  publierAnnuaire,
  signerAnnuaire,
} from '@maillage/coffre'
import pg from 'pg'
import type { Config } from '../../src/signalement/config.ts'
import { verifierJournal } from '../../src/signalement/journal.ts'

const AIDE = `Usage : npm run signalement -- <commande>

  (sans commande)                               sert le dispositif
  cle <fichier>                                 tire une clé racine ; à faire hors ligne, sur un support gardé au coffre
  publier <annuaire.json> <racine> <region>     signe et contresigne une version de l’annuaire, l’enregistre
  verifier <organisme>                          relit le journal : chaîne, rangs, signatures

Code de sortie : 0 c’est fait, 1 refusé, 2 la commande n’a pas été comprise.`

/** The commands of the operator and of the ceremony. Returns the exit code. */
export async function commandes(
  config: Config,
  commande: string,
  args: readonly string[],
  ouvrir: () => Promise<string>,
): Promise<number> {
  if (commande === 'cle' && args[0]) {
    const cle = cleSignature()
    await writeFile(args[0], JSON.stringify(cle), { mode: 0o600, flag: 'wx' })
    console.log(`Clé publique à communiquer : ${cle.publique}`)
    return 0
  }
  if (commande === 'publier' && args.length === 3)
    return publier(config, args as [string, string, string], await ouvrir())
  if (commande === 'verifier' && args[0]) return verifier(args[0], await ouvrir())
  console.error(AIDE)
  return 2
}

async function publier(
  config: Config,
  [chemin, racine, region]: readonly [string, string, string],
  url: string,
): Promise<number> {
  const lire = async (fichier: string) => JSON.parse(await readFile(fichier, 'utf8'))
  const [annuaire, cleRacine, cleRegion] = [await lire(chemin), await lire(racine), await lire(region)]
  const fichier = publierAnnuaire(
    annuaire,
    signerAnnuaire(annuaire, 'annuaire', cleRacine),
    signerAnnuaire(annuaire, 'contreseing', cleRegion),
  )
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('insert into annuaire (organisme, rang, fichier) values ($1, $2, $3)', [
      annuaire.organisme,
      annuaire.rang,
      Buffer.from(fichier),
    ])
  } finally {
    await client.end()
  }
  const ancrages = join(config.donnees, 'ancrages.json')
  const connus = (await lire(ancrages).catch(() => [])) as { organisme: string }[]
  const ancrage = { organisme: annuaire.organisme, racine: cleRacine.publique, region: cleRegion.publique }
  await writeFile(
    ancrages,
    JSON.stringify([...connus.filter((a) => a.organisme !== annuaire.organisme), ancrage], null, 2),
  )
  console.log(
    `Annuaire ${annuaire.organisme}, version ${annuaire.rang}. Empreinte à comparer de vive voix : ${empreinteAnnuaire(annuaire)}`,
  )
  return 0
}

async function verifier(organisme: string, url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const annuaires = await client.query<{ fichier: Buffer }>(
      'select fichier from annuaire where organisme = $1',
      [organisme],
    )
    const cles = annuaires.rows.flatMap(({ fichier }) => {
      const lu = lireCanonique(new Uint8Array(fichier)) as unknown as {
        annuaire: { membres: { id: string; signature: string }[] }
      }
      return lu.annuaire.membres
    })
    await client.query("select set_config('app.organisme', $1, false)", [organisme])
    const { rows } = await client.query<{ n: number; ligne: string; empreinte: string }>(
      'select n, ligne, empreinte from journal order by n',
    )
    const { lignes, faute } = verifierJournal(rows, (acteur) =>
      cles.filter(({ id }) => id === acteur).map(({ signature }) => signature),
    )
    if (faute) console.error(`Journal rompu à la ligne ${faute.n} : ${faute.pourquoi}.`)
    else console.log(`Journal de ${organisme} : ${lignes} ligne(s), chaîne et signatures justes.`)
    return faute ? 1 : 0
  } finally {
    await client.end()
  }
}
