import { accordDemande, bonEmployeur, peutDonner, peutLire, traite, type Volet } from '../domain/acces.ts'
import { exclusionsDe } from '../domain/politique.ts'
import { ouvrirSiClos } from './clos.ts'
import {
  agir,
  lireCorbeille,
  prendreDossier,
  type Resume,
  renouvelerCles,
  type SessionMembre,
  type SurLeBureau,
} from './membre.ts'

/**
 * Gives to a colleague every key that this member may give, case by case: for an arrival, a departure, or the same person's new keys. Whoever the
 * author or a declared conflict excluded receives nothing. Gives how many cases were handed over.
 * @param lesquels which of her cases; all, unless said
 */
export async function donnerMesCles(
  session: SessionMembre,
  a: string,
  lesquels: (dossier: Resume) => boolean = () => true,
): Promise<number> {
  let donnes = 0
  for (const { organisme, id } of (await lireCorbeille(session)).dossiers.filter(lesquels)) {
    const pris = await prendreDossier(session, organisme, id)
    // A closed case is opened for it, and says so: its keys must not leave with who holds them.
    const bureau = aRemettre(pris, a) ? await ouvrirSiClos(pris, PASSATION) : pris
    const { cellule, membre, dossier } = bureau
    const autre = cellule.membres.find((m) => m.id === a)
    const faits = dossier.volets.get('R')?.messages[0]?.corps as
      | { exclusions?: string[]; employeur?: string | null }
      | undefined
    const { exclus } = exclusionsDe(cellule.membres, faits?.employeur ?? null, faits?.exclusions ?? [], [])
    // Without the story one cannot know who was excluded: nothing is given.
    if (!autre || !faits || exclus.has(a) || !bonEmployeur(autre, faits.employeur)) continue
    const tient = (volet: Volet) => dossier.recu.lecteurs.some((l) => l.volet === volet && l.dest === a)
    const donner = [...dossier.volets.keys()]
      .filter(
        (volet) =>
          peutLire(autre.role, volet) &&
          accordDemande(autre.role, volet) === null &&
          peutDonner(membre.role, volet) &&
          !tient(volet),
      )
      .map((volet) => ({ volet, dest: a }))
    if (donner.length === 0) continue
    await agir(bureau, { action: 'donner-acces', donner })
    donnes++
  }
  return donnes
}

const PASSATION = 'Passation : les clés de ce dossier clos sont données à une autre personne de la cellule.'

/** Whether this member holds a key of a case that the other one may read and does not hold: seen from the list of readers, without opening anything. */
function aRemettre({ cellule, membre, dossier }: SurLeBureau, a: string): boolean {
  const role = cellule.membres.find(({ id }) => id === a)?.role
  const { lecteurs } = dossier.recu
  return lecteurs.some(
    ({ volet, dest }) =>
      dest === membre.id &&
      role !== undefined &&
      peutLire(role, volet) &&
      peutDonner(membre.role, volet) &&
      !lecteurs.some((l) => l.volet === volet && l.dest === a),
  )
}

/** Begins a new epoch in every open case of this member: after a departure, what follows is closed to who left. Gives how many. */
export async function renouvelerTout(session: SessionMembre): Promise<number> {
  let faits = 0
  for (const { organisme, id, etat } of (await lireCorbeille(session)).dossiers) {
    if (etat === 'CLOS') continue
    const bureau = await prendreDossier(session, organisme, id)
    if (!traite(bureau.membre.role)) continue
    if (await renouvelerCles(bureau)) faits++
  }
  return faits
}
