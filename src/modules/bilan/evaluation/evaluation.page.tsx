import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { date } from '#shared/typographie.ts'
import { BoutonPost } from '#ui/bouton.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Fictif } from '#ui/textes.tsx'
import { tientLesBilans } from '../domain/droits.ts'
import { LIBELLES_ISSUE, synthetiser } from '../domain/evaluation.ts'
import { EtiquetteEvaluation } from './evaluations.page.tsx'
import type { EvaluationLue, FicheLue, MembreActuel } from './evaluations.queries.ts'

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
