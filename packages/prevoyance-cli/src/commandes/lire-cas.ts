import { type Json, lireJson } from '@maillage/prevoyance/operations'
import { ErreurUsage, type Machine } from '../machine.ts'

/** The cases of a file: a list, or a lone one (`seul`). A text that is not JSON gives its message instead. */
export type Cas =
  | { readonly ok: true; readonly seul: boolean; readonly liste: readonly Json[] }
  | { readonly ok: false; readonly message: string }

/** Reads the cases of a file or of standard input. @throws ErreurUsage without exactly one argument */
export async function lireCas(args: readonly string[], machine: Machine, commande: string): Promise<Cas> {
  const [chemin, ...trop] = args
  if (chemin === undefined || trop.length > 0)
    throw new ErreurUsage(
      `Donnez un fichier, un seul : « npm run prevoyance -- ${commande} FICHIER.json » (« - » pour l’entrée standard).`,
    )
  const lu = lireJson(await machine.lire(chemin))
  if (!lu.ok) return lu
  return Array.isArray(lu.valeur)
    ? { ok: true, seul: false, liste: lu.valeur as readonly Json[] }
    : { ok: true, seul: true, liste: [lu.valeur] }
}
