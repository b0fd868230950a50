import { type ColonneImport, type GenreImport, parLots } from '#platform/imports/genre.ts'
import { lireLignes, planifierLignes } from '#platform/imports/planifier.ts'
import {
  type ContactLu,
  cleDeContact,
  deciderContact,
  LIBELLES_ROLE,
  type LigneDeContact,
  lireContact,
} from '../domain/contact.ts'
import { tientLesEmployeurs } from '../domain/droits.ts'
import { ecrireContacts, findContactsConnus, listContactsDuCentre } from './contacts.repository.ts'

const COLONNES: readonly ColonneImport[] = [
  {
    cle: 'siret',
    libelles: ['SIRET', 'SIREN', 'SIRET ou SIREN', 'N° SIRET'],
    obligatoire: true,
    aide: 'De l’employeur, qui doit être dans votre liste d’employeurs.',
    largeur: 18,
  },
  {
    cle: 'employeur',
    libelles: ['Employeur', 'Collectivité'],
    aide: 'Pour vous y retrouver : elle n’est pas lue à l’import.',
    largeur: 36,
  },
  {
    cle: 'nom',
    libelles: ['Nom', 'Contact'],
    obligatoire: true,
    aide: 'De la personne ou du service.',
    largeur: 30,
  },
  {
    cle: 'role',
    libelles: ['Rôle', 'Fonction'],
    obligatoire: true,
    aide: Object.values(LIBELLES_ROLE).join(', '),
    largeur: 24,
  },
  {
    cle: 'courriel',
    libelles: ['Adresse électronique', 'Courriel', 'E-mail', 'Mail'],
    obligatoire: true,
    aide: 'Une seule adresse par ligne.',
    largeur: 34,
  },
  { cle: 'telephone', libelles: ['Téléphone'], aide: 'Comme 02 40 00 00 00.', largeur: 18 },
  {
    cle: 'au',
    libelles: ['Jusqu’au', 'Au', 'Fin'],
    type: 'date',
    aide: 'Dernier jour dans ce rôle ; vide tant qu’il dure.',
  },
]

type Ecriture = NonNullable<LigneDeContact['ecriture']>

/** Contacts of the employers of the actor's own centre: the same columns in and out. */
export const importContacts: GenreImport = {
  cle: 'contacts',
  titre: 'Contacts des employeurs',
  un: 'contact',
  plusieurs: 'contacts',
  chapeau: 'Les personnes à qui votre centre écrit chez ses employeurs, avec leur rôle et leur adresse.',
  regles: [
    'Un contact est reconnu par son employeur, son adresse et son rôle : le reste se met à jour.',
    'Un contact absent du fichier n’est pas touché. Quand une personne part, remplissez « Jusqu’au ».',
    'Ces données sont personnelles : seules les personnes de votre centre les voient.',
  ],
  droit: tientLesEmployeurs,
  colonnes: COLONNES,
  exemples: [
    {
      siret: '214401093',
      employeur: 'Ville de Nantes (exemple à remplacer)',
      nom: 'Service des ressources humaines',
      role: 'ressources humaines',
      courriel: 'rh@exemple.invalid',
      telephone: '02 40 00 00 00',
    },
  ],
  voir: { href: '/collectivites', libelle: 'Voir les collectivités' },
  async lister(tx, acteur) {
    const contacts = await listContactsDuCentre(tx, acteur.organismeId)
    return contacts.map(({ siren, employeur, nom, role, courriel, telephone, au }) => ({
      siret: siren,
      employeur,
      nom,
      role: LIBELLES_ROLE[role],
      courriel,
      telephone,
      au,
    }))
  },
  async planifier(tx, acteur, lignes) {
    const connus = await findContactsConnus(tx, acteur)
    const plan = planifierLignes<ContactLu, Ecriture>({
      colonnes: COLONNES,
      lectures: lireLignes(lignes, lireContact),
      cleDe: (lu) => ({ cle: 'courriel', valeur: cleDeContact(lu) }),
      uneSeule: 'Gardez une seule ligne par employeur, adresse et rôle.',
      decider: (lu) => deciderContact(connus, lu),
    })
    return {
      lignes: plan.lignes,
      ecrire: (avancer) => parLots(plan.ecritures, avancer, (lot) => ecrireContacts(tx, acteur, lot)),
    }
  },
}
