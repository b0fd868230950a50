import {
  type CleVolet,
  DOMAINES,
  developper,
  enTexte,
  envelopper,
  lireFil,
  membreDe,
  signer,
} from '@maillage/coffre'
import { recomposer } from '@maillage/coffre/sequestre'
import { peutLire, type Volet } from '../domain/acces.ts'
import { admissionsPour, jetonsDe } from './admission.ts'
import { clesDesDonneurs, clesDuDossier } from './annuaire.ts'
import { ouvrirSiClos } from './clos.ts'
import { agir, prendreDossier, type SessionMembre } from './membre.ts'
import type { Enveloppe } from './sceller-depot.ts'
import { chargerCelluleDuDossier, demander, octetsDe } from './serveur.ts'

/** A case that no present member can read, with the wraps made for the quorum. */
export type Orphelin = Readonly<{
  id: string
  cleAuteur: string
  provenance: string | null
  enveloppes: readonly Readonly<{ volet: Volet; epoque: number; octets: string }>[]
  /** The sealed exchanges: the author wrote there whom she admits among the readers. */
  echanges: readonly Readonly<{ epoque: number; octets: string }>[]
}>

/**
 * With two cards of the quorum, makes this référent's keys again in the cases that nobody can read any more, and tells each author. The recovery
 * identity exists in this process only, for as long as the call. Refuses what `recomposer` refuses.
 * @returns how many cases were opened again
 */
export async function reprendreParSecours(
  session: SessionMembre,
  organisme: string,
  cartes: readonly string[],
): Promise<number> {
  const { transport, jeton, cles, jour } = session
  const orphelins = await demander<readonly Orphelin[]>(transport, `/v1/bureau/${organisme}/secours`, {
    jeton,
  })
  for (const orphelin of orphelins) {
    const { id, cleAuteur, provenance } = orphelin
    const cellule = await chargerCelluleDuDossier(transport, { organisme, provenance }, jour)
    const moi = cellule.membres.find((m) => m.id === cles.id)!
    const identite = await recomposer(cartes, cellule.sequestre)
    const cleDe = clesDesDonneurs(cleAuteur, cellule.signataires)
    const enveloppes: Enveloppe[] = []
    const clesEchanges: CleVolet[] = []
    for (const { volet, epoque, octets } of orphelin.enveloppes) {
      if (!peutLire(moi.role, volet)) continue
      const lieu = { dossier: id, volet, epoque }
      const cle = await developper(octetsDe(octets), { id: 'sequestre', identite }, lieu, cleDe)
      if (volet === 'E') clesEchanges.push(cle)
      const pour = membreDe(cellule.verifie, moi.id)
      const par = { id: moi.id, cle: cles.signature }
      const scelle = await envelopper({ ...lieu, identite: cle.identite }, pour, par)
      enveloppes.push({ volet, epoque, dest: moi.id, octets: enTexte(scelle) })
    }
    const echanges = await lireFil(
      orphelin.echanges.map(({ epoque, octets }) => ({ epoque, octets: octetsDe(octets) })),
      clesEchanges,
      { dossier: id, volet: 'E' },
      clesDuDossier(cleAuteur, cellule.signataires),
    )
    const jetons = jetonsDe({ volets: new Map([['E', { cles: clesEchanges, ...echanges }]]) })
    const admissions = admissionsPour(jetons, cellule, [moi.id])
    const acte = { acteur: moi.id, action: 'secours', dossier: id, jour, organisme }
    const sig = signer(DOMAINES.journal, acte, cles.signature)
    await demander(transport, `/v1/bureau/${organisme}/secours/${id}`, {
      methode: 'POST',
      jeton,
      corps: { acte, sig, enveloppes, admissions },
    })
    // A closed case is opened for it: its author is told too.
    const bureau = await ouvrirSiClos(await prendreDossier(session, organisme, id), MOTIF)
    if (!bureau.dossier.volets.has('E')) continue
    await agir(bureau, {
      action: 'ecrire',
      ecrits: [{ volet: 'E', corps: { genre: 'message', texte: PREVENIR } }],
    })
  }
  return orphelins.length
}

const MOTIF = 'Dossier rendu lisible par la clé de secours : prévenir son auteur.'
const PREVENIR =
  'Plus personne ne pouvait ouvrir votre dossier. Deux des trois témoins de la clé de secours l’ont rendu lisible à la personne qui vous écrit. Vous n’avez rien à faire.'
