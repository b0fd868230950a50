import { alea, enTexte, signer } from '@maillage/coffre'
import type { Absence } from '../domain/absences.ts'
import { acteDAbsence, DOMAINE_ABSENCE } from './acte-absence.ts'
import type { SessionMembre } from './membre.ts'
import { donnerMesCles } from './relais.ts'
import { demander } from './serveur.ts'

/** Declares days away in an organisation, signed: the server keeps the dates until they are passed, the journal only their fingerprint. */
export async function declarerAbsence(
  { transport, jeton, cles, jour }: SessionMembre,
  organisme: string,
  { membre, du, au, remplacant }: Pick<Absence, 'membre' | 'du' | 'au' | 'remplacant'>,
): Promise<void> {
  const absence: Absence = { id: enTexte(alea(16)), membre, du, au, remplacant, par: cles.id, jour }
  const acte = acteDAbsence('declarer-absence', organisme, cles.id, absence, jour)
  await demander(transport, `/v1/bureau/${organisme}/absences`, {
    methode: 'POST',
    jeton,
    corps: { absence, sig: signer(DOMAINE_ABSENCE, acte, cles.signature) },
  })
}

/** Takes an absence back: she is there again, from today. */
export async function retirerAbsence(
  { transport, jeton, cles, jour }: SessionMembre,
  organisme: string,
  { id, membre, du, au, remplacant, par, jour: declaree }: Absence,
): Promise<void> {
  const absence = { id, membre, du, au, remplacant, par, jour: declaree }
  const acte = acteDAbsence('retirer-absence', organisme, cles.id, absence, jour)
  await demander(transport, `/v1/bureau/${organisme}/absences/${id}/retrait`, {
    methode: 'POST',
    jeton,
    corps: { jour, sig: signer(DOMAINE_ABSENCE, acte, cles.signature) },
  })
}

/**
 * Offers to a colleague the cases that an absence leaves to nobody: this browser, which reads whom the author excluded, gives the keys one case after the
 * other, and none to an excluded person. Gives how many she can now lead.
 */
export const confier = (session: SessionMembre, dossiers: readonly string[], a: string): Promise<number> =>
  donnerMesCles(session, a, ({ id }) => dossiers.includes(id))
