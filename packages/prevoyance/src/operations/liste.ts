import { accord } from './accord.ts'
import { bascule } from './bascule.ts'
import { calendrierCst } from './calendrier-cst.ts'
import { comptes } from './comptes.ts'
import { cotisation } from './cotisation.ts'
import { cst } from './cst.ts'
import { disponibilite } from './disponibilite.ts'
import { droitsConge } from './droits-conge.ts'
import { fraisGestion } from './frais-gestion.ts'
import { garantieIncapacite } from './garantie-incapacite.ts'
import { garantieInvalidite } from './garantie-invalidite.ts'
import { indemnitesMaladie } from './indemnites-maladie.ts'
import { limiteIndemnites } from './limite-indemnites.ts'
import type { Operation } from './operation.ts'
import { opposabilite } from './opposabilite.ts'
import { participation } from './participation.ts'
import { plafondIjss } from './plafond-ijss.ts'
import { regimeSocial } from './regime-social.ts'
import { remboursementPrestations } from './remboursement-prestations.ts'
import { requalification } from './requalification.ts'
import { revisionTaux } from './revision-taux.ts'
import { tempsPartiel } from './temps-partiel.ts'
import { traitement } from './traitement.ts'

/** Every operation of the contract. To add one: its file in this folder, its line here. */
export const OPERATIONS: readonly Operation[] = [
  traitement,
  plafondIjss,
  indemnitesMaladie,
  garantieIncapacite,
  garantieInvalidite,
  remboursementPrestations,
  cotisation,
  participation,
  regimeSocial,
  accord,
  bascule,
  calendrierCst,
  comptes,
  cst,
  droitsConge,
  fraisGestion,
  opposabilite,
  requalification,
  revisionTaux,
  // Beyond the contract.
  disponibilite,
  limiteIndemnites,
  tempsPartiel,
]
