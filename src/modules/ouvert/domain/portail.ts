import { accepter, type Result, refuser } from '#shared/result.ts'

/** Kinds of things that are chosen one by one, or by rule. */
export type GenrePublie = 'action' | 'convention' | 'decision' | 'document' | 'instance' | 'schema'

export const LIBELLES_GENRE: Readonly<Record<GenrePublie, { readonly un: string; readonly des: string }>> = {
  action: { un: 'action', des: 'Actions' },
  decision: { un: 'décision', des: 'Décisions' },
  schema: { un: 'schéma', des: 'Schéma' },
  convention: { un: 'convention', des: 'Conventions' },
  instance: { un: 'instance', des: 'Réunions publiques' },
  document: { un: 'document', des: 'Documents' },
}
export const estGenre = (texte: string): texte is GenrePublie => Object.hasOwn(LIBELLES_GENRE, texte)

export type RegleActions = 'aucune' | 'au_dela_n0' | 'retenues'
export const REGLES_ACTIONS: Readonly<Record<RegleActions, string>> = {
  au_dela_n0: 'Les actions retenues, au-delà de l’information mutuelle (N1 et plus)',
  retenues: 'Toutes les actions retenues',
  aucune: 'Aucune : chaque action est publiée une à une',
}

/** What may be shown of a thing. `brouillon`: never, whatever was chosen. */
export type Publiable = {
  readonly brouillon: boolean
  /** What the rule of the portal says, without any choice. */
  readonly parRegle: boolean
  readonly choix: 'publie' | 'retire' | null
}

export type EtatPublication = 'public' | 'public_par_regle' | 'retire' | 'prive' | 'brouillon'

/** Whether a thing is public and why: a draft never is, a choice prevails over the rule. The views of the database say the same. */
export function etatDePublication({ brouillon, parRegle, choix }: Publiable): EtatPublication {
  if (brouillon) return 'brouillon'
  if (choix === 'publie') return 'public'
  if (choix === 'retire') return 'retire'
  return parRegle ? 'public_par_regle' : 'prive'
}

export const estPublic = (etat: EtatPublication): boolean => etat === 'public' || etat === 'public_par_regle'

export type RefusPublication =
  | { readonly code: 'brouillon' }
  | { readonly code: 'deja-public' }
  | { readonly code: 'deja-prive' }
  | { readonly code: 'motif-manquant' }

/** Decides what a choice makes of a thing. Withdrawing asks for a reason: what was public was read. */
export function choisir(
  chose: Publiable,
  geste: 'publier' | 'retirer',
  motif: string,
): Result<'publie' | 'retire', RefusPublication> {
  const etat = etatDePublication(chose)
  if (etat === 'brouillon') return refuser({ code: 'brouillon' })
  if (geste === 'publier') return estPublic(etat) ? refuser({ code: 'deja-public' }) : accepter('publie')
  if (!estPublic(etat)) return refuser({ code: 'deja-prive' })
  return motif.trim() === '' ? refuser({ code: 'motif-manquant' }) : accepter('retire')
}

const FORME_ADRESSE = /^[a-z0-9]+(-[a-z0-9]+)*$/
/** Words that the portal keeps for itself. */
const RESERVES: readonly string[] = ['plan', 'donnees', 'schemas', 'aide', 'api']

/** True when a word may be the address of a portal: 3 to 60 letters without accent, digits, single hyphens. */
export const estAdresse = (mot: string): boolean =>
  FORME_ADRESSE.test(mot) && mot.length >= 3 && mot.length <= 60 && !RESERVES.includes(mot)

/** An address drawn from a name: « Coopération des CDG bretons » gives « cooperation-des-cdg-bretons ». */
export const adresseDe = (nom: string): string =>
  nom
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '')
