import departements from '@etalab/decoupage-administratif/data/departements.json' with { type: 'json' }
import regions from '@etalab/decoupage-administratif/data/regions.json' with { type: 'json' }
import type { Base } from '#platform/base/base.ts'

const AUCUNE_COOPERATION = '00000000-0000-0000-0000-000000000000'

/**
 * Puts the regions and départements of the official geographic code in the base (INSEE, through @etalab/decoupage-administratif).
 * Repeatable: what is known is left as it is.
 */
export const installerTerritoires = (base: Base): Promise<void> =>
  base.enTantQueSysteme('code officiel géographique', AUCUNE_COOPERATION, async (tx) => {
    await tx
      .insertInto('region')
      .values(regions.map(({ code, nom }) => ({ code, nom })))
      .onConflict((c) => c.doNothing())
      .execute()
    await tx
      .insertInto('departement')
      .values(departements.map(({ code, nom, region }) => ({ code, nom, region_code: region })))
      .onConflict((c) => c.doNothing())
      .execute()
  })
