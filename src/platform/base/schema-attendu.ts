import type { Base } from './base.ts'
import { lireMigrations } from './migrer.ts'

const REMEDE =
  'Lancez « npm run base -- migrer » avec DATABASE_URL_MIGRATION (rôle maillage_proprietaire), puis relancez Maillage.'
// The table of migrations does not exist, or its owner has not opened it yet.
const JAMAIS_MIGREE = new Set(['42P01', '42501'])

/**
 * The application refuses to serve on a schema older than its files; the sentence says what to run. A schema that is ahead is accepted, with
 * a warning: migrations are forward only and the other processes are being replaced.
 */
export async function refuserSchemaAncien(
  base: Base,
  dossier: string,
  avertir: (ligne: string) => void,
): Promise<void> {
  const attendues = await lireMigrations(dossier)
  const { rows } = await base.pool
    .query<{ nom: string; empreinte: string }>('select nom, empreinte from migration')
    .catch((erreur: { code?: string }) => {
      if (JAMAIS_MIGREE.has(erreur.code ?? ''))
        throw new Error(`La base désignée par DATABASE_URL n’a pas encore les tables de Maillage. ${REMEDE}`)
      throw erreur
    })
  const appliquees = new Map(rows.map(({ nom, empreinte }) => [nom, empreinte]))
  const manquantes = attendues.filter(({ nom }) => !appliquees.has(nom))
  if (manquantes.length > 0)
    throw new Error(
      `La base est plus ancienne que ce programme : il lui manque ${manquantes.length} migration(s), dont ${manquantes[0]!.nom}. ${REMEDE}`,
    )
  const changee = attendues.find(({ nom, empreinte }) => appliquees.get(nom) !== empreinte)
  if (changee)
    throw new Error(
      `La migration ${changee.nom} de ce programme n’est pas celle que la base a reçue. Relancez la version de Maillage qui a préparé cette base, ou une version plus récente.`,
    )
  const enPlus = rows.length - attendues.length
  if (enPlus > 0)
    avertir(
      `La base a ${enPlus} migration(s) de plus que ce programme : relancez-le dans la version qui les a apportées.`,
    )
}
