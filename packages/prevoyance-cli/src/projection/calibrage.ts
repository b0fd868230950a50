import { COMPTEURS, HYPOTHESES } from '@maillage/prevoyance/projection'
import type { Resultat } from './rendre.ts'

const WTW = 'WTW, absentéisme 2024 (258 000 agents)'

/** A published figure and what the projection gives; a goal is kept within five per cent. */
interface Ligne {
  readonly libelle: string
  readonly publie: number
  readonly vu: number
  readonly unite: '%' | 'jours'
  readonly source: string
}

const nombre = (n: number, decimales: number): string =>
  n.toLocaleString('fr-FR', { minimumFractionDigits: decimales, maximumFractionDigits: decimales })
const valeur = (n: number, unite: '%' | 'jours'): string =>
  unite === '%' ? `${nombre(n * 100, 2)} %` : `${nombre(n, 1)} jours`
const MARGE = 0.05

/** The calibration report, in French: goals, other published figures, assumptions with their sources. Years 2 to 6 only. */
export function calibrage(r: Resultat): string {
  const c = r.recueil.compteurs
  const annees = r.population.nombre * 5 * r.faits
  const compte = (nom: keyof typeof COMPTEURS): number => c[COMPTEURS[nom]]!
  const buts: readonly Ligne[] = [
    {
      libelle: 'Taux d’absence en maladie ordinaire',
      publie: 0.047,
      vu: compte('jours') / annees / 365,
      unite: '%',
      source: WTW,
    },
    {
      libelle: 'Durée moyenne d’un congé ordinaire',
      publie: 34,
      vu: compte('jours') / compte('conges'),
      unite: 'jours',
      source: WTW,
    },
    {
      libelle: 'Agents arrêtés au moins une fois dans l’année',
      publie: 0.316,
      vu: compte('exposes') / annees,
      unite: '%',
      source: WTW,
    },
    {
      libelle: 'Congés de 10 jours au plus',
      publie: 0.56,
      vu: compte('courts') / compte('conges'),
      unite: '%',
      source: 'WTW, absentéisme 2023',
    },
    {
      libelle: 'Entrées en invalidité dans l’année',
      publie: 0.0033,
      vu: compte('invalidites') / annees,
      unite: '%',
      source: 'Caisse des dépôts, QPS brèves 12 (CNRACL 2020)',
    },
  ]
  const autres: readonly Ligne[] = [
    {
      libelle: 'Congés ordinaires pour 100 agents',
      publie: 0.5046,
      vu: compte('conges') / annees,
      unite: '%',
      source: `${WTW} : 4,7 % × 365 / 34`,
    },
    {
      libelle: 'Temps passé en congé long',
      publie: 0.0206,
      vu: compte('joursLongs') / annees / 365,
      unite: '%',
      source: 'DGCL 2015 : 31 % de 24,2 jours',
    },
    {
      libelle: 'Congés longs commencés dans l’année',
      publie: 0.03,
      vu: compte('longs') / annees,
      unite: '%',
      source: 'Sofaxis 2013 : 3 % d’agents en congé long, commencé cette année ou avant',
    },
    {
      libelle: 'Congés ordinaires qui passent à demi-traitement',
      publie: 0.183,
      vu: compte('demi') / compte('conges'),
      unite: '%',
      source: 'Relyens 2023 : 18,3 % des agents absents, tous congés',
    },
  ]
  const ligne = (l: Ligne, but: boolean): string => {
    const ecart = l.vu / l.publie - 1
    const dit = `${ecart < 0 ? '−' : '+'}${nombre(Math.abs(ecart) * 100, 1)} %`
    const verdict = but ? ` ${Math.abs(ecart) <= MARGE ? 'tenu' : 'manqué'} |` : ''
    return `| ${l.libelle} | ${valeur(l.publie, l.unite)} | ${valeur(l.vu, l.unite)} | ${dit} |${verdict} ${l.source} |`
  }
  const hypotheses = Object.entries(HYPOTHESES).map(
    ([nom, { libelle, source }]) =>
      `| \`${nom}\` | ${libelle} | ${direValeur(r.hypotheses[nom as keyof typeof HYPOTHESES])} | ${source} |`,
  )
  return `# Calibrage de la projection

Au ${r.date}, sur un recensement de ${nombre(r.population.nombre, 0)} agents, ${nombre(r.faits, 0)} tirages, graine ${r.graine}. Ce fichier est écrit par une
commande, jamais à la main :

    npm run --silent prevoyance -- recensement generer --agents 75000 --employeurs 1400 --graine 75000 --date 2026-01-01 > recensement.csv
    npm run prevoyance -- projeter recensement.csv --offres packages/prevoyance/cas/offres-exemple.json --date 2026-01-01 --tirages 40 --calibrage docs/calibrage.md

Les années 2 à 6 sont comptées : la première n’a pas de congé commencé avant elle.

## Buts, à 5 % près

| chiffre | publié | projeté | écart | | source |
|---|---|---|---|---|---|
${buts.map((l) => ligne(l, true)).join('\n')}

## Autres chiffres publiés, sans but

Leurs définitions diffèrent des nôtres : ils situent, ils ne jugent pas.

| chiffre | publié | projeté | écart | source |
|---|---|---|---|---|
${autres.map((l) => ligne(l, false)).join('\n')}

« 29 % des congés atteignent 365 jours » (Relyens 2025, repris par la presse) contredit une moyenne de 34 jours : non retenu.

Les provisions suivent les tables BCAC 2013 (secteur privé, arrêts plus longs que les congés ordinaires des agents) : la dernière année de la
projection, dont les arrêts ne sont pas dénoués, en porte la marge et coûte plus que les autres. Les chances de demi-traitement sont plus hautes que le
chiffre publié, qui compte des agents et non des congés : l’écart n’est pas expliqué en entier.

## Hypothèses

Tranches d’âge : 16-29, 30-39, 40-49, 50-54, 55-59, 60 ans et plus. Un fichier \`--hypotheses\` les remplace par les données du contrat.

| nom | ce que c’est | valeur | source |
|---|---|---|---|
${hypotheses.join('\n')}
`
}

const chiffre = (n: number): string => String(n).replace('.', ',')
const direValeur = (v: number | readonly number[] | Readonly<Record<string, number>>): string => {
  if (typeof v === 'number') return chiffre(v)
  if (Array.isArray(v)) return v.map(chiffre).join(' ; ')
  return Object.entries(v)
    .map(([nom, n]) => `${nom} ${chiffre(n)}`)
    .join(' ; ')
}
