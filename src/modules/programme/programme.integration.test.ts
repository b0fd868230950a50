// The programme through its front door: who may do what, what is kept when it is refused, what the base holds afterwards.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nouvelId } from '#shared/ids.ts'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../tests/application.ts'
import { champCache, lignes, texteDe, valeur } from '../../../tests/lignes.ts'

const BRETAGNE = 'Coopération des CDG bretons'
let t: ApplicationDeTest
let coordinatrice: Visiteur
let cdg29: Visiteur
let cdg56: Visiteur

const actionDe = (code: string, cooperation = BRETAGNE) =>
  valeur(
    t,
    'select a.id from action a join cooperation c on c.id = a.cooperation_id where a.code = $1 and c.nom = $2',
    [code, cooperation],
  )
const etat = async (id: string) => (await lignes(t, 'select * from action where id = $1', [id]))[0]!
const lire = async (qui: Visiteur, adresse: string) => texteDe((await qui.get(adresse)).body)

beforeAll(async () => {
  t = await ouvrirApplication()
  coordinatrice = await t.entrer('Coordinatrice, CDG 35', BRETAGNE)
  cdg29 = await t.entrer('Direction, CDG 29', BRETAGNE)
  cdg56 = await t.entrer('Direction, CDG 56', BRETAGNE)
})
afterAll(() => t.fermer())

describe('le programme se lit', () => {
  it('avec ses axes, ses orientations, ses actions et une case par membre, pour tous', async () => {
    const [{ axes, orientations, actions }] = (await lignes(
      t,
      `select count(distinct x.id) as axes, count(distinct o.id) as orientations, count(a.id) as actions from action a
       join orientation o on o.id = a.orientation_id join axe x on x.id = o.axe_id
       join cooperation c on c.id = a.cooperation_id where c.nom = $1`,
      [BRETAGNE],
    )) as [{ axes: number; orientations: number; actions: number }]
    expect([axes, orientations, actions].map(Number)).toEqual([5, 12, 33])
    for (const qui of [coordinatrice, cdg56]) {
      const { body } = await qui.get('/programme')
      const lu = texteDe(body)
      expect(lu).toContain('1. Renforcer l’attractivité de la FPT')
      expect(lu).toContain('Lancer une marque employeur régionale')
      expect(body.match(/class="case"/g)).toHaveLength(33 * 4)
    }
  })

  it('par axe, chef de file, météo, nature, ou pour les nôtres', async () => {
    const compter = async (filtre: string, qui = cdg29) =>
      (await qui.get(`/programme${filtre}`)).body.match(/href="\/programme\/actions\/[0-9a-f-]{36}"/g)
        ?.length ?? 0
    expect(await compter('?axe=3')).toBe(7)
    expect(await compter('?nature=immersion')).toBe(1)
    expect(await compter('?chef=CDG%2029')).toBeGreaterThan(3)
    const parTemps = await Promise.all(
      ['vert', 'orange', 'rouge', 'gris'].map((temps) => compter(`?meteo=${temps}`)),
    )
    expect(parTemps.every((n) => n > 0)).toBe(true)
    expect(parTemps.reduce((a, b) => a + b)).toBe(33)
    // The CDG 35 is only told of what is done without it.
    expect(await compter('?nous=1')).toBe(33)
    expect(await compter('?nous=1', coordinatrice)).toBeLessThan(33)
    expect(await lire(cdg29, '/programme?axe=inconnu')).toContain('Aucune action ne répond à ces filtres')
  })

  it('est vide, et dit quoi faire, là où il n’est pas ouvert', async () => {
    const ailleurs = await t.entrer('Coordinatrice, CDG 35', 'Grand Ouest concours')
    expect(await lire(ailleurs, '/programme')).toContain('Le programme n’est pas encore ouvert')
  })

  it('ne se montre pas à une autre coopération', async () => {
    const ailleurs = await t.entrer('Direction, CDG 49', 'Centres de gestion des Pays de la Loire')
    expect((await ailleurs.get(`/programme/actions/${await actionDe('1.1.1')}`)).statusCode).toBe(404)
    expect((await ailleurs.get('/programme/actions/pas-un-identifiant')).statusCode).toBe(404)
  })

  it('compte la part de chaque membre, sans classement', async () => {
    const lu = await lire(cdg56, '/programme/membres')
    expect(lu).toContain('ces nombres servent à répartir, pas à comparer')
    for (const membre of ['CDG 22', 'CDG 29', 'CDG 35', 'CDG 56']) expect(lu).toContain(membre)
  })

  it('montre une géométrie à trois et à deux', async () => {
    const hdf = await t.entrer('Direction, CDG 02', 'Hauts-de-France')
    const { body } = await hdf.get('/programme')
    expect(body.match(/Chef de file<\/span>/g)).toHaveLength(3)
    expect(body.match(/Participe<\/span>/g)).toHaveLength(2)
    const centre = await valeur(
      t,
      "select count(*) from action a join cooperation c on c.id = a.cooperation_id where c.nom like '%départements du Loir%'",
    )
    expect(Number(centre)).toBe(20)
  })
})

describe('une action naît', () => {
  const cadre = async (cle = nouvelId()) => ({
    cle,
    orientation: await valeur(
      t,
      'select o.id from orientation o join action a on a.orientation_id = o.id where a.id = $1',
      [await actionDe('5.3.1')],
    ),
    code: '5.3.8',
    titre: 'Partager une calculatrice de coûts',
    nature: 'experimentation',
    origine: 'initiative',
    base: 'volontariste',
    chef: await valeur(t, 'select organisme_id from membre where libelle = $1 limit 1', ['CDG 29']),
    binome: '',
  })

  it('par la coordination, avec une ligne de participation pour chaque membre, une fois même envoyée deux fois', async () => {
    const champs = await cadre()
    const premier = await coordinatrice.post('/programme/actions', champs)
    expect(premier.statusCode).toBe(303)
    const second = await coordinatrice.post('/programme/actions', champs)
    expect(second.headers.location).toBe(premier.headers.location)
    const id = await actionDe('5.3.8')
    const participations = await lignes(
      t,
      'select m.libelle, p.type from participation p join membre m on m.organisme_id = p.organisme_id and m.cooperation_id = p.cooperation_id where p.action_id = $1 order by 1',
      [id],
    )
    expect(participations).toEqual([
      { libelle: 'CDG 22', type: 'informe' },
      { libelle: 'CDG 29', type: 'participant' },
      { libelle: 'CDG 35', type: 'informe' },
      { libelle: 'CDG 56', type: 'informe' },
    ])
  })

  it('pas par un autre membre', async () => {
    expect((await cdg29.post('/programme/actions', await cadre())).statusCode).toBe(403)
    expect((await cdg29.get('/programme/actions/nouvelle')).statusCode).toBe(403)
  })

  it('garde ce qui a été saisi quand un champ est refusé', async () => {
    const champs = { ...(await cadre()), code: 'sans point', titre: '' }
    const refusee = await coordinatrice.post('/programme/actions', champs)
    expect(refusee.statusCode).toBe(422)
    expect(refusee.body).toContain('value="sans point"')
    expect(refusee.body).toContain('href="#champ-code"')
    const pris = await coordinatrice.post('/programme/actions', await cadre())
    expect(pris.statusCode).toBe(422)
    expect(texteDe(pris.body)).toContain('Une autre action porte déjà ce code')
    const double = { ...(await cadre()), code: '5.3.9' }
    expect(
      texteDe((await coordinatrice.post('/programme/actions', { ...double, binome: double.chef })).body),
    ).toContain('Le binôme est un autre membre')
  })
})

describe('la fiche', () => {
  const fond = {
    objectifs: 'Des objectifs écrits par le chef de file.',
    resultatAttendu: '',
    publics: '',
    niveau: '2',
    niveauCible: '4',
    conventionReference: '',
    cleDecisionId: '',
    clauseReference: '',
    piloteId: '',
    coutPrevu: '1 250,50',
    coutReel: '',
    avancementForce: '',
    avancementMotif: '',
  }
  const adresse = async () => `/programme/actions/${await actionDe('1.1.1')}`

  it('est écrite par son chef de file, lue par tous, et garde son histoire', async () => {
    const ici = await adresse()
    const version = champCache((await cdg29.get(`${ici}/modifier`)).body, 'version')
    expect((await cdg29.post(`${ici}/modifier`, { ...fond, version })).statusCode).toBe(303)
    expect(await etat(await actionDe('1.1.1'))).toMatchObject({
      niveau: 2,
      niveau_cible: 4,
      cout_prevu_centimes: 125_050,
    })
    const lu = await lire(cdg56, ici)
    expect(lu).toContain('Des objectifs écrits par le chef de file.')
    expect(lu).toContain('Niveau visé')
    expect(lu).toContain('De l’argent est prévu, sans convention')
    expect(lu).not.toContain('Modifier la fiche')
  })

  it('n’est pas écrite par un autre membre, ni par la coordination', async () => {
    const ici = await adresse()
    const { version } = await etat(await actionDe('1.1.1'))
    for (const qui of [cdg56, coordinatrice]) {
      const refus = await qui.post(`${ici}/modifier`, {
        ...fond,
        objectifs: 'Pirate',
        version: String(version),
      })
      expect(refus.statusCode).toBe(403)
    }
    expect((await etat(await actionDe('1.1.1')))['objectifs']).toContain('chef de file')
  })

  it('n’écrase rien quand la page est périmée', async () => {
    const ici = await adresse()
    const perimee = await cdg29.post(`${ici}/modifier`, { ...fond, objectifs: 'Trop tard', version: '1' })
    expect(perimee.statusCode).toBe(409)
    expect(texteDe(perimee.body)).toContain('Rien n’a été écrasé')
    expect((await etat(await actionDe('1.1.1')))['objectifs']).not.toBe('Trop tard')
  })

  it('demande une convention et une clé à partir de N4, et garde la saisie', async () => {
    const ici = await adresse()
    const version = champCache((await cdg29.get(`${ici}/modifier`)).body, 'version')
    const poster = (champs: object) =>
      cdg29.post(`${ici}/modifier`, { ...fond, version, niveau: '4', ...champs })
    const sansConvention = await poster({})
    expect(sansConvention.statusCode).toBe(422)
    expect(texteDe(sansConvention.body)).toContain('une convention porte les moyens partagés')
    const sansCle = await poster({ conventionReference: 'Convention 2026-12' })
    expect(sansCle.statusCode).toBe(422)
    expect(sansCle.body).toContain('value="Convention 2026-12"')
    const cleFausse = await poster({ conventionReference: 'C', cleDecisionId: nouvelId() })
    expect(cleFausse.statusCode).toBe(422)
    expect((await poster({ niveau: '4', coutPrevu: 'beaucoup' })).statusCode).toBe(422)
    expect((await etat(await actionDe('1.1.1')))['niveau']).toBe(2)
  })

  it('passe à N4 avec sa convention et sa clé, puis à N5 avec la clause qui nomme le centre', async () => {
    const ici = await adresse()
    const id = await actionDe('1.1.1')
    const cle = nouvelId()
    await lignes(
      t,
      `insert into decision (id, cooperation_id, numero, type, titre, adoptee_le, porte)
       select $1, cooperation_id, '2026-99-D01', 'cle', 'Clé de répartition', current_date, array[gen_random_uuid()] from action where id = $2`,
      [cle, id],
    )
    const poster = async (champs: object) =>
      cdg29.post(`${ici}/modifier`, {
        ...fond,
        version: champCache((await cdg29.get(`${ici}/modifier`)).body, 'version'),
        conventionReference: 'Convention 2026-12',
        cleDecisionId: cle,
        ...champs,
      })
    expect((await poster({ niveau: '4' })).statusCode).toBe(303)
    expect((await etat(id))['niveau']).toBe(4)
    const sansClause = await poster({ niveau: '5' })
    expect(sansClause.statusCode).toBe(422)
    expect((await poster({ niveau: '5', clauseReference: 'Partie 4, CDG 29' })).statusCode).toBe(303)
    expect(await etat(id)).toMatchObject({
      niveau: 5,
      cle_decision_id: cle,
      clause_reference: 'Partie 4, CDG 29',
    })
    expect(await lire(cdg56, ici)).toContain('N5')
  })
})

describe('le statut', () => {
  it('avance par qui en a le droit, avec la décision qu’il demande', async () => {
    const id = await actionDe('5.3.8')
    const version = async () => String((await etat(id))['version'])
    const retenir = async (qui: Visiteur, champs: object) =>
      qui.post(`/programme/actions/${id}/statut/retenir`, { version: await version(), ...champs })
    expect((await retenir(cdg29, {})).statusCode).toBe(403)
    const sans = await retenir(coordinatrice, {})
    expect(sans.statusCode).toBe(422)
    expect(texteDe(sans.body)).toContain('Ce geste s’appuie sur une décision commune')
    expect((await retenir(coordinatrice, { decisionId: nouvelId() })).statusCode).toBe(422)
    const decisionId = await valeur(
      t,
      'select d.id from decision d join cooperation c on c.id = d.cooperation_id where c.nom = $1 order by d.id limit 1',
      [BRETAGNE],
    )
    expect((await retenir(coordinatrice, { decisionId })).statusCode).toBe(303)
    expect((await retenir(coordinatrice, { decisionId })).statusCode).toBe(409)
    const lancer = () =>
      version().then((v) => cdg29.post(`/programme/actions/${id}/statut/lancer`, { version: v }))
    expect((await lancer()).statusCode).toBe(303)
    expect(await etat(id)).toMatchObject({ statut: 'en_cours', decision_id: decisionId })
    expect((await coordinatrice.post(`/programme/actions/${id}/statut/exploser`, {})).statusCode).toBe(404)
  })
})

describe('la participation', () => {
  it('est dite par chaque membre pour lui seul, datée, l’ancienne gardée', async () => {
    const id = await actionDe('5.3.8')
    const dire = (qui: Visiteur, champs: Record<string, string>) =>
      qui.post(`/programme/actions/${id}/participation`, champs)
    expect((await dire(cdg56, { type: 'observateur' })).statusCode).toBe(303)
    const sansMotif = await dire(cdg56, { type: 'non_concerne' })
    expect(sansMotif.statusCode).toBe(422)
    expect((await dire(cdg56, { type: 'tout' })).statusCode).toBe(422)
    const chef = await dire(cdg29, { type: 'informe' })
    expect(chef.statusCode).toBe(422)
    expect(texteDe(chef.body)).toContain('Votre structure mène cette action')
    const rangs = await lignes(
      t,
      `select p.type, p.au is null as courante from participation p join membre m on m.organisme_id = p.organisme_id
       and m.cooperation_id = p.cooperation_id where p.action_id = $1 and m.libelle = 'CDG 56' order by p.saisie_le`,
      [id],
    )
    expect(rangs).toEqual([
      { type: 'informe', courante: false },
      { type: 'observateur', courante: true },
    ])
  })
})

describe('les jalons et les chiffres', () => {
  it('un jalon s’ajoute une fois, se reporte avec un motif, s’atteint, et l’avancement suit', async () => {
    const id = await actionDe('5.3.8')
    const jalon = { titre: 'Maquette validée', echeance: '15/12/2027', poids: '1', cle: nouvelId() }
    for (let fois = 0; fois < 2; fois++)
      expect((await cdg29.post(`/programme/actions/${id}/jalons`, jalon)).statusCode).toBe(303)
    expect(
      (await cdg29.post(`/programme/actions/${id}/jalons`, { ...jalon, cle: nouvelId() })).statusCode,
    ).toBe(422)
    expect(
      (await cdg56.post(`/programme/actions/${id}/jalons`, { ...jalon, titre: 'Autre', cle: nouvelId() }))
        .statusCode,
    ).toBe(403)
    const jalons = await lignes(t, 'select id, version from jalon where action_id = $1', [id])
    expect(jalons).toHaveLength(1)
    const bouger = async (champs: Record<string, string>) =>
      cdg29.post(`/programme/jalons/${jalons[0]!['id']}`, {
        version: await valeur(t, 'select version from jalon where id = $1', [jalons[0]!['id']]),
        ...champs,
      })
    expect((await bouger({ geste: 'reporter', echeance: '31/01/2028' })).statusCode).toBe(422)
    expect((await bouger({ geste: 'reporter', echeance: '31/02/2028', motif: 'x' })).statusCode).toBe(422)
    expect(
      (await bouger({ geste: 'reporter', echeance: '31/01/2028', motif: 'Marché décalé' })).statusCode,
    ).toBe(303)
    expect((await bouger({ geste: 'atteindre', version: '1' })).statusCode).toBe(409)
    expect((await bouger({ geste: 'atteindre' })).statusCode).toBe(303)
    const lu = await lire(cdg56, `/programme/actions/${id}`)
    expect(lu).toContain('100 %')
    expect(lu).toContain('reporté 1 fois')
  })

  it('chaque membre donne son chiffre ; l’ensemble est la somme sur la somme', async () => {
    const id = await actionDe('5.3.8')
    const indicateur = {
      libelle: 'Agents formés',
      unite: 'agents',
      type: 'resultat',
      agregation: 'ratio',
      sens: 'hausse',
      cible: '85',
      cle: nouvelId(),
    }
    expect((await cdg29.post(`/programme/actions/${id}/indicateurs`, indicateur)).statusCode).toBe(303)
    const indicateurId = await valeur(t, 'select id from indicateur where action_id = $1', [id])
    const dire = (qui: Visiteur, champs: Record<string, string>) =>
      qui.post(`/programme/indicateurs/${indicateurId}/valeurs`, { annee: '2026', version: '0', ...champs })
    expect((await dire(cdg29, { numerateur: '1', denominateur: '2' })).statusCode).toBe(303)
    expect((await dire(cdg56, { numerateur: '90', denominateur: '100' })).statusCode).toBe(303)
    expect((await dire(cdg56, { numerateur: '90', denominateur: '100' })).statusCode).toBe(303)
    expect((await dire(cdg56, { numerateur: '12', denominateur: '100' })).statusCode).toBe(409)
    const faux = await dire(cdg56, { numerateur: '12', version: '1' })
    expect(faux.statusCode).toBe(422)
    expect((await dire(cdg56, { numerateur: 'douze', denominateur: '1' })).statusCode).toBe(422)
    expect(await lire(coordinatrice, `/programme/actions/${id}`)).toContain('89,2 % (91 sur 102)')
  })

  it('livrables, risques et partenaires s’ajoutent, avancent et se terminent sans s’effacer', async () => {
    const id = await actionDe('5.3.8')
    const ajouter = (genre: string, champs: Record<string, string>, qui = cdg29) =>
      qui.post(`/programme/actions/${id}/${genre}`, { cle: nouvelId(), ...champs })
    expect((await ajouter('livrables', { titre: 'Guide' })).statusCode).toBe(303)
    expect((await ajouter('risques', { libelle: 'Départ du référent', gravite: '3' })).statusCode).toBe(303)
    expect((await ajouter('partenaires', { nom: 'CNFPT Bretagne', type: 'cnfpt' })).statusCode).toBe(303)
    expect((await ajouter('partenaires', { nom: 'cnfpt bretagne', type: 'cnfpt' })).statusCode).toBe(422)
    expect((await ajouter('livrables', { titre: '' })).statusCode).toBe(422)
    expect((await ajouter('livrables', { titre: 'Guide 2' }, cdg56)).statusCode).toBe(403)
    for (const [table, geste] of [
      ['livrable', 'remettre'],
      ['risque', 'lever'],
      ['partenaire', 'retirer'],
    ] as const) {
      const [ligne] = await lignes(t, `select id, version from ${table} where action_id = $1`, [id])
      const adresse = `/programme/${table}s/${ligne!['id']}/${geste}`
      expect((await cdg56.post(adresse, { version: String(ligne!['version']) })).statusCode).toBe(403)
      expect((await cdg29.post(adresse, { version: String(ligne!['version']) })).statusCode, adresse).toBe(
        303,
      )
      expect((await cdg29.post(adresse, { version: String(ligne!['version']) })).statusCode).toBe(409)
    }
    const [livrable] = await lignes(t, 'select id, version from livrable where action_id = $1', [id])
    const decision = await valeur(
      t,
      'select d.id from decision d join action a on a.cooperation_id = d.cooperation_id where a.id = $1 order by d.id limit 1',
      [id],
    )
    const statuer = (champs: Record<string, string>, qui = coordinatrice) =>
      qui.post(`/programme/livrables/${livrable!['id']}/statuer`, {
        version: String(livrable!['version']),
        ...champs,
      })
    const accepte = { avis: 'accepter', preuve: `decision:${decision}` }
    expect((await statuer(accepte, cdg29)).statusCode).toBe(403)
    expect((await statuer({ avis: 'accepter', preuve: '' })).statusCode).toBe(422)
    expect((await statuer({ ...accepte, preuve: `seance:${nouvelId()}` })).statusCode).toBe(422)
    expect((await statuer({ ...accepte, avis: 'reprendre' })).statusCode).toBe(422)
    expect((await statuer(accepte)).statusCode).toBe(303)
    expect((await statuer(accepte)).statusCode).toBe(409)
    expect(await valeur(t, 'select etat from livrable where action_id = $1', [id])).toBe('accepte')
    const numero = await valeur(t, 'select numero from decision where id = $1', [decision])
    expect(await lire(cdg56, `/programme/actions/${id}`)).toContain(`Preuve : décision ${numero}`)
  })
})
