// The process of one contender: prepares once, then shows its result or runs a round each time it is asked.
import { pathToFileURL } from 'node:url'
import type { Concurrent, ModuleConcurrent, Ordre, Reponse } from './comparer.ts'

const repondre = (reponse: Reponse) => process.send!(reponse)

process.once('message', async (concurrent: Concurrent) => {
  const { preparer } = (await import(pathToFileURL(concurrent.fichier).href)) as ModuleConcurrent
  const epreuve = await preparer(concurrent.entree)
  process.on('message', async (ordre: Ordre) => {
    try {
      if (ordre === 'resultat') return repondre({ resultat: await epreuve.resultat() })
      const debut = performance.now()
      const mesure = await epreuve.tour()
      repondre({ ms: mesure ?? performance.now() - debut, octets: process.memoryUsage.rss() })
    } catch (erreur) {
      repondre({ erreur: (erreur as Error).stack ?? String(erreur) })
    }
  })
  repondre({ pret: true })
})
process.on('disconnect', () => process.exit(0))
