import { type CleVolet, enTexte, envelopper, membreDe, nouvelleCleVolet } from '@maillage/coffre'
import {
  accordDemande,
  accordDuRole,
  peutLire,
  type Role,
  VOLETS_DE_L_AUTEUR,
  VOLETS_DE_SOIN,
  type Volet,
} from '../domain/acces.ts'
import { exclusionsDe } from '../domain/politique.ts'
import type { Cellule, MembreDeCellule } from './annuaire.ts'
import {
  accordsDe,
  envoyer,
  type Faits,
  lireTrace,
  type Retour,
  relire,
  revenir,
  type Trace,
} from './auteur.ts'
import { cleCourante } from './ouvrir-dossier.ts'
import type { Enveloppe } from './sceller-depot.ts'
import { RefusDuServeur, type Transport } from './serveur.ts'

/** What a message says of the directory for which it was sealed. */
type Annonce = Readonly<{ annuaire?: string }>
/** Who could read and no longer may. `marque`: what the author's own signed message keeps of it, so that it is done once. */
type Parti = Readonly<{ marque: string; role: Role }>

/**
 * Who could read a case and no longer may: members of a version of the directory since the deposit who are not in today's or changed role there, members
 * who withdrew from this case, investigators whose mission ended. The directory is signed; the rest is what the server's journal says, so it can hide a
 * withdrawal, never a departure.
 * @param depuis fingerprint of the directory for which she sealed last (deposit, transfer); unknown: from the first version
 */
export function partisDe(
  { versions, membres, signataires }: Cellule,
  depuis: string | undefined,
  trace: readonly Trace[],
): Parti[] {
  const role = new Map(membres.map((m) => [m.id, m.role]))
  const suite = versions.slice(
    Math.max(
      0,
      versions.findIndex((v) => v.empreinte === depuis),
    ),
  )
  const sortis = new Map<string, Parti>()
  for (const { roles } of suite)
    for (const [id, alors] of roles)
      if (role.get(id) !== alors) sortis.set(`${id} ${alors}`, { marque: `${id} ${alors}`, role: alors })
  for (const { action, acteur, jour, juste } of trace) {
    if (action === 'se-recuser' && juste)
      for (const { role: alors } of signataires.get(acteur) ?? [])
        sortis.set(`${acteur} retrait`, { marque: `${acteur} retrait`, role: alors })
    if (action === 'fin-de-mission')
      sortis.set(`mission ${jour}`, { marque: `mission ${jour}`, role: 'enqueteur' })
  }
  return [...sortis.values()]
}

/**
 * Begins a new epoch, from the author's page, of each of her compartments that somebody who is gone could read: identity, health and the threads of the
 * doctor and the psychologist included, whose keys no member may give. It goes to those who hold the current one and still may read: in today's signed
 * directory, not excluded, her consent standing where one is asked, an identity kept by a keeper only with a signed opening. True when something was
 * renewed; false when nobody had left, or when the case moved meanwhile (the next visit does it).
 */
export async function renouvelerApresDepart(retour: Retour): Promise<boolean> {
  const { cellule, dossier, cles } = retour
  const faits = (dossier.volets.get('R')?.messages[0]?.corps ?? {}) as Faits & Annonce
  const trace = await lireTrace(retour)
  const dits = dossier.volets
    .get('E')!
    .messages.filter(({ emetteur }) => emetteur === 'auteur')
    .map(({ corps }) => corps as Annonce & { sans?: string[] })
  const faites = new Set(dits.flatMap(({ sans }) => sans ?? []))
  // The exchanges outlive the story (a report out of scope), and say for whom she sealed last: at the deposit, or at a transfer.
  const depuis = dits.findLast(({ annuaire }) => annuaire)?.annuaire ?? faits.annuaire
  const partis = partisDe(cellule, depuis, trace).filter(({ marque }) => !faites.has(marque))
  const touches = [...VOLETS_DE_L_AUTEUR, ...VOLETS_DE_SOIN].filter(
    (volet) => dossier.volets.has(volet) && partis.some(({ role }) => peutLire(role, volet)),
  )
  if (touches.length === 0) return false
  const retires = trace
    .filter(({ action, juste }) => action === 'se-recuser' && juste)
    .map(({ acteur }) => acteur)
  const exclusions = [...(faits.exclusions ?? []), ...retires]
  const { exclus } = exclusionsDe(cellule.membres, faits.employeur ?? null, exclusions, [])
  const accords = accordsDe(dossier)
  const ouverte = trace.some(({ action, juste }) => action === 'ouvrir-identite' && juste)
  const sansGardien = !cellule.membres.some(({ id, role }) => role === 'gardien' && !exclus.has(id))
  const garde = (m: MembreDeCellule, cle: CleVolet): boolean => {
    const volet = cle.volet as Volet
    const tient = dossier.recu.lecteurs.some(
      (l) => l.volet === volet && l.epoque === cle.epoque && l.dest === m.id,
    )
    if (!tient || exclus.has(m.id) || !peutLire(m.role, volet)) return false
    if (accordDemande(m.role, volet) !== null) return accords.includes(accordDuRole(m.role)!)
    return volet !== 'I' || m.role === 'gardien' || sansGardien || ouverte
  }
  const par = { id: 'auteur', cle: cles.signature }
  const enveloppes: Enveloppe[] = []
  const volets = new Map(dossier.volets)
  for (const volet of touches) {
    const ouvert = dossier.volets.get(volet)!
    const courante = cleCourante(ouvert)
    const cle = nouvelleCleVolet({ dossier: dossier.recu.id, volet, epoque: courante.epoque + 1 })
    volets.set(volet, { ...ouvert, cles: [...ouvert.cles, cle] })
    const gens = [
      ...cellule.membres.filter((m) => garde(m, courante)).map(({ id }) => membreDe(cellule.verifie, id)),
      { id: 'auteur', scellement: cles.destinataire },
      { id: 'sequestre', scellement: cellule.sequestre },
    ]
    for (const dest of gens)
      enveloppes.push({
        volet,
        epoque: cle.epoque,
        dest: dest.id,
        octets: enTexte(await envelopper(cle, dest, par)),
      })
  }
  const sans = partis.map(({ marque }) => marque)
  try {
    await envoyer(
      { ...retour, dossier: { ...dossier, volets } },
      'renouveler-cles',
      [{ volet: 'E', corps: { genre: 'renouvellement', sans } }],
      enveloppes,
    )
    return true
  } catch (erreur) {
    if (erreur instanceof RefusDuServeur && erreur.statut === 409) return false
    throw erreur
  }
}

/** Comes back with the words, and closes first what somebody who left could still have read. */
export async function rouvrir(
  transport: Transport,
  mots: string,
  hote: string,
  jour: string,
): Promise<Retour> {
  const retour = await revenir(transport, mots, hote, jour)
  try {
    return (await renouvelerApresDepart(retour))
      ? await relire(transport, retour.jeton, retour.cles, jour)
      : retour
  } catch {
    // Reading never waits for writing: what could not be renewed now is at the next visit.
    return retour
  }
}
