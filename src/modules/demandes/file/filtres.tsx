import { Bouton } from '#ui/bouton.tsx'
import { ChampListe, ChampTexte, Formulaire } from '#ui/formulaire.tsx'
import { OUVERTES } from '../domain/etats.ts'
import { LIBELLES } from '../expliquer.ts'
import { RUBRIQUE } from '../vues.tsx'
import { adresseDe } from './adresse.ts'
import { AGES, type Age, type Filtres } from './file.queries.ts'
import type { PropsPoste } from './poste.page.tsx'

const DITS: readonly (keyof Filtres)[] = ['theme', 'type', 'employeur', 'age', 'etat', 'qui']

/** The filters of the queue: folded until one is set, sent as an address that may be kept as a view. */
export function PanneauDeFiltres({
  filtres,
  bureau,
  gestionnaires,
}: Pick<PropsPoste, 'filtres' | 'bureau'> & {
  readonly gestionnaires: PropsPoste['moyens']['gestionnaires']
}) {
  const { vue, tri } = filtres
  const mis = DITS.filter((nom) => filtres[nom] !== '').length
  return (
    <details className="filtres" open={mis > 0}>
      <summary>{mis === 0 ? 'Filtrer cette vue' : `Filtrer cette vue (${mis} en place)`}</summary>
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
        {mis > 0 && <a href={adresseDe({ vue, tri })}>Enlever les filtres</a>}
      </Formulaire>
    </details>
  )
}
