// Administering instances through HTTP: seats, chair, rule explained with its own members, and a past that does not move.
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
import { champCache, lignes, valeur } from '../../../../tests/lignes.ts'

const HDF = 'Hauts-de-France'
let t: ApplicationDeTest
let coordinatrice: Visiteur
let membre: Visiteur
let instance: string
beforeAll(async () => {
  t = await ouvrirApplication()
  coordinatrice = await t.entrer('Coordinatrice', 'CDG 59')
  membre = await t.entrer('Direction, CDG 62', HDF)
  instance = await valeur(
    t,
    "select i.id from instance i join cooperation c on c.id = i.cooperation_id where c.nom like '%Hauts-de-France%'",
  )
})
afterAll(() => t.fermer())

const dans = (n: number) => dateSaisie(ajouterJours(jourDe(new Date()), n))
const organisme = (libelle: string) =>
  valeur(
    t,
    `select m.organisme_id from membre m join cooperation c on c.id = m.cooperation_id
     where c.nom like '%Hauts-de-France%' and m.libelle = $1`,
    [libelle],
  )
const REGLE = {
  prereglage: 'egalite_bretonne',
  mode: 'vote',
  base: 'membres',
  seuil: '4/5',
  quorum: '1/2',
  pouvoirsMax: '2',
  partage: 'rejet',
  secret: 'sur_demande',
  interets: 'participants',
  secondeDelai: '',
  accord: 'Conférence du printemps, à l’unanimité',
}
const version = async (chemin: string) =>
  champCache((await coordinatrice.get(`/instances/${instance}/${chemin}`)).body, 'version')

describe('créer une instance', () => {
  it('avec ses sièges et leurs voix, une fois même rejouée, sa règle dite avec ses membres', async () => {
    const sieges = Object.fromEntries(
      await Promise.all(
        ['CDG 02', 'CDG 59', 'CDG 60', 'CDG 62', 'CDG 80'].map(async (nom, rang) => [
          `place-${await organisme(nom)}`,
          rang < 4 ? 'deliberative' : 'consultative',
        ]),
      ),
    )
    const champs = {
      nom: 'Comité des directions',
      type: 'comite_directeurs',
      prereglage: 'egalite_bretonne',
      fonctionVotante: 'direction',
      delaiJours: '8',
      frequence: '4',
      cle: nouvelId(),
      ...sieges,
    }
    const creee = await coordinatrice.post('/instances', champs)
    expect(creee.statusCode).toBe(303)
    expect((await coordinatrice.post('/instances', champs)).headers.location).toBe(creee.headers.location)
    const lu = lisible((await membre.get(String(creee.headers.location))).body)
    expect(lu).toContain('à 4 membres il faut 3 voix sur les 4 des membres')
    expect(lu).toContain('Sans voter, donnent leur avis : CDG 80')
    expect(lu).toContain('la fréquence n’est pas atteinte')
    expect(lu).not.toContain('Changer la règle')
  })
  it('dit ce qui manque et garde la saisie', async () => {
    const id = await organisme('CDG 59')
    const refus = await coordinatrice.post('/instances', {
      nom: 'Bureau des présidences 🎉',
      type: 'cercle',
      fonctionVotante: 'presidence',
      delaiJours: '400',
      frequence: '1',
      [`place-${id}`]: 'deliberative',
      [`voix-${id}`]: 'mille',
    })
    expect(refus.statusCode).toBe(422)
    const lu = lisible(refus.body)
    for (const phrase of ['Choisissez le type', 'de 0 à 90 jours', 'un nombre de voix de 1 à 100'])
      expect(lu).toContain(phrase)
    expect(refus.body).toContain('value="Bureau des présidences 🎉"')
    expect(refus.body).toContain('value="mille"')
  })
  it('appartient à la coordination', async () => {
    for (const chemin of [
      '/instances',
      `/instances/${instance}`,
      `/instances/${instance}/regle`,
      `/instances/${instance}/presidence`,
    ])
      expect((await membre.post(chemin, REGLE)).statusCode, chemin).toBe(403)
    const ailleurs = await t.entrer('Coordinatrice', 'bretons')
    expect((await ailleurs.post(`/instances/${instance}/regle`, { ...REGLE, version: '1' })).statusCode).toBe(
      404,
    )
  })
})

describe('changer la règle', () => {
  it('montre son effet avec ces membres avant de l’adopter, sans rien écrire', async () => {
    const avant = await valeur(t, 'select regle::text from instance where id = $1', [instance])
    const apercu = await coordinatrice.post(`/instances/${instance}/regle`, {
      ...REGLE,
      accord: '',
      geste: 'apercu',
      version: await version('regle'),
    })
    expect(apercu.statusCode).toBe(200)
    expect(lisible(apercu.body)).toContain('À 5 membres il faut 4 voix sur les 5 des membres')
    expect(apercu.body).toContain('value="4/5"')
    expect(await valeur(t, 'select regle::text from instance where id = $1', [instance])).toBe(avant)
    const depart = await coordinatrice.get(`/instances/${instance}/regle?prereglage=ca_cdg`)
    expect(lisible(depart.body)).toContain('la voix de la présidence l’emporte')
  })
  it('refuse une règle qui n’a pas de sens, et l’absence d’accord', async () => {
    const tenter = async (autres: Record<string, string>) => {
      const reponse = await coordinatrice.post(`/instances/${instance}/regle`, {
        ...REGLE,
        version: await version('regle'),
        ...autres,
      })
      expect(reponse.statusCode).toBe(422)
      return lisible(reponse.body)
    }
    expect(await tenter({ seuil: '1/3' })).toContain('Une majorité est d’une moitié au moins')
    expect(await tenter({ seuil: '1/1', strict: 'oui' })).toContain('À l’unanimité on ne peut pas demander')
    expect(await tenter({ seuil: 'tous' })).toContain('en fraction, comme 2/3')
    expect(await tenter({ partage: 'renvoi' })).toContain('Un partage des voix n’existe qu’à')
    expect(await tenter({ accord: '' })).toContain('Indiquez l’accord des membres')
  })
  it('ne touche ni les votes passés, ni les séances tenues ; une page périmée n’écrase rien', async () => {
    const passe = () =>
      lignes(
        t,
        `select c.id, c.regle::text, c.verdict::text, c.electeurs::text from scrutin c join seance s on s.id = c.seance_id
         where s.instance_id = $1 order by c.id`,
        [instance],
      )
    const avant = await passe()
    expect(avant.length).toBeGreaterThan(0)
    const [tenue] = await lignes<{ id: string }>(
      t,
      "select id from seance where instance_id = $1 and ouverte_le is not null and statut <> 'ouverte' order by debut_le limit 1",
      [instance],
    )
    const voir = async () => lisible((await coordinatrice.get(`/seances/${tenue!.id}`)).body)
    const page = await voir()
    const lue = await version('regle')
    const champs = { ...REGLE, version: lue }
    await lignes(
      t,
      "update seance set statut = 'close' where instance_id = $1 and statut in ('ouverte', 'suspendue')",
      [instance],
    )
    expect((await coordinatrice.post(`/instances/${instance}/regle`, champs)).statusCode).toBe(303)
    const perimee = await coordinatrice.post(`/instances/${instance}/regle`, { ...champs, seuil: '1/1' })
    expect(perimee.statusCode).toBe(409)
    expect(lisible(perimee.body)).toContain('Rien n’a été écrasé')
    expect(await passe()).toEqual(avant)
    expect(await voir()).toBe(page)
    const lu = lisible((await membre.get(`/instances/${instance}`)).body)
    expect(lu).toContain('Conférence du printemps, à l’unanimité')
    expect(lu).toContain('À 5 membres il faut 4 voix')
  })
  it('retirer un siège ne change pas la composition des séances tenues', async () => {
    const parti = await organisme('CDG 02')
    const sieges = async () =>
      lignes(
        t,
        `select g.seance_id, g.organisme_id, g.voix from siege_de_seance g join seance s on s.id = g.seance_id
         where s.instance_id = $1 and s.ouverte_le is not null order by 1, 2`,
        [instance],
      )
    const avant = await sieges()
    const restants = await lignes<{ organisme_id: string }>(
      t,
      'select organisme_id from siege where instance_id = $1 and organisme_id <> $2',
      [instance, parti],
    )
    const page = await coordinatrice.post(`/instances/${instance}`, {
      nom: 'Conférence des présidences',
      type: 'conference_presidences',
      fonctionVotante: 'presidence',
      delaiJours: '15',
      frequence: '2',
      accord: 'Règlement, article 4',
      version: await version('modifier'),
      ...Object.fromEntries(restants.map(({ organisme_id }) => [`place-${organisme_id}`, 'deliberative'])),
      [`place-${parti}`]: 'absent',
    })
    expect(page.statusCode).toBe(303)
    expect(await sieges()).toEqual(avant)
    expect(lisible((await membre.get(`/instances/${instance}`)).body)).toContain(
      '4 membres avec 1 voix chacun',
    )
  })
})

describe('la présidence', () => {
  it('tourne dans l’ordre donné ; les tours passés restent', async () => {
    const passes = () =>
      lignes(
        t,
        'select organisme_id, du::text from tour_presidence where instance_id = $1 and au < current_date order by du',
        [instance],
      )
    const avant = await passes()
    const [a, b] = [await organisme('CDG 80'), await organisme('CDG 60')]
    const champs = { mode: 'tournante', mois: '12', du: dans(30), accord: 'Règlement, article 6' }
    const sansOrdre = await coordinatrice.post(`/instances/${instance}/presidence`, {
      ...champs,
      version: await version('presidence'),
    })
    expect(sansOrdre.statusCode).toBe(422)
    expect(
      (
        await coordinatrice.post(`/instances/${instance}/presidence`, {
          ...champs,
          [`rang-${a}`]: '2',
          [`rang-${b}`]: '1',
          version: await version('presidence'),
        })
      ).statusCode,
    ).toBe(303)
    expect(await passes()).toEqual(avant)
    const futurs = await lignes<{ organisme_id: string }>(
      t,
      'select organisme_id from tour_presidence where instance_id = $1 and du > current_date order by du',
      [instance],
    )
    expect(futurs.map(({ organisme_id }) => organisme_id)).toEqual([b, a, b, a])
    expect(lisible((await membre.get(`/instances/${instance}`)).body)).toContain(`CDG 60 du`)
  })
})

describe('plusieurs exceptions', () => {
  const deux = {
    ...REGLE,
    exceptionTypes: 'orientation',
    exceptionBase: 'membres',
    exceptionSeuil: '1/1',
    exception2Types: ['budget', 'cle'],
    exception2Base: 'exprimes',
    exception2Seuil: '2/3',
    exception2Strict: 'oui',
  }
  const adopter = async (champs: Record<string, string | string[]>) =>
    coordinatrice.post(`/instances/${instance}/regle`, { ...champs, version: await version('regle') })

  it('se règlent ensemble, se lisent en mots, et reviennent dans le formulaire avec une de plus à remplir', async () => {
    expect((await adopter(deux)).statusCode).toBe(303)
    const [{ exceptions }] = (await lignes(
      t,
      "select regle -> 'exceptions' as exceptions from instance where id = $1",
      [instance],
    )) as [{ exceptions: unknown[] }]
    expect(exceptions).toEqual([
      { types: ['orientation'], base: 'membres', seuil: { num: 1, den: 1 }, strict: false },
      { types: ['budget', 'cle'], base: 'exprimes', seuil: { num: 2, den: 3 }, strict: true },
    ])
    const { body } = await coordinatrice.get(`/instances/${instance}/regle`)
    expect(body).toContain('name="exception3Types"')
    expect(body).not.toContain('name="exception4Types"')
    expect(body).toMatch(/name="exception2Seuil"[^>]*value="2\/3"|value="2\/3"[^>]*name="exception2Seuil"/)
  })
  it('un type de décision n’est que dans une seule ; une part fausse est montrée dans la sienne', async () => {
    const double = await adopter({ ...deux, exception2Types: ['orientation'] })
    expect(double.statusCode).toBe(422)
    expect(lisible(double.body)).toContain('déjà dans une autre exception')
    const fausse = await adopter({ ...deux, exception2Seuil: 'beaucoup' })
    expect(fausse.statusCode).toBe(422)
    expect(fausse.body).toContain('href="#champ-exception2Seuil"')
  })
})

describe('la gestion', () => {
  it('entre en un clic, suit les actes de son membre, et ne convoque ni ne vote', async () => {
    const gestion = await t.entrer('Gestion, CDG 85')
    expect(lisible((await gestion.get('/tableau-de-bord')).body)).toContain('CDG 85')
    for (const adresse of ['/seances', '/decisions', '/programme', '/schema', '/calendrier'])
      expect((await gestion.get(adresse)).statusCode, adresse).toBe(200)
    expect((await gestion.get('/seances/nouvelle')).statusCode).toBe(403)
    const date = dans(50)
    expect((await gestion.post('/calendrier', { organe: 'ca', date })).statusCode).toBe(303)
    expect((await gestion.post('/sujets', { question: 'Une question de gestion ?' })).statusCode).toBe(403)
  })
})

describe('la suppléance', () => {
  it('chaque membre nomme la sienne, parmi ses propres personnes', async () => {
    const page = await membre.get(`/instances/${instance}`)
    const [, mandat] = /name="mandat" value="([0-9a-f-]{36})"/.exec(page.body) ?? []
    const adresse = `/instances/${instance}/suppleants`
    expect((await membre.post(adresse, { mandat: mandat! })).statusCode).toBe(303)
    expect(lisible((await coordinatrice.get(`/instances/${instance}`)).body)).toContain('Direction, CDG 62')
    const autre = await coordinatrice.post(adresse, { mandat: mandat! })
    expect(autre.statusCode).toBe(409)
    expect(await lignes(t, 'select organisme_id from suppleant where instance_id = $1', [instance])).toEqual([
      { organisme_id: await organisme('CDG 62') },
    ])
  })
})
