import { HEURES_CNRACL } from '../../droits/parametres.ts'
import type { Agent, Situation, TypeConge } from '../../droits/types.ts'
import {
  booleen,
  date,
  decimal,
  entier,
  enumeration,
  facultatif,
  type Lecteur,
  liste,
  objet,
  type Periode,
  periode,
  puis,
  refuser,
  refuserChevauchements,
  texte,
} from '../lecture.ts'

/** Kinds of leave of the contract. */
export const typeConge = enumeration('CMO', 'CLM', 'CLD', 'CGM', 'CITIS')

const heures = decimal({
  decimales: 2,
  min: 1,
  max: 10_000,
  attendu: 'un nombre d’heures par semaine',
  exemple: '35',
})

/** More contracts than a career of days holds: a longer list is a mistake. */
const SERVICES_MAX = 5_000

/** The agent of a leave. */
export const agent = objet({
  statut: enumeration('fonctionnaire', 'contractuel-public'),
  heuresHebdo: facultatif(heures),
  ancienneteMois: facultatif(entier(0, 1_200, 'un nombre entier de mois de services')),
  services: facultatif(liste(periode({}), { min: 1, max: SERVICES_MAX })),
  finContrat: facultatif(date),
})

/** More leaves than a career holds: a longer list is a mistake. */
export const CONGES_MAX = 5_000

/** Past leaves. */
export const conges = liste(
  periode({
    type: typeConge,
    phase: facultatif(enumeration('plein', 'demi')),
    affection: facultatif(texte(100)),
    carence: facultatif(booleen),
  }),
  { max: CONGES_MAX },
)

/** The stop under study. */
export const arret = periode({
  type: typeConge,
  prolongation: facultatif(booleen),
  affection: facultatif(texte(100)),
  motifSansCarence: facultatif(texte(100)),
})

/** Checks that cross fields: overlaps, leaves after the stop, rights that the status does not have. */
export function controlerSituation<S extends Situation>(situation: S, chemin: string): S {
  controlerContrat(situation, chemin)
  return controlerSuite(situation, chemin)
}

/** Refuses past periods that share a day, with each other or with the one under study, or that come after it. */
export function controlerSuite<S extends { readonly conges: readonly Periode[]; readonly arret: Periode }>(
  situation: S,
  chemin: string,
  [passees, etudiee]: readonly [string, string] = ['conges', 'arret'],
): S {
  const { conges, arret } = situation
  refuserChevauchements([...conges, arret], (rang) =>
    rang < conges.length ? `${chemin}.${passees}[${rang}]` : `${chemin}.${etudiee}`,
  )
  const tardif = conges.findIndex(({ debut }) => debut > arret.fin)
  if (tardif >= 0)
    refuser(
      `${chemin}.${passees}[${tardif}].debut`,
      passees === 'conges'
        ? 'Ce congé commence après l’arrêt étudié : ne donnez ici que les congés passés.'
        : 'Cette période commence après celle qui est étudiée : ne donnez ici que les périodes passées.',
    )
  return situation
}

/** What only a contract agent has: periods of employment, and an end of contract that the stop does not precede. */
function controlerContrat({ agent, arret }: Situation, chemin: string): void {
  const { statut, services, finContrat } = agent
  if (statut === 'fonctionnaire') {
    for (const champ of ['services', 'finContrat'] as const)
      if (agent[champ] !== undefined)
        refuser(`${chemin}.agent.${champ}`, 'Ce champ ne concerne que les contractuels : retirez-le.')
    return
  }
  if (services !== undefined) refuserChevauchements(services, (rang) => `${chemin}.agent.services[${rang}]`)
  if (finContrat !== undefined && arret.debut > finContrat)
    refuser(
      `${chemin}.agent.finContrat`,
      `Le contrat finit le ${finContrat}, avant le début de l’arrêt (${arret.debut}) : aucun congé ne s’ouvre. Vérifiez les deux dates.`,
    )
}

/** Refuses a leave that the agent's status does not open, and a contract agent without service. */
export function controlerDroit(agent: Agent, type: TypeConge, chemin: string, champType: string): void {
  const { statut, heuresHebdo, ancienneteMois } = agent
  if (statut === 'contractuel-public') {
    if (type === 'CLM' || type === 'CLD')
      refuser(champType, `Un agent contractuel n’a pas droit au ${type} : demandez un CGM (grave maladie).`)
    if (ancienneteMois === undefined)
      refuser(
        `${chemin}.agent.ancienneteMois`,
        'Ce champ manque : les droits d’un contractuel dépendent de ses mois de services.',
      )
  } else if (heuresHebdo !== undefined) {
    const regimeGeneral = heuresHebdo < HEURES_CNRACL
    if (regimeGeneral && (type === 'CLM' || type === 'CLD'))
      refuser(
        champType,
        `Un fonctionnaire à moins de 28 heures relève du régime général : demandez un CGM, pas un ${type}.`,
      )
    if (!regimeGeneral && type === 'CGM')
      refuser(
        champType,
        'Un fonctionnaire à 28 heures ou plus relève de la CNRACL : demandez un CLM ou un CLD, pas un CGM.',
      )
  }
}

/** Reads a situation: agent, past leaves, stop. */
export const situation: Lecteur<Situation> = puis(
  objet({ agent, conges, arret, carence: facultatif(booleen) }),
  (lue, chemin) => {
    controlerDroit(lue.agent, lue.arret.type, chemin, `${chemin}.arret.type`)
    return controlerSituation(lue, chemin)
  },
)
