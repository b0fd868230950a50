// The embedded server in every place where a stranger may start it: as root or not, behind a closed folder, without library links, on a full
// or damaged disk, under paths that no socket can hold.
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { causeDe, ServeurIndisponible } from '../../src/platform/postgres-embarque/indisponible.ts'
import { lirePostmaster } from '../../src/platform/postgres-embarque/postmaster.ts'
import { jusqua } from '../attente.ts'
import { compteOrdinaire, type Installation, installer, type Lancement } from './installation-minimale.ts'

const autre = compteOrdinaire()
const compte = autre ? { compte: autre } : {}
// Short and open to every account, unlike what TMPDIR may name.
const dossier = mkdtempSync('/tmp/maillage-lanceur-')
const ferme = join(dossier, 'chez-moi')
let installation: Installation
const ouverts: Lancement[] = []

beforeAll(async () => {
  chmodSync(dossier, 0o755)
  mkdirSync(ferme)
  installation = await installer(ferme)
})
afterAll(async () => {
  for (const { processus } of ouverts) processus.kill('SIGTERM')
  chmodSync(ferme, 0o755)
  rmSync(dossier, { recursive: true, force: true })
})

/** Starts, checks one written row, stops, and checks that nothing stays behind. */
async function allerEtRetour(
  ou: string,
  options: Parameters<Installation['lancer']>[1],
  attendues = 1,
): Promise<Lancement> {
  const lancement = await installation.lancer(ou, options)
  ouverts.push(lancement)
  expect(lancement.refus).toBeNull()
  expect(lancement.pret).toMatchObject({ n: attendues, sommes: 'on', dejaLance: false })
  const { socketDir } = lancement.pret!
  expect(statSync(socketDir).mode & 0o777).toBe(0o700)
  expect(await lancement.arreter()).toBe(0)
  expect(existsSync(socketDir)).toBe(false)
  return lancement
}

/** A folder that belongs to the account of the test. */
function chez(nom: string): string {
  const ici = join(dossier, nom)
  mkdirSync(ici, { mode: 0o700, recursive: true })
  if (autre) chownSync(ici, autre.uid, autre.gid)
  return ici
}

function oterLesLiens(): void {
  const liste = JSON.parse(readFileSync(join(installation.paquet, 'native/pg-symlinks.json'), 'utf8')) as {
    target: string
  }[]
  expect(liste.length).toBeGreaterThan(0)
  for (const { target } of liste) rmSync(join(installation.paquet, target), { force: true })
}

describe('sous le compte qui lance les tests', () => {
  it('démarre sous un dossier que les autres ne peuvent pas ouvrir, umask 077, liens des bibliothèques absents', async () => {
    oterLesLiens()
    chmodSync(ferme, 0o700)
    await allerEtRetour(join(ferme, 'donnees'), { masque: '077' })
    const base = join(ferme, 'donnees', 'pg18')
    expect(statSync(base).mode & 0o777).toBe(0o700)
    expect(readFileSync('/proc/self/status', 'utf8')).toContain('Uid')
    await allerEtRetour(join(ferme, 'donnees'), { masque: '022' }, 2)
  })

  it.each([
    ['des espaces et des accents', 'Données du « CDG » d’Eure-et-Loir'],
    ['plus long qu’une adresse de prise', `${'d'.repeat(120)}/${'e'.repeat(120)}`],
    [
      'plus long que les chemins de PostgreSQL',
      Array.from({ length: 6 }, (_, rang) => String(rang).repeat(200)).join('/'),
    ],
  ])('démarre sous un chemin avec %s', async (_quoi, chemin) => {
    const ici = join(ferme, chemin)
    await allerEtRetour(ici, {})
    await allerEtRetour(ici, {}, 2)
  })
})

describe('sous un compte ordinaire', () => {
  beforeAll(() => {
    oterLesLiens() // and node_modules is not his: they cannot be laid in place
    chmodSync(ferme, 0o755)
  })

  it('démarre chez lui, dossier 0700, umask 077', async () => {
    const ici = join(chez('ordinaire'), 'donnees')
    await allerEtRetour(ici, { ...compte, masque: '077' })
    const { uid } = statSync(join(ici, 'pg18'))
    expect(uid).toBe(autre?.uid ?? process.getuid!())
    await allerEtRetour(ici, { ...compte, masque: '077' }, 2)
  })

  it('tué, laisse sa base au lancement suivant, qui la reprend ; un troisième est refusé', async () => {
    const ici = join(chez('orphelin'), 'donnees')
    const premier = await installation.lancer(ici, compte)
    // Its end is awaited: a process that is dying is still a process, which the next launch would not disturb.
    const mort = once(premier.processus, 'exit')
    premier.processus.kill('SIGKILL')
    await mort
    const second = await installation.lancer(ici, compte)
    ouverts.push(second)
    expect(second.pret).toMatchObject({ n: 2, dejaLance: true, socketDir: premier.pret!.socketDir })
    const troisieme = await installation.lancer(ici, compte)
    expect(troisieme.refus?.code).toBe('deja-ouvert')
    expect(troisieme.refus?.message).toContain(`déjà ouverte par le processus ${second.processus.pid}`)
    expect(await second.arreter()).toBe(0)
  })

  it('refuse par une phrase un dossier où il ne peut pas écrire', async () => {
    const ici = join(dossier, 'lecture-seule')
    mkdirSync(ici, { mode: 0o555 })
    chmodSync(ici, 0o555)
    const { refus } = await installation.lancer(join(ici, 'donnees'), compte)
    expect(refus?.code).toBe('dossier')
    expect(refus?.message).toMatch(
      /n’a pas le droit d’y lire ou d’y écrire\. Corrigez le propriétaire ou les droits du dossier/,
    )
  })
})

describe('sur un dossier abîmé', () => {
  beforeAll(() => chmodSync(ferme, 0o755))

  it('une création coupée ne laisse rien : le lancement suivant recommence', async () => {
    const ici = join(chez('coupe'), 'donnees')
    mkdirSync(ici, { mode: 0o700 })
    // What a start killed during initdb leaves: the folder of a process that is no more.
    mkdirSync(join(ici, 'pg18.creation-4194305'))
    writeFileSync(join(ici, 'pg18.creation-4194305', 'PG_VERSION'), '18\n')
    if (autre) execFileSync('chown', ['-R', `${autre.uid}:${autre.gid}`, ici])
    await allerEtRetour(ici, compte)
    expect(readdirSync(ici).filter((nom) => /creation/.test(nom))).toEqual([])
  })

  it('un dossier vide au nom de la base est rempli', async () => {
    const ici = join(chez('vide'), 'donnees')
    mkdirSync(join(ici, 'pg18'), { recursive: true, mode: 0o700 })
    if (autre) execFileSync('chown', ['-R', `${autre.uid}:${autre.gid}`, ici])
    await allerEtRetour(ici, compte)
  })

  it.each([
    ['un postmaster.pid vide, comme après une coupure de courant', 'postmaster.pid', ''],
    [
      'un postmaster.pid qui nomme un autre programme',
      'postmaster.pid',
      `${process.pid}\n/ailleurs\n1\n5432\n/tmp/maillage-pg-absent\n\n1 2\nready\n`,
    ],
  ])('%s n’empêche pas de repartir', async (_quoi, fichier, contenu) => {
    const ici = join(chez(`reste-${contenu.length}`), 'donnees')
    await allerEtRetour(ici, compte)
    writeFileSync(join(ici, 'pg18', fichier), contenu)
    if (autre) chownSync(join(ici, 'pg18', fichier), autre.uid, autre.gid)
    await allerEtRetour(ici, compte, 2)
  })

  it.each(['global/pg_control', 'PG_VERSION'])(
    '%s tronqué : une phrase dit où lire et quoi faire, rien n’est récrit',
    async (fichier) => {
      const ici = join(chez(`abime-${fichier.length}`), 'donnees')
      await allerEtRetour(ici, compte)
      writeFileSync(join(ici, 'pg18', fichier), '')
      const { refus } = await installation.lancer(ici, compte)
      expect(refus?.code).toBe('demarrage')
      expect(refus?.message).toContain(`Ses derniers messages sont dans ${join(ici, 'pg18.log')}`)
      expect(refus?.message).toContain('restaurez une sauvegarde')
      expect(readFileSync(join(ici, 'pg18', fichier), 'utf8')).toBe('')
    },
  )
})

describe('sur un disque plein', () => {
  const disque = join(dossier, 'disque')

  /** A small disk, where the system lets us mount one. */
  function monter(megaoctets: number): boolean {
    mkdirSync(disque, { recursive: true })
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megaoctets}m,mode=0755`, 'tmpfs', disque], {
        stdio: 'ignore',
      })
      return true
    } catch {
      return false
    }
  }

  it('la création et la reprise le disent ; une fois de la place faite, tout y est', async () => {
    if (!monter(20)) {
      // No disk of our own here: the sentence at least is proven from what the programs say on a full disk.
      const dit = 'initdb: error: could not write to file "pg_wal/xlogtemp.1": No space left on device'
      const refus = new ServeurIndisponible(causeDe(dit, 10_000_000), disque)
      expect(refus.code).toBe('disque-plein')
      expect(refus.message).toContain('Libérez au moins 200 Mo')
      expect(causeDe('', 0)).toBe('disque-plein')
      return
    }
    try {
      const trop = await installation.lancer(join(disque, 'donnees'))
      expect(trop.refus?.code).toBe('disque-plein')
      expect(trop.refus?.message).toMatch(
        /Le disque qui contient .* est plein .* Libérez au moins 200 Mo, puis relancez Maillage\./,
      )
      expect(
        readdirSync(join(disque, 'donnees')).filter((nom) => /creation|^pg/.test(nom) && !/log$/.test(nom)),
      ).toEqual([])

      execFileSync('mount', ['-o', 'remount,size=200m', disque])
      await allerEtRetour(join(disque, 'donnees'), {})
      const bourre = join(disque, 'bourre')
      try {
        execFileSync('dd', ['if=/dev/zero', `of=${bourre}`, 'bs=1M'], { stdio: 'ignore' })
      } catch {} // dd ends badly because the disk is full: that is the point
      const plein = await installation.lancer(join(disque, 'donnees'))
      if (plein.pret) await plein.arreter()
      else {
        expect(plein.refus?.code).toBe('disque-plein')
        expect(plein.refus?.message).toContain('Rien de ce qui était enregistré n’est perdu')
      }
      rmSync(bourre)
      await allerEtRetour(join(disque, 'donnees'), {}, plein.pret ? 3 : 2)
    } finally {
      execFileSync('umount', ['-l', disque])
    }
  })
})

it('un serveur tué sous l’application est relancé par elle, derrière la même adresse', async () => {
  const ici = join(chez('relance'), 'donnees')
  const lancement = await installation.lancer(ici, compte)
  ouverts.push(lancement)
  const avant = (await lirePostmaster(join(ici, 'pg18')))!
  process.kill(avant.pid, 'SIGKILL')
  await jusqua('le serveur tué est relancé', async () => {
    const apres = await lirePostmaster(join(ici, 'pg18'))
    return apres?.pret === true && apres.pid !== avant.pid
  })
  expect((await lirePostmaster(join(ici, 'pg18')))!.socketDir).toBe(avant.socketDir)
  expect(await lancement.arreter()).toBe(0)
  expect(existsSync(avant.socketDir)).toBe(false)
})
