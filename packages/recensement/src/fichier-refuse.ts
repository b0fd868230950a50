import {
  type CodeRefusFichier,
  type RefusFichier,
  refusFichier,
} from '@maillage/prevoyance/recensement/phrases-fichier'

/** Stops the decoding of a file for a reason that the user must read. `verifierRecensement` turns it into a report. */
export class FichierRefuse extends Error {
  readonly refus: RefusFichier

  constructor(refus: RefusFichier) {
    super(refus.message)
    this.name = 'FichierRefuse'
    this.refus = refus
  }
}

/** Refuses the file: same arguments as `refusFichier`. */
export function refuserFichier<C extends CodeRefusFichier>(
  ...raison: Parameters<typeof refusFichier<C>>
): never {
  throw new FichierRefuse(refusFichier(...raison))
}
