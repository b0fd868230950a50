import { accepter, type Result, refuser } from '#shared/result.ts'
import {
  ACCORDS,
  ATTENTES,
  CRITERES,
  DEMARCHES,
  IDENTITES,
  MOYENS,
  NATURES,
  OUI_NON_NSP,
  QUALITES,
  STATUTS,
  TRANSMISSION,
} from './listes.ts'
import { ACCORD_DE_LA_REPONSE, estDeTransmission, type Politique } from './politique.ts'

/** What was typed, field by field: the same from a browser's form and from a posted one. */
export type Brut = Readonly<Record<string, readonly string[]>>
type Faute = Readonly<{ champ: string; message: string }>

/** The report, before it is split into compartments. */
export type Signalement = Readonly<{
  employeur: string | null
  identite: 'anonyme' | 'confidentiel' | 'nominatif'
  /** Compartment R: field → what was said, empty fields left out. */
  faits: Readonly<Record<string, string | readonly string[]>>
  /** Compartment I; empty when anonymous. */
  personne: Readonly<Record<string, string>>
  /** Compartment S. */
  sante: Readonly<Record<string, string>>
  accords: readonly string[]
  exclusions: readonly string[]
}>

export const RECIT_MAX = 60_000
const COURT = 300
const MOYEN = 5_000

const TEXTES_FAITS: Readonly<Record<string, number>> = {
  recit: RECIT_MAX,
  quand: MOYEN,
  lieux: COURT,
  frequence: COURT,
  auteurFonction: MOYEN,
  auteurLien: COURT,
  temoins: MOYEN,
  represailles: MOYEN,
  protectionDemandee: COURT,
  codeAffiche: 40,
}
const CHOIX_FAITS: Readonly<Record<string, readonly Readonly<{ valeur: string }>[]>> = {
  qualite: QUALITES,
  statut: STATUTS,
  victimeInformee: OUI_NON_NSP,
  accordVictime: OUI_NON_NSP,
  critere: CRITERES,
  auteurElu: OUI_NON_NSP,
  enCours: OUI_NON_NSP,
  cohabitation: OUI_NON_NSP,
  danger: OUI_NON_NSP,
}
const MULTIPLES: Readonly<Record<string, readonly Readonly<{ valeur: string }>[]>> = {
  nature: NATURES,
  moyens: MOYENS,
  demarches: DEMARCHES,
  attentes: ATTENTES,
}
export const CHAMPS_PERSONNE = [
  'nom',
  'prenom',
  'fonction',
  'service',
  'telephone',
  'courriel',
  'moments',
  'laisserMessage',
]
export const CHAMPS_SANTE = ['arret', 'accidentService', 'suiviMedical']

/** Where mediation is not proposed: it would put the victim face to face with who hurt them. */
export const SANS_MEDIATION: readonly string[] = [
  'atteinte_physique',
  'violence_physique',
  'violence_sexuelle',
  'harcelement_sexuel',
  'agissement_sexiste',
]

/**
 * Reads a report: lists are closed, texts are bounded, what is asked for is there, and the policy of the organisation is kept. Refuses with one
 * sentence per field, for the summary of the form; what was typed is not changed.
 */
export function lireSignalement(brut: Brut, politique: Politique): Result<Signalement, readonly Faute[]> {
  const fautes: Faute[] = []
  const un = (champ: string) => (brut[champ]?.[0] ?? '').replaceAll('\r\n', '\n').trim()
  const faute = (champ: string, message: string) => void fautes.push({ champ, message })
  const texte = (champ: string, max: number) => {
    const lu = un(champ)
    if (lu.length > max)
      faute(champ, `Ce texte tient en ${max} caractères : raccourcissez, ou joignez un fichier.`)
    return lu
  }
  const parmi = (champ: string, liste: readonly Readonly<{ valeur: string }>[]) => {
    const lu = un(champ)
    if (lu !== '' && !liste.some(({ valeur }) => valeur === lu)) faute(champ, 'Choisissez dans la liste.')
    return lu
  }
  const plusieurs = (champ: string, liste: readonly Readonly<{ valeur: string }>[]) => {
    const lus = [...new Set(brut[champ] ?? [])].filter((lu) => lu !== '')
    if (lus.some((lu) => !liste.some(({ valeur }) => valeur === lu)))
      faute(champ, 'Choisissez dans la liste.')
    return lus
  }

  const faits: Record<string, string | readonly string[]> = {}
  for (const [champ, liste] of Object.entries(CHOIX_FAITS)) faits[champ] = parmi(champ, liste)
  for (const [champ, liste] of Object.entries(MULTIPLES)) faits[champ] = plusieurs(champ, liste)
  for (const [champ, max] of Object.entries(TEXTES_FAITS)) faits[champ] = texte(champ, max)
  const identite = parmi('identite', IDENTITES) as Signalement['identite'] | ''
  const coches = plusieurs('accords', ACCORDS)
  const transmission = parmi('transmission', TRANSMISSION)
  const repondu = politique.transmissionDefaut === 'a_repondre' ? ACCORD_DE_LA_REPONSE[transmission] : null
  const accords = [...new Set([...(repondu ? [repondu] : []), ...coches])]
  const employeur = texte('employeur', 60) || null
  const temoin = String(faits['qualite']).startsWith('temoin')

  if (faits['qualite'] === '') faute('qualite', 'Dites en quelle qualité vous signalez.')
  if (identite === '') faute('identite', 'Choisissez si vous dites qui vous êtes, et à qui.')
  if (faits['nature']!.length === 0)
    faute('nature', 'Cochez au moins une nature de faits, même si vous hésitez.')
  if (String(faits['recit']).length < 20)
    faute('recit', 'Racontez ce qui s’est passé, en quelques phrases au moins.')
  if (identite === 'anonyme' && !politique.anonymeAccepte)
    faute(
      'identite',
      'Ce Centre de gestion ne traite pas les signalements anonymes : choisissez « La cellule seule saura qui je suis », ou adressez-vous au Défenseur des droits.',
    )
  if (temoin && faits['accordVictime'] === 'non' && !politique.temoinSansAccord)
    faute(
      'accordVictime',
      'Ce Centre de gestion demande l’accord de la victime avant d’agir. Parlez-lui-en, ou appelez la cellule pour un conseil.',
    )
  if (faits['qualite'] === 'tiers_usager' && !politique.usagersAcceptes)
    faute(
      'qualite',
      'Ce dispositif est réservé aux agents et à leurs aidants. Adressez-vous au Défenseur des droits ou à la police.',
    )
  if (politique.employeurObligatoire && employeur === null)
    faute(
      'employeur',
      'Choisissez l’employeur dans la liste : ce Centre de gestion n’agit que pour ceux qui ont signé sa convention.',
    )
  const violences = (faits['nature'] as readonly string[]).some((n) => SANS_MEDIATION.includes(n))
  if (violences && (faits['attentes'] as readonly string[]).includes('mediation'))
    faute(
      'attentes',
      'Une médiation n’est pas proposée en cas de violence ou de faits sexuels ou sexistes : elle vous mettrait face à la personne en cause. Décochez-la.',
    )
  if (politique.transmissionDefaut === 'a_repondre' && transmission === '' && !coches.some(estDeTransmission))
    faute(
      'transmission',
      'Dites si les faits peuvent être transmis à votre employeur : oui, ou pas maintenant. Rien ne part sans votre réponse.',
    )
  if (politique.transmissionDefaut === 'jamais' && coches.some(estDeTransmission))
    faute(
      'accords',
      'Ce Centre de gestion ne transmet rien à l’employeur : il écoute, conseille et oriente. Décochez la transmission.',
    )
  if (identite === 'anonyme' && accords.includes('faits_avec_identite'))
    faute(
      repondu === 'faits_avec_identite' ? 'transmission' : 'accords',
      'Vous signalez sans dire qui vous êtes : l’accord de transmettre votre identité n’a pas d’objet. Choisissez une autre réponse.',
    )
  if (identite !== 'anonyme' && identite !== '' && un('nom') === '')
    faute('nom', 'Indiquez votre nom : seule la cellule le lira, ou choisissez « Sans dire qui je suis ».')

  const personne: Record<string, string> = {}
  if (identite !== 'anonyme') for (const champ of CHAMPS_PERSONNE) personne[champ] = texte(champ, COURT)
  const sante: Record<string, string> = {}
  for (const champ of CHAMPS_SANTE) sante[champ] = texte(champ, MOYEN)

  if (fautes.length > 0 || identite === '') return refuser(fautes)
  const exclusions = [...new Set(brut['exclusions'] ?? [])].filter((id) => id !== '')
  return accepter({
    employeur,
    identite,
    faits: dits(faits),
    personne: dits(personne),
    sante: dits(sante),
    accords,
    exclusions,
  })
}

/** Empty answers are not kept: an unasked question and an unanswered one look alike. */
function dits<T extends string | readonly string[]>(champs: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(champs).filter(([, valeur]) => valeur.length > 0))
}

/** File types that are taken, by extension; the others are refused with advice. */
export const TYPES_DE_PIECES = [
  'pdf',
  'jpg',
  'jpeg',
  'png',
  'webp',
  'heic',
  'mp3',
  'm4a',
  'ogg',
  'mp4',
  'txt',
  'eml',
  'odt',
  'docx',
  'xlsx',
  'ods',
] as const
export const PIECES_MAX = 10
export const PIECE_OCTETS_MAX = 20_000_000
export const TOTAL_OCTETS_MAX = 40_000_000
/** Forty megabytes once sealed: padding adds up to twelve hundredths, and a heading by file. */
export const TOTAL_SCELLE_MAX = 45_000_000
/** What one case keeps of files, those of the deposit and those added later: a session of an author cannot fill the disk. */
export const PIECES_PAR_DOSSIER = 40
export const OCTETS_PAR_DOSSIER = 180_000_000
/** Without JavaScript the server seals, in memory: half as much keeps that process under 300 MB. */
export const TOTAL_SANS_SCRIPT_MAX = 20_000_000

/** Why the files of one report are not all taken, one sentence for each reason; none when they are. Sizes in bytes. */
export function refusDesPieces(pieces: readonly Readonly<{ name: string; size: number }>[]): string[] {
  const refus = pieces.flatMap(({ name, size }) => refusDePiece(name, size) ?? [])
  if (pieces.length > PIECES_MAX)
    refus.push(`Dix fichiers au plus : retirez-en ${pieces.length - PIECES_MAX}.`)
  if (pieces.reduce((n, { size }) => n + size, 0) > TOTAL_OCTETS_MAX)
    refus.push('Ces fichiers dépassent 40 Mo en tout : retirez-en, vous pourrez en ajouter plus tard.')
  return refus
}

/** Why a file is not taken, in one sentence; null when it is. Sizes in bytes. */
export function refusDePiece(nom: string, taille: number): string | null {
  const extension = nom.toLowerCase().split('.').at(-1) ?? ''
  if (!(TYPES_DE_PIECES as readonly string[]).includes(extension))
    return `« ${nom} » n’est pas pris : ce type de fichier pourrait nuire à qui l’ouvre. Convertissez-le en PDF ou en image.`
  if (taille > PIECE_OCTETS_MAX) return `« ${nom} » dépasse 20 Mo : coupez-le, ou décrivez son contenu.`
  if (taille === 0) return `« ${nom} » est vide : choisissez un autre fichier.`
  return null
}
