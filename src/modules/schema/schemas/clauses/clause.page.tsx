import type { ContenuDePage } from '#platform/http/services.ts'
import { nouvelId } from '#shared/ids.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import {
  Actions,
  ChampListe,
  ChampLong,
  ChampNombre,
  ChampTexte,
  Formulaire,
  valeurDe,
} from '#ui/formulaire.tsx'

import { Historique, RUBRIQUE } from '../../cadre.tsx'
import { ORDRE_DES_SECTIONS, SECTIONS } from '../../domain/sections.ts'
import type { Trace } from '../../schema.queries.ts'
import { ariane, type Retour } from '../formulaires.page.tsx'
import type { ClauseLue, SchemaLu } from '../schemas.repository.ts'

/** One clause, and its former versions. */
export function pageClause({
  schema,
  clause,
  section,
  traces,
  maintenant,
  saisies,
  statut,
  ...retour
}: Retour & {
  readonly schema: SchemaLu
  readonly clause: ClauseLue | null
  readonly section: string | undefined
  readonly traces: readonly Trace[]
}): ContenuDePage {
  const retourAuTexte = `/schema/${schema.id}${clause ? `#clause-${clause.id}` : ''}`
  return {
    titre: clause ? `Modifier « ${clause.titre} »` : 'Rédiger une clause',
    surtitre: schema.titre,
    rubrique: RUBRIQUE,
    ariane: ariane(schema),
    ...(statut && { statut }),
    actions: clause && !clause.retiree && (
      <BoutonPost
        action={`/schema/${schema.id}/clauses/${clause.id}/retirer`}
        champs={{ version: clause.version }}
        icone="retirer"
      >
        Retirer cette clause
      </BoutonPost>
    ),
    contenu: (
      <>
        <Formulaire
          action={`/schema/${schema.id}/clauses${clause ? `/${clause.id}` : ''}`}
          saisies={saisies}
          version={clause?.version}
          cle={clause ? undefined : valeurDe(saisies, 'cle', nouvelId(+maintenant))}
          {...retour}
        >
          <ChampListe
            nom="section"
            libelle="Partie du schéma"
            valeur={clause?.section ?? section ?? 'coordonnateur'}
            options={ORDRE_DES_SECTIONS.map((cle) => ({
              valeur: cle,
              libelle: `${SECTIONS[cle].libelle}${SECTIONS[cle].obligatoire ? ' (obligatoire)' : ''}`,
            }))}
          />
          <ChampTexte nom="titre" libelle="Titre de la clause" valeur={clause?.titre} />
          <ChampLong
            nom="texte"
            libelle="Texte"
            aide="Une ligne vide sépare deux paragraphes."
            lignes={12}
            valeur={clause?.texte}
          />
          <ChampNombre
            nom="ordre"
            libelle="Rang dans la partie"
            facultatif
            aide="Vide : après les autres."
            valeur={clause ? String(clause.ordre) : ''}
          />
          <Actions>
            <Bouton variante="primaire">Enregistrer la clause</Bouton>
            <a href={retourAuTexte}>Revenir au texte</a>
          </Actions>
        </Formulaire>
        {clause && <Historique traces={traces} dire={direVersion} />}
      </>
    ),
  }
}

const GESTES: Readonly<Record<string, string>> = {
  ecrire: 'Première version',
  modifier: 'Modifiée',
  retirer: 'Retirée',
  retablir: 'Rétablie',
}

function direVersion({ geste, avant }: Trace): { titre: string; detail?: string } {
  const titre = GESTES[geste] ?? geste
  const texte = avant && String(avant['texte'] ?? '')
  return texte
    ? { titre, detail: `Avant : ${texte.slice(0, 400)}${texte.length > 400 ? '…' : ''}` }
    : { titre }
}
