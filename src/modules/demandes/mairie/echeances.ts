import type { AttenteDAchat } from '#modules/achats'
import { type Jour, jourDe } from '#shared/dates.ts'
import type { DemandeLue } from '../demandes.queries.ts'

/** What waits for a town hall, whichever module it comes from: the home knows no trade. */
export type Echeance = {
  readonly cle: string
  /** Null: optional, no date. */
  readonly avant: Jour | null
  readonly organismeId: string
  readonly organisme: string
  readonly module: string
  readonly titre: string
  readonly pourquoi: string
  readonly verbe: string
  readonly lien: string
  readonly facultatif?: boolean
}

/** In the order in which they press: those with a date, the closest first, then what is optional. */
export const trier = (echeances: readonly Echeance[]): Echeance[] =>
  echeances.toSorted(
    (a, b) =>
      Number(a.facultatif ?? false) - Number(b.facultatif ?? false) ||
      (a.avant ?? '9999').localeCompare(b.avant ?? '9999') ||
      a.organisme.localeCompare(b.organisme, 'fr'),
  )

/** Questions that the centre asked, and answers that a town hall has not said to be enough. */
export const echeancesDesDemandes = (demandes: readonly DemandeLue[]): Echeance[] =>
  demandes.flatMap((demande): Echeance[] => {
    const commun = {
      cle: demande.id,
      organismeId: demande.organismeId,
      organisme: demande.employeur,
      module: `Demande ${demande.numero}`,
    }
    if (demande.etat === 'ATTENTE_COLLECTIVITE')
      return [
        {
          ...commun,
          avant: demande.attenteAvant,
          titre: `Le CDG vous pose une question : ${demande.objet}`,
          pourquoi: demande.question.length > 160 ? `${demande.question.slice(0, 157)}…` : demande.question,
          verbe: 'Répondre',
          lien: `/demandes/${demande.id}#a-vous`,
        },
      ]
    if (demande.etat === 'REPONDUE')
      return [
        {
          ...commun,
          avant: null,
          facultatif: true,
          titre: `La réponse est arrivée : ${demande.objet}`,
          pourquoi: `Répondue le ${demande.repondueLe ? jourDe(demande.repondueLe).split('-').reverse().join('/') : ''}. Dites si elle suffit ; sans rien dire, la demande se termine d’elle-même.`,
          verbe: 'Lire la réponse',
          lien: `/demandes/${demande.id}#suivi`,
        },
      ]
    return []
  })

/** What group purchases wait for. `lien` gives the personal link, as the mail did. */
export const echeancesDesAchats = (
  attentes: readonly AttenteDAchat[],
  lien: (attente: AttenteDAchat) => string,
): Echeance[] =>
  attentes.map((attente) => ({
    cle: `${attente.employeurId}-${attente.quoi}`,
    organismeId: attente.organismeId,
    organisme: attente.organisme,
    module: 'Achat groupé',
    avant: attente.avant,
    titre:
      attente.quoi === 'repondre'
        ? `Dire si la commune participe : ${attente.operation}`
        : `Déposer le recensement des agents : ${attente.operation}`,
    pourquoi:
      attente.quoi === 'repondre'
        ? 'Répondre n’engage pas la commune : l’adhésion se décidera ensuite en conseil municipal.'
        : 'La commune a donné mandat : il reste à dire qui sont ses agents, sans leur nom.',
    verbe: attente.quoi === 'repondre' ? 'Répondre' : 'Recenser',
    lien: lien(attente),
  }))
