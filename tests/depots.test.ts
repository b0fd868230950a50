// Files in a folder and on a real S3 server: the same promises, and what an operator sees when the server is away or refuses.
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { oublierOctets } from '../src/platform/conservation/octets.ts'
import { type Depot, DepotIndisponible, FichierPerdu } from '../src/platform/fichiers/depot.ts'
import { depotDossier } from '../src/platform/fichiers/depot-dossier.ts'
import { depotS3 } from '../src/platform/fichiers/depot-s3.ts'
import { type Fichiers, ouvrirFichiers } from '../src/platform/fichiers/fichiers.ts'
import { eprouverDepot, lireAccesS3 } from '../src/platform/fichiers/ouvrir.ts'
import { creerBaseDepuisModele } from '../src/platform/postgres-embarque/index.ts'
import { restaurer } from '../src/platform/sauvegarde/restaurer.ts'
import { sauvegarder } from '../src/platform/sauvegarde/sauvegarder.ts'
import { nouvelId } from '../src/shared/ids.ts'
import { type ApplicationDeTest, lisible, ouvrirApplication } from './application.ts'
import { envoyerFichier } from './fichiers/envoi.ts'
import { MODELE_VIDE } from './installation.ts'
import { lancerCommande } from './pannes/commande.ts'
import { AVEC_SWIFT, ouvrirSwift, type ServeurS3, variablesS3 } from './swift.ts'

const dossier = mkdtempSync(join(tmpdir(), 'maillage-depots-'))
const lieu = (nom: string) => join(dossier, nom)
const JOUR = 86_400_000
let swift: ServeurS3 | undefined
let t: ApplicationDeTest
let admin: pg.Client

beforeAll(async () => {
  swift = AVEC_SWIFT ? await ouvrirSwift() : undefined
  t = await ouvrirApplication({ env: swift ? variablesS3(swift) : {} })
  admin = new pg.Client(t.url(inject('serveur').superutilisateur))
  await admin.connect()
}, 120_000)
afterAll(async () => {
  await admin.end()
  await t.fermer()
  await swift?.arreter()
  rmSync(dossier, { recursive: true })
})

async function listes(fichiers: Fichiers): Promise<Map<string, boolean>> {
  const vus = new Map<string, boolean>()
  for await (const { sha256, ecarte } of fichiers.lister()) vus.set(sha256, ecarte)
  return vus
}

/** A row that names bytes, of any cooperation. */
const nommer = (sha256: string) =>
  admin.query(
    `insert into fichier (id, cooperation_id, organisme_id, nom, type_mime, taille, sha256)
     select $1, cooperation_id, organisme_id, 'n.txt', 'text/plain', 5, $2 from membre order by organisme_id, cooperation_id limit 1`,
    [nouvelId(), sha256],
  )

/** What the file and the S3 server must both do. `abimer` writes over a key without passing by us. */
function promettre(ouvrir: () => { depot: Depot; abimer(cle: string): Promise<void> | void }): void {
  it('garde, rend, liste, et dit ce qui manque ou a été abîmé', async () => {
    const { depot, abimer } = ouvrir()
    const fichiers = ouvrirFichiers(depot)
    const sha256 = await fichiers.garder(Buffer.from('Note é'))
    expect(await fichiers.garder(Buffer.from('Note é'))).toBe(sha256)
    expect((await fichiers.lire(sha256)).toString()).toBe('Note é')
    expect((await listes(fichiers)).get(sha256)).toBe(false)
    await expect(fichiers.lire('0'.repeat(64))).rejects.toThrow(FichierPerdu)
    await abimer(`${sha256.slice(0, 2)}/${sha256}`)
    await expect(fichiers.lire(sha256)).rejects.toThrow(/abîmé/)
    await fichiers.garder(Buffer.from('Note é'))
    expect((await fichiers.lire(sha256)).toString()).toBe('Note é')
    // Nothing happens to what is not there.
    await fichiers.oublier('1'.repeat(64))
    await fichiers.ecarter('1'.repeat(64))
  })

  it('une copie abîmée n’en écrase jamais une saine, et ne cache pas celle de l’autre place', async () => {
    const { depot, abimer } = ouvrir()
    const fichiers = ouvrirFichiers(depot)
    const octets = Buffer.from(`double ${nouvelId()}`)
    const sha256 = await fichiers.garder(octets)
    await fichiers.ecarter(sha256)
    await fichiers.garder(octets)
    await abimer(`${sha256.slice(0, 2)}/${sha256}`)
    expect((await fichiers.lire(sha256)).equals(octets)).toBe(true)
    await fichiers.reprendre(sha256)
    await fichiers.ecarter(sha256)
    await fichiers.garder(octets)
    await abimer(`ecartes/${sha256}`)
    await fichiers.reprendre(sha256)
    const lecture = await depot.ouvrir(`${sha256.slice(0, 2)}/${sha256}`)
    expect((await buffer(lecture!.octets)).equals(octets)).toBe(true)
    expect((await listes(fichiers)).get(sha256)).toBe(false)
  })

  it('rend trente mégaoctets tels quels', async () => {
    const fichiers = ouvrirFichiers(ouvrir().depot)
    const lourd = randomBytes(30_000_000)
    const sha256 = await fichiers.garder(lourd)
    expect((await fichiers.lire(sha256)).equals(lourd)).toBe(true)
  })

  it('oublie en deux nuits ce que rien ne nomme, lisible entre les deux', async () => {
    const fichiers = ouvrirFichiers(ouvrir().depot)
    const [orphelin, nomme, revenu] = [
      await fichiers.garder(Buffer.from(`orphelin ${nouvelId()}`)),
      await fichiers.garder(Buffer.from(`nommé ${nouvelId()}`)),
      await fichiers.garder(Buffer.from(`revenu ${nouvelId()}`)),
    ]
    await nommer(nomme)
    const nuit = (rang: number) => oublierOctets(t.base, fichiers, new Date(Date.now() + rang * 2 * JOUR))
    await oublierOctets(t.base, fichiers, new Date())
    expect((await listes(fichiers)).get(orphelin)).toBe(false)
    expect(await nuit(1)).toBe(0)
    const entre = await listes(fichiers)
    expect([orphelin, nomme, revenu].map((sha256) => entre.get(sha256))).toEqual([true, false, true])
    await fichiers.lire(orphelin)
    await nommer(revenu)
    expect(await nuit(2)).toBeGreaterThan(0)
    const apres = await listes(fichiers)
    expect([orphelin, nomme, revenu].map((sha256) => apres.get(sha256))).toEqual([undefined, false, false])
    await expect(fichiers.lire(orphelin)).rejects.toThrow(FichierPerdu)
  })

  it('oublie aussi un fichier abîmé que rien ne nomme ; nommé, il reste et se dit abîmé', async () => {
    const { depot, abimer } = ouvrir()
    const fichiers = ouvrirFichiers(depot)
    const contenu = Buffer.from(`abîmé nommé ${nouvelId()}`)
    const [orphelin, nomme] = [
      await fichiers.garder(Buffer.from(`abîmé sans nom ${nouvelId()}`)),
      await fichiers.garder(contenu),
    ]
    await nommer(nomme)
    for (const sha256 of [orphelin, nomme]) await abimer(`${sha256.slice(0, 2)}/${sha256}`)
    const nuit = (rang: number) => oublierOctets(t.base, fichiers, new Date(Date.now() + rang * 2 * JOUR))
    await nuit(1)
    const entre = await listes(fichiers)
    expect([entre.get(orphelin), entre.get(nomme)]).toEqual([true, false])
    await nuit(2)
    const apres = await listes(fichiers)
    expect([apres.get(orphelin), apres.get(nomme)]).toEqual([undefined, false])
    await expect(fichiers.lire(nomme)).rejects.toThrow(/abîmé/)
    // Given again, it is sound again.
    await fichiers.garder(contenu)
    expect((await fichiers.lire(nomme)).equals(contenu)).toBe(true)
  })

  it('ne perd pas ce que quelqu’un dépose à nouveau pendant que la purge l’emporte', async () => {
    const fichiers = ouvrirFichiers(ouvrir().depot)
    for (const geste of ['ecarter', 'oublier'] as const) {
      const contenu = Buffer.from(`course ${geste} ${nouvelId()}`)
      const sha256 = await fichiers.garder(contenu)
      let depose = false
      // Between the moment when nothing named them and the gesture: the same bytes come, and a row names them.
      const enCourse: Fichiers = {
        ...fichiers,
        async [geste](vise: string) {
          if (vise === sha256 && !depose) {
            depose = true
            await fichiers.garder(contenu)
            await nommer(sha256)
          }
          await fichiers[geste](vise)
        },
      }
      for (const rang of [1, 2, 3, 4]) {
        await oublierOctets(t.base, enCourse, new Date(Date.now() + rang * 2 * JOUR))
        if (depose) expect((await fichiers.lire(sha256)).equals(contenu), `${geste} ${rang}`).toBe(true)
      }
      expect(depose).toBe(true)
    }
  })
}

describe('un dossier', () => {
  const chemin = lieu('depot')
  promettre(() => ({
    depot: depotDossier(chemin),
    abimer: (cle) => writeFileSync(join(chemin, cle), 'abîmé'),
  }))

  it('ne prend pas pour un fichier ce qu’un envoi coupé a laissé', async () => {
    const fichiers = ouvrirFichiers(depotDossier(chemin))
    const sha256 = await fichiers.garder(Buffer.from('entier'))
    const reste = join(chemin, sha256.slice(0, 2), `${sha256}.99999.1.1`)
    writeFileSync(reste, 'enti')
    utimesSync(reste, 0, 0)
    expect([...(await listes(fichiers)).keys()].every((nom) => nom.length === 64)).toBe(true)
  })

  it('retire ces restes après un jour, et rien d’autre : ni ceux d’un envoi en cours, ni ce qui n’est pas de nous', async () => {
    const depot = depotDossier(lieu('restes'))
    const fichiers = ouvrirFichiers(depot)
    const sha256 = await fichiers.garder(Buffer.from('entier'))
    const sous = join(lieu('restes'), sha256.slice(0, 2))
    const [vieux, enCours, autre] = [`${sha256}.9.1.1`, `${sha256}.9.2.2`, 'a-lire.txt']
    for (const nom of [vieux, enCours, autre]) writeFileSync(join(sous, nom), 'enti')
    for (const nom of [vieux, autre]) utimesSync(join(sous, nom), 0, 0)
    expect(await fichiers.nettoyer(new Date(Date.now() - JOUR))).toBe(1)
    expect(readdirSync(sous).sort()).toEqual([sha256, enCours, autre].sort())
    writeFileSync(join(sous, vieux), 'enti')
    utimesSync(join(sous, vieux), 0, 0)
    expect(await oublierOctets(t.base, fichiers, new Date(), true)).toBe(0)
    expect(readdirSync(sous)).toContain(vieux)
    expect(await oublierOctets(t.base, fichiers, new Date())).toBe(1)
    expect((await fichiers.lire(sha256)).toString()).toBe('entier')
  })
})

it.each([
  ['un dossier', (attente: string) => depotDossier(join(attente, '..'))],
  [
    'un serveur S3',
    (attente: string) =>
      depotS3({ adresse: 'https://s3.exemple.fr/seau', cle: 'a', secret: 'b', region: 'c' }, attente),
  ],
])(
  '%s : ce qu’un processus tué laissait en attente part après un jour, pas ce qui s’écrit',
  async (nom, ouvrir) => {
    const attente = join(lieu(nom), 'attente')
    mkdirSync(attente, { recursive: true })
    const depot = ouvrir(attente)
    const [vieux, enCours] = [nouvelId(), nouvelId()]
    for (const reste of [vieux, enCours]) writeFileSync(join(attente, reste), 'enti')
    utimesSync(join(attente, vieux), 0, 0)
    expect(await depot.nettoyer(new Date(Date.now() - JOUR))).toBe(1)
    expect(readdirSync(attente)).toEqual([enCours])
  },
)

it.each([
  [{ S3_ADRESSE: 'https://s3.exemple.fr/seau' }, /à moitié configuré/],
  [{ S3_ADRESSE: 'nulle part', S3_CLE: 'a', S3_SECRET: 'b' }, /n’est pas une adresse/],
  [{ S3_ADRESSE: 'http://s3.exemple.fr/seau', S3_CLE: 'a', S3_SECRET: 'b' }, /https:\/\//],
  [{ S3_ADRESSE: 'https://cle@s3.exemple.fr/seau', S3_CLE: 'a', S3_SECRET: 'b' }, /porte une clé/],
])('refuse au démarrage une configuration qui ne peut pas servir : %j', (env, phrase) => {
  expect(() => lireAccesS3(env)).toThrow(phrase)
})

if (AVEC_SWIFT)
  describe('un vrai serveur S3', () => {
    promettre(() => ({ depot: depotS3(swift!, lieu('attente')), abimer: (cle) => swift!.abimer(cle) }))

    it.each([
      ['un secret faux', { secret: 'autre' }, /S3_SECRET/],
      ['une clé inconnue', { cle: 'essai:personne' }, /S3_CLE|S3_SECRET/],
      ['un seau absent', { adresse: null }, /n’a pas ce seau/],
    ])('refuse %s en une phrase, sans secret, sans réessayer', async (_cas, change, phrase) => {
      const { adresse, ...reste } = { ...swift!, ...change }
      const depot = depotS3(
        { ...reste, adresse: adresse ?? swift!.adresse.replace('fichiers', 'ailleurs') },
        lieu('attente'),
      )
      for (const demande of [
        () => depot.ecrire('ab/x', Buffer.from('x')),
        () => depot.deposer(Readable.from([Buffer.from('x')]), () => 'ab/x'),
        () => depot.ouvrir('ab/x'),
        () => eprouverDepot(depot),
      ]) {
        const erreur = await demande().then(
          () => null,
          (e: unknown) => e,
        )
        expect(erreur).toBeInstanceOf(DepotIndisponible)
        expect((erreur as DepotIndisponible).aCorriger).toBe(true)
        expect((erreur as Error).message).toMatch(phrase)
        expect((erreur as Error).message).not.toContain(swift!.secret)
      }
    })

    it('liste au-delà d’une page, quels que soient les noms', async () => {
      const depot = depotS3(swift!, lieu('attente'))
      const cles = Array.from({ length: 12 }, (_, rang) => `pages/${rang}&<'é`)
      await Promise.all(cles.map((cle) => depot.ecrire(encodeURI(cle).replace('&', '%26'), Buffer.from('x'))))
      const vues: string[] = []
      for await (const { cle } of depot.lister()) if (cle.startsWith('pages/')) vues.push(cle)
      expect(vues.sort()).toEqual(cles.sort())
    })

    it('absent : la page le dit, rien n’est écrit, et l’envoi réussit au retour ; bref, personne ne le voit', async () => {
      const coordinatrice = await t.entrer('Coordinatrice', 'CDG 44')
      const { rows } = await admin.query<{ id: string; seance: string }>(
        `select s.point_courant as id, s.id as seance from seance s join cooperation c on c.id = s.cooperation_id
         where s.statut = 'ouverte' and c.nom like '%Pays de la Loire%'`,
      )
      const piece = { nom: 'note.txt', contenu: 'Note gardée au loin.' }
      const joindre = () =>
        envoyerFichier(coordinatrice, `/seances/${rows[0]!.seance}/points/${rows[0]!.id}/pieces`, piece)
      const lignes = async () =>
        (await admin.query<{ id: string }>(`select id from fichier where nom = 'note.txt'`)).rows

      await swift!.couper()
      const refusee = await joindre()
      expect(refusee.statusCode).toBe(503)
      expect(lisible(refusee.body)).toContain('rien de cet envoi n’a été enregistré')
      expect(refusee.body).not.toContain(swift!.secret)
      expect(await lignes()).toEqual([])
      // Away for less than the attempts last: nobody notices.
      const [acceptee] = await Promise.all([joindre(), swift!.reprendre()])
      const retenue = acceptee.statusCode === 303 ? acceptee : await joindre()
      expect(retenue.statusCode).toBe(303)
      const [{ id } = { id: '' }] = await lignes()
      expect((await coordinatrice.get(`/fichiers/${id}`)).body).toBe(piece.contenu)
    })

    it('se sauvegarde avec la base, revient sur un autre dépôt, et se copie dans les deux sens', async () => {
      const depuis = ouvrirFichiers(depotS3(swift!, lieu('attente')))
      const depose = await depuis.garder(Buffer.from('À sauvegarder'))
      await nommer(depose)
      // Put aside by the purge while it is still named: saved all the same.
      await depuis.ecarter(depose)
      const archive = lieu('s3.tar.gz')
      const proprietaire = t.url('maillage_proprietaire')
      const bilan = await sauvegarder(
        { proprietaire, fichiers: depuis, secret: null, version: '0.1.0' },
        archive,
      )
      expect(bilan.introuvables).not.toContain(depose)

      const nom = `depots_${process.pid}`
      const url = (base: string, role: string) => t.url(role).replace(/\/[^/?]+\?/, `/${base}?`)
      const { superutilisateur } = inject('serveur')
      await creerBaseDepuisModele(url('postgres', superutilisateur), nom, MODELE_VIDE)
      await admin.query(`alter database ${nom} owner to maillage_proprietaire`)
      try {
        const vers = ouvrirFichiers(depotDossier(lieu('revenus')))
        const migrations = join(import.meta.dirname, '../migrations')
        await restaurer(archive, {
          proprietaire: url(nom, 'maillage_proprietaire'),
          fichiers: vers,
          migrations,
        })
        expect((await vers.lire(depose)).toString()).toBe('À sauvegarder')
      } finally {
        await admin.query(`drop database ${nom} with (force)`)
      }

      const donnees = lieu('donnees')
      const local = ouvrirFichiers(depotDossier(join(donnees, 'fichiers')))
      const neuf = await local.garder(Buffer.from('À migrer'))
      const copier = (sens: string) =>
        lancerCommande('fichiers', [sens], { DONNEES: donnees, ...variablesS3(swift!) })
      const [aller, encore, retour] = [
        await copier('vers-s3'),
        await copier('vers-s3'),
        await copier('vers-dossier'),
      ]
      expect(aller.sortie).toMatch(/✔ 1 fichier\(s\) copié/)
      expect(encore.sortie).toMatch(/✔ 0 fichier\(s\) copié/)
      expect(retour.sortie).toMatch(/✔ [1-9]\d* fichier\(s\) copié/)
      expect([aller, encore, retour].map(({ code }) => code)).toEqual([0, 0, 0])
      expect((await depuis.lire(neuf)).toString()).toBe('À migrer')
      expect((await local.lire(depose)).toString()).toBe('À sauvegarder')
    })
  })
