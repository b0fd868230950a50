import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { jourDe } from '#shared/dates.ts'
import type { Tx } from '../base.ts'
import { identifiant } from '../depot/formes.ts'
import { type Absence, deciderAbsence, PHRASES_ABSENCE, type RefusDAbsence } from '../domain/absences.ts'
import { consigner, SignatureRefusee } from '../journal.ts'
import { acteDAbsence } from '../protocole/acte-absence.ts'
import type { Cellule, MembreDeCellule } from '../protocole/annuaire.ts'
import type { Services } from '../services.ts'
import { PHRASES } from './acte.ts'

const jour = z.string().regex(/^\d{4}-\d\d-\d\d$/)
const qui = z.string().regex(/^[^\p{C}]{1,80}$/u)
const Declaration = z.strictObject({
  absence: z.strictObject({
    id: identifiant,
    membre: qui,
    du: jour.refine(estUnJour),
    au: jour.refine(estUnJour),
    remplacant: qui.nullable(),
    par: qui,
    jour,
  }),
  sig: z.string().max(100),
})
const Retrait = z.strictObject({ jour, sig: z.string().max(100) })

function estUnJour(lu: string): boolean {
  const date = new Date(`${lu}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(lu)
}

/** The absences of the organisation of this transaction. */
export async function lireAbsences(tx: Tx): Promise<readonly Absence[]> {
  const { rows } = await tx.query<{ lu: Absence }>(
    `select jsonb_build_object('id', id, 'membre', membre, 'du', du, 'au', au, 'remplacant', remplacant, 'par', par, 'jour', jour) as lu
     from absence where organisme = (select organisme_courant()) order by du, membre`,
  )
  return rows.map(({ lu }) => lu)
}

class Refus extends Error {
  readonly pourquoi: RefusDAbsence
  constructor(pourquoi: RefusDAbsence) {
    super(pourquoi)
    this.pourquoi = pourquoi
  }
}

type Trouver = (
  requete: FastifyRequest<{ Params: { organisme: string } }>,
  reponse: FastifyReply,
) => Promise<Readonly<{ cellule: Cellule; membre: MembreDeCellule }> | null>

/** Declaring and taking back an absence: no key moves here, the browser of who holds the keys gives them. */
export function absencesRoutes(app: FastifyInstance, { base, maintenant }: Services, trouver: Trouver): void {
  const faire = async (reponse: FastifyReply, travail: () => Promise<void>) => {
    try {
      await travail()
      return reponse.code(201).send({ fait: true })
    } catch (erreur) {
      if (erreur instanceof SignatureRefusee)
        return reponse.code(422).send({ code: 'acte', message: PHRASES.acte })
      if (!(erreur instanceof Refus)) throw erreur
      const { pourquoi: code } = erreur
      return reponse
        .code(code === 'droit' ? 403 : code === 'chevauche' ? 409 : 422)
        .send({ code, message: PHRASES_ABSENCE[code] })
    }
  }

  app.post<{ Params: { organisme: string } }>('/v1/bureau/:organisme/absences', async (requete, reponse) => {
    const trouve = await trouver(requete, reponse)
    if (!trouve) return reponse
    const lu = Declaration.safeParse(requete.body)
    const aujourdhui = jourDe(maintenant())
    const { cellule, membre } = trouve
    if (!lu.success || lu.data.absence.par !== membre.id || lu.data.absence.jour !== aujourdhui)
      return reponse.code(422).send({ code: 'acte', message: PHRASES.acte })
    const { absence: a, sig } = lu.data
    const { organisme } = cellule
    return faire(reponse, () =>
      base.pour(organisme, async (tx) => {
        // The journal first: its lock makes two declarations wait for each other.
        await consigner(tx, acteDAbsence('declarer-absence', organisme, membre.id, a, aujourdhui), {
          sig,
          cle: membre.signature,
        })
        const refus = deciderAbsence(a, membre, cellule.membres, await lireAbsences(tx), aujourdhui)
        if (refus) throw new Refus(refus)
        const inseree = await tx.query(
          'insert into absence (id, organisme, membre, du, au, remplacant, par, jour) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing',
          [a.id, organisme, a.membre, a.du, a.au, a.remplacant, a.par, a.jour],
        )
        if (inseree.rowCount === 0) throw new Refus('chevauche')
      }),
    )
  })

  app.post<{ Params: { organisme: string; id: string } }>(
    '/v1/bureau/:organisme/absences/:id/retrait',
    async (requete, reponse) => {
      const trouve = await trouver(requete, reponse)
      if (!trouve) return reponse
      const lu = Retrait.safeParse(requete.body)
      const aujourdhui = jourDe(maintenant())
      if (!lu.success || lu.data.jour !== aujourdhui)
        return reponse.code(422).send({ code: 'acte', message: PHRASES.acte })
      const { cellule, membre } = trouve
      const { organisme } = cellule
      return faire(reponse, () =>
        base.pour(organisme, async (tx) => {
          const a = (await lireAbsences(tx)).find(({ id }) => id === requete.params.id)
          // Already taken back: said as done.
          if (!a) return
          if (a.membre !== membre.id && membre.role !== 'coordinateur') throw new Refus('droit')
          await consigner(tx, acteDAbsence('retirer-absence', organisme, membre.id, a, aujourdhui), {
            sig: lu.data.sig,
            cle: membre.signature,
          })
          await tx.query('delete from absence where id = $1', [a.id])
        }),
      )
    },
  )
}
