import { cst } from './cst.ts'
import type { Operation } from './operation.ts'

/** Every operation of the contract. To add one: its file in this folder, its line here. */
export const OPERATIONS: readonly Operation[] = [cst]
