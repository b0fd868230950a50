import { describe, expect, it } from 'vitest'
import { ouvrirMemoire } from './memoire.ts'

describe('une mémoire de résultats', () => {
  it('calcule une fois pour tous ceux qui demandent, puis rend ce qu’elle garde', async () => {
    let calculs = 0
    const memoire = ouvrirMemoire<number>(2)
    const lire = () => memoire.lire('a', async () => ++calculs)
    expect(await Promise.all([lire(), lire()])).toEqual([1, 1])
    expect(await lire()).toBe(1)
  })

  it('oublie d’abord ce qui n’est plus demandé', async () => {
    const faits: string[] = []
    const memoire = ouvrirMemoire<string>(2)
    const lire = (cle: string) =>
      memoire.lire(cle, async () => {
        faits.push(cle)
        return cle
      })
    for (const cle of ['a', 'b', 'a', 'c', 'a', 'b']) await lire(cle)
    expect(faits).toEqual(['a', 'b', 'c', 'b'])
  })

  it('ne garde ni un échec, ni ce qui ne répond plus à la clé', async () => {
    let essais = 0
    const memoire = ouvrirMemoire<number>(2)
    const echouer = () => memoire.lire('a', () => Promise.reject(new Error(`essai ${++essais}`)))
    await expect(echouer()).rejects.toThrow('essai 1')
    await expect(echouer()).rejects.toThrow('essai 2')
    const lire = () =>
      memoire.lire(
        'b',
        async () => ++essais,
        () => false,
      )
    expect(await lire()).toBe(3)
    expect(await lire()).toBe(4)
  })
})
