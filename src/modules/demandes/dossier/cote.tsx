import { jourDe } from '#shared/dates.ts'
import { dateLongue } from '#shared/typographie.ts'
import { Fiche, Section } from '#ui/textes.tsx'
import { traite } from '../domain/droits.ts'
import { TOURS } from '../domain/etats.ts'
import { Raccourcis, TOUCHES_DE_LA_DEMANDE } from '../raccourcis/raccourcis.tsx'
import { quand } from '../vues.tsx'
import { coteDe } from './agir.ts'
import { AideAuTraitement, Partages } from './aide.tsx'
import type { PropsDemande } from './demande.page.tsx'
import { direFichier } from './garder-fichier.ts'

/** Beside the thread: when the answer comes, who follows, the files, and what helps whoever treats it. */
export function Cote({ demande, evenements, acteur, maintenant, aide, semblables }: PropsDemande) {
  const pieces = evenements.flatMap(({ pieces, acteur, survenuLe }) =>
    pieces.map((piece) => ({ ...piece, acteur, survenuLe })),
  )
  const promise = demande.promiseLe ?? demande.priseAvant
  const tour = TOURS[demande.etat]
  return (
    <>
      {tour !== 'personne' && (
        <Section titre="Réponse prévue">
          {promise && tour !== 'tiers' ? (
            <>
              <p className="grande-date">{dateLongue(jourDe(promise))}</p>
              <p className="detail">
                {tour === 'collectivite'
                  ? 'Si la réponse de la mairie arrive à temps. Chaque jour sans réponse décale cette date d’autant.'
                  : `Le centre a promis ${demande.reponseJours} jours ouvrés de son temps ; l’attente de la mairie ou d’un tiers ne compte pas.`}
              </p>
            </>
          ) : (
            <p>Pas de date inventée : elle dépend de {demande.tiers || 'la suite'}.</p>
          )}
          {demande.delaiLegalLe && (
            <p className="detail">
              Délai légal, qui n’est pas une promesse : {dateLongue(demande.delaiLegalLe)}.
            </p>
          )}
        </Section>
      )}
      <Section titre="Qui suit cette demande">
        <Fiche
          etroite
          lignes={[
            { nom: `Au ${demande.traitant}`, valeur: demande.responsable ?? 'Pas encore attribuée' },
            ...(demande.traitantId === demande.guichetId
              ? []
              : [{ nom: 'Guichet de la mairie', valeur: `${demande.guichet}, toujours` }]),
            { nom: 'À la mairie', valeur: demande.auteurId === acteur.personneId ? 'Vous' : demande.auteur },
          ]}
        />
      </Section>
      {aide && <Partages aide={aide} />}
      <Section titre="Documents" detail={pieces.length > 0 ? String(pieces.length) : undefined}>
        {pieces.length === 0 ? (
          <p className="detail">Aucun document.</p>
        ) : (
          <ul className="depot-fichiers">
            {pieces.map(({ id, nom, acteur: qui, survenuLe, ...fichier }) => (
              <li key={id}>
                <div>
                  <p>
                    <a href={`/demandes/pieces/${id}`}>{nom}</a>
                  </p>
                  <p className="detail">
                    {direFichier(fichier)}. {qui.split(',')[0]},{' '}
                    {quand(survenuLe, maintenant).mot.toLocaleLowerCase('fr')}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {aide && coteDe(acteur, demande) === 'cdg' && (
        <AideAuTraitement demande={demande} aide={aide} semblables={semblables} />
      )}
      {traite.autorise(acteur) && coteDe(acteur, demande) === 'cdg' && (
        <Section titre="Autres actions">
          <ul className="liste-simple">
            <li>
              <a href={`/demandes/${demande.id}/partager`}>Partager avec un autre centre</a>
            </li>
            <li>
              <a href={`/demandes/${demande.id}/avis`}>Demander un avis</a>
            </li>
            <li>
              <a href={`/demandes/${demande.id}/avis-exterieur`}>Demander l’avis d’un tiers</a>
              <p className="detail">Par courriel, le compteur continue.</p>
            </li>
            <li>
              <a href={`/demandes/${demande.id}/reunir`}>Réunir avec une autre demande</a>
            </li>
          </ul>
        </Section>
      )}
      {aide && <Raccourcis touches={TOUCHES_DE_LA_DEMANDE} />}
    </>
  )
}
