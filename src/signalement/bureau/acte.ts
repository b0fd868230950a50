import { z } from 'zod'
import {
  enveloppe,
  empreinte as formeDEmpreinte,
  identifiant,
  jetonsMontres,
  message,
} from '../depot/formes.ts'
import { CODES_SERVEUR } from '../domain/echeances.ts'
import { ETATS_GROSSIERS } from '../domain/etats.ts'
import type { RefusDActe } from './regle.ts'

/** What the journal says of a deed, in clear: nothing of these words tells a régime, a gravity or an outcome. */
export const ACTIONS = [
  'accuser',
  'ecrire',
  'instruire',
  'donner-acces',
  'demander-identite',
  'ouvrir-identite',
  'proposer-cloture',
  'clore',
  'proposer-effacement',
  'effacer',
  'renouveler-cles',
  'se-recuser',
  'exporter',
  'ouvrir-clos',
] as const

const jour = z.string().regex(/^\d{4}-\d\d-\d\d$/)
export const Envoi = z.strictObject({
  acte: z.strictObject({
    acteur: z.string().max(80),
    action: z.enum(ACTIONS),
    dossier: identifiant,
    jour,
    /** Fingerprint of the sealed motive, in the journal: with the opening of a closed case, and there alone. */
    objet: formeDEmpreinte.optional(),
    organisme: z.string().max(60),
  }),
  sig: z.string().max(100),
  version: z.number().int(),
  vers: z.enum(ETATS_GROSSIERS).nullable().default(null),
  echeances: z
    .array(z.strictObject({ code: z.enum(CODES_SERVEUR), jour, fait: z.boolean() }))
    .max(6)
    .default([]),
  messages: z.array(message).max(6).default([]),
  // A handover gives every epoch of every compartment, a renewal every reader of them; the size of the body bounds both.
  enveloppes: z.array(enveloppe).max(400).default([]),
  missions: z
    .array(z.strictObject({ membre: z.string().min(1).max(80), jusquAu: jour }))
    .max(6)
    .default([]),
  /** What proves that who enters among the readers was not excluded: drawn by the author's browser for each member. */
  admissions: jetonsMontres,
  /** With the closure of a case out of scope: what was told is erased at once, the exchanges stay readable until the erasure of the rest. */
  oublier: z.boolean().default(false),
})
export type Envoi = z.infer<typeof Envoi>

export const PHRASES: Readonly<Record<RefusDActe, string>> = {
  droit: 'Votre rôle ne permet pas ce geste dans ce volet. Rien n’a été enregistré.',
  ferme:
    'Ce dossier est clos : ouvrez-le d’abord, en écrivant le motif de la consultation. Rien n’a été enregistré.',
  etat: 'Ce geste ne suit pas l’étape du dossier. Rien n’a été enregistré : rechargez le dossier.',
  'second-lecteur':
    'Ce geste se fait à deux : une autre personne de la cellule doit d’abord le proposer, puis vous le confirmez. Rien n’a été enregistré.',
  ecarte:
    'Cette personne ne reçoit pas de clé : l’auteur, ou un conflit d’intérêts, a pu l’écarter, et rien ne montre le contraire. Rien n’a été enregistré : rechargez le dossier, ou choisissez une autre personne.',
  perime: 'Le dossier a avancé entre-temps. Rien n’a été écrasé : rechargez-le, puis reprenez votre geste.',
  acte: 'Cet envoi n’a pas la forme attendue, ou sa signature n’est pas la vôtre. Rien n’a été enregistré : rechargez la page, puis recommencez.',
}
