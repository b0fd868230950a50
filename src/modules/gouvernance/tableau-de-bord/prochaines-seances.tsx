import { jourDe, joursEntre } from '#shared/dates.ts'
import { compte, dansJours, date, dateLongue, heure } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import { dernierJourPourConvoquer } from '../domain/convocation.ts'
import { direReponses } from '../seances/reponses/dire-reponses.ts'
import type { SeanceEnListe } from '../seances/seances.queries.ts'
import { EtiquetteSeance } from '../vues.tsx'

/** The séances to come, the nearest first: what each waits for, and the one deed that moves it on. */
export function ProchainesSeances({
  seances,
  maintenant,
  tient,
}: {
  readonly seances: readonly SeanceEnListe[]
  readonly maintenant: Date
  /** The reader calls them; the others answer. */
  readonly tient: boolean
}) {
  const aVenir = seances.filter(({ statut }) => statut === 'convoquee' || statut === 'planifiee').slice(0, 3)
  const titre = aVenir.length > 1 ? 'Prochaines séances' : 'Prochaine séance'
  if (aVenir.length === 0)
    return (
      <Section titre={titre}>
        <Vide action={tient && <Bouton href="/seances/nouvelle">Planifier une séance</Bouton>}>
          Aucune séance n’est prévue.
        </Vide>
      </Section>
    )
  return (
    <Section titre={titre}>
      <ul className="liste-lignes">
        {aVenir.map((seance) => (
          <li key={seance.id}>
            <div>
              <p>
                <a href={`/seances/${seance.id}`}>
                  <strong>{seance.instance}</strong>, {dateLongue(jourDe(seance.debutLe))} à{' '}
                  {heure(seance.debutLe)}
                </a>
              </p>
              <p className="detail">{direAttente(seance, maintenant)}</p>
            </div>
            <div className="fin">
              <EtiquetteSeance statut={seance.statut} />
              {tient && seance.statut === 'planifiee' && (
                <Bouton href={`/seances/${seance.id}/convoquer`} icone="courriel" petit>
                  Convoquer<span className="vh"> : {seance.instance}</span>
                </Bouton>
              )}
              {seance.statut === 'convoquee' && seance.maReponse === 'attendue' && (
                <Bouton href={`/seances/${seance.id}#votre-reponse`} icone="retour" petit>
                  Répondre à la convocation
                </Bouton>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function direAttente(seance: SeanceEnListe, maintenant: Date): string {
  const aujourdhui = jourDe(maintenant)
  const parties = [
    dansJours(joursEntre(aujourdhui, jourDe(seance.debutLe))),
    seance.lieu,
    seance.points === 0 ? 'ordre du jour vide' : compte(seance.points, 'point'),
  ]
  if (seance.statut === 'planifiee') {
    const limite = dernierJourPourConvoquer(seance.debutLe, seance.delaiJours)
    const reste = joursEntre(aujourdhui, limite)
    parties.push(
      reste >= 0
        ? `à convoquer avant le ${date(limite)} (${dansJours(reste)})`
        : `délai de convocation dépassé depuis le ${date(limite)}`,
    )
  } else parties.push(direReponses(seance))
  return parties.filter(Boolean).join(' · ')
}
