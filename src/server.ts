import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ouvrirBase, refuserRoleTropPuissant } from '#platform/base/base.ts'
import { ouvrirPool } from '#platform/base/connexion.ts'
import { creerComptes } from '#platform/comptes/comptes.ts'
import { parBoiteDeDemonstration } from '#platform/courriel/boite.ts'
import { ouvrirCourriel } from '#platform/courriel/courriel.ts'
import { parSmtp } from '#platform/courriel/smtp.ts'
import { ouvrirFichiers } from '#platform/fichiers/fichiers.ts'
import { ouvrirDepot } from '#platform/fichiers/ouvrir.ts'
import { messageDuLien } from '#platform/http/entree/entree.tsx'
import { tenirLeJournal } from '#platform/journal/chainer.ts'
import { ouvrirTaches } from '#platform/taches/taches.ts'
import { createApp } from './app.tsx'
import type { Config } from './config.ts'

/** What fails outside any request, as one line that a program reads like those of the log, whatever its message holds. */
const dire = (quoi: string) => (erreur: Error) =>
  console.error(JSON.stringify({ level: 50, time: Date.now(), quoi, erreur: erreur.message, msg: 'erreur' }))

export type Adresses = { readonly application: string; readonly comptes: string; readonly taches: string }

/** Opens everything, listens, and returns how to stop. Nothing else of the program touches the network or the clock. */
export async function demarrer(config: Config, adresses: Adresses, journaliser = true) {
  const maintenant = () => new Date()
  const base = ouvrirBase(adresses.application)
  await refuserRoleTropPuissant(base)
  const poolComptes = ouvrirPool(adresses.comptes, 5)
  const poolTaches = ouvrirPool(adresses.taches, 2)
  const taches = await ouvrirTaches(adresses.taches, dire('tâches'))
  const expedier = config.smtp
    ? parSmtp(config.smtp.url, config.smtp.expediteur, new URL(config.adresse).hostname)
    : parBoiteDeDemonstration(poolTaches, maintenant)
  const courriel = await ouvrirCourriel(taches, expedier)
  const comptes = creerComptes({
    pool: poolComptes,
    secret: config.secret,
    adresse: config.adresse,
    maintenant,
    envoyerLien: (adresse, lien) => courriel.envoyerSeul(messageDuLien(config.adresse, adresse, lien)),
  })
  const app = await createApp({
    config,
    base,
    comptes,
    taches,
    courriel,
    fichiers: ouvrirFichiers(ouvrirDepot(config.s3, config.donnees)),
    maintenant,
    noms: JSON.parse(readFileSync(join(config.racine, 'dist/statique.json'), 'utf8')),
    journaliser,
  })
  await app.listen({ port: config.port, host: config.hote })
  const journal = tenirLeJournal(base, dire('journal'))
  return {
    app,
    async arreter() {
      await app.close()
      await Promise.all([taches.arreter(), journal.arreter()])
      await Promise.all([base.fermer(), poolComptes.end(), poolTaches.end()])
    },
  }
}
