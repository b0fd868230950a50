import { parseArgs } from 'node:util'
import { csvRecensement } from '@maillage/prevoyance/generateur'
import type { Rapport } from '@maillage/prevoyance/recensement'
import { estJour } from '@maillage/prevoyance/socle'
import { verifierRecensement } from '@maillage/recensement'
import { direErreurFichier, ErreurUsage, type Machine } from '../machine.ts'

const AIDE =
  'Tapez « recensement verifier FICHIER --date AAAA-MM-JJ » ou « recensement generer --agents N --employeurs N ».'

/** `recensement verifier|generer`: checks a census row by row, or writes a fictitious one. */
export async function recensement(args: readonly string[], machine: Machine): Promise<number> {
  const [action, ...reste] = args
  if (action === 'verifier') return verifier(reste, machine)
  if (action === 'generer') return generer(reste, machine)
  throw new ErreurUsage(AIDE)
}

/** The census date of an option. @throws ErreurUsage when it is not a day */
export function lireDate(texte: string | undefined): string {
  if (texte === undefined || !estJour(texte))
    throw new ErreurUsage(
      'Indiquez la date du recensement : « --date AAAA-MM-JJ » (exemple : --date 2026-11-01).',
    )
  return texte
}

async function verifier(args: readonly string[], machine: Machine): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { date: { type: 'string' }, json: { type: 'boolean' } },
  })
  const [chemin, ...trop] = positionals
  if (chemin === undefined || trop.length > 0) throw new ErreurUsage(AIDE)
  const rapport = await lireRecensement(chemin, machine, { dateRecensement: lireDate(values.date) })
  await machine.ecrire(values.json ? `${JSON.stringify(rapport, null, 2)}\n` : enTexte(rapport))
  if (rapport.fichierRefuse) return 2
  return rapport.lignesRefusees > 0 ? 1 : 0
}

/** Reads a census; what the system refuses (absent file…) is said in French. */
export async function lireRecensement(
  chemin: string,
  machine: Machine,
  options: Parameters<typeof verifierRecensement>[1],
): Promise<Rapport> {
  try {
    return await verifierRecensement(machine.flux(chemin), options)
  } catch (erreur) {
    if (erreur instanceof Error && 'code' in erreur) throw new ErreurUsage(direErreurFichier(chemin, erreur))
    throw erreur
  }
}

function enTexte(rapport: Rapport): string {
  const { fichierRefuse, lignes, acceptees, lignesRefusees, refusees, avertissements, avis } = rapport
  const motif = (m: { ligne: number; colonne: string | null; message: string }) =>
    `  ligne ${m.ligne}${m.colonne ? `, ${m.colonne}` : ''} : ${m.message}`
  return `${[
    ...(fichierRefuse ? [`Fichier refusé : ${fichierRefuse.message}`] : []),
    `${lignes} lignes lues : ${acceptees} acceptées, ${lignesRefusees} refusées.`,
    ...(refusees.length > 0 ? ['Refus', ...refusees.map(motif)] : []),
    ...(avertissements.length > 0 ? ['À vérifier', ...avertissements.map(motif)] : []),
    ...(avis.length > 0 ? ['Remarques', ...avis.map((phrase) => `  ${phrase}`)] : []),
  ].join('\n')}\n`
}

function nombre(nom: string, texte: string | undefined, defaut: number | null, max: number): number {
  if (texte === undefined && defaut !== null) return defaut
  const lu = texte !== undefined && /^\d{1,9}$/.test(texte) ? Number(texte) : Number.NaN
  if (!(lu <= max)) throw new ErreurUsage(`Indiquez « --${nom} » suivi d’un nombre entier, ${max} au plus.`)
  return lu
}

const PAQUET = 1 << 16

async function generer(args: readonly string[], machine: Machine): Promise<number> {
  const options = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    options: { agents: options, employeurs: options, graine: options, date: options, fautes: options },
  })
  const agents = nombre('agents', values.agents, null, 10_000_000)
  const employeurs = nombre('employeurs', values.employeurs, null, 100_000)
  if (employeurs < 1 || employeurs > agents)
    throw new ErreurUsage('Il faut au moins un employeur, et au plus autant d’employeurs que d’agents.')
  const lignes = csvRecensement({
    agents,
    employeurs,
    graine: nombre('graine', values.graine, 1, 999_999_999),
    dateRecensement: lireDate(values.date ?? '2026-11-01'),
    fautesPourMille: nombre('fautes', values.fautes, 0, 1_000),
  })
  let texte = ''
  for (const ligne of lignes) {
    texte += ligne
    if (texte.length > PAQUET) {
      await machine.ecrire(texte)
      texte = ''
    }
  }
  await machine.ecrire(texte)
  return 0
}
