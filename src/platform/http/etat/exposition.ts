export type Famille = {
  readonly nom: string
  readonly genre: 'counter' | 'gauge' | 'histogram'
  readonly aide: string
  readonly mesures: readonly {
    readonly suffixe?: string
    readonly etiquettes?: Readonly<Record<string, string>>
    readonly valeur: number
  }[]
}

const proteger = (texte: string): string =>
  texte.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

/** The text exposition format of Prometheus, version 0.0.4: one family after the other, those without any measure left out. */
export function ecrireMetriques(familles: readonly Famille[]): string {
  const lignes: string[] = []
  for (const { nom, genre, aide, mesures } of familles) {
    if (mesures.length === 0) continue
    lignes.push(`# HELP ${nom} ${aide}`, `# TYPE ${nom} ${genre}`)
    for (const { suffixe = '', etiquettes = {}, valeur } of mesures) {
      const dites = Object.entries(etiquettes).map(([cle, texte]) => `${cle}="${proteger(texte)}"`)
      lignes.push(`${nom}${suffixe}${dites.length > 0 ? `{${dites.join(',')}}` : ''} ${valeur}`)
    }
  }
  return `${lignes.join('\n')}\n`
}
