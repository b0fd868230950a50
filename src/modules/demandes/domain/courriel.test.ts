import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { couperCitations, estAutomatique } from './courriel.ts'

describe('ce qu’une personne a écrit', () => {
  it.each([
    ['Outlook', 'Oui.\n\nDe : CDG 44\nEnvoyé : mardi\nÀ : mairie\nObjet : Demande\n\nQuestion ?'],
    ['Thunderbird', 'Oui.\n\nLe 24/11/2026 à 10:02, CDG 44 a écrit :\n> Question ?'],
    [
      'une ligne coupée',
      'Oui.\n\nLe mar. 24 nov. 2026 à 10:02, Centre de gestion\n<cdg@exemple.fr> a écrit :\n> Question ?',
    ],
    ['un téléphone', 'Oui.\nEnvoyé de mon téléphone'],
    ['une signature', 'Oui.\n-- \nLa mairie\n2 place de l’Église'],
    ['un transfert', 'Oui.\r\n\r\n-----Message d’origine-----\r\nQuestion ?'],
  ])('reste seul : %s', (_quoi, texte) => {
    expect(couperCitations(texte)).toBe('Oui.')
  })
  it('ne coupe pas ce qui ressemble sans en être', () => {
    const texte = 'Le maire a écrit au préfet : nous attendons.\nDe : rien, je vous en prie.\nMerci.'
    expect(couperCitations(texte)).toBe(texte)
  })
  it('n’est jamais vide quand le message ne l’est pas, et n’invente rien', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('Oui.', '> cité', '-- ', 'De : x', 'Objet : y', '')), (lignes) => {
        const texte = lignes.join('\n')
        const retenu = couperCitations(texte)
        expect(retenu === '').toBe(texte.trim() === '')
        for (const ligne of retenu.split('\n')) expect(texte).toContain(ligne)
      }),
    )
  })
})

describe('un message automatique', () => {
  const entetes = (o: Record<string, string>) => new Map(Object.entries(o))
  it.each([
    [{ 'auto-submitted': 'auto-replied' }, 'a@b.fr', ''],
    [{ precedence: 'bulk' }, 'a@b.fr', ''],
    [{ 'x-auto-response': 'oui' }, 'a@b.fr', ''],
    [{ 'content-type': 'multipart/report; report-type=delivery-status' }, 'a@b.fr', ''],
    [{}, '', ''],
    [{}, 'a@b.fr', 'Réponse automatique : absente jusqu’à lundi'],
  ])('se reconnaît : %j', (lus, retour, objet) => {
    expect(estAutomatique(entetes(lus), retour, objet)).toBe(true)
  })
  it('une personne n’en est pas un', () => {
    expect(estAutomatique(entetes({ 'auto-submitted': 'no' }), 'a@b.fr', 'Re: Demande')).toBe(false)
  })
})

it('dit où la suite se lit quand une réponse est plus longue que le fil', () => {
  const longue = 'Une réponse longue. '.repeat(600)
  const lue = couperCitations(longue)
  expect(lue.length).toBeLessThanOrEqual(8_000)
  expect(lue.endsWith('[La suite est dans le message entier.]')).toBe(true)
  expect(couperCitations('Courte.')).toBe('Courte.')
})
