import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../../tests/application.ts'
import { champCache, lignes, texteDe, valeur } from '../../../../tests/lignes.ts'
import { ajouterJours, jourDe } from '../../../shared/dates.ts'

const PDL = 'Centres de gestion des Pays de la Loire'

let t: ApplicationDeTest
let coordinatrice: Visiteur
let decision: string
let cdg53: string
const aujourdhui = () => jourDe(new Date()).split('-').reverse().join('/')

beforeAll(async () => {
  t = await ouvrirApplication()
  coordinatrice = await t.entrer('Coordinatrice', 'CDG 44')
  decision = await valeur(t, "select id from decision where titre like 'Ouvrir le dispositif%'")
  cdg53 = await valeur(
    t,
    'select m.organisme_id from membre m join cooperation c on c.id = m.cooperation_id where c.nom = $1 and m.libelle = $2',
    [PDL, 'CDG 53'],
  )
})
afterAll(() => t.fermer())

const messages = async () => {
  await t.tachesFaites()
  return t.courriels.filter(({ objet }) => objet.includes('attend votre suite'))
}
const lienDe = (texte: string): string => /https?:\/\/[^/]+(\/suites\/\S+)/.exec(texte)![1]!

describe('relancer un membre', () => {
  it('écrit à ceux qui répondent pour lui, une fois par jour, et le tableau de bord le dit', async () => {
    const relancer = () => coordinatrice.post(`/decisions/${decision}/suites/${cdg53}/relancer`)
    expect((await relancer()).statusCode).toBe(303)
    const envoyes = await messages()
    // Not to the two people of this centre who treat requests: it is not their trade.
    expect(envoyes.map(({ a }) => a).sort()).toEqual([
      'direction.cdg53@demonstration.invalid',
      'presidence.cdg53@demonstration.invalid',
    ])
    expect(envoyes[0]!.texte).toContain('n’a pas été inscrite à l’ordre du jour avant la date limite')
    expect((await relancer()).statusCode).toBe(303)
    expect(await messages()).toHaveLength(2)
    expect(texteDe((await coordinatrice.get('/tableau-de-bord')).body)).toContain('relancé aujourd’hui')
  })

  it('appartient à la coordination', async () => {
    const autre = await t.entrer('Direction, CDG 72', PDL)
    const reponse = await autre.post(`/decisions/${decision}/suites/${cdg53}/relancer`)
    expect(reponse.statusCode).toBe(403)
    expect(await messages()).toHaveLength(2)
  })
})

describe('le lien d’une relance', () => {
  it('montre la suite sans rien changer, enregistre l’acte sans compte, jusqu’à la rendre effective', async () => {
    const lien = lienDe((await messages()).find(({ a }) => a.startsWith('direction'))!.texte)
    const sansCompte = t.visiteur()
    const vue = await sansCompte.get(lien)
    expect(vue.statusCode).toBe(200)
    expect(texteDe(vue.body)).toContain('Direction, CDG 53')
    expect(
      await valeur(t, 'select etat from suite where decision_id = $1 and organisme_id = $2', [
        decision,
        cdg53,
      ]),
    ).toBe('a_inscrire')
    expect((await sansCompte.get(`${lien}/projet.docx`)).headers['content-disposition']).toContain(
      'CDG53-modele-v',
    )

    const enregistrer = async (champs: Record<string, string>) =>
      sansCompte.post(lien, { version: champCache((await sansCompte.get(lien)).body, 'version'), ...champs })
    const sansNumero = await enregistrer({ geste: 'voter', dateActe: aujourdhui() })
    expect(sansNumero.statusCode).toBe(422)
    expect(texteDe(sansNumero.body)).toContain('Indiquez le numéro de l’acte')
    expect(
      (
        await enregistrer({
          geste: 'voter',
          numeroActe: '2026-118',
          dateActe: aujourdhui(),
          pour: '21',
          contre: '0',
        })
      ).statusCode,
    ).toBe(303)
    expect((await enregistrer({ geste: 'rendre_executoire', executoireLe: aujourdhui() })).statusCode).toBe(
      303,
    )
    const [suite] = await lignes(
      t,
      'select etat, numero_acte from suite where decision_id = $1 and organisme_id = $2',
      [decision, cdg53],
    )
    expect(suite).toEqual({ etat: 'executoire', numero_acte: '2026-118' })
    const [trace] = await lignes(
      t,
      `select p.nom from suite_trace s join personne p on p.id = s.saisi_par join suite u on u.id = s.suite_id
       where u.decision_id = $1 and u.organisme_id = $2 order by s.saisi_le desc limit 1`,
      [decision, cdg53],
    )
    expect(trace).toEqual({ nom: 'Direction, CDG 53' })
  })

  it('ne vaut que pour qui il nomme, entier, et tant que son mandat dure', async () => {
    const lien = lienDe((await messages()).find(({ a }) => a.startsWith('direction'))!.texte)
    expect((await t.visiteur().get(lien.slice(0, -4))).statusCode).toBe(404)
    await lignes(
      t,
      `update mandat set au = $1 where fonction = 'direction' and personne_id = (select id from personne where courriel = 'direction.cdg53@demonstration.invalid'
         and cooperation_id = (select cooperation_id from decision where id = $2))`,
      [ajouterJours(jourDe(new Date()), -1), decision],
    )
    const apres = await t.visiteur().get(lien)
    expect(apres.statusCode).toBe(403)
    expect(texteDe(apres.body)).toContain('Ce lien n’est plus à vous')
  })

  it('finit trois mois plus tard', async () => {
    const lien = lienDe((await messages()).find(({ a }) => a.startsWith('presidence'))!.texte)
    t.regler(new Date(Date.now() + 100 * 86_400_000))
    expect((await t.visiteur().get(lien)).statusCode).toBe(410)
  })
})
