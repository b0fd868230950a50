import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Services } from '#platform/http/services.ts'
import { consigner } from '#platform/journal/consigner.ts'
import { type Acteur, signatureDe } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { dateLongue } from '#shared/typographie.ts'
import { type DemandeLue, listEvenements, lockDemande } from '../demandes.queries.ts'
import { enParts, reunir } from '../domain/doublons.ts'
import { coteDe, ecrireEvenement, faire } from '../dossier/agir.ts'
import type { RefusDemande } from '../expliquer.ts'
import { prevenirDans } from '../relances/prevenir.ts'

/**
 * Closes a request that was sent twice: what it said and its files go on in the one kept, both say it, and the town hall is told. What was
 * written between centres alone stays where it was.
 * @param version of the request to close: a stale page closes nothing
 */
export const reunirLesDemandes = (
  moyens: Pick<Services, 'base' | 'courriel' | 'adresse' | 'secret' | 'reception'>,
  acteur: Acteur,
  doublonId: string,
  gardeeId: string,
  version: number,
  maintenant: Date,
): Promise<Result<{ readonly gardee: DemandeLue }, RefusDemande>> =>
  moyens.base.enTantQue(acteur, async (tx) => {
    // Always in the same order: two people who put them together the other way round wait for each other.
    const tenues = new Map<string, DemandeLue | undefined>()
    for (const id of [doublonId, gardeeId].sort()) tenues.set(id, await lockDemande(tx, id))
    const [doublon, gardee] = [tenues.get(doublonId), tenues.get(gardeeId)]
    if (!doublon || !gardee) return refuser({ code: 'introuvable' as const })
    if ([doublon, gardee].some((demande) => coteDe(acteur, demande) !== 'cdg'))
      return refuser({ code: 'lecture-seule' as const })
    if (doublon.version !== version) return refuser({ code: 'page-perimee' as const })
    const possible = reunir(gardee, doublon)
    if (!possible.ok) return possible
    const saisie = { texte: '', avant: null, tiers: gardee.numero ?? '' }
    const fait = await faire(tx, acteur, doublon, 'reunir', 'cdg', saisie, maintenant)
    if (!fait.ok) return fait
    await tx
      .insertInto('demande_reunion')
      .values({
        demande_id: doublon.id,
        cooperation_id: acteur.cooperationId,
        avec_id: gardee.id,
        fait_le: maintenant,
        fait_par: signatureDe(acteur).slice(0, 200),
      })
      .execute()
    await accueillir(tx, acteur, gardee, doublon, maintenant)
    await prevenirDans(tx, moyens, doublon, { quoi: 'reunir', versMairie: true }, maintenant)
    return accepter({ gardee })
  })

/** What one fact of the thread holds. */
const PART_AU_PLUS = 8_000

/** What the closed request said, and its files, under the one kept. */
async function accueillir(
  tx: Tx,
  acteur: Acteur,
  gardee: DemandeLue,
  doublon: DemandeLue,
  maintenant: Date,
): Promise<void> {
  const parts = enParts(recit(doublon, await listEvenements(tx, doublon.id)), PART_AU_PLUS)
  const ecrits: string[] = []
  for (const [rang, texte] of parts.entries())
    ecrits.push(
      await ecrireEvenement(
        tx,
        acteur,
        gardee,
        {
          geste: 'accueillir',
          ancien: gardee.etat,
          nouveau: gardee.etat,
          texte,
          donnees: {
            doublon: doublon.numero ?? '',
            ...(parts.length > 1 && { part: `${rang + 1} sur ${parts.length}` }),
          },
        },
        maintenant,
      ),
    )
  const evenementId = ecrits[0]!
  await sql`insert into demande_piece (id, cooperation_id, demande_id, evenement_id, fichier_id)
    select gen_random_uuid(), p.cooperation_id, ${gardee.id}, ${evenementId}, p.fichier_id from demande_piece p
    join demande_evenement e on e.id = p.evenement_id and e.visible = 'tous' where p.demande_id = ${doublon.id}`.execute(
    tx,
  )
  await tx
    .updateTable('demande')
    .set({ fait_nouveau: `Demande ${doublon.numero ?? ''} réunie à celle-ci` })
    .where('id', '=', gardee.id)
    .execute()
  await consigner(tx, acteur, maintenant, {
    action: 'demande.accueillir',
    objet: { type: 'demande', id: gardee.id },
    resume: `Demande ${doublon.numero} réunie à la demande ${gardee.numero}`,
  })
}

const recit = (
  { objet, donnees }: DemandeLue,
  evenements: readonly {
    readonly visible: string
    readonly texte: string
    readonly acteur: string
    readonly survenuLe: Date
  }[],
): string =>
  [
    objet,
    ...Object.values(donnees).map(({ libelle, valeur }) => `${libelle} : ${valeur}`),
    ...evenements.flatMap(({ visible, texte, acteur, survenuLe }) =>
      visible === 'tous' && texte ? [`${acteur}, ${dateLongue(jourDe(survenuLe))} : ${texte}`] : [],
    ),
  ].join('\n\n')
