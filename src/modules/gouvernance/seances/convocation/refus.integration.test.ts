// A séance that is refused: each field says why, and what was typed comes back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../../../tests/application.ts'
import { texteDe, valeur } from '../../../../../tests/lignes.ts'

let t: ApplicationDeTest
let coordinatrice: Visiteur
let instance: string
const dans = (n: number): string => dateSaisie(ajouterJours(jourDe(new Date()), n))
const formulaire = (autres: Record<string, string> = {}) => ({
  instance,
  date: dans(60),
  heure: '14:00',
  duree: '120',
  lieu: 'CDG 49, Angers',
  visio: '',
  ...autres,
})

beforeAll(async () => {
  t = await ouvrirApplication()
  coordinatrice = await t.entrer('Coordinatrice', 'CDG 44')
  instance = await valeur(
    t,
    "select i.id from instance i join cooperation c on c.id = i.cooperation_id where c.nom = $1 and i.type = 'conference_presidences'",
    ['Centres de gestion des Pays de la Loire'],
  )
})
afterAll(() => t.fermer())

describe('une séance qui ne se planifie ni ne se convoque', () => {
  it('explique chaque champ refusé, garde la saisie et mène au champ', async () => {
    const refus = await coordinatrice.post(
      '/seances',
      formulaire({ date: '30/02/2027', heure: '25:00', lieu: 'Salle des Pas-Perdus' }),
    )
    expect(refus.statusCode).toBe(422)
    expect(refus.body).toContain('2 champs sont à corriger.')
    for (const champ of ['date', 'heure']) {
      expect(refus.body).toContain(`href="#champ-${champ}"`)
      expect(refus.body).toContain(`id="champ-${champ}"`)
    }
    expect(texteDe(refus.body)).toContain('Indiquez un jour qui existe, comme 15/12/2026.')
    for (const saisie of ['30/02/2027', '25:00', 'Salle des Pas-Perdus'])
      expect(refus.body).toContain(`value="${saisie}"`)
  })

  it('un formulaire vide est refusé en français', async () => {
    const refus = await coordinatrice.post('/seances')
    expect(refus.statusCode).toBe(422)
    expect(refus.body).not.toContain('Invalid')
    expect(refus.body).not.toContain('expected')
  })

  it('refuse une date passée, et dit quoi faire', async () => {
    const refus = await coordinatrice.post('/seances', formulaire({ date: dans(-2) }))
    expect(refus.statusCode).toBe(409)
    expect(texteDe(refus.body)).toContain('La date choisie est déjà passée. Choisissez une date à venir.')
    expect(refus.body).toContain(`value="${dans(-2)}"`)
  })

  it('un ordre du jour vide ne se convoque pas', async () => {
    const { headers } = await coordinatrice.post('/seances', formulaire({ cle: nouvelId(), lieu: 'Vide' }))
    const refus = await coordinatrice.post(`${headers.location}/convoquer`)
    expect(refus.statusCode).toBe(409)
    expect(texteDe(refus.body)).toContain('L’ordre du jour est vide')
  })
})
