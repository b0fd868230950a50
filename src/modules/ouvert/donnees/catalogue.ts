import type { Jour } from '#shared/dates.ts'
import type { Portail } from '../portail.queries.ts'

export const LICENCE = 'https://www.etalab.gouv.fr/licence-ouverte-open-licence'

export type Distribution = {
  readonly chemin: string
  readonly titre: string
  readonly format: 'CSV' | 'JSON' | 'ICS'
  readonly mime: string
  /** Address of the schema that the file follows. */
  readonly schema?: string
}
export type JeuDeDonnees = {
  readonly cle: string
  readonly titre: string
  readonly description: string
  readonly motsCles: readonly string[]
  /** What makes it change. */
  readonly frequence: string
  readonly distributions: readonly Distribution[]
  readonly dictionnaire: readonly { readonly nom: string; readonly type: string; readonly sens: string }[]
}

/** What changed last in each data set: the day of its latest fact, null when it holds nothing. */
export type Millesimes = Readonly<Record<string, Jour | null>>

const UE = 'http://publications.europa.eu/resource/authority'

/**
 * The catalogue of a portal as DCAT-AP in JSON-LD: each data set with its distributions, its publisher, its licence, its places and dates.
 * @param base public address of the portal, without a final slash
 */
export function catalogueDcat(
  portail: Portail,
  jeux: readonly JeuDeDonnees[],
  millesimes: Millesimes,
  base: string,
): Record<string, unknown> {
  const editeur = {
    '@id': `${base}#editeur`,
    '@type': 'foaf:Organization',
    'foaf:name': portail.nom,
    'foaf:homepage': { '@id': base },
  }
  const territoires = portail.membres.flatMap(({ departement }) =>
    departement ? [{ '@id': `http://id.insee.fr/geo/departement/${departement}` }] : [],
  )
  const dateDe = (jour: Jour) => ({ '@type': 'xsd:date', '@value': jour })
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
      vcard: 'http://www.w3.org/2006/vcard/ns#',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    },
    '@id': `${base}/donnees`,
    '@type': 'dcat:Catalog',
    'dct:title': `Données ouvertes : ${portail.nom}`,
    'dct:description': `Le programme, les délibérations, les indicateurs et les réunions publiques de la coopération « ${portail.nom} ».`,
    'dct:language': { '@id': `${UE}/language/FRA` },
    'dct:publisher': editeur,
    'dct:license': { '@id': LICENCE },
    'foaf:homepage': { '@id': `${base}/donnees` },
    'dcat:dataset': jeux.map((jeu) => ({
      '@id': `${base}/donnees#${jeu.cle}`,
      '@type': 'dcat:Dataset',
      'dct:identifier': `${portail.adresse}/${jeu.cle}`,
      'dct:title': jeu.titre,
      'dct:description': jeu.description,
      'dcat:keyword': jeu.motsCles,
      'dcat:theme': { '@id': `${UE}/data-theme/GOVE` },
      'dct:language': { '@id': `${UE}/language/FRA` },
      'dct:publisher': { '@id': editeur['@id'] },
      'dct:license': { '@id': LICENCE },
      'dct:accessRights': { '@id': `${UE}/access-right/PUBLIC` },
      'dct:accrualPeriodicity': { '@id': `${UE}/frequency/CONT` },
      'dct:spatial': territoires,
      'dcat:landingPage': { '@id': `${base}/donnees#${jeu.cle}` },
      'dcat:contactPoint': {
        '@type': 'vcard:Organization',
        'vcard:fn': portail.nom,
        ...(portail.contact.includes('@')
          ? { 'vcard:hasEmail': { '@id': `mailto:${portail.contact}` } }
          : { 'vcard:hasURL': { '@id': base } }),
      },
      ...(millesimes[jeu.cle] && { 'dct:modified': dateDe(millesimes[jeu.cle]!) }),
      'dcat:distribution': jeu.distributions.map(({ chemin, titre, format, mime, schema }) => ({
        '@id': `${base}${chemin}`,
        '@type': 'dcat:Distribution',
        'dct:title': titre,
        'dcat:accessURL': { '@id': `${base}/donnees#${jeu.cle}` },
        'dcat:downloadURL': { '@id': `${base}${chemin}` },
        'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${mime}` },
        'dct:format': { '@id': `${UE}/file-type/${format}` },
        'dct:license': { '@id': LICENCE },
        ...(schema && { 'dct:conformsTo': { '@id': schema } }),
      })),
    })),
  }
}
