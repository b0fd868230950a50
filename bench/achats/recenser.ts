// The census of a region by two roads: sent, checked and written by HTTP; copied as it is by the owner, without row security nor any check.
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isDeepStrictEqual } from 'node:util'
import { cellulesDe, csvRecensement, ENTETES } from '@maillage/prevoyance/generateur'
import { type AgentRecense, agentsDe, decoderTable } from '@maillage/prevoyance/recensement'
import type pg from 'pg'
import { from } from 'pg-copy-streams'

export const AU = '2026-06-30'

/** A fictitious census as a file. */
export const tirerRecensement = (graine: number, agents: number): Buffer =>
  Buffer.from([...csvRecensement({ graine, agents, employeurs: 1, dateRecensement: AU })].join(''))

/** The owner's `COPY` of the file into a table of texts; milliseconds. */
export async function ouvrirCopie(client: pg.Client, fichier: Buffer): Promise<() => Promise<number>> {
  await client.query(`create table copie (${ENTETES.map((nom) => `"${nom}" text`).join(', ')})`)
  return async () => {
    await client.query('truncate copie')
    const debut = performance.now()
    await pipeline(
      Readable.from([fichier]),
      client.query(from(`copy copie from stdin with (format csv, delimiter ';', header true)`)),
    )
    return performance.now() - debut
  }
}

/**
 * Sends the file by the form of the page, and waits until the version is sealed; milliseconds. The form is put into bytes before the clock starts: it is the work of
 * the sender's browser, as it is for the copy, whose bytes are ready too.
 */
export function ouvrirEnvoi(
  { adresse, cookie }: { readonly adresse: string; readonly cookie: string },
  employeurId: string,
  fichier: Buffer,
  numero: () => Promise<number>,
): () => Promise<number> {
  return async () => {
    const avant = await numero()
    const corps = new FormData()
    corps.set('au', AU.split('-').reverse().join('/'))
    corps.set('fichier', new Blob([new Uint8Array(fichier)], { type: 'text/csv' }), 'recensement.csv')
    const forme = new Response(corps)
    const octets = Buffer.from(await forme.arrayBuffer())
    const debut = performance.now()
    const envoi = request(`${adresse}/achats/employeurs/${employeurId}/recensement`, {
      method: 'POST',
      headers: {
        cookie,
        origin: adresse,
        'content-type': forme.headers.get('content-type')!,
        'content-length': octets.length,
      },
    })
    envoi.end(octets)
    const [reponse] = (await once(envoi, 'response')) as [IncomingMessage]
    reponse.resume()
    if (reponse.statusCode !== 303) throw new Error(`Le recensement répond ${reponse.statusCode}.`)
    // A slow machine is answered before the end: the page would say how far it is.
    while ((await numero()) === avant) await new Promise((suite) => setTimeout(suite, 20))
    return performance.now() - debut
  }
}

/** The agents in force of an employer, in the order of their file. */
export async function lireAgents(client: pg.Client, employeurId: string): Promise<AgentRecense[]> {
  const { rows } = await client.query<{ colonnes: Buffer }>(
    `select a.colonnes from achat_agents a join achat_recensement r on r.id = a.recensement_id where r.employeur_id = $1 and r.remplace_le is null`,
    [employeurId],
  )
  return [...agentsDe(decoderTable(rows[0]!.colonnes))]
}

/** Every cell of every agent, the same on both sides: otherwise no time is worth showing. */
export async function verifierAgents(client: pg.Client, employeurId: string): Promise<AgentRecense[]> {
  const agents = await lireAgents(client, employeurId)
  const { rows } = await client.query<Record<string, string | null>>('select * from copie order by matricule')
  const copies = rows.map((ligne) => ENTETES.map((nom) => ligne[nom] ?? ''))
  const ecrits = agents
    .toSorted((a, b) => (a.matricule < b.matricule ? -1 : 1))
    .map((agent) => {
      const cellules: Record<string, string> = cellulesDe(agent)
      return ENTETES.map((nom) => cellules[nom]!)
    })
  copies.sort((a, b) => (a[1]! < b[1]! ? -1 : 1))
  if (!isDeepStrictEqual(ecrits, copies))
    throw new Error('Les agents enregistrés ne sont pas ceux du fichier.')
  return agents
}
