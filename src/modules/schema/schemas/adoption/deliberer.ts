import type { Base } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { accepter, refuser } from '#shared/result.ts'
import { type ActeAdoption, enregistrerAdoption } from '../../domain/adoption.ts'
import { tientLaLigne } from '../../domain/droits.ts'
import { tracer } from '../../tracer.ts'
import { lockSchema } from '../schemas.repository.ts'

/** Records what a member did of the text. Its own people only; until the signature, they may correct it. */
export const delibererSurLeSchema = (
  base: Base,
  acteur: Acteur,
  schemaId: string,
  organismeId: string,
  version: number,
  acte: ActeAdoption,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLaLigne(acteur, { organismeId })) return refuser({ code: 'interdit' as const })
    const schema = await lockSchema(tx, schemaId)
    const ligne = schema?.adoptions.find((adoption) => adoption.organismeId === organismeId)
    if (!schema || !ligne) return refuser({ code: 'introuvable' as const })
    if (ligne.version !== version) return refuser({ code: 'page-perimee' as const })
    const issue = enregistrerAdoption(
      { enDeliberation: schema.statut === 'deliberation', arreteLe: schema.arreteLe },
      acte,
      jourDe(maintenant),
    )
    if (!issue.ok) return issue
    await tx
      .updateTable('schema_adoption')
      .set({
        avis: acte.avis,
        numero_acte: acte.numeroActe,
        date_acte: acte.dateActe,
        vote_pour: acte.vote?.pour ?? null,
        vote_contre: acte.vote?.contre ?? null,
        vote_abstention: acte.vote?.abstention ?? null,
        signe_le: acte.signeLe,
        note: acte.note,
      })
      .where('schema_id', '=', schemaId)
      .where('tour', '=', schema.tour)
      .where('organisme_id', '=', organismeId)
      .execute()
    await tracer(tx, acteur, maintenant, {
      objet: `schema:${schemaId}`,
      geste: 'deliberer',
      avant: {
        avis: ligne.avis,
        numeroActe: ligne.numeroActe,
        dateActe: ligne.dateActe,
        signeLe: ligne.signeLe,
      },
      apres: { ...acte, membre: acteur.libelle },
    })
    await consigner(tx, acteur, maintenant, {
      action: 'schema.deliberer',
      objet: { type: 'schema', id: schemaId },
      resume: `${acteur.libelle}, avis ${acte.avis} sur « ${schema.titre} »`,
      donnees: { organismeId, avis: acte.avis },
    })
    return accepter({ avis: acte.avis })
  })
