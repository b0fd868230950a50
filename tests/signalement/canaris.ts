// Where a word that must stay sealed could have fallen: rows, files of PostgreSQL, write-ahead log, folders, variables, memory.
import { execFileSync } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** A whole case by the path without script: deposit with a file, return, message. Gives the twelve words. */
export async function deposerSansScript(adresse: string, canari: string): Promise<string> {
  const forme = new FormData()
  for (const [nom, valeur] of Object.entries({
    qualite: 'victime',
    identite: 'confidentiel',
    nom: canari,
    nature: 'menace',
    recit: `Un récit assez long : ${canari}`,
    suiviMedical: canari,
    accords: 'recontact',
  }))
    forme.append(nom, valeur)
  forme.append('pieces', new Blob([`pièce ${canari}`]), `${canari}.txt`)
  const reponse = await fetch(`${adresse}/deposer/cdg-62`, { method: 'POST', body: forme })
  const page = await reponse.text()
  if (reponse.status !== 200) throw new Error(page.slice(0, 400))
  const mots = [...page.matchAll(/<li>([^<]+)<\/li>/g)].map(([, mot]) => mot!).slice(-12)
  if (mots.length !== 12) throw new Error('La page ne donne pas douze mots.')
  const corps = new URLSearchParams({ mots: mots.join(' ') })
  const retour = await (await fetch(`${adresse}/retour`, { method: 'POST', body: corps })).text()
  const jeton = /name="jeton" value="([^"]+)"/.exec(retour)![1]!
  const suite = await fetch(`${adresse}/retour/message`, {
    method: 'POST',
    body: new URLSearchParams({ jeton, texte: canari }),
  })
  if (!(await suite.text()).includes(canari)) throw new Error('Le message n’est pas relu.')
  return mots.join(' ')
}

/** The ways in which a word could lie in a byte. */
export function formes(secret: string): Buffer[] {
  const brut = Buffer.from(secret)
  const base64 = [0, 1, 2].map((decalage) =>
    Buffer.concat([Buffer.alloc(decalage), brut])
      .toString('base64')
      .slice(decalage === 0 ? 0 : 4, -4),
  )
  return [
    brut,
    Buffer.from(secret, 'utf16le'),
    Buffer.from(brut.toString('hex')),
    ...base64.map((t) => Buffer.from(t)),
  ]
}

export async function viderLaBase(admin: pg.Client): Promise<Buffer> {
  const morceaux: Buffer[] = []
  const { rows } = await admin.query<{ nom: string }>(
    "select relname as nom from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
  )
  for (const { nom } of rows) {
    const { rows: lignes } = await admin.query(`select * from ${pg.escapeIdentifier(nom)}`)
    for (const ligne of lignes)
      for (const valeur of Object.values(ligne))
        morceaux.push(
          Buffer.isBuffer(valeur)
            ? valeur
            : Buffer.from(typeof valeur === 'string' ? valeur : JSON.stringify(valeur)),
        )
  }
  return Buffer.concat(morceaux)
}

/** Every file under a folder that can be read. */
export function lireTout(dossier: string): Buffer {
  const lus: Buffer[] = []
  for (const nom of readdirSync(dossier, { recursive: true, encoding: 'utf8' })) {
    const chemin = join(dossier, nom)
    try {
      if (statSync(chemin).isFile()) lus.push(readFileSync(chemin))
    } catch {
      // A file that PostgreSQL removed meanwhile holds nothing any more.
    }
  }
  return Buffer.concat(lus)
}

/** Tables, indexes, write-ahead log and temporary files of this database, as they lie on the disk. */
export async function lireFichiersDePostgres(admin: pg.Client, url: string): Promise<Buffer> {
  await admin.query('checkpoint')
  const { rows } = await admin.query<{ oid: string }>(
    'select oid::text from pg_database where datname = current_database()',
  )
  const dossier = join(decodeURIComponent(/host=([^&]+)/.exec(url)![1]!), 'pg')
  const { oid } = rows[0]!
  return Buffer.concat([lireTout(join(dossier, 'base', oid)), lireTout(join(dossier, 'pg_wal'))])
}

/** Variables and arguments of the processes of the application. */
export function environnements(pid: number): Buffer {
  const enfants = execFileSync('/bin/sh', ['-c', `cat /proc/${pid}/task/*/children`], { encoding: 'utf8' })
    .trim()
    .split(/\s+/)
  return Buffer.concat(
    [String(pid), ...enfants]
      .filter((p) => p !== '')
      .flatMap((p) => [readFileSync(`/proc/${p}/environ`), readFileSync(`/proc/${p}/cmdline`)]),
  )
}

/** Every writable page of a process, as a debugger would read it. */
export function* memoire(pid: number): Generator<Buffer> {
  const pages = openSync(`/proc/${pid}/mem`, 'r')
  try {
    for (const ligne of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
      const lue = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(ligne)
      if (!lue) continue
      const [debut, fin] = [BigInt(`0x${lue[1]}`), BigInt(`0x${lue[2]}`)]
      // Windows that overlap: a word across two of them is seen.
      for (let ici = debut; ici < fin; ici += PAS) {
        const octets = Buffer.alloc(Number(fin - ici < PAS + 4096n ? fin - ici : PAS + 4096n))
        try {
          yield octets.subarray(0, readSync(pages, octets, 0, octets.length, ici))
        } catch {
          // A page that is reserved and was never written cannot be read.
        }
      }
    }
  } finally {
    closeSync(pages)
  }
}
const PAS = 16n * 1024n * 1024n
