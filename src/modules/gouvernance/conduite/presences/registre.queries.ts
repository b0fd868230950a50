import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { EntreePresence } from '../../domain/presence.ts'
import type { Regle } from '../../domain/regle.ts'
import type { StatutSeance } from '../../domain/seance.ts'
import type { Siege, Verdict } from '../../domain/verdict.ts'
import type { VoteEnregistre } from '../../seances/scrutins.repository.ts'
import type { SiegeNomme } from '../../seances/sieges.repository.ts'

export type ScrutinAuRegistre = {
  readonly id: string
  readonly pointId: string
  readonly regle: Regle
  readonly sieges: readonly Siege[]
  readonly porte: readonly string[]
  readonly ouvertLe: Date
  readonly closLe: Date | null
  readonly verdict: Verdict | null
  readonly decisionId: string | null
  readonly decisionNumero: string | null
  readonly votes: readonly (VoteEnregistre & { readonly par: string })[]
}

/** Everything written at a séance so far: what the live page, the relevé and the procès-verbal are made of. */
export type Registre = {
  readonly id: string
  readonly instanceId: string
  readonly instance: string
  readonly cooperation: string
  readonly statut: StatutSeance
  readonly debutLe: Date
  readonly dureeMinutes: number
  readonly lieu: string
  readonly visio: string
  readonly presideePar: string | null
  readonly secondeConvocation: boolean
  readonly pointCourant: string | null
  readonly convoqueeLe: Date | null
  readonly ouverteLe: Date | null
  readonly closeLe: Date | null
  readonly motifDerogation: string | null
  readonly motifAnnulation: string | null
  readonly fictif: string | null
  readonly version: number
  readonly regle: Regle
  readonly prereglage: string
  readonly delaiJours: number
  readonly sieges: readonly SiegeNomme[]
  readonly presences: readonly (EntreePresence & { readonly motif: string | null; readonly par: string })[]
  readonly scrutins: readonly ScrutinAuRegistre[]
}

type EnJson<T> = {
  readonly [C in keyof T]: T[C] extends Date ? string : T[C] extends Date | null ? string | null : T[C]
}
type LigneRegistre = Omit<Registre, 'presences' | 'scrutins'> & {
  readonly presences: readonly EnJson<Registre['presences'][number]>[]
  readonly scrutins: readonly (EnJson<Omit<ScrutinAuRegistre, 'votes'>> & {
    readonly votes: readonly EnJson<ScrutinAuRegistre['votes'][number]>[]
  })[]
}

/** The register of a séance, in one statement. */
export async function findRegistre(tx: Tx, seanceId: string): Promise<Registre | null> {
  const { rows } = await sql<LigneRegistre>`
    select s.id, s.instance_id as "instanceId", i.nom as instance, c.nom as cooperation, s.statut, s.debut_le as "debutLe",
      s.duree_minutes as "dureeMinutes", s.lieu, s.visio, s.preside_par as "presideePar",
      s.seconde_convocation_de is not null as "secondeConvocation", s.point_courant as "pointCourant", s.convoquee_le as "convoqueeLe",
      s.ouverte_le as "ouverteLe", s.close_le as "closeLe", s.motif_derogation as "motifDerogation",
      s.motif_annulation as "motifAnnulation", coalesce(s.fictif, i.fictif) as fictif, s.version, coalesce(s.regle, i.regle) as regle, i.prereglage,
      i.delai_convocation_jours as "delaiJours",
      (select coalesce(jsonb_agg(jsonb_build_object('organismeId', g.organisme_id, 'voix', g.voix, 'modalite', g.modalite,
          'libelle', m.libelle, 'territoire', m.territoire, 'role', g.role) order by m.ordre), '[]')
        from siege_de_seance g join membre m on m.cooperation_id = g.cooperation_id and m.organisme_id = g.organisme_id
        where g.seance_id = s.id) as sieges,
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'organismeId', p.organisme_id, 'genre', p.genre,
          'mandataireId', p.mandataire_id, 'representant', p.representant, 'survenuLe', p.survenu_le, 'saisiLe', p.saisi_le,
          'rectifie', p.rectifie, 'annule', p.annule, 'motif', p.motif, 'par', q.nom) order by p.saisi_le), '[]')
        from presence p join personne q on q.id = p.saisi_par where p.seance_id = s.id) as presences,
      (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'pointId', t.point_id, 'regle', t.regle, 'sieges', t.electeurs,
          'porte', t.porte, 'ouvertLe', t.ouvert_le, 'closLe', t.clos_le, 'verdict', t.verdict, 'decisionId', d.id,
          'decisionNumero', d.numero,
          'votes', (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'scrutinId', v.scrutin_id, 'organismeId', v.organisme_id,
              'choix', v.choix, 'motif', v.motif, 'parPouvoirDe', v.par_pouvoir_de, 'saisiLe', v.saisi_le, 'rectifie', v.rectifie,
              'motifRectification', v.motif_rectification, 'par', w.nom) order by v.saisi_le), '[]')
            from vote v join personne w on w.id = v.saisi_par where v.scrutin_id = t.id)) order by t.ouvert_le), '[]')
        from scrutin t left join decision d on d.scrutin_id = t.id where t.seance_id = s.id) as scrutins
    from seance s join instance i on i.id = s.instance_id join cooperation c on c.id = s.cooperation_id
    where s.id = ${seanceId}`.execute(tx)
  const ligne = rows[0]
  if (!ligne) return null
  return {
    ...ligne,
    presences: ligne.presences.map((p) => ({
      ...p,
      survenuLe: new Date(p.survenuLe),
      saisiLe: new Date(p.saisiLe),
    })),
    scrutins: ligne.scrutins.map((t) => ({
      ...t,
      ouvertLe: new Date(t.ouvertLe),
      closLe: t.closLe === null ? null : new Date(t.closLe),
      votes: t.votes.map((v) => ({ ...v, saisiLe: new Date(v.saisiLe) })),
    })),
  }
}
