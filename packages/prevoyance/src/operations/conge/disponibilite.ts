import { disponibiliteOffice } from '../../droits/disponibilite.ts'
import { enumeration, periode } from '../lecture.ts'
import { operation } from '../operation.ts'

const entree = periode({ statut: enumeration('titulaire', 'stagiaire', 'contractuel-public') })

/** Years of a disponibilité d'office, or of an unpaid leave, for health. */
export const disponibilite = operation({
  nom: 'disponibilite-office',
  libelle: 'Disponibilité d’office pour raison de santé : années, renouvellements, terme',
  lire: entree,
  calculer: ({ statut, debut, fin }) => {
    const { periodes, terme, termeExceptionnel, explication } = disponibiliteOffice(statut, debut, fin)
    return { sortie: { periodes: periodes.map((p) => ({ ...p })), terme, termeExceptionnel }, explication }
  },
})
