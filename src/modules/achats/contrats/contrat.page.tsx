import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { compte, date, montant, nombre } from '#shared/typographie.ts'
import { Tableau } from '#ui/tableau.tsx'
import { Frise } from '#ui/temps/frise.tsx'
import { Alerte, Fiche, Fictif, Section, TexteLibre, Vide } from '#ui/textes.tsx'
import type { FicheDeContrat } from '../domain/contrat/contrat.ts'
import { lignesDe } from '../domain/operation.ts'
import type { Contrat, VersionDeContrat } from '../execution/contrats.queries.ts'
import { ecrireTaux } from '../marche/fiche.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import { RUBRIQUE } from '../vues.tsx'
import { FormulaireContrat, FormulaireReprise } from './formulaires.tsx'
import { BASES, REPRISES } from './saisie.ts'

type Retour = RetourDeFormulaire & { readonly formulaire?: string }
export type PropsContrat = Retour & {
  readonly operation: OperationLue
  readonly contrat: Contrat
  readonly versions: readonly VersionDeContrat[]
  readonly mene: boolean
  readonly aujourdhui: Jour
}

const arianeDe = (operation: OperationLue) => [
  { libelle: 'Achats groupés', href: '/achats' },
  { libelle: operation.titre, href: `/achats/${operation.id}` },
  { libelle: 'Exécution', href: `/achats/${operation.id}/execution` },
]

/** A contract: who insures what lot, at what rates, under which clause, and every state that it had. */
export function pageContrat(p: PropsContrat): ContenuDePage {
  const { operation, contrat: c, mene, alerte, formulaire } = p
  const racine = `/achats/contrats/${c.id}`
  const sansTaux = lignesDe(operation.niveaux).filter((niveau) => !c.tarifs.some((t) => t.niveau === niveau))
  return {
    titre: `Contrat : ${c.intitule}`,
    h1: `${c.intitule} : ${c.assureur}`,
    surtitre: operation.titre,
    rubrique: RUBRIQUE,
    ...(p.statut && { statut: p.statut }),
    ariane: arianeDe(operation),
    chapeau: (
      <p>
        Du {date(c.du)} au {date(c.au)}. {c.fictif && <Fictif>chiffres fictifs</Fictif>}
      </p>
    ),
    contenu: (
      <>
        {alerte && !formulaire && (
          <Alerte>
            <p>{alerte}</p>
          </Alerte>
        )}
        {sansTaux.length > 0 && (
          <Alerte ton="attention" titre="Un niveau proposé aux employeurs n’a pas de taux">
            <p>{sansTaux.join(' ; ')} : la paie de ceux qui l’ont choisi ne peut pas être calculée.</p>
          </Alerte>
        )}
        <Section titre="Taux" detail="en % du brut ; un taux vaut jusqu’au suivant">
          <Tableau
            titre="Taux par niveau et par année"
            lignes={c.tarifs}
            cleDe={({ niveau, annee }) => `${niveau}-${annee}`}
            vide={<Vide>Aucun taux n’est enregistré.</Vide>}
            colonnes={[
              { cle: 'niveau', titre: 'Niveau', entete: true, contenu: ({ niveau }) => niveau },
              { cle: 'annee', titre: 'À partir de', contenu: ({ annee }) => String(annee) },
              { cle: 'taux', titre: 'Taux', nombre: true, contenu: ({ taux }) => `${ecrireTaux(taux)} %` },
            ]}
          />
        </Section>
        <Section titre="Clause et garanties">
          <Fiche lignes={lignesDeClause(c)} />
          {c.garanties && <TexteLibre texte={c.garanties} />}
        </Section>
        <Section titre="Historique" detail={compte(p.versions.length, 'état gardé', 'états gardés')} filet>
          {p.versions.length === 0 ? (
            <Vide>Ce contrat n’a pas été corrigé.</Vide>
          ) : (
            <Frise
              faits={p.versions.map(({ numero, motif, changements, qui, le }) => ({
                cle: String(numero),
                quand: { mot: date(jourDe(le)), iso: le.toISOString() },
                titre: motif,
                detail: (
                  <>
                    <p>{qui}</p>
                    {changements.map(({ quoi, avant, apres }) => (
                      <p key={quoi}>
                        {quoi} : {avant || 'rien'} → {apres || 'rien'}
                      </p>
                    ))}
                  </>
                ),
              }))}
            />
          )}
        </Section>
        {mene && (
          <Section titre="Écrire" filet>
            <details open={formulaire === 'contrat'}>
              <summary>Corriger ce contrat</summary>
              <FormulaireContrat action={racine} fiche={c} version={c.version} retour={p} />
            </details>
            <details open={formulaire === 'reprise'}>
              <summary>Changer d’assureur</summary>
              <FormulaireReprise
                action={`${racine}/assureur`}
                fiche={c}
                version={c.version}
                aujourdhui={p.aujourdhui}
                retour={p}
              />
            </details>
          </Section>
        )}
      </>
    ),
  }
}

const lignesDeClause = (c: FicheDeContrat) => [
  {
    nom: 'Révision',
    valeur: `gel ${compte(c.gelAnnees, 'an')}, puis ${ecrireTaux(c.plafond)} % par an au plus ${BASES[c.plafondBase]}`,
  },
  {
    nom: 'Seuil',
    valeur: c.seuilSp === null ? 'aucun' : `aucune hausse sous ${nombre(c.seuilSp / 10)} % de sinistres`,
  },
  { nom: 'Préavis', valeur: compte(c.preavisMois, 'mois', 'mois') },
  { nom: 'Frais du Centre de gestion', valeur: `${montant(c.fraisAgent)} par agent et par an` },
  { nom: 'Sinistres du contrat précédent', valeur: REPRISES[c.reprise] },
]

/** The page that adds a contract by hand, when no award made it. */
export function pageNouveauContrat(
  p: Retour & { readonly operation: OperationLue; readonly fiche: FicheDeContrat; readonly cle: string },
): ContenuDePage {
  const { operation } = p
  return {
    titre: 'Ajouter un contrat',
    surtitre: operation.titre,
    rubrique: RUBRIQUE,
    ...(p.statut && { statut: p.statut }),
    ariane: arianeDe(operation),
    chapeau: <p>Un lot attribué et signé a déjà le sien. Ajoutez ici un contrat passé ailleurs.</p>,
    contenu: (
      <FormulaireContrat
        action={`/achats/${operation.id}/contrats`}
        fiche={p.fiche}
        cle={p.cle}
        retour={{ ...p, formulaire: 'contrat' }}
      />
    ),
  }
}
