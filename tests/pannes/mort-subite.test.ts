// kill −9 of the application and of its database, again and again, while people write.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { verifierJournal } from '../../src/platform/journal/verifier.ts'
import { jusqua } from '../attente.ts'
import { demarrerServeur, dossierJetable, portLibre, type ServeurDeTest } from '../serveur.ts'
import { lignes, pidDuServeur, urlDeLaBase } from './base.ts'
import { entrer, type Personne } from './client.ts'
import { copierDonnees } from './installation.ts'

const TOURS = 20
const QUI = ['Présidence, CDG 44', 'Présidence, CDG 49', 'Direction, CDG 53', 'Présidence, CDG 85']
const PDL = 'Centres de gestion des Pays de la Loire'

const dossier = dossierJetable()
const donnees = join(dossier.chemin, 'donnees')
let env: Record<string, string>
let serveur: ServeurDeTest
let instance: string
let membre: string

beforeAll(async () => {
  copierDonnees(inject('demonstration'), donnees)
  env = { DONNEES: donnees, PORT: String(await portLibre()) }
  serveur = await demarrerServeur(env)
  const [ligne] = await lignes<{ instance: string; membre: string }>(
    await urlDeLaBase(donnees),
    `select i.id as instance, m.organisme_id as membre from instance i join cooperation c on c.id = i.cooperation_id
     join membre m on m.cooperation_id = c.id where c.nom like '%Pays de la Loire%' and m.libelle = 'CDG 44' order by i.id limit 1`,
  )
  ;({ instance, membre } = ligne!)
})
afterAll(async () => {
  await serveur.arreter()
  dossier.supprimer()
})

type Ecriture = { readonly question: string; readonly cle: string; readonly reponses: number[] }

/**
 * A member that proposes subjects without a pause. A form whose answer was lost is sent again, as a person would, until it is
 * answered: it must then exist once.
 */
function ecrivain(personne: Personne, nom: string, recues: Ecriture[]) {
  let arrete = false
  const tourner = async () => {
    for (let rang = 1; !arrete; rang += 1) {
      const ecriture: Ecriture = { question: `Question ${rang} de ${nom}`, cle: randomUUID(), reponses: [] }
      for (;;) {
        const reponse = await personne
          .post('/sujets', {
            instance,
            question: ecriture.question,
            genre: 'vote',
            porte: membre,
            cle: ecriture.cle,
          })
          .catch(() => null)
        ecriture.reponses.push(reponse?.statut ?? 0)
        if (reponse?.statut === 303) break
        await new Promise((suite) => setTimeout(suite, 10))
      }
      recues.push(ecriture)
    }
  }
  const fini = tourner()
  return () => {
    arrete = true
    return fini
  }
}

async function controler(recues: readonly Ecriture[]): Promise<void> {
  const url = await urlDeLaBase(donnees)
  const ecrites = [...recues]
  const rows = await lignes<{ question: string; n: number }>(
    url,
    'select question, count(*)::int as n from sujet where question = any($1) group by 1',
    [ecrites.map(({ question }) => question)],
  )
  const parQuestion = new Map(rows.map(({ question, n }) => [question, n]))
  expect(ecrites.filter(({ question }) => parQuestion.get(question) !== 1)).toEqual([])
  const client = new pg.Client(url)
  await client.connect()
  try {
    expect((await verifierJournal(client)).filter(({ rupture }) => rupture)).toEqual([])
  } finally {
    await client.end()
  }
}

it(`rien de ce qui a été répondu n’est perdu ni doublé, ${TOURS} morts subites de l’application et de la base durant`, async () => {
  const recues: Ecriture[] = []
  const personnes = await Promise.all(QUI.map((role) => entrer(serveur.adresse, role, PDL)))
  const arrets = personnes.map((personne, rang) => ecrivain(personne, QUI[rang]!, recues))
  const avoirEcrit = async (n: number) => {
    const but = recues.length + n
    await jusqua(`${n} écritures de plus sont répondues`, () => recues.length >= but)
  }
  try {
    for (let tour = 1; tour <= TOURS; tour += 1) {
      await avoirEcrit(6)
      const base = (await pidDuServeur(donnees))!
      process.kill(base, 'SIGKILL')
      if (tour % 2 === 0) {
        // The application lives: it starts its database again by itself, and the same people go on writing.
        await jusqua(
          'la base tuée est relancée',
          async () => ![undefined, base].includes(await pidDuServeur(donnees)),
        )
        await avoirEcrit(6)
        await controler(recues)
      }
      const mort = once(serveur.processus, 'exit')
      serveur.processus.kill('SIGKILL')
      expect(await mort).toEqual([null, 'SIGKILL'])
      serveur = await demarrerServeur(env)
      await controler(recues)
    }
  } finally {
    await Promise.all(arrets.map((arreter) => arreter()))
  }
  await controler(recues)
  const reprises = recues.filter(({ reponses }) => reponses.length > 1)
  expect(reprises.length).toBeGreaterThanOrEqual(TOURS)
  // While the database is away the application says so (503): it never breaks (500).
  expect(
    recues.flatMap(({ reponses }) => reponses).filter((statut) => ![0, 303, 503].includes(statut)),
  ).toEqual([])
  console.log(
    `→ mort subite : ${TOURS} fois l’application, ${TOURS} fois la base ; ${recues.length} écritures répondues, 0 perdue`,
  )
}, 900_000)
