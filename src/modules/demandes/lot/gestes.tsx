import { Bouton } from '#ui/bouton.tsx'
import { ChampListe } from '#ui/formulaire.tsx'
import { GENRES_DE_MODELE, type GenreDeModele } from '../domain/modele.ts'
import type { MoyensDuLot } from './lot.queries.ts'

const SANS_MODELE: Readonly<Record<GenreDeModele, string>> = {
  repondre: 'Une réponse libre',
  demander: 'Une question libre',
  message: 'Un message libre',
}

/** What may be done on the lines that are ticked: write with the same words, ask for an opinion, give, remind. */
export const GestesDuLot = ({ gestionnaires, modeles }: MoyensDuLot) => (
  <fieldset className="lot">
    <legend>Pour les demandes cochées</legend>
    <div className="lot-geste">
      <ChampListe
        nom="quoi"
        libelle="Écrire"
        options={(Object.keys(GENRES_DE_MODELE) as GenreDeModele[]).flatMap((genre) => [
          ...modeles
            .filter((modele) => modele.genre === genre)
            .map(({ id, titre }) => ({ valeur: id, libelle: titre, groupe: GENRES_DE_MODELE[genre] })),
          { valeur: genre, libelle: SANS_MODELE[genre], groupe: GENRES_DE_MODELE[genre] },
        ])}
      />
      <Bouton nom="geste" valeur="ecrire" icone="rediger">
        Écrire
      </Bouton>
      <Bouton nom="geste" valeur="avis">
        Demander un avis
      </Bouton>
    </div>
    <div className="lot-geste">
      <ChampListe
        nom="a"
        libelle="Confier à"
        vide="Choisissez"
        options={gestionnaires.map(({ id, nom }) => ({ valeur: id, libelle: nom }))}
      />
      <Bouton nom="geste" valeur="attribuer">
        Attribuer
      </Bouton>
      <Bouton nom="geste" valeur="relancer">
        Relancer
      </Bouton>
    </div>
  </fieldset>
)
