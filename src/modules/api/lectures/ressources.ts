import { z } from 'zod'
import type { Lecture } from '../domain/lectures.ts'
import { compterDemandes, type Ligne, listActions, listAdhesions, listDecisions } from './lectures.queries.ts'

const jour = z.iso.date()
const jourOuRien = jour.nullable()
const fictif = z.string().nullable().describe('Ce qui est inventé pour la démonstration ; null sinon.')

const Decision = z.object({
  id: z.uuid(),
  numero: z.string(),
  titre: z.string(),
  type: z.string(),
  adopteeLe: jour,
  financiere: z.boolean(),
  fictif,
  suite: z
    .object({
      etat: z.enum([
        'a_inscrire',
        'inscrite',
        'votee',
        'rejetee',
        'ajournee',
        'transmise',
        'executoire',
        'sans_objet',
      ]),
      organe: z.string(),
      reunionLe: jourOuRien,
      numeroActe: z.string().nullable(),
      dateActe: jourOuRien,
      transmisLe: jourOuRien,
      executoireLe: jourOuRien,
    })
    .nullable()
    .describe('Ce que votre structure en a fait.'),
})
const Action = z.object({
  id: z.uuid(),
  code: z.string(),
  titre: z.string(),
  nature: z.string(),
  statut: z.string(),
  niveau: z.int().describe('De 0 à 5.'),
  niveauCible: z.int(),
  programme: z.string().nullable(),
  fictif,
  chefsDeFile: z.array(z.string()),
  jalons: z.array(
    z.object({
      titre: z.string(),
      echeance: jour,
      etat: z.enum(['prevu', 'atteint', 'annule']),
      atteintLe: jourOuRien,
    }),
  ),
})
const Adhesion = z.object({
  id: z.uuid(),
  etat: z.enum([
    'choix',
    'projet',
    'comite',
    'avis',
    'votee',
    'executoire',
    'conventionnee',
    'informee',
    'renoncee',
  ]),
  niveau: z.string().describe('Niveau de garantie choisi ; vide tant qu’il ne l’est pas.'),
  options: z.string(),
  partEmployeur: z.number().describe('Part de la cotisation prise par l’employeur, en pour cent.'),
  effetLe: jourOuRien,
  achat: z.object({ id: z.uuid(), titre: z.string(), objet: z.string() }),
  employeur: z.object({ id: z.uuid(), nom: z.string(), siret: z.string().nullable() }),
  contrat: z
    .object({ id: z.uuid(), intitule: z.string(), assureur: z.string(), du: jour, au: jour })
    .nullable(),
})
const Compte = z.object({ type: z.string(), etat: z.string(), nombre: z.int() })

const depuis = jour.optional().describe('Premier jour à rendre, AAAA-MM-JJ.')
const limite = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(200))
  .optional()
  .describe('Nombre de lignes d’une page, 50 si rien n’est dit, 200 au plus.')
const apres = z.string().max(600).optional().describe('Le « suivant » de la page d’avant, tel quel.')

export type Ressource = {
  readonly chemin: string
  readonly nom: string
  readonly lecture: Lecture
  readonly resume: string
  /** Parameters of the address; unknown ones are refused. */
  readonly parametres: z.ZodObject
  readonly element: z.ZodObject
  /** Given page by page. */
  readonly paginee: boolean
  readonly lire: typeof listDecisions extends (tx: infer T, page: infer P) => unknown
    ? (tx: T, page: P) => Promise<Ligne[]>
    : never
}

/** Everything that the API gives: routes, their checks and the OpenAPI document are made from this list alone. */
export const RESSOURCES: readonly Ressource[] = [
  {
    chemin: '/api/v1/decisions',
    nom: 'Decision',
    lecture: 'decisions',
    resume: 'Décisions qui engagent votre structure, la plus récente d’abord, avec la suite qu’elle y donne',
    parametres: z.strictObject({ depuis, limite, apres }),
    element: Decision,
    paginee: true,
    lire: listDecisions,
  },
  {
    chemin: '/api/v1/actions',
    nom: 'Action',
    lecture: 'programme',
    resume: 'Actions des programmes de la coopération, dans l’ordre de leurs codes, avec leurs jalons',
    parametres: z.strictObject({ limite, apres }),
    element: Action,
    paginee: true,
    lire: listActions,
  },
  {
    chemin: '/api/v1/adhesions',
    nom: 'Adhesion',
    lecture: 'adhesions',
    resume: 'Adhésions des employeurs que vous servez : contrat, niveau, part de l’employeur, date d’effet',
    parametres: z.strictObject({ limite, apres }),
    element: Adhesion,
    paginee: true,
    lire: listAdhesions,
  },
  {
    chemin: '/api/v1/demandes/comptes',
    nom: 'CompteDeDemandes',
    lecture: 'demandes',
    resume: 'Nombre de demandes que vous traitez, par type et par état',
    parametres: z.strictObject({ depuis }),
    element: Compte,
    paginee: false,
    lire: compterDemandes,
  },
]
