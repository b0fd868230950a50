import { inscrireOrganismes, type OrganismeVoulu } from '#modules/annuaire'
import { installerInstance, type Prereglage } from '#modules/gouvernance'
import type { Base, Tx } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'

export type MembreChoisi = OrganismeVoulu

export type NouvelleCooperation = {
  /** Drawn with the link of the first access: a link creates one cooperation. */
  readonly id: string
  readonly nom: string
  readonly niveau: 'regional' | 'interregional' | 'national' | 'thematique'
  readonly regions: readonly string[]
  readonly membres: readonly MembreChoisi[]
  readonly coordonnateur: string
  readonly instance: string
  readonly prereglage: Prereglage
  readonly personne: { readonly nom: string; readonly courriel: string }
}

const cle = ({ type, departement }: MembreChoisi): string => `${type}:${departement}`
const libelleDe = ({ type, departement }: MembreChoisi): string =>
  `${type === 'cdg' ? 'CDG' : 'Dép.'} ${departement}`

/** Creates a cooperation with its members, its first instance and the person who will coordinate it. One transaction, once per link. */
export const creerCooperation = (base: Base, demande: NouvelleCooperation, maintenant: Date) =>
  base.enTantQueSysteme('premier accès', demande.id, async (tx) => {
    if (demande.membres.length < 2) return refuser({ code: 'trop-peu-de-membres' as const })
    const aujourdhui = jourDe(maintenant)
    // The identifier comes from the link: of two people who open it at once, the second waits here and learns that it has served.
    const creee = await tx
      .insertInto('cooperation')
      .values({ id: demande.id, nom: demande.nom, niveau: demande.niveau, regions: [...demande.regions] })
      .onConflict((conflit) => conflit.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!creee) return refuser({ code: 'lien-deja-utilise' as const })
    const organismes = await inscrireOrganismes(tx, demande.membres, 'premier accès')
    const coordonnateur =
      organismes.find((organisme) => cle(organisme) === demande.coordonnateur) ?? organismes[0]!
    await tx
      .insertInto('membre')
      .values(
        organismes.map((organisme, rang) => ({
          cooperation_id: demande.id,
          organisme_id: organisme.id,
          libelle: libelleDe(organisme),
          territoire: organisme.territoire,
          role: organisme === coordonnateur ? ('coordonnateur' as const) : ('membre' as const),
          ordre: rang + 1,
          du: aujourdhui,
        })),
      )
      .execute()
    await installerInstance(tx, {
      cooperationId: demande.id,
      nom: demande.instance,
      prereglage: demande.prereglage,
      organismes: organismes.map(({ id }) => id),
    })
    const personneId = await inscrire(tx, demande, coordonnateur.id, aujourdhui)
    const auteur = {
      cooperationId: demande.id,
      organismeId: coordonnateur.id,
      personneId,
      nom: demande.personne.nom,
      libelle: libelleDe(coordonnateur),
    }
    await consigner(tx, auteur, maintenant, {
      action: 'cooperation.creer',
      objet: { type: 'cooperation', id: demande.id },
      resume: `Coopération créée : ${demande.nom}`,
    })
    return accepter({ cooperationId: demande.id, organismeId: coordonnateur.id })
  })

async function inscrire(
  tx: Tx,
  { id, personne }: NouvelleCooperation,
  organismeId: string,
  aujourdhui: Jour,
): Promise<string> {
  const personneId = nouvelId()
  await tx
    .insertInto('personne')
    .values({ cooperation_id: id, id: personneId, nom: personne.nom, courriel: personne.courriel })
    .execute()
  await tx
    .insertInto('mandat')
    .values({
      id: nouvelId(),
      cooperation_id: id,
      organisme_id: organismeId,
      personne_id: personneId,
      fonction: 'coordination',
      du: aujourdhui,
    })
    .execute()
  return personneId
}
