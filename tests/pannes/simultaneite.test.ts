// The same thing done twice, or by two people at once: one thing exists, and nobody's work is overwritten in silence.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { jusqua } from '../attente.ts'
import { demarrerServeur, dossierJetable, type ServeurDeTest } from '../serveur.ts'
import { lignes, urlDeLaBase } from './base.ts'
import { entrer, type Personne, visiteur } from './client.ts'
import { lancerCommande } from './commande.ts'
import { copierDonnees } from './installation.ts'

const PDL = 'Centres de gestion des Pays de la Loire'
const dossier = dossierJetable()
const donnees = join(dossier.chemin, 'donnees')
let serveur: ServeurDeTest
let url: string
let coordinatrice: Personne
let organismes: ReadonlyMap<string, string>

beforeAll(async () => {
  copierDonnees(inject('demonstration'), donnees)
  serveur = await demarrerServeur({ DONNEES: donnees })
  url = await urlDeLaBase(donnees)
  coordinatrice = await entrer(serveur.adresse, 'Coordinatrice', 'CDG 44')
  const membres = await lignes<{ libelle: string; id: string }>(
    url,
    'select m.libelle, m.organisme_id as id from membre m join cooperation c on c.id = m.cooperation_id where c.nom = $1',
    [PDL],
  )
  organismes = new Map(membres.map(({ libelle, id }) => [libelle, id]))
})
afterAll(async () => {
  await serveur.arreter()
  dossier.supprimer()
})

const presidence = (cdg: string) => entrer(serveur.adresse, `Présidence, ${cdg}`, PDL)
const statuts = (reponses: readonly { statut: number }[]) => reponses.map(({ statut }) => statut).sort()
const enJour = (iso: string | null): string => (iso ? iso.split('-').reverse().join('/') : '')

it('les votes d’un même siège, par trois mains à la fois, n’en font qu’un ; clore pendant qu’on rectifie ne perd rien', async () => {
  const [seance] = await lignes<{ id: string; point: string }>(
    url,
    `select s.id, s.point_courant as point from seance s join cooperation c on c.id = s.cooperation_id
     where s.statut = 'ouverte' and c.nom = $1`,
    [PDL],
  )
  const ouvertures = await Promise.all(
    [1, 2, 3].map(() => coordinatrice.post(`/seances/${seance!.id}/points/${seance!.point}/scrutin`)),
  )
  expect(statuts(ouvertures)).toEqual([303, 409, 409])
  const [scrutin] = await lignes<{ id: string }>(
    url,
    'select id from scrutin where seance_id = $1 and clos_le is null',
    [seance!.id],
  )
  const urne = `/seances/${seance!.id}/scrutins/${scrutin!.id}`

  const electeurs = await Promise.all(
    ['CDG 44', 'CDG 49', 'CDG 72', 'CDG 85'].map(async (cdg) => ({ cdg, qui: await presidence(cdg) })),
  )
  // CDG 72 holds the proxy of CDG 53.
  const sieges = [...electeurs, { cdg: 'CDG 53', qui: electeurs[2]!.qui }]
  const mains = sieges.flatMap(({ cdg, qui }) => [
    { cdg, qui, choix: 'pour' },
    { cdg, qui, choix: 'pour' },
    { cdg, qui: coordinatrice, choix: 'abstention' },
  ])
  const votes = await Promise.all(
    mains.map(async ({ cdg, qui, choix }) => ({
      cdg,
      choix,
      ...(await qui.post(`${urne}/votes`, { organisme: organismes.get(cdg)!, choix })),
    })),
  )
  for (const { cdg } of sieges) {
    const siens = votes.filter((vote) => vote.cdg === cdg)
    expect(statuts(siens), cdg).toEqual([303, 409, 409])
    const retenu = siens.find(({ statut }) => statut === 303)!
    const enBase = await lignes<{ choix: string }>(
      url,
      'select choix from vote where scrutin_id = $1 and organisme_id = $2',
      [scrutin!.id, organismes.get(cdg)],
    )
    expect(enBase).toEqual([{ choix: retenu.choix }])
  }

  const rectifier = () =>
    electeurs[3]!.qui.post(`${urne}/votes`, {
      organisme: organismes.get('CDG 85')!,
      choix: 'contre',
      rectification: 'J’ai appuyé sur la mauvaise colonne.',
    })
  const [premier, ...autres] = await Promise.all([
    rectifier(),
    ...[1, 2, 3].map(() => coordinatrice.post(`${urne}/clore`, { confirme: 'oui' })),
  ])
  expect(statuts(autres)).toEqual([303, 409, 409])
  const [compte] = await lignes<{
    pour: number
    contre: number
    abstention: number
    verdict: Record<string, number>
  }>(
    url,
    `select count(*) filter (where v.choix = 'pour')::int as pour, count(*) filter (where v.choix = 'contre')::int as contre,
       count(*) filter (where v.choix = 'abstention')::int as abstention, s.verdict->'voix' as verdict
     from scrutin s join vote v on v.scrutin_id = s.id
     where s.id = $1 and not exists (select from vote r where r.rectifie = v.id) group by s.verdict`,
    [scrutin!.id],
  )
  const { verdict, ...comptes } = compte!
  expect(comptes.pour + comptes.contre + comptes.abstention).toBe(5)
  expect(verdict).toMatchObject(comptes)
  // Answered with success before the closing, the correction counts; otherwise it is refused, never half taken.
  expect(comptes.contre).toBe(premier!.statut === 303 ? 1 : 0)
  expect([303, 409]).toContain(premier!.statut)
})

it('deux personnes rectifient la même suite : la seconde l’apprend, garde sa saisie et n’écrase rien', async () => {
  const organisme = organismes.get('CDG 53')!
  const [suite] = await lignes<
    Record<string, string | number | null> & { id: string; decision: string; version: number }
  >(
    url,
    `select s.id, s.decision_id as decision, s.version, s.organe, s.reunion_le::text, s.date_acte::text, s.transmis_le::text, s.executoire_le::text,
       s.vote_effectif, s.vote_reel, s.vote_pour, s.vote_contre, s.vote_abstention
     from suite s where s.organisme_id = $1 and s.etat in ('votee', 'transmise', 'executoire') order by s.id limit 1`,
    [organisme],
  )
  const jour = (nom: string) => enJour(suite![nom] as string | null)
  const nombre = (nom: string) => (suite![nom] === null ? '' : String(suite![nom]))
  const deux = await Promise.all(
    ['Présidence, CDG 53', 'Direction, CDG 53'].map(async (role, rang) => ({
      numero: `2026-${rang + 1}`,
      qui: await entrer(serveur.adresse, role, PDL),
    })),
  )
  const reponses = await Promise.all(
    deux.map(async ({ numero, qui }) => ({
      numero,
      ...(await qui.post(`/decisions/${suite!.decision}/suites/${organisme}`, {
        geste: 'rectifier',
        version: String(suite!.version),
        organe: String(suite!['organe']),
        reunionLe: jour('reunion_le'),
        dateActe: jour('date_acte'),
        transmisLe: jour('transmis_le'),
        executoireLe: jour('executoire_le'),
        effectif: nombre('vote_effectif'),
        reel: nombre('vote_reel'),
        pour: nombre('vote_pour'),
        contre: nombre('vote_contre'),
        abstention: nombre('vote_abstention'),
        numeroActe: numero,
        motif: 'Numéro mal recopié.',
      })),
    })),
  )
  expect(statuts(reponses)).toEqual([303, 409])
  const [gagnante, perimee] = [303, 409].map((statut) => reponses.find((une) => une.statut === statut)!)
  expect(perimee!.texte).toContain('Rien n’a été écrasé')
  expect(perimee!.texte).toContain(`value="${perimee!.numero}"`)
  expect(await lignes(url, 'select numero_acte from suite where id = $1', [suite!.id])).toEqual([
    { numero_acte: gagnante!.numero },
  ])
  expect(
    await lignes(
      url,
      `select from suite_trace where suite_id = $1 and geste = 'rectifier' and motif like 'Numéro mal%'`,
      [suite!.id],
    ),
  ).toHaveLength(1)
})

it('une séance planifiée par un double clic existe une fois, convoquée trois fois à la fois elle écrit une fois à chacun', async () => {
  const [instance] = await lignes<{ id: string }>(
    url,
    'select i.id from instance i join seance s on s.instance_id = i.id join cooperation c on c.id = i.cooperation_id where c.nom = $1 and s.statut = $2',
    [PDL, 'ouverte'],
  )
  const champs = {
    instance: instance!.id,
    date: enJour(new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)),
    heure: '14:00',
    duree: '120',
    lieu: 'Lieu du double clic',
    cle: randomUUID(),
  }
  const creations = await Promise.all([1, 2, 3, 4].map(() => coordinatrice.post('/seances', champs)))
  expect(statuts(creations)).toEqual([303, 303, 303, 303])
  expect(new Set(creations.map(({ vers }) => vers)).size).toBe(1)
  const seances = await lignes<{ id: string }>(url, 'select id from seance where lieu = $1', [champs.lieu])
  expect(seances).toHaveLength(1)
  const [{ id: seance }] = seances as [{ id: string }]
  expect(creations[0]!.vers).toBe(`/seances/${seance}`)

  const point = {
    genre: 'information',
    question: 'Point envoyé deux fois ?',
    porte: [...organismes.values()],
    duree: '15',
    cle: randomUUID(),
  }
  await Promise.all([1, 2, 3].map(() => coordinatrice.post(`/seances/${seance}/points`, point)))
  expect(await lignes(url, 'select question from point where seance_id = $1', [seance])).toEqual([
    { question: point.question },
  ])

  const convocations = await Promise.all(
    [1, 2, 3].map(() => coordinatrice.post(`/seances/${seance}/convoquer`)),
  )
  expect(statuts(convocations)).toEqual([303, 409, 409])
  const invites = await lignes<{ courriel: string }>(
    url,
    `select p.courriel from invitation i join personne p on p.id = i.personne_id where i.seance_id = $1 order by 1`,
    [seance],
  )
  expect(invites).toHaveLength(5)
  const boite = await urlDeLaBase(donnees, 'maillage_taches')
  const recus = () =>
    lignes<{ courriel: string }>(
      boite,
      `select destinataire as courriel from pgboss.boite_demonstration where texte like '%double clic%' order by 1`,
    )
  await jusqua('chacun a reçu sa convocation', async () => (await recus()).length >= invites.length)
  await jusqua(
    'aucun message n’attend plus',
    async () =>
      (
        await lignes(
          boite,
          `select from pgboss.job where name = 'courriel' and state in ('created', 'active', 'retry')`,
        )
      ).length === 0,
  )
  expect(await recus()).toEqual(invites)
})

it('un sujet proposé par un formulaire rejoué existe une fois ; écarté par deux personnes à la fois, il l’est une fois', async () => {
  const [direction, presidente] = await Promise.all([
    entrer(serveur.adresse, 'Direction, CDG 53', PDL),
    presidence('CDG 53'),
  ])
  const [instance] = await lignes<{ id: string }>(
    url,
    'select i.id from instance i join cooperation c on c.id = i.cooperation_id where c.nom = $1 order by i.id limit 1',
    [PDL],
  )
  const sujet = {
    instance: instance!.id,
    question: 'Sujet rejoué ?',
    genre: 'vote',
    porte: organismes.get('CDG 53')!,
    cle: randomUUID(),
  }
  expect(statuts(await Promise.all([1, 2, 3, 4, 5].map(() => direction!.post('/sujets', sujet))))).toEqual(
    Array.from({ length: 5 }, () => 303),
  )
  const crees = await lignes<{ id: string; version: number }>(
    url,
    'select id, version from sujet where question = $1',
    [sujet.question],
  )
  expect(crees).toHaveLength(1)
  const ecarts = await Promise.all(
    [direction!, presidente!, coordinatrice].map((qui) =>
      qui.post(`/sujets/${crees[0]!.id}/ecarter`, {
        version: String(crees[0]!.version),
        motif: 'Déjà tranché.',
      }),
    ),
  )
  expect(statuts(ecarts)).toEqual([303, 409, 409])
  expect(
    await lignes(url, `select action from journal where objet_id = $1 order by id`, [crees[0]!.id]),
  ).toEqual([{ action: 'sujet.proposer' }, { action: 'sujet.ecarter' }])
})

it('le lien du premier accès, ouvert par deux personnes à la fois, crée une seule coopération', async () => {
  const { sortie } = await lancerCommande('premier-acces', [], { DONNEES: donnees, ADRESSE: serveur.adresse })
  const lien = /(\/premier-acces\/\S+)/.exec(sortie)![1]!
  const reponses = await Promise.all(
    [1, 2, 3].map((rang) =>
      visiteur(serveur.adresse).post(lien, {
        region: '28',
        nom: 'Coopération des CDG normands',
        niveau: 'regional',
        membre: ['cdg:14', 'cdg:27', 'cdg:50'],
        coordonnateur: 'cdg:14',
        instance: 'Conférence des présidences',
        prereglage: 'egalite_bretonne',
        personne: `Coordinatrice ${rang}`,
        courriel: `coordination${rang}@exemple.fr`,
      }),
    ),
  )
  expect(statuts(reponses)).toEqual([303, 410, 410])
  expect(
    await lignes(url, `select from cooperation where nom = 'Coopération des CDG normands'`),
  ).toHaveLength(1)
})

it('rien de tout cela n’a cassé la chaîne du journal', async () => {
  await jusqua(
    'le journal est enchaîné',
    async () => (await lignes(url, 'select from journal where maillon is null')).length === 0,
  )
  const { code, sortie } = await lancerCommande('journal', ['verifier'], { DONNEES: donnees })
  expect(sortie).toMatch(/✔ Centres de gestion des Pays de la Loire : \d+ lignes prouvées\./)
  expect(code).toBe(0)
})
