import { ecrireCsv } from '#platform/tableurs/ecrire-csv.ts'
import { enJours } from '../domain/horloges.ts'
import { FENETRE_JOURS, type TempsLu } from './delais.queries.ts'
import { type DelaiPublie, delaisPublies } from './publier.ts'

type Nomme = { readonly id: string; readonly libelle: string }

/** The measured delays as open data, by guichet and by type: times of the centres only, small cells put together (`delaisPublies`). */
export function exporterDelais(
  temps: readonly TempsLu[],
  centres: readonly Nomme[],
  types: readonly Nomme[],
): string {
  const noms = new Map(types.map(({ id, libelle }) => [id, libelle]))
  return ecrireDelais(
    delaisPublies(
      temps.map(({ guichetId, typeId, cdg, reponseJours, fini }) => ({
        guichetId,
        demande: noms.get(typeId) ?? '',
        duree: cdg,
        reponseJours,
        finie: fini,
      })),
      centres.map(({ id }) => id),
    ),
    centres,
  )
}

/** The file itself, of lines that may be published. */
export function ecrireDelais(publies: readonly DelaiPublie[], centres: readonly Nomme[]): string {
  const guichets = new Map(centres.map(({ id, libelle }) => [id, libelle]))
  const nombre = (n: number) => String(n).replace('.', ',')
  return ecrireCsv(
    [
      { titre: 'guichet', valeur: ({ guichetId }) => guichets.get(guichetId) ?? '' },
      { titre: 'demande', valeur: ({ demande }) => demande },
      { titre: 'periode_jours', valeur: () => FENETRE_JOURS },
      { titre: 'demandes_repondues', valeur: ({ finies }) => finies },
      { titre: 'mediane_jours_ouvres', valeur: ({ mesure }) => nombre(enJours(mesure.mediane)) },
      { titre: 'neuf_sur_dix_jours_ouvres', valeur: ({ mesure }) => nombre(enJours(mesure.p90)) },
      { titre: 'dans_le_delai_pourcent', valeur: ({ mesure }) => Math.round(100 * mesure.dansLaCible) },
    ],
    publies,
  )
}
