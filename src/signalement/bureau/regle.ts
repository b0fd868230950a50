import { depuisTexte, empreinte, essayer } from '@maillage/coffre'
import { ajouterMois } from '#shared/dates.ts'
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
import { type EtatGrossier, SUITES_GROSSIERES } from '../domain/etats.ts'
import type { Envoi } from './acte.ts'

/** A mission ends by itself; a longer inquiry is given again, and the author sees it. */
export const MISSION_MOIS_MAX = 6

/** Why a deed is not taken; `ecarte`: somebody would receive a key of a case whose author, or a conflict, may have excluded her. */
export type RefusDActe = 'droit' | 'ferme' | 'etat' | 'second-lecteur' | 'ecarte' | 'perime' | 'acte'

/** What the server knows of a case, or a desk from what it was served: the rule is the same. */
export type Contexte = Readonly<{
  membre: Readonly<{ id: string; role: Role }>
  etat: EtatGrossier
  /** Compartments of which the member already holds a key. */
  tient: ReadonlySet<Volet>
  /** Compartments that exist already: somebody holds a key. */
  existe: ReadonlySet<Volet>
  roleDe: (id: string) => Role | null
  /** Whether somebody already holds a key of a compartment. */
  lit: (volet: Volet, id: string) => boolean
  /** Whether somebody may enter among the readers: nobody whom the author excluded (`protocole/admission.ts`). */
  admis: (id: string) => boolean
  /** Who proposed the deed that two must sign; null: nobody. */
  proposePar: (geste: 'clore' | 'purger' | 'identite') => string | null
  /** Members who hold a mission on this case that has not ended. */
  missionnes: ReadonlySet<string>
  /** Compartments of a closed case that are served to the member today; null: the case is not closed. */
  servis: ReadonlySet<Volet> | null
}>

/**
 * Decides whether a member may do this to a case, from what the server knows: role, keys held, coarse state, first reader, who was admitted. The detailed
 * state is decided by the member's own browser, from what is sealed. The desk offers its buttons by the same rule (`offres.ts`).
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
    if (!c.admis(dest)) return 'ecarte'
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
  const lu = seul ? essayer(() => empreinte(depuisTexte(motif.octets))) : undefined
  return lu && acte.objet === lu.valeur ? null : 'acte'
}
