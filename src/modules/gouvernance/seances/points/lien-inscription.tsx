import { jourDe } from '#shared/dates.ts'
import { dateCourte } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import type { SeanceEnListe } from '../seances.queries.ts'

/** The link that puts a subject or a document on the agenda of the first séance being prepared; without one, the séance is planned first. */
export function LienDInscription({
  planifiees,
  instanceId,
  reprise,
  mots,
  aujourdhui,
}: {
  readonly planifiees: readonly SeanceEnListe[]
  /** The instance asked to decide; null when any may. */
  readonly instanceId: string | null
  readonly reprise: string
  readonly mots: string
  readonly aujourdhui: string
}) {
  const seance = planifiees.find((candidate) => !instanceId || candidate.instanceId === instanceId)
  if (!seance)
    return (
      <a href={`/seances/nouvelle${instanceId ? `?instance=${instanceId}` : ''}`}>
        Planifier une séance<span className="vh"> pour « {mots} »</span>
      </a>
    )
  return (
    <Bouton href={`/seances/${seance.id}/points/nouveau?${reprise}`} icone="ajouter" petit>
      Inscrire au {dateCourte(jourDe(seance.debutLe), aujourdhui)}
      <span className="vh"> : « {mots} »</span>
    </Bouton>
  )
}
