// Compiled to WebAssembly too (src/moteur/wasm): only what its subset of TypeScript knows.
import {
  AN,
  ANNEES,
  CASES,
  CLD,
  CLM,
  COMPTEURS,
  COTE_A_COTE,
  DEUX_32,
  HORIZON,
  MASQUE,
  NOMBRE_MESURES,
  SEMIS,
} from './constantes.ts'
import type { Entier, Memoire, Reel } from './memoire.ts'
import { resemer, semer } from './semer.ts'
import { provisionner, provisionnerRente, verserIndemnites, verserRente } from './verser.ts'

/**
 * Lives six years of agent `a` in draws [debut, fin[, `COTE_A_COTE` of them at most, event by event: time to the next event is exponential (rate of
 * ordinary leaves at its highest of the six years, some then rejected), an ordinary leave takes its length from a table, its pay from the days taken
 * in the twelve months before; a long leave ends at its term, in invalidity or back at work. Who leaves is replaced by an agent of the same profile.
 * @param origine draw whose cells come first
 * @param finRente rate a day at which rentes end
 */
export function vivre(
  m: Memoire,
  a: Entier,
  debut: Entier,
  fin: Entier,
  origine: Entier,
  graine: Entier,
  lots: Entier,
  options: Entier,
  finRente: Reel,
): void {
  const {
    attentes,
    bits,
    cle,
    cmo,
    compteurs,
    debuts,
    delais,
    demi,
    dureeCmo,
    dureeLongue,
    expositions,
    fins,
    fragilite,
  } = m
  const {
    joursAvantAge,
    longue,
    lot,
    parAn,
    plein,
    plusHaut,
    premiers,
    seconds,
    seuilCld,
    seuilInvalidite,
    sortie,
    tranche,
  } = m
  const parAnnee = options * NOMBRE_MESURES
  const parTirage = lots * ANNEES * parAnnee
  const place = lot[a]! * ANNEES * parAnnee
  const k = cle[a]!
  const frequence = cmo[a]!
  const longues = longue[a]!
  const fixe = longues + sortie[a]!
  const durees = tranche[a]! * CASES
  const enPleinAuPlus = plein[a]!
  const enDemiAuPlus = demi[a]!
  const cld = seuilCld[a]!
  const invalidite = seuilInvalidite[a]!
  let conges = 0
  let courts = 0
  let demis = 0
  let jours = 0
  let exposes = 0
  semer(m, k, graine, debut, fin, 0, 0)
  for (let i = 0; i < fin - debut; i++) {
    const z: Reel = fragilite[premiers[i * SEMIS]! >>> 20]!
    const total = frequence * z * plusHaut[debut + i]! + fixe
    expositions[i] = z
    attentes[i] = 1 / total
  }
  for (let t = debut; t < fin; t++) {
    const semis = (t - debut) * SEMIS
    const ici = (t - origine) * parTirage + place
    const haut = plusHaut[t]!
    let z = expositions[t - debut]!
    let plafond = frequence * z * haut
    let total = plafond + fixe
    let attente = attentes[t - debut]!
    let jour: Reel = 0
    let queue = 0
    let tete = 0
    let somme = 0
    let annees = 0
    let evenement = 0
    for (;;) {
      evenement++
      if ((evenement & (SEMIS - 1)) === 0) resemer(m, k, graine, t, t + 1, evenement, semis)
      const n = semis + (evenement & (SEMIS - 1))
      jour += delais[n]! * attente
      if (!(jour < HORIZON)) break
      const lequel = (seconds[n]! >>> 0) * DEUX_32 * total
      const premier = jour | 0
      const annee = (premier / AN) | 0
      if (lequel < plafond) {
        if (lequel >= frequence * z * parAn[t * ANNEES + annee]!) continue
        evenement++
        if ((evenement & (SEMIS - 1)) === 0) resemer(m, k, graine, t, t + 1, evenement, semis)
        const duree = dureeCmo[durees + (premiers[semis + (evenement & (SEMIS - 1))]! >>> 20)]!
        const dernier = premier + duree
        let pris = somme
        // What is older than twelve months is forgotten only when it may count: most leaves keep full pay whatever was taken.
        if (somme + duree > enPleinAuPlus) {
          const limite = premier - AN
          while (queue < tete && fins[queue & MASQUE]! <= limite) {
            somme -= fins[queue & MASQUE]! - debuts[queue & MASQUE]!
            queue++
          }
          pris = somme
          if (queue < tete && debuts[queue & MASQUE]! < limite) pris -= limite - debuts[queue & MASQUE]!
        }
        debuts[tete & MASQUE] = premier
        fins[tete & MASQUE] = dernier
        tete++
        somme += duree
        const enPlein = Math.min(duree, Math.max(0, enPleinAuPlus - pris))
        const reste = enDemiAuPlus - Math.max(0, pris - enPleinAuPlus)
        const enDemi = Math.min(duree - enPlein, Math.max(0, reste))
        const survenance = ici + annee * parAnnee
        const passage = premier + enPlein
        if (enDemi > 0) verserIndemnites(m, a, options, ici, survenance, passage, passage + enDemi)
        if (annee !== ((dernier / AN) | 0)) provisionner(m, a, options, ici, survenance, 0, premier, dernier)
        annees |= (2 << Math.min(ANNEES - 1, ((dernier - 1) / AN) | 0)) - (1 << annee)
        conges += annee > 0 ? 1 : 0
        courts += annee > 0 && duree <= 10 ? 1 : 0
        demis += annee > 0 && enDemi > 0 ? 1 : 0
        jours += Math.max(0, Math.min(dernier, HORIZON) - Math.max(premier, AN))
        jour = dernier
        continue
      }
      evenement++
      if ((evenement & (SEMIS - 1)) === 0) resemer(m, k, graine, t, t + 1, evenement, semis)
      let quantile = premiers[semis + (evenement & (SEMIS - 1))]!
      if (lequel < plafond + longues) {
        const deux = seconds[semis + (evenement & (SEMIS - 1))]!
        const estCld = (deux & 65_535) < cld
        const dernier = premier + Math.min(estCld ? CLD.terme : CLM.terme, dureeLongue[quantile >>> 20]!)
        const survenance = ici + annee * parAnnee
        const passage = premier + (estCld ? CLD.plein : CLM.plein)
        if (dernier > passage) verserIndemnites(m, a, options, ici, survenance, passage, dernier)
        provisionner(m, a, options, ici, survenance, estCld ? 2 : 1, premier, dernier)
        if (annee > 0) compteurs[COMPTEURS.longs]! += 1
        compteurs[COMPTEURS.joursLongs]! += Math.max(0, Math.min(dernier, HORIZON) - Math.max(premier, AN))
        jour = dernier
        if (deux >>> 16 >= invalidite || dernier >= HORIZON) continue
        if (dernier >= AN) compteurs[COMPTEURS.invalidites]! += 1
        evenement++
        if ((evenement & (SEMIS - 1)) === 0) resemer(m, k, graine, t, t + 1, evenement, semis)
        const vie = finRente > 0 ? delais[semis + (evenement & (SEMIS - 1))]! / finRente : HORIZON
        const bout = dernier + (Math.min(vie, joursAvantAge[a]!) | 0)
        verserRente(m, a, options, ici, survenance, dernier, bout)
        provisionnerRente(m, a, options, ici, survenance, dernier, bout)
        quantile = seconds[semis + (evenement & (SEMIS - 1))]!
      }
      z = fragilite[quantile >>> 20]!
      plafond = frequence * z * haut
      total = plafond + fixe
      attente = 1 / total
      queue = tete
      somme = 0
    }
    exposes += bits[annees]!
  }
  compteurs[COMPTEURS.conges]! += conges
  compteurs[COMPTEURS.courts]! += courts
  compteurs[COMPTEURS.demi]! += demis
  compteurs[COMPTEURS.jours]! += jours
  compteurs[COMPTEURS.exposes]! += exposes
}

/** Draws [debut, fin[ of agents [0, nombre[, some draws side by side: their numbers are drawn together. */
export function vivreTous(
  m: Memoire,
  nombre: Entier,
  debut: Entier,
  fin: Entier,
  graine: Entier,
  lots: Entier,
  options: Entier,
  finRente: Reel,
): void {
  for (let t = debut; t < fin; t += COTE_A_COTE)
    for (let a = 0; a < nombre; a++)
      vivre(m, a, t, Math.min(fin, t + COTE_A_COTE), debut, graine, lots, options, finRente)
}
