// The generated client of the tests is the one of today's description; and the description is a valid OpenAPI 3.1 document.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript'
import { expect, it } from 'vitest'
import { descriptionOpenApi } from './index.ts'

const description = descriptionOpenApi('https://cooperation.exemple.fr', '0.1.0')

it('la description est un document OpenAPI 3.1 valide', async () => {
  const validateur = new Validator()
  const { valid, errors } = await validateur.validate(structuredClone(description))
  expect(errors).toBeUndefined()
  expect(valid).toBe(true)
  expect(validateur.version).toBe('3.1')
})

it('le client des essais est engendré d’elle', async () => {
  const engendre = astToString(await openapiTS(structuredClone(description) as unknown as OpenAPI3))
  const garde = readFileSync(join(import.meta.dirname, 'client.gen.ts'), 'utf8')
  expect(garde.slice(garde.indexOf('export interface paths'))).toBe(
    engendre.slice(engendre.indexOf('export interface paths')),
  )
})
