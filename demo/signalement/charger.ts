// Plays the demonstration of the reporting application through its own protocol: sealed deposits, keystores, signed deeds. Everything is fictif.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alea, destinataireDe, empreinteAnnuaire, nouvelleIdentite } from '@maillage/coffre'
import { creerTrousseau, PLANCHER_COUT } from '@maillage/coffre/trousseau'
import { ajouterJours, jourDe } from '../../src/shared/dates.ts'
import { creerApplication } from '../../src/signalement/app.tsx'
import { type Base, ouvrirBase } from '../../src/signalement/base.ts'
import { empreinteAuthentification } from '../../src/signalement/bureau/bureau.routes.ts'
import type { Config } from '../../src/signalement/config.ts'
import { annuaireDe, clesDe, MEMBRES, ORGANISMES, REGION, racineDe } from './cellules.ts'
import { deposerDossiers } from './dossiers.ts'
import { parInjection } from './transport.ts'

/** Fills an empty database once; renews the directories that are about to expire. */
export async function chargerSignalement(config: Config, url: string, maintenant: Date): Promise<void> {
  const base = ouvrirBase(url, 2)
  try {
    const jour = jourDe(maintenant)
    await publierAnnuaires(base, jour)
    ecrire(
      config,
      'ancrages.json',
      ORGANISMES.map(({ organisme }) => ({
        organisme,
        racine: racineDe(organisme).publique,
        region: REGION.publique,
      })),
    )
    if (existsSync(join(config.donnees, 'demonstration.json'))) return
    await installerTrousseaux(base)
    const app = await creerApplication({
      config: { ...config, bits: 1 },
      base,
      noms: {},
      maintenant: () => maintenant,
    })
    try {
      const dossiers = await deposerDossiers(parInjection(app), new URL(config.adresse).host, jour)
      ecrire(config, 'demonstration.json', {
        membres: MEMBRES.map(({ id, nom, ou, phrase }) => ({ id, nom, ou, phrase })),
        dossiers,
      })
    } finally {
      await app.close()
    }
  } finally {
    await base.fermer()
  }
}

const ecrire = ({ donnees }: Config, nom: string, contenu: unknown): void =>
  writeFileSync(join(donnees, nom), JSON.stringify(contenu, null, 2), { mode: 0o600 })

async function publierAnnuaires(base: Base, jour: string): Promise<void> {
  for (const organisme of ORGANISMES) {
    const { rows } = await base.pool.query<{ fichier: Buffer }>(
      'select fichier from annuaire where organisme = $1 order by rang desc limit 1',
      [organisme.organisme],
    )
    const dernier =
      rows[0] &&
      (JSON.parse(rows[0].fichier.toString('utf8')).annuaire as Awaited<
        ReturnType<typeof annuaireDe>
      >['annuaire'])
    if (dernier && dernier.au >= ajouterJours(jour, 7)) continue
    const rang = dernier ? dernier.rang + 1 : 1
    const { fichier } = await annuaireDe(
      organisme,
      rang,
      dernier ? empreinteAnnuaire(dernier) : null,
      jour,
      ajouterJours(jour, 89),
    )
    await base.pool.query(
      'insert into annuaire (organisme, rang, fichier) values ($1, $2, $3) on conflict do nothing',
      [organisme.organisme, rang, Buffer.from(fichier)],
    )
  }
}

async function installerTrousseaux(base: Base): Promise<void> {
  for (const { id, phrase } of MEMBRES) {
    const secours = await destinataireDe(nouvelleIdentite(alea(32)))
    const { fichier, authentification } = await creerTrousseau(clesDe(id), phrase, secours, PLANCHER_COUT)
    const { sel, memoire, passes } = JSON.parse(new TextDecoder().decode(fichier)) as {
      sel: string
      memoire: number
      passes: number
    }
    await base.pool.query(
      'insert into membre (id, trousseau, sel, memoire, passes, authentification) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
      [id, Buffer.from(fichier), sel, memoire, passes, empreinteAuthentification(authentification)],
    )
  }
}
