// kill −9 of the application while mail comes in: what was acknowledged is kept, what is sent again exists once.
import { once } from 'node:events'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { adresseDeReponse } from '../../src/modules/demandes/courriels/adresse.ts'
import { demarrerServeur, dossierJetable, portLibre, type ServeurDeTest } from '../serveur.ts'
import { lignes, urlDeLaBase } from './base.ts'
import { copierDonnees } from './installation.ts'

const SECRET = 'un secret de test assez long pour signer'
const DOMAINE = 'reponses.exemple.fr'
const MESSAGES = 24
const MORTS = 3
const dossier = dossierJetable()
const donnees = join(dossier.chemin, 'donnees')
let env: Record<string, string>
let serveur: ServeurDeTest

beforeAll(async () => {
  copierDonnees(inject('demonstration'), donnees)
  env = {
    DONNEES: donnees,
    PORT: String(await portLibre()),
    SECRET,
    RECEPTION_DOMAINE: DOMAINE,
    RECEPTION_PORT: String(await portLibre()),
  }
  serveur = await demarrerServeur(env)
})
afterAll(async () => {
  await serveur.arreter()
  dossier.supprimer()
})

it('aucun message acquitté ne se perd, aucun n’entre deux fois', async () => {
  const [demande] = await lignes<{ id: string; courriel: string }>(
    await urlDeLaBase(donnees),
    `select d.id, p.courriel from demande d join personne p on p.id = d.auteur_id
     where d.etat = 'REPONDUE' and p.courriel = 'secretariat.partage@demonstration.invalid' order by d.id limit 1`,
  )
  const { id, courriel } = demande!
  const envoyer = (n: number) =>
    createTransport({ host: '127.0.0.1', port: Number(env['RECEPTION_PORT']), ignoreTLS: true }).sendMail({
      from: courriel,
      to: adresseDeReponse(SECRET, DOMAINE, 'fil', id, courriel),
      subject: `Message ${n}`,
      text: `Message ${n}.`,
      messageId: `<${n}@mairie.exemple.fr>`,
    })
  /** As a mail server does: the same message until it is acknowledged. */
  const jusquaAcquitte = async (n: number): Promise<number> => {
    for (let essais = 1; ; essais += 1) {
      const acquitte = await envoyer(n).then(
        () => true,
        () => false,
      )
      if (acquitte) return essais
      await new Promise((suite) => setTimeout(suite, 20))
    }
  }
  let essais = 0
  for (let vague = 0; vague < MORTS; vague += 1) {
    const envois = Array.from({ length: MESSAGES / MORTS }, (_, n) =>
      jusquaAcquitte(vague * (MESSAGES / MORTS) + n),
    )
    // Killed as soon as one message of the wave is acknowledged, the others on their way.
    await Promise.race(envois)
    const mort = once(serveur.processus, 'exit')
    serveur.processus.kill('SIGKILL')
    await mort
    serveur = await demarrerServeur(env)
    for (const n of await Promise.all(envois)) essais += n
  }
  // Each one once more: its server did not hear the answer.
  await Promise.all(Array.from({ length: MESSAGES }, (_, n) => jusquaAcquitte(n)))
  const textes = await lignes<{ texte: string }>(
    await urlDeLaBase(donnees),
    "select texte from demande_evenement where demande_id = $1 and donnees ? 'courriel' order by texte",
    [id],
  )
  const attendus = Array.from({ length: MESSAGES }, (_, n) => `Message ${n}.`).sort()
  expect(textes.map(({ texte }) => texte).sort()).toEqual(attendus)
  expect(essais).toBeGreaterThanOrEqual(MESSAGES)
}, 300_000)
