// Living with a contract, through the front door: yearly accounts, what the clause allows, and who is reminded.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Lire, lecteurDesAchats } from '../../../../tests/achats.ts'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  type Visiteur,
} from '../../../../tests/application.ts'
import { confirmerImport, deposerTable } from '../../../../tests/fichiers/imports.ts'
import { lireZip } from '../../../../tests/fichiers/zip.ts'
import { rappelerLesComptes } from './rappeler-comptes.ts'

let t: ApplicationDeTest
let lire: Lire
let coordination: Visiteur
let direction49: Visiteur
let PREVOYANCE = ''
beforeAll(async () => {
  t = await ouvrirApplication()
  coordination = await t.entrer('Coordinatrice', 'CDG 44', 'Pays de la Loire')
  direction49 = await t.entrer('Direction', 'CDG 49', 'Pays de la Loire')
  ;({ lire } = await lecteurDesAchats(t))
  const [achat] = await lire<{ id: string }>(
    "select id from achat_operation where objet = 'prevoyance' and etat = 'execution'",
  )
  PREVOYANCE = achat!.id
})
afterAll(() => t.fermer())

describe('l’exécution du contrat', () => {
  it('dit les comptes en retard, le rapport provisions comprises, et ce que la clause permet', async () => {
    const adresse = `/achats/${PREVOYANCE}/execution`
    const page = lisible((await direction49.get(adresse)).body)
    expect(page).toContain('1 compte annuel est en retard')
    // It waits in the menu of every page, the dashboard first, for the member that leads alone.
    const menu = async (qui: Visiteur) =>
      /Achats groupés( \d+ en attente)?/.exec(lisible((await qui.get('/tableau-de-bord')).body))![1] ?? ''
    expect(await menu(coordination)).toBe(' 1 en attente')
    expect(await menu(direction49)).toBe('')
    // 2 701 000 € of premiums; 411 000 paid and 2 096 000 of reserves.
    expect(page).toContain('92,8 %')
    expect(page).toContain('Permet : 1,565 % au plus')
    expect(page).toContain('Ne permet pas')
    expect(page).not.toContain('Accepter')
    // Beside the accounts, six years drawn: the same asked again, and in the report.
    const fourchettes = (texte: string) => [
      ...new Set(lisible(texte).match(/\d+(?:,\d)? % à \d+(?:,\d)? %/g)),
    ]
    const projetees = fourchettes((await direction49.get(adresse)).body)
    expect(projetees).toHaveLength(6)
    expect(fourchettes((await coordination.get(adresse)).body)).toEqual(projetees)
    const docx = lireZip((await direction49.get(`${adresse}/rapport.docx`)).rawPayload).get(
      'word/document.xml',
    )!
    expect(fourchettes(docx)).toEqual(projetees)
    for (const [suite, signe] of [
      ['rapport.docx', 'PK'],
      ['rapport.pdf', '%PDF'],
    ] as const) {
      const rapport = await direction49.get(`${adresse}/${suite}`)
      expect(rapport.rawPayload.subarray(0, signe.length).toString()).toBe(signe)
    }
  })

  it('n’accepte pas ce que la clause interdit ; accepté, le taux devient celui du contrat', async () => {
    const adresse = `/achats/${PREVOYANCE}/execution/revisions`
    const revisions = await lire<{ id: string; taux: number; version: number }>(
      "select id, taux, version from achat_revision where issue = 'attendue' order by taux",
    )
    const [permise, interdite] = revisions
    const accepter = (r: typeof permise) => ({ issue: 'acceptee', version: String(r!.version) })
    expect((await direction49.post(`${adresse}/${permise!.id}`, accepter(permise))).statusCode).toBe(403)
    const refus = await coordination.post(`${adresse}/${interdite!.id}`, accepter(interdite))
    expect(refus.statusCode).toBe(409)
    expect(lisible(refus.body)).toContain('La clause ne permet pas ce taux')
    expect((await coordination.post(`${adresse}/${permise!.id}`, accepter(permise))).statusCode).toBe(303)
    expect((await coordination.post(`${adresse}/${permise!.id}`, accepter(permise))).statusCode).toBe(303)
    expect(await lire('select taux from achat_tarif where annee = 2027')).toEqual([{ taux: 1560 }])
    const faux = await coordination.post(adresse, {
      contrat: '',
      taux: 'x',
      annee: '27',
      recueLe: '31/02/2027',
    })
    expect(faux.statusCode).toBe(422)
  })

  it('importe les comptes avec un aperçu, refuse ce qui ne se suit pas, et se réexporte', async () => {
    const entete =
      'Lot;Exercice;Survenance;Primes nettes;Prestations payées;PSAP ouverture;PSAP clôture;PM ouverture;PM clôture;Assurés;Reçus le'
    const lignes = [
      '6;2025;2025;100000,00;10000,00;0;60000,00;0;5000,00;120;01/11/2026',
      '1;2026;2025;0;90000,00;500000,00;400000,00;96000,00;99000,00;;01/11/2026',
      '6;2025;2026;1,00;0;0;0;0;0;;01/11/2026',
      '9;2025;2025;1,00;0;0;0;0;0;;01/11/2026',
    ]
    const adresse = await deposerTable(coordination, 'comptes-assureurs', [entete, ...lignes].join('\r\n'))
    await t.tachesFaites()
    const apercu = await coordination.get(adresse)
    const mots = lisible(apercu.body)
    expect(mots).toContain('Les provisions d’ouverture ne sont pas celles de la clôture 2025')
    expect(mots).toContain('Un arrêt ne survient pas après l’exercice')
    expect(mots).toContain('Ce lot n’est celui d’aucun contrat')
    expect((await confirmerImport(coordination, adresse)).statusCode).toBe(303)
    await t.tachesFaites()
    expect(await lire('select 1 from achat_compte')).toHaveLength(6)
    const exporte = (await coordination.get('/imports/comptes-assureurs/export?format=csv')).body
    expect(exporte).toContain('812000,00')
  })
})

describe('les comptes dus le 31 août', () => {
  it('se rappellent un mois avant puis une fois en retard, à qui tient les contrats, une seule fois, et au menu', async () => {
    const partis: { a: string; objet: string; texte: string }[] = []
    const envoyer = {
      courriel: {
        envoyer: async (_tx: unknown, message: (typeof partis)[number]) => void partis.push(message),
      },
      adresse: 'http://maillage.test',
    } as unknown as Parameters<typeof rappelerLesComptes>[1]
    const rappeler = (jour: string) => rappelerLesComptes(t.base, envoyer, jour)
    // Accounts of 2026: nothing in July 2027, due in August, late in September; those of 2025 that lot 6 owes were late before.
    await rappeler('2027-07-30')
    const avant = partis.splice(0)
    expect(avant.every(({ texte }) => !texte.includes('comptes 2026'))).toBe(true)
    expect(await rappeler('2027-07-31')).toBeGreaterThan(0)
    expect(partis.every(({ texte }) => texte.includes('comptes 2026, à recevoir avant le'))).toBe(true)
    expect(new Set(partis.map(({ a }) => a)).size).toBe(partis.length)
    expect(await rappeler('2027-08-15')).toBe(0)
    partis.length = 0
    expect(await rappeler('2027-09-01')).toBeGreaterThan(0)
    expect(partis[0]!.objet).toContain('En retard')
    expect(partis[0]!.texte).toContain('/execution')
    expect(await rappeler('2027-09-02')).toBe(0)
  })
})
