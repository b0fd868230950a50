// Sealed bids through the front door: where the code allows them, the keys of the commission, a deposit, its replacement, a late one.
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bech32 } from '@scure/base'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  bordereau,
  empreinteDuPli,
  memoire,
  placeDe,
  plisDe,
  retenir,
} from '../../../../tests/achats/plis.ts'
import { type Achats, ficheDeMarche, ouvrirAchats } from '../../../../tests/achats.ts'
import { type ApplicationDeTest, lisible, type Visiteur } from '../../../../tests/application.ts'
import { empreinteDesCles } from './cle/empreinte.ts'
import type { PliScelle } from './sceller.ts'

let t: ApplicationDeTest
let coordination: Visiteur
let direction44: Visiteur
let direction53: Visiteur
let direction49: Visiteur
let a: Achats
let ACHAT = ''
let p: ReturnType<typeof plisDe>
const racine = () => p.racine

beforeAll(async () => {
  a = await ouvrirAchats()
  ;({ t, coordination, direction44, direction53, direction49 } = a)
  ACHAT = a.achat('sante')
  p = plisDe(a, ACHAT)
})
afterAll(() => t.fermer())

const lire = <T extends object>(texte: string, valeurs: unknown[] = []) => a.lire<T>(texte, valeurs)
const version = () => a.version(ACHAT)
const liens: string[] = []
const lienDe = async (siret: string, nom: string): Promise<string> => {
  const lien = await p.lienDe(siret, nom)
  liens.push(lien)
  return lien
}

describe('le profil d’acheteur', () => {
  const fiche = ficheDeMarche(2)
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
  let enPanne = ''
  let interrompu: PliScelle
  let premier: PliScelle

  it('s’ouvre avec les clés de deux membres de la commission, qui ne changent plus', async () => {
    const lot = { numero: '1', objet: 'Toute la coopération', departements: '', min: '', max: '' }
    expect((await coordination.post(`/achats/${ACHAT}/marche/lots`, lot)).statusCode).toBe(303)
    expect(
      (await coordination.post(`/achats/${ACHAT}/marche/publier`, { version: await version() })).statusCode,
    ).toBe(303)
    // A member that the decision does not bind has no key; one key alone is not enough.
    expect((await p.creerCle(direction49)).statusCode).toBe(403)
    expect(
      (await direction44.post(`${racine()}/cles`, { destinataire: 'age1', trousseau: '' })).statusCode,
    ).toBe(422)
    expect((await p.creerCle(direction44)).statusCode).toBe(303)
    expect((await coordination.post(`${racine()}/ouvrir-depot`)).statusCode).toBe(409)
    // Made again before the opening, her key takes the place of the former one.
    expect((await p.creerCle(direction44)).statusCode).toBe(303)
    expect((await p.creerCle(direction53)).statusCode).toBe(303)
    expect((await p.creerCle(coordination)).statusCode).toBe(303)
    const tot = { nom: 'Tôt', siret: '90000000100017', courriel: 'a@b.fr' }
    expect((await coordination.post(`${racine()}/candidats`, tot)).statusCode).toBe(409)
    expect(lisible((await coordination.get(racine())).body)).toContain(
      'Deux clés, de deux membres différents',
    )
    await expect(
      lire(`update achat_marche set limite = limite - interval '1 minute' where operation_id = $1`, [ACHAT]),
    ).rejects.toThrow(/ne s’avance pas/)
  })

  it('refuse une clé qui ne scelle rien : elle tiendrait tous les candidats dehors', async () => {
    const [bonne] = await lire<{ destinataire: string }>(
      'select destinataire from achat_depot_cle where operation_id = $1 order by id limit 1',
      [ACHAT],
    )
    const { destinataire } = bonne!
    // One letter changed: its checksum is wrong. Well spelt, but its point on the curve is none: nothing seals for it.
    const abimee = `${destinataire.slice(0, -1)}${destinataire.endsWith('q') ? 'p' : 'q'}`
    const octets = new Uint8Array(bech32.fromWords(bech32.decode(destinataire as `a1${string}`, false).words))
    const empoisonnee = bech32.encode('age1pq', bech32.toWords(octets.fill(0, octets.length - 32)), false)
    expect(empoisonnee).toHaveLength(destinataire.length)
    // Every byte at its highest: the system seals for such a point all the same.
    const pleine = bech32.encode('age1pq', bech32.toWords(new Uint8Array(1216).fill(0xff)), false)
    const [reseau] = [
      new Uint8Array(bech32.fromWords(bech32.decode(destinataire as `a1${string}`, false).words)),
    ]
    const debordee = bech32.encode('age1pq', bech32.toWords(reseau!.fill(0xff, 1184)), false)
    for (const fausse of [abimee, empoisonnee, pleine, debordee]) {
      const refus = await p.envoyerCle(direction53, fausse)
      expect(refus.statusCode).toBe(422)
      expect(lisible(refus.body)).toContain('Cette clé ne peut rien sceller')
    }
    expect(await lire('select from achat_depot_cle where operation_id = $1', [ACHAT])).toHaveLength(3)
  })

  it('compte une clé ou la refuse quand le dépôt s’ouvre au même instant : celles qui scellent sont celles de l’empreinte', async () => {
    const { enAttente, laisser } = await retenir(
      t,
      'select from achat_depot where operation_id = $1 for update',
      [ACHAT],
    )
    const ouverture = coordination.post(`${racine()}/ouvrir-depot`)
    await enAttente(1)
    const avant = p.identites.get(direction53)!
    const cle = p.creerCle(direction53)
    await enAttente(2)
    await laisser()
    expect((await ouverture).statusCode).toBe(303)
    const { statusCode } = await cle
    if (statusCode !== 303) p.identites.set(direction53, avant)
    expect([303, 409]).toContain(statusCode)
    const cles = await lire<{ id: string; destinataire: string; empreinte: string }>(
      `select c.id, c.destinataire, d.empreinte_cles as empreinte from achat_depot_cle c join achat_depot d using (operation_id)
       where c.operation_id = $1`,
      [ACHAT],
    )
    expect(cles).toHaveLength(3)
    expect(cles[0]!.empreinte).toBe(empreinteDesCles(cles))
    expect((await p.creerCle(direction53)).statusCode).toBe(409)
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
    // The fingerprint is that of the keys served, whatever is stored beside them.
    const attendue = empreinteDesCles(p.commissionDe(page.body)).slice(0, 16)
    expect(t.courriels.at(-1)!.texte).toContain(attendue)
    await a.forcer(`update achat_depot set empreinte_cles = repeat('f', 64) where operation_id = '${ACHAT}'`)
    for (const vue of [await t.visiteur().get(lien), await coordination.get(racine())]) {
      expect(lisible(vue.body)).toContain(attendue)
      expect(vue.body).not.toContain('ffffffffffffffff')
    }
    expect((await t.visiteur().get(lien.slice(0, -3))).statusCode).toBe(404)

    // What is answered to one candidate is read by all.
    const questions = `/achats/${ACHAT}/marche/questions`
    await coordination.post(questions, { texte: 'Quelle assiette ?' })
    const [q] = await lire<{ id: string }>('select id from achat_question where operation_id = $1', [ACHAT])
    expect(lisible((await t.visiteur().get(lien)).body)).not.toContain('Quelle assiette')
    await coordination.post(`${questions}/${q!.id}`, { reponse: 'Traitement et primes.', version: '1' })
    expect(lisible((await t.visiteur().get(lien)).body)).toContain('Quelle assiette ? Traitement et primes.')

    premier = await p.sceller(lien, [bordereau('1,1'), memoire])
    expect(
      (await p.deposer(lien, { ...premier, scelle: Buffer.alloc(0) as PliScelle['scelle'] })).statusCode,
    ).toBe(422)
    expect(
      (await p.deposer(lien, { ...premier, scelle: Buffer.from('%PDF en clair') as PliScelle['scelle'] }))
        .statusCode,
    ).toBe(422)
    expect((await p.deposer(lien, { ...premier, parts: premier.parts.slice(1) })).statusCode).toBe(422)
    expect((await p.deposer(lien, { scelle: premier.scelle })).statusCode).toBe(422)
    const faible = bech32.encode('age1pq', bech32.toWords(new Uint8Array(1216).fill(0xff)), false)
    const refusee = await p.deposer(lien, { ...premier, destinataire: faible })
    expect(refusee.statusCode).toBe(422)
    expect(refusee.json<{ phrase: string }>().phrase).toContain('La clé de ce pli')
    expect(
      (await p.deposer(lien, { ...premier, scelle: Buffer.alloc(30_000_000) as PliScelle['scelle'] }))
        .statusCode,
    ).toBe(413)
    expect(await lire('select from achat_pli where operation_id = $1', [ACHAT])).toHaveLength(0)

    expect((await p.deposer(lien, premier)).statusCode).toBe(201)
    // Sent twice, it is one bid.
    expect((await p.deposer(lien, premier)).statusCode).toBe(201)
    const empreinte = createHash('sha256').update(premier.scelle).digest('hex')
    expect(lisible((await t.visiteur().get(lien)).body)).toContain(empreinte)
    await t.tachesFaites()
    expect(t.courriels.at(-1)!.texte).toContain(empreinte)
    // Larger than what other forms take.
    const lourd = { nom: memoire.nom, contenu: Buffer.concat([memoire.contenu, Buffer.alloc(11_000_000)]) }
    const second = await p.sceller(lien, [bordereau('1,2'), lourd])
    expect((await p.deposer(lien, second)).statusCode).toBe(201)
    const plis = await lire<{ numero: number; remplace: boolean }>(
      'select numero, remplace_le is not null as remplace from achat_pli where operation_id = $1 order by numero',
      [ACHAT],
    )
    expect(plis).toEqual([
      { numero: 1, remplace: true },
      { numero: 2, remplace: false },
    ])
    expect(lisible((await t.visiteur().get(lien)).body)).toContain('Remplacé : n° 1')
    // The first one again, after a cut: the answer does not let its bidder believe that it will be opened.
    const revenant = t.visiteur()
    expect((await p.deposer(lien, premier, revenant)).statusCode).toBe(201)
    expect(lisible((await revenant.get(lien)).body)).toContain('c’est le n° 2 qui sera ouvert')
    // Two others hand in what cannot be read: one a schedule without sense, the other shares that nobody opens.
    const illisible = await lienDe('90000010000017', 'Assureur brouillon')
    const brouillon = await p.sceller(illisible, [
      { nom: 'offre.csv', contenu: Buffer.from('Lot;Niveau\n1;Socle') },
    ])
    expect((await p.deposer(illisible, brouillon)).statusCode).toBe(201)
    const faux = await lienDe('90000030800016', 'Assureur trompeur')
    const trompeur = await p.sceller(faux, [bordereau('1')])
    expect(
      (
        await p.deposer(faux, {
          ...trompeur,
          parts: trompeur.parts.map((part) => ({ ...part, scellee: 'A'.repeat(200) })),
        })
      ).statusCode,
    ).toBe(201)
    // What the server holds is not the bid.
    expect(Buffer.from(premier.scelle).includes('Socle')).toBe(false)
  })

  it('corrige l’adresse d’un candidat et renvoie son lien ; l’ancien ne sert plus, et le journal ne nomme personne', async () => {
    const perdu = await lienDe('90000040700016', 'Asureur mal nommé')
    const [candidat] = await lire<{ id: string }>(
      "select id from achat_candidat where siret = '90000040700016' and operation_id = $1",
      [ACHAT],
    )
    const adresse = `${racine()}/candidats/${candidat!.id}`
    const juste = { nom: 'Assureur bien nommé', courriel: 'bien@assureur.invalid' }
    expect((await direction53.post(adresse, juste)).statusCode).toBe(403)
    const faux = await coordination.post(adresse, { ...juste, courriel: 'mal' })
    expect(faux.statusCode).toBe(422)
    expect(faux.body).toContain('value="mal"')
    expect((await coordination.post(`${racine()}/candidats/${ACHAT}`, juste)).statusCode).toBe(404)
    expect((await coordination.get(`${racine()}?candidat=${candidat!.id}`)).body).toContain(
      'Corriger Asureur',
    )
    expect((await t.visiteur().get(perdu)).statusCode).toBe(200)
    const lienSuivant = async () => {
      expect((await coordination.post(adresse, juste)).statusCode).toBe(303)
      await t.tachesFaites()
      const { a: vers, texte } = t.courriels.at(-1)!
      expect(vers).toBe('bien@assureur.invalid')
      expect(texte).toContain('Assureur bien nommé')
      return /http:\/\/maillage\.test(\/achats\/deposer\/\S+)/.exec(texte)![1]!
    }
    const nouveau = await lienSuivant()
    expect((await t.visiteur().get(perdu)).statusCode).toBe(404)
    expect((await t.visiteur().get(nouveau)).statusCode).toBe(200)
    // Sent again to the same address, the link that she had still opens.
    await lienSuivant()
    expect((await t.visiteur().get(nouveau)).statusCode).toBe(200)
    const traces = await lire<{ trace: string }>(
      'select to_jsonb(j)::text as trace from journal j where objet_id = $1',
      [ACHAT],
    )
    expect(traces.length).toBeGreaterThan(8)
    expect(traces.filter(({ trace }) => /ssureur|utuelle/.test(trace))).toEqual([])
  })

  it('ne laisse rien voir d’un pli que le magasin n’a pas pu écrire, et garde son heure', async () => {
    enPanne = await lienDe('90000050600015', 'Assureur malchanceux')
    interrompu = await p.sceller(enPanne, [bordereau('1,4')])
    const place = placeDe(t, empreinteDuPli(interrompu))
    // A folder is where its bytes would go: nothing can be written there meanwhile.
    mkdirSync(join(place, 'pris'), { recursive: true })
    const echec = await p.deposer(enPanne, interrompu)
    expect(echec.statusCode).toBe(503)
    expect(echec.json<{ phrase: string }>().phrase).toContain('il garde son heure d’arrivée')
    rmSync(place, { recursive: true })
    expect(lisible((await t.visiteur().get(enPanne)).body)).toContain(
      'Un pli est arrivé sans être enregistré',
    )
    expect(lisible((await t.visiteur().get(enPanne)).body)).not.toContain('Accusé de réception')
    expect((await coordination.get(racine())).body).not.toContain(empreinteDuPli(interrompu).slice(0, 16))
  })

  it('ne donne rien avant l’heure limite : ni part, ni pli, pas même à l’application', async () => {
    expect((await direction44.get(`${racine()}/parts`)).json<{ parts: unknown[] }>().parts).toEqual([])
    expect(await lire('select from achat_pli_part where operation_id = $1', [ACHAT])).toHaveLength(0)
    expect((await p.donner(direction44, {})).statusCode).toBe(409)
    expect((await coordination.post(`${racine()}/ouvrir`)).statusCode).toBe(409)
    await expect(
      lire('update achat_pli set ouvert_le = now() where operation_id = $1', [ACHAT]),
    ).rejects.toThrow(/avant/)
    expect(lisible((await coordination.get(racine())).body)).toContain('Scellé')
  })

  it('deux envois en même temps du même lien laissent un seul pli en vigueur', async () => {
    const deux = await Promise.all([
      p.sceller(lien, [bordereau('1,2')]),
      p.sceller(lien, [bordereau('1,2'), memoire]),
    ])
    const recus = await Promise.all(deux.map((pli) => p.deposer(lien, pli)))
    expect(recus.map(({ statusCode }) => statusCode)).toEqual([201, 201])
    const plis = await lire<{ n: number; courants: number }>(
      `select count(*) as n, count(*) filter (where remplace_le is null) as courants from achat_pli p join achat_candidat c on c.id = p.candidat_id
       where c.siret = '90000000100017'`,
    )
    expect(plis).toEqual([{ n: 4, courants: 1 }])
    // The last one is what will be opened.
    expect((await p.deposer(lien, await p.sceller(lien, [bordereau('1,2'), memoire]))).statusCode).toBe(201)
  })

  it('refuse un pli tardif avec sa preuve, au journal et par courriel, sans le garder', async () => {
    const tardif = await p.sceller(lien, [bordereau('0,9')])
    await a.passerLaLimite(ACHAT)
    const refuse = await p.deposer(lien, tardif)
    expect(refuse.statusCode).toBe(409)
    expect((await p.deposer(lien, tardif)).statusCode).toBe(409)
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
    // What arrived in time and could not be written holds nobody, is said before anything is opened, and is not late.
    expect(lisible((await direction44.get(racine())).body)).toContain(
      'Un pli arrivé à l’heure n’est pas enregistré',
    )
    expect((await p.deposer(enPanne, interrompu)).statusCode).toBe(201)
    expect(
      await lire(
        'select from achat_pli p join achat_marche m using (operation_id) where p.empreinte = $1 and p.recu_le <= m.limite',
        [empreinteDuPli(interrompu)],
      ),
    ).toHaveLength(1)
    await expect(
      lire(`update achat_marche set limite = now() + interval '1 day' where operation_id = $1`, [ACHAT]),
    ).rejects.toThrow(/ne change plus/)
  })

  it('ne reçoit pas sans fin d’un même lien', async () => {
    await lire(
      `insert into achat_pli_refuse (id, cooperation_id, operation_id, candidat_id, limite, taille, empreinte)
       select gen_random_uuid(), c.cooperation_id, c.operation_id, c.id, now(), 1, lpad(to_hex(n), 64, '0')
       from achat_candidat c, generate_series(1, 20) n where c.siret = '90000050600015'`,
    )
    const dernier = liens.at(-1)!
    const trop = await p.deposer(dernier, await p.sceller(dernier, [bordereau('1')]))
    expect(trop.statusCode).toBe(429)
    expect(trop.json<{ phrase: string }>().phrase).toContain('Vingt plis')
  })
})
