import { jourDuRang, type Pas, pas, type Regle, rangDuJour } from '../socle/index.ts'
import { creerSerieLongue, joursDeService, type SerieLongue } from './conges-longs.ts'
import { DUREES, HEURES_CNRACL, MOIS_POUR_CGM, QUOTAS_ACCIDENT } from './parametres.ts'
import { REGLES } from './regles.ts'
import { type Journee, type ResultatDroits, terminer } from './resultat.ts'
import type { Agent, Conge, Phase, Situation } from './types.ts'

const TAUX: Readonly<Record<Phase, number>> = {
  carence: 0,
  plein: 100,
  demi: 50,
  epuise: 0,
  'sans-traitement': 0,
}
const journee = (phase: Phase): Journee => ({ phase, taux: TAUX[phase] })
const rangs = ({ debut, fin }: Pick<Conge, 'debut' | 'fin'>): number[] =>
  Array.from({ length: rangDuJour(fin) - rangDuJour(debut) + 1 }, (_, i) => rangDuJour(debut) + i)

/** Same cause as far as is known: an unlabelled leave is counted, for the rights of a career must not be overstated. */
const causeConnue = (a: string | undefined, b: string | undefined): boolean =>
  a === undefined || b === undefined || a === b

type Longue = keyof typeof DUREES
const CARTES: Readonly<Record<Longue, Regle>> = { CLM: REGLES.clm, CLD: REGLES.cld, CGM: REGLES.cgm }

/** Pay scheme of an agent: CNRACL for officials of 28 hours and more, régime général for the others. */
export const regimeDe = ({ statut, heuresHebdo }: Agent): 'CNRACL' | 'RG' =>
  statut === 'fonctionnaire' && (heuresHebdo ?? HEURES_CNRACL) >= HEURES_CNRACL ? 'CNRACL' : 'RG'

/**
 * CLM (every cause together, over 4 years), CLD (per cause, over the career; the full-pay year of CLM is its first year),
 * CGM. A CLM for a cause already in CLD is computed as a CLD.
 */
export function droitsLongs(situation: Situation): ResultatDroits {
  const { agent, arret, conges } = situation
  const dejaCld = conges.some(
    ({ type, affection }) => type === 'CLD' && affection !== undefined && affection === arret.affection,
  )
  const type: Longue = arret.type === 'CLM' && dejaCld ? 'CLD' : (arret.type as Longue)
  const regle = CARTES[type]
  if (
    type === 'CGM' &&
    agent.statut === 'contractuel-public' &&
    (agent.ancienneteMois ?? 0) < MOIS_POUR_CGM
  ) {
    const formule = `${agent.ancienneteMois ?? 0} mois de services, moins de ${MOIS_POUR_CGM} : pas de congé de grave maladie`
    return terminer(
      arret.debut,
      rangs(arret).map(() => journee('sans-traitement')),
      [pas(regle, formule, { ancienneteMois: agent.ancienneteMois ?? 0 }, 0)],
    )
  }
  const serie = creerSerieLongue(DUREES[type])
  const comptes = type === 'CLD' ? congesEnCld(situation) : congesDeMemeType(conges, type)
  for (const conge of comptes) prendrePiece(serie, conge, conges)
  const ensuite = agent.statut === 'fonctionnaire' ? 'epuise' : 'sans-traitement'
  const pris = serie.pris(rangDuJour(arret.debut))
  const journees = prendrePiece(serie, arret, conges).map((phase) =>
    journee(phase === 'epuise' ? ensuite : phase),
  )
  return terminer(arret.debut, journees, [
    ...transformation(arret.type, type),
    pasDeLaSerie(regle, type, pris),
  ])
}

function transformation(demande: string, type: Longue): Pas[] {
  if (demande === type) return []
  const formule = 'affection déjà placée en longue durée : elle le reste, le congé demandé est compté en CLD'
  return [pas(REGLES.cld, formule, { demande }, type)]
}

function pasDeLaSerie(regle: Regle, type: Longue, pris: number): Pas {
  const { plein, total, fenetre } = DUREES[type]
  const ou = fenetre === null ? 'dans la carrière, pour cette affection' : `sur ${fenetre} ans glissants`
  const formule = `${plein} an${plein > 1 ? 's' : ''} à 100 % puis ${total - plein} ans à 50 %, ${ou} ; ${pris} jours déjà pris`
  return pas(regle, formule, { dejaPris: pris }, pris)
}

function prendrePiece(
  serie: SerieLongue,
  piece: Pick<Conge, 'debut' | 'fin'>,
  conges: readonly Conge[],
): ('plein' | 'demi' | 'epuise')[] {
  const debut = rangDuJour(piece.debut)
  serie.commencer((depuis) => joursDeService(conges, depuis, debut))
  return rangs(piece).map((rang) => serie.prendre(rang))
}

/** Leaves of one type, without the CLM that became the first year of a CLD. */
function congesDeMemeType(conges: readonly Conge[], type: Longue): readonly Conge[] {
  const enCld = new Set(
    conges.flatMap((c) => (c.type === 'CLD' && c.affection !== undefined ? [c.affection] : [])),
  )
  return conges.filter((c) => c.type === type && !(c.affection !== undefined && enCld.has(c.affection)))
}

/** CLD of the cause, and before them the full-pay days of its CLM: they are the first year of the CLD. */
function congesEnCld({ conges, arret }: Situation): readonly Pick<Conge, 'debut' | 'fin'>[] {
  const memes = conges.filter((c) => causeConnue(c.affection, arret.affection))
  const cld = memes.filter(({ type }) => type === 'CLD')
  const clm = conges.filter(({ type }) => type === 'CLM')
  const serie = creerSerieLongue(DUREES.CLM)
  const anneePleine = clm.flatMap((conge) => {
    const phases = prendrePiece(serie, conge, conges)
    if (!memes.includes(conge)) return []
    return rangs(conge).filter((_, i) => (conge.phase ?? phases[i]) === 'plein')
  })
  return [...enPieces(anneePleine), ...cld].sort((a, b) => (a.debut < b.debut ? -1 : 1))
}

/** Runs of consecutive days, from sorted ranks. */
function enPieces(jours: readonly number[]): Pick<Conge, 'debut' | 'fin'>[] {
  return jours.flatMap((rang, i) => {
    if (i > 0 && jours[i - 1] === rang - 1) return []
    let fin = i
    while (jours[fin + 1] === jours[fin]! + 1) fin++
    return [{ debut: jourDuRang(rang), fin: jourDuRang(jours[fin]!) }]
  })
}

/** Days of leave already taken for the accident of a stop. */
export const joursDuMemeAccident = (
  conges: readonly Conge[],
  { affection }: { readonly affection?: string | undefined },
): number =>
  conges
    .filter((c) => c.type === 'CITIS' && causeConnue(c.affection, affection))
    .reduce((somme, c) => somme + rangs(c).length, 0)

/** CITIS: full pay without limit for officials; days by service for contract agents (work accident). */
export function droitsAccident({ agent, arret, conges }: Situation): ResultatDroits {
  const jours = rangs(arret)
  if (agent.statut === 'fonctionnaire') {
    const formule = 'traitement entier jusqu’à la reprise ou la mise à la retraite'
    return terminer(
      arret.debut,
      jours.map(() => journee('plein')),
      [pas(REGLES.citis, formule, { regime: regimeDe(agent) }, 100)],
    )
  }
  const mois = agent.ancienneteMois ?? 0
  const quota = QUOTAS_ACCIDENT.find(({ aPartirDe }) => mois >= aPartirDe)!.jours
  const pris = joursDuMemeAccident(conges, arret)
  const formule = `${quota} jours à 100 % avec ${mois} mois de services ; ${pris} déjà pris pour cet accident`
  return terminer(
    arret.debut,
    jours.map((_, i) => journee(pris + i < quota ? 'plein' : 'sans-traitement')),
    [pas(REGLES.accident, formule, { ancienneteMois: mois, dejaPris: pris }, Math.max(0, quota - pris))],
  )
}
