import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { sansControle } from '#platform/documents/caracteres.ts'
import type { Colonne } from './colonnes.ts'
import { exporterCsv, exporterXlsx } from './exporter.ts'
import { lireOctets } from './lire-octets.ts'
import { LIMITES_TABLEUR, type LimitesTableur } from './refus.ts'

const colonnes: Colonne[] = [
  { cle: 'siret', libelles: ['SIRET', 'N° SIRET'], obligatoire: true },
  { cle: 'nom', libelles: ['Dénomination', 'Nom de la collectivité'] },
  { cle: 'agents', libelles: ['Effectif'], type: 'entier' },
  { cle: 'cotisation', libelles: ['Cotisation annuelle'], type: 'montant' },
  { cle: 'depuis', libelles: ['Adhésion le'], type: 'date' },
]
const lire = (contenu: string | Uint8Array, limites: Partial<LimitesTableur> = {}, cols = colonnes) =>
  lireOctets(typeof contenu === 'string' ? Buffer.from(contenu) : contenu, cols, {
    ...LIMITES_TABLEUR,
    ...limites,
  })
async function valeurs(contenu: string | Uint8Array) {
  const lu = await lire(contenu)
  return lu.ok ? lu.valeur.lignes.map((ligne) => ligne.valeurs) : lu.refus
}
const refus = async (contenu: string | Uint8Array, limites?: Partial<LimitesTableur>) => {
  const lu = await lire(contenu, limites)
  return lu.ok ? lu.valeur.refus : lu.refus
}

describe('la lecture d’un CSV', () => {
  it('reconnaît les en-têtes malgré les accents, la casse et les espaces', async () =>
    expect(await valeurs('n°siret;DENOMINATION;Effectif \n123;Sablé;12')).toEqual([
      { siret: '123', nom: 'Sablé', agents: '12' },
    ]))
  it.each([
    ['des virgules', 'SIRET,Dénomination\n1,"Le Mans, ville"'],
    ['des tabulations', 'SIRET\tDénomination\n1\tLe Mans, ville'],
    ['une ligne sep=', 'sep=|\nSIRET|Dénomination\n1|Le Mans, ville'],
    ['une marque UTF-8', '\ufeffSIRET;Dénomination\n1;Le Mans, ville'],
    ['des retours Windows et une ligne vide en tête', '\r\nSIRET;Dénomination\r\n1;Le Mans, ville\r\n'],
  ])('accepte %s', async (_, texte) =>
    expect(await valeurs(texte)).toEqual([{ siret: '1', nom: 'Le Mans, ville' }]),
  )
  it('lit le Windows-1252 et l’UTF-16 des tableurs français', async () => {
    const texte = 'SIRET;Dénomination\n1;L’Œuvre à 5 € – été'
    const attendu = [{ siret: '1', nom: 'L’Œuvre à 5 € – été' }]
    expect(await valeurs(iconv.encode(texte, 'win1252'))).toEqual(attendu)
    expect(await valeurs(iconv.encode(texte, 'utf-16', { addBOM: true }))).toEqual(attendu)
  })
  it('garde les retours à la ligne et les guillemets d’une cellule, et numérote comme un tableur', async () => {
    const lu = await lire('SIRET;Dénomination\n1;"deux\nlignes et ""guillemets"""\n\n2;b')
    expect(lu.ok && lu.valeur.lignes).toEqual([
      { numero: 2, valeurs: { siret: '1', nom: 'deux\nlignes et "guillemets"' } },
      { numero: 4, valeurs: { siret: '2', nom: 'b' } },
    ])
  })
  it('dit quelles colonnes ne sont pas lues', async () => {
    const lu = await lire('SIRET;Couleur;\n1;bleu;')
    expect(lu.ok && lu.valeur.ignorees).toEqual(['Couleur'])
  })
  it('normalise nombres, montants et dates', async () =>
    expect(
      await valeurs('SIRET;Effectif;Cotisation annuelle;Adhésion le\n1;1\u202f739;-1 234,5 €;1/9/2025'),
    ).toEqual([{ siret: '1', agents: '1739', cotisation: '-1234.50', depuis: '2025-09-01' }]))
})

describe('ce qui est refusé', () => {
  it.each([
    ['un fichier vide', '', 'Le fichier est vide'],
    ['un fichier sans donnée', ';;\n;', 'aucune donnée'],
    [
      'une colonne en double',
      'SIRET;Nom de la collectivité;Dénomination\n1;a;b',
      'Deux colonnes portent le nom « Dénomination »',
    ],
    [
      'un titre inconnu en double',
      'SIRET;Couleur;couleur\n1;a;b',
      'Deux colonnes portent le nom « couleur »',
    ],
    ['une colonne obligatoire absente', 'Dénomination;Effectif\na;1', 'Il manque la colonne « SIRET »'],
    ['un guillemet jamais fermé', 'SIRET;Dénomination\n1;"abc\n2;d', 'guillemet ouvert'],
    ['10 000 colonnes', `SIRET;${'x;'.repeat(9_998)}y\n1`, '10000 colonnes, 200 au plus'],
    ['une cellule de 10 Mo', `SIRET;Dénomination\n1;${'x'.repeat(9_900_000)}`, 'La ligne 2 est démesurée'],
    ['un PDF', '%PDF-1.7\n%âãÏÓ', 'est un PDF'],
    ['du binaire', Buffer.from([1, 2, 0, 4, 200, 255]), 'ni un CSV ni un classeur'],
    [
      'un ancien XLS',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(512).fill(0)]),
      'ancien classeur XLS',
    ],
    [
      'une archive quelconque',
      Buffer.from('504b050600000000000000000000000000000000000000', 'hex'),
      'ni un CSV',
    ],
  ])('%s', async (_, contenu, phrase) => {
    const motif = await refus(contenu)
    expect('message' in motif && motif.message).toContain(phrase)
  })
  it('un fichier trop lourd ou trop long', async () => {
    expect(await refus('SIRET\n1', { octets: 5 })).toMatchObject({ code: 'fichier-trop-lourd' })
    expect(await refus('SIRET\n1\n2\n3', { lignes: 2 })).toMatchObject({ code: 'trop-de-lignes' })
  })
  it('une ligne fautive est mise de côté avec son motif, les autres restent', async () => {
    const lu = await lire(
      'SIRET;Dénomination;Effectif;Cotisation annuelle;Adhésion le\n;a;;;\n2;b;douze;;\n3;c;;1,234;\n4;d;;;30/02/2026\n5;e;;;;;en trop\n6;f;6;6;2026-01-01',
    )
    expect(lu.ok && lu.valeur.lignes.map(({ numero }) => numero)).toEqual([7])
    expect(lu.ok && lu.valeur.refus.map(({ motif }) => motif)).toEqual([
      'Ligne 2, colonne « SIRET » : la cellule est vide. Remplissez-la.',
      'Ligne 3, colonne « Effectif » : « douze » n’est pas un nombre entier. Écrivez par exemple 1234.',
      'Ligne 4, colonne « Cotisation annuelle » : « 1,234 » n’est pas un montant en euros. Écrivez par exemple 1234,50.',
      'Ligne 5, colonne « Adhésion le » : « 30/02/2026 » n’est pas une date. Écrivez par exemple 24/11/2026.',
      'La ligne 6 a 7 cellules, l’en-tête en a 5. Vérifiez les séparateurs et les guillemets de cette ligne.',
    ])
  })
})

const ligne = fc.record({
  siret: fc.stringMatching(/^\d{14}$/),
  nom: fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom(
      '=cmd()',
      '+33 2 40',
      '-5',
      '@x',
      "'=x",
      "''+",
      'toString',
      '__proto__',
      "'constructor",
      '\ttab',
      'a;b',
      '"',
      'deux\nlignes',
      ' bords ',
    ),
  ),
  agents: fc.integer({ min: 0, max: 100_000 }),
  cotisation: fc.integer({ min: -10_000_000_00, max: 10_000_000_00 }),
  depuis: fc
    .date({ min: new Date('1950-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10)),
})
const attendu = (
  l: { siret: string; nom: string; agents: number; cotisation: number; depuis: string },
  nom = l.nom,
) => {
  const centimes = String(Math.abs(l.cotisation)).padStart(3, '0')
  const signe = l.cotisation < 0 ? '-' : ''
  return {
    ...l,
    nom,
    agents: String(l.agents),
    cotisation: `${signe}${centimes.slice(0, -2)}.${centimes.slice(-2)}`,
  }
}
describe('ce qui est exporté se réimporte', () => {
  it('en CSV, au caractère près', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(ligne, { minLength: 1, maxLength: 8 }), async (lignes) => {
        fc.pre(lignes.every(({ nom }) => !nom.includes('\0')))
        expect(await valeurs(exporterCsv(colonnes, lignes))).toEqual(
          lignes.map((l) => attendu(l, l.nom.toWellFormed())),
        )
      }),
    )
  })
  it('en XLSX, au caractère près pour ce que le format sait écrire', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(ligne, { minLength: 1, maxLength: 4 }), async (lignes) => {
        const attendues = lignes.map((l) => attendu(l, sansControle(l.nom).replaceAll(/\r\n?/g, '\n')))
        const lues = await valeurs(await exporterXlsx(colonnes, lignes))
        expect(lues).toEqual(attendues)
      }),
      // Without looking for a simpler failure: each try opens a workbook.
      { numRuns: 30, endOnFailure: true },
    )
  })
  it('sans formule : chaque cellule suspecte du CSV commence par une apostrophe', () => {
    const texte = exporterCsv(colonnes, [{ siret: '1', nom: '=HYPERLINK("http://x")' }]).toString()
    expect(texte.startsWith('\ufeff"SIRET"') || texte.startsWith('\ufeffSIRET')).toBe(true)
    expect(texte).toContain(`'=HYPERLINK`)
    expect(texte).not.toMatch(/[;\n]"?=/)
  })
})
