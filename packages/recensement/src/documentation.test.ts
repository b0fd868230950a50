import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { COLONNES } from '@maillage/prevoyance/recensement'
import { expect, test } from 'vitest'
import { verifierRecensement } from './index.ts'

const fichier = (nom: string) => fileURLToPath(new URL(`../${nom}`, import.meta.url))

test('le README décrit exactement les colonnes du format', async () => {
  const readme = await readFile(fichier('README.md'), 'utf8')
  const decrites = readme
    .replace(/ +\|/g, ' |')
    .split('\n')
    .filter((ligne) => /^\| `\w+` \| (?:oui|paie|non) \|/.test(ligne))
  expect(decrites).toEqual(
    COLONNES.map((c) => `| \`${c.nom}\` | ${c.obligatoire} | ${c.libelle} | ${c.exemple} | ${c.vide} |`),
  )
})

test('le fichier d’exemple est accepté en entier, sans avertissement', async () => {
  const rapport = await verifierRecensement(fichier('exemple/recensement-exemple.csv'), {
    dateRecensement: '2026-11-01',
  })
  expect(rapport).toMatchObject({
    fichierRefuse: null,
    lignes: 40,
    acceptees: 40,
    refusees: [],
    avertissements: [],
    avis: [],
  })
})

test('les exemples du format se lisent avec les règles du format', async () => {
  const entetes = COLONNES.map(({ nom }) => nom)
  const exemples = COLONNES.map(({ nom, exemple }) =>
    ['traitement_mensuel', 'conge_type', 'conge_depuis'].includes(nom) ? '' : exemple,
  )
  const csv = `${entetes.join(';')}\n${exemples.join(';')}\n`
  async function* flux() {
    yield Buffer.from(csv)
  }
  const rapport = await verifierRecensement(flux(), { dateRecensement: '2026-11-01' })
  expect(rapport.refusees).toEqual([])
})
