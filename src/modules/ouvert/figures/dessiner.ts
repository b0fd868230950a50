import { typographier } from '#shared/typographie.ts'

/** A figure to be taken elsewhere: what it says in one sentence, its bars or numbers, its source. */
export type Figure = {
  readonly titre: string
  /** The whole of it in words, for who does not see it. */
  readonly description: string
  readonly source: string
  readonly barres?: readonly {
    readonly libelle: string
    /** Parts of the bar, on a common scale that ends at `max`. */
    readonly parts: readonly { readonly valeur: number; readonly couleur: keyof typeof COULEURS }[]
    readonly mots: string
  }[]
  readonly max?: number
  readonly legende?: readonly { readonly libelle: string; readonly couleur: keyof typeof COULEURS }[]
  readonly nombres?: readonly {
    /** « plus de », in small letters above the number. */
    readonly avant: string
    readonly valeur: string
    readonly libelle: string
    readonly detail: string
  }[]
}

/** Colours of the identity; each is told apart from the paper at 3:1. */
const COULEURS = { fonce: '#0d5a63', clair: '#5aaeab' } as const
const LARGEUR = 720
const MARGE = 24
const HAUTEUR_DE_NOMBRE = 176
const SANS = "'Public Sans', 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
const SERIF = "'Source Serif 4', Georgia, serif"

const ENTITES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const ecrire = (texte: string): string =>
  typographier(texte.replaceAll(/\p{Cc}/gu, ' ').toWellFormed()).replaceAll(/[&<>"']/g, (c) => ENTITES[c]!)

/** Lines of at most `longueur` characters, cut between words; the last one ends with « … » when more than `max` would be needed. */
export function couper(texte: string, longueur: number, max: number): string[] {
  const lignes: string[] = []
  for (const mot of texte.split(/\s+/)) {
    const derniere = lignes.at(-1)
    if (derniere !== undefined && `${derniere} ${mot}`.length <= longueur)
      lignes[lignes.length - 1] = `${derniere} ${mot}`
    else lignes.push(mot)
  }
  if (lignes.length <= max) return lignes
  const gardees = lignes.slice(0, max)
  gardees[max - 1] = `${gardees[max - 1]!.slice(0, longueur - 1).trimEnd()}…`
  return gardees
}

type Texte = { readonly x: number; readonly y: number; readonly taille: number; readonly gras?: boolean }
const texte = (
  mots: string,
  { x, y, taille, gras }: Texte,
  couleur = '#16212e',
  police = SANS,
  fin = false,
): string =>
  `<text x="${x}" y="${y}" font-family="${police}" font-size="${taille}" fill="${couleur}"${gras ? ' font-weight="600"' : ''}${fin ? ' text-anchor="end"' : ''}>${ecrire(mots)}</text>`

/**
 * The figure as a stand-alone SVG: named and described, without style sheet, script or outside resource, so that it reads the same
 * wherever it is put.
 */
export function dessinerFigure(figure: Figure): string {
  const corps: string[] = []
  let y = MARGE + 20
  for (const ligne of couper(figure.titre, 58, 2)) {
    corps.push(texte(ligne, { x: MARGE, y, taille: 22, gras: true }, '#16212e', SERIF))
    y += 28
  }
  if (figure.legende) {
    let x = MARGE
    for (const { libelle, couleur } of figure.legende) {
      corps.push(`<rect x="${x}" y="${y - 2}" width="14" height="14" fill="${COULEURS[couleur]}"/>`)
      corps.push(texte(libelle, { x: x + 20, y: y + 10, taille: 14 }, '#465462'))
      x += 40 + libelle.length * 8
    }
    y += 30
  }
  y += 6
  for (const { libelle, parts, mots } of figure.barres ?? []) {
    for (const ligne of couper(libelle, 84, 2)) {
      corps.push(texte(ligne, { x: MARGE, y: y + 12, taille: 15 }))
      y += 20
    }
    const largeur = LARGEUR - 2 * MARGE - 150
    corps.push(`<rect x="${MARGE}" y="${y}" width="${largeur}" height="14" fill="#dde2e5"/>`)
    let x: number = MARGE
    for (const { valeur, couleur } of parts) {
      const longueur = figure.max ? Math.round((largeur * valeur * 10) / figure.max) / 10 : 0
      if (longueur > 0)
        corps.push(`<rect x="${x}" y="${y}" width="${longueur}" height="14" fill="${COULEURS[couleur]}"/>`)
      x += longueur
    }
    corps.push(texte(mots, { x: LARGEUR - MARGE, y: y + 12, taille: 15, gras: true }, '#16212e', SANS, true))
    y += 34
  }
  const place = (LARGEUR - 2 * MARGE) / 2
  for (const [rang, { avant, valeur, libelle, detail }] of (figure.nombres ?? []).entries()) {
    const x = MARGE + (rang % 2) * place
    const haut = y + Math.floor(rang / 2) * HAUTEUR_DE_NOMBRE
    if (avant) corps.push(texte(avant, { x, y: haut + 8, taille: 14 }, '#465462'))
    corps.push(texte(valeur, { x, y: haut + 42, taille: 34, gras: true }, '#0d5a63', SERIF))
    couper(libelle, 38, 2).forEach((ligne, i) => {
      corps.push(texte(ligne, { x, y: haut + 66 + i * 19, taille: 15 }))
    })
    couper(detail, 46, 4).forEach((ligne, i) => {
      corps.push(texte(ligne, { x, y: haut + 104 + i * 15, taille: 12 }, '#465462'))
    })
  }
  y += Math.ceil((figure.nombres?.length ?? 0) / 2) * HAUTEUR_DE_NOMBRE
  corps.push(`<path d="M${MARGE} ${y + 4}H${LARGEUR - MARGE}" stroke="#dde2e5"/>`)
  y += 24
  for (const ligne of couper(figure.source, 104, 2)) {
    corps.push(texte(ligne, { x: MARGE, y, taille: 12 }, '#465462'))
    y += 16
  }
  const hauteur = y + 4
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${LARGEUR}" height="${hauteur}" viewBox="0 0 ${LARGEUR} ${hauteur}" role="img" aria-labelledby="titre description" xml:lang="fr" lang="fr">`,
    `<title id="titre">${ecrire(figure.titre)}</title>`,
    `<desc id="description">${ecrire(figure.description)}</desc>`,
    `<rect width="${LARGEUR}" height="${hauteur}" fill="#fff"/>`,
    ...corps,
    '</svg>',
    '',
  ].join('\n')
}
