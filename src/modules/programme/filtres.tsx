import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampListe, Formulaire } from '#ui/formulaire.tsx'
import type { PropsProgramme } from './programme.page.tsx'
import type { ProgrammeLu } from './structure/programmes.queries.ts'
import { LIBELLES_NATURE } from './vues.ts'

const TEMPS = { vert: 'Vert', orange: 'Orange', rouge: 'Rouge', gris: 'Sans donnée' } as const
export const Filtres = ({
  programme,
  membres,
  filtres,
}: Pick<PropsProgramme, 'membres' | 'filtres'> & { readonly programme: ProgrammeLu }) => (
  <Formulaire
    action="/programme"
    methode="get"
    enLigne
    saisies={filtres}
    {...(filtres['programme'] && { champs: { programme: programme.id } })}
  >
    <ChampListe
      nom="axe"
      libelle="Axe"
      vide="Tous"
      options={programme.axes.map(({ code, titre }) => ({ valeur: code, libelle: `${code}. ${titre}` }))}
    />
    <ChampListe
      nom="chef"
      libelle="Chef de file"
      vide="Tous"
      options={membres.map(({ libelle }) => ({ valeur: libelle, libelle }))}
    />
    <ChampListe
      nom="meteo"
      libelle="Météo"
      vide="Toutes"
      options={Object.entries(TEMPS).map(([valeur, libelle]) => ({ valeur, libelle }))}
    />
    <ChampListe
      nom="nature"
      libelle="Nature"
      vide="Toutes"
      options={Object.entries(LIBELLES_NATURE).map(([valeur, libelle]) => ({ valeur, libelle }))}
    />
    <ChampListe
      nom="nous"
      libelle="Qui agit"
      vide="Tous"
      options={[{ valeur: '1', libelle: 'Menées ou partagées par nous' }]}
    />
    <Actions>
      <Bouton icone="filtrer">Filtrer</Bouton>
    </Actions>
  </Formulaire>
)
