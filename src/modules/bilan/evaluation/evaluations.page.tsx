import { OngletsDuProgramme } from '#modules/programme'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Actions, ChampChoix, ChampDate, ChampTexte, Formulaire, valeurDe } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Fictif, Section, Vide } from '#ui/textes.tsx'
import { tientLesBilans } from '../domain/droits.ts'
import { LIBELLES_EVALUATION, type StatutEvaluation } from '../domain/evaluation.ts'
import type { EvaluationLue, listActionsAEvaluer } from './evaluations.queries.ts'

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
