// The database goes away while people work, and comes back: what they read, what is kept, and no restart.
import { randomUUID } from 'node:crypto'
import { renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { demarrerServeurEmbarque, type ServeurEmbarque } from '../../src/platform/postgres-embarque/index.ts'
import { adresse as adresseDe } from '../../src/platform/postgres-embarque/reglages.ts'
import { jusqua } from '../attente.ts'
import { demarrerServeur, dossierJetable, type ServeurDeTest } from '../serveur.ts'
import { lignes } from './base.ts'
import { entrer, type Personne, visiteur } from './client.ts'
import { copierDonnees } from './installation.ts'

const dossier = dossierJetable()
const donnees = join(dossier.chemin, 'donnees')
/** What DATABASE_URL names, as /run/postgresql would be on a server: always the socket of the server of the moment. */
const prise = join(dossier.chemin, 'prise')
const url = (role: string): string => adresseDe(prise).url('maillage', role)
let postgres: ServeurEmbarque
let serveur: ServeurDeTest
let direction: Personne
let sujet: Record<string, string>

async function allumer(): Promise<void> {
  postgres = await demarrerServeurEmbarque({ dossier: join(donnees, 'base') })
  symlinkSync(postgres.socketDir, `${prise}.neuve`)
  renameSync(`${prise}.neuve`, prise)
}

beforeAll(async () => {
  copierDonnees(inject('demonstration'), donnees)
  await allumer()
  serveur = await demarrerServeur({ DONNEES: donnees, DATABASE_URL: url('maillage_app') })
  direction = await entrer(serveur.adresse, 'Direction, CDG 53', 'Pays de la Loire')
  const [ligne] = await lignes<{ instance: string; membre: string }>(
    url('maillage_proprietaire'),
    `select i.id as instance, m.organisme_id as membre from instance i join membre m on m.cooperation_id = i.cooperation_id
     join cooperation c on c.id = i.cooperation_id where c.nom like '%Pays de la Loire%' and m.libelle = 'CDG 53' order by i.id limit 1`,
  )
  sujet = {
    instance: ligne!.instance,
    porte: ligne!.membre,
    question: 'Question posée pendant la panne ?',
    genre: 'vote',
    cle: randomUUID(),
  }
})
afterAll(async () => {
  await serveur.arreter()
  await postgres.arreter()
  dossier.supprimer()
})

describe('la base disparue', () => {
  beforeAll(() => postgres.arreter())

  it.each([
    ['une page', () => direction.get('/tableau-de-bord')],
    ['un formulaire', () => direction.post('/sujets', sujet)],
    ['l’accueil', () => visiteur(serveur.adresse).get('/')],
    [
      'une demande de lien',
      () =>
        visiteur(serveur.adresse).post('/connexion/envoyer', {
          courriel: 'direction.cdg53@demonstration.invalid',
        }),
    ],
    [
      'un mot de passe',
      () =>
        visiteur(serveur.adresse).post('/connexion/mot-de-passe', {
          courriel: 'direction.cdg53@demonstration.invalid',
          motDePasse: 'une phrase de passe longue',
        }),
    ],
  ])('%s répond 503, avec une phrase et une référence', async (_quoi, demander) => {
    const { statut, texte } = await demander()
    expect(statut).toBe(503)
    expect(texte).toContain('La base de données ne répond pas')
    expect(texte).toMatch(/donnez la référence <strong>[A-Z2-9]{8}<\/strong>/)
    expect(texte).not.toMatch(/ENOENT|ECONN|node_modules|Error/)
  })

  it('un formulaire perdu dit quoi en faire', async () => {
    expect((await direction.post('/sujets', sujet)).texte).toContain('Vous envoyiez un formulaire')
    expect((await direction.get('/sujets')).texte).not.toContain('Vous envoyiez un formulaire')
  })

  it('la surveillance apprend que le processus sert et que sa base manque ; les feuilles de style partent toujours', async () => {
    const sante = await fetch(`${serveur.adresse}/sante`)
    expect(sante.status).toBe(503)
    expect(sante.headers.get('retry-after')).toBe('5')
    expect(await sante.json()).toMatchObject({ etat: 'base-absente', base: null })
    const { texte } = await direction.get('/sujets')
    const style = /href="(\/statique\/[^"]+\.css)"/.exec(texte)![1]!
    expect((await direction.get(style)).statut).toBe(200)
  })

  it('le processus reste en vie, et son journal ne porte ni mot de passe ni adresse de la base', () => {
    expect(serveur.processus.exitCode).toBeNull()
    expect(serveur.sortie()).not.toContain(url('maillage_app'))
  })
})

describe('la base revenue', () => {
  beforeAll(async () => {
    await allumer()
    await jusqua(
      'le serveur sert de nouveau',
      async () => (await fetch(`${serveur.adresse}/sante`)).status === 200,
    )
  })

  it('sert sans relance, avec les mêmes sessions', async () => {
    expect((await direction.get('/tableau-de-bord')).statut).toBe(200)
  })

  it('le formulaire renvoyé crée une seule chose', async () => {
    for (const _fois of [1, 2]) expect((await direction.post('/sujets', sujet)).statut).toBe(303)
    const [compte] = await lignes<{ n: number }>(
      url('maillage_proprietaire'),
      'select count(*)::int as n from sujet where question = $1',
      [sujet['question']],
    )
    expect(compte!.n).toBe(1)
  })

  it('les tâches et le journal reprennent d’eux-mêmes', async () => {
    const courriel = 'direction.cdg53@demonstration.invalid'
    expect((await visiteur(serveur.adresse).post('/connexion/envoyer', { courriel })).statut).toBe(200)
    await jusqua(
      'le lien demandé est arrivé',
      async () =>
        (
          await lignes(
            url('maillage_taches'),
            'select from pgboss.boite_demonstration where destinataire = $1 and texte like $2',
            [courriel, '%/connexion/lien?jeton=%'],
          )
        ).length === 1,
    )
    await jusqua(
      'le journal est enchaîné',
      async () =>
        (await lignes(url('maillage_proprietaire'), 'select from journal where maillon is null')).length ===
        0,
    )
    expect(
      await lignes(
        url('maillage_proprietaire'),
        `select maillon::int as maillon from journal where resume like '%pendant la panne%'`,
      ),
    ).toEqual([{ maillon: expect.any(Number) }])
  })
})
