/** Compartments of a case: story and files, identity, health, exchanges with the author, internal work, inquiry, what goes to the employer. */
export const VOLETS = ['R', 'I', 'S', 'E', 'N', 'Q', 'T'] as const
export type Volet = (typeof VOLETS)[number]

/** Who may hold a key, besides the author and the recovery quorum. */
export const ROLES = [
  'referent',
  'juriste',
  'gardien',
  'psychologue',
  'medecin',
  'enqueteur',
  'employeur',
  'coordinateur',
  'dpd',
] as const
export type Role = (typeof ROLES)[number]

export const NOM_DU_ROLE: Readonly<Record<Role, string>> = {
  referent: 'Référente ou référent signalement',
  juriste: 'Membre juriste de la cellule',
  gardien: 'Gardienne ou gardien d’identité',
  psychologue: 'Psychologue',
  medecin: 'Médecin du travail',
  enqueteur: 'Enquêtrice ou enquêteur',
  employeur: 'Autorité territoriale (employeur)',
  coordinateur: 'Coordination du Centre de gestion',
  dpd: 'Délégation à la protection des données',
}

/**
 * What a role may do in a compartment. `d`: the author's browser gives the key at the deposit; `c`: only with the author's recorded consent;
 * `m`: a member who holds the key gives it later, for a stated motive; `-`: never. `w` after it: may write there.
 */
export type Acces = 'd' | 'dw' | 'c' | 'cw' | 'm' | 'mw' | '-'

/** The table of roles and compartments: the browser gives keys by it, the server serves by it, the test is generated from it. */
export const ACCES: Readonly<Record<Role, Readonly<Record<Volet, Acces>>>> = {
  referent: { R: 'd', I: 'm', S: '-', E: 'dw', N: 'mw', Q: 'mw', T: 'mw' },
  juriste: { R: '-', I: '-', S: '-', E: 'dw', N: 'mw', Q: '-', T: 'm' },
  gardien: { R: '-', I: 'd', S: '-', E: '-', N: '-', Q: '-', T: '-' },
  psychologue: { R: 'c', I: 'c', S: 'cw', E: '-', N: '-', Q: '-', T: '-' },
  medecin: { R: 'c', I: 'c', S: 'cw', E: '-', N: '-', Q: '-', T: '-' },
  enqueteur: { R: 'm', I: 'm', S: '-', E: '-', N: '-', Q: 'mw', T: '-' },
  employeur: { R: '-', I: '-', S: '-', E: '-', N: '-', Q: '-', T: 'mw' },
  coordinateur: { R: '-', I: '-', S: '-', E: '-', N: '-', Q: '-', T: '-' },
  dpd: { R: '-', I: '-', S: '-', E: '-', N: '-', Q: '-', T: '-' },
}

/** Compartments that the author's browser creates; the others are born on the desk of a member. */
export const VOLETS_DE_L_AUTEUR = ['R', 'I', 'S', 'E'] as const satisfies readonly Volet[]

/** Whether a role may ever hold the key of a compartment. */
export const peutLire = (role: Role, volet: Volet): boolean => ACCES[role][volet] !== '-'

/** Whether a role may write in a compartment of which it holds the key. */
export const peutEcrire = (role: Role, volet: Volet): boolean => ACCES[role][volet].endsWith('w')

/** Whether a role may give the key of a compartment to another member: whoever works the case, and the keeper of identities for them. */
export const peutDonner = (role: Role, volet: Volet): boolean =>
  role === 'gardien' ? volet === 'I' : (role === 'referent' || role === 'juriste') && peutLire(role, volet)

/** Whether a role works on cases: sees them in its list, moves them, reads them again before they are closed. */
export const traite = (role: Role): boolean => role === 'referent' || role === 'juriste'

/** The consent that opens a compartment to a role; null when none is asked. */
export const accordDemande = (role: Role, volet: Volet): 'medecin' | 'psychologue' | null =>
  ACCES[role][volet].startsWith('c') && (role === 'medecin' || role === 'psychologue') ? role : null

type Lecteur = Readonly<{ id: string; role: Role }>

/**
 * Who receives a key at the deposit, compartment by compartment. Nobody of `exclus`, ever. The identity goes to the keeper of identities;
 * without one who may receive it, to the référents (CGFP R135-1: somebody must be able to reach the author). The doctor and the
 * psychologist only with the consent that names them.
 */
export function destinatairesAuDepot(
  membres: readonly Lecteur[],
  exclus: ReadonlySet<string>,
  accords: ReadonlySet<string>,
): Readonly<Record<(typeof VOLETS_DE_L_AUTEUR)[number], readonly string[]>> {
  const permis = membres.filter(({ id }) => !exclus.has(id))
  const pour = (volet: Volet) =>
    permis
      .filter(({ role }) => {
        const acces = ACCES[role][volet]
        const accord = accordDemande(role, volet)
        return acces.startsWith('d') || (accord !== null && accords.has(accord))
      })
      .map(({ id }) => id)
  const gardiens = permis.some(({ role }) => role === 'gardien')
  const referents = permis.filter(({ role }) => role === 'referent').map(({ id }) => id)
  return { R: pour('R'), I: gardiens ? pour('I') : [...pour('I'), ...referents], S: pour('S'), E: pour('E') }
}
