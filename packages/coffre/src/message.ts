import { type Forme, type Json, jour, json, lien, nombre, texte } from './canonique.ts'
import { DOMAINES } from './domaines.ts'
import { type CleVolet, LIEU, type Lieu, memeLieu } from './enveloppe.ts'
import { empreinte, type Octets } from './primitives.ts'
import { refuser } from './refus.ts'
import { type Destinataire, ouvrir, sceller } from './scelle.ts'
import { type CleDe, type CleSignature, ecrireSigne, lireSigne } from './signature.ts'

/** The next place of a thread: rank from 0, and SHA-256 of the sealed message before. */
export type Rang = Readonly<{ rang: number; precedent: string | null }>
/** One message of a thread (a case and a compartment). `jour`: ISO day, Europe/Paris. */
export type Message = Lieu & Rang & Readonly<{ emetteur: string; jour: string; corps: Json }>
/** What a reader already holds of a thread: the next message must follow it, in the same epoch or a later one. */
export type Suite = Rang & Readonly<{ epoque: number }>
export const DEBUT: Suite = { rang: 0, precedent: null, epoque: 0 }

/** What such a place must be. */
export const SUITE: Forme<Rang> = { rang: nombre, precedent: lien }
const FORME: Forme<Message> = { ...LIEU, ...SUITE, emetteur: texte, jour, corps: json }

/** Signs inside, pads, seals to the compartment: the server learns neither author nor content nor exact size. */
export const ecrireMessage = async (m: Message, cle: CleSignature, volet: Destinataire): Promise<Octets> =>
  sceller(await ecrireSigne(DOMAINES.message, m, FORME, cle), [volet])

/**
 * Opens a thread in order with the compartment's keys, from `depuis`. Refuses a message of another place (`autre-contexte`), one
 * missing, repeated, swapped or from an earlier epoch (`fil-rompu`), an unknown or false signer, an altered one (`illisible`).
 * A cut at the end cannot be seen from the messages alone: keep the returned `suite` (or show the last day) to notice it.
 */
export async function lireFil(
  scelles: readonly Readonly<{ octets: Uint8Array; epoque: number }>[],
  cles: readonly CleVolet[],
  fil: Omit<Lieu, 'epoque'>,
  cleDe: CleDe<Message>,
  depuis: Suite = DEBUT,
): Promise<Readonly<{ messages: Message[]; suite: Suite }>> {
  const messages: Message[] = []
  let suite = depuis
  for (const { octets, epoque } of scelles) {
    const lieu = { dossier: fil.dossier, volet: fil.volet, epoque }
    const { identite } = cles.find((cle) => memeLieu(cle, lieu)) ?? refuser('illisible')
    const lu = lireSigne(await ouvrir(octets, identite), DOMAINES.message, FORME, cleDe)
    if (!memeLieu(lu, lieu)) refuser('autre-contexte')
    const suit = lu.rang === suite.rang && lu.precedent === suite.precedent && epoque >= suite.epoque
    if (!suit) refuser('fil-rompu')
    messages.push(lu)
    suite = { rang: lu.rang + 1, precedent: empreinte(octets), epoque }
  }
  return { messages, suite }
}
