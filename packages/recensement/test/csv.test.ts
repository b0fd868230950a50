import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { verifierRecensement } from '../src/index.ts'
import { agent, csv, DATE, entete, refusDe, verifier } from './outils.ts'

const BON = csv(entete(), agent(1), agent(2))

describe('CSV admis', () => {
  test.each<[string, string | Uint8Array]>([
    ['des points-virgules', BON],
    ['des virgules et des points décimaux', BON.replaceAll(',', '.').replaceAll(';', ',')],
    ['des virgules et des guillemets', BON.replaceAll('185,5', '"185,5"').replaceAll(';', ',')],
    ['une marque d’ordre des octets', `\ufeff${BON}`],
    ['une première ligne « sep=; »', `sep=;\n${BON}`],
    ['une marque puis « sep=; »', `\ufeffsep=;\r\n${BON}`],
    ['des fins de ligne Windows', BON.replaceAll('\n', '\r\n')],
    ['des fins de ligne Macintosh', BON.replaceAll('\n', '\r')],
    ['une dernière ligne sans fin de ligne', BON.trimEnd()],
    ['des lignes vides avant, au milieu et après', `\n\n${BON.replaceAll('\n', '\n;;;;;;;;\n')}\n`],
    ['des cellules vides au bout', BON.replaceAll('\n', ';;;\n')],
    [
      'des en-têtes accentués en Windows-1252',
      iconv.encode(BON.replace('categorie', 'Catégorie'), 'win1252'),
    ],
    ['des en-têtes accentués en UTF-8', BON.replace('categorie', 'CATÉGORIE')],
  ])('%s', async (_, contenu) => {
    const rapport = await verifier(contenu)
    expect(rapport.fichierRefuse).toBeNull()
    expect(rapport.refusees).toEqual([])
    expect(rapport.agents.map(({ matricule, riMensuel }) => [matricule, riMensuel])).toEqual([
      ['A1', 18550],
      ['A2', 18550],
    ])
  })

  test('Windows-1252 se reconnaît même quand le premier accent est loin dans le fichier', async () => {
    const lignes = Array.from({ length: 3_000 }, (_, i) =>
      agent(i, i === 2_900 ? 'Rédacteur – 1re classe €' : 'Agent'),
    )
    const texte = csv(
      entete('grade', 'note'),
      ...lignes.map((ligne) => [...ligne, 'é'.repeat(ligne.at(-1)?.startsWith('R') ? 1 : 0)]),
    )
    const vus: (string | null)[] = []
    const rapport = await verifier(iconv.encode(texte, 'win1252'), {
      surAgent: (a) => void vus.push(a.grade),
    })
    expect(refusDe(rapport)).toEqual(['2902 categorie-incoherente'])
    expect(vus).toHaveLength(2_999)
  })

  test('un retour à la ligne entre guillemets ne décale pas les numéros de ligne', async () => {
    const rapport = await verifier(
      csv(
        entete('note'),
        agent(1, '"deux\nlignes"'),
        agent(2, '"et\r\ntrois\r\nautres"'),
        agent(1, ''),
        agent(4, ''),
      ),
    )
    expect(refusDe(rapport)).toEqual(['7 matricule-en-double'])
    expect(rapport.refusees[0]?.message).toContain('ligne 2')
    expect(rapport.acceptees).toBe(3)
  })

  test('les lignes vides comptent dans les numéros de ligne', async () => {
    const rapport = await verifier(`\n${csv(entete(), agent(1))}\n\r\n${csv(agent(1))}\n;\n${csv(agent(1))}`)
    expect(refusDe(rapport)).toEqual(['6 matricule-en-double', '9 matricule-en-double'])
    expect(rapport.refusees[0]?.message).toContain('ligne 3')
  })

  test('un guillemet égaré dans une colonne ignorée ne refuse pas l’agent', async () => {
    const rapport = await verifier(
      csv(entete('note'), agent(1, 'poste dit "renfort"'), agent(2, '"dit" renfort')),
    )
    expect(rapport.acceptees).toBe(2)
  })

  test('les avis nomment les colonnes ignorées, les valeurs supposées et les lignes vides', async () => {
    const rapport = await verifier(
      csv(entete('Service', 'Pôle'), agent(1, 'x', 'y'), ['', ''], agent(2, 'x', 'y')),
    )
    expect(rapport.colonnesIgnorees).toEqual(['Service', 'Pôle'])
    expect(rapport.avis).toEqual([
      'Colonnes ignorées : Service, Pôle.',
      'Colonnes absentes, valeur supposée pour tous : heures_temps_complet (35 heures), heures_tous_emplois (un seul emploi), quotite (100 %), nbi_points (0 point), indemnite_residence (0 €), sft (0 €).',
      'Une ligne vide n’a pas été lue.',
    ])
  })
})

describe('CSV refusé en entier', () => {
  const GEANTE = 'x'.repeat(10 << 20)

  test.each<[string, string | Uint8Array, string]>([
    ['vide', '', 'fichier-vide'],
    ['fait de lignes vides', '\n\n\r\n  \n', 'fichier-vide'],
    ['réduit à « sep=; »', 'sep=;\r\n', 'fichier-vide'],
    ['réduit aux en-têtes', csv(entete()), 'aucune-ligne'],
    ['réduit aux en-têtes, sans fin de ligne', csv(entete()).trimEnd(), 'aucune-ligne'],
    ['sans en-tête', csv(agent(1), agent(2)), 'entete-introuvable'],
    ['séparé par des tabulations', BON.replaceAll(';', '\t'), 'separateur-inconnu'],
    ['séparé par des barres', BON.replaceAll(';', '|'), 'separateur-inconnu'],
    ['annoncé par « sep=| »', `sep=|\n${BON.replaceAll(';', '|')}`, 'separateur-inconnu'],
    ['aux en-têtes en double', csv(entete('SIRET'), agent(1, 'x')), 'colonne-en-double'],
    [
      'de 10 000 colonnes',
      csv(entete(...Array.from({ length: 10_000 }, (_, i) => `c${i}`))),
      'trop-de-colonnes',
    ],
    ['avec une colonne de santé', csv(entete('Pathologie'), agent(1, 'x')), 'colonne-de-sante'],
    ['avec les noms', csv(entete('Nom', 'Prénom'), agent(1, 'x', 'y')), 'colonne-identifiante'],
    [
      'avec une cellule de 10 Mo',
      csv(entete('note'), agent(1, 'x'), agent(2, GEANTE), agent(3, 'x')),
      'ligne-demesuree',
    ],
    [
      'avec un en-tête d’un mégaoctet et un caractère',
      csv(entete('x'.repeat((1 << 20) + 1 - csv(entete('')).length)), agent(1, 'x')),
      'ligne-demesuree',
    ],
    ['avec un en-tête de 10 Mo', csv(entete(GEANTE), agent(1, 'x')), 'ligne-demesuree'],
    [
      'au guillemet jamais fermé',
      csv(entete('note'), agent(1, 'x'), agent(2, '"x'), agent(3, 'x')),
      'guillemet-jamais-ferme',
    ],
    ['en UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(BON, 'utf16le')]), 'encodage-utf16'],
    ['en UTF-16 sans marque', Buffer.from(BON, 'utf16le'), 'fichier-binaire'],
    ['qui est un PDF', '%PDF-1.7\n1 0 obj', 'fichier-binaire'],
    ['qui est une image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'fichier-binaire'],
  ])('un fichier %s', async (_, contenu, code) => {
    const rapport = await verifier(contenu)
    expect(rapport.fichierRefuse?.code).toBe(code)
    expect(rapport.fichierRefuse?.message).toMatch(/^[A-ZÀÉ].*\.$/)
  })

  test('un fichier qui mélange UTF-8 et Windows-1252 est refusé, avec la ligne', async () => {
    const debut = Buffer.from(csv(entete('note'), agent(1, 'été')))
    const rapport = await verifier(
      Buffer.concat([debut, iconv.encode(csv(agent(2, 'x'), agent(3, 'été')), 'win1252')]),
    )
    expect(rapport.fichierRefuse).toEqual({
      code: 'encodage-melange',
      message: 'Le texte change d’encodage vers la ligne 4. Enregistrez tout le fichier en « CSV UTF-8 ».',
    })
  })

  test('la ligne démesurée est nommée', async () => {
    const rapport = await verifier(csv(entete('note'), agent(1, 'x'), agent(2, GEANTE)))
    expect(rapport.fichierRefuse?.message).toContain('ligne 3')
  })

  test.each<[string, Uint8Array]>([
    [
      'mélangé',
      Buffer.concat([
        Buffer.from(csv(entete('note'), agent(1, 'été'), agent(2, 'x'))),
        Buffer.from([0x41, 0xe9, 0x0a]),
      ]),
    ],
    [
      'au guillemet jamais fermé',
      Buffer.from(csv(entete('note'), agent(1, 'x'), agent(2, '"x\r\ny'), agent(3, 'x'))),
    ],
    [
      'démesuré',
      Buffer.from(csv(entete('note'), agent(1, '"a\r\nb"'), agent(2, 'x'.repeat(70_000)), agent(3, 'x'))),
    ],
  ])('un fichier %s donne le même rapport quelle que soit la façon dont il arrive', async (_, octets) => {
    const entier = await verifier(octets)
    expect(entier.fichierRefuse).not.toBeNull()
    for (const taille of [1, 5, 17, 4_096]) expect(await verifier(octets, {}, taille)).toEqual(entier)
  })

  test('un mégaoctet de lignes vides ou d’espaces se lit sans s’attarder', async () => {
    const vides = '\n'.repeat(1 << 20)
    const rapport = await verifier(`${vides}${csv(entete(), agent(1).with(8, '-1'))}${vides}`)
    expect(refusDe(rapport)).toEqual([`${(1 << 20) + 2} nombre-negatif`])
    const blanche = `${' '.repeat(60_000)}x`
    const lignes = Array.from({ length: 50 }, (_, i) => [blanche, ...agent(i).slice(1)])
    expect((await verifier(csv(entete(), ...lignes))).parCode).toEqual({ 'cellule-trop-longue': 50 })
  })

  test('un fichier trop long est refusé', async () => {
    const rapport = await verifier(BON, { lignesMax: 1 })
    expect(rapport.fichierRefuse?.code).toBe('trop-de-lignes')
    expect(rapport.acceptees).toBe(1)
  })
})

describe('Fin de lecture', () => {
  const sources: readonly (readonly [string, Uint8Array])[] = [
    ['lue jusqu’au bout', Buffer.from(BON)],
    ['refusée à l’en-tête', Buffer.from(csv(entete('Nom'), agent(1, 'x')))],
    ['refusée à sa nature', Buffer.alloc(9_000, '%PDF-1.7 ')],
    ['refusée à la première ligne de trop', Buffer.from(BON)],
  ]

  test.each(sources)('une source %s est refermée', async (cas, octets) => {
    let fermee = false
    async function* source() {
      try {
        yield octets
        yield Buffer.from('\n')
      } finally {
        fermee = true
      }
    }
    await verifierRecensement(source(), { dateRecensement: DATE, lignesMax: cas.endsWith('trop') ? 1 : 10 })
    expect(fermee).toBe(true)
  })
})

describe('Octets quelconques', () => {
  test('aucun fichier abîmé ne lève d’erreur, et toute ligne lue est acceptée ou refusée', async () => {
    const abimer = fc.record({
      debut: fc.constantFrom(BON, `sep=;\n${BON}`, csv(entete('note'), agent(1, '"a\nb"'), agent(2, 'é'))),
      coups: fc.array(
        fc.tuple(fc.nat(), fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(10, 13, 34, 59, 44))),
        { maxLength: 12 },
      ),
    })
    await fc.assert(
      fc.asyncProperty(abimer, async ({ debut, coups }) => {
        const octets = Buffer.from(debut)
        for (const [place, valeur] of coups) octets[place % octets.length] = valeur
        const rapport = await verifier(octets)
        expect(rapport.acceptees + rapport.lignesRefusees).toBe(rapport.lignes)
        expect(rapport.agents).toHaveLength(rapport.acceptees)
        expect(new Set(rapport.refusees.map(({ ligne }) => ligne)).size).toBe(rapport.lignesRefusees)
        expect(rapport.lignes > 0 || rapport.fichierRefuse !== null).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe('Lignes refusées', () => {
  test('un guillemet mal fermé refuse les lignes qu’il avale, puis la lecture reprend', async () => {
    const rapport = await verifier(
      csv(entete('note'), agent(1, '"x'), agent(2, 'x'), agent(3, 'x"'), agent(4, 'x')),
    )
    expect(rapport.fichierRefuse).toBeNull()
    expect(rapport.acceptees + rapport.lignesRefusees).toBe(rapport.lignes)
    expect(rapport.agents.map(({ matricule }) => matricule)).toContain('A4')
  })

  test('trop ou trop peu de cellules', async () => {
    const rapport = await verifier(csv(entete(), agent(1).slice(1), agent(2, 'x'), agent(3)))
    expect(refusDe(rapport)).toEqual(['2 cellules-manquantes', '3 cellules-en-trop'])
  })

  test('un doublon est cherché chez le même employeur, même après une ligne refusée', async () => {
    const ailleurs = ['29900000100014', ...agent(1).slice(1)]
    const fautive = agent(2).with(2, '30/02/1970')
    const rapport = await verifier(csv(entete(), agent(1), ailleurs, fautive, agent(2), agent(1)))
    expect(refusDe(rapport)).toEqual(['4 date-impossible', '5 matricule-en-double', '6 matricule-en-double'])
  })

  test('un employeur qui n’est pas attendu est refusé', async () => {
    const rapport = await verifier(BON, { employeurs: new Set(['29900000100014']) })
    expect(refusDe(rapport)).toEqual(['2 employeur-inattendu', '3 employeur-inattendu'])
  })

  test('la liste est plafonnée, pas les comptes ni les appels', async () => {
    const lignes = Array.from({ length: 50 }, (_, i) => agent(i).with(8, '-1'))
    const appels: number[] = []
    const rapport = await verifier(csv(entete(), ...lignes), {
      detailMax: 3,
      surRefus: ({ ligne }) => void appels.push(ligne),
    })
    expect(rapport.refusees).toHaveLength(3)
    expect(rapport.parCode).toEqual({ 'nombre-negatif': 50 })
    expect(appels).toEqual(lignes.map((_, i) => i + 2))
  })

  test('une erreur du code appelant remonte telle quelle', async () => {
    const echec = new Error('base indisponible')
    await expect(verifier(BON, { surAgent: () => Promise.reject(echec) })).rejects.toBe(echec)
    await expect(verifier(BON, { dateRecensement: '2023-12-31' })).rejects.toThrow('01/01/2024')
  })
})
