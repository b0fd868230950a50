import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'

/** What must be read again later and by nobody who reads the base alone: sealed by the secret of the installation, as generators of codes are (ADR 0056). */
export const sceller = (cle: string, clair: string): Promise<string> =>
  symmetricEncrypt({ key: cle, data: clair })

/** The clear text; null when it was sealed under another secret. */
export const desceller = (cle: string, scelle: string): Promise<string | null> =>
  symmetricDecrypt({ key: cle, data: scelle }).catch(() => null)
