import { sql } from 'kysely'
import type { Base } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { deNom } from '#shared/mots.ts'
import { accepter, refuser } from '#shared/result.ts'
import { estSiret } from '#shared/siret.ts'
import { publie } from '../domain/droits.ts'
import { estAdresse, type RegleActions } from '../domain/portail.ts'
import { listSirets } from './publiables.queries.ts'
import { tracerPublication } from './tracer.ts'

export type ReglagesSaisis = {
  readonly adresse: string
  readonly ouvert: boolean
  readonly presentation: string
  readonly contact: string
  readonly regleActions: RegleActions
  readonly regleSchema: boolean
  readonly regleDelais: boolean
  readonly version: number
}

/** Sets the portal of the cooperation: open or not, its address, its word of presentation, its rules. `version` 0: never set before. */
export const reglerPortail = (base: Base, acteur: Acteur, saisie: ReglagesSaisis, maintenant: Date) =>
  base.enTantQue(acteur, async (tx) => {
    if (!publie.autorise(acteur)) return refuser({ code: 'interdit' as const })
    if (!estAdresse(saisie.adresse)) return refuser({ code: 'adresse-invalide' as const })
    await sql`select pg_advisory_xact_lock(hashtext('portail:adresses'))`.execute(tx)
    const actuel = await tx.selectFrom('portail').select(['adresse', 'version']).executeTakeFirst()
    if ((actuel?.version ?? 0) !== saisie.version) return refuser({ code: 'page-perimee' as const })
    // Another cooperation's row is out of sight: the function that every visitor may ask says that an address is taken.
    const { rows } = await sql<{ id: string }>`
      select cooperation_id as id from portail_a_l_adresse(${saisie.adresse})`.execute(tx)
    if (rows.some(({ id }) => id !== acteur.cooperationId)) return refuser({ code: 'adresse-prise' as const })
    const valeurs = {
      adresse: saisie.adresse,
      ouvert: saisie.ouvert,
      presentation: saisie.presentation,
      contact: saisie.contact,
      regle_actions: saisie.regleActions,
      regle_schema: saisie.regleSchema,
      regle_delais: saisie.regleDelais,
    }
    const ecrite = actuel
      ? await tx
          .updateTable('portail')
          .set(valeurs)
          .where('version', '=', saisie.version)
          .returning('version')
          .executeTakeFirst()
      : await tx
          .insertInto('portail')
          .values({ cooperation_id: acteur.cooperationId, ...valeurs })
          .onConflict((c) => c.column('cooperation_id').doNothing())
          .returning('version')
          .executeTakeFirst()
    if (!ecrite) return refuser({ code: 'page-perimee' as const })
    await tracerPublication(tx, acteur, maintenant, {
      genre: 'portail',
      geste: 'regler',
      titre: saisie.ouvert ? `Portail ouvert à l’adresse ${saisie.adresse}` : 'Portail fermé',
    })
    return accepter({ ouvert: saisie.ouvert })
  })

export type ChiffreSaisi = {
  readonly id: string | null
  readonly libelle: string
  readonly valeur: number
  readonly approche: string
  readonly unite: string
  readonly personnes: boolean
  readonly constateLe: Jour
  readonly source: string
  readonly ordre: number
  readonly retire: boolean
  readonly version: number
}

/** Records a key figure, corrects it or withdraws it. */
export const enregistrerChiffre = (
  base: Base,
  acteur: Acteur,
  { id, version, retire, constateLe, ...saisie }: ChiffreSaisi,
  cle: string | undefined,
  maintenant: Date,
  fictif: string | null = null,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!publie.autorise(acteur)) return refuser({ code: 'interdit' as const })
    const nouveau = id ?? nouvelId(+maintenant)
    const valeurs = { ...saisie, constate_le: constateLe, retire_le: retire ? maintenant : null }
    if (id === null) {
      const premier = await dejaRecu(tx, acteur.cooperationId, cle, nouveau)
      if (premier) return accepter({ id: premier })
      await tx
        .insertInto('chiffre_public')
        .values({ id: nouveau, cooperation_id: acteur.cooperationId, fictif, ...valeurs })
        .execute()
    } else {
      const actuel = await tx
        .selectFrom('chiffre_public')
        .select('version')
        .where('id', '=', id)
        .where('retire_le', 'is', null)
        .forUpdate()
        .executeTakeFirst()
      if (!actuel) return refuser({ code: 'introuvable' as const })
      if (actuel.version !== version) return refuser({ code: 'page-perimee' as const })
      // What a person corrects is no longer the invented figure.
      await tx
        .updateTable('chiffre_public')
        .set({ ...valeurs, fictif: null })
        .where('id', '=', id)
        .execute()
    }
    await tracerPublication(tx, acteur, maintenant, {
      genre: 'chiffre',
      geste: retire ? 'retirer' : 'chiffre',
      objetId: nouveau,
      titre: saisie.libelle,
      ...(retire && { motif: 'Chiffre retiré' }),
    })
    return accepter({ id: nouveau })
  })

/** Records the SIRET of the members, for open data; empty fields are left as they were. */
export const enregistrerSirets = (
  base: Base,
  acteur: Acteur,
  saisis: readonly { readonly organismeId: string; readonly siret: string; readonly version: number }[],
  jour: Jour,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!publie.autorise(acteur)) return refuser({ code: 'interdit' as const })
    const membres = await listSirets(tx, jour)
    for (const { organismeId, siret, version } of saisis) {
      const membre = membres.find((m) => m.organismeId === organismeId)
      if (!membre) return refuser({ code: 'introuvable' as const })
      if (membre.siret === siret || (siret === '' && membre.siret === null)) continue
      if (membre.version !== version) return refuser({ code: 'page-perimee' as const })
      if (!estSiret(siret)) return refuser({ code: 'siret-faux' as const, organismeId })
      if (membre.siren && !siret.startsWith(membre.siren))
        return refuser({ code: 'siret-d-un-autre' as const, organismeId, siren: membre.siren })
      await tx
        .insertInto('portail_membre')
        .values({ cooperation_id: acteur.cooperationId, organisme_id: organismeId, siret })
        .onConflict((c) => c.columns(['cooperation_id', 'organisme_id']).doUpdateSet({ siret }))
        .execute()
      await tracerPublication(tx, acteur, maintenant, {
        genre: 'membre',
        geste: 'siret',
        objetId: organismeId,
        titre: `SIRET ${deNom(membre.libelle)}`,
      })
    }
    return accepter({})
  })
