import { estCourriel } from '#shared/courriel.ts'
import type { Jour } from '#shared/dates.ts'
import { parLibelle } from '#shared/mots.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { lireSiret, type RefusCellule } from './employeur.ts'

/** What a person does for an employer, as far as a centre needs to know whom to write to. */
export type RoleContact =
  | 'executif'
  | 'direction'
  | 'secretariat'
  | 'ressources_humaines'
  | 'finances'
  | 'prevention'
  | 'autre'

export const LIBELLES_ROLE: Readonly<Record<RoleContact, string>> = {
  executif: 'maire ou présidence',
  direction: 'direction générale',
  secretariat: 'secrétariat de mairie',
  ressources_humaines: 'ressources humaines',
  finances: 'finances',
  prevention: 'prévention',
  autre: 'autre',
}

export type ContactLu = {
  readonly siren: string
  readonly nom: string
  readonly role: RoleContact
  readonly courriel: string
  readonly telephone: string | null
  readonly au: Jour | null
}

export type Contact = ContactLu & { readonly id: string; readonly organismeId: string }

/**
 * Reads one line of the file of contacts.
 * @param cellules text by key of column; dates are already AAAA-MM-JJ
 */
export function lireContact(cellules: Readonly<Record<string, string>>): Result<ContactLu, RefusCellule> {
  const texte = (cle: string): string => (cellules[cle] ?? '').replaceAll(/\s+/g, ' ').trim()
  const faute = (cle: string, motif: string) => refuser({ cle, motif })
  const numero = lireSiret(texte('siret'))
  if (!numero.ok) return faute('siret', numero.refus)
  const nom = texte('nom')
  if (nom.length < 2 || nom.length > 160)
    return faute('nom', `Le nom compte ${nom.length} caractères : il en faut de 2 à 160.`)
  const role = parLibelle(LIBELLES_ROLE, texte('role'))
  if (role === null) {
    const roles = Object.values(LIBELLES_ROLE).map((libelle) => `« ${libelle} »`)
    return faute('role', `Ce rôle n’est pas connu. Écrivez ${roles.join(', ')}.`)
  }
  const courriel = texte('courriel').toLowerCase()
  if (!estCourriel(courriel))
    return faute(
      'courriel',
      'Ce n’est pas une adresse complète. Écrivez une seule adresse, comme mairie@blain.fr.',
    )
  const telephone = texte('telephone')
  if (telephone !== '' && !/^\+?[\d .()-]{6,29}$/.test(telephone))
    return faute('telephone', 'Ce n’est pas un numéro de téléphone. Écrivez par exemple 02 40 00 00 00.')
  return accepter({
    siren: numero.valeur.siren,
    nom,
    role,
    courriel,
    telephone: telephone || null,
    au: texte('au') || null,
  })
}

/** Employers of the centre by SIREN, contacts by key, and where an employer of another centre is. */
export type ContactsConnus = {
  readonly employeurs: ReadonlyMap<string, { readonly id: string; readonly nom: string }>
  readonly ailleurs: ReadonlyMap<string, string>
  readonly contacts: ReadonlyMap<string, Contact>
}

/** One person may hold several roles for one employer: each is a line. */
export const cleDeContact = ({
  siren,
  courriel,
  role,
}: Pick<ContactLu, 'siren' | 'courriel' | 'role'>): string => `${siren} ${role} ${courriel}`

export type LigneDeContact = {
  readonly etat: 'nouvelle' | 'changee' | 'inchangee'
  readonly libelle: string
  readonly changements: readonly { readonly cle: string; readonly avant: string; readonly apres: string }[]
  readonly ecriture: {
    readonly id: string | null
    readonly organismeId: string
    readonly lu: ContactLu
  } | null
}

/** Decides what one line does: a new contact, a change, nothing, or a refusal when the employer is not one of the centre. */
export function deciderContact(connus: ContactsConnus, lu: ContactLu): Result<LigneDeContact, RefusCellule> {
  const employeur = connus.employeurs.get(lu.siren)
  if (!employeur) {
    const ailleurs = connus.ailleurs.get(lu.siren)
    return refuser({
      cle: 'siret',
      motif: ailleurs
        ? `Cet employeur est affilié au ${ailleurs}, qui tient ses contacts.`
        : 'Cet employeur n’est pas dans votre liste. Importez-le d’abord avec vos employeurs, puis redéposez ce fichier.',
    })
  }
  const contact = connus.contacts.get(cleDeContact(lu)) ?? null
  const changements = decrire(contact, lu)
  const libelle = `${lu.nom}, ${employeur.nom}`
  if (contact && changements.length === 0)
    return accepter({ etat: 'inchangee', libelle, changements, ecriture: null })
  return accepter({
    etat: contact ? 'changee' : 'nouvelle',
    libelle,
    changements,
    ecriture: { id: contact?.id ?? null, organismeId: employeur.id, lu },
  })
}

function decrire(avant: ContactLu | null, apres: ContactLu): LigneDeContact['changements'] {
  const valeurs = (contact: ContactLu | null): Record<string, string> => ({
    nom: contact?.nom ?? '',
    role: contact ? LIBELLES_ROLE[contact.role] : '',
    courriel: contact?.courriel ?? '',
    telephone: contact?.telephone ?? '',
    au: contact?.au?.split('-').reverse().join('/') ?? '',
  })
  const [anciennes, nouvelles] = [valeurs(avant), valeurs(apres)]
  return Object.entries(nouvelles).flatMap(([cle, valeur]) =>
    valeur === anciennes[cle] ? [] : [{ cle, avant: anciennes[cle] ?? '', apres: valeur }],
  )
}
