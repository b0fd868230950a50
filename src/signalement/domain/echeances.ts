import { ajouterJours, ajouterMois, type Jour } from '#shared/dates.ts'
import { ajouterJoursOuvres, type CalendrierOuvre } from '#shared/jours-ouvres.ts'

/** What the server keeps in clear: the same six words for both régimes and every outcome. */
export const CODES_SERVEUR = ['AR', 'RDV', 'RETOUR', 'ENQUETE', 'RELANCE', 'PURGE'] as const
export type CodeServeur = (typeof CODES_SERVEUR)[number]

export const NOM_DU_CODE: Readonly<Record<CodeServeur, string>> = {
  AR: 'Accusé de réception',
  RDV: 'Rendez-vous demandé',
  RETOUR: 'Retour à l’auteur',
  ENQUETE: 'Ouverture de l’enquête',
  RELANCE: 'Relance',
  PURGE: 'Effacement',
}

export type Code =
  | 'AR_HUMAIN_CIBLE'
  | 'AR_7JO'
  | 'RDV_20JO'
  | 'RETOUR_3M'
  | 'ENQUETE_2M'
  | 'PROTECTION_URGENTE'
  | 'INFO_MIS_EN_CAUSE'
  | 'SUITES_EMPLOYEUR'
  | 'RELANCE_COMPLEMENT'
  | 'ARTICLE_40'
  | 'DECISION_EMPLOYEUR'
  | 'REPRESAILLES_1M'
  | 'REPRESAILLES_3M'
  | 'REPRESAILLES_6M'
  | 'PURGE_HORS_CHAMP'
  | 'PURGE_SANS_SUITE'
  | 'PURGE_AVEC_SUITE'

type Regle = Readonly<{
  nom: string
  serveur: CodeServeur
  /** Where the number comes from: a text, or the house. */
  source: string
  /** Days before the due day on which the desk is warned. */
  alertes: readonly number[]
  jour: (depart: Jour, calendrier: CalendrierOuvre) => Jour
}>

const jo = (n: number) => (depart: Jour, calendrier: CalendrierOuvre) =>
  ajouterJoursOuvres(depart, n, calendrier)
const mois = (n: number) => (depart: Jour) => ajouterMois(depart, n)
const jours = (n: number) => (depart: Jour) => ajouterJours(depart, n)

const REPRESAILLES = 'interne (loi 2016-1691, art. 10-1)'

/** Every deadline: the day of departure counts for nothing, months run date to date, else to the last day (règlement 1182/71 art. 3). */
export const REGLES: Readonly<Record<Code, Regle>> = {
  AR_HUMAIN_CIBLE: {
    nom: 'Accuser réception (objectif de la cellule)',
    serveur: 'AR',
    source: 'objectif interne, « sans délai » (CGFP L135-6)',
    alertes: [1],
    jour: jo(2),
  },
  AR_7JO: {
    nom: 'Accuser réception',
    serveur: 'AR',
    source: 'décret 2022-1284, art. 4 I',
    alertes: [4, 1],
    jour: jo(7),
  },
  RDV_20JO: {
    nom: 'Recevoir l’auteur qui demande un rendez-vous',
    serveur: 'RDV',
    source: 'décret 2022-1284, art. 4 I',
    alertes: [14, 4],
    jour: jo(20),
  },
  RETOUR_3M: {
    nom: 'Dire à l’auteur les suites et leurs raisons',
    serveur: 'RETOUR',
    source: 'décret 2022-1284, art. 4 III',
    alertes: [30, 15, 5],
    jour: mois(3),
  },
  ENQUETE_2M: {
    nom: 'Ouvrir l’enquête',
    serveur: 'ENQUETE',
    source: 'Défenseure des droits, décision-cadre 2025-019',
    alertes: [30, 15, 5],
    jour: mois(2),
  },
  PROTECTION_URGENTE: {
    nom: 'Proposer une mesure de protection (danger signalé)',
    serveur: 'RELANCE',
    source: 'CGFP R135-1, 3° ; nombre interne',
    alertes: [1],
    jour: jo(2),
  },
  INFO_MIS_EN_CAUSE: {
    nom: 'Informer la personne mise en cause',
    serveur: 'RELANCE',
    source: 'RGPD, art. 14 (à confirmer)',
    alertes: [10],
    jour: mois(1),
  },
  SUITES_EMPLOYEUR: {
    nom: 'Relancer l’employeur',
    serveur: 'RELANCE',
    source: 'interne',
    alertes: [3],
    jour: jours(30),
  },
  RELANCE_COMPLEMENT: {
    nom: 'Relancer l’auteur (complément demandé)',
    serveur: 'RELANCE',
    source: 'interne',
    alertes: [3],
    jour: jours(15),
  },
  ARTICLE_40: {
    nom: 'Saisir le procureur de la République',
    serveur: 'RELANCE',
    source: 'code de procédure pénale, art. 40, « sans délai » ; nombre interne',
    alertes: [1],
    jour: jo(2),
  },
  DECISION_EMPLOYEUR: {
    nom: 'Connaître la décision de l’employeur après le rapport',
    serveur: 'RELANCE',
    source: 'interne',
    alertes: [5],
    jour: mois(1),
  },
  REPRESAILLES_1M: {
    nom: 'Demander à l’auteur s’il subit des représailles (1 mois)',
    serveur: 'RELANCE',
    source: REPRESAILLES,
    alertes: [3],
    jour: mois(1),
  },
  REPRESAILLES_3M: {
    nom: 'Demander à l’auteur s’il subit des représailles (3 mois)',
    serveur: 'RELANCE',
    source: REPRESAILLES,
    alertes: [3],
    jour: mois(3),
  },
  REPRESAILLES_6M: {
    nom: 'Demander à l’auteur s’il subit des représailles (6 mois)',
    serveur: 'RELANCE',
    source: REPRESAILLES,
    alertes: [3],
    jour: mois(6),
  },
  PURGE_HORS_CHAMP: {
    nom: 'Effacer (hors du champ)',
    serveur: 'PURGE',
    source: 'CNIL ; message lisible 15 jours',
    alertes: [3],
    jour: jours(15),
  },
  PURGE_SANS_SUITE: {
    nom: 'Effacer (sans suite)',
    serveur: 'PURGE',
    source: 'CNIL, délibération 2019-139 (à relire en 2023-064)',
    alertes: [15],
    jour: mois(2),
  },
  PURGE_AVEC_SUITE: {
    nom: 'Revoir l’archive, puis effacer',
    serveur: 'PURGE',
    source: 'loi 2016-1691, art. 9 III ; revue tous les six mois',
    alertes: [15],
    jour: mois(6),
  },
}

/** The due day of a deadline that starts on `depart` (days in Paris). */
export const echeanceDe = (code: Code, depart: Jour, calendrier: CalendrierOuvre = {}): Jour =>
  REGLES[code].jour(depart, calendrier)

/**
 * The last day to give feedback: three months from the acknowledgment, or failing that from the end of the seven working days that follow
 * the receipt (décret 2022-1284, art. 4 III).
 */
export const limiteDuRetour = (recu: Jour, accuse: Jour | null, calendrier: CalendrierOuvre = {}): Jour =>
  echeanceDe('RETOUR_3M', accuse ?? echeanceDe('AR_7JO', recu, calendrier))

/** The deadlines that a deposit starts, as the server keeps them. */
export const echeancesDuDepot = (recu: Jour, calendrier: CalendrierOuvre = {}) =>
  [
    { code: 'AR', jour: echeanceDe('AR_7JO', recu, calendrier) },
    { code: 'RETOUR', jour: limiteDuRetour(recu, null, calendrier) },
    { code: 'ENQUETE', jour: echeanceDe('ENQUETE_2M', recu) },
  ] as const satisfies readonly Readonly<{ code: CodeServeur; jour: Jour }>[]

/** Whether the desk must be warned today of a deadline, and how. */
export function alerteDe(code: Code, echeance: Jour, aujourdhui: Jour): 'depassee' | 'proche' | 'loin' {
  if (echeance < aujourdhui) return 'depassee'
  return aujourdhui >= ajouterJours(echeance, -Math.max(...REGLES[code].alertes)) ? 'proche' : 'loin'
}

/** The day on which each overseas department remembers the abolition of slavery, a holiday there (Code du travail, L3422-2). */
const ABOLITION: Readonly<Record<string, string>> = {
  '971': '05-27',
  '972': '05-22',
  '973': '06-10',
  '974': '12-20',
  '976': '04-27',
}

/** Holidays differ in Moselle, Bas-Rhin and Haut-Rhin (Code du travail, L3134-13) and overseas, for the years 2020 to 2100. */
export function calendrierDuDepartement(departement: string): CalendrierOuvre {
  const abolition = ABOLITION[departement]
  return {
    alsaceMoselle: ['57', '67', '68'].includes(departement),
    ...(abolition && {
      fermetures: new Set(Array.from({ length: 81 }, (_, i) => `${2020 + i}-${abolition}`)),
    }),
  }
}
