// The matrix of missions through the front door: each member fills its own column.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jourDe } from '#shared/dates.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../../tests/application.ts'
import { champCache, texteDe, valeur } from '../../../../tests/lignes.ts'

let t: ApplicationDeTest
let coordinatrice: Visiteur
let direction53: Visiteur
let cdg53: string
let cdg49: string
const jour = dateSaisie(jourDe(new Date()))

const organisme = (libelle: string) =>
  valeur(
    t,
    "select m.organisme_id from membre m join cooperation c on c.id = m.cooperation_id where c.nom like '%Pays de la Loire' and m.libelle = $1",
    [libelle],
  )

beforeAll(async () => {
  t = await ouvrirApplication()
  coordinatrice = await t.entrer('Coordinatrice', 'CDG 44')
  direction53 = await t.entrer('Direction, CDG 53', 'Pays de la Loire')
  ;[cdg53, cdg49] = [await organisme('CDG 53'), await organisme('CDG 49')]
})
afterAll(() => t.fermer())

/** Sends the form with the version that its page shows. */
const remplir = async (adresse: string, champs: Record<string, string>) =>
  direction53.post(adresse, {
    version: champCache((await direction53.get(adresse)).body, 'version'),
    ...champs,
  })

describe('la matrice des missions', () => {
  it('liste les écarts à L452-34 et s’exporte', async () => {
    const page = texteDe((await direction53.get('/missions')).body)
    expect(page).toContain('3 écarts à L452-34')
    const csv = await direction53.get('/missions.csv')
    expect(csv.body.trim().split('\r\n')).toHaveLength(1 + 11 * 5)
    expect((await direction53.get('/missions.xlsx')).rawPayload.subarray(0, 2).toString()).toBe('PK')
  })
  it('chaque membre remplit sa colonne', async () => {
    const adresse = `/missions/${cdg53}/reclassement`
    const interdit = await coordinatrice.post(adresse, { mode: 'regional', revueLe: jour, version: '1' })
    expect(interdit.statusCode).toBe(403)
    const aPersonne = await remplir(adresse, { mode: 'confie', revueLe: jour })
    expect(aPersonne.statusCode).toBe(422)
    expect(aPersonne.body).toContain('href="#champ-confieA"')
    const confiee = { mode: 'confie', confieA: cdg49, revueLe: jour, preuve: 'Délibération 26-31' }
    expect((await remplir(adresse, confiee)).statusCode).toBe(303)
    expect((await direction53.post(adresse, { ...confiee, version: '1' })).statusCode).toBe(409)
    expect(texteDe((await coordinatrice.get('/missions')).body)).toContain('2 écarts à L452-34')
  })
})
