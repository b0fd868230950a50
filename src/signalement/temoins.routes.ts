import { DOMAINES, type Json, verifier } from '@maillage/coffre'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { jourDe } from '#shared/dates.ts'
import type { Services } from './services.ts'

/** What the watcher of another organisation signs: the last fingerprint that it saw of a journal, on a day (Paris). */
export type Temoignage = Readonly<{
  organisme: string
  n: number
  empreinte: string
  temoin: string
  jour: string
}>

/** The highest line that a journal may have. */
const RANG_MAX = 2_147_483_647
const SANS_LIGNE = {
  message:
    'Ce journal n’a pas de ligne à ce rang. Vérifiez l’organisme, ou demandez la dernière ligne, sans rang.',
}

const Recu = z.strictObject({
  organisme: z.string().max(60),
  n: z.number().int().min(0).max(RANG_MAX),
  empreinte: z.string().length(43),
  temoin: z.string().max(60),
  jour: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  sig: z.string().max(100),
})

/** Whether a testimony is signed by the watcher's key that the directory of its organisation gives. */
export const temoignageJuste = (t: Temoignage, sig: string, cle: string | null): boolean =>
  cle !== null && verifier(DOMAINES.temoin, { ...t } as Json, sig, cle)

/** Heads of journals are public fingerprints: other organisations sign what they saw, and a chain written again no longer agrees with them. */
export function temoinsRoutes(app: FastifyInstance, { base, cellules, maintenant }: Services): void {
  app.get<{ Params: { organisme: string }; Querystring: { n?: string } }>(
    '/v1/journal/:organisme/tete',
    { config: { exemple: '/v1/journal/cdg-62/tete' } },
    async (requete, reponse) => {
      const n = requete.query.n === undefined ? null : Number(requete.query.n)
      const lisible = n === null || (Number.isInteger(n) && n >= 0 && n <= RANG_MAX)
      if (!lisible || !cellules.ancrage(requete.params.organisme)) return reponse.code(404).send(SANS_LIGNE)
      const { rows } = await base.pool.query<{ n: number; empreinte: string }>(
        'select n, empreinte from tete_du_journal($1, $2)',
        [requete.params.organisme, n],
      )
      return rows[0] ?? reponse.code(404).send(SANS_LIGNE)
    },
  )

  app.get<{ Params: { organisme: string } }>(
    '/v1/journal/:organisme/temoignages',
    { config: { exemple: '/v1/journal/cdg-62/temoignages' } },
    async (requete, reponse) => {
      if (!cellules.ancrage(requete.params.organisme)) return reponse.code(404).send(SANS_LIGNE)
      const { rows } = await base.pool.query(
        'select organisme, n, empreinte, temoin, jour::text as jour, sig from temoignage where organisme = $1 order by n, temoin',
        [requete.params.organisme],
      )
      return rows
    },
  )

  app.post('/v1/journal/temoignages', async (requete, reponse) => {
    const lu = Recu.safeParse(requete.body)
    const refus = {
      message:
        'Ce témoignage n’est pas celui d’un guetteur connu. Rien n’a été enregistré : vérifiez la clé du guetteur dans l’annuaire de son organisme.',
    }
    if (!lu.success) return reponse.code(422).send(refus)
    const { sig, ...temoignage } = lu.data
    const { organisme, n, empreinte, temoin, jour } = temoignage
    const voisin = await cellules.cellule(temoin)
    const juste =
      temoin !== organisme &&
      cellules.ancrage(organisme) !== undefined &&
      jour === jourDe(maintenant()) &&
      temoignageJuste(temoignage, sig, voisin?.guetteur ?? null)
    if (!juste) return reponse.code(422).send(refus)
    const { rows } = await base.pool.query<{ empreinte: string }>(
      'select empreinte from tete_du_journal($1, $2)',
      [organisme, n],
    )
    if (rows[0]?.empreinte !== empreinte)
      return reponse.code(409).send({
        message:
          'Ce journal ne porte pas cette empreinte à ce rang. Prévenez les deux organismes : il a été réécrit.',
      })
    await base.pool.query(
      'insert into temoignage (organisme, n, empreinte, temoin, jour, sig) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
      [organisme, n, empreinte, temoin, jour, sig],
    )
    return reponse.code(201).send({ fait: true })
  })
}
