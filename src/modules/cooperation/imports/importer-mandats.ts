import type { Tx } from '#platform/base/base.ts'
import { type ColonneImport, type GenreImport, parLots } from '#platform/imports/genre.ts'
import { lireLignes, planifierLignes } from '#platform/imports/planifier.ts'
import { type Acteur, engageSonOrganisme } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import {
  cleDeMandat,
  deciderMandats,
  type EcritureMandat,
  FONCTIONS_IMPORTEES,
  lireMandat,
  type MandatLu,
} from '../domain/mandats-importes.ts'
import {
  ecrireMandats,
  findPersonnes,
  listMandatsDuMembre,
  type PersonneNommee,
} from './mandats.repository.ts'

const COLONNES: readonly ColonneImport[] = [
  { cle: 'nom', libelles: ['Nom', 'Personne'], obligatoire: true, aide: 'De la personne.', largeur: 30 },
  {
    cle: 'courriel',
    libelles: ['Adresse électronique', 'Courriel', 'E-mail', 'Mail', 'Adresse'],
    obligatoire: true,
    aide: 'Celle avec laquelle elle entrera. Une adresse, une personne.',
    largeur: 34,
  },
  {
    cle: 'fonction',
    libelles: ['Fonction', 'Mandat'],
    obligatoire: true,
    aide: Object.values(FONCTIONS_IMPORTEES).join(', '),
    largeur: 30,
  },
  {
    cle: 'du',
    libelles: ['Depuis le', 'Du', 'À compter du', 'Début'],
    obligatoire: true,
    type: 'date',
    aide: 'Premier jour du mandat.',
  },
  {
    cle: 'au',
    libelles: ['Jusqu’au', 'Au', 'Fin'],
    type: 'date',
    aide: 'Dernier jour ; vide tant qu’il dure.',
  },
  {
    cle: 'acte',
    libelles: ['Acte de désignation', 'Acte', 'Délibération'],
    aide: 'Délibération ou arrêté, 200 caractères au plus.',
    largeur: 34,
  },
]

/** Tells the people who receive a function how to enter, in the transaction that gives it. */
export type Accueillir = (
  tx: Tx,
  acteur: Acteur,
  personnes: readonly PersonneNommee[],
  maintenant: Date,
) => Promise<void>

/** Mandates of the actor's own organisation: the same columns in and out, the same rules as the form. */
export const importMandats = (accueillir: Accueillir): GenreImport => ({
  cle: 'mandats',
  titre: 'Mandats et fonctions',
  un: 'mandat',
  plusieurs: 'mandats',
  chapeau:
    'Les personnes qui agissent pour votre structure, leur fonction et ses dates. Les droits suivent les mandats.',
  regles: [
    'Un mandat est reconnu par l’adresse de la personne, sa fonction et son premier jour.',
    'Chaque personne qui reçoit une fonction en cours ou à venir reçoit un message qui explique comment entrer.',
    'Une seule présidence à la fois ; votre structure garde toujours une personne qui puisse agir pour elle.',
    'Un mandat absent du fichier n’est pas touché. Pour le terminer, remplissez « Jusqu’au ».',
  ],
  droit: engageSonOrganisme,
  colonnes: COLONNES,
  exemples: [
    {
      nom: 'Direction (exemple à remplacer)',
      courriel: 'direction@exemple.invalid',
      fonction: 'Direction',
      du: '2026-01-01',
      acte: 'Arrêté 2025-123 du 15/12/2025',
    },
  ],
  voir: { href: '/personnes', libelle: 'Voir les membres et les personnes' },
  async lister(tx, acteur) {
    const mandats = await listMandatsDuMembre(tx, acteur.organismeId)
    return mandats.map(({ nom, courriel, fonction, du, au, acte }) => ({
      nom,
      courriel,
      fonction: FONCTIONS_IMPORTEES[fonction] ?? fonction,
      du,
      au,
      acte,
    }))
  },
  async planifier(tx, acteur, lignes, maintenant) {
    const lectures = lireLignes(lignes, lireMandat)
    const lus = lectures.flatMap(({ lu }) => (lu.ok ? [lu.valeur] : []))
    const connus = await listMandatsDuMembre(tx, acteur.organismeId)
    const personnes = await findPersonnes(
      tx,
      acteur.organismeId,
      lus.map(({ courriel }) => courriel),
    )
    const plan = planifierLignes<MandatLu, EcritureMandat>({
      colonnes: COLONNES,
      lectures,
      cleDe: (lu) => ({ cle: 'courriel', valeur: cleDeMandat(lu) }),
      uneSeule: 'Gardez une seule ligne par personne, fonction et date de début.',
      decider: deciderMandats(connus, personnes, lus),
    })
    return {
      lignes: plan.lignes,
      ecrire: (avancer) =>
        parLots(plan.ecritures, avancer, async (lot) => {
          const nommees = await ecrireMandats(tx, acteur, lot, jourDe(maintenant))
          await accueillir(tx, acteur, nommees, maintenant)
        }),
    }
  },
})
