import {
  type ClesAuteur,
  type CleVolet,
  clesAuteur,
  DOMAINES,
  destinataireDe,
  ecrireMessage,
  empreinte,
  enTexte,
  entropieDe,
  envelopper,
  type Json,
  membreDe,
  nouvelleCleVolet,
  repondreAuDefi,
  verifier,
} from '@maillage/coffre'
import {
  accordDemande,
  accordDuRole,
  VOLETS_DE_L_AUTEUR,
  VOLETS_DE_SOIN,
  type Volet,
} from '../domain/acces.ts'
import { exclusionsDe } from '../domain/politique.ts'
import { type Cellule, clesDe } from './annuaire.ts'
import { annoncer } from './cadre.ts'
import {
  cleCourante,
  type DossierOuvert,
  type DossierRecu,
  ouvrirDossier,
  voletVide,
} from './ouvrir-dossier.ts'
import {
  type Enveloppe,
  type MessageScelle,
  type PieceJointe,
  type PieceScellee,
  scellerPiece,
} from './sceller-depot.ts'
import { chargerCelluleDuDossier, demander, type Transport } from './serveur.ts'

export type Retour = Readonly<{
  transport: Transport
  jeton: string
  cles: ClesAuteur
  jour: string
  cellule: Cellule
  dossier: DossierOuvert
}>

/**
 * Comes back with the words: they are checked here (`Refus` says which is likely wrong), then a challenge is signed; the server learns none of them.
 * @param hote the host that the page was read from: an answer given to a look-alike serves nowhere else
 */
export async function revenir(
  transport: Transport,
  mots: string,
  hote: string,
  jour: string,
): Promise<Retour> {
  const cles = await clesAuteur(entropieDe(mots, 12))
  const pour = cles.empreinteReperage
  const { defi } = await demander<{ defi: string }>(transport, '/v1/retour/defi', {
    methode: 'POST',
    corps: { empreinte: pour },
  })
  const reponse = repondreAuDefi(defi, hote, cles.signature)
  const { jeton } = await demander<{ jeton: string }>(transport, '/v1/retour/session', {
    methode: 'POST',
    corps: { empreinte: pour, defi, hote, reponse },
  })
  return relire(transport, jeton, cles, jour)
}

/** Reads the case again, every signature verified. */
export async function relire(
  transport: Transport,
  jeton: string,
  cles: ClesAuteur,
  jour: string,
): Promise<Retour> {
  const recu = await demander<DossierRecu>(transport, '/v1/retour/dossier', { jeton })
  const cellule = await chargerCelluleDuDossier(transport, recu, jour)
  const dossier = await ouvrirDossier(recu, { id: 'auteur', identite: cles.identite }, cellule)
  return { transport, jeton, cles, jour, cellule, dossier }
}

/** One deed on the case; `juste`: signed by a key that the verified directory gave to who is said to have done it. */
export type Trace = Readonly<{ jour: string; acteur: string; action: string; juste: boolean }>

/** What was done to the author's own case. Her deeds and the machine's have no signature. */
export async function lireTrace({ transport, jeton, cellule, dossier }: Retour): Promise<readonly Trace[]> {
  const { lignes } = await demander<{ lignes: string[] }>(transport, '/v1/retour/journal', { jeton })
  return lignes.map((ligne) => {
    const { acte, sig } = JSON.parse(ligne) as { acte: Record<string, string>; sig: string | null }
    const acteur = acte['acteur']!
    const juste =
      acte['dossier'] === dossier.recu.id &&
      (acteur === 'auteur' ||
        acteur === 'machine' ||
        clesDe(cellule.signataires, acteur).some((cle) => verifier(DOMAINES.journal, acte, sig ?? '', cle)))
    return { jour: acte['jour']!, action: acte['action']!, acteur, juste }
  })
}

type ActionAuteur = 'ecrire' | 'accords' | 'identite' | 'retirer' | 'rendez-vous' | 'renouveler-cles'
type Lecteur = Readonly<{ id: string; scellement: string }>

/** Signs and seals what the author writes, each message in the next place of its thread. */
export async function scellerEcrits(
  dossier: DossierOuvert,
  ecrits: readonly Readonly<{ volet: Volet; corps: Json }>[],
  cles: ClesAuteur,
  jour: string,
): Promise<MessageScelle[]> {
  const places = new Map([...dossier.volets].map(([volet, { suite }]) => [volet, suite]))
  const messages: MessageScelle[] = []
  for (const { volet, corps } of ecrits) {
    const { identite, epoque } = cleCourante(dossier.volets.get(volet)!)
    const { rang, precedent } = places.get(volet)!
    const octets = await ecrireMessage(
      { dossier: dossier.recu.id, volet, epoque, rang, precedent, emetteur: 'auteur', jour, corps },
      cles.signature,
      await destinataireDe(identite),
    )
    places.set(volet, { rang: rang + 1, precedent: empreinte(octets), epoque })
    messages.push({ volet, epoque, rang, octets: enTexte(octets) })
  }
  return messages
}

/** Signs, seals and sends a message of the author in one of her compartments, with the keys that a consent gives. */
export async function envoyer(
  { transport, jeton, cles, jour, dossier }: Retour,
  action: ActionAuteur,
  ecrits: readonly Readonly<{ volet: Volet; corps: Json }>[],
  enveloppes: readonly Enveloppe[] = [],
  /** Members whose keys a consent taken back deletes. */
  retraits: readonly string[] = [],
  /** One sealed file, which a message of the same sending cites. */
  pieces: readonly PieceScellee[] = [],
): Promise<void> {
  const messages = await scellerEcrits(dossier, ecrits, cles, jour)
  await demander(transport, '/v1/retour/messages', {
    methode: 'POST',
    jeton,
    corps: { action, messages, enveloppes, retraits, pieces: pieces.map(annoncer) },
    ...(pieces.length > 0 && { suite: pieces.map(({ octets }) => octets) }),
  })
}

/**
 * Changes the consents: a new signed list. Who is named by a new one receives the keys that it opens, and a thread of his own, unless excluded or
 * withdrawn from the case. Who is not named any more loses his keys, and what the others write afterwards in the compartments that he read is for a key that he never had.
 */
export async function changerAccords(retour: Retour, accords: readonly string[]): Promise<void> {
  const { cellule, dossier, cles } = retour
  const { id, lecteurs } = dossier.recu
  const par = { id: 'auteur', cle: cles.signature }
  const { employeur, exclusions } = (dossier.volets.get('R')?.messages[0]?.corps ?? {}) as Faits
  // Who withdrew from the case stays out of it, as whoever was excluded: by the author, by a conflict declared since, under new keys.
  const retires = (await lireTrace(retour))
    .filter(({ action, juste }) => action === 'se-recuser' && juste)
    .map(({ acteur }) => acteur)
  const { exclus } = exclusionsDe(cellule.membres, employeur ?? null, [...(exclusions ?? []), ...retires], [])
  const avant = accordsDe(dossier)
  const tient = (volet: Volet, dest: string) => lecteurs.some((l) => l.volet === volet && l.dest === dest)
  const soignants = cellule.membres.filter(({ role }) => accordDuRole(role))
  const choisis = soignants.filter(
    ({ id: qui, role }) => accords.includes(accordDuRole(role)!) && !exclus.has(qui),
  )
  // A consent that was given already gives nothing again: only what she ticks now is a decision of today.
  const nouveaux = choisis.filter(({ role }) => !avant.includes(accordDuRole(role)!))
  const retraits = soignants.filter((m) => !choisis.includes(m) && lecteurs.some(({ dest }) => dest === m.id))
  const enveloppes: Enveloppe[] = []
  const sceller = async (cle: CleVolet, gens: readonly Lecteur[]) => {
    for (const dest of gens) {
      const octets = enTexte(await envelopper(cle, dest, par))
      enveloppes.push({ volet: cle.volet as Volet, epoque: cle.epoque, dest: dest.id, octets })
    }
  }
  const toujours = [
    { id: 'auteur', scellement: cles.destinataire },
    { id: 'sequestre', scellement: cellule.sequestre },
  ]
  const naissants: { volet: Volet; cle: CleVolet }[] = []
  for (const volet of [...VOLETS_DE_L_AUTEUR, ...VOLETS_DE_SOIN]) {
    const ouvert = dossier.volets.get(volet)
    const pour = nouveaux
      .filter((m) => accordDemande(m.role, volet) !== null && !tient(volet, m.id))
      .map((m) => membreDe(cellule.verifie, m.id))
    if (!ouvert) {
      if (pour.length === 0) continue
      const cle = nouvelleCleVolet({ dossier: id, volet, epoque: 1 })
      await sceller(cle, [...pour, ...toujours])
      naissants.push({ volet, cle })
      continue
    }
    // Every epoch: a thread is read from its beginning.
    for (const cle of ouvert.cles) await sceller(cle, pour)
    const perdu = retraits.some((m) => tient(volet, m.id))
    if (!perdu || (VOLETS_DE_SOIN as readonly Volet[]).includes(volet)) continue
    const restent = cellule.membres
      .filter((m) => tient(volet, m.id) && !retraits.includes(m))
      .map((m) => membreDe(cellule.verifie, m.id))
    const cle = nouvelleCleVolet({ dossier: id, volet, epoque: cleCourante(ouvert).epoque + 1 })
    await sceller(cle, [...restent, ...pour, ...toujours])
  }
  const ecrits = [
    { volet: 'E' as Volet, corps: { genre: 'accords', accords: [...accords] } },
    ...naissants.map(({ volet }) => ({ volet, corps: { genre: 'ouverture' } })),
  ]
  const volets = new Map(dossier.volets)
  for (const { volet, cle } of naissants) volets.set(volet, voletVide([cle]))
  await envoyer(
    { ...retour, dossier: { ...dossier, volets } },
    'accords',
    ecrits,
    enveloppes,
    retraits.map((m) => m.id),
  )
}

export type Faits = { exclusions?: string[]; employeur?: string | null }

/** The consents as they stand: the last signed list. */
export const accordsDe = (dossier: DossierOuvert): readonly string[] =>
  (
    dossier.volets
      .get('E')!
      .messages.filter(
        ({ emetteur, corps }) => emetteur === 'auteur' && (corps as { genre: string }).genre === 'accords',
      )
      .at(-1)?.corps as { accords?: string[] } | undefined
  )?.accords ?? []

/** Adds a file to the story: sealed for those who read it, cited by a signed message of the same thread. */
export async function ajouterPiece(retour: Retour, piece: PieceJointe): Promise<void> {
  const cle = cleCourante(retour.dossier.volets.get('R')!)
  const { citee } = await scellerPiece(piece, cle.epoque, await destinataireDe(cle.identite))
  const { scellee, cite } = await citee
  await envoyer(
    retour,
    'ecrire',
    [{ volet: 'R', corps: { genre: 'pieces', pieces: [cite] } }],
    [],
    [],
    [scellee],
  )
}

/** Tells who one is, later: it cannot be taken back. */
export const direSonIdentite = (retour: Retour, personne: Readonly<Record<string, string>>): Promise<void> =>
  envoyer(retour, 'identite', [
    { volet: 'I', corps: { genre: 'personne', identite: 'confidentiel', personne } },
    { volet: 'E', corps: { genre: 'identite-dite' } },
  ])
