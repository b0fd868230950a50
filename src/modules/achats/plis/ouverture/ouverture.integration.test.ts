// The opening of sealed bids through the front door: two members give their keys, what each bid becomes, and the record that the commission signs.
import { randomUUID } from 'node:crypto'
import { renameSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { estSiret } from '#shared/siret.ts'
import {
  bordereau,
  empreinteDuPli,
  memoire,
  placeDe,
  plisDe,
  retenir,
} from '../../../../../tests/achats/plis.ts'
import { type Achats, fr, ouvrirAchats } from '../../../../../tests/achats.ts'
import { type ApplicationDeTest, lisible, type Visiteur } from '../../../../../tests/application.ts'
import { texteDuPdf } from '../../../../../tests/fichiers/pdf.ts'
import { lireZip } from '../../../../../tests/fichiers/zip.ts'
import { direInstant, direTaille } from '../mots.ts'
import { findPourProcesVerbal } from '../proces-verbal/proces-verbal.queries.ts'
import type { PieceDuPli, PliScelle } from '../sceller.ts'

let t: ApplicationDeTest
let coordination: Visiteur
let direction44: Visiteur
let direction53: Visiteur
let direction49: Visiteur
let a: Achats
let ACHAT = ''
let p: ReturnType<typeof plisDe>
let malchanceux: PliScelle
let tardif: PliScelle
const racine = () => p.racine
const procesVerbal = (suite = '') => `${racine()}/proces-verbal${suite}`
const NOMS = /Mutuelle d’essai|Assureur (brouillon|trompeur|malchanceux)/
/** Whom the base names to a member, whatever the page does. */
const nommesPar = async (libelle: string) => {
  const [membre] = await lire<{ id: string }>('select organisme_id as id from membre where libelle = $1', [
    libelle,
  ])
  const acteur = { cooperationId: a.cooperation, organismeId: membre!.id, personneId: randomUUID() }
  return (await t.base.enTantQue(acteur, (tx) => findPourProcesVerbal(tx, ACHAT))).candidats
}
const lire = <T extends object>(texte: string, valeurs: unknown[] = []) => a.lire<T>(texte, valeurs)
const version = () => a.version(ACHAT)
const actions = async () =>
  (
    await lire<{ action: string }>(
      `select action from journal where objet_id = $1 and (action like '%pli%' or action like '%cle%' or action like '%depot%') order by id`,
      [ACHAT],
    )
  ).map(({ action }) => action)

// Four bidders before the deadline, one of them twice and late at last: a good bid, a schedule without sense, shares that nobody opens, and a good bid
// whose share a member will leave out.
beforeAll(async () => {
  a = await ouvrirAchats()
  ;({ t, coordination, direction44, direction53, direction49 } = a)
  ACHAT = a.achat('sante')
  p = plisDe(a, ACHAT)
  expect((await coordination.get(procesVerbal())).statusCode).toBe(404)
  await p.ouvrirDepot(direction44, direction53, coordination)
  const deposer = async (lien: string, pieces: readonly PieceDuPli[], changer = (pli: PliScelle) => pli) => {
    const pli = changer(await p.sceller(lien, pieces))
    expect((await p.deposer(lien, pli)).statusCode).toBe(201)
    return pli
  }
  const lien = await p.lienDe('90000000100017', 'Mutuelle d’essai')
  await deposer(lien, [bordereau('1,1')])
  await deposer(lien, [bordereau('1,2'), memoire])
  await deposer(await p.lienDe('90000010000017', 'Assureur brouillon'), [
    { nom: 'offre.csv', contenu: Buffer.from('Lot;Niveau\n1;Socle') },
  ])
  await deposer(await p.lienDe('90000030800016', 'Assureur trompeur'), [bordereau('1')], (pli) => ({
    ...pli,
    parts: pli.parts.map((part) => ({ ...part, scellee: 'A'.repeat(200) })),
  }))
  malchanceux = await deposer(await p.lienDe('90000050600015', 'Assureur malchanceux'), [bordereau('1,4')])
  tardif = await p.sceller(lien, [bordereau('0,9')])
  await a.passerLaLimite(ACHAT)
  expect((await p.deposer(lien, tardif)).statusCode).toBe(409)
})
afterAll(() => t.fermer())

describe('l’ouverture des plis', () => {
  it('n’a pas de procès-verbal avant d’avoir eu lieu, et ne nomme encore personne', async () => {
    for (const suite of ['', '.pdf', '.docx']) {
      const refus = await coordination.get(procesVerbal(suite))
      expect(refus.statusCode).toBe(409)
      expect(lisible(refus.body)).toContain('Les plis ne sont pas ouverts : le procès-verbal s’établit')
    }
    const lu = await direction53.get(procesVerbal())
    expect(lu.statusCode).toBe(409)
    expect(lu.body).not.toMatch(NOMS)
    // Not even the base gives a name before the opening, to whoever leads.
    expect(await nommesPar('CDG 44')).toEqual([])
  })

  it('s’ouvre à deux membres différents, jamais à un seul', async () => {
    expect(
      (await coordination.post(`/achats/${ACHAT}/marche/ouvrir`, { version: await version() })).statusCode,
    ).toBe(409)
    const toutes = await p.cartesDe(direction44)
    expect(Object.keys(toutes)).toHaveLength(4)
    // A good share of hers is left out: the bid of the unlucky one will miss it.
    const [laisse] = await lire<{ id: string }>('select id from achat_pli where empreinte = $1', [
      empreinteDuPli(malchanceux),
    ])
    const cartes44 = { ...toutes, [laisse!.id]: '' }
    // Another's share, or anything else, is not hers.
    expect((await p.donner(direction53, cartes44)).statusCode).toBe(422)
    expect((await p.donner(direction44, {})).statusCode).toBe(422)
    // A spoilt share is left out; a false one is refused.
    const [gate] = Object.keys(toutes).filter((pli) => toutes[pli] === '')
    expect(gate).toBeDefined()
    expect((await p.donner(direction44, { ...cartes44, [gate!]: 'fausse' })).statusCode).toBe(422)
    expect((await p.donner(direction49, cartes44)).statusCode).toBe(403)
    expect((await p.donner(direction44, cartes44)).statusCode).toBe(303)
    expect((await p.donner(direction44, cartes44)).statusCode).toBe(409)
    expect((await coordination.post(`${racine()}/ouvrir`)).statusCode).toBe(409)
    const attente = lisible((await direction53.get(racine())).body)
    expect(attente).toContain('il faut celle d’un autre membre')
    expect(await lire('select from achat_offre where operation_id = $1', [ACHAT])).toHaveLength(0)
    // Past it, the deadline does not come back.
    const recul = {
      limiteJour: fr(ajouterJours(jourDe(new Date()), 3)),
      limiteHeure: '12:00',
      version: await version(),
    }
    expect((await coordination.post(`/achats/${ACHAT}/marche/reporter`, recul)).statusCode).toBe(409)

    // The store lost the bytes of one bid: it stays closed, and keeps no other so.
    const [egare] = await lire<{ empreinte: string }>(
      `select p.empreinte from achat_pli p join achat_candidat c on c.id = p.candidat_id where c.siret = '90000010000017' and p.operation_id = $1`,
      [ACHAT],
    )
    const place = placeDe(t, egare!.empreinte)
    renameSync(place, `${place}.ailleurs`)
    expect((await p.donner(direction53, await p.cartesDe(direction53))).statusCode).toBe(303)
    const apres = lisible((await coordination.get(racine())).body)
    expect(lisible((await direction53.get(racine())).body)).toContain('1 pli ouvert ; 3 restent fermés')
    expect(apres).toContain('3 plis restent fermés')
    expect(apres).toContain('manquent ou sont abîmés dans le magasin')
    const nomDe = async (qui: string) =>
      (
        await lire<{ nom: string }>(
          'select nom from achat_pli_ouverture where operation_id = $1 order by donnee_le',
          [ACHAT],
        )
      )[qui === '44' ? 0 : 1]!.nom
    expect(apres).toContain(`Il manque des parts : ${await nomDe('44')} n’a pas donné la sienne`)
    expect(apres).toContain(
      `Il manque des parts : ${await nomDe('44')} et ${await nomDe('53')} n’ont pas donné la sienne`,
    )
    const [trace] = await lire<{ resume: string }>(
      "select resume from journal where action = 'achat.ouvrir_plis' and objet_id = $1",
      [ACHAT],
    )
    expect(trace!.resume).toContain('resté fermé. Les octets de ce pli manquent')
    // Its bytes are back, and a third member gives her key: both open; the spoilt one has no share that serves.
    renameSync(`${place}.ailleurs`, place)
    expect((await coordination.post(`${racine()}/ouvrir`)).statusCode).toBe(303)
    expect(lisible((await coordination.get(racine())).body)).toContain('2 plis restent fermés')
    expect((await p.donner(coordination, await p.cartesDe(coordination))).statusCode).toBe(303)
    expect(lisible((await coordination.get(racine())).body)).toContain('1 pli reste fermé')

    const offres = await lire<{ source: string; candidat: string; preuve: string; tardive: boolean }>(
      'select source, candidat, preuve, tardive from achat_offre where operation_id = $1 order by ajoutee_le, lettre',
      [ACHAT],
    )
    const enVigueur = await lire<{
      id: string
      siret: string
      empreinte: string
      avis: string
      ouvert: boolean
      fichiers: { nom: string; sha256: string }[]
    }>(
      `select p.id, c.siret, p.empreinte, p.avis, p.ouvert_le is not null as ouvert, p.fichiers
       from achat_pli p join achat_candidat c on c.id = p.candidat_id where p.operation_id = $1 and p.remplace_le is null`,
      [ACHAT],
    )
    const pliDe = (siret: string) => enVigueur.find((p) => p.siret === siret)
    const pli = pliDe('90000000100017')
    expect(offres).toEqual([
      {
        source: 'pli',
        candidat: 'Mutuelle d’essai',
        preuve: `Pli scellé n° 2, empreinte ${pli!.empreinte}`,
        tardive: false,
      },
      {
        source: 'pli',
        candidat: 'Assureur malchanceux',
        preuve: `Pli scellé n° 5, empreinte ${empreinteDuPli(malchanceux)}`,
        tardive: false,
      },
    ])
    expect(pli!.fichiers.map(({ nom }) => nom)).toEqual(['bordereau.csv', 'mémoire.pdf'])
    // What cannot be read is said, and prevents nothing.
    expect(pli!.avis).toBe('')
    expect(pliDe('90000010000017')).toMatchObject({
      ouvert: true,
      avis: expect.stringContaining('Bordereau illisible'),
    })
    expect(pliDe('90000030800016')).toMatchObject({
      ouvert: false,
      avis: expect.stringContaining('Il manque des parts'),
    })
    expect(lisible((await coordination.get(racine())).body)).toContain('Ouvert, à relire')
    const marche = lisible((await coordination.get(`/achats/${ACHAT}/marche`)).body)
    expect(marche).toContain('Mutuelle d’essai')
    expect(marche).toContain(pli!.empreinte)
    expect(lisible((await direction53.get(`/achats/${ACHAT}/marche`)).body)).not.toContain('Mutuelle d’essai')
    const lu = await coordination.get(`/achats/plis/${pli!.id}/bordereau`)
    expect(lu.body).toContain('1;Socle;1,2')
    expect((await direction53.get(`/achats/plis/${pli!.id}/bordereau`)).statusCode).toBe(404)
    expect(await actions()).toEqual([
      'achat.proposer_depot',
      'achat.creer_cle',
      'achat.creer_cle',
      'achat.creer_cle',
      'achat.ouvrir_depot',
      'achat.deposer_pli',
      'achat.deposer_pli',
      'achat.deposer_pli',
      'achat.deposer_pli',
      'achat.deposer_pli',
      'achat.refuser_pli',
      'achat.donner_cle',
      'achat.donner_cle',
      'achat.ouvrir_plis',
      'achat.ouvrir_plis',
      'achat.donner_cle',
      'achat.ouvrir_plis',
    ])
  })

  it('laisse un procès-verbal qui dit ce que les lignes disent, à l’écran, en PDF et en DOCX', async () => {
    const page = lisible((await coordination.get(procesVerbal())).body)
    const lignes = await lire<{
      numero: number
      recu: Date
      taille: number
      empreinte: string
      nom: string
      siret: string
    }>(
      `select p.numero, p.recu_le as recu, p.taille, p.empreinte, c.nom, c.siret from achat_pli p join achat_candidat c on c.id = p.candidat_id
       where p.operation_id = $1 order by p.numero`,
      [ACHAT],
    )
    expect(lignes).toHaveLength(5)
    const [refus] = await lire<{ refuse: Date; limite: Date; empreinte: string }>(
      'select refuse_le as refuse, limite, empreinte from achat_pli_refuse where operation_id = $1',
      [ACHAT],
    )
    const cles = await lire<{ nom: string; donnee: Date }>(
      'select nom, donnee_le as donnee from achat_pli_ouverture where operation_id = $1',
      [ACHAT],
    )
    expect(cles).toHaveLength(3)
    const [marche] = await lire<{ ouvert: Date }>(
      'select ouvert_le as ouvert from achat_marche where operation_id = $1',
      [ACHAT],
    )
    const entiere = (empreinte: string) => `${empreinte.slice(0, 32)} ${empreinte.slice(32)}`
    const attendus = [
      'Complémentaire santé des agents',
      'Toute la coopération',
      ...lignes.flatMap((p) => [
        `N° ${p.numero}`,
        `${p.nom}, SIRET ${p.siret}`,
        direInstant(p.recu),
        `Pli n° ${p.numero} tel que reçu, ${direTaille(p.taille)}`,
        entiere(p.empreinte),
      ]),
      ...[refus!.refuse, refus!.limite, marche!.ouvert].map(direInstant),
      entiere(refus!.empreinte),
      ...cles.flatMap(({ nom, donnee }) => [nom.split(',')[0]!, direInstant(donnee)]),
      '5 plis reçus : 3 ouverts, 1 resté fermé, 1 remplacé.',
      'Remplacé le',
      'Bordereau illisible',
      'Resté fermé. Il manque des parts',
      'Hors délai : la limite était le',
      'mémoire.pdf',
      'Observations de la commission',
    ]
    // A narrow cell hyphenates its words: what is compared has neither spaces nor hyphens.
    const serre = (texte: string) => texte.replaceAll(/[\s\u00a0\u202f\u00ad‐-]/g, '')
    const docx = await coordination.get(procesVerbal('.docx'))
    expect(docx.headers['content-type']).toContain('wordprocessingml')
    const pdf = await coordination.get(procesVerbal('.pdf'))
    expect(pdf.headers['content-type']).toBe('application/pdf')
    for (const texte of [
      page,
      lisible(lireZip(docx.rawPayload).get('word/document.xml')!),
      await texteDuPdf(pdf.rawPayload),
    ].map(serre))
      expect(attendus.filter((mot) => !texte.includes(serre(mot)))).toEqual([])
    // The journal: as many lines as deeds, and whoever reads finds her way there from the opening.
    expect(page).toContain(`${(await actions()).length} lignes`)
    expect((await coordination.get(racine())).body).toContain(`href="${procesVerbal()}"`)
  })

  it('ne nomme les candidats aux autres membres qu’une fois les notes closes, et rien à qui la décision ne lie pas', async () => {
    for (const suite of ['', '.docx']) {
      const lu = await direction53.get(procesVerbal(suite))
      const texte = suite ? lireZip(lu.rawPayload).get('word/document.xml')! : lu.body
      expect(lu.statusCode).toBe(200)
      expect(lisible(texte)).toContain('Non nommé')
      expect(texte).not.toMatch(NOMS)
      expect(texte).not.toMatch(/9000000010001|mémoire\.pdf|Bordereau illisible/)
      expect(lisible(texte)).toContain(empreinteDuPli(malchanceux).slice(0, 32))
    }
    expect((await direction49.get(procesVerbal())).statusCode).toBe(403)
    expect((await direction49.get(procesVerbal())).body).not.toMatch(NOMS)
    expect(await nommesPar('CDG 44')).toHaveLength(4)
    expect(await nommesPar('CDG 53')).toEqual([])
    await a.forcer(`update achat_marche set notes_closes_le = now() where operation_id = '${ACHAT}'`)
    expect(lisible((await direction53.get(procesVerbal())).body)).toContain(
      'Mutuelle d’essai, SIRET 90000000100017',
    )
    expect(await nommesPar('CDG 49')).toEqual([])
    await a.forcer(`update achat_marche set notes_closes_le = null where operation_id = '${ACHAT}'`)
  })

  it('ne change plus une fois ouvert', async () => {
    expect((await p.donner(coordination, {})).statusCode).toBe(409)
    await expect(
      lire(`update achat_pli set avis = 'x' where operation_id = $1 and ouvert_le is not null`, [ACHAT]),
    ).rejects.toThrow(/ne se modifie pas/)
    await expect(lire(`update achat_pli set empreinte = repeat('0', 64)`)).rejects.toThrow(
      /permission denied/,
    )
    expect(lisible((await coordination.get(racine())).body)).toContain('Un pli ouvert ne se modifie pas')
    expect(lisible((await coordination.get(`/achats/${ACHAT}/marche`)).body)).toContain('dépôt scellé, ici')
  })

  const offreDe = (siret: string) =>
    ['Socle', 'Renforcé'].map((niveau) => ({
      lot: '1',
      candidat: `Candidat ${siret}`,
      siret,
      recu: `${fr(ajouterJours(jourDe(new Date()), -2))} 11:30`,
      preuve: 'AR',
      niveau,
      incapacite: '1,1',
      invalidite: '0,4',
      retraite: '0',
      deces: '0',
      renfort: '0',
      gel: '2',
      hausse: '4',
    }))
  const lettres = async () =>
    [...lisible((await coordination.get(`/achats/${ACHAT}/marche`)).body).matchAll(/· offre ([A-Z]+)/g)].map(
      ([, l]) => l,
    )

  it('deux écritures au même instant prennent deux lettres : aucune n’est refusée', async () => {
    const avant = (await lettres()).length
    const { enAttente, laisser } = await retenir(t, 'lock table achat_offre in share mode')
    const envois = ['90000060500015', '90000070500013'].map((siret) =>
      coordination.post(`/achats/${ACHAT}/marche/importer`, { contenu: JSON.stringify(offreDe(siret)) }),
    )
    await enAttente(2)
    await laisser()
    expect((await Promise.all(envois)).map(({ statusCode }) => statusCode)).toEqual([303, 303])
    const apres = await lettres()
    expect(apres).toHaveLength(avant + 2)
    expect(new Set(apres).size).toBe(apres.length)
  })

  it('donne une lettre à plus de vingt-six offres, dans leur ordre', async () => {
    const sirets = Array.from({ length: 500 }, (_, i) => String(90_000_100_000_000 + i))
      .filter(estSiret)
      .slice(0, 26)
    const importe = await coordination.post(`/achats/${ACHAT}/marche/importer`, {
      contenu: JSON.stringify(sirets.flatMap(offreDe)),
    })
    expect(importe.statusCode).toBe(303)
    expect((await lettres()).slice(-3)).toEqual(['AB', 'AC', 'AD'])
  })
})
