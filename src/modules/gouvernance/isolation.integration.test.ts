// One centre, two cooperations: what is read and written in one never shows in the other.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../tests/application.ts'
import { lignes, texteDe, valeur } from '../../../tests/lignes.ts'
import { ajouterJours, jourDe } from '../../shared/dates.ts'

const BRETAGNE = 'Coopération des CDG bretons'
const GRAND_OUEST = 'Grand Ouest concours'
const HDF = 'Centres de gestion des Hauts-de-France'
const PAGES_MAX = 400

let t: ApplicationDeTest
const coordinatrices = new Map<string, Visiteur>()
const cooperations = new Map<string, string>()
const dans = (n: number): string => ajouterJours(jourDe(new Date()), n).split('-').reverse().join('/')
const en = (cooperation: string): Visiteur => coordinatrices.get(cooperation)!
const id = (cooperation: string, requete: string): Promise<string> =>
  valeur(t, requete, [cooperations.get(cooperation)])

/** One thing of each kind, written through the front door, with a word that only this cooperation knows. */
async function remplir(cooperation: string, marque: string): Promise<void> {
  const qui = en(cooperation)
  const instance = await id(
    cooperation,
    'select id from instance where cooperation_id = $1 order by nom limit 1',
  )
  const porte = await id(
    cooperation,
    'select organisme_id from membre where cooperation_id = $1 order by ordre limit 1',
  )
  const envoyer = async (adresse: string, champs: Record<string, string>) => {
    const reponse = await qui.post(adresse, champs)
    expect(reponse.statusCode, `${adresse} : ${texteDe(reponse.body).slice(0, 600)}`).toBe(303)
    return String(reponse.headers.location)
  }
  const date = { date: dans(70), heure: '10:00', duree: '90', visio: '' }
  const seance = await envoyer('/seances', { instance, lieu: `Salle ${marque}`, ...date })
  await envoyer('/sujets', { instance, question: `Sujet ${marque} à trancher`, genre: 'vote', porte })
  const convention = {
    titre: `Convention ${marque}`,
    genre: 'accord',
    parties: porte,
    du: dans(-30),
    au: dans(30),
    preavisMois: '6',
  }
  await envoyer('/conventions', convention)
  await envoyer(`${seance}/points`, {
    question: `Point ${marque} à voter`,
    genre: 'vote',
    type: 'avis',
    porte,
  })
  await envoyer('/modeles', {
    nom: `Modèle ${marque}`,
    texte: `# {{titre}} ${marque}`,
    publie: 'oui',
    version: '0',
    id: '',
  })
  await envoyer('/visas', { texte: `Vu ${marque},`, version: '0' })
  await envoyer('/calendrier', { organe: 'ca', date: dans(45), limite: dans(40) })
}

beforeAll(async () => {
  t = await ouvrirApplication()
  for (const cooperation of [BRETAGNE, GRAND_OUEST]) {
    coordinatrices.set(cooperation, await t.entrer('Coordinatrice', 'CDG 35', cooperation))
    cooperations.set(cooperation, await valeur(t, 'select id from cooperation where nom = $1', [cooperation]))
  }
  await remplir(BRETAGNE, 'Armorique')
  await remplir(GRAND_OUEST, 'Plantagenêt')
})
afterAll(() => t.fermer())

/** Identifiers and words that belong to a cooperation and to no other. */
async function secrets(cooperation: string): Promise<Set<string>> {
  const tables = [
    'seance',
    'point',
    'decision',
    'suite',
    'convention',
    'sujet',
    'modele_deliberation',
    'reunion_organe',
    'scrutin',
    'presence',
    'instance',
  ]
  const ids = await lignes(
    t,
    tables.map((table) => `select id::text from ${table} where cooperation_id = $1`).join(' union '),
    [cooperations.get(cooperation)],
  )
  const mots = await lignes(
    t,
    `select question as mot from point where cooperation_id = $1 union select question from sujet where cooperation_id = $1
     union select titre from convention where cooperation_id = $1 union select titre from decision where cooperation_id = $1
     union select nom from modele_deliberation where cooperation_id = $1 union select lieu from seance where cooperation_id = $1 and lieu like 'Salle%'`,
    [cooperations.get(cooperation)],
  )
  return new Set([...ids.map((l) => String(l['id'])), ...mots.map((l) => String(l['mot']))])
}

/** Every page that links lead to, from the dashboard: its address and what it says. */
async function parcourir(qui: Visiteur): Promise<Map<string, string>> {
  const pages = new Map<string, string>()
  const file = ['/tableau-de-bord', '/journal.csv', '/decisions.csv', '/modeles', '/visas']
  for (let adresse = file.shift(); adresse !== undefined; adresse = file.shift()) {
    if (pages.has(adresse) || pages.size >= PAGES_MAX) continue
    const reponse = await qui.get(adresse)
    const type = String(reponse.headers['content-type'])
    pages.set(adresse, /html|csv|json/.test(type) ? reponse.body : '')
    if (!type.includes('html')) continue
    for (const [, lien] of reponse.body.matchAll(/href="(\/[^"#]*)/g)) {
      const suivante = lien!.replaceAll('&amp;', '&')
      // What is under /ouvert was published for everybody, the other cooperation included.
      if (!/^\/(statique|demo|deconnexion|structures|ouvert|_)|\.(pdf|docx)$/.test(suivante))
        file.push(suivante)
    }
  }
  return pages
}

describe.each([
  [BRETAGNE, GRAND_OUEST],
  [GRAND_OUEST, BRETAGNE],
])('le CDG 35, quand il agit pour « %s »', (ici, autre) => {
  it('ne lit nulle part un mot ni un identifiant de l’autre', async () => {
    const communs = await secrets(ici)
    const etrangers = [...(await secrets(autre))].filter((secret) => !communs.has(secret))
    expect(etrangers.length).toBeGreaterThan(30)
    const pages = await parcourir(en(ici))
    expect(pages.size).toBeGreaterThan(20)
    const fuites = [...pages].flatMap(([adresse, page]) => {
      const lu = page + texteDe(page)
      return etrangers.filter((secret) => lu.includes(secret)).map((secret) => `${adresse} : ${secret}`)
    })
    expect(fuites).toEqual([])
  }, 120_000)

  it('retrouve les siens : la lecture n’est pas vide', async () => {
    const marque = ici === BRETAGNE ? 'Armorique' : 'Plantagenêt'
    const textes = new Map<string, string>()
    for (const adresse of ['/seances', '/sujets', '/conventions', '/modeles', '/visas', '/journal'])
      textes.set(adresse, (await en(ici).get(adresse)).body)
    expect([...textes].filter(([, page]) => !page.includes(marque)).map(([adresse]) => adresse)).toEqual([])
  })

  it('l’adresse d’un objet de l’autre n’existe pas', async () => {
    const seance = await id(
      autre,
      "select id from seance where cooperation_id = $1 and statut = 'planifiee' and lieu like 'Salle%'",
    )
    const close = await id(
      autre,
      "select id from seance where cooperation_id = $1 and statut = 'close' order by id limit 1",
    )
    const point = await id(autre, "select id from point where cooperation_id = $1 and question like 'Point%'")
    const suite = (
      await lignes(
        t,
        'select decision_id as d, organisme_id as o from suite where cooperation_id = $1 order by id limit 1',
        [cooperations.get(autre)],
      )
    )[0]!
    const convention = await id(
      autre,
      "select id from convention where cooperation_id = $1 and titre like 'Convention%' order by id limit 1",
    )
    const adresses = [
      `/seances/${seance}`,
      `/seances/${seance}/etat`,
      `/seances/${seance}/convoquer`,
      `/seances/${seance}/deplacer`,
      `/seances/${seance}/annuler`,
      `/seances/${seance}/points/nouveau`,
      `/seances/${seance}/points/${point}/modifier`,
      `/seances/${seance}/dossier.pdf`,
      `/seances/${close}/releve.pdf`,
      `/seances/${close}/proces-verbal`,
      `/seances/${close}/proces-verbal.pdf`,
      `/decisions/${suite['d']}`,
      `/decisions/${suite['d']}/suites/${suite['o']}`,
      `/decisions/${suite['d']}/suites/${suite['o']}/projet.docx`,
      `/conventions/${convention}/modifier`,
    ]
    for (const adresse of adresses) expect((await en(ici).get(adresse)).statusCode, adresse).toBe(404)
    const vide = await en(ici).get(`/journal?id=${seance}`)
    expect(vide.body).not.toContain(autre === BRETAGNE ? 'Armorique' : 'Plantagenêt')
  })

  it('n’écrit rien chez l’autre, même en citant ses identifiants', async () => {
    const compter = () =>
      valeur(
        t,
        'select (select count(*) from journal where cooperation_id = $1) + sum(version) from seance where cooperation_id = $1',
        [cooperations.get(autre)],
      )
    const avant = await compter()
    const seance = await id(
      ici,
      "select id from seance where cooperation_id = $1 and statut = 'planifiee' and lieu like 'Salle%'",
    )
    const porteIci = await id(
      ici,
      'select organisme_id from membre where cooperation_id = $1 order by ordre limit 1',
    )
    const sujet = await id(autre, "select id from sujet where cooperation_id = $1 and question like 'Sujet%'")
    const convention = await id(
      autre,
      "select id from convention where cooperation_id = $1 and titre like 'Convention%' order by id limit 1",
    )
    const instance = await id(autre, 'select id from instance where cooperation_id = $1 order by id limit 1')
    const modele = await id(
      autre,
      'select id from modele_deliberation where cooperation_id = $1 order by id limit 1',
    )
    const reunion = await id(
      autre,
      'select r.id from reunion_organe r where r.cooperation_id = $1 and r.annulee_le is null order by r.id limit 1',
    )
    const point = { question: 'Un point de plus ?', genre: 'vote', porte: porteIci }
    const date = { date: dans(80), heure: '10:00', duree: '90' }
    const envois: [string, Record<string, string>][] = [
      [`/seances/${seance}/points`, { ...point, sujet }],
      [`/seances/${seance}/points`, { ...point, convention }],
      [`/seances/${seance}/points/repris`, { convention }],
      [`/seances/${seance}/points/repris`, { sujet }],
      ['/seances', { instance, ...date }],
      ['/sujets', { instance, question: 'Un sujet de plus ?', genre: 'vote', porte: porteIci }],
      [`/sujets/${sujet}/ecarter`, { version: '1', motif: 'Non.' }],
      [
        `/conventions/${convention}/modifier`,
        { titre: 'Réécrit', genre: 'accord', parties: porteIci, du: '01/01/2026', version: '1' },
      ],
      ['/modeles', { id: modele, version: '1', nom: 'Réécrit', texte: '# {{titre}}', publie: 'oui' }],
      ['/modeles', { id: modele, version: '0', nom: 'Réécrit', texte: '# {{titre}}', publie: 'oui' }],
      [`/calendrier/${reunion}/annuler`, {}],
    ]
    for (const [adresse, champs] of envois) {
      const { statusCode } = await en(ici).post(adresse, champs)
      expect([404, 409, 422], `${adresse} : ${statusCode}`).toContain(statusCode)
    }
    expect(await compter()).toBe(avant)
    expect(await valeur(t, "select count(*) from modele_deliberation where nom = 'Réécrit'")).toBe('0')
    expect(await valeur(t, 'select statut from sujet where id = $1', [sujet])).toBe('propose')
  })
})

describe('la présidence tournante des Hauts-de-France', () => {
  it('les séances passées gardent qui les a présidées, quand le tour change', async () => {
    const coordinatrice = await t.entrer('Coordinatrice', 'CDG 59')
    const passees = () =>
      lignes(
        t,
        `select s.id, m.libelle, (select tm.libelle from tour_presidence p join membre tm on tm.organisme_id = p.organisme_id and tm.cooperation_id = p.cooperation_id
           where p.instance_id = s.instance_id and p.du <= s.debut_le::date order by p.du desc limit 1) as tour
         from seance s join cooperation c on c.id = s.cooperation_id join membre m on m.cooperation_id = c.id and m.organisme_id = s.preside_par
         where c.nom = $1 and s.statut <> 'planifiee' order by s.debut_le`,
        [HDF],
      )
    const avant = await passees()
    expect(avant.length).toBeGreaterThanOrEqual(2)
    for (const { libelle, tour } of avant) expect(libelle).toBe(tour)
    expect(new Set(avant.map(({ libelle }) => libelle)).size).toBeGreaterThan(1)

    const [instance, suivant] = [
      await valeur(
        t,
        'select i.id from instance i join cooperation c on c.id = i.cooperation_id where c.nom = $1',
        [HDF],
      ),
      await valeur(
        t,
        "select organisme_id from membre m join cooperation c on c.id = m.cooperation_id where c.nom = $1 and m.libelle = 'CDG 02'",
        [HDF],
      ),
    ]
    const demain = ajouterJours(jourDe(new Date()), 1)
    await lignes(t, 'update tour_presidence set au = $2 where instance_id = $1 and au is null', [
      instance,
      jourDe(new Date()),
    ])
    await lignes(
      t,
      'insert into tour_presidence (cooperation_id, instance_id, organisme_id, du) select cooperation_id, id, $2, $3 from instance where id = $1',
      [instance, suivant, demain],
    )
    const planifiee = await coordinatrice.post('/seances', {
      instance,
      date: dans(40),
      heure: '10:00',
      duree: '60',
      lieu: 'Laon',
    })
    const porte = suivant
    await coordinatrice.post(`${planifiee.headers.location}/points`, {
      question: 'Que faire ensuite ?',
      genre: 'vote',
      porte,
    })
    expect((await coordinatrice.post(`${planifiee.headers.location}/convoquer`)).statusCode).toBe(303)

    const page = texteDe((await coordinatrice.get('/seances')).body)
    for (const { libelle } of avant) expect(page).toContain(`présidée par ${libelle}`)
    expect(page).toContain('présidée par CDG 02')
    const apres = await passees()
    expect(apres.slice(0, avant.length).map(({ libelle }) => libelle)).toEqual(
      avant.map(({ libelle }) => libelle),
    )
  })
})
