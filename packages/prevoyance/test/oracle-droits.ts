// A second reading of the rules on leave, slow on purpose: every day looks back at every day. It shares no code with
// src/droits and keeps its own calendar (the machine's). Written from the texts: CGFP L.822-2 to L.822-22, décret 88-145,
// loi 2017-1837 art. 115, loi 2025-127 art. 189, and the CIG's sheets ANNMED, DELCAR, COLOMA, COLODU, NTICO3.

export interface CongeOracle {
  type: string
  debut: string
  fin: string
  phase?: 'plein' | 'demi'
  affection?: string
}

export interface HistoireOracle {
  agent: {
    statut: 'fonctionnaire' | 'contractuel-public'
    ancienneteMois?: number
    services?: { debut: string; fin: string }[]
  }
  conges: CongeOracle[]
  arret: CongeOracle & { prolongation?: boolean; motifSansCarence?: string }
  carence?: boolean
}

export interface JourOracle {
  jour: string
  phase: string
  taux: number
}

const numero = (jour: string): number => Math.round(Date.parse(`${jour}T00:00:00Z`) / 86_400_000)
const texte = (n: number): string => new Date(n * 86_400_000).toISOString().slice(0, 10)

/** The same date `annees` years before; the last day of February when there is no 29th. */
function memeDate(n: number, annees: number): number {
  const d = new Date(n * 86_400_000)
  const candidat = new Date(Date.UTC(d.getUTCFullYear() - annees, d.getUTCMonth(), d.getUTCDate()))
  if (candidat.getUTCMonth() !== d.getUTCMonth()) candidat.setUTCDate(0)
  return Math.round(candidat.getTime() / 86_400_000)
}

/** Days from `n` on that lie within `annees` years counted date to date. */
function longueur(n: number, annees: number): number {
  let jours = 0
  while (memeDate(n + jours, annees) < n) jours++
  return jours
}

const chaqueJour = ({ debut, fin }: { debut: string; fin: string }): number[] => {
  const jours: number[] = []
  for (let n = numero(debut); n <= numero(fin); n++) jours.push(n)
  return jours
}

const dansLOrdre = (conges: readonly CongeOracle[]) =>
  [...conges].sort((a, b) => numero(a.debut) - numero(b.debut))

/** One mark for each day of a life, so that every look back is a walk over days. */
class Calendrier {
  readonly #marques = new Int8Array(40_000)
  static readonly ORIGINE = numero('1970-01-01')
  lire(n: number): number {
    return this.#marques[n - Calendrier.ORIGINE] ?? 0
  }
  marquer(n: number, marque: number): void {
    this.#marques[n - Calendrier.ORIGINE] = marque
  }
  compter(apres: number, avant: number, marque: number): number {
    let total = 0
    for (let n = apres + 1; n < avant; n++) if (this.lire(n) === marque) total++
    return total
  }
}

const FORT = 1
const DEMI = 2
const AUTRE = 3

export function oracle(histoire: HistoireOracle): JourOracle[] {
  const { arret } = histoire
  if (arret.type === 'CMO') return maladieOrdinaire(histoire)
  if (arret.type === 'CITIS' && histoire.agent.statut === 'fonctionnaire')
    return chaqueJour(arret).map((n) => ({ jour: texte(n), phase: 'plein', taux: 100 }))
  return congeLong(histoire)
}

function jourDeCarence(
  stop: CongeOracle & { prolongation?: boolean; motifSansCarence?: string },
  avant: readonly CongeOracle[],
  choix: boolean | undefined,
): boolean {
  if (choix === false || stop.prolongation || stop.motifSansCarence) return false
  for (const autre of avant) {
    const heuresDeReprise = (numero(stop.debut) - numero(autre.fin) - 1) * 24
    if (stop.affection && autre.affection === stop.affection && heuresDeReprise <= 48) return false
  }
  if (choix === true) return true
  const j = stop.debut
  if (j >= '2020-03-24' && j <= '2020-07-10') return false
  return (j >= '2012-01-01' && j <= '2013-12-31') || j >= '2018-01-01'
}

/** Days of the contracts, then those of leave taken off. */
function joursDeServices(
  services: readonly { debut: string; fin: string }[],
  absences: readonly { debut: string; fin: string }[],
): Calendrier {
  const emploi = new Calendrier()
  for (const contrat of services) for (const n of chaqueJour(contrat)) emploi.marquer(n, 1)
  for (const absence of absences) for (const n of chaqueJour(absence)) emploi.marquer(n, 0)
  return emploi
}

function maladieOrdinaire({ agent, conges, arret, carence }: HistoireOracle): JourOracle[] {
  const fonctionnaire = agent.statut === 'fonctionnaire'
  const mois = agent.ancienneteMois ?? 0
  const droits = fonctionnaire ? 90 : mois >= 36 ? 90 : mois >= 24 ? 60 : mois >= 4 ? 30 : 0
  const fini = fonctionnaire ? 'epuise' : 'sans-traitement'
  const vie = new Calendrier()
  const passes = dansLOrdre(conges.filter((c) => c.type === 'CMO'))
  const dernier = passes.at(-1)
  const lien =
    dernier && arret.prolongation && numero(arret.debut) - numero(dernier.fin) - 1 <= 2
      ? { de: numero(arret.debut), a: numero(dernier.fin) }
      : null

  const emploi = agent.services && joursDeServices(agent.services, [...conges, arret])
  /** The day before anything known. */
  const veille =
    Math.min(...[...conges, ...(agent.services ?? []), arret].map(({ debut }) => numero(debut))) - 1
  /** The day before the window of day `n`. */
  const avantLaFenetre = (n: number): number => {
    if (!emploi) return memeDate(n, 1)
    let servis = 0
    for (let m = n - 1; m > veille; m--) if (emploi.lire(m) === 1 && ++servis === 300) return m - 1
    return veille
  }

  const phaseDu = (n: number): string => {
    let premier = n
    for (;;) {
      if (vie.lire(premier - 1) !== 0) premier--
      else if (lien && premier === lien.de && vie.lire(lien.a) !== 0) premier = lien.a
      else break
    }
    if (memeDate(n, 1) >= premier) return fini
    const avant = avantLaFenetre(n)
    if (vie.compter(avant, n, FORT) < droits) return 'plein'
    if (fonctionnaire) return 'demi'
    return vie.compter(avant, n, DEMI) < droits ? 'demi' : fini
  }

  for (const [i, conge] of passes.entries()) {
    const avant = passes.slice(0, i)
    const suite = avant.some((c) => numero(c.fin) + 1 === numero(conge.debut))
    const premierImpaye = !conge.phase && jourDeCarence({ ...conge, prolongation: suite }, avant, carence)
    for (const n of chaqueJour(conge)) {
      const phase = conge.phase ?? phaseDu(n)
      const fort = phase === 'plein' || (premierImpaye && n === numero(conge.debut))
      vie.marquer(n, fort ? FORT : phase === 'demi' ? DEMI : AUTRE)
    }
  }

  const impaye = jourDeCarence(arret, conges, carence)
  const fort = arret.debut < '2025-03-01' ? 100 : 90
  return chaqueJour(arret).map((n, i) => {
    const due = droits === 0 ? fini : phaseDu(n)
    const phase = i === 0 && impaye && (due === 'plein' || due === 'demi') ? 'carence' : due
    vie.marquer(n, phase === 'plein' || phase === 'carence' ? FORT : phase === 'demi' ? DEMI : AUTRE)
    return { jour: texte(n), phase, taux: phase === 'plein' ? fort : phase === 'demi' ? 50 : 0 }
  })
}

/** Long leaves of one kind, each day marked when it is taken. */
function congeLong({ agent, conges, arret }: HistoireOracle): JourOracle[] {
  const fini = agent.statut === 'fonctionnaire' ? 'epuise' : 'sans-traitement'
  if (arret.type === 'CGM' && agent.statut !== 'fonctionnaire' && (agent.ancienneteMois ?? 0) < 36)
    return chaqueJour(arret).map((n) => ({ jour: texte(n), phase: fini, taux: 0 }))
  const [plein, total, fenetre] = arret.type === 'CLD' ? [3, 5, 100] : [1, 3, 4]
  const prise = new Calendrier()
  const enConge = new Calendrier()
  for (const conge of conges) for (const n of chaqueJour(conge)) enConge.marquer(n, 1)
  let complet: number | null = null
  const phases: JourOracle[] = []
  const pieces = [...dansLOrdre(conges.filter((c) => c.type === arret.type)), arret]
  for (const piece of pieces) {
    if (complet !== null && arret.type !== 'CLD') {
      let service = 0
      for (let n = complet + 1; n < numero(piece.debut); n++) if (enConge.lire(n) === 0) service++
      if (service >= 365) {
        for (let n = 0; n <= complet; n++) prise.marquer(n, 0)
        complet = null
      }
    }
    for (const n of chaqueJour(piece)) {
      const borne = Math.max(memeDate(n, fenetre), numero(pieces[0]!.debut) - 1)
      const compte = prise.compter(borne, n, 1)
      let premier = borne + 1
      while (premier < n && prise.lire(premier) === 0) premier++
      const phase: string =
        complet !== null || compte >= duree(premier, total)
          ? fini
          : compte < duree(premier, plein)
            ? 'plein'
            : 'demi'
      if (phase !== fini) {
        prise.marquer(n, 1)
        if (compte + 1 >= duree(premier, total)) complet = n
      }
      if (piece === arret)
        phases.push({ jour: texte(n), phase, taux: phase === 'plein' ? 100 : phase === 'demi' ? 50 : 0 })
    }
  }
  return phases
}

const durees = new Map<string, number>()
function duree(premier: number, annees: number): number {
  const cle = `${premier}/${annees}`
  const connue = durees.get(cle)
  if (connue !== undefined) return connue
  const jours = longueur(premier, annees)
  durees.set(cle, jours)
  return jours
}
