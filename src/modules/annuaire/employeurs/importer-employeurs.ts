import { type ColonneImport, type GenreImport, parLots } from '#platform/imports/genre.ts'
import { lireLignes, planifierLignes } from '#platform/imports/planifier.ts'
import type { TypeOrganisme } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { deciderEmployeur, type EcritureAffiliation } from '../domain/affiliation.ts'
import { tientLesEmployeurs } from '../domain/droits.ts'
import {
  type EmployeurLu,
  type GenreAffiliation,
  LIBELLES_AFFILIATION,
  LIBELLES_NATURE,
  lireEmployeur,
} from '../domain/employeur.ts'
import { ecrireAffiliations, findEtatConnu, listEmployeurs } from './employeurs.repository.ts'

const COLONNES: readonly ColonneImport[] = [
  {
    cle: 'siret',
    libelles: ['SIRET', 'SIREN', 'SIRET ou SIREN', 'N° SIRET', 'Numéro SIRET'],
    obligatoire: true,
    aide: '14 chiffres (ou le SIREN, 9 chiffres). C’est la clé : une ligne par SIREN.',
    largeur: 18,
  },
  {
    cle: 'nom',
    libelles: ['Nom', 'Raison sociale', 'Collectivité', 'Employeur'],
    obligatoire: true,
    aide: 'Le nom que vous utilisez, 160 caractères au plus.',
    largeur: 40,
  },
  {
    cle: 'nature',
    libelles: ['Nature', 'Type'],
    aide: `${Object.values(LIBELLES_NATURE).join(', ')}. Inutile si l’annuaire connaît le SIREN.`,
    largeur: 18,
  },
  {
    cle: 'code_insee',
    libelles: ['Code INSEE', 'Code commune', 'INSEE'],
    aide: 'Code de la commune du siège, comme 44109 (ce n’est pas le code postal).',
  },
  {
    cle: 'commune',
    libelles: ['Commune', 'Commune du siège', 'Ville'],
    aide: 'Nom de la commune du siège. Demandé pour un employeur que l’annuaire ne connaît pas.',
    largeur: 28,
  },
  {
    cle: 'genre',
    libelles: ['Affiliation', 'Type d’affiliation', 'Genre d’affiliation'],
    obligatoire: true,
    aide: Object.values(LIBELLES_AFFILIATION).join(', '),
    largeur: 16,
  },
  {
    cle: 'du',
    libelles: ['Depuis le', 'Du', 'Date d’affiliation'],
    obligatoire: true,
    type: 'date',
    aide: 'Premier jour de cette affiliation, comme 01/01/2024.',
  },
  {
    cle: 'au',
    libelles: ['Jusqu’au', 'Au', 'Fin'],
    type: 'date',
    aide: 'Dernier jour ; vide tant qu’elle dure.',
  },
  {
    cle: 'centre',
    libelles: ['Centre de gestion', 'CDG', 'Centre'],
    aide: 'Facultatif : s’il est rempli, il doit être le vôtre.',
    largeur: 18,
  },
]

/** Employers affiliated to the actor's own centre, by SIREN: the same columns in and out. */
export const importEmployeurs: GenreImport = {
  cle: 'employeurs',
  titre: 'Employeurs affiliés',
  un: 'employeur',
  plusieurs: 'employeurs',
  chapeau:
    'Les collectivités et établissements affiliés à votre centre, avec le genre et les dates de l’affiliation.',
  regles: [
    'Le SIREN est la clé : un employeur déjà connu est mis à jour, jamais créé deux fois.',
    'Un changement de genre à une nouvelle date clôt l’affiliation précédente la veille ; l’historique reste.',
    'Un employeur absent du fichier n’est pas touché. Pour mettre fin à une affiliation, remplissez « Jusqu’au ».',
    'Vous n’écrivez que les employeurs de votre centre ; les autres membres de la coopération les voient.',
  ],
  droit: tientLesEmployeurs,
  colonnes: COLONNES,
  exemples: [
    {
      siret: '214401093',
      nom: 'Ville de Nantes (exemple à remplacer)',
      nature: 'commune',
      code_insee: '44109',
      commune: 'Nantes',
      genre: 'volontaire',
      du: '2024-01-01',
    },
  ],
  voir: { href: '/collectivites', libelle: 'Voir les collectivités' },
  async lister(tx, acteur) {
    const employeurs = await listEmployeurs(tx, acteur.organismeId)
    return employeurs.map(({ type, genre, ...reste }) => ({
      ...reste,
      nature: LIBELLES_NATURE[type as TypeOrganisme] ?? type,
      genre: LIBELLES_AFFILIATION[genre as GenreAffiliation],
    }))
  },
  async planifier(tx, acteur, lignes, maintenant) {
    const lectures = lireLignes(lignes, lireEmployeur)
    const lus = lectures.flatMap(({ lu }) => (lu.ok ? [lu.valeur] : []))
    const connu = await findEtatConnu(tx, acteur, lus, jourDe(maintenant))
    const plan = planifierLignes<EmployeurLu, EcritureAffiliation>({
      colonnes: COLONNES,
      lectures,
      cleDe: ({ siren }) => ({ cle: 'siret', valeur: siren }),
      uneSeule: 'Gardez une seule ligne par SIREN.',
      decider: (lu) => deciderEmployeur(connu, lu),
    })
    return {
      lignes: plan.lignes,
      ecrire: (avancer) => parLots(plan.ecritures, avancer, (lot) => ecrireAffiliations(tx, acteur, lot)),
    }
  },
}
