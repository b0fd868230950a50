// The reporting application for the tests of one file, with a session for each member of the demonstration.
import { afterAll, beforeAll } from 'vitest'
import { MEMBRES } from '../../demo/signalement/cellules.ts'
import type { SessionMembre } from '../../src/signalement/protocole/membre.ts'
import type { Transport } from '../../src/signalement/protocole/serveur.ts'
import { type EnMemoire, ouvrirEnMemoire } from '../signalement-en-memoire.ts'
import { deposerTout } from './deposer-tout.ts'

/** Opens it at noon of `jour` before the first test and closes it after the last. */
export function enSession(jour: string) {
  let m: EnMemoire
  const sessions = new Map<string, SessionMembre>()
  beforeAll(async () => {
    m = await ouvrirEnMemoire(jour)
    for (const { id } of MEMBRES) sessions.set(id, await m.session(id))
  }, 120_000)
  afterAll(() => m?.fermer())
  const transport: Transport = (chemin, options) => m.transport(chemin, options)
  return {
    transport,
    /** The host that a page is read from. */
    hote: () => 'localhost:3001',
    admin: () => m.admin,
    session: (id: string) => sessions.get(id)!,
    deposer: (canari: string, organisme?: string, plus?: Record<string, string[]>) =>
      deposerTout(transport, jour, canari, organisme, plus),
  }
}
