import { avancementDe, LIBELLES_STATUT, type Statut } from '#modules/programme'
import type { Jour } from '#shared/dates.ts'
import type { Portail } from '../portail.queries.ts'
import type { ActionPublique } from '../programme/programme-public.queries.ts'
import { meteoPublique } from '../programme/programme-public.ts'
import { nomsDe } from '../vues.ts'

/** A column of a table of open data, with what it means. */
export type ColonneOuverte<L> = {
  readonly nom: string
  readonly type: 'texte' | 'entier' | 'date' | 'booléen'
  readonly sens: string
  readonly valeur: (ligne: L) => string | number | null
}

export type ActionOuverte = {
  readonly code: string
  readonly titre: string
  readonly axe: { readonly code: string; readonly titre: string }
  readonly orientation: { readonly code: string; readonly titre: string }
  readonly nature: string
  readonly statut: Statut
  readonly niveau: number
  readonly chefsDeFile: readonly string[]
  readonly participants: readonly string[]
  readonly avancement: number | null
  readonly meteo: 'vert' | 'orange' | 'rouge' | 'gris'
  readonly etapes: readonly {
    readonly titre: string
    readonly echeance: Jour
    readonly etat: 'prevu' | 'atteint'
    readonly atteinteLe: Jour | null
  }[]
  readonly derniereNouvelle: Jour | null
  readonly fictif: boolean
  readonly page: string
}

/** Public actions as data. `base` is the public address of the portal. */
export const enDonnees = (
  actions: readonly ActionPublique[],
  portail: Portail,
  jour: Jour,
  base: string,
): ActionOuverte[] =>
  actions.map((action) => ({
    code: action.code,
    titre: action.titre,
    axe: action.axe,
    orientation: action.orientation,
    nature: action.nature,
    statut: action.statut,
    niveau: action.niveau,
    chefsDeFile: action.chefs.map((id) => nomsDe([id], portail.membres)),
    participants: action.participations
      .filter(({ type, organismeId }) => type === 'participant' && !action.chefs.includes(organismeId))
      .map(({ organismeId }) => nomsDe([organismeId], portail.membres))
      .sort(),
    avancement: avancementDe(action.jalons, action.force, jour).valeur,
    meteo: meteoPublique(action, jour).temps,
    etapes: action.jalons.flatMap(({ titre, echeance, etat, atteintLe }) =>
      etat === 'annule' ? [] : [{ titre, echeance, etat, atteinteLe: atteintLe }],
    ),
    derniereNouvelle: action.derniereNouvelle,
    fictif: action.fictif !== null,
    page: `${base}/actions/${action.code}`,
  }))

export const COLONNES_PROGRAMME: readonly ColonneOuverte<ActionOuverte>[] = [
  { nom: 'code', type: 'texte', sens: 'Code de l’action, stable.', valeur: (a) => a.code },
  { nom: 'titre', type: 'texte', sens: 'Titre de l’action.', valeur: (a) => a.titre },
  { nom: 'axe_code', type: 'texte', sens: 'Code de l’axe.', valeur: (a) => a.axe.code },
  { nom: 'axe', type: 'texte', sens: 'Titre de l’axe.', valeur: (a) => a.axe.titre },
  {
    nom: 'orientation_code',
    type: 'texte',
    sens: 'Code de l’orientation.',
    valeur: (a) => a.orientation.code,
  },
  { nom: 'orientation', type: 'texte', sens: 'Titre de l’orientation.', valeur: (a) => a.orientation.titre },
  {
    nom: 'nature',
    type: 'texte',
    sens: 'action, experimentation, immersion ou veille.',
    valeur: (a) => a.nature,
  },
  {
    nom: 'statut',
    type: 'texte',
    sens: `Étape de la vie de l’action : ${Object.keys(LIBELLES_STATUT)
      .filter((statut) => statut !== 'proposee')
      .join(', ')}.`,
    valeur: (a) => a.statut,
  },
  { nom: 'niveau', type: 'entier', sens: 'Niveau de mutualisation, de 0 à 5.', valeur: (a) => a.niveau },
  {
    nom: 'chefs_de_file',
    type: 'texte',
    sens: 'Membres qui mènent l’action, séparés par « | ».',
    valeur: (a) => a.chefsDeFile.join('|'),
  },
  {
    nom: 'participants',
    type: 'texte',
    sens: 'Autres membres qui y participent, séparés par « | ».',
    valeur: (a) => a.participants.join('|'),
  },
  {
    nom: 'avancement',
    type: 'entier',
    sens: 'Part des étapes atteintes, en pourcentage entier ; vide sans étape datée.',
    valeur: (a) => a.avancement,
  },
  {
    nom: 'meteo',
    type: 'texte',
    sens: 'vert, orange, rouge, ou gris quand rien n’est connu.',
    valeur: (a) => a.meteo,
  },
  { nom: 'etapes', type: 'entier', sens: 'Nombre d’étapes.', valeur: (a) => a.etapes.length },
  {
    nom: 'etapes_atteintes',
    type: 'entier',
    sens: 'Nombre d’étapes atteintes.',
    valeur: (a) => a.etapes.filter(({ etat }) => etat === 'atteint').length,
  },
  {
    nom: 'prochaine_echeance',
    type: 'date',
    sens: 'Première étape qui reste à atteindre.',
    valeur: (a) =>
      a.etapes
        .filter(({ etat }) => etat === 'prevu')
        .map(({ echeance }) => echeance)
        .sort()[0] ?? null,
  },
  {
    nom: 'derniere_nouvelle',
    type: 'date',
    sens: 'Dernier jour où qui mène l’action a dit où elle en est.',
    valeur: (a) => a.derniereNouvelle,
  },
  {
    nom: 'fictif',
    type: 'booléen',
    sens: 'oui quand une part de la ligne est inventée (démonstration).',
    valeur: (a) => (a.fictif ? 'oui' : 'non'),
  },
  { nom: 'page', type: 'texte', sens: 'Adresse de la page de l’action.', valeur: (a) => a.page },
]
