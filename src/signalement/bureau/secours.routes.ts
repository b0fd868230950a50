import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { jourDe } from '#shared/dates.ts'
import { enveloppe, jetonsMontres } from '../depot/formes.ts'
import { peutDonner, peutLire } from '../domain/acces.ts'
import { ajouter, lireAdmissions } from '../dossiers.repository.ts'
import { type Acte, consigner, SignatureRefusee } from '../journal.ts'
import { estAdmis } from '../protocole/admission.ts'
import type { Cellule, MembreDeCellule } from '../protocole/annuaire.ts'
import type { Services } from '../services.ts'
import { PHRASES } from './acte.ts'

type Trouve = Readonly<{ cellule: Cellule; membre: MembreDeCellule }>
type Trouver = (
  requete: FastifyRequest<{ Params: { organisme: string } }>,
  reponse: FastifyReply,
) => Promise<Trouve | null>

const Reprise = z.strictObject({
  acte: z.strictObject({
    acteur: z.string(),
    action: z.literal('secours'),
    dossier: z.string(),
    jour: z.string(),
    organisme: z.string(),
  }),
  sig: z.string().max(100),
  enveloppes: z.array(enveloppe).min(1).max(60),
  /** What shows that this référent was not excluded, read with the recovery key. */
  admissions: jetonsMontres,
})

/** Who could still give the key of a story to a colleague: a doctor who reads it could not. */
const donneurs = ({ membres }: Cellule): string[] =>
  membres.filter(({ role }) => peutDonner(role, 'R')).map(({ id }) => id)

/** Cases whose story nobody present can give: the only ones whose quorum wraps are ever given out, and to a référent. */
const ORPHELINS = `select d.id, d.cle_auteur as "cleAuteur", d.provenance,
    (select jsonb_agg(jsonb_build_object('volet', volet, 'epoque', epoque, 'octets', encode(octets, 'base64')))
       from enveloppe e where e.dossier = d.id and e.dest = 'sequestre') as enveloppes,
    (select coalesce(jsonb_agg(jsonb_build_object('epoque', epoque, 'octets', encode(octets, 'base64')) order by rang), '[]')
       from message m where m.dossier = d.id and m.volet = 'E') as echanges
  from dossier d
  where not exists (select from enveloppe e where e.dossier = d.id and e.volet = 'R' and e.dest = any($1))
  order by d.jour, d.id`

export function secoursRoutes(app: FastifyInstance, { base, maintenant }: Services, trouver: Trouver): void {
  app.get<{ Params: { organisme: string } }>('/v1/bureau/:organisme/secours', async (requete, reponse) => {
    const trouve = await trouver(requete, reponse)
    if (!trouve) return reponse
    const { cellule, membre } = trouve
    if (membre.role !== 'referent') return reponse.code(403).send({ message: PHRASES.droit })
    const { rows } = await base.pour(cellule.organisme, (tx) => tx.query(ORPHELINS, [donneurs(cellule)]))
    return rows
  })

  app.post<{ Params: { organisme: string; id: string } }>(
    '/v1/bureau/:organisme/secours/:id',
    async (requete, reponse) => {
      const trouve = await trouver(requete, reponse)
      if (!trouve) return reponse
      const { cellule, membre } = trouve
      const lu = Reprise.safeParse(requete.body)
      const { id } = requete.params
      const juste =
        lu.success &&
        membre.role === 'referent' &&
        lu.data.acte.acteur === membre.id &&
        lu.data.acte.dossier === id &&
        lu.data.acte.organisme === cellule.organisme &&
        lu.data.acte.jour === jourDe(maintenant()) &&
        lu.data.enveloppes.every(({ dest, volet }) => dest === membre.id && peutLire(membre.role, volet))
      if (!lu.success || !juste) return reponse.code(422).send({ code: 'acte', message: PHRASES.acte })
      const { acte, sig, enveloppes, admissions } = lu.data
      try {
        const refus = await base.pour(cellule.organisme, async (tx) => {
          const { rows } = await tx.query<{ id: string }>(ORPHELINS, [donneurs(cellule)])
          if (!rows.some((ligne) => ligne.id === id)) return 'perime' as const
          // The quorum opens what nobody reads any more, never to whoever the author excluded.
          const marques = await lireAdmissions(tx, id)
          if (!estAdmis(membre.id, id, cellule, marques, admissions)) return 'ecarte' as const
          await consigner(tx, acte satisfies Acte, { sig, cle: membre.signature })
          const ajoute = await ajouter(tx, { dossier: id, organisme: cellule.organisme }, { enveloppes })
          return ajoute ? null : ('perime' as const)
        })
        return refus === null
          ? reponse.code(201).send({ fait: true })
          : reponse.code(refus === 'ecarte' ? 403 : 409).send({ code: refus, message: PHRASES[refus] })
      } catch (erreur) {
        if (!(erreur instanceof SignatureRefusee)) throw erreur
        return reponse.code(422).send({ code: 'acte', message: PHRASES.acte })
      }
    },
  )
}
