import { Bouton } from '#ui/bouton.tsx'
import type { DonneesSeance } from './page-seance.tsx'
import { CHOIX, peutVoterPour } from './voter-pour.ts'
import type { LigneDeVote, VueDuPoint } from './vue-du-vote.ts'

/** A vote already entered is corrected by another entry, with its reason; a reserve goes with it to the minutes. */
export function Rectification({
  donnees,
  vue: { scrutin, lignes },
}: {
  readonly donnees: DonneesSeance
  readonly vue: VueDuPoint
}) {
  const { registre } = donnees
  const votees = lignes.filter((ligne) => ligne.vote && peutVoterPour(donnees, ligne))
  const aVoter = lignes.filter((ligne) => !ligne.vote && ligne.peutVoter && peutVoterPour(donnees, ligne))
  if (!scrutin || votees.length + aVoter.length === 0) return null
  const mienne = (ligne: LigneDeVote) => ligne.siege.organismeId === donnees.acteur.organismeId
  return (
    <details className="repli">
      <summary>Voter avec une réserve, ou rectifier un vote</summary>
      <form
        className="formulaire"
        method="post"
        action={`/seances/${registre.id}/scrutins/${scrutin.id}/votes`}
      >
        <div className="cote-a-cote">
          <div className="champ">
            <label htmlFor="vote-organisme">Membre</label>
            <select
              className="saisie"
              id="vote-organisme"
              name="organisme"
              defaultValue={[...votees, ...aVoter].find(mienne)?.siege.organismeId}
            >
              {[...aVoter, ...votees].map(({ siege, vote }) => (
                <option key={siege.organismeId} value={siege.organismeId}>
                  {siege.libelle}
                  {vote ? ' (a voté)' : ''}
                </option>
              ))}
            </select>
          </div>
          <div className="champ">
            <label htmlFor="vote-choix">Vote</label>
            <select className="saisie" id="vote-choix" name="choix">
              {CHOIX.map(({ choix, libelle }) => (
                <option key={choix} value={choix}>
                  {libelle}
                </option>
              ))}
            </select>
          </div>
        </div>
        <div className="champ">
          <label htmlFor="vote-reserve">Réserve ou objection, portée au procès-verbal</label>
          <textarea className="saisie" id="vote-reserve" name="reserve" rows={2} />
        </div>
        <div className="champ">
          <label htmlFor="vote-motif">Motif de la rectification</label>
          <p className="aide" id="vote-motif-aide">
            Seulement si le membre a déjà voté : le premier vote reste dans le registre.
          </p>
          <input className="saisie" id="vote-motif" name="rectification" aria-describedby="vote-motif-aide" />
        </div>
        <Bouton>Enregistrer ce vote</Bouton>
      </form>
    </details>
  )
}
