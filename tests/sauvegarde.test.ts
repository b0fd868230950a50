// A backup holds one moment of everything, comes back whole or not at all, and says so when it is damaged.
import { createHash } from 'node:crypto'
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { FICHIERS, garderFichiersDeDemonstration } from '../demo/fichiers.ts'
import { ouvrirBase } from '../src/platform/base/base.ts'
import { lireMigrations, migrer } from '../src/platform/base/migrer.ts'
import { creerBase } from '../src/platform/base/preparer.ts'
import { refuserSchemaAncien } from '../src/platform/base/schema-attendu.ts'
import { FichierPerdu } from '../src/platform/fichiers/depot.ts'
import { fichiersDuDossier } from '../src/platform/fichiers/fichiers.ts'
import { verifierJournal } from '../src/platform/journal/verifier.ts'
import { creerBaseDepuisModele } from '../src/platform/postgres-embarque/index.ts'
import { ecrireArchive, lireArchive, pieceDe, SauvegardeRefusee } from '../src/platform/sauvegarde/archive.ts'
import { MANIFESTE } from '../src/platform/sauvegarde/manifeste.ts'
import { preparerTaches, restaurer } from '../src/platform/sauvegarde/restaurer.ts'
import { sauvegarder } from '../src/platform/sauvegarde/sauvegarder.ts'
import { listCompteurs, listTables } from '../src/platform/sauvegarde/tables.ts'
import { MODELE_DEMONSTRATION, MODELE_VIDE } from './installation.ts'
import { dossierJetable } from './serveur.ts'

const racine = join(import.meta.dirname, '..')
const migrations = join(racine, 'migrations')
const dossier = dossierJetable()
const lieu = (nom: string) => join(dossier.chemin, nom)
const bases: string[] = []

const url = (base: string, role = 'maillage_proprietaire') => {
  const { socketDir, port } = inject('serveur')
  return `postgres://${role}@/${base}?host=${encodeURIComponent(socketDir)}&port=${port}`
}

async function executer<T extends pg.QueryResultRow>(
  base: string,
  sql: string,
  valeurs: unknown[] = [],
  role?: string,
): Promise<T[]> {
  const client = new pg.Client(url(base, role))
  await client.connect()
  try {
    return (await client.query<T>(sql, valeurs)).rows
  } finally {
    await client.end()
  }
}

/** A database of its own: bare, as deploiement/roles.sql leaves it, or with the tables of the program and nothing in them. */
async function baseVide(nue = false): Promise<string> {
  const nom = `restauree_${process.pid}_${bases.length}`
  bases.push(nom)
  const { superutilisateur } = inject('serveur')
  if (nue) await creerBase(url, superutilisateur, nom, racine)
  else {
    await creerBaseDepuisModele(url('postgres', superutilisateur), nom, MODELE_VIDE)
    await executer('postgres', `alter database ${nom} owner to maillage_proprietaire`, [], superutilisateur)
  }
  return nom
}

const SOURCE = `sauvegardee_${process.pid}`
const archive = lieu('maillage.tar.gz')
const depot = lieu('fichiers')
let depose: string

beforeAll(async () => {
  await creerBaseDepuisModele(
    url('postgres', inject('serveur').superutilisateur),
    SOURCE,
    MODELE_DEMONSTRATION,
  )
  bases.push(SOURCE)
  mkdirSync(depot)
  await garderFichiersDeDemonstration(fichiersDuDossier(depot))
  depose = await fichiersDuDossier(depot).garder(Buffer.from('Note de séance'))
  await executer(
    SOURCE,
    `insert into fichier (id, cooperation_id, organisme_id, nom, type_mime, taille, sha256, depose_le)
     select gen_random_uuid(), cooperation_id, organisme_id, 'Note.txt', 'text/plain', 14, $1, now() from membre order by organisme_id, cooperation_id limit 1`,
    [depose],
  )
  // A table of several pieces.
  await executer(
    SOURCE,
    `insert into fichier (id, cooperation_id, organisme_id, nom, type_mime, taille, sha256, depose_le)
     select gen_random_uuid(), f.cooperation_id, f.organisme_id, 'Pièce n° ' || n || E'\\t\\\\.\\n', 'text/plain', 14, f.sha256, now()
     from (select * from fichier where sha256 = $1) f, generate_series(1, 50000) n`,
    [depose],
  )
}, 120_000)

afterAll(async () => {
  const client = new pg.Client(url('postgres', inject('serveur').superutilisateur))
  await client.connect()
  for (const nom of bases) await client.query(`drop database if exists ${nom} with (force)`)
  await client.end()
  dossier.supprimer()
})

/** The fingerprint of every table's rows, whatever their order, and where the counters stand. */
async function portrait(base: string): Promise<unknown> {
  const client = new pg.Client(url(base))
  await client.connect()
  try {
    const tables: Record<string, string> = {}
    for (const { nom, colonnes } of await listTables(client)) {
      const { rows } = await client.query<{ ligne: string }>(
        `select row(${colonnes.map((c) => `t.${c}`).join(', ')})::text as ligne from ${nom} t order by 1`,
      )
      tables[nom] = `${rows.length} ${createHash('sha256')
        .update(rows.map(({ ligne }) => ligne).join('\n'))
        .digest('hex')}`
    }
    return { tables, compteurs: await listCompteurs(client) }
  } finally {
    await client.end()
  }
}

const sauver = (base: string, chemin: string) =>
  sauvegarder(
    { proprietaire: url(base), fichiers: fichiersDuDossier(depot), secret: 'un secret', version: '0.1.0' },
    chemin,
  )
const revenir = (chemin: string, base: string) =>
  restaurer(chemin, {
    proprietaire: url(base),
    fichiers: fichiersDuDossier(lieu(`fichiers-${base}`)),
    migrations,
  })
const cooperations = (base: string) =>
  executer<{ nom: string }>(base, 'select nom from cooperation order by 1')

/** Another archive with the same pieces, changed by hand; its seal is made again. */
async function recrire(
  vers: string,
  changer: (nom: string, contenu: Buffer) => Buffer | null,
): Promise<string> {
  async function* pieces() {
    for await (const { nom, octets } of lireArchive(archive)) {
      const change = changer(nom, await buffer(octets))
      if (change) yield pieceDe(nom, change)
    }
  }
  await ecrireArchive(vers, pieces())
  return vers
}

describe('une sauvegarde', () => {
  it('revient entière dans une base vide : lignes, compteurs, fichiers, secret, journal', async () => {
    const compte = await sauver(SOURCE, archive)
    expect(compte).toMatchObject({ fichiers: 1 + FICHIERS.length, introuvables: [] })
    expect(compte.lignes['public.fichier']).toBeGreaterThan(50_000)

    const base = await baseVide(true)
    const { secret } = await revenir(archive, base)
    expect(secret).toBe('un secret')
    expect(await portrait(base)).toEqual(await portrait(SOURCE))
    expect(await fichiersDuDossier(lieu(`fichiers-${base}`)).lire(depose)).toEqual(
      Buffer.from('Note de séance'),
    )
    const client = new pg.Client(url(base))
    await client.connect()
    const constats = await verifierJournal(client)
    await client.end()
    expect(constats.length).toBeGreaterThan(0)
    expect(constats.filter(({ rupture }) => rupture)).toEqual([])
  })

  it('tient un seul instant, quoi qu’on écrive pendant qu’elle se fait', async () => {
    const source = `instant_${process.pid}`
    await creerBaseDepuisModele(
      url('postgres', inject('serveur').superutilisateur),
      source,
      MODELE_DEMONSTRATION,
    )
    bases.push(source)
    let [tour, finie] = [0, false]
    const client = new pg.Client(url(source))
    await client.connect()
    const ecrire = async () => {
      tour += 1
      await client.query('begin')
      await client.query('update cooperation set nom = $1', [`n° ${tour}`])
      await client.query('update membre set libelle = $1', [`n° ${tour}`])
      await client.query('commit')
    }
    await ecrire()
    const ecriture = (async () => {
      while (!finie) await ecrire()
      await client.end()
    })()
    await sauver(source, lieu('instant.tar.gz')).finally(() => {
      finie = true
    })
    await ecriture
    const base = await baseVide()
    await revenir(lieu('instant.tar.gz'), base)
    const lues = await executer<{ nom: string }>(
      base,
      'select nom from cooperation union select libelle from membre',
    )
    expect(lues).toHaveLength(1)
    expect(tour).toBeGreaterThan(1)
  })

  it('dit les fichiers que la base nomme et que le dossier n’a plus', async () => {
    const vide = lieu('plus-rien')
    mkdirSync(join(vide, 'ab'), { recursive: true })
    // Listed, and gone when it is read: the purge forgot it meanwhile.
    symlinkSync('nulle-part', join(vide, 'ab', 'ab'.repeat(32)))
    // A piece of a mail that waits is named by its mail alone.
    const piece = 'cd'.repeat(32)
    const [courriel] = await executer<{ id: string }>(
      SOURCE,
      `update demande_courriel set pieces = jsonb_build_array(jsonb_build_object('sha256', '${piece}'))
       where id = (select id from demande_courriel where pieces = '[]' order by id limit 1) returning id`,
    )
    const compte = await sauvegarder(
      { proprietaire: url(SOURCE), fichiers: fichiersDuDossier(vide), secret: null, version: '0.1.0' },
      lieu('sans-fichiers.tar.gz'),
    )
    expect(compte.fichiers).toBe(0)
    await executer(SOURCE, `update demande_courriel set pieces = '[]' where id = '${courriel!.id}'`)
    expect(compte.introuvables).toHaveLength(2 + FICHIERS.length)
    expect(compte.introuvables).toEqual(expect.arrayContaining([depose, piece]))
  })

  it('faite par une version plus ancienne, est restaurée puis mise à jour', async () => {
    const noms = (await lireMigrations(migrations)).map(({ nom }) => nom)
    const ancienne = await baseVide(true)
    await migrer(url(ancienne), migrations, 'maillage_app', (nom) => nom !== noms.at(-1))
    await preparerTaches(url(ancienne))
    await sauver(ancienne, lieu('ancienne.tar.gz'))
    const base = await baseVide(true)
    const { manifeste } = await revenir(lieu('ancienne.tar.gz'), base)
    expect(manifeste.migrations).toHaveLength(noms.length - 1)
    expect(await executer(base, 'select nom from migration order by nom')).toEqual(
      noms.map((nom) => ({ nom })),
    )
  })
})

it('une mise à jour qui échoue se défait : la sauvegarde d’avant revient sous le programme d’avant, qui sert', async () => {
  const noms = (await lireMigrations(migrations)).map(({ nom }) => nom)
  const [avant, apres] = [lieu('version-d-avant'), lieu('version-d-apres')]
  cpSync(migrations, avant, { recursive: true })
  rmSync(join(avant, noms.at(-1)!))
  cpSync(migrations, apres, { recursive: true })
  writeFileSync(join(apres, '9999_ratee.sql'), 'alter table cooperation add column ratee text; select 1 / 0;')

  const base = await baseVide(true)
  await migrer(url(base), avant)
  await preparerTaches(url(base))
  await executer(
    base,
    `insert into cooperation (id, nom, niveau, regions) values (gen_random_uuid(), 'Celle d’avant', 'regional', '{52}')`,
  )
  await sauver(base, lieu('avant.tar.gz'))
  const etait = await portrait(base)

  // The last real migration went through before the one that failed: the former program alone would not come back by itself.
  await expect(migrer(url(base), apres)).rejects.toThrow(/9999_ratee/)
  expect(await executer(base, 'select nom from migration where nom = $1', [noms.at(-1)])).toHaveLength(1)
  expect(await cooperations(base)).toEqual([{ nom: 'Celle d’avant' }])

  const retour = await baseVide(true)
  await restaurer(lieu('avant.tar.gz'), {
    proprietaire: url(retour),
    fichiers: fichiersDuDossier(lieu('fichiers-retour')),
    migrations: avant,
  })
  expect(await portrait(retour)).toEqual(etait)
  const ouverte = ouvrirBase(url(retour, 'maillage_app'), 1)
  const avertis: string[] = []
  await refuserSchemaAncien(ouverte, avant, (ligne) => avertis.push(ligne))
  await ouverte.fermer()
  expect(avertis).toEqual([])
})

it('une archive qui ne peut pas s’écrire le dit, et ne laisse pas de fichier', async () => {
  async function* pieces() {
    for (let rang = 0; rang < 50; rang += 1) yield pieceDe(`${rang}`, Buffer.alloc(200_000, rang))
  }
  await expect(ecrireArchive(lieu('nulle-part/archive.tar.gz'), pieces())).rejects.toThrow(/ENOENT/)
  async function* coupees() {
    yield* pieces()
    throw new Error('la base s’est arrêtée')
  }
  await expect(ecrireArchive(lieu('coupee-en-route.tar.gz'), coupees())).rejects.toThrow(
    'la base s’est arrêtée',
  )
  expect(readdirSync(dossier.chemin).filter((nom) => nom.includes('coupee-en-route'))).toEqual([])
})

describe('une restauration refuse, et ne laisse rien', () => {
  let base: string
  beforeAll(async () => {
    base = await baseVide()
  })

  it('un fichier abîmé, où que ce soit', async () => {
    const octets = readFileSync(archive)
    for (let rang = 0; rang < 12; rang += 1) {
      const abime = Buffer.from(octets)
      abime[Math.floor((octets.length * (rang + 0.5)) / 12)]! ^= 1 << (rang % 8)
      writeFileSync(lieu('abimee.tar.gz'), abime)
      await expect(revenir(lieu('abimee.tar.gz'), base), `octet ${rang}`).rejects.toThrow(SauvegardeRefusee)
    }
    writeFileSync(lieu('coupee.tar.gz'), octets)
    truncateSync(lieu('coupee.tar.gz'), Math.floor(octets.length / 2))
    await expect(revenir(lieu('coupee.tar.gz'), base)).rejects.toThrow(SauvegardeRefusee)
    writeFileSync(lieu('autre.tar.gz'), 'Bonjour')
    await expect(revenir(lieu('autre.tar.gz'), base)).rejects.toThrow(/n’est pas une sauvegarde/)
    await expect(revenir(lieu('absente.tar.gz'), base)).rejects.toThrow(/ne peut pas être lu/)
  })

  it('une version inconnue, qu’elle nomme', async () => {
    const chemin = await recrire(lieu('plus-recente.tar.gz'), (nom, contenu) =>
      nom === MANIFESTE
        ? Buffer.from(
            contenu
              .toString()
              .replace('"migrations":[', '"migrations":[{"nom":"9999_demain.sql","empreinte":"x"},'),
          )
        : contenu,
    )
    await expect(revenir(chemin, base)).rejects.toThrow(/9999_demain\.sql/)
  })

  it('des lignes dont il manque d’autres, ou qui ne sont pas au compte', async () => {
    const sansMembres = await recrire(lieu('sans-membres.tar.gz'), (nom, contenu) =>
      nom.startsWith('lignes/public.organisme/') ? null : contenu,
    )
    await expect(revenir(sansMembres, base)).rejects.toThrow(/violates foreign key|organisme/)
    const sansFichiers = await recrire(lieu('moins.tar.gz'), (nom, contenu) =>
      nom.startsWith('lignes/public.journal/') ? null : contenu,
    )
    await expect(revenir(sansFichiers, base)).rejects.toThrow(/lignes de public\.journal sont revenues/)
    expect(await cooperations(base)).toEqual([])
  })

  it('un fichier qui n’est plus celui de son nom, ou qui manque à son compte', async () => {
    const change = await recrire(lieu('fichier-change.tar.gz'), (nom, contenu) =>
      nom === `fichiers/${depose}` ? Buffer.from('Note de séancf') : contenu,
    )
    await expect(revenir(change, base)).rejects.toThrow(`le fichier ${depose} n’y est plus`)
    const autre = createHash('sha256').update('Note de séancf').digest('hex')
    await expect(fichiersDuDossier(lieu(`fichiers-${base}`)).lire(autre)).rejects.toThrow(FichierPerdu)
    const manque = await recrire(lieu('fichier-ote.tar.gz'), (nom, contenu) =>
      nom === `fichiers/${depose}` ? null : contenu,
    )
    await expect(revenir(manque, base)).rejects.toThrow(/fichiers sont revenus/)
    expect(await cooperations(base)).toEqual([])
  })

  it('une base où quelqu’un travaille déjà', async () => {
    await revenir(archive, base)
    const avant = await cooperations(base)
    expect(avant.length).toBeGreaterThan(0)
    await expect(revenir(archive, base)).rejects.toThrow(/contient déjà une coopération/)
    expect(await cooperations(base)).toEqual(avant)
  })
})
