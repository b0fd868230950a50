// Every form of the module, sent as no page of ours sends it: never an error of the server, always a sentence.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../tests/application.ts'
import { lignes, texteDe, valeur } from '../../../tests/lignes.ts'
import { ajouterJours, jourDe } from '../../shared/dates.ts'
import { nouvelId } from '../../shared/ids.ts'

const PDL = 'Centres de gestion des Pays de la Loire'
const RUBRIQUES = ['seances', 'sujets', 'decisions', 'calendrier', 'modeles', 'visas', 'convocations']
/** Emoji, a name written from right to left with its mark, a formula, a tag, a quote. */
const MELANGE = '=cmd(1) 🦊👩🏽‍🚒 \u202eמאיר <script>alert(1)</script> \' "; --'
const POISONS: readonly (readonly [string, string | readonly string[] | null])[] = [
  ['absent', null],
  ['vide', ''],
  ['deux valeurs', ['un', 'deux']],
  ['60 001 caractères', 'é'.repeat(60_001)],
  ['mélange', MELANGE],
  ['caractère nul', 'a\u0000bcdef'],
  ['négatif', '-1'],
  ['démesuré', '1e999'],
  ['identifiant inconnu', nouvelId()],
]

type Champs = Record<string, string | readonly string[]>
type Route = { methode: string; chemin: string; permise: boolean }

let t: ApplicationDeTest
let coordinatrice: Visiteur
let direction: Visiteur
let postes: string[]
const reels: Record<string, string> = {}
let membres: string[]

const dans = (n: number): string => ajouterJours(jourDe(new Date()), n).split('-').reverse().join('/')

beforeAll(async () => {
  t = await ouvrirApplication()
  coordinatrice = await t.entrer('Coordinatrice', 'CDG 44')
  direction = await t.entrer('Direction, CDG 53', PDL)
  const cooperation = await valeur(t, 'select id from cooperation where nom = $1', [PDL])
  const une = async (nom: string, requete: string) => {
    reels[nom] = await valeur(t, requete, [cooperation])
  }
  await une(
    'instance',
    "select id from instance where cooperation_id = $1 and type = 'conference_presidences'",
  )
  await une('planifiee', "select id from seance where cooperation_id = $1 and statut = 'planifiee'")
  await une('ouverte', "select id from seance where cooperation_id = $1 and statut = 'ouverte'")
  await une(
    'close',
    "select id from seance where cooperation_id = $1 and statut = 'close' order by id limit 1",
  )
  await une('courant', "select point_courant from seance where cooperation_id = $1 and statut = 'ouverte'")
  await une(
    'point',
    "select p.id from point p join seance s on s.id = p.seance_id where s.cooperation_id = $1 and s.statut = 'planifiee' order by p.id limit 1",
  )
  await une(
    'pointClos',
    "select p.id from point p join seance s on s.id = p.seance_id where s.cooperation_id = $1 and s.statut = 'close' and s.id = (select id from seance where cooperation_id = $1 and statut = 'close' order by id limit 1) order by p.id limit 1",
  )
  await une('entree', 'select id from presence where cooperation_id = $1 order by id limit 1')
  await une('scrutin', 'select id from scrutin where cooperation_id = $1 order by id limit 1')
  await une('sujet', 'select id from sujet where cooperation_id = $1 order by id limit 1')
  await une(
    'decision',
    "select id from decision where cooperation_id = $1 and titre like 'Ouvrir le dispositif%'",
  )
  await une('cdg53', "select organisme_id from membre where cooperation_id = $1 and libelle = 'CDG 53'")
  await une('reunion', 'select id from reunion_organe where cooperation_id = $1 order by id limit 1')
  membres = (
    await lignes(t, 'select organisme_id as id from membre where cooperation_id = $1', [cooperation])
  ).map(({ id }) => String(id))
  const routes = (await coordinatrice.get('/_routes')).json<Route[] | { routes: Route[] }>()
  postes = (Array.isArray(routes) ? routes : routes.routes)
    .filter(({ methode, chemin }) => methode === 'POST' && RUBRIQUES.includes(chemin.split('/')[1]!))
    .map(({ chemin }) => chemin)
})
afterAll(() => t.fermer())

/** What a page of ours would send: each field is spoiled in turn. */
const formulaires = (): Record<string, { adresse: string; champs: Champs; qui?: Visiteur }> => {
  const r = reels as Record<string, string>
  const seance = { date: dans(60), heure: '14:00', duree: '120', lieu: 'Angers', visio: '' }
  const point = {
    question: 'Une question de plus ?',
    genre: 'vote',
    type: 'avis',
    porte: membres,
    expose: 'Exposé.',
    proposition: 'Proposition.',
    indivisible: '',
    confidentiel: '',
    sujet: '',
    convention: '',
    accords: '5',
    version: '1',
  }
  return {
    '/seances': { adresse: '/seances', champs: { instance: r['instance']!, seconde: '', ...seance } },
    '/seances/:id/points': { adresse: `/seances/${r['planifiee']}/points`, champs: point },
    '/seances/:id/points/repris': {
      adresse: `/seances/${r['planifiee']}/points/repris`,
      champs: { sujet: '', convention: '' },
    },
    '/seances/:id/points/:pointId/modifier': {
      adresse: `/seances/${r['planifiee']}/points/${r['point']}/modifier`,
      champs: point,
    },
    '/seances/:id/points/:pointId/deplacer': {
      adresse: `/seances/${r['planifiee']}/points/${r['point']}/deplacer`,
      champs: { sens: 'monter' },
    },
    '/seances/:id/deplacer': {
      adresse: `/seances/${r['planifiee']}/deplacer`,
      champs: { ...seance, version: '1', motif: 'Motif.' },
    },
    '/seances/:id/reponse': {
      adresse: `/seances/${r['planifiee']}/reponse`,
      champs: { reponse: 'accepte', message: 'Un mot.' },
      qui: direction,
    },
    '/seances/:id/presences': {
      adresse: `/seances/${r['ouverte']}/presences`,
      champs: {
        organisme: r['cdg53']!,
        genre: 'pouvoir',
        mandataire: membres[0]!,
        representant: 'Un nom',
        heure: '',
      },
    },
    '/seances/:id/presences/:entreeId/rectifier': {
      adresse: `/seances/${r['ouverte']}/presences/${r['entree']}/rectifier`,
      champs: { motif: 'Erreur.' },
    },
    '/seances/:id/scrutins/:scrutinId/votes': {
      adresse: `/seances/${r['ouverte']}/scrutins/${r['scrutin']}/votes`,
      champs: { organisme: r['cdg53']!, choix: 'pour', reserve: 'Réserve.', rectification: 'Motif.' },
    },
    '/seances/:id/scrutins/:scrutinId/clore': {
      adresse: `/seances/${r['ouverte']}/scrutins/${r['scrutin']}/clore`,
      champs: { confirme: 'non' },
    },
    '/seances/:id/proces-verbal': {
      adresse: `/seances/${r['close']}/proces-verbal`,
      champs: {
        [`texte-${r['pointClos']}`]: 'Ce qui s’est dit.',
        [`empreinte-${r['pointClos']}`]: '',
      },
    },
    '/sujets': {
      adresse: '/sujets',
      champs: {
        instance: r['instance']!,
        question: 'Un sujet à décider ?',
        expose: 'Exposé.',
        genre: 'vote',
        porte: membres,
        echeance: dans(90),
      },
    },
    '/sujets/:id/ecarter': {
      adresse: `/sujets/${r['sujet']}/ecarter`,
      champs: { version: '9', motif: 'Motif.' },
    },
    '/decisions/:id/suites/:organismeId': {
      adresse: `/decisions/${r['decision']}/suites/${r['cdg53']}`,
      qui: direction,
      champs: {
        geste: 'inscrire',
        organe: 'ca',
        reunionLe: dans(20),
        numeroActe: 'A-1',
        dateActe: dans(-3),
        effectif: '25',
        reel: '19',
        pour: '18',
        contre: '0',
        abstention: '1',
        transmisLe: dans(-2),
        executoireLe: dans(-1),
        note: 'Note.',
        motif: 'Motif.',
        version: '1',
      },
    },
    '/calendrier': {
      adresse: '/calendrier',
      champs: { organe: 'ca', date: dans(40), limite: dans(30) },
      qui: direction,
    },
    '/modeles': {
      adresse: '/modeles',
      champs: { nom: 'Un modèle', texte: '# {{titre}}', publie: 'oui', version: '0', id: '' },
    },
    '/visas': { adresse: '/visas', champs: { texte: 'Vu le code,', version: '0' } },
    '/seances/:id/convoquer': {
      adresse: `/seances/${r['planifiee']}/convoquer`,
      champs: { motif: 'Motif.' },
    },
    '/seances/:id/annuler': { adresse: `/seances/${r['planifiee']}/annuler`, champs: { motif: 'Motif.' } },
  }
}

describe('chaque formulaire, un champ gâté à la fois', () => {
  it('ne casse jamais et ne répond jamais en anglais', async () => {
    const pannes: string[] = []
    let envois = 0
    for (const { adresse, champs, qui = coordinatrice } of Object.values(formulaires()))
      for (const champ of Object.keys(champs))
        for (const [nom, poison] of POISONS) {
          const { [champ]: _retire, ...autres } = champs
          const reponse = await qui.post(adresse, poison === null ? autres : { ...autres, [champ]: poison })
          envois++
          if (reponse.statusCode >= 500) pannes.push(`${adresse}, ${champ} ${nom} : ${reponse.statusCode}`)
          else if (/Invalid (input|option|string)|Too (big|small)|expected /.test(reponse.body))
            pannes.push(`${adresse}, ${champ} ${nom} : phrase anglaise`)
        }
    expect(pannes).toEqual([])
    expect(envois).toBeGreaterThan(700)
  }, 240_000)
})

describe('chaque adresse d’envoi, avec un identifiant qui ne mène nulle part', () => {
  it.each([nouvelId(), 'pas-un-identifiant', "1' or '1'='1"])('« %s » : ni panne, ni effet', async (id) => {
    const avant = await valeur(t, 'select count(*) from journal')
    const pannes: string[] = []
    for (const chemin of postes.filter((c) => c.includes(':')))
      for (const qui of [coordinatrice, direction]) {
        const adresse = chemin.replaceAll(/:\w+/g, encodeURIComponent(id))
        const champs = formulaires()[chemin]?.champs ?? {}
        const { statusCode } = await qui.post(adresse, champs)
        if (statusCode >= 500 || statusCode < 400) pannes.push(`${adresse} : ${statusCode}`)
      }
    expect(pannes).toEqual([])
    expect(await valeur(t, 'select count(*) from journal')).toBe(avant)
  })

  it('connaît toutes les adresses d’envoi du module', () => {
    expect(postes.length).toBeGreaterThanOrEqual(28)
    expect(Object.keys(formulaires()).filter((chemin) => !postes.includes(chemin))).toEqual([])
  })
})

describe('les adresses de lecture', () => {
  it('un numéro de page démesuré ou absurde ne casse rien', async () => {
    for (const page of ['-1', '1e999', '99999999999999999999', 'abc', '1.5', '2147483648'])
      for (const adresse of [`/seances?page=${page}`, `/decisions?page=${page}`])
        expect((await coordinatrice.get(adresse)).statusCode, adresse).toBe(200)
  })

  it('des valeurs répétées dans l’adresse ne cassent rien', async () => {
    for (const adresse of [
      `/seances/${reels['ouverte']}?point=a&point=b`,
      `/seances/${reels['ouverte']}?point=${nouvelId()}`,
      `/seances/nouvelle?instance=a&instance=b&seconde=x`,
      '/decisions?vue=moi&vue=toutes',
    ])
      expect((await coordinatrice.get(adresse)).statusCode, adresse).toBe(200)
  })

  it('un caractère nul cherché ne casse rien', async () => {
    for (const adresse of [
      '/membres/nouveau?q=May%00enne',
      '/recherche?q=May%00enne',
      '/collectivites?q=May%00enne',
      '/demo/courrier?a=%00',
    ])
      expect((await coordinatrice.get(adresse)).statusCode, adresse).toBe(200)
    expect(texteDe((await coordinatrice.get('/membres/nouveau?q=May%00enne')).body)).toContain('Mayenne')
  })

  it.each(['/membres/%E0%A4%A', '/seances/%', '/%ff?q=a', '/seances/%zz/dossier.pdf'])(
    'une adresse que rien ne décode, « %s », est dite en français',
    async (adresse) => {
      const { statusCode, headers, body } = await coordinatrice.get(adresse)
      expect([statusCode, headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
      expect(texteDe(body)).not.toContain('not a valid')
    },
  )
})

describe('ce qui est étrange mais permis', () => {
  it('est gardé tel quel, et montré comme du texte', async () => {
    const cle = nouvelId()
    const champs = { ...formulaires()['/sujets']!.champs, question: MELANGE, cle } as Record<string, string>
    expect((await coordinatrice.post('/sujets', champs)).statusCode).toBe(303)
    expect(await lignes(t, 'select id from sujet where question = $1', [MELANGE])).not.toEqual([])
    const { body } = await coordinatrice.get('/sujets')
    expect(body).not.toContain('<script>alert(1)')
    expect(texteDe(body)).toContain('🦊👩🏽‍🚒')
  })
})
