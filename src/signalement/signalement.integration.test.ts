// The reporting application in its own processes: what they keep and print, and what happens when they break.
import { once } from 'node:events'
import { connect } from 'node:net'
import { alea, depuisTexte, enTexte, verifierPreuve } from '@maillage/coffre'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MEMBRES } from '../../demo/signalement/cellules.ts'
import { construire } from '../../scripts/construire.ts'
import {
  deposerSansScript,
  environnements,
  formes,
  lireFichiersDePostgres,
  lireTout,
  viderLaBase,
} from '../../tests/signalement/canaris.ts'
import { deposerTout } from '../../tests/signalement/deposer-tout.ts'
import { ouvrirPetitDisque } from '../../tests/signalement/petit-disque.ts'
import { ouvrirSignalement, type SignalementDeTest } from '../../tests/signalement.ts'
import { ajouterJours, jourDe } from '../shared/dates.ts'
import { lireSignalement } from './domain/depot.ts'
import { type Ancrage, ouvrirCellule } from './protocole/annuaire.ts'
import { envoyer, revenir } from './protocole/auteur.ts'
import { type Defi, peiner } from './protocole/effort.ts'
import { agir, ouvrirSession, prendreDossier, type SessionMembre } from './protocole/membre.ts'
import { preparerPiece } from './protocole/metadonnees.ts'
import { empreinteDuDepot, scellerDepot } from './protocole/sceller-depot.ts'
import {
  chargerCellule,
  demander,
  envoyerDepot,
  parHttp,
  type RefusDuServeur,
  type Transport,
} from './protocole/serveur.ts'

const jour = jourDe(new Date())
let s: SignalementDeTest
let transport: Transport
let admin: pg.Client
let referente: SessionMembre
/** Her session is in the memory of the server: killed, it must be opened again. */
async function entrer(): Promise<void> {
  const { id, phrase } = MEMBRES.find((membre) => membre.id === 'referente')!
  referente = await ouvrirSession(transport, id, phrase, jour)
}

beforeAll(async () => {
  // Built once: the application is killed and launched again five times below.
  await construire()
  s = await ouvrirSignalement({ DIST: 'pret' })
  transport = parHttp(s.adresse)
  admin = new pg.Client(s.urlProprietaire)
  await admin.connect()
  await entrer()
}, 240_000)
afterAll(async () => {
  await admin?.end()
  await s?.fermer()
})

const hote = () => new URL(s.adresse).host
const deposer = (canari: string) => deposerTout(transport, jour, canari)

describe('les canaris', () => {
  it('cinq dossiers semés, par les deux chemins : rien dans la base, les fichiers, les journaux, l’environnement', async () => {
    const canaris = Array.from(
      { length: 5 },
      (_, i) => `canari${i}qzv${enTexte(alea(6)).replaceAll(/[-_]/g, 'x').toLowerCase()}`,
    )
    const secrets = [...canaris]
    const deposes = async () =>
      Number((await admin.query("select count(*) as n from journal where ligne like '%deposer%'")).rows[0].n)
    const avant = await deposes()
    for (const canari of canaris.slice(0, 3)) {
      const { mots, depot } = await deposer(canari)
      secrets.push(mots)
      const bureau = await prendreDossier(referente, 'cdg-62', depot.dossier)
      await agir(bureau, {
        action: 'accuser',
        vers: 'ACCUSE',
        ecrits: [
          { volet: 'E', corps: { genre: 'message', texte: canari } },
          { volet: 'N', corps: { genre: 'note', note: canari } },
        ],
      })
      await envoyer(await revenir(transport, mots, hote(), jour), 'ecrire', [
        { volet: 'E', corps: { genre: 'message', texte: canari } },
      ])
    }
    for (const canari of canaris.slice(3)) secrets.push(await deposerSansScript(s.sansScript, canari))
    expect(await deposes()).toBe(avant + 5)
    const lieux = [
      ['base', await viderLaBase(admin)],
      ['fichiers de données', lireTout(s.donnees)],
      ['fichiers de PostgreSQL', await lireFichiersDePostgres(admin, s.urlProprietaire)],
      ['sorties', Buffer.from(s.sortie())],
      ['environnements', environnements(s.pid)],
    ] as const
    for (const [lieu, octets] of lieux) {
      expect(octets.length, lieu).toBeGreaterThan(10)
      for (const secret of secrets)
        for (const forme of formes(secret))
          expect(octets.includes(forme), `${secret} dans ${lieu}`).toBe(false)
    }
    // The search itself is proved: what is in clear on purpose is found by the same means.
    expect(lieux[0][1].includes(Buffer.from('RECU'))).toBe(true)
  }, 240_000)
})

it('aucune adresse, aucun navigateur, aucune heure d’auteur n’est gardé ; la page ne peut rien envoyer en clair', async () => {
  const { rows } = await admin.query<{ colonne: string }>(
    "select table_name || '.' || column_name as colonne from information_schema.columns where table_schema = 'public' and data_type like 'timestamp%'",
  )
  expect(rows.map(({ colonne }) => colonne)).toEqual(['migration.appliquee_le'])
  const page = await fetch(`${s.adresse}/deposer/cdg-62`, { headers: { cookie: 'maillage.session=abc' } })
  const politique = page.headers.get('content-security-policy')!
  expect(politique).toContain("form-action 'none'")
  expect(politique).toContain("require-trusted-types-for 'script'")
  expect(politique).not.toContain('unsafe')
  expect(page.headers.get('set-cookie')).toBeNull()
  expect(page.headers.get('cache-control')).toBe('no-store')
  const html = await page.text()
  expect(html).toContain('method="dialog"')
  expect(html).not.toMatch(/<form[^>]*action=/)
  expect(html).not.toMatch(/<title>[^<]*(signal|violen|harc)/i)
})

describe('ce qui casse', () => {
  const sceller = async () => {
    const { cellule } = await chargerCellule(transport, 'cdg-80', jour)
    const lu = lireSignalement(
      {
        qualite: ['victime'],
        identite: ['anonyme'],
        nature: ['menace'],
        recit: ['Un récit assez long, encore.'],
      },
      cellule.politique,
    )
    const { depot, mots } = await scellerDepot(
      cellule,
      lu.ok ? lu.valeur : (null as never),
      [],
      jour,
      'ligne',
    )
    return { depot, mots: mots.join(' '), empreinte: empreinteDuDepot(depot, depuisTexte) }
  }
  const compter = async (id: string) =>
    Number((await admin.query('select count(*) as n from dossier where id = $1', [id])).rows[0].n)

  it('kill -9 à chaque étape du dépôt : rien à moitié, le même dépôt renvoyé est gardé une fois et se rouvre', async () => {
    for (const etape of ['avant', 'defi', 'moitie', 'vol', 'apres'] as const) {
      const { depot, mots, empreinte } = await sceller()
      const defi = etape === 'avant' ? null : await demander<Defi>(transport, '/v1/effort/cdg-80')
      const corps = defi && JSON.stringify({ depot, defi, nonce: peiner(defi, empreinte) })
      const poster = () =>
        fetch(`${s.adresse}/v1/depots`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: corps,
        }).catch(() => null)
      if (etape === 'moitie') {
        const { hostname, port } = new URL(s.adresse)
        const prise = connect(Number(port), hostname)
        prise.on('error', () => {})
        prise.write(
          `POST /v1/depots HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(corps!)}\r\n\r\n${corps!.slice(0, corps!.length / 2)}`,
        )
        await once(prise, 'connect')
      }
      const envol = etape === 'vol' ? poster() : null
      if (etape === 'apres') expect((await poster())!.status).toBe(201)
      await s.relancer('SIGKILL')
      await envol
      expect(await compter(depot.dossier), etape).toBeLessThanOrEqual(1)
      const preuve = await envoyerDepot(transport, depot, (d) => peiner(d, empreinte))
      expect(
        verifierPreuve(depuisTexte(preuve), (await chargerCellule(transport, 'cdg-80', jour)).ancrage.preuve),
      ).toMatchObject({ depot: empreinte })
      expect(await compter(depot.dossier), etape).toBe(1)
      expect((await revenir(transport, mots, hote(), jour)).dossier.recu.id).toBe(depot.dossier)
    }
    await entrer()
  }, 240_000)

  it('disque plein, pour de vrai quand on peut en monter un : le serveur le dit, ne garde rien, et le même dépôt passe ensuite', async () => {
    const { cellule } = await chargerCellule(transport, 'cdg-80', jour)
    const lu = lireSignalement(
      {
        qualite: ['victime'],
        identite: ['anonyme'],
        nature: ['menace'],
        recit: ['Un récit assez long, encore.'],
      },
      cellule.politique,
    )
    if (!lu.ok) throw new Error(JSON.stringify(lu.refus))
    const piece = preparerPiece('a.pdf', 'application/pdf', new Uint8Array(6_000_000), true)
    const { depot } = await scellerDepot(cellule, lu.valeur, [piece], jour, 'ligne')
    const empreinte = empreinteDuDepot(depot, depuisTexte)
    const envoi = () => envoyerDepot(transport, depot, (defi) => peiner(defi, empreinte))
    const disque = await ouvrirPetitDisque(admin, s.urlProprietaire, 4)
    try {
      const refus = await envoi().catch((erreur: RefusDuServeur) => erreur)
      expect(refus).toMatchObject({ statut: 500 })
      expect((refus as RefusDuServeur).message).toContain('Rien n’a été enregistré')
      expect(s.sortie()).toContain('erreur 53100')
      expect(s.sortie()).not.toContain(depot.dossier)
      expect(await compter(depot.dossier)).toBe(0)
      await disque.agrandir()
      expect(typeof (await envoi())).toBe('string')
      expect(await compter(depot.dossier)).toBe(1)
    } finally {
      await disque.fermer()
    }
  })

  it('une horloge fausse d’un jour n’empêche rien ; un annuaire périmé, reculé ou touché est refusé et dit pourquoi', async () => {
    const lu = await demander<{ ancrage: Ancrage; suite: string[] }>(transport, '/v1/annuaire/cdg-62')
    const ouvrir_ = (j: string, suite = lu.suite.map(depuisTexte), ancrage = lu.ancrage) =>
      ouvrirCellule(suite, ancrage, j).organisme
    for (const decalage of [-1, 0, 1]) expect(ouvrir_(ajouterJours(jour, decalage))).toBe('cdg-62')
    expect(() => ouvrir_(ajouterJours(jour, 91))).toThrow(/périmé.*date de cet appareil.*téléphone/)
    expect(() => ouvrir_(ajouterJours(jour, -3))).toThrow(/pas encore valable.*téléphone/)
    const texte = new TextDecoder().decode(depuisTexte(lu.suite[0]!))
    const touche = new TextEncoder().encode(texte.replace('Référente', 'Référentes'))
    expect(() => ouvrir_(jour, [touche])).toThrow(/signature de l’organisme.*téléphone/)
    const connu = { rang: 9, empreinte: enTexte(alea(32)) }
    expect(() => ouvrir_(jour, undefined, { ...lu.ancrage, connu })).toThrow(/version plus récente/)
  })

  it('dix fichiers de 20 Mo, une archive, un SVG qui exécute : refusés en une phrase, sans que la mémoire monte', async () => {
    const gros = new Blob([new Uint8Array(20_000_000)])
    const envoyerPieces = async (noms: readonly string[], contenu: Blob) => {
      const forme = new FormData()
      for (const [cle, valeur] of [
        ['qualite', 'victime'],
        ['identite', 'anonyme'],
        ['nature', 'menace'],
        ['recit', 'Un récit assez long pour passer.'],
      ] as const)
        forme.append(cle, valeur)
      for (const nom of noms) forme.append('pieces', contenu, nom)
      const reponse = await fetch(`${s.sansScript}/deposer/cdg-62`, { method: 'POST', body: forme })
      // Whatever the spaces of typography.
      return { statut: reponse.status, page: (await reponse.text()).replaceAll(/\s+|&nbsp;/g, ' ') }
    }
    const dix = await envoyerPieces(
      Array.from({ length: 10 }, (_, i) => `p${i}.pdf`),
      gros,
    )
    expect(dix.statut).toBe(422)
    expect(dix.page).toContain('dépassent 20 Mo en tout')
    const lourd = await envoyerPieces(['lourd.pdf'], new Blob([new Uint8Array(20_000_001)]))
    expect(lourd.statut).toBe(422)
    expect(lourd.page).toContain('« lourd.pdf » dépasse 20 Mo')
    const onze = await envoyerPieces(
      Array.from({ length: 11 }, (_, i) => `o${i}.pdf`),
      new Blob(['%PDF-1.7']),
    )
    expect(onze.statut).toBe(422)
    expect(onze.page).toContain('Dix fichiers au plus : retirez-en 1')
    for (const { page } of [dix, lourd, onze])
      expect(page, 'rien de saisi n’est perdu').toContain('assez long pour passer')
    const autres = await envoyerPieces(
      ['bombe.zip', 'dessin.svg', 'page.html'],
      new Blob(['<svg onload="x()">']),
    )
    expect(autres.statut).toBe(422)
    for (const nom of ['bombe.zip', 'dessin.svg', 'page.html'])
      expect(autres.page).toContain(`« ${nom} » n’est pas pris`)
    const trop = await fetch(`${s.adresse}/v1/depots`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: Buffer.alloc(60_000_001, 32),
    }).catch(() => null)
    // The server may close before the end of what it refuses.
    if (trop) expect([413, 400]).toContain(trop.status)
    expect((await fetch(`${s.adresse}/sante`)).status).toBe(200)
  })

  it('des corps au hasard ou presque justes, sur toutes les routes : jamais une erreur du serveur, jamais une ligne de plus', async () => {
    const { depot } = await sceller()
    const routes = (await (await fetch(`${s.adresse}/_routes`)).json()) as {
      methode: string
      chemin: string
    }[]
    const postes = routes.filter(({ methode }) => methode === 'POST').map(({ chemin }) => chemin)
    expect(postes.length).toBeGreaterThan(8)
    const avant = (
      await admin.query('select (select count(*) from dossier) + (select count(*) from message) as n')
    ).rows[0].n
    const graines: unknown[] = [
      null,
      [],
      0,
      '',
      {},
      { depot: null },
      { depot, defi: {}, nonce: -1 },
      { empreinte: ['x'] },
      { id: {}, authentification: 3 },
      {
        depot: { ...depot, messages: [...depot.messages, ...depot.messages] },
        defi: { organisme: 'cdg-80', bits: 0, avant: 9e15, alea: 'x', sig: 'x' },
        nonce: 1,
      },
      {
        acte: { acteur: '__proto__', action: 'clore', dossier: '../../x', jour, organisme: 'cdg-62' },
        sig: '',
        version: 1e99,
      },
      { ...depot, __proto__: { x: 1 }, constructor: 1 },
      { vers: 'cdg-59', enveloppes: depot.enveloppes },
    ]
    const jetons = [referente.jeton, 'x'.repeat(43), '']
    for (const chemin of postes)
      for (const [i, graine] of [...graines, ...Array.from({ length: 4 }, () => alea(64))].entries()) {
        const url = s.adresse + chemin.replace(':organisme', 'cdg-62').replace(/:\w+/g, depot.dossier)
        const reponse = await fetch(url, {
          method: 'POST',
          headers: {
            'content-type': i % 5 === 4 ? 'text/plain' : 'application/json',
            authorization: `Bearer ${jetons[i % 3]}`,
          },
          body: graine instanceof Uint8Array ? Buffer.from(graine) : JSON.stringify(graine),
        })
        expect(reponse.status, `${chemin} ${i}`).toBeLessThan(500)
      }
    for (const id of ['%00', '%F0%9F%98%80%00', 'x'.repeat(200)])
      expect((await fetch(`${s.adresse}/v1/membre/${id}/sel`)).status, id).toBeLessThan(500)
    for (let i = 0; i < 20; i++) {
      const reponse = await fetch(`${s.sansScript}/deposer/cdg-62`, {
        method: 'POST',
        headers: { 'content-type': `multipart/form-data; boundary=${i % 2 ? 'x' : ''}` },
        body: Buffer.concat([
          Buffer.from('--x\r\ncontent-disposition: form-data; name="recit"\r\n'),
          alea(200),
        ]),
      }).catch(() => null)
      expect(await reponse?.text()).not.toContain('    at ')
    }
    expect(
      (await admin.query('select (select count(*) from dossier) + (select count(*) from message) as n'))
        .rows[0].n,
    ).toBe(avant)
  })

  it('des images au hasard, coupées ou mensongères ne font jamais tomber qui lit leurs informations cachées', async () => {
    const debuts = [
      [0xff, 0xd8, 0xff, 0xe1],
      [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
      [...Buffer.from('RIFF\x10\0\0\0WEBPVP8X', 'latin1')],
      [...Buffer.from('%PDF-1.7')],
    ]
    for (const debut of debuts)
      for (let i = 0; i < 250; i++) {
        const octets = new Uint8Array([...debut, ...alea(i)])
        const { octets: rendus } = preparerPiece('x.jpg', 'image/jpeg', octets, false)
        expect(rendus.length).toBeLessThanOrEqual(octets.length)
      }
  })
})
