import { alea, empreinte, enTexte, octetsCanoniques } from '@maillage/coffre'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { jourDe } from '#shared/dates.ts'
import { peutSAbsenter } from '../domain/absences.ts'
import { traite, veille } from '../domain/acces.ts'
import { CLES_FICHE, type Fiche, publier } from '../domain/statistiques.ts'
import type { Cellule, MembreDeCellule } from '../protocole/annuaire.ts'
import type { Services } from '../services.ts'
import { absencesRoutes } from './absences.routes.ts'
import { Envoi, PHRASES } from './acte.ts'
import { agir } from './agir.ts'
import { dossierRoutes } from './dossier.routes.ts'
import { listDossiers, referentsDe, SANS_PERSONNE } from './liste.queries.ts'
import { secoursRoutes } from './secours.routes.ts'

const EXPIRE = {
  message: 'Votre session a expiré : ouvrez de nouveau votre trousseau. Rien n’a été enregistré.',
}
const REFUSE = { message: 'Cette page n’existe pas, ou votre rôle ne la montre pas. Revenez au bureau.' }
const IDENTIFIANTS = {
  message:
    'Cette phrase de passe n’ouvre pas ce trousseau. Vérifiez l’identifiant, les majuscules et les accents.',
}

type Ou = { Params: { organisme: string; id: string } }
type Trouve = Readonly<{ cellule: Cellule; membre: MembreDeCellule }>

const Session = z.strictObject({
  id: z.string().regex(/^[^\p{C}]{1,80}$/u),
  authentification: z.string().max(60),
})
const FicheRecue = z.strictObject({
  ...Object.fromEntries(
    CLES_FICHE.map((cle) => [
      cle,
      cle === 'annee' ? z.number().int().min(2020).max(2100) : z.string().min(1).max(60),
    ]),
  ),
})

/** The desk of members: what they hold keys of, nothing else. No cookie: a token in the tab. */
export function bureauRoutes(app: FastifyInstance, services: Services): void {
  const { base, cellules, membres } = services
  const poivre = alea(16)

  /** The member who calls, in the organisation of the address; null when it must be refused (the answer is then sent). */
  const trouver = async (
    requete: FastifyRequest<{ Params: { organisme: string } }>,
    reponse: FastifyReply,
  ): Promise<Trouve | null> => {
    const qui = membres.lire(requete.headers.authorization)
    await services.balayer()
    if (!qui) {
      reponse.code(401).send(EXPIRE)
      return null
    }
    const cellule = await cellules.cellule(requete.params.organisme)
    const membre = cellule?.membres.find(({ id }) => id === qui.id)
    if (!cellule || !membre) {
      reponse.code(404).send(REFUSE)
      return null
    }
    return { cellule, membre }
  }

  secoursRoutes(app, services, trouver)
  absencesRoutes(app, services, trouver)
  dossierRoutes(app, services, trouver)

  // An unknown identifier receives a salt too, always the same one: the list of members is public, their keystores are not.
  app.get<{ Params: { id: string } }>('/v1/membre/:id/sel', async (requete) => {
    // What cannot be an identifier is asked as an empty one, and answered like any that is unknown.
    const id = /^[^\p{C}]{1,80}$/u.test(requete.params.id) ? requete.params.id : ''
    const { rows } = await base.pool.query<{ sel: string; memoire: number; passes: number }>(
      'select sel, memoire, passes from membre where id = $1',
      [id],
    )
    const faux = empreinte(octetsCanoniques([enTexte(poivre), requete.params.id])).slice(0, 21)
    return rows[0] ?? { sel: `${faux}A`, memoire: 131_072, passes: 3 }
  })

  app.post('/v1/membre/session', async (requete, reponse) => {
    const lu = Session.safeParse(requete.body)
    if (!lu.success) return reponse.code(401).send(IDENTIFIANTS)
    const { id, authentification } = lu.data
    // An unknown member costs the same fingerprint, and no keystore is read before it opens: the time taken says nothing of who is there (tests/epreuve).
    const { rows } = await base.pool.query<{ trousseau: Buffer }>(
      'select trousseau from membre where id = $1 and authentification = $2',
      [id, empreinteAuthentification(authentification)],
    )
    const connu = rows[0]
    if (!connu) return reponse.code(401).send(IDENTIFIANTS)
    return { jeton: membres.ouvrir({ id }), trousseau: enTexte(connu.trousseau) }
  })

  app.post('/v1/membre/fin', async (requete, reponse) => {
    membres.fermer(requete.headers.authorization)
    return reponse.code(204).send()
  })

  app.get('/v1/bureau', async (requete, reponse) => {
    const qui = membres.lire(requete.headers.authorization)
    if (!qui) return reponse.code(401).send(EXPIRE)
    await services.balayer()
    const ou = await cellules.appartenances(qui.id)
    const { dossiers, absences } = await base.lire(
      ou.map(({ organisme }) => organisme),
      (tx) => listDossiers(tx, qui.id, referentsDe(ou), jourDe(services.maintenant())),
    )
    return {
      organismes: ou.map((cellule) => {
        const { role } = cellule.membres.find(({ id }) => id === qui.id)!
        const ici = absences.filter(({ organisme }) => organisme === cellule.organisme)
        return {
          organisme: cellule.organisme,
          nom: cellule.nom,
          role,
          // Who is away is for the cell: neither an employer nor an investigator is told.
          equipe: peutSAbsenter(role)
            ? cellule.membres
                .filter((m) => peutSAbsenter(m.role))
                .map(({ id, nom, role: r }) => ({ id, nom, role: r }))
            : [],
          absences: peutSAbsenter(role) ? ici : [],
        }
      }),
      dossiers,
    }
  })

  app.post<Ou>(
    '/v1/bureau/:organisme/dossiers/:id/actes',
    { bodyLimit: 8_000_000 },
    async (requete, reponse) => {
      const trouve = await trouver(requete, reponse)
      if (!trouve) return reponse
      const lu = Envoi.safeParse(requete.body)
      if (!lu.success) return reponse.code(422).send({ code: 'acte', message: PHRASES.acte })
      const refus = await agir(services, trouve.cellule, trouve.membre, requete.params.id, lu.data)
      if (!refus) return reponse.code(201).send({ fait: true })
      return reponse
        .code(
          refus === 'droit' || refus === 'ferme' || refus === 'ecarte' ? 403 : refus === 'acte' ? 422 : 409,
        )
        .send({ code: refus, message: PHRASES[refus] })
    },
  )

  app.get<Ou>('/v1/bureau/:organisme/journal', async (requete, reponse) => {
    const trouve = await trouver(requete, reponse)
    if (!trouve) return reponse
    if (!traite(trouve.membre.role) && trouve.membre.role !== 'dpd') return reponse.code(403).send(REFUSE)
    const { rows } = await base.pour(trouve.cellule.organisme, (tx) =>
      tx.query<{ n: number; ligne: string; empreinte: string }>(
        'select n, ligne, empreinte from journal order by n',
      ),
    )
    return { lignes: rows }
  })

  // What a coordination may know: that a deadline is passed, of which number; nothing of any case.
  app.get<{ Params: { organisme: string } }>('/v1/bureau/:organisme/delais', async (requete, reponse) => {
    const trouve = await trouver(requete, reponse)
    if (!trouve) return reponse
    if (!veille(trouve.membre.role)) return reponse.code(403).send(REFUSE)
    const { rows } = await base.pour(trouve.cellule.organisme, (tx) =>
      tx.query<{ ouverts: number; depasses: readonly Depasse[]; sansPersonne: readonly Depasse[] }>(
        `select (select count(*)::int from dossier where etat <> 'CLOS') as ouverts,
           coalesce((select jsonb_agg(jsonb_build_object('id', dossier, 'code', code, 'jour', jour) order by jour, dossier)
             from echeance where not fait and jour < $1), '[]') as depasses,
           coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'jour',
               (select min(jour) from echeance c where c.dossier = d.id and not fait)) order by d.jour, d.id)
             from dossier d where ${SANS_PERSONNE('$1', '$2')}), '[]') as "sansPersonne"`,
        [jourDe(services.maintenant()), referentsDe([trouve.cellule])],
      ),
    )
    return rows[0]!
  })

  // Tied to no case: the record comes alone, and nothing of it says which case was closed.
  app.post<Ou>('/v1/bureau/:organisme/statistiques', async (requete, reponse) => {
    const trouve = await trouver(requete, reponse)
    if (!trouve) return reponse
    const lue = FicheRecue.safeParse(requete.body)
    if (!traite(trouve.membre.role)) return reponse.code(403).send(REFUSE)
    if (!lue.success || lue.data['organisme'] !== trouve.cellule.organisme)
      return reponse.code(422).send({ message: PHRASES.acte })
    await base.pour(trouve.cellule.organisme, (tx) =>
      tx.query('insert into statistique (organisme, annee, fiche) values ($1, $2, $3)', [
        trouve.cellule.organisme,
        lue.data['annee'],
        lue.data,
      ]),
    )
    return reponse.code(201).send({ fait: true })
  })

  app.get<{ Params: { organisme: string } }>('/v1/statistiques/:organisme', async (requete, reponse) => {
    const cellule = await cellules.cellule(requete.params.organisme)
    if (!cellule) return reponse.code(404).send(REFUSE)
    return { k: 5, tableaux: await lireStatistiques(services, cellule.organisme) }
  })
}

/** Published counts of an organisation, over three years: what k < 5 would show is hidden. */
export async function lireStatistiques({ base, maintenant }: Services, organisme: string) {
  const depuis = maintenant().getFullYear() - 2
  const { rows } = await base.pour(organisme, (tx) =>
    tx.query<{ fiche: Fiche }>('select fiche from statistique where annee >= $1', [depuis]),
  )
  const fiches = rows.map(({ fiche }) => fiche)
  const cles = [
    'nature',
    'qualite',
    'identite',
    'issue',
    'enquete',
    'mesures',
    'delaiAR',
    'delaiRetour',
  ] as const
  return cles.map((cle) => ({ cle, ...publier(fiches, cle) }))
}

export type Depasse = Readonly<{ id: string; code: string; jour: string }>

export const empreinteAuthentification = (authentification: string): string =>
  empreinte(new TextEncoder().encode(authentification))
