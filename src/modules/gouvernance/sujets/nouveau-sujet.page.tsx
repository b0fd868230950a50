import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { nouvelId } from '#shared/ids.ts'
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

import type { MembreAuTableau } from '../decisions/decisions.queries.ts'
import { LIBELLES_POINT } from '../domain/seance.ts'

export function pageNouveauSujet({
  instances,
  membres,
  maintenant,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly instances: readonly { readonly id: string; readonly nom: string }[]
  readonly membres: readonly MembreAuTableau[]
  readonly maintenant: Date
}): ContenuDePage {
  return {
    titre: 'Proposer un sujet',
    rubrique: '/seances',
    ariane: [{ libelle: 'À décider', href: '/sujets' }],
    ...(statut && { statut }),
    contenu: (
      <Formulaire
        action="/sujets"
        fautes={fautes}
        alerte={alerte}
        cle={valeurDe(saisies, 'cle', nouvelId(+maintenant))}
      >
        <ChampTexte
          nom="question"
          libelle="Quelle question faut-il trancher ?"
          fautes={fautes}
          valeur={valeurDe(saisies, 'question')}
        />
        <ChampListe
          nom="instance"
          libelle="Par quelle instance ?"
          fautes={fautes}
          valeur={valeurDe(saisies, 'instance', instances[0]?.id)}
          options={instances.map(({ id, nom }) => ({ valeur: id, libelle: nom }))}
        />
        <ChampListe
          nom="genre"
          libelle="Que demandez-vous ?"
          fautes={fautes}
          valeur={valeurDe(saisies, 'genre', 'vote')}
          options={Object.entries(LIBELLES_POINT).map(([valeur, libelle]) => ({ valeur, libelle }))}
        />
        <ChampChoix
          nom="porte"
          libelle="Qui serait engagé ?"
          aide="Les autres membres sont informés, sans voter."
          plusieurs
          enLigne
          fautes={fautes}
          options={membres.map(({ organismeId, libelle }) => ({
            valeur: organismeId,
            libelle,
            coche: cochee(saisies, 'porte', organismeId, true),
          }))}
        />
        <ChampTexte
          nom="echeance"
          libelle="À décider avant le"
          facultatif
          aide="jj/mm/aaaa"
          taille="court"
          fautes={fautes}
          valeur={valeurDe(saisies, 'echeance')}
        />
        <ChampLong
          nom="expose"
          libelle="Exposé"
          facultatif
          fautes={fautes}
          valeur={valeurDe(saisies, 'expose')}
        />
        <Actions>
          <Bouton variante="primaire">Proposer le sujet</Bouton>
          <a href="/sujets">Revenir à la liste</a>
        </Actions>
      </Formulaire>
    ),
  }
}
