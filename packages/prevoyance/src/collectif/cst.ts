import { direJour, type Jour, type Pas, pas } from '../socle/index.ts'
import { carte } from './carte.ts'

/** Headcount from which an employer has its own CST. Source: CGFP L.251-5 (C). */
export const SEUIL_CST = 50

const REGLE = carte('cst', 'Comité social territorial compétent', 'CGFP L.251-5 et L.253-5 6°', 'texte', {
  du: '2023-01-01',
})
const REGLE_CALENDRIER = carte(
  'calendrier-cst',
  'Première séance du comité encore ouverte au dépôt',
  'calendrier du Centre de gestion (date limite de dépôt comprise)',
  'date',
  { confiance: 'S' },
)

/** Which committee gives its advice: the employer's own from 50 agents, the CDG's under. */
export function comiteDe(effectif: number): {
  readonly comite: 'cst-employeur' | 'cst-cdg'
  readonly explication: readonly Pas[]
} {
  const atteint = effectif >= SEUIL_CST
  const comite = atteint ? 'cst-employeur' : 'cst-cdg'
  const formule = `${effectif} ${atteint ? '≥' : '<'} ${SEUIL_CST} agents`
  return { comite, explication: [pas(REGLE, formule, { effectif }, comite)] }
}

/** A meeting of a committee, and the last day to file for it, included. */
export interface SeanceCst {
  readonly date: Jour
  readonly limiteDepot: Jour
}

/** The earliest meeting for which a file laid on `depotLe` is in time; null when there is none. */
export function seancePour(
  depotLe: Jour,
  seances: readonly SeanceCst[],
): { readonly seance: Jour | null; readonly explication: readonly Pas[] } {
  const ouvertes = seances.filter(({ limiteDepot }) => depotLe <= limiteDepot).map(({ date }) => date)
  const seance = ouvertes.reduce<Jour | null>((tot, date) => (tot === null || date < tot ? date : tot), null)
  const formule = seance
    ? `dossier déposé le ${direJour(depotLe)}, dans le délai de la séance du ${direJour(seance)}`
    : `dossier déposé le ${direJour(depotLe)} : aucune séance connue n’est encore ouverte au dépôt`
  return { seance, explication: [pas(REGLE_CALENDRIER, formule, { depotLe }, seance)] }
}
