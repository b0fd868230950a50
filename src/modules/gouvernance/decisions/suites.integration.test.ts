import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../../tests/application.ts'
import { lireZip } from '../../../../tests/fichiers/zip.ts'
import { champCache, lignes, texteDe, valeur } from '../../../../tests/lignes.ts'
import { ajouterJours, jourDe } from '../../../shared/dates.ts'

const PDL = 'Centres de gestion des Pays de la Loire'
const PERIMEE = 'Cette page a été modifiée entre-temps par une autre personne. Rien n’a été écrasé'

let t: ApplicationDeTest
let coordinatrice: Visiteur
const directions = new Map<string, Visiteur>()
const organismes = new Map<string, string>()
let signalement: string
let medecin: string

/** A day as a French user types it, `n` days from now. */
const dans = (n: number): string => ajouterJours(jourDe(new Date()), n).split('-').reverse().join('/')
const adresse = (decision: string, cdg: string) => `/decisions/${decision}/suites/${organismes.get(cdg)}`
const ligne = async (decision: string, cdg: string) =>
  (
    await lignes(t, 'select * from suite where decision_id = $1 and organisme_id = $2', [
      decision,
      organismes.get(cdg),
    ])
  )[0]!
/** What the direction of a member sends from the page it reads now. */
async function enregistrer(decision: string, cdg: string, champs: Record<string, string>) {
  const version = String((await ligne(decision, cdg))['version'])
  return directions.get(cdg)!.post(adresse(decision, cdg), { version, ...champs })
}

beforeAll(async () => {
  t = await ouvrirApplication()
  coordinatrice = await t.entrer('Coordinatrice', 'CDG 44')
  for (const cdg of ['44', '49', '53', '72', '85']) {
    directions.set(cdg, await t.entrer(`Direction, CDG ${cdg}`, PDL))
    organismes.set(
      cdg,
      await valeur(
        t,
        'select m.organisme_id from membre m join cooperation c on c.id = m.cooperation_id where c.nom = $1 and m.libelle = $2',
        [PDL, `CDG ${cdg}`],
      ),
    )
  }
  signalement = await valeur(t, "select id from decision where titre like 'Ouvrir le dispositif%'")
  medecin = await valeur(t, "select id from decision where titre like 'Partager un médecin%'")
})
afterAll(() => t.fermer())

describe('le tableau de bord d’un membre', () => {
  it('sépare ce qui l’engage de ce qui l’informe', async () => {
    const page = (await directions.get('53')!.get('/tableau-de-bord')).body
    const [engage, informe] = texteDe(page).split('Pour information')
    expect(engage).toContain('Ce qui m’engage')
    expect(engage).toContain('Ouvrir le dispositif régional de signalement')
    expect(engage).toContain('Partager un médecin de prévention')
    expect(informe).not.toContain('Partager un médecin')
    expect(page).toContain(`href="${adresse(signalement, '53')}"`)
  })

  it('le CDG 49, hors de la portée, est informé sans suite à donner', async () => {
    const [engage, informe] = texteDe((await directions.get('49')!.get('/tableau-de-bord')).body).split(
      'Pour information',
    )
    expect(engage).not.toContain('Partager un médecin')
    expect(informe).toContain('Partager un médecin de prévention')
    expect(informe).toContain('aucune suite à donner')
    const page = await directions.get('49')!.get(adresse(medecin, '49'))
    expect(texteDe(page.body)).toContain('CDG 49 ne participe pas à cette décision')
    const refus = await directions
      .get('49')!
      .post(adresse(medecin, '49'), { geste: 'inscrire', reunionLe: dans(20), version: '1' })
    expect(refus.statusCode).toBe(404)
  })
})

describe('enregistrer la suite de sa structure', () => {
  it('refuse une date absente, impossible ou future, et garde la saisie', async () => {
    const absente = await enregistrer(signalement, '53', { geste: 'inscrire', note: 'Vu avec le président.' })
    expect(absente.statusCode).toBe(422)
    expect(texteDe(absente.body)).toContain('Indiquez la date de la réunion.')
    expect(absente.body).toContain('href="#champ-reunionLe"')
    expect(absente.body).toContain('id="champ-reunionLe"')
    expect(absente.body).toContain('Vu avec le président.')

    const impossible = await enregistrer(signalement, '53', { geste: 'inscrire', reunionLe: '31/02/2027' })
    expect(impossible.statusCode).toBe(422)
    expect(texteDe(impossible.body)).toContain('Le jour « 31/02/2027 » n’existe pas.')
    expect(impossible.body).toContain('value="31/02/2027"')

    const future = await enregistrer(signalement, '53', {
      geste: 'voter',
      numeroActe: '2026-112',
      dateActe: dans(3),
    })
    expect(future.statusCode).toBe(422)
    expect(texteDe(future.body)).toContain('Cette date n’est pas encore passée')
    expect(future.body).toContain('value="2026-112"')
    expect(await ligne(signalement, '53')).toMatchObject({ etat: 'a_inscrire', version: 1, date_acte: null })
  })

  it('refuse ce que l’état ne permet pas, en le nommant', async () => {
    const refus = await enregistrer(signalement, '53', { geste: 'transmettre', transmisLe: dans(0) })
    expect(refus.statusCode).toBe(409)
    expect(texteDe(refus.body)).toContain(
      '« Enregistrer la transmission » n’est pas possible : la suite est « à inscrire ».',
    )
  })

  it('un acte daté d’avant la décision demande si la date est juste, puis s’enregistre', async () => {
    const adoptee = await valeur(t, 'select adoptee_le::text from decision where id = $1', [medecin])
    const veille = ajouterJours(adoptee, -1).split('-').reverse().join('/')
    const acte = { geste: 'voter', numeroActe: 'A-0', dateActe: veille }
    const demande = await enregistrer(medecin, '53', acte)
    expect(demande.statusCode).toBe(422)
    expect(texteDe(demande.body)).toContain('Cet acte serait antérieur à la décision')
    expect(demande.body).toContain(`value="${veille}"`)
    expect(demande.body).toContain('name="anterieur"')
    expect((await ligne(medecin, '53'))['etat']).not.toBe('votee')
    const juste = await enregistrer(medecin, '72', { ...acte, dateActe: dans(-1), anterieur: 'oui' })
    expect(juste.statusCode).toBe(303)
    expect((await ligne(medecin, '72'))['etat']).toBe('votee')
  })

  it('refuse un vote qui ne tient pas', async () => {
    const acte = { geste: 'voter', numeroActe: '2026-112', dateActe: dans(-3) }
    const trop = await enregistrer(signalement, '53', { ...acte, pour: '18', contre: '3', reel: '19' })
    expect(trop.statusCode).toBe(422)
    expect(texteDe(trop.body)).toContain('Le total des voix (21) dépasse le nombre de votants (19).')
    const contraire = await enregistrer(signalement, '53', { ...acte, pour: '6', contre: '9' })
    expect(contraire.statusCode).toBe(422)
    expect(texteDe(contraire.body)).toContain('enregistrez un rejet')
    const lettres = await enregistrer(signalement, '53', { ...acte, pour: 'dix-huit' })
    expect(lettres.statusCode).toBe(422)
    expect(lettres.body).toContain('value="dix-huit"')
  })

  it('inscrit, vote, transmet, puis rend exécutoire', async () => {
    const etapes: [Record<string, string>, string][] = [
      [{ geste: 'inscrire', reunionLe: dans(20) }, 'inscrite'],
      [
        {
          geste: 'voter',
          numeroActe: '2026-112',
          dateActe: dans(-3),
          pour: '18',
          contre: '0',
          abstention: '1',
          reel: '19',
          effectif: '25',
        },
        'votee',
      ],
      [{ geste: 'transmettre', transmisLe: dans(-2) }, 'transmise'],
      [{ geste: 'rendre_executoire', executoireLe: dans(-1) }, 'executoire'],
    ]
    for (const [champs, etat] of etapes) {
      expect((await enregistrer(signalement, '53', champs)).statusCode, etat).toBe(303)
      expect((await ligne(signalement, '53'))['etat']).toBe(etat)
    }
    expect(await ligne(signalement, '53')).toMatchObject({
      numero_acte: '2026-112',
      vote_pour: 18,
      vote_abstention: 1,
      vote_effectif: 25,
      version: 5,
    })
    const page = texteDe((await coordinatrice.get(adresse(signalement, '53'))).body)
    expect(page).toContain('n° 2026-112')
    expect(page).toContain('18 pour, 0 contre, 1 abstention')
  })

  it('refuse des dates qui se contredisent', async () => {
    const refus = await enregistrer(medecin, '72', { geste: 'transmettre', transmisLe: dans(-5) })
    expect(refus.statusCode).toBe(409)
    expect(texteDe(refus.body)).toContain('Les dates se contredisent')
    expect(refus.body).toContain(`value="${dans(-5)}"`)
    expect((await ligne(medecin, '72'))['etat']).toBe('votee')
  })

  it('rectifie avec un motif ; l’historique garde les valeurs d’avant', async () => {
    const acte = { numeroActe: '2026-121', dateActe: dans(-3), transmisLe: dans(-2), executoireLe: dans(-1) }
    const sansMotif = await enregistrer(signalement, '53', { geste: 'rectifier', ...acte })
    expect(sansMotif.statusCode).toBe(422)
    expect(texteDe(sansMotif.body)).toContain('Dites pourquoi vous rectifiez')
    expect(sansMotif.body).toContain('value="2026-121"')
    expect(
      (
        await enregistrer(signalement, '53', {
          geste: 'rectifier',
          ...acte,
          motif: 'Erreur de frappe dans le numéro.',
        })
      ).statusCode,
    ).toBe(303)
    const page = texteDe((await coordinatrice.get(adresse(signalement, '53'))).body)
    expect(page).toContain('n° 2026-121')
    expect(page).toContain('Motif : Erreur de frappe dans le numéro.')
    expect(page).toMatch(/Avant : acte n° 2026-112/)
    expect((await ligne(signalement, '53'))['etat']).toBe('executoire')
  })
})

describe('nul n’écrit la ligne d’un autre', () => {
  it('ni la coordination, ni un autre membre (403), et rien ne change', async () => {
    const avant = await ligne(medecin, '85')
    for (const visiteur of [coordinatrice, directions.get('44')!, directions.get('53')!]) {
      expect((await visiteur.get(adresse(medecin, '85'))).body).not.toContain('name="geste"')
      for (const geste of ['inscrire', 'rectifier']) {
        const refus = await visiteur.post(adresse(medecin, '85'), {
          geste,
          reunionLe: dans(10),
          motif: 'Pour eux.',
          version: String(avant['version']),
        })
        expect(refus.statusCode).toBe(403)
        expect(texteDe(refus.body)).toContain(
          'Seules les personnes de cette structure enregistrent ses actes.',
        )
      }
    }
    expect(await ligne(medecin, '85')).toEqual(avant)
  })

  it('une page périmée n’écrase rien, même quand deux envois se croisent', async () => {
    const version = String((await ligne(medecin, '85'))['version'])
    const envois = await Promise.all(
      [dans(15), dans(22)].map((reunionLe) =>
        directions.get('85')!.post(adresse(medecin, '85'), { geste: 'inscrire', reunionLe, version }),
      ),
    )
    expect(envois.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409])
    const refus = envois.find(({ statusCode }) => statusCode === 409)!
    expect(texteDe(refus.body)).toContain(PERIMEE)
    expect(Number((await ligne(medecin, '85'))['version'])).toBe(Number(version) + 1)
  })
})

describe('l’effet d’une décision', () => {
  it('un rejet la rouvre pour ce membre seul', async () => {
    await enregistrer(medecin, '72', { geste: 'rendre_executoire', executoireLe: dans(0) })
    expect(
      (
        await enregistrer(medecin, '53', {
          geste: 'rejeter',
          dateActe: dans(0),
          pour: '6',
          contre: '9',
        })
      ).statusCode,
    ).toBe(303)
    const vue = async (cdg: string) => texteDe((await directions.get(cdg)!.get(`/decisions/${medecin}`)).body)
    expect(await vue('53')).toContain('Pour CDG 53 : rouverte')
    expect(await vue('72')).toMatch(/Pour CDG 72 : (?!rouverte)/)
    expect((await ligne(medecin, '72'))['etat']).toBe('executoire')
    expect(
      (
        await enregistrer(medecin, '53', {
          geste: 'rouvrir',
          note: 'Nouvelle rédaction proposée au conseil.',
        })
      ).statusCode,
    ).toBe(303)
    expect(await ligne(medecin, '53')).toMatchObject({ etat: 'a_inscrire', date_acte: null, vote_pour: null })
  })

  it('elle devient « Pleinement effective » quand tous l’ont prise', async () => {
    const lire = async () => texteDe((await coordinatrice.get(`/decisions/${signalement}`)).body)
    await enregistrer(signalement, '49', { geste: 'rendre_executoire', executoireLe: dans(0) })
    expect(await lire()).not.toContain('Pleinement effective')
    await enregistrer(signalement, '85', { geste: 'rendre_executoire', executoireLe: dans(0) })
    expect(await lire()).toContain('Pleinement effective : tous les membres liés ont pris leur acte.')
    const enCours = texteDe((await coordinatrice.get('/decisions?vue=en-cours')).body)
    expect(enCours).not.toContain('Ouvrir le dispositif régional')
  })
})

describe('le projet de délibération', () => {
  const texteDocx = async (cdg: string) => {
    const reponse = await directions.get(cdg)!.get(`${adresse(medecin, cdg)}/projet.docx`)
    expect(reponse.statusCode).toBe(200)
    const fichiers = lireZip(reponse.rawPayload)
    const pied = [...fichiers].find(([nom]) => /^word\/footer\d*\.xml$/.test(nom))![1]
    return { corps: texteDe(fichiers.get('word/document.xml')!), pied: texteDe(pied) }
  }

  it('porte le nom du membre, ses visas et la version du modèle', async () => {
    const d53 = directions.get('53')!
    const version = champCache((await d53.get('/visas')).body, 'version')
    expect(
      (
        await d53.post('/visas', {
          texte: 'Vu la délibération n° 2019-04 du conseil.\nVu le budget,',
          version,
        })
      ).statusCode,
    ).toBe(303)
    const { corps, pied } = await texteDocx('53')
    expect(corps).toContain('Centre de gestion de la Mayenne')
    expect(corps).toContain('Vu la délibération n° 2019-04 du conseil.')
    expect(corps).toContain('Partager un médecin de prévention')
    expect(pied).toContain('modèle « Modèle de départ », version 0')
    expect((await texteDocx('85')).corps).not.toContain('2019-04')
  })

  it('deux envois des mêmes visas : un seul passe', async () => {
    const d85 = directions.get('85')!
    const envois = await Promise.all(
      ['Vu le rapport A,', 'Vu le rapport B,'].map((texte) => d85.post('/visas', { texte, version: '0' })),
    )
    expect(envois.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409])
  })

  it('le modèle s’écrit à l’écran ; chaque enregistrement fait une version', async () => {
    const texte = '# {{titre}}\n{{visas}}\nLe conseil de {{membre}} décide : {{texte}}'
    const envoyer = async (champs: Record<string, string>) => {
      const page = (await coordinatrice.get('/modeles')).body
      return coordinatrice.post('/modeles', {
        id: champCache(page, 'id'),
        version: champCache(page, 'version'),
        nom: 'Délibération courte',
        publie: 'oui',
        texte,
        ...champs,
      })
    }
    expect((await envoyer({})).statusCode).toBe(303)
    expect((await texteDocx('53')).pied).toContain('modèle « Délibération courte », version 1')
    expect((await envoyer({ texte: `${texte}\nFait et délibéré.` })).statusCode).toBe(303)
    const { corps, pied } = await texteDocx('53')
    expect(pied).toContain('version 2')
    expect(corps).toContain('Fait et délibéré.')
    const perimee = await envoyer({ version: '1', texte: 'Écrasé' })
    expect(perimee.statusCode).toBe(409)
    expect(texteDe(perimee.body)).toContain(PERIMEE)

    const inconnue = await envoyer({ texte: '# {{titre}}\n\nVu {{prefet}} du lieu' })
    expect(inconnue.statusCode).toBe(422)
    expect(texteDe(inconnue.body)).toContain('Ligne 3 : « {{prefet}} » n’est pas une variable connue.')
    expect(inconnue.body).toContain('Vu {{prefet}} du lieu')
    expect(
      (await directions.get('53')!.post('/modeles', { nom: 'Le nôtre', texte, version: '2' })).statusCode,
    ).toBe(403)
    expect(await valeur(t, 'select max(numero_version) from modele_deliberation')).toBe('2')
  })
})

describe('l’export des décisions', () => {
  it('une formule y reste du texte', async () => {
    await lignes(t, 'update decision set titre = $1 where id = $2', [
      '=HYPERLINK("http://exemple.invalid")',
      medecin,
    ])
    const csv = await directions.get('53')!.get('/decisions.csv')
    expect(csv.headers['content-type']).toContain('text/csv')
    expect(csv.body).not.toMatch(/(^|[;,"])=HYPERLINK/m)
    expect(csv.body).toContain('HYPERLINK')
    expect(csv.body).toContain('Informé')
  })
})
