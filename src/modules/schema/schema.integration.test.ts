// The schéma, the register and the matrix through the front door, on a real PostgreSQL.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../tests/application.ts'
import { envoyerFichier } from '../../../tests/fichiers/envoi.ts'
import { champCache, lignes, texteDe, valeur } from '../../../tests/lignes.ts'

const PDL = 'Pays de la Loire'
let t: ApplicationDeTest
let coordinatrice: Visiteur
let direction53: Visiteur
let enBretagne: Visiteur
let avenant: string
let enVigueur: string
let cdg53: string
let cdg49: string
const aujourdhui = jourDe(new Date())
const dans = (n: number): string => ajouterJours(aujourdhui, n).split('-').reverse().join('/')

const organisme = (libelle: string) =>
  valeur(
    t,
    "select m.organisme_id from membre m join cooperation c on c.id = m.cooperation_id where c.nom like '%Pays de la Loire' and m.libelle = $1",
    [libelle],
  )

beforeAll(async () => {
  t = await ouvrirApplication()
  coordinatrice = await t.entrer('Coordinatrice', 'CDG 44')
  direction53 = await t.entrer('Direction, CDG 53', PDL)
  enBretagne = await t.entrer('Coordinatrice', 'CDG 35', 'bretons')
  ;[cdg53, cdg49] = [await organisme('CDG 53'), await organisme('CDG 49')]
  avenant = await valeur(t, "select id from schema_regional where titre like '%Loire, avenant%'")
  enVigueur = await valeur(
    t,
    "select id from schema_regional where statut = 'en_vigueur' and titre like '%Loire'",
  )
})
afterAll(() => t.fermer())

/** Sends a form from the page that shows it. */
async function envoyer(qui: Visiteur, page: string, vers: string, champs: Record<string, string | string[]>) {
  const { body } = await qui.get(page)
  const caches = Object.fromEntries(
    ['version', 'cle'].flatMap((nom) =>
      body.includes(`name="${nom}"`) ? [[nom, champCache(body, nom)]] : [],
    ),
  )
  return qui.post(vers, { ...caches, ...champs })
}
const etape = (id: string, geste: string, champs: Record<string, string> = {}) =>
  envoyer(coordinatrice, `/schema/${id}/etapes/${geste}`, `/schema/${id}/etapes/${geste}`, champs)
const statutDe = (id: string) => valeur(t, 'select statut from schema_regional where id = $1', [id])

describe('le schéma en vigueur', () => {
  it('se lit par tous les membres, avec ses clauses et ses cinq délibérations', async () => {
    const page = texteDe((await direction53.get('/schema')).body)
    expect(page).toContain('Schéma régional de coopération des Pays de la Loire')
    expect(page).toContain('Le Centre de gestion de la Loire-Atlantique est le centre coordonnateur')
    expect(page).toContain('5 délibérations favorables sur 5 demandées')
    expect(page).not.toContain('Préparer un avenant')
  })
  it('ne se modifie pas, et ne se quitte que par un avenant', async () => {
    const refus = await envoyer(
      coordinatrice,
      `/schema/${enVigueur}/modifier`,
      `/schema/${enVigueur}/clauses`,
      {
        section: 'autres',
        titre: 'Ajout',
        texte: 'Après coup',
      },
    )
    expect(refus.statusCode).toBe(409)
    expect(texteDe(refus.body)).toContain('il ne se modifie plus')
    const second = await envoyer(
      coordinatrice,
      `/schema/${enVigueur}/avenant`,
      `/schema/${enVigueur}/avenant`,
      {
        titre: 'Deuxième avenant',
      },
    )
    expect(second.statusCode).toBe(409)
    expect(texteDe(second.body)).toContain('Un avenant à ce texte est déjà en préparation')
  })
  it('se télécharge en PDF balisé et en DOCX ; un projet le dit', async () => {
    const pdf = await direction53.get(`/schema/${enVigueur}/schema.pdf`)
    expect(pdf.headers['content-type']).toBe('application/pdf')
    expect(pdf.rawPayload.toString('latin1')).toContain('pdfuaid:part')
    const docx = await direction53.get(`/schema/${avenant}/schema.docx`)
    expect(docx.statusCode).toBe(200)
    expect(docx.rawPayload.subarray(0, 2).toString()).toBe('PK')
  })
})

describe('les échéances des conventions', () => {
  it('se rappellent par courriel à qui les tient, une fois, puis à la direction', async () => {
    const { rappelerLesConventions } = await import('./rappels/rappeler-conventions.ts')
    const convention = await valeur(
      t,
      `update convention set au = current_date + 200, preavis_mois = 6, renouvellement_mois = null, renouvellements_max = null,
       denoncee_le = null, close_le = null where id = (select id from convention where organisme_id = $1 order by id limit 1) returning id`,
      [await organisme('CDG 44')],
    )
    const recus: { a: string; objet: string; texte: string }[] = []
    const courriel = {
      envoyer: async (_tx: unknown, message: { a: string; objet: string; texte: string }) => {
        recus.push(message)
      },
      envoyerSeul: async () => {},
    }
    const rappeler = (jours: number) => {
      recus.length = 0
      return rappelerLesConventions(
        t.base,
        { courriel, adresse: 'http://maillage.test' },
        new Date(Date.now() + jours * 86_400_000),
      )
    }
    const siens = () => recus.filter(({ texte }) => texte.includes(`/conventions/${convention}`))
    expect(await rappeler(0)).toBeGreaterThan(0)
    const destinataires = siens().map(({ a }) => a)
    expect(destinataires).toEqual(destinataires.filter((a) => a.includes('.cdg44@')))
    expect(new Set(destinataires).size).toBe(destinataires.length)
    expect(siens()[0]!.texte).toContain('peut être dénoncée jusqu’au')
    expect(await rappeler(0)).toBe(0)
    await rappeler(14)
    expect(siens().map(({ objet }) => objet)).toEqual([expect.stringContaining('Pour la direction')])
    expect(
      await valeur(t, 'select count(*) from rappel_convention where convention_id = $1', [convention]),
    ).toBe(String(destinataires.length + 1))
    expect(texteDe((await direction53.get(`/conventions/${convention}`)).body)).toContain('Rappel envoyé')
  })
})

describe('l’avenant', () => {
  it('montre ce qu’il change, mot à mot', async () => {
    const { body } = await direction53.get(`/schema/${avenant}/comparaison`)
    expect(texteDe(body)).toContain('2 clauses changées, 7 clauses inchangées')
    expect(body).toMatch(/<ins>.*ouvrent un dispositif régional de signalement/s)
  })

  it('chaque membre enregistre sa délibération, et nul ne l’écrit à sa place', async () => {
    const ligne = `/schema/${avenant}/deliberations/${cdg53}`
    const acte = { avis: 'favorable', numeroActe: '26-112', dateActe: dans(-3), pour: '18', contre: '1' }
    expect(texteDe((await coordinatrice.get(ligne)).body)).toContain('Seules les personnes du CDG 53')
    const interdit = await coordinatrice.post(ligne, { ...acte, version: '1' })
    expect(interdit.statusCode).toBe(403)

    const sansActe = await envoyer(direction53, ligne, ligne, { avis: 'favorable', note: 'À compléter' })
    expect(sansActe.statusCode).toBe(422)
    expect(sansActe.body).toContain('href="#champ-numeroActe"')
    expect(sansActe.body).toContain('À compléter')
    const future = await envoyer(direction53, ligne, ligne, { ...acte, dateActe: dans(1) })
    expect(future.statusCode).toBe(422)
    const contraire = await envoyer(direction53, ligne, ligne, { ...acte, contre: '20' })
    expect(texteDe(contraire.body)).toContain('plus de voix contre')

    expect((await envoyer(direction53, ligne, ligne, acte)).statusCode).toBe(303)
    const perimee = await direction53.post(ligne, { ...acte, version: '1' })
    expect(perimee.statusCode).toBe(409)
    expect(texteDe(perimee.body)).toContain('Rien n’a été écrasé')
    expect(texteDe((await coordinatrice.get(`/schema/${avenant}`)).body)).toContain(
      '3 délibérations favorables sur 5 demandées',
    )
  })

  it('ne se signe qu’une fois adopté, se transmet avec sa preuve, puis remplace', async () => {
    expect((await direction53.get(`/schema/${avenant}/etapes/signer`)).statusCode).toBe(403)
    const tropTot = await etape(avenant, 'signer', { jour: dans(0) })
    expect(tropTot.statusCode).toBe(409)
    expect(texteDe(tropTot.body)).toContain('3 sur 5 accords demandés')
    for (const cdg of ['49', '85']) {
      const qui = await t.entrer(`Direction, CDG ${cdg}`, PDL)
      const ligne = `/schema/${avenant}/deliberations/${await organisme(`CDG ${cdg}`)}`
      const acte = { avis: 'favorable', numeroActe: `26-${cdg}`, dateActe: dans(-2) }
      expect((await envoyer(qui, ligne, ligne, acte)).statusCode).toBe(303)
    }
    expect((await etape(avenant, 'signer', { jour: '31/02/2026' })).body).toContain('31/02/2026')
    expect((await etape(avenant, 'signer', { jour: dans(-1) })).statusCode).toBe(303)
    const sansPreuve = await etape(avenant, 'transmettre', { jour: dans(0) })
    expect(sansPreuve.statusCode).toBe(422)
    expect(sansPreuve.body).toContain('href="#champ-reference"')

    const { body } = await coordinatrice.get(`/schema/${avenant}/etapes/transmettre`)
    const formulaire = new FormData()
    formulaire.set('version', champCache(body, 'version'))
    formulaire.set('jour', dans(0))
    formulaire.set('fichier', new File(['%PDF-1.7\n%âãÏÓ\n'], 'accuse.pdf', { type: 'application/pdf' }))
    const envoi = new Response(formulaire)
    const transmis = await coordinatrice.requete({
      method: 'POST',
      url: `/schema/${avenant}/etapes/transmettre`,
      headers: {
        'content-type': envoi.headers.get('content-type')!,
        'sec-fetch-site': 'same-origin',
      },
      payload: Buffer.from(await envoi.arrayBuffer()),
    })
    expect(transmis.statusCode).toBe(303)
    expect(texteDe((await direction53.get(`/schema/${avenant}`)).body)).toContain('preuve de la transmission')

    const effet = await etape(avenant, 'mettre_en_vigueur', { jour: dans(0), fin: dans(900) })
    expect(effet.statusCode).toBe(303)
    expect([await statutDe(avenant), await statutDe(enVigueur)]).toEqual(['en_vigueur', 'remplace'])
    const rejoue = await coordinatrice.post(`/schema/${avenant}/etapes/mettre_en_vigueur`, {
      version: champCache(body, 'version'),
      jour: dans(0),
    })
    expect(rejoue.statusCode).toBe(409)
  })
})

describe('rédiger un schéma', () => {
  it('une seule ouverture pour deux envois ; une saisie fautive revient avec ses valeurs', async () => {
    const fautif = await envoyer(coordinatrice, '/schema/nouveau', '/schema', {
      titre: 'X',
      regleAdoption: 'toutes_deliberations',
      dateEffet: '31/02/2027',
      dateFin: '',
    })
    expect(fautif.statusCode).toBe(422)
    expect(fautif.body).toContain('value="31/02/2027"')
    const champs = { titre: 'Schéma suivant', regleAdoption: 'majorite', cle: nouvelId() }
    const [un, deux] = [
      await coordinatrice.post('/schema', champs),
      await coordinatrice.post('/schema', champs),
    ]
    expect(un.headers.location).toBe(deux.headers.location)
    expect(await lignes(t, "select id from schema_regional where titre = 'Schéma suivant'")).toHaveLength(1)
    expect((await direction53.post('/schema', { ...champs, cle: nouvelId() })).statusCode).toBe(403)
  })

  it('reste un brouillon tant qu’une des cinq parties est vide', async () => {
    const id = await valeur(t, "select id from schema_regional where titre = 'Schéma suivant'")
    const refus = await etape(id, 'ouvrir_concertation')
    expect(refus.statusCode).toBe(409)
    expect(texteDe(refus.body)).toContain('5 parties obligatoires sans clause rédigée')
    for (const section of [
      'coordonnateur',
      'missions_communes',
      'modalites',
      'missions_confiees',
      'remboursement',
    ])
      await envoyer(coordinatrice, `/schema/${id}/clauses/nouvelle`, `/schema/${id}/clauses`, {
        section,
        titre: `Clause ${section}`,
        texte: 'Texte <b>libre</b>.\r\n\r\nSuite.',
      })
    expect((await coordinatrice.get(`/schema/${id}`)).body).toContain('Texte &lt;b&gt;libre&lt;/b&gt;.')
    const clause = await valeur(
      t,
      "select id from schema_clause where schema_id = $1 and section = 'modalites'",
      [id],
    )
    const adresse = `/schema/${id}/clauses/${clause}`
    const change = { section: 'modalites', titre: 'Modalités', texte: 'Deuxième version.' }
    expect((await envoyer(coordinatrice, adresse, adresse, change)).statusCode).toBe(303)
    const perimee = await coordinatrice.post(adresse, {
      ...change,
      texte: 'Ma saisie à garder',
      version: '1',
    })
    expect(perimee.statusCode).toBe(409)
    expect(perimee.body).toContain('Ma saisie à garder')
    expect(texteDe((await coordinatrice.get(adresse)).body)).toContain(
      'Avant : Texte &lt;b&gt;libre&lt;/b&gt;.',
    )
    expect((await etape(id, 'ouvrir_concertation')).statusCode).toBe(303)
    expect(await statutDe(id)).toBe('concertation')
  })
})

describe('le registre des conventions', () => {
  it('montre en rouge ce qui est expiré et encore utilisé, et le préavis à trois mois', async () => {
    const page = texteDe((await direction53.get('/conventions')).body)
    expect(page).toContain('1 convention expirée, encore en usage')
    expect(page).toMatch(/Expertise en matière de paie .*Expirée, encore utilisée/)
    expect(page).toMatch(/Convention avec le CNFPT .*Préavis proche/)
    const id = await valeur(t, "select id from convention where titre = 'Expertise en matière de paie'")
    const { body } = await direction53.get(`/conventions/${id}`)
    const proposer = /href="(\/sujets\/nouveau\?[^"]+)"/.exec(body)![1]!.replaceAll('&amp;', '&')
    const sujet = await direction53.get(proposer)
    expect(sujet.body).toContain('Renouveler la convention « Expertise en matière de paie » ?')
    expect(sujet.body.match(/name="porte"[^>]*checked/g)).toHaveLength(5)
  })
  it('se trouve encore aux adresses de l’ancien registre', async () => {
    const id = await valeur(t, 'select id from convention order by id limit 1')
    for (const [avant, maintenant] of [
      ['/documents', '/conventions'],
      ['/documents/nouveau', '/conventions/nouvelle'],
      [`/documents/${id}`, `/conventions/${id}`],
      [`/documents/${id}/modifier`, `/conventions/${id}/modifier`],
    ]) {
      const reponse = await coordinatrice.get(avant!)
      expect([reponse.statusCode, reponse.headers.location]).toEqual([301, maintenant])
    }
    expect((await coordinatrice.get('/documents/nimporte')).statusCode).toBe(404)
  })
  it('se tient par le membre qui l’enregistre', async () => {
    const saisie = {
      titre: 'Accord d’essai',
      genre: 'accord',
      parties: [cdg53, cdg49],
      du: dans(-400),
      au: dans(-10),
      preavisMois: '3',
    }
    const sansPartie = await envoyer(direction53, '/conventions/nouvelle', '/conventions', {
      ...saisie,
      parties: [],
    })
    expect(sansPartie.statusCode).toBe(422)
    expect(sansPartie.body).toContain('href="#champ-parties"')
    const ailleurs = await envoyer(direction53, '/conventions/nouvelle', '/conventions', {
      ...saisie,
      parties: [nouvelId()],
    })
    expect(ailleurs.statusCode).toBe(422)
    const cle = nouvelId()
    const [un, deux] = [
      await direction53.post('/conventions', { ...saisie, cle }),
      await direction53.post('/conventions', { ...saisie, cle }),
    ]
    expect(un.statusCode).toBe(303)
    expect(un.headers.location).toBe(deux.headers.location)
    const adresse = String(un.headers.location)
    expect(texteDe((await direction53.get(adresse)).body)).toContain('Expirée, encore utilisée')
    const autre = await envoyer(coordinatrice, `${adresse}/clore`, `${adresse}/clore`, {
      jour: dans(0),
      motif: 'x',
    })
    expect(autre.statusCode).toBe(403)
    const sansMotif = await envoyer(direction53, `${adresse}/clore`, `${adresse}/clore`, { jour: dans(0) })
    expect(sansMotif.statusCode).toBe(422)
    expect(
      (
        await envoyer(direction53, `${adresse}/clore`, `${adresse}/clore`, {
          jour: dans(0),
          motif: 'Remplacée',
        })
      ).statusCode,
    ).toBe(303)
    expect(texteDe((await direction53.get(adresse)).body)).toContain('Terminée')
  })
})

describe('le texte d’une convention', () => {
  it('de la démonstration se lit, par un membre comme par le public', async () => {
    const id = await valeur(
      t,
      "select id from convention where titre = 'Mise en commun des référents déontologues'",
    )
    const page = (await direction53.get(`/conventions/${id}`)).body
    const liens = [...page.matchAll(/href="(\/fichiers\/[^"]+)"/g)].map(([, lien]) => lien!)
    expect(liens).toHaveLength(2)
    for (const lien of liens)
      expect((await direction53.get(lien)).rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    const publics = (await t.visiteur().get('/ouvert/pays-de-la-loire/documents')).body
    expect(publics).toContain('Règlement intérieur du collège')
    const [publie] = [...publics.matchAll(/href="(\/ouvert\/pays-de-la-loire\/documents\/[^"]+)"/g)]
    expect((await t.visiteur().get(publie![1]!)).rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  })
  it('se joint, se remplace et se retire par qui la tient ; l’ancien reste lisible', async () => {
    const id = await valeur(
      t,
      `select c.id from convention c where c.organisme_id = $1
       and c.cooperation_id = (select id from cooperation where nom like '%Pays de la Loire')
       and not exists (select from convention_texte t where t.convention_id = c.id) order by c.id limit 1`,
      [await organisme('CDG 44')],
    )
    const adresse = `/conventions/${id}`
    const pdf = (n: number) => ({ nom: 'convention.pdf', contenu: `%PDF-1.7\n%âãÏÓ\n${n}` })
    const joindre = (qui: Visiteur, n: number, champs: Record<string, string> = {}) =>
      envoyerFichier(qui, `${adresse}/textes`, pdf(n), { intitule: 'Texte signé', ...champs })
    expect((await joindre(direction53, 0)).statusCode).toBe(403)
    const sans = await coordinatrice.post(`${adresse}/textes`, {})
    expect(sans.statusCode).toBe(422)
    expect(sans.body).toContain('href="#champ-fichier"')
    const page = '<html><script>x</script>'
    expect(
      (await envoyerFichier(coordinatrice, `${adresse}/textes`, { nom: 'a.pdf', contenu: page })).statusCode,
    ).toBe(422)
    const cle = nouvelId()
    for (const _ of [1, 2]) expect((await joindre(coordinatrice, 1, { cle })).statusCode).toBe(303)
    const enUsage = 'select id, version from convention_texte where convention_id = $1 and retire_le is null'
    const [texte, ...autres] = await lignes<{ id: string; version: number }>(t, enUsage, [id])
    expect(autres).toEqual([])
    const remplace = `${texte!.id}:${texte!.version}`
    expect((await joindre(coordinatrice, 2, { remplace, intitule: '' })).statusCode).toBe(303)
    const perimee = await joindre(coordinatrice, 3, { remplace })
    expect(perimee.statusCode).toBe(409)
    expect(texteDe(perimee.body)).toContain('modifiée entre-temps')
    const { body } = await direction53.get(adresse)
    expect(texteDe(body)).toContain('1 fichier remplacé ou retiré')
    expect(texteDe(body)).toContain('Fichier remplacé')
    expect(body).not.toContain(`${adresse}/textes`)
    const [nouveau, ancien] = [...body.matchAll(/href="(\/fichiers\/[^"]+)"/g)].map(([, lien]) => lien!)
    expect((await direction53.get(nouveau!)).body).toContain('2')
    expect((await direction53.get(ancien!)).body.endsWith('1')).toBe(true)
    expect((await enBretagne.get(nouveau!)).statusCode).toBe(404)
    const [second] = await lignes<{ id: string; version: number }>(t, enUsage, [id])
    const retirer = `${adresse}/textes/${second!.id}/retirer`
    expect((await direction53.post(retirer, { version: String(second!.version) })).statusCode).toBe(403)
    expect((await coordinatrice.post(retirer, { version: String(second!.version + 1) })).statusCode).toBe(409)
    expect((await coordinatrice.post(retirer, { version: String(second!.version) })).statusCode).toBe(303)
    expect(texteDe((await coordinatrice.get(adresse)).body)).toContain('Aucun fichier n’est joint')
  })
})

it('une autre coopération ne voit rien de la première', async () => {
  const convention = await valeur(t, "select id from convention where titre = 'Expertise en matière de paie'")
  for (const adresse of [
    `/schema/${enVigueur}`,
    `/schema/${avenant}/comparaison`,
    `/schema/${avenant}/schema.pdf`,
    `/schema/${avenant}/deliberations/${cdg53}`,
    `/conventions/${convention}`,
    `/conventions/${convention}/modifier`,
    `/missions/${cdg53}/reclassement`,
    '/schema/pas-un-identifiant',
  ])
    expect((await enBretagne.get(adresse)).statusCode, adresse).toBe(404)
  for (const page of ['/schema', '/conventions', '/missions', '/conventions.csv', '/missions.csv'])
    expect((await enBretagne.get(page)).body, page).not.toMatch(/Loire|CDG 44|CDG 53/)
})
