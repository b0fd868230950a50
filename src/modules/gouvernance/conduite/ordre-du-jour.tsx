import { Etiquette, type Ton } from '#ui/etiquette.tsx'
import type { NomIcone } from '#ui/icone.tsx'
import { tientLesSeances } from '../domain/droits.ts'
import { LIBELLES_POINT, seVote } from '../domain/seance.ts'
import type { Point } from '../seances/points/points.repository.ts'
import { direPortee, Portee } from '../vues.tsx'
import type { DonneesSeance } from './page-seance.tsx'
import type { Registre } from './presences/registre.queries.ts'

/** The agenda beside the vote: where the séance is, and what each point gave. */
export function OrdreDuJour({
  donnees,
  courant,
}: {
  readonly donnees: DonneesSeance
  readonly courant: string | null
}) {
  const { registre, points, membres, acteur } = donnees
  return (
    <aside className="ordre-du-jour" aria-labelledby="titre-ordre-du-jour">
      <details>
        <summary>
          <h2 id="titre-ordre-du-jour">Ordre du jour</h2>
        </summary>
        <ol>
          {points.map((point) => {
            const etat = direIssue(registre, point, membres)
            return (
              <li key={point.id} className={point.id === courant ? 'courant' : undefined}>
                <span className="rang">{point.ordre}</span>
                <div>
                  <a
                    href={`/seances/${registre.id}?point=${point.id}`}
                    aria-current={point.id === courant ? 'step' : undefined}
                  >
                    {point.question}
                  </a>
                  <Portee porte={point.porte} membres={membres} />
                  {etat && (
                    <Etiquette ton={etat.ton} icone={etat.icone} discrete>
                      {etat.mots}
                    </Etiquette>
                  )}
                </div>
              </li>
            )
          })}
        </ol>
        {registre.statut === 'ouverte' && tientLesSeances.autorise(acteur) && (
          <p className="detail">
            <a href={`/seances/${registre.id}/points/nouveau`}>Ajouter un point</a>, avec l’accord de tous les
            présents.
          </p>
        )}
      </details>
    </aside>
  )
}

type Issue = { readonly ton: Ton; readonly icone: NomIcone; readonly mots: string }

/** « Adoptée à trois », « En cours, vote ouvert »: the state of a point in a few words; null while nothing happened. */
export function direIssue(registre: Registre, point: Point, membres: DonneesSeance['membres']): Issue | null {
  const scrutin = registre.scrutins.filter(({ pointId }) => pointId === point.id).at(-1)
  const entiere = membres.length === point.porte.length
  if (scrutin?.verdict) {
    const portee = entiere ? '' : ` ${direPortee(point.porte, membres).split(' :')[0]!.toLowerCase()}`
    const issues: Record<string, Issue> = {
      adoptee: { ton: 'ok', icone: 'fait', mots: `Adoptée${portee}` },
      rejetee: { ton: 'alerte', icone: 'rejet', mots: 'Rejetée' },
      renvoyee: { ton: 'attention', icone: 'retour', mots: 'Renvoyée' },
      sans_quorum: { ton: 'attention', icone: 'attention', mots: 'Sans quorum' },
    }
    return issues[scrutin.verdict.issue]!
  }
  if (point.statut === 'en_cours')
    return { ton: 'info', icone: 'lecture', mots: scrutin ? 'En cours, vote ouvert' : 'En cours' }
  if (point.statut === 'reporte') return { ton: 'neutre', icone: 'calendrier', mots: 'Reporté' }
  if (point.statut === 'traite')
    return { ton: 'ok', icone: 'fait', mots: seVote(point.genre) ? 'Traité sans vote' : 'Pris acte' }
  return registre.statut === 'ouverte'
    ? null
    : { ton: 'neutre', icone: 'a_faire', mots: LIBELLES_POINT[point.genre] }
}
