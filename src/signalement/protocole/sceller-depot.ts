import {
  alea,
  type CleVolet,
  clesAuteur,
  type Destinataire,
  depuisTexte,
  destinataireDe,
  ecrireMessage,
  empreinte,
  empreinteAnnuaire,
  empreinteLongue,
  enTexte,
  entropieDe,
  envelopper,
  type Json,
  membreDe,
  motsDe,
  nouvelleCleVolet,
  octetsCanoniques,
  sceller,
} from '@maillage/coffre'
import {
  destinatairesAuDepot,
  seMene,
  VOLETS_DE_L_AUTEUR,
  VOLETS_DE_SOIN,
  type Volet,
} from '../domain/acces.ts'
import type { Signalement } from '../domain/depot.ts'
import { exclusionsDe } from '../domain/politique.ts'
import { type Marque, tirerAdmissions } from './admission.ts'
import type { Cellule } from './annuaire.ts'

/** A file as the author gives it: `metadonnees` says what was found and what became of it. */
export type PieceJointe = Readonly<{
  nom: string
  type: string
  octets: Uint8Array
  /** Asked for when the file is sealed: the system takes it meanwhile. */
  empreinteOrigine: () => Promise<string>
  metadonnees: 'retirees' | 'conservees' | 'aucune'
}>

export type Enveloppe = Readonly<{ volet: Volet; epoque: number; dest: string; octets: string }>
export type MessageScelle = Readonly<{ volet: Volet; epoque: number; rang: number; octets: string }>
export type PieceScellee = Readonly<{
  id: string
  volet: Volet
  epoque: number
  octets: Uint8Array
  empreinte: string
}>

/** What leaves the browser: sealed bytes (base64url) and what the server must know to keep them. */
export type DepotScelle = Readonly<{
  proto: 'signalement/1'
  organisme: string
  dossier: string
  empreinteReperage: string
  cleAuteur: string
  messages: readonly MessageScelle[]
  pieces: readonly PieceScellee[]
  enveloppes: readonly Enveloppe[]
  /** By member of the directory, what will admit her among the readers or not. */
  admissions: readonly Marque[]
}>

/**
 * Fingerprint of everything sealed in a deposit: what the proof of filing attests and what the work is bound to. Of files their own fingerprints are enough:
 * who seals has just taken them, who receives checks them as the bytes come.
 */
export const empreinteDuDepot = (
  {
    messages,
    pieces,
    enveloppes,
    admissions = [],
  }: Readonly<{
    messages: readonly Readonly<{ octets: string }>[]
    enveloppes: readonly Readonly<{ octets: string }>[]
    pieces: readonly Readonly<{ empreinte: string }>[]
    admissions?: readonly Marque[]
  }>,
  lire: (texte: string) => Uint8Array,
): string =>
  empreinte(
    octetsCanoniques(
      [
        ...[...messages, ...enveloppes].map(({ octets }) => empreinte(lire(octets))),
        ...pieces.map((p) => p.empreinte),
        ...admissions.map(({ marque }) => marque),
      ].sort(),
    ),
  )

/** Number that the author and the cell say on the telephone: 40 bits of the case's identifier, in letters that are not mistaken. */
export function numeroDe(dossier: string): string {
  const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  const nombre = [...depuisTexte(dossier).subarray(0, 5)].reduce(
    (somme, octet) => somme * 256n + BigInt(octet),
    0n,
  )
  return Array.from({ length: 8 }, (_, i) => crockford[Number((nombre >> BigInt(35 - 5 * i)) & 31n)]).join('')
}

/** A sealed file, and what the message that brings it says of it. */
type PieceCitee = Readonly<{ scellee: PieceScellee; cite: Json }>

/**
 * Seals one file for the readers of a compartment, under a drawn name. It is sealed when this resolves; its fingerprints may still be on their way
 * (`citee`): the system takes them while other things are sealed.
 */
export async function scellerPiece(
  { nom, type, octets: clairs, empreinteOrigine, metadonnees }: PieceJointe,
  epoque: number,
  destinataire: Destinataire,
): Promise<Readonly<{ citee: Promise<PieceCitee> }>> {
  const dOrigine = empreinteOrigine()
  dOrigine.catch(() => {})
  const octets = await sceller(clairs, [destinataire])
  const id = enTexte(alea(16))
  const taille = clairs.length
  const citer = async (): Promise<PieceCitee> => {
    const [origine, scelle] = await Promise.all([dOrigine, empreinteLongue(octets)])
    return {
      scellee: { id, volet: 'R', epoque, octets, empreinte: scelle },
      cite: { id, nom, type, taille, empreinteOrigine: origine, metadonnees, scelle },
    }
  }
  const citee = citer()
  citee.catch(() => {})
  return { citee }
}

/**
 * Seals a report in the browser of its author (or in the sealing process of the path without JavaScript): draws the words, one key per
 * compartment, gives them to the entitled members of the verified directory who are not excluded, to the author and to the recovery quorum.
 * Throws a refusal of the sealing package rather than leaving anything readable. Without a reader for the story it refuses: no deposit that
 * nobody opens.
 * @param pieces taken one after the other: who gives them may forget each one as it is sealed
 * @param jour day in Paris, AAAA-MM-JJ
 */
export async function scellerDepot(
  cellule: Cellule,
  signalement: Signalement,
  pieces: Iterable<PieceJointe>,
  jour: string,
  canal: 'ligne' | 'sans-script' | 'autre',
): Promise<Readonly<{ depot: DepotScelle; mots: readonly string[]; exclus: ReadonlySet<string> }>> {
  const { exclus } = exclusionsDe(cellule.membres, signalement.employeur, signalement.exclusions, [])
  const pour = destinatairesAuDepot(cellule.membres, exclus, new Set(signalement.accords))
  if (!seMene(cellule.membres.filter(({ id }) => pour.R.includes(id)))) throw new PersonneNePeutLire()
  const volets = [...VOLETS_DE_L_AUTEUR, ...VOLETS_DE_SOIN.filter((volet) => pour[volet].length > 0)]
  const mots = motsDe(alea(16))
  const auteur = await clesAuteur(entropieDe(mots.join(' '), 12))
  const dossier = enTexte(alea(16))
  const par = { id: 'auteur', cle: auteur.signature }
  const { jetons, marques } = tirerAdmissions(dossier, cellule.membres, exclus)

  const cles = new Map<Volet, Readonly<{ cle: CleVolet; pour: Destinataire }>>()
  for (const volet of volets) {
    const cle = nouvelleCleVolet({ dossier, volet, epoque: 1 })
    cles.set(volet, { cle, pour: await destinataireDe(cle.identite) })
  }

  const citees: Promise<PieceCitee>[] = []
  for (const piece of pieces) {
    // One fingerprint on its way at a time: the system takes it from a copy.
    await citees.at(-1)
    citees.push((await scellerPiece(piece, 1, cles.get('R')!.pour)).citee)
  }

  // Together: the system signs one while the page seals another.
  const enveloppes = await Promise.all(
    volets.flatMap((volet) => {
      const gens = [
        ...pour[volet].map((id) => membreDe(cellule.verifie, id)),
        { id: 'auteur', scellement: auteur.destinataire },
        { id: 'sequestre', scellement: cellule.sequestre },
      ]
      return gens.map(async (dest): Promise<Enveloppe> => {
        const octets = enTexte(await envelopper(cles.get(volet)!.cle, dest, par))
        return { volet, epoque: 1, dest: dest.id, octets }
      })
    }),
  )

  const jointes = await Promise.all(citees)
  const annuaire = empreinteAnnuaire(cellule.verifie)
  const corps: Record<(typeof volets)[number], Json> = {
    R: {
      genre: 'faits',
      annuaire,
      employeur: signalement.employeur,
      identite: signalement.identite,
      canal,
      faits: signalement.faits,
      exclusions: [...exclus].sort(),
      pieces: jointes.map(({ cite }) => cite),
    },
    // With her public recipient: a keeper of identities holds this compartment alone.
    I: {
      genre: 'personne',
      identite: signalement.identite,
      personne: signalement.personne,
      destinataire: auteur.destinataire,
    },
    S: { genre: 'sante', sante: signalement.sante },
    M: { genre: 'ouverture' },
    P: { genre: 'ouverture' },
    // With her public recipient, so that the cell can give her the keys of a later epoch; the directory, so that who left since is known without the story; what
    // shows the server that somebody was not excluded.
    E: {
      genre: 'accords',
      accords: [...signalement.accords],
      destinataire: auteur.destinataire,
      annuaire,
      jetons,
    },
  }
  const messages = await Promise.all(
    volets.map(async (volet): Promise<MessageScelle> => {
      const lieu = { dossier, volet, epoque: 1, rang: 0, precedent: null }
      const message = { ...lieu, emetteur: 'auteur', jour, corps: corps[volet] }
      const octets = await ecrireMessage(message, auteur.signature, cles.get(volet)!.pour)
      return { volet, epoque: 1, rang: 0, octets: enTexte(octets) }
    }),
  )
  const depot: DepotScelle = {
    proto: 'signalement/1',
    organisme: cellule.organisme,
    dossier,
    empreinteReperage: auteur.empreinteReperage,
    cleAuteur: auteur.signature.publique,
    messages,
    pieces: jointes.map(({ scellee }) => scellee),
    enveloppes,
    admissions: marques,
  }
  return { depot, mots, exclus }
}

/** Every possible reader was excluded: another organisation of the region must be chosen. */
export class PersonneNePeutLire extends Error {
  override readonly name = 'PersonneNePeutLire'
  constructor() {
    super(
      'Vous avez écarté toutes les personnes qui pourraient lire ce signalement. Rien n’a été envoyé : choisissez un autre Centre de gestion de la région.',
    )
  }
}
