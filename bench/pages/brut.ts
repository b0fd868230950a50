// The reference: the same server, the same statements through raw pg, and a constant page of the same bytes.
import fastify from 'fastify'
import type pg from 'pg'
import { ouvrirPool } from '../../src/platform/base/connexion.ts'
import { empreinte } from './empreinte.ts'
import { servir } from './processus.ts'
import type { PageRelevee } from './relever.ts'

const app = fastify()
let pool: pg.Pool | null = null

async function rejouer({ requetes }: PageRelevee): Promise<unknown[]> {
  const client = await pool!.connect()
  try {
    const lignes: unknown[] = []
    for (const { texte, nom, valeurs } of requetes)
      lignes.push((await client.query({ text: texte, values: [...valeurs], ...(nom && { name: nom }) })).rows)
    return lignes
  } finally {
    client.release()
  }
}

servir<{ readonly url: string; readonly pages: readonly PageRelevee[] }>(
  async ({ url, pages }) => {
    pool = ouvrirPool(url, 20)
    pages.forEach((page, rang) => {
      app.get(`/${rang}`, async (_, reponse) => {
        await rejouer(page)
        return reponse.headers(page.entetes).send(page.corps)
      })
    })
    const adresse = await app.listen({ port: 0, host: '127.0.0.1' })
    const lignes = []
    for (const page of pages) {
      const lues = await rejouer(page)
      lignes.push(page.requetes.map(({ texte }, n) => empreinte(lues[n], texte)))
    }
    return { adresse, lignes }
  },
  async () => {
    await app.close()
    await pool?.end()
  },
)
