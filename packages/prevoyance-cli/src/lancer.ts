import { AIDE } from './aide.ts'
import { agent } from './commandes/agent.ts'
import { cas } from './commandes/cas.ts'
import { projeter } from './commandes/projeter.ts'
import { recensement } from './commandes/recensement.ts'
import { simuler } from './commandes/simuler.ts'
import { verifier } from './commandes/verifier.ts'
import { ErreurUsage, type Machine } from './machine.ts'

/** A command: its arguments, then its exit code (0 done, 1 something differs or is refused, 2 could not be done). */
export type Commande = (args: readonly string[], machine: Machine) => Promise<number>

/** Whoever asks for help gets it, before or after the name of a command. */
const DEMANDES_D_AIDE: ReadonlySet<string> = new Set(['--aide', '--help', '-h'])

const COMMANDES: Readonly<Record<string, Commande>> = { cas, verifier, agent, recensement, simuler, projeter }

/**
 * Runs one command of the line.
 * @param args words after `npm run prevoyance --`
 * @returns the exit code; bad data never throws
 */
export async function lancer(args: readonly string[], machine: Machine): Promise<number> {
  const [nom, ...reste] = args
  if (nom === undefined || nom === 'aide' || args.some((mot) => DEMANDES_D_AIDE.has(mot))) {
    await machine.ecrire(AIDE)
    return nom === undefined ? 2 : 0
  }
  const commande = Object.hasOwn(COMMANDES, nom) ? COMMANDES[nom] : undefined
  if (commande === undefined) {
    machine.dire(`Commande inconnue : « ${nom} ». Commandes : ${Object.keys(COMMANDES).join(', ')}, aide.`)
    return 2
  }
  try {
    return await commande(reste, machine)
  } catch (erreur) {
    machine.dire(direErreur(erreur))
    return 2
  }
}

function direErreur(erreur: unknown): string {
  if (erreur instanceof ErreurUsage) return erreur.message
  if (erreur instanceof Error && 'code' in erreur && String(erreur.code).startsWith('ERR_PARSE_ARGS'))
    return `${direArgument(String(erreur.code), erreur.message)} Tapez « npm run prevoyance -- aide ».`
  const detail = erreur instanceof Error ? erreur.message : String(erreur)
  return `La commande n’a pas pu aller à son terme : ${detail}`
}

/** What is wrong with an argument, without the English of the platform. */
function direArgument(code: string, message: string): string {
  const mot = /'(-{0,2}[^' ]+)/.exec(message)?.[1] ?? ''
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `Option inconnue : « ${mot} ».`
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return `« ${mot} » est de trop dans cette commande.`
  return message.includes('does not take an argument')
    ? `L’option « ${mot} » ne prend pas de valeur.`
    : `L’option « ${mot} » attend une valeur après elle.`
}
