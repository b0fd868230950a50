import { PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import { jamais } from '#shared/result.ts'
import { date } from '#shared/typographie.ts'
import type { RefusFin } from '../domain/convention.ts'

/** The sentence shown for a refusal on a convention, and the field it belongs to (null: the whole form). */
export function expliquerConvention(
  refus: RefusFin | { readonly code: 'interdit' | 'introuvable' | 'page-perimee' | 'partie-inconnue' },
): { readonly champ: string | null; readonly phrase: string } {
  switch (refus.code) {
    case 'interdit':
      return {
        champ: null,
        phrase:
          'Une convention est tenue par le membre qui l’a enregistrée. Vous pouvez la lire, pas la modifier.',
      }
    case 'introuvable':
      return { champ: null, phrase: 'Cette convention n’existe pas.' }
    case 'page-perimee':
      return { champ: null, phrase: PAGE_PERIMEE }
    case 'partie-inconnue':
      return { champ: 'parties', phrase: 'Cochez des membres de la coopération.' }
    case 'deja-finie':
      return {
        champ: null,
        phrase: 'Cette convention est déjà dénoncée ou close : rien n’est à enregistrer.',
      }
    case 'jour-futur':
      return { champ: 'jour', phrase: 'Cette date n’est pas encore passée : enregistrez-la une fois faite.' }
    case 'jour-avant-le-debut':
      return {
        champ: 'jour',
        phrase: `Cette date vient avant le début de la convention, le ${date(refus.du)}.`,
      }
    case 'preavis-passe':
      return {
        champ: 'jour',
        phrase: `Le préavis devait être donné avant le ${date(refus.limite)} pour une fin au ${date(refus.fin)}. Après cette date, attendez la période suivante ou convenez d’une fin avec les parties.`,
      }
    case 'motif-manquant':
      return { champ: 'motif', phrase: 'Dites pourquoi : le motif reste dans l’historique.' }
    default:
      return jamais(refus)
  }
}
