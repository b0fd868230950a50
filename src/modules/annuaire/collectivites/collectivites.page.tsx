import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { compte, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Pagination, Section, Vide } from '#ui/textes.tsx'
import { tientLesEmployeurs } from '../domain/droits.ts'
import { type GenreAffiliation, LIBELLES_AFFILIATION } from '../domain/employeur.ts'
import { OngletsDeLAnnuaire, RUBRIQUE } from '../onglets.tsx'
import type { CollectiviteEnListe } from './collectivites.queries.ts'

/** Kinds of employers, as a reader says them. */
export const TYPES: Readonly<Record<string, string>> = {
  commune: 'Commune',
  epci: 'Intercommunalité',
  cdg: 'Centre de gestion',
  departement: 'Département',
  region: 'Région',
  syndicat: 'Syndicat',
  ccas: 'CCAS',
  sdis: 'SDIS',
  oph: 'Office public de l’habitat',
  autre: 'Autre établissement',
}

/** « obligatoire, CDG 44 », as the query gives it: kind and centre. */
const direAffiliation = (affiliation: string): string => {
  const [genre, centre] = affiliation.split('|')
  return centre ? `${LIBELLES_AFFILIATION[genre as GenreAffiliation]}, ${centre}` : ''
}

type Filtre = { readonly texte: string; readonly departement: string; readonly type: string }

const adresse = ({ texte, departement, type }: Filtre, page?: number): string => {
  const parametres = new URLSearchParams(
    Object.entries({ q: texte, departement, type, page: page ? String(page) : '' }).filter(
      ([, valeur]) => valeur,
    ),
  )
  return parametres.size > 0 ? `?${parametres}` : ''
}

export function pageCollectivites({
  collectivites,
  total,
  departements,
  page,
  parPage,
  acteur,
  ...filtre
}: Filtre & {
  readonly collectivites: readonly CollectiviteEnListe[]
  readonly total: number
  readonly departements: readonly { readonly code: string; readonly nom: string }[]
  readonly page: number
  readonly parPage: number
  readonly acteur: Acteur
}): ContenuDePage {
  return {
    titre: 'Collectivités',
    surtitre: acteur.cooperation,
    rubrique: RUBRIQUE,
    chapeau: (
      <p>
        Communes et intercommunalités des départements de vos membres, d’après le code officiel géographique,
        et employeurs que les centres déclarent.
      </p>
    ),
    actions: (
      <>
        {tientLesEmployeurs.autorise(acteur) && (
          <Bouton href="/imports/employeurs" icone="deposer">
            Importer mes employeurs
          </Bouton>
        )}
        <Bouton href={`/collectivites.csv${adresse(filtre)}`} icone="telecharger">
          Exporter (CSV)
        </Bouton>
      </>
    ),
    contenu: (
      <>
        <OngletsDeLAnnuaire ici="/collectivites" />
        <form className="formulaire filtre" action="/collectivites">
          <div className="cote-a-cote">
            <div className="champ">
              <label htmlFor="filtre-q">Nom, SIREN ou code INSEE</label>
              <input className="saisie" id="filtre-q" name="q" defaultValue={filtre.texte} />
            </div>
            <div className="champ">
              <label htmlFor="filtre-departement">Département</label>
              <select
                className="saisie"
                id="filtre-departement"
                name="departement"
                defaultValue={filtre.departement}
              >
                <option value="">Tous</option>
                {departements.map(({ code, nom }) => (
                  <option key={code} value={code}>
                    {code}, {nom}
                  </option>
                ))}
              </select>
            </div>
            <div className="champ">
              <label htmlFor="filtre-type">Nature</label>
              <select className="saisie" id="filtre-type" name="type" defaultValue={filtre.type}>
                <option value="">Toutes</option>
                <option value="commune">Communes</option>
                <option value="epci">Intercommunalités</option>
              </select>
            </div>
          </div>
          <p>
            <Bouton>Filtrer</Bouton>
          </p>
        </form>
        <Section titre={collectivites.length === 0 ? 'Aucune collectivité' : compte(total, 'collectivité')}>
          {collectivites.length === 0 ? (
            <Vide action={<Bouton href="/collectivites">Tout afficher</Bouton>}>
              Aucune collectivité ne répond à ce filtre, ou l’annuaire n’a pas encore été rempli (npm run
              annuaire).
            </Vide>
          ) : (
            <>
              <Tableau
                titre="Collectivités"
                lignes={collectivites}
                cleDe={({ id }) => id}
                colonnes={[
                  {
                    cle: 'nom',
                    titre: 'Nom',
                    entete: true,
                    contenu: ({ id, nom }) => <a href={`/collectivites/${id}`}>{nom}</a>,
                  },
                  { cle: 'type', titre: 'Nature', contenu: ({ type }) => TYPES[type] ?? type },
                  { cle: 'departement', titre: 'Département', contenu: ({ departement }) => departement },
                  { cle: 'epci', titre: 'Intercommunalité', contenu: ({ epci }) => epci ?? '' },
                  {
                    cle: 'affiliation',
                    titre: 'Affiliation',
                    contenu: ({ affiliation }) => direAffiliation(affiliation),
                  },
                  {
                    cle: 'population',
                    titre: 'Population',
                    nombre: true,
                    contenu: ({ population }) => (population === null ? 'inconnue' : nombre(population)),
                  },
                ]}
              />
              <Pagination
                page={page}
                derniere={page * parPage >= total}
                adresse={(n) => `/collectivites${adresse(filtre, n)}`}
              />
            </>
          )}
        </Section>
      </>
    ),
  }
}
