import type { Tx } from '#platform/base/base.ts'
import { nouvelId } from '#shared/ids.ts'

export type OrganismeVoulu = { readonly type: 'cdg' | 'departement'; readonly departement: string }
export type OrganismeInscrit = OrganismeVoulu & {
  readonly id: string
  /** Name of the département. */
  readonly territoire: string
}

const nomParDefaut = { cdg: 'Centre de gestion', departement: 'Département' } as const

/**
 * The organisations of the directory behind a type and a département; those that it does not know yet are written in it, without SIREN until it is
 * typed or imported. Under the system role only.
 * @param source who writes them, kept beside the row
 * @returns in the order asked; a département that the official code does not hold is left out
 */
export async function inscrireOrganismes(
  tx: Tx,
  voulus: readonly OrganismeVoulu[],
  source: string,
): Promise<OrganismeInscrit[]> {
  const codes = [...new Set(voulus.map(({ departement }) => departement))]
  const departements = await tx
    .selectFrom('departement')
    .select(['code', 'nom', 'region_code'])
    .where('code', 'in', codes)
    .execute()
  const connus = await tx
    .selectFrom('organisme')
    .select(['id', 'type', 'departement_code'])
    .where('type', 'in', ['cdg', 'departement'])
    .where('departement_code', 'in', codes)
    .execute()
  const inscrits: OrganismeInscrit[] = []
  for (const voulu of voulus) {
    const departement = departements.find(({ code }) => code === voulu.departement)
    if (!departement) continue
    const connu = connus.find(
      ({ type, departement_code }) => type === voulu.type && departement_code === departement.code,
    )
    const id = connu?.id ?? nouvelId()
    if (!connu)
      await tx
        .insertInto('organisme')
        .values({
          id,
          type: voulu.type,
          nom: `${nomParDefaut[voulu.type]} (${departement.nom})`,
          departement_code: departement.code,
          region_code: departement.region_code,
          source,
        })
        .execute()
    inscrits.push({ ...voulu, id, territoire: departement.nom })
  }
  return inscrits
}
