import { type Deliberation, enLigneScdl } from '../domain/deliberation.ts'
import { type Champ, type Ecart, type Ligne, verifierLigne } from '../domain/table-schema.ts'
import type { MembrePublic } from '../portail.queries.ts'
import type { DecisionPublique, SchemaPublic } from '../publics.queries.ts'
import { estUneDeliberation } from '../vues.ts'
import SCHEMA from './deliberations.schema.json' with { type: 'json' }

export const CHAMPS_DELIBERATIONS: readonly Champ[] = SCHEMA.fields

export type ExportDeliberations = {
  readonly lignes: readonly Ligne[]
  /** Acts that would not be valid, and why: they are told on the page, never published wrong. */
  readonly ecartees: readonly {
    readonly membre: string
    readonly objet: string
    readonly ecarts: readonly Ecart[]
  }[]
}

/** The deliberations of the members that are public: executory acts of a body that deliberates, and adoptions of a public schéma. */
export function exporterDeliberations(
  decisions: readonly DecisionPublique[],
  schemas: readonly SchemaPublic[],
  membres: readonly MembrePublic[],
): ExportDeliberations {
  const connus = new Map(membres.map((membre) => [membre.organismeId, membre]))
  const deliberations: Deliberation[] = [
    ...decisions.flatMap(({ titre, type, suites }) =>
      suites.flatMap((suite) => {
        const membre = connus.get(suite.organismeId)
        if (!membre || suite.etat !== 'executoire' || !estUneDeliberation(membre, suite.organe)) return []
        return [
          {
            membre,
            objet: titre,
            nature: type,
            numero: suite.numeroActe,
            date: suite.dateActe,
            transmisLe: suite.transmisLe,
            effectif: suite.voteEffectif,
            reel: suite.voteReel,
            pour: suite.votePour,
            contre: suite.voteContre,
            abstention: suite.voteAbstention,
            adresse: suite.adresse,
          },
        ]
      }),
    ),
    ...schemas.flatMap(({ titre, adoptions }) =>
      adoptions.flatMap(({ organismeId, numeroActe, dateActe, pour, contre, abstention }) => {
        const membre = connus.get(organismeId)
        return membre
          ? [
              {
                membre,
                objet: `Adoption : ${titre}`,
                nature: 'schema',
                numero: numeroActe,
                date: dateActe,
                transmisLe: null,
                effectif: null,
                reel: null,
                pour,
                contre,
                abstention,
                adresse: null,
              },
            ]
          : []
      }),
    ),
  ]
  const lignes: Ligne[] = []
  const ecartees: ExportDeliberations['ecartees'][number][] = []
  for (const deliberation of deliberations) {
    const ligne = enLigneScdl(deliberation)
    const ecarts = verifierLigne(CHAMPS_DELIBERATIONS, ligne)
    if (ecarts.length === 0) lignes.push(ligne)
    else ecartees.push({ membre: deliberation.membre.libelle, objet: deliberation.objet, ecarts })
  }
  lignes.sort((a, b) =>
    `${b['DELIB_DATE']}${b['DELIB_ID']}`.localeCompare(`${a['DELIB_DATE']}${a['DELIB_ID']}`),
  )
  return { lignes, ecartees }
}
