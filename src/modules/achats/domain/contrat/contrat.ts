import { ajouterJours, ajouterMois, type Jour } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { type TauxDeNiveau, tauxTotal } from '../offres.ts'

export type Tarif = {
  readonly niveau: string
  readonly annee: number
  /** Thousandths of one per cent of gross pay. */
  readonly taux: number
}

/** Who insures what lot, from when to when, at what rates and under which clause. Fees in cents, the cap in thousandths of one per cent. */
export type FicheDeContrat = {
  readonly numero: number
  readonly intitule: string
  readonly assureur: string
  readonly du: Jour
  /** Last day. */
  readonly au: Jour
  readonly gelAnnees: number
  readonly plafond: number
  readonly plafondBase: 'precedent' | 'initial'
  /** S/P in tenths of one per cent under which no rise may be asked; null: no such clause. */
  readonly seuilSp: number | null
  readonly preavisMois: number
  readonly fraisAgent: number
  readonly reprise: 'aucune' | 'revalorisations' | 'totale'
  readonly garanties: string
  readonly tarifs: readonly Tarif[]
}

/** Highest and lowest rate that is kept, in thousandths of one per cent. */
const TAUX = { min: 1, max: 20_000 } as const

export type RefusDeFiche =
  | { readonly code: 'fin-avant-debut' | 'sans-taux' }
  | { readonly code: 'chevauche'; readonly assureur: string; readonly du: Jour; readonly au: Jour }
  | { readonly code: 'taux-hors-contrat'; readonly annee: number }

/**
 * Whether a contract holds together: it ends after it starts, no other insurer has the lot on one of its days, each rate is of one of its years, and there
 * is a rate for its first year.
 * @param voisins the other contracts of the purchase
 */
export function jugerFiche(
  fiche: FicheDeContrat,
  voisins: readonly Pick<FicheDeContrat, 'numero' | 'assureur' | 'du' | 'au'>[],
): Result<null, RefusDeFiche> {
  if (fiche.au <= fiche.du) return refuser({ code: 'fin-avant-debut' })
  const autre = voisins.find((v) => v.numero === fiche.numero && v.du <= fiche.au && fiche.du <= v.au)
  if (autre) return refuser({ code: 'chevauche', assureur: autre.assureur, du: autre.du, au: autre.au })
  const [premiere, derniere] = [fiche.du, fiche.au].map((jour) => Number(jour.slice(0, 4)))
  const hors = fiche.tarifs.find(({ annee }) => annee < premiere! || annee > derniere!)
  if (hors) return refuser({ code: 'taux-hors-contrat', annee: hors.annee })
  return fiche.tarifs.some(({ annee }) => annee === premiere)
    ? accepter(null)
    : refuser({ code: 'sans-taux' })
}

/**
 * The contract that an award gives, before anybody corrects it: rates, freeze and cap of the bid, days of the market. What a bid does not say (notice,
 * fee, takeover) is proposed as six months, nothing and nothing.
 * @param dureeMois length of the contract
 */
export function ficheAttribuee(
  lot: { readonly numero: number; readonly objet: string },
  offre: {
    readonly candidat: string
    readonly taux: readonly TauxDeNiveau[]
    readonly gelAnnees: number
    readonly hausseMax: number
    readonly garanties: string
  },
  du: Jour,
  dureeMois: number,
): FicheDeContrat {
  const annee = Number(du.slice(0, 4))
  return {
    numero: lot.numero,
    intitule: `Lot ${lot.numero}, ${lot.objet}`.slice(0, 160),
    assureur: offre.candidat.slice(0, 160),
    du,
    au: ajouterJours(ajouterMois(du, dureeMois), -1),
    gelAnnees: offre.gelAnnees,
    plafond: offre.hausseMax,
    plafondBase: 'precedent',
    seuilSp: null,
    preavisMois: 6,
    fraisAgent: 0,
    reprise: 'aucune',
    garanties: offre.garanties,
    tarifs: offre.taux.flatMap((t): Tarif[] => {
      const taux = tauxTotal(t)
      return taux >= TAUX.min && taux <= TAUX.max ? [{ niveau: t.niveau, annee, taux }] : []
    }),
  }
}

/**
 * The contract of the insurer that takes a lot over: the clause of the one before, from a day of its choosing, at the rates in force until they are
 * corrected.
 */
export function ficheDeReprise(
  avant: FicheDeContrat,
  { assureur, du, au }: Pick<FicheDeContrat, 'assureur' | 'du' | 'au'>,
): FicheDeContrat {
  const annee = Number(du.slice(0, 4))
  const niveaux = [...new Set(avant.tarifs.map(({ niveau }) => niveau))]
  return {
    ...avant,
    assureur,
    du,
    au,
    tarifs: niveaux.flatMap((niveau): Tarif[] => {
      const connu = avant.tarifs
        .filter((t) => t.niveau === niveau && t.annee <= annee)
        .toSorted((a, b) => a.annee - b.annee)
        .at(-1)
      return connu ? [{ niveau, annee, taux: connu.taux }] : []
    }),
  }
}

export type Changement = { readonly quoi: string; readonly avant: string; readonly apres: string }

/** What a contract says beside its rates, each in the words in which a person reads it; empty for nothing. */
export type FicheEnMots = Readonly<Record<Exclude<keyof FicheDeContrat, 'tarifs'>, string>>

const MOTS: FicheEnMots = {
  numero: 'Lot',
  intitule: 'Intitulé',
  assureur: 'Assureur',
  du: 'Premier jour',
  au: 'Dernier jour',
  gelAnnees: 'Taux gelé',
  plafond: 'Hausse par an au plus',
  plafondBase: 'Hausse comptée à partir',
  seuilSp: 'Aucune hausse si le rapport est sous',
  preavisMois: 'Préavis',
  fraisAgent: 'Frais par agent et par an',
  reprise: 'Sinistres du contrat précédent',
  garanties: 'Garanties',
}

/**
 * What differs between two states of a contract, in words: what its history shows.
 * @param dire how a state is written
 */
export function comparerFiches(
  avant: FicheDeContrat,
  apres: FicheDeContrat,
  dire: (fiche: FicheDeContrat) => FicheEnMots,
): Changement[] {
  const [motsAvant, motsApres] = [dire(avant), dire(apres)]
  const champs = (Object.keys(MOTS) as (keyof typeof MOTS)[]).flatMap((cle): Changement[] =>
    avant[cle] === apres[cle] ? [] : [{ quoi: MOTS[cle], avant: motsAvant[cle], apres: motsApres[cle] }],
  )
  const cleDe = ({ niveau, annee }: Tarif) => `${niveau}, ${annee}`
  const [anciens, nouveaux] = [avant, apres].map(
    ({ tarifs }) => new Map(tarifs.map((t) => [cleDe(t), `${t.taux / 1000} %`.replace('.', ',')])),
  )
  const cles = [...new Set([...anciens!.keys(), ...nouveaux!.keys()])]
  return [
    ...champs,
    ...cles.flatMap((cle): Changement[] => {
      const [a, b] = [anciens!.get(cle) ?? '', nouveaux!.get(cle) ?? '']
      return a === b ? [] : [{ quoi: `Taux ${cle}`, avant: a, apres: b }]
    }),
  ]
}
