// In production, from an empty database to a region at work: a held conference and a deliberation recorded, then its calendar, its rule, its
// programme and its schéma. Nothing but what people do in the interface.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { installerTerritoires } from '../src/modules/annuaire/index.ts'
import { horlogeParis, jourDe } from '../src/shared/dates.ts'
import { nouvelId } from '../src/shared/ids.ts'
import { dateSaisie } from '../src/shared/typographie.ts'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from './application.ts'
import { champCache, champsDe, texteDe, valeur } from './lignes.ts'
import { COOPERATION_NORMANDE, lienDePremierAcces } from './premier-acces.ts'
import { associerTelephone } from './second-facteur.ts'

const LIES = ['CDG 14', 'CDG 27', 'CDG 50', 'Dép. 61']
/** Takes no part in the point that is voted: informed only. */
const INFORME = 'Région'
const MEMBRES = [...LIES, INFORME]
const QUESTION = 'Ouvrir ensemble un dispositif de signalement ?'
const DEUX_HEURES = 2 * 3_600_000

let t: ApplicationDeTest
let coordinatrice: Visiteur
const presidences = new Map<string, Visiteur>()
let suppleante: Visiteur
const organismes = new Map<string, string>()
let seance: string
let decision: string

beforeAll(async () => {
  t = await ouvrirApplication({ mode: 'production', vide: true })
  await installerTerritoires(t.base)
  coordinatrice = t.visiteur()
  suppleante = t.visiteur()
})
afterAll(() => t.fermer())

/** Sends a form that must be accepted, and says where it leads. */
async function envoyer(
  qui: Visiteur,
  adresse: string,
  champs: Record<string, string | readonly string[]> = {},
) {
  const reponse = await qui.post(adresse, champs)
  expect(reponse.statusCode, `${adresse} : ${texteDe(reponse.body).slice(0, 400)}`).toBe(303)
  return String(reponse.headers.location)
}

it('le premier accès crée la coopération, ses membres et sa conférence', async () => {
  const demain = new Date(Date.now() + 86_400_000)
  await envoyer(coordinatrice, lienDePremierAcces(demain), COOPERATION_NORMANDE)
  await associerTelephone(coordinatrice)
  for (const libelle of MEMBRES)
    organismes.set(libelle, await valeur(t, 'select organisme_id from membre where libelle = $1', [libelle]))
})

it('chaque présidence reçoit son invitation et entre', async () => {
  for (const [libelle, organisme] of organismes) {
    const champs = {
      nom: `Présidence, ${libelle}`,
      courriel: `presidence.${organisme}@exemple.fr`,
      fonction: 'presidence',
      du: dateSaisie(jourDe(new Date())),
      cle: nouvelId(),
    }
    const adresse = libelle === 'CDG 14' ? '/personnes' : `/membres/${organisme}/premiere-personne`
    await envoyer(coordinatrice, adresse, champs)
    await t.tachesFaites()
    const message = t.courriels.find(({ a }) => a === champs.courriel)
    const lien = message?.texte.match(/http:\/\/maillage\.test(\/invitation\/\S+)/)?.[1]
    const presidence = t.visiteur()
    expect(await envoyer(presidence, lien!)).toBe('/tableau-de-bord')
    await associerTelephone(presidence)
    presidences.set(libelle, presidence)
  }
})

it('un membre nomme sa suppléante parmi ses élus ; avant cela elle ne siège pas', async () => {
  const presidence = presidences.get('CDG 50')!
  const champs = {
    nom: 'Administratrice, CDG 50',
    courriel: 'suppleante.50@exemple.fr',
    fonction: 'administration',
    du: dateSaisie(jourDe(new Date())),
    cle: nouvelId(),
  }
  await envoyer(presidence, '/personnes', champs)
  await t.tachesFaites()
  const message = t.courriels.find(({ a }) => a === champs.courriel)
  await envoyer(suppleante, message!.texte.match(/http:\/\/maillage\.test(\/invitation\/\S+)/)![1]!)
  await associerTelephone(suppleante)
  const instance = await valeur(t, 'select id from instance')
  const page = await presidence.get(`/instances/${instance}`)
  expect(texteDe(page.body)).toContain('Règle 1')
  expect(texteDe(page.body)).toContain('Règle de départ, choisie à l’ouverture de la coopération')
  expect(texteDe(page.body)).toContain('Administratrice, CDG 50')
})

it('la conférence se planifie, se convoque sous le délai avec son motif, et chacune répond', async () => {
  const page = await coordinatrice.get('/seances/nouvelle')
  const instance = page.body.match(/<option value="([0-9a-f-]{36})"/)![1]!
  const horloge = horlogeParis(new Date(Date.now() + DEUX_HEURES))
  const adresse = await envoyer(coordinatrice, '/seances', {
    instance,
    date: dateSaisie(horloge.slice(0, 10)),
    heure: horloge.slice(11, 16),
    duree: '60',
    lieu: 'Caen',
    cle: champCache(page.body, 'cle'),
  })
  seance = adresse.slice('/seances/'.length)
  await envoyer(coordinatrice, `${adresse}/points`, {
    question: QUESTION,
    genre: 'vote',
    type: 'lancement_action',
    porte: LIES.map((libelle) => organismes.get(libelle)!),
    cle: nouvelId(),
  })
  const refus = await coordinatrice.post(`${adresse}/convoquer`)
  expect(refus.statusCode).toBe(409)
  expect(texteDe(refus.body)).toContain('entre la convocation et la séance')
  await envoyer(coordinatrice, `${adresse}/convoquer`, { motif: 'Réponse attendue de l’État ce soir.' })
  await t.tachesFaites()
  const convoques = t.courriels.filter(({ texte }) => texte.includes('/convocations/'))
  expect(convoques).toHaveLength(MEMBRES.length)
})

it('elle se tient : présences, vote de chacune sur son appareil, verdict en mots', async () => {
  const debut = new Date(Date.now() + DEUX_HEURES)
  t.regler(debut)
  const adresse = `/seances/${seance}`
  await envoyer(coordinatrice, `${adresse}/ouvrir`)
  for (const [libelle, presidence] of presidences)
    await envoyer(presidence, `${adresse}/presences`, {
      organisme: organismes.get(libelle)!,
      genre: 'arrivee',
    })
  const point = await valeur(t, 'select id from point where seance_id = $1', [seance])
  if (
    (await valeur(t, 'select coalesce(point_courant::text, $2) from seance where id = $1', [seance, ''])) !==
    point
  )
    await envoyer(coordinatrice, `${adresse}/points/${point}/traiter`)
  await envoyer(coordinatrice, `${adresse}/points/${point}/scrutin`)
  const scrutin = await valeur(t, 'select id from scrutin where seance_id = $1', [seance])
  const bulletin = (libelle: string) => ({ organisme: organismes.get(libelle)!, choix: 'pour' })
  const vote = `${adresse}/scrutins/${scrutin}/votes`
  for (const libelle of LIES.filter((un) => un !== 'CDG 50'))
    await envoyer(presidences.get(libelle)!, vote, bulletin(libelle))
  // Whoever only administers does not vote; once named for this instance by her own member, she does, for it alone.
  expect((await suppleante.post(vote, bulletin('CDG 50'))).statusCode).toBe(403)
  const instance = await valeur(t, 'select id from instance')
  const mandat = await valeur(t, "select id from mandat where fonction = 'administration'")
  await envoyer(presidences.get('CDG 50')!, `/instances/${instance}/suppleants`, { mandat })
  expect((await suppleante.get(adresse)).body).toContain('CDG 50')
  expect((await suppleante.post(vote, bulletin('CDG 27'))).statusCode).not.toBe(303)
  await envoyer(suppleante, vote, bulletin('CDG 50'))
  const informe = await presidences
    .get(INFORME)!
    .post(`${adresse}/scrutins/${scrutin}/votes`, { organisme: organismes.get(INFORME)!, choix: 'contre' })
  expect(informe.statusCode).toBe(409)
  expect(texteDe(informe.body)).toContain(
    'Ce membre ne participe pas à ce point : il est informé, sans voix.',
  )
  await envoyer(coordinatrice, `${adresse}/scrutins/${scrutin}/clore`)
  const lue = texteDe((await presidences.get('CDG 50')!.get(adresse)).body)
  expect(lue).toContain('Adoptée')
  expect(lue).toContain('4 voix pour')
  await envoyer(coordinatrice, `${adresse}/clore`)
  expect(await valeur(t, 'select statut from seance where id = $1', [seance])).toBe('close')
})

it('chaque membre lié a sa suite ; le sien l’enregistre, la décision n’est effective que pour lui', async () => {
  decision = await valeur(t, 'select id from decision where titre like $1', ['Ouvrir ensemble%'])
  expect(await valeur(t, 'select count(*) from suite where decision_id = $1', [decision])).toBe('4')
  const informee = texteDe((await presidences.get(INFORME)!.get(`/decisions/${decision}`)).body)
  expect(informee).toContain('informé')
  const [presidence, organisme] = [presidences.get('CDG 27')!, organismes.get('CDG 27')!]
  const adresse = `/decisions/${decision}/suites/${organisme}`
  const version = () =>
    valeur(t, 'select version from suite where decision_id = $1 and organisme_id = $2', [decision, organisme])
  const jour = dateSaisie(jourDe(new Date(Date.now() + DEUX_HEURES)))
  for (const champs of [
    { geste: 'inscrire', reunionLe: jour },
    { geste: 'voter', numeroActe: '2026-01', dateActe: jour, pour: '12', contre: '0', abstention: '1' },
    { geste: 'transmettre', transmisLe: jour },
    { geste: 'rendre_executoire', executoireLe: jour },
  ] as Record<string, string>[])
    await envoyer(presidence, adresse, { version: await version(), ...champs })
  expect(
    await valeur(t, 'select etat from suite where decision_id = $1 and organisme_id = $2', [
      decision,
      organisme,
    ]),
  ).toBe('executoire')
  const autre = await presidences.get('CDG 50')!.post(adresse, { geste: 'voter', version: '1' })
  expect([403, 404]).toContain(autre.statusCode)
  expect(texteDe((await coordinatrice.get('/decisions')).body)).toContain('1 sur 4')
})

it('l’année de chacun se lit en mots, sans classement', async () => {
  const lue = texteDe((await presidences.get(INFORME)!.get('/seances/participation')).body)
  expect(lue).toContain('A assisté à 1 séance sur 1.')
  expect(lue).toContain('Aucun vote ne lui a été soumis.')
  expect(lue).toContain('Aucune décision ne lui demandait d’acte.')
})

it('la région tient son calendrier et règle son vote', async () => {
  const date = dateSaisie(jourDe(new Date(Date.now() + 40 * 86_400_000)))
  await envoyer(presidences.get('CDG 27')!, '/calendrier', { organe: 'ca', date })
  expect(texteDe((await coordinatrice.get('/calendrier')).body)).toContain('CDG 27')
  const instance = await valeur(t, 'select id from instance where nom = $1', ['Conférence des présidences'])
  const { body } = await coordinatrice.get(`/instances/${instance}/regle`)
  await envoyer(coordinatrice, `/instances/${instance}/regle`, {
    ...champsDe(body, `/instances/${instance}/regle`),
    quorum: '1/2',
    accord: 'Règlement intérieur, article 4.',
  })
  expect(texteDe((await coordinatrice.get(`/instances/${instance}`)).body)).toContain('article 4')
})

it('elle ouvre son programme, y inscrit une action et ses jalons, chacun y dit sa part', async () => {
  const jour = jourDe(new Date())
  const ouvert = await envoyer(coordinatrice, '/programme/structure', {
    nom: 'Programme normand',
    du: dateSaisie(jour),
    cle: nouvelId(),
  })
  const programme = ouvert.split('=')[1]!
  await envoyer(coordinatrice, '/programme/axes', { programme, code: '1', titre: 'Santé', cle: nouvelId() })
  const axe = await valeur(t, "select id from axe where titre = 'Santé'")
  await envoyer(coordinatrice, '/programme/orientations', {
    axe,
    code: '1',
    titre: 'Prévenir ensemble',
    cle: nouvelId(),
  })
  const { body } = await coordinatrice.get('/programme/actions/nouvelle')
  const action = await envoyer(coordinatrice, '/programme/actions', {
    ...champsDe(body, '/programme/actions'),
    orientation: await valeur(t, "select id from orientation where titre = 'Prévenir ensemble'"),
    code: '1.1.1',
    titre: 'Un dispositif commun de signalement',
    chef: organismes.get('CDG 27')!,
  })
  // Whoever leads it writes its milestones; the coordination does not.
  const jalon = { titre: 'Cahier des charges', echeance: dateSaisie(jour), poids: '1', cle: nouvelId() }
  expect((await coordinatrice.post(`${action}/jalons`, jalon)).statusCode).toBe(403)
  await envoyer(presidences.get('CDG 27')!, `${action}/jalons`, jalon)
  await envoyer(presidences.get('CDG 50')!, `${action}/participation`, {
    type: 'observateur',
    motif: '',
    version: '1',
  })
  const lue = texteDe((await presidences.get(INFORME)!.get(action)).body)
  expect(lue).toContain('Cahier des charges')
  expect(lue).toContain('Observe')
})

it('elle écrit son schéma, clause par clause, et ne peut l’arrêter qu’une fois les cinq parties écrites', async () => {
  const schema = await envoyer(coordinatrice, '/schema', {
    titre: 'Schéma de coopération normand',
    regleAdoption: 'toutes_deliberations',
    cle: nouvelId(),
  })
  const avancer = async (geste: string, champs: Record<string, string> = {}) => {
    const { body } = await coordinatrice.get(`${schema}/etapes/${geste}`)
    return coordinatrice.post(`${schema}/etapes/${geste}`, {
      version: champCache(body, 'version'),
      ...champs,
    })
  }
  const ecrire = (section: string) =>
    envoyer(coordinatrice, `${schema}/clauses`, {
      section,
      titre: `Partie ${section}`,
      texte: 'Les membres en conviennent.',
      cle: nouvelId(),
    })
  for (const section of ['coordonnateur', 'missions_communes', 'modalites', 'missions_confiees'])
    await ecrire(section)
  const trop = await avancer('ouvrir_concertation')
  expect(trop.statusCode).toBe(409)
  expect(texteDe(trop.body)).toContain('Remboursement des dépenses')
  await ecrire('remboursement')
  expect((await avancer('ouvrir_concertation')).statusCode).toBe(303)
  const arrete = await avancer('arreter', { jour: dateSaisie(jourDe(new Date())), reference: 'Conférence' })
  expect(arrete.statusCode, texteDe(arrete.body).slice(0, 600)).toBe(303)
  expect(texteDe((await presidences.get('CDG 14')!.get('/schema')).body)).toContain(
    'Schéma de coopération normand',
  )
})
