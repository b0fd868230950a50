// dist/ is built once per run: by this set-up, or by `npm test` for all its runners (which then says DIST=pret).
import { construire } from '../scripts/construire.ts'

export default async function preparerDist(): Promise<void> {
  if (process.env['DIST'] !== 'pret') await construire()
}
