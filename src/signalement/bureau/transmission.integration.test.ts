// What each organisation does of the facts as regards the employer: its signed policy, from the form to the deeds of the desk.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { annuaireDe, ORGANISMES } from '../../../demo/signalement/cellules.ts'
import { type EnMemoire, ouvrirEnMemoire } from '../../../tests/signalement-en-memoire.ts'
import { ajouterJours } from '../../shared/dates.ts'
import { gestesPermis } from '../domain/instruction.ts'
import type { TransmissionDefaut } from '../domain/politique.ts'
import { agir } from '../protocole/membre.ts'
import { instructionDe } from './commun.ts'

const DEPART = '2026-12-07'
let m: EnMemoire
beforeAll(async () => {
  m = await ouvrirEnMemoire(DEPART)
}, 120_000)
afterAll(() => m?.fermer())

/** Signs the directory of the Nord again, with a policy; undefined: as one that was signed before the question existed. */
const regler = async (transmissionDefaut: TransmissionDefaut | undefined) => {
  const o = ORGANISMES.find(({ organisme }) => organisme === 'cdg-59')!
  const { transmissionDefaut: _, ...reste } = o.politique
  const politique = (transmissionDefaut ? { ...reste, transmissionDefaut } : reste) as typeof o.politique
  const { fichier } = await annuaireDe({ ...o, politique }, 1, null, DEPART, ajouterJours(DEPART, 89))
  await m.admin.query("update annuaire set fichier = $1 where organisme = 'cdg-59'", [Buffer.from(fichier)])
  // The application keeps a directory that it verified until the day changes.
  m.aller(ajouterJours(m.jour, 1))
}
const page = async () =>
  new TextDecoder().decode(await (await m.transport('/deposer/cdg-59')).octets()).replaceAll('&#x27;', '’')
const instruire = async (id: string, qui: string, corps: Record<string, string>) =>
  agir(await m.chez(qui, id, 'cdg-59'), { action: 'instruire', ecrits: [{ volet: 'N', corps }] })
const recevable = async (id: string) => {
  for (const [geste, vers] of [
    ['accuser', 'ACCUSE'],
    ['examiner', 'EN_COURS'],
    ['declarerRecevable', 'EN_COURS'],
  ] as const)
    await agir(await m.chez('referent-59', id, 'cdg-59'), {
      action: geste === 'accuser' ? 'accuser' : 'instruire',
      vers,
      ecrits: [{ volet: 'N', corps: { genre: 'geste', geste, note: 'Raison.' } }],
    })
}
const permis = async (id: string) => gestesPermis(instructionDe(await m.chez('referent-59', id, 'cdg-59')))

it.each([
  ['sur_accord', false, true],
  [undefined, false, true],
  ['a_repondre', true, false],
  ['jamais', false, false],
] as const)(
  'politique %s : la question obligatoire est posée (%s), les cases le sont (%s)',
  async (defaut, question, cases) => {
    await regler(defaut)
    const html = await page()
    expect(html.includes('name="transmission"')).toBe(question)
    expect(html.includes('value="faits_sans_identite"')).toBe(cases)
    expect(html.includes('elle ne transmet rien à votre employeur')).toBe(defaut === 'jamais')
    expect(html.includes('value="medecin"'), 'les autres accords restent').toBe(true)
  },
)

it('à répondre : sans réponse rien ne part, « pas maintenant » n’est pas un accord, un oui en est un', async () => {
  await regler('a_repondre')
  await expect(m.deposer({}, 'cdg-59')).rejects.toThrow('Rien ne part sans votre réponse')
  const non = await m.deposer({ transmission: ['pas_maintenant'] }, 'cdg-59')
  await recevable(non.id)
  expect(await permis(non.id)).not.toContain('transmettre')
  const oui = await m.deposer({ transmission: ['sans_identite'] }, 'cdg-59')
  await recevable(oui.id)
  expect(await permis(oui.id)).toContain('transmettre')
})

it('jamais : le bureau ne propose pas de transmettre, sauf danger grave constaté par deux personnes', async () => {
  await regler('sur_accord')
  const { id } = await m.deposer({ accords: ['faits_sans_identite'] }, 'cdg-59')
  await recevable(id)
  expect(await permis(id)).toContain('transmettre')
  await regler('jamais')
  await expect(m.deposer({ accords: ['faits_sans_identite'] }, 'cdg-59')).rejects.toThrow('ne transmet rien')
  expect(await permis(id), 'même avec un accord donné avant').not.toContain('transmettre')
  await instruire(id, 'referent-59', { genre: 'danger', raison: 'Menace de mort.' })
  expect(await permis(id), 'une seule personne').not.toContain('transmettre')
  await instruire(id, 'juriste-59', { genre: 'danger', raison: 'Je l’ai lu aussi.' })
  expect(await permis(id)).toContain('transmettre')
})
