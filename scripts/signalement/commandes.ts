import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  cleSignature,
  empreinteAnnuaire,
  lireCanonique,
  publierAnnuaire,
  signerAnnuaire,
} from '@maillage/coffre'
import pg from 'pg'
import { jourDe } from '../../src/shared/dates.ts'
import type { Config } from '../../src/signalement/config.ts'
import { verifierJournal } from '../../src/signalement/journal.ts'
import { ouvrirCellule } from '../../src/signalement/protocole/annuaire.ts'
import type { Temoignage } from '../../src/signalement/temoins.routes.ts'
import { alerter } from './alertes.ts'
import { ecrireBilan } from './bilan.ts'
import { ceremonie } from './ceremonie.ts'
import { ecrireDocuments } from './documents.ts'
import { guetter } from './guetter.ts'
import { installer } from './installer.ts'
import { ecrireManifeste } from './manifeste.ts'
import { restaurer, sauvegarder } from './sauvegarde.ts'
import { secourir } from './secours.ts'

const AIDE = `Usage : npm run signalement -- <commande>

  (sans commande)                               sert le dispositif
  ceremonie <dossier>                           hors ligne : tire les clés d’un organisme, signe l’annuaire suivant
  installer <dossier>                           met en service ce que la cérémonie a signé, retire les clés de qui est parti
  secours <adresse> <organisme> <membre>        rouvre, avec deux parts de la clé de secours, les dossiers que personne ne peut lire
  alertes                                       écrit à qui a du nouveau, sans rien en dire (SMTP_SIGNALEMENT, EXPEDITEUR_SIGNALEMENT)
  bilan <organisme> <année> <sortie.docx>       rapport annuel : comptes publiables seulement
  documents <dossier> <adresse> <sortie>        affiches avec leur code (PDF), acte, notice, registre, analyse d’impact (DOCX)
  manifeste <sortie> <cle1> <cle2>              signe les empreintes de ce qui est construit et les racines (deux mainteneurs)
  guetter <adresse> <dossier>                   compare ce que sert un autre au manifeste, et signe l’état de ses journaux
  cle <fichier>                                 tire une clé racine ; à faire hors ligne, sur un support gardé au coffre
  publier <annuaire.json> <racine> <region>     signe et contresigne une version de l’annuaire, l’enregistre
  sauvegarder <dossier>                         trois fichiers du jour ; clés et registres s’effacent après trente jours
  restaurer <dossier> <jour>                    remet les dossiers d’un jour dans une base vide, sans ceux effacés depuis
  verifier <organisme>                          relit le journal : chaîne, rangs, signatures

Code de sortie : 0 c’est fait, 1 refusé, 2 la commande n’a pas été comprise.`

/** The commands of the operator and of the ceremony. Returns the exit code. */
export async function commandes(
  config: Config,
  commande: string,
  args: readonly string[],
  ouvrir: () => Promise<string>,
): Promise<number> {
  if (commande === 'ceremonie' && args[0]) return ceremonie(args[0], jourDe(new Date()))
  if (commande === 'installer' && args[0]) {
    const url = await ouvrir()
    await mkdir(config.donnees, { recursive: true, mode: 0o700 })
    return installer(args[0], config.donnees, url)
  }
  if (commande === 'secours' && args.length === 3) return secourir(args as [string, string, string])
  if (commande === 'alertes')
    return alerter(
      config.donnees,
      await ouvrir(),
      process.env['SMTP_SIGNALEMENT'],
      process.env['EXPEDITEUR_SIGNALEMENT'],
    )
  if (commande === 'bilan' && args.length === 3 && /^20\d\d$/.test(args[1]!))
    return ecrireBilan(args[0]!, Number(args[1]), args[2]!, await ouvrir())
  if (commande === 'documents' && args.length === 3)
    return ecrireDocuments(config.racine, args[0]!, args[1]!, args[2]!, jourDe(new Date()))
  if (commande === 'manifeste' && args.length === 3)
    return ecrireManifeste(config.racine, config.donnees, args[0]!, args.slice(1))
  if (commande === 'guetter' && args.length === 2) return guetter(args[0]!.replace(/\/+$/, ''), args[1]!)
  if (commande === 'cle' && args[0]) {
    const cle = cleSignature()
    await writeFile(args[0], JSON.stringify(cle), { mode: 0o600, flag: 'wx' })
    console.log(`Clé publique à communiquer : ${cle.publique}`)
    return 0
  }
  if (commande === 'publier' && args.length === 3)
    return publier(config, args as [string, string, string], await ouvrir())
  if (commande === 'sauvegarder' && args[0]) return sauvegarder(args[0], await ouvrir(), jourDe(new Date()))
  if (commande === 'restaurer' && args.length === 2)
    return restaurer(args[0]!, args[1]!, await ouvrir(), jourDe(new Date()))
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
  const ancrages = join(config.donnees, 'ancrages.json')
  const connus = (await lire(ancrages).catch(() => [])) as {
    organisme: string
    racine: string
    region: string
  }[]
  const ancrage = { organisme: annuaire.organisme, racine: cleRacine.publique, region: cleRegion.publique }
  const connu = connus.find((a) => a.organisme === annuaire.organisme)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // As a page will verify it, with the roots that are already believed: a wrong key changes nothing.
    const { rows } = await client.query<{ fichier: Buffer }>(
      'select fichier from annuaire where organisme = $1 order by rang',
      [annuaire.organisme],
    )
    const suite = [...rows.map((r) => new Uint8Array(r.fichier)), fichier]
    ouvrirCellule(suite, { ...(connu ?? ancrage), preuve: '' }, jourDe(new Date()))
    await client.query('insert into annuaire (organisme, rang, fichier) values ($1, $2, $3)', [
      annuaire.organisme,
      annuaire.rang,
      Buffer.from(fichier),
    ])
  } catch (erreur) {
    console.error(`Rien n’a été publié. ${(erreur as Error).message}`)
    return 1
  } finally {
    await client.end()
  }
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
    const temoins = await client.query<Temoignage & { sig: string }>(
      'select organisme, n, empreinte, temoin, jour::text as jour, sig from temoignage where organisme = $1 order by n',
      [organisme],
    )
    const { lignes, faute } = verifierJournal(rows, (acteur) =>
      cles.filter(({ id }) => id === acteur).map(({ signature }) => signature),
    )
    if (faute) console.error(`Journal rompu à la ligne ${faute.n} : ${faute.pourquoi}.`)
    else console.log(`Journal de ${organisme} : ${lignes} ligne(s), chaîne et signatures justes.`)
    // A witness who saw another line at this rank: the chain was written again after his visit, however right it looks.
    const contredit = temoins.rows.find(({ n, empreinte }) => rows[n]?.empreinte !== empreinte)
    if (contredit)
      console.error(
        `Journal réécrit : le ${contredit.jour}, ${contredit.temoin} a signé une autre ligne ${contredit.n}.`,
      )
    else console.log(`${temoins.rows.length} témoignage(s) d’autres organismes, d’accord avec lui.`)
    return faute || contredit ? 1 : 0
  } finally {
    await client.end()
  }
}
