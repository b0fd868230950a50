import type { Base } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import { type Acteur, signatureDe } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { avancerBilan, estOuvert, type Geste, LIBELLES_STATUT, type RefusBilan } from '../domain/cycle.ts'
import { tientLesBilans } from '../domain/droits.ts'
import type { Rubrique } from '../domain/rubriques.ts'
import { lockBilan } from './bilans.queries.ts'
import { lireFaits } from './faits.queries.ts'

export type RefusDeBilan =
  | RefusBilan
  | {
      readonly code:
        | 'interdit'
        | 'introuvable'
        | 'page-perimee'
        | 'fige'
        | 'decision-inconnue'
        | 'periode-a-venir'
    }

/** Opens a report over a period that has begun: its facts follow the rows until it is approved. */
export const ouvrirBilan = (
  base: Base,
  acteur: Acteur,
  saisie: { readonly titre: string; readonly du: Jour; readonly au: Jour },
  cle: string | undefined,
  maintenant: Date,
  fictif: string | null = null,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesBilans.autorise(acteur)) return refuser<RefusDeBilan>({ code: 'interdit' })
    if (saisie.du > jourDe(maintenant)) return refuser<RefusDeBilan>({ code: 'periode-a-venir' })
    const id = nouvelId(+maintenant)
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    await tx
      .insertInto('bilan')
      .values({ id, cooperation_id: acteur.cooperationId, ...saisie, cree_le: maintenant, fictif })
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'bilan.ouvrir',
      objet: { type: 'bilan', id },
      resume: `Bilan ouvert : ${saisie.titre}`,
    })
    return accepter({ id })
  })

/** Writes one part of a report; what it said before is kept. */
export const ecrireRubrique = (
  base: Base,
  acteur: Acteur,
  bilanId: string,
  rubrique: Rubrique,
  version: number,
  texte: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesBilans.autorise(acteur)) return refuser<RefusDeBilan>({ code: 'interdit' })
    const bilan = await lockBilan(tx, bilanId)
    if (!bilan) return refuser<RefusDeBilan>({ code: 'introuvable' })
    if (!estOuvert(bilan.statut)) return refuser<RefusDeBilan>({ code: 'fige' })
    const avant = bilan.textes.find((t) => t.rubrique === rubrique)
    if ((avant?.version ?? 0) !== version) return refuser<RefusDeBilan>({ code: 'page-perimee' })
    if (avant?.texte === texte) return accepter({ id: bilanId })
    const ecrit = { texte, ecrit_par: signatureDe(acteur), ecrit_le: maintenant }
    const commun = { cooperation_id: acteur.cooperationId, bilan_id: bilanId, rubrique }
    if (!avant) {
      await tx
        .insertInto('bilan_texte')
        .values({ ...commun, ...ecrit })
        .execute()
      return accepter({ id: bilanId })
    }
    await tx
      .insertInto('bilan_texte_avant')
      .values({
        ...commun,
        id: nouvelId(+maintenant),
        texte: avant.texte,
        ecrit_par: avant.ecritPar,
        ecrit_le: new Date(avant.ecritLe),
        remplace_le: maintenant,
      })
      .execute()
    await tx
      .updateTable('bilan_texte')
      .set(ecrit)
      .where('bilan_id', '=', bilanId)
      .where('rubrique', '=', rubrique)
      .execute()
    return accepter({ id: bilanId })
  })

/** Leads a report on. Approved, it keeps the facts of that day: what is sent to the councils no longer moves. */
export const conduireBilan = (
  base: Base,
  acteur: Acteur,
  id: string,
  geste: Geste,
  version: number,
  porte: { readonly decisionId: string | null; readonly approbation: string },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesBilans.autorise(acteur)) return refuser<RefusDeBilan>({ code: 'interdit' })
    const bilan = await lockBilan(tx, id)
    if (!bilan) return refuser<RefusDeBilan>({ code: 'introuvable' })
    if (bilan.version !== version) return refuser<RefusDeBilan>({ code: 'page-perimee' })
    const ouverture = bilan.textes.find(({ rubrique }) => rubrique === 'ouverture')?.texte ?? ''
    const issue = avancerBilan(bilan.statut, geste, { ...porte, ouverture })
    if (!issue.ok) return refuser<RefusDeBilan>(issue.refus)
    if (porte.decisionId) {
      const connue = await tx
        .selectFrom('decision')
        .select('id')
        .where('id', '=', porte.decisionId)
        .executeTakeFirst()
      if (!connue) return refuser<RefusDeBilan>({ code: 'decision-inconnue' })
    }
    const jour = jourDe(maintenant)
    await tx
      .updateTable('bilan')
      .set({
        statut: issue.valeur,
        ...(geste === 'relire' && { relu_le: jour }),
        ...(geste === 'reprendre' && { relu_le: null }),
        ...(geste === 'publier' && { publie_le: jour }),
        ...(geste === 'approuver' && {
          approuve_le: jour,
          decision_id: porte.decisionId,
          approbation: porte.approbation,
          faits: JSON.stringify(await lireFaits(tx, bilan)),
        }),
      })
      .where('id', '=', id)
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: `bilan.${geste}`,
      objet: { type: 'bilan', id },
      resume: `Bilan « ${bilan.titre} » : ${LIBELLES_STATUT[issue.valeur].toLowerCase()}`,
    })
    return accepter({ id })
  })
