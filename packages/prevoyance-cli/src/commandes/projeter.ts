import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { lireJson } from '@maillage/prevoyance/operations'
import {
  type AgentProjete,
  HypotheseRefusee,
  type Hypotheses,
  hypothesesParDefaut,
  lireHypotheses,
  preparerPopulation,
  preparerProjection,
  recueillir,
  recueilPour,
} from '@maillage/prevoyance/projection'
import type { AgentRecense } from '@maillage/prevoyance/recensement'
import { ErreurUsage, type Machine } from '../machine.ts'
import { calibrage } from '../projection/calibrage.ts'
import { partager } from '../projection/partager.ts'
import { enCsv, type Resultat, rapport, svg } from '../projection/rendre.ts'
import { lotDe } from '../simulation/tableau.ts'
import { lireDate, lireRecensement } from './recensement.ts'
import { lireConsultation } from './simuler.ts'

const USAGE =
  'Tapez « projeter RECENSEMENT --offres OFFRES.json --date AAAA-MM-JJ [--tirages N] [--graine N] [--travailleurs N] [--cible 95] [--confiance 90] [--hypotheses FICHIER.json] [--csv FICHIER] [--svg FICHIER] [--calibrage FICHIER.md] ».'

/**
 * `projeter RECENSEMENT --offres …`: six years of every option and bid, drawn at random; the rate that keeps a target.
 * @returns 0; 1 when rows of the census were refused, or when it was interrupted (what was drawn is told); 2 otherwise
 */
export async function projeter(args: readonly string[], machine: Machine): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      offres: { type: 'string' },
      date: { type: 'string' },
      tirages: { type: 'string', default: '1000' },
      graine: { type: 'string', default: '1' },
      travailleurs: { type: 'string', default: String(Math.min(2, availableParallelism())) },
      cible: { type: 'string', default: '95' },
      confiance: { type: 'string', default: '90' },
      hypotheses: { type: 'string' },
      csv: { type: 'string' },
      svg: { type: 'string' },
      calibrage: { type: 'string' },
    },
  })
  const [chemin, ...trop] = positionals
  if (chemin === undefined || trop.length > 0 || values.offres === undefined) throw new ErreurUsage(USAGE)
  const date = lireDate(values.date)
  const tirages = entier('tirages', values.tirages, 1, 100_000)
  const graine = entier('graine', values.graine, 0, 4_294_967_295)
  const travailleurs = Math.min(tirages, entier('travailleurs', values.travailleurs, 1, 64))
  const cible = pourCent('cible', values.cible, 200)
  const confiance = pourCent('confiance', values.confiance, 99.9)
  const consultation = await lireConsultation(values.offres, machine)
  const hypotheses = await lire(values.hypotheses, machine)

  const agents: AgentRecense[] = []
  const recensement = await lireRecensement(chemin, machine, {
    dateRecensement: date,
    surAgent: (agent) => void agents.push(agent),
  })
  if (recensement.fichierRefuse)
    throw new ErreurUsage(`Recensement refusé : ${recensement.fichierRefuse.message}`)
  if (agents.length === 0)
    throw new ErreurUsage('Le recensement n’a aucune ligne acceptée : il n’y a rien à projeter.')
  if (recensement.lignesRefusees > 0)
    machine.dire(
      `Lignes refusées, non comptées : ${recensement.lignesRefusees}. « recensement verifier » dit pourquoi.`,
    )

  const population = preparerPopulation(
    enLots(agents, consultation.lots),
    agents.length,
    consultation.lots.length,
    consultation.options.map(({ garanties }) => garanties),
    hypotheses,
    date,
  )
  const recueil = recueilPour(population, tirages)
  let faits = 0
  await partager(preparerProjection(population, hypotheses, graine), {
    tirages,
    travailleurs,
    arret: machine.interruption?.(),
    recevoir: (bloc) => {
      recueillir(recueil, bloc)
      faits += bloc.fin - bloc.debut
      machine.progresser?.(barre(faits, tirages))
    },
  })
  if (faits === 0) throw new ErreurUsage('Interrompu avant le premier bloc : aucun résultat.')
  const resultat: Resultat = {
    recueil,
    population,
    hypotheses,
    consultation,
    date,
    cible,
    confiance,
    graine,
    faits,
  }
  if (faits < tirages)
    machine.dire(
      `Interrompu : ${faits} tirages faits sur ${tirages}. Le résultat qui suit vient d’eux seuls.`,
    )
  await machine.ecrire(rapport(resultat))
  if (values.csv !== undefined) await machine.enregistrer(values.csv, enCsv(resultat))
  if (values.svg !== undefined) await machine.enregistrer(values.svg, svg(resultat))
  if (values.calibrage !== undefined) await machine.enregistrer(values.calibrage, calibrage(resultat))
  return recensement.lignesRefusees > 0 || faits < tirages ? 1 : 0
}

async function lire(chemin: string | undefined, machine: Machine): Promise<Hypotheses> {
  if (chemin === undefined) return hypothesesParDefaut()
  const texte = await machine.lire(chemin)
  const lu = lireJson(texte)
  if (!lu.ok) throw new ErreurUsage(`« ${chemin} » : ${lu.message}`)
  try {
    return lireHypotheses(JSON.parse(texte))
  } catch (erreur) {
    if (erreur instanceof HypotheseRefusee) throw new ErreurUsage(`« ${chemin} » : ${erreur.message}`)
    throw erreur
  }
}

/** Each agent with the rank of the lot of its employer, by its headcount in the census. */
function enLots(agents: readonly AgentRecense[], lots: Parameters<typeof lotDe>[1]): readonly AgentProjete[] {
  const effectifs = new Map<string, number>()
  for (const { siret } of agents) effectifs.set(siret, (effectifs.get(siret) ?? 0) + 1)
  const noms = lots.map(({ nom }) => nom)
  return agents.map((agent) => ({ agent, lot: noms.indexOf(lotDe(effectifs.get(agent.siret)!, lots)) }))
}

function entier(nom: string, texte: string, bas: number, haut: number): number {
  const n = Number(texte)
  if (!/^\d+$/.test(texte) || n < bas || n > haut)
    throw new ErreurUsage(`« --${nom} » : un nombre entier de ${bas} à ${haut} est attendu.`)
  return n
}

function pourCent(nom: string, texte: string, haut: number): number {
  const n = Number(texte.replace(',', '.'))
  if (!(n >= 1 && n <= haut))
    throw new ErreurUsage(
      `« --${nom} » : un pourcentage de 1 à ${String(haut).replace('.', ',')} est attendu.`,
    )
  return n / 100
}

const CASES = 30
const barre = (faits: number, tirages: number): string => {
  const pleines = Math.floor((faits / tirages) * CASES)
  return `[${'█'.repeat(pleines)}${'·'.repeat(CASES - pleines)}] ${faits} tirages sur ${tirages}`
}
