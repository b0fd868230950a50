/**
 * Compartments of a case: story and files, identity, health as the author tells it, her thread with the doctor, her thread with the psychologist,
 * exchanges with the cell, internal work, inquiry, what goes to the employer.
 */
export const VOLETS = ['R', 'I', 'S', 'M', 'P', 'E', 'N', 'Q', 'T'] as const
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
  'correspondant',
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
  correspondant: 'Correspondance RH de l’employeur, par délégation',
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
  referent: { R: 'd', I: 'm', S: '-', M: '-', P: '-', E: 'dw', N: 'mw', Q: 'mw', T: 'mw' },
  juriste: { R: 'd', I: '-', S: '-', M: '-', P: '-', E: 'dw', N: 'mw', Q: '-', T: 'm' },
  gardien: { R: '-', I: 'd', S: '-', M: '-', P: '-', E: '-', N: '-', Q: '-', T: '-' },
  psychologue: { R: 'c', I: 'c', S: 'c', M: '-', P: 'cw', E: '-', N: '-', Q: '-', T: '-' },
  // T: an opinion for the employer, never a diagnosis; its key only for a doctor to whom the author opened her health.
  medecin: { R: 'c', I: 'c', S: 'c', M: 'cw', P: '-', E: '-', N: '-', Q: '-', T: 'mw' },
  enqueteur: { R: 'm', I: 'm', S: '-', M: '-', P: '-', E: '-', N: '-', Q: 'mw', T: '-' },
  employeur: { R: '-', I: '-', S: '-', M: '-', P: '-', E: '-', N: '-', Q: '-', T: 'mw' },
  correspondant: { R: '-', I: '-', S: '-', M: '-', P: '-', E: '-', N: '-', Q: '-', T: 'mw' },
  coordinateur: { R: '-', I: '-', S: '-', M: '-', P: '-', E: '-', N: '-', Q: '-', T: '-' },
  dpd: { R: '-', I: '-', S: '-', M: '-', P: '-', E: '-', N: '-', Q: '-', T: '-' },
}

/** Compartments that every deposit creates, in the author's browser. */
export const VOLETS_DE_L_AUTEUR = ['R', 'I', 'S', 'E'] as const satisfies readonly Volet[]
/** Threads that her browser opens with a consent, one for each profession: neither reads the other's. */
export const VOLETS_DE_SOIN = ['M', 'P'] as const satisfies readonly Volet[]
/** Where the author writes; the other compartments are born on the desk of a member. */
export const estDeLAuteur = (volet: Volet): boolean =>
  ([...VOLETS_DE_L_AUTEUR, ...VOLETS_DE_SOIN] as readonly Volet[]).includes(volet)

/** Whether a role may ever hold the key of a compartment. */
export const peutLire = (role: Role, volet: Volet): boolean => ACCES[role][volet] !== '-'

/** Whether a role may write in a compartment of which it holds the key. */
export const peutEcrire = (role: Role, volet: Volet): boolean => ACCES[role][volet].endsWith('w')

/** Whether a role may give the key of a compartment to another member: whoever works the case, and the keeper of identities for them. */
export const peutDonner = (role: Role, volet: Volet): boolean =>
  role === 'gardien' ? volet === 'I' : (role === 'referent' || role === 'juriste') && peutLire(role, volet)

/** Whether a role works on cases: sees them in its list, moves them, reads them again before they are closed. */
export const traite = (role: Role): boolean => role === 'referent' || role === 'juriste'

/** Whether a role watches deadlines without any content: how many cases, which day, which number. */
export const veille = (role: Role): boolean => role === 'coordinateur' || role === 'dpd'

/** The consent that a role waits for before it reads anything; null when none is asked. */
export const accordDuRole = (role: Role): 'medecin' | 'psychologue' | null =>
  role === 'medecin' || role === 'psychologue' ? role : null

/** The consent that opens a compartment to a role; null when none is asked. */
export const accordDemande = (role: Role, volet: Volet): 'medecin' | 'psychologue' | null =>
  ACCES[role][volet].startsWith('c') ? accordDuRole(role) : null

type Lecteur = Readonly<{ id: string; role: Role }>

/** Whether somebody among readers can lead the case: a story that no référent reads would be led by nobody. */
export const seMene = (lecteurs: readonly Lecteur[]): boolean =>
  lecteurs.some(({ role }) => role === 'referent')

/**
 * Whether a person of an employer may be told of a case: the employer that the author named, and no other of those that entrusted their device to the
 * same organisation. Everybody else is not concerned.
 */
export const bonEmployeur = (
  membre: Readonly<{ role: Role; employeur?: string }>,
  employeur: string | null | undefined,
): boolean =>
  (membre.role !== 'employeur' && membre.role !== 'correspondant') ||
  (employeur !== null && employeur !== undefined && membre.employeur === employeur)

/**
 * Who receives a key at the deposit, compartment by compartment. Nobody of `exclus`, ever. The identity goes to the keeper of identities;
 * without one who may receive it, to the référents (CGFP R135-1: somebody must be able to reach the author). The doctor and the
 * psychologist only with the consent that names them.
 */
export function destinatairesAuDepot(
  membres: readonly Lecteur[],
  exclus: ReadonlySet<string>,
  accords: ReadonlySet<string>,
): Readonly<
  Record<(typeof VOLETS_DE_L_AUTEUR)[number] | (typeof VOLETS_DE_SOIN)[number], readonly string[]>
> {
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
  return {
    R: pour('R'),
    I: gardiens ? pour('I') : [...pour('I'), ...referents],
    S: pour('S'),
    M: pour('M'),
    P: pour('P'),
    E: pour('E'),
  }
}
