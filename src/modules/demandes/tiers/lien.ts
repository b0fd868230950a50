import { lireLien, signerLien } from '#platform/http/liens.ts'
import { ajouterJours, instantParis, type Jour } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'

export type CibleDuLien = { readonly cooperationId: string; readonly demandeId: string }

const USAGE = 'tiers-de-demande'
const VALIDITE_JOURS = 60

/** The signed path at which a third party answers, without an account. It serves as long as it is waited for: the page reads the state. */
export const cheminDuTiers = (
  secret: string,
  { cooperationId, demandeId }: CibleDuLien,
  maintenant: Date,
): string =>
  `/demandes/tiers/${signerLien(secret, {
    usage: USAGE,
    objet: `${cooperationId}/${demandeId}`,
    expireLe: new Date(+maintenant + VALIDITE_JOURS * 86_400_000),
  })}`

/** Reads the link; null when its time is over or when it is not ours. */
export function lireLienDuTiers(secret: string, jeton: string, maintenant: Date): CibleDuLien | null {
  const lu = lireLien(secret, jeton, USAGE, maintenant)
  if (typeof lu === 'string') return null
  const noms = lu.objet.split('/')
  const [cooperationId = '', demandeId = ''] = noms
  return noms.length === 2 && noms.every(estId) ? { cooperationId, demandeId } : null
}

export type CibleDeLAvis = { readonly cooperationId: string; readonly avisId: string }

const USAGE_AVIS = 'avis-de-demande'

/** The signed path at which an expert outside the cooperation gives an opinion: it serves for two months after the date it was asked for. */
export const cheminDeLAvis = (secret: string, { cooperationId, avisId }: CibleDeLAvis, avant: Jour): string =>
  `/demandes/avis-exterieur/${signerLien(secret, {
    usage: USAGE_AVIS,
    objet: `${cooperationId}/${avisId}`,
    expireLe: instantParis(ajouterJours(avant, VALIDITE_JOURS), '23:59'),
  })}`

/** Reads the link of an opinion; null when its time is over or when it is not ours. */
export function lireLienDeLAvis(secret: string, jeton: string, maintenant: Date): CibleDeLAvis | null {
  const lu = lireLien(secret, jeton, USAGE_AVIS, maintenant)
  if (typeof lu === 'string') return null
  const noms = lu.objet.split('/')
  const [cooperationId = '', avisId = ''] = noms
  return noms.length === 2 && noms.every(estId) ? { cooperationId, avisId } : null
}
