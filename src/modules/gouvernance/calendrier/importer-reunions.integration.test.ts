// Meetings of a member's organs, given as a table.
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  type Visiteur,
} from '../../../../tests/application.ts'
import { envoyerFichier } from '../../../../tests/fichiers/envoi.ts'
import { confirmerImport, deposerTable } from '../../../../tests/fichiers/imports.ts'

let t: ApplicationDeTest
let qui: Visiteur
beforeAll(async () => {
  t = await ouvrirApplication()
  qui = await t.entrer('Direction, CDG 53', 'Pays de la Loire')
})
afterAll(() => t.fermer())

const page = async (adresse: string) => lisible((await qui.get(adresse)).body)
const deposer = (...lignes: string[]) =>
  deposerTable(qui, 'calendrier', ['Organe;Date;Inscription avant le', ...lignes].join('\n'))

it('les réunions se montrent, s’écrivent, et paraissent au calendrier de tous', async () => {
  const adresse = await deposer(
    'Bureau;14/12/2099;03/12/2099',
    ';15/12/2099;',
    'Conseil municipal;16/12/2099;',
    'Bureau;14/12/2001;',
    'Bureau;14/12/2099;04/12/2099',
    'Bureau;17/12/2099;18/12/2099',
  )
  const vue = await page(adresse)
  expect(vue).toContain('2 nouvelles')
  for (const [ligne, colonne, motif] of [
    [4, 'Organe', 'Votre structure n’a pas cet organe'],
    [5, 'Date', 'déjà passée'],
    [6, 'Date', 'La ligne 2 du fichier dit déjà la même chose'],
    [7, 'Inscription avant le', 'après la réunion'],
  ] as const)
    expect(vue, `ligne ${ligne}`).toMatch(new RegExp(` ${ligne} ${colonne} .{0,120}${motif}`))
  expect((await confirmerImport(qui, adresse)).statusCode).toBe(303)
  qui = await t.entrer('Direction, CDG 72', 'Pays de la Loire')
  expect(await page('/calendrier')).toMatch(/Décembre 2099 .*lundi 14 .{0,10}CDG 53 Mayenne Bureau/)
})

it('exporté puis réimporté, ne change rien ; une limite corrigée ne change qu’elle', async () => {
  qui = await t.entrer('Direction, CDG 53', 'Pays de la Loire')
  const { rawPayload } = await qui.get('/imports/calendrier/export?format=xlsx')
  const { headers } = await envoyerFichier(qui, '/imports/calendrier', { nom: 'c.xlsx', contenu: rawPayload })
  expect(await page(headers.location!)).toMatch(/0 nouvelle 0 changée \d+ inchangées 0 refusée/)
  const corrige = await page(await deposer('Bureau;14/12/2099;05/12/2099', ';15/12/2099;'))
  expect(corrige).toContain('0 nouvelle 1 changée 1 inchangée 0 refusée')
  expect(corrige).toContain('Inscription avant le : 03/12/2099 devient 05/12/2099')
})
