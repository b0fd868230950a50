import { regimeDe, tempsPartielTherapeutique } from '../droits/index.ts'
import { CONGES_MAX, controlerSuite, situation } from '../operations/conge/situation-conge.ts'
import {
  booleen,
  date,
  entier,
  enumeration,
  facultatif,
  type Lecteur,
  liste,
  montant,
  objet,
  periode,
  puis,
  refuser,
  taux,
} from '../operations/lecture.ts'
import { quotite } from '../operations/paie/lecture-paie.ts'
import { DERNIER_JOUR_CONNU, PARAMETRES } from '../parametres/index.ts'
import { CENT_POUR_CENT, type Centimes, type MilliPourcent, valeurAu } from '../socle/index.ts'
import type { Contrat, DemandeParcours, Paie, RepriseTherapeutique } from './types.ts'

const ZERO = 0 as MilliPourcent
const RIEN = 0 as Centimes
const TOUT = CENT_POUR_CENT as MilliPourcent

const NIVEAUX = {
  DECRET_2022_581: ['decretTiNbi', 'decretRi'],
  ACCORD_2023: ['accordTiNbi', 'accordRi'],
} as const
const parametre = (nom: (typeof NIVEAUX)[keyof typeof NIVEAUX][number]): MilliPourcent =>
  valeurAu<number>(PARAMETRES[nom], DERNIER_JOUR_CONNU, nom) as MilliPourcent

const niveauNomme = puis(enumeration('DECRET_2022_581', 'ACCORD_2023'), (nom) => ({
  tauxTiNbi: parametre(NIVEAUX[nom][0]),
  tauxRi: parametre(NIVEAUX[nom][1]),
}))
const niveauDuContrat = objet({ tauxTiNbi: taux, tauxRi: taux })

/** A level of guarantee: named, or the contract's own. Rates of the net of TI + NBI and of the net of RI. */
export const niveau: Lecteur<{ readonly tauxTiNbi: MilliPourcent; readonly tauxRi: MilliPourcent }> = (
  valeur,
  chemin,
) => (typeof valeur === 'string' ? niveauNomme(valeur, chemin) : niveauDuContrat(valeur, chemin))

/** Participation of the employer: an amount, or a share of the part that buys the minimum guarantees. */
export const participationSimple = puis(
  objet({
    montant: facultatif(montant),
    pourcentage: facultatif(taux),
    plancher: facultatif(montant),
  }),
  (lue, chemin) =>
    lue.montant !== undefined && lue.pourcentage !== undefined
      ? refuser(chemin, 'Donnez un montant ou un pourcentage, pas les deux.')
      : {
          participationMontant: lue.montant ?? RIEN,
          participationTaux: lue.pourcentage ?? ZERO,
          participationPlancher: lue.plancher ?? RIEN,
        },
)

/** Rates of one bid, per guarantee. */
export const tauxOffre = puis(
  objet({
    incapacite: taux,
    invalidite: facultatif(taux),
    retraite: facultatif(taux),
    deces: facultatif(taux),
    renfort: facultatif(taux),
  }),
  (lu) => ({
    tauxIncapacite: lu.incapacite,
    tauxInvalidite: lu.invalidite ?? ZERO,
    tauxRetraite: lu.retraite ?? ZERO,
    tauxDeces: lu.deces ?? ZERO,
    tauxRenfort: lu.renfort ?? ZERO,
  }),
)

const contrat: Lecteur<Contrat> = puis(
  objet({
    niveau,
    renfortRi: facultatif(taux),
    assietteNbi: facultatif(booleen),
    assietteRi: facultatif(booleen),
    regime: enumeration('facultatif-2025', 'obligatoire'),
    participation: participationSimple,
    taux: tauxOffre,
  }),
  (lu) => ({
    ...lu.niveau,
    ...lu.participation,
    ...lu.taux,
    tauxRenfortRi: lu.renfortRi ?? ZERO,
    assietteNbi: lu.assietteNbi ?? true,
    assietteRi: lu.assietteRi ?? true,
    obligatoire: lu.regime === 'obligatoire',
  }),
)

const paie: Lecteur<Paie> = puis(
  objet({
    indiceMajore: facultatif(entier(1, 2_000, 'un indice majoré')),
    traitement: facultatif(montant),
    quotite: facultatif(quotite),
    tempsNonComplet: facultatif(booleen),
    nbiPoints: facultatif(entier(0, 500, 'un nombre de points')),
    ri: facultatif(montant),
    indemniteResidence: facultatif(montant),
  }),
  (lue, chemin) =>
    (lue.indiceMajore === undefined) === (lue.traitement === undefined)
      ? refuser(
          `${chemin}.indiceMajore`,
          'Donnez un indice majoré, ou un traitement mensuel hors indice : l’un des deux.',
        )
      : {
          indiceMajore: lue.indiceMajore ?? 0,
          traitement: lue.traitement ?? RIEN,
          quotite: lue.quotite ?? TOUT,
          tempsNonComplet: lue.tempsNonComplet ?? false,
          nbiPoints: lue.nbiPoints ?? 0,
          ri: lue.ri ?? RIEN,
          indemniteResidence: lue.indemniteResidence ?? RIEN,
        },
)

const allocationInvalidite = objet({
  groupe: entier(1, 3, 'le groupe d’invalidité : 1, 2 ou 3'),
  debut: facultatif(date),
  naissance: facultatif(date),
})

const repriseTherapeutique = puis(
  objet({
    periodes: facultatif(liste(periode({}), { max: CONGES_MAX })),
    demande: periode({}),
    riMaintenu: taux,
  }),
  (lue, chemin): RepriseTherapeutique => {
    const reprise = { ...lue, periodes: lue.periodes ?? [] }
    controlerSuite({ conges: reprise.periodes, arret: reprise.demande }, chemin, ['periodes', 'demande'])
    const { conforme, motif } = tempsPartielTherapeutique(reprise.periodes, reprise.demande)
    if (!conforme) refuser(`${chemin}.demande`, `Cette période ne peut pas être accordée : ${motif}.`)
    return reprise
  },
)

const brute = objet({
  situation,
  paie,
  riMaintenu: objet({ plein: taux, demi: taux }),
  contrat,
  ald: facultatif(booleen),
  apresEpuisement: facultatif(enumeration('attente', 'disponibilite')),
  allocationInvalidite: facultatif(allocationInvalidite),
  tempsPartielTherapeutique: facultatif(repriseTherapeutique),
  apresFinContrat: facultatif(enumeration('indemnites-journalieres', 'indemnites-et-prestations')),
})

/** Reads the file of the command `agent`: a situation of leave, a pay, what the employer keeps, a contract, what follows the stop. */
export const demandeParcours: Lecteur<DemandeParcours> = puis(brute, (lue, chemin) => {
  const { agent: qui, arret } = lue.situation
  const cnracl = regimeDe(qui) === 'CNRACL'
  if (lue.allocationInvalidite !== undefined && (!cnracl || lue.apresEpuisement !== 'disponibilite'))
    refuser(
      `${chemin}.allocationInvalidite`,
      'Cette allocation est celle d’un fonctionnaire de la CNRACL en disponibilité d’office : donnez aussi « apresEpuisement » : « disponibilite », ou retirez ce champ.',
    )
  if (lue.apresFinContrat !== undefined && qui.finContrat === undefined)
    refuser(
      `${chemin}.apresFinContrat`,
      'Aucune fin de contrat n’est donnée : ajoutez « finContrat » à l’agent, ou retirez ce champ.',
    )
  const reprise = lue.tempsPartielTherapeutique
  if (reprise !== undefined && !cnracl)
    refuser(
      `${chemin}.tempsPartielTherapeutique`,
      'Ce droit est celui d’un fonctionnaire de la CNRACL (28 heures ou plus) : retirez ce champ.',
    )
  if (reprise !== undefined && reprise.demande.debut <= arret.fin)
    refuser(
      `${chemin}.tempsPartielTherapeutique.demande.debut`,
      `L’arrêt court jusqu’au ${arret.fin} : le temps partiel thérapeutique commence après.`,
    )
  return lue
})
