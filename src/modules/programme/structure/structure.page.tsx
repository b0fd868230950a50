import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { compte, dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampDate,
  ChampListe,
  ChampLong,
  ChampTexte,
  Formulaire,
  valeurDe,
} from '#ui/formulaire.tsx'
import { Alerte, Section, Vide } from '#ui/textes.tsx'
import type { ProgrammeLu } from '../programme.queries.ts'

/** Which form of the page comes back. */
export type FormulaireDeStructure = 'programme' | 'axe' | 'orientation'

type Props = RetourDeFormulaire & {
  readonly programme: ProgrammeLu | null
  readonly acteur: Acteur
  readonly maintenant: Date
  readonly jour: string
  readonly formulaire?: FormulaireDeStructure
}

/** The frame of the programme: its period, its axes, its orientations. */
export function pageStructure(props: Props): ContenuDePage {
  const { programme, acteur, statut, alerte } = props
  return {
    titre: programme ? 'Axes et orientations' : 'Ouvrir le programme',
    surtitre: acteur.cooperation,
    rubrique: '/programme',
    ariane: [{ libelle: 'Programme', href: '/programme' }],
    ...(statut && { statut }),
    contenu: (
      <>
        {alerte && <Alerte>{alerte}</Alerte>}
        {programme ? <Axes {...props} programme={programme} /> : <Ouverture {...props} />}
      </>
    ),
  }
}

/** What a form of the page takes back: the others are drawn as new. */
const retourDe = ({ formulaire, fautes, saisies, maintenant }: Props, lequel: FormulaireDeStructure) => ({
  ...(formulaire === lequel ? { fautes: fautes ?? [], ...(saisies && { saisies }) } : {}),
  cle: formulaire === lequel ? valeurDe(saisies, 'cle', nouvelId(+maintenant)) : nouvelId(+maintenant),
  id: lequel,
  prefixe: true,
})

const Ouverture = (props: Props) => (
  <Formulaire action="/programme/structure" {...retourDe(props, 'programme')}>
    <ChampTexte nom="nom" libelle="Nom du programme" aide="Exemple : Programme d’actions 2026-2030" />
    <ChampDate nom="du" libelle="À partir du" valeur={dateSaisie(props.jour)} />
    <ChampDate nom="au" libelle="Jusqu’au" facultatif />
    <ChampLong nom="presentation" libelle="Objectifs et principes" facultatif />
    <ChampTexte nom="source" libelle="Texte dont il vient" facultatif />
    <Actions>
      <Bouton variante="primaire">Ouvrir le programme</Bouton>
      <a href="/programme">Revenir</a>
    </Actions>
  </Formulaire>
)

const Axes = (props: Props & { readonly programme: ProgrammeLu }) => (
  <>
    <Section titre="Ce qui est inscrit">
      {props.programme.axes.length === 0 ? (
        <Vide>Aucun axe pour le moment : ajoutez le premier ci-dessous.</Vide>
      ) : (
        <ul className="liste-lignes">
          {props.programme.axes.map(({ id, code, titre, orientations }) => (
            <li key={id}>
              <div>
                <p>
                  <strong>
                    {code}. {titre}
                  </strong>
                </p>
                <p className="detail">
                  {orientations.length === 0
                    ? 'Aucune orientation'
                    : `${compte(orientations.length, 'orientation')} : ${orientations
                        .map((o) => `${code}.${o.code} ${o.titre}`)
                        .join(' ; ')}`}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
    <Section titre="Ajouter un axe">
      <Formulaire action="/programme/axes" {...retourDe(props, 'axe')}>
        <ChampTexte nom="code" libelle="Numéro de l’axe" taille="court" />
        <ChampTexte nom="titre" libelle="Titre de l’axe" />
        <Actions>
          <Bouton>Ajouter l’axe</Bouton>
        </Actions>
      </Formulaire>
    </Section>
    {props.programme.axes.length > 0 && (
      <Section titre="Ajouter une orientation">
        <Formulaire action="/programme/orientations" {...retourDe(props, 'orientation')}>
          <ChampListe
            nom="axe"
            libelle="Axe"
            options={props.programme.axes.map(({ id, code, titre }) => ({
              valeur: id,
              libelle: `${code}. ${titre}`,
            }))}
          />
          <ChampTexte nom="code" libelle="Numéro dans l’axe" taille="court" />
          <ChampTexte nom="titre" libelle="Titre de l’orientation" />
          <Actions>
            <Bouton>Ajouter l’orientation</Bouton>
          </Actions>
        </Formulaire>
      </Section>
    )}
  </>
)
