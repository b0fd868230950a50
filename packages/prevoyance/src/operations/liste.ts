import { disponibilite } from './conge/disponibilite.ts'
import { droitsConge } from './conge/droits-conge.ts'
import { limiteIndemnites } from './conge/limite-indemnites.ts'
import { requalification } from './conge/requalification.ts'
import { tempsPartiel } from './conge/temps-partiel.ts'
import { accord } from './contrat/accord.ts'
import { bascule } from './contrat/bascule.ts'
import { calendrierCst } from './contrat/calendrier-cst.ts'
import { comptes } from './contrat/comptes.ts'
import { cst } from './contrat/cst.ts'
import { fraisGestion } from './contrat/frais-gestion.ts'
import { opposabilite } from './contrat/opposabilite.ts'
import { revisionTaux } from './contrat/revision-taux.ts'
import type { Operation } from './operation.ts'
import { cotisation } from './paie/cotisation.ts'
import { garantieIncapacite } from './paie/garantie-incapacite.ts'
import { garantieInvalidite } from './paie/garantie-invalidite.ts'
import { indemnitesMaladie } from './paie/indemnites-maladie.ts'
import { participation } from './paie/participation.ts'
import { plafondIjss } from './paie/plafond-ijss.ts'
import { regimeSocial } from './paie/regime-social.ts'
import { remboursementPrestations } from './paie/remboursement-prestations.ts'
import { traitement } from './paie/traitement.ts'

/** Every operation of the contract. To add one: its file in a folder beside, its line here. */
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
