// A secretary of several town halls answers a group purchase from the mail: few gestures, no account. Then an agent asks the simulator.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { estSiret } from '../../src/shared/siret.ts'
import { debordement, fautesAxe, type Navigateur, ouvrirNavigateur } from '../navigateur.ts'
import { bouton, lien, lire, ouvrirMessage } from './gestes.ts'

const GESTES_AU_PLUS = 5

let n: Navigateur
beforeAll(async () => {
  n = await ouvrirNavigateur()
})
afterAll(() => n.fermer())

describe.each([
  { javascript: true, largeur: 390, rang: 0 },
  { javascript: false, largeur: 1280, rang: 1 },
])('JavaScript : $javascript', ({ javascript, largeur, rang }) => {
  it('la secrétaire répond pour une de ses communes en cinq gestes au plus', async () => {
    if (rang === 0) {
      const cdg = await n.entrer(['Direction', 'CDG 44', 'Pays de la Loire'])
      await cdg.goto('/achats')
      await lien(cdg, /Complémentaire santé/).click()
      await lien(cdg, /Les employeurs/).click()
      await bouton(cdg, 'Relancer les silencieux').click()
      await cdg.getByText(/employeurs relancés/).waitFor()
      await cdg.context().close()
    }
    const page = await n.page({ javascript, largeur })
    await ouvrirMessage(page, 'secretariat.partage@demonstration.invalid', 'Complémentaire santé')
    let gestes = 0
    const geste = async (faire: () => Promise<unknown>) => {
      gestes += 1
      await faire()
    }
    await geste(() => lien(page, /\/achats\/repondre\//).click())
    expect(await fautesAxe(page)).toEqual([])
    expect(await debordement(page)).toBe(0)
    await geste(() => page.locator('.liste-lignes a').first().click())
    await bouton(page, 'Envoyer la réponse').waitFor()
    expect(await fautesAxe(page)).toEqual([])
    expect(await debordement(page)).toBe(0)
    await geste(() => page.getByLabel('Peut-être, il nous faut les prix').check())
    await geste(() => page.getByLabel('Socle').check())
    await geste(() => bouton(page, 'Envoyer la réponse').click())
    await page.getByText(/Réponse enregistrée le/).waitFor()
    expect(gestes).toBeLessThanOrEqual(GESTES_AU_PLUS)
    expect(n.incidents).toEqual([])
    await page.context().close()
  })

  it('l’agent simule son arrêt sans compte', async () => {
    const page = await n.page({ javascript, largeur })
    await page.goto('/simulateur')
    expect(await fautesAxe(page)).toEqual([])
    expect(await debordement(page)).toBe(0)
    const avant = await page.locator('.chiffre-valeur').first().textContent()
    await page.getByLabel('Indice majoré').fill('500')
    if (javascript) {
      await page.getByText('Recalculé dans votre navigateur').waitFor()
      const partage = page.url()
      expect(partage).toContain('#')
      const calcule = await page.locator('.chiffre-valeur').first().textContent()
      expect(calcule).not.toBe(avant)
      // What the browser computed is what the server computes.
      await bouton(page, 'Recalculer').click()
      await page.locator('figure').first().waitFor()
      expect(await page.locator('.chiffre-valeur').first().textContent()).toBe(calcule)
      const autre = await n.page({ javascript, largeur })
      await autre.goto(partage)
      await autre.getByText('Recalculé dans votre navigateur').waitFor()
      expect(await autre.locator('.chiffre-valeur').first().textContent()).toBe(calcule)
      await autre.context().close()
    } else {
      await bouton(page, 'Recalculer').click()
      await page.getByText('Comment ces montants sont calculés').waitFor()
      expect(await page.locator('.chiffre-valeur').first().textContent()).not.toBe(avant)
      expect(await lire(page)).toContain('demi-traitement')
    }
    expect(n.incidents).toEqual([])
    await page.context().close()
  })
})

it('un recensement choisi dit ses lignes refusées avant tout envoi, dans les mots du serveur, puis part corrigé', async () => {
  const [employeur] = await n.sql<{ id: string; siret: string }>(
    `select e.id, e.siret from achat_employeur e join achat_operation o on o.id = e.operation_id and o.objet = 'sante'
     join membre m on m.organisme_id = e.centre_id and m.libelle = 'CDG 53' where e.siret is not null order by e.nom, e.id limit 1`,
  )
  const nic = Array.from({ length: 10 }, (_, i) => `0001${i}`)
  const siret = nic.map((fin) => employeur!.siret.slice(0, 9) + fin).find(estSiret)
  const agent = (matricule: string, regime = 'CNRACL', sien = siret) =>
    `${sien};${matricule};1980;titulaire;${regime};C;35;400;185,50`
  const fichier = (...agents: string[]) => ({
    name: 'agents.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      [
        'siret;matricule;naissance;statut;regime;categorie;heures_hebdo;indice_majore;ri_mensuel',
        ...agents,
      ].join('\r\n'),
    ),
  })
  const envoyes = () =>
    n.sql(
      'select id from achat_envoi where employeur_id = $1 union all select id from achat_recensement where employeur_id = $1',
      [employeur!.id],
    )

  const page = await n.entrer(['Direction', 'CDG 53', 'Pays de la Loire'], { largeur: 390 })
  await page.goto(`/achats/employeurs/${employeur!.id}/recensement`)
  const partis: string[] = []
  page.on('request', (requete) => {
    if (requete.method() !== 'GET') partis.push(requete.url())
  })
  const formulaire = page.locator('form#fichier')
  const dit = formulaire.locator('#verification')
  const au = formulaire.getByLabel('Situation au')
  await au.fill('30/06/2026')
  await formulaire
    .getByLabel('Fichier')
    .setInputFiles(
      fichier(agent('A1'), agent('A2', 'CAISSE'), agent('A1'), agent('A3', 'CNRACL', '90000000100017')),
    )
  await dit.getByText('3 lignes seraient refusées sur 4').waitFor()
  const motifs = await dit.locator('li').allInnerTexts()
  expect(motifs.map((motif) => motif.split(' : ')[0])).toEqual([
    'Ligne 3, regime',
    'Ligne 4, matricule',
    'Ligne 5, siret',
  ])
  expect(motifs[2]).toContain('Ce SIRET n’est pas celui d')
  expect(await fautesAxe(page)).toEqual([])
  expect(await debordement(page)).toBe(0)
  expect(partis).toEqual([])
  expect(await envoyes()).toEqual([])

  // Sent all the same, it is refused for the same reasons, to the letter. The date is left by the press itself: the new reading must not take the button away.
  await au.fill('29/06/2026')
  const envoyer = formulaire.getByRole('button', { name: 'Vérifier et enregistrer' })
  await envoyer.click()
  await page.getByText('3 lignes refusées sur 4 : rien n’est enregistré.').waitFor()
  const lignes = await page.locator('#refus tbody tr').all()
  const duServeur = await Promise.all(lignes.map((ligne) => ligne.locator('th, td').allInnerTexts()))
  expect(duServeur.map(([ligne, colonne, motif]) => `Ligne ${ligne}, ${colonne} : ${motif}`)).toEqual(motifs)

  await au.fill('30/06/2026')
  await formulaire.getByLabel('Fichier').setInputFiles(fichier(agent('A1'), agent('A2'), agent('A3')))
  await dit.getByText('3 agents lus, aucune ligne refusée. Vous pouvez envoyer.').waitFor()
  await envoyer.click()
  await page.getByRole('heading', { level: 1, name: /3 agents recensés/ }).waitFor()
  expect(partis).toHaveLength(2)
  expect(n.incidents).toEqual([])
})
