import { importerCommunes } from '../src/modules/annuaire/import/importer-communes.ts'
import { lireCodeOfficiel } from '../src/modules/annuaire/import/lire-code-officiel.ts'
import { installerTerritoires } from '../src/modules/annuaire/territoires.ts'
import { nommer } from '../src/modules/cooperation/personnes/personnes.ts'
import { demanderDesNouvelles } from '../src/modules/programme/relances/demander-des-nouvelles.ts'
import type { Base } from '../src/platform/base/base.ts'
import { ajouterJours, instantParis, jourDe } from '../src/shared/dates.ts'
import { type CooperationDemo, cooperations } from './donnees/cooperations.ts'
import { bretagne, centre, hautsDeFrance, paysDeLaLoire } from './donnees/programmes.ts'
import { histoireAchats } from './histoires/achats.ts'
import { histoireAdhesion } from './histoires/adhesion.ts'
import { histoireBilan } from './histoires/bilan.ts'
import { histoireBretagne } from './histoires/bretagne.ts'
import { histoireCentre } from './histoires/centre.ts'
import { histoireDemandes } from './histoires/demandes.ts'
import { histoireEmployeurs } from './histoires/employeurs.ts'
import { histoireGrandOuest } from './histoires/grand-ouest.ts'
import { histoireGroupes } from './histoires/groupes/groupes.ts'
import { histoireHautsDeFrance } from './histoires/hauts-de-france.ts'
import { histoireOuvert } from './histoires/ouvert.ts'
import { histoirePaysDeLaLoire } from './histoires/pays-de-la-loire.ts'
import { histoireCouts } from './histoires/programme/couts.ts'
import { histoireLivrables } from './histoires/programme/livrables.ts'
import { histoireProgramme } from './histoires/programme/programme.ts'
import { histoireSchema } from './histoires/schema.ts'
import { installerCooperation, type Scene } from './installer.ts'

const histoires = {
  pdl: histoirePaysDeLaLoire,
  bretagne: histoireBretagne,
  hdf: histoireHautsDeFrance,
  centre: histoireCentre,
  'grand-ouest': histoireGrandOuest,
} as const
const programmes = new Map([
  ['pdl', paysDeLaLoire],
  ['bretagne', bretagne],
  ['hdf', hautsDeFrance],
  ['centre', centre],
])

/**
 * Fills an empty database with the demonstration, once. Past séances are played through the use cases of the application, with the clock
 * they would have had: the demonstration cannot hold what the rules refuse. Dates follow `maintenant`.
 */
export async function chargerDemonstration(
  base: Base,
  maintenant: Date,
  dire: (ligne: string) => void = () => {},
): Promise<boolean> {
  const { rows } = await base.pool.query('select from cooperations_connues()')
  if (rows.length > 0) return false
  await installerTerritoires(base)
  await importerCommunes(base, await lireCodeOfficiel({ regions: ['52'] }), jourDe(maintenant))
  // A member of two cooperations is created by the first one; their histories touch nothing in common, and are told side by side.
  const scenes: [CooperationDemo, Scene][] = []
  for (const cooperation of cooperations)
    scenes.push([cooperation, await installerCooperation(base, cooperation, maintenant)])
  await Promise.all(
    scenes.map(async ([cooperation, scene]) => {
      await raconter(base, cooperation, scene, maintenant)
      dire(`  ${cooperation.nom}`)
    }),
  )
  await demanderDesNouvellesPassees(base, maintenant)
  return true
}

/** What a cooperation lived until `maintenant`, in the order in which it happened. */
async function raconter(base: Base, { cle }: CooperationDemo, scene: Scene, maintenant: Date): Promise<void> {
  await histoires[cle as keyof typeof histoires](base, scene, maintenant)
  await histoireSchema(base, cle, scene, maintenant)
  const programme = programmes.get(cle)
  if (programme) await histoireProgramme(base, scene, programme, maintenant)
  await histoireCouts(base, cle, scene, maintenant)
  if (cle === 'pdl') await histoireLivrables(base, scene, maintenant)
  await histoireGroupes(base, cle, scene, maintenant)
  await histoireBilan(base, cle, scene, maintenant)
  await histoireOuvert(base, cle, scene, maintenant)
  if (cle !== 'pdl') return
  await histoireEmployeurs(base, scene, maintenant)
  await histoireAchats(base, scene, maintenant)
  await histoireAdhesion(base, scene, maintenant)
  await histoireDemandes(base, scene, maintenant)
  await inviterSansReponse(base, scene, maintenant)
}

/** The requests for news that the last ten days would have sent. Nothing is sent, silence is seen. */
async function demanderDesNouvellesPassees(base: Base, maintenant: Date): Promise<void> {
  const courriel = { envoyer: async () => {}, envoyerSeul: async () => {} }
  for (const jours of [10, 6])
    await demanderDesNouvelles(
      base,
      { courriel, adresse: '', secret: '' },
      instantParis(ajouterJours(jourDe(maintenant), -jours), '07:30'),
    )
}

/** Somebody was invited and has not come yet: her member sees it, sends again or withdraws. Nothing is sent, the address leads nowhere. */
async function inviterSansReponse(base: Base, scene: Scene, maintenant: Date): Promise<void> {
  const courriel = { envoyer: async () => {}, envoyerSeul: async () => {} }
  await nommer(
    base,
    { courriel, adresse: '', secret: '' },
    scene.acteur('cdg49', 'direction'),
    {
      nom: 'Vice-présidence, CDG 49',
      courriel: 'vice-presidence.cdg49@exemple.invalid',
      fonction: 'vice_presidence',
      du: jourDe(maintenant),
      acte: '',
    },
    undefined,
    maintenant,
  )
}
