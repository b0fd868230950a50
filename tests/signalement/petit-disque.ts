// A disk of a few megabytes under the files of the deposits, mounted for a test and taken away.
import { execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'

/**
 * Moves the table of files to a disk of `megaoctets` of its own, which really fills up. Where the system lets us mount nothing (no root), the database is
 * made to say what it says on a full disk.
 */
export async function ouvrirPetitDisque(
  admin: pg.Client,
  url: string,
  megaoctets: number,
): Promise<{ readonly vrai: boolean; agrandir(): Promise<void>; fermer(): Promise<void> }> {
  const serveur = decodeURIComponent(/host=([^&]+)/.exec(url)![1]!)
  // Beside the socket: the account of PostgreSQL can walk there.
  const lieu = mkdtempSync(join(serveur, 'disque-'))
  const monter = (...options: string[]) => execFileSync('mount', [...options, lieu], { stdio: 'ignore' })
  try {
    monter('-t', 'tmpfs', '-o', `size=${megaoctets}m,mode=0700`, 'tmpfs')
  } catch {
    rmdirSync(lieu)
    await admin.query(`
      create function plein() returns trigger language plpgsql as $$ begin raise exception using errcode = '53100'; end $$;
      create trigger plein before insert on piece execute function plein()`)
    const liberer = () => admin.query('drop function if exists plein() cascade').then(() => {})
    return { vrai: false, agrandir: liberer, fermer: liberer }
  }
  const { uid, gid } = statSync(join(serveur, 'pg'))
  chownSync(lieu, uid, gid)
  await admin.query(`create tablespace petit location '${lieu}'`)
  await admin.query('alter table piece set tablespace petit')
  return {
    vrai: true,
    async agrandir() {
      monter('-o', 'remount,size=200m')
    },
    async fermer() {
      monter('-o', 'remount,size=200m')
      await admin.query('alter table piece set tablespace pg_default')
      await admin.query('drop tablespace petit')
      execFileSync('umount', ['-l', lieu])
      rmdirSync(lieu)
    },
  }
}
