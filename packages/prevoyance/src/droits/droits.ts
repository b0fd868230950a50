import { direJour, jourDuRang, type Pas, parametreAu, pas, rangDuJour } from '../socle/index.ts'
import { type AnneeMedicale, creerAnneeMedicale, type Quotas } from './annee-medicale.ts'
import { carenceDe, joursDeReprise } from './carence.ts'
import { JOURS_FORTS_FONCTIONNAIRE, QUOTAS_CONTRACTUELS, TAUX_FORT_CMO } from './parametres.ts'
import { REGLES } from './regles.ts'
import { droitsAccident, droitsLongs } from './repartir.ts'
import { type Journee, type ResultatDroits, terminer } from './resultat.ts'
import { couperALaFinDuContrat, fenetreDesServices, pasDesServices } from './services.ts'
import type { Agent, Conge, Situation } from './types.ts'

/**
 * Rights of an agent for one stop: each calendar day is waiting, full, half, used up or unpaid, at a rate in per cent.
 * @param situation leaves before the stop, in any order, none sharing a day with another nor with the stop
 * @returns runs of equal phase and rate that cover the stop, and the path explained in French
 * Sources: CGFP L.822-2 to L.822-22; décret 88-145; loi 2025-127 art. 189.
 */
export function droitsConge(situation: Situation): ResultatDroits {
  const { arret, coupe } = couperALaFinDuContrat(situation.arret, situation.agent)
  const { periodes, explication } = droitsDuType({
    ...situation,
    arret,
    conges: [...situation.conges].sort((a, b) => (a.debut < b.debut ? -1 : 1)),
  })
  return { periodes, explication: [...coupe, ...explication] }
}

function droitsDuType(situation: Situation): ResultatDroits {
  switch (situation.arret.type) {
    case 'CMO':
      return droitsCmo(situation)
    case 'CITIS':
      return droitsAccident(situation)
    default:
      return droitsLongs(situation)
  }
}

/** Leaves that can end within 48 hours of the next one: at most three, since none shares a day. */
const PROCHES = 3

/** Rights in CMO by status and service; null when a contract agent has not served long enough to be paid. */
function quotasDe({ statut, ancienneteMois = 0 }: Agent): Quotas | null {
  if (statut === 'fonctionnaire') return { forts: JOURS_FORTS_FONCTIONNAIRE, demis: null, ensuite: 'epuise' }
  const ouvert = QUOTAS_CONTRACTUELS.find(({ aPartirDe }) => ancienneteMois >= aPartirDe)
  return ouvert ? { forts: ouvert.jours, demis: ouvert.jours, ensuite: 'sans-traitement' } : null
}

function droitsCmo(situation: Situation): ResultatDroits {
  const { agent, arret, conges } = situation
  const quotas = quotasDe(agent)
  const [debut, fin] = [rangDuJour(arret.debut), rangDuJour(arret.fin)]
  if (quotas === null) return sansDroits(situation)
  const fenetre = fenetreDesServices(situation)
  const annee = creerAnneeMedicale({ ...quotas, ...(fenetre && { fenetre }) })
  const passes = conges.filter(({ type }) => type === 'CMO')
  for (const [i, conge] of passes.entries())
    rejouer(annee, conge, passes.slice(Math.max(0, i - PROCHES), i), situation.carence)
  const dernier = passes.at(-1)
  if (dernier && arret.prolongation && joursDeReprise(dernier.fin, arret.debut) <= 2) annee.prolonger()
  const decision = carenceDe(arret, conges, situation.carence)
  const fortsAvant = annee.fortsAvant(debut)
  const tauxFort = parametreAu(TAUX_FORT_CMO, arret.debut)!
  const journees: Journee[] = []
  for (let rang = debut; rang <= fin; rang++) {
    const due = annee.phaseDu(rang)
    const payee = due === 'plein' || due === 'demi'
    const phase = rang === debut && decision.carence && payee ? 'carence' : due
    annee.noter(rang, phase)
    journees.push({ phase, taux: phase === 'plein' ? tauxFort.valeur : phase === 'demi' ? 50 : 0 })
  }
  return terminer(arret.debut, journees, [
    pas(REGLES.carence, decision.motif, { premierJour: arret.debut }, decision.carence),
    pas(
      REGLES.tauxFort,
      `congé accordé le ${direJour(arret.debut)}, ${arret.debut < '2025-03-01' ? 'avant' : 'à compter du'} 01/03/2025${arret.debut < '2025-03-01' ? ' : ce taux reste acquis jusqu’à la fin de l’arrêt' : ''}`,
      { debut: arret.debut },
      tauxFort.valeur,
    ),
    ...(fenetre ? [pasDesServices(fenetre(debut), jourDuRang)] : []),
    pasDeLAnnee(agent, quotas, fortsAvant, arret.debut, fenetre !== null),
  ])
}

function pasDeLAnnee(
  agent: Agent,
  quotas: Quotas,
  fortsAvant: number,
  debut: string,
  discontinu: boolean,
): Pas {
  const regle = agent.statut === 'fonctionnaire' ? REGLES.anneeMedicale : REGLES.anneeMedicaleContractuel
  const suite = quotas.demis === null ? 'puis demi-traitement jusqu’à 12 mois' : `puis ${quotas.demis} à 50 %`
  return pas(
    regle,
    `${quotas.forts} jours au taux fort sur ${discontinu ? '300 jours de services' : '12 mois glissants'} (carence comprise), ${suite} ; ${fortsAvant} déjà pris au ${direJour(debut)}`,
    { joursForts: quotas.forts, dejaPris: fortsAvant, ancienneteMois: agent.ancienneteMois ?? null },
    Math.max(0, quotas.forts - fortsAvant),
  )
}

/** Replays a past leave: its pay is the one given, or the one that the rule gave. */
function rejouer(
  annee: AnneeMedicale,
  conge: Conge,
  avant: readonly Conge[],
  choix: boolean | undefined,
): void {
  const [debut, fin] = [rangDuJour(conge.debut), rangDuJour(conge.fin)]
  const suit = avant.some((c) => joursDeReprise(c.fin, conge.debut) === 0)
  const carence =
    conge.carence ??
    (conge.phase === undefined && carenceDe({ ...conge, prolongation: suit }, avant, choix).carence)
  for (let rang = debut; rang <= fin; rang++) {
    const phase = conge.phase ?? annee.phaseDu(rang)
    annee.noter(rang, carence && rang === debut ? 'carence' : phase)
  }
}

function sansDroits({ agent, arret }: Situation): ResultatDroits {
  const jours = rangDuJour(arret.fin) - rangDuJour(arret.debut) + 1
  const formule = `${agent.ancienneteMois ?? 0} mois de services, moins de ${QUOTAS_CONTRACTUELS.at(-1)!.aPartirDe} : congé sans traitement`
  return terminer(
    arret.debut,
    Array.from({ length: jours }, () => ({ phase: 'sans-traitement', taux: 0 })),
    [pas(REGLES.anneeMedicaleContractuel, formule, { ancienneteMois: agent.ancienneteMois ?? 0 }, 0)],
  )
}
