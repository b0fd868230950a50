import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Fictif, Section, Vide } from '#ui/textes.tsx'
import { RUBRIQUE, Vues } from '../cadre.tsx'
import { redigeLeSchema } from '../domain/droits.ts'
import { Adoptions } from './adoption/adoptions.tsx'
import { Clauses } from './clauses/clauses.tsx'
import { direGenre, direPeriode } from './dire.ts'
import type { SchemaEnListe, SchemaLu } from './schemas.repository.ts'
import { AlerteDeFin, EtiquetteSchema } from './vues.tsx'

/** The text in force, read as it is, then those being prepared and those of the past. */
export function pageSchemas({
  enVigueur,
  schemas,
  acteur,
  aujourdhui,
}: {
  readonly enVigueur: SchemaLu | null
  readonly schemas: readonly SchemaEnListe[]
  readonly acteur: Acteur
  readonly aujourdhui: Jour
}): ContenuDePage {
  const redige = redigeLeSchema.autorise(acteur)
  const autres = schemas.filter(({ id }) => id !== enVigueur?.id)
  return {
    titre: 'Schéma',
    h1: enVigueur ? enVigueur.titre : 'Schéma de coopération',
    surtitre: acteur.cooperation,
    rubrique: RUBRIQUE,
    chapeau: enVigueur ? (
      <p>
        En vigueur {direPeriode(enVigueur)}. {enVigueur.fictif && <Fictif>{enVigueur.fictif}</Fictif>}
      </p>
    ) : (
      <p>Aucun schéma n’est en vigueur.</p>
    ),
    actions: (
      <>
        {enVigueur && (
          <Bouton href={`/schema/${enVigueur.id}/schema.pdf`} icone="telecharger">
            Télécharger (PDF)
          </Bouton>
        )}
        {redige &&
          (enVigueur ? (
            <Bouton href={`/schema/${enVigueur.id}/avenant`} icone="ajouter">
              Préparer un avenant
            </Bouton>
          ) : (
            <Bouton href="/schema/nouveau" variante="primaire" icone="ajouter">
              Rédiger un schéma
            </Bouton>
          ))}
      </>
    ),
    contenu: (
      <>
        <Vues courante="/schema" />
        {enVigueur && <AlerteDeFin schema={enVigueur} aujourdhui={aujourdhui} />}
        <EnPreparation schemas={autres} redige={redige} vide={!enVigueur} />
        {enVigueur && (
          <>
            <Clauses schema={enVigueur} peutRediger={false} />
            <Adoptions schema={enVigueur} acteur={acteur} />
            <p className="apres">
              <a href={`/schema/${enVigueur.id}`}>Étapes et historique de ce texte</a>
              {redige && (
                <>
                  {' · '}
                  <a href="/schema/nouveau">Rédiger le schéma suivant</a>
                </>
              )}
            </p>
          </>
        )}
      </>
    ),
  }
}

function EnPreparation({
  schemas,
  redige,
  vide,
}: {
  readonly schemas: readonly SchemaEnListe[]
  readonly redige: boolean
  readonly vide: boolean
}) {
  if (schemas.length === 0)
    return vide ? (
      <Vide action={redige && <Bouton href="/schema/nouveau">Rédiger le premier schéma</Bouton>}>
        Aucun schéma n’est rédigé. Il désigne le coordonnateur, les missions communes et la façon de les
        exercer et de les rembourser.
      </Vide>
    ) : null
  return (
    <Section titre="Autres textes" detail="en préparation ou passés">
      <Tableau
        titre="Autres textes de la coopération"
        lignes={schemas}
        cleDe={({ id }) => id}
        colonnes={[
          {
            cle: 'titre',
            titre: 'Texte',
            entete: true,
            contenu: (schema) => (
              <>
                <a href={`/schema/${schema.id}`}>{schema.titre}</a>
                <small>
                  {direGenre(schema)} {schema.fictif && <Fictif />}
                </small>
              </>
            ),
          },
          { cle: 'periode', titre: 'Période', contenu: direPeriode },
          { cle: 'statut', titre: 'État', contenu: ({ statut }) => <EtiquetteSchema statut={statut} /> },
        ]}
      />
    </Section>
  )
}
