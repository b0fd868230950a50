import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { BoutonPost } from '#ui/bouton.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Vide } from '#ui/textes.tsx'
import { tientLeCatalogue } from '../domain/droits.ts'
import { OngletsDesDemandes, RUBRIQUE } from '../vues.tsx'
import { estPropose, promesseDe, type TypeLu } from './catalogue.queries.ts'

/** The catalogue as a centre sees it: regional delay, its own, the form. */
export function pageTypes({
  types,
  acteur,
}: {
  readonly types: readonly TypeLu[]
  readonly acteur: Acteur
}): ContenuDePage {
  return {
    titre: 'Catalogue des demandes',
    surtitre: acteur.cooperation,
    rubrique: RUBRIQUE,
    chapeau: (
      <p>
        Ce que les mairies peuvent demander, avec le délai régional et celui de votre centre quand il diffère.
      </p>
    ),
    contenu: (
      <>
        <OngletsDesDemandes courant="/demandes/catalogue" acteur={acteur} />
        {tientLeCatalogue.autorise(acteur) && (
          <p>
            <a href="/demandes/fermetures">Jours de fermeture de votre centre</a>
          </p>
        )}
        {types.length === 0 ? (
          <Vide
            action={
              tientLeCatalogue.autorise(acteur) && (
                <BoutonPost action="/demandes/catalogue" variante="primaire">
                  Partir du catalogue proposé
                </BoutonPost>
              )
            }
          >
            Aucun genre de demande n’est encore décrit.
          </Vide>
        ) : (
          <Tableau
            titre="Genres de demande"
            lignes={types}
            cleDe={({ id }) => id}
            colonnes={[
              {
                cle: 'libelle',
                titre: 'Demande',
                entete: true,
                contenu: ({ id, libelle }) => <a href={`/demandes/catalogue/${id}`}>{libelle}</a>,
              },
              { cle: 'theme', titre: 'Thème', contenu: ({ theme }) => theme },
              {
                cle: 'region',
                titre: 'Réponse, délai régional',
                nombre: true,
                contenu: ({ reponseJours }) => `${reponseJours} j`,
              },
              {
                cle: 'ici',
                titre: `Chez vous`,
                nombre: true,
                contenu: (type) =>
                  !estPropose(type) ? (
                    'non proposée'
                  ) : type.local?.reponseJours ? (
                    <strong>{promesseDe(type).reponseJours} j</strong>
                  ) : (
                    'idem'
                  ),
              },
              {
                cle: 'chef',
                titre: 'Chef de file',
                contenu: ({ chefDeFile }) => chefDeFile ?? 'chaque centre',
              },
              { cle: 'version', titre: 'Version', nombre: true, contenu: ({ version }) => String(version) },
            ]}
          />
        )}
      </>
    ),
  }
}
