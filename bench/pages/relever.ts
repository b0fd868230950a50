// Which pages weigh most, and what each of them asks PostgreSQL and answers: the application with every statement observed.
import type { FastifyInstance } from 'fastify'
import { observerRequetes } from '../../tests/base/requetes-sql.ts'
import { mediane } from '../outils/but.ts'
import { empreinte } from './empreinte.ts'
import { type Adresses, entrer, ouvrirApplication } from './ouvrir.ts'
import { servir } from './processus.ts'

export type PageRelevee = {
  readonly adresse: string
  /** Median time of one request alone, in milliseconds. */
  readonly ms: number
  readonly corps: string
  readonly entetes: Readonly<Record<string, string>>
  readonly requetes: readonly {
    readonly texte: string
    readonly nom?: string
    readonly valeurs: readonly unknown[]
  }[]
  /** Digest of the rows of each statement. */
  readonly lignes: readonly string[]
}

const ESSAIS = 15

let ouverte: Awaited<ReturnType<typeof ouvrirApplication>> | null = null

servir<{
  readonly adresses: Adresses
  readonly cooperation: string
  readonly combien: number
  readonly familles: readonly (readonly string[])[]
  /** These pages alone, instead of every route. */
  readonly seules?: readonly string[]
}>(
  async ({ adresses, cooperation, combien, familles, seules }) => {
    ouverte = await ouvrirApplication(adresses)
    const cookie = await entrer(ouverte.adresse, cooperation)
    const { app } = ouverte
    const mesurees: { adresse: string; ms: number }[] = []
    for (const adresse of seules ?? (await listPages(app, cookie)))
      mesurees.push({ adresse, ms: await peser(app, adresse, cookie) })
    mesurees.sort((a, b) => b.ms - a.ms)
    const candidates: PageRelevee[][] = []
    for (let n = 0; n <= familles.length; n++) {
      const pages: PageRelevee[] = []
      for (const { adresse, ms } of mesurees.filter((m) => familleDe(m.adresse, familles) === n)) {
        if (pages.length === combien) break
        const page = await relever(app, adresse, cookie)
        if (page) pages.push({ ...page, ms })
      }
      if (pages.length === 0) throw new Error(`Aucune page de la partie ${n} ne montre ses requêtes.`)
      candidates.push(pages)
    }
    return { candidates, mesurees }
  },
  async () => ouverte?.fermer(),
)

/** Rank of the family whose prefix an address has; beyond the last, what belongs to none. */
function familleDe(adresse: string, familles: readonly (readonly string[])[]): number {
  const rang = familles.findIndex((debuts) =>
    debuts.some(
      (debut) => adresse === debut || adresse.startsWith(`${debut}/`) || adresse.startsWith(`${debut}?`),
    ),
  )
  return rang < 0 ? familles.length : rang
}

/** Addresses that answer a page to this visitor. */
async function listPages(app: FastifyInstance, cookie: string): Promise<string[]> {
  const routes = (await demander(app, '/_routes', cookie)).json<
    { methode: string; permise: boolean; exemple: string | null }[]
  >()
  const pages: string[] = []
  for (const { methode, permise, exemple } of routes) {
    if (methode !== 'GET' || !permise || !exemple) continue
    const reponse = await demander(app, exemple, cookie)
    const html = String(reponse.headers['content-type']).startsWith('text/html')
    if (reponse.statusCode === 200 && html) pages.push(exemple)
  }
  return pages
}

const demander = (app: FastifyInstance, url: string, cookie: string) =>
  app.inject({ method: 'GET', url, headers: { cookie } })

async function peser(app: FastifyInstance, adresse: string, cookie: string): Promise<number> {
  const temps: number[] = []
  for (let essai = 0; essai < ESSAIS; essai++) {
    const debut = performance.now()
    await demander(app, adresse, cookie)
    temps.push(performance.now() - debut)
  }
  return mediane(temps).rapport
}

/** What a page asks and answers; null for a page of the public, which reads no session. */
async function relever(
  app: FastifyInstance,
  adresse: string,
  cookie: string,
): Promise<Omit<PageRelevee, 'ms'> | null> {
  const { valeur, requetes } = await observerRequetes(() => demander(app, adresse, cookie))
  if (valeur.statusCode !== 200) throw new Error(`${adresse} répond ${valeur.statusCode}`)
  if (!requetes.some(({ texte }) => texte.includes('acteur_de_session'))) return null
  // Session, BEGIN, scope, COMMIT and at least one reading: fewer means that the statements were not seen.
  if (requetes.length < 5) throw new Error(`${adresse} : ${requetes.length} requêtes observées seulement.`)
  const entetes = Object.entries(valeur.headers).flatMap(([nom, texte]) =>
    ['content-length', 'date', 'connection', 'keep-alive'].includes(nom) ? [] : [[nom, String(texte)]],
  )
  return {
    adresse,
    corps: valeur.body,
    entetes: Object.fromEntries(entetes),
    requetes: requetes.map(({ texte, nom, valeurs }) => ({ texte, valeurs, ...(nom && { nom }) })),
    lignes: requetes.map(({ lignes, texte }) => empreinte(lignes, texte)),
  }
}
