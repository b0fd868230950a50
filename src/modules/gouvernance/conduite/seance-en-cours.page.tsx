import type { ContenuDePage } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { dateLongue, heure } from '#shared/typographie.ts'
import { Alerte, Fictif, Section, TexteLibre, Vide } from '#ui/textes.tsx'
import { direSuivi } from '../decisions/dire-effet.ts'
import { GrilleDeSuites } from '../decisions/grille-de-suites.tsx'
import { tientLesSeances } from '../domain/droits.ts'
import { seVote } from '../domain/seance.ts'
import { Pieces } from '../pieces/pieces.tsx'
import { ActionsDeSeance } from './actions-de-seance.tsx'
import { OrdreDuJour } from './ordre-du-jour.tsx'
import type { DonneesSeance } from './page-seance.tsx'
import { RegistrePresence } from './presences/registre-presence.tsx'
import { BlocVerdict } from './vote/bloc-verdict.tsx'
import { TableDeVote } from './vote/vote.tsx'
import { voirPoint } from './vote/vue-du-vote.ts'

/** The latest decisions shown under a séance; the others are one link away. */
export const DECISIONS_MONTREES = 5

/** A séance under way or closed, at one of its points: the question, the vote, the verdict, then the sequels. */
export function pageSeanceEnCours(donnees: DonneesSeance): ContenuDePage {
  const { registre, points, membres, acteur, maintenant, decisions } = donnees
  const point = points.find(({ id }) => id === (donnees.pointId ?? registre.pointCourant)) ?? points[0]
  const tient = tientLesSeances.autorise(acteur)
  const suivant = point && points.find(({ ordre, statut }) => ordre > point.ordre && statut === 'a_traiter')
  const vue = point && voirPoint(registre, point, maintenant)
  const enCours = registre.statut === 'ouverte' || registre.statut === 'suspendue'
  return {
    titre: point?.question ?? registre.instance,
    surtitre: `${registre.instance}, ${dateLongue(jourDe(registre.debutLe))}`,
    rubrique: '/seances',
    ...(donnees.statut && { statut: donnees.statut }),
    ...(enCours && { ilots: ['seance'] }),
    chapeau: point && (
      <p>
        Point {point.ordre} sur {points.length}.{' '}
        {point.proposition
          ? `Proposition : ${point.proposition.slice(0, 280)}${point.proposition.length > 280 ? '…' : ''}`
          : ''}
        {registre.fictif && (
          <>
            {' '}
            <Fictif />
          </>
        )}
      </p>
    ),
    actions: (
      <ActionsDeSeance
        donnees={donnees}
        suivant={suivant && { id: suivant.id, ordre: suivant.ordre }}
        scrutinOuvert={registre.scrutins.some(({ closLe }) => !closLe)}
        aVoter={
          point !== undefined &&
          point.id === registre.pointCourant &&
          seVote(point.genre) &&
          vue?.scrutin == null
        }
      />
    ),
    encart: <Encart donnees={donnees} />,
    contenu: (
      <div
        className="seance"
        data-seance={registre.id}
        data-version={registre.version}
        data-active={enCours ? 'oui' : undefined}
      >
        {donnees.alerte && <Alerte focus>{donnees.alerte}</Alerte>}
        <p className="seance-nouveau" role="status" hidden>
          La séance a avancé sur un autre appareil. <a href={`/seances/${registre.id}`}>Afficher la suite</a>
        </p>
        <div className="seance-colonnes">
          <div className="seance-point">
            {point && vue ? (
              <>
                <TableDeVote donnees={donnees} point={point} vue={vue} />
                <BlocVerdict donnees={donnees} point={point} vue={vue} />
                {vue.lignes
                  .filter(({ motif, vote }) => motif && vote)
                  .map(({ siege, motif }) => (
                    <blockquote className="reserve" key={siege.organismeId}>
                      <p className="reserve-de">Réserve {deNom(siege.libelle)}, portée au procès-verbal</p>
                      <TexteLibre texte={motif} />
                    </blockquote>
                  ))}
                <Pieces
                  seanceId={registre.id}
                  pointId={point.id}
                  pieces={donnees.pieces}
                  peutJoindre={tient && enCours}
                />
                {point.expose && (
                  <details className="repli">
                    <summary>Lire l’exposé</summary>
                    <TexteLibre texte={point.expose} />
                  </details>
                )}
              </>
            ) : (
              <Vide>L’ordre du jour est vide.</Vide>
            )}
          </div>
          <OrdreDuJour donnees={donnees} courant={point?.id ?? null} />
        </div>
        <RegistrePresence donnees={donnees} />
        {decisions.length > 0 && (
          <Section
            titre="Les décisions et leurs suites"
            detail={
              decisions.length < DECISIONS_MONTREES
                ? direSuivi(decisions)
                : `les ${DECISIONS_MONTREES} dernières`
            }
            actions={<a href="/decisions">Toutes les décisions</a>}
          >
            <GrilleDeSuites
              decisions={decisions}
              membres={membres}
              aujourdhui={jourDe(maintenant)}
              moi={acteur.organismeId}
            />
            <p className="note">
              Le rejet d’un membre ne défait pas l’accord des autres : la décision n’est rouverte que pour
              lui.
            </p>
          </Section>
        )}
        {!tient && enCours && (
          <p className="detail">
            La coordination tient la séance ; vous notez votre présence et votez pour votre siège.
          </p>
        )}
      </div>
    ),
  }
}

function Encart({ donnees: { registre } }: { readonly donnees: DonneesSeance }) {
  if (registre.statut === 'ouverte' && registre.ouverteLe)
    return (
      <>
        <p>
          <strong>Séance ouverte</strong>
        </p>
        <p>
          Depuis {heure(registre.ouverteLe)}. Le procès-verbal s’écrit à mesure.{' '}
          <a href={`/seances/${registre.id}/proces-verbal`}>Lire le projet</a>
        </p>
      </>
    )
  if (registre.statut === 'suspendue') return <p>Séance suspendue.</p>
  return registre.closeLe ? <p>Séance close à {heure(registre.closeLe)}.</p> : null
}
