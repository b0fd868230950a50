import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { gestesPossibles } from '#shared/cycle.ts'
import type { Jour } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etapes } from '#ui/etapes.tsx'
import { Alerte, Fiche, Fictif, Section } from '#ui/textes.tsx'
import { Historique, RUBRIQUE } from '../cadre.tsx'
import { REGLES_ADOPTION } from '../domain/adoption.ts'
import {
  cycleSchema,
  ETAPES_SCHEMA,
  type GesteSchema,
  LIBELLES_STATUT,
  type StatutSchema,
  seRedige,
} from '../domain/cycle-schema.ts'
import { redigeLeSchema } from '../domain/droits.ts'
import { SECTIONS, sectionsVides } from '../domain/sections.ts'
import type { Trace } from '../schema.queries.ts'
import { Adoptions } from './adoption/adoptions.tsx'
import { Clauses } from './clauses/clauses.tsx'
import { direGenre, direPeriode } from './dire.ts'
import type { SchemaLu } from './schemas.repository.ts'
import { AlerteDeFin, EtiquetteSchema } from './vues.tsx'

/** One text: where it stands, what it waits for, its clauses, its deliberations and its history. */
export function pageSchema({
  schema,
  traces,
  acteur,
  aujourdhui,
  alerte,
  statut,
}: {
  readonly schema: SchemaLu
  readonly traces: readonly Trace[]
  readonly acteur: Acteur
  readonly aujourdhui: Jour
  readonly alerte?: string
  readonly statut?: number
}): ContenuDePage {
  const redige = redigeLeSchema.autorise(acteur)
  const ouvert = seRedige(schema.statut)
  const rang = (ETAPES_SCHEMA as readonly StatutSchema[]).indexOf(schema.statut)
  return {
    titre: schema.titre,
    surtitre: direGenre(schema),
    rubrique: RUBRIQUE,
    ariane: [{ libelle: 'Schéma', href: '/schema' }],
    chapeau: <p>{schema.fictif && <Fictif>{schema.fictif}</Fictif>}</p>,
    ...(statut && { statut }),
    actions: (
      <>
        <Bouton href={`/schema/${schema.id}/schema.pdf`} icone="telecharger">
          PDF
        </Bouton>
        <Bouton href={`/schema/${schema.id}/schema.docx`} icone="telecharger">
          DOCX
        </Bouton>
        {schema.genre === 'avenant' && (
          <Bouton href={`/schema/${schema.id}/comparaison`} icone="changer">
            Ce que l’avenant change
          </Bouton>
        )}
        {redige && ouvert && (
          <Bouton href={`/schema/${schema.id}/modifier`} icone="modifier">
            Titre, période et règle
          </Bouton>
        )}
      </>
    ),
    contenu: (
      <>
        {alerte && (
          <Alerte>
            <p>{alerte}</p>
          </Alerte>
        )}
        <AlerteDeFin schema={schema} aujourdhui={aujourdhui} />
        {rang >= 0 && (
          <Etapes
            etapes={ETAPES_SCHEMA.map((etape) => ({ libelle: LIBELLES_STATUT[etape] }))}
            courante={rang + 1}
          />
        )}
        <Section titre="Où en est ce texte ?">
          <Fiche lignes={fiche(schema)} />
          {redige && <Gestes schema={schema} />}
        </Section>
        <Adoptions schema={schema} acteur={acteur} />
        <Clauses schema={schema} peutRediger={redige && ouvert} />
        <Historique traces={traces} dire={direTrace} />
      </>
    ),
  }
}

function fiche(schema: SchemaLu) {
  const lignes: { nom: string; valeur: React.ReactNode }[] = [
    { nom: 'État', valeur: <EtiquetteSchema statut={schema.statut} /> },
    { nom: 'Période', valeur: direPeriode(schema) },
    { nom: 'Adoption', valeur: REGLES_ADOPTION[schema.regleAdoption].libelle },
  ]
  const manquent = sectionsVides(schema.clauses)
  if (seRedige(schema.statut) && manquent.length > 0)
    lignes.push({
      nom: 'Manque encore',
      valeur: manquent.map((section) => SECTIONS[section].libelle).join(', '),
    })
  if (schema.arreteLe)
    lignes.push({
      nom: 'Arrêté',
      valeur: `le ${date(schema.arreteLe)}${schema.arreteReference ? `, ${schema.arreteReference}` : ''}`,
    })
  if (schema.signeLe) lignes.push({ nom: 'Signé', valeur: `le ${date(schema.signeLe)}` })
  if (schema.transmisLe)
    lignes.push({
      nom: 'Transmis',
      valeur: (
        <>
          au préfet de région le {date(schema.transmisLe)}
          {schema.transmissionReference && `, ${schema.transmissionReference}`}
          {schema.transmissionFichierId && (
            <>
              {' '}
              (<a href={`/fichiers/${schema.transmissionFichierId}`}>preuve de la transmission</a>)
            </>
          )}
        </>
      ),
    })
  if (schema.motifFin) lignes.push({ nom: 'Motif', valeur: schema.motifFin })
  return lignes
}

/** What may be done from here: the next step first, each on its own page. */
function Gestes({ schema }: { readonly schema: SchemaLu }) {
  const gestes = gestesPossibles(cycleSchema, schema.statut)
  if (gestes.length === 0) return null
  return (
    <div className="actions apres">
      {gestes.map((geste, i) => (
        <Bouton
          key={geste}
          href={`/schema/${schema.id}/etapes/${geste}`}
          variante={i === 0 && geste !== 'abandonner' ? 'primaire' : 'secondaire'}
        >
          {cycleSchema[geste].libelle}
        </Bouton>
      ))}
    </div>
  )
}

const AUTRES_GESTES: Readonly<Record<string, string>> = {
  ouvrir: 'Texte ouvert à la rédaction',
  ouvrir_avenant: 'Avenant ouvert',
  modifier: 'Titre, période ou règle modifiés',
  remplacer: 'Remplacé',
}

function direTrace({ geste, apres }: Trace): { titre: string; detail?: string } {
  if (geste === 'deliberer')
    return {
      titre: `Délibération ${deNom(String(apres['membre']))}`,
      detail: [
        apres['avis'] !== 'attendu' && `avis ${apres['avis'] === 'favorable' ? 'favorable' : 'défavorable'}`,
        apres['numeroActe'] && `acte n° ${apres['numeroActe']}`,
        apres['signeLe'] && `signé le ${date(String(apres['signeLe']))}`,
      ]
        .filter(Boolean)
        .join(', '),
    }
  const titre = AUTRES_GESTES[geste] ?? cycleSchema[geste as GesteSchema]?.libelle ?? geste
  const detail = [
    apres['motif'] && `motif : ${apres['motif']}`,
    apres['reference'] && `référence : ${apres['reference']}`,
    apres['par'] && `par ${apres['par']}`,
  ]
    .filter(Boolean)
    .join(', ')
  return detail ? { titre, detail } : { titre }
}
