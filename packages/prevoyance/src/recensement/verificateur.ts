import type { Valeurs } from './champs.ts'
import { creerRegistreDesAgents } from './doublons.ts'
import { avisSurEntete, type Entete, lireEntete } from './entete/entete.ts'
import { nettoyer } from './lecture.ts'
import { avertir, type VerdictLigne, verifierLigne } from './ligne.ts'
import { type MotifRefus, refus } from './motif.ts'
import { parametresAu } from './parametres.ts'
import type { CodeAvertissement, CodeRefus } from './phrases.ts'
import { PHRASES_FICHIER, type RefusFichier, refusFichier } from './phrases-fichier.ts'
import type { Avertissement, Rapport, Refus } from './rapport.ts'

export interface OptionsVerification {
  /** Date on which the census is taken, 'AAAA-MM-JJ', Europe/Paris: ages, leaves and legal constants depend on it. */
  readonly dateRecensement: string
  /** When given, a row of any other employer is refused. */
  readonly employeurs?: ReadonlySet<string>
  /** Most refusals, and most warnings, that the report lists. Default 1 000; the counts are never capped. */
  readonly detailMax?: number
  /** About how many agents are expected, so that those met are remembered in one place from the start. */
  readonly agentsAttendus?: number
  /** Most rows in one file, blank ones included. Default 2 000 000. */
  readonly lignesMax?: number
}

/** Checks a census row after row, holding only the fingerprints of the agents met: for the server and for the browser. */
export interface Verificateur {
  /** Reads the header row. Returns why the whole file is refused, or null. */
  readonly entete: (cellules: readonly string[]) => RefusFichier | null
  /** Checks one row. Returns its verdict, or null for an empty row or once the file is refused. */
  readonly ligne: (numero: number, cellules: readonly string[]) => VerdictLigne | null
  /**
   * Counts one row whose every cell was read (`lireCellule`) and that no rule refuses (`jugesAu`); says whether it is accepted: the agent may have been met.
   * @param averti what was read, when a rule has something to say of it
   */
  readonly ligneLue: (numero: number, siret: string, matricule: string, averti: Valeurs | null) => boolean
  /** Refuses one row that a misplaced quote makes run over the following ones, up to `jusqua`. */
  readonly ligneIllisible: (numero: number, jusqua: number) => VerdictLigne | null
  /** Refuses the whole file for a reason met while decoding it. */
  readonly refuserFichier: (refus: RefusFichier) => void
  /** Adds a notice on the whole file. */
  readonly aviser: (avis: string) => void
  readonly estRefuse: () => boolean
  readonly rapport: () => Rapport
}

const AUCUN_REFUS: readonly MotifRefus[] = []

/**
 * Starts a check. Call `entete` once, then `ligne` for each row, then `rapport`.
 * @throws RangeError when the legal constants of the census date are not known
 */
export function creerVerificateur(options: OptionsVerification): Verificateur {
  const { dateRecensement, employeurs, detailMax = 1_000, lignesMax = 2_000_000, agentsAttendus } = options
  const contexte = { date: dateRecensement, parametres: parametresAu(dateRecensement) }
  const registre = creerRegistreDesAgents(agentsAttendus === undefined ? undefined : agentsAttendus * 1.5)
  const refusees: Refus[] = []
  const avertissements: Avertissement[] = []
  const parCode: Partial<Record<CodeRefus | CodeAvertissement, number>> = {}
  const avis: string[] = []
  let fichierRefuse: RefusFichier | null = null
  let entete: Entete | null = null
  let [lignes, acceptees, vides] = [0, 0, 0]

  const noter = <T extends Refus | Avertissement>(liste: T[], motif: T) => {
    parCode[motif.code] = (parCode[motif.code] ?? 0) + 1
    if (liste.length < detailMax) liste.push(motif)
  }

  const doublonEtEmployeur = (numero: number, siret: string, matricule: string): readonly MotifRefus[] => {
    const dejaVue = registre.inscrire(siret, matricule, numero)
    const inattendu = employeurs !== undefined && !employeurs.has(siret)
    if (dejaVue === null && !inattendu) return AUCUN_REFUS
    const motifs: MotifRefus[] = []
    if (dejaVue !== null) motifs.push({ colonne: 'matricule', ...refus('matricule-en-double', dejaVue) })
    if (inattendu) motifs.push({ colonne: 'siret', ...refus('employeur-inattendu') })
    return motifs
  }

  const avecDoublonEtEmployeur = (numero: number, verdict: VerdictLigne): VerdictLigne => {
    if (verdict.identite === null) return verdict
    const motifs = doublonEtEmployeur(numero, verdict.identite.siret, verdict.identite.matricule)
    if (motifs.length === 0) return verdict
    return {
      agent: null,
      refus: [...verdict.refus, ...motifs],
      avertissements: [],
      identite: verdict.identite,
    }
  }

  const compter = (numero: number, verdict: VerdictLigne): VerdictLigne => {
    lignes++
    if (verdict.agent) acceptees++
    for (const motif of verdict.refus) noter(refusees, { ligne: numero, ...motif })
    for (const motif of verdict.avertissements) noter(avertissements, { ligne: numero, ...motif })
    return verdict
  }

  const refuserFichier = (motif: RefusFichier) => {
    fichierRefuse ??= motif
  }

  return {
    entete: (cellules) => {
      const lecture = lireEntete(cellules)
      if (!lecture.ok) {
        refuserFichier(lecture.refus)
        return lecture.refus
      }
      entete = lecture.entete
      avis.push(...avisSurEntete(entete))
      return null
    },
    ligne: (numero, cellules) => {
      if (entete === null || fichierRefuse !== null) return null
      if (lignes + vides >= lignesMax) {
        refuserFichier(refusFichier('trop-de-lignes', lignesMax))
        return null
      }
      if (cellules.every((cellule) => nettoyer(cellule) === '')) {
        vides++
        return null
      }
      return compter(numero, avecDoublonEtEmployeur(numero, verifierLigne(entete, cellules, contexte)))
    },
    ligneLue: (numero, siret, matricule, averti) => {
      if (entete === null || fichierRefuse !== null) return false
      if (lignes + vides >= lignesMax) {
        refuserFichier(refusFichier('trop-de-lignes', lignesMax))
        return false
      }
      const motifs = doublonEtEmployeur(numero, siret, matricule)
      lignes++
      if (motifs.length > 0) {
        for (const motif of motifs) noter(refusees, { ligne: numero, ...motif })
        return false
      }
      acceptees++
      if (averti)
        for (const motif of avertir(averti, contexte)) noter(avertissements, { ligne: numero, ...motif })
      return true
    },
    ligneIllisible: (numero, jusqua) => {
      const motif = { colonne: null, ...refus('guillemet-mal-place', jusqua) }
      return fichierRefuse === null
        ? compter(numero, { agent: null, refus: [motif], avertissements: [], identite: null })
        : null
    },
    refuserFichier,
    aviser: (phrase) => {
      avis.push(phrase)
    },
    estRefuse: () => fichierRefuse !== null,
    rapport: () => {
      if (lignes === 0 && entete !== null) refuserFichier(refusFichier('aucune-ligne'))
      return {
        fichierRefuse,
        lignes,
        acceptees,
        lignesRefusees: lignes - acceptees,
        refusees,
        avertissements,
        parCode,
        colonnesIgnorees: entete?.colonnesIgnorees ?? [],
        avis: vides > 0 ? [...avis, PHRASES_FICHIER['lignes-vides'](vides)] : avis,
      }
    },
  }
}
