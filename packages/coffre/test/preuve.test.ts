import { expect, it } from 'vitest'
import { alea, attesterDepot, cleSignature, empreinteDepot, verifierPreuve } from '../src/index.ts'
import { attendreRefus } from './outils.ts'

const serveur = cleSignature()
const fichiers = [alea(10), alea(4000), alea(10)]
const attendue = { organisme: 'cdg-59', jour: '2026-11-27', depot: empreinteDepot(fichiers) }
const preuve = await attesterDepot(attendue, serveur)

it('la preuve de dépôt se vérifie seule, ou avec les fichiers, dans n’importe quel ordre', () => {
  expect(verifierPreuve(preuve, serveur.publique)).toEqual(attendue)
  expect(verifierPreuve(preuve, serveur.publique, fichiers.toReversed())).toEqual(attendue)
})

it('elle ne vaut ni pour d’autres fichiers, ni d’un autre serveur, ni retouchée', async () => {
  await attendreRefus(() => verifierPreuve(preuve, serveur.publique, fichiers.slice(1)), 'autre-contexte')
  await attendreRefus(
    () => verifierPreuve(preuve, serveur.publique, [...fichiers, fichiers[0]!]),
    'autre-contexte',
  )
  await attendreRefus(() => verifierPreuve(preuve, cleSignature().publique), 'signature-invalide')
  const retouchee = new TextEncoder().encode(new TextDecoder().decode(preuve).replace('11-27', '11-26'))
  await attendreRefus(() => verifierPreuve(retouchee, serveur.publique), 'signature-invalide')
})

it('elle ne dit rien de plus que l’organisme, le jour et l’empreinte', () => {
  const champs = Object.keys(JSON.parse(new TextDecoder().decode(preuve)) as object)
  expect(champs.sort()).toEqual(['depot', 'jour', 'organisme', 'proto', 'sig'])
})
