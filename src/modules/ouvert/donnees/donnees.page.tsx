import type { ContenuPublic } from '#platform/http/services.ts'
import { compte, date } from '#shared/typographie.ts'
import { Lien } from '#ui/bouton.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Fiche, Section } from '#ui/textes.tsx'
import { hrefDe, pageDuPortail } from '../cadre.tsx'
import { SEUIL_PERSONNES } from '../domain/seuil.ts'
import type { Portail } from '../portail.queries.ts'
import type { JeuDeDonnees, Millesimes } from './catalogue.ts'
import type { ExportDeliberations } from './deliberations.ts'
import { SCHEMA_DELIBERATIONS } from './jeux.ts'

/** What can be downloaded, what it means, under which licence. */
export function pageDonnees({
  portail,
  jeux,
  millesimes,
  nombres,
  ecartees,
}: {
  readonly portail: Portail
  readonly jeux: readonly JeuDeDonnees[]
  readonly millesimes: Millesimes
  /** Rows of each data set. */
  readonly nombres: Readonly<Record<string, number>>
  readonly ecartees: ExportDeliberations['ecartees']
}): ContenuPublic {
  const catalogue = hrefDe(portail, '/donnees/catalogue.jsonld')
  return pageDuPortail(portail, '/donnees', {
    titre: 'Données ouvertes',
    surtitre: portail.nom,
    description: `${compte(jeux.length, 'jeu', 'jeux')} de données de la coopération « ${portail.nom} », sous Licence Ouverte 2.0.`,
    chapeau: (
      <p>
        Sous <a href="https://www.etalab.gouv.fr/licence-ouverte-open-licence">Licence Ouverte 2.0</a> :
        réutilisez-les en citant « {portail.nom} » et la date. Les adresses sont stables.
      </p>
    ),
    formes: [{ href: catalogue, type: 'application/ld+json', titre: 'Catalogue (DCAT-AP)' }],
    contenu: (
      <>
        {jeux.map((jeu, rang) => (
          <Section
            key={jeu.cle}
            id={jeu.cle}
            titre={jeu.titre}
            detail={direNombre(nombres[jeu.cle])}
            filet={rang > 0}
          >
            <p>{jeu.description}</p>
            <div className="apres">
              <Fiche
                lignes={[
                  {
                    nom: 'Télécharger',
                    valeur: jeu.distributions.map(({ chemin, titre }) => (
                      <span key={chemin}>
                        <Lien href={hrefDe(portail, chemin)} icone="telecharger">
                          {titre}
                        </Lien>{' '}
                      </span>
                    )),
                  },
                  {
                    nom: 'À jour au',
                    valeur: millesimes[jeu.cle] ? date(millesimes[jeu.cle]!) : 'aucune donnée pour l’instant',
                  },
                  { nom: 'Mis à jour', valeur: jeu.frequence },
                  ...jeu.distributions.flatMap(({ schema }) =>
                    schema ? [{ nom: 'Schéma', valeur: <a href={schema}>{schema}</a> }] : [],
                  ),
                ]}
              />
            </div>
            {jeu.cle === 'deliberations' && <Ecartees ecartees={ecartees} />}
            {jeu.dictionnaire.length > 0 && (
              <details className="donnees">
                <summary>Dictionnaire des champs</summary>
                <Tableau
                  titre={`Champs : ${jeu.titre}`}
                  lignes={jeu.dictionnaire}
                  cleDe={({ nom }) => nom}
                  colonnes={[
                    { cle: 'nom', titre: 'Champ', entete: true, contenu: ({ nom }) => <code>{nom}</code> },
                    { cle: 'type', titre: 'Type', contenu: ({ type }) => type },
                    { cle: 'sens', titre: 'Sens', contenu: ({ sens }) => sens },
                  ]}
                />
              </details>
            )}
          </Section>
        ))}
        <Section titre="Pour les développeurs et les moissonneurs" filet>
          <Fiche
            lignes={[
              { nom: 'Catalogue DCAT-AP', valeur: <a href={catalogue}>catalogue.jsonld</a> },
              {
                nom: 'Schéma des délibérations',
                valeur: <a href={SCHEMA_DELIBERATIONS}>Table Schema que nous vérifions ligne à ligne</a>,
              },
              {
                nom: 'Accès',
                valeur:
                  'Sans clé, depuis n’importe quel site. Chaque réponse porte une étiquette (ETag) : demandez seulement ce qui a changé.',
              },
              {
                nom: 'Texte',
                valeur:
                  'UTF-8. Le CSV des délibérations suit le SCDL (virgule) ; les autres s’ouvrent tels quels dans un tableur français (point-virgule).',
              },
              {
                nom: 'Petits effectifs',
                valeur: `Un effectif de moins de ${SEUIL_PERSONNES} personnes est regroupé avec d’autres, ou tu.`,
              },
            ]}
          />
        </Section>
      </>
    ),
  })
}

const direNombre = (n: number | undefined): string | undefined =>
  n === undefined ? undefined : n === 0 ? 'vide pour l’instant' : compte(n, 'ligne')

const Ecartees = ({ ecartees }: { readonly ecartees: ExportDeliberations['ecartees'] }) => {
  if (ecartees.length === 0) return null
  const sansSiret = [
    ...new Set(
      ecartees
        .filter(({ ecarts }) => ecarts.some(({ champ }) => champ === 'COLL_SIRET'))
        .map(({ membre }) => membre),
    ),
  ]
  return (
    <div className="apres">
      <Alerte
        ton="info"
        titre={`${compte(ecartees.length, 'délibération')} en attente : ${ecartees.length > 1 ? 'elles ne seraient' : 'elle ne serait'} pas valide${ecartees.length > 1 ? 's' : ''}.`}
      >
        <p>
          {sansSiret.length > 0
            ? `Le SIRET n’est pas connu pour : ${sansSiret.join(', ')}. Elles entreront dans le fichier dès qu’il le sera.`
            : 'Un champ obligatoire manque. Elles entreront dans le fichier dès qu’il sera connu.'}
        </p>
      </Alerte>
    </div>
  )
}
