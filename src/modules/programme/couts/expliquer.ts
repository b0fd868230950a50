import type { Faute } from '#platform/http/formulaire.ts'
import type { RefusCle } from '../domain/repartition.ts'
import { direPart } from './dire.ts'

const MANQUES = { agents: 'ses agents', masse: 'sa masse salariale' } as const

/** Why a key cannot share a cost, on the field to correct. */
export function expliquerCle(
  refus: RefusCle,
  membres: readonly { readonly organismeId: string; readonly libelle: string }[],
): { readonly fautes: readonly Faute[]; readonly statut: 422 } {
  const sur = (champ: string, message: string) => ({ fautes: [{ champ, message }], statut: 422 as const })
  switch (refus.code) {
    case 'parts-incompletes':
      return sur('egale', `Les parts font ${direPart(refus.somme)} ensemble : il faut 100 %.`)
    case 'libre-incomplet':
      return sur('libre', `Les pourcentages convenus font ${direPart(refus.somme)} ensemble : il faut 100 %.`)
    case 'base-manquante': {
      const noms = refus.organismes.map((id) => membres.find((m) => m.organismeId === id)?.libelle ?? '')
      return sur(
        refus.assiette,
        `${noms.join(', ')} : chacun doit d’abord déclarer ${MANQUES[refus.assiette]}, dans « Bases de répartition ».`,
      )
    }
    case 'base-nulle':
      return sur(refus.assiette, 'Tous les membres ont déclaré zéro : choisissez une autre base.')
    case 'plafond-trop-bas':
      return sur(
        'plafond',
        `Avec ce plafond, le coût ne serait pas payé en entier : au moins ${direPart(refus.minimum)}.`,
      )
    default:
      return sur('egale', 'Personne ne participe à cette action : il n’y a rien à partager.')
  }
}
