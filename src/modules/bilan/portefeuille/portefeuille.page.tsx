import { LIBELLES_STATUT, meteoDAction, OngletsDuProgramme } from '#modules/programme'
import type { Saisies } from '#platform/http/contexte.ts'
import { saisie } from '#platform/http/formulaire.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { compte, date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampListe, Formulaire } from '#ui/formulaire.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import type { Projet } from './portefeuille.queries.ts'
import { porteursDe, TableauDesProjets } from './tableau-des-projets.tsx'

const VUES = { etat: 'État', porteur: 'Porteur', theme: 'Thème' } as const
export type Vue = keyof typeof VUES
const TEMPS = { vert: 'Vert', orange: 'Orange', rouge: 'Rouge', gris: 'Sans donnée' } as const

type Props = {
  readonly projets: readonly Projet[]
  readonly acteur: Acteur
  readonly aujourdhui: Jour
  readonly filtres: Saisies
}

const cleDe = (projet: Projet, vue: Vue): string => {
  if (vue === 'etat') return LIBELLES_STATUT[projet.statut]
  return vue === 'porteur' ? porteursDe(projet) : projet.theme
}

/** Every project on one page, by state, by carrier or by theme: read, filtered, printed. */
export function pagePortefeuille({ projets, acteur, aujourdhui, filtres }: Props): ContenuDePage {
  const lue = saisie(filtres, 'par')
  const vue: Vue = lue === 'porteur' || lue === 'theme' ? lue : 'etat'
  const [etat, porteur, theme, meteo] = ['etat', 'porteur', 'theme', 'meteo'].map((nom) =>
    saisie(filtres, nom),
  )
  const gardes = projets.filter(
    (projet) =>
      (!etat || projet.statut === etat) &&
      (!porteur || projet.chefs.some(({ libelle }) => libelle === porteur)) &&
      (!theme || projet.theme === theme) &&
      (!meteo || meteoDAction(projet, aujourdhui).temps === meteo),
  )
  const ordre = Object.values(LIBELLES_STATUT)
  const groupes = [...new Set(gardes.map((projet) => cleDe(projet, vue)))].sort((a, b) =>
    vue === 'etat' ? ordre.indexOf(a) - ordre.indexOf(b) : a.localeCompare(b, 'fr', { numeric: true }),
  )
  const choix = (valeurs: readonly string[]) =>
    [...new Set(valeurs)]
      .sort((a, b) => a.localeCompare(b, 'fr', { numeric: true }))
      .map((valeur) => ({
        valeur,
        libelle: valeur.length > 70 ? `${valeur.slice(0, 69)}…` : valeur,
      }))
  return {
    titre: 'Portefeuille',
    h1: 'Tous les projets, sur une page',
    surtitre: acteur.cooperation,
    rubrique: '/programme',
    chapeau: (
      <p>
        {compte(gardes.length, 'projet')}
        {gardes.length < projets.length && ` sur ${projets.length}`}, situation au {date(aujourdhui)}. Cette
        page s’imprime telle quelle.
      </p>
    ),
    actions: (
      <Bouton href="/bilans" icone="graphique">
        Bilan sur une période
      </Bouton>
    ),
    contenu: (
      <>
        <OngletsDuProgramme courant="/portefeuille" />
        <Formulaire action="/portefeuille" methode="get" enLigne saisies={{ ...filtres, par: vue }}>
          <ChampListe
            nom="par"
            libelle="Ranger par"
            options={Object.entries(VUES).map(([valeur, libelle]) => ({ valeur, libelle }))}
          />
          <ChampListe
            nom="etat"
            libelle="État"
            vide="Tous"
            options={Object.entries(LIBELLES_STATUT).map(([valeur, libelle]) => ({ valeur, libelle }))}
          />
          <ChampListe
            nom="porteur"
            libelle="Porteur"
            vide="Tous"
            options={choix(projets.flatMap(({ chefs }) => chefs.map(({ libelle }) => libelle)))}
          />
          <ChampListe nom="theme" libelle="Thème" vide="Tous" options={choix(projets.map((p) => p.theme))} />
          <ChampListe
            nom="meteo"
            libelle="Météo"
            vide="Toutes"
            options={Object.entries(TEMPS).map(([valeur, libelle]) => ({ valeur, libelle }))}
          />
          <Actions>
            <Bouton icone="filtrer">Ranger</Bouton>
          </Actions>
        </Formulaire>
        {gardes.length === 0 && (
          <Vide action={projets.length > 0 && <Bouton href="/portefeuille">Voir tous les projets</Bouton>}>
            {projets.length > 0
              ? 'Aucun projet ne répond à ces filtres.'
              : 'Aucun projet n’est encore inscrit au programme.'}
          </Vide>
        )}
        {groupes.map((groupe) => {
          const siens = gardes.filter((projet) => cleDe(projet, vue) === groupe)
          return (
            <Section key={groupe} titre={groupe} detail={compte(siens.length, 'projet')}>
              <TableauDesProjets titre={groupe} projets={siens} aujourdhui={aujourdhui} vue={vue} />
            </Section>
          )
        })}
      </>
    ),
  }
}
