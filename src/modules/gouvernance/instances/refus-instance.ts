import { refuser } from '#shared/result.ts'
import type { RefusRegle } from '../domain/regle.ts'

/** Why an instance was not changed; each has its sentence in the routes. */
export type CodeRefusInstance =
  | 'interdit'
  | 'introuvable'
  | 'page-perimee'
  | 'seance-en-cours'
  | 'siege-inconnu'
  | 'personne-ne-vote'
  | 'date-passee'
  | 'suppleant-inconnu'
  | RefusRegle['code']

export const INTERDIT = refuser({ code: 'interdit' as const })
export const INTROUVABLE = refuser({ code: 'introuvable' as const })
export const PERIMEE = refuser({ code: 'page-perimee' as const })
export const EN_COURS = refuser({ code: 'seance-en-cours' as const })
