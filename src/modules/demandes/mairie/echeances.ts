import type { AttenteDAchat, DateDAchat } from '#modules/achats'
import { ajouterJours, type Jour, jourDe } from '#shared/dates.ts'
import { dateSaisie } from '#shared/typographie.ts'
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
          pourquoi: `Répondue le ${dateSaisie(demande.repondueLe && jourDe(demande.repondueLe))}. Dites si elle suffit ; sans rien dire, la demande se termine d’elle-même.`,
          verbe: 'Lire la réponse',
          lien: `/demandes/${demande.id}#suivi`,
        },
      ]
    return []
  })

const ACHATS = {
  repondre: {
    titre: () => 'Dire si la commune participe',
    pourquoi: 'Répondre n’engage pas la commune : l’adhésion se décidera ensuite en conseil municipal.',
    verbe: 'Répondre',
  },
  recenser: {
    titre: () => 'Déposer le recensement des agents',
    pourquoi: 'La commune a donné mandat : il reste à dire qui sont ses agents, sans leur nom.',
    verbe: 'Recenser',
  },
  adherer: {
    titre: (attend: string) => `Adhésion, à vous ${/^[aeéèhiou]/i.test(attend) ? 'd’' : 'de '}${attend}`,
    pourquoi: 'Le projet de délibération est déjà rempli ; chaque étape faite se note au même endroit.',
    verbe: 'Continuer',
  },
} as const

/** What group purchases wait for. `lien` gives the personal link, as the mail did. */
export const echeancesDesAchats = (
  attentes: readonly AttenteDAchat[],
  lien: (attente: AttenteDAchat) => string,
): Echeance[] =>
  attentes.map((attente) => {
    const { titre, pourquoi, verbe } = ACHATS[attente.quoi]
    return {
      cle: `${attente.employeurId}-${attente.quoi}`,
      organismeId: attente.organismeId,
      organisme: attente.organisme,
      module: 'Achat groupé',
      avant: attente.avant,
      titre: `${titre(attente.attend)} : ${attente.operation}`,
      pourquoi,
      verbe,
      lien: lien(attente),
    }
  })

/** A day that comes, with nothing to do here: it is only known in advance. */
export type ProchaineDate = {
  readonly cle: string
  readonly le: Jour
  readonly organismeId: string
  readonly organisme: string
  readonly titre: string
  readonly lien: string | null
}

const DATES_ACHATS: Readonly<Record<DateDAchat['quoi'], string>> = {
  conseil: 'Conseil municipal, adhésion',
  comite: 'Comité social, avis sur l’adhésion',
  reunion: 'Réunion d’information',
  cloture: 'Clôture des réponses',
}
/** Days ahead that the home shows. */
const HORIZON_JOURS = 30

/** Days of the month that comes, from every module: answers promised, councils, committees, meetings; the closest first. */
export const prochainesDates = (
  demandes: readonly DemandeLue[],
  achats: readonly DateDAchat[],
  aujourdhui: Jour,
): ProchaineDate[] => {
  const fin = ajouterJours(aujourdhui, HORIZON_JOURS)
  return [
    ...demandes.flatMap((demande): ProchaineDate[] =>
      demande.promiseLe && demande.etat !== 'REPONDUE'
        ? [
            {
              cle: demande.id,
              le: jourDe(demande.promiseLe),
              organismeId: demande.organismeId,
              organisme: demande.employeur,
              titre: `Réponse promise : ${demande.objet}`,
              lien: `/demandes/${demande.id}`,
            },
          ]
        : [],
    ),
    ...achats.map(({ cle, le, organismeId, organisme, operation, quoi }) => ({
      cle,
      le,
      organismeId,
      organisme,
      titre: `${DATES_ACHATS[quoi]} : ${operation}`,
      lien: null,
    })),
  ]
    .filter(({ le }) => le >= aujourdhui && le <= fin)
    .toSorted((a, b) => a.le.localeCompare(b.le) || a.organisme.localeCompare(b.organisme, 'fr'))
}
