import { DERNIER_JOUR_CONNU, PARAMETRES } from '../../parametres/index.ts'
import { type Centimes, centimes, type MilliPourcent } from '../../socle/centimes.ts'
import { direEuros, direTaux, enEuros } from '../../socle/formats.ts'
import { valeurAu } from '../../socle/parametre.ts'
import { type Pas, pas, type Regle } from '../../socle/regle.ts'
import { repondre } from '../calcul-point.ts'
import { enumeration, facultatif, montant, objet, puis, refuser } from '../lecture.ts'
import { operation } from '../operation.ts'
import { type RegleParticipation, regleParticipation, type Tranche } from './lecture-participation.ts'

const entree = puis(
  objet({
    cotisation: montant,
    cotisationMinimum: facultatif(montant),
    regle: regleParticipation,
    regime: enumeration('facultatif-2025', 'obligatoire'),
  }),
  (lu, chemin) => {
    if (lu.cotisationMinimum !== undefined && lu.cotisationMinimum > lu.cotisation)
      refuser(
        `${chemin}.cotisationMinimum`,
        'La part qui paie les garanties minimales dépasse la cotisation entière : vérifiez les deux montants.',
      )
    return lu
  },
)

/**
 * Employer's share and agent's share of one contribution. Facultative: at least 7 €; mandatory: at least half of the minimum
 * guarantees, half a cent going to the employer; never more than the contribution.
 */
export const participation = operation({
  nom: 'participation',
  libelle: 'Part de l’employeur et part de l’agent',
  lire: entree,
  calculer: ({ cotisation, cotisationMinimum = cotisation, regle, regime }) => {
    const { donnees, avant } = decision(regle)
    return repondre({
      donnees: {
        cotisation,
        cotisationMinimum,
        regimeParticipation: regime === 'obligatoire' ? 1 : 0,
        ...donnees,
      },
      sortie: { employeur: 'partEmployeur', agent: 'partAgent' },
      avant: [...avant, ...direMinimum(regime === 'obligatoire' ? cotisationMinimum : null)],
    })
  },
})

type Donnees = Partial<
  Record<
    'participationMontant' | 'participationTaux' | 'participationTauxTotal' | 'participationPlancher',
    number
  >
>

/** What the employer decided, as inputs of the point rules; for brackets, which one applies. */
function decision(regle: RegleParticipation): { donnees: Donnees; avant: Pas[] } {
  if (regle.type === 'montant') return { donnees: { participationMontant: regle.montant }, avant: [] }
  if (regle.type === 'pourcentage')
    return {
      donnees: { participationTaux: regle.taux, participationPlancher: regle.plancher ?? 0 },
      avant: [],
    }
  const tranche = regle.tranches.find((t) => contient(t, regle.brut))
  return {
    donnees: {
      participationMontant: tranche?.montant ?? 0,
      participationTauxTotal: tranche?.pourcentage ?? 0,
    },
    avant: [direTranche(regle.brut, tranche)],
  }
}

const contient = ({ jusqua, inclus }: Tranche, brut: Centimes): boolean =>
  jusqua === undefined || (inclus ? brut <= jusqua : brut < jusqua)

const MINIMUM: Regle = {
  id: 'minimum-en-obligatoire',
  libelle: 'Le minimum en euros du régime facultatif ne s’ajoute pas à la moitié',
  reference: 'CGFP L.827-11 (loi 2025-1251), lu comme remplaçant le minimum du décret 2022-581, art. 2',
  unite: 'centimes',
  du: '2025-12-24',
  au: null,
  arrondi: null,
  confiance: '?',
}

/** In a mandatory contract whose half is under the minimum in euros, no text says whether that minimum still binds: it is told. */
function direMinimum(cotisationMinimum: Centimes | null): Pas[] {
  const minimum = valeurAu<number>(PARAMETRES.participationMinimum, DERNIER_JOUR_CONNU, 'le minimum')
  if (cotisationMinimum === null || cotisationMinimum >= 2 * minimum) return []
  const dit = centimes(minimum)
  const formule = `moitié de ${direEuros(cotisationMinimum)}, sous ${direEuros(dit)}`
  return [pas(MINIMUM, formule, { minimum: enEuros(dit) }, 'non ajouté')]
}

const TRANCHE: Regle = {
  id: 'tranche',
  libelle: 'Tranche de rémunération qui s’applique',
  reference: 'délibération de l’employeur',
  unite: 'texte',
  du: '2011-11-11',
  au: null,
  arrondi: null,
  confiance: 'C',
}

function direTranche(brut: Centimes, tranche: Tranche | undefined): Pas {
  const valeurs = { brut: enEuros(brut) }
  if (tranche === undefined) return pas(TRANCHE, `${direEuros(brut)} : aucune tranche`, valeurs, 'aucune')
  const borne =
    tranche.jusqua === undefined
      ? 'dernière tranche'
      : `${direEuros(brut)} ${tranche.inclus ? '≤' : '<'} ${direEuros(tranche.jusqua)}`
  return pas(TRANCHE, borne, valeurs, direDroit(tranche))
}

const direDroit = ({ montant: fixe, pourcentage }: Tranche): string =>
  pourcentage === undefined
    ? direEuros(fixe ?? (0 as Centimes))
    : `${direTaux(pourcentage as MilliPourcent)} de la cotisation`
