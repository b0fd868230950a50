import {
  empreinteAnnuaire,
  enTexte,
  envelopper,
  type Json,
  membreDe,
  nouvelleCleVolet,
} from '@maillage/coffre'
import {
  destinatairesAuDepot,
  seMene,
  VOLETS_DE_L_AUTEUR,
  VOLETS_DE_SOIN,
  type Volet,
} from '../domain/acces.ts'
import { exclusionsDe } from '../domain/politique.ts'
import { tirerAdmissions } from './admission.ts'
import { accordsDe, type Faits, type Retour, relire, scellerEcrits } from './auteur.ts'
import { cleCourante } from './ouvrir-dossier.ts'
import { type Enveloppe, PersonneNePeutLire } from './sceller-depot.ts'
import { chargerCellule, demander } from './serveur.ts'

/**
 * Sends the case to another organisation, from the author's own browser. A new epoch begins in every compartment of hers: its key goes to herself, to the
 * entitled members there who are not excluded, and to their quorum, with the older keys so that they read the past; what follows is closed to the keys that
 * the first organisation may have kept. Her consents for a doctor or a psychologist named people of the first one: they stay behind, and she gives them
 * again there. One request: all of it, or nothing has changed. Refuses when nobody there could lead the case.
 */
export async function transferer(retour: Retour, vers: string): Promise<Retour> {
  const { transport, jeton, jour, dossier, cles } = retour
  const { cellule } = await chargerCellule(transport, vers, jour)
  const faits = dossier.volets.get('R')?.messages[0]?.corps as Faits
  const accords = accordsDe(dossier)
  const gardes = accords.filter((accord) => !DE_SOIN.includes(accord))
  const { exclus } = exclusionsDe(cellule.membres, faits.employeur ?? null, faits.exclusions ?? [], [])
  const pour = destinatairesAuDepot(cellule.membres, exclus, new Set(gardes))
  if (!seMene(cellule.membres.filter(({ id }) => pour.R.includes(id)))) throw new PersonneNePeutLire()
  const par = { id: 'auteur', cle: cles.signature }
  const enveloppes: Enveloppe[] = []
  const volets = new Map(dossier.volets)
  for (const volet of [...VOLETS_DE_L_AUTEUR, ...VOLETS_DE_SOIN]) {
    const ouvert = dossier.volets.get(volet)
    if (!ouvert) continue
    const gens = [
      ...pour[volet].map((id) => membreDe(cellule.verifie, id)),
      { id: 'sequestre', scellement: cellule.sequestre },
    ]
    const neuve = nouvelleCleVolet({
      dossier: dossier.recu.id,
      volet,
      epoque: cleCourante(ouvert).epoque + 1,
    })
    volets.set(volet, { ...ouvert, cles: [...ouvert.cles, neuve] })
    const auteur = { id: 'auteur', scellement: cles.destinataire }
    for (const cle of [...ouvert.cles, neuve])
      for (const dest of cle === neuve ? [...gens, auteur] : gens)
        enveloppes.push({
          volet,
          epoque: cle.epoque,
          dest: dest.id,
          octets: enTexte(await envelopper(cle, dest, par)),
        })
  }
  const { jetons, marques } = tirerAdmissions(dossier.recu.id, cellule.membres, exclus)
  const ecrits: { volet: Volet; corps: Json }[] = [
    {
      volet: 'E',
      corps: { genre: 'transfert', vers: cellule.nom, annuaire: empreinteAnnuaire(cellule.verifie), jetons },
    },
  ]
  if (gardes.length !== accords.length)
    ecrits.push({ volet: 'E', corps: { genre: 'accords', accords: gardes } })
  const messages = await scellerEcrits({ ...dossier, volets }, ecrits, cles, jour)
  const { jeton: suivant } = await demander<{ jeton: string }>(transport, '/v1/retour/transfert', {
    methode: 'POST',
    jeton,
    corps: { vers, enveloppes, messages, admissions: marques },
  })
  return relire(transport, suivant, cles, jour)
}

/** Consents that name a person of the organisation that gives the case away. */
const DE_SOIN: readonly string[] = ['medecin', 'psychologue']
