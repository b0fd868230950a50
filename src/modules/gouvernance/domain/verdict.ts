import type { Presences } from './presence.ts'
import { estMoitie, type Fraction, type Regle } from './regle.ts'

export type Siege = {
  readonly organismeId: string
  readonly voix: number
  readonly modalite: 'deliberative' | 'consultative'
}
export type Choix = 'pour' | 'contre' | 'abstention' | 'ne_prend_pas_part'
export type Bulletin = { readonly organismeId: string; readonly choix: Choix }

export type Scrutin = {
  readonly regle: Regle
  readonly sieges: readonly Siege[]
  /** Members the decision would bind. */
  readonly porte: readonly string[]
  readonly presences: Presences
  readonly bulletins: readonly Bulletin[]
  /** The seat that chairs, for a casting vote. */
  readonly presideePar: string | null
  readonly secondeConvocation: boolean
}

export type Issue = 'adoptee' | 'rejetee' | 'renvoyee' | 'sans_quorum'

export type Verdict = {
  readonly issue: Issue
  readonly quorum: {
    readonly atteint: boolean
    /** True when a second call is valid whatever the number present. */
    readonly dispense: boolean
    readonly presentes: number
    readonly totales: number
    readonly necessaires: number
    readonly sieges: { readonly presents: number; readonly representes: number; readonly totaux: number }
  }
  readonly majorite: {
    readonly atteinte: boolean
    readonly denominateur: number
    readonly necessaires: number
  }
  readonly voix: { readonly [choix in Choix]: number } & { readonly totales: number }
  /** A tie at one half, and what decided it. */
  readonly partage: null | 'rejet' | 'renvoi' | 'president_pour' | 'president_contre' | 'president_sans_vote'
  readonly unanime: boolean
}

/** The seats that vote: deliberative, and among the participants where the rule keeps the vote to them. */
export function electeurs(scrutin: Pick<Scrutin, 'regle' | 'sieges' | 'porte'>): Siege[] {
  const { regle, sieges, porte } = scrutin
  return sieges.filter(
    ({ organismeId, modalite }) =>
      modalite === 'deliberative' && (regle.interets === 'tous' || porte.includes(organismeId)),
  )
}

/** The state of a voting seat; a proxy held by somebody who does not vote here gives no voice. */
export function etatElecteur(
  siege: Siege,
  votants: readonly Siege[],
  presences: Presences,
): 'present' | 'represente' | 'absent' {
  const etat = presences.get(siege.organismeId)
  if (etat?.etat !== 'represente') return etat?.etat ?? 'absent'
  return votants.some(({ organismeId }) => organismeId === etat.par) ? 'represente' : 'absent'
}

const somme = (sieges: readonly Siege[]): number => sieges.reduce((total, { voix }) => total + voix, 0)
/** The fewest voices that reach a share of a total. */
export const auMoins = ({ num, den }: Fraction, total: number): number => Math.ceil((num * total) / den)
/** The fewest voices that exceed a share of a total. */
export const plusDe = ({ num, den }: Fraction, total: number): number => Math.floor((num * total) / den) + 1

/**
 * What a vote gives, from the rule kept on the scrutin, who is there and what each seat said. Integers only: thresholds are compared by
 * products. The order of the ballots is irrelevant; a ballot of a seat that does not vote here, is absent or holds no voice is ignored.
 * Abstaining or not taking part is present and not expressed.
 */
export function depouiller(scrutin: Scrutin): Verdict {
  const { regle, presences, presideePar, secondeConvocation } = scrutin
  const votants = electeurs(scrutin)
  const selonEtat = (etat: string) =>
    votants.filter((siege) => etatElecteur(siege, votants, presences) === etat)
  const presents = selonEtat('present')
  const representes = selonEtat('represente')

  const comptes = regle.quorum.pouvoirsComptent ? [...presents, ...representes] : presents
  const mesurer = (sieges: readonly Siege[]) => (regle.quorum.surVoix ? somme(sieges) : sieges.length)
  const dispense = secondeConvocation && (regle.deuxiemeConvocation?.sansQuorum ?? false)
  const totales = mesurer(votants)
  const presentes = mesurer(comptes)
  const atteint =
    votants.length > 0 && (dispense || presentes * regle.quorum.den >= regle.quorum.num * totales)

  const choixDe = new Map(scrutin.bulletins.map(({ organismeId, choix }) => [organismeId, choix]))
  const enSeance = [...presents, ...representes]
  const voixPour = (choix: Choix) =>
    somme(enSeance.filter(({ organismeId }) => choixDe.get(organismeId) === choix))
  const voix = {
    pour: voixPour('pour'),
    contre: voixPour('contre'),
    abstention: voixPour('abstention'),
    ne_prend_pas_part: voixPour('ne_prend_pas_part'),
    totales: somme(votants),
  }

  const denominateur = {
    exprimes: voix.pour + voix.contre,
    presents_representes: somme(enSeance),
    membres: voix.totales,
  }[regle.base]
  const necessaires = (regle.strict ? plusDe : auMoins)(regle.seuil, denominateur)
  const parConsentement = regle.mode === 'consentement'
  const atteinte = parConsentement
    ? voix.contre === 0
    : denominateur > 0 && voix.pour > 0 && voix.pour >= necessaires

  // A casting vote settles two equal halves of what the rule counts. Where abstentions count too, equal voices are both under the half: it
  // cannot lift a minority over a threshold that more voices for would not reach.
  const deuxMoities = regle.partage !== 'voix_preponderante' || voix.pour * 2 === denominateur
  const egalite =
    !parConsentement && voix.pour > 0 && voix.pour === voix.contre && estMoitie(regle.seuil) && deuxMoities
  const partage = egalite ? departager(regle, presideePar && choixDe.get(presideePar)) : null
  return {
    issue: !atteint ? 'sans_quorum' : partage ? issueDuPartage(partage) : atteinte ? 'adoptee' : 'rejetee',
    quorum: {
      atteint,
      dispense,
      presentes,
      totales,
      necessaires: auMoins(regle.quorum, totales),
      sieges: { presents: presents.length, representes: representes.length, totaux: votants.length },
    },
    majorite: { atteinte, denominateur, necessaires },
    voix,
    partage,
    unanime: voix.totales > 0 && voix.pour === voix.totales,
  }
}

function departager(
  regle: Regle,
  choixPresident: Choix | '' | null | undefined,
): NonNullable<Verdict['partage']> {
  if (regle.partage !== 'voix_preponderante') return regle.partage
  if (choixPresident === 'pour') return 'president_pour'
  return choixPresident === 'contre' ? 'president_contre' : 'president_sans_vote'
}

function issueDuPartage(partage: NonNullable<Verdict['partage']>): Issue {
  if (partage === 'renvoi') return 'renvoyee'
  return partage === 'president_pour' ? 'adoptee' : 'rejetee'
}
