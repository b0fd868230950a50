import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampChoix,
  ChampListe,
  ChampLong,
  ChampTexte,
  cochee,
  Formulaire,
  valeurDe,
} from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import type { MembreAuTableau } from '../decisions/decisions.queries.ts'
import { LIBELLES_POINT } from '../domain/seance.ts'
import type { DocumentEnListe, SujetEnListe } from './seances.queries.ts'
import type { Point, Seance } from './seances.repository.ts'

const TYPES = [
  ['orientation', 'Orientation'],
  ['accord_de_principe', 'Accord de principe'],
  ['avis', 'Avis'],
  ['lancement_action', 'Lancement d’une action'],
  ['cle', 'Clé de répartition'],
  ['budget', 'Budget'],
  ['designation', 'Désignation'],
  ['convention', 'Convention'],
  ['cloture', 'Clôture'],
] as const

/** One point of the agenda; a new one can be taken from the decisions to take and from the documents about to expire. */
export function pagePoint({
  seance,
  point,
  membres,
  sujets,
  documents,
  maintenant,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly seance: Seance
  readonly point: Point | null
  readonly membres: readonly MembreAuTableau[]
  readonly sujets: readonly SujetEnListe[]
  readonly documents: readonly DocumentEnListe[]
  readonly maintenant: Date
}): ContenuDePage {
  const base = `/seances/${seance.id}`
  const sujet = sujets.find(({ id }) => id === valeurDe(saisies, 'sujet'))
  const document = documents.find(({ id }) => id === valeurDe(saisies, 'document'))
  const depart =
    point ??
    (sujet && { ...sujet, proposition: '', typeDecision: null }) ??
    (document && {
      question: `Renouveler « ${document.titre} » ?`,
      genre: 'vote' as const,
      expose: '',
      proposition: '',
      porte: membres.map((m) => m.organismeId),
      typeDecision: 'convention' as const,
    })
  const envoyee = fautes.length > 0 || alerte ? saisies : undefined
  const type = valeurDe(envoyee, 'type', depart?.typeDecision ?? '')
  return {
    titre: point ? 'Modifier un point' : 'Inscrire un point',
    surtitre: `${seance.instance}, ${date(jourDe(seance.debutLe))}`,
    rubrique: '/seances',
    ariane: [
      { libelle: 'Séances', href: '/seances' },
      { libelle: seance.instance, href: base },
    ],
    ...(statut && { statut }),
    contenu: (
      <>
        {!point && !sujet && !document && sujets.length + documents.length > 0 && (
          <Section titre="À reprendre" detail="décisions à prendre et documents qui arrivent à échéance">
            <ul className="liste-lignes">
              {sujets.map(({ id, question, par, echeance }) => (
                <li key={id}>
                  <p>
                    <strong>{question}</strong>{' '}
                    <span className="detail">
                      proposé par {par}
                      {echeance && `, avant le ${date(echeance)}`}
                    </span>
                  </p>
                  <a href={`${base}/points/nouveau?sujet=${id}`}>
                    Reprendre<span className="vh"> « {question} »</span>
                  </a>
                </li>
              ))}
              {documents.map(({ id, titre, au }) => (
                <li key={id}>
                  <p>
                    <strong>{titre}</strong>{' '}
                    <span className="detail">
                      {au && (au < jourDe(maintenant) ? `expiré le ${date(au)}` : `expire le ${date(au)}`)}
                    </span>
                  </p>
                  <a href={`${base}/points/nouveau?document=${id}`}>
                    Reprendre<span className="vh"> « {titre} »</span>
                  </a>
                </li>
              ))}
            </ul>
          </Section>
        )}
        <Section titre={point ? 'Le point' : 'Nouveau point'}>
          <Formulaire
            action={point ? `${base}/points/${point.id}/modifier` : `${base}/points`}
            fautes={fautes}
            alerte={alerte}
            version={point?.version}
            cle={point ? undefined : valeurDe(envoyee, 'cle', nouvelId(+maintenant))}
          >
            <ChampTexte
              nom="question"
              libelle="Question posée"
              aide="C’est elle qui sera votée : une phrase, comme elle sera lue."
              fautes={fautes}
              valeur={valeurDe(envoyee, 'question', depart?.question)}
            />
            <ChampListe
              nom="genre"
              libelle="Genre"
              fautes={fautes}
              valeur={valeurDe(envoyee, 'genre', depart?.genre ?? 'vote')}
              options={Object.entries(LIBELLES_POINT).map(([valeur, libelle]) => ({ valeur, libelle }))}
            />
            <ChampListe
              nom="type"
              libelle="Type de décision"
              facultatif
              vide="Sans objet"
              fautes={fautes}
              valeur={type}
              options={TYPES.map(([valeur, libelle]) => ({ valeur, libelle }))}
            />
            <ChampChoix
              nom="porte"
              libelle="Qui la décision engagera-t-elle ?"
              aide="Les autres membres sont informés : ils voient le point, sans voter."
              plusieurs
              enLigne
              fautes={fautes}
              options={membres.map(({ organismeId, libelle }) => ({
                valeur: organismeId,
                libelle,
                coche: cochee(
                  envoyee,
                  'porte',
                  organismeId,
                  depart ? depart.porte.includes(organismeId) : true,
                ),
              }))}
            />
            <ChampLong
              nom="expose"
              libelle="Exposé"
              facultatif
              fautes={fautes}
              valeur={valeurDe(envoyee, 'expose', depart?.expose)}
            />
            <ChampLong
              nom="proposition"
              libelle="Proposition mise aux voix"
              facultatif
              lignes={3}
              fautes={fautes}
              valeur={valeurDe(envoyee, 'proposition', depart?.proposition)}
            />
            <ChampChoix
              nom="indivisible"
              libelle="Effet"
              plusieurs
              fautes={fautes}
              options={[
                {
                  valeur: 'oui',
                  libelle: 'Indivisible',
                  aide: 'Sans effet nulle part tant que tous les membres liés ne l’ont pas acceptée.',
                  coche: cochee(envoyee, 'indivisible', 'oui', point?.indivisible ?? false),
                },
              ]}
            />
            <ChampChoix
              nom="confidentiel"
              libelle="Publication"
              plusieurs
              fautes={fautes}
              options={[
                {
                  valeur: 'oui',
                  libelle: 'Réservé aux membres',
                  aide: 'Le point n’apparaît pas dans les documents publics.',
                  coche: cochee(envoyee, 'confidentiel', 'oui', point?.confidentiel ?? false),
                },
              ]}
            />
            {seance.statut === 'ouverte' && (
              <ChampTexte
                nom="accords"
                libelle="Nombre de présents qui acceptent ce point"
                taille="court"
                modeSaisie="numeric"
                fautes={fautes}
                valeur={valeurDe(envoyee, 'accords')}
              />
            )}
            <input type="hidden" name="sujet" value={sujet?.id ?? ''} />
            <input type="hidden" name="document" value={document?.id ?? ''} />
            <Actions>
              <Bouton variante="primaire">{point ? 'Enregistrer le point' : 'Inscrire le point'}</Bouton>
              <a href={base}>Revenir à la séance</a>
            </Actions>
          </Formulaire>
        </Section>
      </>
    ),
  }
}
