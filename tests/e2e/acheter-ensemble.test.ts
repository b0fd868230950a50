// A small purchase of income protection, from the decision to the accounts: each step by the role that takes it, the secretary without JavaScript.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SchemaDecp } from '../../src/modules/achats/attribution/decp.ts'
import { jourDe } from '../../src/shared/dates.ts'
import { debordement, fautesAxe, type Navigateur, ouvrirNavigateur } from '../navigateur.ts'
import { bouton, dans, lien, lire, ouvrirMessage } from './gestes.ts'

/** Presses that a task of the secretary may ask for; typing is not one. */
const CLICS_AU_PLUS = 5
const TITRE = 'Prévoyance de nos agents, essai'
/** The last year whose accounts are due, on 31 August of the next: the contract of this purchase begins with it. */
const AUJOURDHUI = jourDe(new Date())
const EXERCICE = Number(AUJOURDHUI.slice(0, 4)) - (AUJOURDHUI.slice(5) > '08-31' ? 1 : 2)
const SECRETAIRE = 'secretariat.44131@demonstration.invalid'

let n: Navigateur
let pilote: Page
let direction44: Page
let direction53: Page
let secretaire: Page
let achat: string
let operation: string

beforeAll(async () => {
  n = await ouvrirNavigateur()
  pilote = await n.entrer(['Coordinatrice', 'CDG 44', 'Pays de la Loire'])
  direction44 = await n.entrer(['Direction', 'CDG 44', 'Pays de la Loire'])
  direction53 = await n.entrer(['Direction', 'CDG 53', 'Pays de la Loire'])
  secretaire = await n.page({ javascript: false, largeur: 390 })
})
afterAll(() => n.fermer())

/** What a page would send, without showing it: the answer is a page that follows. */
async function poster(page: Page, adresse: string, form: Record<string, string>): Promise<void> {
  const reponse = await page.request.post(adresse, {
    form,
    headers: { 'sec-fetch-site': 'same-origin' },
    maxRedirects: 0,
  })
  expect(reponse.status(), adresse).toBe(303)
}

/** The employer of a commune in this purchase. */
async function employeurDe(insee: string): Promise<string> {
  const [e] = await n.sql<{ id: string }>(
    `select e.id from achat_employeur e join organisme o on o.id = e.organisme_id where e.operation_id = $1 and o.code_insee = $2`,
    [operation, insee],
  )
  return e!.id
}
const lots = () =>
  n.sql<{ id: string; numero: number }>(
    'select id, numero from achat_lot where operation_id = $1 order by numero',
    [operation],
  )

function compteur() {
  let clics = 0
  return {
    async clic(faire: () => Promise<unknown>) {
      clics += 1
      await faire()
    },
    get clics() {
      return clics
    },
  }
}
async function sansFaute(page: Page): Promise<void> {
  expect(await fautesAxe(page)).toEqual([])
  expect(await debordement(page)).toBe(0)
}

describe('la consultation des employeurs', () => {
  it('s’ouvre sur une décision qui lie, chaque centre invite les siens', async () => {
    await pilote.goto('/achats/nouvelle')
    const decision = pilote.getByLabel('Décision qui lance l’achat')
    const voulue = decision.locator('option', { hasText: 'prévoyance collective' })
    await decision.selectOption((await voulue.getAttribute('value'))!)
    await pilote.getByLabel('Titre').fill(TITRE)
    await pilote.getByLabel('Ce qui est acheté').selectOption('prevoyance')
    // Its first year is over: its accounts are due.
    await pilote.getByLabel('Premier jour du contrat').fill(`01/01/${EXERCICE}`)
    await pilote.getByLabel('Niveaux ou options').fill('Socle\nRenforcé')
    await bouton(pilote, 'Lancer l’achat').click()
    await pilote.getByRole('heading', { level: 1, name: TITRE }).waitFor()
    achat = new URL(pilote.url()).pathname
    operation = achat.split('/').at(-1)!
    await bouton(pilote, 'Ouvrir la consultation des employeurs').click()
    await pilote.getByText('Les employeurs répondent jusqu’au').first().waitFor()
    for (const page of [pilote, direction53]) {
      await page.goto(`${achat}/employeurs`)
      await bouton(page, 'Inviter nos employeurs').click()
      await page.getByText(/messages? envoyés?\./).waitFor()
    }
  })

  it('la secrétaire donne intention et mandat en cinq clics au plus, puis recense en cinq clics au plus', async () => {
    await ouvrirMessage(secretaire, SECRETAIRE, TITRE)
    const reponse = compteur()
    await reponse.clic(() => lien(secretaire, /\/achats\/repondre\//).click())
    await sansFaute(secretaire)
    await reponse.clic(() => secretaire.getByLabel('Oui, nous voulons participer').check())
    await reponse.clic(() => secretaire.getByLabel('Socle').check())
    await secretaire.getByLabel('Nombre d’agents').fill('2')
    await secretaire.getByLabel('Numéro de l’acte').fill('2026-12')
    await secretaire.getByLabel('Date de l’acte').fill(dans(-1))
    const acte = { name: 'mandat.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF') }
    await reponse.clic(() => secretaire.getByLabel('Acte signé').setInputFiles(acte))
    await reponse.clic(() => bouton(secretaire, 'Envoyer la réponse').click())
    await secretaire.getByText(/Réponse enregistrée le/).waitFor()
    expect(reponse.clics).toBeLessThanOrEqual(CLICS_AU_PLUS)

    const recensement = compteur()
    await ouvrirMessage(secretaire, SECRETAIRE, TITRE)
    await recensement.clic(() => lien(secretaire, /\/achats\/repondre\//).click())
    await recensement.clic(() => lien(secretaire, 'Recenser les agents').click())
    await sansFaute(secretaire)
    for (const [rang, [naissance, indice, primes]] of [
      ['1975', '420', '210,50'],
      ['1990', '388', '95'],
    ].entries()) {
      const agent = secretaire.getByRole('group', { name: `Agent ${rang + 1}` })
      await agent.getByLabel('Année de naissance').fill(naissance!)
      await agent.getByLabel('Heures par semaine').fill('35')
      await agent.getByLabel('Indice majoré').fill(indice!)
      await agent.getByLabel('Primes mensuelles brutes').fill(primes!)
    }
    await recensement.clic(() =>
      secretaire.locator('form#saisie').getByRole('button', { name: 'Vérifier et enregistrer' }).click(),
    )
    await secretaire.getByRole('heading', { level: 1, name: /2 agents recensés/ }).waitFor()
    expect(recensement.clics).toBeLessThanOrEqual(CLICS_AU_PLUS)
  })

  it('un centre saisit le papier d’un employeur et son recensement ; la consultation se clôt', async () => {
    const employeur = `/achats/employeurs/${await employeurDe('53001')}`
    await direction53.goto(employeur)
    const papier = direction53.locator('form#reponse')
    await papier.getByLabel('Oui, nous voulons participer').check()
    await papier.getByLabel('Renforcé').check()
    await papier.getByLabel('Nombre d’agents').fill('2')
    await bouton(direction53, 'Enregistrer la réponse').click()
    await direction53.getByText(/saisie par CDG.53/).waitFor()
    await poster(direction53, `${employeur}/recensement/saisie`, {
      au: dans(0),
      ...Object.fromEntries(
        [1, 2].flatMap((rang) => [
          [`naissance-${rang}`, `${1960 + 10 * rang}`],
          [`statut-${rang}`, 'titulaire'],
          [`regime-${rang}`, 'CNRACL'],
          [`categorie-${rang}`, 'B'],
          [`heures_hebdo-${rang}`, '35'],
          [`indice_majore-${rang}`, '450'],
          [`ri_mensuel-${rang}`, '300'],
        ]),
      ),
    })
    await pilote.goto(achat)
    await bouton(pilote, 'Clore la consultation').click()
    await pilote.getByText('Marché en cours').first().waitFor()
  })
})

describe('l’accord, puis la consultation des assureurs', () => {
  it('l’accord est valable quand la moitié des voix a signé', async () => {
    await pilote.goto(`${achat}/accord`)
    await pilote.getByLabel('Titre').fill('Accord régional, essai')
    await pilote.getByLabel('Dernières élections du niveau').fill('08/12/2022')
    await pilote.getByLabel('Organisations').fill('CFDT | 500 | 5 | oui\nCGT | 500 | 5 | non')
    await pilote.getByLabel('Signé le').fill(dans(-3))
    await pilote.getByLabel('Publié le').fill(dans(-2))
    await bouton(pilote, 'Enregistrer l’accord').click()
    await pilote.getByText('Accord valable').waitFor()
    await direction53.goto(`${achat}/accord`)
    await direction53.getByLabel('Acte du CDG 53, numéro').fill('2026-7')
    await direction53.getByLabel('Date de l’acte').fill(dans(-1))
    await bouton(direction53, 'Enregistrer l’approbation').click()
    await direction53.getByText('2026-7, le').waitFor()
  })

  it('publié, le marché se fige ; les plis s’ouvrent après l’heure, s’importent, celui d’après l’heure est écarté', async () => {
    const marche = `${achat}/marche`
    await pilote.goto(marche)
    await pilote.getByLabel('Référence de la consultation').fill('ESSAI-1')
    await pilote.getByLabel('Dernier jour des offres').fill(dans(1))
    await bouton(pilote, 'Enregistrer la fiche').click()
    for (const [numero, departement] of [
      ['1', '44'],
      ['2', '53'],
    ])
      await poster(pilote, `${marche}/lots`, {
        numero: numero!,
        objet: `Employeurs du ${departement}`,
        departements: departement!,
        min: '',
        max: '',
      })
    await pilote.goto(marche)
    await bouton(pilote, 'Publier le marché').click()
    await pilote.getByText('figés à la publication').waitFor()
    // The database refuses that a published deadline be brought forward: its triggers sleep for this statement.
    await n.sql(`do $$ begin set local session_replication_role = replica;
      update achat_marche set limite = now() - interval '20 days' where operation_id = '${operation}'; end $$`)
    await pilote.goto(marche)
    await bouton(pilote, 'Noter l’ouverture des plis').click()
    await pilote.getByText('Aucune offre n’est enregistrée.').waitFor()
    const ligne = (lot: number, nom: string, siret: string, recu: string, niveau: string, taux: string) =>
      `${lot};${nom};${siret};${recu};AR-${lot};${niveau};${taux};0,6;0;0;0;2;4`
    const offres = [1, 2].flatMap((lot) =>
      (
        [
          ['Mutuelle A (fictif)', '90000000100017', `${dans(-22)} 10:00`, '0,7'],
          ['Mutuelle B (fictif)', '90000010000017', `${dans(-21)} 10:00`, '1,1'],
          ['Mutuelle C (fictif)', '90000020900016', `${dans(-18)} 10:00`, '0,2'],
        ] as const
      ).flatMap(([nom, siret, recu, taux]) =>
        ['Socle', 'Renforcé'].map((niveau) => ligne(lot, nom, siret, recu, niveau, taux)),
      ),
    )
    const entete =
      'Lot;Candidat;SIRET;Reçue le;Preuve de dépôt;Niveau;Incapacité;Invalidité;Perte de retraite;Décès;Renfort des primes;Années gelées;Hausse annuelle maximale'
    await pilote.getByLabel('Fichier des offres').setInputFiles({
      name: 'offres.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([entete, ...offres].join('\n')),
    })
    await bouton(pilote, 'Voir l’aperçu').click()
    await bouton(pilote, 'Enregistrer 6 offres').click()
    await pilote.getByText('6 offres enregistrées, dont 2 écartées').waitFor()
    expect(await lire(pilote)).toContain('Hors délai, écartée')
  })
})

describe('l’analyse, la commission, l’attribution', () => {
  it('chaque membre déclare ses intérêts et note à l’aveugle ; le classement paraît à la clôture', async () => {
    const [premier] = await lots()
    for (const page of [direction44, direction53]) {
      await page.goto(`/achats/lots/${premier!.id}`)
      await bouton(page, 'Déclarer').click()
      await bouton(page, 'Enregistrer les notes de mon membre').waitFor()
      for (const { id } of await lots()) {
        await page.goto(`/achats/lots/${id}`)
        for (const champ of await page.locator('form#notes').getByRole('textbox').all())
          await champ.fill('15')
        await bouton(page, 'Enregistrer les notes de mon membre').click()
        await page.getByText('Notes enregistrées.').waitFor()
      }
    }
    await pilote.goto(`/achats/lots/${premier!.id}`)
    await bouton(pilote, 'Sceller le chiffrage de tous les lots').click()
    await pilote.getByText('Chiffrage scellé').waitFor()
    await bouton(pilote, 'Clore les notes de tous les lots').click()
    await pilote.getByRole('heading', { level: 1, name: /Mutuelle A/ }).waitFor()
    const rapport = await pilote.request.get(`/achats/lots/${premier!.id}/rapport.pdf`)
    expect((await rapport.body()).subarray(0, 4).toString()).toBe('%PDF')
  })

  it('la commission attribue, les lettres partent, le délai court, les données nationales sont conformes', async () => {
    const attribution = `${achat}/attribution`
    await pilote.goto(attribution)
    await pilote.getByLabel('Séance de la commission').selectOption({ index: 1 })
    await pilote.getByLabel('SIRET de l’acheteur').fill('90000040700016')
    await pilote.locator('form#reglages').getByRole('button', { name: 'Enregistrer' }).click()
    await pilote.getByText('90000040700016').first().waitFor()
    for (const { numero } of await lots()) {
      const choix = pilote.locator(`form#lot-${numero}`)
      await choix.getByLabel('Offre retenue').selectOption({ label: 'Mutuelle A (fictif)' })
      await choix.getByLabel('Motifs du choix').fill('Première du classement.')
      await choix.getByRole('button', { name: 'Enregistrer l’attribution' }).click()
      await pilote.locator(`form#etape-${numero}`).waitFor()
      await pilote.locator(`form#etape-${numero}`).getByRole('button', { name: 'Noter l’envoi' }).click()
      await pilote
        .locator(`form#etape-${numero}`)
        .getByRole('button', { name: 'Noter la signature' })
        .waitFor()
    }
    const lettre = await pilote
      .getByRole('link', { name: /^Lettre à l’offre B/ })
      .first()
      .getAttribute('href')
    expect((await (await pilote.request.get(lettre!)).body()).subarray(0, 2).toString()).toBe('PK')
    const signer = pilote.locator('form#etape-1').getByRole('button', { name: 'Noter la signature' })
    await signer.click()
    await pilote.getByText(/Le délai avant signature n’est pas passé/).waitFor()
    await n.sql(
      'update achat_attribution set attribue_le = attribue_le - 15, envoi_le = envoi_le - 15 where operation_id = $1',
      [operation],
    )
    await pilote.goto(attribution)
    for (const { numero } of await lots())
      for (const etape of ['Noter la signature', 'Noter la notification', 'Noter la publication']) {
        await pilote.locator(`form#etape-${numero}`).getByRole('button', { name: etape }).click()
        await pilote.getByText('Étape enregistrée.').waitFor()
        await pilote.goto(attribution)
      }
    const decp = SchemaDecp.parse(await (await pilote.request.get(`${achat}/decp.json`)).json())
    expect(decp.marches.marche).toHaveLength(2)
    // The ranking of each lot is kept with its award, and no longer moves once letters have left.
    expect(await n.sql('select from achat_classement where operation_id = $1', [operation])).toHaveLength(2)
    await expect(
      n.sql(`update achat_classement set classement = '[]' where operation_id = $1`, [operation]),
    ).rejects.toThrow(/lettres/)
    await pilote.goto(achat)
    await bouton(pilote, 'Enregistrer l’attribution').click()
    await pilote.getByText('Adhésions ouvertes').first().waitFor()
  })
})

describe('l’adhésion, puis l’exécution', () => {
  it('la secrétaire fait avancer son adhésion par le même lien, chaque pas en cinq clics au plus', async () => {
    const pas = async (
      preparer: (clic: (faire: () => Promise<unknown>) => Promise<void>) => Promise<void>,
      apres: string,
    ) => {
      const tache = compteur()
      await ouvrirMessage(secretaire, SECRETAIRE, TITRE)
      await tache.clic(() => lien(secretaire, /\/achats\/repondre\//).click())
      await preparer(tache.clic)
      await secretaire.getByRole('main').getByText(apres).first().waitFor()
      expect(tache.clics).toBeLessThanOrEqual(CLICS_AU_PLUS)
    }
    await pas(async (clic) => {
      await clic(() => secretaire.getByLabel('Renforcé').check())
      await secretaire.getByLabel('Part de l’employeur').fill('60')
      await clic(() => bouton(secretaire, 'Enregistrer ce choix').click())
    }, 'doit déposer')
    const projet = await lien(secretaire, 'Projet de délibération').getAttribute('href')
    expect((await (await secretaire.request.get(projet!)).body()).subarray(0, 2).toString()).toBe('PK')
    await sansFaute(secretaire)
    await pas((clic) => clic(() => bouton(secretaire, 'Enregistrer le dépôt').click()), 'rend son avis')

    // The comité of the centre gives its advice on the files of the day.
    await pilote.goto(`${achat}/comites`)
    await pilote.getByLabel('Pornic').check()
    await pilote.getByLabel('Favorable', { exact: true }).check()
    await bouton(pilote, 'Enregistrer l’avis').click()
    await pilote.getByText('Aucun dossier n’attend').first().waitFor()

    await pas(async (clic) => {
      await secretaire.getByLabel('Numéro de la délibération').fill('2026-31')
      await clic(() => secretaire.getByLabel('La délibération l’approuve').check())
      await clic(() => bouton(secretaire, 'Enregistrer le vote').click())
    }, 'n° 2026-31')
    await pas(
      (clic) => clic(() => bouton(secretaire, 'Enregistrer l’acte exécutoire').click()),
      'vous n’avez rien à faire',
    )
    const dossier = `/achats/employeurs/${await employeurDe('44131')}/adhesion`
    await pilote.goto(dossier)
    await bouton(pilote, 'Enregistrer la convention').click()
    await bouton(pilote, 'Enregistrer l’information des agents').waitFor()
    await pas(
      (clic) => clic(() => bouton(secretaire, 'Enregistrer l’information des agents').click()),
      'L’adhésion est complète',
    )
    // What was awarded is what is paid: 0,7 + 0,6 % of 2 278,07 € and of 2 005,04 €, from the month after the convention.
    await lien(secretaire, 'Paie et budget').click()
    await lien(secretaire, 'mois suivant').click()
    await secretaire.getByText('taux 1,3 %').waitFor()
    const budget = await lire(secretaire)
    expect(budget).toContain('2 sur 2')
    expect(budget).toContain('55,68 €')
    await sansFaute(secretaire)
  })

  it('le contrat commencé, les comptes de l’assureur s’importent et la clause juge le taux qu’il demande', async () => {
    await pilote.goto(achat)
    await bouton(pilote, 'Le contrat a commencé').click()
    await pilote.getByText('Contrat en cours').first().waitFor()
    const execution = `${achat}/execution`
    await pilote.goto(execution)
    expect(await lire(pilote)).toContain('2 comptes annuels sont en retard')
    // The import reads the lot of the latest purchase of that number: this one.
    await n.sql('update achat_operation set debut_le = $2 where id = $1', [operation, `${EXERCICE}-01-02`])
    await lien(pilote, 'Importer des comptes').click()
    await pilote.getByLabel('Fichier CSV ou XLSX').setInputFiles({
      name: 'comptes.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        [
          'Lot;Exercice;Survenance;Primes nettes;Prestations payées;PSAP ouverture;PSAP clôture;PM ouverture;PM clôture;Assurés;Reçus le',
          `1;${EXERCICE};${EXERCICE};1000,00;150,00;0;500,00;0;350,00;2;${dans(-1)}`,
        ].join('\r\n'),
      ),
    })
    await bouton(pilote, 'Voir l’aperçu').click()
    await bouton(pilote, 'Écrire 1 ligne').click()
    await pilote.getByRole('heading', { level: 1, name: 'Import terminé' }).waitFor()
    await pilote.goto(execution)
    const lu = await lire(pilote)
    expect(lu).toContain('1 compte annuel est en retard')
    // (150 + 500 + 350) / 1 000.
    expect(lu).toContain('100 %')
    await pilote.getByText('Enregistrer une demande d’un assureur').click()
    await pilote.getByLabel('Taux demandé').fill('1,4')
    await pilote.getByLabel('Pour l’année').fill(String(EXERCICE + 2))
    await pilote.getByLabel('Reçue le').fill(`20/06/${EXERCICE + 1}`)
    await pilote.getByLabel('Effet demandé le').fill(`01/01/${EXERCICE + 2}`)
    await bouton(pilote, 'Enregistrer la demande').click()
    // 1,3 % frozen for two years, then 4 % at most: 1,352 %.
    await pilote.getByText('Ne permet pas : 0,048 % de trop').waitFor()
    await sansFaute(pilote)
    await lien(pilote, 'Lot 1, Employeurs du 44').click()
    await pilote.getByText('Corriger ce contrat').click()
    await pilote.getByText('Changer d’assureur').click()
    await sansFaute(pilote)
    expect(n.incidents).toEqual([])
  })
})
