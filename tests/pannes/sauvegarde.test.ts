// The drill: last night's backup on an empty machine, by the two commands of the README.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { demarrerServeur, dossierJetable, type ServeurDeTest } from '../serveur.ts'
import { lancerCommande } from './commande.ts'
import { copierDonnees } from './installation.ts'

const dossier = dossierJetable()
const [ancienne, nouvelle] = [join(dossier.chemin, 'ancienne'), join(dossier.chemin, 'nouvelle')]
const archive = join(dossier.chemin, 'nuit.tar.gz')
let serveur: ServeurDeTest | undefined

beforeAll(async () => {
  copierDonnees(inject('demonstration'), ancienne)
  serveur = await demarrerServeur({ DONNEES: ancienne })
})
afterAll(async () => {
  await serveur?.arreter()
  dossier.supprimer()
})

const accueil = (cookie: string) =>
  fetch(`${serveur!.adresse}/tableau-de-bord`, { headers: { cookie }, redirect: 'manual' })

it('la sauvegarde de la nuit revient sur une machine vide, sessions comprises', async () => {
  const roles = (await (await fetch(`${serveur!.adresse}/demo/roles`)).json()) as {
    entrer: string
    libelle: string
  }[]
  const entree = await fetch(
    serveur!.adresse + roles.find(({ libelle }) => libelle.startsWith('Coordinatrice'))!.entrer,
    {
      method: 'POST',
      redirect: 'manual',
    },
  )
  const cookie = entree.headers
    .getSetCookie()
    .map((ligne) => ligne.split(';')[0])
    .join('; ')
  expect((await accueil(cookie)).status).toBe(200)

  // The application works while it is saved.
  const faite = await lancerCommande('sauvegarde', [archive], { DONNEES: ancienne })
  expect(faite, faite.sortie).toMatchObject({ code: 0 })
  const enMarche = await lancerCommande('restaurer', [archive, '--remplacer'], { DONNEES: ancienne })
  expect(enMarche.code).toBe(2)
  expect(enMarche.sortie).toMatch(/en marche : arrêtez Maillage/)
  await serveur!.arreter()

  const essai = await lancerCommande('purge', ['--essai'], { DONNEES: ancienne })
  expect(essai, essai.sortie).toMatchObject({ code: 0 })
  expect(essai.sortie).toMatch(/Essai, rien n’est effacé/)

  const revenue = await lancerCommande('restaurer', [archive], { DONNEES: nouvelle })
  expect(revenue, revenue.sortie).toMatchObject({ code: 0 })
  expect(revenue.sortie).toMatch(/Journal prouvé/)
  serveur = await demarrerServeur({ DONNEES: nouvelle })
  const page = await accueil(cookie)
  expect(page.status).toBe(200)
  expect(await page.text()).toMatch(/Tableau de bord/)
  await serveur.arreter()
  serveur = undefined

  const occupee = await lancerCommande('restaurer', [archive], { DONNEES: nouvelle })
  expect(occupee.code).toBe(2)
  expect(occupee.sortie).toMatch(/--remplacer/)
  const remplacee = await lancerCommande('restaurer', [archive, '--remplacer'], { DONNEES: nouvelle })
  expect(remplacee, remplacee.sortie).toMatchObject({ code: 0 })
  expect(remplacee.sortie).toMatch(/gardée sous le nom maillage_avant_\d{14}/)
})
