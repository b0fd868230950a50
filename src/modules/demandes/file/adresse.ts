import { RUBRIQUE } from '../vues.tsx'
import type { Filtres } from './file.queries.ts'

/** The desk as it opens, but for its view and its order. */
export const SANS_FILTRE: Omit<Filtres, 'vue' | 'tri'> = {
  q: '',
  type: '',
  commune: '',
  etat: '',
  qui: '',
  depuis: '',
  theme: '',
  employeur: '',
  age: '',
}

/** Address of the desk with these filters; what is as it opens is left out. */
export const adresseDe = (
  filtres: Partial<Filtres>,
  autres: Partial<Filtres> & { readonly page?: number } = {},
): string => {
  const tout = { ...filtres, ...autres }
  const requete = new URLSearchParams(
    Object.entries(tout).flatMap(([nom, valeur]) =>
      valeur === '' ||
      valeur === undefined ||
      (nom === 'tri' && valeur === 'tour') ||
      (nom === 'page' && valeur === 1)
        ? []
        : [[nom, String(valeur)]],
    ),
  )
  return `${RUBRIQUE}?${requete}`
}
