// Mandates of a member, given as a table: the rules of the form, the message to those who are named, the rights that follow.
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
let t: ApplicationDeTest
let qui: Visiteur
beforeAll(async () => {
  t = await ouvrirApplication()
  qui = await t.entrer('Direction, CDG 53', PDL)
})
afterAll(() => t.fermer())

const page = async (visiteur: Visiteur, adresse: string) => lisible((await visiteur.get(adresse)).body)
const deposer = (visiteur: Visiteur, ...lignes: string[]) =>
  deposerTable(
    visiteur,
    'mandats',
    ['Nom;Adresse électronique;Fonction;Depuis le;Jusqu’au;Acte', ...lignes].join('\n'),
  )
const confirmer = async (adresse: string) =>
  expect((await confirmerImport(qui, adresse)).statusCode).toBe(303)

describe('importer des mandats', () => {
  it('donne des fonctions, prévient chaque personne une fois, et dit le passé sans prévenir', async () => {
    const avant = t.courriels.length
    const adresse = await deposer(
      qui,
      'Vice-présidence (fictif);vp.cdg53@demonstration.invalid;vice-présidence;01/01/2026;;Délibération 12',
      'Gestion (fictif);gestion.cdg53@demonstration.invalid;Gestion;01/01/2026;;',
      'Gestion (fictif);gestion.cdg53@demonstration.invalid;Administration;01/01/2026;;',
      'Ancienne présidence (fictif);ancienne.cdg53@demonstration.invalid;présidence;01/04/2014;30/06/2020;',
    )
    expect(await page(qui, adresse)).toContain('4 nouvelles')
    expect(t.courriels).toHaveLength(avant)
    await confirmer(adresse)
    await t.tachesFaites()
    expect(
      t.courriels
        .slice(avant)
        .map(({ a }) => a)
        .sort(),
    ).toEqual(['gestion.cdg53@demonstration.invalid', 'vp.cdg53@demonstration.invalid'])
    const personnes = await page(qui, '/personnes')
    expect(personnes).toContain('Vice-présidence (fictif)')
    expect(personnes).not.toContain('Ancienne présidence (fictif)')
  })

  it('exporté puis réimporté, ne change rien et ne prévient personne', async () => {
    const { rawPayload } = await qui.get('/imports/mandats/export?format=csv')
    expect(rawPayload.toString()).toContain('Ancienne présidence (fictif)')
    const { headers } = await envoyerFichier(qui, '/imports/mandats', { nom: 'm.csv', contenu: rawPayload })
    const vue = await page(qui, headers.location!)
    expect(vue).toContain('0 nouvelle 0 changée 8 inchangées 0 refusée')
  })

  it('refuse à leur place : présidence déjà tenue, fonction inconnue, exploitation, adresse fausse, doublon', async () => {
    const vue = await page(
      qui,
      await deposer(
        qui,
        'Autre;autre@cdg53.fr;présidence;01/01/2026;;',
        'Autre;autre@cdg53.fr;maire;01/01/2026;;',
        'Autre;autre@cdg53.fr;exploitation;01/01/2026;;',
        'Autre;autre(at)cdg53.fr;gestion;01/01/2026;;',
        'Autre;autre@cdg53.fr;gestion;01/01/2026;;',
        'Autre;AUTRE@cdg53.fr;Gestion;2026-01-01;;',
        'Autre;autre@cdg53.fr;gestion;30/02/2026;;',
      ),
    )
    for (const [ligne, colonne, motif] of [
      [2, 'Fonction', 'déjà tenue à cette date'],
      [3, 'Fonction', 'n’est pas connue'],
      [4, 'Fonction', 'n’est pas connue'],
      [5, 'Adresse électronique', 'pas une adresse complète'],
      [7, 'Adresse électronique', 'La ligne 6 du fichier dit déjà la même chose'],
      [8, 'Depuis le', 'n’est pas une date'],
    ] as const)
      expect(vue, `ligne ${ligne}`).toMatch(new RegExp(` ${ligne} ${colonne} .{0,120}${motif}`))
    expect(vue).toContain('1 nouvelle')
  })

  it('une personne sans responsabilité, ou d’un autre membre, n’importe pas ces mandats', async () => {
    const exploitation = await t.entrer('Exploitation', PDL)
    expect((await exploitation.get('/imports/mandats')).statusCode).toBe(403)
    const autre = await t.entrer('Direction, CDG 49', PDL)
    expect((await autre.get('/imports/mandats/export')).body).not.toContain('cdg53')
    const chezLui = await deposer(autre, 'Renommée;vp.cdg53@demonstration.invalid;gestion;01/01/2026;;')
    expect(await page(autre, chezLui)).toContain('qui agit aussi pour CDG 53')
  })
})
