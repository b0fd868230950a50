import {
  type AgentRecense,
  type Avertissement,
  creerVerificateur,
  type OptionsVerification,
  type Rapport,
  type Refus,
  type VerdictLigne,
  type Verificateur,
} from '@maillage/prevoyance/recensement'
import { LIMITES_CLASSEUR, type LimitesClasseur } from './classeur/classeur.ts'
import { lireXlsx } from './classeur/xlsx.ts'
import { lireCsv, type Receveur } from './csv.ts'
import { FichierRefuse, refuserFichier } from './fichier-refuse.ts'
import { estClasseurChiffre, type Nature, natureDe } from './nature.ts'
import { lireDebut, ouvrir, rassembler, type SourceRecensement } from './source.ts'
import { enTexte } from './texte.ts'

export interface OptionsRecensement extends OptionsVerification {
  /** Called for each accepted row, in order, and awaited: reading waits for it. */
  readonly surAgent?: (agent: AgentRecense, ligne: number) => void | Promise<void>
  /** Called for each refusal, beyond what the report lists. */
  readonly surRefus?: (refus: Refus) => void
  /** Called for each warning, beyond what the report lists. */
  readonly surAvertissement?: (avertissement: Avertissement) => void
  /** Caps on workbooks; each defaults to `LIMITES_CLASSEUR`. */
  readonly limites?: Partial<LimitesClasseur>
}

/**
 * Decodes a census (CSV in UTF-8 or Windows-1252, separated by « ; » or « , »; XLSX) and checks every row. A CSV is read in
 * bounded memory, whatever its length. Nothing is corrected; what is wrong with the content is in the report, never thrown.
 * @param source path of a file, or its bytes
 * @param options census date (compulsory), callbacks, caps
 * @returns the report; `fichierRefuse` says why a file was not read, or not to its end: accepted rows must then be dropped
 * @throws the system's error when the file cannot be opened; RangeError for a census date before 2024; what a callback throws
 */
export async function verifierRecensement(
  source: SourceRecensement,
  options: OptionsRecensement,
): Promise<Rapport> {
  const verificateur = creerVerificateur(options)
  try {
    await decoderVers(source, verificateur, receveurDe(verificateur, options), {
      ...LIMITES_CLASSEUR,
      ...options.limites,
    })
  } catch (erreur) {
    if (!(erreur instanceof FichierRefuse)) throw erreur
    verificateur.refuserFichier(erreur.refus)
  }
  return verificateur.rapport()
}

async function decoderVers(
  source: SourceRecensement,
  verificateur: Verificateur,
  receveur: Receveur,
  limites: LimitesClasseur,
): Promise<void> {
  const { tete, flux, fermer } = await lireDebut(ouvrir(source))
  try {
    await decoder(natureDe(tete), flux, verificateur, receveur, limites)
  } finally {
    await fermer()
  }
}

async function decoder(
  nature: Nature,
  flux: AsyncIterable<Uint8Array>,
  verificateur: Verificateur,
  receveur: Receveur,
  limites: LimitesClasseur,
): Promise<void> {
  const toutLire = () =>
    rassembler(flux, limites.octets, () => refuserFichier('classeur-trop-lourd', limites.octets >> 20))
  switch (nature) {
    case 'texte':
      return lireCsv(enTexte(flux), receveur)
    case 'zip':
      return lireXlsx(await toutLire(), receveur, verificateur.aviser, limites)
    case 'ole':
      return refuserFichier(estClasseurChiffre(await toutLire()) ? 'classeur-chiffre' : 'ancien-xls')
    case 'vide':
      return refuserFichier('fichier-vide')
    case 'utf16':
      return refuserFichier('encodage-utf16')
    case 'binaire':
      return refuserFichier('fichier-binaire')
  }
}

function receveurDe(verificateur: Verificateur, options: OptionsRecensement): Receveur {
  const annoncer = (ligne: number, verdict: VerdictLigne | null): void | Promise<void> => {
    for (const motif of verdict?.refus ?? []) options.surRefus?.({ ligne, ...motif })
    for (const motif of verdict?.avertissements ?? []) options.surAvertissement?.({ ligne, ...motif })
    if (verdict?.agent) return options.surAgent?.(verdict.agent, ligne)
  }
  return {
    entete: (cellules) => {
      verificateur.entete(cellules)
    },
    ligne: (numero, cellules) => annoncer(numero, verificateur.ligne(numero, cellules)),
    illisible: (numero, jusqua) => {
      annoncer(numero, verificateur.ligneIllisible(numero, jusqua))
    },
    estRassasie: verificateur.estRefuse,
  }
}
