// The first access of a production, as a test plays it: the link of the command, and a cooperation of Normandy.
import { signerLien } from '../../src/platform/http/liens.ts'
import { nouvelId } from '../../src/shared/ids.ts'
import { SECRET } from '../application.ts'

/** What `npm run premier-acces` prints, without its host. */
export const lienDePremierAcces = (expireLe: Date): string =>
  `/premier-acces/${signerLien(SECRET, { usage: 'premier-acces', objet: nouvelId(), expireLe })}`

/** Five members, of three types. */
export const COOPERATION_NORMANDE = {
  region: ['28'],
  nom: 'Coopération des CDG normands',
  niveau: 'regional',
  membre: ['cdg:14', 'cdg:27', 'cdg:50', 'departement:61'],
  'autre1.type': 'region',
  'autre1.nom': 'Région Normandie',
  'autre1.libelle': 'Région',
  'autre1.departement': '14',
  coordonnateur: 'cdg:14',
  instance: 'Conférence des présidences',
  prereglage: 'egalite_bretonne',
  personne: 'Coordinatrice',
  courriel: 'coordination@exemple.fr',
} as const
