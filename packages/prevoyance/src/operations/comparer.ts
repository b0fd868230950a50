import { court, estObjet, type Json, NombreJson } from './json/json.ts'
import type { Valeur } from './operation.ts'
import type { Reponse } from './repondre.ts'

/**
 * What an answer lacks of what was expected, in French, one line per difference. Fields of `attendu` must be equal; the answer
 * may hold more. `attendu.erreur` is compared with the error.
 */
export function ecarts(attendu: { readonly [champ: string]: Json }, reponse: Reponse): readonly string[] {
  const { erreur, ...champs } = attendu
  const obtenus: { readonly [champ: string]: Valeur | undefined } = reponse.sortie ?? {}
  return [
    ...Object.entries(champs).flatMap(([champ, valeur]) => differences(champ, valeur, obtenus[champ])),
    ...(erreur === undefined
      ? []
      : differences('erreur', erreur, reponse.erreur ? { ...reponse.erreur } : undefined)),
  ]
}

function differences(chemin: string, attendu: Json, obtenu: Valeur | undefined): string[] {
  if (Array.isArray(attendu)) {
    if (!Array.isArray(obtenu) || obtenu.length !== attendu.length) return [dire(chemin, attendu, obtenu)]
    return attendu.flatMap((valeur: Json, i) =>
      differences(`${chemin}[${i}]`, valeur, (obtenu as readonly Valeur[])[i]),
    )
  }
  if (estObjet(attendu)) {
    if (typeof obtenu !== 'object' || obtenu === null || Array.isArray(obtenu))
      return [dire(chemin, attendu, obtenu)]
    const champs = obtenu as { readonly [champ: string]: Valeur | undefined }
    return Object.entries(attendu).flatMap(([champ, valeur]) =>
      differences(`${chemin}.${champ}`, valeur, champs[champ]),
    )
  }
  const voulu = attendu instanceof NombreJson ? Number(attendu.texte) : attendu
  return voulu === obtenu ? [] : [dire(chemin, attendu, obtenu)]
}

const enTexte = (valeur: unknown): string =>
  valeur === undefined
    ? 'rien'
    : JSON.stringify(valeur, (_cle, v) => (v instanceof NombreJson ? Number(v.texte) : v))

const dire = (chemin: string, attendu: Json, obtenu: Valeur | undefined): string =>
  `${chemin} : attendu ${court(enTexte(attendu), 400)}, obtenu ${court(enTexte(obtenu), 400)}`
