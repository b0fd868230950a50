import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Services } from '#platform/http/services.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { type DemandeLue, lockDemande } from '../demandes.queries.ts'
import { coteDe, ecrireEvenement } from '../dossier/agir.ts'
import type { RefusDemande } from '../expliquer.ts'
import { prevenirLePorteur, prevenirUnCentre } from '../relances/prevenir-un-centre.ts'

type Issue = Promise<Result<{ readonly id: string }, RefusDemande>>
type Moyens = Pick<Services, 'base' | 'courriel' | 'adresse'>

/** Members to which a file may be shown: every one but those that already hold it. */
export const listCentres = (tx: Tx, { guichetId, traitantId }: DemandeLue, jour: Jour): Promise<Centre[]> =>
  listAutresCentres(tx, [guichetId, traitantId], jour)

type Centre = { id: string; libelle: string }

/** Members today, but for these. */
export async function listAutresCentres(tx: Tx, sauf: readonly string[], jour: Jour): Promise<Centre[]> {
  const { rows } = await sql<Centre>`
    select m.organisme_id as id, m.libelle from membre m where m.organisme_id <> all (${[...sauf]}::uuid[])
      and m.du <= ${jour} and (m.au is null or m.au >= ${jour}) order by m.ordre`.execute(tx)
  return rows
}

export type VersUnCentre = {
  readonly centre: string
  readonly texte: string
  readonly avant: Jour | null
  readonly traiter: boolean
}

/** Asks a centre for its opinion, or shares the file with it. In both cases it may read from then on, and the act is written. */
export const solliciter = (
  moyens: Moyens,
  acteur: Acteur,
  id: string,
  quoi: 'avis' | 'partager',
  version: number,
  saisie: VersUnCentre,
  maintenant: Date,
): Issue =>
  moyens.base.enTantQue(acteur, async (tx) => {
    const demande = await lockDemande(tx, id)
    if (!demande) return refuser({ code: 'introuvable' as const })
    if (coteDe(acteur, demande) !== 'cdg') return refuser({ code: 'lecture-seule' as const })
    if (demande.version !== version) return refuser({ code: 'page-perimee' as const })
    const centre = (await listCentres(tx, demande, jourDe(maintenant))).find((c) => c.id === saisie.centre)
    if (!centre)
      return refuser({
        code: 'inconnu' as const,
        champ: 'centre',
        phrase: 'Choisissez un autre centre de la coopération.',
      })
    if (saisie.texte.length < 3)
      return refuser({
        code: quoi === 'avis' ? ('question-manquante' as const) : ('motif-manquant' as const),
      })
    if (quoi === 'avis' && saisie.avant === null) return refuser({ code: 'date-manquante' as const })
    if (saisie.avant !== null && saisie.avant < jourDe(maintenant))
      return refuser({ code: 'date-passee' as const })
    await ouvrirA(tx, acteur, demande, quoi, centre, saisie, maintenant)
    const phrase =
      quoi === 'avis'
        ? 'un avis vous est demandé'
        : saisie.traiter
          ? 'à traiter par votre centre'
          : 'partagée avec votre centre'
    await prevenirUnCentre(tx, moyens, demande, centre.id, phrase, maintenant)
    return accepter({ id })
  })

async function ouvrirA(
  tx: Tx,
  acteur: Acteur,
  demande: DemandeLue,
  quoi: 'avis' | 'partager',
  centre: { readonly id: string; readonly libelle: string },
  saisie: VersUnCentre,
  maintenant: Date,
): Promise<void> {
  const commun = { id: nouvelId(+maintenant), cooperation_id: acteur.cooperationId, demande_id: demande.id }
  const par = `${acteur.nom}, ${acteur.libelle}`
  const { texte, avant } = saisie
  if (quoi === 'avis')
    await tx
      .insertInto('demande_avis')
      .values({
        ...commun,
        sollicite_id: centre.id,
        question: texte,
        avant: avant!,
        demande_le: maintenant,
        demande_par: par,
      })
      .execute()
  else
    await tx
      .insertInto('demande_partage')
      .values({
        ...commun,
        avec_id: centre.id,
        motif: texte,
        jusquau: avant,
        fait_le: maintenant,
        fait_par: par,
        traiter: saisie.traiter,
      })
      .execute()
  await sql`update demande set acces = case when acces @> array[${centre.id}::uuid] then acces else acces || ${centre.id}::uuid end,
      traitant_id = case when ${quoi === 'partager' && saisie.traiter} then ${centre.id}::uuid else traitant_id end,
      responsable_id = case when ${quoi === 'partager' && saisie.traiter} then null else responsable_id end
    where id = ${demande.id}`.execute(tx)
  await ecrireEvenement(
    tx,
    acteur,
    demande,
    {
      geste: quoi === 'avis' ? 'demander_avis' : 'partager',
      ancien: demande.etat,
      nouveau: demande.etat,
      texte: quoi === 'avis' ? '' : texte,
      donnees:
        quoi === 'avis' ? { a: centre.libelle } : { avec: centre.libelle, ...(avant && { jusquau: avant }) },
    },
    maintenant,
  )
  await consigner(tx, acteur, maintenant, {
    action: quoi === 'avis' ? 'demande.demander_avis' : 'demande.partager',
    objet: { type: 'demande', id: demande.id },
    resume: `Demande ${demande.numero} : ${quoi === 'avis' ? 'avis demandé au' : 'partagée avec le'} ${centre.libelle}`,
  })
}

/** The centre asked gives its opinion: read by the centres, and its existence by the town hall. */
export const rendreAvis = (
  moyens: Moyens,
  acteur: Acteur,
  avisId: string,
  version: number,
  texte: string,
  maintenant: Date,
): Issue =>
  moyens.base.enTantQue(acteur, async (tx) => {
    const lire = () =>
      tx
        .selectFrom('demande_avis')
        .select(['demande_id', 'sollicite_id', 'version', 'rendu_le', 'fini_le'])
        .where('id', '=', avisId)
        .executeTakeFirst()
    const vu = await lire()
    // The request first, then what hangs on it: the same order everywhere, or two of them wait for each other.
    const demande = vu && (await lockDemande(tx, vu.demande_id))
    const avis = demande && (await lire())
    if (!avis || !demande) return refuser({ code: 'introuvable' as const })
    if (avis.sollicite_id !== acteur.organismeId) return refuser({ code: 'lecture-seule' as const })
    if (texte.length < 2) return refuser({ code: 'texte-manquant' as const })
    if (avis.version !== version || avis.rendu_le || avis.fini_le)
      return refuser({ code: 'page-perimee' as const })
    await tx
      .updateTable('demande_avis')
      .set({ reponse: texte, rendu_le: maintenant, rendu_par: acteur.nom })
      .where('id', '=', avisId)
      .execute()
    await tx
      .updateTable('demande')
      .set({ fait_nouveau: `Avis rendu par le ${acteur.libelle}` })
      .where('id', '=', demande.id)
      .execute()
    await ecrireEvenement(
      tx,
      acteur,
      demande,
      { geste: 'rendre_avis', ancien: demande.etat, nouveau: demande.etat },
      maintenant,
    )
    await prevenirLePorteur(tx, moyens, demande, `avis rendu par le ${acteur.libelle}`, maintenant)
    return accepter({ id: demande.id })
  })
