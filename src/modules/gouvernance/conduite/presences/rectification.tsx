import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampChoix,
  ChampListe,
  ChampLong,
  ChampTexte,
  CoteACote,
  Formulaire,
} from '#ui/formulaire.tsx'
import type { DonneesSeance } from '../page-seance.tsx'
import { CHOIX, peutVoterPour } from '../vote/voter-pour.ts'
import type { LigneDeVote, VueDuPoint } from '../vote/vue-du-vote.ts'

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
  const revient = donnees.formulaire === 'vote'
  const propose = [...votees, ...aVoter].find(mienne)?.siege.organismeId
  return (
    <details className="repli" open={revient}>
      <summary>Voter avec une réserve, ou rectifier un vote</summary>
      <Formulaire
        action={`/seances/${registre.id}/scrutins/${scrutin.id}/votes`}
        id="vote"
        prefixe
        {...(revient && { fautes: donnees.fautes ?? [], saisies: donnees.saisies ?? {} })}
      >
        <CoteACote>
          <ChampListe
            nom="organisme"
            libelle="Membre"
            {...(propose && { valeur: propose })}
            options={[...aVoter, ...votees].map(({ siege, vote }) => ({
              valeur: siege.organismeId,
              libelle: vote ? `${siege.libelle} (a voté)` : siege.libelle,
            }))}
          />
          <ChampListe
            nom="choix"
            libelle="Vote"
            options={CHOIX.map(({ choix, libelle }) => ({ valeur: choix, libelle }))}
          />
        </CoteACote>
        <ChampLong
          nom="reserve"
          libelle="Réserve ou objection, portée au procès-verbal"
          facultatif
          lignes={2}
        />
        {votees.some(({ motif }) => motif) && (
          <ChampChoix
            nom="retire_reserve"
            libelle="Réserve déjà écrite"
            facultatif
            aide="Sans coche, elle reste avec le vote rectifié."
            plusieurs
            options={[{ valeur: 'oui', libelle: 'La retirer' }]}
          />
        )}
        {votees.length > 0 && (
          <ChampTexte
            nom="rectification"
            libelle="Motif de la rectification"
            facultatif
            aide="Demandé si le membre a déjà voté : son premier vote reste dans le registre."
          />
        )}
        <Actions>
          <Bouton>Enregistrer ce vote</Bouton>
        </Actions>
      </Formulaire>
    </details>
  )
}
