// Our messages through a real mail server: what its mailboxes hold, what it refuses, what comes back.
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import type pg from 'pg'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ecrireInvitation } from '../../src/platform/agenda/agenda.ts'
import { ouvrirPool } from '../../src/platform/base/connexion.ts'
import {
  type Courriel,
  type Expedition,
  type Message,
  ouvrirCourriel,
} from '../../src/platform/courriel/courriel.ts'
import { listEnvois } from '../../src/platform/courriel/envois.ts'
import { parSmtp } from '../../src/platform/courriel/smtp.ts'
import { listEchecs } from '../../src/platform/taches/etat.ts'
import { ouvrirTaches, type Taches } from '../../src/platform/taches/taches.ts'
import { type ApplicationDeTest, lisible, ouvrirApplication } from '../application.ts'
import { jusqua } from '../attente.ts'
import { AVEC_OPENSSL, ouvrirAutorite } from '../identites/certificats.ts'
import { portLibre } from '../serveur.ts'
import { AVEC_POSTFIX, AVEC_SASL, ouvrirPostfix, type Postfix, type Soumission } from './postfix.ts'

const EXPEDITEUR = 'ne-pas-repondre@reponses.exemple.fr'

if (AVEC_POSTFIX && AVEC_OPENSSL)
  describe('par un vrai serveur de courriel', () => {
    const dossier = mkdtempSync(join(tmpdir(), 'maillage-courriel-'))
    let t: ApplicationDeTest
    let taches: Taches
    let courriel: Courriel
    let pool: pg.Pool
    let admin: pg.Pool
    let postfix: Postfix
    let loin: SMTPServer
    let neplusCroire: () => void
    let soumission: Soumission
    /** How messages leave: tests change it. */
    let expedier: Expedition

    beforeAll(async () => {
      const [port, reception, ailleurs] = [await portLibre(), await portLibre(), await portLibre()]
      soumission = {
        nom: 'maillage',
        motDePasse: 'jamais-dans-un-journal',
        port: await portLibre(),
        enClair: await portLibre(),
      }
      const autorite = ouvrirAutorite(dossier)
      neplusCroire = autorite.croire()
      // A mail server elsewhere, which knows nobody: the relay has already said yes.
      loin = new SMTPServer({
        disabledCommands: ['AUTH', 'STARTTLS'],
        onRcptTo: (_a, _s, repondre) =>
          repondre(Object.assign(new Error('5.1.1 User unknown'), { responseCode: 550 })),
      })
      loin.listen(ailleurs, '127.0.0.1')
      await once(loin.server, 'listening')
      t = await ouvrirApplication({
        sansCourriel: true,
        env: { RECEPTION_DOMAINE: 'reponses.exemple.fr', RECEPTION_PORT: String(reception) },
      })
      postfix = ouvrirPostfix(port, {
        boites: ['agent', 'gris', 'compte'],
        ...(AVEC_SASL && { soumission }),
        relais: { 'loin.exemple.fr': ailleurs, 'reponses.exemple.fr': reception },
        tls: autorite.certifier('relais', 'IP:127.0.0.1'),
      })
      admin = ouvrirPool(t.url(inject('serveur').superutilisateur), 1)
      pool = ouvrirPool(t.url('maillage_taches'), 1)
      taches = await ouvrirTaches(t.url('maillage_taches'), () => {})
      expedier = par(`127.0.0.1:${port}`)
      courriel = await ouvrirCourriel(taches, (message, tache) => expedier(message, tache))
    }, 120_000)
    afterAll(async () => {
      await taches.arreter()
      await Promise.all([pool.end(), admin.end()])
      await t.fermer()
      postfix.arreter()
      await new Promise<void>((fini) => loin.close(() => fini()))
      neplusCroire()
      rmSync(dossier, { recursive: true })
    })

    const par = (serveur: string) =>
      parSmtp(`smtp://${serveur}`, `Maillage <${EXPEDITEUR}>`, 'maillage.exemple.fr')
    const envoyer = (champs: Partial<Message>) =>
      courriel.envoyerSeul({ a: 'agent@mairie.exemple.fr', objet: 'Objet', texte: 'Bonjour.', ...champs })

    it('arrive chiffré dans la boîte : objet accentué, texte, adresse de réponse, invitation intacte', async () => {
      const invitation = ecrireInvitation('REQUEST', {
        uid: 'seance-1@maillage',
        sequence: 0,
        titre: 'Conférence des présidences : séance d’hiver',
        description: 'Ordre du jour : élection, budget.\nÀ lire avant.',
        lieu: 'Préfecture, « salle Érable »',
        adresse: 'https://maillage.exemple.fr/seances/1',
        debutLe: new Date('2026-12-15T13:00:00Z'),
        finLe: new Date('2026-12-15T15:00:00Z'),
        organisateur: { nom: 'Coordinatrice', courriel: EXPEDITEUR },
        invite: { nom: 'Agent', courriel: 'agent@mairie.exemple.fr' },
        etabliLe: new Date('2026-11-28T10:00:00Z'),
      })
      await envoyer({
        objet: 'Séance du 15 décembre : « présidences », ordre du jour — œuvre à suivre',
        texte: `L’été à Nîmes\n.\n. seul sur sa ligne\n${'é'.repeat(1200)}\nFin.`,
        repondreA: 'reponse+abc@reponses.exemple.fr',
        agenda: { methode: 'REQUEST', contenu: invitation },
      })
      await jusqua('le message est dans la boîte', () => postfix.boite('agent').length === 1)
      const [brut] = postfix.boite('agent')
      expect(brut).toMatch(/^Received: .*\n?.*\s.*with ESMTPS/m)
      const lu = await simpleParser(brut!)
      expect(lu.subject).toBe('Séance du 15 décembre : « présidences », ordre du jour — œuvre à suivre')
      expect(lu.text!.trim()).toBe(`L’été à Nîmes\n.\n. seul sur sa ligne\n${'é'.repeat(1200)}\nFin.`)
      expect(lu.from!.value[0]!.address).toBe(EXPEDITEUR)
      expect(lu.replyTo!.value[0]!.address).toBe('reponse+abc@reponses.exemple.fr')
      expect(lu.headers.get('auto-submitted')).toBe('auto-generated')
      expect(lu.messageId).toMatch(/^<[0-9a-f-]{36}@maillage\.exemple\.fr>$/)
      expect(brut).toMatch(/Content-Type: text\/calendar;.*method=REQUEST/is)
      const piece = lu.attachments.find(
        ({ contentType }) => contentType.startsWith('text/calendar') || contentType === 'application/ics',
      )
      const uni = (texte: string) => texte.replaceAll('\r\n', '\n').trim()
      expect(uni(piece!.content.toString('utf8'))).toBe(uni(invitation))
    })

    it('une adresse refusée est mise de côté avec la phrase du serveur', async () => {
      await envoyer({ a: 'personne@mairie.exemple.fr' })
      await jusqua(
        'l’adresse refusée est mise de côté',
        async () => (await listEchecs(taches.boss, 10)).length > 0,
      )
      const [echec] = await listEchecs(taches.boss, 10)
      expect(echec).toMatchObject({ essais: 1 })
      expect(echec!.raison).toMatch(/refuse l’adresse personne@mairie\.exemple\.fr : 550 5\.1\.1/)
    })

    it('une liste grise (450) fait attendre, puis le message arrive une fois', async () => {
      postfix.faireAttendre('gris@mairie.exemple.fr')
      await envoyer({ a: 'gris@mairie.exemple.fr', objet: 'Patience' })
      const avancer = () =>
        pool.query(`update pgboss.job set start_after = now() where name = 'courriel' and state = 'retry'`)
      await jusqua('le serveur fait attendre', async () => {
        const { rows } = await pool.query(
          `select output->>'message' as dit from pgboss.job where name = 'courriel' and state = 'retry'`,
        )
        return /450 4\.2\.0/.test((rows[0] as { dit: string } | undefined)?.dit ?? '')
      })
      expect(postfix.boite('gris')).toEqual([])
      postfix.faireAttendre()
      await jusqua('le message est dans la boîte', async () => {
        await avancer()
        return postfix.boite('gris').length > 0
      })
      await jusqua(
        'aucun message n’attend plus',
        async () =>
          (
            await pool.query(
              `select from pgboss.job where name = 'courriel' and state in ('active', 'retry', 'created')`,
            )
          ).rowCount === 0,
      )
      expect(postfix.boite('gris')).toHaveLength(1)
    })

    if (AVEC_SASL)
      it('un mot de passe refusé, ou qui partirait en clair, est dit à l’exploitation ; le message attend, puis part', async () => {
        const { nom, motDePasse, port, enClair } = soumission
        const sansCompte = expedier
        const envoi = async () =>
          (await listEnvois(taches, 50)).find(
            ({ destinataire }) => destinataire === 'compte@mairie.exemple.fr',
          )
        const avancer = () =>
          pool.query(
            `update pgboss.job set start_after = now() where name = 'courriel' and state = 'retry' and start_after > now()`,
          )
        try {
          expedier = par(`${nom}:faux-${motDePasse}@127.0.0.1:${port}`)
          await envoyer({ a: 'compte@mairie.exemple.fr', objet: 'Avec un compte' })
          await jusqua('le compte est refusé', async () => (await envoi())?.etat === 'reessai')
          expect((await envoi())!.raison).toMatch(
            /refuse le compte : l’identifiant ou le mot de passe de SMTP_URL est à corriger \(535 /,
          )
          const exploitante = await t.entrer('Exploitation', 'CDG 44')
          expect(lisible((await exploitante.get('/exploitation')).body)).toContain(
            'refuse le compte : l’identifiant ou le mot de passe',
          )
          // The right password, to a server that would read it in clear: it does not leave.
          expedier = par(`${nom}:${motDePasse}@127.0.0.1:${enClair}`)
          await jusqua('la connexion en clair est refusée', async () => {
            await avancer()
            return /ne chiffre pas la connexion/.test((await envoi())!.raison ?? '')
          })
          expect(postfix.boite('compte')).toEqual([])

          expedier = par(`${nom}:${motDePasse}@127.0.0.1:${port}`)
          await jusqua('le message est parti', async () => {
            await avancer()
            return (await envoi())!.etat === 'parti'
          })
          await jusqua('le message est dans la boîte', () => postfix.boite('compte').length > 0)
        } finally {
          expedier = sansCompte
        }
        const [brut, ...autres] = postfix.boite('compte')
        expect(autres).toEqual([])
        expect(brut).toMatch(/with ESMTPSA/)
        const connexions = postfix.journal()
        expect(connexions).toMatch(/sasl_method=PLAIN, sasl_username=maillage/)
        const { rows } = await pool.query<{ tout: string }>(
          `select string_agg(j::text, ' ') as tout from pgboss.job j where name in ('courriel', 'echecs')`,
        )
        for (const texte of [brut, rows[0]!.tout, connexions]) {
          expect(texte).not.toContain(motDePasse)
          expect(texte).not.toContain(Buffer.from(`\0${nom}\0${motDePasse}`).toString('base64'))
        }
      })

    it('un avis de non-distribution revient par SMTP et entre sans jamais passer pour une réponse', async () => {
      await envoyer({ a: 'parti@loin.exemple.fr', objet: 'Convocation' })
      const courriels = async () => {
        const texte = 'select sort, entier from demande_courriel where destinataire = $1'
        return (await admin.query<{ sort: string; entier: string }>(texte, [EXPEDITEUR])).rows
      }
      await jusqua('l’avis est revenu', async () => (await courriels()).length > 0)
      const [avis] = await courriels()
      expect(avis).toMatchObject({ sort: 'quarantaine' })
      expect(avis!.entier).toContain('parti@loin.exemple.fr')
      expect(avis!.entier).toContain('User unknown')
      // Nothing answers a notice: nothing else leaves.
      expect(await courriels()).toHaveLength(1)
    })
  })
