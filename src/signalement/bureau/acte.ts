import { empreinte } from '@maillage/coffre'
import { z } from 'zod'
import { ajouterMois } from '#shared/dates.ts'
import { enveloppe, empreinte as formeDEmpreinte, identifiant, message } from '../depot/formes.ts'
import {
  accordDemande,
  peutDonner,
  peutEcrire,
  peutLire,
  type Role,
  traite,
  type Volet,
} from '../domain/acces.ts'
import { peutOuvrirClos } from '../domain/clos.ts'
import { CODES_SERVEUR } from '../domain/echeances.ts'
import { ETATS_GROSSIERS, type EtatGrossier, SUITES_GROSSIERES } from '../domain/etats.ts'

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
  /** With the closure of a case out of scope: what was told is erased at once, the exchanges stay readable until the erasure of the rest. */
  oublier: z.boolean().default(false),
})
export type Envoi = z.infer<typeof Envoi>

/** A mission ends by itself; a longer inquiry is given again, and the author sees it. */
export const MISSION_MOIS_MAX = 6

export type RefusDActe = 'droit' | 'ferme' | 'etat' | 'second-lecteur' | 'perime' | 'acte'

export const PHRASES: Readonly<Record<RefusDActe, string>> = {
  droit: 'Votre rôle ne permet pas ce geste dans ce volet. Rien n’a été enregistré.',
  ferme:
    'Ce dossier est clos : ouvrez-le d’abord, en écrivant le motif de la consultation. Rien n’a été enregistré.',
  etat: 'Ce geste ne suit pas l’étape du dossier. Rien n’a été enregistré : rechargez le dossier.',
  'second-lecteur':
    'Ce geste se fait à deux : une autre personne de la cellule doit d’abord le proposer, puis vous le confirmez. Rien n’a été enregistré.',
  perime: 'Le dossier a avancé entre-temps. Rien n’a été écrasé : rechargez-le, puis reprenez votre geste.',
  acte: 'Cet envoi n’a pas la forme attendue, ou sa signature n’est pas la vôtre. Rien n’a été enregistré : rechargez la page, puis recommencez.',
}

type Contexte = Readonly<{
  membre: Readonly<{ id: string; role: Role }>
  etat: EtatGrossier
  /** Compartments of which the member already holds a key. */
  tient: ReadonlySet<Volet>
  /** Compartments that exist already: somebody holds a key. */
  existe: ReadonlySet<Volet>
  roleDe: (id: string) => Role | null
  /** Whether somebody already holds a key of a compartment. */
  lit: (volet: Volet, id: string) => boolean
  /** Who proposed the deed that two must sign; null: nobody. */
  proposePar: (geste: 'clore' | 'purger' | 'identite') => string | null
  /** Members who hold a mission on this case that has not ended. */
  missionnes: ReadonlySet<string>
  /** Compartments of a closed case that are served to the member today; null: the case is not closed. */
  servis: ReadonlySet<Volet> | null
}>

/**
 * Decides whether a member may do this to a case, from what the server knows: role, keys held, coarse state, first reader. The detailed state is
 * decided by the member's own browser, from what is sealed.
 */
export function deciderActe(envoi: Envoi, c: Contexte): RefusDActe | null {
  const { action } = envoi.acte
  const { role, id } = c.membre
  const recus = new Set(envoi.enveloppes.filter(({ dest }) => dest === id).map(({ volet }) => volet))
  const tient = (volet: Volet) =>
    c.tient.has(volet) || (!c.existe.has(volet) && recus.has(volet) && peutEcrire(role, volet))
  if (envoi.messages.some(({ volet }) => !peutEcrire(role, volet) || !tient(volet))) return 'droit'
  for (const { volet, dest } of envoi.enveloppes) {
    const naissant = !c.existe.has(volet) && peutEcrire(role, volet) && peutDonner(role, volet)
    if (!naissant && !(peutDonner(role, volet) && c.tient.has(volet))) return 'droit'
    const roleDest = c.roleDe(dest)
    // What asks for the author's consent is given by her own browser; a member only renews it.
    const lit =
      dest === 'sequestre' ||
      (dest === 'auteur' && volet !== 'N') ||
      (roleDest &&
        peutLire(roleDest, volet) &&
        (accordDemande(roleDest, volet) === null || c.lit(volet, dest)))
    if (!lit) return 'droit'
    // A doctor gives an opinion to the employer only in a case whose author opened her health to him.
    if (roleDest === 'medecin' && volet === 'T' && !c.lit('S', dest)) return 'droit'
    const mandate = c.missionnes.has(dest) || envoi.missions.some(({ membre }) => membre === dest)
    if (roleDest === 'enqueteur' && !mandate) return 'droit'
    // An identity kept by a keeper is asked by one and opened by another, for the one who asked.
    const renouvele = action === 'renouveler-cles' && c.lit(volet, dest)
    if (role === 'gardien' && dest !== 'auteur' && dest !== 'sequestre' && !renouvele) {
      const demande = c.proposePar('identite')
      if (action !== 'ouvrir-identite' || demande === null || demande === id || dest !== demande)
        return 'second-lecteur'
    }
  }
  const touches = [...envoi.messages, ...envoi.enveloppes]
  if (action === 'ouvrir-clos') return deciderOuverture(envoi, c)
  if (envoi.acte.objet !== undefined) return 'acte'
  if (c.servis && touches.some(({ volet }) => !c.servis!.has(volet))) return 'ferme'
  if (action === 'demander-identite' && role !== 'referent') return 'droit'
  // A line of the journal that says that keys were given or renewed comes with keys.
  if (['ouvrir-identite', 'renouveler-cles'].includes(action) && envoi.enveloppes.length === 0) return 'acte'
  for (const { membre, jusquAu } of envoi.missions)
    if (
      c.roleDe(membre) !== 'enqueteur' ||
      !traite(role) ||
      jusquAu < envoi.acte.jour ||
      jusquAu > ajouterMois(envoi.acte.jour, MISSION_MOIS_MAX)
    )
      return 'acte'
  const mene =
    envoi.vers !== null ||
    envoi.echeances.length > 0 ||
    action.startsWith('proposer') ||
    action === 'effacer' ||
    action === 'clore'
  if (mene && !traite(role)) return 'droit'
  if (envoi.vers !== null && !SUITES_GROSSIERES[c.etat].includes(envoi.vers)) return 'etat'
  if ((envoi.vers === 'CLOS' && c.etat !== 'CLOS') !== (action === 'clore')) return 'etat'
  if ((envoi.vers === 'PURGE') !== (action === 'effacer')) return 'etat'
  if (envoi.oublier && action !== 'clore') return 'acte'
  if (action === 'proposer-cloture' && c.etat !== 'EN_COURS') return 'etat'
  if (action === 'proposer-effacement' && c.etat !== 'CLOS' && c.etat !== 'PURGE_PROGRAMMEE') return 'etat'
  for (const [geste, faite] of [
    ['clore', 'clore'],
    ['purger', 'effacer'],
  ] as const) {
    if (action !== faite) continue
    const premier = c.proposePar(geste)
    if (premier === null || premier === id) return 'second-lecteur'
  }
  return null
}

/** A closed case is opened by one note of the cell, whose fingerprint the journal keeps, and by nothing else in the same deed. Its words are sealed. */
function deciderOuverture({ acte, ...envoi }: Envoi, { membre, servis }: Contexte): RefusDActe | null {
  if (!peutOuvrirClos(membre.role)) return 'droit'
  if (servis === null) return 'etat'
  const [motif, ...reste] = envoi.messages
  const seul =
    motif?.volet === 'N' &&
    reste.length === 0 &&
    envoi.enveloppes.every(({ volet }) => volet === 'N') &&
    envoi.vers === null &&
    envoi.echeances.length + envoi.missions.length === 0 &&
    !envoi.oublier
  return seul && acte.objet === empreinte(Buffer.from(motif.octets, 'base64url')) ? null : 'acte'
}
