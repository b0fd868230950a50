import { type TransitionRefusee, transiter } from '#shared/cycle.ts'
import type { Jour } from '#shared/dates.ts'
import { type Result, refuser } from '#shared/result.ts'
import { type Adoption, type CompteAdoption, compterAdoptions, type RegleAdoption } from './adoption.ts'
import { cycleSchema, type GesteSchema, type StatutSchema } from './cycle-schema.ts'
import { type Clause, type Section, sectionsVides } from './sections.ts'

/** What the decision reads of a text. */
export type EtatSchema = {
  readonly statut: StatutSchema
  readonly regleAdoption: RegleAdoption
  readonly arreteLe: Jour | null
  readonly signeLe: Jour | null
  readonly transmisLe: Jour | null
  readonly dateFin: Jour | null
  readonly clauses: readonly Pick<Clause, 'section' | 'texte' | 'retiree'>[]
  readonly adoptions: readonly Adoption[]
}

/** What is said with a deed. */
export type DemandeSchema = {
  readonly jour: Jour | null
  readonly fin: Jour | null
  readonly reference: string
  /** A file that proves it was given. */
  readonly preuve: boolean
  readonly motif: string
}

export type RefusSchema =
  | TransitionRefusee<StatutSchema, GesteSchema>
  | { readonly code: 'sections-vides'; readonly sections: readonly Section[] }
  | { readonly code: 'jour-manquant' }
  | { readonly code: 'jour-futur' }
  | { readonly code: 'jour-avant'; readonly etape: StatutSchema; readonly jour: Jour }
  | { readonly code: 'fin-avant-effet' }
  | { readonly code: 'adoption-incomplete'; readonly compte: CompteAdoption }
  | { readonly code: 'preuve-manquante' }
  | { readonly code: 'motif-manquant' }
  | { readonly code: 'deja-delibere' }
  | { readonly code: 'pas-encore-fini'; readonly fin: Jour | null }
/** The day before which a dated deed cannot have happened: that of the step before it. */
const APRES: Readonly<Partial<Record<GesteSchema, readonly ['arrete' | 'signe', 'arreteLe' | 'signeLe']>>> = {
  signer: ['arrete', 'arreteLe'],
  transmettre: ['signe', 'signeLe'],
  mettre_en_vigueur: ['signe', 'signeLe'],
}

/**
 * Decides whether a deed may be done on a text, and the state it gives.
 * Refused: a deed that the state does not allow; a compulsory part still empty; a day missing, in the future or before the step it
 * follows; an adoption that the rule does not find complete; a transmission without proof; a giving up without a reason.
 * @param aujourdhui the day in Paris
 */
export function avancerSchema(
  schema: EtatSchema,
  geste: GesteSchema,
  demande: DemandeSchema,
  aujourdhui: Jour,
): Result<StatutSchema, RefusSchema> {
  const transition = transiter(cycleSchema, schema.statut, geste)
  if (!transition.ok) return transition
  const faute = fauteDe(schema, geste, demande, aujourdhui)
  return faute ? refuser(faute) : transition
}

function fauteDe(
  schema: EtatSchema,
  geste: GesteSchema,
  demande: DemandeSchema,
  aujourdhui: Jour,
): RefusSchema | null {
  switch (geste) {
    case 'ouvrir_concertation':
    case 'soumettre':
      return sectionsIncompletes(schema)
    case 'arreter':
      return sectionsIncompletes(schema) ?? jourFautif(schema, geste, demande, aujourdhui)
    case 'signer': {
      const compte = compterAdoptions(schema.adoptions, schema.regleAdoption)
      return compte.atteinte
        ? jourFautif(schema, geste, demande, aujourdhui)
        : { code: 'adoption-incomplete', compte }
    }
    case 'transmettre':
      return (
        jourFautif(schema, geste, demande, aujourdhui) ??
        (demande.reference.trim() === '' && !demande.preuve ? { code: 'preuve-manquante' } : null)
      )
    case 'mettre_en_vigueur':
      return (
        jourFautif(schema, geste, demande, aujourdhui) ??
        (demande.fin && demande.jour && demande.fin < demande.jour ? { code: 'fin-avant-effet' } : null)
      )
    case 'constater_fin':
      return schema.dateFin !== null && schema.dateFin < aujourdhui
        ? null
        : { code: 'pas-encore-fini', fin: schema.dateFin }
    case 'reprendre':
      // A deliberation binds who took it: the text goes back to the pen only when one member refused it.
      if (
        schema.statut === 'deliberation' &&
        schema.adoptions.some(({ avis, signeLe }) => avis === 'favorable' || signeLe !== null) &&
        !schema.adoptions.some(({ avis }) => avis === 'defavorable')
      )
        return { code: 'deja-delibere' }
      return schema.statut === 'concertation' || demande.motif.trim() ? null : { code: 'motif-manquant' }
    case 'abandonner':
      return demande.motif.trim() ? null : { code: 'motif-manquant' }
  }
}

function sectionsIncompletes({ clauses }: EtatSchema): RefusSchema | null {
  const sections = sectionsVides(clauses)
  return sections.length > 0 ? { code: 'sections-vides', sections } : null
}

function jourFautif(
  schema: EtatSchema,
  geste: GesteSchema,
  { jour }: DemandeSchema,
  aujourdhui: Jour,
): RefusSchema | null {
  if (jour === null) return { code: 'jour-manquant' }
  if (jour > aujourdhui) return { code: 'jour-futur' }
  const apres = APRES[geste]
  const avant = apres && schema[apres[1]]
  return avant && jour < avant ? { code: 'jour-avant', etape: apres[0], jour: avant } : null
}
