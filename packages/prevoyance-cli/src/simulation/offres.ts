import type { OffreMasse, OptionMasse, SITUATIONS } from '@maillage/prevoyance/moteur'
import { estObjet, type Json } from '@maillage/prevoyance/operations'
import {
  booleen,
  entier,
  enumeration,
  facultatif,
  type Lecteur,
  type Lu,
  liste,
  objet,
  puis,
  refuser,
  taux,
  texte,
} from '@maillage/prevoyance/operations/lecture'
import { niveau, participationSimple, tauxOffre } from '@maillage/prevoyance/parcours'

/** A lot: employers up to this number of agents; the last one takes the others. */
export interface Lot {
  readonly nom: string
  readonly jusqua: number | null
}

/** What is simulated: one column of rates for each option × bid. */
export interface Consultation {
  readonly situation: keyof typeof SITUATIONS
  readonly lots: readonly Lot[]
  readonly options: readonly { readonly nom: string; readonly garanties: OptionMasse }[]
  /** `lot` null: the bid is for every lot. `taux`: one per option, in their order. */
  readonly offres: readonly {
    readonly nom: string
    readonly lot: string | null
    readonly taux: readonly OffreMasse[]
  }[]
}

const nom = texte(80)

const option = puis(
  objet({
    nom,
    niveau,
    rente: facultatif(taux),
    renfortRi: facultatif(taux),
    capital: facultatif(taux),
    assietteNbi: facultatif(booleen),
    assietteRi: facultatif(booleen),
    regime: enumeration('facultatif-2025', 'obligatoire'),
    participation: participationSimple,
  }),
  (lue): { nom: string; garanties: OptionMasse } => ({
    nom: lue.nom,
    garanties: {
      ...lue.niveau,
      ...lue.participation,
      tauxRente: lue.rente ?? lue.niveau.tauxTiNbi,
      tauxRenfortRi: lue.renfortRi ?? 0,
      tauxCapital: lue.capital ?? 0,
      assietteNbi: lue.assietteNbi === false ? 0 : 1,
      assietteRi: lue.assietteRi === false ? 0 : 1,
      regimeParticipation: lue.regime === 'obligatoire' ? 1 : 0,
      participationTauxTotal: 0,
    },
  }),
)

/** Contracts sell the extra guarantee on the RI for the full pay of long leaves: in ordinary sickness it does not play. */
const sansRenfort = <O extends Lu<typeof option>>(lue: O): O => ({
  ...lue,
  garanties: { ...lue.garanties, tauxRenfortRi: 0 },
})

const offreMasse = puis(
  tauxOffre,
  ({ tauxInvalidite, ...autres }): OffreMasse => ({ ...autres, tauxInvaliditeOffre: tauxInvalidite }),
)

const tauxParOption: Lecteur<ReadonlyMap<string, OffreMasse>> = (valeur: Json | undefined, chemin) =>
  estObjet(valeur)
    ? new Map(Object.entries(valeur).map(([o, v]) => [o, offreMasse(v, `${chemin}.${o}`)]))
    : refuser(chemin, 'Un objet est attendu : le nom de chaque option, puis ses taux.')

const lots = puis(
  liste(objet({ nom, jusqua: facultatif(entier(1, 10_000_000, 'un effectif')) }), { min: 1, max: 50 }),
  (lus, chemin): readonly Lot[] => {
    const bornes = lus.map(({ jusqua }) => jusqua ?? Number.POSITIVE_INFINITY)
    const faute = bornes.findIndex((b, i) =>
      i === bornes.length - 1 ? b !== Number.POSITIVE_INFINITY : b >= bornes[i + 1]!,
    )
    if (faute >= 0)
      refuser(
        `${chemin}[${faute}].jusqua`,
        'Les bornes des lots doivent croître, et le dernier lot n’en a pas : il prend tous les autres employeurs.',
      )
    return lus.map((lot) => ({ nom: lot.nom, jusqua: lot.jusqua ?? null }))
  },
)

const brute = objet({
  situation: facultatif(
    enumeration('DEMI_TRAITEMENT', 'MALADIE_90', 'LONGUE_PLEIN', 'CLD_DEMI', 'SANS_TRAITEMENT'),
  ),
  lots: facultatif(lots),
  options: liste(option, { min: 1, max: 50 }),
  offres: liste(objet({ nom, lot: facultatif(nom), taux: tauxParOption }), { min: 1, max: 50 }),
})

/** Reads a consultation: lots by headcount, options, bids with a rate for each option. */
export const consultation: Lecteur<Consultation> = puis(brute, (lue, chemin) => {
  refuserHomonymes(lue.options, (i) => `${chemin}.options[${i}].nom`)
  refuserHomonymes(lue.lots ?? [], (i) => `${chemin}.lots[${i}].nom`)
  refuserHomonymes(lue.offres, (i) => `${chemin}.offres[${i}].nom`)
  const nomsDesLots = new Set((lue.lots ?? []).map((lot) => lot.nom))
  return {
    situation: lue.situation ?? 'DEMI_TRAITEMENT',
    lots: lue.lots ?? [{ nom: 'Tous les employeurs', jusqua: null }],
    options: lue.situation === 'MALADIE_90' ? lue.options.map(sansRenfort) : lue.options,
    offres: lue.offres.map((offre, i) => {
      const ici = `${chemin}.offres[${i}]`
      if (offre.lot !== undefined && !nomsDesLots.has(offre.lot))
        refuser(
          `${ici}.lot`,
          `Aucun lot ne s’appelle « ${offre.lot} » : reprenez un nom de la liste des lots.`,
        )
      const inconnue = [...offre.taux.keys()].find((o) => !lue.options.some((connue) => connue.nom === o))
      if (inconnue !== undefined)
        refuser(
          `${ici}.taux`,
          `Aucune option ne s’appelle « ${inconnue} » : reprenez un nom de la liste des options.`,
        )
      return {
        nom: offre.nom,
        lot: offre.lot ?? null,
        taux: lue.options.map((o) => tauxPour(o.nom, offre.taux, ici)),
      }
    }),
  }
})

/** Two lines of the table must not bear the same name: an insurer may bid on several lots, once on each. */
function refuserHomonymes(
  lignes: readonly { readonly nom: string; readonly lot?: string | undefined }[],
  chemin: (rang: number) => string,
): void {
  const rang = lignes.findIndex((ligne, i) =>
    lignes.some((autre, j) => j < i && autre.nom === ligne.nom && autre.lot === ligne.lot),
  )
  if (rang >= 0)
    refuser(chemin(rang), `« ${lignes[rang]!.nom} » figure deux fois : donnez à chacun un nom différent.`)
}

const tauxPour = (option: string, donnes: ReadonlyMap<string, OffreMasse>, chemin: string): OffreMasse =>
  donnes.get(option) ??
  refuser(`${chemin}.taux`, `L’offre ne donne pas de taux pour l’option « ${option} » : ajoutez-les.`)
