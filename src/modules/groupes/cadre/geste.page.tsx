import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { Confirmation } from '#ui/confirmation.tsx'
import { ChampChoix, ChampDate, ChampListe, ChampLong, ChampTexte } from '#ui/formulaire.tsx'
import { BILAN_MIN, type Geste } from '../domain/cycle.ts'
import type { GroupeLu } from '../groupes.queries.ts'
import { LIBELLES_GESTE, RUBRIQUE } from '../vues.tsx'
import { ariane, type Decisions } from './cadre.page.tsx'

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
