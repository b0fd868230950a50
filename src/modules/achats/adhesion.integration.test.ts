// Joining and living with a contract, through the front door: each employer's path, who is stuck where, what is never overwritten.
import { agentsDe, decoderTable } from '@maillage/prevoyance/recensement'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { type Lire, lecteurDesAchats } from '../../../tests/achats.ts'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  SECRET,
  type Visiteur,
} from '../../../tests/application.ts'
import { compterRequetes } from '../../../tests/base/requetes-sql.ts'
import { cheminDAdhesion, cheminDeReponse } from './consultation/lien.ts'
import { rappelerLesConsultations } from './consultation/rappeler.ts'
import { jugerSignatures } from './domain/adhesion/accord.ts'

let t: ApplicationDeTest
let lire: Lire
let coordination: Visiteur
let direction53: Visiteur
let direction49: Visiteur
let COOP = ''
let PREVOYANCE = ''
const jour = jourDe(new Date())
const fr = (j: string) => j.split('-').reverse().join('/')
const versionDe = (page: string): string => /name="version" value="(\d+)"/.exec(page)![1]!
beforeAll(async () => {
  t = await ouvrirApplication()
  coordination = await t.entrer('Coordinatrice', 'CDG 44', 'Pays de la Loire')
  direction53 = await t.entrer('Direction', 'CDG 53', 'Pays de la Loire')
  direction49 = await t.entrer('Direction', 'CDG 49', 'Pays de la Loire')
  ;({ cooperation: COOP, lire } = await lecteurDesAchats(t))
  const [achat] = await lire<{ id: string }>(
    "select id from achat_operation where objet = 'prevoyance' and etat = 'execution'",
  )
  PREVOYANCE = achat!.id
})
afterAll(() => t.fermer())

describe('le suivi des adhésions', () => {
  it('dit qui est bloqué où, en six instructions SQL au plus, filtré et exporté', async () => {
    const { requetes, valeur: page } = await compterRequetes(() =>
      coordination.get(`/achats/${PREVOYANCE}/adhesions`),
    )
    expect(page.statusCode).toBe(200)
    expect(requetes.length).toBeLessThanOrEqual(6)
    const mots = lisible(page.body)
    expect(mots).toContain('58 sur 60')
    expect(mots).toContain('1 employeur attend depuis trop longtemps')
    expect(mots).toContain('le comité social : rendre son avis')
    const bloques = lisible((await coordination.get(`/achats/${PREVOYANCE}/adhesions?attente=longue`)).body)
    expect(bloques).toContain('1 employeur, la plus longue attente d’abord')
    const csv = await coordination.get(`/achats/${PREVOYANCE}/adhesions/export?format=csv&etat=informee`)
    expect(csv.body.split('\r\n').filter(Boolean)).toHaveLength(57)
    const xlsx = await coordination.get(`/achats/${PREVOYANCE}/adhesions/export?format=xlsx`)
    expect(xlsx.rawPayload.subarray(0, 2).toString()).toBe('PK')
  })
})

describe('l’accord collectif', () => {
  it('est jugé de même par la base et par la décision, sur tous les petits cas', async () => {
    // Every pair of unions of 0 to 3 votes, 0 or 1 seat, signed or not; then three unions around the half.
    const un = [0, 1, 2, 3].flatMap((voix) =>
      [0, 1].flatMap((sieges) => [true, false].map((signe) => ({ voix, sieges, signe }))),
    )
    const cas = [
      [],
      ...un.map((a) => [a]),
      ...un.flatMap((a) => un.map((b) => [a, b])),
      ...[24, 25, 26, 49, 50, 51].flatMap((voix) =>
        [0, 1].map((sieges) => [
          { voix, sieges: 1, signe: true },
          { voix: 100 - voix, sieges, signe: false },
          { voix: 25_160_000, sieges: 0, signe: true },
        ]),
      ),
    ].map((syndicats) => syndicats.map((s, i) => ({ nom: `Syndicat ${i}`, ...s })))
    const juges = await lire<{ valide: boolean }>(
      `select accord_valable(c.syndicats) as valide from jsonb_array_elements($1::jsonb) with ordinality as c (syndicats, rang) order by c.rang`,
      [JSON.stringify(cas)],
    )
    expect(cas.length).toBeGreaterThan(250)
    expect(juges.map(({ valide }) => valide)).toEqual(
      cas.map((syndicats) => jugerSignatures(syndicats).valide),
    )
    expect(new Set(juges.map(({ valide }) => valide)).size).toBe(2)
  })

  it('est approuvé par un membre une fois signé ; un acte plus ancien est questionné, l’autorisation préalable dite', async () => {
    const [accord] = await lire<{ id: string }>(
      'select id from achat_accord where operation_id = $1 and signe_le is not null order by signe_le, id limit 1',
      [PREVOYANCE],
    )
    const adresse = `/achats/${PREVOYANCE}/accord/${accord!.id}/approuver`
    const avant = await direction53.post(adresse, { numero: '2019-4', le: '02/01/2020' })
    expect(avant.statusCode).toBe(422)
    expect(lisible(avant.body)).toContain('Cet acte précède la signature de l’accord')
    expect(avant.body).toContain('value="2019-4"')
    const dit = await direction53.post(adresse, { numero: '2019-4', le: '02/01/2020', prealable: 'oui' })
    expect(dit.statusCode).toBe(303)
    expect(lisible((await direction53.get(`/achats/${PREVOYANCE}/accord`)).body)).toContain(
      '2019-4, le 2 janvier 2020, autorisation préalable',
    )
  })
})

describe('le chemin d’un employeur', () => {
  it('se fait par le lien, sans compte, et finit avec le texte remis aux agents', async () => {
    const [lien] = await lire<{ id: string; employeur: string }>(
      `select l.id, e.id as employeur from achat_lien l join contact c on c.courriel = l.courriel join achat_employeur e on e.organisme_id = c.organisme_id
         and e.operation_id = l.operation_id join membre m on m.organisme_id = l.centre_id and m.libelle = 'CDG 44' where l.operation_id = $1`,
      [PREVOYANCE],
    )
    // As if it had everything left to do.
    await lire(
      `update achat_adhesion set etat = 'choix', faits = 0, comite = null, depose_le = null, avis = null, avis_le = null, deliberation_le = null,
        executoire_le = null, convention_le = null, accord_le = null where employeur_id = $1`,
      [lien!.employeur],
    )
    await lire(
      'update achat_recensement set remplace_le = now() where employeur_id = $1 and remplace_le is null',
      [lien!.employeur],
    )
    await lire('update achat_employeur set agents = 12 where id = $1', [lien!.employeur])
    const secretaire = t.visiteur()
    const cible = { cooperationId: COOP, lienId: lien!.id }
    // The link of the consultation goes on to the membership.
    const ancien = await secretaire.get(cheminDeReponse(SECRET, cible, new Date()))
    expect(ancien.headers.location).toContain('/achats/adherer/')
    const adresse = `${cheminDAdhesion(SECRET, cible, new Date())}/${lien!.employeur}`
    const page = await secretaire.get(adresse)
    expect(page.statusCode).toBe(200)
    const hier = fr(ajouterJours(jour, -1))
    const choix = {
      geste: 'choisir',
      version: '0',
      niveau: '95 % du net, primes comprises',
      part: '49,9',
      le: hier,
    }
    const refuse = await secretaire.post(adresse, choix)
    expect(refuse.statusCode).toBe(422)
    expect(lisible(refuse.body)).toContain('La part de l’employeur va de 50 % à 100 %')
    expect(refuse.body).toContain('value="49,9"')
    expect((await secretaire.post(adresse, { ...choix, part: '62,5' })).statusCode).toBe(303)
    // Replayed, it is the same fact; another one from an old page overwrites nothing.
    expect((await secretaire.post(adresse, { ...choix, part: '62,5' })).statusCode).toBe(303)
    expect((await secretaire.post(adresse, { ...choix, part: '70' })).statusCode).toBe(409)
    expect((await secretaire.post(adresse, { geste: 'deposer', version: '1', le: hier })).statusCode).toBe(
      303,
    )
    // Fewer than fifty agents: the advice is that of the centre's comité, which alone enters it, for several employers at once.
    expect(
      (await secretaire.post(adresse, { geste: 'recevoir_avis', avis: 'favorable', version: '2', le: hier }))
        .statusCode,
    ).toBe(409)
    const comites = await coordination.get(`/achats/${PREVOYANCE}/comites`)
    expect(lisible(comites.body)).toContain('1 dossier attend l’avis du comité social')
    expect(
      (await coordination.post(`/achats/${PREVOYANCE}/comites/avis`, { avis: 'favorable', le: hier }))
        .statusCode,
    ).toBe(422)
    expect(
      (
        await coordination.post(`/achats/${PREVOYANCE}/comites/avis`, {
          employeurs: lien!.employeur,
          avis: 'favorable',
          le: hier,
        })
      ).statusCode,
    ).toBe(303)
    const vote = { geste: 'voter', version: '3', numero: '2026-12', le: fr(ajouterJours(jour, -5)) }
    const tropTot = await secretaire.post(adresse, vote)
    expect(tropTot.statusCode).toBe(422)
    expect(lisible(tropTot.body)).toContain('Ce jour vient avant l’avis du comité')
    // Whether it approves the agreement is said, never supposed: nothing is ticked.
    const tu = await secretaire.post(adresse, { ...vote, le: hier })
    expect(tu.statusCode).toBe(422)
    expect(lisible(tu.body)).toContain('Dites si cette délibération approuve l’accord collectif')
    expect(tu.body).not.toMatch(/<input(?=[^>]*name="accord")[^>]*checked/)
    expect((await secretaire.post(adresse, { ...vote, le: hier, accord: 'non' })).statusCode).toBe(303)
    expect(
      (await secretaire.post(adresse, { geste: 'rendre_executoire', version: '4', le: hier })).statusCode,
    ).toBe(303)
    const centre = `/achats/employeurs/${lien!.employeur}/adhesion`
    expect((await direction53.post(centre, { geste: 'signer', version: '5', le: hier })).statusCode).toBe(403)
    // The assembly voted without a word of the agreement that its centre negotiated: it approves it apart, then the convention is signed.
    const sansAccord = await coordination.post(centre, { geste: 'signer', version: '5', le: hier })
    expect(sansAccord.statusCode).toBe(409)
    expect(lisible(sansAccord.body)).toContain('n’a pas approuvé l’accord collectif')
    expect((await secretaire.get(adresse)).body).toContain('Enregistrer l’approbation de l’accord')
    const approbation = { geste: 'approuver_accord', version: '5', le: hier }
    expect((await secretaire.post(adresse, approbation)).statusCode).toBe(422)
    const ancienne = await secretaire.post(adresse, { ...approbation, numero: '2019-13', le: '02/01/2020' })
    expect(ancienne.statusCode).toBe(422)
    expect(lisible(ancienne.body)).toContain('n’a pas pu l’approuver')
    expect((await secretaire.post(adresse, { ...approbation, numero: '2026-13' })).statusCode).toBe(303)
    expect((await secretaire.get(adresse)).body).not.toContain('Enregistrer l’approbation de l’accord')
    expect((await coordination.post(centre, { geste: 'signer', version: '6', le: hier })).statusCode).toBe(
      303,
    )
    // On paper, in her name: the journal says who entered it.
    expect((await coordination.post(centre, { geste: 'informer', version: '7', le: hier })).statusCode).toBe(
      303,
    )
    const fin = lisible((await coordination.get(centre)).body)
    expect(fin).toContain('L’adhésion est complète')
    expect(fin).toContain('d’après un papier (')
    expect(
      await lire(
        "select par from achat_adhesion_fait where employeur_id = $1 and geste = 'informer' order by saisi_le desc limit 1",
        [lien!.employeur],
      ),
    ).toEqual([{ par: 'papier' }])
    for (const document of ['deliberation.docx', 'note-agents.docx'])
      expect((await secretaire.get(`${adresse}/${document}`)).rawPayload.subarray(0, 2).toString()).toBe('PK')
  })

  it('se relance en un message par adresse, et pas deux fois en sept jours', async () => {
    // An act is executory, the assembly has yet to approve the agreement: it is the employer's turn.
    const [attendu] = await lire<{ id: string; courriel: string; centre: string }>(
      `select e.id, min(c.courriel) as courriel, e.centre_id as centre from achat_employeur e join achat_adhesion a on a.employeur_id = e.id
         join membre m on m.organisme_id = e.centre_id and m.libelle = 'CDG 53' join contact c on c.organisme_id = e.organisme_id and c.centre_id = e.centre_id
       where e.operation_id = $1 and a.etat = 'conventionnee' group by e.id, e.nom order by e.nom, e.id limit 1`,
      [PREVOYANCE],
    )
    await lire(
      `update achat_adhesion set etat = 'executoire', accord_le = null, comite = 'centre' where employeur_id = $1`,
      [attendu!.id],
    )
    const avant = t.courriels.length
    expect((await direction53.post(`/achats/${PREVOYANCE}/adhesions/relancer`)).statusCode).toBe(303)
    await t.tachesFaites()
    const partis = t.courriels.slice(avant)
    expect(partis.length).toBeGreaterThan(0)
    expect(new Set(partis.map(({ a }) => a)).size).toBe(partis.length)
    expect(partis.every(({ texte }) => /informer les agents|faire approuver/.test(texte))).toBe(true)
    const relance = partis.find(({ a }) => a === attendu!.courriel)!
    expect(relance.texte).toContain('faire approuver l’accord collectif par son assemblée')
    expect(lisible((await direction53.get(`/achats/${PREVOYANCE}/adhesions`)).body)).toContain(
      'l’employeur : faire approuver l’accord collectif',
    )
    // Behind one link for two employers, what waits is said too.
    await lire(
      `insert into contact (id, cooperation_id, centre_id, organisme_id, nom, role, courriel)
       select gen_random_uuid(), e.cooperation_id, e.centre_id, e.organisme_id, 'Secrétariat partagé', 'secretariat', $1
       from achat_employeur e join achat_adhesion a on a.employeur_id = e.id
       where e.operation_id = $2 and e.centre_id = $3 and a.etat = 'informee' order by e.nom, e.id limit 1`,
      [attendu!.courriel, PREVOYANCE, attendu!.centre],
    )
    const chemin = /http:\/\/maillage\.test(\/achats\/adherer\/\S+)/.exec(relance.texte)![1]!
    const plusieurs = lisible((await t.visiteur().get(chemin)).body)
    expect(plusieurs).toContain('1 collectivité a quelque chose à faire')
    expect(plusieurs).toContain('doit faire approuver l’accord collectif')
    await lire(
      `update achat_adhesion set etat = 'conventionnee', accord_le = executoire_le where employeur_id = $1`,
      [attendu!.id],
    )
    expect((await direction53.post(`/achats/${PREVOYANCE}/adhesions/relancer`)).statusCode).toBe(409)
    expect((await direction49.post(`/achats/${PREVOYANCE}/adhesions/relancer`)).statusCode).toBe(409)
  })

  it('suit un modèle versionné, écrit par le membre qui conduit', async () => {
    const adresse = `/achats/${PREVOYANCE}/modele`
    const version = versionDe((await coordination.get(adresse)).body)
    const faux = await coordination.post(adresse, {
      version,
      texte: '# Projet de {{employeur}} {{inconnue}}',
    })
    expect(faux.statusCode).toBe(422)
    expect(lisible(faux.body)).toContain('n’est pas une variable connue')
    const juste = { version, texte: '# Projet de {{employeur}}, niveau {{niveau}}' }
    expect((await coordination.post(adresse, juste)).statusCode).toBe(303)
    expect((await coordination.post(adresse, juste)).statusCode).toBe(303)
    expect((await coordination.post(adresse, { ...juste, texte: `${juste.texte} !` })).statusCode).toBe(409)
    expect((await direction49.post(adresse, { ...juste, version: '1' })).statusCode).toBe(403)
    expect(await lire('select numero from achat_modele where operation_id = $1', [PREVOYANCE])).toEqual([
      { numero: 1 },
    ])
  })
})

describe('la paie et les dispenses', () => {
  it('donne base, taux, parts et opposabilité par agent ; une déclaration change le fichier, pour son seul centre', async () => {
    const [r] = await lire<{ id: string; agents: number; colonnes: Buffer }>(
      `select e.id, r.agents, g.colonnes from achat_employeur e join achat_recensement r on r.employeur_id = e.id and r.remplace_le is null
       join achat_agents g on g.recensement_id = r.id join membre m on m.organisme_id = e.centre_id and m.libelle = 'CDG 53'
       where e.operation_id = $1 order by e.nom, e.id limit 1`,
      [PREVOYANCE],
    )
    const e = {
      ...r!,
      matricule: [...agentsDe(decoderTable(r!.colonnes))].find((a) => !a.contratIndividuel)!.matricule,
    }
    const adresse = `/achats/employeurs/${e.id}/adhesion/paie`
    const page = await direction53.get(`${adresse}?mois=2026-03`)
    expect(page.statusCode).toBe(200)
    expect((await direction49.get(adresse)).statusCode).toBe(404)
    const lignes = async () => {
      const csv = (await direction53.get(`${adresse}/export?format=csv&mois=2026-03`)).body
      return csv
        .split('\r\n')
        .filter(Boolean)
        .map((ligne) => ligne.split(';'))
    }
    const avant = await lignes()
    expect(avant).toHaveLength(e.agents + 1)
    const centimes = (texte: string) => Number(texte.replace(',', '.').replace(/\s/g, '')) * 100
    for (const [, , , base, taux, cotisation, employeur, agent] of avant.slice(1)) {
      expect(Math.round(centimes(employeur!) + centimes(agent!))).toBe(Math.round(centimes(cotisation!)))
      if (centimes(cotisation!) > 0)
        expect(
          Math.abs(centimes(base!) * (Number(taux!.replace(',', '.')) / 100) - centimes(cotisation!)),
        ).toBeLessThanOrEqual(0.5001)
      expect(centimes(employeur!)).toBeGreaterThanOrEqual(centimes(agent!))
    }
    const cle = /name="cle" value="([^"]+)"/.exec(page.body)![1]!
    const declaration = {
      cle,
      matricule: e.matricule,
      motif: 'accord',
      declareeLe: '01/03/2026',
      jusquau: '31/12/2026',
      piece: '',
    }
    const refus = await direction53.post(`${adresse}/dispenses`, declaration)
    expect(refus.statusCode).toBe(422)
    expect(lisible(refus.body)).toContain('Un cas de l’accord se justifie')
    const juste = { ...declaration, piece: 'attestation du 1er mars (fictif)' }
    expect(
      (await direction53.post(`${adresse}/dispenses`, { ...juste, matricule: 'inconnu' })).statusCode,
    ).toBe(422)
    expect((await direction53.post(`${adresse}/dispenses`, juste)).statusCode).toBe(303)
    expect((await direction53.post(`${adresse}/dispenses`, juste)).statusCode).toBe(303)
    expect(await lire('select 1 from achat_dispense where employeur_id = $1', [e.id])).toHaveLength(1)
    const sien = (await lignes()).find(([matricule]) => matricule === e.matricule)!
    expect(sien.slice(5, 9)).toEqual(['0,00', '0,00', '0,00', '01/01/2027'])
  })
})

describe('les rappels de la consultation', () => {
  it('partent seuls, un par adresse, jamais à qui a répondu, et pas deux fois le même jour', async () => {
    const envoyer = {
      courriel: { envoyer: async (_tx: unknown, { a }: { a: string }) => void partis.push(a) },
      adresse: 'http://maillage.test',
      secret: SECRET,
    }
    const partis: string[] = []
    const messages = await rappelerLesConsultations(t.base, envoyer, new Date())
    expect(messages).toBeGreaterThan(0)
    expect(partis).toHaveLength(messages)
    const { length } = await lire(
      'select from achat_employeur where relances > 0 and repondu_le is not null and relance_le > repondu_le',
    )
    expect(length).toBe(0)
    expect(await rappelerLesConsultations(t.base, envoyer, new Date())).toBe(0)
  })
})

describe('les réunions d’information', () => {
  it('s’annoncent par chaque centre, se suivent dans un agenda, et restent barrées une fois annulées', async () => {
    const [sante] = await lire<{ id: string }>("select id from achat_operation where objet = 'sante'")
    const adresse = `/achats/${sante!.id}/reunions`
    const cle = /name="cle" value="([^"]+)"/.exec((await direction53.get(adresse)).body)![1]!
    const saisie = {
      cle,
      titre: 'Réunion essai',
      le: fr(ajouterJours(jour, 3)),
      heure: '14 h 30',
      minutes: '45',
    }
    const passee = await direction53.post(adresse, {
      ...saisie,
      cle: nouvelId(),
      le: fr(ajouterJours(jour, -3)),
    })
    expect(passee.statusCode).toBe(422)
    expect((await direction49.post(adresse, { ...saisie, cle: nouvelId() })).statusCode).toBe(403)
    expect((await direction53.post(adresse, saisie)).statusCode).toBe(303)
    expect((await direction53.post(adresse, saisie)).statusCode).toBe(303)
    const agenda = async () => (await direction49.get(`${adresse}.ics`)).body
    expect((await agenda()).match(/SUMMARY:Réunion essai/g)).toHaveLength(1)
    const [reunion] = await lire<{ id: string }>("select id from achat_reunion where titre = 'Réunion essai'")
    expect((await coordination.post(`${adresse}/${reunion!.id}/annuler`, { version: '1' })).statusCode).toBe(
      403,
    )
    expect((await direction53.post(`${adresse}/${reunion!.id}/annuler`, { version: '1' })).statusCode).toBe(
      303,
    )
    expect(await agenda()).toContain('SUMMARY:Annulée : Réunion essai')
  })
})

describe('l’accueil d’une secrétaire', () => {
  it('n’attend plus rien d’un achat clos', async () => {
    const mairie = await t.entrer('Secrétaire de mairie, trois communes')
    const accueil = async () => lisible((await mairie.get('/mairie')).body)
    const [achat] = await lire<{ id: string; titre: string; version: number }>(
      "update achat_operation set etat = 'execution', adhesions_le = now() where objet = 'sante' returning id, titre, version",
    )
    expect(await accueil()).toContain(`Adhésion, à vous de choisir son niveau : ${achat!.titre}`)
    // Its act executory, the assembly has yet to approve the agreement of the centre: it is the town hall's turn.
    await lire(
      `insert into achat_accord (id, cooperation_id, operation_id, niveau, titre, elections_le, syndicats, signe_le)
       select gen_random_uuid(), cooperation_id, id, 'region', 'Accord d’essai', '2022-12-08', '[{"nom":"A","voix":1,"sieges":1,"signe":true}]', current_date - 30
       from achat_operation where id = $1`,
      [achat!.id],
    )
    await lire(
      `insert into achat_adhesion (id, cooperation_id, centre_id, operation_id, employeur_id, etat, comite, depuis)
       select gen_random_uuid(), cooperation_id, centre_id, operation_id, id, 'executoire', 'centre', now() from achat_employeur where operation_id = $1
       on conflict (employeur_id) do update set etat = excluded.etat, comite = excluded.comite, accord_le = null`,
      [achat!.id],
    )
    expect(await accueil()).toContain(
      `Adhésion, à vous de faire approuver l’accord collectif par son assemblée : ${achat!.titre}`,
    )
    const close = await coordination.post(`/achats/${achat!.id}/etape`, {
      geste: 'clore',
      version: String(achat!.version),
    })
    expect(close.statusCode).toBe(303)
    expect(await accueil()).not.toContain('Adhésion, à vous')
  })
})
