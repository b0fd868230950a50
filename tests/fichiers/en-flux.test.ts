// Large files go through without being held, damaged ones are cut, and a restoration into an empty bucket that was killed is begun again.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type AccesS3, depotS3 } from '../../src/platform/fichiers/depot-s3.ts'
import { type Fichiers, ouvrirFichiers } from '../../src/platform/fichiers/fichiers.ts'
import { creerBaseDepuisModele } from '../../src/platform/postgres-embarque/index.ts'
import { estHabitee } from '../../src/platform/sauvegarde/restaurer.ts'
import { nouvelId } from '../../src/shared/ids.ts'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../application.ts'
import { MODELE_VIDE } from '../installation.ts'
import { lancerCommande } from '../pannes/commande.ts'
import { AVEC_SWIFT, ouvrirSwift, type ServeurS3, variablesS3 } from '../swift.ts'

const racine = join(import.meta.dirname, '../..')
const MO = 1_000_000

/** The most that a process held at a time, in bytes: one that keeps a file of so many bytes, gives it to a reader, and puts it aside. */
async function pointe(acces: AccesS3, taille: number, attente: string): Promise<number> {
  const texte = `
    import { depotS3 } from './src/platform/fichiers/depot-s3.ts'
    import { ouvrirFichiers } from './src/platform/fichiers/fichiers.ts'
    const [acces, taille, attente] = JSON.parse(process.argv[1])
    let [tenu, lus] = [0, 0]
    // The collector passes first, twice so that it ends: what is counted is what is held, not what it had no time to take back.
    setInterval(() => {
      gc()
      gc()
      const { heapUsed, external } = process.memoryUsage()
      tenu = Math.max(tenu, heapUsed + external)
    }, 250).unref()
    const fichiers = ouvrirFichiers(depotS3(acces, attente))
    const sha256 = await fichiers.garderFlux((async function* () {
      for (let reste = taille; reste > 0; reste -= 100_000) yield Buffer.alloc(Math.min(100_000, reste), reste % 251)
    })())
    const { octets } = await fichiers.ouvrir(sha256)
    for await (const morceau of octets) lus += morceau.length
    const mis = await fichiers.mettreDeCote(sha256)
    for await (const morceau of mis.octets()) lus += morceau.length
    await mis.fermer()
    if (lus !== 2 * taille) throw new Error(lus + ' octets lus')
    console.log(tenu)`
  const args = ['--input-type=module', '--expose-gc', '-e', texte]
  const enfant = spawn(process.execPath, [...args, JSON.stringify([acces, taille, attente])], {
    cwd: racine,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let sortie = ''
  enfant.stdout.on('data', (morceau: Buffer) => {
    sortie += morceau
  })
  expect(await once(enfant, 'close')).toEqual([0, null])
  return Number(sortie)
}

/** A way to the S3 server that lets so many bytes through, then calls `couper`. */
async function chemin(acces: AccesS3, octets: number, couper: () => void) {
  let passes = 0
  const relais = createServer((client) => {
    const serveur = connect(Number(new URL(acces.adresse).port), '127.0.0.1')
    client.on('data', (morceau) => {
      passes += morceau.length
      if (passes <= octets) serveur.write(morceau)
      else couper()
    })
    serveur.pipe(client)
    for (const [un, autre] of [
      [client, serveur],
      [serveur, client],
    ] as const) {
      un.on('close', () => autre.destroy())
      un.on('error', () => {})
    }
  })
  relais.listen(0, '127.0.0.1')
  await once(relais, 'listening')
  const adresse = new URL(acces.adresse)
  adresse.port = String((relais.address() as AddressInfo).port)
  return { acces: { ...acces, adresse: adresse.href }, fermer: () => relais.close() }
}

if (AVEC_SWIFT)
  describe('un gros fichier dans un dépôt S3', () => {
    const dossier = mkdtempSync(join(tmpdir(), 'maillage-flux-'))
    const lieu = (nom: string) => join(dossier, nom)
    const lourd = randomBytes(12 * MO)
    const lignes: string[] = []
    let swift: ServeurS3
    let t: ApplicationDeTest
    let admin: pg.Client
    let coordinatrice: Visiteur
    let fichiers: Fichiers
    let sha256: string
    let adresse: string
    const cle = () => `${sha256.slice(0, 2)}/${sha256}`

    beforeAll(async () => {
      swift = await ouvrirSwift()
      t = await ouvrirApplication({ env: variablesS3(swift), journal: (ligne) => lignes.push(ligne) })
      admin = new pg.Client(t.url(inject('serveur').superutilisateur))
      await admin.connect()
      coordinatrice = await t.entrer('Coordinatrice', 'CDG 44')
      fichiers = ouvrirFichiers(depotS3(swift, lieu('attente')))
      sha256 = await fichiers.garder(lourd)
      const id = nouvelId()
      await admin.query(
        `insert into fichier (id, cooperation_id, organisme_id, nom, type_mime, taille, sha256)
         select $1, m.cooperation_id, m.organisme_id, 'plan.pdf', 'application/pdf', $2, $3
         from membre m join cooperation c on c.id = m.cooperation_id
         where c.nom like '%Pays de la Loire%' order by m.organisme_id limit 1`,
        [id, lourd.length, sha256],
      )
      adresse = `${await t.app.listen({ port: 0, host: '127.0.0.1' })}/fichiers/${id}`
    }, 120_000)
    afterAll(async () => {
      await admin.end()
      await t.fermer()
      await swift.arreter()
      rmSync(dossier, { recursive: true })
    })

    const telecharger = () =>
      fetch(adresse, {
        headers: {
          host: 'maillage.test',
          cookie: [...coordinatrice.cookies].map(([nom, valeur]) => `${nom}=${valeur}`).join('; '),
        },
      })

    it('n’est jamais tenu entier en mémoire', async () => {
      const ailleurs = await swift.seau('lourds')
      const petit = await pointe(ailleurs, 30 * MO, lieu('attente'))
      const grand = await pointe(ailleurs, 90 * MO, lieu('attente'))
      expect(grand - petit).toBeLessThan(15 * MO)
    })

    it('abîmé, est coupé avant sa fin, et le journal du serveur dit lequel ; réparé, il passe', async () => {
      const sain = await telecharger()
      expect(sain.headers.get('content-length')).toBe(String(lourd.length))
      expect(Buffer.from(await sain.arrayBuffer()).equals(lourd)).toBe(true)
      const abime = Buffer.from(lourd)
      abime[5]! ^= 1
      await depotS3(swift, lieu('attente')).ecrire(cle(), abime)
      const reponse = await telecharger()
      expect(reponse.status).toBe(200)
      await expect(reponse.arrayBuffer()).rejects.toThrow()
      expect(lignes.join('')).toContain(`Le fichier ${sha256} est abîmé`)
      await fichiers.garder(lourd)
      expect((await (await telecharger()).arrayBuffer()).byteLength).toBe(lourd.length)
    })

    it('revient dans un seau vide, en deux fois si la première est tuée ; abîmé, la sauvegarde le nomme', async () => {
      const archive = lieu('s3.tar.gz')
      const acces = { DATABASE_URL_MIGRATION: t.url('maillage_proprietaire'), DONNEES: lieu('source') }
      const faite = await lancerCommande('sauvegarde', [archive], { ...acces, ...variablesS3(swift) })
      expect(faite, faite.sortie).toMatchObject({ code: 0 })

      const vers = await swift.seau('retour')
      const retour = ouvrirFichiers(depotS3(vers, lieu('attente')))
      const nom = `flux_${process.pid}`
      const url = (base: string, role: string) => t.url(role).replace(/\/[^/?]+\?/, `/${base}?`)
      await creerBaseDepuisModele(url('postgres', inject('serveur').superutilisateur), nom, MODELE_VIDE)
      await admin.query(`alter database ${nom} owner to maillage_proprietaire`)
      const proprietaire = url(nom, 'maillage_proprietaire')
      const env = { DATABASE_URL_MIGRATION: proprietaire, DONNEES: lieu('retour') }
      const listes = async (de: Fichiers) => {
        const noms: string[] = []
        for await (const garde of de.lister()) noms.push(garde.sha256)
        return noms.sort()
      }
      try {
        let tuer = () => {}
        const coupe = await chemin(vers, lourd.length / 2, () => tuer())
        const tuee = await lancerCommande(
          'restaurer',
          [archive],
          { ...env, ...variablesS3(coupe.acces) },
          racine,
          (enfant) => {
            tuer = () => enfant.kill('SIGKILL')
          },
        )
        coupe.fermer()
        expect(tuee, tuee.sortie).toMatchObject({ code: null })
        expect(await estHabitee(proprietaire)).toBe(false)
        const arrives = await listes(retour)
        expect(arrives).not.toContain(sha256)
        for (const arrive of arrives) await retour.lire(arrive)
        expect(readdirSync(lieu('retour/attente'))).toEqual([])

        const reprise = await lancerCommande('restaurer', [archive], { ...env, ...variablesS3(vers) })
        expect(reprise, reprise.sortie).toMatchObject({ code: 0 })
        expect(await estHabitee(proprietaire)).toBe(true)
        expect((await retour.lire(sha256)).equals(lourd)).toBe(true)
        const venus = await listes(retour)
        expect(venus).toEqual(expect.arrayContaining(arrives))
        expect(venus).toEqual(await listes(fichiers))
      } finally {
        await admin.query(`drop database ${nom} with (force)`)
      }

      await swift.abimer(cle())
      const incomplete = await lancerCommande('sauvegarde', [lieu('2.tar.gz')], {
        ...acces,
        ...variablesS3(swift),
      })
      expect(incomplete).toMatchObject({ code: 1 })
      expect(incomplete.sortie).toContain(sha256)
      await fichiers.garder(lourd)
    })
  })
