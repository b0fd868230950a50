// The organisations of the demonstration: three Centres de gestion that share a team, one with a cell of its own (schéma of the Hauts-de-France,
// 13 June 2022). The organisation is public; people are roles, employers are invented (fictif). Keys come from public seeds: never for real use.
import {
  type Annuaire,
  cleSignature,
  depuisTexte,
  destinataireDe,
  empreinte,
  nouvelleIdentite,
  publierAnnuaire,
  signerAnnuaire,
} from '@maillage/coffre'
import type { ClesMembre } from '@maillage/coffre/trousseau'
import type { Role } from '../../src/signalement/domain/acces.ts'
import type { Politique } from '../../src/signalement/domain/politique.ts'

const graine = (nom: string) =>
  depuisTexte(empreinte(new TextEncoder().encode(`demonstration publique ${nom}`)))
export const racineDe = (organisme: string) => cleSignature(graine(`racine ${organisme}`))
export const guetteurDe = (organisme: string) => cleSignature(graine(`guetteur ${organisme}`))
export const REGION = cleSignature(graine('region'))
export const clesDe = (id: string): ClesMembre => ({
  id,
  identite: nouvelleIdentite(graine(`identite ${id}`)),
  signature: cleSignature(graine(`signature ${id}`)),
})

type Membre = Readonly<{
  id: string
  role: Role
  nom: string
  phrase: string
  conflits?: readonly string[]
  employeur?: string
  /** The identifier that the same person had before. */
  remplace?: string
}>
const EQUIPE: readonly Membre[] = [
  {
    id: 'referente',
    role: 'referent',
    nom: 'Référente de l’équipe commune',
    phrase: 'cinq tilleuls bordent la place',
  },
  {
    id: 'referent-2',
    role: 'referent',
    nom: 'Référent suppléant de l’équipe commune',
    phrase: 'quatre volets claquent au vent',
  },
  {
    id: 'juriste',
    role: 'juriste',
    nom: 'Juriste de l’équipe commune',
    phrase: 'le canal gèle en janvier',
    conflits: ['valbourg'],
  },
  {
    id: 'juriste-2',
    role: 'juriste',
    nom: 'Seconde juriste de l’équipe commune',
    phrase: 'une barque rouge au quai',
  },
  { id: 'gardienne', role: 'gardien', nom: 'Gardienne d’identité', phrase: 'la clé dort sous le pot' },
  {
    id: 'psychologue',
    role: 'psychologue',
    nom: 'Psychologue du travail',
    phrase: 'trois oies passent au nord',
  },
  { id: 'medecin', role: 'medecin', nom: 'Médecin du travail', phrase: 'le vent tourne au printemps' },
  {
    id: 'enquetrice',
    role: 'enqueteur',
    nom: 'Enquêtrice extérieure',
    phrase: 'le carnet bleu reste fermé',
  },
  {
    id: 'enqueteur',
    role: 'enqueteur',
    nom: 'Enquêteur extérieur',
    phrase: 'deux sentiers mènent au moulin',
  },
  {
    id: 'autorite',
    role: 'employeur',
    nom: 'Autorité territoriale de Valbourg (fictif)',
    employeur: 'valbourg',
    phrase: 'la mairie ouvre à neuf heures',
  },
]
const CELLULE_59: readonly Membre[] = [
  { id: 'referent-59', role: 'referent', nom: 'Référent du Nord', phrase: 'les pavés luisent sous la pluie' },
  { id: 'juriste-59', role: 'juriste', nom: 'Juriste du Nord', phrase: 'un beffroi sonne la demie' },
  {
    id: 'coordinatrice-59',
    role: 'coordinateur',
    nom: 'Coordination du Nord',
    phrase: 'la houille dort sous les terrils',
  },
]

const POLITIQUE: Politique = {
  anonymeAccepte: true,
  temoinSansAccord: true,
  usagersAcceptes: true,
  employeurObligatoire: false,
  delaiAR: 2,
  transmissionDefaut: 'sur_accord',
}

type Organisme = Readonly<{
  organisme: string
  nom: string
  departement: string
  partagee: readonly string[]
  membres: readonly Membre[]
  politique: Politique
}>
const COMMUNE = ['cdg-60', 'cdg-62', 'cdg-80']
export const ORGANISMES: readonly Organisme[] = [
  {
    organisme: 'cdg-60',
    nom: 'Centre de gestion de l’Oise',
    departement: '60',
    partagee: COMMUNE,
    membres: EQUIPE,
    politique: POLITIQUE,
  },
  {
    organisme: 'cdg-62',
    nom: 'Centre de gestion du Pas-de-Calais',
    departement: '62',
    partagee: COMMUNE,
    membres: EQUIPE,
    politique: POLITIQUE,
  },
  {
    organisme: 'cdg-80',
    nom: 'Centre de gestion de la Somme',
    departement: '80',
    partagee: COMMUNE,
    membres: EQUIPE,
    politique: POLITIQUE,
  },
  {
    organisme: 'cdg-59',
    nom: 'Centre de gestion du Nord',
    departement: '59',
    partagee: ['cdg-59'],
    membres: CELLULE_59,
    politique: { ...POLITIQUE, employeurObligatoire: true, usagersAcceptes: false },
  },
]
export const MEMBRES: readonly (Membre & { readonly ou: string })[] = [
  ...EQUIPE.map((m) => ({ ...m, ou: 'Oise, Pas-de-Calais, Somme' })),
  ...CELLULE_59.map((m) => ({ ...m, ou: 'Nord' })),
]

/** The signed directory of an organisation, valid from `du` (days in Paris). */
export async function annuaireDe(
  o: Organisme,
  rang: number,
  precedent: string | null,
  du: string,
  au: string,
): Promise<{ annuaire: Annuaire; fichier: Uint8Array }> {
  const membres = await Promise.all(
    o.membres.map(async ({ id, role, nom, conflits = [], employeur, remplace }) => {
      const { identite, signature } = clesDe(id)
      return {
        id,
        role,
        nom,
        conflits: [...conflits],
        ...(employeur && { employeur }),
        ...(remplace && { remplace }),
        scellement: await destinataireDe(identite),
        signature: signature.publique,
      }
    }),
  )
  const annuaire = {
    proto: 'maillage-coffre/1',
    organisme: o.organisme,
    rang,
    precedent,
    du,
    au,
    nom: o.nom,
    telephone: '00 00 00 00 00 (fictif)',
    departement: o.departement,
    partagee: [...o.partagee],
    membres,
    employeurs: [
      {
        id: 'valbourg',
        nom: 'Commune de Valbourg (fictif)',
        strate: '50 à 99 agents',
        du: '2025-01-01',
        au: null,
      },
      {
        id: 'trois-rives',
        nom: 'Communauté des Trois-Rives (fictif)',
        strate: '100 à 349 agents',
        du: '2025-06-01',
        au: null,
      },
      {
        id: 'hautmare',
        nom: 'Syndicat des eaux de Hautmare (fictif)',
        strate: '10 à 49 agents',
        du: '2026-01-01',
        au: null,
      },
    ],
    politique: { ...o.politique },
    sequestre: await destinataireDe(nouvelleIdentite(graine(`sequestre ${o.organisme}`))),
    guetteur: guetteurDe(o.organisme).publique,
  } as unknown as Annuaire
  const racine = racineDe(o.organisme)
  return {
    annuaire,
    fichier: publierAnnuaire(
      annuaire,
      signerAnnuaire(annuaire, 'annuaire', racine),
      signerAnnuaire(annuaire, 'contreseing', REGION),
    ),
  }
}
