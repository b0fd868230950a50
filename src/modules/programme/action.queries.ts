import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { TypeParticipation } from './domain/participation.ts'
import type { Palier } from './domain/point.ts'
import { type ActionEnListe, enListe, nouvelles } from './programme.queries.ts'

export type ElementLu = { readonly id: string; readonly fictif: string | null; readonly version: number }
export type IndicateurLu = ElementLu & {
  readonly libelle: string
  readonly type: 'realisation' | 'resultat' | 'impact' | 'ressource'
  readonly unite: string
  readonly sens: 'hausse' | 'baisse'
  readonly agregation: 'somme' | 'ratio' | 'max'
  readonly cible: number | null
  readonly valeurs: readonly {
    readonly organismeId: string
    readonly annee: number
    readonly numerateur: number
    readonly denominateur: number | null
    readonly commentaire: string
    readonly fictif: string | null
    readonly version: number
  }[]
}

export type SuiviLu = {
  readonly genre: 'point' | 'fiche' | 'statut' | 'participation' | 'import'
  readonly resume: string
  readonly note: string
  readonly changements: readonly { readonly quoi: string; readonly avant: string; readonly apres: string }[]
  readonly canal: 'application' | 'lien' | 'import'
  readonly auteur: string
  readonly saisiLe: string
  readonly fictif: string | null
}

type NiveauCite = { readonly id: string; readonly code: string; readonly titre: string }
/** The whole sheet of an action. */
export type ActionLue = ActionEnListe & {
  readonly objectifs: string
  readonly resultatAttendu: string
  readonly publics: string
  readonly origine: 'schema' | 'decision' | 'initiative'
  readonly base: 'obligatoire' | 'volontariste'
  readonly conventionReference: string
  readonly clauseReference: string
  readonly decisionId: string | null
  readonly cleDecisionId: string | null
  readonly abandonDecisionId: string | null
  readonly blocage: { readonly cause: string; readonly condition: string; readonly responsable: string }
  readonly source: string
  readonly piloteId: string | null
  readonly pilote: string | null
  readonly programmeId: string
  readonly axe: NiveauCite
  readonly orientation: NiveauCite
  readonly livrables: readonly (ElementLu & {
    readonly titre: string
    readonly attenduLe: Jour | null
    readonly etat: 'attendu' | 'remis' | 'accepte' | 'a_reprendre'
    readonly remisLe: Jour | null
    /** When an instance accepted it or sent it back, and what shows it. */
    readonly statueLe: Jour | null
    readonly preuve: {
      readonly genre: 'decision' | 'seance'
      readonly id: string
      readonly mots: string
      readonly le: Jour
    } | null
    readonly observations: string
  })[]
  readonly risques: readonly (ElementLu & {
    readonly libelle: string
    readonly gravite: 1 | 2 | 3
    readonly parade: string
    readonly leveLe: Jour | null
  })[]
  readonly partenaires: readonly (ElementLu & {
    readonly nom: string
    readonly type: 'cnfpt' | 'region' | 'france_travail' | 'universite' | 'sante' | 'autre'
    readonly apport: string
  })[]
  readonly indicateurs: readonly IndicateurLu[]
  readonly passees: readonly {
    readonly organismeId: string
    readonly type: TypeParticipation
    readonly du: Jour
    readonly au: Jour
  }[]
  readonly demandes: readonly {
    readonly palier: Palier
    readonly echeance: Jour
    readonly envoyeeLe: string
    readonly reponduLe: string | null
    readonly libelle: string
  }[]
  readonly suivi: readonly SuiviLu[]
}

/** Everything that one action holds, in one statement. */
export async function findAction(tx: Tx, id: string): Promise<ActionLue | undefined> {
  const { rows } = await sql<ActionLue>`
    select ${enListe}, a.programme_id as "programmeId", a.objectifs, a.resultat_attendu as "resultatAttendu", a.publics, a.origine, a.base,
      a.convention_reference as "conventionReference", a.clause_reference as "clauseReference", a.decision_id as "decisionId",
      a.cle_decision_id as "cleDecisionId", a.abandon_decision_id as "abandonDecisionId", a.source, a.pilote_id as "piloteId",
      (select p.nom from personne p where p.id = a.pilote_id) as pilote,
      jsonb_build_object('cause', a.blocage_cause, 'condition', a.blocage_condition, 'responsable', a.blocage_responsable) as blocage,
      jsonb_build_object('id', x.id, 'code', x.code, 'titre', x.titre) as axe,
      jsonb_build_object('id', o.id, 'code', o.code, 'titre', o.titre) as orientation,
      coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'titre', l.titre, 'attenduLe', l.attendu_le, 'etat', l.etat,
          'remisLe', l.remis_le, 'statueLe', l.statue_le, 'observations', l.observations,
          'preuve', coalesce(
            (select jsonb_build_object('genre', 'decision', 'id', d.id, 'mots', d.numero, 'le', d.adoptee_le) from decision d where d.id = l.decision_id),
            (select jsonb_build_object('genre', 'seance', 'id', s.id, 'mots', i.nom, 'le', (s.debut_le at time zone 'Europe/Paris')::date)
              from seance s join instance i on i.id = s.instance_id where s.id = l.seance_id)), 'fictif', l.fictif, 'version', l.version) order by l.attendu_le nulls last, l.titre, l.id)
        from livrable l where l.action_id = a.id), '[]') as livrables,
      coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'libelle', r.libelle, 'gravite', r.gravite, 'parade', r.parade,
          'leveLe', r.leve_le, 'fictif', r.fictif, 'version', r.version) order by r.leve_le is not null, r.gravite desc, r.libelle, r.id)
        from risque r where r.action_id = a.id), '[]') as risques,
      coalesce((select jsonb_agg(jsonb_build_object('id', q.id, 'nom', q.nom, 'type', q.type, 'apport', q.apport, 'fictif', q.fictif,
          'version', q.version) order by q.nom, q.id)
        from partenaire q where q.action_id = a.id and q.retire_le is null), '[]') as partenaires,
      coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'libelle', i.libelle, 'type', i.type, 'unite', i.unite, 'sens', i.sens,
          'agregation', i.agregation, 'cible', i.cible, 'fictif', i.fictif, 'version', i.version,
          'valeurs', coalesce((select jsonb_agg(jsonb_build_object('organismeId', v.organisme_id, 'annee', v.annee,
              'numerateur', v.numerateur, 'denominateur', v.denominateur, 'commentaire', v.commentaire, 'fictif', v.fictif,
              'version', v.version) order by v.annee, v.organisme_id)
            from valeur_indicateur v where v.indicateur_id = i.id), '[]')) order by i.libelle, i.id)
        from indicateur i where i.action_id = a.id), '[]') as indicateurs,
      coalesce((select jsonb_agg(jsonb_build_object('organismeId', p.organisme_id, 'type', p.type, 'du', p.du, 'au', p.au) order by p.au desc, p.du desc, p.organisme_id)
        from participation p where p.action_id = a.id and p.au is not null), '[]') as passees,
      coalesce((select jsonb_agg(jsonb_build_object('palier', d.palier, 'echeance', d.echeance, 'envoyeeLe', d.envoyee_le,
          'reponduLe', d.repondue_le, 'libelle', m.libelle) order by d.envoyee_le desc, d.id)
        from demande_de_point d join membre m on m.cooperation_id = d.cooperation_id and m.organisme_id = d.organisme_id
        where d.action_id = a.id), '[]') as demandes,
      coalesce((select jsonb_agg(jsonb_build_object('genre', s.genre, 'resume', s.resume, 'note', s.note, 'changements', s.changements,
          'canal', s.canal, 'auteur', s.auteur, 'saisiLe', s.saisi_le, 'fictif', s.fictif) order by s.saisi_le desc, s.id)
        from (select * from suivi_action where action_id = a.id order by saisi_le desc, id limit 60) s), '[]') as suivi
    from action a join orientation o on o.id = a.orientation_id join axe x on x.id = o.axe_id ${nouvelles}
    where a.id = ${id}`.execute(tx)
  return rows[0]
}
