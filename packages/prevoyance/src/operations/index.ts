import { accord } from './accord.ts'
import { bascule } from './bascule.ts'
import { calendrierCst } from './calendrier-cst.ts'
import { comptes } from './comptes.ts'
import { cst } from './cst.ts'
import { droitsConge } from './droits-conge.ts'
import { fraisGestion } from './frais-gestion.ts'
import type { Operation } from './operation.ts'
import { opposabilite } from './opposabilite.ts'
import { requalification } from './requalification.ts'
import { revisionTaux } from './revision-taux.ts'

/** Every operation of the contract. To add one: its file in this folder, its line here. */
export const OPERATIONS: readonly Operation[] = [
  droitsConge,
  requalification,
  bascule,
  opposabilite,
  accord,
  cst,
  calendrierCst,
  revisionTaux,
  comptes,
  fraisGestion,
]
