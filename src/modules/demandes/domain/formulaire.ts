import { lireJour } from '#shared/dates.ts'

export type GenreChamp = 'texte' | 'long' | 'date' | 'nombre' | 'choix' | 'oui_non'

/** A field of the form of a type. `si`: asked only when another field has that value. */
export type Champ = {
  readonly nom: string
  readonly genre: GenreChamp
  readonly libelle: string
  readonly facultatif: boolean
  readonly options: readonly string[]
  readonly si: { readonly champ: string; readonly vaut: string } | null
}

export type PieceAttendue = { readonly libelle: string; readonly facultative: boolean }

const GENRES: Readonly<Record<string, GenreChamp>> = {
  texte: 'texte',
  'texte long': 'long',
  date: 'date',
  nombre: 'nombre',
  choix: 'choix',
  'oui ou non': 'oui_non',
}
const OUI_NON = ['Oui', 'Non']

const parties = (ligne: string): string[] => ligne.split(';').map((partie) => partie.trim())
const net = (texte: string): string => texte.trim().toLocaleLowerCase('fr').replaceAll('’', "'")

export type FauteDeLigne = { readonly ligne: number; readonly motif: string }

/**
 * Reads the form of a type, one field per line: « Label ; genre », then « A, B, C » for a choice, « facultatif », « si Other label = value ».
 * Every line that says something else is a fault, in French; the others are read.
 */
export function lireChamps(texte: string): { readonly champs: Champ[]; readonly fautes: FauteDeLigne[] } {
  const champs: Champ[] = []
  const fautes: FauteDeLigne[] = []
  for (const [n, brute] of texte.split('\n').entries()) {
    if (brute.trim() === '') continue
    const lu = lireLigne(brute, champs)
    if (typeof lu === 'string') fautes.push({ ligne: n + 1, motif: lu })
    else champs.push({ ...lu, nom: `c${champs.length + 1}` })
  }
  return { champs, fautes }
}

function lireLigne(ligne: string, avant: readonly Champ[]): Omit<Champ, 'nom'> | string {
  const [libelle = '', mot = '', ...suite] = parties(ligne)
  if (libelle.length < 2 || libelle.length > 120) return 'le libellé tient entre 2 et 120 caractères'
  if (avant.some((champ) => net(champ.libelle) === net(libelle))) return `« ${libelle} » est déjà demandé`
  const genre = GENRES[net(mot)]
  if (!genre)
    return `« ${mot} » n’est pas un genre de champ. Les genres sont : ${Object.keys(GENRES).join(', ')}`
  let facultatif = false
  let si: Champ['si'] = null
  let options: readonly string[] = genre === 'oui_non' ? OUI_NON : []
  for (const precision of suite.filter(Boolean)) {
    if (net(precision) === 'facultatif') facultatif = true
    else if (/^si\s/i.test(precision)) {
      const [qui = '', vaut = ''] = precision.replace(/^si\s+/i, '').split('=')
      const source = avant.find((champ) => net(champ.libelle) === net(qui))
      if (!source) return `la condition nomme « ${qui.trim()} », qu’aucune ligne au-dessus ne demande`
      const valeur = source.options.find((option) => net(option) === net(vaut))
      if (source.options.length > 0 && !valeur)
        return `« ${vaut.trim()} » n’est pas une réponse possible de « ${source.libelle} »`
      si = { champ: source.nom, vaut: valeur ?? vaut.trim() }
    } else if (genre === 'choix')
      options = precision
        .split(',')
        .map((o) => o.trim())
        .filter(Boolean)
    else return `« ${precision} » n’est pas compris : écrivez « facultatif » ou « si Libellé = réponse »`
  }
  if (genre === 'choix' && options.length < 2)
    return 'un choix a au moins deux réponses, séparées par des virgules'
  return { genre, libelle, facultatif, options, si }
}

/** Reads the expected pieces, one per line: « Label » or « Label ; facultatif ». */
export const lirePieces = (texte: string): PieceAttendue[] =>
  texte
    .split('\n')
    .filter((ligne) => ligne.trim() !== '')
    .map((ligne) => {
      const [libelle = '', ...suite] = parties(ligne)
      return { libelle, facultative: suite.some((mot) => /^facultati/i.test(mot)) }
    })

/** Answers by name of field, as they are kept: with the words of the question at that time. */
export type Reponses = Readonly<Record<string, { readonly libelle: string; readonly valeur: string }>>

const MAX = { texte: 300, long: 6000, date: 20, nombre: 20, choix: 200, oui_non: 10 } as const

/** True when the field is asked, given the other answers. */
export const estDemande = (champ: Champ, valeur: (nom: string) => string): boolean =>
  champ.si === null || net(valeur(champ.si.champ)) === net(champ.si.vaut)

/**
 * Reads the answers of a form. A field whose condition is not met is dropped. A draft (`complet` false) keeps what was typed as it is.
 * @returns faults by field, in French, and the answers kept
 */
export function lireReponses(
  champs: readonly Champ[],
  saisies: (nom: string) => string,
  complet: boolean,
): { readonly reponses: Reponses; readonly fautes: { readonly champ: string; readonly message: string }[] } {
  const fautes: { champ: string; message: string }[] = []
  const reponses: Record<string, { libelle: string; valeur: string }> = {}
  const valeur = (nom: string) => saisies(nom).replaceAll('\r\n', '\n').trim()
  for (const champ of champs) {
    if (!estDemande(champ, valeur)) continue
    const lue = valeur(champ.nom)
    const message = complet ? fauteDe(champ, lue) : null
    if (message) fautes.push({ champ: champ.nom, message })
    if (lue !== '') reponses[champ.nom] = { libelle: champ.libelle, valeur: lue.slice(0, MAX[champ.genre]) }
  }
  return { reponses, fautes }
}

function fauteDe({ genre, libelle, facultatif, options }: Champ, lue: string): string | null {
  if (lue === '') return facultatif ? null : `« ${libelle} » : répondez, même en quelques mots.`
  if (lue.length > MAX[genre]) return `« ${libelle} » tient en ${MAX[genre]} caractères : raccourcissez.`
  if (genre === 'date' && !lireJour(lue))
    return `« ${libelle} » : le jour « ${lue.slice(0, 20)} » n’existe pas. Écrivez-le comme 15/12/2026.`
  if (genre === 'nombre' && !/^\d{1,9}([.,]\d{1,2})?$/.test(lue.replaceAll(/\s/g, '')))
    return `« ${libelle} » : indiquez un nombre, comme 12 ou 17,5.`
  if (options.length > 0 && !options.includes(lue))
    return `« ${libelle} » : choisissez une des réponses proposées.`
  return null
}
