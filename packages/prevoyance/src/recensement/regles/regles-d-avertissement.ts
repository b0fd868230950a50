import { plusAnnees } from '../../socle/jours.ts'
import type { Valeurs } from '../champs.ts'
import { avertissement } from '../motif.ts'
import { smicPour, traitementIndiciaire } from '../paie.ts'
import type { ParametresRecensement } from '../parametres.ts'
import { type CodeAvertissement, centiemesFr } from '../phrases.ts'
import { age, estFonctionnaire, PAIE, type Regle, regle, TEMPS, temps } from './regle.ts'

const avertit = regle<CodeAvertissement>()

const AGE_USUEL = 70

const traitement = (
  v: Pick<Valeurs, (typeof TEMPS)[number] | 'quotite' | (typeof PAIE)[number]>,
  p: ParametresRecensement,
): number =>
  v.indice_majore === null ? (v.traitement_mensuel ?? 0) : traitementIndiciaire(v.indice_majore, temps(v), p)

const TEMPS_PLEIN = { numerateur: 1, denominateur: 1 }

/** What a person should look at in a row that is accepted. */
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
  avertit('ri_mensuel', ['ri_mensuel', ...PAIE, ...TEMPS, 'quotite'], (v, { parametres }) => {
    if (v.indice_majore !== null) {
      // Nearly every row: a part time is never paid less than its share, rounded.
      const plein = traitementIndiciaire(v.indice_majore, TEMPS_PLEIN, parametres)
      if ((v.ri_mensuel + 1) * v.heures_temps_complet * 10_000 < plein * v.heures_hebdo * v.quotite)
        return null
    }
    return v.ri_mensuel > traitement(v, parametres) ? avertissement('ri-superieur-au-traitement') : null
  }),
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
