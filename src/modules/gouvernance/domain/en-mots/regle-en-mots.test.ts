import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prereglages, type Regle } from '../regle.ts'
import { depouiller } from '../verdict.ts'
import { direRegle, type SiegeEnMots } from './regle-en-mots.ts'

const sieges = (n: number, voix = 1): SiegeEnMots[] =>
  Array.from({ length: n }, (_, i) => ({
    organismeId: `m${i}`,
    libelle: `CDG ${i + 1}`,
    voix,
    modalite: 'deliberative',
  }))
const dire = (regle: Regle, assis: readonly SiegeEnMots[]) =>
  Object.fromEntries(direRegle(regle, assis).map(({ nom, phrase }) => [nom, phrase]))

describe('une règle se lit avec les membres de l’instance', () => {
  it('égalité bretonne : à cinq il faut quatre voix, et les actions à quelques-uns ont leur compte', () => {
    const lu = dire(prereglages.egalite_bretonne.regle, sieges(5))
    expect(lu['Majorité']).toContain('à 5 membres il faut 4 voix sur les 5 des membres')
    expect(lu['Quorum']).toContain('4 membres sur 5')
    expect(lu['Pour arrêter']).toContain('Il faut 2 membres contre')
    expect(lu['Action à quelques-uns']).toContain(
      'à 4, 3 voix et un quorum de 3 ; à 3, 3 voix et un quorum de 2 ; à 2, 2 voix et un quorum de 2.',
    )
    expect(lu['Partage des voix']).toContain('Sans objet')
  })
  it('majorité simple et unanimité sur les clés (Hauts-de-France)', () => {
    const lu = dire(prereglages.egalite_hdf.regle, sieges(4))
    expect(lu['Majorité']).toBe(
      'À 4 membres il faut 3 voix sur 4 si tous s’expriment ; si une voix s’abstient, 2 sur 3.',
    )
    expect(lu['Exception']).toContain(
      'Pour les orientations, les clés de répartition et les conventions : il faut 4 voix sur les 4',
    )
    expect(lu['Partage des voix']).toContain('renvoyée')
  })
  it('unanimité : un seul suffit à arrêter ; CA : seconde convocation, voix prépondérante', () => {
    expect(dire(prereglages.presidences_pdl.regle, sieges(5))['Pour arrêter']).toContain('Un seul membre')
    const ca = dire(prereglages.ca_cdg.regle, sieges(5))
    expect(ca['Seconde convocation']).toContain('8 jours de délai et vaut quel que soit')
    expect(ca['Partage des voix']).toContain('la présidence l’emporte')
  })
  it('voix pondérées : les poids sont dits, les voix consultatives aussi', () => {
    const assis: SiegeEnMots[] = [
      ...sieges(3, 5),
      { organismeId: 'a', libelle: 'Associé', voix: 3, modalite: 'deliberative' },
      { organismeId: 'u', libelle: 'Usager', voix: 0, modalite: 'consultative' },
    ]
    const lu = dire(prereglages.ponderee_alliance.regle, assis)
    expect(lu['Qui vote']).toBe(
      '4 membres avec 18 voix en tout : CDG 1 (5), CDG 2 (5), CDG 3 (5) et Associé (3). Sans voter, donnent leur avis : Usager.',
    )
    expect(lu['Quorum']).toContain('9 voix sur 18')
    expect(dire(prereglages.ponderee_alliance.regle, [])['Qui vote']).toContain('ne peut rien voter')
  })
  it('ce qu’elle annonce est ce que le verdict applique', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(prereglages)),
        fc.integer({ min: 2, max: 12 }),
        ({ regle: brute }, n) => {
          const regle: Regle = brute
          const assis = sieges(n)
          const verdict = depouiller({
            regle,
            sieges: assis,
            porte: assis.map(({ organismeId }) => organismeId),
            presences: new Map(
              assis.map(({ organismeId }) => [
                organismeId,
                { etat: 'present', depuis: new Date(0), representant: null },
              ]),
            ),
            bulletins: assis.map(({ organismeId }) => ({ organismeId, choix: 'pour' })),
            presideePar: null,
            secondeConvocation: false,
          })
          const lu = dire(regle, assis)
          expect(lu['Majorité']).toContain(`il faut ${verdict.majorite.necessaires} voix`)
          expect(lu['Quorum']).toMatch(new RegExp(`^${verdict.quorum.necessaires} (membres?|voix) sur`))
        },
      ),
    )
  })
})
