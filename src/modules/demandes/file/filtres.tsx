import { Bouton } from '#ui/bouton.tsx'
import { ChampListe, ChampTexte, Formulaire } from '#ui/formulaire.tsx'
import { Icone } from '#ui/icone.tsx'
import { type Etat, OUVERTES } from '../domain/etats.ts'
import { LIBELLES } from '../expliquer.ts'
import { RUBRIQUE } from '../vues.tsx'
import { adresseDe } from './adresse.ts'
import { AGES, type Age, type Filtres } from './file.queries.ts'
import type { PropsPoste } from './poste.page.tsx'

type Props = Pick<PropsPoste, 'filtres' | 'bureau'> & {
  readonly gestionnaires: PropsPoste['moyens']['gestionnaires']
}

const DITS = ['theme', 'type', 'employeur', 'age', 'etat', 'qui'] as const
const mis = (filtres: Filtres) => DITS.filter((nom) => filtres[nom] !== '')

/** What a filter keeps, in words. */
const MOTS: Readonly<Record<(typeof DITS)[number], (valeur: string, props: Props) => string>> = {
  theme: (valeur) => valeur,
  type: (valeur, { bureau }) => bureau.types.find(({ id }) => id === valeur)?.libelle ?? 'Genre retiré',
  employeur: (valeur) => `Collectivité : ${valeur}`,
  age: (valeur) => AGES[valeur as Age],
  etat: (valeur) => LIBELLES[valeur as Etat] ?? valeur,
  qui: (valeur, { gestionnaires }) => gestionnaires.find(({ id }) => id === valeur)?.nom ?? 'Autre personne',
}

/** What is filtered, under the tools: each filter is a link that takes it away. Nothing when none is set. */
export function FiltresEnPlace(props: Props) {
  const { filtres } = props
  const noms = mis(filtres)
  if (noms.length === 0) return null
  return (
    <ul className="filtres-en-place" aria-label="Filtres en place">
      {noms.map((nom) => (
        <li key={nom}>
          <a href={adresseDe(filtres, { [nom]: '' })}>
            <span className="vh">Enlever le filtre </span>
            {MOTS[nom](filtres[nom], props)}
            <Icone nom="fermer" taille={16} />
          </a>
        </li>
      ))}
      {noms.length > 1 && (
        <li>
          <a href={adresseDe({ vue: filtres.vue, tri: filtres.tri })}>Enlever les filtres</a>
        </li>
      )}
    </ul>
  )
}

/** The filters of the queue, folded behind one button, sent as an address that may be kept as a view. */
export function PanneauDeFiltres({ filtres, bureau, gestionnaires }: Props) {
  const { vue, tri } = filtres
  const nombre = mis(filtres).length
  return (
    <details className="filtres">
      <summary className="bouton bouton-secondaire">
        <Icone nom="filtrer" />
        <span>{nombre === 0 ? 'Filtrer' : `Filtrer (${nombre} en place)`}</span>
      </summary>
      <Formulaire
        action={RUBRIQUE}
        methode="get"
        enLigne
        id="filtres"
        prefixe
        saisies={{ ...filtres }}
        champs={{ vue, ...(tri !== 'tour' && { tri }) }}
      >
        <ChampListe
          nom="theme"
          libelle="Thème"
          vide="Tous"
          facultatif
          options={[...new Set(bureau.types.map(({ theme }) => theme))].map((theme) => ({
            valeur: theme,
            libelle: theme,
          }))}
        />
        <ChampListe
          nom="type"
          libelle="Genre"
          vide="Tous"
          facultatif
          options={bureau.types.map(({ id, libelle, theme }) => ({ valeur: id, libelle, groupe: theme }))}
        />
        <ChampTexte nom="employeur" libelle="Collectivité" taille="moyen" facultatif />
        <ChampListe
          nom="age"
          libelle="Envoyée depuis"
          vide="Peu importe"
          facultatif
          options={(Object.keys(AGES) as Age[])
            .filter((age) => age !== '')
            .map((age) => ({ valeur: age, libelle: AGES[age] }))}
        />
        <ChampListe
          nom="etat"
          libelle="État"
          vide="Tous"
          facultatif
          options={OUVERTES.map((etat) => ({ valeur: etat, libelle: LIBELLES[etat] }))}
        />
        <ChampListe
          nom="qui"
          libelle="Suivie par"
          vide="Tout le monde"
          facultatif
          options={gestionnaires.map(({ id, nom }) => ({ valeur: id, libelle: nom }))}
        />
        <Bouton icone="filtrer">Filtrer</Bouton>
      </Formulaire>
    </details>
  )
}
