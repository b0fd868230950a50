import { type DelaiPublie, ETAPES, enJours, FENETRE_JOURS } from '#modules/demandes'
import type { ContenuPublic } from '#platform/http/services.ts'
import { dateLongue, nombre } from '#shared/typographie.ts'
import { Tableau } from '#ui/tableau.tsx'
import { Fictif, Section, Vide } from '#ui/textes.tsx'
import { hrefDe, pageDuPortail } from '../cadre.tsx'
import type { Portail } from '../portail.queries.ts'
import type { SuiteDonnee } from './delais.queries.ts'

const UN = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 })

/** Real delays of the centres, by kind of request, and what was done of what employers said. */
export function pageDelaisPublics(
  portail: Portail,
  publies: readonly DelaiPublie[],
  suites: readonly SuiteDonnee[],
): ContenuPublic {
  const nom = (id: string) => portail.membres.find(({ organismeId }) => organismeId === id)?.libelle ?? ''
  return pageDuPortail(portail, '/delais', {
    titre: 'Délais des réponses aux employeurs',
    description: `Le temps que mettent les centres de « ${portail.nom} » à répondre aux communes et à leurs établissements, genre par genre.`,
    chapeau: (
      <p>
        Sur les {FENETRE_JOURS} derniers jours, en jours ouvrés de sept heures passés dans les centres. Une
        demande encore ouverte où ce temps dépasse déjà la médiane compte aussi, même si personne ne l’a
        encore prise. Les genres de moins de dix demandes sont regroupés.
      </p>
    ),
    contenu: (
      <>
        <Section titre="Par centre et par genre de demande" filet>
          {publies.length === 0 ? (
            <Vide titre="Pas de délai publié">
              La coopération n’a pas choisi de publier ses délais, ou trop peu de demandes ont été répondues
              pour dire un chiffre.
            </Vide>
          ) : (
            <Tableau
              titre="Délais constatés"
              lignes={publies}
              cleDe={({ guichetId, demande }) => `${guichetId}|${demande}`}
              colonnes={[
                { cle: 'centre', titre: 'Centre', entete: true, contenu: ({ guichetId }) => nom(guichetId) },
                { cle: 'demande', titre: 'Demande', contenu: ({ demande }) => demande },
                {
                  cle: 'mediane',
                  titre: 'Médiane (jours)',
                  nombre: true,
                  contenu: ({ mesure }) => UN.format(enJours(mesure.mediane)),
                },
                {
                  cle: 'p90',
                  titre: 'Neuf sur dix (jours)',
                  nombre: true,
                  contenu: ({ mesure }) => UN.format(enJours(mesure.p90)),
                },
                {
                  cle: 'cible',
                  titre: 'Dans le délai annoncé',
                  nombre: true,
                  contenu: ({ mesure }) => `${Math.round(100 * mesure.dansLaCible)} %`,
                },
                { cle: 'finies', titre: 'Répondues', nombre: true, contenu: ({ finies }) => nombre(finies) },
              ]}
              pied={<a href={hrefDe(portail, '/delais.csv')}>Ces délais en CSV</a>}
            />
          )}
        </Section>
        {suites.length > 0 && (
          <Section titre="Vous l’avez dit, nous l’avons fait" filet>
            <Tableau
              titre="Ce que les employeurs ont dit, ce que leur centre a fait"
              lignes={suites}
              cleDe={({ centreId, le, fait }) => `${centreId}|${le}|${fait}`}
              colonnes={[
                { cle: 'entendu', titre: 'Vous l’avez dit', entete: true, contenu: ({ entendu }) => entendu },
                {
                  cle: 'fait',
                  titre: 'Nous l’avons fait',
                  contenu: ({ fait, fictif }) => (
                    <>
                      {fait} {fictif && <Fictif />}
                    </>
                  ),
                },
                { cle: 'etape', titre: 'Étape', contenu: ({ etape }) => ETAPES[etape] },
                {
                  cle: 'centre',
                  titre: 'Centre',
                  contenu: ({ centreId, le }) => `${nom(centreId)}, ${dateLongue(le)}`,
                },
              ]}
            />
          </Section>
        )}
      </>
    ),
  })
}
