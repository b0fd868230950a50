// The home of a secretary, by its links and its forms alone: her twelve tasks counted in clicks, her access, what her centre writes for her.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nouvelId } from '#shared/ids.ts'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../../tests/application.ts'
import { champsDe, lignes, texteDe, valeur } from '../../../../tests/lignes.ts'
import { Promenade } from '../../../../tests/pages/promenade.ts'

let t: ApplicationDeTest
let cdg44: Visiteur
beforeAll(async () => {
  t = await ouvrirApplication()
  cdg44 = await t.entrer('Gestion statutaire, CDG 44')
})
afterAll(() => t.fermer())

/** A no, with nothing else to say. */
const NON = { intention: 'non', agents: '', mandatLe: '', mandatNumero: '' }

describe('les douze tâches d’une secrétaire, en clics', () => {
  let mairie: Visiteur
  beforeAll(async () => {
    mairie = await t.entrer('Secrétaire de mairie, trois communes')
  })
  const depuisAccueil = () => new Promenade(mairie).depart('/mairie')

  it('1. savoir ce qui est dû et où en sont ses demandes : aucun', async () => {
    const accueil = texteDe((await depuisAccueil()).page)
    for (const mot of ['À faire', 'Où en sont vos demandes', 'Vos prochaines dates', 'Réponse promise'])
      expect(accueil).toContain(mot)
  })

  it('3. répondre à la question du centre : deux', async () => {
    const p = await depuisAccueil()
    await p.suivre(/^Le CDG vous pose une question/)
    await p.presser(/^Envoyer la réponse/, { texte: 'Voici la date demandée.' })
    expect(texteDe(p.page)).toContain('Le temps repart au CDG')
    expect(p.clics).toBe(2)
  })

  // This product is no payroll, no medical file, no job board: what a secretary needs there she asks of her centre, which follows it with a date.
  it.each([
    ['2. poser une question statutaire', /^Une question statutaire/, 3],
    ['4. déclarer un poste vacant', /^Un poste se libère/, 5],
    ['5. recruter', /^Recruter/, 4],
    ['6. se faire remplacer', /^Remplacer/, 4],
    ['7. demander une visite médicale', /^Une visite médicale/, 3],
    ['8. mettre à jour le document unique', /^Le document unique/, 3],
    ['9. inscrire un agent en formation', /^Inscrire un agent/, 3],
    ['11. mettre à jour le tableau des effectifs', /^Le tableau des effectifs/, 4],
    ['12. demander un certificat, un accès', /^Un certificat/, 2],
  ])('%s', async (_tache, raccourci, permis) => {
    const p = await depuisAccueil()
    await p.suivre(raccourci)
    await p.presser(/^Envoyer la demande/, { geste: 'envoyer', urgence: '' })
    expect(texteDe(p.page)).toContain('ceci est votre accusé de réception')
    expect(p.clics).toBeLessThanOrEqual(permis)
    // The number can be read, and who has it now.
    expect(texteDe(p.page)).toMatch(/44-20\d\d-\d{6}/)
  })

  it('10. dire si la commune participe à un achat : quatre au plus', async () => {
    const p = await depuisAccueil()
    await p.suivre(/^Dire si la commune participe/)
    await p.presser(/^Envoyer la réponse/, NON)
    expect(p.clics).toBeLessThanOrEqual(4)
  })
})

it('une adresse recopiée de travers mène au formulaire, sans sa commune', async () => {
  const mairie = await t.entrer('Secrétaire de mairie, trois communes')
  const code = await valeur(t, "select code from demande_type where libelle = 'Question statutaire' limit 1")
  const reponse = await mairie.get(`/demandes/nouvelle?code=${code}&commune=a%0D%0Ab`)
  expect(reponse.statusCode).toBe(303)
  expect(reponse.headers.location).toMatch(/^\/demandes\/nouvelle\/[0-9a-f-]{36}$/)
})

it('l’accueil compte en cours ce qui attend encore une réponse', async () => {
  const mairie = await t.entrer('Secrétaire de mairie, trois communes')
  const ouvertes = await valeur(
    t,
    `select count(*) from demande d join fonction_tenue f on f.organisme_id = d.organisme_id join personne p on p.id = f.personne_id
     where p.courriel = 'secretariat.partage@demonstration.invalid' and f.fonction = 'secretariat_mairie'
       and d.etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ATTENTE_COLLECTIVITE', 'ATTENTE_TIERS', 'ROUVERTE')`,
  )
  expect(texteDe((await mairie.get('/mairie')).body)).toMatch(
    new RegExp(`Vos 3 communes \\d+ à faire, ${ouvertes} demandes? en cours`),
  )
})

describe('l’accès d’une mairie', () => {
  const courriel = 'nouvelle.secretaire@exemple.fr'
  const donner = async (organisme: string) =>
    cdg44.post('/personnes/mairies', { organisme, nom: 'Secrétaire nouvelle', courriel, cle: nouvelId() })
  const affilies = (centre: string) =>
    lignes<{ id: string; nom: string }>(
      t,
      `select a.organisme_id as id, a.nom from affiliation a join membre m on m.organisme_id = a.centre_id and m.cooperation_id = a.cooperation_id
       join cooperation c on c.id = a.cooperation_id where m.libelle = $1 and c.nom like '%Pays de la Loire' order by a.nom desc`,
      [centre],
    )

  it('se donne depuis l’interface ; le lien ouvre une session pour toutes ses communes, et se retire', async () => {
    const [une, deux] = await affilies('CDG 44')
    for (const { id } of [une!, deux!]) expect((await donner(id)).statusCode).toBe(303)
    expect((await donner(une!.id)).statusCode).toBe(409)
    await t.tachesFaites()
    const recus = t.courriels.filter(({ a }) => a === courriel)
    expect(recus[0]!.texte).toContain(`${une!.nom}, par le CDG 44 vous a donné une fonction`)
    const elle = t.visiteur()
    const lien = /\/invitation\/\S+/.exec(recus[0]!.texte)![0]
    expect((await elle.post(lien)).headers.location).toBe('/mairie')
    const accueil = texteDe((await elle.get('/mairie')).body)
    expect(accueil).toContain('Vos 2 communes')
    for (const { nom } of [une!, deux!]) expect(accueil).toContain(nom)
    expect((await elle.get('/personnes/mairies')).statusCode).toBe(403)

    const page = (await cdg44.get(`/personnes/mairies?q=${encodeURIComponent(une!.nom)}`)).body
    const retrait = /action="(\/personnes\/mairies\/[^"]+\/retirer)"/.exec(
      page.slice(page.indexOf('Secrétaire nouvelle')),
    )![1]!
    expect((await cdg44.post(retrait, champsDe(page, retrait))).statusCode).toBe(303)
    expect(texteDe((await elle.get('/mairie')).body)).not.toContain('Vos 2 communes')
  })

  it('ne se donne pas sur un membre de la coopération, même importé parmi ses employeurs', async () => {
    const membre = await valeur(t, "select organisme_id from membre where libelle = 'CDG 53'")
    await lignes(
      t,
      `insert into affiliation (id, cooperation_id, centre_id, organisme_id, nom, genre, du)
       select gen_random_uuid(), m.cooperation_id, m.organisme_id, $1, 'CDG 53, importé', 'volontaire', '2026-01-01' from membre m
       join cooperation c on c.id = m.cooperation_id where m.libelle = 'CDG 44' and c.nom like '%Pays de la Loire'`,
      [membre],
    )
    const refus = await donner(membre)
    expect(refus.statusCode).toBe(422)
    expect(texteDe(refus.body)).toContain('membre de la coopération')
    expect((await cdg44.get('/personnes/mairies?q=import%C3%A9')).body).not.toContain(membre)
    const mandats = `select id from mandat where organisme_id = $1 and fonction = 'secretariat_mairie'`
    expect(await lignes(t, mandats, [membre])).toEqual([])
    // Nor is a request noted for it.
    const type = await valeur(t, "select id from demande_type where code = 'conseil_simple' limit 1")
    const formulaire = (await cdg44.get(`/demandes/au-nom/${type}`)).body
    expect(formulaire).not.toContain(membre)
    const notee = await cdg44.post(`/demandes/au-nom/${type}`, {
      ...{ objet: 'Question d’un membre', c1: 'Question', commune: membre, origine: 'telephone' },
      ...{ version: '0', cle: nouvelId() },
    })
    expect(notee.statusCode).toBe(422)
    expect(await lignes(t, 'select id from demande where organisme_id = $1', [membre])).toEqual([])
  })

  it('ne se donne pas pour l’employeur d’un autre centre, et une saisie fausse revient', async () => {
    const [ailleurs] = await affilies('CDG 53')
    const refus = await donner(ailleurs!.id)
    expect(refus.statusCode).toBe(422)
    expect(texteDe(refus.body)).toContain('n’est pas affilié à votre centre')
    const faux = await cdg44.post('/personnes/mairies', {
      organisme: ailleurs!.id,
      nom: 'X',
      courriel: 'pas une adresse',
    })
    expect(faux.statusCode).toBe(422)
    expect(faux.body).toContain('pas une adresse')
  })

  it('dit combien d’employeurs il y a, et garde la recherche d’un envoi refusé', async () => {
    const siens = await affilies('CDG 44')
    await lignes(
      t,
      `with nes as (insert into organisme (id, siren, nom, type, source) select gen_random_uuid(), (900000000 + n)::text, 'Commune nombreuse ' || n, 'commune', 'essai'
         from generate_series(1, 320) n returning id, nom)
       insert into affiliation (id, cooperation_id, centre_id, organisme_id, nom, genre, du)
       select gen_random_uuid(), m.cooperation_id, m.organisme_id, nes.id, nes.nom, 'obligatoire', '2026-01-01' from nes, membre m
       join cooperation c on c.id = m.cooperation_id where m.libelle = 'CDG 44' and c.nom like '%Pays de la Loire'`,
    )
    const total = siens.filter(({ nom }) => !nom.startsWith('CDG')).length + 320
    const page = texteDe((await cdg44.get('/personnes/mairies')).body)
    expect(page).toContain(`${total} employeurs`)
    expect(page).toContain('les 300 premiers ici')
    const refuse = await cdg44.post('/personnes/mairies', { q: 'nombreuse 31', nom: 'X', courriel: 'faux' })
    expect(refuse.statusCode).toBe(422)
    expect(champsDe(refuse.body, '/personnes/mairies')['q']).toBe('nombreuse 31')
    expect(texteDe(refuse.body)).toContain('11 employeurs')
    // Who writes a request for one of them finds it in the list.
    const type = await valeur(t, "select id from demande_type where libelle = 'Question statutaire' limit 1")
    const noter = (await cdg44.get(`/demandes/au-nom/${type}`)).body
    expect(noter.match(/<option value="[0-9a-f-]{36}"/g)).toHaveLength(total)
  })
})

it('le centre note au téléphone la demande d’une mairie : elle part, signée des deux, et la mairie le lit et l’apprend', async () => {
  const commune = await valeur(
    t,
    `select m.organisme_id from mandat m join personne p on p.id = m.personne_id
     where p.courriel = 'secretariat.partage@demonstration.invalid' order by m.organisme_id limit 1`,
  )
  const p = await new Promenade(cdg44).depart('/demandes')
  await p.suivre(/^Noter une demande/)
  await p.suivre(/^Question statutaire/)
  const depart = t.courriels.length
  await p.presser(/^Noter la demande/, {
    commune,
    origine: 'telephone',
    objet: 'Question posée au téléphone',
    urgence: '',
  })
  expect(p.clics).toBe(3)
  expect(texteDe(p.page)).toContain('la mairie reçoit son numéro et sa date par courriel')
  expect(texteDe(p.page)).toContain('Demande notée par le centre, par téléphone')
  await t.tachesFaites()
  expect(t.courriels.slice(depart).map(({ a, objet }) => [a, /votre centre a noté/.test(objet)])).toEqual([
    ['secretariat.partage@demonstration.invalid', true],
  ])
  const mairie = await t.entrer('Secrétaire de mairie, trois communes')
  expect(texteDe((await mairie.get('/mairie')).body)).toContain('Question posée au téléphone')
  const trace = await lignes<{ resume: string; origine: string }>(
    t,
    `select j.resume, d.origine from demande d join journal j on j.objet_id = d.id
     where d.objet = 'Question posée au téléphone' and j.action = 'demande.deposer'`,
  )
  expect(trace).toHaveLength(1)
  expect(trace[0]!.origine).toBe('telephone')
  expect(trace[0]!.resume).toContain('par téléphone')

  // Another centre's employer cannot be spoken for, nor a request sent without saying how it came.
  const type = await valeur(t, "select id from demande_type where code = 'conseil_simple' limit 1")
  const mayenne = await valeur(
    t,
    `select m.organisme_id from mandat m join personne p on p.id = m.personne_id where p.courriel = 'secretariat.mayenne@demonstration.invalid'`,
  )
  const essai = { objet: 'Essai', c1: 'Question', commune: mayenne, origine: 'telephone', version: '0' }
  const refus = await cdg44.post(`/demandes/au-nom/${type}`, { ...essai, cle: nouvelId() })
  expect(refus.statusCode).toBe(422)
  const sans = await cdg44.post(`/demandes/au-nom/${type}`, {
    ...essai,
    commune,
    origine: '',
    cle: nouvelId(),
  })
  expect(texteDe(sans.body)).toContain('Dites comment la demande est arrivée')
})

it('une commune fusionnée laisse ses demandes ouvertes à la nouvelle : sa secrétaire les lit, répond, et reçoit les courriels', async () => {
  const [ancienne] = await lignes<{
    id: string
    demande: string
    version: string
    nouvelle: string
    centre: string
  }>(
    t,
    `select d.organisme_id as id, d.id as demande, d.version, d.guichet_id as centre, (select f.organisme_id from mandat f join personne p on p.id = f.personne_id
       where p.courriel = 'secretariat.partage@demonstration.invalid' order by f.organisme_id desc limit 1) as nouvelle
     from demande d join personne p on p.id = d.auteur_id join organisme g on g.id = d.guichet_id
     where p.courriel like 'mairie.%' and d.etat = 'PRISE_EN_CHARGE' and g.departement_code = '44' order by d.id limit 1`,
  )
  const { id, demande, nouvelle } = ancienne!
  const elle = await t.entrer('Secrétaire de mairie, trois communes')
  expect((await elle.get(`/demandes/${demande}`)).statusCode).toBe(404)
  await lignes(t, 'update organisme set fusionne_dans = $2, fusionne_le = now() where id = $1', [
    id,
    nouvelle,
  ])
  expect((await elle.get(`/demandes/${demande}`)).statusCode).toBe(200)
  const depart = t.courriels.length
  const question = { texte: 'Quelle commune signe ?', avant: '01/01/2030', version: ancienne!.version }
  expect((await cdg44.post(`/demandes/${demande}/faire/demander`, question)).statusCode).toBe(303)
  await t.tachesFaites()
  expect(t.courriels.slice(depart).map(({ a }) => a)).toContain('secretariat.partage@demonstration.invalid')
  const p = await new Promenade(elle).depart('/mairie')
  expect(texteDe(p.page)).toContain('Vos 3 communes')
  const version = await valeur(t, 'select version from demande where id = $1', [demande])
  expect(
    (await elle.post(`/demandes/${demande}/faire/completer`, { texte: 'La nouvelle.', version })).statusCode,
  ).toBe(303)
  expect(await valeur(t, 'select etat from demande where id = $1', [demande])).toBe('PRISE_EN_CHARGE')
  // Merged, it asks nothing more, and its number still names whom it was for.
  expect((await elle.get('/demandes/nouvelle')).body).not.toContain(id)
  expect(await valeur(t, 'select organisme_id from demande where id = $1', [demande])).toBe(id)
})

it('deux gestionnaires qui prennent et confient en même temps : chaque demande n’a qu’une personne, rien ne se bloque', async () => {
  const autre = await t.entrer('Direction, CDG 44')
  const prises = await Promise.all([cdg44, autre, cdg44, autre].map((qui) => qui.post('/demandes/suivante')))
  const ouvertes = prises.map(({ headers }) => String(headers.location)).filter((l) => l !== '/demandes')
  expect(prises.every(({ statusCode }) => statusCode === 303)).toBe(true)
  const [a, b] = [ouvertes[0], ouvertes[1]]
  expect(a).not.toBe(b)
  const gens = await lignes<{ id: string }>(
    t,
    `select p.id from personne p where p.courriel in ('gestion-statutaire.cdg44@demonstration.invalid', 'gestion-sante.cdg44@exemple.invalid') order by 1`,
  )
  const libres = await lignes<{ id: string }>(
    t,
    `select d.id from demande d join organisme o on o.id = d.traitant_id where o.departement_code = '44' and d.etat in ('DEPOSEE', 'PRISE_EN_CHARGE') order by d.id limit 6`,
  )
  const demandes = libres.map(({ id }) => id)
  const lots = await Promise.all([
    cdg44.post('/demandes/lot', { demande: demandes, a: gens[0]!.id, geste: 'attribuer' }),
    autre.post('/demandes/lot', { demande: demandes.toReversed(), a: gens[1]!.id, geste: 'attribuer' }),
  ])
  expect(lots.map(({ statusCode }) => statusCode)).toEqual([303, 303])
  const chacun = await lignes<{ responsable_id: string }>(
    t,
    'select distinct responsable_id from demande where id = any ($1::uuid[])',
    [demandes],
  )
  expect(chacun).toHaveLength(1)
})
