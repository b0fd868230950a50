import { etatDeConvention, GENRES_CONVENTION, ORDRE_DES_SECTIONS, SECTIONS } from '#modules/schema'
import type { ContenuPublic } from '#platform/http/services.ts'
import type { Jour } from '#shared/dates.ts'
import { compte, date } from '#shared/typographie.ts'
import { Tableau } from '#ui/tableau.tsx'
import { Fictif, Section, TexteLibre, Vide } from '#ui/textes.tsx'
import { hrefDe, pageDuPortail } from './cadre.tsx'
import type { Portail } from './portail.queries.ts'
import type { ConventionPublique, SchemaPublic } from './publics.queries.ts'
import { nomsDe } from './vues.ts'

const STATUTS = {
  signe: 'signé',
  transmis: 'transmis au préfet de région',
  en_vigueur: 'en vigueur',
  remplace: 'remplacé',
  expire: 'expiré',
} as const

const SITUATIONS = {
  a_venir: 'À venir',
  en_vigueur: 'En vigueur',
  preavis_proche: 'En vigueur',
  a_renouveler: 'En vigueur',
  reconduite: 'En vigueur',
  denoncee: 'Dénoncée, en vigueur jusqu’à son terme',
  expiree: 'Arrivée à son terme',
  terminee: 'Terminée',
} as const

/** The schéma in force, clause by clause, who adopted it, and the conventions that were published. */
export function pageSchemaPublic(
  portail: Portail,
  schemas: readonly SchemaPublic[],
  conventions: readonly ConventionPublique[],
  jour: Jour,
): ContenuPublic {
  const [premier, ...autres] = schemas
  return pageDuPortail(portail, '/schema', {
    titre: 'Schéma et conventions',
    h1: premier?.titre ?? 'Schéma et conventions',
    surtitre: portail.nom,
    description: premier
      ? `${premier.titre}, ${STATUTS[premier.statut]}, et ${compte(conventions.length, 'convention publique', 'conventions publiques')}.`
      : `Les textes sur lesquels repose la coopération « ${portail.nom} ».`,
    chapeau: premier && (
      <p>
        {premier.genre === 'avenant' ? 'Avenant ' : 'Schéma '}
        {STATUTS[premier.statut]}
        {premier.dateEffet && ` depuis le ${date(premier.dateEffet)}`}
        {premier.dateFin && `, jusqu’au ${date(premier.dateFin)}`}
        {premier.transmisLe && `. Transmis au préfet de région le ${date(premier.transmisLe)}`}.{' '}
        {premier.fictif && <Fictif>{premier.fictif}</Fictif>}
      </p>
    ),
    contenu: (
      <>
        {premier ? (
          <Texte schema={premier} portail={portail} />
        ) : (
          <Vide>Aucun schéma en vigueur n’est publié.</Vide>
        )}
        {autres.length > 0 && (
          <Section titre="Autres textes" filet>
            <ul>
              {autres.map(({ id, titre, statut }) => (
                <li key={id}>
                  {titre}, {STATUTS[statut]}
                </li>
              ))}
            </ul>
          </Section>
        )}
        <Section
          titre="Conventions"
          id="conventions"
          detail={conventions.length > 0 ? compte(conventions.length, 'publiée') : undefined}
          filet
        >
          <Tableau
            titre="Conventions publiques"
            lignes={conventions}
            cleDe={({ id }) => id}
            vide={<Vide>Aucune convention n’est publiée pour l’instant.</Vide>}
            colonnes={[
              {
                cle: 'convention',
                titre: 'Convention',
                entete: true,
                contenu: (c) => (
                  <>
                    {c.titre} {c.fictif && <Fictif>{c.fictif}</Fictif>}
                    <br />
                    <small>{GENRES_CONVENTION[c.genre]}</small>
                  </>
                ),
              },
              {
                cle: 'parties',
                titre: 'Parties',
                contenu: (c) =>
                  [nomsDe(c.parties, portail.membres), ...c.autresParties.split('\n')]
                    .filter(Boolean)
                    .join(', '),
              },
              { cle: 'du', titre: 'Depuis le', contenu: ({ du }) => (du ? date(du) : '') },
              {
                cle: 'etat',
                titre: 'État',
                contenu: (c) => {
                  const { situation, fin } = etatDeConvention(c, jour)
                  return fin ? `${SITUATIONS[situation]}, terme le ${date(fin)}` : SITUATIONS[situation]
                },
              },
            ]}
          />
        </Section>
      </>
    ),
  })
}

const Texte = ({ schema, portail }: { readonly schema: SchemaPublic; readonly portail: Portail }) => (
  <>
    {ORDRE_DES_SECTIONS.map((section) => {
      const clauses = schema.clauses.filter((clause) => clause.section === section)
      return clauses.length === 0 ? null : (
        <Section key={section} titre={SECTIONS[section].libelle} id={section} filet>
          {clauses.map(({ titre, texte }) => (
            <div key={titre}>
              <h3>{titre}</h3>
              <TexteLibre texte={texte} />
            </div>
          ))}
        </Section>
      )
    })}
    {schema.adoptions.length > 0 && (
      <Section
        titre="Adopté par"
        detail={compte(schema.adoptions.length, 'délibération')}
        actions={<a href={hrefDe(portail, '/donnees/deliberations.csv')}>Télécharger (CSV)</a>}
        filet
      >
        <Tableau
          titre="Délibérations d’adoption"
          lignes={schema.adoptions}
          cleDe={({ organismeId }) => organismeId}
          colonnes={[
            {
              cle: 'membre',
              titre: 'Membre',
              entete: true,
              contenu: ({ organismeId }) => nomsDe([organismeId], portail.membres),
            },
            { cle: 'acte', titre: 'Délibération', contenu: ({ numeroActe }) => `n° ${numeroActe}` },
            { cle: 'date', titre: 'Date', contenu: ({ dateActe }) => date(dateActe) },
            {
              cle: 'vote',
              titre: 'Vote',
              contenu: ({ pour, contre, abstention }) =>
                pour === null
                  ? '–'
                  : `${pour} pour, ${contre ?? 0} contre, ${compte(abstention ?? 0, 'abstention')}`,
            },
          ]}
        />
      </Section>
    )}
  </>
)
