import { cst } from './cst.ts'
import { droitsConge } from './droits-conge.ts'
import type { Operation } from './operation.ts'
import { requalification } from './requalification.ts'

/** Every operation of the contract. To add one: its file in this folder, its line here. */
export const OPERATIONS: readonly Operation[] = [droitsConge, requalification, cst]
