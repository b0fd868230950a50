import { describe, expect, it } from 'vitest'
import { type ActionPartagee, compterContributions } from './contributions.ts'
import { type ActionSuivie, echeanceDuPoint, palierDu, verifierPoint } from './point.ts'

const action: ActionSuivie = {
  statut: 'en_cours',
  jalons: [{ titre: 'Choix', echeance: '2026-12-10', etat: 'prevu' }],
  derniereNouvelle: '2026-10-01',
  commenceeLe: '2026-01-10',
}

describe('les demandes de nouvelles', () => {
  it.each([
    ['huit jours avant', '2026-12-02', null],
    ['une semaine avant', '2026-12-03', 'avant'],
    ['la veille', '2026-12-09', 'avant'],
    ['le lendemain', '2026-12-11', null],
    ['trois jours après', '2026-12-13', 'retard_3'],
    ['dix jours après', '2026-12-20', 'retard_10'],
  ] as const)('%s de la date', (_, jour, attendu) => {
    expect(palierDu(action, [], jour)?.palier ?? null).toBe(attendu)
  })
  it('ne reviennent pas deux fois au même pas', () => {
    expect(palierDu(action, [{ palier: 'avant', le: '2026-12-03' }], '2026-12-05')).toBe(null)
  })
  it('vont à la direction après la personne qui suit l’action, sept jours plus tard', () => {
    const faits = [{ palier: 'retard_10', le: '2026-12-20' }] as const
    expect(palierDu(action, faits, '2026-12-26')).toBe(null)
    expect(palierDu(action, faits, '2026-12-27')).toMatchObject({ palier: 'direction', a: 'direction' })
    // An application stopped for a month does not begin with the direction.
    expect(palierDu(action, [], '2026-12-30')).toMatchObject({ palier: 'retard_10', a: 'pilote' })
  })
  it('cessent dès qu’une nouvelle est donnée, puis reprennent quatre-vingt-dix jours plus tard', () => {
    const repondue = { ...action, derniereNouvelle: '2026-12-04' }
    expect(echeanceDuPoint(repondue)).toBe('2027-03-04')
    expect(palierDu(repondue, [], '2026-12-20')).toBe(null)
  })
  it('suivent le silence quand aucun jalon ne date l’action', () => {
    expect(echeanceDuPoint({ ...action, jalons: [], derniereNouvelle: null })).toBe('2026-04-10')
    expect(echeanceDuPoint({ ...action, jalons: [], derniereNouvelle: null, commenceeLe: null })).toBe(null)
  })
  it('ne concernent qu’une action en mouvement', () => {
    for (const statut of ['proposee', 'en_pause', 'realisee', 'abandonnee'] as const)
      expect(echeanceDuPoint({ ...action, statut })).toBe(null)
  })
})

describe('un point', () => {
  const point = {
    atteints: ['j1'],
    bloquee: true,
    blocage: { cause: 'c', condition: 'd', responsable: 'r' },
    note: '',
  }
  it('dit la cause, la condition et la personne quand l’action est bloquée', () => {
    for (const champ of ['cause', 'condition', 'responsable'] as const)
      expect(verifierPoint({ ...point, blocage: { ...point.blocage, [champ]: ' ' } }, ['j1'])).toMatchObject({
        refus: { code: 'blocage-incomplet', champ },
      })
  })
  it('oublie le blocage d’une action qui avance', () => {
    const issue = verifierPoint({ ...point, bloquee: false }, ['j1'])
    expect(issue).toMatchObject({
      ok: true,
      valeur: { blocage: { cause: '', condition: '', responsable: '' } },
    })
  })
  it('refuse un jalon qui n’attend plus', () => {
    expect(verifierPoint(point, [])).toMatchObject({ refus: { code: 'jalon-inconnu' } })
  })
})

describe('la part de chaque membre', () => {
  const partagee = (
    statut: ActionPartagee['statut'],
    chefs: string[],
    sansReponse = false,
  ): ActionPartagee => ({
    statut,
    chefs,
    participations: [
      { organismeId: '29', type: 'participant' },
      { organismeId: '56', type: 'non_concerne' },
    ],
    sansReponse,
  })
  it('compte sans ranger, un binôme pour chacun, sans les actions abandonnées', () => {
    const parts = compterContributions(
      ['56', '29', '35'],
      [
        partagee('en_cours', ['35'], true),
        partagee('en_cours', ['35', '29']),
        partagee('realisee', ['35'], true),
        partagee('abandonnee', ['56']),
      ],
    )
    expect(parts.map(({ organismeId }) => organismeId)).toEqual(['56', '29', '35'])
    expect(parts[0]).toMatchObject({ menees: 0, participe: 0, nonConcerne: 3, informe: 0, enMouvement: 0 })
    expect(parts[1]).toMatchObject({ menees: 1, participe: 2, enMouvement: 1, enAttente: 0 })
    expect(parts[2]).toMatchObject({ menees: 3, enMouvement: 2, enAttente: 1 })
    for (const p of parts) expect(p.menees + p.participe + p.observe + p.informe + p.nonConcerne).toBe(3)
  })
})
