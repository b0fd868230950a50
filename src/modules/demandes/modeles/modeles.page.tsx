import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Actions, ChampListe, ChampLong, ChampTexte, Formulaire } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Fictif, Section, Vide } from '#ui/textes.tsx'
import { GENRES_DE_MODELE, MOTS_DU_MODELE } from '../domain/modele.ts'
import { OngletsDesDemandes, RUBRIQUE } from '../vues.tsx'
import type { ModeleLu } from './modeles.queries.ts'

export const MODELES = '/demandes/modeles'

type Type = { readonly id: string; readonly libelle: string; readonly theme: string }
type Props = RetourDeFormulaire & { readonly types: readonly Type[] }

/** Words ready in one centre: those there are, then a new one. */
export function pageModeles({
  modeles,
  acteur,
  cle,
  statut,
  ...props
}: Props & {
  readonly modeles: readonly ModeleLu[]
  readonly acteur: Acteur
  readonly cle: string
}): ContenuDePage {
  return {
    titre: 'Modèles de texte',
    surtitre: acteur.libelle,
    rubrique: RUBRIQUE,
    ...(statut && { statut }),
    chapeau: (
      <p>
        Les réponses, questions et messages prêts de votre centre. Un modèle se propose sur chaque demande de
        son genre ; on le relit toujours avant de l’envoyer.
      </p>
    ),
    contenu: (
      <>
        <OngletsDesDemandes courant={MODELES} acteur={acteur} />
        {modeles.length === 0 ? (
          <Vide titre="Aucun modèle">Écrivez le premier ci-dessous : il servira à tout votre centre.</Vide>
        ) : (
          <Tableau
            titre="Modèles du centre"
            lignes={modeles}
            cleDe={({ id }) => id}
            colonnes={[
              {
                cle: 'titre',
                titre: 'Modèle',
                entete: true,
                contenu: ({ id, titre, fictif }) => (
                  <>
                    <a href={`${MODELES}/${id}`}>{titre}</a> {fictif && <Fictif />}
                  </>
                ),
              },
              { cle: 'genre', titre: 'Sert à', contenu: ({ genre }) => GENRES_DE_MODELE[genre] },
              { cle: 'type', titre: 'Demandes', contenu: ({ type }) => type ?? 'toutes' },
              {
                cle: 'usages',
                titre: 'Envois',
                nombre: true,
                contenu: ({ utilisations }) => String(utilisations),
              },
            ]}
          />
        )}
        <Section titre="Écrire un modèle" filet>
          <FormulaireModele {...props} action={MODELES} cle={cle} bouton="Ajouter ce modèle" />
        </Section>
      </>
    ),
  }
}

/** One template, to write again or to set aside. */
export function pageModele({
  modele,
  statut,
  ...props
}: Props & { readonly modele: ModeleLu }): ContenuDePage {
  return {
    titre: modele.titre,
    surtitre: `Modèle, ${GENRES_DE_MODELE[modele.genre].toLocaleLowerCase('fr')}`,
    rubrique: RUBRIQUE,
    ariane: [
      { libelle: 'Demandes', href: RUBRIQUE },
      { libelle: 'Modèles de texte', href: MODELES },
    ],
    ...(statut && { statut }),
    contenu: (
      <>
        <FormulaireModele
          {...props}
          modele={modele}
          action={`${MODELES}/${modele.id}`}
          bouton="Enregistrer le modèle"
        />
        <Section titre="Retirer ce modèle" filet>
          <p className="detail">Il n’est plus proposé. Ce qui est parti avec ses mots ne change pas.</p>
          <BoutonPost
            action={`${MODELES}/${modele.id}/retirer`}
            champs={{ version: modele.version }}
            variante="danger"
          >
            Retirer ce modèle
          </BoutonPost>
        </Section>
      </>
    ),
  }
}

const AIDE = `Entre crochets, ce qui change d’une demande à l’autre : ${Object.entries(MOTS_DU_MODELE)
  .map(([mot, dit]) => `[${mot}] pour ${dit}`)
  .join(', ')}.`

const FormulaireModele = ({
  action,
  bouton,
  cle,
  modele,
  types,
  fautes,
  saisies,
  alerte,
}: Omit<Props, 'statut'> & {
  readonly action: string
  readonly bouton: string
  readonly cle?: string
  readonly modele?: ModeleLu
}) => (
  <Formulaire
    action={action}
    cle={cle}
    version={modele?.version}
    {...(fautes && { fautes })}
    {...(saisies && { saisies })}
    alerte={alerte}
  >
    <ChampTexte nom="titre" libelle="Titre" valeur={modele?.titre} />
    <ChampListe
      nom="genre"
      libelle="Il sert à"
      valeur={modele?.genre ?? 'repondre'}
      options={[
        { valeur: 'repondre', libelle: 'Répondre à la demande' },
        { valeur: 'demander', libelle: 'Poser une question à la collectivité' },
        { valeur: 'message', libelle: 'Écrire un message, sans changer la demande' },
      ]}
    />
    <ChampListe
      nom="type"
      libelle="Pour quel genre de demande"
      vide="Tous les genres"
      facultatif
      valeur={modele?.typeId ?? undefined}
      options={types.map(({ id, libelle, theme }) => ({ valeur: id, libelle, groupe: theme }))}
    />
    <ChampLong nom="texte" libelle="Texte" aide={AIDE} lignes={8} valeur={modele?.texte} />
    <Actions>
      <Bouton variante="primaire">{bouton}</Bouton>
    </Actions>
  </Formulaire>
)
