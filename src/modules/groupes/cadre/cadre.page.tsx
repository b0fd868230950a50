import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { nouvelId } from '#shared/ids.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampChoix, ChampLong, ChampTexte, Formulaire, valeurDe } from '#ui/formulaire.tsx'
import type {
  GroupeLu,
  listActions,
  listDecisions,
  MembreActuel,
  PersonneEnFonction,
} from '../groupes.queries.ts'
import { LIBELLES_TYPE, RUBRIQUE } from '../vues.tsx'

type Actions_ = Awaited<ReturnType<typeof listActions>>
export type Decisions = Awaited<ReturnType<typeof listDecisions>>

export const ariane = (groupe: GroupeLu | null) => [
  { libelle: 'Groupes de travail', href: '/groupes' },
  ...(groupe ? [{ libelle: groupe.nom, href: `/groupes/${groupe.id}` }] : []),
]

/** Proposing a group, or correcting its frame. */
export function pageCadre({
  groupe,
  membres,
  personnes,
  actions,
  maintenant,
  statut,
  saisies,
  ...retour
}: RetourDeFormulaire & {
  readonly groupe: GroupeLu | null
  readonly membres: readonly MembreActuel[]
  readonly personnes: readonly PersonneEnFonction[]
  readonly actions: Actions_
  readonly maintenant: Date
}): ContenuDePage {
  const g = groupe
  return {
    titre: g ? 'Modifier le cadre du groupe' : 'Proposer un groupe de travail',
    rubrique: RUBRIQUE,
    ariane: ariane(g),
    ...(statut && { statut }),
    chapeau: g ? undefined : (
      <p>
        Le groupe est proposé : il travaille une fois son mandat donné, avec une fin. Chaque membre désigne
        ensuite sa personne référente.
      </p>
    ),
    contenu: (
      <Formulaire
        action={g ? `/groupes/${g.id}/modifier` : '/groupes'}
        saisies={saisies}
        version={g?.version}
        cle={g ? undefined : valeurDe(saisies, 'cle', nouvelId(+maintenant))}
        {...retour}
      >
        <ChampTexte nom="nom" libelle="Nom du groupe" valeur={g?.nom} />
        <ChampChoix
          nom="type"
          libelle="Genre"
          enLigne
          options={Object.entries(LIBELLES_TYPE).map(([valeur, libelle]) => ({
            valeur,
            libelle,
            coche: valeur === (g?.type ?? 'projet'),
          }))}
        />
        <ChampLong
          nom="objet"
          libelle="Objet"
          aide="Ce que le groupe doit traiter."
          lignes={4}
          facultatif
          valeur={g?.objet}
        />
        <ChampLong
          nom="livrable"
          libelle="Livrable attendu"
          aide="Ce que le groupe remet : un modèle, un cahier des charges, une proposition…"
          lignes={2}
          facultatif
          valeur={g?.livrable}
        />
        <ChampLong nom="moyens" libelle="Moyens" lignes={2} facultatif valeur={g?.moyens} />
        <ChampChoix
          nom="pilotes"
          libelle="Qui pilote ?"
          aide="Une personne, deux au plus."
          plusieurs
          options={personnes.map(({ id, nom, libelle }) => ({
            valeur: id,
            libelle: nom.includes(libelle) ? nom : `${nom}, ${libelle}`,
            coche: g?.pilotes.some(({ personneId }) => personneId === id) ?? false,
          }))}
        />
        {!g && (
          <ChampChoix
            nom="participants"
            libelle="Membres concernés"
            aide="Les autres sont informés. Chacun change ensuite sa propre réponse."
            plusieurs
            enLigne
            options={membres.map(({ organismeId, libelle }) => ({
              valeur: organismeId,
              libelle,
              coche: true,
            }))}
          />
        )}
        {g && g.membres.length > 0 && (
          <p className="detail">Les sièges se disent membre par membre, sur la page du groupe.</p>
        )}
        {actions.length > 0 && (
          <details className="repli" open={(g?.actions.length ?? 0) > 0}>
            <summary>Actions du programme servies par ce groupe</summary>
            <ChampChoix
              nom="actions"
              libelle="Actions"
              plusieurs
              facultatif
              options={actions.map(({ id, code, titre }) => ({
                valeur: id,
                libelle: `${code} ${titre}`,
                coche: g?.actions.some((a) => a.id === id) ?? false,
              }))}
            />
          </details>
        )}
        <ChampTexte
          nom="visio"
          type="url"
          libelle="Salon de visio"
          aide="Adresse permanente du salon, https://…"
          facultatif
          valeur={g?.visio}
        />
        <ChampTexte nom="source" libelle="Source" facultatif valeur={g?.source} />
        <Actions>
          <Bouton variante="primaire">{g ? 'Enregistrer le cadre' : 'Proposer le groupe'}</Bouton>
          <a href={g ? `/groupes/${g.id}` : '/groupes'}>Revenir</a>
        </Actions>
      </Formulaire>
    ),
  }
}
