// A person in front of the application, as her browser is: cookies, forms, redirections shown and not followed.
import { listRoles } from '../navigateur.ts'

export type Reponse = { readonly statut: number; readonly vers: string | null; readonly texte: string }

export type Personne = {
  get(chemin: string): Promise<Reponse>
  post(chemin: string, champs?: Readonly<Record<string, string | readonly string[]>>): Promise<Reponse>
  /** The cookies she holds, as a header. */
  cookie(): string
}

/** A visitor of the server at `adresse`. */
export function visiteur(adresse: string): Personne {
  const cookies = new Map<string, string>()
  const cookie = () => [...cookies].map(([nom, valeur]) => `${nom}=${valeur}`).join('; ')
  const demander = async (chemin: string, options: RequestInit = {}): Promise<Reponse> => {
    const reponse = await fetch(adresse + chemin, {
      ...options,
      redirect: 'manual',
      headers: {
        cookie: cookie(),
        'sec-fetch-site': 'same-origin',
      },
    })
    for (const ligne of reponse.headers.getSetCookie()) {
      const [, nom, valeur] = /^([^=]+)=([^;]*)/.exec(ligne)!
      if (valeur === '' || /max-age=0/i.test(ligne)) cookies.delete(nom!)
      else cookies.set(nom!, valeur!)
    }
    return { statut: reponse.status, vers: reponse.headers.get('location'), texte: await reponse.text() }
  }
  return {
    cookie,
    get: (chemin) => demander(chemin),
    post(chemin, champs = {}) {
      const corps = new URLSearchParams()
      for (const [champ, valeur] of Object.entries(champs))
        for (const v of [valeur].flat()) corps.append(champ, v)
      return demander(chemin, { method: 'POST', body: corps })
    },
  }
}

/** Enters as a role of the demonstration, by words of its label, organisation or cooperation. */
export async function entrer(adresse: string, ...mots: string[]): Promise<Personne> {
  const roles = await listRoles(adresse)
  const role = roles.find(({ libelle, organisme, cooperation }) =>
    mots.every((mot) => `${libelle} ${organisme} ${cooperation}`.includes(mot)),
  )
  if (!role) throw new Error(`Aucun rôle de démonstration ne répond à : ${mots.join(', ')}`)
  const qui = visiteur(adresse)
  const { statut } = await qui.post(role.entrer)
  if (statut !== 303) throw new Error(`Entrée refusée (${statut}) : ${role.libelle}`)
  return qui
}
