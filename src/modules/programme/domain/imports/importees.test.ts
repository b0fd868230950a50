import { describe, expect, it } from 'vitest'
import { deciderAction } from './action-importee.ts'
import { type Contexte, type LigneAction, lireAction } from './cellules-action.ts'
import { deciderJalon, type JalonConnu, lireJalon } from './jalon-importe.ts'

const contexte: Contexte = {
  membres: ['CDG 22', 'CDG 29', 'CDG 35'],
  natures: { action: 'Action', immersion: 'Immersion' },
  origines: { schema: 'Schéma' },
  bases: { volontariste: 'Coopération volontaire' },
  cles: ['2026-03'],
  axes: { 1: 'Attractivité' },
  orientations: { '1.1': 'Promouvoir les métiers' },
}
const coordination = { membre: 'CDG 35', coordonne: true, suit: true }
const cdg29 = { membre: 'CDG 29', coordonne: false, suit: true }
const lire = (cellules: Record<string, string>) => {
  const lu = lireAction(contexte, cellules)
  if (!lu.ok) throw new Error(lu.refus.motif)
  return lu.valeur
}
const decider = (connue: LigneAction | null, cellules: Record<string, string>, par = coordination) =>
  deciderAction(contexte, connue, lire(cellules), par)
const refus = (issue: ReturnType<typeof deciderAction>) => (issue.ok ? null : issue.refus.cle)

const nouvelle = decider(null, {
  code: '1.1.1',
  titre: 'Lancer une marque',
  chef: 'cdg 29',
  participants: 'CDG 29; cdg 22',
})
if (!nouvelle.ok || !nouvelle.valeur.ecriture) throw new Error('une action nouvelle est attendue')
const connue = nouvelle.valeur.ecriture.ligne

describe('une ligne du tableau des actions', () => {
  it('s’écrit toujours de la même façon', () => {
    expect(connue).toMatchObject({
      chef: 'CDG 29',
      participants: 'CDG 22, CDG 29',
      nature: 'Action',
      axe: 'Attractivité',
    })
    expect(decider(connue, { ...connue })).toMatchObject({ valeur: { etat: 'inchangee', ecriture: null } })
  })
  it('ne touche pas la colonne que le fichier n’a pas, vide celle qu’il vide', () => {
    const avecPublics = { ...connue, publics: 'Agents' }
    expect(decider(avecPublics, { code: '1.1.1' }, cdg29)).toMatchObject({ valeur: { etat: 'inchangee' } })
    expect(decider(avecPublics, { code: '1.1.1', publics: '' }, cdg29)).toMatchObject({
      valeur: { etat: 'changee', changements: [{ cle: 'publics', avant: 'Agents', apres: '' }] },
    })
  })
  it.each([
    ['un cadre changé par un chef de file', { titre: 'Autre titre' }, cdg29, 'titre'],
    ['une fiche changée par la coordination', { objectifs: 'x' }, coordination, 'objectifs'],
    ['la participation d’un autre', { participants: 'CDG 29' }, coordination, 'participants'],
    ['un niveau sans sa convention', { niveau: '4' }, cdg29, 'convention'],
    ['un saut de statut', { statut: 'Réalisée' }, cdg29, 'statut'],
    ['un statut qui demande une décision', { statut: 'Retenue' }, coordination, 'statut'],
    ['un axe renommé', { axe: 'Autre' }, coordination, 'axe'],
    ['un binôme qui est le chef', { binome: 'CDG 29' }, coordination, 'binome'],
    ['un membre dans deux colonnes', { observateurs: 'CDG 22' }, cdg29, 'participants'],
    ['un chef qui ne ferait qu’observer', { observateurs: 'CDG 29' }, cdg29, 'participants'],
  ] as const)('est refusée à sa colonne : %s', (_, cellules, par, cle) => {
    expect(refus(decider(connue, { code: '1.1.1', ...cellules }, par))).toBe(cle)
  })
  it.each([
    ['code', { code: '3' }],
    ['chef', { code: '1.1.1', chef: 'CDG 99' }],
    ['participants', { code: '1.1.1', participants: 'CDG 22, CDG 98' }],
    ['niveau', { code: '1.1.1', niveau: '7' }],
    ['nature', { code: '1.1.1', nature: 'Fête' }],
    ['cle', { code: '1.1.1', cle: '1999-01' }],
    ['coutPrevu', { code: '1.1.1', coutPrevu: '-2.00' }],
  ] as const)('est illisible à la colonne %s', (cle, cellules) => {
    const lu = lireAction(contexte, cellules)
    expect(lu.ok ? null : lu.refus.cle).toBe(cle)
  })
  it('n’ajoute une action que pour la coordination, avec le titre d’un axe nouveau', () => {
    const cellules = { code: '1.1.2', titre: 'Ouvrir un portail', chef: 'CDG 29' }
    expect(refus(decider(null, cellules, cdg29))).toBe('code')
    expect(decider(null, cellules)).toMatchObject({ valeur: { etat: 'nouvelle' } })
    expect(refus(decider(null, { ...cellules, code: '2.1.1' }))).toBe('axe')
  })
  it('laisse chaque membre dire sa participation', () => {
    const cdg22 = { membre: 'CDG 22', coordonne: false, suit: true }
    expect(
      decider(connue, { code: '1.1.1', participants: 'CDG 29', observateurs: 'CDG 22' }, cdg22),
    ).toMatchObject({
      valeur: { etat: 'changee' },
    })
  })
})

describe('une ligne du tableau des jalons', () => {
  const ouvert: JalonConnu = {
    id: 'j',
    titre: 'Choix',
    echeance: '2026-12-10',
    poids: 1,
    etat: 'prevu',
    atteintLe: null,
    reports: 0,
    motif: '',
  }
  const jouer = (
    cellules: Record<string, string>,
    mene: boolean | null = true,
    connu: JalonConnu | null = ouvert,
  ) => {
    const lu = lireJalon({ code: '1.1.1', jalon: 'Choix', ...cellules })
    return lu.ok ? deciderJalon(connu, lu.valeur, mene, '2026-11-24') : lu
  }
  it('atteint, reporte avec son motif, ajoute', () => {
    expect(jouer({ etat: 'Atteint', atteintLe: '2026-11-20' })).toMatchObject({
      valeur: { etat: 'changee', ecriture: { jalon: { etat: 'atteint', atteintLe: '2026-11-20' } } },
    })
    expect(jouer({ echeance: '2027-01-31', motif: 'Retard du marché' })).toMatchObject({
      valeur: { ecriture: { jalon: { echeance: '2027-01-31', reports: 1 } } },
    })
    expect(jouer({ echeance: '2027-01-31' }, true, null)).toMatchObject({ valeur: { etat: 'nouvelle' } })
    expect(jouer({})).toMatchObject({ valeur: { etat: 'inchangee' } })
  })
  it.each([
    ['echeance', {}, true, null],
    ['motif', { echeance: '2027-01-31' }, true, ouvert],
    ['atteintLe', { etat: 'Atteint', atteintLe: '2026-12-01' }, true, ouvert],
    ['code', { etat: 'Atteint' }, false, ouvert],
    ['code', {}, null, null],
    ['etat', { etat: 'Presque' }, true, ouvert],
    ['poids', { poids: '500' }, true, ouvert],
  ] as const)('est refusée à la colonne %s', (cle, cellules, mene, connu) => {
    const issue = jouer(cellules, mene, connu)
    expect(issue.ok ? null : issue.refus.cle).toBe(cle)
  })
})
