import { ecrireCsv } from '#platform/tableurs/ecrire-csv.ts'
import { enJours } from '../domain/horloges.ts'
import { RECUL } from '../domain/mesures.ts'
import { regrouper } from '../domain/satisfaction.ts'
import { FENETRE_JOURS, mesureDe, type TempsLu } from './delais.queries.ts'

type Nomme = { readonly id: string; readonly libelle: string }
type Cellule = {
  readonly cle: string
  readonly nombre: number
  readonly ouvertes: number
  readonly temps: readonly TempsLu[]
}

const AUTRES = 'Autres genres, regroupés'

/**
 * The measured delays as open data, by guichet and by type: times of the centres only, and no cell under ten answered requests. Small cells are
 * put together, with the smallest published one if need be, so that none is found by subtraction; a guichet too small as a whole is left out.
 */
export function exporterDelais(
  temps: readonly TempsLu[],
  centres: readonly Nomme[],
  types: readonly Nomme[],
): string {
  const noms = new Map(types.map(({ id, libelle }) => [id, libelle]))
  const lignes = centres.flatMap(({ id, libelle: guichet }) => {
    const siens = temps.filter(({ guichetId }) => guichetId === id)
    const cellules = [...new Set(siens.map(({ typeId }) => typeId))].map((typeId): Cellule => {
      const duType = siens.filter((t) => t.typeId === typeId)
      const nombre = duType.filter(({ fini }) => fini).length
      return { cle: typeId, nombre, ouvertes: duType.length - nombre, temps: duType }
    })
    const { gardees, regroupees } = regrouper(cellules, RECUL)
    const autres = regroupees.flatMap((cellule) => cellule.temps)
    return [
      ...gardees.map(({ cle, temps: t }) => ({ guichet, demande: noms.get(cle) ?? '', temps: t })),
      ...(autres.length > 0 ? [{ guichet, demande: AUTRES, temps: autres }] : []),
    ]
  })
  const publiees = lignes.flatMap((ligne) => {
    const mesure = mesureDe(ligne.temps)
    return mesure ? [{ ...ligne, mesure, finies: ligne.temps.filter(({ fini }) => fini).length }] : []
  })
  const nombre = (n: number) => String(n).replace('.', ',')
  return ecrireCsv(
    [
      { titre: 'guichet', valeur: ({ guichet }) => guichet },
      { titre: 'demande', valeur: ({ demande }) => demande },
      { titre: 'periode_jours', valeur: () => FENETRE_JOURS },
      { titre: 'demandes_repondues', valeur: ({ finies }) => finies },
      { titre: 'mediane_jours_ouvres', valeur: ({ mesure }) => nombre(enJours(mesure.mediane)) },
      { titre: 'neuf_sur_dix_jours_ouvres', valeur: ({ mesure }) => nombre(enJours(mesure.p90)) },
      {
        titre: 'dans_le_delai_pourcent',
        valeur: ({ mesure }) => Math.round(100 * mesure.dansLaCible),
      },
    ],
    publiees,
  )
}
