import { z } from 'zod'
import {
  adresseSecurisee,
  cle,
  entierFacultatif,
  heureDemandee,
  jourDemande,
  texteDemande,
  texteLibre,
  version,
} from '#platform/http/champs.ts'
import type { Saisies } from '#platform/http/contexte.ts'
import { estId } from '#shared/ids.ts'
import type { EtatPresence } from '../travail.queries.ts'

export const FormulaireReunion = z.object({
  objet: texteDemande(3, 200, 'Dites l’objet de la réunion (3 caractères au moins).'),
  jour: jourDemande('Indiquez le jour de la réunion.'),
  heure: heureDemandee,
  dureeMinutes: entierFacultatif(15, 720).transform((lu) => lu ?? 90),
  lieu: texteLibre(300),
  visio: adresseSecurisee,
  ordreDuJour: texteLibre(10000),
  version: version.default(0),
  cle,
})

export const FormulaireNotes = z.object({
  notes: texteDemande(3, 40000, 'Écrivez ce qui s’est dit (3 caractères au moins).'),
  suites: texteLibre(10000),
  version,
})

/** Presences, read from the fields named after each person expected. */
export function lirePresences(corps: Saisies): Record<string, EtatPresence> {
  const lues = Object.entries(corps).flatMap(([champ, valeur]) => {
    const id = champ.startsWith('presence-') ? champ.slice('presence-'.length) : ''
    return estId(id) && (valeur === 'present' || valeur === 'excuse' || valeur === 'absent')
      ? [[id, valeur] as const]
      : []
  })
  return Object.fromEntries(lues)
}
