import type { Tx } from '#platform/base/base.ts'
import type { TypeOrganisme } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'

export type OrganismeVoulu = { readonly type: 'cdg' | 'departement'; readonly departement: string }
export type OrganismeSaisi = {
  readonly type: TypeOrganisme
  readonly nom: string
  readonly siren: string | null
  readonly departement: string
}
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

/**
 * One organisation of any type, typed by a person because the directory does not know it: the one of that SIREN when there is one, or of that
 * type and name in the département. Under the system role only.
 * @param source who writes it, kept beside the row
 * @returns its identifier and the name of its département; null when the official code holds no such département
 */
export async function inscrireOrganisme(
  tx: Tx,
  { type, nom, siren, departement }: OrganismeSaisi,
  source: string,
): Promise<{ readonly id: string; readonly territoire: string } | null> {
  const lieu = await tx
    .selectFrom('departement')
    .select(['code', 'nom', 'region_code'])
    .where('code', '=', departement)
    .executeTakeFirst()
  if (!lieu) return null
  const connu = await tx
    .selectFrom('organisme')
    .select('id')
    .where((eb) =>
      eb.or([
        ...(siren ? [eb('siren', '=', siren)] : []),
        eb.and([eb('type', '=', type), eb('departement_code', '=', lieu.code), eb('nom', '=', nom)]),
      ]),
    )
    .executeTakeFirst()
  const id = connu?.id ?? nouvelId()
  if (!connu)
    await tx
      .insertInto('organisme')
      .values({
        id,
        type,
        nom,
        siren,
        departement_code: lieu.code,
        region_code: lieu.region_code,
        source,
      })
      .execute()
  return { id, territoire: lieu.nom }
}
