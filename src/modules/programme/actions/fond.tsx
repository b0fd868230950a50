import { montant } from '#shared/typographie.ts'
import { Fiche, Section, TexteLibre, Vide } from '#ui/textes.tsx'
import { direNiveau } from '../domain/niveaux.ts'
import { LIBELLES_BASE, LIBELLES_NATURE, LIBELLES_ORIGINE } from '../vues.ts'
import type { PropsAction } from './action.page.tsx'

export function Fond({ action, decisions }: Pick<PropsAction, 'action' | 'decisions'>) {
  const citer = (id: string | null) => {
    const decision = decisions.find((d) => d.id === id)
    return decision ? (
      <a href={`/decisions/${decision.id}`}>
        {decision.numero} : {decision.titre}
      </a>
    ) : (
      'Aucune'
    )
  }
  const { coutPrevuCentimes: prevu, coutReelCentimes: reel } = action
  return (
    <Section titre="Ce que vise l’action">
      {action.objectifs ? (
        <TexteLibre texte={action.objectifs} />
      ) : (
        <Vide>Le chef de file n’a pas encore écrit les objectifs.</Vide>
      )}
      <Fiche
        lignes={[
          ...(action.resultatAttendu
            ? [{ nom: 'Résultat attendu', valeur: <TexteLibre texte={action.resultatAttendu} /> }]
            : []),
          ...(action.publics ? [{ nom: 'Publics', valeur: action.publics }] : []),
          { nom: 'Nature', valeur: LIBELLES_NATURE[action.nature] },
          {
            nom: 'Niveau',
            valeur: `${direNiveau(action.niveau)}${action.niveauCible === action.niveau ? '' : `. Visé : ${direNiveau(action.niveauCible)}`}`,
          },
          { nom: 'Base', valeur: LIBELLES_BASE[action.base] },
          { nom: 'Origine', valeur: LIBELLES_ORIGINE[action.origine] },
          ...(action.decisionId ? [{ nom: 'Retenue par', valeur: citer(action.decisionId) }] : []),
          ...(action.abandonDecisionId
            ? [{ nom: 'Abandonnée par', valeur: citer(action.abandonDecisionId) }]
            : []),
          ...(action.conventionReference ? [{ nom: 'Convention', valeur: action.conventionReference }] : []),
          ...(action.cleDecisionId
            ? [{ nom: 'Clé de répartition', valeur: citer(action.cleDecisionId) }]
            : []),
          ...(action.clauseReference ? [{ nom: 'Clause du schéma', valeur: action.clauseReference }] : []),
          ...(prevu !== null || reel !== null
            ? [
                {
                  nom: 'Coût',
                  valeur: `${reel === null ? 'rien de constaté' : `${montant(reel)} constatés`}${prevu === null ? '' : `, ${montant(prevu)} prévus`}`,
                },
              ]
            : []),
          ...(action.source ? [{ nom: 'Source', valeur: action.source }] : []),
        ]}
      />
    </Section>
  )
}
