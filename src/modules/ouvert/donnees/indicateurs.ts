import { agreger } from '#modules/programme'
import { concerneDesPersonnes, fusionnerPetitesCellules, SEUIL_PERSONNES } from '../domain/seuil.ts'
import type { Portail } from '../portail.queries.ts'
import type { ActionPublique } from '../programme/programme-public.queries.ts'
import { nomsDe } from '../vues.ts'
import type { ColonneOuverte } from './programme.ts'

export type ValeurOuverte = {
  readonly action: string
  readonly indicateur: string
  readonly unite: string
  readonly annee: number
  readonly membre: string
  readonly numerateur: number | null
  readonly denominateur: number | null
  readonly secret: boolean
  readonly fictif: boolean
}

/** Figures of the indicators by member and year. Counts of people under the threshold are merged, then the sum of all members is given. */
export function enValeurs(actions: readonly ActionPublique[], portail: Portail): ValeurOuverte[] {
  return actions.flatMap((action) =>
    action.indicateurs.flatMap((indicateur) => {
      const protege = concerneDesPersonnes(indicateur.unite)
      return [...Map.groupBy(indicateur.valeurs, ({ annee }) => annee)]
        .sort(([a], [b]) => a - b)
        .flatMap(([annee, valeurs]) => {
          const commun = {
            action: action.code,
            indicateur: indicateur.libelle,
            unite: indicateur.unite,
            annee,
            fictif: indicateur.fictif !== null,
          }
          const cellules = valeurs.map((v) => ({ nom: v.organismeId, valeur: v.numerateur }))
          const publiees = protege
            ? fusionnerPetitesCellules(cellules, 'Membres regroupés')
            : cellules.map((cellule) => ({ ...cellule, noms: [cellule.nom] }))
          const denominateurDe = (noms: readonly string[]): number | null =>
            valeurs
              .filter(({ organismeId }) => noms.includes(organismeId))
              .reduce<number | null>(
                (n, v) => (v.denominateur === null ? n : (n ?? 0) + v.denominateur),
                null,
              )
          const agregat = agreger(indicateur.agregation, valeurs)
          const total =
            agregat?.genre === 'nombre'
              ? { numerateur: agregat.valeur, denominateur: null }
              : { numerateur: agregat?.numerateur ?? null, denominateur: agregat?.denominateur ?? null }
          const cache =
            protege && total.numerateur !== null && total.numerateur > 0 && total.numerateur < SEUIL_PERSONNES
          return [
            ...publiees.map(({ nom, valeur, noms }) => ({
              ...commun,
              membre: noms.length === 1 && noms[0] === nom ? nomsDe([nom], portail.membres) : nom,
              numerateur: valeur,
              denominateur: valeur === null ? null : denominateurDe(noms),
              secret: valeur === null || noms.length > 1,
            })),
            {
              ...commun,
              membre: 'Ensemble',
              numerateur: cache ? null : total.numerateur,
              denominateur: cache ? null : total.denominateur,
              secret: cache,
            },
          ]
        })
    }),
  )
}

export const COLONNES_INDICATEURS: readonly ColonneOuverte<ValeurOuverte>[] = [
  { nom: 'action', type: 'texte', sens: 'Code de l’action.', valeur: (v) => v.action },
  { nom: 'indicateur', type: 'texte', sens: 'Ce qui est mesuré.', valeur: (v) => v.indicateur },
  { nom: 'unite', type: 'texte', sens: 'Unité du numérateur.', valeur: (v) => v.unite },
  { nom: 'annee', type: 'entier', sens: 'Année de la mesure.', valeur: (v) => v.annee },
  {
    nom: 'membre',
    type: 'texte',
    sens: '« Ensemble » pour tous les membres ; « Membres regroupés » quand des effectifs sont trop petits.',
    valeur: (v) => v.membre,
  },
  {
    nom: 'valeur',
    type: 'entier',
    sens: `Valeur, ou numérateur d’une part ; vide quand elle compte moins de ${SEUIL_PERSONNES} personnes.`,
    valeur: (v) => v.numerateur,
  },
  {
    nom: 'denominateur',
    type: 'entier',
    sens: 'Dénominateur d’une part ; vide sinon.',
    valeur: (v) => v.denominateur,
  },
  {
    nom: 'regroupe',
    type: 'booléen',
    sens: 'oui quand de petits effectifs ont été regroupés ou tus.',
    valeur: (v) => (v.secret ? 'oui' : 'non'),
  },
  {
    nom: 'fictif',
    type: 'booléen',
    sens: 'oui quand le chiffre est inventé (démonstration).',
    valeur: (v) => (v.fictif ? 'oui' : 'non'),
  },
]
