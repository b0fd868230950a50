import { z } from 'zod'
import type { Jour } from '#shared/dates.ts'
import type { Procedure } from '../domain/attente.ts'

/** The national schema that `SchemaDecp` follows. */
export const SCHEMA_DECP = {
  nom: 'Format réglementaire de publication des données essentielles des marchés publics (139bercy/format-commande-publique)',
  version: '2.0.3',
  en: 'vigueur depuis le 1er janvier 2024 (arrêtés du 22 décembre 2022)',
} as const

const jour = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const uneOuPlus = <T extends readonly [string, ...string[]]>(valeurs: T) =>
  z
    .array(z.enum(valeurs))
    .min(1)
    .refine((lues) => new Set(lues).size === lues.length)

/** A contract, with the constraints of the published schema: mandatory fields, lists of words, patterns, no field of ours. */
export const SchemaMarche = z.strictObject({
  id: z.string().min(1).max(16),
  acheteur: z.object({ id: z.string().regex(/^[0-9]{14}$/) }),
  nature: z.enum(['Marché', 'Marché de partenariat', 'Marché de défense ou de sécurité']),
  objet: z.string().max(1000),
  codeCPV: z.string().regex(/^[0-9]{8}(-[0-9])?$/),
  techniques: z.object({
    technique: uneOuPlus([
      'Accord-cadre',
      'Concours',
      'Système de qualification',
      "Système d'acquisition dynamique",
      'Catalogue électronique',
      'Enchère électronique',
      'Sans objet',
    ]),
  }),
  modalitesExecution: z.object({
    modaliteExecution: uneOuPlus(['Tranches', 'Bons de commande', 'Marchés subséquents', 'Sans objet']),
  }),
  marcheInnovant: z.boolean(),
  ccag: z.enum([
    'Travaux',
    "Maitrise d'œuvre",
    'Fournitures courantes et services',
    'Marchés industriels',
    'Prestations intellectuelles',
    "Techniques de l'information et de la communication",
    'Pas de CCAG',
  ]),
  offresRecues: z.int().min(1),
  attributionAvance: z.boolean(),
  typeGroupementOperateurs: z.enum(['Conjoint', 'Solidaire', 'Pas de groupement']),
  sousTraitanceDeclaree: z.boolean(),
  procedure: z.enum([
    'Procédure adaptée',
    "Appel d'offres ouvert",
    "Appel d'offres restreint",
    'Procédure avec négociation',
    'Marché passé sans publicité ni mise en concurrence préalable',
    'Dialogue compétitif',
  ]),
  lieuExecution: z.object({
    code: z.string(),
    typeCode: z.enum([
      'Code postal',
      'Code commune',
      'Code arrondissement',
      'Code canton',
      'Code département',
      'Code région',
      'Code pays',
    ]),
  }),
  dureeMois: z.int().min(1),
  dateNotification: jour,
  datePublicationDonnees: jour,
  montant: z.number().min(1),
  typesPrix: z.object({
    typePrix: uneOuPlus(['Définitif ferme', 'Définitif actualisable', 'Définitif révisable', 'Provisoire']),
  }),
  formePrix: z.enum(['Unitaire', 'Forfaitaire', 'Mixte']),
  titulaires: z
    .array(
      z.object({
        titulaire: z.object({
          typeIdentifiant: z.enum(['SIRET', 'TVA', 'TAHITI', 'RIDET', 'FRWF', 'IREP', 'HORS-UE']),
          id: z.string(),
        }),
      }),
    )
    .min(1),
  considerationsSociales: z.object({
    considerationSociale: uneOuPlus([
      'Clause sociale',
      'Critère social',
      'Marché réservé',
      'Pas de considération sociale',
    ]),
  }),
  considerationsEnvironnementales: z.object({
    considerationEnvironnementale: uneOuPlus([
      'Clause environnementale',
      'Critère environnemental',
      'Pas de considération environnementale',
    ]),
  }),
})
export const SchemaDecp = z.strictObject({
  marches: z.strictObject({ marche: z.array(SchemaMarche).min(1) }),
})
export type Decp = z.infer<typeof SchemaDecp>

/** Words of the schema for our procedures; a convention de participation is not a public contract: it has none. */
const MOTS: Readonly<Record<Procedure, z.infer<typeof SchemaMarche>['procedure'] | null>> = {
  appel_offres: "Appel d'offres ouvert",
  negociation: 'Procédure avec négociation',
  adaptee: 'Procédure adaptée',
  convention: null,
}

export type LotNotifie = {
  readonly numero: number
  readonly objet: string
  readonly departements: readonly string[]
  readonly siret: string
  readonly groupement: 'Conjoint' | 'Solidaire' | 'Pas de groupement'
  readonly offres: number
  /** Whole cents over the whole contract, at the most of the clause. */
  readonly montant: number
  readonly notifieLe: Jour
  readonly publieLe: Jour
}

/** The record of the lots that were notified; null when there is none, when the buyer's SIRET is missing, or for a convention. Always valid otherwise. */
export function ecrireDecp(
  marche: {
    readonly reference: string
    readonly procedure: Procedure
    readonly cpv: string
    readonly dureeMois: number
    readonly acheteurSiret: string
  },
  lots: readonly LotNotifie[],
  region: string,
): Decp | null {
  const procedure = MOTS[marche.procedure]
  if (!procedure || marche.acheteurSiret === '' || lots.length === 0) return null
  const racine = marche.reference.replaceAll(/[^\w-]/g, '').slice(0, 12) || 'marche'
  return SchemaDecp.parse({
    marches: {
      marche: lots.map((lot) => ({
        id: `${racine}-L${lot.numero}`,
        acheteur: { id: marche.acheteurSiret },
        nature: 'Marché',
        objet: lot.objet,
        codeCPV: marche.cpv,
        techniques: { technique: ['Sans objet'] },
        modalitesExecution: { modaliteExecution: ['Sans objet'] },
        marcheInnovant: false,
        ccag: 'Pas de CCAG',
        offresRecues: lot.offres,
        attributionAvance: false,
        typeGroupementOperateurs: lot.groupement,
        sousTraitanceDeclaree: false,
        procedure,
        lieuExecution:
          lot.departements.length === 1
            ? { code: lot.departements[0]!, typeCode: 'Code département' }
            : { code: region, typeCode: 'Code région' },
        dureeMois: marche.dureeMois,
        dateNotification: lot.notifieLe,
        datePublicationDonnees: lot.publieLe,
        montant: lot.montant / 100,
        typesPrix: { typePrix: ['Définitif révisable'] },
        formePrix: 'Unitaire',
        titulaires: [{ titulaire: { typeIdentifiant: 'SIRET', id: lot.siret } }],
        considerationsSociales: { considerationSociale: ['Pas de considération sociale'] },
        considerationsEnvironnementales: {
          considerationEnvironnementale: ['Pas de considération environnementale'],
        },
      })),
    },
  })
}
