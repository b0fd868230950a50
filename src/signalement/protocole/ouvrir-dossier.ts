import {
  type CleVolet,
  DEBUT,
  developper,
  type Identite,
  lireFil,
  type Message,
  type Suite,
} from '@maillage/coffre'
import { VOLETS, type Volet } from '../domain/acces.ts'
import { type Cellule, clesDesDonneurs, clesDuDossier } from './annuaire.ts'
import { octetsDe } from './serveur.ts'

/** A case as the server gives it to one reader. */
export type DossierRecu = Readonly<{
  id: string
  organisme: string
  cleAuteur: string
  jour: string
  etat: string
  tour: 'cellule' | 'auteur'
  version: number
  enveloppes: readonly Readonly<{ volet: Volet; epoque: number; octets: string }>[]
  messages: readonly Readonly<{ volet: Volet; epoque: number; rang: number; octets: string }>[]
  pieces: readonly Readonly<{ id: string; volet: Volet; epoque: number; taille: number }>[]
  echeances: readonly Readonly<{ code: string; jour: string; fait: boolean }>[]
  lecteurs: readonly Readonly<{ volet: Volet; epoque: number; dest: string }>[]
  provenance: string | null
  missions: readonly Readonly<{ membre: string; jusquAu: string }>[]
  doubleLecture: readonly Readonly<{ geste: string; par: string; jour: string }>[]
  /** Of a closed case: last day of the reader's own opening, and the lines of the journal that say who opened it. */
  clos?: Readonly<{ ouvertJusquAu: string | null; consultations: readonly string[] }>
}>

export type VoletOuvert = Readonly<{ cles: readonly CleVolet[]; messages: readonly Message[]; suite: Suite }>
export type DossierOuvert = Readonly<{ recu: DossierRecu; volets: ReadonlyMap<Volet, VoletOuvert> }>

/** The current key of a compartment: the one of its latest epoch. */
export const cleCourante = (volet: VoletOuvert): CleVolet =>
  volet.cles.reduce((a, b) => (b.epoque > a.epoque ? b : a))

/**
 * Opens what one reader holds keys of, and verifies every signature and every link. Throws the refusal of the sealing package when a thread was
 * altered, cut in the middle or signed by somebody whom the directory does not know, or when a key comes from somebody whose role gives none there.
 */
export async function ouvrirDossier(
  recu: DossierRecu,
  moi: Readonly<{ id: string; identite: Identite }>,
  cellule: Cellule,
): Promise<DossierOuvert> {
  const cleDe = clesDuDossier(recu.cleAuteur, cellule.signataires)
  const cleDuDonneur = clesDesDonneurs(recu.cleAuteur, cellule.signataires)
  const volets = new Map<Volet, VoletOuvert>()
  for (const volet of VOLETS) {
    const siennes = recu.enveloppes.filter((e) => e.volet === volet)
    if (siennes.length === 0) continue
    const cles: CleVolet[] = []
    for (const { epoque, octets } of siennes)
      cles.push(await developper(octetsDe(octets), moi, { dossier: recu.id, volet, epoque }, cleDuDonneur))
    const scelles = recu.messages.filter((m) => m.volet === volet).sort((a, b) => a.rang - b.rang)
    const lu = await lireFil(
      scelles.map(({ octets, epoque }) => ({ octets: octetsDe(octets), epoque })),
      cles,
      { dossier: recu.id, volet },
      cleDe,
    )
    volets.set(volet, { cles, ...lu })
  }
  return { recu, volets }
}

export const voletVide = (cles: readonly CleVolet[]): VoletOuvert => ({ cles, messages: [], suite: DEBUT })
