// Reads a long census in a process of its own: some tenths of a second of calculation would otherwise be taken from every other request.
import { isUtf8 } from 'node:buffer'
import { repondre } from '#platform/ouvrier.ts'
import type { Jour } from '#shared/dates.ts'
import { type EmployeurAttendu, jugerOctets } from './juger.ts'
import { type AEcrire, aEcrire } from './verifier.ts'

export type DemandeDeLecture = {
  readonly employeur: EmployeurAttendu
  readonly au: Jour
}

/** Bytes read are told at most this often. */
const RYTHME_MS = 100

repondre<DemandeDeLecture, AEcrire | null, number>(({ employeur, au }, dire, contenu) => {
  const lecture = jugerOctets(contenu, employeur, au, isUtf8)
  let dit = performance.now()
  for (;;) {
    const { done, value } = lecture.next()
    if (done) return value && aEcrire(value)
    if (performance.now() - dit < RYTHME_MS) continue
    dit = performance.now()
    dire(value)
  }
})
