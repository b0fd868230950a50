import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampListe,
  ChampLong,
  ChampMontant,
  ChampNombre,
  ChampTexte,
  CoteACote,
  Formulaire,
  GroupeDeChamps,
  valeurDe,
} from '#ui/formulaire.tsx'

import type { ActionLue } from '../action.queries.ts'
import { NIVEAUX } from '../domain/niveaux.ts'
import type { DecisionCitee } from '../programme.queries.ts'

const enEuros = (centimes: number | null): string =>
  centimes === null ? '' : `${Math.trunc(centimes / 100)},${String(centimes % 100).padStart(2, '0')}`
/** What who leads an action writes of it. */
export function pageFond({
  action,
  decisions,
  personnes,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly action: ActionLue
  readonly decisions: readonly DecisionCitee[]
  readonly personnes: readonly { readonly id: string; readonly nom: string }[]
}): ContenuDePage {
  const retour = `/programme/actions/${action.id}`
  const niveaux = NIVEAUX.map(({ niveau, libelle }) => ({
    valeur: String(niveau),
    libelle: `N${niveau} ${libelle}`,
  }))
  return {
    titre: `Modifier l’action ${action.code}`,
    surtitre: action.titre,
    rubrique: '/programme',
    ariane: [
      { libelle: 'Programme', href: '/programme' },
      { libelle: action.titre, href: retour },
    ],
    ...(statut && { statut }),
    contenu: (
      <Formulaire
        action={`${retour}/modifier`}
        fautes={fautes}
        {...(saisies && { saisies })}
        alerte={alerte}
        version={Number(valeurDe(saisies, 'version', String(action.version)))}
      >
        <GroupeDeChamps titre="Ce que vise l’action">
          <ChampLong nom="objectifs" libelle="Objectifs" facultatif valeur={action.objectifs} />
          <ChampLong
            nom="resultatAttendu"
            libelle="Résultat attendu"
            facultatif
            lignes={3}
            valeur={action.resultatAttendu}
          />
          <ChampTexte nom="publics" libelle="Publics" facultatif valeur={action.publics} />
        </GroupeDeChamps>
        <GroupeDeChamps titre="Niveau de mutualisation">
          <ChampListe nom="niveau" libelle="Aujourd’hui" valeur={String(action.niveau)} options={niveaux} />
          <ChampListe
            nom="niveauCible"
            libelle="Visé"
            valeur={String(action.niveauCible)}
            options={niveaux}
          />
          <ChampTexte
            nom="conventionReference"
            libelle="Convention"
            aide="Demandée à partir de N4. Référence ou intitulé."
            facultatif
            valeur={action.conventionReference}
          />
          <ChampListe
            nom="cleDecisionId"
            libelle="Décision qui fixe la clé de répartition"
            aide="Demandée à partir de N4."
            facultatif
            vide="Aucune"
            valeur={action.cleDecisionId ?? ''}
            options={decisions
              .filter(({ type }) => type === 'cle')
              .map(({ id, numero, titre }) => ({ valeur: id, libelle: `${numero} : ${titre}` }))}
          />
          <ChampTexte
            nom="clauseReference"
            libelle="Clause du schéma qui nomme le centre"
            aide="Demandée en N5."
            facultatif
            valeur={action.clauseReference}
          />
        </GroupeDeChamps>
        <GroupeDeChamps titre="Suivi">
          <ChampListe
            nom="piloteId"
            libelle="Personne qui suit l’action"
            aide="Elle reçoit les demandes de nouvelles."
            facultatif
            vide="La direction du chef de file"
            valeur={action.piloteId ?? ''}
            options={personnes.map(({ id, nom }) => ({ valeur: id, libelle: nom }))}
          />
          <CoteACote>
            <ChampMontant
              nom="coutPrevu"
              libelle="Coût prévu"
              facultatif
              valeur={enEuros(action.coutPrevuCentimes)}
            />
            <ChampMontant
              nom="coutReel"
              libelle="Coût constaté"
              facultatif
              valeur={enEuros(action.coutReelCentimes)}
            />
          </CoteACote>
          <ChampNombre
            nom="avancementForce"
            libelle="Avancement dit à la main"
            aide="Laissez vide : les jalons le donnent. Une valeur saisie vaut jusqu’au prochain jalon."
            unite="%"
            facultatif
            valeur={action.force ? String(action.force.valeur) : ''}
          />
          <ChampTexte
            nom="avancementMotif"
            libelle="Pourquoi"
            aide="Demandé si vous dites l’avancement à la main."
            facultatif
            valeur={action.force?.motif ?? ''}
          />
        </GroupeDeChamps>
        <Actions>
          <Bouton variante="primaire">Enregistrer la fiche</Bouton>
          <a href={retour}>Revenir</a>
        </Actions>
      </Formulaire>
    ),
  }
}
