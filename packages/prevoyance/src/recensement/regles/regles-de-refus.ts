import { plusAnnees } from '../../socle/jours.ts'
import type { Valeurs } from '../champs.ts'
import { refus } from '../motif.ts'
import { traitementMinimum } from '../paie.ts'
import { CUMUL_MAXIMUM, SEUIL_CNRACL } from '../parametres.ts'
import { type CodeRefus, centiemesFr } from '../phrases.ts'
import type { TypeConge } from '../types.ts'
import { categorieDuGrade } from './grades.ts'
import {
  age,
  anneeDe,
  estFonctionnaire,
  PAIE,
  type Regle,
  regle,
  TEMPS,
  temps,
  tempsPlausible,
} from './regle.ts'

const refuse = regle<CodeRefus>()

const AGE_MINIMUM = 15
const AGE_MAXIMUM = 80
const AGE_ENTREE = 14
/** Above the last chevron of the hors-échelle letters, with a margin (R). */
const INDICE_MAXIMUM = 1_700

/** Leaves that only one of the two schemes knows. Source: CGFP L.822-6 to L.822-23; décret 91-298 for the régime général. */
const REGIME_DU_CONGE: Partial<Record<TypeConge, Valeurs['regime']>> = {
  CLM: 'CNRACL',
  CLD: 'CNRACL',
  CITIS: 'CNRACL',
  CGM: 'IRCANTEC',
  ATMP: 'IRCANTEC',
}

/** What makes a row refused, beyond cells that cannot be read. */
export const REGLES_DE_REFUS: readonly Regle<CodeRefus>[] = [
  refuse('naissance', ['naissance'], (v, { date }) => {
    const ans = age(v.naissance, date)
    if (ans < 0) return refus('naissance-future', date)
    return ans < AGE_MINIMUM || ans > AGE_MAXIMUM
      ? refus('age-impossible', ans, AGE_MINIMUM, AGE_MAXIMUM)
      : null
  }),
  refuse('date_entree', ['date_entree'], (v, { date }) =>
    v.date_entree !== null && v.date_entree > date ? refus('entree-future', date) : null,
  ),
  refuse('date_entree', ['date_entree', 'naissance'], (v) => {
    if (v.date_entree === null) return null
    // Nearly every row: the years alone say it.
    if (anneeDe(v.date_entree) - v.naissance.annee > AGE_ENTREE) return null
    const quatorzeAns = plusAnnees(v.naissance.jour ?? `${v.naissance.annee}-01-01`, AGE_ENTREE)
    return v.date_entree < quatorzeAns ? refus('entree-avant-travail', AGE_ENTREE) : null
  }),
  refuse('heures_hebdo', TEMPS, (v) => {
    if (v.heures_hebdo === 0) return refus('temps-nul')
    return tempsPlausible(v)
      ? null
      : refus(
          'temps-superieur-a-100',
          `${centiemesFr(v.heures_hebdo)} h sur ${centiemesFr(v.heures_temps_complet)} h`,
        )
  }),
  refuse('heures_tous_emplois', [...TEMPS, 'heures_tous_emplois'], (v) => {
    if (v.heures_tous_emplois === null) return null
    if (v.heures_tous_emplois < v.heures_hebdo) return refus('heures-incoherentes')
    const maximum = (v.heures_temps_complet * CUMUL_MAXIMUM) / 10_000
    return v.heures_tous_emplois > maximum ? refus('cumul-excessif', centiemesFr(maximum)) : null
  }),
  refuse('regime', ['statut', 'regime', ...TEMPS, 'heures_tous_emplois'], (v) => {
    if (!estFonctionnaire(v)) return v.regime === 'CNRACL' ? refus('regime-contractuel') : null
    if (!tempsPlausible(v)) return null
    const heures = Math.max(v.heures_tous_emplois ?? 0, v.heures_hebdo)
    const seuil = SEUIL_CNRACL[v.heures_temps_complet] ?? 0
    const attendu = heures >= seuil ? 'CNRACL' : 'IRCANTEC'
    if (v.regime === attendu) return null
    const code = attendu === 'CNRACL' ? 'regime-fonctionnaire-cnracl' : 'regime-fonctionnaire-ircantec'
    return refus(code, centiemesFr(heures), centiemesFr(seuil))
  }),
  refuse('categorie', ['categorie', 'statut'], (v) =>
    v.categorie === null && v.statut !== 'droit-prive' ? refus('categorie-manquante') : null,
  ),
  refuse('categorie', ['categorie', 'grade'], (v) => {
    const attendue = v.grade === null ? null : categorieDuGrade(v.grade)
    return attendue !== null && v.categorie !== null && v.categorie !== attendue
      ? refus('categorie-incoherente', attendue)
      : null
  }),
  refuse('indice_majore', PAIE, (v) => {
    if (v.indice_majore === null && v.traitement_mensuel === null) return refus('remuneration-absente')
    return v.indice_majore !== null && v.traitement_mensuel !== null ? refus('remuneration-en-double') : null
  }),
  refuse('indice_majore', ['indice_majore'], (v, { parametres }) => {
    if (v.indice_majore === null) return null
    if (v.indice_majore < parametres.indiceMinimum)
      return refus('indice-sous-minimum', parametres.indiceMinimum)
    return v.indice_majore > INDICE_MAXIMUM ? refus('indice-hors-echelle', INDICE_MAXIMUM) : null
  }),
  refuse('traitement_mensuel', ['statut', ...PAIE, ...TEMPS, 'quotite'], (v, { parametres }) => {
    if (v.traitement_mensuel === null || v.indice_majore !== null) return null
    if (v.statut === 'droit-prive' || !tempsPlausible(v)) return null
    const minimum = traitementMinimum(temps(v), parametres)
    return v.traitement_mensuel < minimum - 1 ? refus('remuneration-sous-minimum', minimum) : null
  }),
  refuse('conge_depuis', ['conge_type', 'conge_depuis'], (v, { date }) => {
    if (v.conge_type !== null && v.conge_depuis === null) return refus('conge-sans-date')
    return v.conge_depuis !== null && v.conge_depuis > date ? refus('conge-futur', date) : null
  }),
  refuse('conge_type', ['conge_type', 'conge_depuis'], (v) =>
    v.conge_type === null && v.conge_depuis !== null ? refus('conge-sans-type') : null,
  ),
  refuse('conge_type', ['conge_type', 'regime'], (v) => {
    const regime = v.conge_type === null ? undefined : REGIME_DU_CONGE[v.conge_type]
    if (regime === undefined || regime === v.regime) return null
    return refus('conge-incoherent', v.conge_type ?? '', v.regime === 'CNRACL' ? 'la CNRACL' : 'l’IRCANTEC')
  }),
  refuse('conge_type', ['conge_type', 'statut'], (v) =>
    v.conge_type === 'DISPO' && v.statut !== 'titulaire' ? refus('conge-reserve-aux-titulaires') : null,
  ),
]
