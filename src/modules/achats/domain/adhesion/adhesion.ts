import { type Cycle, type TransitionRefusee, transiter } from '#shared/cycle.ts'
import { ajouterJours, ajouterMois, type Jour } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'

export type EtatAdhesion =
  | 'choix'
  | 'projet'
  | 'comite'
  | 'avis'
  | 'votee'
  | 'executoire'
  | 'conventionnee'
  | 'informee'
  | 'renoncee'
export type GesteAdhesion =
  | 'choisir'
  | 'deposer'
  | 'reexaminer'
  | 'recevoir_avis'
  | 'voter'
  | 'rendre_executoire'
  | 'approuver_accord'
  | 'signer'
  | 'informer'
  | 'renoncer'
  | 'reprendre'

/**
 * The life of an employer's membership. The convention comes after the act is executory: signed before, it would be signed without power
 * (CE, avis, 10 June 1996, préfet de la Côte-d'Or, from recollection).
 */
export const CYCLE_ADHESION: Cycle<EtatAdhesion, GesteAdhesion> = {
  choisir: { de: ['choix', 'projet'], vers: 'projet', libelle: 'Choisir le niveau et la participation' },
  deposer: { de: ['projet'], vers: 'comite', libelle: 'Dossier déposé au comité social' },
  recevoir_avis: { de: ['comite'], vers: 'avis', libelle: 'Avis du comité rendu' },
  reexaminer: { de: ['comite'], vers: 'comite', libelle: 'Avis défavorable unanime : à réexaminer' },
  voter: { de: ['avis'], vers: 'votee', libelle: 'Délibération votée' },
  rendre_executoire: { de: ['votee'], vers: 'executoire', libelle: 'Délibération transmise et publiée' },
  // On its own when the deliberation that joins did not say it: the state does not move.
  approuver_accord: {
    de: ['executoire'],
    vers: 'executoire',
    libelle: 'Accord collectif approuvé par l’assemblée',
  },
  signer: { de: ['executoire'], vers: 'conventionnee', libelle: 'Convention d’adhésion signée' },
  informer: { de: ['conventionnee'], vers: 'informee', libelle: 'Agents informés' },
  renoncer: {
    de: ['choix', 'projet', 'comite', 'avis'],
    vers: 'renoncee',
    libelle: 'Ne pas adhérer',
  },
  reprendre: { de: ['renoncee'], vers: 'choix', libelle: 'Reprendre l’adhésion' },
}

/** Who must act. */
export type Tour = 'employeur' | 'comite' | 'centre' | 'personne'
export const TOURS: Readonly<Record<Tour, string>> = {
  employeur: 'l’employeur',
  comite: 'le comité social',
  centre: 'le Centre de gestion',
  personne: 'personne',
}

/** Each state: its word, who must act, what is waited for, and after how many days it is long. No text sets these days. */
export const ETATS_ADHESION: Readonly<
  Record<
    EtatAdhesion,
    {
      readonly mot: string
      readonly tour: Tour
      readonly attend: string
      readonly longueApres: number
    }
  >
> = {
  choix: { mot: 'À choisir', tour: 'employeur', attend: 'choisir son niveau', longueApres: 21 },
  projet: {
    mot: 'Projet établi',
    tour: 'employeur',
    attend: 'déposer le dossier au comité social',
    longueApres: 21,
  },
  comite: { mot: 'Au comité social', tour: 'comite', attend: 'rendre son avis', longueApres: 45 },
  avis: { mot: 'Avis rendu', tour: 'employeur', attend: 'faire voter l’assemblée', longueApres: 60 },
  votee: { mot: 'Votée', tour: 'employeur', attend: 'transmettre et publier l’acte', longueApres: 15 },
  executoire: { mot: 'Exécutoire', tour: 'centre', attend: 'signer la convention', longueApres: 21 },
  conventionnee: {
    mot: 'Convention signée',
    tour: 'employeur',
    attend: 'informer les agents',
    longueApres: 30,
  },
  informee: {
    mot: 'Agents informés',
    tour: 'personne',
    attend: 'rien',
    longueApres: Number.MAX_SAFE_INTEGER,
  },
  renoncee: { mot: 'N’adhère pas', tour: 'personne', attend: 'rien', longueApres: Number.MAX_SAFE_INTEGER },
}
/** The states in the order of the path, the two ends last. */
export const ORDRE_ADHESION = Object.keys(ETATS_ADHESION) as EtatAdhesion[]

/** True when an employer has joined: its convention is signed. */
export const aAdhere = (etat: EtatAdhesion): boolean => etat === 'conventionnee' || etat === 'informee'

/** True when what is waited for has been so for long. */
export const attendDepuisLongtemps = (etat: EtatAdhesion, jours: number): boolean =>
  jours > ETATS_ADHESION[etat].longueApres

export type Avis = 'favorable' | 'partage' | 'defavorable'
export const AVIS: Readonly<Record<Avis, string>> = {
  favorable: 'Favorable',
  partage: 'Partagé entre les collèges',
  defavorable: 'Défavorable, non unanime',
}

export type Comite = 'employeur' | 'centre'

/** What is said with a deed. Only the fields of that deed are read. */
export type Fait = {
  /** Day of the fact, in Paris. */
  readonly le: Jour
  readonly niveau: string
  readonly options: string
  /** Thousandths of one per cent of the contribution. */
  readonly part: number | null
  /** Next meeting of the comité, or of the assembly. */
  readonly prochaineLe: Jour | null
  readonly avis: Avis | null
  readonly numero: string
  /** Whether the deliberation that joins also approves the collective agreement; null while it is not said. */
  readonly accord: boolean | null
  readonly motif: string
}

export type Adhesion = {
  readonly etat: EtatAdhesion
  readonly niveau: string
  readonly deposeLe: Jour | null
  readonly avisLe: Jour | null
  readonly deliberationLe: Jour | null
  readonly executoireLe: Jour | null
  /** Day on which the assembly approved the collective agreement. */
  readonly accordLe: Jour | null
  readonly conventionLe: Jour | null
}

export type Changement = {
  readonly etat: EtatAdhesion
  readonly niveau?: string
  readonly options?: string
  readonly part?: number
  readonly comite?: Comite
  readonly deposeLe?: Jour
  readonly comiteLe?: Jour | null
  readonly avis?: Avis
  readonly avisLe?: Jour
  readonly conseilLe?: Jour | null
  readonly deliberationNumero?: string
  readonly deliberationLe?: Jour
  readonly executoireLe?: Jour
  readonly accordLe?: Jour
  readonly conventionLe?: Jour
  readonly effetLe?: Jour
  readonly informesLe?: Jour
  readonly motif?: string
}

export type RefusAdhesion =
  | TransitionRefusee<EtatAdhesion, GesteAdhesion>
  | { readonly code: 'fait-futur' }
  | { readonly code: 'fait-trop-tot'; readonly apres: Jour; readonly quoi: string }
  | {
      readonly code:
        | 'niveau-inconnu'
        | 'part-hors-bornes'
        | 'avis-manquant'
        | 'numero-manquant'
        | 'motif-manquant'
        | 'accord-non-approuve'
        | 'accord-sans-objet'
        | 'accord-a-dire'
    }
  | { readonly code: 'approuve-avant-signature'; readonly signeLe: Jour }
  | { readonly code: 'reexamen-hors-delai'; readonly du: Jour; readonly au: Jour }

/** Least share of the employer in a mandatory contract: half (CGFP L.827-11, law 2025-1251; national agreement of July 2023). */
export const PART_MINIMUM = 50_000

/** Least and longest time before a comité meets again after a unanimous unfavourable advice (décret 2021-571, art. 90, from recollection). */
export const DELAI_REEXAMEN = { min: 8, max: 30 } as const

/**
 * Decides what a fact changes. A fact is never in the future, and never before the one it follows: an act is not voted before the advice that it
 * mentions. A paper received late keeps its own date.
 * An employer without a comité of its own signs once its assembly has approved the agreement that the centre negotiated and signed (CGFP L.224-3): an
 * assembly approves nothing before it is signed. Whether the deliberation that joins does it is said, never supposed.
 * @param contexte the levels offered, the first day of the contract, whose comité gives its advice, the day on which the valid agreement that assemblies
 * approve was signed (null without one), today in Paris
 */
export function franchir(
  adhesion: Adhesion,
  geste: GesteAdhesion,
  fait: Fait,
  contexte: {
    readonly niveaux: readonly string[]
    readonly debutLe: Jour
    readonly comite: Comite
    readonly accordSigneLe: Jour | null
    readonly aujourdhui: Jour
  },
): Result<Changement, RefusAdhesion> {
  const suite = transiter(CYCLE_ADHESION, adhesion.etat, geste)
  if (!suite.ok) return suite
  if (fait.le > contexte.aujourdhui) return refuser({ code: 'fait-futur' })
  const avant = precede(adhesion, geste)
  if (avant && fait.le < avant.le)
    return refuser({ code: 'fait-trop-tot', apres: avant.le, quoi: avant.quoi })
  const etat = suite.valeur
  switch (geste) {
    case 'choisir':
      if (!contexte.niveaux.includes(fait.niveau)) return refuser({ code: 'niveau-inconnu' })
      if (fait.part === null || fait.part < PART_MINIMUM || fait.part > 100_000)
        return refuser({ code: 'part-hors-bornes' })
      return accepter({ etat, niveau: fait.niveau, options: fait.options, part: fait.part })
    case 'deposer':
      return accepter({
        etat,
        comite: contexte.comite,
        deposeLe: fait.le,
        comiteLe: fait.prochaineLe,
      })
    case 'reexaminer': {
      const [du, au] = [ajouterJours(fait.le, DELAI_REEXAMEN.min), ajouterJours(fait.le, DELAI_REEXAMEN.max)]
      if (!fait.prochaineLe || fait.prochaineLe < du || fait.prochaineLe > au)
        return refuser({ code: 'reexamen-hors-delai', du, au })
      return accepter({ etat, comiteLe: fait.prochaineLe })
    }
    case 'recevoir_avis':
      if (!fait.avis) return refuser({ code: 'avis-manquant' })
      return accepter({ etat, avis: fait.avis, avisLe: fait.le, conseilLe: fait.prochaineLe })
    case 'voter':
      if (fait.numero === '') return refuser({ code: 'numero-manquant' })
      if (doitApprouver(adhesion, contexte)) {
        if (fait.accord === null) return refuser({ code: 'accord-a-dire' })
        const tropTot = fait.accord ? avantSignature(fait.le, contexte.accordSigneLe) : null
        if (tropTot) return refuser(tropTot)
      }
      return accepter({
        etat,
        deliberationNumero: fait.numero,
        deliberationLe: fait.le,
        ...(fait.accord && doitApprouver(adhesion, contexte) && { accordLe: fait.le }),
      })
    case 'rendre_executoire':
      return accepter({ etat, executoireLe: fait.le })
    case 'approuver_accord':
      if (!doitApprouver(adhesion, contexte)) return refuser({ code: 'accord-sans-objet' })
      if (fait.numero === '') return refuser({ code: 'numero-manquant' })
      return avantSignature(fait.le, contexte.accordSigneLe)
        ? refuser(avantSignature(fait.le, contexte.accordSigneLe)!)
        : accepter({ etat, accordLe: fait.le })
    case 'signer':
      if (doitApprouver(adhesion, contexte)) return refuser({ code: 'accord-non-approuve' })
      if (adhesion.accordLe && fait.le < adhesion.accordLe)
        return refuser({ code: 'fait-trop-tot', apres: adhesion.accordLe, quoi: 'l’approbation de l’accord' })
      return accepter({ etat, conventionLe: fait.le, effetLe: effetDe(fait.le, contexte.debutLe) })
    case 'informer':
      return accepter({ etat, informesLe: fait.le })
    case 'renoncer':
      if (fait.motif === '') return refuser({ code: 'motif-manquant' })
      return accepter({ etat, motif: fait.motif })
    case 'reprendre':
      return accepter({ etat, motif: '' })
  }
}

/** True when the assembly of an employer has yet to approve the agreement of its centre: its own comité would have negotiated its own. */
export const doitApprouver = (
  { accordLe }: Pick<Adhesion, 'accordLe'>,
  { comite, accordSigneLe }: { readonly comite: Comite; readonly accordSigneLe: Jour | null },
): boolean => accordSigneLe !== null && comite === 'centre' && accordLe === null

/** An approval of the agreement that comes before its signature: the assembly could not approve what did not exist (CGFP L.224-3). */
const avantSignature = (le: Jour, signeLe: Jour | null) =>
  signeLe !== null && le < signeLe ? ({ code: 'approuve-avant-signature', signeLe } as const) : null

/** Who must act on a membership, and what is waited for: an executory act waits for the employer while its assembly has to approve the agreement. */
export function tourDe({
  etat,
  accordLe,
  accordSigneLe,
  comite,
}: {
  readonly etat: EtatAdhesion
  readonly accordLe: Jour | null
  readonly accordSigneLe: Jour | null
  readonly comite: Comite | null
}): { readonly tour: Tour; readonly attend: string } {
  return etat === 'executoire' && doitApprouver({ accordLe }, { accordSigneLe, comite: comite ?? 'centre' })
    ? { tour: 'employeur', attend: 'faire approuver l’accord collectif par son assemblée' }
    : ETATS_ADHESION[etat]
}

/** First day of cover: that of the contract, or of the month after a later signature. */
export function effetDe(signeeLe: Jour, debutLe: Jour): Jour {
  if (signeeLe < debutLe) return debutLe
  return `${ajouterMois(`${signeeLe.slice(0, 7)}-01`, 1)}`
}

/** The fact that a deed follows, with its day. */
function precede(a: Adhesion, geste: GesteAdhesion): { readonly le: Jour; readonly quoi: string } | null {
  const apres = (le: Jour | null, quoi: string) => (le ? { le, quoi } : null)
  switch (geste) {
    case 'recevoir_avis':
    case 'reexaminer':
      return apres(a.deposeLe, 'le dépôt du dossier')
    case 'voter':
      return apres(a.avisLe, 'l’avis du comité')
    case 'rendre_executoire':
      return apres(a.deliberationLe, 'le vote')
    case 'signer':
      return apres(a.executoireLe, 'le caractère exécutoire')
    case 'informer':
      return apres(a.conventionLe, 'la convention')
    default:
      return null
  }
}

/** Deeds that an employer does itself through its link. The advice of the centre's own comité, and the convention, are entered by the centre. */
export const estALEmployeur = (geste: GesteAdhesion, comite: Comite): boolean =>
  geste === 'recevoir_avis' || geste === 'reexaminer' ? comite === 'employeur' : geste !== 'signer'
