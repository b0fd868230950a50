import type { Base } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { ajouterJours, type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { tirer } from '../domain/tirage.ts'
import type { RefusDemande } from '../expliquer.ts'
import { invitation } from './inviter.ts'
import { listCandidats } from './vagues.queries.ts'

/** A wave lasts sixty days at most: personal links do not live longer. */
const JOURS_AU_PLUS = 56

export type Vague = {
  readonly libelle: string
  readonly voulu: number
  readonly fin: Jour
  /** Seed of the draw, the one that was previewed; also what makes a form sent twice open one wave. */
  readonly graine: string
}

const non = (champ: string, phrase: string) => refuser({ code: 'inconnu' as const, champ, phrase })

/** Opens a wave: draws again what was previewed, writes one invitation a person, and sends them. One wave at a time in a cooperation. */
export const ouvrirVague = (
  base: Base,
  envoi: Pick<Services, 'courriel' | 'adresse' | 'secret'>,
  acteur: Acteur,
  { libelle, voulu, fin, graine }: Vague,
  maintenant: Date,
): Promise<Result<{ readonly id: string; readonly invites: number }, RefusDemande>> =>
  base.enTantQue(acteur, async (tx) => {
    const jour = jourDe(maintenant)
    if (fin <= jour || fin > ajouterJours(jour, JOURS_AU_PLUS))
      return non('fin', `La vague se termine après aujourd’hui, dans ${JOURS_AU_PLUS} jours au plus.`)
    const id = nouvelId(+maintenant)
    const deja = await dejaRecu(tx, acteur.cooperationId, graine, id)
    if (deja) {
      const { n } = await tx
        .selectFrom('demande_enquete')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('vague_id', '=', deja)
        .executeTakeFirstOrThrow()
      return accepter({ id: deja, invites: n })
    }
    const strates = tirer(await listCandidats(tx, jour, graine), voulu)
    const invites = strates.flatMap(({ taille, tires }) => tires.map((qui) => ({ ...qui, taille })))
    if (invites.length === 0)
      return non('voulu', 'Aucune secrétaire de mairie n’est connue : donnez d’abord leurs accès.')
    const ouverte = await tx
      .insertInto('demande_vague')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        annee: Number(jour.slice(0, 4)),
        libelle,
        ouverte_le: maintenant,
        fin_prevue: fin,
        voulu,
      })
      .onConflict((c) => c.column('cooperation_id').where('close_le', 'is', null).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!ouverte)
      return non('libelle', 'Une vague est encore ouverte : fermez-la avant d’en ouvrir une autre.')
    const envoyes = invites.map((qui) => ({ ...qui, enqueteId: nouvelId(+maintenant) }))
    await tx
      .insertInto('demande_enquete')
      .values(
        envoyes.map(({ enqueteId, personneId, organismeId, centreId, taille }) => ({
          id: enqueteId,
          cooperation_id: acteur.cooperationId,
          vague_id: id,
          organisme_id: organismeId,
          guichet_id: centreId,
          strate: taille,
          personne_id: personneId,
          envoyee_le: maintenant,
        })),
      )
      .execute()
    const { cooperation, cooperationId } = acteur
    await envoi.courriel.envoyerTous(
      tx,
      envoyes.map(({ enqueteId, centre: guichet, courriel }) =>
        invitation(
          envoi,
          cooperation,
          { enqueteId, cooperationId, numero: null, vague: libelle, finPrevue: fin, guichet, courriel },
          maintenant,
        ),
      ),
    )
    await consigner(tx, acteur, maintenant, {
      action: 'satisfaction.ouvrir_vague',
      objet: { type: 'demande_vague', id },
      resume: `${libelle} : ${invites.length} personnes interrogées jusqu’au ${fin}`,
    })
    return accepter({ id, invites: invites.length })
  })

/** Ends a wave: its links answer no more. Gives false when somebody ended it before. */
export const fermerVague = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  maintenant: Date,
): Promise<boolean> =>
  base.enTantQue(acteur, async (tx) => {
    const close = await tx
      .updateTable('demande_vague')
      .set({ close_le: maintenant })
      .where('id', '=', id)
      .where('version', '=', version)
      .where('close_le', 'is', null)
      .returning('libelle')
      .executeTakeFirst()
    if (!close) return false
    await consigner(tx, acteur, maintenant, {
      action: 'satisfaction.fermer_vague',
      objet: { type: 'demande_vague', id },
      resume: `${close.libelle} : fermée`,
    })
    return true
  })
