import type { Base } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter } from '#shared/result.ts'
import type { Section } from '../../domain/sections.ts'
import { tracer } from '../../tracer.ts'
import { INTROUVABLE, PERIMEE, tenirEnRedaction } from '../rediger.ts'

export type ClauseSaisie = {
  readonly section: Section
  readonly titre: string
  readonly texte: string
  /** Its rank in its part; null: after the others. */
  readonly ordre: number | null
}

/** Writes a clause: a new one, or another version of one (`version` is that of the page shown). */
export const enregistrerClause = (
  base: Base,
  acteur: Acteur,
  schemaId: string,
  clauseId: string | null,
  version: number,
  saisie: ClauseSaisie,
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const lu = await tenirEnRedaction(tx, acteur, schemaId)
    if (!lu.ok) return lu
    const { clauses } = lu.valeur
    const dernier = Math.max(
      0,
      ...clauses.filter(({ section }) => section === saisie.section).map(({ ordre }) => ordre),
    )
    const avant = clauses.find(({ id }) => id === clauseId)
    if (clauseId !== null && !avant) return INTROUVABLE
    if (avant && avant.version !== version) return PERIMEE
    const meme = avant?.section === saisie.section
    const valeurs = {
      ...saisie,
      ordre: saisie.ordre ?? (avant && meme ? avant.ordre : Math.min(999, dernier + 1)),
    }
    const id = clauseId ?? nouvelId(+maintenant)
    if (avant) await tx.updateTable('schema_clause').set(valeurs).where('id', '=', id).execute()
    else {
      const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
      if (premier) return accepter({ id: premier })
      await tx
        .insertInto('schema_clause')
        .values({ id, cooperation_id: acteur.cooperationId, schema_id: schemaId, ...valeurs })
        .execute()
    }
    await tracer(tx, acteur, maintenant, {
      objet: `clause:${id}`,
      geste: avant ? 'modifier' : 'ecrire',
      avant: avant ? { section: avant.section, titre: avant.titre, texte: avant.texte } : null,
      apres: valeurs,
    })
    await consigner(tx, acteur, maintenant, {
      action: 'clause.enregistrer',
      objet: { type: 'schema', id: schemaId },
      resume: `Clause enregistrée : ${saisie.titre}`,
    })
    return accepter({ id })
  })
/** Withdraws a clause from a text being written, or brings it back: its words are kept. */
export const retirerClause = (
  base: Base,
  acteur: Acteur,
  schemaId: string,
  clauseId: string,
  version: number,
  retiree: boolean,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const lu = await tenirEnRedaction(tx, acteur, schemaId)
    if (!lu.ok) return lu
    const clause = lu.valeur.clauses.find(({ id }) => id === clauseId)
    if (!clause) return INTROUVABLE
    if (clause.version !== version) return PERIMEE
    await tx.updateTable('schema_clause').set({ retiree }).where('id', '=', clauseId).execute()
    const geste = retiree ? 'retirer' : 'retablir'
    await tracer(tx, acteur, maintenant, { objet: `clause:${clauseId}`, geste, apres: { retiree } })
    await consigner(tx, acteur, maintenant, {
      action: `clause.${geste}`,
      objet: { type: 'schema', id: schemaId },
      resume: `Clause ${retiree ? 'retirée' : 'rétablie'} : ${clause.titre}`,
    })
    return accepter({ titre: clause.titre })
  })
