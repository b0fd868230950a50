import type { ColonneImport } from '#platform/imports/genre.ts'
import type { CleAction } from '../domain/imports/cellules-action.ts'
import { LIBELLES_STATUT } from '../domain/statuts.ts'
import { LIBELLES_NATURE, LIBELLES_ORIGINE } from '../vues.ts'

const liste = (libelles: Readonly<Record<string, string>>) => Object.values(libelles).join(', ')

/** Columns of the table of actions: the same ones in and out. */
export const COLONNES: readonly (ColonneImport & { readonly cle: CleAction })[] = [
  { cle: 'code', libelles: ['Code'], obligatoire: true, aide: 'Axe, orientation, rang : 3.2.1.', largeur: 8 },
  { cle: 'axe', libelles: ['Axe'], aide: 'Titre de l’axe ; demandé s’il est nouveau.', largeur: 30 },
  {
    cle: 'orientation',
    libelles: ['Orientation'],
    aide: 'Titre de l’orientation ; demandé si elle est nouvelle.',
    largeur: 30,
  },
  { cle: 'titre', libelles: ['Action', 'Titre'], aide: 'Titre de l’action.', largeur: 50 },
  { cle: 'nature', libelles: ['Nature'], aide: liste(LIBELLES_NATURE), largeur: 16 },
  { cle: 'chef', libelles: ['Chef de file'], aide: 'Nom court du membre.', largeur: 14 },
  { cle: 'binome', libelles: ['Binôme', 'En binôme avec'], aide: 'Un second membre, ou rien.', largeur: 14 },
  { cle: 'statut', libelles: ['Statut'], aide: liste(LIBELLES_STATUT), largeur: 16 },
  { cle: 'niveau', libelles: ['Niveau'], type: 'entier', aide: 'De 0 à 5.' },
  { cle: 'niveauCible', libelles: ['Niveau visé'], type: 'entier', aide: 'De 0 à 5.' },
  { cle: 'objectifs', libelles: ['Objectifs'], aide: 'Texte.', largeur: 40 },
  { cle: 'resultat', libelles: ['Résultat attendu'], aide: 'Texte.', largeur: 40 },
  { cle: 'publics', libelles: ['Publics'], aide: 'Texte.', largeur: 20 },
  { cle: 'origine', libelles: ['Origine'], aide: liste(LIBELLES_ORIGINE), largeur: 20 },
  { cle: 'base', libelles: ['Base'], aide: 'Obligatoire ou volontariste.', largeur: 20 },
  { cle: 'convention', libelles: ['Convention'], aide: 'Demandée à partir de N4.', largeur: 24 },
  { cle: 'cle', libelles: ['Décision sur la clé'], aide: 'Numéro ; demandé à partir de N4.', largeur: 18 },
  { cle: 'clause', libelles: ['Clause du schéma'], aide: 'Demandée en N5.', largeur: 20 },
  { cle: 'coutPrevu', libelles: ['Coût prévu'], type: 'montant', aide: 'En euros.' },
  { cle: 'coutReel', libelles: ['Coût constaté'], type: 'montant', aide: 'En euros.' },
  {
    cle: 'participants',
    libelles: ['Participants'],
    aide: 'Noms courts, séparés par des virgules ; les autres sont informés.',
    largeur: 24,
  },
  { cle: 'observateurs', libelles: ['Observateurs'], aide: 'De même.', largeur: 20 },
  { cle: 'nonConcernes', libelles: ['Non concernés'], aide: 'De même.', largeur: 20 },
  { cle: 'partenaires', libelles: ['Partenaires'], aide: 'Séparés par des points-virgules.', largeur: 30 },
]
