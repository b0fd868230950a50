import type { ContenuDePage } from '#platform/http/services.ts'
import { type Jour, jourDe, joursEntre } from '#shared/dates.ts'
import { compte, dateLongue } from '#shared/typographie.ts'
import { BoutonPost } from '#ui/bouton.tsx'
import { Confirmation } from '#ui/confirmation.tsx'
import { Alerte, Section } from '#ui/textes.tsx'
import { seVote } from '../domain/seance.ts'
import type { Point } from '../seances/points/points.repository.ts'
import type { Registre } from './presences/registre.queries.ts'

const cadre = (registre: Registre) => ({
  surtitre: `${registre.instance}, ${dateLongue(jourDe(registre.debutLe))}`,
  rubrique: '/seances',
  ariane: [
    { libelle: 'Séances', href: '/seances' },
    { libelle: registre.instance, href: `/seances/${registre.id}` },
  ],
})

/** Closing cannot be undone: what it does is said before, on a page. */
export function pageClore(registre: Registre, points: readonly Point[]): ContenuDePage {
  const restants = points.filter(({ statut }) => statut === 'a_traiter')
  const ouvert = registre.scrutins.find(({ closLe }) => !closLe)
  const sansVote = points.filter(
    (point) =>
      point.statut !== 'a_traiter' &&
      seVote(point.genre) &&
      !registre.scrutins.some(({ pointId }) => pointId === point.id),
  )
  return {
    ...cadre(registre),
    titre: 'Clore la séance ?',
    chapeau: (
      <p>
        Le relevé de décisions et le projet de procès-verbal seront établis. Une séance close ne se rouvre
        pas.
      </p>
    ),
    contenu: (
      <>
        {ouvert && (
          <Alerte ton="attention">Un vote est encore ouvert. Fermez-le avant de clore la séance.</Alerte>
        )}
        {sansVote.length > 0 && (
          <Alerte ton="attention" titre={`${compte(sansVote.length, 'point')} sans vote :`}>
            <ul>
              {sansVote.map(({ id, question }) => (
                <li key={id}>{question}</li>
              ))}
            </ul>
          </Alerte>
        )}
        {restants.length > 0 && (
          <Section
            titre={`${compte(restants.length, 'point')} non traité${restants.length > 1 ? 's' : ''}`}
            detail={
              restants.length > 1 ? 'ils reviennent dans « À décider »' : 'il revient dans « À décider »'
            }
          >
            <ul className="puces">
              {restants.map(({ id, question }) => (
                <li key={id}>{question}</li>
              ))}
            </ul>
          </Section>
        )}
        <div className="actions apres">
          {!ouvert && (
            <BoutonPost action={`/seances/${registre.id}/clore`} variante="danger">
              Clore la séance
            </BoutonPost>
          )}
          <a href={`/seances/${registre.id}`}>Revenir à la séance</a>
        </div>
      </>
    ),
  }
}

/** Opening before the day it was called for: who was convened for another day must know. */
export function pageOuvrirAvant(registre: Registre, aujourdhui: Jour): ContenuDePage {
  return {
    ...cadre(registre),
    titre: 'Ouvrir la séance avant le jour convoqué ?',
    contenu: (
      <Confirmation
        action={`/seances/${registre.id}/ouvrir`}
        consequences={[
          `La séance est convoquée pour le ${dateLongue(jourDe(registre.debutLe))}, dans ${compte(joursEntre(aujourdhui, jourDe(registre.debutLe)), 'jour')}.`,
          'Les présences se notent et les votes s’ouvrent dès maintenant.',
          'Si la date a changé, changez-la plutôt : chacun en sera averti.',
        ]}
        definitif="Une séance ouverte ne redevient pas une séance à venir."
        verbe="Ouvrir la séance maintenant"
        retour={{ href: `/seances/${registre.id}`, libelle: 'Revenir à la séance' }}
        danger={false}
      />
    ),
  }
}

/** Leaving a point that waits for its vote: said before, on a page. */
export function pagePasser(registre: Registre, courant: Point, suivant: Point): ContenuDePage {
  return {
    ...cadre(registre),
    titre: `Passer au point ${suivant.ordre} sans voter le point ${courant.ordre} ?`,
    chapeau: (
      <p>
        « {courant.question} » n’a pas été voté. Aucune décision n’en sortira ; vous pourrez y revenir avant
        la clôture.
      </p>
    ),
    contenu: (
      <div className="actions">
        <BoutonPost action={`/seances/${registre.id}/points/${suivant.id}/traiter`} variante="danger">
          Passer sans voter
        </BoutonPost>
        <a href={`/seances/${registre.id}`}>Revenir au vote</a>
      </div>
    ),
  }
}
