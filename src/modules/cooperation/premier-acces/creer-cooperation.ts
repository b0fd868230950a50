import { inscrireOrganisme, inscrireOrganismes, type OrganismeVoulu } from '#modules/annuaire'
import { installerInstance, type Prereglage } from '#modules/gouvernance'
import type { Base, Tx } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'

import type { AutreMembre } from './autres-membres.ts'

export type MembreChoisi = OrganismeVoulu

export type NouvelleCooperation = {
  /** Drawn with the link of the first access: a link creates one cooperation. */
  readonly id: string
  readonly nom: string
  readonly niveau: 'regional' | 'interregional' | 'national' | 'thematique'
  readonly regions: readonly string[]
  /** Centres de gestion and départements, which the official code names. */
  readonly membres: readonly MembreChoisi[]
  /** Members of any other type, as they were typed. */
  readonly autres: readonly AutreMembre[]
  /** Key of one of the members: « cdg:44 », « autre:1 ». */
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
    const aujourdhui = jourDe(maintenant)
    // The identifier comes from the link: of two people who open it at once, the second waits here and learns that it has served.
    const creee = await tx
      .insertInto('cooperation')
      .values({ id: demande.id, nom: demande.nom, niveau: demande.niveau, regions: [...demande.regions] })
      .onConflict((conflit) => conflit.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!creee) return refuser({ code: 'lien-deja-utilise' as const })
    const organismes = await inscrireMembres(tx, demande)
    const coordonnateur = organismes.find(({ cle }) => cle === demande.coordonnateur) ?? organismes[0]!
    await tx
      .insertInto('membre')
      .values(
        organismes.map((organisme, rang) => ({
          cooperation_id: demande.id,
          organisme_id: organisme.id,
          libelle: organisme.libelle,
          territoire: organisme.territoire,
          role: organisme === coordonnateur ? ('coordonnateur' as const) : ('membre' as const),
          ordre: rang + 1,
          du: aujourdhui,
        })),
      )
      .execute()
    await installerInstance(
      tx,
      {
        cooperationId: demande.id,
        nom: demande.instance,
        prereglage: demande.prereglage,
        organismes: organismes.map(({ id }) => id),
        par: `${demande.personne.nom}, ${coordonnateur.libelle}`,
      },
      maintenant,
    )
    const personneId = await inscrire(tx, demande, coordonnateur.id, aujourdhui)
    const auteur = {
      cooperationId: demande.id,
      organismeId: coordonnateur.id,
      personneId,
      nom: demande.personne.nom,
      libelle: coordonnateur.libelle,
    }
    await consigner(tx, auteur, maintenant, {
      action: 'cooperation.creer',
      objet: { type: 'cooperation', id: demande.id },
      resume: `Coopération créée : ${demande.nom}`,
    })
    return accepter({ cooperationId: demande.id, organismeId: coordonnateur.id })
  })

type MembreInscrit = {
  readonly cle: string
  readonly id: string
  readonly libelle: string
  readonly territoire: string
}

/** The members in the directory, each once: an organisation typed twice, or that is also ticked, is one member. */
async function inscrireMembres(
  tx: Tx,
  { membres, autres }: Pick<NouvelleCooperation, 'membres' | 'autres'>,
): Promise<MembreInscrit[]> {
  const inscrits: MembreInscrit[] = (await inscrireOrganismes(tx, membres, 'premier accès')).map(
    (organisme) => ({ ...organisme, cle: cle(organisme), libelle: libelleDe(organisme) }),
  )
  for (const autre of autres) {
    const organisme = await inscrireOrganisme(tx, { ...autre, siren: null }, 'premier accès')
    if (organisme && !inscrits.some(({ id }) => id === organisme.id))
      inscrits.push({ ...organisme, cle: autre.cle, libelle: autre.libelle })
  }
  return inscrits
}

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
