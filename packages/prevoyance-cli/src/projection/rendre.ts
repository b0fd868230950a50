import { ligneCsv } from '@maillage/prevoyance/generateur'
import {
  ANNEES,
  type Distribution,
  distribution,
  Empreinte,
  type Exercice,
  exercices,
  type Hypotheses,
  type PopulationProjetee,
  type Recueil,
  tauxPourCible,
} from '@maillage/prevoyance/projection'
import type { Consultation } from '../simulation/offres.ts'
import { eventail } from './eventail.ts'

/** Everything that a projection says. */
export interface Resultat {
  readonly recueil: Recueil
  readonly population: PopulationProjetee
  readonly hypotheses: Hypotheses
  readonly consultation: Consultation
  readonly date: string
  readonly cible: number
  readonly confiance: number
  readonly graine: number
  readonly faits: number
}

const nombre = (n: number, decimales: number): string =>
  n.toLocaleString('fr-FR', { minimumFractionDigits: decimales, maximumFractionDigits: decimales })
const pourCent = (n: number, decimales = 1): string => `${nombre(n * 100, decimales)} %`
const euros = (centimes: number): string => `${nombre(Math.round(centimes / 100), 0)} €`

/** Rate of what is projected, incapacity and invalidity, of a bid on an option, in thousandths of one per cent. */
const tauxDe = (c: Consultation, offre: number, option: number): number => {
  const t = c.offres[offre]!.taux[option]!
  return t.tauxIncapacite + t.tauxInvaliditeOffre
}

/** Bids × options × lots that exist. */
function* vues({ consultation: c }: Resultat) {
  for (const [b, offre] of c.offres.entries())
    for (const [o, option] of c.options.entries())
      for (const [l, lot] of c.lots.entries())
        if (offre.lot === null || offre.lot === lot.nom)
          yield {
            offre: offre.nom,
            option: option.nom,
            lot: lot.nom,
            vue: { option: o, lot: l, taux: tauxDe(c, b, o) },
          }
}

/** The summary, in French. */
export function rapport(r: Resultat): string {
  const { recueil, population, hypotheses, consultation: c, cible, confiance } = r
  const empreinte = new Empreinte()
  empreinte.ajouter(recueil.cellules)
  const lignes = [
    `Projection de ${nombre(population.nombre, 0)} agents sur ${ANNEES} ans à partir du ${r.date} : ${nombre(r.faits, 0)} tirages, graine ${r.graine}, empreinte ${empreinte.lire()}.`,
    'Incapacité et invalidité seulement ; charge des arrêts commencés dans l’année, provisions comprises (BCAC 2013).',
    'La dernière année paraît la plus chère : ses arrêts ouverts sont provisionnés par des tables prudentes, les autres sont dénoués.',
    '',
    `Taux qui garde le S/P des six ans à ${pourCent(cible, 0)} ou moins, ${pourCent(confiance, 0)} de chances :`,
  ]
  for (const [o, { nom }] of c.options.entries())
    for (const [l, lot] of c.lots.entries()) {
      const taux = tauxPourCible(recueil, population, hypotheses, { option: o, lot: l }, cible, confiance)
      const dit = Number.isFinite(taux) ? `${nombre(taux / 1_000, 3)} %` : 'aucun agent'
      lignes.push(`  ${nom}, ${lot.nom} : ${dit}`)
    }
  for (const { offre, option, lot, vue } of vues(r)) {
    const tirages = exercices(recueil, population, hypotheses, vue)
    if (tirages[0]![ANNEES]!.primes === 0) continue
    lignes.push('', `${offre}, ${option}, ${lot} (taux ${nombre(vue.taux / 1_000, 3)} %)`)
    for (let annee = 0; annee <= ANNEES; annee++) {
      const de = (champ: keyof Exercice) => distribution(tirages.map((ans) => ans[annee]![champ]))
      const sp = de('sp')
      lignes.push(
        `  ${annee === ANNEES ? 'six ans' : anneeDe(r, annee)} : S/P ${pourCent(sp.p50)} (de ${pourCent(sp.p5)} à ${pourCent(sp.p95)}), primes ${euros(de('primes').p50)}, prestations ${euros(de('prestations').p50)}, PSAP ${euros(de('psap').p50)}, PM ${euros(de('pm').p50)}`,
      )
    }
  }
  return `${lignes.join('\n')}\n`
}

const anneeDe = (r: Resultat, annee: number): number => Number(r.date.slice(0, 4)) + annee

const MESURES = ['sp', 'primes', 'prestations', 'psap', 'pm', 'charge'] as const
const CHAMPS = [
  'moyenne',
  'p5',
  'p25',
  'p50',
  'p75',
  'p95',
] as const satisfies readonly (keyof Distribution)[]

/** Every distribution: one line per bid, option, lot, year and measure; amounts in euros, S/P in per cent. */
export function enCsv(r: Resultat): string {
  const lignes = [ligneCsv(['offre', 'option', 'lot', 'annee', 'mesure', 'unite', ...CHAMPS])]
  for (const { offre, option, lot, vue } of vues(r)) {
    const tirages = exercices(r.recueil, r.population, r.hypotheses, vue)
    for (let annee = 0; annee <= ANNEES; annee++)
      for (const mesure of MESURES) {
        const d = distribution(tirages.map((ans) => ans[annee]![mesure]))
        const an = annee === ANNEES ? 'six ans' : String(anneeDe(r, annee))
        const valeurs = CHAMPS.map((champ) => (mesure === 'sp' ? d[champ] * 100 : d[champ] / 100))
        lignes.push(
          ligneCsv([
            ...[offre, option, lot].map((texte) => texte.replace(/^(?=[=+\-@\t\r])/, "'")),
            ...[an, mesure, mesure === 'sp' ? '%' : 'euros'],
            ...valeurs.map((v) => v.toFixed(2).replace('.', ',')),
          ]),
        )
      }
  }
  return lignes.join('')
}

/** The fan chart of the first bid and option, all its lots together. */
export function svg(r: Resultat): string {
  const { consultation: c } = r
  const vue = { option: 0, lot: null, taux: tauxDe(c, 0, 0) }
  const tirages = exercices(r.recueil, r.population, r.hypotheses, vue)
  const annees = Array.from({ length: ANNEES }, (_, annee) => anneeDe(r, annee))
  const sp = annees.map((_, annee) => distribution(tirages.map((ans) => ans[annee]!.sp)))
  return eventail(`S/P par année de survenance, ${c.offres[0]!.nom}, ${c.options[0]!.nom}`, annees, sp)
}
