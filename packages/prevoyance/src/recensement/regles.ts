import type { Valeurs } from './champs.ts'
import { plusAnnees } from './dates.ts'
import { categorieDuGrade } from './grades.ts'
import { avertissement, type Raison, refus } from './motif.ts'
import { fractionPayee, smicPour, traitementIndiciaire, traitementMinimum } from './paie.ts'
import { CUMUL_MAXIMUM, type ParametresRecensement, SEUIL_CNRACL } from './parametres.ts'
import { type CodeAvertissement, type CodeRefus, centiemesFr } from './phrases.ts'
import type { NomColonne, TypeConge } from './types.ts'

/** What the rules need beside the row. `date`: census date, 'AAAA-MM-JJ'. */
export interface ContexteRegles {
  readonly date: string
  readonly parametres: ParametresRecensement
}

/** A rule crosses columns; it is applied only when every column it reads could be read. */
export interface Regle<C extends string> {
  readonly colonne: NomColonne
  readonly lit: readonly NomColonne[]
  readonly decide: (v: Valeurs, contexte: ContexteRegles) => Raison<C> | null
}

const regle =
  <C extends string>() =>
  <K extends NomColonne>(
    colonne: NomColonne,
    lit: readonly K[],
    decide: (v: Pick<Valeurs, K>, contexte: ContexteRegles) => Raison<C> | null,
  ): Regle<C> => ({ colonne, lit, decide })

const refuse = regle<CodeRefus>()
const avertit = regle<CodeAvertissement>()

const AGE_MINIMUM = 15
const AGE_MAXIMUM = 80
const AGE_USUEL = 70
const AGE_ENTREE = 14
/** Above the last chevron of the hors-échelle letters, with a margin (R). */
const INDICE_MAXIMUM = 1_700

const estFonctionnaire = (v: Pick<Valeurs, 'statut'>): boolean =>
  v.statut === 'titulaire' || v.statut === 'stagiaire'

/** Whole years on the census date; from the year alone, the age reached during that year. */
function age(naissance: Valeurs['naissance'], date: string): number {
  const annees = Number(date.slice(0, 4)) - naissance.annee
  return naissance.jour !== null && naissance.jour.slice(5) > date.slice(5) ? annees - 1 : annees
}

const TEMPS = ['heures_hebdo', 'heures_temps_complet'] as const
const PAIE = ['indice_majore', 'traitement_mensuel'] as const

/** Rules on pay and scheme would only repeat that the working time is wrong: they wait until it is plausible. */
const tempsPlausible = (v: Pick<Valeurs, (typeof TEMPS)[number]>): boolean =>
  v.heures_hebdo > 0 && v.heures_hebdo <= v.heures_temps_complet

const temps = (v: Pick<Valeurs, (typeof TEMPS)[number] | 'quotite'>) =>
  fractionPayee({
    heuresHebdo: v.heures_hebdo,
    heuresTempsComplet: v.heures_temps_complet,
    quotite: v.quotite,
  })

const traitement = (
  v: Pick<Valeurs, (typeof TEMPS)[number] | 'quotite' | (typeof PAIE)[number]>,
  p: ParametresRecensement,
): number =>
  v.indice_majore === null ? (v.traitement_mensuel ?? 0) : traitementIndiciaire(v.indice_majore, temps(v), p)

/** Leaves that only one of the two schemes knows. Source: CGFP L.822-6 to L.822-23; décret 91-298 for the régime général. */
const REGIME_DU_CONGE: Partial<Record<TypeConge, Valeurs['regime']>> = {
  CLM: 'CNRACL',
  CLD: 'CNRACL',
  CITIS: 'CNRACL',
  CGM: 'IRCANTEC',
  ATMP: 'IRCANTEC',
}

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

export const REGLES_D_AVERTISSEMENT: readonly Regle<CodeAvertissement>[] = [
  avertit('naissance', ['naissance'], (v, { date }) => {
    const ans = age(v.naissance, date)
    return ans > AGE_USUEL ? avertissement('age-eleve', ans) : null
  }),
  avertit('quotite', [...TEMPS, 'quotite'], (v) => {
    const memeProportion = v.heures_hebdo * 10_000 === v.quotite * v.heures_temps_complet
    return v.quotite < 10_000 && memeProportion ? avertissement('temps-partiel-compte-deux-fois') : null
  }),
  avertit('quotite', ['quotite'], (v) =>
    v.quotite < 5_000 ? avertissement('quotite-basse', centiemesFr(v.quotite)) : null,
  ),
  avertit('nbi_points', ['nbi_points', 'statut'], (v) => {
    if (v.nbi_points > 120) return avertissement('nbi-elevee', v.nbi_points)
    return v.nbi_points > 0 && !estFonctionnaire(v) ? avertissement('nbi-contractuel') : null
  }),
  avertit('ri_mensuel', ['ri_mensuel', ...PAIE, ...TEMPS, 'quotite'], (v, { parametres }) =>
    v.ri_mensuel > traitement(v, parametres) ? avertissement('ri-superieur-au-traitement') : null,
  ),
  avertit('traitement_mensuel', ['traitement_mensuel'], (v) =>
    (v.traitement_mensuel ?? 0) > 1_200_000 ? avertissement('traitement-eleve') : null,
  ),
  avertit(
    'traitement_mensuel',
    ['statut', 'traitement_mensuel', ...TEMPS, 'quotite'],
    (v, { parametres }) => {
      const smic = v.statut === 'droit-prive' ? smicPour(temps(v), parametres) : null
      return smic !== null && v.traitement_mensuel !== null && v.traitement_mensuel < smic
        ? avertissement('prive-sous-smic', smic)
        : null
    },
  ),
  avertit('conge_depuis', ['conge_type', 'conge_depuis'], (v, { date }) =>
    v.conge_type === 'CMO' && v.conge_depuis !== null && v.conge_depuis <= plusAnnees(date, -1)
      ? avertissement('cmo-plus-de-douze-mois')
      : null,
  ),
  avertit('conge_depuis', ['conge_depuis', 'date_entree'], (v) =>
    v.conge_depuis !== null && v.date_entree !== null && v.conge_depuis < v.date_entree
      ? avertissement('conge-avant-entree')
      : null,
  ),
]
