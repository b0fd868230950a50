// Brings to the server what the ceremony made public or sealed: directory, keystores, roots. Deletes the wraps of who left.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { jourDe } from '../../src/shared/dates.ts'
import { empreinteAuthentification } from '../../src/signalement/bureau/bureau.routes.ts'
import { ouvrirCellule } from '../../src/signalement/protocole/annuaire.ts'

type Ancrage = Readonly<{ organisme: string; racine: string; region: string }>

/** Installs the versions that the server does not have, after having verified the whole chain as a page would. Returns the exit code. */
export async function installer(dossier: string, donnees: string, url: string): Promise<number> {
  const ancrage: Ancrage = JSON.parse(await readFile(join(dossier, 'ancrage.json'), 'utf8'))
  const noms = (await readdir(dossier)).filter((nom) => /^annuaire-\d{4}\.json$/.test(nom)).sort()
  const suite = await Promise.all(noms.map(async (nom) => new Uint8Array(await readFile(join(dossier, nom)))))
  // Throws, in French, what a page would refuse: nothing is installed that no browser would believe.
  const cellule = ouvrirCellule(suite, { ...ancrage, preuve: '' }, jourDe(new Date()))
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('begin')
    await client.query("select set_config('app.organisme', $1, true)", [cellule.organisme])
    for (const [i, fichier] of suite.entries())
      await client.query(
        'insert into annuaire (organisme, rang, fichier) values ($1, $2, $3) on conflict do nothing',
        [cellule.organisme, i + 1, Buffer.from(fichier)],
      )
    const connus = await client.query<{ fichier: Buffer }>(
      'select fichier from annuaire where organisme = $1 order by rang',
      [cellule.organisme],
    )
    if (!connus.rows.every(({ fichier }, i) => suite[i] && fichier.equals(suite[i])))
      throw new Error(
        'Le serveur a un autre annuaire que ce dossier. Rien n’a été installé : comparez les empreintes avant d’aller plus loin.',
      )
    for (const { id } of cellule.membres) await installerTrousseau(client, dossier, id)
    const partis = await client.query<{ dossiers: string }>(
      "with enlevees as (delete from enveloppe where dest not in ('auteur', 'sequestre') and not dest = any($1) returning dossier) select count(distinct dossier) as dossiers from enlevees",
      [cellule.membres.map(({ id }) => id)],
    )
    await client.query(
      'delete from absence where not (membre = any($1) and (remplacant is null or remplacant = any($1)))',
      [cellule.membres.map(({ id }) => id)],
    )
    await client.query('commit')
    const chemin = join(donnees, 'ancrages.json')
    const tous = await readFile(chemin, 'utf8').then(
      (lu) => JSON.parse(lu) as Ancrage[],
      () => [],
    )
    await writeFile(
      chemin,
      JSON.stringify([...tous.filter((a) => a.organisme !== ancrage.organisme), ancrage], null, 2),
    )
    const dossiers = Number(partis.rows[0]!.dossiers)
    console.log(
      `Annuaire ${cellule.organisme} installé : ${suite.length} version(s), ${cellule.membres.length} membres.`,
    )
    if (dossiers > 0)
      console.log(
        `Clés retirées à qui est parti dans ${dossiers} dossier(s). Au bureau, « Renouveler les clés de tous mes dossiers » ferme la suite.`,
      )
    console.log('Relancez le dispositif pour qu’il relise les racines, si cet organisme est nouveau.')
    return 0
  } catch (erreur) {
    await client.query('rollback').catch(() => {})
    throw erreur
  } finally {
    await client.end()
  }
}

/** A keystore is installed once; a member who comes back with another one is refused by the key of the directory, not here. */
async function installerTrousseau(client: pg.Client, dossier: string, id: string): Promise<void> {
  const chemin = join(dossier, 'membres', `${id}.trousseau.json`)
  const lu = await readFile(chemin, 'utf8').catch(() => null)
  if (lu === null) return
  const { trousseau, authentification } = JSON.parse(lu) as { trousseau: string; authentification: string }
  const { sel, memoire, passes } = JSON.parse(trousseau) as { sel: string; memoire: number; passes: number }
  await client.query(
    'insert into membre (id, trousseau, sel, memoire, passes, authentification) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
    [id, Buffer.from(trousseau), sel, memoire, passes, empreinteAuthentification(authentification)],
  )
}
