// npm run annuaire -- importer --france | --region 52 | --departement 44: communes and EPCI of the official geographic code.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { lireConfig } from '../src/config.ts'
import { importerCommunes } from '../src/modules/annuaire/import/importer-communes.ts'
import { lireCodeOfficiel } from '../src/modules/annuaire/import/lire-code-officiel.ts'
import { installerTerritoires } from '../src/modules/annuaire/territoires.ts'
import { ouvrirBase } from '../src/platform/base/base.ts'
import { preparerBase } from '../src/platform/base/preparer.ts'
import { demarrerServeurEmbarque } from '../src/platform/postgres-embarque/index.ts'
import { jourDe } from '../src/shared/dates.ts'

const racine = join(import.meta.dirname, '..')
const AIDE = `Usage : npm run annuaire -- importer --france
        npm run annuaire -- importer --region 52 [--region 53]
        npm run annuaire -- importer --departement 44

Met à jour les communes et les intercommunalités depuis le code officiel géographique. Se relance sans risque.
La base embarquée doit être libre (application arrêtée), sauf si DATABASE_URL désigne un serveur.`

const OPTIONS = {
  france: { type: 'boolean' },
  region: { type: 'string', multiple: true },
  departement: { type: 'string', multiple: true },
  aide: { type: 'boolean' },
} as const

/** What was typed, or null with its explanation printed: an option that is not one of ours is named, never ignored. */
function lireLigne() {
  try {
    return parseArgs({ allowPositionals: true, options: OPTIONS })
  } catch (erreur) {
    if (!String((erreur as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')) throw erreur
    const fautive = process.argv.slice(2).filter((mot) => mot.startsWith('-'))
    console.error(
      `Une option est inconnue, ou il lui manque sa valeur, parmi : ${fautive.join(' ')}.\n\n${AIDE}`,
    )
    return null
  }
}

async function principal(): Promise<void> {
  const ligne = lireLigne()
  const { france, region, departement, aide } = ligne?.values ?? {}
  if (ligne === null || aide || ligne.positionals[0] !== 'importer' || !(france || region || departement)) {
    if (ligne) console.log(AIDE)
    process.exitCode = aide ? 0 : 2
    return
  }
  const config = lireConfig(process.env, racine)
  const serveur = config.serveur
    ? null
    : await demarrerServeurEmbarque({ dossier: join(config.donnees, 'base') })
  try {
    if (serveur)
      await preparerBase((nom, role) => serveur.url(nom, role), serveur.superutilisateur, 'maillage', racine)
    const base = ouvrirBase(config.serveur?.application ?? serveur!.url('maillage', 'maillage_app'), 2)
    await installerTerritoires(base)
    const debut = Date.now()
    const millesime = await lireCodeOfficiel({
      ...(region && { regions: region }),
      ...(departement && { departements: departement }),
    })
    if (millesime.communes.length === 0)
      throw new Error(
        'Aucune commune sous ce code. Indiquez un code de région (52) ou de département (44, 2A).',
      )
    console.log(
      `Millésime ${millesime.annee} : ${millesime.communes.length} communes, ${millesime.epci.length} intercommunalités.`,
    )
    const bilan = await importerCommunes(base, millesime, jourDe(new Date()), (ligne) => console.log(ligne))
    console.log(
      `${bilan.nouvelles} commune(s) ajoutée(s), ${bilan.changees} mise(s) à jour, ${bilan.fusionnees} fusionnée(s), ${bilan.epci} intercommunalité(s) écrite(s), en ${((Date.now() - debut) / 1000).toFixed(1)} s.`,
    )
    if (bilan.sansSuite.length > 0)
      console.log(`Sans commune d’arrivée connue, gardées telles quelles : ${bilan.sansSuite.join(', ')}.`)
    await base.fermer()
  } finally {
    await serveur?.arreter()
  }
}

principal().catch((erreur: Error) => {
  console.error(`\n${erreur.message}\n`)
  process.exitCode = 1
})
