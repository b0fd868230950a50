import type { ConventionAEcheance } from '#modules/schema'
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
import type { MembreAuTableau } from '../../decisions/decisions.queries.ts'
import { LIBELLES_POINT } from '../../domain/seance.ts'
import type { SujetEnListe } from '../seances.queries.ts'
import type { Seance } from '../seances.repository.ts'
import { AReprendre, questionDe } from './a-reprendre.tsx'
import type { Point } from './points.repository.ts'

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

/** One point of the agenda; a new one can be taken from the decisions to take and from the conventions about to end. */
export function pagePoint({
  seance,
  point,
  membres,
  sujets,
  conventions,
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
  readonly conventions: readonly ConventionAEcheance[]
  readonly maintenant: Date
}): ContenuDePage {
  const base = `/seances/${seance.id}`
  const sujet = sujets.find(({ id }) => id === valeurDe(saisies, 'sujet'))
  const convention = conventions.find(({ id }) => id === valeurDe(saisies, 'convention'))
  const depart =
    point ??
    (sujet && { ...sujet, proposition: '', typeDecision: null }) ??
    (convention && {
      question: questionDe(convention),
      genre: 'vote' as const,
      expose: '',
      proposition: '',
      porte: convention.parties,
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
        {!point && !sujet && !convention && (
          <AReprendre
            seanceId={seance.id}
            sujets={sujets}
            conventions={conventions}
            aujourdhui={jourDe(maintenant)}
          />
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
            <input type="hidden" name="convention" value={convention?.id ?? sujet?.conventionId ?? ''} />
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
