// Contracts through the front door: born of the award, corrected with their trace, passed to another insurer that employers follow.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Lire, lecteurDesAchats } from '../../../tests/achats.ts'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  type Visiteur,
} from '../../../tests/application.ts'
import { ecrireTaux } from './marche/fiche.ts'

let t: ApplicationDeTest
let lire: Lire
let coordination: Visiteur
let direction53: Visiteur
let PREVOYANCE = ''
beforeAll(async () => {
  t = await ouvrirApplication()
  coordination = await t.entrer('Coordinatrice', 'CDG 44', 'Pays de la Loire')
  direction53 = await t.entrer('Direction', 'CDG 53', 'Pays de la Loire')
  ;({ lire } = await lecteurDesAchats(t))
  PREVOYANCE = (await lire<{ id: string }>("select id from achat_operation where objet = 'prevoyance'"))[0]!
    .id
})
afterAll(() => t.fermer())

const contratDuLot = async (numero: number) =>
  (
    await lire<{ id: string; version: number; assureur: string }>(
      'select id, version, assureur from achat_contrat where operation_id = $1 and numero = $2 order by du desc limit 1',
      [PREVOYANCE, numero],
    )
  )[0]!

/** What the form of a contract shows: every field by its name. */
const champsDe = (page: string, formulaire: string): Record<string, string> => {
  const html = page.slice(page.indexOf(`id="${formulaire}"`)).split('</form>')[0]!
  const decode = (texte: string) => texte.replaceAll('&#x27;', "'").replaceAll('&amp;', '&')
  return Object.fromEntries([
    ...[...html.matchAll(/<input[^>]*>/g)].map(([champ]) => [
      / name="([^"]+)"/.exec(champ)![1]!,
      decode(/ value="([^"]*)"/.exec(champ)?.[1] ?? ''),
    ]),
    ...[...html.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</g)].map(([, nom, texte]) => [
      nom!,
      decode(texte!).replace(/^\n/, ''),
    ]),
    ...[...html.matchAll(/<select[^>]* name="([^"]+)"[^>]*>(.*?)<\/select>/gs)].map(([, nom, options]) => [
      nom!,
      /<option[^>]*(?: selected=""[^>]*value|value)="([^"]*)"/.exec(
        /<option[^>]*selected[^>]*>/.exec(options!)?.[0] ?? options!,
      )![1]!,
    ]),
  ])
}

describe('un contrat', () => {
  it('exécute l’offre retenue : même assureur, mêmes taux, même clause, lot par lot', async () => {
    const lots = await lire<{
      numero: number
      titulaire: string
      taux: Record<string, number | string>[]
      gel: number
      hausse: number
      assureur: string
      tarifs: Record<string, number>
      gel_annees: number
      plafond: number
    }>(
      `select l.numero, a.titulaire, o.taux, o.gel_annees as gel, o.hausse_max as hausse, c.assureur, c.gel_annees, c.plafond,
        (select jsonb_object_agg(t.niveau, t.taux) from achat_tarif t where t.contrat_id = c.id and t.annee = 2025) as tarifs
       from achat_attribution a join achat_lot l on l.id = a.lot_id join achat_offre o on o.id = a.offre_id
       join achat_contrat c on c.lot_id = l.id where a.operation_id = $1 order by l.numero`,
      [PREVOYANCE],
    )
    expect(lots).toHaveLength(6)
    for (const lot of lots) {
      expect(lot.assureur).toBe(lot.titulaire)
      expect([lot.gel_annees, lot.plafond]).toEqual([lot.gel, lot.hausse])
      const attendus = lot.taux.map(({ niveau, ...parts }) => [
        niveau,
        Object.values(parts).reduce<number>((somme, part) => somme + Number(part), 0),
      ])
      expect(lot.tarifs).toEqual(Object.fromEntries(attendus))
    }
    const page = lisible((await direction53.get(`/achats/contrats/${(await contratDuLot(3)).id}`)).body)
    for (const taux of Object.values(lots[2]!.tarifs)) expect(page).toContain(`${ecrireTaux(taux)} %`)
    expect(page).toContain('Signature du lot attribué')
    expect(page).not.toContain('Corriger ce contrat')
  })

  it('se corrige par qui conduit, garde l’ancien état, et dit à une page périmée que rien n’est écrasé', async () => {
    const { id } = await contratDuLot(4)
    const adresse = `/achats/contrats/${id}`
    const ouvert = champsDe((await coordination.get(adresse)).body, 'contrat')
    expect(ouvert['taux']).toMatch(/\| 2025 \| 1,/)
    const corrige = { ...ouvert, frais: '3,50', motif: 'Avenant n° 1 (essai)' }
    expect((await direction53.post(adresse, corrige)).statusCode).toBe(403)
    const faux = await coordination.post(adresse, { ...corrige, taux: 'Socle | 2025', au: '31/12/2024' })
    expect(faux.statusCode).toBe(422)
    expect(lisible(faux.body)).toContain('Écrivez un taux par ligne')
    expect(faux.body).toContain('Avenant n° 1 (essai)')
    const passe = await coordination.post(adresse, { ...corrige, au: '31/12/2024' })
    expect(passe.statusCode).toBe(422)
    expect(lisible(passe.body)).toContain('finit avant de commencer')
    expect((await coordination.post(adresse, { ...corrige, motif: '' })).statusCode).toBe(422)
    expect((await coordination.post(adresse, corrige)).statusCode).toBe(303)
    const perimee = await coordination.post(adresse, { ...ouvert, preavis: '3', motif: 'Autre personne' })
    expect(perimee.statusCode).toBe(409)
    expect(lisible(perimee.body)).toContain('Rien n’a été écrasé')
    const page = lisible((await direction53.get(adresse)).body)
    expect(page).toContain('Frais par agent et par an : 2,00 € → 3,50 €')
    expect(page).toContain('Avenant n° 1 (essai)')
    expect(page).toContain('2 états gardés')
    const traces = await lire<{ resume: string }>(
      "select resume from journal where action = 'achat.contrat.corriger' and objet_id = $1",
      [PREVOYANCE],
    )
    expect(traces).toHaveLength(1)
    expect(traces[0]!.resume).toContain('Avenant n° 1')
  })

  it('passe à un autre assureur : l’ancien finit la veille, les employeurs et leur paie suivent leur lot', async () => {
    const { id, version, assureur } = await contratDuLot(3)
    const adresse = `/achats/contrats/${id}`
    const saisie = { assureur: 'Mutuelle d’essai', du: '01/01/2026', au: '31/12/2030', motif: 'Résiliation' }
    const hors = await coordination.post(`${adresse}/assureur`, {
      ...saisie,
      du: '01/01/2025',
      version: String(version),
    })
    expect(hors.statusCode).toBe(422)
    expect(lisible(hors.body)).toContain('commence après le premier jour du contrat')
    const fait = await coordination.post(`${adresse}/assureur`, { ...saisie, version: String(version) })
    expect(fait.statusCode).toBe(303)
    expect(
      (await coordination.post(`${adresse}/assureur`, { ...saisie, version: String(version) })).statusCode,
    ).not.toBe(303)
    expect(lisible((await coordination.get(adresse)).body)).toContain('au 31 décembre 2025')
    // The new insurer's own rate, then the payroll of an employer of this lot on both sides of the change.
    const suivant = String(fait.headers.location)
    const ouvert = champsDe((await coordination.get(suivant)).body, 'contrat')
    const taux = ouvert['taux']!.replaceAll(/\| 2026 \| [\d,]+/g, '| 2026 | 2,5')
    expect(
      (await coordination.post(suivant, { ...ouvert, taux, motif: 'Taux de son offre' })).statusCode,
    ).toBe(303)
    const [e] = await lire<{ id: string }>(
      `select e.id from achat_employeur e join achat_adhesion a on a.employeur_id = e.id
       join achat_recensement r on r.employeur_id = e.id and r.remplace_le is null where a.contrat_id = $1 order by e.nom, e.id limit 1`,
      [id],
    )
    const paie = async (mois: string) =>
      lisible((await direction53.get(`/achats/employeurs/${e!.id}/adhesion/paie?mois=${mois}`)).body)
    expect(await paie('2025-12')).not.toContain('2,5 %')
    expect(await paie('2026-01')).toContain('2,5 %')
    const execution = lisible((await coordination.get(`/achats/${PREVOYANCE}/execution`)).body)
    expect(execution).toContain('Mutuelle d’essai')
    expect(execution).toContain(assureur)
  })

  it('passe à deux assureurs à la fois : un seul l’obtient, l’autre est refusé et le lit', async () => {
    const { id, version } = await contratDuLot(5)
    const reprendre = (assureur: string, du: string, v = version) =>
      coordination.post(`/achats/contrats/${id}/assureur`, {
        assureur,
        du,
        au: '31/12/2036',
        motif: 'Nouveau marché',
        version: String(v),
      })
    expect((await reprendre('Mutuelle A', '01/01/2031', version + 1)).statusCode).toBe(409)
    // The day after its end changes nothing in the contract under way: its version alone would not stop the second.
    const issues = await Promise.all([
      reprendre('Mutuelle A', '01/01/2031'),
      reprendre('Mutuelle B', '01/01/2031'),
    ])
    expect(issues.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 422])
    expect(lisible(issues.find(({ statusCode }) => statusCode === 422)!.body)).toContain('a déjà ce lot du')
    expect(
      await lire('select id from achat_contrat where operation_id = $1 and numero = 5 and du > $2', [
        PREVOYANCE,
        '2030-12-31',
      ]),
    ).toHaveLength(1)
  })

  it('ajouté à la main, couvre les employeurs de son lot', async () => {
    const { id } = await contratDuLot(6)
    const [avant] = await lire<{ lot: string }>('select lot_id as lot from achat_contrat where id = $1', [id])
    const propose = champsDe(
      (await coordination.get(`/achats/${PREVOYANCE}/contrats/nouveau`)).body,
      'contrat',
    )
    const cree = await coordination.post(`/achats/${PREVOYANCE}/contrats`, {
      ...propose,
      numero: '6',
      assureur: 'Assureur d’avant',
      du: '01/01/2020',
      au: '31/12/2024',
      taux: 'Socle | 2020 | 1,2',
      motif: 'Contrat précédent, saisi après coup',
    })
    expect(cree.statusCode).toBe(303)
    const contrat = String(cree.headers.location).split('/').at(-1)
    expect(
      await lire(
        `select lot_id as lot, (select count(*)::int from achat_employeur e where e.operation_id = c.operation_id
           and contrat_de_l_employeur(e.id) = c.id) > 0 as couvre from achat_contrat c where id = $1`,
        [contrat],
      ),
    ).toEqual([{ lot: avant!.lot, couvre: true }])
  })

  it('s’ajoute à la main une seule fois, jamais sur un jour déjà couvert, par qui conduit seul', async () => {
    const page = (await coordination.get(`/achats/${PREVOYANCE}/contrats/nouveau`)).body
    const propose = champsDe(page, 'contrat')
    const saisie = {
      ...propose,
      assureur: 'Assureur d’essai',
      taux: 'Socle | 2025 | 1,2',
      motif: 'Passé hors de la plateforme',
    }
    const adresse = `/achats/${PREVOYANCE}/contrats`
    expect((await direction53.post(adresse, saisie)).statusCode).toBe(403)
    const couvert = await coordination.post(adresse, { ...saisie, numero: '1', cle: '' })
    expect(couvert.statusCode).toBe(422)
    const cree = await coordination.post(adresse, saisie)
    expect(cree.statusCode).toBe(303)
    expect((await coordination.post(adresse, saisie)).headers.location).toBe(cree.headers.location)
    const double = champsDe((await coordination.get(`${adresse}/nouveau`)).body, 'contrat')
    const chevauche = await coordination.post(adresse, { ...saisie, cle: double['cle']!, numero: '1' })
    expect(lisible(chevauche.body)).toContain('a déjà ce lot du')
  })
})
