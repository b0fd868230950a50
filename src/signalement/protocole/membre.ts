import {
  type Destinataire,
  DOMAINES,
  depuisTexte,
  destinataireDe,
  ecrireMessage,
  empreinte,
  enTexte,
  envelopper,
  type Json,
  membreDe,
  nouvelleCleVolet,
  ouvrir,
  signer,
} from '@maillage/coffre'
import { type ClesMembre, deriverPhrase, ouvrirTrousseau } from '@maillage/coffre/trousseau'
import type { Absence } from '../domain/absences.ts'
import { bonEmployeur, peutDonner, peutLire, type Role, type Volet } from '../domain/acces.ts'
import { exclusionsDe } from '../domain/politique.ts'
import { admissionsPour, jetonsDe } from './admission.ts'
import type { Cellule, MembreDeCellule } from './annuaire.ts'
import {
  cleCourante,
  type DossierOuvert,
  type DossierRecu,
  ouvrirDossier,
  voletVide,
} from './ouvrir-dossier.ts'
import type { Enveloppe, MessageScelle } from './sceller-depot.ts'
import { chargerCelluleDuDossier, demander, type Transport } from './serveur.ts'

export type SessionMembre = Readonly<{ transport: Transport; jeton: string; cles: ClesMembre; jour: string }>

/** Opens a keystore: the server learns a derived key that opens nothing; the passphrase and the keys stay here. */
export async function ouvrirSession(
  transport: Transport,
  id: string,
  phrase: string,
  jour: string,
): Promise<SessionMembre> {
  const cout = await demander<{ sel: string; memoire: number; passes: number }>(
    transport,
    `/v1/membre/${encodeURIComponent(id)}/sel`,
  )
  const { authentification } = await deriverPhrase(phrase, cout)
  const { jeton, trousseau } = await demander<{ jeton: string; trousseau: string }>(
    transport,
    '/v1/membre/session',
    {
      methode: 'POST',
      corps: { id, authentification },
    },
  )
  const { cles } = await ouvrirTrousseau(depuisTexte(trousseau), phrase)
  return { transport, jeton, cles, jour }
}

export type Resume = Readonly<{
  id: string
  organisme: string
  jour: string
  etat: string
  tour: 'cellule' | 'auteur'
  volets: readonly Volet[]
  echeances: readonly Readonly<{ code: string; jour: string }>[]
  /** No référent who is there today holds a key; the reader's own absence would leave it to nobody. */
  sansPersonne: boolean
  aConfier: boolean
}>
export type Corbeille = Readonly<{
  organismes: readonly Readonly<{
    organisme: string
    nom: string
    role: Role
    /** The cell, and who of it is away: nothing for an employer or an investigator. */
    equipe: readonly Readonly<{ id: string; nom: string; role: Role }>[]
    absences: readonly Absence[]
  }>[]
  dossiers: readonly Resume[]
}>

export const lireCorbeille = ({ transport, jeton }: SessionMembre): Promise<Corbeille> =>
  demander(transport, '/v1/bureau', { jeton })

/** What a coordination watches of an organisation: numbers and days. */
export const lireDelais = (
  { transport, jeton }: SessionMembre,
  organisme: string,
): Promise<
  Readonly<{
    ouverts: number
    depasses: readonly Readonly<{ id: string; code: string; jour: string }>[]
    sansPersonne: readonly Readonly<{ id: string; jour: string | null }>[]
  }>
> => demander(transport, `/v1/bureau/${organisme}/delais`, { jeton })

export type SurLeBureau = Readonly<{
  session: SessionMembre
  cellule: Cellule
  membre: MembreDeCellule
  dossier: DossierOuvert
}>

/** A case, opened with the member's own keys. Refuses a keystore whose public halves are not those of the verified directory. */
export async function prendreDossier(
  session: SessionMembre,
  organisme: string,
  id: string,
): Promise<SurLeBureau> {
  const { transport, jeton, cles, jour } = session
  const recu = await demander<DossierRecu>(transport, `/v1/bureau/${organisme}/dossiers/${id}`, { jeton })
  const cellule = await chargerCelluleDuDossier(transport, recu, jour)
  const membre = cellule.membres.find((m) => m.id === cles.id)
  const memes =
    membre &&
    membre.signature === cles.signature.publique &&
    membre.scellement === (await destinataireDe(cles.identite))
  if (!memes) throw new Error('trousseau-ancien')
  return { session, cellule, membre, dossier: await ouvrirDossier(recu, cles, cellule) }
}

/** The bytes of a file are not those that a signed message of its thread cites. */
export class PieceAlteree extends Error {
  override readonly name = 'PieceAlteree'
  constructor() {
    super(
      'Ce fichier n’est pas celui que l’auteur a joint : il a été changé ou échangé sur le serveur. Ne l’ouvrez pas, et prévenez qui exploite l’application.',
    )
  }
}

/** A file of the case, opened here. Refuses bytes that no signed message of the thread cites under this name (`PieceAlteree`). */
export async function lirePiece({ session, dossier }: SurLeBureau, id: string): Promise<Uint8Array> {
  const { organisme, id: numero } = dossier.recu
  const reponse = await session.transport(`/v1/bureau/${organisme}/dossiers/${numero}/pieces/${id}`, {
    jeton: session.jeton,
  })
  const { volet, epoque } = dossier.recu.pieces.find((p) => p.id === id)!
  const { cles, messages } = dossier.volets.get(volet)!
  const octets = await reponse.octets()
  const cites = messages.flatMap(({ corps }) => (corps as { pieces?: Cite[] }).pieces ?? [])
  if (!cites.some((cite) => cite.id === id && cite.scelle === empreinte(octets))) throw new PieceAlteree()
  return ouvrir(octets, cles.find((c) => c.epoque === epoque)!.identite)
}

type Cite = Readonly<{ id: string; scelle: string }>

export type Ordre = Readonly<{
  action: string
  vers?: string | null
  echeances?: readonly Readonly<{ code: string; jour: string; fait: boolean }>[]
  ecrits?: readonly Readonly<{ volet: Volet; corps: Json }>[]
  /** Keys to give: compartment and member. */
  donner?: readonly Readonly<{ volet: Volet; dest: string }>[]
  /** Investigators and the last day on which they hold keys. */
  missions?: readonly Readonly<{ membre: string; jusquAu: string }>[]
  /** Erases at once what was told: the closure of a case out of scope. */
  oublier?: boolean
}>

/** Seals what the member writes, gives keys, signs the deed for the journal and sends it whole. A compartment that nobody opened yet is created. */
export async function agir({ session, cellule, membre, dossier }: SurLeBureau, ordre: Ordre): Promise<void> {
  const { cles, jour } = session
  const { recu } = dossier
  const par = { id: membre.id, cle: cles.signature }
  const enveloppes: Enveloppe[] = []
  const ouverts = new Map(dossier.volets)
  for (const { volet } of ordre.ecrits ?? []) {
    if (ouverts.has(volet)) continue
    const cle = nouvelleCleVolet({ dossier: recu.id, volet, epoque: 1 })
    ouverts.set(volet, voletVide([cle]))
    for (const dest of lecteursDuNouveau(
      volet,
      cellule,
      dossier,
      new Set(ordre.missions?.map((m) => m.membre)),
    ))
      enveloppes.push({ volet, epoque: 1, dest: dest.id, octets: enTexte(await envelopper(cle, dest, par)) })
  }
  for (const { volet, dest } of ordre.donner ?? []) {
    for (const cle of ouverts.get(volet)!.cles) {
      const octets = await envelopper(cle, membreDe(cellule.verifie, dest), par)
      enveloppes.push({ volet, epoque: cle.epoque, dest, octets: enTexte(octets) })
    }
  }
  const messages: MessageScelle[] = []
  for (const { volet, corps } of ordre.ecrits ?? []) {
    const ouvert = ouverts.get(volet)!
    const cle = cleCourante(ouvert)
    const { rang, precedent } = ouvert.suite
    const octets = await ecrireMessage(
      { dossier: recu.id, volet, epoque: cle.epoque, rang, precedent, emetteur: membre.id, jour, corps },
      cles.signature,
      await destinataireDe(cle.identite),
    )
    messages.push({ volet, epoque: cle.epoque, rang, octets: enTexte(octets) })
  }
  const { action, vers = null, echeances = [], missions = [], oublier = false } = ordre
  const lecteurs = new Set(recu.lecteurs.map(({ dest }) => dest))
  const entrants = enveloppes.map(({ dest }) => dest).filter((dest) => !lecteurs.has(dest))
  const admissions = admissionsPour(jetonsDe(dossier), cellule, entrants)
  const contenu = { vers, echeances, messages, enveloppes, missions, admissions, oublier }
  // The motive for which a closed case is opened: the journal keeps its fingerprint.
  const objet = action === 'ouvrir-clos' ? empreinte(depuisTexte(messages[0]!.octets)) : undefined
  await poster({ session, cellule, membre, dossier }, action, contenu, objet)
}

/** Signs the deed for the journal and sends it with what it brings. */
async function poster(
  { session, cellule, membre, dossier }: SurLeBureau,
  action: string,
  contenu: object,
  objet?: string,
): Promise<void> {
  const { transport, jeton, cles, jour } = session
  const { id, version } = dossier.recu
  const { organisme } = cellule
  const acte = { acteur: membre.id, action, dossier: id, jour, ...(objet && { objet }), organisme }
  await demander(transport, `/v1/bureau/${organisme}/dossiers/${id}/actes`, {
    methode: 'POST',
    jeton,
    corps: { acte, sig: signer(DOMAINES.journal, acte, cles.signature), version, ...contenu },
  })
}

/**
 * The author's recipient, as she signed it when she opened a compartment. What a member writes there is never believed: he would receive her keys under
 * her name.
 */
export const destinataireDeLAuteur = ({ volets }: Pick<DossierOuvert, 'volets'>): Destinataire | undefined =>
  [...volets.values()]
    .flatMap(({ messages }) => messages.filter(({ emetteur }) => emetteur === 'auteur').slice(0, 1))
    .map(({ corps }) => (corps as { destinataire?: Destinataire }).destinataire)
    .find((destinataire) => typeof destinataire === 'string')

/**
 * Begins a new epoch of every compartment that this member may give: a key for those who still hold one, the author and the quorum. Whoever
 * withdrew or left reads nothing of what follows; what he has read stays read. False when there is nothing that this member may renew: nothing is sent.
 */
export async function renouvelerCles(bureau: SurLeBureau): Promise<boolean> {
  const { session, cellule, membre, dossier } = bureau
  const { id: dossierId, lecteurs } = dossier.recu
  const destinataire = destinataireDeLAuteur(dossier)
  const par = { id: membre.id, cle: session.cles.signature }
  const enveloppes: Enveloppe[] = []
  for (const [volet, ouvert] of dossier.volets) {
    const restent = new Set(lecteurs.filter((l) => l.volet === volet).map(({ dest }) => dest))
    const auteur = restent.has('auteur') ? destinataire : null
    if (!peutDonner(membre.role, volet) || auteur === undefined) continue
    const epoque = cleCourante(ouvert).epoque + 1
    const cle = nouvelleCleVolet({ dossier: dossierId, volet, epoque })
    const gens = [
      ...cellule.membres.filter(({ id }) => restent.has(id)).map(({ id }) => membreDe(cellule.verifie, id)),
      ...(auteur ? [{ id: 'auteur', scellement: auteur }] : []),
      { id: 'sequestre', scellement: cellule.sequestre },
    ]
    for (const dest of gens)
      enveloppes.push({ volet, epoque, dest: dest.id, octets: enTexte(await envelopper(cle, dest, par)) })
  }
  if (enveloppes.length === 0) return false
  await poster(bureau, 'renouveler-cles', { enveloppes })
  return true
}

/** Who reads a compartment born on the desk: by role, minus whoever the author or a declared conflict excluded, plus the quorum. */
export function lecteursDuNouveau(
  volet: Volet,
  cellule: Cellule,
  dossier: DossierOuvert,
  missionnes: ReadonlySet<string>,
): { id: string; scellement: string }[] {
  const faits = dossier.volets.get('R')?.messages[0]?.corps as
    | { exclusions?: string[]; employeur?: string | null }
    | undefined
  const { exclus } = exclusionsDe(cellule.membres, faits?.employeur ?? null, faits?.exclusions ?? [], [])
  // Whoever holds a key of the exchanges was not excluded: the list of the story may be closed to this member.
  const presents = new Set(dossier.recu.lecteurs.filter((l) => l.volet === 'E').map(({ dest }) => dest))
  const employeur = (m: MembreDeCellule) => m.role === 'employeur' && bonEmployeur(m, faits?.employeur)
  const gens = cellule.membres.filter(
    (m) =>
      peutLire(m.role, volet) &&
      !exclus.has(m.id) &&
      (presents.has(m.id) || (volet === 'T' && employeur(m)) || (volet === 'Q' && missionnes.has(m.id))),
  )
  // What the employer is told of her, the author reads too.
  const auteur = destinataireDeLAuteur(dossier)
  return [
    ...gens.map(({ id }) => membreDe(cellule.verifie, id)),
    ...(volet === 'T' && auteur ? [{ id: 'auteur', scellement: auteur }] : []),
    { id: 'sequestre', scellement: cellule.sequestre },
  ]
}
