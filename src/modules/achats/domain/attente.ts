import { ajouterJours, type Jour } from '#shared/dates.ts'

export type Procedure = 'appel_offres' | 'negociation' | 'adaptee' | 'convention'

/** Procedures, in the words of the national data on public contracts where they have some. */
export const PROCEDURES: Readonly<Record<Procedure, string>> = {
  appel_offres: 'Appel d’offres ouvert',
  negociation: 'Procédure avec négociation',
  adaptee: 'Procédure adaptée',
  convention: 'Convention de participation (décret 2011-1474)',
}

/** A formal procedure: its letters give reasons and it waits before it is signed. */
export const estFormalisee = (procedure: Procedure): boolean =>
  procedure === 'appel_offres' || procedure === 'negociation'

export type Attente = {
  readonly jours: number
  /** First day on which the contract may be signed. */
  readonly signatureDes: Jour
  readonly obligatoire: boolean
}

/**
 * Days to wait between the sending of the letters and the signature: 11 when they leave electronically, 16 otherwise (CCP R.2182-1). Not due with a
 * single bidder nor outside formal procedures (R.2182-2): it is then counted all the same and said to be a choice. Whole days after the day of sending
 * (the 5th + 11 = signature from the 17th: eleven days lie between).
 */
export function attenteAvantSignature(
  procedure: Procedure,
  envoi: { readonly le: Jour; readonly par: 'electronique' | 'autre' },
  candidats: number,
): Attente {
  const jours = envoi.par === 'electronique' ? 11 : 16
  return {
    jours,
    signatureDes: ajouterJours(envoi.le, jours + 1),
    obligatoire: estFormalisee(procedure) && candidats > 1,
  }
}
