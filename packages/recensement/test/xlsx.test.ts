import { genererRecensement } from '@maillage/prevoyance/generateur'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { assainirClasseur, LIMITES_CLASSEUR } from '../src/classeur/classeur.ts'
import { empaqueter } from '../src/classeur/zip.ts'
import { FichierRefuse } from '../src/fichier-refuse.ts'
import { agent, classeur, DATE, entete, rangee, refusDe, TOUTES, verifier, zipCompresse } from './outils.ts'

const feuille = (...lignes: readonly (readonly string[])[]) =>
  lignes.map((ligne, i) => rangee(i + 1, ligne)).join('')

describe('Classeurs admis', () => {
  test('un classeur écrit par une bibliothèque, avec des nombres et des dates, donne les mêmes agents que le CSV', async () => {
    const o = { graine: 5, agents: 80, employeurs: 6, dateRecensement: DATE }
    const generes = [...genererRecensement(o)]
    const cellule = (valeur: string, colonne: string | undefined) => {
      if (valeur === '') return null
      if (colonne === 'naissance' || colonne?.startsWith('date') || colonne === 'conge_depuis') {
        return { value: new Date(valeur), type: Date, format: 'dd/mm/yyyy' }
      }
      const nombre = Number(valeur.replace(',', '.'))
      return colonne === 'siret' || Number.isNaN(nombre) ? { value: valeur } : { value: nombre }
    }
    const lignes = [
      TOUTES.map((titre) => ({ value: titre as string })),
      ...generes.map(({ cellules }) => cellules.map((valeur, i) => cellule(valeur, TOUTES[i]))),
    ]
    const octets = await writeXlsxFile(lignes).toBuffer()
    const rapport = await verifier(octets)
    expect(rapport.fichierRefuse).toBeNull()
    expect(rapport.refusees).toEqual([])
    expect(rapport.agents).toEqual(generes.map(({ agent }) => agent))
  })

  test('une formule compte pour la valeur que le tableur a calculée', async () => {
    const formule = '<c t="str"><f>CONCATENATE("A",1)</f><v>A1</v></c>'
    const calcul = '<c><f>300+72</f><v>372.00000000000006</v></c>'
    const rapport = await verifier(
      classeur({ Agents: feuille(entete(), agent(1).with(1, formule).with(7, calcul)) }),
    )
    expect(refusDe(rapport)).toEqual([])
    expect(rapport.agents[0]).toMatchObject({ matricule: 'A1', indiceMajore: 372 })
  })

  test('la feuille du recensement se reconnaît à ses en-têtes, les autres sont signalées', async () => {
    const rapport = await verifier(
      classeur({
        Notice: feuille(['Mode d’emploi']),
        Vide: '',
        Agents: feuille(entete(), agent(1)),
        Brouillon: feuille(['x']),
      }),
    )
    expect(rapport.acceptees).toBe(1)
    expect(rapport.avis).toContain(
      'Seule la feuille « Agents » est lue : 2 autres feuilles contiennent des données.',
    )
  })

  test('les lignes gardent le numéro que montre le tableur', async () => {
    const lignes = rangee(3, entete()) + rangee(4, agent(1)) + rangee(7, agent(2).with(8, '-1'))
    expect(refusDe(await verifier(classeur({ Agents: lignes })))).toEqual(['7 nombre-negatif'])
  })

  test('un SIRET saisi comme un nombre perd son zéro, et la phrase le dit', async () => {
    const rapport = await verifier(
      classeur({ Agents: feuille(entete(), agent(1).with(0, '<c><v>1200000000012</v></c>')) }),
    )
    expect(refusDe(rapport)).toEqual(['2 siret-longueur'])
    expect(rapport.refusees[0]?.message).toContain('zéro')
  })

  test.each([
    ['en erreur', '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'],
    ['de formule jamais calculée', '<c><f>SUM(A1:A2)</f></c>'],
    ['de formule partagée jamais calculée', '<c s="0" t="str"><f t="shared" si="0"/></c>'],
  ])('une cellule %s n’est jamais prise pour une cellule vide : elle refuse sa ligne', async (_, cellule) => {
    const rapport = await verifier(
      classeur({ Agents: feuille(entete('sft'), agent(1, cellule), agent(2, '')) }),
    )
    expect(refusDe(rapport)).toEqual(['2 erreur-de-formule'])
    expect(rapport.acceptees).toBe(1)
  })
})

describe('Classeurs refusés', () => {
  const bon = classeur({ Agents: feuille(entete(), agent(1)) })
  const ole = (...contenu: readonly string[]) =>
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      ...contenu.map((c) => Buffer.from(c, 'utf16le')),
    ])
  const chiffre = Buffer.from(bon)
  chiffre.writeUInt16LE(1, bon.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1')) + 8)
  const partie = (nom: string) =>
    empaqueter([
      [nom, Buffer.from('x')],
      ['mimetype', Buffer.from('x')],
    ])

  test.each<[string, Buffer, string]>([
    ['dont l’archive est chiffrée', chiffre, 'classeur-chiffre'],
    ['au format XLSB', partie('xl/workbook.bin'), 'classeur-xlsb'],
    ['au format ODS', partie('content.xml'), 'classeur-ods'],
    ['qui est un document texte', partie('word/document.xml'), 'zip-sans-classeur'],
    ['qui est une archive vide', empaqueter([]), 'zip-sans-classeur'],
    ['coupé au milieu', bon.subarray(0, bon.length / 2), 'classeur-abime'],
    [
      'dont le répertoire est faux',
      Buffer.concat([bon.subarray(0, -6), Buffer.from([0xff, 0xff, 0xff, 0x7f, 0, 0])]),
      'classeur-abime',
    ],
  ])('une archive %s', async (_, octets, code) => {
    await expect(assainirClasseur(octets, LIMITES_CLASSEUR)).rejects.toMatchObject({ refus: { code } })
  })

  test.each<[string, Buffer, string]>([
    ['à l’ancien format XLS', ole('Workbook'), 'ancien-xls'],
    ['protégé par un mot de passe', ole('EncryptionInfo', 'EncryptedPackage'), 'classeur-chiffre'],
    ['qui est une archive d’autre chose', partie('word/document.xml'), 'zip-sans-classeur'],
    ['dont une partie n’est pas du XML', classeur({ Agents: '<row><c' }), 'classeur-abime'],
    ['sans aucune donnée', classeur({ Feuil1: '', Feuil2: '' }), 'classeur-sans-donnees'],
    ['réduit aux en-têtes', classeur({ Agents: feuille(entete()) }), 'aucune-ligne'],
    ['sans en-tête connu', classeur({ Agents: feuille(agent(1)) }), 'entete-introuvable'],
    [
      'avec une colonne de santé',
      classeur({ Agents: feuille(entete('Diagnostic'), agent(1, 'x')) }),
      'colonne-de-sante',
    ],
    [
      'avec un renvoi à un texte qui n’existe pas',
      classeur({ Agents: feuille(entete(), agent(1).with(8, '<c t="s"><v>99</v></c>')) }),
      'cellule-de-classeur',
    ],
  ])('un classeur %s', async (_, octets, code) => {
    const rapport = await verifier(octets)
    expect(rapport.fichierRefuse?.code).toBe(code)
    expect(rapport.acceptees).toBe(0)
  })

  test('la cellule illisible est nommée comme dans le tableur', async () => {
    const octets = classeur({ Agents: feuille(entete(), agent(1).with(8, '<c t="s"><v>99</v></c>')) })
    expect((await verifier(octets)).fichierRefuse?.message).toContain('La cellule I2')
  })
})

describe('Bombes', () => {
  const autres = [['xl/workbook.xml', Buffer.from('<workbook/>')]] as const

  test.each([
    ['annonce sa taille', 4 << 20],
    ['se dit petite', 1_000],
    ['se dit vide', 0],
  ])('une archive qui %s est refusée dès qu’elle dépasse la limite', async (_, annonce) => {
    const bombe = zipCompresse('xl/worksheets/sheet1.xml', Buffer.alloc(4 << 20, 0x20), annonce, autres)
    const refus = { code: 'classeur-demesure', message: expect.stringContaining('1 Mo') }
    await expect(assainirClasseur(bombe, { octetsDecompresses: 1 << 20 })).rejects.toMatchObject({ refus })
  })

  test('la limite porte sur toutes les parties réunies', async () => {
    const parts = [
      ...autres,
      ['xl/a.xml', Buffer.alloc(600_000)],
      ['xl/b.xml', Buffer.alloc(600_000)],
    ] as const
    const refus = { code: 'classeur-demesure' }
    await expect(assainirClasseur(empaqueter(parts), { octetsDecompresses: 1 << 20 })).rejects.toMatchObject({
      refus,
    })
  })

  test('150 Ko qui en donnent 150 000 sont refusés sous les limites ordinaires', async () => {
    const bombe = zipCompresse('xl/worksheets/sheet1.xml', Buffer.alloc(150 << 20, 0x20), 1_000, autres)
    expect(bombe.length).toBeLessThan(200_000)
    expect((await verifier(bombe)).fichierRefuse?.code).toBe('classeur-demesure')
  })

  test('un classeur de 400 octets qui remplit tout le tableau épuise le lecteur, pas le serveur', async () => {
    const coin = (ligne: number) => `<row r="${ligne}"><c r="XFD${ligne}"><v>1</v></c></row>`
    const rapport = await verifier(classeur({ Agents: coin(1_000_000) }), { limites: { memoireMo: 64 } })
    expect(rapport.fichierRefuse?.code).toBe('classeur-trop-long')
  })

  test('un lecteur qui ne répond pas est arrêté', async () => {
    const lignes = Array.from({ length: 2_000 }, (_, i) => agent(i))
    const rapport = await verifier(classeur({ Agents: feuille(entete(), ...lignes) }), {
      limites: { delaiMs: 0 },
    })
    expect(rapport.fichierRefuse?.code).toBe('classeur-trop-long')
  })

  test('un fichier plus lourd que la limite est refusé sans être lu en entier', async () => {
    let lus = 0
    async function* sansFin() {
      yield Buffer.from('PK\x03\x04', 'latin1')
      for (;;) {
        lus++
        yield Buffer.alloc(1 << 20)
      }
    }
    const { verifierRecensement } = await import('../src/index.ts')
    const rapport = await verifierRecensement(sansFin(), {
      dateRecensement: DATE,
      limites: { octets: 3 << 20 },
    })
    expect(rapport.fichierRefuse?.code).toBe('classeur-trop-lourd')
    expect(lus).toBeLessThan(6)
  })

  test('une déclaration d’entités ne se déplie pas', async () => {
    const entites = `<!DOCTYPE x [<!ENTITY a "${'9'.repeat(150)}"><!ENTITY b "&a;&a;&a;">]>`
    const rapport = await verifier(classeur({ Agents: feuille(entete('grade'), agent(1, '&b;')) }, entites))
    const grades = rapport.agents.map(({ grade }) => grade ?? '')
    expect(rapport.parCode).not.toHaveProperty('cellule-trop-longue')
    expect(grades.join('')).not.toContain('9')
  })
})

test('une archive abîmée n’importe où est refusée par une phrase ou s’ouvre, sans jamais lever d’autre erreur', async () => {
  const bon = classeur({ Agents: feuille(entete(), agent(1)) })
  const compresse = zipCompresse('xl/styles.xml', Buffer.from('<styleSheet/>'.repeat(50)), 650, [
    ['xl/workbook.xml', Buffer.from('<workbook/>')],
  ])
  const coups = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(bon, compresse), coups, fc.nat(), async (archive, places, fin) => {
      const octets = Buffer.from(archive.subarray(0, fin % 3 === 0 ? fin % archive.length : archive.length))
      for (const [place, valeur] of places) if (octets.length > 0) octets[place % octets.length] = valeur
      const issue = await assainirClasseur(octets, LIMITES_CLASSEUR).catch((erreur: unknown) => erreur)
      expect(issue instanceof FichierRefuse || Buffer.isBuffer(issue)).toBe(true)
    }),
    { numRuns: 500 },
  )
})
