import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  type Visiteur,
} from '../../../../tests/application.ts'

let t: ApplicationDeTest
let coordinatrice: Visiteur
const presidences = new Map<string, Visiteur>()
const CDG = ['44', '49', '53', '72', '85']
let seance: string

beforeAll(async () => {
  t = await ouvrirApplication()
  coordinatrice = await t.entrer('Coordinatrice', 'CDG 44', 'Pays de la Loire')
  for (const n of CDG)
    presidences.set(n, await t.entrer(`Présidence, CDG ${n}`, 'Centres de gestion des Pays de la Loire'))
  const { rows } = await lignes(
    "select s.id from seance s join cooperation c on c.id = s.cooperation_id where s.statut = 'ouverte' and c.nom like '%Loire%'",
  )
  seance = rows[0]!['id'] as string
})
afterAll(() => t.fermer())

async function lignes(
  requete: string,
  valeurs: unknown[] = [],
): Promise<{ rows: Record<string, unknown>[] }> {
  const { default: pg } = await import('pg')
  const client = new pg.Client(t.url('maillage_proprietaire'))
  await client.connect()
  try {
    return await client.query(requete, valeurs)
  } finally {
    await client.end()
  }
}
const organisme = async (libelle: string): Promise<string> =>
  (
    await lignes(
      "select m.organisme_id as id from membre m join cooperation c on c.id = m.cooperation_id where m.libelle = $1 and c.nom like '%Pays de la Loire%'",
      [`CDG ${libelle}`],
    )
  ).rows[0]!['id'] as string
const pointCourant = async (): Promise<string> =>
  (await lignes('select point_courant as id from seance where id = $1', [seance])).rows[0]!['id'] as string
const scrutinOuvert = async (): Promise<string> =>
  (await lignes('select id from scrutin where seance_id = $1 and clos_le is null', [seance])).rows[0]![
    'id'
  ] as string

describe('tenir la conférence, à plusieurs appareils', () => {
  it('montre la question, la présence de chacun et le quorum en mots', async () => {
    const page = await coordinatrice.get(`/seances/${seance}`)
    expect(page.statusCode).toBe(200)
    expect(lisible(page.body)).toContain('Comment répartir le coût de pilotage de la prévoyance')
    expect(lisible(page.body)).toContain('pouvoir porté par CDG')
    expect(lisible(page.body)).toMatch(/Atteint : 4 sièges présents et 1 représenté, soit 5 sièges sur 5/)
    expect(lisible(page.body)).toContain('Ouvrir le vote')
  })

  it('la présidence d’un membre ne mène pas la séance', async () => {
    const reponse = await presidences
      .get('53')!
      .post(`/seances/${seance}/points/${await pointCourant()}/scrutin`)
    expect(reponse.statusCode).toBe(403)
    expect(await coordinatrice.get(`/seances/${seance}`).then(({ body }) => body)).toContain('Ouvrir le vote')
  })

  it('perdre le quorum en cours de séance empêche le vote', async () => {
    for (const n of ['49', '85']) {
      expect(
        (
          await presidences
            .get(n)!
            .post(`/seances/${seance}/presences`, { organisme: await organisme(n), genre: 'depart' })
        ).statusCode,
      ).toBe(303)
    }
    const refus = await coordinatrice.post(`/seances/${seance}/points/${await pointCourant()}/scrutin`)
    expect(refus.statusCode).toBe(409)
    expect(lisible(refus.body)).toContain('Le quorum n’est pas atteint : 3 en séance, il en faut 4.')
    for (const n of ['49', '85']) {
      expect(
        (
          await presidences
            .get(n)!
            .post(`/seances/${seance}/presences`, { organisme: await organisme(n), genre: 'arrivee' })
        ).statusCode,
      ).toBe(303)
    }
  })

  it('refuse un second pouvoir au même porteur', async () => {
    const [p49, p72] = [await organisme('49'), await organisme('72')]
    await coordinatrice.post(`/seances/${seance}/presences`, { organisme: p49, genre: 'depart' })
    const refus = await coordinatrice.post(`/seances/${seance}/presences`, {
      organisme: p49,
      genre: 'pouvoir',
      mandataire: p72,
    })
    expect(refus.statusCode).toBe(409)
    expect(lisible(refus.body)).toContain('porte déjà 1 pouvoir, le maximum de la règle')
    expect(
      (await coordinatrice.post(`/seances/${seance}/presences`, { organisme: p49, genre: 'arrivee' }))
        .statusCode,
    ).toBe(303)
  })

  it('nul ne note la présence d’un autre membre que le sien', async () => {
    const reponse = await presidences
      .get('53')!
      .post(`/seances/${seance}/presences`, { organisme: await organisme('85'), genre: 'depart' })
    expect(reponse.statusCode).toBe(403)
  })

  it('chacun vote pour soi et pour le pouvoir qu’il porte, en même temps ; une erreur se rectifie par une nouvelle entrée', async () => {
    expect(
      (await coordinatrice.post(`/seances/${seance}/points/${await pointCourant()}/scrutin`)).statusCode,
    ).toBe(303)
    const scrutin = await scrutinOuvert()
    const votes = `/seances/${seance}/scrutins/${scrutin}/votes`
    const autre = await presidences
      .get('49')!
      .post(votes, { organisme: await organisme('85'), choix: 'contre' })
    expect(autre.statusCode).toBe(409)
    expect(lisible(autre.body)).toContain('Vous votez pour votre siège et pour le pouvoir que vous portez')

    const presence = { organisme: await organisme('85') }
    await coordinatrice.post(`/seances/${seance}/presences`, { ...presence, genre: 'depart' })
    const absent = await coordinatrice.post(votes, { ...presence, choix: 'pour' })
    expect(absent.statusCode).toBe(409)
    expect(lisible(absent.body)).toContain('Ce membre est absent et n’a pas donné de pouvoir valable')
    await coordinatrice.post(`/seances/${seance}/presences`, { ...presence, genre: 'arrivee' })

    const ensemble = await Promise.all([
      presidences.get('44')!.post(votes, { organisme: await organisme('44'), choix: 'pour' }),
      presidences.get('49')!.post(votes, { organisme: await organisme('49'), choix: 'contre' }),
      presidences.get('72')!.post(votes, { organisme: await organisme('72'), choix: 'pour' }),
      presidences.get('72')!.post(votes, { organisme: await organisme('53'), choix: 'pour' }),
      // From the form that asks for a reserve: nothing to rectify yet, so its reason is empty.
      presidences.get('85')!.post(votes, {
        organisme: await organisme('85'),
        choix: 'pour',
        reserve: '',
        rectification: '',
      }),
    ])
    expect(ensemble.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303, 303, 303])
    const double = await presidences
      .get('49')!
      .post(votes, { organisme: await organisme('49'), choix: 'pour' })
    expect(double.statusCode).toBe(409)
    expect(lisible(double.body)).toContain('Ce membre a déjà voté « contre »')
    const rectification = await presidences.get('49')!.post(votes, {
      organisme: await organisme('49'),
      choix: 'pour',
      rectification: 'J’ai appuyé sur la mauvaise colonne.',
      reserve: 'Clause de revoyure en juin.',
    })
    expect(rectification.statusCode).toBe(303)
    const { rows } = await lignes(
      'select choix, rectifie from vote where scrutin_id = $1 and organisme_id = $2 order by saisi_le',
      [scrutin, await organisme('49')],
    )
    expect(rows.map(({ choix }) => choix)).toEqual(['contre', 'pour'])
    expect(rows[1]!['rectifie']).not.toBeNull()
  })

  it('un vote refusé revient avec ce qui a été écrit, dans son formulaire et nulle part ailleurs', async () => {
    const votes = `/seances/${seance}/scrutins/${await scrutinOuvert()}/votes`
    const cdg49 = presidences.get('49')!
    const champs = { organisme: await organisme('49'), choix: 'abstention', reserve: 'Réserve à garder.' }
    const sansMotif = await cdg49.post(votes, { ...champs, rectification: '' })
    expect(sansMotif.statusCode).toBe(409)
    expect(sansMotif.body).toContain('<a href="#vote-champ-rectification">')
    expect(lisible(sansMotif.body)).toContain('Dites pourquoi vous rectifiez')
    expect(sansMotif.body).toMatch(/<textarea[^>]*name="reserve"[^>]*>Réserve à garder\.</)
    expect(sansMotif.body).toMatch(/<option value="abstention" selected="">/)
    const trop = await cdg49.post(votes, { ...champs, reserve: 'R'.repeat(4001), rectification: 'Motif.' })
    expect(trop.statusCode).toBe(422)
    expect(trop.body).toContain('<a href="#vote-champ-reserve">')
    expect(trop.body).toContain('R'.repeat(4001))
    expect(trop.body.match(/id="[^"]*fautes"/g)).toEqual(['id="vote-fautes"'])
  })

  it('le formulaire du vote avec réserve sert aussi au premier vote ; rectifier garde la réserve, ou la retire sur demande', async () => {
    const scrutin = await scrutinOuvert()
    const votes = `/seances/${seance}/scrutins/${scrutin}/votes`
    const cdg49 = presidences.get('49')!
    const champs = { organisme: await organisme('49'), choix: 'pour', reserve: '' }
    const motifs = async () =>
      (
        await lignes('select motif from vote where scrutin_id = $1 and organisme_id = $2 order by saisi_le', [
          scrutin,
          champs.organisme,
        ])
      ).rows.map(({ motif }) => motif)
    expect((await cdg49.post(votes, { ...champs, rectification: 'Relecture.' })).statusCode).toBe(303)
    expect((await motifs()).at(-1)).toBe('Clause de revoyure en juin.')
    const retrait = { ...champs, retire_reserve: 'oui', rectification: 'Réserve levée.' }
    expect((await cdg49.post(votes, retrait)).statusCode).toBe(303)
    expect((await motifs()).at(-1)).toBe('')
    const reprise = { ...champs, reserve: 'Clause de revoyure en juin.', rectification: 'Réserve reprise.' }
    expect((await cdg49.post(votes, reprise)).statusCode).toBe(303)
  })

  it('deux votes simultanés du même siège n’en font qu’un', async () => {
    const { rows } = await lignes('select count(*) from vote where scrutin_id = $1 and rectifie is null', [
      await scrutinOuvert(),
    ])
    expect(Number(rows[0]!['count'])).toBe(5)
    await expect(
      lignes(
        'insert into vote (id, cooperation_id, scrutin_id, organisme_id, choix, saisi_le, saisi_par) select gen_random_uuid(), cooperation_id, scrutin_id, organisme_id, choix, saisi_le, saisi_par from vote where rectifie is null order by id limit 1',
      ),
    ).rejects.toThrow(/un_vote_par_siege/)
  })

  it('pendant une suspension, nul ne vote et le vote ne se clôt pas', async () => {
    const scrutin = `/seances/${seance}/scrutins/${await scrutinOuvert()}`
    expect((await coordinatrice.post(`/seances/${seance}/suspendre`)).statusCode).toBe(303)
    const refuses = [
      await presidences.get('49')!.post(`${scrutin}/votes`, {
        organisme: await organisme('49'),
        choix: 'contre',
        rectification: 'Changement d’avis.',
      }),
      await coordinatrice.post(`${scrutin}/clore`),
    ]
    for (const refus of refuses) {
      expect(refus.statusCode).toBe(409)
      expect(lisible(refus.body)).toContain('La séance n’est pas ouverte en ce moment')
    }
    expect((await coordinatrice.post(`/seances/${seance}/reprendre`)).statusCode).toBe(303)
  })

  it('le verdict s’explique, et la décision donne une suite à chaque membre lié', async () => {
    expect(
      (await coordinatrice.post(`/seances/${seance}/scrutins/${await scrutinOuvert()}/clore`)).statusCode,
    ).toBe(303)
    const { body } = await presidences.get('53')!.get(`/seances/${seance}`)
    expect(lisible(body)).toContain('Adoptée')
    expect(lisible(body)).toContain('5 voix pour. Il en fallait 5 sur 5.')
    expect(lisible(body)).toContain('la règle demande l’unanimité des membres')
    expect(lisible(body)).toContain('Clause de revoyure en juin.')
    const { rows } = await lignes(
      "select s.etat, s.organe, count(*) from decision d join suite s on s.decision_id = d.id where d.seance_id = $1 and d.titre like 'Comment répartir%' group by 1, 2",
      [seance],
    )
    expect(rows).toEqual([{ etat: 'a_inscrire', organe: 'ca', count: 5 }])
  })

  it('une entrée de présence se rectifie sans s’effacer', async () => {
    const { rows } = await lignes(
      "select id from presence where seance_id = $1 and genre = 'arrivee' order by saisi_le desc limit 1",
      [seance],
    )
    const entree = rows[0]!['id'] as string
    const sansMotif = await coordinatrice.post(`/seances/${seance}/presences/${entree}/rectifier`, {
      motif: ' ',
    })
    expect(sansMotif.statusCode).toBe(409)
    expect(
      (
        await coordinatrice.post(`/seances/${seance}/presences/${entree}/rectifier`, {
          motif: 'Mauvaise ligne',
        })
      ).statusCode,
    ).toBe(303)
    const apres = await lignes(
      'select count(*) filter (where id = $1) as origine, count(*) filter (where rectifie = $1) as rectification from presence',
      [entree],
    )
    expect(apres.rows[0]).toEqual({ origine: 1, rectification: 1 })
    await coordinatrice.post(`/seances/${seance}/presences`, {
      organisme: await organisme('49'),
      genre: 'arrivee',
    })
  })

  it('se clôt après confirmation, et renvoie les points non traités', async () => {
    expect(lisible((await coordinatrice.get(`/seances/${seance}/clore`)).body)).toContain(
      '3 points non traités',
    )
    expect((await coordinatrice.post(`/seances/${seance}/clore`)).statusCode).toBe(303)
    const { rows } = await lignes(
      'select statut, count(*) from point where seance_id = $1 group by 1 order by 1',
      [seance],
    )
    expect(rows).toEqual([
      { statut: 'reporte', count: 3 },
      { statut: 'traite', count: 4 },
    ])
    const { rows: reportes } = await lignes(
      `select p.question from point p where p.seance_id = $1 and p.statut = 'reporte' and p.convention_id is null`,
      [seance],
    )
    const aDecider = lisible((await coordinatrice.get('/sujets')).body)
    expect(reportes.length).toBeGreaterThan(0)
    for (const { question } of reportes) expect(aDecider).toContain(lisible(String(question)))
    // Taken up again, the point is what it was: its proposal, and its mark « réservé aux membres ».
    const [garde] = (
      await lignes(
        `update point set confidentiel = true, proposition = 'Ce qui est proposé' where id = (select id from point
           where seance_id = $1 and statut = 'reporte' and convention_id is null order by ordre limit 1) returning sujet_id`,
        [seance],
      )
    ).rows
    const [prochaine] = (
      await lignes(
        `select s.id from seance s where s.statut = 'planifiee' and s.instance_id = (select instance_id from seance where id = $1) order by s.id limit 1`,
        [seance],
      )
    ).rows
    const reprise = await coordinatrice.post(`/seances/${prochaine!['id']}/points/repris`, {
      sujet: String(garde!['sujet_id']),
    })
    expect(reprise.statusCode).toBe(303)
    const { rows: repris } = await lignes(
      'select confidentiel, proposition from point where seance_id = $1 and sujet_id = $2',
      [prochaine!['id'], garde!['sujet_id']],
    )
    expect(repris).toEqual([{ confidentiel: true, proposition: 'Ce qui est proposé' }])
    const apres = await coordinatrice.post(`/seances/${seance}/suspendre`)
    expect(apres.statusCode).toBe(409)
    expect(lisible(apres.body)).toContain('n’est pas possible')
  })
})

describe('une action à trois', () => {
  it('le quatrième en est informé, sans voix ni suite', async () => {
    const rennes = await t.entrer('Présidence, CDG 35', 'Coopération des CDG bretons')
    const { rows } = await lignes(
      "select d.id, d.numero, m.organisme_id as cdg35 from decision d join membre m on m.cooperation_id = d.cooperation_id and m.libelle = 'CDG 35' where d.titre like '%immersions%'",
    )
    const { id, cdg35 } = rows[0] as { id: string; cdg35: string }
    const page = await rennes.get(`/decisions/${id}`)
    expect(lisible(page.body)).toContain('À trois')
    expect(lisible(page.body)).toContain('informés, sans suite à donner et sans être liés')
    const suites = await lignes('select organisme_id from suite where decision_id = $1', [id])
    expect(suites.rows).toHaveLength(3)
    expect(suites.rows.map(({ organisme_id }) => organisme_id)).not.toContain(cdg35)
    const essai = await rennes.post(`/decisions/${id}/suites/${cdg35}`, {
      geste: 'voter',
      version: '1',
      numeroActe: '1',
      dateActe: '01/01/2026',
    })
    expect(essai.statusCode).toBe(404)
  })
})
