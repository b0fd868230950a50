// The portfolio, the reports and the evaluations through their front door: computed on dates, kept, exported, each its own line.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nouvelId } from '#shared/ids.ts'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../tests/application.ts'
import { lireZip } from '../../../tests/fichiers/zip.ts'
import { lignes, texteDe, valeur } from '../../../tests/lignes.ts'

const BRETAGNE = 'Coopération des CDG bretons'
const CENTRE = 'Coopération des départements'
let t: ApplicationDeTest
let dep41: Visiteur
let dep28: Visiteur
let coordinatrice: Visiteur
let cdg29: Visiteur

const lire = async (qui: Visiteur, adresse: string) => texteDe((await qui.get(adresse)).body)
const bilanDe = (titre: string) => valeur(t, 'select id from bilan where titre = $1', [titre])

beforeAll(async () => {
  t = await ouvrirApplication()
  dep41 = await t.entrer('Coordinatrice', CENTRE)
  dep28 = await t.entrer('Direction', 'Eure-et-Loir', CENTRE)
  coordinatrice = await t.entrer('Coordinatrice, CDG 35', BRETAGNE)
  cdg29 = await t.entrer('Direction, CDG 29', BRETAGNE)
})
afterAll(() => t.fermer())

describe('le portefeuille', () => {
  it('montre les vingt projets, par état, porteur ou thème, et se filtre', async () => {
    const compter = async (filtre: string) =>
      (await dep28.get(`/portefeuille${filtre}`)).body.match(/href="\/programme\/actions\/[0-9a-f-]{36}"/g)
        ?.length ?? 0
    expect(await compter('')).toBe(20)
    expect(await compter('?par=theme')).toBe(20)
    const parEtat = await compter('?par=porteur&etat=en_cours')
    expect(parEtat).toBeGreaterThan(0)
    expect(parEtat).toBeLessThan(20)
    expect(await lire(dep28, '/portefeuille?theme=inconnu')).toContain('Aucun projet ne répond')
    expect(await lire(dep28, '/portefeuille')).toContain('Projet : Bourse aux postes')
  })
})

describe('un bilan', () => {
  it('à six mois, compte ce qui est daté de la période et seulement cela', async () => {
    const id = await bilanDe('Bilan à six mois des vingt projets')
    const lu = await lire(dep28, `/bilans/${id}`)
    const attendus = await valeur(
      t,
      `select count(*) from jalon j join bilan b on b.cooperation_id = j.cooperation_id
       where b.id = $1 and j.atteint_le between b.du and b.au`,
      [id],
    )
    expect(lu).toContain(`${attendus} jalons atteints`)
    expect(lu).toContain('Jalons dépassés à la fin de la période')
    expect(lu).toContain('Part de chaque membre')
    expect(lu).toContain('1 version précédente')
    expect(lu).not.toContain('Ajouter vos mots')
  })

  it('s’ouvre sur n’importe quelle période, une fois même envoyé deux fois', async () => {
    const champs = { cle: nouvelId(), titre: 'Bilan d’un jour', du: '01/06/2026', au: '31/05/2026' }
    const refus = await dep41.post('/bilans', champs)
    expect(refus.statusCode).toBe(422)
    expect(refus.body).toContain('value="01/06/2026"')
    expect((await dep28.post('/bilans', { ...champs, au: '01/06/2026' })).statusCode).toBe(403)
    const ouvert = await dep41.post('/bilans', { ...champs, au: '01/06/2026' })
    expect(ouvert.statusCode).toBe(303)
    expect((await dep41.post('/bilans', { ...champs, au: '01/06/2026' })).headers.location).toBe(
      ouvert.headers.location,
    )
    expect(await lire(dep41, ouvert.headers.location!)).toContain('0 jalon atteint')
  })

  it('garde chaque version des mots, dit à qui arrive tard que la page a changé', async () => {
    const id = await bilanDe('Bilan d’un jour')
    const ecrire = (texte: string, version: string) =>
      dep41.post(`/bilans/${id}/textes/ouverture`, { texte, version })
    expect((await ecrire('Première version.', '0')).statusCode).toBe(303)
    const tard = await ecrire('Autre main.', '0')
    expect(tard.statusCode).toBe(409)
    expect(texteDe(tard.body)).toMatch(/Rien n’a été écrasé/)
    expect(tard.body).toContain('Autre main.')
    expect((await ecrire('Deuxième version.', '1')).statusCode).toBe(303)
    const avant = await lignes(t, 'select texte from bilan_texte_avant where bilan_id = $1', [id])
    expect(avant).toEqual([{ texte: 'Première version.' }])
    expect(
      (await dep28.post(`/bilans/${id}/textes/ouverture`, { texte: 'x', version: '2' })).statusCode,
    ).toBe(403)
    expect((await dep41.post(`/bilans/${id}/textes/inconnue`, { texte: 'x', version: '0' })).statusCode).toBe(
      404,
    )
  })

  it('ne bouge plus une fois approuvé, et ne s’approuve pas sans acte', async () => {
    const id = await bilanDe('Bilan d’un jour')
    expect((await dep41.post(`/bilans/${id}/relire`, { version: '1' })).statusCode).toBe(303)
    expect((await dep41.post(`/bilans/${id}/reprendre`, { version: '1' })).statusCode).toBe(409)
    expect((await dep41.post(`/bilans/${id}/reprendre`, { version: '2' })).statusCode).toBe(303)
    expect((await dep41.post(`/bilans/${id}/relire`, { version: '3' })).statusCode).toBe(303)
    const sansActe = await dep41.post(`/bilans/${id}/approuver`, { version: '4' })
    expect(sansActe.statusCode).toBe(422)
    expect(texteDe(sansActe.body)).toContain('Dites quel acte approuve ce bilan')
    expect(
      (await dep41.post(`/bilans/${id}/approuver`, { version: '4', approbation: 'Relevé' })).statusCode,
    ).toBe(303)
    const tard = await dep41.post(`/bilans/${id}/textes/ouverture`, { texte: 'Encore', version: '2' })
    expect(tard.statusCode).toBe(409)
    const breton = await bilanDe('Bilan du programme breton')
    const jalons = async () => /(\d+) jalons? atteints?/.exec(await lire(cdg29, `/bilans/${breton}`))?.[1]
    const avant = await jalons()
    await lignes(t, 'update jalon set etat = $1, atteint_le = current_date - 2 where etat = $2', [
      'atteint',
      'prevu',
    ])
    expect(await jalons()).toBe(avant)
  })

  it('montre les écarts à L452-34 relevés dans la matrice des missions', async () => {
    const [ecart] = await lignes(
      t,
      "select cooperation_id from mission_exercice where mode in ('departemental', 'non_exerce') order by cooperation_id limit 1",
    )
    const id = await valeur(t, 'select id from bilan where cooperation_id = $1 order by id limit 1', [
      ecart!['cooperation_id'],
    ])
    const [{ nom }] = (await lignes(t, 'select nom from cooperation where id = $1', [
      ecart!['cooperation_id'],
    ])) as [{ nom: string }]
    const qui = await t.entrer('Coordinatrice', nom)
    expect(await lire(qui, `/bilans/${id}`)).toContain('Écarts à l’article L452-34')
  })

  it.each(['bilan.pdf', 'diapositives.pdf'])('sort en PDF balisé : %s', async (fichier) => {
    const id = await bilanDe('Bilan à six mois des vingt projets')
    const reponse = await dep28.get(`/bilans/${id}/${fichier}`)
    expect(reponse.statusCode).toBe(200)
    const octets = reponse.rawPayload
    expect(octets.toString('latin1')).toContain('pdfuaid:part')
    const document = await getDocument({ data: new Uint8Array(octets) }).promise
    expect((await document.getMarkInfo())?.Marked).toBe(true)
    const structures = await Promise.all(
      Array.from({ length: document.numPages }, async (_, i) =>
        JSON.stringify(await (await document.getPage(i + 1)).getStructTree()),
      ),
    )
    const tout = structures.join('')
    for (const role of ['H1', 'H2', 'Table', 'TH']) expect(tout).toContain(`"role":"${role}"`)
    expect(document.numPages).toBeGreaterThan(2)
    await document.destroy()
  })

  it('sort en DOCX, ses tableaux avec leur tête', async () => {
    const id = await bilanDe('Bilan à six mois des vingt projets')
    const reponse = await dep28.get(`/bilans/${id}/bilan.docx`)
    const document = lireZip(reponse.rawPayload).get('word/document.xml') ?? ''
    expect(document).toContain('Bilan à six mois des vingt projets')
    expect(document).toContain('<w:tblHeader/>')
    expect(document).toContain('Part de chaque membre')
  })

  it('ne se montre pas à une autre coopération', async () => {
    const id = await bilanDe('Bilan à six mois des vingt projets')
    expect((await coordinatrice.get(`/bilans/${id}`)).statusCode).toBe(404)
    expect((await coordinatrice.get(`/bilans/${id}/bilan.pdf`)).statusCode).toBe(404)
  })
})

describe('une évaluation', () => {
  const champsAvis = { pertinence: '4', coherence: '3', utilite: '2', proposition: 'continuer', version: '0' }
  let fiche: string
  let evaluation: string

  it('s’ouvre par la coordination, sur des actions choisies', async () => {
    const action = await valeur(
      t,
      "select a.id from action a join cooperation c on c.id = a.cooperation_id where c.nom = $1 and a.statut = 'realisee' order by a.code, a.id limit 1",
      [BRETAGNE],
    )
    const champs = { cle: nouvelId(), titre: 'Évaluation d’essai', echeance: '31/12/2030', actions: action }
    expect((await cdg29.post('/evaluations', champs)).statusCode).toBe(403)
    expect((await coordinatrice.post('/evaluations', { ...champs, actions: [] })).statusCode).toBe(422)
    expect((await coordinatrice.post('/evaluations', champs)).statusCode).toBe(303)
    evaluation = await valeur(t, 'select id from evaluation where titre = $1', ['Évaluation d’essai'])
    fiche = await valeur(t, 'select id from evaluation_action where evaluation_id = $1', [evaluation])
  })

  it('reçoit la ligne de chaque direction, jamais celle d’une autre', async () => {
    const autre = await valeur(
      t,
      'select m.organisme_id from membre m join cooperation c on c.id = m.cooperation_id where m.libelle = $1 and c.nom = $2',
      ['CDG 56', BRETAGNE],
    )
    const refuse = await cdg29.post(`/evaluations/actions/${fiche}/avis`, { ...champsAvis, organisme: autre })
    expect(refuse.statusCode).toBe(403)
    expect(texteDe(refuse.body)).toContain('Chaque direction écrit la ligne de son membre')
    expect(
      (await coordinatrice.post(`/evaluations/actions/${fiche}/avis`, { ...champsAvis, organisme: autre }))
        .statusCode,
    ).toBe(403)
    const sansMotif = await cdg29.post(`/evaluations/actions/${fiche}/avis`, {
      ...champsAvis,
      proposition: 'arreter',
    })
    expect(sansMotif.statusCode).toBe(422)
    expect(await lignes(t, 'select 1 from evaluation_avis where evaluation_action_id = $1', [fiche])).toEqual(
      [],
    )
    expect((await cdg29.post(`/evaluations/actions/${fiche}/avis`, champsAvis)).statusCode).toBe(303)
    expect((await cdg29.post(`/evaluations/actions/${fiche}/avis`, champsAvis)).statusCode).toBe(409)
    expect(await lire(coordinatrice, `/evaluations/actions/${fiche}`)).toContain('CDG 29 : continuer')
  })

  it('devient un sujet, puis une décision, et propose au programme sans le changer', async () => {
    const conclusion = { issue: 'continuer', version: '1', decisionId: '' }
    expect((await coordinatrice.post(`/evaluations/actions/${fiche}/conclure`, conclusion)).statusCode).toBe(
      409,
    )
    expect(
      (await coordinatrice.post(`/evaluations/${evaluation}/decider`, { version: '1' })).statusCode,
    ).toBe(303)
    expect(
      (await cdg29.post(`/evaluations/actions/${fiche}/avis`, { ...champsAvis, version: '1' })).statusCode,
    ).toBe(409)
    const page = (await coordinatrice.get(`/evaluations/actions/${fiche}`)).body
    const sujet = /href="(\/sujets\/nouveau[^"]+)"/.exec(page)![1]!.replaceAll('&amp;', '&')
    expect((await coordinatrice.get(sujet)).body).toContain('Quelle suite donner')
    expect((await coordinatrice.post(`/evaluations/actions/${fiche}/conclure`, conclusion)).statusCode).toBe(
      422,
    )
    const decision = await valeur(
      t,
      'select d.id from decision d join cooperation c on c.id = d.cooperation_id where c.nom = $1 order by d.id limit 1',
      [BRETAGNE],
    )
    const statut = () =>
      valeur(
        t,
        'select a.statut from action a join evaluation_action f on f.action_id = a.id where f.id = $1',
        [fiche],
      )
    expect((await coordinatrice.post(`/evaluations/${evaluation}/clore`, { version: '2' })).statusCode).toBe(
      409,
    )
    expect(
      (
        await coordinatrice.post(`/evaluations/actions/${fiche}/conclure`, {
          ...conclusion,
          decisionId: decision,
        })
      ).statusCode,
    ).toBe(303)
    expect(await statut()).toBe('realisee')
    expect(await lire(coordinatrice, `/evaluations/actions/${fiche}`)).toContain('Rien n’est changé d’office')
    expect((await coordinatrice.post(`/evaluations/${evaluation}/clore`, { version: '2' })).statusCode).toBe(
      303,
    )
  })
})

it('la recherche de l’en-tête trouve actions et groupes', async () => {
  const lu = await lire(cdg29, '/recherche?q=immersions')
  expect(lu).toMatch(/Actions .*Organiser des immersions/)
  expect(lu).toMatch(/Groupes de travail.*Immersions réciproques/)
})
