/** A field of a Table Schema (Frictionless): what a column must hold. */
export type Champ = {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly type: string
  readonly format?: string
  readonly constraints: {
    readonly required: boolean
    readonly pattern?: string
    readonly enum?: readonly string[]
  }
}
export type Ligne = Readonly<Record<string, string>>
export type Ecart = {
  readonly champ: string
  readonly regle: 'manquant' | 'motif' | 'liste' | 'type' | 'colonne-inconnue'
}

const JOUR = /^(\d{4})-(\d{2})-(\d{2})$/

const estUnJour = (texte: string): boolean => {
  const lu = JOUR.exec(texte)
  if (!lu) return false
  const instant = new Date(`${texte}T00:00:00Z`)
  return !Number.isNaN(+instant) && instant.toISOString().slice(0, 10) === texte
}

const estUneAdresse = (texte: string): boolean => /^https?:\/\/[^\s/$.?#].\S*$/i.test(texte)

function estDuType(texte: string, { type, format }: Champ): boolean {
  if (type === 'date') return estUnJour(texte)
  if (type === 'integer') return /^-?\d+$/.test(texte)
  return format === 'uri' ? estUneAdresse(texte) : true
}

/**
 * What is wrong with one row of text cells, field by field: missing though required, out of its pattern, out of its list, not of its type.
 * An empty cell of an optional field holds. A column that the schema does not know is a fault.
 */
export function verifierLigne(champs: readonly Champ[], ligne: Ligne): Ecart[] {
  const inconnues = Object.keys(ligne)
    .filter((colonne) => !champs.some(({ name }) => name === colonne))
    .map((champ): Ecart => ({ champ, regle: 'colonne-inconnue' }))
  const ecarts = champs.flatMap((champ): Ecart[] => {
    const texte = ligne[champ.name] ?? ''
    const { required, pattern, enum: liste } = champ.constraints
    if (texte.trim() === '') return required ? [{ champ: champ.name, regle: 'manquant' }] : []
    if (pattern && !new RegExp(pattern).test(texte)) return [{ champ: champ.name, regle: 'motif' }]
    if (liste && !liste.includes(texte)) return [{ champ: champ.name, regle: 'liste' }]
    return estDuType(texte, champ) ? [] : [{ champ: champ.name, regle: 'type' }]
  })
  return [...inconnues, ...ecarts]
}
