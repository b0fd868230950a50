import { z } from 'zod'
import { jourDemande, montantFacultatif, texteDemande, texteLibre, version } from '#platform/http/champs.ts'
import { compte, date, dateSaisie, montant } from '#shared/typographie.ts'
import type { FicheDeContrat, FicheEnMots, Tarif } from '../domain/contrat/contrat.ts'
import { lireTaux } from '../domain/offres.ts'
import { lignesDe } from '../domain/operation.ts'
import { ecrireTaux } from '../marche/fiche.ts'

/** What an insurer took over of the benefits that a former contract was paying, in words. */
export const REPRISES: Readonly<Record<FicheDeContrat['reprise'], string>> = {
  aucune: 'Rien : le précédent assureur paie les siens',
  revalorisations: 'Les revalorisations des sinistres en cours',
  totale: 'Les sinistres en cours, en entier',
}
export const BASES: Readonly<Record<FicheDeContrat['plafondBase'], string>> = {
  precedent: 'du taux précédent',
  initial: 'du taux de la première année',
}

/** Rates as they are typed: « 90 % du net | 2025 | 1,5 ». */
export const ecrireTarifs = (tarifs: readonly Tarif[]): string =>
  tarifs.map(({ niveau, annee, taux }) => `${niveau} | ${annee} | ${ecrireTaux(taux)}`).join('\n')

const tarifs = texteLibre(4000).transform((texte, contexte): Tarif[] => {
  const lignes = lignesDe(texte)
  const lus = lignes.flatMap((ligne): Tarif[] => {
    const [niveau = '', annee = '', mot = ''] = ligne.split('|').map((m) => m.trim())
    const taux = lireTaux(mot)
    return niveau.length >= 1 &&
      niveau.length <= 200 &&
      /^20\d{2}$/.test(annee) &&
      taux !== null &&
      taux > 0 &&
      taux <= 20_000
      ? [{ niveau, annee: Number(annee), taux }]
      : []
  })
  const uniques = new Set(lus.map(({ niveau, annee }) => `${niveau}|${annee}`)).size === lus.length
  if (lus.length === lignes.length && lus.length > 0 && lus.length <= 80 && uniques)
    return lus.toSorted((a, b) => a.niveau.localeCompare(b.niveau) || a.annee - b.annee)
  contexte.addIssue({
    code: 'custom',
    message: 'Écrivez un taux par ligne, une fois par niveau et par année : niveau | 2027 | 2,15.',
  })
  return z.NEVER
})

const entier = (min: number, max: number, phrase: string) =>
  z
    .string(phrase)
    .trim()
    .regex(/^\d{1,6}$/, phrase)
    .transform(Number)
    .refine((n) => n >= min && n <= max, phrase)

const motif = texteDemande(3, 500, 'Dites pourquoi : avenant, erreur de saisie, changement d’assureur.')
const assureur = texteDemande(2, 160, 'Indiquez l’assureur.')

const CHAMPS = {
  numero: entier(1, 99, 'Indiquez le numéro du lot, de 1 à 99.'),
  intitule: texteDemande(3, 160, 'Donnez un intitulé (3 caractères au moins).'),
  assureur,
  du: jourDemande('Indiquez le premier jour.'),
  au: jourDemande('Indiquez le dernier jour.'),
  gel: entier(0, 20, 'Indiquez un nombre d’années, de 0 à 20.'),
  plafond: z.string('Indiquez un pourcentage, comme 5.').transform((lu, contexte) => {
    const taux = lireTaux(lu)
    if (taux !== null) return taux
    contexte.addIssue({ code: 'custom', message: 'Indiquez un pourcentage, comme 5 ou 7,5.' })
    return z.NEVER
  }),
  base: z.enum(['precedent', 'initial'], 'Choisissez dans la liste.'),
  seuil: z
    .string()
    .default('')
    .transform((lu, contexte) => {
      const net = lu.replaceAll(/[\s\u00a0\u202f%]/g, '').replace('.', ',')
      if (net === '') return null
      const trouve = /^(\d{1,3})(?:,(\d))?$/.exec(net)
      const dixiemes = trouve ? Number(trouve[1]) * 10 + Number(trouve[2] ?? 0) : 9999
      if (dixiemes <= 5000) return dixiemes
      contexte.addIssue({ code: 'custom', message: 'Indiquez un rapport en %, comme 95, ou laissez vide.' })
      return z.NEVER
    }),
  preavis: entier(0, 36, 'Indiquez un nombre de mois, de 0 à 36.'),
  frais: montantFacultatif.refine(
    (lu) => lu === null || lu <= 100_000,
    'Les frais ne dépassent pas 1 000,00 € par agent.',
  ),
  reprise: z.enum(['aucune', 'revalorisations', 'totale'], 'Choisissez dans la liste.'),
  garanties: texteLibre(4000),
  taux: tarifs,
  motif,
}
export const SchemaContrat = z.object({ ...CHAMPS, version })
export const SchemaAjout = z.object({ ...CHAMPS, cle: z.string().optional() })
export const SchemaReprise = z.object({
  assureur,
  du: jourDemande('Indiquez le premier jour du nouvel assureur.'),
  au: jourDemande('Indiquez le dernier jour de son contrat.'),
  motif,
  version,
})

/** The contract itself, from what was read of its form. */
export const ficheLue = (
  lu: z.output<typeof SchemaContrat> | z.output<typeof SchemaAjout>,
): FicheDeContrat => ({
  numero: lu.numero,
  intitule: lu.intitule,
  assureur: lu.assureur,
  du: lu.du,
  au: lu.au,
  gelAnnees: lu.gel,
  plafond: lu.plafond,
  plafondBase: lu.base,
  seuilSp: lu.seuil,
  preavisMois: lu.preavis,
  fraisAgent: lu.frais ?? 0,
  reprise: lu.reprise,
  garanties: lu.garanties,
  tarifs: lu.taux,
})

/** A contract in the words of its page: what its history shows, with its units. */
export function enMots(fiche: FicheDeContrat): FicheEnMots {
  const { numero, intitule, assureur, plafond, seuil, garanties } = enSaisies(fiche)
  return {
    numero,
    intitule,
    assureur,
    du: date(fiche.du),
    au: date(fiche.au),
    gelAnnees: compte(fiche.gelAnnees, 'an'),
    plafond: `${plafond} %`,
    plafondBase: BASES[fiche.plafondBase],
    seuilSp: seuil && `${seuil} %`,
    preavisMois: compte(fiche.preavisMois, 'mois', 'mois'),
    fraisAgent: montant(fiche.fraisAgent),
    reprise: REPRISES[fiche.reprise],
    garanties,
  }
}

/** Values that the form of a contract shows. */
export const enSaisies = (fiche: FicheDeContrat) => ({
  numero: String(fiche.numero),
  intitule: fiche.intitule,
  assureur: fiche.assureur,
  du: dateSaisie(fiche.du),
  au: dateSaisie(fiche.au),
  gel: String(fiche.gelAnnees),
  plafond: ecrireTaux(fiche.plafond),
  base: fiche.plafondBase,
  seuil: fiche.seuilSp === null ? '' : String(fiche.seuilSp / 10).replace('.', ','),
  preavis: String(fiche.preavisMois),
  frais: (fiche.fraisAgent / 100).toFixed(2).replace('.', ','),
  reprise: fiche.reprise,
  garanties: fiche.garanties,
  taux: ecrireTarifs(fiche.tarifs),
})
