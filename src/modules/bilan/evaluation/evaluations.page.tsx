import { OngletsDuProgramme } from '#modules/programme'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { date } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Actions, ChampChoix, ChampDate, ChampTexte, Formulaire, valeurDe } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Fictif, Section, Vide } from '#ui/textes.tsx'
import { tientLesBilans } from '../domain/droits.ts'
import {
  LIBELLES_EVALUATION,
  LIBELLES_ISSUE,
  type StatutEvaluation,
  synthetiser,
} from '../domain/evaluation.ts'
import type { EvaluationLue, FicheLue, listActionsAEvaluer, MembreActuel } from './evaluations.queries.ts'

const SIGNES = {
  proposition: { ton: 'info', icone: 'rediger' },
  decision: { ton: 'attention', icone: 'balance' },
  close: { ton: 'ok', icone: 'fait' },
} as const
export const EtiquetteEvaluation = ({ statut }: { readonly statut: StatutEvaluation }) => (
  <Etiquette {...SIGNES[statut]}>{LIBELLES_EVALUATION[statut]}</Etiquette>
)

/** Evaluations of the cooperation, and the form that opens one. */
export function pageEvaluations({
  evaluations,
  actions,
  acteur,
  maintenant,
  saisies,
  statut,
  ...retour
}: RetourDeFormulaire & {
  readonly evaluations: readonly EvaluationLue[]
  readonly actions: Awaited<ReturnType<typeof listActionsAEvaluer>>
  readonly acteur: Acteur
  readonly maintenant: Date
}): ContenuDePage {
  return {
    titre: 'Évaluation',
    h1: 'Ce que valent nos actions',
    surtitre: acteur.cooperation,
    rubrique: '/programme',
    ...(statut && { statut }),
    chapeau: (
      <p>Les directions proposent, chacune pour son membre ; les présidences décident en conférence.</p>
    ),
    contenu: (
      <>
        <OngletsDuProgramme courant="/evaluations" />
        <Tableau
          titre="Évaluations de la coopération"
          lignes={evaluations}
          cleDe={({ id }) => id}
          vide={<Vide>Aucune évaluation n’est encore ouverte.</Vide>}
          colonnes={[
            {
              cle: 'titre',
              titre: 'Évaluation',
              entete: true,
              contenu: ({ id, titre, fictif }) => (
                <>
                  <a href={`/evaluations/${id}`}>{titre}</a> {fictif && <Fictif />}
                </>
              ),
            },
            { cle: 'depuis', titre: 'Ouverte le', contenu: ({ ouverteLe }) => date(ouverteLe) },
            { cle: 'echeance', titre: 'Avis attendus le', contenu: ({ echeance }) => date(echeance) },
            { cle: 'etat', titre: 'Étape', contenu: (e) => <EtiquetteEvaluation statut={e.statut} /> },
          ]}
        />
        {tientLesBilans.autorise(acteur) && (
          <Section titre="Ouvrir une évaluation" filet id="ouvrir">
            {actions.length === 0 ? (
              <Vide>Aucune action n’a commencé : il n’y a rien à évaluer.</Vide>
            ) : (
              <Formulaire
                action="/evaluations"
                saisies={saisies}
                cle={valeurDe(saisies, 'cle', nouvelId(+maintenant))}
                {...retour}
              >
                <ChampTexte nom="titre" libelle="Titre" />
                <ChampDate nom="echeance" libelle="Avis des directions attendus le" />
                <ChampChoix
                  nom="actions"
                  libelle="Actions à évaluer"
                  plusieurs
                  options={actions.map(({ id, code, titre }) => ({
                    valeur: id,
                    libelle: `${code} ${titre}`,
                  }))}
                />
                <Actions>
                  <Bouton variante="primaire" icone="ajouter">
                    Ouvrir l’évaluation
                  </Bouton>
                </Actions>
              </Formulaire>
            )}
          </Section>
        )}
      </>
    ),
  }
}

/** One evaluation: its actions, what was proposed, what was decided. */
export function pageEvaluation({
  evaluation,
  fiches,
  membres,
  acteur,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly evaluation: EvaluationLue
  readonly fiches: readonly FicheLue[]
  readonly membres: readonly MembreActuel[]
  readonly acteur: Acteur
}): ContenuDePage {
  const tient = tientLesBilans.autorise(acteur)
  const sans = (fiche: FicheLue) => !fiche.avis.some(({ organismeId }) => organismeId === acteur.organismeId)
  return {
    titre: evaluation.titre,
    surtitre: 'Évaluation',
    rubrique: '/programme',
    ariane: [
      { libelle: 'Programme', href: '/programme' },
      { libelle: 'Évaluation', href: '/evaluations' },
    ],
    ...(statut && { statut }),
    chapeau: (
      <p>
        <EtiquetteEvaluation statut={evaluation.statut} /> Avis attendus le {date(evaluation.echeance)}.{' '}
        {evaluation.fictif && <Fictif>{evaluation.fictif}</Fictif>}
      </p>
    ),
    actions: tient && (
      <>
        {evaluation.statut === 'proposition' && (
          <BoutonPost
            action={`/evaluations/${evaluation.id}/decider`}
            champs={{ version: evaluation.version }}
          >
            Passer à la décision des présidences
          </BoutonPost>
        )}
        {evaluation.statut === 'decision' && (
          <BoutonPost action={`/evaluations/${evaluation.id}/clore`} champs={{ version: evaluation.version }}>
            Clore l’évaluation
          </BoutonPost>
        )}
      </>
    ),
    contenu: (
      <>
        {alerte && (
          <Alerte>
            <p>{alerte}</p>
          </Alerte>
        )}
        <Tableau
          titre="Actions évaluées"
          lignes={fiches}
          cleDe={({ id }) => id}
          colonnes={[
            {
              cle: 'action',
              titre: 'Action',
              entete: true,
              contenu: (fiche) => (
                <>
                  <a href={`/evaluations/actions/${fiche.id}`}>{fiche.titre}</a>
                  <small>
                    {fiche.code}
                    {evaluation.statut === 'proposition' &&
                      sans(fiche) &&
                      ` · avis du ${acteur.libelle} attendu`}
                  </small>
                </>
              ),
            },
            {
              cle: 'avis',
              titre: 'Avis',
              contenu: ({ avis }) => `${avis.length} sur ${membres.length}`,
            },
            {
              cle: 'proposition',
              titre: 'Les directions proposent',
              contenu: ({ avis }) => direPropositions(avis, membres.length),
            },
            {
              cle: 'issue',
              titre: 'La conférence a décidé',
              contenu: ({ issue, decisionId, decision }) =>
                issue ? (
                  <>
                    {LIBELLES_ISSUE[issue]}
                    <small>
                      <a href={`/decisions/${decisionId}`}>{decision}</a>
                    </small>
                  </>
                ) : (
                  'Pas encore'
                ),
            },
          ]}
        />
      </>
    ),
  }
}

/** « Continuer (tous) », « Continuer : 2, Amender : 1 », « Pas d’avis encore ». */
export function direPropositions(avis: FicheLue['avis'], attendus: number): string {
  if (avis.length === 0) return 'Pas d’avis encore'
  const { accord, propositions } = synthetiser(avis, attendus)
  if (accord)
    return `${LIBELLES_ISSUE[accord]} (${avis.length === attendus ? 'tous' : 'tous ceux qui ont répondu'})`
  return (Object.keys(propositions) as (keyof typeof propositions)[])
    .filter((issue) => propositions[issue] > 0)
    .map((issue) => `${LIBELLES_ISSUE[issue]} : ${propositions[issue]}`)
    .join(', ')
}
