import { LIBELLES_TYPE } from '#modules/annuaire'
import {
  ChampListe,
  ChampTexte,
  CoteACote,
  type Faute,
  GroupeDeChamps,
  type Saisies,
  valeurDe,
} from '#ui/formulaire.tsx'

import { champAutre, PLACES } from './autres-membres.ts'
import type { Code } from './premier-acces.page.tsx'

/** Members that are neither a centre nor a département: a union, a Région, an intercommunalité, a centre of another region. */
export function AutresMembres({
  tous,
  saisies,
  fautes,
}: {
  readonly tous: readonly Code[]
  readonly saisies: Saisies | undefined
  readonly fautes: readonly Faute[]
}) {
  const remplie = PLACES.some((place) => valeurDe(saisies, champAutre(place, 'nom')) !== '')
  return (
    <details className="repli" open={remplie || fautes.some(({ champ }) => champ.startsWith('autre'))}>
      <summary>Un membre d’un autre type : Région, intercommunalité, syndicat…</summary>
      {PLACES.map((place) => (
        <GroupeDeChamps key={place} titre={`Autre membre nº ${place}`}>
          <ChampListe
            nom={champAutre(place, 'type')}
            libelle="Type"
            vide="Choisir"
            facultatif
            fautes={fautes}
            valeur={valeurDe(saisies, champAutre(place, 'type'))}
            options={Object.entries(LIBELLES_TYPE).map(([valeur, libelle]) => ({ valeur, libelle }))}
          />
          <ChampTexte
            nom={champAutre(place, 'nom')}
            libelle="Nom complet"
            facultatif
            fautes={fautes}
            valeur={valeurDe(saisies, champAutre(place, 'nom'))}
          />
          <CoteACote>
            <ChampTexte
              nom={champAutre(place, 'libelle')}
              libelle="Nom court"
              facultatif
              taille="court"
              fautes={fautes}
              valeur={valeurDe(saisies, champAutre(place, 'libelle'))}
            />
            <ChampListe
              nom={champAutre(place, 'departement')}
              libelle="Département de son siège"
              vide="Choisir"
              facultatif
              fautes={fautes}
              valeur={valeurDe(saisies, champAutre(place, 'departement'))}
              options={tous.map(({ code, nom }) => ({ valeur: code, libelle: `${code} ${nom}` }))}
            />
          </CoteACote>
        </GroupeDeChamps>
      ))}
      <p className="note">Les suivants s’ajoutent ensuite, un par un, dans « Membres ».</p>
    </details>
  )
}
