// The keystore of a member, at its real cost: one derivation takes a second.
import { beforeAll, describe, expect, it } from 'vitest'
import { alea, entropieDe, lireCanonique, motsDe, octetsCanoniques } from '../src/index.ts'
import {
  type ClesMembre,
  COUT,
  creerTrousseau,
  destinataireSecours,
  ouvrirParSecours,
  ouvrirTrousseau,
  PLANCHER_COUT,
} from '../src/trousseau.ts'
import { attendreRefus, nouveauMembre } from './outils.ts'

const PHRASE = 'cinq mots tirés au hasard'
const ENTROPIE = alea(32)
let cles: ClesMembre
let fichier: Uint8Array
let authentification: string

const changer = (champs: Record<string, unknown>) =>
  octetsCanoniques({ ...(lireCanonique(fichier) as object), ...champs } as never)

beforeAll(async () => {
  cles = await nouveauMembre('claire')
  ;({ fichier, authentification } = await creerTrousseau(cles, PHRASE, await destinataireSecours(ENTROPIE)))
})

describe('trousseau', () => {
  it('s’ouvre avec la phrase, même saisie en accents décomposés, et rend la clé d’authentification', async () => {
    const ouvert = await ouvrirTrousseau(fichier, PHRASE.normalize('NFD'))
    expect(ouvert).toEqual({ cles, secours: await destinataireSecours(ENTROPIE), authentification })
    expect(lireCanonique(fichier)).toMatchObject({ id: 'claire', memoire: COUT.memoire, passes: COUT.passes })
  })

  it('s’ouvre avec les 24 mots, et une nouvelle phrase se choisit sans eux', async () => {
    const ouvert = await ouvrirParSecours(fichier, entropieDe(motsDe(ENTROPIE).join(' '), 24))
    expect(ouvert.cles).toEqual(cles)
    const autre = await creerTrousseau(ouvert.cles, 'une autre phrase longue', ouvert.secours, PLANCHER_COUT)
    expect(autre.authentification).not.toBe(authentification)
    expect((await ouvrirParSecours(autre.fichier, ENTROPIE)).cles).toEqual(cles)
    await attendreRefus(() => ouvrirTrousseau(autre.fichier, PHRASE), 'phrase-refusee')
  })

  it('refuse une autre phrase, d’autres mots, une phrase trop courte', async () => {
    await attendreRefus(() => ouvrirTrousseau(fichier, `${PHRASE} `), 'phrase-refusee')
    await attendreRefus(() => ouvrirParSecours(fichier, alea(32)), 'secours-refuse')
    const secours = await destinataireSecours(ENTROPIE)
    for (const phrase of ['', 'treize signes', ' '.repeat(40)])
      await attendreRefus(() => creerTrousseau(cles, phrase, secours), 'phrase-courte')
    await attendreRefus(
      () => creerTrousseau(cles, PHRASE, 'age1pq1faux', PLANCHER_COUT),
      'destinataire-invalide',
    )
  })

  it('refuse, avant tout calcul, une protection abaissée ou démesurée', async () => {
    for (const champs of [
      { memoire: 8 },
      { memoire: PLANCHER_COUT.memoire - 1 },
      { passes: 2 },
      { memoire: 2 ** 30 },
      { passes: 1000 },
    ])
      await attendreRefus(() => ouvrirTrousseau(changer(champs), PHRASE), 'trousseau-affaibli')
  })

  it('est lié à son nom et à ses réglages : un serveur ne les échange pas', async () => {
    for (const champs of [{ id: 'denis' }, { memoire: PLANCHER_COUT.memoire }, { passes: 4 }])
      await attendreRefus(() => ouvrirParSecours(changer(champs), ENTROPIE), 'secours-refuse')
    for (const champs of [{ proto: 'autre' }, { sel: 'AA' }, { ajout: 1 }, { phrase: 3 }])
      await attendreRefus(() => ouvrirParSecours(changer(champs), ENTROPIE), 'forme-invalide')
  })

  it('l’authentification n’ouvre rien : elle ne figure nulle part dans le trousseau et n’en dérive pas', () => {
    expect(new TextDecoder().decode(fichier)).not.toContain(authentification)
    expect(authentification).toHaveLength(43)
  })
})
