import { nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { ChampFichier, Formulaire } from '#ui/formulaire.tsx'
import type { PieceDePoint } from '../seances/seances.queries.ts'

/** Documents of a point, and the form that adds one. */
export function Pieces({
  seanceId,
  pointId,
  pieces,
  peutJoindre,
}: {
  readonly seanceId: string
  readonly pointId: string
  readonly pieces: readonly PieceDePoint[]
  readonly peutJoindre: boolean
}) {
  const siennes = pieces.filter((piece) => piece.pointId === pointId)
  if (siennes.length === 0 && !peutJoindre) return null
  return (
    <div className="pieces">
      {siennes.length > 0 && (
        <ul>
          {siennes.map(({ fichierId, nom, taille, tardive }) => (
            <li key={fichierId}>
              <a href={`/fichiers/${fichierId}`}>{nom}</a>{' '}
              <span className="detail">
                {nombre(Math.max(1, Math.round(taille / 1024)))} ko
                {tardive && ', ajoutée après la convocation'}
              </span>
            </li>
          ))}
        </ul>
      )}
      {peutJoindre && (
        <details className="repli">
          <summary>Joindre une pièce</summary>
          <Formulaire action={`/seances/${seanceId}/points/${pointId}/pieces`} fichiers>
            <ChampFichier
              nom={`piece-${pointId}`}
              libelle="Document"
              aide="PDF, image, texte ou bureautique, 10 Mo au plus."
            />
            <p>
              <Bouton icone="deposer">Joindre</Bouton>
            </p>
          </Formulaire>
        </details>
      )}
    </div>
  )
}
