import { parseArgs } from 'node:util'
import { ValeurManquante } from '@maillage/prevoyance/moteur'
import { lireJson } from '@maillage/prevoyance/operations'
import { EntreeRefusee } from '@maillage/prevoyance/operations/lecture'
import { demandeParcours, type Mois, type Parcours, parcourir } from '@maillage/prevoyance/parcours'
import { type Centimes, centimes, direEuros, direJour, enEuros, type Pas } from '@maillage/prevoyance/socle'
import { ErreurUsage, type Machine } from '../machine.ts'

/**
 * `agent FICHIER|-`: the income of one agent during a stop, month by month, without then with the contract, and why.
 * @returns 0, or 2 when the file is refused
 */
export async function agent(args: readonly string[], machine: Machine): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  })
  const [chemin, ...trop] = positionals
  if (chemin === undefined || trop.length > 0)
    throw new ErreurUsage(
      'Donnez un fichier, un seul : « npm run prevoyance -- agent FICHIER.json [--json] ».',
    )
  const lu = lireJson(await machine.lire(chemin))
  if (!lu.ok) throw new ErreurUsage(lu.message)
  try {
    const parcours = parcourir(demandeParcours(lu.valeur, 'demande'))
    await machine.ecrire(values.json ? enJson(parcours) : enTexte(parcours))
    return 0
  } catch (erreur) {
    if (erreur instanceof EntreeRefusee) throw new ErreurUsage(`${erreur.chemin} : ${erreur.message}`)
    if (erreur instanceof ValeurManquante)
      throw new ErreurUsage(`demande.situation.arret.debut : ${erreur.message}`)
    throw erreur
  }
}

const perte = (mois: Mois, recu: Centimes): Centimes => centimes(mois.netActivite - recu)

function enJson({ mois, ...reste }: Parcours): string {
  const dits = mois.map((m) => ({
    mois: m.mois,
    tranches: m.tranches,
    netActivite: enEuros(m.netActivite),
    sansContrat: enEuros(m.sansContrat),
    indemnite: enEuros(m.indemnite),
    cotisationAgent: enEuros(m.cotisationAgent),
    avecContrat: enEuros(m.avecContrat),
    perteSansContrat: enEuros(perte(m, m.sansContrat)),
    perteAvecContrat: enEuros(perte(m, m.avecContrat)),
  }))
  return `${JSON.stringify({ mois: dits, ...reste }, null, 2)}\n`
}

const COLONNES: readonly (readonly [string, (mois: Mois) => string])[] = [
  ['mois', ({ mois }) => mois],
  ['net habituel', (m) => direEuros(m.netActivite)],
  ['sans contrat', (m) => direEuros(m.sansContrat)],
  ['perte', (m) => direEuros(perte(m, m.sansContrat))],
  ['indemnité', (m) => direEuros(m.indemnite)],
  ['cotisation', (m) => direEuros(m.cotisationAgent)],
  ['avec contrat', (m) => direEuros(m.avecContrat)],
  ['perte', (m) => direEuros(perte(m, m.avecContrat))],
]

const raisons = (explication: readonly Pas[]): string[] =>
  explication.map(({ libelle, formule, source }) => `  ${libelle} : ${formule} [${source}]`)

function enTexte({ periodes, mois, droits, paies, hypotheses }: Parcours): string {
  const lignes = periodes.map(
    (p) =>
      `  du ${direJour(p.debut)} au ${direJour(p.fin)} : ${p.jours} jour${p.jours > 1 ? 's' : ''}, ${p.phase}, ${p.taux} %`,
  )
  return [
    'Droits',
    ...lignes,
    '',
    'Revenu net estimé, mois par mois',
    ...tableau(mois),
    '',
    'Pourquoi ces droits',
    ...raisons(droits),
    ...paies.flatMap(({ titre, explication }) => ['', titre, ...raisons(explication)]),
    '',
    'Ce qui est supposé',
    ...hypotheses.map((phrase) => `  ${phrase}`),
    '',
  ].join('\n')
}

function tableau(mois: readonly Mois[]): string[] {
  const lignes = [COLONNES.map(([titre]) => titre), ...mois.map((m) => COLONNES.map(([, dire]) => dire(m)))]
  const largeurs = COLONNES.map((_, i) => Math.max(...lignes.map((ligne) => ligne[i]!.length)))
  return lignes.map((ligne) => `  ${ligne.map((cellule, i) => cellule.padStart(largeurs[i]!)).join('  ')}`)
}
