import type { Acteur } from '#shared/acteur.ts'

/** What proves more than a mailbox or a password: a code of a generator, a code kept on paper, a key, an identity provider of the State that asked for two proofs. */
const PREUVES_FORTES = new Set(['otp', 'secours', 'cle', 'proconnect-double'])

/** True when a session, by the words of its proofs (« courriel otp »), was proved twice. */
export const prouveeDeuxFois = (preuves: string): boolean =>
  preuves.split(' ').some((preuve) => PREUVES_FORTES.has(preuve))

/** A second proof is asked in production; in demonstration everybody enters as anybody, in one click. */
export const exigeSecondFacteur = (mode: 'demonstration' | 'production'): boolean => mode === 'production'

/**
 * Who must prove twice that it is her (ADR 0056): whoever decides for a member, or reads what concerns the people of several employers. A
 * secretary reads the file of her own employer only, on a shared telephone at times: she may, she need not.
 */
export const doitProuverDeuxFois = ({
  roleMembre,
  fonctions,
}: Pick<Acteur, 'roleMembre' | 'fonctions'>): boolean =>
  roleMembre !== null || fonctions.includes('exploitation') || fonctions.includes('referent_signalement')
