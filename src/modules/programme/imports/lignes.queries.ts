import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import { montantDe } from '#platform/tableurs/valeurs.ts'
import type { LigneAction } from '../domain/imports/cellules-action.ts'
import { completerParticipations, type TypeParticipation } from '../domain/participation.ts'
import { LIBELLES_STATUT, type Statut } from '../domain/statuts.ts'
import { comparerCodes, type Membre, type Nature } from '../programme.queries.ts'
import { LIBELLES_BASE, LIBELLES_NATURE, LIBELLES_ORIGINE } from '../vues.ts'

type Lue = {
  readonly id: string
  readonly code: string
  readonly axe: string
  readonly orientation: string
  readonly titre: string
  readonly nature: Nature
  readonly origine: keyof typeof LIBELLES_ORIGINE
  readonly base: keyof typeof LIBELLES_BASE
  readonly statut: Statut
  readonly niveau: number
  readonly niveauCible: number
  readonly objectifs: string
  readonly resultat: string
  readonly publics: string
  readonly convention: string
  readonly cle: string | null
  readonly clause: string
  readonly coutPrevu: number | null
  readonly coutReel: number | null
  readonly chefs: readonly string[]
  readonly participations: readonly { readonly organismeId: string; readonly type: TypeParticipation }[]
  readonly partenaires: readonly string[]
}

export type ActionEnLigne = { readonly id: string; readonly ligne: LigneAction }

/** Every action of a programme as the table writes it, in the order of codes. */
export async function listLignes(
  tx: Tx,
  programmeId: string | null,
  membres: readonly Membre[],
): Promise<ActionEnLigne[]> {
  const { rows } = await sql<Lue>`
    select a.id, a.code, x.titre as axe, o.titre as orientation, a.titre, a.nature, a.origine, a.base, a.statut, a.niveau,
      a.niveau_cible as "niveauCible", a.objectifs, a.resultat_attendu as resultat, a.publics,
      a.convention_reference as convention, d.numero as cle, a.clause_reference as clause,
      a.cout_prevu_centimes as "coutPrevu", a.cout_reel_centimes as "coutReel",
      coalesce((select jsonb_agg(c.organisme_id order by c.rang) from chef_de_file c where c.action_id = a.id and c.au is null), '[]')
        as chefs,
      coalesce((select jsonb_agg(jsonb_build_object('organismeId', p.organisme_id, 'type', p.type) order by p.organisme_id)
        from participation p where p.action_id = a.id and p.au is null), '[]') as participations,
      coalesce((select jsonb_agg(q.nom order by q.nom) from partenaire q where q.action_id = a.id and q.retire_le is null), '[]') as partenaires
    from action a join orientation o on o.id = a.orientation_id join axe x on x.id = o.axe_id
    left join decision d on d.id = a.cle_decision_id
    where a.programme_id = ${programmeId} order by a.id`.execute(tx)
  return rows
    .sort((a, b) => comparerCodes(a.code, b.code))
    .map((lue) => ({ id: lue.id, ligne: enLigne(lue, membres) }))
}

function enLigne(lue: Lue, membres: readonly Membre[]): LigneAction {
  const nom = (id: string | undefined) => membres.find(({ organismeId }) => organismeId === id)?.libelle ?? ''
  const types = completerParticipations(
    membres.map(({ organismeId }) => organismeId),
    lue.participations,
    lue.chefs,
  )
  const noms = (type: TypeParticipation) =>
    types
      .filter((p) => p.type === type)
      .map(({ organismeId }) => nom(organismeId))
      .join(', ')
  const euros = (centimes: number | null) => (centimes === null ? '' : montantDe(centimes))
  return {
    code: lue.code,
    axe: lue.axe,
    orientation: lue.orientation,
    titre: lue.titre,
    nature: LIBELLES_NATURE[lue.nature],
    chef: nom(lue.chefs[0]),
    binome: nom(lue.chefs[1]),
    statut: LIBELLES_STATUT[lue.statut],
    niveau: String(lue.niveau),
    niveauCible: String(lue.niveauCible),
    objectifs: lue.objectifs.trim(),
    resultat: lue.resultat.trim(),
    publics: lue.publics.trim(),
    origine: LIBELLES_ORIGINE[lue.origine],
    base: LIBELLES_BASE[lue.base],
    convention: lue.convention.trim(),
    cle: lue.cle ?? '',
    clause: lue.clause.trim(),
    coutPrevu: euros(lue.coutPrevu),
    coutReel: euros(lue.coutReel),
    participants: noms('participant'),
    observateurs: noms('observateur'),
    nonConcernes: noms('non_concerne'),
    partenaires: [...lue.partenaires].sort((a, b) => a.localeCompare(b, 'fr')).join(' ; '),
  }
}
