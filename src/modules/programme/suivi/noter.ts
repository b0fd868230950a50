import type { Tx } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import { type Acteur, signatureDe } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'

export type Changement = { readonly quoi: string; readonly avant: string; readonly apres: string }

type Trace = {
  readonly genre: 'point' | 'fiche' | 'statut' | 'participation' | 'import'
  /** A verb of the trade for the journal, « action.retenir ». */
  readonly verbe: string
  readonly resume: string
  readonly note?: string
  readonly changements?: readonly Changement[]
  readonly canal?: 'application' | 'lien' | 'import'
  readonly fictif?: string | null
}

/** Writes what happened to an action where its readers see it, and in the journal. */
export async function noter(
  tx: Tx,
  acteur: Acteur,
  actionId: string,
  { genre, verbe, resume, note = '', changements = [], canal = 'application', fictif = null }: Trace,
  maintenant: Date,
): Promise<void> {
  await tx
    .insertInto('suivi_action')
    .values({
      id: nouvelId(+maintenant),
      cooperation_id: acteur.cooperationId,
      action_id: actionId,
      genre,
      resume: resume.slice(0, 500),
      note,
      changements: JSON.stringify(changements),
      canal,
      organisme_id: acteur.organismeId,
      auteur: signatureDe(acteur),
      saisi_le: maintenant,
      fictif,
    })
    .execute()
  // An import is one entry of the journal, written by the import itself.
  if (canal === 'import') return
  await consigner(tx, acteur, maintenant, {
    action: verbe,
    objet: { type: 'action', id: actionId },
    resume: resume.slice(0, 500),
  })
}

/** What differs between two states of a sheet, field by field, in the words of its readers. */
export function comparer<F extends string>(
  libelles: Readonly<Record<F, string>>,
  avant: Readonly<Record<F, string>>,
  apres: Readonly<Record<F, string>>,
): Changement[] {
  return (Object.keys(libelles) as F[])
    .filter((champ) => avant[champ] !== apres[champ])
    .map((champ) => ({ quoi: libelles[champ], avant: avant[champ], apres: apres[champ] }))
}
