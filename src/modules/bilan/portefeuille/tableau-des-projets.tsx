import {
  AvancementDe,
  direRaison,
  LIBELLES_STATUT,
  meteoDAction,
  plusGrandRetard,
  SIGNES_STATUT,
  type Statut,
} from '#modules/programme'

import type { Jour } from '#shared/dates.ts'
import { compte, dateCourte } from '#shared/typographie.ts'
import { Etiquette } from '#ui/etiquette.tsx'
import { Meteo } from '#ui/meteo.tsx'
import { Tableau } from '#ui/tableau.tsx'
import type { Vue } from './portefeuille.page.tsx'
import type { Projet } from './portefeuille.queries.ts'

/** Labels of the members that lead a project. */
export const porteursDe = ({ chefs }: Projet): string =>
  chefs.map(({ libelle }) => libelle).join(' et ') || 'Porteur à désigner'

/** The projects, a row each. */
export const TableauDesProjets = ({
  titre,
  projets,
  aujourdhui,
  vue,
}: {
  readonly titre: string
  readonly projets: readonly Projet[]
  readonly aujourdhui: Jour
  readonly vue: Vue
}) => (
  <Tableau
    titre={titre}
    egales
    lignes={projets}
    cleDe={({ id }) => id}
    colonnes={[
      {
        cle: 'projet',
        titre: 'Projet',
        entete: true,
        contenu: ({ id, code, titre: nom, fictif }) => (
          <>
            <a href={`/programme/actions/${id}`}>{nom}</a>
            <small>
              {code}
              {fictif && ' · suivi fictif'}
            </small>
          </>
        ),
      },
      ...(vue === 'etat'
        ? []
        : [
            {
              cle: 'etat',
              titre: 'État',
              contenu: ({ statut }: { readonly statut: Statut }) => (
                <Etiquette {...SIGNES_STATUT[statut]} discrete>
                  {LIBELLES_STATUT[statut]}
                </Etiquette>
              ),
            },
          ]),
      ...(vue === 'porteur' ? [] : [{ cle: 'porteur', titre: 'Porteur', contenu: porteursDe }]),
      {
        cle: 'meteo',
        titre: 'Météo',
        contenu: (projet) => {
          const { temps, raison } = meteoDAction(projet, aujourdhui)
          return <Meteo temps={temps} mot={direRaison(raison, aujourdhui)} discrete />
        },
      },
      {
        cle: 'avancement',
        titre: 'Avancement',
        contenu: (projet) => <AvancementDe action={projet} aujourdhui={aujourdhui} />,
      },
      {
        cle: 'jalon',
        titre: 'Prochain jalon',
        contenu: ({ jalons }) => {
          const suivant = jalons.filter(({ etat }) => etat === 'prevu')[0]
          if (!suivant) return 'Aucun'
          const retard = plusGrandRetard([suivant], aujourdhui)
          return `${suivant.titre}, ${dateCourte(suivant.echeance, aujourdhui)}${retard > 0 ? ` (${compte(retard, 'jour')} de retard)` : ''}`
        },
      },
      {
        cle: 'groupe',
        titre: 'Groupe',
        contenu: ({ groupes }) =>
          groupes.length === 0
            ? 'Sans groupe'
            : groupes.map(({ id, nom }) => (
                <div key={id}>
                  <a href={`/groupes/${id}`}>{nom}</a>
                </div>
              )),
      },
    ]}
  />
)
