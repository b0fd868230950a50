import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Jour } from '#shared/dates.ts'
import { compte, dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampDate, ChampLong, ChampTexte, Formulaire, valeurDe } from '#ui/formulaire.tsx'
import { Alerte } from '#ui/textes.tsx'
import type { AxeLu, OrientationLue, ProgrammeLu } from './programmes.queries.ts'

const ARIANE = [
  { libelle: 'Programme', href: '/programme' },
  { libelle: 'Axes et orientations', href: '/programme/structure' },
]

/** Fields of the head of a programme. */
export const ChampsDuProgramme = ({
  programme,
}: {
  readonly programme: {
    readonly nom: string
    readonly du: Jour | null
    readonly au: Jour | null
    readonly presentation: string
    readonly source: string
  }
}) => (
  <>
    <ChampTexte
      nom="nom"
      libelle="Nom du programme"
      aide="Exemple : Programme d’actions 2026-2030"
      valeur={programme.nom}
    />
    <ChampDate nom="du" libelle="À partir du" valeur={programme.du ? dateSaisie(programme.du) : ''} />
    <ChampDate nom="au" libelle="Jusqu’au" facultatif valeur={programme.au ? dateSaisie(programme.au) : ''} />
    <ChampLong
      nom="presentation"
      libelle="Objectifs et principes"
      facultatif
      valeur={programme.presentation}
    />
    <ChampTexte nom="source" libelle="Texte dont il vient" facultatif valeur={programme.source} />
  </>
)

/** The name, the period and the principles of a programme, to be corrected. */
export function pageModifierProgramme({
  programme,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & { readonly programme: ProgrammeLu }): ContenuDePage {
  return {
    titre: 'Modifier le programme',
    rubrique: '/programme',
    ariane: ARIANE,
    ...(statut && { statut }),
    contenu: (
      <Formulaire
        action={`/programme/structure/${programme.id}`}
        fautes={fautes}
        {...(saisies && { saisies })}
        alerte={alerte}
        version={Number(valeurDe(saisies, 'version', String(programme.version)))}
      >
        <ChampsDuProgramme programme={programme} />
        <Actions>
          <Bouton variante="primaire">Enregistrer</Bouton>
          <a href={`/programme/structure?programme=${programme.id}`}>Revenir</a>
        </Actions>
      </Formulaire>
    ),
  }
}

/** The number and the title of an axis or of an orientation, to be corrected. */
export function pageRenommer({
  quoi,
  niveau,
  programmeId,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly quoi: 'axe' | 'orientation'
  readonly niveau: AxeLu | OrientationLue
  readonly programmeId: string
}): ContenuDePage {
  const nom = quoi === 'axe' ? 'l’axe' : 'l’orientation'
  return {
    titre: `Renommer ${nom}`,
    rubrique: '/programme',
    ariane: ARIANE,
    ...(statut && { statut }),
    contenu: (
      <>
        {niveau.actions > 0 && (
          <Alerte ton="info">
            Le code de {compte(niveau.actions, 'action')} commence par ce numéro : seul le titre change.
          </Alerte>
        )}
        <Formulaire
          action={`/programme/${quoi}s/${niveau.id}`}
          fautes={fautes}
          {...(saisies && { saisies })}
          alerte={alerte}
          version={Number(valeurDe(saisies, 'version', String(niveau.version)))}
          {...(niveau.actions > 0 && { champs: { code: niveau.code } })}
        >
          {niveau.actions === 0 && (
            <ChampTexte nom="code" libelle="Numéro" taille="court" valeur={niveau.code} />
          )}
          <ChampTexte nom="titre" libelle="Titre" valeur={niveau.titre} />
          <Actions>
            <Bouton variante="primaire">Enregistrer</Bouton>
            <a href={`/programme/structure?programme=${programmeId}`}>Revenir</a>
          </Actions>
        </Formulaire>
      </>
    ),
  }
}
