import type { Base } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { accepter, refuser } from '#shared/result.ts'
import { date } from '#shared/typographie.ts'
import { avancerGroupe, type DemandeGroupe, type Geste, PAR, type RefusGroupe } from '../domain/cycle.ts'
import { cadreLesGroupes, pilote } from '../domain/droits.ts'
import type { RefusCommun } from '../expliquer.ts'
import { type GroupeLu, lockGroupe } from '../groupes.queries.ts'
import { tracer } from '../tracer.ts'

/** True when this person may do this deed on this group, whatever its state. */
export const peutFaire = (acteur: Acteur, groupe: GroupeLu, geste: Geste): boolean =>
  PAR[geste] === 'coordination' ? cadreLesGroupes.autorise(acteur) : pilote(acteur, groupe)

/** Leads a group from one state to the next: mandate, start, closing with its bilan, opening again. */
export const conduireGroupe = (
  base: Base,
  acteur: Acteur,
  id: string,
  geste: Geste,
  version: number,
  demande: DemandeGroupe,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const groupe = await lockGroupe(tx, id, maintenant)
    if (!groupe) return refuser<RefusCommun | RefusGroupe>({ code: 'introuvable' })
    if (!peutFaire(acteur, groupe, geste))
      return refuser<RefusCommun | RefusGroupe>({ code: 'interdit', a: PAR[geste] })
    if (groupe.version !== version) return refuser<RefusCommun | RefusGroupe>({ code: 'page-perimee' })
    const jour = jourDe(maintenant)
    const issue = avancerGroupe(groupe.statut, geste, demande, jour)
    if (!issue.ok) return refuser<RefusCommun | RefusGroupe>(issue.refus)
    const { decisionId, mandat, echeance, bilan, livrableRemis, motif } = demande
    if (geste === 'mandater' && decisionId) {
      const connue = await tx
        .selectFrom('decision')
        .select('id')
        .where('id', '=', decisionId)
        .executeTakeFirst()
      if (!connue) return refuser<RefusCommun | RefusGroupe>({ code: 'inconnu', champ: 'decisionId' })
    }
    await tx
      .updateTable('groupe')
      .set({
        statut: issue.valeur,
        ...(geste === 'mandater' && {
          decision_id: decisionId,
          mandat_reference: mandat,
          mandate_le: jour,
          echeance,
        }),
        ...(geste === 'clore' && {
          bilan,
          clos_le: jour,
          livrable_remis_le: livrableRemis ? (groupe.livrableRemisLe ?? jour) : null,
        }),
        ...(geste === 'rouvrir' && { clos_le: null, echeance }),
      })
      .where('id', '=', id)
      .execute()
    await tracer(tx, acteur, maintenant, id, { geste, activite: geste !== 'ecarter', ...dire() })
    return accepter({ id, statut: issue.valeur })

    function dire(): { readonly resume: string; readonly note?: string } {
      switch (geste) {
        case 'mandater':
          return { resume: `Mandat donné jusqu’au ${date(echeance!)}`, note: mandat }
        case 'demarrer':
          return { resume: 'Travaux ouverts' }
        case 'clore':
          return {
            resume: livrableRemis ? 'Groupe clos, livrable remis' : 'Groupe clos, sans livrable',
            note: bilan,
          }
        case 'rouvrir':
          return { resume: `Groupe rouvert jusqu’au ${date(echeance!)}`, note: motif }
        case 'ecarter':
          return { resume: 'Proposition écartée', note: motif }
      }
    }
  })
