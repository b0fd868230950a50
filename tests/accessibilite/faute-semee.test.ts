// Judging each fragment once still finds a fault that only one page in hundreds holds.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listRoles, type Navigateur, ouvrirNavigateur } from '../navigateur.ts'
import { collection } from './collection.ts'
import { jugerVues } from './juger.ts'
import { fautesDePhrase } from './phrases.ts'
import { entetesDe, type Vue } from './vitrine.ts'

let n: Navigateur
let vues: Vue[]
beforeAll(async () => {
  n = await ouvrirNavigateur()
  const roles = (await listRoles(n.adresse)).filter(({ cooperation }) =>
    cooperation.includes('Pays de la Loire'),
  )
  vues = (
    await Promise.all(roles.filter(({ libelle }) => libelle.startsWith('Direction')).map(lireDecisions))
  ).flat()
})
afterAll(() => n.fermer())

async function lireDecisions({ libelle, entrer }: { libelle: string; entrer: string }): Promise<Vue[]> {
  const entree = await fetch(n.adresse + entrer, { method: 'POST', redirect: 'manual' })
  const cookie = entree.headers
    .getSetCookie()
    .map((ligne) => ligne.split(';')[0])
    .join('; ')
  const lues: Vue[] = []
  for (const adresse of ['/decisions', '/sujets']) {
    const reponse = await fetch(n.adresse + adresse, { headers: { cookie } })
    lues.push({ qui: libelle, cookie, adresse, corps: await reponse.text(), entetes: entetesDe(reponse) })
  }
  return lues
}

/** The views with one change in the last of them that shows this address. */
function semer(adresse: string, ou: string | RegExp, faute: string): { toutes: Vue[]; gatee: Vue } {
  const rang = vues.findLastIndex((vue) => vue.adresse === adresse)
  const gatee = { ...vues[rang]!, corps: vues[rang]!.corps.replace(ou, (trouve) => faute + trouve) }
  expect(gatee.corps).not.toBe(vues[rang]!.corps)
  return { toutes: vues.with(rang, gatee), gatee }
}

async function juger(toutes: readonly Vue[]): Promise<{ jugees: number; fautes: string[] }> {
  const { ajouter, choisir } = collection()
  for (const vue of toutes) ajouter(vue)
  const jugees = choisir()
  return { jugees: jugees.length, fautes: await jugerVues(n, jugees) }
}

it('sans faute, rien n’est signalé, et les pages semblables ne sont jugées qu’une fois', async () => {
  const { jugees, fautes } = await juger(vues)
  expect(fautes).toEqual([])
  expect(vues.length).toBeGreaterThan(8)
  expect(jugees).toBeLessThan(vues.length)
})

it.each([
  ['dans le contenu', '/decisions', '</main>', '<button type="button"></button>', 'button-name'],
  ['dans le cadre', '/sujets', '</footer>', '<img src="/statique/rien.png"/>', 'image-alt'],
  ['dans une ligne parmi d’autres', '/decisions', /<\/th>(?!.*<\/th>)/s, '<a href="/aide"></a>', 'link-name'],
  ['dans les états', '/decisions', '</main>', '<p role="checkbox">Oui</p>', 'aria-required-attr'],
])(
  'une faute semée %s d’une seule page est trouvée aux deux largeurs',
  async (_, adresse, ou, faute, regle) => {
    const { toutes, gatee } = semer(adresse, ou, faute)
    const { fautes } = await juger(toutes)
    for (const largeur of [1280, 390])
      expect(fautes.join('\n')).toContain(`${gatee.adresse}, ${largeur} px, ${gatee.qui} : ${regle} `)
  },
)

it('une page plus large que le téléphone est trouvée', async () => {
  const { toutes, gatee } = semer('/sujets', '</main>', '<canvas width="900" height="4"></canvas>')
  const { fautes } = await juger(toutes)
  expect(fautes.join('\n')).toMatch(`${gatee.adresse}, 390 px, ${gatee.qui} : la page dépasse`)
})

it.each([
  ['<p>Réponse en <strong>10.5</strong> <small>jours</small></p>', 'un point décimal'],
  ['<p>Bonjour undefined,</p>', 'une valeur du programme'],
  ['<td>à compter du 2026-11-29</td>', 'une date de machine'],
  ['<p>Est-ce sûr ?</p>', 'une espace ordinaire devant un signe'],
  ['<p>Un acte de <em>de</em> Nantes</p>', 'un mot deux fois'],
  ['<h1>Adhésion de <a href="/x">Angers</a></h1>', 'une élision oubliée'],
])('%s : %s', (html, faute) => {
  expect(fautesDePhrase(html).map((dite) => dite.split(' : ')[0])).toEqual([faute])
})

it('une phrase juste ne dit rien', () => {
  const html =
    '<p>Réponse en 10,5 jours, du 1er au 3 mars 2026\u202f; version 1.2, <code>null</code>, d’Angers.</p>'
  expect(fautesDePhrase(html)).toEqual([])
})
