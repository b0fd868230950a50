import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { nouvelId } from '#shared/ids.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampChoix,
  ChampDate,
  ChampTexte,
  CoteACote,
  Formulaire,
  valeurDe,
} from '#ui/formulaire.tsx'
import { RUBRIQUE } from '../cadre.tsx'
import { REGLES_ADOPTION, type RegleAdoption } from '../domain/adoption.ts'
import type { SchemaLu } from './schemas.repository.ts'

export type Retour = RetourDeFormulaire & { readonly maintenant: Date }

export const ariane = (schema: SchemaLu | null) => [
  { libelle: 'Schéma', href: '/schema' },
  ...(schema ? [{ libelle: schema.titre, href: `/schema/${schema.id}` }] : []),
]

/** Title, period and adoption rule of a text. */
export function pageEnTete({
  schema,
  maintenant,
  saisies,
  statut,
  ...retour
}: Retour & { readonly schema: SchemaLu | null }): ContenuDePage {
  return {
    titre: schema ? 'Titre, période et règle d’adoption' : 'Rédiger un schéma',
    rubrique: RUBRIQUE,
    ariane: ariane(schema),
    ...(statut && { statut }),
    contenu: (
      <Formulaire
        action={schema ? `/schema/${schema.id}/modifier` : '/schema'}
        saisies={saisies}
        version={schema?.version}
        cle={schema ? undefined : valeurDe(saisies, 'cle', nouvelId(+maintenant))}
        {...retour}
      >
        <ChampTexte nom="titre" libelle="Titre" valeur={schema?.titre} />
        <CoteACote>
          <ChampDate
            nom="dateEffet"
            libelle="Entrée en vigueur"
            facultatif
            valeur={dateSaisie(schema?.dateEffet ?? null)}
          />
          <ChampDate
            nom="dateFin"
            libelle="Fin"
            facultatif
            aide="Vide : sans terme."
            valeur={dateSaisie(schema?.dateFin ?? null)}
          />
        </CoteACote>
        <ChampChoix
          nom="regleAdoption"
          libelle="Comment les membres l’adoptent-ils ?"
          aide="Aucun texte n’impose des délibérations concordantes : c’est un choix de la coopération."
          options={(Object.keys(REGLES_ADOPTION) as RegleAdoption[]).map((regle) => ({
            valeur: regle,
            ...REGLES_ADOPTION[regle],
            coche: regle === (schema?.regleAdoption ?? 'toutes_deliberations'),
          }))}
        />
        <Actions>
          <Bouton variante="primaire">{schema ? 'Enregistrer' : 'Ouvrir la rédaction'}</Bouton>
          <a href={schema ? `/schema/${schema.id}` : '/schema'}>Revenir</a>
        </Actions>
      </Formulaire>
    ),
  }
}

/** Opening an avenant: its name; its clauses are those of the text in force. */
export function pageAvenant({
  schema,
  maintenant,
  saisies,
  statut,
  ...retour
}: Retour & { readonly schema: SchemaLu }): ContenuDePage {
  return {
    titre: 'Préparer un avenant',
    rubrique: RUBRIQUE,
    ariane: ariane(schema),
    chapeau: (
      <p>
        L’avenant part des clauses du texte en vigueur. Vous n’écrivez que ce qui change ; la comparaison,
        clause par clause, se fait toute seule. Le texte en vigueur le reste jusqu’à ce que l’avenant le
        remplace.
      </p>
    ),
    ...(statut && { statut }),
    contenu: (
      <Formulaire
        action={`/schema/${schema.id}/avenant`}
        saisies={saisies}
        cle={valeurDe(saisies, 'cle', nouvelId(+maintenant))}
        {...retour}
      >
        <ChampTexte nom="titre" libelle="Titre" valeur={`${schema.titre}, avenant n° ${schema.numero + 1}`} />
        <Actions>
          <Bouton variante="primaire">Ouvrir l’avenant</Bouton>
          <a href={`/schema/${schema.id}`}>Revenir au texte</a>
        </Actions>
      </Formulaire>
    ),
  }
}
