import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { nouvelId } from '#shared/ids.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampDate, ChampListe, ChampLong, ChampTexte, Formulaire } from '#ui/formulaire.tsx'
import { Vide } from '#ui/textes.tsx'
import { OBJETS } from '../domain/operation.ts'
import { RUBRIQUE } from '../vues.tsx'
import type { OperationLue } from './operations.queries.ts'

type Props = RetourDeFormulaire & {
  readonly operation: OperationLue | null
  readonly decisions: readonly { readonly id: string; readonly numero: string; readonly titre: string }[]
}

/** Launches a purchase, or corrects its sheet. */
export function pageSaisieOperation({
  operation,
  decisions,
  fautes,
  saisies,
  alerte,
  statut,
}: Props): ContenuDePage {
  const retour = operation ? `/achats/${operation.id}` : '/achats'
  const titre = operation ? 'Modifier la fiche' : 'Lancer un achat groupé'
  return {
    titre,
    rubrique: RUBRIQUE,
    ...(operation && { surtitre: operation.titre }),
    ...(statut && { statut }),
    ariane: [
      { libelle: 'Achats groupés', href: '/achats' },
      ...(operation ? [{ libelle: operation.titre, href: retour }] : []),
    ],
    chapeau: operation ? undefined : (
      <p>
        Un achat suit une décision qui lie votre structure : elle le conduit. Lancer n’engage aucune dépense.
      </p>
    ),
    contenu:
      !operation && decisions.length === 0 ? (
        <Vide action={<Bouton href="/decisions">Voir les décisions</Bouton>}>
          Aucune décision ne lie votre structure : un achat groupé se décide d’abord en conférence.
        </Vide>
      ) : (
        <Formulaire
          action={operation ? `${retour}/modifier` : '/achats'}
          fautes={fautes ?? []}
          saisies={saisies ?? {}}
          alerte={alerte}
          version={operation?.version}
          cle={operation ? undefined : nouvelId()}
        >
          {!operation && (
            <ChampListe
              nom="decision"
              libelle="Décision qui lance l’achat"
              vide="Choisissez"
              options={decisions.map(({ id, numero, titre: mots }) => ({
                valeur: id,
                libelle: `${numero} · ${mots}`,
              }))}
            />
          )}
          <ChampTexte nom="titre" libelle="Titre" valeur={operation?.titre ?? ''} />
          <ChampListe
            nom="objet"
            libelle="Ce qui est acheté"
            vide="Choisissez"
            valeur={operation?.objet ?? ''}
            options={Object.entries(OBJETS).map(([valeur, libelle]) => ({ valeur, libelle }))}
          />
          <ChampDate
            nom="debut"
            libelle="Premier jour du contrat"
            aide="Le calendrier se calcule à rebours de ce jour. Exemple : 01/01/2028"
            valeur={dateSaisie(operation?.debutLe ?? null)}
          />
          <ChampTexte
            nom="conseil"
            libelle="Conseil (assistance à maîtrise d’ouvrage)"
            valeur={operation?.conseil ?? ''}
            facultatif
          />
          <ChampLong
            nom="niveaux"
            libelle="Niveaux ou options proposés aux employeurs"
            aide="Un par ligne. Exemple : 90 % du net"
            lignes={3}
            valeur={operation?.niveaux ?? ''}
            facultatif
          />
          <ChampLong
            nom="roles"
            libelle="Qui fait quoi"
            aide="Un rôle par ligne. Exemple : Dialogue social : CDG 49"
            lignes={4}
            valeur={operation?.roles ?? ''}
            facultatif
          />
          <ChampLong
            nom="risques"
            libelle="Risques à suivre"
            aide="Un par ligne, le plus grand d’abord, avec sa parade."
            lignes={4}
            valeur={operation?.risques ?? ''}
            facultatif
          />
          <Actions>
            <Bouton variante="primaire" icone="enregistrer">
              {operation ? 'Enregistrer' : 'Lancer l’achat'}
            </Bouton>
            <Bouton variante="lien" href={retour}>
              Annuler
            </Bouton>
          </Actions>
        </Formulaire>
      ),
  }
}
