import { droitsConge as calculer } from '../../droits/droits.ts'
import { operation } from '../operation.ts'
import { situation } from './situation-conge.ts'

/** Rights of one stop, day by day. */
export const droitsConge = operation({
  nom: 'droits-conge',
  libelle: 'Droits à congé pour raison de santé, jour par jour',
  lire: situation,
  calculer: (entree) => {
    const { periodes, explication } = calculer(entree)
    return { sortie: { periodes: periodes.map((p) => ({ ...p })) }, explication }
  },
})
