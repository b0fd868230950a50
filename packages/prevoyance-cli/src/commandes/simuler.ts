import { parseArgs } from 'node:util'
import { ligneCsv } from '@maillage/prevoyance/generateur'
import { SITUATIONS } from '@maillage/prevoyance/moteur'
import { lireJson } from '@maillage/prevoyance/operations'
import { EntreeRefusee } from '@maillage/prevoyance/operations/lecture'
import { DERNIER_JOUR_CONNU } from '@maillage/prevoyance/parametres'
import { ErreurUsage, type Machine } from '../machine.ts'
import { type Consultation, consultation } from '../simulation/offres.ts'
import { accumuler } from '../simulation/population.ts'
import { type Ligne, tableauDe } from '../simulation/tableau.ts'
import { lireDate, lireRecensement } from './recensement.ts'

const USAGE =
  'Tapez « simuler RECENSEMENT --offres OFFRES.json --date AAAA-MM-JJ [--format csv|json] [--sortie FICHIER] ».'

/** More lines than a spreadsheet or the memory holds. */
const LIGNES_MAX = 10_000_000

/**
 * `simuler RECENSEMENT --offres OFFRES.json`: census × options × bids, by employer and lot.
 * @returns 0; 1 when rows of the census were refused (they are not counted); 2 when nothing could be computed
 */
export async function simuler(args: readonly string[], machine: Machine): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      offres: { type: 'string' },
      date: { type: 'string' },
      format: { type: 'string', default: 'csv' },
      sortie: { type: 'string' },
    },
  })
  const [chemin, ...trop] = positionals
  const { offres, format, sortie } = values
  if (chemin === undefined || trop.length > 0 || offres === undefined) throw new ErreurUsage(USAGE)
  if (format !== 'csv' && format !== 'json') throw new ErreurUsage('Le format est « csv » ou « json ».')
  const date = lireDate(values.date)
  const voulue = await lireConsultation(offres, machine)
  const agents = accumuler(SITUATIONS[voulue.situation], date)
  const rapport = await lireRecensement(chemin, machine, {
    dateRecensement: date,
    surAgent: agents.ajouter,
  })
  if (rapport.fichierRefuse) throw new ErreurUsage(`Recensement refusé : ${rapport.fichierRefuse.message}`)
  if (rapport.lignesRefusees > 0)
    machine.dire(
      `${rapport.lignesRefusees === 1 ? '1 ligne refusée n’est pas comptée' : `${rapport.lignesRefusees} lignes refusées ne sont pas comptées`} : « recensement verifier » dit pourquoi.`,
    )
  const { population, employeurs } = agents.fermer()
  const lignesVoulues = employeurs.length * voulue.options.length * voulue.offres.length
  if (lignesVoulues > LIGNES_MAX)
    throw new ErreurUsage(
      `${employeurs.length} employeurs × ${voulue.options.length} options × ${voulue.offres.length} offres : plus de ${LIGNES_MAX} lignes. Simulez moins d’options ou d’offres à la fois.`,
    )
  if (date > DERNIER_JOUR_CONNU)
    machine.dire(
      `Les valeurs légales de ${date.slice(0, 4)} ne sont pas enregistrées : celles de ${DERNIER_JOUR_CONNU.slice(0, 4)} sont reconduites.`,
    )
  const lignes = tableauDe(population, employeurs, voulue, date)
  await rendre(format === 'csv' ? enCsv(lignes) : enJson(lignes), sortie, machine)
  return rapport.lignesRefusees > 0 ? 1 : 0
}

/** Reads a consultation: lots, options, bids. @throws ErreurUsage in French, with the place */
export async function lireConsultation(chemin: string, machine: Machine): Promise<Consultation> {
  const lu = lireJson(await machine.lire(chemin))
  if (!lu.ok) throw new ErreurUsage(`« ${chemin} » : ${lu.message}`)
  try {
    return consultation(lu.valeur, 'consultation')
  } catch (erreur) {
    if (erreur instanceof EntreeRefusee)
      throw new ErreurUsage(`« ${chemin} », ${erreur.chemin} : ${erreur.message}`)
    throw erreur
  }
}

const COLONNES: Readonly<Record<keyof Ligne, string>> = {
  siret: 'siret',
  lot: 'lot',
  effectif: 'effectif',
  option: 'option',
  offre: 'offre',
  cotisation: 'cotisation_mensuelle',
  partEmployeur: 'part_employeur',
  partAgents: 'part_agents',
  netActivite: 'net_activite',
  revenuSansContrat: 'revenu_sans_contrat',
  indemnites: 'indemnites',
  revenuAvecContrat: 'revenu_avec_contrat',
}
const CHAMPS = Object.keys(COLONNES) as (keyof Ligne)[]

/** A name that a spreadsheet would take for a formula is written as text. */
const cellule = (valeur: string | number): string =>
  typeof valeur === 'number' ? String(valeur).replace('.', ',') : valeur.replace(/^(?=[=+\-@\t\r])/, "'")

function* enCsv(lignes: Iterable<Ligne>): Generator<string> {
  yield ligneCsv(Object.values(COLONNES))
  for (const ligne of lignes) yield ligneCsv(CHAMPS.map((champ) => cellule(ligne[champ])))
}

function* enJson(lignes: Iterable<Ligne>): Generator<string> {
  let avant = '[\n'
  for (const ligne of lignes) {
    yield avant + JSON.stringify(ligne)
    avant = ',\n'
  }
  yield avant === '[\n' ? '[]\n' : '\n]\n'
}

const PAQUET = 1 << 16

async function rendre(
  morceaux: Iterable<string>,
  sortie: string | undefined,
  machine: Machine,
): Promise<void> {
  if (sortie !== undefined) return machine.enregistrer(sortie, [...morceaux].join(''))
  let texte = ''
  for (const morceau of morceaux) {
    texte += morceau
    if (texte.length > PAQUET) {
      await machine.ecrire(texte)
      texte = ''
    }
  }
  await machine.ecrire(texte)
}
