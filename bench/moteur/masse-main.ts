// Contender: the loop that a careful developer writes by hand for these rules, hoisted on the same three levels.
import {
  type ParametresMasse,
  type Population,
  parametresMasse,
  sortiesPour,
} from '../../packages/prevoyance/src/moteur/masse.ts'
import { etaler } from './masse-noyau.ts'
import { BIDS, JOUR, mesurerProcesseur, OFFRES, OPTIONS, preparerTravail } from './travail.ts'

export function preparer({ agents, employeurs }: { agents: number; employeurs: number }) {
  const { population } = preparerTravail(agents, employeurs)
  const calculer = () => boucler(population, parametresMasse(JOUR))
  return {
    resultat: () => etaler(calculer(), population.nombreDeGroupes),
    tour: () => mesurerProcesseur(calculer),
  }
}

const CENT = 1 / 100_000
const pourcent = (x: number): number => Math.floor((x + 50_000.5) * CENT)
const diviser = (a: number, b: number): number => Math.floor((a + Math.floor(b * 0.5) + 0.5) * (1 / b))

function boucler({ agents: c, nombre, groupes, nombreDeGroupes }: Population, p: ParametresMasse) {
  const s = sortiesPour(nombreDeGroupes, OPTIONS.length, BIDS)
  const offres = OFFRES.flat()
  const nOptions = OPTIONS.length
  const { plafondMensuel: plafond, tauxCnracl, tauxRafp, plafondRafp, assietteCsg } = p
  const plafond4 = 4 * plafond
  const plafond8 = 8 * plafond
  const ijssMaximum = diviser(p.smicMensuel * p.coefficientIjss * 12 * p.tauxIjss, 365_000_000)
  const contributions = (brut: number): number => {
    const assiette = pourcent(Math.min(brut, plafond4) * assietteCsg) + Math.max(0, brut - plafond4)
    return (
      pourcent(assiette * p.tauxCsgDeductible) +
      pourcent(assiette * p.tauxCsgNonDeductible) +
      pourcent(assiette * p.tauxCrds)
    )
  }
  const retenuesGenerales = (brut: number): number => {
    const sous = Math.min(brut, plafond)
    return (
      pourcent(sous * p.tauxVieillessePlafonnee) +
      pourcent(brut * p.tauxVieillesseDeplafonnee) +
      pourcent(sous * p.tauxIrcantecA) +
      pourcent(Math.max(0, Math.min(brut, plafond8) - plafond) * p.tauxIrcantecB)
    )
  }
  for (let i = 0; i < nombre; i++) {
    const cnracl = c.regime[i] === 0
    const indice = c.indiceMajore[i]!
    const num = c.fractionNum[i]!
    const den = c.fractionDen[i]!
    const tib =
      indice > 0 ? diviser(diviser(indice * p.valeurPoint, 1_200) * num, den) : c.traitementHorsIndice[i]!
    const nbi = diviser(diviser(c.nbiPoints[i]! * p.valeurPoint, 1_200) * num, den)
    const ri = c.ri[i]!
    const tiNbi = tib + nbi
    const brut = tiNbi + ri
    const tibVerse = pourcent(tib * c.tauxPaye[i]!)
    const tiNbiVerse = tibVerse + pourcent(nbi * c.tauxNbiPaye[i]!)
    const riVerse = pourcent(ri * c.tauxRiMaintenu[i]!)
    const brutVerse = tiNbiVerse + riVerse
    let netTiNbi = tiNbi - contributions(tiNbi)
    let net = brut - contributions(brut)
    let netTiNbiVerse = tiNbiVerse - contributions(tiNbiVerse)
    let netVerse = brutVerse - contributions(brutVerse)
    let ijss = 0
    if (cnracl) {
      const retraite = pourcent(tiNbi * tauxCnracl)
      const retraiteVerse = pourcent(tiNbiVerse * tauxCnracl)
      netTiNbi -= retraite
      net -= retraite + pourcent(Math.min(ri, pourcent(tib * plafondRafp)) * tauxRafp)
      netTiNbiVerse -= retraiteVerse
      netVerse -= retraiteVerse + pourcent(Math.min(riVerse, pourcent(tibVerse * plafondRafp)) * tauxRafp)
    } else {
      netTiNbi -= retenuesGenerales(tiNbi)
      net -= retenuesGenerales(brut)
      netTiNbiVerse -= retenuesGenerales(tiNbiVerse)
      netVerse -= retenuesGenerales(brutVerse)
      const jours = Math.min(diviser(brut * 12 * p.tauxIjss, 36_500_000), ijssMaximum) * c.joursIjss[i]!
      ijss = jours - pourcent(jours * p.tauxCsgRemplacement) - pourcent(jours * p.tauxCrds)
    }
    const netRi = net - netTiNbi
    const riMaintenuNet = Math.max(0, netVerse - netTiNbiVerse - Math.max(0, ijss - netTiNbiVerse))
    const autres = c.autresPrestations[i]!
    const maintenu = Math.max(0, netTiNbiVerse - ijss) + riMaintenuNet + ijss + autres
    const invalidite = c.tauxInvalidite[i]!
    let pension: number
    let ouverte: boolean
    if (cnracl) {
      const requis = c.trimestresRequis[i]!
      const maximum = pourcent(tib * p.tauxPensionMaximum)
      const acquise = diviser(Math.min(c.trimestres[i]!, requis) * maximum, requis)
      const garantie = invalidite >= p.tauxInvaliditeGarantie ? pourcent(tib * p.tauxPensionGarantie) : 0
      const viagere = c.imputable[i] === 1 ? pourcent(tib * invalidite) : 0
      const plancher = c.invaliditeAggravee[i] === 1 ? maximum : 0
      pension = Math.min(tib, Math.max(Math.max(acquise, garantie) + viagere, plancher))
      ouverte = c.sousAgeLegal[i] === 1
    } else {
      pension = pourcent(Math.min(brut, plafond) * p.tauxPensionGarantie)
      ouverte = c.categorieInvalidite[i]! >= 2 || invalidite >= 66_000
    }
    const demi = c.demi[i] === 1
    const g = groupes[i]!
    s.netTotal[g]! += net
    s.revenuMaintenu[g]! += maintenu
    for (let o = 0; o < nOptions; o++) {
      const option = OPTIONS[o]!
      const riCompte = option.assietteRi === 1 ? ri : 0
      const cible = Math.min(pourcent(option.tauxTiNbi * netTiNbi + option.tauxRi * netRi), net)
      const indemnite = demi
        ? Math.max(0, cible - maintenu)
        : Math.max(0, Math.min(pourcent(option.tauxRenfortRi * netRi) - riMaintenuNet, net - maintenu))
      const rente = ouverte
        ? Math.max(0, Math.min(pourcent(net * option.tauxRente), net) - pension - autres)
        : 0
      const go = g * nOptions + o
      s.indemnite[go]! += indemnite
      s.rente[go]! += rente
      s.capitalDeces[go]! += pourcent(option.tauxCapital * 12 * (tiNbi + riCompte))
      const assiette = tib + (option.assietteNbi === 1 ? nbi : 0) + riCompte
      const obligatoire = option.regimeParticipation === 1 && p.partEmployeurMinimum > 0
      for (let b = 0; b < BIDS; b++) {
        const offre = offres[o * BIDS + b]!
        const minimum =
          pourcent(assiette * offre.tauxIncapacite) + pourcent(assiette * offre.tauxInvaliditeOffre)
        const cotisation =
          minimum +
          pourcent(assiette * offre.tauxRetraite) +
          pourcent(assiette * offre.tauxDeces) +
          pourcent(assiette * offre.tauxRenfort)
        const decidee = Math.max(
          option.participationPlancher,
          option.participationMontant +
            pourcent(option.participationTaux * minimum) +
            pourcent(option.participationTauxTotal * cotisation),
        )
        const legale = obligatoire ? pourcent(p.partEmployeurMinimum * minimum) : p.participationMinimum
        const employeur = Math.min(cotisation, Math.max(decidee, legale))
        const gob = go * BIDS + b
        s.cotisation[gob]! += cotisation
        s.partEmployeur[gob]! += employeur
        s.partAgent[gob]! += cotisation - employeur
        s.revenuAvecContrat[gob]! += maintenu + indemnite - cotisation + employeur
      }
    }
  }
  return s
}
