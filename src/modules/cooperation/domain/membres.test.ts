import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ajouterJours } from '#shared/dates.ts'
import {
  type Changement,
  changerRole,
  coordonnateurA,
  entrer,
  type Periode,
  periodeA,
  sortir,
  transmettreCoordination,
} from './membres.ts'

const DEBUT = '2024-01-01'
const periode = (
  organismeId: string,
  role: Periode['role'] = 'membre',
  autre: Partial<Periode> = {},
): Periode => ({
  id: `p-${organismeId}`,
  organismeId,
  role,
  du: DEBUT,
  au: null,
  ...autre,
})
const TROIS = [periode('a', 'coordonnateur'), periode('b'), periode('c')]

/** What the database holds once a decision is written. */
function appliquer(periodes: readonly Periode[], changements: readonly Changement[]): Periode[] {
  let etat = [...periodes]
  for (const c of changements) {
    if (c.geste === 'ouvrir') etat.push({ id: `n${etat.length}`, ...c.periode })
    else
      etat = etat.map((p) =>
        p.id !== c.id ? p : c.geste === 'fermer' ? { ...p, au: c.au } : { ...p, role: c.role },
      )
  }
  return etat
}

describe('entrer et sortir', () => {
  it('une structure entre à une date, ne s’inscrit pas deux fois, et peut revenir', () => {
    const demande = { organismeId: 'd', role: 'associe', du: '2026-03-01' } as const
    const entree = entrer(TROIS, demande)
    const apres = entree.ok ? appliquer(TROIS, entree.valeur) : []
    expect(periodeA(apres, 'd', '2026-02-28')).toBeNull()
    expect(periodeA(apres, 'd', '2026-03-01')?.role).toBe('associe')
    expect(entrer(apres, { ...demande, du: '2025-01-01' })).toMatchObject({ refus: { code: 'deja-membre' } })
    const sortie = sortir(apres, 'd', '2026-12-31')
    const partie = sortie.ok ? appliquer(apres, sortie.valeur) : []
    expect(periodeA(partie, 'd', '2026-12-31')).not.toBeNull()
    expect(periodeA(partie, 'd', '2027-01-01')).toBeNull()
    expect(entrer(partie, { ...demande, du: '2027-06-01' }).ok).toBe(true)
  })
  it('le coordonnateur ne part pas sans successeur, et il reste toujours deux membres', () => {
    expect(sortir(TROIS, 'a', '2026-12-31')).toMatchObject({
      refus: { code: 'coordonnateur-sans-successeur' },
    })
    const deux = TROIS.slice(0, 2)
    expect(sortir(deux, 'b', '2026-12-31')).toMatchObject({ refus: { code: 'trop-peu-de-membres' } })
    expect(sortir(TROIS, 'c', '2023-12-31')).toMatchObject({ refus: { code: 'dates-en-desordre' } })
    expect(sortir(TROIS, 'z', '2026-12-31')).toMatchObject({ refus: { code: 'pas-membre' } })
  })
  it('n’entre pas comme second coordonnateur', () => {
    expect(entrer(TROIS, { organismeId: 'd', role: 'coordonnateur', du: '2026-01-01' })).toMatchObject({
      refus: { code: 'coordonnateur-en-place' },
    })
  })
})

describe('changer de rôle', () => {
  it('garde le rôle passé', () => {
    const issue = changerRole(TROIS, { organismeId: 'b', role: 'observateur', du: '2026-01-01' })
    const apres = issue.ok ? appliquer(TROIS, issue.valeur) : []
    expect(periodeA(apres, 'b', '2025-12-31')?.role).toBe('membre')
    expect(periodeA(apres, 'b', '2026-01-01')?.role).toBe('observateur')
  })
  it('corrige sur place un rôle qui commence le même jour', () => {
    expect(changerRole(TROIS, { organismeId: 'b', role: 'associe', du: DEBUT })).toEqual({
      ok: true,
      valeur: [{ geste: 'changer', id: 'p-b', role: 'associe' }],
    })
  })
  it('refuse de retirer la coordination sans la transmettre', () => {
    expect(changerRole(TROIS, { organismeId: 'a', role: 'membre', du: '2026-01-01' })).toMatchObject({
      refus: { code: 'coordonnateur-sans-successeur' },
    })
    expect(changerRole(TROIS, { organismeId: 'b', role: 'membre', du: '2026-01-01' })).toMatchObject({
      refus: { code: 'meme-role' },
    })
  })
})

describe('transmettre la coordination', () => {
  it('à toute date il y a un coordonnateur et un seul, quelle que soit la suite des tours', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 2000 })), {
          maxLength: 12,
        }),
        fc.integer({ min: 0, max: 3000 }),
        (tours, sonde) => {
          let periodes: Periode[] = TROIS
          for (const [organismeId, n] of tours) {
            const issue = transmettreCoordination(periodes, { organismeId, du: ajouterJours(DEBUT, n) })
            if (issue.ok) periodes = appliquer(periodes, issue.valeur)
          }
          const jour = ajouterJours(DEBUT, sonde)
          const enFonction = periodes.filter(
            ({ role, du, au }) => role === 'coordonnateur' && du <= jour && (au === null || au >= jour),
          )
          expect(enFonction).toHaveLength(1)
          for (const membre of ['a', 'b', 'c'])
            expect(
              periodes.filter(
                ({ organismeId, du, au }) =>
                  organismeId === membre && du <= jour && (au === null || au >= jour),
              ),
            ).toHaveLength(1)
          expect(periodes.every(({ du, au }) => au === null || au >= du)).toBe(true)
        },
      ),
    )
  })
  it('dit pourquoi elle ne se transmet pas', () => {
    expect(transmettreCoordination(TROIS, { organismeId: 'a', du: '2026-01-01' })).toMatchObject({
      refus: { code: 'deja-coordonnateur' },
    })
    expect(transmettreCoordination(TROIS, { organismeId: 'z', du: '2026-01-01' })).toMatchObject({
      refus: { code: 'pas-membre' },
    })
    const prevue = transmettreCoordination(TROIS, { organismeId: 'b', du: '2027-01-01' })
    const apres = prevue.ok ? appliquer(TROIS, prevue.valeur) : []
    expect(coordonnateurA(apres, '2026-12-31')?.organismeId).toBe('a')
    expect(coordonnateurA(apres, '2027-01-01')?.organismeId).toBe('b')
    expect(transmettreCoordination(apres, { organismeId: 'c', du: '2026-06-01' })).toMatchObject({
      refus: { code: 'changement-deja-prevu' },
    })
  })
})
