// A table given to an import, and its preview confirmed, as a person does both.
import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import { lisible, type Visiteur } from '../application.ts'
import { envoyerFichier } from './envoi.ts'

/** Gives a table to the import of that kind; the address of its preview. */
export async function deposerTable(
  visiteur: Visiteur,
  genre: string,
  contenu: string | Uint8Array,
  nom = `${genre}.csv`,
): Promise<string> {
  const reponse = await envoyerFichier(visiteur, `/imports/${genre}`, { nom, contenu })
  expect(reponse.statusCode, lisible(reponse.body)).toBe(303)
  return reponse.headers.location!
}

/** Confirms the preview shown at `adresse`, or the one that had this `empreinte`. */
export async function confirmerImport(
  visiteur: Visiteur,
  adresse: string,
  empreinte?: string,
): Promise<LightMyRequestResponse> {
  const lue = /name="empreinte" value="([0-9a-f]+)"/.exec((await visiteur.get(adresse)).body)?.[1]
  return visiteur.post(`${adresse.split('?')[0]}/confirmer`, { empreinte: empreinte ?? lue ?? '' })
}
