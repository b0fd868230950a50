// The directory: who may be sealed to. A server that serves anything else than the last version of the two roots is seen.
import { beforeAll, describe, expect, it } from 'vitest'
import { type Annuaire, cleSignature, empreinteAnnuaire, membreDe, verifierAnnuaire } from '../src/index.ts'
import type { ClesMembre } from '../src/trousseau.ts'
import { ATTENTE, annuaireDe, attendreRefus, nouveauMembre, publier, RACINE, REGION } from './outils.ts'

let claire: ClesMembre
let denis: ClesMembre
let un: Annuaire
const suivant = async (precedent: Annuaire, champs: Partial<Annuaire> = {}, membres = [claire]) =>
  annuaireDe(membres, { rang: precedent.rang + 1, precedent: empreinteAnnuaire(precedent), ...champs })
const connu = (annuaire: Annuaire) => ({ rang: annuaire.rang, empreinte: empreinteAnnuaire(annuaire) })

beforeAll(async () => {
  claire = await nouveauMembre('claire')
  denis = await nouveauMembre('denis')
  un = await annuaireDe([claire, denis])
})

describe('un annuaire est cru', () => {
  it('quand les deux racines l’ont signé, avec ce que l’application y ajoute', async () => {
    const verifie = verifierAnnuaire([publier({ ...un, politique: { anonyme: true } } as Annuaire)], ATTENTE)
    expect(membreDe(verifie, 'denis')).toMatchObject({
      signature: denis.signature.publique,
      role: 'referent',
    })
    expect(verifie).toMatchObject({ politique: { anonyme: true } })
  })

  it('quand il est la version connue, la suivante, ou la dernière d’une suite complète', async () => {
    const deux = await suivant(un)
    const trois = await suivant(deux)
    expect(verifierAnnuaire([publier(un)], { ...ATTENTE, connu: connu(un) }).rang).toBe(1)
    expect(verifierAnnuaire([publier(deux)], { ...ATTENTE, connu: connu(un) }).rang).toBe(2)
    expect(
      verifierAnnuaire(
        [deux, trois].map((a) => publier(a)),
        { ...ATTENTE, connu: connu(un) },
      ).rang,
    ).toBe(3)
  })

  it('le premier et le dernier jour, et la veille du premier si l’horloge retarde d’un jour', () => {
    for (const jour of ['2026-10-31', '2026-11-01', '2027-01-30'])
      expect(verifierAnnuaire([publier(un)], { ...ATTENTE, jour }).organisme).toBe('cdg-59')
  })

  it('même si une version intermédiaire est périmée : seule la dernière sert', async () => {
    const vieux = await annuaireDe([claire], { du: '2026-01-01', au: '2026-03-01' })
    const neuf = await suivant(vieux)
    expect(verifierAnnuaire([publier(vieux), publier(neuf)], ATTENTE).rang).toBe(2)
  })
})

describe('un annuaire est refusé', () => {
  const refuse = (suite: readonly Uint8Array[], code: Parameters<typeof attendreRefus>[1], attente = {}) =>
    attendreRefus(() => verifierAnnuaire(suite, { ...ATTENTE, ...attente }), code)

  it('sans la signature de l’organisme, ou sans le contreseing d’une autre racine', async () => {
    const pirate = cleSignature()
    await refuse([publier(un, pirate)], 'annuaire-signature')
    await refuse([publier(un, RACINE, pirate)], 'annuaire-contreseing')
    await refuse([publier(un, RACINE, RACINE)], 'annuaire-contreseing')
    await refuse([publier(un, RACINE, RACINE)], 'annuaire-contreseing', { region: RACINE.publique })
    await refuse([publier(un, REGION, RACINE)], 'annuaire-signature')
  })

  it('quand la même signature tient lieu de contreseing', async () => {
    const texte = new TextDecoder().decode(publier(un))
    const { racine } = JSON.parse(texte) as { racine: string }
    const double = new TextEncoder().encode(
      texte.replace(/"contreseing":"[^"]+"/, `"contreseing":"${racine}"`),
    )
    await refuse([double], 'annuaire-contreseing', { region: REGION.publique })
  })

  it('périmé, pas encore valable, ou valable plus de 90 jours', async () => {
    await refuse([publier(un)], 'annuaire-perime', { jour: '2027-01-31' })
    await refuse([publier(un)], 'annuaire-futur', { jour: '2026-10-30' })
    await refuse([publier(await annuaireDe([claire], { au: '2027-01-31' }))], 'annuaire-malforme')
    await refuse([publier(await annuaireDe([claire], { au: '2026-10-31' }))], 'annuaire-malforme')
  })

  it('quand le jour demandé n’en est pas un : l’expiration ne se contourne pas', async () => {
    for (const jour of ['', '2026-13-01', 'hier', undefined, '9'])
      await refuse([publier(un)], 'annuaire-malforme', { jour })
  })

  it('plus ancien que celui qu’on connaît : un membre parti ne revient pas', async () => {
    await refuse([publier(un)], 'annuaire-recul', { connu: connu(await suivant(un)) })
    const deux = await suivant(un)
    await refuse([publier(deux), publier(un)], 'annuaire-recul')
  })

  it('quand deux versions du même rang se contredisent, ou que la suite ne cite pas la connue', async () => {
    await refuse([publier(await annuaireDe([denis]))], 'annuaire-bifurque', { connu: connu(un) })
    await refuse([publier(await suivant(await annuaireDe([denis])))], 'annuaire-bifurque', {
      connu: connu(un),
    })
    await refuse([publier(await suivant(un, { precedent: null }))], 'annuaire-bifurque', { connu: connu(un) })
  })

  it('quand une version intermédiaire manque, ou qu’il n’y en a aucune', async () => {
    const deux = await suivant(un)
    await refuse([publier(await suivant(deux))], 'annuaire-lacune', { connu: connu(un) })
    await refuse([], 'annuaire-malforme')
  })

  it('d’un autre organisme, mal formé, ou avec deux membres du même nom', async () => {
    await refuse([publier(await annuaireDe([claire], { organisme: 'cdg-62' }))], 'annuaire-autre-organisme')
    await refuse([publier(await annuaireDe([claire, claire]))], 'annuaire-malforme')
    for (const champs of [
      { rang: -1 },
      { rang: 1.5 },
      { du: '2026-02-30' },
      { precedent: 'x' },
      { proto: 'autre' },
      { membres: {} },
    ])
      await refuse([publier({ ...un, ...champs } as Annuaire)], 'annuaire-malforme')
    for (const faute of [{ id: '' }, { scellement: 'age1abc' }, { signature: 'AA' }, { id: 3 }])
      await refuse(
        [publier({ ...un, membres: [{ ...un.membres[0]!, ...faute }] } as Annuaire)],
        'annuaire-malforme',
      )
  })
})
