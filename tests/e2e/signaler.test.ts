// Two whole cases, one in each régime: one typed with the keyboard alone and carried by seven roles, one without JavaScript. Then the shared team of three
// organisations, and the référente whom an author excluded.
import pg from 'pg'
import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { debordement } from '../navigateur.ts'
import { agir, atteindre, auSignalement, frapper, juger, lourds, presser } from './au-signalement.ts'
import { bouton, lire } from './gestes.ts'

const { ouvrir, chez, dossierChez: chezLe, incidents, envoyes, site } = auSignalement()
/** The case of the first author, unless said. */
const dossierChez = (id: string, n = numero, largeur = 1280) => chezLe(id, n, largeur)

const CANARI = 'zibeline-cobalt-4471'
/** What would run if a text were ever anything but a text. */
const PIEGES = `<img src=x onerror=alert(1)><svg/onload=alert(2)></textarea><script>alert(3)</script><iframe srcdoc='<script>alert(4)</script>'></iframe><a href="javascript:alert(5)">x</a>"'><base href=//x>{{7*7}}\${7*7}<style>@import'//x'</style><object data=data:text/html,x>`
const DESSIN = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(6)"><script>alert(6)</script></svg>'
const PLAN =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
let mots: string
let numero: string
let auteur: Page

it('au clavier seul, une personne dépose, chiffré dans son navigateur, et reçoit douze mots', async () => {
  auteur = await ouvrir(390)
  await auteur.goto('/')
  await juger(auteur)
  await frapper(auteur, auteur.getByRole('link', { name: 'Centre de gestion du Pas-de-Calais' }), 'Enter')
  await auteur.waitForURL('**/deposer/cdg-62')
  await juger(auteur)
  const envoi = bouton(auteur, 'Chiffrer et envoyer')
  await frapper(auteur, envoi, 'Enter')
  await auteur.getByText('champs sont à corriger').waitFor()
  await juger(auteur)
  // Said in the summary and beside the field, where a screen reader hears it; gone at the next try.
  const recit = auteur.getByLabel('Que s’est-il passé ?')
  const dit = auteur.locator(`[id="${(await recit.getAttribute('aria-describedby'))!.split(' ').at(-1)}"]`)
  expect(await auteur.locator('#fautes').textContent()).toContain(await dit.textContent())
  expect(await recit.getAttribute('aria-invalid')).toBe('true')
  const fautes = await auteur.locator('.champ > .faute').count()
  expect(await auteur.locator('#fautes li').count()).toBe(fautes)
  await frapper(auteur, envoi, 'Enter')
  await auteur.getByText('champs sont à corriger').waitFor()
  expect(await auteur.locator('.champ > .faute').count()).toBe(fautes)
  const coche = (nom: string) => auteur.getByLabel(nom, { exact: true })
  await atteindre(auteur, auteur.getByLabel('L’employeur concerné'))
  await auteur.keyboard.type('Commune de Val')
  await frapper(auteur, coche('Je suis victime'), 'Space')
  await frapper(auteur, coche('Sans dire qui je suis'), 'ArrowDown')
  await frapper(auteur, auteur.locator('[name=nom]'), `Nom ${CANARI}`)
  await frapper(auteur, coche('Harcèlement moral'), 'Space')
  await frapper(
    auteur,
    auteur.getByLabel('Que s’est-il passé ?'),
    `Récit assez long, avec un mot rare : ${CANARI}. ${PIEGES}`,
  )
  await frapper(auteur, auteur.locator('[name=suiviMedical]'), `suivi ${CANARI}`)
  await frapper(auteur, coche('Transmettre les faits à l’employeur, sans mon identité'), 'Space')
  await frapper(auteur, coche('Partager avec le médecin du travail'), 'Space')
  // Too heavy in all: said beside the files, nothing sent, and what was typed is still there.
  const fichiers = auteur.locator('input[type=file]')
  await fichiers.setInputFiles(lourds())
  await frapper(auteur, envoi, 'Enter')
  const refus = auteur.locator('#fautes').getByText('Ces fichiers dépassent 40 Mo en tout : retirez-en')
  await refus.waitFor()
  expect(await fichiers.getAttribute('aria-invalid')).toBe('true')
  expect(await recit.inputValue()).toContain(CANARI)
  expect(await coche('Harcèlement moral').isChecked()).toBe(true)
  expect(envoyes.some((e) => e.includes('/v1/depots'))).toBe(false)
  await fichiers.setInputFiles([
    { name: `${CANARI}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`pièce ${CANARI}`) },
    { name: 'dessin.txt', mimeType: 'text/plain', buffer: Buffer.from(DESSIN) },
    { name: 'plan.png', mimeType: 'image/png', buffer: Buffer.from(PLAN, 'base64') },
    { name: 'faux.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload=alert(7)>%PDF-1.7') },
  ])
  await frapper(auteur, envoi, 'Enter')
  await auteur.getByRole('heading', { name: 'Vos douze mots' }).waitFor()
  mots = (await auteur.locator('#douze-mots li').allTextContents()).join(' ')
  expect(mots.split(' ')).toHaveLength(12)
  numero = /Numéro à dire au téléphone : (\w+)/.exec(await lire(auteur))![1]!
  await frapper(auteur, auteur.getByLabel('Recopiez le mot n° 4'), mots.split(' ')[3]!)
  await frapper(auteur, auteur.getByLabel('Recopiez le mot n° 9'), 'faux')
  await frapper(auteur, bouton(auteur, 'Vérifier'), 'Enter')
  await auteur.getByText('Un des deux mots n’est pas le bon').waitFor()
  await juger(auteur)
})

it('rien de ce qui a été écrit n’est sorti en clair du navigateur', () => {
  expect(envoyes.length).toBeGreaterThan(5)
  const tout = envoyes.join('\n')
  expect(tout).not.toContain(CANARI)
  for (const mot of mots.split(' ').filter((m) => m.length > 6)) expect(tout).not.toContain(mot)
  expect(tout).not.toContain('valbourg')
})

it('la référente lit un récit qui n’est que du texte, accuse, juge recevable ; l’identité s’ouvre à deux', async () => {
  const bureau = await chez('referente')
  await juger(bureau)
  await bouton(bureau, `Ouvrir ${numero}`).click()
  await bureau.getByRole('heading', { name: 'Faits' }).waitFor()
  // A file is read without anything of it being run: text, or pixels; what may act leaves with a warning.
  const piece = async (nom: string, mot = 'Voir') => {
    const ligne = bureau.locator('#pieces > li').filter({ hasText: nom })
    await ligne.getByRole('button', { name: mot, exact: true }).click()
    return ligne
  }
  const vue = (ligne: Locator) => ligne.frameLocator('iframe[sandbox="allow-scripts"]')
  await vue(await piece('dessin.txt'))
    .getByText(DESSIN, { exact: true })
    .waitFor()
  await vue(await piece('plan.png'))
    .getByRole('img', { name: 'Image jointe : plan.png' })
    .waitFor()
  // Each in a frame of its own, whose origin is nobody's: it reads nothing of the page around it, and fetches nothing.
  const cadres = bureau.frames().slice(1)
  const avant = incidents.length
  expect(cadres).toHaveLength(2)
  for (const cadre of cadres)
    expect(
      await cadre.evaluate(async () => [
        origin,
        await Promise.resolve()
          .then(() => parent.document.title)
          .catch((e: Error) => e.name),
        await fetch('/sante').catch((e: Error) => e.name),
      ]),
    ).toEqual(['null', 'SecurityError', 'TypeError'])
  // The browser said so too: its policy refused both requests, and nothing else went wrong.
  for (const dit of incidents.splice(avant)) expect(dit).toContain('Content Security Policy')
  await (await piece('faux.png')).getByText('Un PDF ne s’ouvre pas dans cette page').waitFor()
  await (await piece('faux.png', 'Télécharger')).getByText('Un PDF peut contenir').waitFor()
  const parti = bureau.waitForEvent('download')
  await piece('faux.png', 'Télécharger quand même')
  expect((await parti).suggestedFilename()).toBe('faux.png')
  const lu = await lire(bureau)
  expect(lu).toContain(`${CANARI}. ${PIEGES}`)
  expect(
    await bureau
      .locator(
        'main :is(img, script, iframe:not([sandbox="allow-scripts"][src="/visionneuse"]), object, base, style, [onload], [onerror], [href^=javascript])',
      )
      .count(),
  ).toBe(0)
  expect(lu).not.toContain(`Nom ${CANARI}`)
  expect(lu).not.toContain(`suivi ${CANARI}`)
  await juger(bureau)
  await agir(bureau, 'Accuser réception', 'Nous vous avons lu et nous vous croyons.')
  await agir(bureau, 'Examiner la recevabilité')
  await bureau.getByLabel('Régime, si recevable').selectOption('AVDHAS')
  await agir(bureau, 'Déclarer recevable')
  await bureau.getByText('Violences, discriminations, harcèlement (CGFP, L135-6)').first().waitFor()
  await bureau.getByLabel('Pourquoi l’ouvrir (l’auteur lira ce motif)').fill('Vous rappeler.')
  await presser(bureau, 'Demander l’ouverture')
  const gardienne = await dossierChez('gardienne')
  expect(await lire(gardienne)).not.toContain('Récit assez long')
  await presser(gardienne, 'Ouvrir l’identité à cette personne')
  expect(await lire(await dossierChez('referente'))).toContain(`Nom ${CANARI}`)
})

it('le médecin, avec l’accord, lit la santé et écrit à l’auteur ; la psychologue, sans accord, ne voit pas le dossier', async () => {
  const medecin = await dossierChez('medecin')
  expect(await lire(medecin)).toContain(`suivi ${CANARI}`)
  await medecin.getByLabel('Votre message à l’auteur').fill('Venez me voir.')
  await presser(medecin, 'Chiffrer et écrire à l’auteur')
  expect(await lire(medecin)).toContain('Ce fil n’est lu que par l’auteur et vous.')
  const psychologue = await chez('psychologue')
  expect(await bouton(psychologue, `Ouvrir ${numero}`).count()).toBe(0)
})

it('la référente saisit le procureur, l’auteur l’apprend ; interrogé sur des représailles il en signale, et cela se traite', async () => {
  const bureau = await dossierChez('referente')
  await bureau.getByLabel('Raisons', { exact: true }).fill('Faits graves, plusieurs victimes.')
  await presser(bureau, 'Saisine du procureur (article 40) : engagée')
  expect(await lire(bureau)).toMatch(
    /Saisine du procureur \(article 40\) : engagée depuis le .*l’auteur est informé/,
  )
  expect(await lire(bureau)).toContain('Demander à l’auteur s’il subit des représailles (3 mois)')
  await presser(bureau, 'Demander des nouvelles à l’auteur (1 mois)')
  await juger(bureau)
  await auteur.goto('/retour')
  await auteur.getByLabel('Vos douze mots').fill(mots)
  await bouton(auteur, 'Ouvrir mon dossier').click()
  await auteur
    .getByText('Le procureur de la République est saisi (article 40). Raisons : Faits graves')
    .waitFor()
  await juger(auteur)
  await auteur.getByLabel('Ce qui s’est passé, si c’est le cas').fill('Mutée sans explication.')
  await bouton(auteur, 'Oui, je le signale').click()
  await auteur.getByText('Représailles signalées. Mutée sans explication.').waitFor()
  await auteur.getByText(/Référente ou référent signalement : Accusé de réception/).waitFor()
  await auteur
    .getByLabel('Un fichier de 20 Mo au plus')
    .setInputFiles([{ name: 'suite.txt', mimeType: 'text/plain', buffer: Buffer.from(`suite ${CANARI}`) }])
  await bouton(auteur, 'Chiffrer et ajouter').click()
  await auteur.getByText('C’est envoyé, chiffré.').waitFor()
  const suite = await dossierChez('referente')
  await suite.getByLabel('Ce qui a été fait').fill('Employeur écrit, protection proposée.')
  await presser(suite, 'Noter que c’est traité')
  expect(await lire(suite)).toContain('Représailles traitées. Employeur écrit')
  expect(await lire(suite)).toContain('suite.txt')
  // A case handed over to an authority: a file that its key alone opens.
  await suite
    .getByLabel('Clé publique de l’autorité')
    .fill('age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p')
  const remis = suite.waitForEvent('download')
  await presser(suite, 'Exporter, chiffré')
  expect((await remis).suggestedFilename()).toBe(`${numero}.age`)
})

it('l’auteur revient, un mot faux est montré, puis il lit, répond et approuve un procès-verbal', async () => {
  const bureau = await dossierChez('referente')
  await bureau.getByLabel('Votre réponse').fill('Entretien du jour : vous avez dit que…')
  await presser(bureau, 'Envoyer comme procès-verbal à approuver')
  await auteur.goto('/retour')
  await juger(auteur)
  const liste = mots.split(' ')
  const saisie = auteur.getByLabel('Vos douze mots')
  await saisie.fill([...liste.slice(0, 11), `${liste[11]}x`].join(' '))
  await bouton(auteur, 'Ouvrir mon dossier').click()
  await auteur.getByText(/Mot n° 12/).waitFor()
  await saisie.fill(mots.toUpperCase())
  await frapper(auteur, bouton(auteur, 'Ouvrir mon dossier'), 'Enter')
  await auteur.getByText('Nous vous avons lu et nous vous croyons.').waitFor()
  const lu = await lire(auteur)
  expect(lu).toContain('Motif : Vous rappeler.')
  expect(lu).toContain('Venez me voir.')
  await juger(auteur)
  await frapper(auteur, auteur.getByLabel('Votre message'), `Merci, ${CANARI}.`)
  await frapper(auteur, bouton(auteur, 'Chiffrer et envoyer'), 'Enter')
  await auteur.getByText(`Merci, ${CANARI}.`).waitFor()
  await bouton(auteur, 'J’approuve ce procès-verbal').click()
  await auteur.getByText('Procès-verbal approuvé.').waitFor()
})

it('l’employeur lit ce qui lui est transmis et rien d’autre ; deux enquêteurs attestent, entendent, remettent', async () => {
  const bureau = await dossierChez('referente')
  await agir(bureau, 'Transmettre à l’employeur', 'Une situation dans un service, mesures à prendre.')
  const autorite = await dossierChez('autorite')
  const lu = await lire(autorite)
  expect(lu).toContain('Une situation dans un service')
  expect(lu).not.toContain(CANARI)
  await autorite.getByLabel('Mesures prises ou envisagées, et raisons').fill('Éloignement du cadre.')
  await presser(autorite, 'Chiffrer et envoyer')
  const suite = await dossierChez('referente')
  expect(await lire(suite)).toContain('Éloignement du cadre.')
  expect(await bouton(suite, 'Ouvrir l’enquête').count(), 'sans enquêteur désigné').toBe(0)
  await suite.getByLabel('Enquêtrice extérieure').check()
  await suite.getByLabel('Enquêteur extérieur').check()
  await suite.getByLabel('Lettre de mission').fill('Entendre le service, rendre un rapport.')
  await presser(suite, 'Confier la mission')
  await agir(suite, 'Ouvrir l’enquête')
  const enquetrice = await dossierChez('enquetrice')
  expect(await lire(enquetrice)).not.toContain(CANARI)
  await juger(enquetrice)
  await presser(enquetrice, 'Signer mon attestation')
  const apres = await dossierChez('referente')
  expect(await lire(apres)).toContain('attestation signée')
  expect(await bouton(apres, 'Donner la clé récit à Enquêteur extérieur').count()).toBe(0)
  await presser(apres, 'Donner la clé récit à Enquêtrice extérieure')
  const saisie = await dossierChez('enquetrice')
  expect(await lire(saisie)).toContain(CANARI)
  await saisie.getByLabel('Votre texte').fill('Rapport : faits établis.')
  await presser(saisie, 'Remettre le rapport')
  await agir(await dossierChez('referente'), 'Recevoir le rapport')
})

it('le dossier se clôt à deux, jamais seul, et après un retour', async () => {
  const bureau = await dossierChez('referente')
  expect(await lire(bureau)).toContain('Rapport : faits établis.')
  expect(await bouton(bureau, 'Proposer : clore').count()).toBe(0)
  await agir(bureau, 'Faire un retour à l’auteur', 'Voici ce qui a été fait.')
  await bureau.getByLabel('Motif de clôture').selectOption('fonde')
  await agir(bureau, 'Proposer : clore', 'Tout est traité.')
  await bureau.getByText('une autre personne de la cellule doit le confirmer').waitFor()
  const seconde = await dossierChez('juriste-2', numero, 390)
  await juger(seconde)
  await agir(seconde, 'Confirmer : clore', 'Je confirme : tout est traité.')
  expect(await bouton(seconde, 'Proposer : effacer').count(), 'le procureur est saisi').toBe(0)
  await seconde.getByLabel('Raisons', { exact: true }).fill('Classée sans suite.')
  await presser(seconde, 'Saisine du procureur (article 40) : terminée ou abandonnée')
  await bouton(seconde, 'Proposer : effacer').waitFor()
  // What would be written to the author is refused of a case that is put away: no button for it before it is open.
  expect(await bouton(seconde, /^(Saisine du procureur|Informer l’auteur)/).count()).toBe(0)
  expect(await bouton(seconde, 'Autre procédure (disciplinaire, contentieux) : engagée').count()).toBe(1)
  // Put away: the story is read again for a motive, which the first one reads.
  expect(await lire(seconde)).not.toContain('Récit assez long')
  await juger(seconde)
  const motif = seconde.getByLabel('Motif de la consultation')
  await motif.fill('urgent')
  await bouton(seconde, 'Ouvrir pour consulter').click()
  await seconde.getByText('tient en un mot').waitFor()
  expect(await motif.getAttribute('aria-invalid')).toBe('true')
  await motif.fill('Le tribunal demande la date de l’entretien.')
  await presser(seconde, 'Ouvrir pour consulter')
  expect(await lire(seconde)).toContain('Récit assez long')
  await seconde.getByText(/Dossier clos, ouvert à vous jusqu’au/).waitFor()
  await juger(seconde)
  const premiere = await dossierChez('referente')
  expect(await lire(premiere)).not.toContain('Récit assez long')
  expect(await premiere.locator('#consultations li').allTextContents()).toEqual([
    expect.stringContaining('Le tribunal demande la date de l’entretien.'),
  ])
  await juger(premiere)
})

it('sans JavaScript, une alerte éthique va à la cellule propre du Nord, qui la suit jusqu’à la clôture', async () => {
  const page = await ouvrir(1280, false)
  await page.goto('/')
  expect(await lire(page)).toContain('le serveur voit votre texte un instant')
  await page.getByRole('link', { name: 'Ce service, en facile à lire' }).click()
  await page.getByRole('heading', { name: 'Vous préférez parler ?' }).waitFor()
  await page.getByRole('link', { name: 'Centre de gestion du Nord' }).click()
  await page.getByLabel('L’employeur concerné').selectOption({ label: 'Commune de Valbourg (fictif)' })
  await page.getByLabel('J’ai été témoin direct').check()
  await page.getByLabel('Sans dire qui je suis').check()
  await page.getByLabel('Autre, ou alerte éthique').check()
  await page.getByLabel('Que s’est-il passé ?').fill(`Marché truqué, vu de près : ${CANARI}.`)
  // Without JavaScript the limit is twenty: the form comes back with what was typed, its files apart.
  await page.locator('input[type=file]').setInputFiles(lourds())
  await bouton(page, 'Envoyer').click()
  await page.getByText('Ces fichiers dépassent 20 Mo en tout, la limite sans JavaScript').first().waitFor()
  expect(await page.getByLabel('Que s’est-il passé ?').inputValue()).toContain(CANARI)
  expect(await page.getByLabel('J’ai été témoin direct').isChecked()).toBe(true)
  await bouton(page, 'Envoyer').click()
  await page.getByRole('heading', { name: 'Vos douze mots' }).waitFor()
  const siens = (await page.locator('#douze-mots li').allTextContents()).join(' ')
  const n = /Numéro à dire au téléphone : (\w+)/.exec(await lire(page))![1]!
  const referent = await dossierChez('referent-59', n)
  await agir(referent, 'Accuser réception', 'Bien reçu.')
  await agir(referent, 'Examiner la recevabilité')
  await referent.getByLabel('Régime, si recevable').selectOption('ALERTE')
  await agir(referent, 'Déclarer recevable')
  expect(await lire(referent)).toContain('ne nommez pas la personne mise en cause')
  await agir(referent, 'Faire un retour à l’auteur', 'Voici les suites prévues.')
  await page.getByRole('link', { name: 'Revenir avec mes douze mots' }).click()
  await page.getByLabel('Vos douze mots').fill(siens)
  await bouton(page, 'Ouvrir mon dossier').click()
  expect(await lire(page)).toContain('Voici les suites prévues.')
  await page.getByLabel('Votre message').fill('Merci.')
  await bouton(page, 'Envoyer').click()
  await page.getByText('Merci.').waitFor()
  await agir(await dossierChez('referent-59', n), 'Proposer : clore', 'Terminé.')
  await agir(await dossierChez('juriste-59', n), 'Confirmer : clore', 'Confirmé.')
})

it('l’équipe commune a les dossiers de trois centres ; la référente écartée n’a aucune clé du sien', async () => {
  const page = await ouvrir()
  await page.goto('/deposer/cdg-80')
  await page.getByLabel('Je suis victime').check()
  await page.getByLabel('Sans dire qui je suis').check()
  await page.getByLabel('Menace ou intimidation').check()
  await page
    .getByLabel('Que s’est-il passé ?')
    .fill('La personne qui reçoit est une proche de celle qui menace.')
  await page.getByLabel(/^Référente de l’équipe commune/).check()
  // The network fails, then the directory has changed: « Envoyer de nouveau » sends the same bytes, then seals again.
  const depots: string[] = []
  await page.route('**/v1/depots', async (route) => {
    depots.push((route.request().postDataJSON() as { depot: { dossier: string } }).depot.dossier)
    if (depots.length === 1) await route.abort()
    else if (depots.length === 2)
      await route.fulfill({
        status: 422,
        json: { code: 'destinataire-inconnu', message: 'L’annuaire a changé pendant votre saisie.' },
      })
    else await route.continue()
  })
  await bouton(page, 'Chiffrer et envoyer').click()
  await page.getByText('Le même dépôt chiffré peut être envoyé de nouveau').waitFor()
  await bouton(page, 'Envoyer de nouveau').click()
  await page.getByText('il sera chiffré de nouveau').waitFor()
  await bouton(page, 'Envoyer de nouveau').click()
  await page.getByRole('heading', { name: 'Vos douze mots' }).waitFor()
  expect(depots).toHaveLength(3)
  expect(depots[1], 'le même dépôt').toBe(depots[0])
  expect(depots[2], 'un autre, scellé de nouveau').not.toBe(depots[1])
  const n = /Numéro à dire au téléphone : (\w+)/.exec(await lire(page))![1]!
  const suppleant = await chez('referent-2')
  const lu = await lire(suppleant)
  for (const ou of ['de l’Oise', 'du Pas-de-Calais', 'de la Somme'])
    expect(lu).toContain(`Centre de gestion ${ou} : Référente ou référent signalement`)
  await bouton(suppleant, `Ouvrir ${n}`).click()
  await suppleant.getByText('est une proche de celle qui menace').waitFor()
  const ecartee = await chez('referente')
  expect(await bouton(ecartee, `Ouvrir ${n}`).count()).toBe(0)
  const client = new pg.Client(site().urlProprietaire)
  await client.connect()
  const { rows } = await client.query<{ dest: string }>(
    "select distinct dest from enveloppe where dossier in (select dossier from enveloppe group by dossier having bool_and(dest <> 'referente')) and organisme = 'cdg-80' order by dest",
  )
  await client.end()
  expect(rows.map(({ dest }) => dest)).toEqual([
    'auteur',
    'gardienne',
    'juriste',
    'juriste-2',
    'referent-2',
    'sequestre',
  ])
})

it('chaque page publique, avec et sans JavaScript, à 1280, à 390 et agrandie quatre fois : axe n’y trouve rien, rien ne déborde', async () => {
  const routes = (await (await fetch(`${site().adresse}/_routes`)).json()) as {
    methode: string
    exemple: string | null
  }[]
  const pages = routes.flatMap(({ methode, exemple }) =>
    methode === 'GET' &&
    exemple &&
    !exemple.startsWith('/v1') &&
    !exemple.startsWith('/_') &&
    exemple !== '/sante'
      ? [exemple]
      : [],
  )
  expect(pages.length).toBeGreaterThanOrEqual(7)
  for (const [avecScript, adresses] of [
    [true, pages],
    [false, ['/', '/facile', '/deposer/cdg-59', '/retour']],
  ] as const) {
    // The judge itself is a script: the pages without script are drawn by a browser that could run some, and have none.
    const page = await ouvrir(1280, true)
    for (const adresse of adresses) {
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.goto(avecScript ? adresse : site().sansScript + adresse)
      await juger(page)
      await page.setViewportSize({ width: 390, height: 900 })
      await juger(page)
      // A screen of 1280 × 1024 enlarged four times (WCAG 1.4.10).
      await page.setViewportSize({ width: 320, height: 256 })
      expect(await debordement(page), `${adresse}, agrandie quatre fois`).toBe(0)
    }
    await page.close()
  }
})

it('« Quitter vite » ne laisse ni la page ni son adresse', async () => {
  await auteur.route('https://www.service-public.fr/**', (route) =>
    route.fulfill({ body: '<title>ailleurs</title>', contentType: 'text/html' }),
  )
  await auteur.getByRole('link', { name: 'Quitter vite' }).click()
  await auteur.waitForURL('https://www.service-public.fr/')
  await auteur.goBack()
  expect(auteur.url()).not.toContain('/retour')
  expect(incidents).toEqual([])
})
