import { typographier } from '#shared/typographie.ts'

/**
 * How far a thing is: the browser's own bar, and the figure beside it.
 * @param libelle what progresses, for who does not see the page around
 * @param mots the figure in words; a percentage when nothing else is said
 */
export function Progression({
  libelle,
  valeur,
  max = 100,
  mots,
  enRetard,
}: {
  readonly libelle: string
  readonly valeur: number
  readonly max?: number
  readonly mots?: string
  readonly enRetard?: boolean
}) {
  const dits = mots ?? `${max > 0 ? Math.round((100 * valeur) / max) : 0} %`
  return (
    <span className={enRetard ? 'progression progression-retard' : 'progression'}>
      <progress value={valeur} max={max} aria-label={typographier(libelle)} />
      <span>{dits}</span>
    </span>
  )
}
