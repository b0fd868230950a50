import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PRISES } from './prises.ts'

const racine = join(import.meta.dirname, '../..')
const lire = (chemin: string): string => readFileSync(join(racine, chemin), 'utf8')
/** Same words, whatever the spaces and line breaks of a source. */
const plat = (texte: string): string => texte.replaceAll("{' '}", ' ').replaceAll(/[\s\u00a0\u202f]+/g, ' ')

const pages = globSync('docs/guide/*.md', { cwd: racine })
const sources = plat(globSync('{src,demo}/**/*.{ts,tsx}', { cwd: racine }).map(lire).join('\n'))

/** What the guide says is on a screen: words in bold, or between French quotes. */
const motsDesEcrans = (texte: string): string[] =>
  [...plat(texte).matchAll(/\*\*(.+?)\*\*|« (.+?) »/g)].map(([, gras, cites]) =>
    (gras ?? cites ?? '').replace(/[.…]$/, ''),
  )

describe('le guide', () => {
  it('ne nomme que des mots qui sont à l’écran', () => {
    const absents = pages.flatMap((page) =>
      motsDesEcrans(lire(page))
        .filter((mots) => !sources.includes(mots))
        .map((mots) => `${page} : ${mots}`),
    )
    expect(absents).toEqual([])
    expect(pages.flatMap((page) => motsDesEcrans(lire(page))).length).toBeGreaterThan(100)
  })

  it('mène à des fichiers qui existent, et montre chaque image prise', () => {
    const cibles = pages.flatMap((page) =>
      [...lire(page).matchAll(/\]\(([^)#]+)/g)]
        .map(([, cible]) => cible!)
        .filter((cible) => !/^https?:/.test(cible))
        .map((cible) => join(dirname(page), cible)),
    )
    expect(cibles.filter((cible) => !existsSync(join(racine, cible)))).toEqual([])
    const montrees = new Set(cibles)
    expect(
      PRISES.map(({ nom }) => `docs/guide/images/${nom}.png`).filter((image) => !montrees.has(image)),
    ).toEqual([])
  })
})
