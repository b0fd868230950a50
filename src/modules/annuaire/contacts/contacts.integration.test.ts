// Contacts of employers, given as a table; and what the directory shows of an employer, to whom.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  type Visiteur,
} from '../../../../tests/application.ts'
import { envoyerFichier } from '../../../../tests/fichiers/envoi.ts'
import { confirmerImport, deposerTable } from '../../../../tests/fichiers/imports.ts'

const PDL = 'Pays de la Loire'
const NANTES = '214401093'
let t: ApplicationDeTest
let qui: Visiteur
beforeAll(async () => {
  t = await ouvrirApplication()
  qui = await t.entrer('Coordinatrice, CDG 44', PDL)
})
afterAll(() => t.fermer())

const page = async (visiteur: Visiteur, adresse: string) => lisible((await visiteur.get(adresse)).body)
const deposer = (visiteur: Visiteur, ...lignes: string[]) =>
  deposerTable(visiteur, 'contacts', ['SIRET;Nom;Rôle;Courriel;Téléphone;Jusqu’au', ...lignes].join('\n'))
const confirmer = async (adresse: string) =>
  expect((await confirmerImport(qui, adresse)).statusCode).toBe(303)
const nantes = async (): Promise<string> => {
  const { id } = await t.base.horsPortee
    .selectFrom('organisme')
    .select('id')
    .where('siren', '=', NANTES)
    .executeTakeFirstOrThrow()
  return `/collectivites/${id}`
}

describe('les contacts d’un employeur', () => {
  it('s’importent, se corrigent, et un départ se date', async () => {
    await confirmer(
      await deposer(
        qui,
        `${NANTES};محمد بن علي 🏛️ (fictif);finances;Finances@Exemple.invalid;+33 2 40 00 00 00;`,
        `${NANTES};Prévention (fictif);prévention;prevention@exemple.invalid;;`,
      ),
    )
    const vue = await page(qui, await nantes())
    expect(vue).toContain('محمد بن علي 🏛️ (fictif)')
    expect(vue).toContain('finances@exemple.invalid')
    expect(vue).toContain('Secrétariat général (fictif)')
    const corrige = await deposer(
      qui,
      `${NANTES};Service financier (fictif);finances;finances@exemple.invalid;+33 2 40 00 00 00;`,
      `${NANTES};Prévention (fictif);prévention;prevention@exemple.invalid;;01/01/2026`,
    )
    expect(await page(qui, corrige)).toContain('2 changées')
    await confirmer(corrige)
    const apres = await page(qui, await nantes())
    expect(apres).toContain('Service financier (fictif)')
    expect(apres).not.toContain('Prévention (fictif)')
  })

  it('exportés puis réimportés, ne changent rien', async () => {
    const [enTete, ...contacts] = (await qui.get('/imports/contacts/export')).body.trim().split('\r\n')
    expect(enTete).toContain('SIRET')
    expect(contacts.length).toBeGreaterThan(10)
    const { rawPayload } = await qui.get('/imports/contacts/export?format=xlsx')
    const { headers } = await envoyerFichier(qui, '/imports/contacts', { nom: 'c.xlsx', contenu: rawPayload })
    const vue = await page(qui, headers.location!)
    expect(vue).toContain(`${contacts.length} inchangées`)
    expect(vue).toContain('0 nouvelle 0 changée')
    expect(vue).toContain('0 refusée')
  })

  it('refusés, disent où et pourquoi', async () => {
    const laval = '215301300'
    const vue = await page(
      qui,
      await deposer(
        qui,
        `${NANTES};Sans arobase;finances;mairie.fr;;`,
        `${NANTES};Deux adresses;finances;a@b.fr, c@d.fr;;`,
        `${NANTES};Rôle inventé;adjoint;a@b.fr;;`,
        `${NANTES};Téléphone;finances;a@b.fr;voir standard;`,
        `${laval};D’un autre centre;finances;a@b.fr;;`,
        '264400193;Inconnu;finances;a@b.fr;;',
      ),
    )
    for (const [ligne, colonne, motif] of [
      [2, 'Adresse électronique', 'Ce n’est pas une adresse complète'],
      [3, 'Adresse électronique', 'une seule adresse'],
      [4, 'Rôle', 'Écrivez « maire ou présidence »'],
      [5, 'Téléphone', 'numéro de téléphone'],
      [6, 'SIRET', 'affilié au CDG 53, qui tient ses contacts'],
      [7, 'SIRET', 'Importez-le d’abord avec vos employeurs'],
    ] as const)
      expect(vue, `ligne ${ligne}`).toMatch(new RegExp(` ${ligne} ${colonne} .{0,120}${motif}`))
  })
})

describe('ce que l’annuaire montre d’un employeur', () => {
  it('l’affiliation à tous les membres, les contacts aux seules personnes du centre', async () => {
    const adresse = await nantes()
    const autre = await t.entrer('Direction, CDG 49', PDL)
    const vue = await page(autre, adresse)
    expect(vue).toContain('socle commun')
    expect(vue).toContain('fictifs ; SIREN et commune')
    expect(vue).not.toContain('@demonstration.invalid')
    expect((await autre.get('/imports/contacts/export')).body).not.toContain('@')
    expect(await page(qui, '/collectivites?q=Nantes')).toContain('socle commun, CDG 44')
  })
  it('un employeur d’une autre coopération n’y paraît pas affilié', async () => {
    const breton = await t.entrer('Direction, CDG 35')
    expect(await page(breton, await nantes())).not.toContain('socle commun')
  })
})
