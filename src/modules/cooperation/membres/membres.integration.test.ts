// Administering a cooperation through HTTP: who belongs to it, who coordinates, from which day.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { dateSaisie } from '#shared/typographie.ts'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  type Visiteur,
} from '../../../../tests/application.ts'
import { lignes } from '../../../../tests/lignes.ts'

const PDL = 'Centres de gestion des Pays de la Loire'
let t: ApplicationDeTest
let coordinatrice: Visiteur
let direction53: Visiteur
beforeAll(async () => {
  t = await ouvrirApplication()
  coordinatrice = await t.entrer('Coordinatrice, CDG 44', PDL)
  direction53 = await t.entrer('Direction, CDG 53', PDL)
})
afterAll(() => t.fermer())

const dans = (n: number) => dateSaisie(ajouterJours(jourDe(new Date()), n))
const membre = async (libelle: string): Promise<{ id: string; version: number }> => {
  const [ligne] = await lignes<{ id: string; version: number }>(
    t,
    `select m.organisme_id as id, m.version from membre m join cooperation c on c.id = m.cooperation_id
     where c.nom = $1 and m.libelle = $2`,
    [PDL, libelle],
  )
  return ligne!
}
const champsDe = (autres: Record<string, string> = {}) => ({
  type: 'region',
  nom: 'Région Pays de la Loire',
  siren: '',
  departement: '44',
  libelle: 'Région PDL',
  role: 'associe',
  du: dans(0),
  acte: 'Conférence du printemps',
  cle: nouvelId(),
  ...autres,
})

describe('faire entrer un membre', () => {
  it('de tout type : une région, saisie, avec ce qu’elle a pour décider ; le formulaire rejoué n’en crée qu’un', async () => {
    const champs = champsDe()
    const cree = await coordinatrice.post('/membres', champs)
    expect(cree.statusCode).toBe(303)
    const rejoue = await coordinatrice.post('/membres', champs)
    expect(rejoue.headers.location).toBe(cree.headers.location)
    const fiche = lisible((await coordinatrice.get(String(cree.headers.location))).body)
    expect(fiche).toContain('Associé')
    expect(fiche).toContain('Conseil régional · Commission permanente')
    expect(fiche).toContain('Conférence du printemps')
    expect(await lignes(t, "select from membre where libelle = 'Région PDL'")).toHaveLength(1)
  })
  it('ou trouvé dans l’annuaire, malgré un accent et une faute', async () => {
    const page = await coordinatrice.get('/membres/nouveau?q=Nantes%20metropol')
    const choix = [...page.body.matchAll(/name="organisme" value="([0-9a-f-]{36})"/g)].map(([, id]) => id!)
    expect(choix.length).toBeGreaterThan(0)
    expect(lisible(page.body)).toContain('Nantes Métropole')
    const [epci] = await lignes<{ id: string }>(
      t,
      "select id from organisme where nom = 'Nantes Métropole' and type = 'epci'",
    )
    const cree = await coordinatrice.post(
      '/membres',
      champsDe({ organisme: epci!.id, type: '', nom: '', departement: '', libelle: 'Nantes Métropole' }),
    )
    expect(cree.headers.location).toBe(`/membres/${epci!.id}`)
    expect(lisible((await coordinatrice.get('/membres')).body)).toContain('conseil communautaire ou bureau')
  })
  it('dit quoi corriger, champ par champ, et garde la saisie', async () => {
    const refus = await coordinatrice.post(
      '/membres',
      champsDe({ siren: '123456789', du: '31/02/2027', libelle: 'X', nom: 'Syndicat <b>mixte</b> 🎉' }),
    )
    expect(refus.statusCode).toBe(422)
    const texte = lisible(refus.body)
    for (const phrase of [
      'Ce numéro n’est pas un SIREN',
      'Indiquez un jour qui existe',
      'Donnez un nom court',
      '3 champs sont à corriger',
    ])
      expect(texte).toContain(phrase)
    expect(refus.body).toContain('value="31/02/2027"')
    expect(refus.body).toContain('Syndicat &lt;b&gt;mixte&lt;/b&gt; 🎉')
  })
  it('appartient à la coordination : les autres membres lisent le registre sans le tenir', async () => {
    const page = await direction53.get('/membres')
    expect(page.statusCode).toBe(200)
    expect(page.body).not.toContain('Ajouter un membre')
    const { id } = await membre('CDG 72')
    for (const [adresse, champs] of [
      ['/membres', champsDe({ libelle: 'Autre' })],
      [`/membres/${id}/sortie`, { au: dans(1) }],
      [`/membres/${id}/role`, { role: 'observateur', du: dans(0) }],
      ['/membres/coordination', { organisme: id, du: dans(0), acte: 'Aucun accord' }],
      [`/membres/${id}/premiere-personne`, { nom: 'Moi', courriel: 'moi@exemple.fr', fonction: 'direction' }],
    ] as const)
      expect((await direction53.post(adresse, champs)).statusCode, adresse).toBe(403)
    const bretagne = await t.entrer('Coordinatrice', 'bretons')
    expect((await bretagne.post(`/membres/${id}/sortie`, { au: dans(1) })).statusCode).toBe(404)
  })
})

describe('la première personne d’un membre', () => {
  it('est invitée par la coordination, une fois ; ensuite le membre nomme les siennes', async () => {
    const { id } = await membre('Région PDL')
    const adresse = `/membres/${id}/premiere-personne`
    const champs = {
      nom: 'Direction de la Région',
      courriel: 'region@exemple.fr',
      fonction: 'direction',
      cle: nouvelId(),
    }
    expect((await coordinatrice.post(adresse, { ...champs, courriel: 'region' })).statusCode).toBe(422)
    expect((await coordinatrice.post(adresse, champs)).statusCode).toBe(303)
    expect((await coordinatrice.post(adresse, champs)).statusCode).toBe(303)
    const autre = await coordinatrice.post(adresse, {
      ...champs,
      courriel: 'deux@exemple.fr',
      cle: nouvelId(),
    })
    expect(autre.statusCode).toBe(409)
    expect(lisible(autre.body)).toContain('c’est à lui de nommer ses autres personnes')
    await t.tachesFaites()
    const recus = t.courriels.filter(({ a }) => a === 'region@exemple.fr')
    expect(recus).toHaveLength(1)
    expect(t.courriels.filter(({ a }) => a === 'deux@exemple.fr')).toEqual([])
    const lien = recus[0]!.texte.match(/http:\/\/maillage\.test(\/invitation\/\S+)/)![1]!
    const region = t.visiteur()
    expect((await region.post(lien)).headers.location).toBe('/tableau-de-bord')
    expect(lisible((await region.get('/personnes')).body)).toContain(
      'Donner une fonction à quelqu’un pour Région PDL',
    )
  })
})

describe('le nom et le rang', () => {
  it('une page périmée est dite telle, rien n’est écrasé', async () => {
    const { id, version } = await membre('CDG 85')
    const fiche = (libelle: string) => ({
      libelle,
      territoire: 'Vendée',
      ordre: '5',
      version: String(version),
    })
    expect((await coordinatrice.post(`/membres/${id}`, fiche('CDG de la Vendée'))).statusCode).toBe(303)
    const perimee = await coordinatrice.post(`/membres/${id}`, fiche('Autre nom'))
    expect(perimee.statusCode).toBe(409)
    expect(lisible(perimee.body)).toContain('Rien n’a été écrasé')
    expect(perimee.body).toContain('value="CDG de la Vendée"')
  })
})

describe('la coordination change de mains', () => {
  it('à une date : les droits passent ce jour-là, le passé reste écrit, il y en a toujours un seul', async () => {
    const { id } = await membre('CDG 49')
    const direction49 = await t.entrer('Direction, CDG 49', PDL)
    // Yesterday, for a change that takes effect today.
    t.regler(new Date(Date.now() - 86_400_000))
    const sansAccord = await coordinatrice.post('/membres/coordination', {
      organisme: id,
      du: dans(1),
      acte: '',
    })
    expect(sansAccord.statusCode).toBe(422)
    expect(
      (
        await coordinatrice.post('/membres/coordination', {
          organisme: id,
          du: dans(0),
          acte: 'Conférence, à l’unanimité',
        })
      ).statusCode,
    ).toBe(303)
    expect((await coordinatrice.get('/membres/nouveau')).statusCode).toBe(200)
    expect((await direction49.get('/membres/nouveau')).statusCode).toBe(403)

    t.regler(new Date())
    expect((await coordinatrice.get('/membres/nouveau')).statusCode).toBe(403)
    expect((await direction49.get('/membres/nouveau')).statusCode).toBe(200)
    const lu = lisible((await direction49.get('/membres')).body)
    expect(lu).toContain('coordonnés par CDG 49')
    expect(lu).toMatch(/CDG 49 depuis le .* · Conférence, à l’unanimité CDG 44 du /)
    const sortie = await direction49.post(`/membres/${id}/sortie`, { au: dans(30) })
    expect(sortie.statusCode).toBe(409)
    expect(lisible(sortie.body)).toContain('transmettez d’abord la coordination')
    const { id: ancien } = await membre('CDG 44')
    expect((await direction49.post(`/membres/${ancien}/sortie`, { au: dans(30) })).statusCode).toBe(303)
    const coordonnateurs = await lignes<{ n: number }>(
      t,
      `select count(*)::int as n from periode_membre b join cooperation c on c.id = b.cooperation_id
       cross join generate_series(-10, 60) jour
       where c.nom = $1 and b.role = 'coordonnateur' and b.du <= current_date + jour and (b.au is null or b.au >= current_date + jour)
       group by jour`,
      [PDL],
    )
    expect(new Set(coordonnateurs.map(({ n }) => n))).toEqual(new Set([1]))
  })
  it('la base elle-même refuse deux coordonnateurs à la même date', async () => {
    const { id } = await membre('CDG 53')
    await expect(
      lignes(t, "update periode_membre set role = 'coordonnateur' where organisme_id = $1", [id]),
    ).rejects.toThrow(/un_coordonnateur_a_la_fois/)
  })
})

describe('quitter la coopération', () => {
  it('à une date : le lendemain ses personnes n’y entrent plus, son siège n’est plus compté', async () => {
    const { id } = await membre('CDG 72')
    const direction72 = await t.entrer('Direction, CDG 72', PDL)
    const direction49 = await t.entrer('Direction, CDG 49', PDL)
    expect((await direction49.post(`/membres/${id}/sortie`, { au: dans(-1) })).statusCode).toBe(303)
    t.regler(new Date(Date.now() - 86_400_000))
    expect((await direction72.get('/decisions')).statusCode).toBe(200)
    t.regler(new Date())
    expect((await direction72.get('/decisions')).statusCode).toBe(403)
    expect(lisible((await direction53.get('/membres')).body)).toContain('CDG 72 a quitté la coopération le')
    const sieges = await lignes(
      t,
      `select distinct s.id from seance s join siege_de_seance g on g.seance_id = s.id and g.organisme_id = $1
       where s.debut_le > now()`,
      [id],
    )
    expect(sieges).toEqual([])
  })
})
