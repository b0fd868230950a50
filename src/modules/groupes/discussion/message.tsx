import { type Jour, jourDe } from '#shared/dates.ts'
import { date, dateCourte, heure } from '#shared/typographie.ts'
import { Lien } from '#ui/bouton.tsx'
import { Fictif, TexteLibre } from '#ui/textes.tsx'
import type { MessageLu } from '../travail.queries.ts'

/** A message of the thread, with what its author may do. */
export const MessageDuFil = ({
  message: { id, texte, par, libelle, ecritLe, modifieLe, appeles, avant, fictif },
  jour,
  mien,
}: {
  readonly message: MessageLu
  readonly jour: Jour
  readonly mien: boolean
}) => (
  <article className="reserve" id={`m-${id}`}>
    <p className="reserve-de">
      {par.includes(libelle) ? par : `${par}, ${libelle}`}
      <small>
        {' '}
        {dateCourte(jourDe(ecritLe), jour)} à {heure(ecritLe)}
      </small>{' '}
      {fictif && <Fictif />}
    </p>
    <TexteLibre texte={texte} />
    {appeles.length > 0 && <p className="detail">Réponse demandée à {appeles.join(', ')}</p>}
    {modifieLe && (
      <details className="repli">
        <summary>
          Corrigé le {date(jourDe(modifieLe))} à {heure(modifieLe)}
        </summary>
        {avant.map(({ texte: ancien, le }) => (
          <TexteLibre key={le} texte={ancien} />
        ))}
      </details>
    )}
    {mien && (
      <p>
        <Lien href={`/groupes/messages/${id}/modifier`} icone="modifier">
          Corriger ce message
        </Lien>
      </p>
    )}
  </article>
)
