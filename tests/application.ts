// The application under test: the real one, on a fresh database, reached through HTTP.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { inject } from 'vitest'
import { garderFichiersDeDemonstration } from '../demo/fichiers.ts'
import { createApp } from '../src/app.tsx'
import { lireConfig } from '../src/config.ts'
import { type Base, ouvrirBase } from '../src/platform/base/base.ts'
import { ouvrirPool } from '../src/platform/base/connexion.ts'
import { creerComptes } from '../src/platform/comptes/comptes.ts'
import { type CourrielEnNombre, type Message, ouvrirCourriel } from '../src/platform/courriel/courriel.ts'
import type { Depot } from '../src/platform/fichiers/depot.ts'
import { ouvrirFichiers } from '../src/platform/fichiers/fichiers.ts'
import { ouvrirDepot } from '../src/platform/fichiers/ouvrir.ts'
import { messageDuLien } from '../src/platform/http/entree/entree.tsx'
import { creerBaseDepuisModele } from '../src/platform/postgres-embarque/index.ts'
import { ouvrirTaches, type Taches } from '../src/platform/taches/taches.ts'
import { MODELE_DEMONSTRATION, MODELE_VIDE } from './installation.ts'

export type Visiteur = {
  get(url: string): Promise<LightMyRequestResponse>
  /** Sends a form; several values of one field are an array. */
  post(url: string, champs?: Record<string, string | readonly string[]>): Promise<LightMyRequestResponse>
  requete(options: InjectOptions): Promise<LightMyRequestResponse>
  readonly cookies: Map<string, string>
}

export type ApplicationDeTest = {
  readonly app: FastifyInstance
  readonly base: Base
  readonly taches: Taches
  /** Folder of its files. */
  readonly donnees: string
  /** Messages that left, in order. */
  readonly courriels: Message[]
  /** Waits until every queued job of the queue is treated. */
  tachesFaites(): Promise<void>
  visiteur(): Visiteur
  /** Enters as a role of the demonstration, by the words of its label and of its organisation (« Coordination », « Loire-Atlantique »). */
  entrer(...mots: string[]): Promise<Visiteur>
  /** Sets the clock of the application. */
  regler(instant: Date): void
  url(role: string): string
  fermer(): Promise<void>
}

/** What a person reads on a page: no tags, ordinary spaces where French typography puts no-break ones. */
export const lisible = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(
      /&(amp|lt|gt|quot|#x27);/g,
      (entite) => ({ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'" })[entite]!,
    )
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ')

/** With which the application under test signs its links. */
export const SECRET = 's'.repeat(40)

let rang = 0

/** Opens the application on a database of its own. */
export async function ouvrirApplication(
  options: {
    mode?: 'demonstration' | 'production'
    vide?: boolean
    /** Public address; with https, the application is behind its proxy. Default http://maillage.test. */
    adresse?: string
    /** Nobody reads the queue of mail: for a test that reads it itself. */
    sansCourriel?: boolean
    /** Receives the lines of the log. */
    journal?: (ligne: string) => void
    /** Programs of this machine may be told of what happens. */
    boucleLocale?: boolean
    /** Puts something between the application and where its bytes rest: a store that is slow, or fails. */
    magasin?: (depot: Depot) => Depot
    /** More variables of the environment. */
    env?: Readonly<Record<string, string>>
  } = {},
): Promise<ApplicationDeTest> {
  const serveur = inject('serveur')
  const nom = `test_${process.pid}_${++rang}`
  const url = (base: string, role: string) =>
    `postgres://${role}@/${base}?host=${encodeURIComponent(serveur.socketDir)}&port=${serveur.port}`
  await creerBaseDepuisModele(
    url('postgres', serveur.superutilisateur),
    nom,
    options.vide ? MODELE_VIDE : MODELE_DEMONSTRATION,
  )

  const donnees = mkdtempSync(join(tmpdir(), 'maillage-test-'))
  const racine = join(import.meta.dirname, '..')
  const production = options.mode === 'production'
  const config = lireConfig(
    {
      DONNEES: donnees,
      MODE: options.mode,
      ADRESSE: options.adresse ?? 'http://maillage.test',
      SECRET,
      ...(production && { SMTP_URL: 'smtp://127.0.0.1:9' }),
      ...options.env,
    },
    racine,
  )
  const fichiers = ouvrirFichiers((options.magasin ?? ((depot) => depot))(ouvrirDepot(config.s3, donnees)))
  if (!options.vide) await garderFichiersDeDemonstration(fichiers)
  let horloge = () => new Date()
  const maintenant = () => horloge()
  const courriels: Message[] = []
  const base = ouvrirBase(url(nom, 'maillage_app'), 8)
  const poolComptes = ouvrirPool(`${url(nom, 'maillage_auth')}&options=-c%20search_path%3Dauth`, 3)
  const taches = await ouvrirTaches(url(nom, 'maillage_taches'), () => {})
  const courriel: CourrielEnNombre = options.sansCourriel
    ? { envoyer: async () => {}, envoyerTous: async () => {}, envoyerSeul: async () => {} }
    : await ouvrirCourriel(taches, async (message) => {
        courriels.push(message)
      })
  const comptes = creerComptes({
    pool: poolComptes,
    secret: config.secret,
    adresse: config.adresse,
    maintenant,
    envoyerLien: (adresse, lien) => courriel.envoyerSeul(messageDuLien(config.adresse, adresse, lien)),
  })
  const app = await createApp({
    config,
    base,
    comptes,
    taches,
    courriel,
    fichiers,
    maintenant,
    noms: {},
    boucleLocale: options.boucleLocale ?? false,
    journaliser: options.journal ? { write: options.journal } : false,
  })

  const visiteur = (): Visiteur => {
    const cookies = new Map<string, string>()
    const requete = async (demande: InjectOptions) => {
      const reponse = await app.inject({
        ...demande,
        cookies: Object.fromEntries(cookies),
        headers: { host: 'maillage.test', ...demande.headers },
      })
      for (const { name, value, maxAge } of reponse.cookies as {
        name: string
        value: string
        maxAge?: number
      }[]) {
        if (value === '' || maxAge === 0) cookies.delete(name)
        else cookies.set(name, value)
      }
      return reponse
    }
    return {
      cookies,
      requete,
      get: (adresse) => requete({ method: 'GET', url: adresse }),
      post: (adresse, champs = {}) => {
        const corps = new URLSearchParams()
        for (const [champ, valeur] of Object.entries(champs))
          for (const v of [valeur].flat()) corps.append(champ, v)
        return requete({
          method: 'POST',
          url: adresse,
          payload: corps.toString(),
          headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
        })
      },
    }
  }

  return {
    app,
    base,
    taches,
    donnees,
    courriels,
    visiteur,
    url: (role) => url(nom, role),
    regler: (instant) => {
      const depart = Date.now()
      horloge = () => new Date(+instant + Date.now() - depart)
    },
    async tachesFaites() {
      const admin = ouvrirPool(url(nom, 'maillage_taches'), 1)
      try {
        for (;;) {
          const { rows } = await admin.query<{ n: number }>(
            "select count(*) as n from pgboss.job where name <> 'echecs' and state in ('created', 'active', 'retry') and start_after <= now()",
          )
          if (rows[0]!.n === 0) return
          await new Promise((suite) => setTimeout(suite, 20))
        }
      } finally {
        await admin.end()
      }
    },
    async entrer(...mots) {
      const qui = visiteur()
      const roles = (await qui.get('/demo/roles')).json<
        { libelle: string; organisme: string; cooperation: string; entrer: string }[]
      >()
      const role = roles.find((r) =>
        mots.every((mot) => `${r.libelle} ${r.organisme} ${r.cooperation}`.includes(mot)),
      )
      if (!role) throw new Error(`Aucun rôle de démonstration ne répond à : ${mots.join(', ')}`)
      const reponse = await qui.requete({ method: 'POST', url: role.entrer })
      if (reponse.statusCode !== 303) throw new Error(`Entrée refusée : ${reponse.statusCode}`)
      return qui
    },
    async fermer() {
      await app.close()
      await taches.arreter()
      await Promise.all([base.fermer(), poolComptes.end()])
      rmSync(donnees, { recursive: true, force: true })
    },
  }
}
