// Generated from src/regles by scripts/generer.ts: never edit by hand. A test compares this file to a fresh generation.

import { arrondi as R } from '../socle/centimes.ts'

/** Dated parameters of the kernel. */
export interface ParametresMasse {
  readonly assietteCsg: number
  readonly coefficientIjss: number
  readonly partEmployeurMinimum: number
  readonly participationMinimum: number
  readonly plafondMensuel: number
  readonly plafondRafp: number
  readonly smicMensuel: number
  readonly tauxCnracl: number
  readonly tauxCrds: number
  readonly tauxCsgDeductible: number
  readonly tauxCsgNonDeductible: number
  readonly tauxCsgRemplacement: number
  readonly tauxIjss: number
  readonly tauxInvaliditeGarantie: number
  readonly tauxIrcantecA: number
  readonly tauxIrcantecB: number
  readonly tauxPensionGarantie: number
  readonly tauxPensionMaximum: number
  readonly tauxRafp: number
  readonly tauxVieillesseDeplafonnee: number
  readonly tauxVieillessePlafonnee: number
  readonly valeurPoint: number
}

/** Columns of the census, one value per agent. */
export interface ColonnesAgents {
  readonly regime: Float64Array
  readonly indiceMajore: Float64Array
  readonly traitementHorsIndice: Float64Array
  readonly fractionNum: Float64Array
  readonly fractionDen: Float64Array
  readonly nbiPoints: Float64Array
  readonly ri: Float64Array
  readonly tauxPaye: Float64Array
  readonly tauxNbiPaye: Float64Array
  readonly tauxRiMaintenu: Float64Array
  readonly demi: Float64Array
  readonly joursIjss: Float64Array
  readonly autresPrestations: Float64Array
  readonly trimestres: Float64Array
  readonly trimestresRequis: Float64Array
  readonly tauxInvalidite: Float64Array
  readonly categorieInvalidite: Float64Array
  readonly imputable: Float64Array
  readonly invaliditeAggravee: Float64Array
  readonly sousAgeLegal: Float64Array
}

/** Guarantees of one option. */
export interface OptionMasse {
  readonly tauxTiNbi: number
  readonly tauxRi: number
  readonly tauxRente: number
  readonly tauxRenfortRi: number
  readonly tauxCapital: number
  readonly assietteNbi: number
  readonly assietteRi: number
  readonly regimeParticipation: number
  readonly participationMontant: number
  readonly participationTaux: number
  readonly participationTauxTotal: number
  readonly participationPlancher: number
}

/** Rates of one bid on one option. */
export interface OffreMasse {
  readonly tauxIncapacite: number
  readonly tauxInvaliditeOffre: number
  readonly tauxRetraite: number
  readonly tauxDeces: number
  readonly tauxRenfort: number
}

/** Results: one value per agent, per agent × option, or per agent × option × bid (see `ETAGES_SORTIES`). */
export interface SortiesMasse {
  readonly netTotal: Float64Array
  readonly revenuMaintenu: Float64Array
  readonly indemnite: Float64Array
  readonly rente: Float64Array
  readonly capitalDeces: Float64Array
  readonly cotisation: Float64Array
  readonly partEmployeur: Float64Array
  readonly partAgent: Float64Array
  readonly revenuAvecContrat: Float64Array
}

export const SORTIES = ['netTotal', 'revenuMaintenu', 'indemnite', 'rente', 'capitalDeces', 'cotisation', 'partEmployeur', 'partAgent', 'revenuAvecContrat'] as const
export const ETAGES_SORTIES: Readonly<Record<keyof SortiesMasse, 'agent' | 'option' | 'offre'>> = {
  netTotal: 'agent',
  revenuMaintenu: 'agent',
  indemnite: 'option',
  rente: 'option',
  capitalDeces: 'option',
  cotisation: 'offre',
  partEmployeur: 'offre',
  partAgent: 'offre',
  revenuAvecContrat: 'offre',
}
export const PARAMETRES_MASSE = ['assietteCsg', 'coefficientIjss', 'partEmployeurMinimum', 'participationMinimum', 'plafondMensuel', 'plafondRafp', 'smicMensuel', 'tauxCnracl', 'tauxCrds', 'tauxCsgDeductible', 'tauxCsgNonDeductible', 'tauxCsgRemplacement', 'tauxIjss', 'tauxInvaliditeGarantie', 'tauxIrcantecA', 'tauxIrcantecB', 'tauxPensionGarantie', 'tauxPensionMaximum', 'tauxRafp', 'tauxVieillesseDeplafonnee', 'tauxVieillessePlafonnee', 'valeurPoint'] as const
export const ENTREES_AGENT = ['regime', 'indiceMajore', 'traitementHorsIndice', 'fractionNum', 'fractionDen', 'nbiPoints', 'ri', 'tauxPaye', 'tauxNbiPaye', 'tauxRiMaintenu', 'demi', 'joursIjss', 'autresPrestations', 'trimestres', 'trimestresRequis', 'tauxInvalidite', 'categorieInvalidite', 'imputable', 'invaliditeAggravee', 'sousAgeLegal'] as const
export const ENTREES_OPTION = ['tauxTiNbi', 'tauxRi', 'tauxRente', 'tauxRenfortRi', 'tauxCapital', 'assietteNbi', 'assietteRi', 'regimeParticipation', 'participationMontant', 'participationTaux', 'participationTauxTotal', 'participationPlancher'] as const
export const ENTREES_OFFRE = ['tauxIncapacite', 'tauxInvaliditeOffre', 'tauxRetraite', 'tauxDeces', 'tauxRenfort'] as const

const INV_100000 = 1 / 100000
const INV_365000000 = 1 / 365000000
const INV_1200 = 1 / 1200
const INV_36500000 = 1 / 36500000

/** One value per agent, option and bid: agents [debut, fin[. `offres` holds the bids of the first option, then of the second… */
export function calculerColonnes(
  p: ParametresMasse,
  agents: ColonnesAgents,
  debut: number,
  fin: number,
  options: readonly OptionMasse[],
  offres: readonly OffreMasse[],
  s: SortiesMasse,
): void {
  const assietteCsg = p.assietteCsg
  const coefficientIjss = p.coefficientIjss
  const partEmployeurMinimum = p.partEmployeurMinimum
  const participationMinimum = p.participationMinimum
  const plafondMensuel = p.plafondMensuel
  const plafondRafp = p.plafondRafp
  const smicMensuel = p.smicMensuel
  const tauxCnracl = p.tauxCnracl
  const tauxCrds = p.tauxCrds
  const tauxCsgDeductible = p.tauxCsgDeductible
  const tauxCsgNonDeductible = p.tauxCsgNonDeductible
  const tauxCsgRemplacement = p.tauxCsgRemplacement
  const tauxIjss = p.tauxIjss
  const tauxInvaliditeGarantie = p.tauxInvaliditeGarantie
  const tauxIrcantecA = p.tauxIrcantecA
  const tauxIrcantecB = p.tauxIrcantecB
  const tauxPensionGarantie = p.tauxPensionGarantie
  const tauxPensionMaximum = p.tauxPensionMaximum
  const tauxRafp = p.tauxRafp
  const tauxVieillesseDeplafonnee = p.tauxVieillesseDeplafonnee
  const tauxVieillessePlafonnee = p.tauxVieillessePlafonnee
  const valeurPoint = p.valeurPoint
  const A_regime = agents.regime
  const A_indiceMajore = agents.indiceMajore
  const A_traitementHorsIndice = agents.traitementHorsIndice
  const A_fractionNum = agents.fractionNum
  const A_fractionDen = agents.fractionDen
  const A_nbiPoints = agents.nbiPoints
  const A_ri = agents.ri
  const A_tauxPaye = agents.tauxPaye
  const A_tauxNbiPaye = agents.tauxNbiPaye
  const A_tauxRiMaintenu = agents.tauxRiMaintenu
  const A_demi = agents.demi
  const A_joursIjss = agents.joursIjss
  const A_autresPrestations = agents.autresPrestations
  const A_trimestres = agents.trimestres
  const A_trimestresRequis = agents.trimestresRequis
  const A_tauxInvalidite = agents.tauxInvalidite
  const A_categorieInvalidite = agents.categorieInvalidite
  const A_imputable = agents.imputable
  const A_invaliditeAggravee = agents.invaliditeAggravee
  const A_sousAgeLegal = agents.sousAgeLegal
  const O_tauxTiNbi = Float64Array.from(options, (o) => o.tauxTiNbi)
  const O_tauxRi = Float64Array.from(options, (o) => o.tauxRi)
  const O_tauxRente = Float64Array.from(options, (o) => o.tauxRente)
  const O_tauxRenfortRi = Float64Array.from(options, (o) => o.tauxRenfortRi)
  const O_tauxCapital = Float64Array.from(options, (o) => o.tauxCapital)
  const O_assietteNbi = Float64Array.from(options, (o) => o.assietteNbi)
  const O_assietteRi = Float64Array.from(options, (o) => o.assietteRi)
  const O_regimeParticipation = Float64Array.from(options, (o) => o.regimeParticipation)
  const O_participationMontant = Float64Array.from(options, (o) => o.participationMontant)
  const O_participationTaux = Float64Array.from(options, (o) => o.participationTaux)
  const O_participationTauxTotal = Float64Array.from(options, (o) => o.participationTauxTotal)
  const O_participationPlancher = Float64Array.from(options, (o) => o.participationPlancher)
  const B_tauxIncapacite = Float64Array.from(offres, (o) => o.tauxIncapacite)
  const B_tauxInvaliditeOffre = Float64Array.from(offres, (o) => o.tauxInvaliditeOffre)
  const B_tauxRetraite = Float64Array.from(offres, (o) => o.tauxRetraite)
  const B_tauxDeces = Float64Array.from(offres, (o) => o.tauxDeces)
  const B_tauxRenfort = Float64Array.from(offres, (o) => o.tauxRenfort)
  const S_netTotal = s.netTotal
  const S_revenuMaintenu = s.revenuMaintenu
  const S_indemnite = s.indemnite
  const S_rente = s.rente
  const S_capitalDeces = s.capitalDeces
  const S_cotisation = s.cotisation
  const S_partEmployeur = s.partEmployeur
  const S_partAgent = s.partAgent
  const S_revenuAvecContrat = s.revenuAvecContrat
  const nOptions = options.length
  const nOffres = nOptions === 0 ? 0 : offres.length / nOptions
  const primesNulles = 0
  const retenueRafpTiNbi = Math.floor((primesNulles * tauxRafp + 50000.5) * INV_100000)
  const retenueRafpTiNbiVerse = Math.floor((primesNulles * tauxRafp + 50000.5) * INV_100000)
  const plafondIjssJour = Math.floor((smicMensuel * coefficientIjss * 12 * tauxIjss + 182500000.5) * INV_365000000)
  for (let i = debut; i < fin; i++) {
    const regime = A_regime[i]!
    const indiceMajore = A_indiceMajore[i]!
    const traitementHorsIndice = A_traitementHorsIndice[i]!
    const fractionNum = A_fractionNum[i]!
    const fractionDen = A_fractionDen[i]!
    const nbiPoints = A_nbiPoints[i]!
    const ri = A_ri[i]!
    const tauxPaye = A_tauxPaye[i]!
    const tauxNbiPaye = A_tauxNbiPaye[i]!
    const tauxRiMaintenu = A_tauxRiMaintenu[i]!
    const demi = A_demi[i]!
    const joursIjss = A_joursIjss[i]!
    const autresPrestations = A_autresPrestations[i]!
    const trimestres = A_trimestres[i]!
    const trimestresRequis = A_trimestresRequis[i]!
    const tauxInvalidite = A_tauxInvalidite[i]!
    const categorieInvalidite = A_categorieInvalidite[i]!
    const imputable = A_imputable[i]!
    const invaliditeAggravee = A_invaliditeAggravee[i]!
    const sousAgeLegal = A_sousAgeLegal[i]!
    const tibTempsPlein = Math.floor((indiceMajore * valeurPoint + 600.5) * INV_1200)
    const tib = indiceMajore > 0 ? R(tibTempsPlein * fractionNum, fractionDen) : traitementHorsIndice
    const nbiTempsPlein = Math.floor((nbiPoints * valeurPoint + 600.5) * INV_1200)
    const nbi = R(nbiTempsPlein * fractionNum, fractionDen)
    const tibVerse = Math.floor((tib * tauxPaye + 50000.5) * INV_100000)
    const nbiVersee = Math.floor((nbi * tauxNbiPaye + 50000.5) * INV_100000)
    const riVerse = Math.floor((ri * tauxRiMaintenu + 50000.5) * INV_100000)
    const tiNbi = tib + nbi
    const brutTotal = tiNbi + ri
    const soumisTotal = regime === 0 ? tiNbi : brutTotal
    const primesTotal = regime === 0 ? Math.min(ri, Math.floor((tib * plafondRafp + 50000.5) * INV_100000)) : 0
    const tiNbiVerse = tibVerse + nbiVersee
    const brutTotalVerse = tiNbiVerse + riVerse
    const soumisTotalVerse = regime === 0 ? tiNbiVerse : brutTotalVerse
    const primesTotalVerse = regime === 0 ? Math.min(riVerse, Math.floor((tibVerse * plafondRafp + 50000.5) * INV_100000)) : 0
    const retenueRetraiteTiNbi = regime === 0 ? Math.floor((tiNbi * tauxCnracl + 50000.5) * INV_100000) : Math.floor((Math.min(tiNbi, plafondMensuel) * tauxVieillessePlafonnee + 50000.5) * INV_100000) + Math.floor((tiNbi * tauxVieillesseDeplafonnee + 50000.5) * INV_100000) + Math.floor((Math.min(tiNbi, plafondMensuel) * tauxIrcantecA + 50000.5) * INV_100000) + Math.floor((Math.max(0, Math.min(tiNbi, 8 * plafondMensuel) - plafondMensuel) * tauxIrcantecB + 50000.5) * INV_100000)
    const assietteContributionsTiNbi = Math.floor((Math.min(tiNbi, 4 * plafondMensuel) * assietteCsg + 50000.5) * INV_100000) + Math.max(0, tiNbi - 4 * plafondMensuel)
    const retenueCsgCrdsTiNbi = Math.floor((assietteContributionsTiNbi * tauxCsgDeductible + 50000.5) * INV_100000) + Math.floor((assietteContributionsTiNbi * tauxCsgNonDeductible + 50000.5) * INV_100000) + Math.floor((assietteContributionsTiNbi * tauxCrds + 50000.5) * INV_100000)
    const netTiNbi = tiNbi - retenueRetraiteTiNbi - retenueRafpTiNbi - retenueCsgCrdsTiNbi
    const retenueRetraiteTotal = regime === 0 ? Math.floor((soumisTotal * tauxCnracl + 50000.5) * INV_100000) : Math.floor((Math.min(soumisTotal, plafondMensuel) * tauxVieillessePlafonnee + 50000.5) * INV_100000) + Math.floor((soumisTotal * tauxVieillesseDeplafonnee + 50000.5) * INV_100000) + Math.floor((Math.min(soumisTotal, plafondMensuel) * tauxIrcantecA + 50000.5) * INV_100000) + Math.floor((Math.max(0, Math.min(soumisTotal, 8 * plafondMensuel) - plafondMensuel) * tauxIrcantecB + 50000.5) * INV_100000)
    const retenueRafpTotal = Math.floor((primesTotal * tauxRafp + 50000.5) * INV_100000)
    const assietteContributionsTotal = Math.floor((Math.min(brutTotal, 4 * plafondMensuel) * assietteCsg + 50000.5) * INV_100000) + Math.max(0, brutTotal - 4 * plafondMensuel)
    const retenueCsgCrdsTotal = Math.floor((assietteContributionsTotal * tauxCsgDeductible + 50000.5) * INV_100000) + Math.floor((assietteContributionsTotal * tauxCsgNonDeductible + 50000.5) * INV_100000) + Math.floor((assietteContributionsTotal * tauxCrds + 50000.5) * INV_100000)
    const netTotal = brutTotal - retenueRetraiteTotal - retenueRafpTotal - retenueCsgCrdsTotal
    const retenueRetraiteTiNbiVerse = regime === 0 ? Math.floor((tiNbiVerse * tauxCnracl + 50000.5) * INV_100000) : Math.floor((Math.min(tiNbiVerse, plafondMensuel) * tauxVieillessePlafonnee + 50000.5) * INV_100000) + Math.floor((tiNbiVerse * tauxVieillesseDeplafonnee + 50000.5) * INV_100000) + Math.floor((Math.min(tiNbiVerse, plafondMensuel) * tauxIrcantecA + 50000.5) * INV_100000) + Math.floor((Math.max(0, Math.min(tiNbiVerse, 8 * plafondMensuel) - plafondMensuel) * tauxIrcantecB + 50000.5) * INV_100000)
    const assietteContributionsTiNbiVerse = Math.floor((Math.min(tiNbiVerse, 4 * plafondMensuel) * assietteCsg + 50000.5) * INV_100000) + Math.max(0, tiNbiVerse - 4 * plafondMensuel)
    const retenueCsgCrdsTiNbiVerse = Math.floor((assietteContributionsTiNbiVerse * tauxCsgDeductible + 50000.5) * INV_100000) + Math.floor((assietteContributionsTiNbiVerse * tauxCsgNonDeductible + 50000.5) * INV_100000) + Math.floor((assietteContributionsTiNbiVerse * tauxCrds + 50000.5) * INV_100000)
    const netTiNbiVerse = tiNbiVerse - retenueRetraiteTiNbiVerse - retenueRafpTiNbiVerse - retenueCsgCrdsTiNbiVerse
    const retenueRetraiteTotalVerse = regime === 0 ? Math.floor((soumisTotalVerse * tauxCnracl + 50000.5) * INV_100000) : Math.floor((Math.min(soumisTotalVerse, plafondMensuel) * tauxVieillessePlafonnee + 50000.5) * INV_100000) + Math.floor((soumisTotalVerse * tauxVieillesseDeplafonnee + 50000.5) * INV_100000) + Math.floor((Math.min(soumisTotalVerse, plafondMensuel) * tauxIrcantecA + 50000.5) * INV_100000) + Math.floor((Math.max(0, Math.min(soumisTotalVerse, 8 * plafondMensuel) - plafondMensuel) * tauxIrcantecB + 50000.5) * INV_100000)
    const retenueRafpTotalVerse = Math.floor((primesTotalVerse * tauxRafp + 50000.5) * INV_100000)
    const assietteContributionsTotalVerse = Math.floor((Math.min(brutTotalVerse, 4 * plafondMensuel) * assietteCsg + 50000.5) * INV_100000) + Math.max(0, brutTotalVerse - 4 * plafondMensuel)
    const retenueCsgCrdsTotalVerse = Math.floor((assietteContributionsTotalVerse * tauxCsgDeductible + 50000.5) * INV_100000) + Math.floor((assietteContributionsTotalVerse * tauxCsgNonDeductible + 50000.5) * INV_100000) + Math.floor((assietteContributionsTotalVerse * tauxCrds + 50000.5) * INV_100000)
    const netTotalVerse = brutTotalVerse - retenueRetraiteTotalVerse - retenueRafpTotalVerse - retenueCsgCrdsTotalVerse
    const netRi = netTotal - netTiNbi
    const ijssJour = regime === 0 ? 0 : Math.min(Math.floor((brutTotal * 12 * tauxIjss + 18250000.5) * INV_36500000), plafondIjssJour)
    const ijssBrut = ijssJour * joursIjss
    const ijssNet = ijssBrut - Math.floor((ijssBrut * tauxCsgRemplacement + 50000.5) * INV_100000) - Math.floor((ijssBrut * tauxCrds + 50000.5) * INV_100000)
    const riMaintenuNet = Math.max(0, netTotalVerse - netTiNbiVerse - Math.max(0, ijssNet - netTiNbiVerse))
    const traitementMaintenuNet = Math.max(0, netTiNbiVerse - ijssNet)
    const pensionCnracl = Math.max(R(Math.min(trimestres, trimestresRequis) * Math.floor((tib * tauxPensionMaximum + 50000.5) * INV_100000), trimestresRequis), tauxInvalidite >= tauxInvaliditeGarantie ? Math.floor((tib * tauxPensionGarantie + 50000.5) * INV_100000) : 0)
    const renteViagere = imputable === 1 ? Math.floor((tib * tauxInvalidite + 50000.5) * INV_100000) : 0
    const pensionEtRente = Math.min(tib, Math.max(pensionCnracl + renteViagere, invaliditeAggravee === 1 ? Math.floor((tib * tauxPensionMaximum + 50000.5) * INV_100000) : 0))
    const pension = regime === 0 ? pensionEtRente : Math.floor((Math.min(brutTotal, plafondMensuel) * tauxPensionGarantie + 50000.5) * INV_100000)
    const revenuMaintenu = traitementMaintenuNet + riMaintenuNet + ijssNet + autresPrestations
    const netReference = netTiNbi + netRi
    const renteOuverte = regime === 0 ? sousAgeLegal : categorieInvalidite >= 2 ? 1 : tauxInvalidite >= 66000 ? 1 : 0
    S_netTotal[i] = netTotal
    S_revenuMaintenu[i] = revenuMaintenu
    for (let o = 0; o < nOptions; o++) {
      const tauxTiNbi = O_tauxTiNbi[o]!
      const tauxRi = O_tauxRi[o]!
      const tauxRente = O_tauxRente[o]!
      const tauxRenfortRi = O_tauxRenfortRi[o]!
      const tauxCapital = O_tauxCapital[o]!
      const assietteNbi = O_assietteNbi[o]!
      const assietteRi = O_assietteRi[o]!
      const regimeParticipation = O_regimeParticipation[o]!
      const participationMontant = O_participationMontant[o]!
      const participationTaux = O_participationTaux[o]!
      const participationTauxTotal = O_participationTauxTotal[o]!
      const participationPlancher = O_participationPlancher[o]!
      const cible = Math.floor((tauxTiNbi * netTiNbi + tauxRi * netRi + 50000.5) * INV_100000)
      const incapacite = demi === 1 ? Math.max(0, Math.min(cible, netTiNbi + netRi) - revenuMaintenu) : 0
      const renfortRi = demi === 1 ? 0 : Math.max(0, Math.min(Math.floor((tauxRenfortRi * netRi + 50000.5) * INV_100000) - riMaintenuNet, netTiNbi + netRi - revenuMaintenu))
      const indemnite = incapacite + renfortRi
      const assiette = tib + (assietteNbi === 1 ? nbi : 0) + (assietteRi === 1 ? ri : 0)
      const rente = renteOuverte === 1 ? Math.max(0, Math.min(Math.floor((netReference * tauxRente + 50000.5) * INV_100000), netReference) - pension - autresPrestations) : 0
      const capitalDeces = Math.floor((tauxCapital * (12 * (tib + nbi + (assietteRi === 1 ? ri : 0))) + 50000.5) * INV_100000)
      const io = i * nOptions + o
      S_indemnite[io] = indemnite
      S_rente[io] = rente
      S_capitalDeces[io] = capitalDeces
      for (let b = 0; b < nOffres; b++) {
        const ob = o * nOffres + b
        const tauxIncapacite = B_tauxIncapacite[ob]!
        const tauxInvaliditeOffre = B_tauxInvaliditeOffre[ob]!
        const tauxRetraite = B_tauxRetraite[ob]!
        const tauxDeces = B_tauxDeces[ob]!
        const tauxRenfort = B_tauxRenfort[ob]!
        const cotisationIncapacite = Math.floor((assiette * tauxIncapacite + 50000.5) * INV_100000)
        const cotisationInvalidite = Math.floor((assiette * tauxInvaliditeOffre + 50000.5) * INV_100000)
        const cotisationMinimum = cotisationIncapacite + cotisationInvalidite
        const cotisationRetraite = Math.floor((assiette * tauxRetraite + 50000.5) * INV_100000)
        const cotisationDeces = Math.floor((assiette * tauxDeces + 50000.5) * INV_100000)
        const cotisationRenfort = Math.floor((assiette * tauxRenfort + 50000.5) * INV_100000)
        const cotisation = cotisationMinimum + cotisationRetraite + cotisationDeces + cotisationRenfort
        const participationDeliberee = Math.max(participationPlancher, participationMontant + Math.floor((participationTaux * cotisationMinimum + 50000.5) * INV_100000) + Math.floor((participationTauxTotal * cotisation + 50000.5) * INV_100000))
        const participationDue = Math.max(participationDeliberee, regimeParticipation === 1 && partEmployeurMinimum > 0 ? Math.floor((partEmployeurMinimum * cotisationMinimum + 50000.5) * INV_100000) : participationMinimum)
        const partEmployeur = Math.min(participationDue, cotisation)
        const partAgent = cotisation - partEmployeur
        const revenuAvecContrat = revenuMaintenu + indemnite - partAgent
        const iob = io * nOffres + b
        S_cotisation[iob] = cotisation
        S_partEmployeur[iob] = partEmployeur
        S_partAgent[iob] = partAgent
        S_revenuAvecContrat[iob] = revenuAvecContrat
      }
    }
  }
}

/** Sums by group: agents [debut, fin[, the group of each in `groupes`. Whole cents, so sums are exact and do not depend on the order. */
export function sommerParGroupe(
  p: ParametresMasse,
  agents: ColonnesAgents,
  debut: number,
  fin: number,
  options: readonly OptionMasse[],
  offres: readonly OffreMasse[],
  groupes: Uint32Array,
  s: SortiesMasse,
): void {
  const assietteCsg = p.assietteCsg
  const coefficientIjss = p.coefficientIjss
  const partEmployeurMinimum = p.partEmployeurMinimum
  const participationMinimum = p.participationMinimum
  const plafondMensuel = p.plafondMensuel
  const plafondRafp = p.plafondRafp
  const smicMensuel = p.smicMensuel
  const tauxCnracl = p.tauxCnracl
  const tauxCrds = p.tauxCrds
  const tauxCsgDeductible = p.tauxCsgDeductible
  const tauxCsgNonDeductible = p.tauxCsgNonDeductible
  const tauxCsgRemplacement = p.tauxCsgRemplacement
  const tauxIjss = p.tauxIjss
  const tauxInvaliditeGarantie = p.tauxInvaliditeGarantie
  const tauxIrcantecA = p.tauxIrcantecA
  const tauxIrcantecB = p.tauxIrcantecB
  const tauxPensionGarantie = p.tauxPensionGarantie
  const tauxPensionMaximum = p.tauxPensionMaximum
  const tauxRafp = p.tauxRafp
  const tauxVieillesseDeplafonnee = p.tauxVieillesseDeplafonnee
  const tauxVieillessePlafonnee = p.tauxVieillessePlafonnee
  const valeurPoint = p.valeurPoint
  const A_regime = agents.regime
  const A_indiceMajore = agents.indiceMajore
  const A_traitementHorsIndice = agents.traitementHorsIndice
  const A_fractionNum = agents.fractionNum
  const A_fractionDen = agents.fractionDen
  const A_nbiPoints = agents.nbiPoints
  const A_ri = agents.ri
  const A_tauxPaye = agents.tauxPaye
  const A_tauxNbiPaye = agents.tauxNbiPaye
  const A_tauxRiMaintenu = agents.tauxRiMaintenu
  const A_demi = agents.demi
  const A_joursIjss = agents.joursIjss
  const A_autresPrestations = agents.autresPrestations
  const A_trimestres = agents.trimestres
  const A_trimestresRequis = agents.trimestresRequis
  const A_tauxInvalidite = agents.tauxInvalidite
  const A_categorieInvalidite = agents.categorieInvalidite
  const A_imputable = agents.imputable
  const A_invaliditeAggravee = agents.invaliditeAggravee
  const A_sousAgeLegal = agents.sousAgeLegal
  const O_tauxTiNbi = Float64Array.from(options, (o) => o.tauxTiNbi)
  const O_tauxRi = Float64Array.from(options, (o) => o.tauxRi)
  const O_tauxRente = Float64Array.from(options, (o) => o.tauxRente)
  const O_tauxRenfortRi = Float64Array.from(options, (o) => o.tauxRenfortRi)
  const O_tauxCapital = Float64Array.from(options, (o) => o.tauxCapital)
  const O_assietteNbi = Float64Array.from(options, (o) => o.assietteNbi)
  const O_assietteRi = Float64Array.from(options, (o) => o.assietteRi)
  const O_regimeParticipation = Float64Array.from(options, (o) => o.regimeParticipation)
  const O_participationMontant = Float64Array.from(options, (o) => o.participationMontant)
  const O_participationTaux = Float64Array.from(options, (o) => o.participationTaux)
  const O_participationTauxTotal = Float64Array.from(options, (o) => o.participationTauxTotal)
  const O_participationPlancher = Float64Array.from(options, (o) => o.participationPlancher)
  const B_tauxIncapacite = Float64Array.from(offres, (o) => o.tauxIncapacite)
  const B_tauxInvaliditeOffre = Float64Array.from(offres, (o) => o.tauxInvaliditeOffre)
  const B_tauxRetraite = Float64Array.from(offres, (o) => o.tauxRetraite)
  const B_tauxDeces = Float64Array.from(offres, (o) => o.tauxDeces)
  const B_tauxRenfort = Float64Array.from(offres, (o) => o.tauxRenfort)
  const S_netTotal = s.netTotal
  const S_revenuMaintenu = s.revenuMaintenu
  const S_indemnite = s.indemnite
  const S_rente = s.rente
  const S_capitalDeces = s.capitalDeces
  const S_cotisation = s.cotisation
  const S_partEmployeur = s.partEmployeur
  const S_partAgent = s.partAgent
  const S_revenuAvecContrat = s.revenuAvecContrat
  const nOptions = options.length
  const nOffres = nOptions === 0 ? 0 : offres.length / nOptions
  const primesNulles = 0
  const retenueRafpTiNbi = Math.floor((primesNulles * tauxRafp + 50000.5) * INV_100000)
  const retenueRafpTiNbiVerse = Math.floor((primesNulles * tauxRafp + 50000.5) * INV_100000)
  const plafondIjssJour = Math.floor((smicMensuel * coefficientIjss * 12 * tauxIjss + 182500000.5) * INV_365000000)
  for (let i = debut; i < fin; i++) {
    const regime = A_regime[i]!
    const indiceMajore = A_indiceMajore[i]!
    const traitementHorsIndice = A_traitementHorsIndice[i]!
    const fractionNum = A_fractionNum[i]!
    const fractionDen = A_fractionDen[i]!
    const nbiPoints = A_nbiPoints[i]!
    const ri = A_ri[i]!
    const tauxPaye = A_tauxPaye[i]!
    const tauxNbiPaye = A_tauxNbiPaye[i]!
    const tauxRiMaintenu = A_tauxRiMaintenu[i]!
    const demi = A_demi[i]!
    const joursIjss = A_joursIjss[i]!
    const autresPrestations = A_autresPrestations[i]!
    const trimestres = A_trimestres[i]!
    const trimestresRequis = A_trimestresRequis[i]!
    const tauxInvalidite = A_tauxInvalidite[i]!
    const categorieInvalidite = A_categorieInvalidite[i]!
    const imputable = A_imputable[i]!
    const invaliditeAggravee = A_invaliditeAggravee[i]!
    const sousAgeLegal = A_sousAgeLegal[i]!
    const tibTempsPlein = Math.floor((indiceMajore * valeurPoint + 600.5) * INV_1200)
    const tib = indiceMajore > 0 ? R(tibTempsPlein * fractionNum, fractionDen) : traitementHorsIndice
    const nbiTempsPlein = Math.floor((nbiPoints * valeurPoint + 600.5) * INV_1200)
    const nbi = R(nbiTempsPlein * fractionNum, fractionDen)
    const tibVerse = Math.floor((tib * tauxPaye + 50000.5) * INV_100000)
    const nbiVersee = Math.floor((nbi * tauxNbiPaye + 50000.5) * INV_100000)
    const riVerse = Math.floor((ri * tauxRiMaintenu + 50000.5) * INV_100000)
    const tiNbi = tib + nbi
    const brutTotal = tiNbi + ri
    const soumisTotal = regime === 0 ? tiNbi : brutTotal
    const primesTotal = regime === 0 ? Math.min(ri, Math.floor((tib * plafondRafp + 50000.5) * INV_100000)) : 0
    const tiNbiVerse = tibVerse + nbiVersee
    const brutTotalVerse = tiNbiVerse + riVerse
    const soumisTotalVerse = regime === 0 ? tiNbiVerse : brutTotalVerse
    const primesTotalVerse = regime === 0 ? Math.min(riVerse, Math.floor((tibVerse * plafondRafp + 50000.5) * INV_100000)) : 0
    const retenueRetraiteTiNbi = regime === 0 ? Math.floor((tiNbi * tauxCnracl + 50000.5) * INV_100000) : Math.floor((Math.min(tiNbi, plafondMensuel) * tauxVieillessePlafonnee + 50000.5) * INV_100000) + Math.floor((tiNbi * tauxVieillesseDeplafonnee + 50000.5) * INV_100000) + Math.floor((Math.min(tiNbi, plafondMensuel) * tauxIrcantecA + 50000.5) * INV_100000) + Math.floor((Math.max(0, Math.min(tiNbi, 8 * plafondMensuel) - plafondMensuel) * tauxIrcantecB + 50000.5) * INV_100000)
    const assietteContributionsTiNbi = Math.floor((Math.min(tiNbi, 4 * plafondMensuel) * assietteCsg + 50000.5) * INV_100000) + Math.max(0, tiNbi - 4 * plafondMensuel)
    const retenueCsgCrdsTiNbi = Math.floor((assietteContributionsTiNbi * tauxCsgDeductible + 50000.5) * INV_100000) + Math.floor((assietteContributionsTiNbi * tauxCsgNonDeductible + 50000.5) * INV_100000) + Math.floor((assietteContributionsTiNbi * tauxCrds + 50000.5) * INV_100000)
    const netTiNbi = tiNbi - retenueRetraiteTiNbi - retenueRafpTiNbi - retenueCsgCrdsTiNbi
    const retenueRetraiteTotal = regime === 0 ? Math.floor((soumisTotal * tauxCnracl + 50000.5) * INV_100000) : Math.floor((Math.min(soumisTotal, plafondMensuel) * tauxVieillessePlafonnee + 50000.5) * INV_100000) + Math.floor((soumisTotal * tauxVieillesseDeplafonnee + 50000.5) * INV_100000) + Math.floor((Math.min(soumisTotal, plafondMensuel) * tauxIrcantecA + 50000.5) * INV_100000) + Math.floor((Math.max(0, Math.min(soumisTotal, 8 * plafondMensuel) - plafondMensuel) * tauxIrcantecB + 50000.5) * INV_100000)
    const retenueRafpTotal = Math.floor((primesTotal * tauxRafp + 50000.5) * INV_100000)
    const assietteContributionsTotal = Math.floor((Math.min(brutTotal, 4 * plafondMensuel) * assietteCsg + 50000.5) * INV_100000) + Math.max(0, brutTotal - 4 * plafondMensuel)
    const retenueCsgCrdsTotal = Math.floor((assietteContributionsTotal * tauxCsgDeductible + 50000.5) * INV_100000) + Math.floor((assietteContributionsTotal * tauxCsgNonDeductible + 50000.5) * INV_100000) + Math.floor((assietteContributionsTotal * tauxCrds + 50000.5) * INV_100000)
    const netTotal = brutTotal - retenueRetraiteTotal - retenueRafpTotal - retenueCsgCrdsTotal
    const retenueRetraiteTiNbiVerse = regime === 0 ? Math.floor((tiNbiVerse * tauxCnracl + 50000.5) * INV_100000) : Math.floor((Math.min(tiNbiVerse, plafondMensuel) * tauxVieillessePlafonnee + 50000.5) * INV_100000) + Math.floor((tiNbiVerse * tauxVieillesseDeplafonnee + 50000.5) * INV_100000) + Math.floor((Math.min(tiNbiVerse, plafondMensuel) * tauxIrcantecA + 50000.5) * INV_100000) + Math.floor((Math.max(0, Math.min(tiNbiVerse, 8 * plafondMensuel) - plafondMensuel) * tauxIrcantecB + 50000.5) * INV_100000)
    const assietteContributionsTiNbiVerse = Math.floor((Math.min(tiNbiVerse, 4 * plafondMensuel) * assietteCsg + 50000.5) * INV_100000) + Math.max(0, tiNbiVerse - 4 * plafondMensuel)
    const retenueCsgCrdsTiNbiVerse = Math.floor((assietteContributionsTiNbiVerse * tauxCsgDeductible + 50000.5) * INV_100000) + Math.floor((assietteContributionsTiNbiVerse * tauxCsgNonDeductible + 50000.5) * INV_100000) + Math.floor((assietteContributionsTiNbiVerse * tauxCrds + 50000.5) * INV_100000)
    const netTiNbiVerse = tiNbiVerse - retenueRetraiteTiNbiVerse - retenueRafpTiNbiVerse - retenueCsgCrdsTiNbiVerse
    const retenueRetraiteTotalVerse = regime === 0 ? Math.floor((soumisTotalVerse * tauxCnracl + 50000.5) * INV_100000) : Math.floor((Math.min(soumisTotalVerse, plafondMensuel) * tauxVieillessePlafonnee + 50000.5) * INV_100000) + Math.floor((soumisTotalVerse * tauxVieillesseDeplafonnee + 50000.5) * INV_100000) + Math.floor((Math.min(soumisTotalVerse, plafondMensuel) * tauxIrcantecA + 50000.5) * INV_100000) + Math.floor((Math.max(0, Math.min(soumisTotalVerse, 8 * plafondMensuel) - plafondMensuel) * tauxIrcantecB + 50000.5) * INV_100000)
    const retenueRafpTotalVerse = Math.floor((primesTotalVerse * tauxRafp + 50000.5) * INV_100000)
    const assietteContributionsTotalVerse = Math.floor((Math.min(brutTotalVerse, 4 * plafondMensuel) * assietteCsg + 50000.5) * INV_100000) + Math.max(0, brutTotalVerse - 4 * plafondMensuel)
    const retenueCsgCrdsTotalVerse = Math.floor((assietteContributionsTotalVerse * tauxCsgDeductible + 50000.5) * INV_100000) + Math.floor((assietteContributionsTotalVerse * tauxCsgNonDeductible + 50000.5) * INV_100000) + Math.floor((assietteContributionsTotalVerse * tauxCrds + 50000.5) * INV_100000)
    const netTotalVerse = brutTotalVerse - retenueRetraiteTotalVerse - retenueRafpTotalVerse - retenueCsgCrdsTotalVerse
    const netRi = netTotal - netTiNbi
    const ijssJour = regime === 0 ? 0 : Math.min(Math.floor((brutTotal * 12 * tauxIjss + 18250000.5) * INV_36500000), plafondIjssJour)
    const ijssBrut = ijssJour * joursIjss
    const ijssNet = ijssBrut - Math.floor((ijssBrut * tauxCsgRemplacement + 50000.5) * INV_100000) - Math.floor((ijssBrut * tauxCrds + 50000.5) * INV_100000)
    const riMaintenuNet = Math.max(0, netTotalVerse - netTiNbiVerse - Math.max(0, ijssNet - netTiNbiVerse))
    const traitementMaintenuNet = Math.max(0, netTiNbiVerse - ijssNet)
    const pensionCnracl = Math.max(R(Math.min(trimestres, trimestresRequis) * Math.floor((tib * tauxPensionMaximum + 50000.5) * INV_100000), trimestresRequis), tauxInvalidite >= tauxInvaliditeGarantie ? Math.floor((tib * tauxPensionGarantie + 50000.5) * INV_100000) : 0)
    const renteViagere = imputable === 1 ? Math.floor((tib * tauxInvalidite + 50000.5) * INV_100000) : 0
    const pensionEtRente = Math.min(tib, Math.max(pensionCnracl + renteViagere, invaliditeAggravee === 1 ? Math.floor((tib * tauxPensionMaximum + 50000.5) * INV_100000) : 0))
    const pension = regime === 0 ? pensionEtRente : Math.floor((Math.min(brutTotal, plafondMensuel) * tauxPensionGarantie + 50000.5) * INV_100000)
    const revenuMaintenu = traitementMaintenuNet + riMaintenuNet + ijssNet + autresPrestations
    const netReference = netTiNbi + netRi
    const renteOuverte = regime === 0 ? sousAgeLegal : categorieInvalidite >= 2 ? 1 : tauxInvalidite >= 66000 ? 1 : 0
    const g = groupes[i]!
    S_netTotal[g] = S_netTotal[g]! + netTotal
    S_revenuMaintenu[g] = S_revenuMaintenu[g]! + revenuMaintenu
    for (let o = 0; o < nOptions; o++) {
      const tauxTiNbi = O_tauxTiNbi[o]!
      const tauxRi = O_tauxRi[o]!
      const tauxRente = O_tauxRente[o]!
      const tauxRenfortRi = O_tauxRenfortRi[o]!
      const tauxCapital = O_tauxCapital[o]!
      const assietteNbi = O_assietteNbi[o]!
      const assietteRi = O_assietteRi[o]!
      const regimeParticipation = O_regimeParticipation[o]!
      const participationMontant = O_participationMontant[o]!
      const participationTaux = O_participationTaux[o]!
      const participationTauxTotal = O_participationTauxTotal[o]!
      const participationPlancher = O_participationPlancher[o]!
      const cible = Math.floor((tauxTiNbi * netTiNbi + tauxRi * netRi + 50000.5) * INV_100000)
      const incapacite = demi === 1 ? Math.max(0, Math.min(cible, netTiNbi + netRi) - revenuMaintenu) : 0
      const renfortRi = demi === 1 ? 0 : Math.max(0, Math.min(Math.floor((tauxRenfortRi * netRi + 50000.5) * INV_100000) - riMaintenuNet, netTiNbi + netRi - revenuMaintenu))
      const indemnite = incapacite + renfortRi
      const assiette = tib + (assietteNbi === 1 ? nbi : 0) + (assietteRi === 1 ? ri : 0)
      const rente = renteOuverte === 1 ? Math.max(0, Math.min(Math.floor((netReference * tauxRente + 50000.5) * INV_100000), netReference) - pension - autresPrestations) : 0
      const capitalDeces = Math.floor((tauxCapital * (12 * (tib + nbi + (assietteRi === 1 ? ri : 0))) + 50000.5) * INV_100000)
      const go = g * nOptions + o
      S_indemnite[go] = S_indemnite[go]! + indemnite
      S_rente[go] = S_rente[go]! + rente
      S_capitalDeces[go] = S_capitalDeces[go]! + capitalDeces
      for (let b = 0; b < nOffres; b++) {
        const ob = o * nOffres + b
        const tauxIncapacite = B_tauxIncapacite[ob]!
        const tauxInvaliditeOffre = B_tauxInvaliditeOffre[ob]!
        const tauxRetraite = B_tauxRetraite[ob]!
        const tauxDeces = B_tauxDeces[ob]!
        const tauxRenfort = B_tauxRenfort[ob]!
        const cotisationIncapacite = Math.floor((assiette * tauxIncapacite + 50000.5) * INV_100000)
        const cotisationInvalidite = Math.floor((assiette * tauxInvaliditeOffre + 50000.5) * INV_100000)
        const cotisationMinimum = cotisationIncapacite + cotisationInvalidite
        const cotisationRetraite = Math.floor((assiette * tauxRetraite + 50000.5) * INV_100000)
        const cotisationDeces = Math.floor((assiette * tauxDeces + 50000.5) * INV_100000)
        const cotisationRenfort = Math.floor((assiette * tauxRenfort + 50000.5) * INV_100000)
        const cotisation = cotisationMinimum + cotisationRetraite + cotisationDeces + cotisationRenfort
        const participationDeliberee = Math.max(participationPlancher, participationMontant + Math.floor((participationTaux * cotisationMinimum + 50000.5) * INV_100000) + Math.floor((participationTauxTotal * cotisation + 50000.5) * INV_100000))
        const participationDue = Math.max(participationDeliberee, regimeParticipation === 1 && partEmployeurMinimum > 0 ? Math.floor((partEmployeurMinimum * cotisationMinimum + 50000.5) * INV_100000) : participationMinimum)
        const partEmployeur = Math.min(participationDue, cotisation)
        const partAgent = cotisation - partEmployeur
        const revenuAvecContrat = revenuMaintenu + indemnite - partAgent
        const gob = go * nOffres + b
        S_cotisation[gob] = S_cotisation[gob]! + cotisation
        S_partEmployeur[gob] = S_partEmployeur[gob]! + partEmployeur
        S_partAgent[gob] = S_partAgent[gob]! + partAgent
        S_revenuAvecContrat[gob] = S_revenuAvecContrat[gob]! + revenuAvecContrat
      }
    }
  }
}
