// Group purchases through the front door: who launches, who asks whom, what a link opens, what is never overwritten.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ajouterJours, ajouterMois, instantParis, jourDe } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { estSiret } from '#shared/siret.ts'
import { montant } from '#shared/typographie.ts'
import { type Lire, lecteurDesAchats } from '../../../tests/achats.ts'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  SECRET,
  type Visiteur,
} from '../../../tests/application.ts'
import { compterRequetes } from '../../../tests/base/requetes-sql.ts'
import { cheminDeReponse } from './consultation/lien.ts'
import { exemple, simuler } from './simulateur/demande.ts'
import { resumer } from './simulateur/resultat.ts'

let t: ApplicationDeTest
let lire: Lire
let coordination: Visiteur
let direction53: Visiteur
let direction49: Visiteur
beforeAll(async () => {
  t = await ouvrirApplication()
  coordination = await t.entrer('Coordinatrice', 'CDG 44', 'Pays de la Loire')
  direction53 = await t.entrer('Direction', 'CDG 53', 'Pays de la Loire')
  direction49 = await t.entrer('Direction', 'CDG 49', 'Pays de la Loire')
})
afterAll(() => t.fermer())

const jour = jourDe(new Date())
const fr = (j: string) => j.split('-').reverse().join('/')
const versionDe = (page: string): string => /name="version" value="(\d+)"/.exec(page)![1]!
let COOP = ''
let SANTE = ''
beforeAll(async () => {
  const liste = (await coordination.get('/achats')).body
  SANTE = /href="\/achats\/([0-9a-f-]{36})">Complémentaire santé/.exec(liste)![1]!
  ;({ cooperation: COOP, lire } = await lecteurDesAchats(t))
})

describe('une opération', () => {
  it('se lance depuis une décision qui lie, une seule fois, et son calendrier se calcule à rebours', async () => {
    const page = (await coordination.get('/achats/nouvelle')).body
    const decision = /<option value="([0-9a-f-]{36})">[^<]*concours/.exec(page)![1]!
    const champs = {
      decision,
      titre: 'Copieurs des écoles (essai)',
      objet: 'fournitures',
      debut: '01/01/2029',
      risques: 'Prix du papier',
      cle: /name="cle" value="([^"]+)"/.exec(page)![1]!,
    }
    const cree = await coordination.post('/achats', champs)
    expect(cree.statusCode).toBe(303)
    expect((await coordination.post('/achats', champs)).headers.location).toBe(cree.headers.location)
    const fiche = lisible((await coordination.get(String(cree.headers.location))).body)
    expect(fiche).toContain('calculé à rebours du 1er janvier 2029')
    expect(fiche).toContain('Prix du papier')
    const faux = await coordination.post('/achats', { ...champs, cle: '', titre: 'x', debut: '31/02/2029' })
    expect(faux.statusCode).toBe(422)
    expect(lisible(faux.body)).toContain('Le jour « 31/02/2029 » n’existe pas')
  })

  it('n’avance que par le membre qui la conduit, et n’attribue rien sans son acte exécutoire', async () => {
    const fiche = (await coordination.get(`/achats/${SANTE}`)).body
    const version = versionDe(fiche)
    expect(
      (await direction53.post(`/achats/${SANTE}/etape`, { geste: 'clore_consultation', version })).statusCode,
    ).toBe(403)
    // A purchase launched by a decision on which the leader has no executory act yet.
    const [sansActe] = await lire<{ id: string }>(
      `select d.id from decision d join suite s on s.decision_id = d.id join membre m on m.organisme_id = s.organisme_id and m.libelle = 'CDG 49'
       where s.etat = 'votee' and d.cooperation_id = $1 order by d.numero, d.id limit 1`,
      [COOP],
    )
    const cree = await direction49.post('/achats', {
      decision: sansActe!.id,
      titre: 'Service essai',
      objet: 'services',
      debut: '01/06/2029',
    })
    const adresse = String(cree.headers.location)
    const avancer = async (geste: string, plus = {}) =>
      direction49.post(`${adresse}/etape`, {
        geste,
        version: versionDe((await direction49.get(adresse)).body),
        ...plus,
      })
    expect((await avancer('consulter')).statusCode).toBe(422)
    expect((await avancer('consulter', { jusquau: fr(ajouterJours(jour, 10)) })).statusCode).toBe(303)
    expect((await avancer('clore_consultation')).statusCode).toBe(303)
    const refuse = await avancer('attribuer')
    expect(refuse.statusCode).toBe(409)
    expect(lisible(refuse.body)).toContain('n’est pas encore exécutoire')
    const perimee = await direction49.post(`${adresse}/etape`, { geste: 'abandonner', version: '1' })
    expect(perimee.statusCode).toBe(409)
    expect(lisible(perimee.body)).toContain('Rien n’a été écrasé')
  })
})

describe('la consultation des employeurs', () => {
  const lienDe = async (courriel: string, operation = SANTE): Promise<string> => {
    const [lien] = await lire<{ id: string }>(
      'select id from achat_lien where courriel = $1 and operation_id = $2',
      [courriel, operation],
    )
    return cheminDeReponse(SECRET, { cooperationId: COOP, lienId: lien!.id }, new Date())
  }
  const PARTAGE = 'secretariat.partage@demonstration.invalid'

  it('tient en six instructions SQL, entonnoir et carte compris', async () => {
    const { requetes, valeur: rendu } = await compterRequetes(() =>
      coordination.get(`/achats/${SANTE}/employeurs`),
    )
    expect(rendu.statusCode).toBe(200)
    expect(requetes.length).toBeLessThanOrEqual(6)
    expect(lisible(rendu.body)).toContain('Part des employeurs qui ont répondu')
  })

  it('n’est ouverte qu’aux membres liés, chacun pour les siens', async () => {
    expect((await direction49.post(`/achats/${SANTE}/employeurs/inviter`)).statusCode).toBe(403)
    const deja = await direction53.post(`/achats/${SANTE}/employeurs/inviter`)
    expect(deja.statusCode).toBe(409)
    const avant = t.courriels.length
    expect((await direction53.post(`/achats/${SANTE}/employeurs/relancer`)).statusCode).toBe(303)
    await t.tachesFaites()
    const partis = t.courriels.slice(avant)
    expect(partis.length).toBeGreaterThan(0)
    expect(partis.every(({ a }) => /\.53\d{3}@/.test(a))).toBe(true)
    expect((await direction53.post(`/achats/${SANTE}/employeurs/relancer`)).statusCode).toBe(409)
  })

  it('une secrétaire répond pour ses trois communes par un lien, sans compte ; le GET n’écrit rien', async () => {
    const lien = await lienDe(PARTAGE)
    const secretaire = t.visiteur()
    const accueil = await secretaire.get(lien)
    expect(lisible(accueil.body)).toContain('collectivités attendent votre réponse')
    const adresses = [...accueil.body.matchAll(/href="(\/achats\/repondre\/[^"]+\/[0-9a-f-]{36})"/g)].map(
      ([, a]) => a!,
    )
    expect(adresses).toHaveLength(3)
    const page = await secretaire.get(adresses[0]!)
    expect(
      await lire('select 1 from achat_employeur where id = $1 and ouvert_le is not null', [
        adresses[0]!.slice(-36),
      ]),
    ).toEqual([])
    const version = versionDe(page.body)

    // What is typed is kept field by field, without judging it; two people keep each what they typed.
    expect((await secretaire.post(`${adresses[0]}/brouillon`, { mandatLe: '31/02' })).statusCode).toBe(303)
    expect(
      (await t.visiteur().post(`${adresses[0]}/brouillon`, { situation: 'Contrat en cours' })).statusCode,
    ).toBe(303)
    const reprise = (await secretaire.get(adresses[0]!)).body
    expect(reprise).toContain('value="31/02"')
    expect(reprise).toContain('Contrat en cours')

    const incomplet = await secretaire.post(adresses[0]!, { version, intention: 'oui', mandatNumero: '12' })
    expect(incomplet.statusCode).toBe(422)
    expect(lisible(incomplet.body)).toContain('Un mandat porte une date')
    const reponse = {
      version,
      intention: 'oui',
      niveau: 'Socle',
      agents: '7',
      mandatNumero: '12',
      mandatLe: fr(jour),
    }
    expect((await secretaire.post(adresses[0]!, reponse)).statusCode).toBe(303)
    // Replayed, it is the same answer; another person on an old page overwrites nothing.
    expect((await secretaire.post(adresses[0]!, reponse)).statusCode).toBe(303)
    const perimee = await secretaire.post(adresses[0]!, {
      ...reponse,
      intention: 'non',
      mandatNumero: '',
      mandatLe: '',
    })
    expect(perimee.statusCode).toBe(409)
    expect(lisible(perimee.body)).toContain('Rien n’a été écrasé')
    expect(
      await lire('select intention, agents, reponses from achat_employeur where id = $1', [
        adresses[0]!.slice(-36),
      ]),
    ).toEqual([{ intention: 'oui', agents: 7, reponses: 1 }])
    const modele = await secretaire.get(`${adresses[0]}/mandat.docx`)
    expect(modele.rawPayload.subarray(0, 2).toString()).toBe('PK')

    // The employer of another is not hers, whatever the address says.
    const [autre] = await lire<{ id: string }>(
      `select e.id from achat_employeur e where e.operation_id = $1 and e.id <> all ($2::uuid[]) order by e.nom, e.id limit 1`,
      [SANTE, adresses.map((a) => a.slice(-36))],
    )
    const ailleurs = await secretaire.post(`${lien}/${autre!.id}`, { ...reponse, version: '0' })
    expect(ailleurs.statusCode).toBe(404)
    expect((await secretaire.get(`${lien.slice(0, -3)}AAA`)).statusCode).toBe(404)
  })

  it('une réponse sur papier est saisie par son seul Centre de gestion, et le journal le dit', async () => {
    const [employeur] = await lire<{ id: string; nom: string }>(
      `select e.id, e.nom from achat_employeur e join membre m on m.organisme_id = e.centre_id and m.libelle = 'CDG 53'
       where e.operation_id = $1 and e.repondu_le is null order by e.nom, e.id limit 1`,
      [SANTE],
    )
    const papier = { intention: 'non', recuLe: fr(ajouterJours(jour, -1)), version: '0' }
    const adresse = `/achats/employeurs/${employeur!.id}`
    expect((await coordination.get(adresse)).body).not.toContain('id="papier"')
    expect((await coordination.post(`${adresse}/papier`, papier)).statusCode).toBe(403)
    expect((await direction53.post(`${adresse}/papier`, papier)).statusCode).toBe(303)
    expect(lisible((await direction53.get(adresse)).body)).toContain('sur papier, saisie par CDG 53')
    const traces = await lire<{ acteur: string; resume: string }>(
      `select acteur, resume from journal where objet_id = $1`,
      [employeur!.id],
    )
    expect(traces).toHaveLength(1)
    expect(traces[0]!.acteur).toContain('CDG 53')
    expect(traces[0]!.resume).toContain(`Réponse sur papier ${deNom(employeur!.nom)}`)
  })

  it('passé le dernier jour, le lien le dit et n’enregistre plus rien', async () => {
    const lien = await lienDe(PARTAGE)
    t.regler(instantParis(ajouterMois(jour, 3), '10:00'))
    try {
      const page = await t.visiteur().get(lien)
      expect(page.statusCode).toBe(410)
      expect(lisible(page.body)).toContain('La consultation est close')
      const [e] = await lire<{ id: string }>(
        `select id from achat_employeur where operation_id = $1 and repondu_le is null order by nom, id limit 1`,
        [SANTE],
      )
      expect(
        (await t.visiteur().post(`${lien}/${e!.id}`, { version: '0', intention: 'oui' })).statusCode,
      ).toBe(410)
    } finally {
      t.regler(new Date())
    }
  })
})

describe('le recensement', () => {
  const [EMPLOYEUR_DE, ENTETE] = [
    `select e.id, e.nom, e.siret from achat_employeur e join membre m on m.organisme_id = e.centre_id and m.libelle = 'CDG 53'
     where e.operation_id = $1 order by e.nom limit 1 offset 1`,
    'siret;matricule;naissance;statut;regime;categorie;heures_hebdo;indice_majore;ri_mensuel',
  ]
  const envoyer = (qui: Visiteur, adresse: string, lignes: readonly string[], nom = 'agents.csv') => {
    const borne = 'borne-de-test'
    const parties = [
      `--${borne}\r\nContent-Disposition: form-data; name="au"\r\n\r\n${fr(jour)}\r\n`,
      `--${borne}\r\nContent-Disposition: form-data; name="fichier"; filename="${nom}"\r\nContent-Type: text/csv\r\n\r\n${[ENTETE, ...lignes].join('\r\n')}\r\n`,
      `--${borne}--\r\n`,
    ]
    return qui.requete({
      method: 'POST',
      url: adresse,
      payload: parties.join(''),
      headers: { 'content-type': `multipart/form-data; boundary=${borne}`, 'sec-fetch-site': 'same-origin' },
    })
  }
  const siretDe = (siren: string) => Array.from({ length: 10 }, (_, i) => `${siren}0001${i}`).find(estSiret)!
  const compter = async (id: string) =>
    (
      await lire<{ n: number }>(
        'select coalesce(sum(r.agents), 0)::int as n from achat_agents a join achat_recensement r on r.id = a.recensement_id where r.employeur_id = $1',
        [id],
      )
    )[0]!.n

  it('refuse chaque ligne fautive avec sa ligne, sa colonne et sa raison, et n’écrit alors aucun agent', async () => {
    const [employeur] = await lire<{ id: string; nom: string; siret: string }>(EMPLOYEUR_DE, [SANTE])
    const adresse = `/achats/employeurs/${employeur!.id}/recensement`
    const siret = siretDe(employeur!.siret.slice(0, 9))
    const ligne = (matricule: string, indice = '400', de = siret) =>
      `${de};${matricule};1980;titulaire;CNRACL;C;35;${indice};185,50`
    const refuse = await envoyer(direction53, adresse, [
      ligne('A1'),
      ligne('A2', '12'),
      ligne('A1'),
      ligne('A3', '400', '29900000000016'),
    ])
    expect(refuse.statusCode).toBe(422)
    const lu = lisible(refuse.body)
    expect(lu).toContain('3 lignes refusées sur 4 : rien n’est enregistré')
    expect(lu).toContain(`Ce SIRET n’est pas celui ${deNom(employeur!.nom)}`)
    expect(lu).toMatch(/3 indice_majore/)
    expect(await compter(employeur!.id)).toBe(0)
    // Another member neither sends it nor reads its agents.
    expect((await envoyer(coordination, adresse, [ligne('A1')])).statusCode).toBe(403)

    expect((await envoyer(direction53, adresse, [ligne('A1'), ligne('A2')])).statusCode).toBe(303)
    expect(await compter(employeur!.id)).toBe(2)
    expect((await envoyer(direction53, adresse, [ligne('A1'), ligne('A2'), ligne('A4')])).statusCode).toBe(
      303,
    )
    const page = lisible((await direction53.get(adresse)).body)
    expect(page).toContain('3 agents recensés')
    expect(page).toContain('Remplacée : ce qui a été calculé avec elle est à revoir')
    expect(page).not.toContain('Le dernier envoi est refusé')
    const chezLesAutres = await t.base.enTantQue(
      {
        cooperationId: COOP,
        organismeId: (
          await lire<{ id: string }>(
            `select organisme_id as id from membre where libelle = 'CDG 44' and cooperation_id = $1`,
            [COOP],
          )
        )[0]!.id,
        personneId: COOP,
      },
      (tx) =>
        tx
          .selectFrom('achat_agents')
          .select('recensement_id')
          .where('recensement_id', 'in', (q) =>
            q.selectFrom('achat_recensement').select('id').where('employeur_id', '=', employeur!.id),
          )
          .execute(),
    )
    expect(chezLesAutres).toEqual([])
  })

  it('interrompu, il ne laisse rien à moitié : la version précédente reste en vigueur', async () => {
    const [employeur] = await lire<{ id: string; siret: string }>(EMPLOYEUR_DE, [SANTE])
    const avant = await compter(employeur!.id)
    const adresse = `/achats/employeurs/${employeur!.id}/recensement`
    const siret = siretDe(employeur!.siret.slice(0, 9))
    const admin = new pg.Client({ connectionString: t.url(inject('serveur').superutilisateur) })
    await admin.connect()
    // The connection dies at the last statement of the transaction, as a killed server would.
    await admin.query(`create function mourir() returns trigger language plpgsql security definer as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
      create trigger mourir after insert on achat_agents for each statement execute function mourir()`)
    try {
      const mort = await envoyer(
        direction53,
        adresse,
        Array.from({ length: 50 }, (_, i) => `${siret};B${i};1980;titulaire;CNRACL;C;35;400;10`),
      )
      expect(mort.statusCode).toBeGreaterThanOrEqual(500)
    } finally {
      await admin.query('drop trigger mourir on achat_agents; drop function mourir')
      await admin.end()
    }
    expect(await compter(employeur!.id)).toBe(avant)
    const versions = await lire<{ numero: number; courante: boolean }>(
      'select numero, remplace_le is null as courante from achat_recensement where employeur_id = $1 order by numero',
      [employeur!.id],
    )
    expect(versions).toEqual([
      { numero: 1, courante: false },
      { numero: 2, courante: true },
    ])
  })

  it('se saisit en ligne sous dix agents, sans rien retaper après un refus', async () => {
    const lien = await lire<{ id: string }>(
      `select id from achat_lien where courriel = 'secretariat.partage@demonstration.invalid'`,
    )
    const racine = cheminDeReponse(SECRET, { cooperationId: COOP, lienId: lien[0]!.id }, new Date())
    const secretaire = t.visiteur()
    const employeur = /href="(\/achats\/repondre\/[^"]+\/[0-9a-f-]{36})"/.exec(
      (await secretaire.get(racine)).body,
    )![1]!
    const un = {
      au: fr(jour),
      'naissance-1': '1980',
      'statut-1': 'titulaire',
      'regime-1': 'CNRACL',
      'categorie-1': 'C',
      'heures_hebdo-1': '35',
      'indice_majore-1': '12',
      'ri_mensuel-1': '150,00',
    }
    const refuse = await secretaire.post(`${employeur}/recensement/saisie`, un)
    expect(refuse.statusCode).toBe(422)
    expect(refuse.body).toContain('value="150,00"')
    expect(
      (await secretaire.post(`${employeur}/recensement/saisie`, { ...un, 'indice_majore-1': '400' }))
        .statusCode,
    ).toBe(303)
    expect(lisible((await secretaire.get(`${employeur}/recensement`)).body)).toContain('1 agent recensé')
  })
})

describe('le simulateur de l’agent', () => {
  it('répond sans compte et sans script, au centime du moteur, et ne garde rien', async () => {
    const agent = t.visiteur()
    const page = await agent.get('/simulateur')
    expect(page.statusCode).toBe(200)
    expect(page.headers['set-cookie']).toBeUndefined()
    const saisie = { ...exemple('2026-12-01'), indice: '420', niveau: 'haut', mois: '6' }
    const rendu = await agent.post('/simulateur', saisie)
    const issue = simuler(saisie)
    if (!issue.ok) throw new Error('La situation de l’exemple se calcule.')
    const { lignes, total, cotisation } = resumer(issue.valeur)
    const lu = lisible(rendu.body)
    for (const centimes of [
      ...lignes.flatMap(({ sans, avec, manque }) => [sans, avec, manque]),
      total.ajoute,
      cotisation,
    ])
      expect(lu).toContain(lisible(montant(centimes)))
    // The engine, asked directly for the same month, says the same.
    expect(lignes.map(({ sans, ajoute }) => sans + ajoute)).toEqual(
      issue.valeur.parcours.mois.map(({ avecContrat, cotisationAgent }) => avecContrat + cotisationAgent),
    )
    expect(lu).toContain('Comment ces montants sont calculés')
    expect(rendu.headers['cache-control']).toContain('no-store')
  })

  it('garde ce qui est tapé et dit quoi corriger, dans les mots du moteur', async () => {
    const faux = await t
      .visiteur()
      .post('/simulateur', { ...exemple('2026-12-01'), indice: '12', primes: '310,50' })
    expect(faux.statusCode).toBe(422)
    expect(lisible(faux.body)).toContain('L’indice majoré va de 366 à 1 000')
    expect(faux.body).toContain('value="310,50"')
    const impossible = await t
      .visiteur()
      .post('/simulateur', { ...exemple('2026-12-01'), statut: 'contractuel', conge: 'CLM' })
    expect(lisible(impossible.body)).toContain('Un agent contractuel n’a pas droit au CLM')
  })
})
