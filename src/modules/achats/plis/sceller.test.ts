import { destinataireDe, nouvelleIdentite, Refus } from '@maillage/coffre'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { deballer, emballer, empreinteDePart, ouvrirPart, ouvrirPli, scellerPli } from './sceller.ts'

const membres = [nouvelleIdentite(), nouvelleIdentite(), nouvelleIdentite()]
const commission = await Promise.all(
  membres.map(async (identite, i) => ({ id: `m${i}`, destinataire: await destinataireDe(identite) })),
)
const pieces = [
  { nom: 'bordereau.csv', contenu: new TextEncoder().encode('Lot;Niveau\n1;Socle') },
  { nom: 'mémoire.pdf', contenu: new Uint8Array([37, 80, 68, 70, 0, 255]) },
]
const clair = (lues: readonly { nom: string; contenu: Uint8Array }[]) =>
  lues.map(({ nom, contenu }) => [nom, [...contenu]])

it('s’ouvre avec les parts de deux membres quelconques, jamais avec celle d’un seul', async () => {
  const { scelle, destinataire, parts } = await scellerPli(pieces, commission)
  const cartes = await Promise.all(parts.map(({ scellee }, i) => ouvrirPart(scellee, membres[i]!)))
  expect(cartes.map(empreinteDePart)).toEqual(parts.map(({ engagement }) => engagement))
  for (const [a, b] of [
    [0, 1],
    [2, 0],
    [1, 2],
  ] as const)
    expect(clair(await ouvrirPli(scelle, [cartes[a]!, cartes[b]!], destinataire))).toEqual(clair(pieces))
  for (const seule of cartes)
    await expect(ouvrirPli(scelle, [seule, seule], destinataire)).rejects.toThrow(Refus)
  // The share of one is not for another; a bid changed on the way does not open.
  await expect(ouvrirPart(parts[0]!.scellee, membres[1]!)).rejects.toThrow(Refus)
  const change = new Uint8Array(scelle)
  change[change.length - 5]! ^= 1
  await expect(ouvrirPli(change, [cartes[0]!, cartes[1]!], destinataire)).rejects.toThrow(Refus)
})

it('ne lit que ce qu’il aurait écrit, et refuse le reste sans autre erreur', () => {
  expect(clair(deballer(emballer(pieces)))).toEqual(clair(pieces))
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (octets) => {
      try {
        deballer(octets)
      } catch (erreur) {
        expect(erreur).toBeInstanceOf(Refus)
      }
    }),
  )
  const juste = emballer(pieces)
  expect(() => deballer(juste.subarray(0, -1))).toThrow(Refus)
  expect(() => deballer(new Uint8Array([...juste, 0]))).toThrow(Refus)
})
