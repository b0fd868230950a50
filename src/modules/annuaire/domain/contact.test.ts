import { describe, expect, it } from 'vitest'
import { type ContactsConnus, cleDeContact, deciderContact, lireContact } from './contact.ts'

const SIREN = '214401093'
const cellules = {
  siret: SIREN,
  nom: 'Secrétariat',
  role: 'secrétariat de mairie',
  courriel: ' Mairie@Exemple.fr ',
  telephone: '02 40 00 00 00',
}
const lu = {
  siren: SIREN,
  nom: 'Secrétariat',
  role: 'secretariat' as const,
  courriel: 'mairie@exemple.fr',
  telephone: '02 40 00 00 00',
  au: null,
}
const connus = (...contacts: readonly (typeof lu)[]): ContactsConnus => ({
  employeurs: new Map([[SIREN, { id: 'o1', nom: 'Nantes' }]]),
  ailleurs: new Map([['356000000', 'CDG 49']]),
  contacts: new Map(contacts.map((c) => [cleDeContact(c), { ...c, id: 'c1', organismeId: 'o1' }])),
})

describe('une ligne de contact', () => {
  it('se lit, l’adresse en minuscules', () => expect(lireContact(cellules)).toEqual({ ok: true, valeur: lu }))
  it.each([
    ['siret', { siret: '' }],
    ['nom', { nom: '' }],
    ['role', { role: 'shérif' }],
    ['courriel', { courriel: 'mairie@' }],
    ['courriel', { courriel: 'a@b.fr, c@d.fr' }],
    ['telephone', { telephone: 'le matin' }],
  ])('une faute est dite à sa colonne : %s', (cle, fausses) =>
    expect(lireContact({ ...cellules, ...fausses })).toMatchObject({ ok: false, refus: { cle } }),
  )
})

describe('ce qu’une ligne de contact change', () => {
  it('un contact inconnu est nouveau, le même ne change rien, un autre numéro se dit avant et après', () => {
    expect(deciderContact(connus(), lu)).toMatchObject({
      valeur: { etat: 'nouvelle', ecriture: { id: null, organismeId: 'o1' } },
    })
    expect(deciderContact(connus(lu), lu)).toMatchObject({ valeur: { etat: 'inchangee', ecriture: null } })
    expect(deciderContact(connus(lu), { ...lu, telephone: null })).toMatchObject({
      valeur: {
        etat: 'changee',
        ecriture: { id: 'c1' },
        changements: [{ cle: 'telephone', avant: '02 40 00 00 00', apres: '' }],
      },
    })
  })
  it('un autre rôle de la même personne est un autre contact', () =>
    expect(deciderContact(connus(lu), { ...lu, role: 'finances' })).toMatchObject({
      valeur: { etat: 'nouvelle' },
    }))
  it('l’employeur d’un autre centre, ou de personne, est refusé en disant quoi faire', () => {
    expect(deciderContact(connus(), { ...lu, siren: '356000000' })).toMatchObject({
      ok: false,
      refus: { cle: 'siret', motif: 'Cet employeur est affilié au CDG 49, qui tient ses contacts.' },
    })
    expect(deciderContact(connus(), { ...lu, siren: '217500016' })).toMatchObject({
      ok: false,
      refus: { motif: expect.stringContaining('Importez-le d’abord') },
    })
  })
})
