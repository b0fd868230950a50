// The consultation of insurers through the front door: agreement, lots, deadline, bids, prices of the engine, notes, award, national data.
import { entreesDe, expliquer, MINIMUM_LEGAL, SITUATIONS } from '@maillage/prevoyance/moteur'
import { agentsDe, decoderTable } from '@maillage/prevoyance/recensement'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { purger } from '#platform/conservation/purger.ts'
import { listPurges } from '#platform/conservation/purges.ts'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { montant } from '#shared/typographie.ts'
import { type Achats, ficheDeMarche, fr, ouvrirAchats } from '../../../tests/achats.ts'
import { type ApplicationDeTest, lisible, type Visiteur } from '../../../tests/application.ts'
import { texteDuPdf } from '../../../tests/fichiers/pdf.ts'
import { lireZip } from '../../../tests/fichiers/zip.ts'
import { SchemaDecp } from './attribution/decp.ts'
import { traitements } from './traitements.ts'

let t: ApplicationDeTest
let coordination: Visiteur
let direction44: Visiteur
let direction53: Visiteur
let direction49: Visiteur
let a: Achats
let COOP = ''
let PREVOYANCE = ''
let SANTE = ''
beforeAll(async () => {
  a = await ouvrirAchats()
  ;({ t, coordination, direction44, direction53, direction49 } = a)
  COOP = a.cooperation
  PREVOYANCE = a.achat('prevoyance')
  SANTE = a.achat('sante')
})
afterAll(() => t.fermer())

const lire = <T extends object>(texte: string, valeurs: unknown[] = []) => a.lire<T>(texte, valeurs)
/** The words of a PDF, page after page. */
const simple = (texte: string) => texte.replaceAll(/[\u00a0\u202f]/g, ' ')

describe('la démonstration, jouée jusqu’à l’exécution', () => {
  it('montre un accord valable, six lots, trois pour chaque titulaire, une offre hors délai avec sa preuve', async () => {
    const accord = await coordination.get(`/achats/${PREVOYANCE}/accord`)
    expect(lisible(accord.body)).toContain('25 160 voix signées sur 32 770')
    expect(lisible(accord.body)).toContain('Accord valable')
    const preuve = /href="(\/achats\/[^"]+preuve\.pdf)"/.exec(accord.body)![1]!
    expect((await coordination.get(preuve)).headers['content-type']).toBe('application/pdf')
    const marche = lisible((await coordination.get(`/achats/${PREVOYANCE}/marche`)).body)
    expect(marche).toContain('6 lots')
    expect(marche).toContain('Hors délai, écartée')
    const titulaires = await lire<{ n: number }>(
      'select count(*) as n from achat_attribution group by titulaire',
    )
    expect(titulaires.map(({ n }) => n)).toEqual([3, 3])
  })

  it('chiffre chaque offre comme le moteur l’explique, agent par agent ; une part supposée ne change pas le rang', async () => {
    const [lot] = await lire<{ id: string }>('select id from achat_lot where numero = 1')
    const offres = await lire<{ lettre: string; taux: Record<string, number | string>[] }>(
      'select lettre, taux from achat_offre where lot_id = $1 order by lettre',
      [lot!.id],
    )
    const recenses = await lire<{ niveau: string; colonnes: Buffer; au: string }>(
      `select e.niveau, a.colonnes, r.au from achat_agents a join achat_recensement r on r.id = a.recensement_id and r.remplace_le is null
       join achat_employeur e on e.id = r.employeur_id where e.operation_id = $1 and e.departement_code = '44' and r.agents < 50`,
      [PREVOYANCE],
    )
    const agents = recenses.flatMap(({ niveau, colonnes, au }) =>
      [...agentsDe(decoderTable(colonnes))].map((donnees) => ({ niveau, donnees, au })),
    )
    expect(agents.length).toBeGreaterThan(30)
    const attendu = (taux: Record<string, number | string>[], part: number) => {
      const sommes = { total: 0, employeurs: 0 }
      for (const { niveau, donnees, au } of agents) {
        const t1 = taux.find((x) => x['niveau'] === niveau)!
        const offre = {
          tauxIncapacite: Number(t1['incapacite']),
          tauxInvaliditeOffre: Number(t1['invalidite']),
          tauxRetraite: Number(t1['retraite']),
          tauxDeces: Number(t1['deces']),
          tauxRenfort: Number(t1['renfort']),
        }
        const { valeurs } = expliquer(
          {
            ...entreesDe(donnees, SITUATIONS.DEMI_TRAITEMENT, au),
            ...MINIMUM_LEGAL,
            participationTaux: 0,
            participationTauxTotal: part,
            ...offre,
          },
          ['cotisation', 'partEmployeur'],
          '2025-01-01',
        )
        sommes.total += 12 * Number(valeurs['cotisation'])
        sommes.employeurs += 12 * Number(valeurs['partEmployeur'])
      }
      return sommes
    }
    const page = lisible((await coordination.get(`/achats/lots/${lot!.id}`)).body)
    const genereux = lisible((await coordination.get(`/achats/lots/${lot!.id}?part=80&niveau=choix`)).body)
    for (const { taux } of offres) {
      const a50 = attendu(taux, 50_000)
      const a80 = attendu(taux, 80_000)
      expect(a80.total).toBe(a50.total)
      for (const [texte, { total, employeurs }] of [
        [page, a50],
        [genereux, a80],
      ] as const)
        for (const centimes of [total, employeurs, total - employeurs])
          expect(texte).toContain(simple(montant(centimes)))
    }
    const rangs = (texte: string) =>
      [...texte.matchAll(/\(offre ([A-C])\) · (\S+ sur \d)/g)].map(([, o, r]) => `${o} ${r}`)
    expect(rangs(page)).toHaveLength(3)
    expect(rangs(genereux)).toEqual(rangs(page))
    // What makes no sense in an address is passed over.
    expect((await coordination.get(`/achats/lots/${lot!.id}?part=x&niveau=9`)).statusCode).toBe(200)
  })

  it('projette chaque offre sur six ans avec son incertitude, toujours la même ; le rapport dit les chiffres de l’écran, PDF et DOCX', async () => {
    const [lot] = await lire<{ id: string }>('select id from achat_lot where numero = 6')
    const adresse = `/achats/lots/${lot!.id}`
    const page = (await coordination.get(adresse)).body
    const ecran = page.slice(page.indexOf('Critères, poids et points'), page.indexOf('Chiffrages scellés'))
    const projection = (html: string) =>
      lisible(html.slice(html.indexOf('Sinistres rapportés'), html.indexOf('Chiffrages scellés')))
    expect(projection(page)).toMatch(/2030 .* de \d+ à \d+ %/)
    expect(page.match(/class="bande"/g)!.length).toBeGreaterThanOrEqual(6)
    // A share supposed changes prices, not claims; asked again, the draws are the same.
    expect(projection((await coordination.get(`${adresse}?part=80&niveau=choix`)).body)).toBe(
      projection(page),
    )
    const serre = (texte: string) => texte.replaceAll(/\s/g, '')
    const montants = [...new Set(ecran.match(/\d[\d\u00a0\u202f]*,\d\d[\u00a0\u202f]€/g))].map(serre)
    const rapports = [...new Set(lisible(ecran).match(/de \d+ à \d+ %/g))].map(serre)
    expect(montants.length).toBeGreaterThan(20)
    expect(rapports.length).toBeGreaterThan(6)
    const docx = lireZip((await coordination.get(`${adresse}/rapport.docx`)).rawPayload).get(
      'word/document.xml',
    )!
    const pdf = await texteDuPdf((await coordination.get(`${adresse}/rapport.pdf`)).rawPayload)
    for (const texte of [lisible(docx), pdf].map(serre))
      expect([...montants, ...rapports].filter((chiffre) => !texte.includes(chiffre))).toEqual([])
  })

  it('rend les lettres et des données nationales conformes', async () => {
    const attribution = await coordination.get(`/achats/${PREVOYANCE}/attribution`)
    expect(lisible(attribution.body)).toContain('22 juillet 2024')
    const lettres = [...attribution.body.matchAll(/href="(\/achats\/lots\/[^"]+\/lettres\/[^"]+)"/g)].map(
      ([, l]) => l!,
    )
    expect(lettres.length).toBe(19)
    const lettre = await coordination.get(lettres[0]!)
    expect(lettre.headers['content-type']).toContain('wordprocessingml')
    expect((await direction53.get(lettres[0]!)).statusCode).toBe(404)
    const decp = SchemaDecp.parse((await coordination.get(`/achats/${PREVOYANCE}/decp.json`)).json())
    expect(decp.marches.marche).toHaveLength(6)
    expect(new Set(decp.marches.marche.map(({ titulaires }) => titulaires[0]!.titulaire.id)).size).toBe(2)
  })

  it('garde les anciens prix quand le recensement change, et le dit', async () => {
    await lire(`update achat_employeur set niveau = '95 % du net, primes comprises' where id = (
      select e.id from achat_employeur e join achat_recensement r on r.employeur_id = e.id where e.operation_id = '${PREVOYANCE}'
        and e.niveau like '90%' order by e.nom, e.id limit 1)`)
    const [lot] = await lire<{ id: string }>('select id from achat_lot where numero = 1')
    const adresse = `/achats/lots/${lot!.id}`
    const perimee = lisible((await coordination.get(adresse)).body)
    expect(perimee).toContain('Chiffres à recalculer')
    expect(perimee).toContain('Recensement remplacé depuis')
    expect((await direction53.post(`${adresse}/chiffrages`)).statusCode).toBe(403)
    expect((await coordination.post(`${adresse}/chiffrages`)).statusCode).toBe(303)
    expect((await coordination.post(`${adresse}/chiffrages`)).statusCode).toBe(409)
    const apres = lisible((await coordination.get(adresse)).body)
    expect(apres).not.toContain('Chiffres à recalculer')
    expect(apres).toContain('N° 2')
    expect(apres).toContain('N° 1')
  })
})

describe('un marché de bout en bout', () => {
  const fiche = { ...ficheDeMarche(1), reference: 'SANTE-1' }
  const racine = () => `/achats/${SANTE}/marche`
  const version = () => a.version(SANTE)
  const lotDe = async () => {
    const [lot] = await lire<{ id: string }>('select id from achat_lot where operation_id = $1', [SANTE])
    return lot!.id
  }
  const offre = (plus: Record<string, string> = {}) => ({
    lot: '1',
    candidat: 'Mutuelle d’essai',
    siret: '90000000100017',
    recu: `${fr(ajouterJours(jourDe(new Date()), -2))} 11:30`,
    preuve: 'AR-1',
    'incapacite-0': '1,2',
    'incapacite-1': '1,5',
    gel: '3',
    hausse: '5',
    ...plus,
  })

  it('se prépare par qui le conduit, refuse des poids faux, puis se fige à la publication', async () => {
    expect((await direction53.post(racine(), fiche)).statusCode).toBe(403)
    const faux = await coordination.post(racine(), { ...fiche, niveaux: 'Socle | x' })
    expect(faux.statusCode).toBe(422)
    expect(faux.body).toContain('Socle | x')
    expect(
      (await coordination.post(racine(), { ...fiche, criteres: 'Prix | 60\nGaranties | 39' })).statusCode,
    ).toBe(303)
    const lot = { numero: '1', objet: 'Toute la coopération', departements: '', min: '', max: '' }
    expect((await coordination.post(`${racine()}/lots`, lot)).statusCode).toBe(303)
    const refuse = await coordination.post(`${racine()}/publier`, { version: await version() })
    expect(lisible(refuse.body)).toContain('ne font pas 100')
    expect((await coordination.post(racine(), { ...fiche, version: '1' })).statusCode).toBe(303)
    expect((await coordination.post(`${racine()}/publier`, { version: '99' })).statusCode).toBe(409)
    expect((await coordination.post(`${racine()}/publier`, { version: await version() })).statusCode).toBe(
      303,
    )
    expect((await coordination.post(racine(), { ...fiche, version: await version() })).statusCode).toBe(409)
    await expect(
      lire(`update achat_marche set criteres = '[]' where operation_id = '${SANTE}'`),
    ).rejects.toThrow(/publié/)
    await expect(lire(`delete from achat_lot where operation_id = '${SANTE}'`)).rejects.toThrow(/publié/)
  })

  it('publie une réponse à tous, et n’ouvre les plis qu’après l’heure de la base', async () => {
    expect(
      (await coordination.post(`${racine()}/questions`, { texte: 'Quelle assiette ?' })).statusCode,
    ).toBe(303)
    const page = (await coordination.get(racine())).body
    const question = /questions\/([0-9a-f-]{36})"/.exec(page)![1]!
    expect(lisible((await direction53.get(racine())).body)).not.toContain('Quelle assiette')
    const repondre = (v: string) =>
      coordination.post(`${racine()}/questions/${question}`, { reponse: 'Traitement et primes.', version: v })
    expect((await repondre('1')).statusCode).toBe(303)
    expect((await repondre('2')).statusCode).toBe(409)
    expect(lisible((await direction53.get(racine())).body)).toContain('Traitement et primes.')
    expect((await coordination.post(`${racine()}/ouvrir`, { version: await version() })).statusCode).toBe(409)
    expect((await coordination.post(`${racine()}/offres`, offre())).statusCode).toBe(409)
    await a.passerLaLimite(SANTE, "now() - interval '1 day'")
    expect((await coordination.post(`${racine()}/ouvrir`, { version: await version() })).statusCode).toBe(303)
  })

  it('importe après un aperçu, dit les lignes refusées, écarte l’offre hors délai, n’en modifie aucune', async () => {
    const csv = [
      'Lot;Candidat;SIRET;Reçue le;Preuve de dépôt;Niveau;Incapacité;Invalidité;Perte de retraite;Décès;Renfort des primes;Années gelées;Hausse annuelle maximale',
      ...['Socle', 'Renforcé'].map(
        (n) => `1;Assureur importé;90000010000017;${offre().recu};AR-2;${n};1,1;0,4;0;0;0;2;4`,
      ),
      `1;Incomplet;90000020900016;${offre().recu};AR-3;Socle;1,1;0,4;0;0;0;2;4`,
      `7;Ailleurs;90000020900016;${offre().recu};AR-4;Socle;1,1;0,4;0;0;0;2;4`,
    ].join('\n')
    const limite = 'xxLIMITExx'
    const corps = `--${limite}\r\ncontent-disposition: form-data; name="fichier"; filename="offres.csv"\r\ncontent-type: text/csv\r\n\r\n${csv}\r\n--${limite}--\r\n`
    const apercu = await coordination.requete({
      method: 'POST',
      url: `${racine()}/apercu`,
      payload: corps,
      headers: { 'content-type': `multipart/form-data; boundary=${limite}`, 'sec-fetch-site': 'same-origin' },
    })
    expect(apercu.statusCode).toBe(200)
    const lu = lisible(apercu.body)
    expect(lu).toContain('1 offre lue, 2 lignes refusées')
    expect(lu).toContain('tous les niveaux du marché')
    expect(lu).toContain('Le lot « 7 » n’est pas dans ce marché')
    expect((await lire('select from achat_offre where operation_id = $1', [SANTE])).length).toBe(0)
    const contenu = /name="contenu" value="([^"]+)"/.exec(apercu.body)![1]!.replaceAll('&quot;', '"')
    expect((await coordination.post(`${racine()}/importer`, { contenu })).statusCode).toBe(303)
    expect((await coordination.post(`${racine()}/offres`, offre({ siret: '1' }))).statusCode).toBe(422)
    expect((await coordination.post(`${racine()}/offres`, offre())).statusCode).toBe(303)
    // The same candidate again, with other terms: refused in words, and the page says why nothing moves.
    const changee = await coordination.post(`${racine()}/offres`, offre({ hausse: '1' }))
    expect(changee.statusCode).toBe(409)
    expect(lisible(changee.body)).toContain('Une offre ouverte ne se modifie pas')
    const [importee] = await lire<{ id: string }>(
      'select id from achat_offre where operation_id = $1 and siret = $2',
      [SANTE, '90000010000017'],
    )
    const dire = (motif: string) =>
      coordination.post(`${racine()}/irreguliere`, { offre: importee!.id, motif })
    expect((await dire('Une annexe manque.')).statusCode).toBe(303)
    expect(lisible((await coordination.get(racine())).body)).toContain('Irrégulière Une annexe manque.')
    expect((await dire('')).statusCode).toBe(303)
    const tardive = offre({ siret: '90000030800016', recu: `${fr(jourDe(new Date()))} 23:00` })
    expect((await coordination.post(`${racine()}/offres`, tardive)).statusCode).toBe(303)
    const ecartee = lisible((await coordination.get(racine())).body)
    expect(ecartee).toContain('Hors délai, écartée')
    // With its proof: when it came, under which reference, against which deadline.
    expect(ecartee).toContain('à 23 h 00 (AR-1)')
    expect(ecartee).toContain('Limite : ')
    await expect(
      t.base.enTantQueSysteme('test', COOP, (tx) =>
        tx.executeQuery(
          CompiledQuery.raw(`update achat_offre set taux = '[]' where operation_id = '${SANTE}'`),
        ),
      ),
    ).rejects.toThrow(/permission denied/)
  })

  it('se note après une déclaration d’intérêts, à l’aveugle, par les membres liés seuls', async () => {
    const adresse = `/achats/lots/${await lotDe()}`
    const notes = { 'A-garanties1': '15', 'B-garanties1': '12,5' }
    // A member that the decision does not bind reads no bid.
    expect(lisible((await direction49.get(racine())).body)).not.toContain('Assureur importé')
    expect((await direction49.post(`${adresse}/notes`, notes)).statusCode).toBe(403)
    expect((await direction53.post(`${adresse}/notes`, notes)).statusCode).toBe(409)
    expect(
      (await direction53.post(`${adresse}/interets`, { siret: '90000000100017', nature: 'Parent' }))
        .statusCode,
    ).toBe(303)
    expect((await direction53.post(`${adresse}/notes`, notes)).statusCode).toBe(403)
    expect((await direction53.post(`${adresse}/interets`, { siret: '' })).statusCode).toBe(303)
    expect((await direction53.post(`${adresse}/notes`, { 'A-garanties1': '21' })).statusCode).toBe(422)
    expect((await coordination.post(`${adresse}/clore`, { version: await version() })).statusCode).toBe(409)
    expect((await direction53.post(`${adresse}/notes`, notes)).statusCode).toBe(303)
    await direction44.post(`${adresse}/interets`, { siret: '' })
    expect((await direction44.post(`${adresse}/notes`, { 'A-garanties1': '10' })).statusCode).toBe(303)
    // Blind: a member reads its own notes only, the database says so.
    const acteurs = await lire<{ organisme: string; n: number }>(
      'select organisme_id as organisme, count(*) as n from achat_note where operation_id = $1 group by 1',
      [SANTE],
    )
    expect(acteurs).toHaveLength(2)
    for (const { organisme, n } of acteurs) {
      const lues = await t.base.enTantQue(
        { cooperationId: COOP, organismeId: organisme, personneId: COOP },
        (tx) => tx.executeQuery(CompiledQuery.raw(`select from achat_note where operation_id = '${SANTE}'`)),
      )
      expect(lues.rows).toHaveLength(n)
    }
    expect((await coordination.post(`${adresse}/clore`, { version: await version() })).statusCode).toBe(303)
    expect((await direction53.post(`${adresse}/notes`, notes)).statusCode).toBe(409)
  })

  it('ne s’attribue pas sans chiffrage du recensement en vigueur', async () => {
    const [premiere] = await lire<{ id: string }>(
      `select id from achat_offre where operation_id = $1 and not tardive order by lettre limit 1`,
      [SANTE],
    )
    const refus = await coordination.post(`/achats/${SANTE}/attribution/${await lotDe()}`, {
      offre: premiere!.id,
      le: fr(jourDe(new Date())),
      groupement: 'Pas de groupement',
      motifs: 'Essai',
    })
    expect(refus.statusCode).toBe(409)
    expect(lisible(refus.body)).toContain('Aucun chiffrage scellé')
  })
})

describe('au terme de la conservation', () => {
  it('garde le classement publié quand les agents qui l’ont chiffré sont effacés', async () => {
    const rangs = (page: string) =>
      [
        ...lisible(page).matchAll(
          /\(offre ([A-H])\) (\S+|sans rang) (\d+,\d\d|hors délai|irrégulière|sans \S+)/g,
        ),
      ].map(([mots]) => mots)
    const adresse = `/achats/${PREVOYANCE}/attribution`
    const avant = rangs((await coordination.get(adresse)).body)
    expect(avant.filter((mots) => mots.includes('1re'))).toHaveLength(6)
    const [lot] = await lire<{ id: string }>(
      'select id from achat_lot where operation_id = $1 order by numero limit 1',
      [PREVOYANCE],
    )
    await lire(
      'update achat_contrat set du = least(du, current_date - 4000), au = current_date - 800 where operation_id = $1',
      [PREVOYANCE],
    )
    const purge = listPurges(traitements).filter(({ nom }) => nom === 'agents_recenses')
    await purger(t.base, purge, new Date())
    const restes = await lire(
      `select from achat_agents a join achat_recensement r on r.id = a.recensement_id join achat_employeur e on e.id = r.employeur_id where e.operation_id = $1`,
      [PREVOYANCE],
    )
    expect(restes).toHaveLength(0)
    expect(rangs((await coordination.get(adresse)).body)).toEqual(avant)
    // What this process remembers of sums goes with it: another state of the census is read again.
    await lire(
      `update achat_employeur set niveau = 'Autre' where id = (select e.id from achat_employeur e join achat_recensement r on r.employeur_id = e.id
         where e.operation_id = $1 and r.remplace_le is null order by e.nom, e.id limit 1)`,
      [PREVOYANCE],
    )
    const page = lisible((await coordination.get(`/achats/lots/${lot!.id}`)).body)
    expect(page).toContain('Classement publié')
    expect(rangs(page).length).toBeGreaterThan(1)
    const [lettre] = /href="(\/achats\/lots\/[^"]+\/lettres\/[^"]+)"/
      .exec((await coordination.get(adresse)).body)!
      .slice(1)
    expect((await coordination.get(lettre!)).statusCode).toBe(200)
  })
})
