import { partPayee } from '../../parametres/temps-partiel.ts'
import { type MilliPourcent, milliPourcent } from '../../socle/centimes.ts'
import { direTaux } from '../../socle/formats.ts'
import { direJour, type Jour } from '../../socle/jours.ts'
import { type Pas, pas, type Regle } from '../../socle/regle.ts'
import { repondre } from '../calcul-point.ts'
import { booleen, date, entier, enumeration, facultatif, objet, puis, refuser, taux } from '../lecture.ts'
import { operation } from '../operation.ts'
import { quotite } from './lecture-paie.ts'

/** First day on which every constant of pay is recorded. */
const PREMIER_JOUR: Jour = '2022-01-01'

const entree = puis(
  objet({
    indiceMajore: entier(1, 2_000, 'un indice majoré'),
    quotite,
    tempsNonComplet: facultatif(booleen),
    date,
    nbiPoints: facultatif(entier(0, 500, 'un nombre de points')),
    phase: facultatif(enumeration('plein', 'demi')),
    taux: facultatif(taux),
  }),
  (lu, chemin) => {
    if (lu.date < PREMIER_JOUR)
      refuser(
        `${chemin}.date`,
        `Les valeurs du point et du SMIC ne sont enregistrées que depuis le ${direJour(PREMIER_JOUR)} : choisissez une date plus récente.`,
      )
    return lu
  },
)

const FRACTION: Regle = {
  id: 'fraction-payee',
  libelle: 'Part du temps plein qui est payée',
  reference: 'CGFP L.612-5 : 80 % payé 6/7, 90 % payé 32/35, les autres taux à leur taux',
  unite: 'nombre',
  du: '1984-01-26',
  au: null,
  arrondi: null,
  confiance: 'R',
}

/** Monthly base pay, NBI and SMIC supplement of an index, for a working time and a leave rate. Rounded after each factor. */
export const traitement = operation({
  nom: 'traitement',
  libelle: 'Traitement, NBI et indemnité différentielle d’un mois',
  lire: entree,
  calculer: ({
    indiceMajore,
    quotite,
    tempsNonComplet,
    date: jour,
    nbiPoints = 0,
    phase = 'plein',
    taux: donne,
  }) => {
    const tauxPaye = donne ?? (phase === 'plein' ? 100_000 : 50_000)
    const [fractionNum, fractionDen] = partPayee(quotite, tempsNonComplet)
    return repondre({
      donnees: { indiceMajore, nbiPoints, fractionNum, fractionDen, tauxPaye, tauxNbiPaye: tauxPaye },
      sortie: { tib: 'tibVerse', nbi: 'nbiVersee', indemniteDifferentielle: 'indemniteDifferentielleVersee' },
      jour,
      avant: direFraction(quotite, fractionNum, fractionDen),
    })
  },
})

function direFraction(quotite: MilliPourcent, num: number, den: number): Pas[] {
  if (quotite === 100_000) return []
  const dite = den === 100_000 ? direTaux(milliPourcent(num)) : `${num}/${den}`
  const regle: Regle = den === 100_000 ? { ...FRACTION, confiance: 'C' } : FRACTION
  return [pas(regle, `${direTaux(quotite)} payé ${dite}`, { quotite: quotite / 1_000 }, dite)]
}
