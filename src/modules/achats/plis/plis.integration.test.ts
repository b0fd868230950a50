// Sealed bids through the front door: where the code allows them, the keys of the commission, a deposit, its replacement, a late one, two members who open.
import { createHash } from 'node:crypto'
import { destinataireDe, type Identite, nouvelleIdentite } from '@maillage/coffre'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  type Visiteur,
} from '../../../../tests/application.ts'
import { ouvrirPart, type PieceDuPli, type PliScelle, scellerPli } from './sceller.ts'

let t: ApplicationDeTest
let coordination: Visiteur
let direction44: Visiteur
let direction53: Visiteur
let direction49: Visiteur
let COOP = ''
let ACHAT = ''
const racine = () => `/achats/${ACHAT}/plis`
const identites = new Map<Visiteur, Identite>()

beforeAll(async () => {
  t = await ouvrirApplication()
  coordination = await t.entrer('Coordinatrice', 'CDG 44', 'Pays de la Loire')
  direction44 = await t.entrer('Direction', 'CDG 44', 'Pays de la Loire')
  direction53 = await t.entrer('Direction', 'CDG 53', 'Pays de la Loire')
  direction49 = await t.entrer('Direction', 'CDG 49', 'Pays de la Loire')
  const { rows } = await t.base.pool.query<{ id: string }>(
    'select cooperation_id as id from roles_demonstration() where cooperation like $1 limit 1',
    ['%Loire%'],
  )
  COOP = rows[0]!.id
  const [sante] = await lire<{ id: string }>("select id from achat_operation where objet = 'sante'")
  ACHAT = sante!.id
})
afterAll(() => t.fermer())

const lire = async <T extends object>(texte: string, valeurs: unknown[] = []): Promise<T[]> => {
  const { rows } = await t.base.enTantQueSysteme('test', COOP, (tx) =>
    tx.executeQuery<T>(CompiledQuery.raw(texte, valeurs)),
  )
  return rows
}
const fr = (jour: string) => jour.split('-').reverse().join('/')
const version = async () => {
  const [m] = await lire<{ version: number }>('select version from achat_marche where operation_id = $1', [
    ACHAT,
  ])
  return String(m!.version)
}
/** At this instant: what was deposited just before is in time, what comes next is not. */
const passerLaLimite = () =>
  lire(`update achat_marche set limite = clock_timestamp() where operation_id = $1`, [ACHAT])
const rouvrirLaLimite = () =>
  lire(`update achat_marche set limite = now() + interval '1 day' where operation_id = $1`, [ACHAT])
const actions = async () =>
  (
    await lire<{ action: string }>(
      `select action from journal where objet_id = $1 and (action like '%pli%' or action like '%cle%' or action like '%depot%') order by id`,
      [ACHAT],
    )
  ).map(({ action }) => action)

const bordereau = (incapacite: string): PieceDuPli => ({
  nom: 'bordereau.csv',
  contenu: Buffer.from(
    [
      'Lot;Niveau;Incapacité;Invalidité;Perte de retraite;Décès;Renfort des primes;Années gelées;Hausse annuelle maximale;Observations sur les garanties',
      `1;Socle;${incapacite};0,4;0;0;0;2;4;Rien à dire`,
      `1;Renforcé;1,9;0,4;0;0;0;2;4;Rien à dire`,
    ].join('\n'),
  ),
})
const memoire: PieceDuPli = {
  nom: 'mémoire.pdf',
  contenu: Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n'),
}

const liens: string[] = []
const lienDe = async (siret: string, nom: string): Promise<string> => {
  const invite = await coordination.post(`${racine()}/candidats`, {
    nom,
    siret,
    courriel: `${siret}@assureur.invalid`,
  })
  expect(invite.statusCode).toBe(303)
  await t.tachesFaites()
  const message = t.courriels.findLast(({ a }) => a === `${siret}@assureur.invalid`)!
  const lien = /http:\/\/maillage\.test(\/achats\/deposer\/\S+)/.exec(message.texte)![1]!
  liens.push(lien)
  return lien
}
const commissionDe = (page: string) =>
  JSON.parse(/data-commission="([^"]+)"/.exec(page)![1]!.replaceAll('&quot;', '"')) as {
    id: string
    destinataire: string
  }[]
const sceller = async (lien: string, pieces: readonly PieceDuPli[]) =>
  scellerPli(pieces, commissionDe((await t.visiteur().get(lien)).body))
const deposer = (lien: string, pli: Partial<PliScelle>) => {
  const limite = 'xxLIMITExx'
  const partie = (nom: string, valeur: string) =>
    `--${limite}\r\ncontent-disposition: form-data; name="${nom}"\r\n\r\n${valeur}\r\n`
  return t.visiteur().requete({
    method: 'POST',
    url: lien,
    payload: Buffer.concat([
      Buffer.from(
        `${partie('destinataire', pli.destinataire ?? '')}${partie('parts', JSON.stringify(pli.parts ?? null))}--${limite}\r\ncontent-disposition: form-data; name="scelle"; filename="pli.age"\r\ncontent-type: application/octet-stream\r\n\r\n`,
      ),
      pli.scelle ?? Buffer.alloc(0),
      Buffer.from(`\r\n--${limite}--\r\n`),
    ]),
    headers: {
      accept: 'application/json',
      'content-type': `multipart/form-data; boundary=${limite}`,
      'sec-fetch-site': 'same-origin',
    },
  })
}
const creerCle = async (qui: Visiteur) => {
  const identite = nouvelleIdentite()
  const reponse = await qui.post(`${racine()}/cles`, {
    destinataire: await destinataireDe(identite),
    trousseau: JSON.stringify({ protege: 'x'.repeat(200) }),
  })
  if (reponse.statusCode === 303) identites.set(qui, identite)
  return reponse
}
type Parts = { pli: string; scellee: string; engagement: string }[]
const cartesDe = async (qui: Visiteur): Promise<Record<string, string>> => {
  const { parts } = (await qui.get(`${racine()}/parts`)).json<{ parts: Parts }>()
  return Object.fromEntries(
    await Promise.all(
      parts.map(
        async ({ pli, scellee }) =>
          [pli, await ouvrirPart(scellee, identites.get(qui)!).catch(() => '')] as const,
      ),
    ),
  )
}
const donner = async (qui: Visiteur, cartes: Record<string, string>) =>
  qui.post(`${racine()}/cle-donnee`, { parts: JSON.stringify(cartes) })

describe('le profil d’acheteur', () => {
  const fiche = {
    procedure: 'appel_offres',
    reference: '',
    profil: '',
    cpv: '66512000',
    duree: '72',
    estimation: '',
    limiteJour: fr(ajouterJours(jourDe(new Date()), 2)),
    limiteHeure: '12:00',
    niveaux: 'Socle | 90 | 40 | 90 | 0\nRenforcé | 95 | 95 | 95 | 25',
    criteres: 'Prix | 60\nGaranties | 40',
    version: '1',
  }
  const enregistrer = async (plus: Record<string, string>, v: string) =>
    expect(
      (await coordination.post(`/achats/${ACHAT}/marche`, { ...fiche, ...plus, version: v })).statusCode,
    ).toBe(303)

  it('s’impose aux marchés formalisés et au-dessus du seuil : le dépôt scellé n’y est pas proposé, et la page dit pourquoi', async () => {
    await enregistrer({}, '1')
    // The policy of the page allows nothing more where no key is made.
    expect((await coordination.get(racine())).headers['content-security-policy']).not.toContain('wasm')
    expect(lisible((await coordination.get(racine())).body)).toContain(
      'Les plis se remettent sur le profil d’acheteur',
    )
    expect((await coordination.post(`${racine()}/proposer`)).statusCode).toBe(409)
    await enregistrer({ procedure: 'adaptee' }, await version())
    expect(lisible((await coordination.get(racine())).body)).toContain('dites le besoin estimé')
    await enregistrer({ procedure: 'adaptee', estimation: '60 000' }, await version())
    expect(lisible((await coordination.get(racine())).body)).toContain('estimé à 60 000,00 €')
    expect((await coordination.post(`${racine()}/proposer`)).statusCode).toBe(409)
    expect(await lire('select from achat_depot where operation_id = $1', [ACHAT])).toHaveLength(0)
    await enregistrer({ procedure: 'adaptee', estimation: '59 999,99' }, await version())
    expect((await direction53.post(`${racine()}/proposer`)).statusCode).toBe(403)
    expect((await coordination.post(`${racine()}/proposer`)).statusCode).toBe(303)
    expect((await coordination.post(`${racine()}/proposer`)).statusCode).toBe(409)
  })
})

describe('un dépôt scellé', () => {
  let lien = ''
  let premier: PliScelle

  it('s’ouvre avec les clés de deux membres de la commission, qui ne changent plus', async () => {
    const lot = { numero: '1', objet: 'Toute la coopération', departements: '', min: '', max: '' }
    expect((await coordination.post(`/achats/${ACHAT}/marche/lots`, lot)).statusCode).toBe(303)
    expect(
      (await coordination.post(`/achats/${ACHAT}/marche/publier`, { version: await version() })).statusCode,
    ).toBe(303)
    // A member that the decision does not bind has no key; one key alone is not enough.
    expect((await creerCle(direction49)).statusCode).toBe(403)
    expect(
      (await direction44.post(`${racine()}/cles`, { destinataire: 'age1', trousseau: '' })).statusCode,
    ).toBe(422)
    expect((await creerCle(direction44)).statusCode).toBe(303)
    expect((await coordination.post(`${racine()}/ouvrir-depot`)).statusCode).toBe(409)
    // Made again before the opening, her key takes the place of the former one.
    expect((await creerCle(direction44)).statusCode).toBe(303)
    expect((await creerCle(direction53)).statusCode).toBe(303)
    expect((await creerCle(coordination)).statusCode).toBe(303)
    expect(
      (
        await coordination.post(`${racine()}/candidats`, {
          nom: 'Tôt',
          siret: '90000000100017',
          courriel: 'a@b.fr',
        })
      ).statusCode,
    ).toBe(409)
    expect((await coordination.post(`${racine()}/ouvrir-depot`)).statusCode).toBe(303)
    expect((await creerCle(direction53)).statusCode).toBe(409)
    expect(await lire('select from achat_depot_cle where operation_id = $1', [ACHAT])).toHaveLength(3)
  })

  it('reçoit un pli scellé, rend un accusé à l’heure de la base, garde le remplacé', async () => {
    expect(
      (await coordination.post(`${racine()}/candidats`, { nom: '', siret: '1', courriel: 'x' })).statusCode,
    ).toBe(422)
    expect(
      (
        await direction53.post(`${racine()}/candidats`, {
          nom: 'X',
          siret: '90000000100017',
          courriel: 'a@b.fr',
        })
      ).statusCode,
    ).not.toBe(303)
    lien = await lienDe('90000000100017', 'Mutuelle d’essai')
    const page = await t.visiteur().get(lien)
    expect(page.statusCode).toBe(200)
    expect(page.headers['content-security-policy']).not.toContain('wasm')
    expect((await t.visiteur().get(`${lien}/modele.xlsx`)).statusCode).toBe(200)
    expect((await t.visiteur().get(lien.slice(0, -3))).statusCode).toBe(404)

    // What is answered to one candidate is read by all.
    const questions = `/achats/${ACHAT}/marche/questions`
    await coordination.post(questions, { texte: 'Quelle assiette ?' })
    const [q] = await lire<{ id: string }>('select id from achat_question where operation_id = $1', [ACHAT])
    expect(lisible((await t.visiteur().get(lien)).body)).not.toContain('Quelle assiette')
    await coordination.post(`${questions}/${q!.id}`, { reponse: 'Traitement et primes.', version: '1' })
    expect(lisible((await t.visiteur().get(lien)).body)).toContain('Quelle assiette ? Traitement et primes.')

    premier = await sceller(lien, [bordereau('1,1'), memoire])
    expect(
      (await deposer(lien, { ...premier, scelle: Buffer.alloc(0) as PliScelle['scelle'] })).statusCode,
    ).toBe(422)
    expect(
      (await deposer(lien, { ...premier, scelle: Buffer.from('%PDF en clair') as PliScelle['scelle'] }))
        .statusCode,
    ).toBe(422)
    expect((await deposer(lien, { ...premier, parts: premier.parts.slice(1) })).statusCode).toBe(422)
    expect((await deposer(lien, { scelle: premier.scelle })).statusCode).toBe(422)
    expect(
      (await deposer(lien, { ...premier, scelle: Buffer.alloc(30_000_000) as PliScelle['scelle'] }))
        .statusCode,
    ).toBe(413)
    expect(await lire('select from achat_pli where operation_id = $1', [ACHAT])).toHaveLength(0)

    expect((await deposer(lien, premier)).statusCode).toBe(201)
    // Sent twice, it is one bid.
    expect((await deposer(lien, premier)).statusCode).toBe(201)
    const empreinte = createHash('sha256').update(premier.scelle).digest('hex')
    expect(lisible((await t.visiteur().get(lien)).body)).toContain(empreinte)
    await t.tachesFaites()
    expect(t.courriels.at(-1)!.texte).toContain(empreinte)
    // Larger than what other forms take.
    const lourd = { nom: memoire.nom, contenu: Buffer.concat([memoire.contenu, Buffer.alloc(11_000_000)]) }
    const second = await sceller(lien, [bordereau('1,2'), lourd])
    expect((await deposer(lien, second)).statusCode).toBe(201)
    const plis = await lire<{ numero: number; remplace: boolean }>(
      'select numero, remplace_le is not null as remplace from achat_pli where operation_id = $1 order by numero',
      [ACHAT],
    )
    expect(plis).toEqual([
      { numero: 1, remplace: true },
      { numero: 2, remplace: false },
    ])
    expect(lisible((await t.visiteur().get(lien)).body)).toContain('Remplacé : n° 1')
    // Two others hand in what cannot be read: one a schedule without sense, the other shares that nobody opens.
    const illisible = await lienDe('90000010000017', 'Assureur brouillon')
    const brouillon = await sceller(illisible, [
      { nom: 'offre.csv', contenu: Buffer.from('Lot;Niveau\n1;Socle') },
    ])
    expect((await deposer(illisible, brouillon)).statusCode).toBe(201)
    const faux = await lienDe('90000030800016', 'Assureur trompeur')
    const trompeur = await sceller(faux, [bordereau('1')])
    expect(
      (
        await deposer(faux, {
          ...trompeur,
          parts: trompeur.parts.map((part) => ({ ...part, scellee: 'A'.repeat(200) })),
        })
      ).statusCode,
    ).toBe(201)
    // What the server holds is not the bid.
    expect(Buffer.from(premier.scelle).includes('Socle')).toBe(false)
  })

  it('ne donne rien avant l’heure limite : ni part, ni pli, pas même à l’application', async () => {
    expect((await direction44.get(`${racine()}/parts`)).json<{ parts: Parts }>().parts).toEqual([])
    expect(await lire('select from achat_pli_part where operation_id = $1', [ACHAT])).toHaveLength(0)
    expect((await donner(direction44, {})).statusCode).toBe(409)
    expect((await coordination.post(`${racine()}/ouvrir`)).statusCode).toBe(409)
    await expect(
      lire('update achat_pli set ouvert_le = now() where operation_id = $1', [ACHAT]),
    ).rejects.toThrow(/avant/)
    expect(lisible((await coordination.get(racine())).body)).toContain('Scellé')
  })

  it('deux envois en même temps du même lien laissent un seul pli en vigueur', async () => {
    const deux = await Promise.all([
      sceller(lien, [bordereau('1,2')]),
      sceller(lien, [bordereau('1,2'), memoire]),
    ])
    const recus = await Promise.all(deux.map((pli) => deposer(lien, pli)))
    expect(recus.map(({ statusCode }) => statusCode)).toEqual([201, 201])
    const plis = await lire<{ n: number; courants: number }>(
      `select count(*) as n, count(*) filter (where remplace_le is null) as courants from achat_pli p join achat_candidat c on c.id = p.candidat_id
       where c.siret = '90000000100017'`,
    )
    expect(plis).toEqual([{ n: 4, courants: 1 }])
    // The last one is what will be opened.
    expect((await deposer(lien, await sceller(lien, [bordereau('1,2'), memoire]))).statusCode).toBe(201)
  })

  it('refuse un pli tardif avec sa preuve, au journal et par courriel, sans le garder', async () => {
    const tardif = await sceller(lien, [bordereau('0,9')])
    await passerLaLimite()
    const refuse = await deposer(lien, tardif)
    expect(refuse.statusCode).toBe(409)
    expect((await deposer(lien, tardif)).statusCode).toBe(409)
    const empreinte = createHash('sha256').update(tardif.scelle).digest('hex')
    const page = lisible((await t.visiteur().get(lien)).body)
    expect(page).toContain('Pli refusé, hors délai')
    expect(page).toContain(empreinte.slice(0, 16))
    await t.tachesFaites()
    expect(t.courriels.at(-1)!.texte).toContain(empreinte)
    expect(await lire('select from achat_pli_refuse where operation_id = $1', [ACHAT])).toHaveLength(1)
    const [trace] = await lire<{ resume: string }>(
      `select resume from journal where action = 'achat.refuser_pli'`,
    )
    expect(trace!.resume).toContain(empreinte)
    // A page that was open before the deadline cannot pass it either: the database refuses.
    await expect(
      lire(
        `insert into achat_pli (id, cooperation_id, operation_id, candidat_id, numero, taille, empreinte, destinataire)
         select gen_random_uuid(), cooperation_id, operation_id, candidat_id, 9, 1, empreinte, destinataire from achat_pli limit 1`,
      ),
    ).rejects.toThrow(/limite/)
    expect(lisible((await coordination.get(racine())).body)).toContain('Plis refusés, hors délai')
  })

  it('s’ouvre à deux membres différents, jamais à un seul', async () => {
    expect(
      (await coordination.post(`/achats/${ACHAT}/marche/ouvrir`, { version: await version() })).statusCode,
    ).toBe(409)
    const cartes44 = await cartesDe(direction44)
    expect(Object.keys(cartes44)).toHaveLength(3)
    // Another's share, or anything else, is not hers.
    expect((await donner(direction53, cartes44)).statusCode).toBe(422)
    expect((await donner(direction44, {})).statusCode).toBe(422)
    // A spoilt share is left out; a false one is refused.
    const [gate] = Object.keys(cartes44).filter((pli) => cartes44[pli] === '')
    expect(gate).toBeDefined()
    expect((await donner(direction44, { ...cartes44, [gate!]: 'fausse' })).statusCode).toBe(422)
    expect((await donner(direction49, cartes44)).statusCode).toBe(403)
    expect((await donner(direction44, cartes44)).statusCode).toBe(303)
    expect((await donner(direction44, cartes44)).statusCode).toBe(409)
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
    await expect(rouvrirLaLimite()).rejects.toThrow(/ne change plus/)

    expect((await donner(direction53, await cartesDe(direction53))).statusCode).toBe(303)
    const offres = await lire<{ source: string; candidat: string; preuve: string; tardive: boolean }>(
      'select source, candidat, preuve, tardive from achat_offre where operation_id = $1',
      [ACHAT],
    )
    const [premierAutre, secondAutre, pli] = await lire<{
      id: string
      empreinte: string
      avis: string
      fichiers: { nom: string; sha256: string }[]
    }>(
      'select id, empreinte, avis, fichiers from achat_pli where operation_id = $1 and remplace_le is null order by numero',
      [ACHAT],
    )
    expect(offres).toEqual([
      {
        source: 'pli',
        candidat: 'Mutuelle d’essai',
        preuve: `Pli scellé n° 7, empreinte ${pli!.empreinte}`,
        tardive: false,
      },
    ])
    expect(pli!.fichiers.map(({ nom }) => nom)).toEqual(['bordereau.csv', 'mémoire.pdf'])
    // What cannot be read is said, and prevents nothing.
    expect(pli!.avis).toBe('')
    expect([premierAutre, secondAutre].map((autre) => autre?.avis)).toEqual([
      expect.stringContaining('Bordereau illisible'),
      expect.stringContaining('ne s’ouvre pas'),
    ])
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
      'achat.creer_cle',
      'achat.ouvrir_depot',
      'achat.deposer_pli',
      'achat.deposer_pli',
      'achat.deposer_pli',
      'achat.deposer_pli',
      'achat.deposer_pli',
      'achat.deposer_pli',
      'achat.deposer_pli',
      'achat.refuser_pli',
      'achat.donner_cle',
      'achat.donner_cle',
      'achat.ouvrir_plis',
    ])
  })

  it('ne change plus une fois ouvert', async () => {
    expect((await donner(coordination, {})).statusCode).toBe(409)
    expect((await coordination.post(`${racine()}/ouvrir`)).statusCode).toBe(409)
    await expect(
      lire(`update achat_pli set avis = 'x' where operation_id = $1 and remplace_le is null`, [ACHAT]),
    ).rejects.toThrow(/ne se modifie pas/)
    await expect(lire(`update achat_pli set empreinte = repeat('0', 64)`)).rejects.toThrow(
      /permission denied/,
    )
    expect(lisible((await coordination.get(racine())).body)).toContain('Un pli ouvert ne se modifie pas')
    expect(lisible((await coordination.get(`/achats/${ACHAT}/marche`)).body)).toContain('dépôt scellé, ici')
  })

  it('ne reçoit pas sans fin d’un même lien', async () => {
    await lire(
      `insert into achat_pli_refuse (id, cooperation_id, operation_id, candidat_id, limite, taille, empreinte)
       select gen_random_uuid(), c.cooperation_id, c.operation_id, c.id, now(), 1, lpad(to_hex(n), 64, '0')
       from achat_candidat c, generate_series(1, 20) n where c.siret = '90000030800016'`,
    )
    const dernier = liens.at(-1)!
    const trop = await deposer(dernier, await sceller(dernier, [bordereau('1')]))
    expect(trop.statusCode).toBe(429)
    expect(trop.json<{ phrase: string }>().phrase).toContain('Vingt plis')
  })
})
