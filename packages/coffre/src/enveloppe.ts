import { type Forme, nombre, texte } from './canonique.ts'
import { DOMAINES } from './domaines.ts'
import type { Octets } from './primitives.ts'
import { refuser } from './refus.ts'
import { type Destinataire, graineDe, type Identite, nouvelleIdentite, ouvrir, sceller } from './scelle.ts'
import { type CleDe, type CleSignature, ecrireSigne, lireSigne } from './signature.ts'

/** Where a key or a message belongs. A new epoch begins each time somebody loses access. */
export type Lieu = Readonly<{ dossier: string; volet: string; epoque: number }>
/** The key of one compartment of one case, for one epoch: whoever holds it reads that compartment. */
export type CleVolet = Lieu & Readonly<{ identite: Identite }>
type Lecteur = Readonly<{ id: string; scellement: Destinataire }>
type Porteur = Readonly<{ id: string; identite: Identite }>
type Donneur = Readonly<{ id: string; cle: CleSignature }>
type Enveloppe = CleVolet & Readonly<{ par: string; pour: string }>

/** What a place must be. */
export const LIEU: Forme<Lieu> = { dossier: texte, volet: texte, epoque: nombre }
const FORME: Forme<Enveloppe> = { ...LIEU, identite: texte, par: texte, pour: texte }

/** Whether two places are the same. */
export const memeLieu = (a: Lieu, b: Lieu): boolean =>
  a.dossier === b.dossier && a.volet === b.volet && a.epoque === b.epoque

/** A fresh key for a compartment. After a removal, call it with the next epoch and wrap it for those who remain. */
export const nouvelleCleVolet = (lieu: Lieu): CleVolet => ({ ...lieu, identite: nouvelleIdentite() })

/** Wraps a compartment key for one person, signed by who gives it. One file per person: its size tells nothing of the others. */
export async function envelopper(cle: CleVolet, pour: Lecteur, par: Donneur): Promise<Octets> {
  const contenu = { ...cle, par: par.id, pour: pour.id }
  return sceller(await ecrireSigne(DOMAINES.enveloppe, contenu, FORME, par.cle), [pour.scellement])
}

/**
 * Opens a wrap. Refuses `illisible`, `forme-invalide`, `emetteur-inconnu`, `signature-invalide`, and `autre-contexte` when it is
 * for someone or somewhere else: a server that injects a key of its own as a new epoch is seen. The caller decides if `par` may give.
 */
export async function developper(enveloppe: Uint8Array, moi: Porteur, lieu: Lieu, cleDe: CleDe<Enveloppe>) {
  const { pour, ...lue } = lireSigne(await ouvrir(enveloppe, moi.identite), DOMAINES.enveloppe, FORME, cleDe)
  if (!memeLieu(lue, lieu) || pour !== moi.id) refuser('autre-contexte')
  graineDe(lue.identite)
  return lue
}
