import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { expect, it } from 'vitest'
import { decrireSchema } from '../../scripts/types-base.ts'
import { ouvrirApplication } from '../application.ts'

it('les types de la base sont ceux des migrations (sinon : npm run types:base)', async () => {
  const t = await ouvrirApplication({ vide: true })
  const client = new pg.Client(t.url('maillage_proprietaire'))
  await client.connect()
  try {
    const ecrits = readFileSync(join(import.meta.dirname, '../../src/platform/base/schema.gen.ts'), 'utf8')
    expect(await decrireSchema(client)).toBe(ecrits)
  } finally {
    await client.end()
    await t.fermer()
  }
})
