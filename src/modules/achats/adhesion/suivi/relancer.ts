import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { compte } from '#shared/typographie.ts'
import type { Envoyer } from '../../consultation/inviter.ts'
import { cheminDAdhesion } from '../../consultation/lien.ts'
import { tourDe } from '../../domain/adhesion/adhesion.ts'
import { participe } from '../../domain/droits.ts'
import { findOperation, type OperationLue } from '../../operations/operations.queries.ts'
import { adhesionsOuvertes } from '../inscrire-fait.ts'
import { type AdhesionLue, listAdhesions } from './suivi.queries.ts'

export type RefusRelance = {
  readonly code: 'interdit' | 'introuvable' | 'pas-ouverte' | 'personne-a-relancer'
}

const JOURS_ENTRE_DEUX = 7

/**
 * Writes to the employers of the actor's member that must act, have waited seven days and received nothing for seven: one message per address, with
 * each employer that waits there and what it must do.
 */
export const relancerAdhesions = (
  base: Base,
  envoyer: Envoyer,
  acteur: Acteur,
  operationId: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const operation = await findOperation(tx, operationId)
    if (!operation) return refuser<RefusRelance>({ code: 'introuvable' })
    if (!participe(acteur, operation.decision)) return refuser<RefusRelance>({ code: 'interdit' })
    if (!adhesionsOuvertes(operation)) return refuser<RefusRelance>({ code: 'pas-ouverte' })
    const { adhesions } = await listAdhesions(
      tx,
      { operationId, centreId: acteur.organismeId },
      jourDe(maintenant),
      { limite: null, decalage: 0 },
    )
    const silencieux = adhesions.filter(
      ({ attente, relanceLe, ...adhesion }) =>
        tourDe(adhesion).tour === 'employeur' &&
        attente >= JOURS_ENTRE_DEUX &&
        (!relanceLe || +maintenant - +relanceLe >= JOURS_ENTRE_DEUX * 86_400_000),
    )
    const ecrits = await ecrire(tx, envoyer, operation, acteur, silencieux, maintenant)
    if (ecrits.employeurs.size === 0) return refuser<RefusRelance>({ code: 'personne-a-relancer' })
    await noter(
      tx,
      acteur,
      operationId,
      silencieux.filter(({ employeurId }) => ecrits.employeurs.has(employeurId)),
      maintenant,
    )
    await consigner(tx, acteur, maintenant, {
      action: 'achat.adhesion.relancer',
      objet: { type: 'achat', id: operationId },
      resume: `${compte(ecrits.employeurs.size, 'employeur relancé', 'employeurs relancés')} sur son adhésion : « ${operation.titre} »`,
    })
    return accepter({ employeurs: ecrits.employeurs.size, messages: ecrits.messages })
  })

async function ecrire(
  tx: Tx,
  { courriel, adresse, secret }: Envoyer,
  operation: OperationLue,
  { cooperationId, organismeId, libelle, cooperation }: Acteur,
  silencieux: readonly AdhesionLue[],
  maintenant: Date,
): Promise<{ readonly employeurs: ReadonlySet<string>; readonly messages: number }> {
  const { rows } = await sql<{ id: string; courriel: string; employeurs: string[] }>`
    with adresses as (
      select c.courriel, array_agg(distinct e.id) as employeurs
      from achat_employeur e join contact c on c.organisme_id = e.organisme_id and c.centre_id = e.centre_id
      where e.id = any (${silencieux.map(({ employeurId }) => employeurId)}::uuid[])
        and c.role in ('executif', 'direction', 'secretariat', 'ressources_humaines') and (c.au is null or c.au >= ${jourDe(maintenant)})
      group by c.courriel
    ), liens as (
      insert into achat_lien as l (id, cooperation_id, operation_id, centre_id, courriel, envoye_le)
      select gen_random_uuid(), ${cooperationId}::uuid, ${operation.id}::uuid, ${organismeId}::uuid, courriel, ${maintenant}::timestamptz from adresses
      on conflict (operation_id, centre_id, courriel) do update set envoye_le = excluded.envoye_le
      returning id, courriel
    )
    select l.id, l.courriel, a.employeurs from liens l join adresses a using (courriel) order by l.courriel`.execute(
    tx,
  )
  for (const { id, courriel: a, employeurs } of rows) {
    const siens = silencieux.filter(({ employeurId }) => employeurs.includes(employeurId))
    const lignes = siens.map(
      ({ nom, attente, ...adhesion }) =>
        `- ${nom} : ${tourDe(adhesion).attend}, attendu depuis ${compte(attente, 'jour')}`,
    )
    await courriel.envoyer(tx, {
      a,
      objet: `Votre adhésion à faire avancer : ${operation.titre.slice(0, 90)}`,
      texte: `Bonjour,

${operation.titre} : voici ce que nous attendons.
${lignes.join('\n')}

Dites en un écran ce qui est fait, sans mot de passe ; les documents à imprimer y sont déjà remplis :
${adresse}${cheminDAdhesion(secret, { cooperationId, lienId: id }, maintenant)}

Ce lien est personnel : il ouvre toutes les collectivités où vous êtes connu à cette adresse.

${libelle}, ${cooperation}
`,
    })
  }
  return { employeurs: new Set(rows.flatMap(({ employeurs }) => employeurs)), messages: rows.length }
}

/** The date of the reminder, on the row that exists or on one that begins with it: being reminded changes no state. */
async function noter(
  tx: Tx,
  acteur: Acteur,
  operationId: string,
  relances: readonly AdhesionLue[],
  maintenant: Date,
): Promise<void> {
  await sql`insert into achat_adhesion as a (id, cooperation_id, centre_id, operation_id, employeur_id, depuis, relance_le, relances)
    select r.id, ${acteur.cooperationId}::uuid, ${acteur.organismeId}::uuid, ${operationId}::uuid, r.employeur, r.depuis, ${maintenant}::timestamptz, 1
    from jsonb_to_recordset(${JSON.stringify(
      relances.map(({ employeurId, depuisLe }) => ({
        id: nouvelId(+maintenant),
        employeur: employeurId,
        depuis: depuisLe ?? jourDe(maintenant),
      })),
    )}::jsonb) as r (id uuid, employeur uuid, depuis date)
    on conflict (employeur_id) do update set relance_le = excluded.relance_le, relances = a.relances + 1`.execute(
    tx,
  )
}
