import { compte } from '#shared/typographie.ts'
import type { DemandeLue } from './demandes.queries.ts'
import { calendrierDe } from './demandes.queries.ts'
import { dureeOuverte } from './domain/calendrier.ts'
import { TOURS } from './domain/etats.ts'
import { ajouter, enJours, type Horloges } from './domain/horloges.ts'

/** The four clocks of a request at this instant: those kept at its last change of state, and what ran since. */
export function horlogesDe(demande: DemandeLue, maintenant: Date): Horloges {
  const { cumulCdg: cdg, cumulCollectivite: collectivite, cumulTiers: tiers } = demande
  return ajouter(
    { total: cdg + collectivite + tiers, cdg, collectivite, tiers },
    TOURS[demande.etat],
    dureeOuverte(demande.depuis, maintenant, calendrierDe(demande)),
  )
}

const UN_CHIFFRE = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 })
/** « 4,5 », worked days to the half. */
export const jours = (duree: number): string => UN_CHIFFRE.format(enJours(duree))
/** « 4,5 jours », « moins d’une demi-journée ». */
export const direJours = (duree: number): string => {
  const n = enJours(duree)
  if (n === 0) return 'moins d’une demi-journée'
  return n < 2
    ? `${UN_CHIFFRE.format(n)} jour`
    : Number.isInteger(n)
      ? compte(n, 'jour')
      : `${UN_CHIFFRE.format(n)} jours`
}
