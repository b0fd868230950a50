import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { jourDe } from '#shared/dates.ts'
import { identifiant } from '../depot/formes.ts'
import { peutLire, traite, type Volet } from '../domain/acces.ts'
import { estClos, voletsServis } from '../domain/clos.ts'
import { lireDossier } from '../dossiers.repository.ts'
import { lireConsultations, lireFermeture } from '../ouvertures.repository.ts'
import type { Cellule, MembreDeCellule } from '../protocole/annuaire.ts'
import type { Services } from '../services.ts'
import { PHRASES } from './acte.ts'

type Trouver = (
  requete: FastifyRequest<{ Params: { organisme: string } }>,
  reponse: FastifyReply,
) => Promise<Readonly<{ cellule: Cellule; membre: MembreDeCellule }> | null>

const REFUSE = { message: 'Cette page n’existe pas, ou votre rôle ne la montre pas. Revenez au bureau.' }

/** What a member is served of a case: the sealed bytes of her compartments; of a closed case that she did not open by a motive, what her role needs. */
export function dossierRoutes(app: FastifyInstance, { base, maintenant }: Services, trouver: Trouver): void {
  app.get<{ Params: { organisme: string; id: string } }>(
    '/v1/bureau/:organisme/dossiers/:id',
    async (requete, reponse) => {
      const trouve = await trouver(requete, reponse)
      if (!trouve) return reponse
      const { cellule, membre } = trouve
      const id = identifiant.safeParse(requete.params.id).data ?? ''
      const lu = await base.pour(cellule.organisme, async (tx) => {
        const fermeture = await lireFermeture(tx, id, membre.id, jourDe(maintenant()))
        if (!fermeture) return null
        const { etat, ouvertJusquAu } = fermeture
        const volets = voletsServis(membre.role, { ...fermeture, ouvert: ouvertJusquAu !== null })
        const dossier = await lireDossier(tx, id, membre.id, volets)
        if (!dossier || !estClos(etat)) return dossier
        const consultations = traite(membre.role) ? await lireConsultations(tx, id, fermeture) : []
        return { ...dossier, clos: { ouvertJusquAu, consultations } }
      })
      return lu ?? reponse.code(404).send(REFUSE)
    },
  )

  app.get<{ Params: { organisme: string; id: string; piece: string } }>(
    '/v1/bureau/:organisme/dossiers/:id/pieces/:piece',
    async (requete, reponse) => {
      const trouve = await trouver(requete, reponse)
      if (!trouve) return reponse
      const { cellule, membre } = trouve
      const id = identifiant.safeParse(requete.params.id).data ?? ''
      const piece = identifiant.safeParse(requete.params.piece).data ?? ''
      const lu = await base.pour(cellule.organisme, async (tx) => {
        const fermeture = await lireFermeture(tx, id, membre.id, jourDe(maintenant()))
        if (!fermeture) return null
        const { rows } = await tx.query<{ octets: Buffer; volet: Volet }>(
          'select octets, volet from piece p where id = $1 and dossier = $2 and exists (select from enveloppe e where e.dossier = p.dossier and e.volet = p.volet and e.dest = $3)',
          [piece, id, membre.id],
        )
        const servis = voletsServis(membre.role, { ...fermeture, ouvert: fermeture.ouvertJusquAu !== null })
        return rows[0] && { ...rows[0], servie: servis.includes(rows[0].volet) }
      })
      if (!lu || !peutLire(membre.role, lu.volet)) return reponse.code(404).send(REFUSE)
      if (!lu.servie) return reponse.code(403).send({ code: 'ferme', message: PHRASES.ferme })
      return reponse
        .type('application/octet-stream')
        .header('content-disposition', 'attachment')
        .send(lu.octets)
    },
  )
}
