import { type Jour, joursEntre } from '#shared/dates.ts'
import type { Avancee, Composition, Retard } from './composition.ts'
import type { ActionDatee, Faits, JalonDate, Periode, RoleDUnMembre } from './faits.ts'

const dans = (jour: Jour, { du, au }: Periode): boolean => du <= jour && jour <= au

/** Days late, on the last day of the period, of a milestone that was due by then and not reached by then. */
export function retardALaFin({ etat, echeance, atteintLe }: JalonDate, au: Jour): number {
  if (etat === 'annule' || echeance >= au) return 0
  return etat === 'atteint' && atteintLe !== null && atteintLe <= au ? 0 : joursEntre(echeance, au)
}

const SUIVIES = ['retenue', 'en_preparation', 'en_cours', 'en_pause', 'realisee', 'evaluee']
/** Changes that a report tells, among those that the history of an action keeps. */
const A_DIRE = ['Niveau de mutualisation', 'Chef de file']

function avanceeDe(action: ActionDatee, periode: Periode): Avancee | null {
  const jalons = action.jalons.flatMap(({ titre, echeance, atteintLe }) =>
    atteintLe !== null && dans(atteintLe, periode)
      ? [{ titre, le: atteintLe, retard: Math.max(0, joursEntre(echeance, atteintLe)) }]
      : [],
  )
  const changements = action.faits.flatMap(({ genre, resume, changements: champs }) => [
    ...(genre === 'statut' ? [resume] : []),
    ...champs
      .filter(({ quoi }) => A_DIRE.includes(quoi))
      .map(({ quoi, avant, apres }) => `${quoi} : ${avant || 'rien'} devient ${apres || 'rien'}`),
  ])
  if (jalons.length === 0 && changements.length === 0) return null
  const { id, code, titre, axe } = action
  return { id, code, titre, axe, jalons, changements, derniereNote: noteDe(action) }
}

/** What is known of the cost of actions. Nothing written is not zero: such an action is left out, and sums say what they cover. */
function sommer(actions: readonly ActionDatee[], membres: Faits['membres']): Composition['couts'] {
  const chiffrees = actions.flatMap(({ code, titre, couts, parts }) =>
    couts && (couts.prevu !== null || couts.constate !== null) ? [{ code, titre, ...couts, parts }] : [],
  )
  const somme = (
    lignes: readonly { readonly prevu: number | null; readonly constate: number | null }[],
  ): { readonly prevu: number; readonly constate: number } => ({
    prevu: lignes.reduce((total, { prevu }) => total + (prevu ?? 0), 0),
    constate: lignes.reduce((total, { constate }) => total + (constate ?? 0), 0),
  })
  const sansCle = chiffrees.filter(({ parts }) => !parts)
  return {
    lignes: chiffrees.map(({ parts: _, ...ligne }) => ligne),
    ...somme(chiffrees),
    parMembre: membres.flatMap(({ organismeId, libelle }) => {
      const siennes = chiffrees.flatMap(
        ({ parts }) => parts?.filter((part) => part.organismeId === organismeId) ?? [],
      )
      return siennes.length > 0 ? [{ libelle, actions: siennes.length, ...somme(siennes) }] : []
    }),
    sansCle: { actions: sansCle.length, ...somme(sansCle) },
  }
}

/** The last words of who leads the action in the period; facts come with the latest first. */
const noteDe = ({ faits }: ActionDatee): string =>
  faits.find(({ genre, note }) => genre === 'point' && note !== '')?.note ?? ''

/**
 * What happened in a period, from dated facts: decided, advanced, late and why, who takes part. An action is late by its milestones on the
 * last day of the period, not today; what was reached afterwards is still late in the report.
 */
export function composer(faits: Faits, periode: Periode): Composition {
  const { au } = periode
  const suivies = faits.actions.filter(({ statut }) => SUIVIES.includes(statut))
  const avancees = faits.actions.flatMap((action) => avanceeDe(action, periode) ?? [])
  const retards = suivies
    .flatMap(({ id, code, titre, jalons }): Retard[] => {
      const tardifs = jalons
        .map((jalon) => ({ jalon, jours: retardALaFin(jalon, au) }))
        .filter(({ jours }) => jours > 0)
        .toSorted((a, b) => b.jours - a.jours)
      const pire = tardifs[0]
      if (!pire) return []
      const { jalon, jours } = pire
      const pourquoi = jalon.motif || (jalon.reports > 0 ? `Reporté ${jalon.reports} fois` : '')
      return [{ id, code, titre, jalon: jalon.titre, echeance: jalon.echeance, jours, pourquoi }]
    })
    .toSorted((a, b) => b.jours - a.jours)
  const bloquees = suivies.flatMap(({ id, code, titre, bloqueeLe, blocage }) =>
    bloqueeLe !== null && bloqueeLe <= au ? [{ id, code, titre, depuis: bloqueeLe, pourquoi: blocage }] : [],
  )
  const dites = new Set([...avancees, ...retards, ...bloquees].map(({ id }) => id))
  const sansFait = suivies
    .filter(({ id, faits: siens }) => !dites.has(id) && !siens.some(({ genre }) => genre === 'point'))
    .map(({ id, code, titre }) => ({ id, code, titre }))
  const noms = suivies.flatMap(({ partenaires }) => partenaires)
  return {
    chiffres: {
      decisions: faits.decisions.length,
      actions: suivies.length,
      avancees: avancees.length,
      jalons: avancees.reduce((n, { jalons }) => n + jalons.length, 0),
      retards: retards.length,
      bloquees: bloquees.length,
      reunions: faits.groupes.reduce((n, { reunions }) => n + reunions, 0),
      groupesClos: faits.groupes.filter(({ closLe }) => closLe !== null && dans(closLe, periode)).length,
    },
    decisions: faits.decisions,
    avancees,
    mesures: faits.mesures,
    retards,
    bloquees,
    sansFait,
    parts: faits.membres.map(({ organismeId, libelle, presences }) => {
      const combien = (role: RoleDUnMembre) =>
        suivies.filter(({ roles }) => (roles[organismeId] ?? 'informe') === role).length
      return {
        libelle,
        mene: combien('chef'),
        participe: combien('participant'),
        observe: combien('observateur'),
        informe: combien('informe'),
        presences,
      }
    }),
    groupes: faits.groupes,
    couts: sommer(suivies, faits.membres),
    livrables: faits.actions.flatMap(({ code, titre: action, livrables = [] }) =>
      livrables
        .filter(({ remisLe, statueLe }) => [remisLe, statueLe].some((le) => le !== null && dans(le, periode)))
        .map((livrable) => ({ ...livrable, code, action })),
    ),
    experimentations: suivies
      .filter(({ nature }) => nature !== 'action')
      .map((action) => ({
        id: action.id,
        code: action.code,
        titre: action.titre,
        nature: action.nature,
        appris: noteDe(action),
      })),
    partenaires: [...new Set(noms)]
      .sort((a, b) => a.localeCompare(b, 'fr'))
      .map((nom) => ({ nom, actions: noms.filter((autre) => autre === nom).length })),
    ecarts: faits.ecarts,
    missionsRegardees: faits.missionsRegardees,
    conclusions: faits.conclusions,
    fictif: faits.fictif,
  }
}
