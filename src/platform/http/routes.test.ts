import { expect, it } from 'vitest'
import { adresseDEnvoi } from './routes.ts'

const pages = new Map([
  ['/seances', '/seances'],
  ['/seances/:id', '/seances/s1'],
  ['/seances/:id/points/:pointId', '/seances/s1/points/p1?vue=seule'],
])
const INCONNU = '00000000-0000-0000-0000-000000000000'

it.each([
  ['/seances', '/seances'],
  ['/seances/:id/ouvrir', '/seances/s1/ouvrir'],
  ['/seances/:id/points/:pointId', '/seances/s1/points/p1'],
  ['/seances/:id/scrutins/:scrutinId/clore', `/seances/s1/scrutins/${INCONNU}/clore`],
  ['/mandats/:id/terminer', `/mandats/${INCONNU}/terminer`],
  ['/deconnexion', '/deconnexion'],
])('%s s’envoie à %s', (chemin, adresse) => {
  expect(adresseDEnvoi(chemin, pages)).toBe(adresse)
})
