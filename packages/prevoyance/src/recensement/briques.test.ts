import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { estUnJour, isoDe, joursDuMois, plusAnnees } from '../socle/jours.ts'
import { estPseudonymeCourant } from './champs.ts'
import { creerRegistreDesAgents } from './doublons.ts'
import { lireDecimal, lireJour, nettoyer } from './lecture.ts'
import { lireCellule } from './ligne.ts'
import { fractionPayee, traitementIndiciaire, traitementMinimum } from './paie.ts'
import { parametresAu } from './parametres.ts'
import { categorieDuGrade } from './regles/grades.ts'
import { cleSiretValide } from './siret.ts'

const PARAMETRES = parametresAu('2026-11-01')
const TEMPS_PLEIN = fractionPayee({ heuresHebdo: 3500, heuresTempsComplet: 3500, quotite: 10_000 })

describe('SIRET', () => {
  test('changer un seul chiffre fausse toujours la clé', () => {
    const rang = fc.integer({ min: 0, max: 13 })
    fc.assert(
      fc.property(rang, fc.integer({ min: 1, max: 9 }), (i, ecart) => {
        const siret = '29900000000016'
        const change = siret.slice(0, i) + ((Number(siret[i]) + ecart) % 10) + siret.slice(i + 1)
        expect(cleSiretValide(siret)).toBe(true)
        expect(cleSiretValide(change)).toBe(false)
      }),
    )
  })

  test('La Poste suit sa propre règle, elle seule', () => {
    // Luhn, whoever it is.
    expect(cleSiretValide('35600000000048')).toBe(true)
    // Digit sum 20, Luhn false: La Poste only.
    expect(cleSiretValide('35600000000015')).toBe(true)
    expect(cleSiretValide('35600000100014')).toBe(false)
    // Neither.
    expect(cleSiretValide('35600000000011')).toBe(false)
  })
})

test('un pseudonyme dit courant est toujours lu tel qu’il est écrit ; un numéro de sécurité sociale ne l’est jamais', () => {
  const texte = fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9._@ -]{0,45}$/),
    fc.stringMatching(/^[1-478][0-9]{4}([0-9]{2}|2[AB])[0-9]{6}$/),
    fc.stringMatching(/^[A-Z][0-9]{1,11}$/),
  )
  fc.assert(
    fc.property(texte, (cellule) => {
      const octets = new TextEncoder().encode(cellule)
      if (estPseudonymeCourant(octets, 0, octets.length))
        expect(lireCellule('matricule', cellule)).toEqual({ ok: true, valeur: cellule })
    }),
    { numRuns: 500 },
  )
  const [courant, trop] = [Buffer.from('A0001'), Buffer.from('175027512345678')]
  expect(estPseudonymeCourant(courant, 0, courant.length)).toBe(true)
  expect(estPseudonymeCourant(trop, 0, trop.length)).toBe(false)
})

describe('Nombres et dates', () => {
  test('un nombre ordinaire, lu d’un trait, vaut ce qu’il vaut avec son unité', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[0-9]{0,7}[.,]{0,2}[0-9]{0,4}$/),
        fc.constantFrom(0, 2),
        (texte, decimales) => {
          const [seul, avec] = [lireDecimal(texte, decimales), lireDecimal(`${texte}€`, decimales, '€')]
          expect(seul.ok && seul.valeur).toBe(avec.ok && avec.valeur)
        },
      ),
      { numRuns: 500 },
    )
  })

  const centimes = fc.integer({ min: 0, max: 99_999_999 })

  test('un montant se relit au centime près, à la française comme à l’anglaise, avec ou sans milliers séparés', () => {
    fc.assert(
      fc.property(
        centimes,
        fc.constantFrom(',', '.'),
        fc.constantFrom('', ' ', '\u00a0', '\u202f'),
        (c, marque, milliers) => {
          const entier = String(Math.floor(c / 100)).replace(/\B(?=(\d{3})+$)/g, milliers)
          const texte = `${entier}${marque}${String(c % 100).padStart(2, '0')}`
          expect(lireDecimal(texte, 2)).toEqual({ ok: true, valeur: c })
        },
      ),
    )
  })

  test('aucun texte n’est lu comme un nombre qu’il n’est pas', () => {
    fc.assert(
      fc.property(fc.string(), (texte) => {
        const lecture = lireDecimal(nettoyer(texte), 2)
        if (lecture.ok)
          expect(lecture.valeur).toBe(
            Math.round(
              Number(
                nettoyer(texte)
                  .replace(/[ \u00a0\u202f]/g, '')
                  .replace(',', '.'),
              ) * 100,
            ),
          )
      }),
    )
  })

  test('une date se lit dans les deux écritures si et seulement si le jour existe', () => {
    const date = fc.tuple(
      fc.integer({ min: 1900, max: 2100 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
    )
    fc.assert(
      fc.property(date, ([annee, mois, jour]) => {
        const iso = isoDe(annee, mois, jour)
        const francaise = `${iso.slice(8)}/${iso.slice(5, 7)}/${annee}`
        const existe = new Date(`${iso}T00:00:00Z`).toJSON()?.slice(0, 10) === iso
        expect(estUnJour(annee, mois, jour)).toBe(existe)
        expect(lireJour(iso)).toMatchObject(
          existe ? { ok: true, valeur: iso } : { raison: { code: 'date-impossible' } },
        )
        expect(lireJour(francaise)).toEqual(lireJour(iso))
      }),
    )
  })

  test('le 29 février a son anniversaire le 28 les années communes', () => {
    expect(plusAnnees('2024-02-29', 1)).toBe('2025-02-28')
    expect(plusAnnees('2024-02-29', 4)).toBe('2028-02-29')
    expect([joursDuMois(1900, 2), joursDuMois(2000, 2)]).toEqual([28, 29])
  })
})

describe('Paie', () => {
  test('l’indice minimum donne 1 801,74 €', () => {
    expect(traitementMinimum(TEMPS_PLEIN, PARAMETRES)).toBe(180_174)
  })

  test('80 % est payé 6/7, 90 % est payé 32/35, 50 % est payé la moitié, au prorata de la durée du poste', () => {
    const fraction = (heuresHebdo: number, quotite: number) =>
      fractionPayee({ heuresHebdo, heuresTempsComplet: 3500, quotite })
    expect(fraction(3500, 8000)).toEqual({ numerateur: 6, denominateur: 7 })
    expect(fraction(3500, 9000)).toEqual({ numerateur: 32, denominateur: 35 })
    expect(fraction(3500, 5000)).toEqual({ numerateur: 1, denominateur: 2 })
    expect(fraction(1750, 8000)).toEqual({ numerateur: 3, denominateur: 7 })
  })

  test('le traitement croît avec l’indice et ne dépasse jamais le temps plein', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 366, max: 1500 }),
        fc.integer({ min: 1, max: 3500 }),
        (indice, heuresHebdo) => {
          const fraction = fractionPayee({ heuresHebdo, heuresTempsComplet: 3500, quotite: 10_000 })
          const traitement = traitementIndiciaire(indice, fraction, PARAMETRES)
          expect(traitement).toBeLessThanOrEqual(traitementIndiciaire(indice, TEMPS_PLEIN, PARAMETRES))
          expect(traitement).toBeLessThanOrEqual(traitementIndiciaire(indice + 1, fraction, PARAMETRES))
        },
      ),
    )
  })

  test('les constantes suivent la date du recensement', () => {
    expect(parametresAu('2024-01-01').smicMensuel).toBeNull()
    expect(parametresAu('2025-12-31').smicMensuel).toBe(180_180)
    expect(parametresAu('2026-01-01').smicMensuel).toBe(182_303)
    expect(() => parametresAu('2023-12-31')).toThrow(RangeError)
  })
})

describe('Grades', () => {
  test.each([
    ['Attaché territorial', 'A'],
    ['Assistant socio-éducatif de classe exceptionnelle', 'A'],
    ['Rédacteur principal de 1re classe', 'B'],
    ['AUXILIAIRE DE PUÉRICULTURE', 'B'],
    ['Adjoint technique territorial principal', 'C'],
    ['Attachement', null],
    ['Chargé de mission', null],
  ])('« %s » relève de la catégorie %s', (grade, categorie) => {
    expect(categorieDuGrade(grade)).toBe(categorie)
  })
})

describe('Registre des agents', () => {
  test('il retrouve la première ligne de chaque agent comme le ferait un dictionnaire', () => {
    const agents = fc.array(
      fc.tuple(fc.constantFrom('29900000000016', '29900000100014'), fc.string({ maxLength: 3 })),
      { maxLength: 300 },
    )
    fc.assert(
      fc.property(agents, (suite) => {
        const registre = creerRegistreDesAgents(4)
        const dictionnaire = new Map<string, number>()
        for (const [i, [siret, matricule]] of suite.entries()) {
          const cle = `${siret} ${matricule}`
          expect(registre.inscrire(siret, matricule, i + 2)).toBe(dictionnaire.get(cle) ?? null)
          if (!dictionnaire.has(cle)) dictionnaire.set(cle, i + 2)
        }
      }),
    )
  })

  test('cent mille pseudonymes qui se suivent ne se confondent pas', () => {
    const registre = creerRegistreDesAgents()
    let confondus = 0
    for (let i = 0; i < 100_000; i++)
      if (registre.inscrire('29900000000016', `A${i}`, i + 2) !== null) confondus++
    expect(confondus).toBe(0)
  })
})
