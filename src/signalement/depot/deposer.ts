import { attesterDepot, depuisTexte, enTexte } from '@maillage/coffre'
import { jourDe } from '#shared/dates.ts'
import { estDoublon, type Tx } from '../base.ts'
import { estDeLAuteur, peutLire, seMene, VOLETS_DE_L_AUTEUR, type Volet } from '../domain/acces.ts'
import { calendrierDuDepartement, echeancesDuDepot } from '../domain/echeances.ts'
import { ajouterEnBloc } from '../dossiers.repository.ts'
import { consigner } from '../journal.ts'
import type { Cellule } from '../protocole/annuaire.ts'
import type { Defi } from '../protocole/effort.ts'
import { type DepotScelle, empreinteDuDepot } from '../protocole/sceller-depot.ts'
import type { Services } from '../services.ts'

export type RefusDeDepot =
  | 'organisme-inconnu'
  | 'destinataire-inconnu'
  | 'effort'
  | 'autre-depot'
  | 'incomplet'

export const PHRASES: Readonly<Record<RefusDeDepot, string>> = {
  'organisme-inconnu':
    'Ce Centre de gestion ne reçoit pas de signalement ici. Rien n’a été enregistré : revenez à l’accueil.',
  'destinataire-inconnu':
    'L’annuaire a changé pendant votre saisie. Rien n’a été enregistré : envoyez de nouveau, l’annuaire sera relu.',
  effort:
    'Le calcul demandé à votre appareil a expiré ou a déjà servi. Rien n’a été enregistré : envoyez de nouveau.',
  'autre-depot': 'Un autre dépôt porte déjà cette référence. Rien n’a été enregistré : envoyez de nouveau.',
  incomplet: 'Il manque une partie du dépôt. Rien n’a été enregistré : envoyez de nouveau.',
}

/**
 * Keeps a sealed deposit, whole or not at all, and gives its signed proof. Sent twice it is kept once: the second sending receives the same proof,
 * even when its work has already been used.
 */
export async function deposer(
  services: Services,
  depot: DepotScelle,
  defi: Defi,
  nonce: number,
): Promise<{ readonly preuve: string } | { readonly refus: RefusDeDepot }> {
  const { base, efforts, preuve: cle, maintenant } = services
  const cellule = await services.cellules.cellule(depot.organisme)
  if (!cellule) return { refus: 'organisme-inconnu' }
  const empreinte = empreinteDuDepot(depot, depuisTexte)
  const attester = (jour: string) => ({
    preuve: enTexte(attesterDepot({ organisme: depot.organisme, jour, depot: empreinte }, cle)),
  })
  // Looked for only when something is refused: an ordinary deposit is new, and costs one transaction.
  const dejaLa = async (sinon: RefusDeDepot) => {
    const connu = await base.pour(depot.organisme, (tx) => lirePremier(tx, depot.dossier))
    if (!connu) return { refus: sinon }
    return connu.depot === empreinte ? attester(connu.jour) : { refus: 'autre-depot' as const }
  }
  const faute = controler(depot, cellule)
  if (faute) return dejaLa(faute)
  if (defi.organisme !== depot.organisme || !efforts.accepter(defi, empreinte, nonce)) return dejaLa('effort')
  const jour = jourDe(maintenant())
  try {
    await base.pour(depot.organisme, (tx) => ecrire(tx, depot, empreinte, jour, cellule))
  } catch (erreur) {
    if (!estDoublon(erreur)) throw erreur
    // The same deposit sent twice: the other sending has been kept.
    return dejaLa('autre-depot')
  }
  return attester(jour)
}

async function lirePremier(tx: Tx, dossier: string): Promise<{ jour: string; depot: string } | undefined> {
  const { rows } = await tx.query<{ jour: string; depot: string }>(
    'select jour, depot from dossier where id = $1',
    [dossier],
  )
  return rows[0]
}

/** What the server can check without reading: each compartment is there, each reader is entitled, the author and the quorum hold a key. */
function controler(depot: DepotScelle, cellule: Cellule): RefusDeDepot | null {
  const lecteurs = new Map<Volet, Set<string>>()
  for (const { volet, dest, epoque } of depot.enveloppes) {
    if (epoque !== 1 || !estDeLAuteur(volet)) return 'incomplet'
    const membre = cellule.membres.find(({ id }) => id === dest)
    const permis =
      dest === 'auteur' ||
      dest === 'sequestre' ||
      (membre && (peutLire(membre.role, volet) || (volet === 'I' && membre.role === 'referent')))
    if (!permis) return 'destinataire-inconnu'
    lecteurs.set(volet, (lecteurs.get(volet) ?? new Set()).add(dest))
  }
  const volets = new Set<Volet>([...VOLETS_DE_L_AUTEUR, ...lecteurs.keys()])
  for (const volet of volets) {
    const ici = lecteurs.get(volet)
    if (!ici?.has('auteur') || !ici.has('sequestre')) return 'incomplet'
    if (!depot.messages.some((m) => m.volet === volet && m.rang === 0 && m.epoque === 1)) return 'incomplet'
  }
  if (!depot.pieces.every(({ volet, epoque }) => volet === 'R' && epoque === 1)) return 'incomplet'
  const lit = seMene(cellule.membres.filter(({ id }) => lecteurs.get('R')!.has(id)))
  return lit && depot.messages.length === volets.size ? null : 'incomplet'
}

async function ecrire(
  tx: Tx,
  depot: DepotScelle,
  empreinte: string,
  jour: string,
  cellule: Cellule,
): Promise<void> {
  const { dossier, organisme } = depot
  await tx.query(
    "insert into dossier (id, organisme, reperage, cle_auteur, depot, jour, etat, tour) values ($1, $2, $3, $4, $5, $6, 'RECU', 'cellule')",
    [dossier, organisme, depot.empreinteReperage, depot.cleAuteur, empreinte, jour],
  )
  await ajouterEnBloc(tx, { dossier, organisme }, depot)
  const echues = echeancesDuDepot(jour, calendrierDuDepartement(cellule.departement))
  await tx.query(
    'insert into echeance (dossier, organisme, code, jour) select $1, $2, * from unnest($3::text[], $4::date[])',
    [dossier, organisme, echues.map(({ code }) => code), echues.map((e) => e.jour)],
  )
  await consigner(tx, { acteur: 'auteur', action: 'deposer', dossier, jour, organisme }, null)
}
