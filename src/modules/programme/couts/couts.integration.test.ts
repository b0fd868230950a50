import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApplicationDeTest, ouvrirApplication } from '../../../../tests/application.ts'
import { lignes } from '../../../../tests/lignes.ts'

let t: ApplicationDeTest
let action: string
let decision: string
beforeAll(async () => {
  t = await ouvrirApplication()
  const [ligne] = await lignes<{ action: string; decision: string }>(
    t,
    'select action_id as action, decision_id as decision from cle_repartition',
  )
  action = ligne!.action
  decision = ligne!.decision
})
afterAll(() => t.fermer())

const PDL = 'Pays de la Loire'
const cle = (suite: Record<string, string> = {}) => ({
  decisionId: decision,
  egale: '50',
  agents: '50',
  geste: 'fixer',
  version: '1',
  ...suite,
})
const compter = async () =>
  (await lignes(t, 'select from cle_repartition where action_id = $1', [action])).length

describe('qui paie quoi', () => {
  it('montre sur la fiche la part de chacun, au centime, et leur somme', async () => {
    const membre = await t.entrer('Direction, CDG 53', PDL)
    const { body } = await membre.get(`/programme/actions/${action}`)
    const texte = body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/[\s\u00a0\u202f]+/g, ' ')
    // 12 780,00 in five equal parts of 2 556,00, and 29 820,00 on 8 000 agents of 81 200.
    expect(texte).toContain('CDG 53 8 000 agents 5 493,93 € 4 915,84 €')
    expect(texte).toContain('42 600,00 € 38 117,45 €')
    expect(texte).toContain('30 % à parts égales, 70 % selon les agents')
    expect(body).not.toContain(`/programme/actions/${action}/cle`)
  })

  it('laisse chaque membre déclarer ses bases, et elles seules', async () => {
    const membre = await t.entrer('Direction, CDG 53', PDL)
    const version = async () =>
      (await membre.get('/programme/bases')).body.match(/name="version" value="(\d+)"/)?.[1]
    const lue = await version()
    const bonne = {
      agents: '8 200',
      masse: '150 000 000,50',
      au: '31/12/2024',
      source: 'Rapport social unique',
      version: lue!,
    }
    const vide = await membre.post('/programme/bases', { ...bonne, agents: '', masse: '' })
    expect(vide.statusCode).toBe(422)
    const folle = await membre.post('/programme/bases', { ...bonne, agents: 'beaucoup', au: '31/02/2025' })
    expect(folle.statusCode).toBe(422)
    expect(folle.body).toContain('value="beaucoup"')
    expect((await membre.post('/programme/bases', { ...bonne, au: '01/01/2090' })).statusCode).toBe(422)
    expect((await membre.post('/programme/bases', bonne)).statusCode).toBe(303)
    // The same sending again: the page is out of date, nothing is overwritten.
    expect((await membre.post('/programme/bases', bonne)).statusCode).toBe(409)
    const declarees = await lignes(
      t,
      "select b.agents, b.masse_centimes from base_membre b join membre m using (cooperation_id, organisme_id) where m.libelle = 'CDG 53'",
    )
    expect(declarees.map((ligne) => Object.values(ligne).map(Number))).toEqual([[8_200, 15_000_000_050]])
    // A key already fixed keeps the base of its day.
    const fiche = (await membre.get(`/programme/actions/${action}`)).body.replaceAll(/[\u00a0\u202f]/g, ' ')
    expect(fiche).toContain('5 493,93 €')
  })

  it('essaie une clé sans rien enregistrer, puis la fixe ; l’ancienne reste', async () => {
    const chef = await t.entrer('Direction, CDG 85', PDL)
    const essai = await chef.post(
      `/programme/actions/${action}/cle`,
      cle({ egale: '100', agents: '', geste: 'essayer' }),
    )
    expect(essai.statusCode).toBe(200)
    expect(essai.body.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('8 520,00 €')
    expect(await compter()).toBe(1)
    expect((await chef.post(`/programme/actions/${action}/cle`, cle({ plafond: '25' }))).statusCode).toBe(303)
    expect(await compter()).toBe(2)
    // Sent twice, it fixes one key.
    expect((await chef.post(`/programme/actions/${action}/cle`, cle({ plafond: '25' }))).statusCode).toBe(409)
    expect(await compter()).toBe(2)
    const { body } = await chef.get(`/programme/actions/${action}`)
    expect(body).toContain('Clés précédentes')
    expect(body.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('au plus 25 % pour un membre')
  })

  it.each([
    ['des parts qui ne font pas cent', { egale: '60' }, 'egale'],
    ['un pourcentage qui n’en est pas un', { egale: 'la moitié' }, 'egale'],
    ['une masse salariale que tous n’ont pas déclarée', { agents: '', masse: '50' }, 'masse'],
    ['des pourcentages convenus absents', { agents: '', libre: '50' }, 'libre'],
    ['un plafond qui ne laisse pas payer le tout', { plafond: '5' }, 'plafond'],
    ['une décision d’ailleurs', { decisionId: '00000000-0000-4000-8000-000000000000' }, 'decisionId'],
  ])('refuse %s, sur son champ, et garde la saisie', async (_, suite, champ) => {
    const chef = await t.entrer('Direction, CDG 85', PDL)
    const avant = await compter()
    const refus = await chef.post(
      `/programme/actions/${action}/cle`,
      cle({ version: String(avant), ...suite }),
    )
    expect(refus.statusCode).toBe(422)
    expect(refus.body).toContain(`href="#champ-${champ}"`)
    if ('egale' in suite) expect(refus.body).toContain(`value="${suite.egale}"`)
    expect(await compter()).toBe(avant)
  })

  it('n’est écrite que par qui mène l’action', async () => {
    const autre = await t.entrer('Direction, CDG 53', PDL)
    const avant = await compter()
    expect(
      (await autre.post(`/programme/actions/${action}/cle`, cle({ version: String(avant) }))).statusCode,
    ).toBe(403)
    expect(await compter()).toBe(avant)
  })

  it('fait au bilan la somme par membre, égale au coût des actions', async () => {
    const coordination = await t.entrer('Coordinatrice, CDG 44', PDL)
    const liste = (await coordination.get('/bilans')).body
    const lus = [...new Set(liste.match(/\/bilans\/[0-9a-f-]{36}/g) ?? [])]
    const pages = await Promise.all(lus.map(async (adresse) => (await coordination.get(adresse)).body))
    const page = pages.find((corps) => corps.includes('Part de chaque membre dans ces coûts'))
    expect(page).toBeDefined()
    const table = page!.slice(page!.lastIndexOf('Part de chaque membre dans ces coûts'))
    expect(table.replaceAll(/<[^>]+>/g, ' ').replaceAll(/[\s\u00a0\u202f]+/g, ' ')).toMatch(
      /Ensemble.*42 600,00 €/,
    )
  })
})
