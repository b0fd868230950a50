import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { nouvelId } from '#shared/ids.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import {
  Actions,
  ChampChoix,
  ChampDate,
  ChampListe,
  ChampLong,
  ChampNombre,
  ChampTexte,
  CoteACote,
  Formulaire,
  valeurDe,
} from '#ui/formulaire.tsx'
import { Historique, RUBRIQUE } from '../cadre.tsx'
import { REGLES_ADOPTION, type RegleAdoption } from '../domain/adoption.ts'
import { ORDRE_DES_SECTIONS, SECTIONS } from '../domain/sections.ts'
import type { Trace } from '../schema.queries.ts'
import type { ClauseLue, SchemaLu } from './schemas.repository.ts'

type Retour = RetourDeFormulaire & { readonly maintenant: Date }

const ariane = (schema: SchemaLu | null) => [
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
