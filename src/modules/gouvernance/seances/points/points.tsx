import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Vide } from '#ui/textes.tsx'
import type { DonneesSeance } from '../../conduite/page-seance.tsx'
import { tientLesSeances } from '../../domain/droits.ts'
import { LIBELLES_POINT } from '../../domain/seance.ts'
import { Pieces } from '../../pieces/pieces.tsx'
import { Portee } from '../../vues.tsx'

/** The agenda of a séance in preparation. */
export function Points({
  donnees,
  modifiable,
}: {
  readonly donnees: DonneesSeance
  readonly modifiable: boolean
}) {
  const { registre, points, membres } = donnees
  if (points.length === 0)
    return (
      <Vide
        action={
          modifiable && (
            <Bouton href={`/seances/${registre.id}/points/nouveau`}>Inscrire le premier point</Bouton>
          )
        }
      >
        L’ordre du jour est vide. Une convocation annonce au moins un point.
      </Vide>
    )
  return (
    <ol className="liste-lignes points">
      {points.map((point, rang) => {
        const base = `/seances/${registre.id}/points/${point.id}`
        return (
          <li key={point.id}>
            <div>
              <p>
                <span className="rang">{point.ordre}.</span> <strong>{point.question}</strong>
              </p>
              <p className="detail">
                {LIBELLES_POINT[point.genre]} · <Portee porte={point.porte} membres={membres} />
              </p>
              <Pieces
                seanceId={registre.id}
                pointId={point.id}
                pieces={donnees.pieces}
                peutJoindre={tientLesSeances.autorise(donnees.acteur) && registre.statut !== 'annulee'}
              />
            </div>
            {modifiable && (
              <div className="fin">
                <Bouton href={`${base}/modifier`} variante="lien" petit>
                  Modifier<span className="vh"> « {point.question} »</span>
                </Bouton>
                {rang > 0 && (
                  <BoutonPost action={`${base}/deplacer`} champs={{ sens: 'monter' }} variante="lien" petit>
                    Monter<span className="vh"> « {point.question} »</span>
                  </BoutonPost>
                )}
                {rang < points.length - 1 && (
                  <BoutonPost
                    action={`${base}/deplacer`}
                    champs={{ sens: 'descendre' }}
                    variante="lien"
                    petit
                  >
                    Descendre<span className="vh"> « {point.question} »</span>
                  </BoutonPost>
                )}
                <BoutonPost action={`${base}/deplacer`} champs={{ sens: 'retirer' }} variante="lien" petit>
                  Retirer<span className="vh"> « {point.question} »</span>
                </BoutonPost>
              </div>
            )}
          </li>
        )
      })}
    </ol>
  )
}
