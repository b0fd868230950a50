import { sql } from 'kysely'
import type { Base } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import type { Procedure } from '../domain/attente.ts'
import { type Critere, verifierCriteres } from '../domain/criteres.ts'
import { conduit } from '../domain/droits.ts'
import { repartir } from '../domain/lots.ts'
import { peutOuvrir } from '../domain/offres.ts'
import { findOperation } from '../operations/operations.queries.ts'
import { avancer, charger, noter, type RefusMarche } from './conduire-marche.ts'
import { findMarche, listEmployeursRecenses, type Niveau } from './marche.queries.ts'

export type FicheMarche = {
  readonly procedure: Procedure
  readonly profil: string
  readonly reference: string
  readonly cpv: string
  readonly dureeMois: number
  readonly estimation: number | null
  readonly limite: Date | null
  readonly niveaux: readonly Niveau[]
  readonly criteres: readonly Critere[]
}
const enColonnes = (f: FicheMarche) => ({
  procedure: f.procedure,
  profil: f.profil,
  reference: f.reference,
  cpv: f.cpv,
  duree_mois: f.dureeMois,
  estimation: f.estimation,
  limite: f.limite,
  niveaux: JSON.stringify(f.niveaux),
  criteres: JSON.stringify(f.criteres),
})

/** Writes the sheet of the consultation: levels, criteria, buyer profile, deadline. Once published it does not move (the database refuses too). */
export const preparerMarche = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  fiche: FicheMarche,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusMarche>> => {
    const operation = await findOperation(tx, id)
    if (!operation) return refuser({ code: 'introuvable' })
    if (!conduit(acteur, operation)) return refuser({ code: 'interdit' })
    const marche = await findMarche(tx, id)
    if (marche?.publieLe) return refuser({ code: 'publie' })
    if (!marche)
      await tx
        .insertInto('achat_marche')
        .values({ operation_id: id, cooperation_id: acteur.cooperationId, ...enColonnes(fiche) })
        .execute()
    else {
      const ecrit = await tx
        .updateTable('achat_marche')
        .set(enColonnes(fiche))
        .where('operation_id', '=', id)
        .where('version', '=', version)
        .returning('version')
        .executeTakeFirst()
      if (!ecrit) return refuser({ code: 'page-perimee' })
    }
    await noter(
      tx,
      acteur,
      maintenant,
      id,
      'preparer_marche',
      `Consultation de « ${operation.titre} » préparée`,
    )
    return accepter(null)
  })

/**
 * Publishes: criteria make 100, every employer of the census is in one lot and one only, the deadline is to come by the clock of the database. From then on
 * nothing of it moves but the deadline, which may be put back before bids open.
 */
export const publierMarche = (base: Base, acteur: Acteur, id: string, version: number, maintenant: Date) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusMarche>> => {
    const mene = await charger(tx, acteur, id)
    if (!mene.ok) return mene
    const { marche } = mene.valeur
    if (marche.publieLe) return refuser({ code: 'publie' })
    const faute = verifierCriteres(marche.criteres)
    if (faute) return refuser({ code: 'criteres', faute })
    if (marche.lots.length === 0) return refuser({ code: 'sans-lot' })
    if (!marche.limite || marche.limite <= marche.maintenant) return refuser({ code: 'limite-passee' })
    const { sansLot, enDouble } = repartir(await listEmployeursRecenses(tx, id, 'recenses'), marche.lots)
    if (sansLot.length + enDouble.length > 0)
      return refuser({ code: 'lots-a-corriger', sansLot: sansLot.length, enDouble: enDouble.length })
    return avancer(
      tx,
      acteur,
      mene.valeur,
      version,
      sql`publie_le = now()`,
      'publier_marche',
      'Marché publié',
      maintenant,
    )
  })

/** Puts the deadline back, before bids open. */
export const reporterLimite = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  limite: Date,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusMarche>> => {
    const mene = await charger(tx, acteur, id)
    if (!mene.ok) return mene
    const { marche } = mene.valeur
    if (!marche.publieLe) return refuser({ code: 'pas-publie' })
    if (marche.ouvertLe) return refuser({ code: 'ouvert' })
    if (marche.depotScelle && marche.maintenant > marche.limite!) return refuser({ code: 'depot-clos' })
    if (limite <= marche.maintenant || limite <= marche.limite!) return refuser({ code: 'limite-passee' })
    return avancer(
      tx,
      acteur,
      mene.valeur,
      version,
      sql`limite = ${limite}`,
      'reporter',
      'Date limite reportée',
      maintenant,
    )
  })

/** Notes that bids were opened: only past the deadline, by the clock of the database. */
export const ouvrirPlis = (base: Base, acteur: Acteur, id: string, version: number, maintenant: Date) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusMarche>> => {
    // Sealed bids that came in time and are still being written are written first: none is missed.
    await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 3))`.execute(tx)
    const mene = await charger(tx, acteur, id)
    if (!mene.ok) return mene
    const { marche } = mene.valeur
    const refus = peutOuvrir(marche, marche.maintenant)
    if (refus) return refuser({ code: 'ouverture', refus })
    if (marche.plisScelles > 0) return refuser({ code: 'plis-scelles' })
    return avancer(
      tx,
      acteur,
      mene.valeur,
      version,
      sql`ouvert_le = now()`,
      'ouvrir_plis',
      'Plis ouverts',
      maintenant,
    )
  })
