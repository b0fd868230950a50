import {
  type ClesAuteur,
  clesAuteur,
  destinataireDe,
  ecrireMessage,
  enTexte,
  entropieDe,
  envelopper,
  type Json,
  membreDe,
  repondreAuDefi,
} from '@maillage/coffre'
import {
  accordDemande,
  destinatairesAuDepot,
  ROLES,
  VOLETS_DE_L_AUTEUR,
  type Volet,
} from '../domain/acces.ts'
import { exclusionsDe } from '../domain/politique.ts'
import type { Cellule } from './annuaire.ts'
import { cleCourante, type DossierOuvert, type DossierRecu, ouvrirDossier } from './ouvrir-dossier.ts'
import { type Enveloppe, PersonneNePeutLire } from './sceller-depot.ts'
import { chargerCellule, chargerCelluleDuDossier, demander, type Transport } from './serveur.ts'

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

type ActionAuteur = 'ecrire' | 'accords' | 'identite' | 'retirer'

/** Signs, seals and sends a message of the author in one of her compartments, with the keys that a consent gives. */
export async function envoyer(
  { transport, jeton, cles, jour, dossier }: Retour,
  action: ActionAuteur,
  ecrits: readonly Readonly<{ volet: Volet; corps: Json }>[],
  enveloppes: readonly Enveloppe[] = [],
): Promise<void> {
  const messages = await Promise.all(
    ecrits.map(async ({ volet, corps }) => {
      const ouvert = dossier.volets.get(volet)!
      const cle = cleCourante(ouvert)
      const { rang, precedent } = ouvert.suite
      const octets = await ecrireMessage(
        {
          dossier: dossier.recu.id,
          volet,
          epoque: cle.epoque,
          rang,
          precedent,
          emetteur: 'auteur',
          jour,
          corps,
        },
        cles.signature,
        await destinataireDe(cle.identite),
      )
      return { volet, epoque: cle.epoque, rang, octets: enTexte(octets) }
    }),
  )
  await demander(transport, '/v1/retour/messages', {
    methode: 'POST',
    jeton,
    corps: { action, messages, enveloppes },
  })
}

/** Changes the consents: a new signed list; the doctor or the psychologist named by a new one receives the keys it opens. */
export async function changerAccords(retour: Retour, accords: readonly string[]): Promise<void> {
  const { cellule, dossier, cles } = retour
  const exclus = new Set(
    (dossier.volets.get('R')?.messages[0]?.corps as { exclusions?: string[] })?.exclusions ?? [],
  )
  const enveloppes: Enveloppe[] = []
  for (const membre of cellule.membres) {
    if (exclus.has(membre.id) || !ROLES.includes(membre.role)) continue
    for (const [volet, ouvert] of dossier.volets) {
      const accord = accordDemande(membre.role, volet)
      const tient = dossier.recu.lecteurs.some((l) => l.volet === volet && l.dest === membre.id)
      if (accord === null || !accords.includes(accord) || tient) continue
      const cle = cleCourante(ouvert)
      const octets = await envelopper(cle, membreDe(cellule.verifie, membre.id), {
        id: 'auteur',
        cle: cles.signature,
      })
      enveloppes.push({ volet, epoque: cle.epoque, dest: membre.id, octets: enTexte(octets) })
    }
  }
  await envoyer(
    retour,
    'accords',
    [{ volet: 'E', corps: { genre: 'accords', accords: [...accords] } }],
    enveloppes,
  )
}

/** Tells who one is, later: it cannot be taken back. */
export const direSonIdentite = (retour: Retour, personne: Readonly<Record<string, string>>): Promise<void> =>
  envoyer(retour, 'identite', [
    { volet: 'I', corps: { genre: 'personne', identite: 'confidentiel', personne } },
    { volet: 'E', corps: { genre: 'identite-dite' } },
  ])

/**
 * Sends the case to another organisation, from the author's own browser: she holds every key of what she wrote and makes new ones for the entitled
 * members there, minus the excluded. The first organisation keeps nothing that opens. Refuses when nobody there could read.
 */
export async function transferer(retour: Retour, vers: string): Promise<Retour> {
  const { transport, jeton, jour, dossier, cles } = retour
  const { cellule } = await chargerCellule(transport, vers, jour)
  const faits = dossier.volets.get('R')?.messages[0]?.corps as { exclusions?: string[]; employeur?: string }
  const dernier = dossier.volets
    .get('E')!
    .messages.filter(
      ({ emetteur, corps }) => emetteur === 'auteur' && (corps as { genre: string }).genre === 'accords',
    )
    .at(-1)?.corps as { accords?: string[] } | undefined
  const { exclus } = exclusionsDe(cellule.membres, faits.employeur ?? null, faits.exclusions ?? [], [])
  const pour = destinatairesAuDepot(cellule.membres, exclus, new Set(dernier?.accords))
  if (pour.R.length === 0) throw new PersonneNePeutLire()
  const par = { id: 'auteur', cle: cles.signature }
  const enveloppes: Enveloppe[] = []
  for (const volet of VOLETS_DE_L_AUTEUR) {
    const gens = [
      ...pour[volet].map((id) => membreDe(cellule.verifie, id)),
      { id: 'sequestre', scellement: cellule.sequestre },
    ]
    for (const cle of dossier.volets.get(volet)!.cles)
      for (const dest of gens)
        enveloppes.push({
          volet,
          epoque: cle.epoque,
          dest: dest.id,
          octets: enTexte(await envelopper(cle, dest, par)),
        })
  }
  await envoyer(retour, 'ecrire', [{ volet: 'E', corps: { genre: 'transfert', vers: cellule.nom } }])
  const { jeton: suivant } = await demander<{ jeton: string }>(transport, '/v1/retour/transfert', {
    methode: 'POST',
    jeton,
    corps: { vers, enveloppes },
  })
  return relire(transport, suivant, cles, jour)
}
