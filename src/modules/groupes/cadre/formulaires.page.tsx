import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { nouvelId } from '#shared/ids.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Confirmation } from '#ui/confirmation.tsx'
import {
  Actions,
  ChampChoix,
  ChampDate,
  ChampListe,
  ChampLong,
  ChampTexte,
  Formulaire,
  valeurDe,
} from '#ui/formulaire.tsx'
import { BILAN_MIN, type Geste } from '../domain/cycle.ts'
import type {
  GroupeLu,
  listActions,
  listDecisions,
  MembreActuel,
  PersonneEnFonction,
} from '../groupes.queries.ts'
import { LIBELLES_GESTE, LIBELLES_TYPE, RUBRIQUE } from '../vues.tsx'

type Actions_ = Awaited<ReturnType<typeof listActions>>
type Decisions = Awaited<ReturnType<typeof listDecisions>>

const ariane = (groupe: GroupeLu | null) => [
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

const CONSEQUENCES: Readonly<Record<Geste, readonly string[]>> = {
  mandater: [
    'Le mandat, son acte et sa fin se lisent sur la page du groupe.',
    'Qui pilote ouvre ensuite les travaux.',
  ],
  demarrer: ['Le groupe devient actif.', 'Sans activité pendant plus de 120 jours, il est dit en sommeil.'],
  clore: [
    'Le bilan est lu par tous les membres, participants et informés.',
    'Discussion, documents et réunions restent lisibles ; ils ne changent plus.',
  ],
  rouvrir: ['Le bilan reste dans l’historique.', 'Le groupe redevient actif jusqu’à la nouvelle échéance.'],
  ecarter: ['La proposition reste lisible, avec son motif.'],
}

/** One deed of the life of a group, with what it asks for. */
export function pageGeste({
  groupe,
  geste,
  decisions,
  statut,
  alerte,
  saisies,
  fautes,
}: RetourDeFormulaire & {
  readonly groupe: GroupeLu
  readonly geste: Geste
  readonly decisions: Decisions
}): ContenuDePage {
  return {
    titre: LIBELLES_GESTE[geste],
    surtitre: groupe.nom,
    rubrique: RUBRIQUE,
    ariane: ariane(groupe),
    ...(statut && { statut }),
    contenu: (
      <Confirmation
        action={`/groupes/${groupe.id}/${geste}`}
        version={groupe.version}
        consequences={CONSEQUENCES[geste]}
        verbe={LIBELLES_GESTE[geste]}
        danger={geste === 'ecarter'}
        retour={{ href: `/groupes/${groupe.id}`, libelle: 'Revenir au groupe' }}
        {...(fautes && { fautes })}
        {...(saisies && { saisies })}
        {...(alerte && { alerte })}
      >
        {geste === 'mandater' && (
          <>
            <ChampListe
              nom="decisionId"
              libelle="Décision qui donne le mandat"
              vide="Aucune du registre"
              facultatif
              options={decisions.map(({ id, numero, titre }) => ({
                valeur: id,
                libelle: `${numero} : ${titre.slice(0, 90)}`,
              }))}
            />
            <ChampTexte
              nom="mandat"
              libelle="Ou l’acte qui le donne"
              aide="S’il n’est pas dans le registre : lettre de mission, relevé d’un comité…"
              facultatif
            />
          </>
        )}
        {(geste === 'mandater' || geste === 'rouvrir') && <ChampDate nom="echeance" libelle="Jusqu’au" />}
        {geste === 'clore' && (
          <>
            <ChampLong
              nom="bilan"
              libelle="Bilan du groupe"
              aide={`Ce qui a été fait, ce qui reste, ce que les membres en retiennent (${BILAN_MIN} caractères au moins).`}
              lignes={8}
              valeur={groupe.bilan}
            />
            <ChampChoix
              nom="livrableRemis"
              libelle="Livrable"
              plusieurs
              facultatif
              options={[
                {
                  valeur: '1',
                  libelle: groupe.livrable
                    ? `Remis : ${groupe.livrable.slice(0, 120)}`
                    : 'Le livrable attendu est remis',
                  coche: groupe.livrableRemisLe !== null,
                },
              ]}
            />
          </>
        )}
        {(geste === 'rouvrir' || geste === 'ecarter') && (
          <ChampLong nom="motif" libelle="Pourquoi ?" lignes={3} />
        )}
      </Confirmation>
    ),
  }
}
