import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { conduit, siegeALaCommission } from '../domain/droits.ts'
import { avancer, noter as consignerMarche } from '../marche/conduire-marche.ts'
import {
  etatDuRecensement,
  findMarche,
  listOffres,
  type MarcheLu,
  type OffreLue,
} from '../marche/marche.queries.ts'
import { findOperation, type OperationLue } from '../operations/operations.queries.ts'
import { type InteretLu, listChiffrages, listInterets, type PrixScelle } from './analyse.queries.ts'
import { aSceller, estEcartee } from './analyser.ts'
import { HYPOTHESE, jourDesPrix } from './chiffrer.ts'
import type { Populations } from './population.ts'

export type RefusAnalyse = {
  readonly code:
    | 'interdit'
    | 'introuvable'
    | 'pas-ouvert'
    | 'notes-closes'
    | 'interet-non-declare'
    | 'interet-lie'
    | 'notes-incompletes'
    | 'deja-scelle'
    | 'sans-recensement'
    | 'page-perimee'
}

/** Whether a person may note the bids of a lot: she declared, and is tied to none of its candidates. */
export function peutNoter(
  interet: Pick<InteretLu, 'siret'> | undefined,
  offres: readonly Pick<OffreLue, 'siret'>[],
): 'interet-non-declare' | 'interet-lie' | null {
  if (!interet) return 'interet-non-declare'
  return interet.siret !== '' && offres.some(({ siret }) => siret === interet.siret) ? 'interet-lie' : null
}

type Charge = { readonly operation: OperationLue; readonly marche: MarcheLu }
async function charger(tx: Tx, id: string): Promise<Result<Charge, RefusAnalyse>> {
  const operation = await findOperation(tx, id)
  const marche = operation && (await findMarche(tx, id))
  if (!operation || !marche) return refuser({ code: 'introuvable' })
  if (!marche.ouvertLe) return refuser({ code: 'pas-ouvert' })
  return marche.notesClosesLe ? refuser({ code: 'notes-closes' }) : accepter({ operation, marche })
}

/** Declares an interest, or none, before noting. It can be declared again until notes are closed. */
export const declarerInteret = (
  base: Base,
  acteur: Acteur,
  id: string,
  interet: { readonly siret: string; readonly nature: string },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusAnalyse>> => {
    const charge = await charger(tx, id)
    if (!charge.ok) return charge
    if (!siegeALaCommission(acteur, charge.valeur.operation.decision)) return refuser({ code: 'interdit' })
    const valeurs = { nom: acteur.nom, ...interet, declare_le: maintenant }
    await tx
      .insertInto('achat_interet')
      .values({
        operation_id: id,
        cooperation_id: acteur.cooperationId,
        organisme_id: acteur.organismeId,
        personne_id: acteur.personneId,
        ...valeurs,
      })
      .onConflict((c) => c.columns(['operation_id', 'personne_id']).doUpdateSet(valeurs))
      .execute()
    const mots = interet.siret === '' ? 'aucun lien' : 'un lien avec un candidat'
    await consignerMarche(tx, acteur, maintenant, id, 'declarer_interet', `Déclaration d’intérêts : ${mots}`)
    return accepter(null)
  })

/** Writes the notes of a member on the bids of a lot. One member, one set of notes. */
export const noterOffres = (
  base: Base,
  acteur: Acteur,
  id: string,
  lotId: string,
  notes: readonly {
    readonly offreId: string
    readonly critere: string
    readonly note: number
    readonly motif: string
  }[],
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusAnalyse>> => {
    const charge = await charger(tx, id)
    if (!charge.ok) return charge
    if (!siegeALaCommission(acteur, charge.valeur.operation.decision)) return refuser({ code: 'interdit' })
    const offres = await listOffres(tx, id, lotId)
    const interets = await listInterets(tx, id)
    const empeche = peutNoter(
      interets.find(({ personneId }) => personneId === acteur.personneId),
      offres,
    )
    if (empeche) return refuser({ code: empeche })
    const criteres = new Set(
      charge.valeur.marche.criteres.filter(({ genre }) => genre === 'note').map(({ cle }) => cle),
    )
    for (const { offreId, critere, note, motif } of notes) {
      const offre = offres.find((o) => o.id === offreId)
      if (!offre || estEcartee(offre) || !criteres.has(critere)) return refuser({ code: 'introuvable' })
      const valeurs = { note, motif, notee_le: maintenant }
      await tx
        .insertInto('achat_note')
        .values({
          offre_id: offreId,
          critere,
          organisme_id: acteur.organismeId,
          cooperation_id: acteur.cooperationId,
          operation_id: id,
          ...valeurs,
        })
        .onConflict((c) => c.columns(['offre_id', 'critere', 'organisme_id']).doUpdateSet(valeurs))
        .execute()
    }
    await consignerMarche(tx, acteur, maintenant, id, 'noter', 'Offres d’un lot notées')
    return accepter(null)
  })

/** Closes the notes: from then on all read them, with the names. Refused while a bid that counts misses a criterion; read by the system, blind to who noted. */
export const cloreNotes = async (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  maintenant: Date,
) => {
  const manquantes = await base.enTantQueSysteme('notes manquantes', acteur.cooperationId, async (tx) => {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from achat_marche m cross join lateral jsonb_array_elements(m.criteres) c
      join achat_offre o on o.operation_id = m.operation_id and not o.tardive and o.irreguliere = ''
      where m.operation_id = ${id} and c ->> 'genre' = 'note'
        and not exists (select from achat_note n where n.offre_id = o.id and n.critere = c ->> 'cle')`.execute(
      tx,
    )
    return rows[0]!.n
  })
  return base.enTantQue(acteur, async (tx): Promise<Result<null, RefusAnalyse>> => {
    const charge = await charger(tx, id)
    if (!charge.ok) return charge
    if (!conduit(acteur, charge.valeur.operation)) return refuser({ code: 'interdit' })
    if (manquantes > 0) return refuser({ code: 'notes-incompletes' })
    const issue = await avancer(
      tx,
      acteur,
      charge.valeur,
      version,
      sql`notes_closes_le = now()`,
      'clore_notes',
      'Notes closes',
      maintenant,
    )
    return issue.ok ? issue : refuser({ code: 'page-perimee' })
  })
}

/** Seals the prices of every bid on the census in force: a new version, the former ones kept. Nothing to do when the census did not move. */
export async function scellerChiffrage(
  base: Base,
  populations: Populations,
  acteur: Acteur,
  id: string,
  maintenant: Date,
): Promise<Result<{ readonly numero: number }, RefusAnalyse>> {
  return base.enTantQue(acteur, async (tx): Promise<Result<{ readonly numero: number }, RefusAnalyse>> => {
    const operation = await findOperation(tx, id)
    const marche = operation && (await findMarche(tx, id))
    if (!operation || !marche) return refuser({ code: 'introuvable' })
    if (!conduit(acteur, operation)) return refuser({ code: 'interdit' })
    if (!marche.ouvertLe) return refuser({ code: 'pas-ouvert' })
    const etat = await etatDuRecensement(tx, id)
    if (etat.agents === 0) return refuser({ code: 'sans-recensement' })
    const [dernier] = await listChiffrages(tx, id)
    const offres = await listOffres(tx, id)
    if (dernier?.recensements === etat.empreinte && offres.every((o) => dernier.resultats[o.id]))
      return refuser({ code: 'deja-scelle' })
    const recensement = {
      ...marche,
      cooperationId: acteur.cooperationId,
      perimetre: 'recenses',
      etat,
    } as const
    const { lots } = await populations.lire(recensement)
    const resultats: Record<string, PrixScelle> = {}
    for (const lot of marche.lots) {
      const duLot = offres.filter(({ lotId }) => lotId === lot.id)
      if (duLot.length === 0 || lots.get(lot.id)!.agents === 0) continue
      const jour = jourDesPrix(operation.debutLe)
      const prix = await populations.chiffrer(recensement, lot.id, duLot, HYPOTHESE, jour)
      Object.assign(resultats, aSceller(duLot, prix))
    }
    const numero = (dernier?.numero ?? 0) + 1
    await tx
      .insertInto('achat_chiffrage')
      .values({
        id: nouvelId(),
        cooperation_id: acteur.cooperationId,
        operation_id: id,
        numero,
        recensements: etat.empreinte,
        au: etat.au!,
        employeurs: etat.employeurs,
        agents: etat.agents,
        resultats: JSON.stringify(resultats),
        fait_le: maintenant,
      })
      .execute()
    await consignerMarche(tx, acteur, maintenant, id, 'sceller_chiffrage', `Chiffrage n° ${numero} scellé`)
    return accepter({ numero })
  })
}

/** The sentence of a refusal and the status of the answer. */
export const PHRASES_ANALYSE: Readonly<
  Record<RefusAnalyse['code'], readonly [phrase: string, statut: number]>
> = {
  interdit: [
    'Cette page est à la commission des membres liés par la décision, et à qui conduit l’achat.',
    403,
  ],
  introuvable: ['Cette offre ou ce critère n’est pas à noter : relisez la page.', 404],
  'pas-ouvert': ['Les plis ne sont pas ouverts : il n’y a rien à noter ni à chiffrer.', 409],
  'notes-closes': ['Les notes sont closes : elles ne changent plus.', 409],
  'interet-non-declare': [
    'Déclarez d’abord vos intérêts, ou leur absence : les notes s’ouvrent ensuite.',
    409,
  ],
  'interet-lie': [
    'Vous avez déclaré un lien avec un candidat de ce lot : une autre personne de votre structure le note.',
    403,
  ],
  'notes-incompletes': [
    'Une offre recevable n’a pas de note sur tous les critères : les notes restent ouvertes.',
    409,
  ],
  'deja-scelle': ['Le recensement n’a pas changé depuis le dernier chiffrage : il reste valable.', 409],
  'sans-recensement': ['Aucun recensement n’est en vigueur : il n’y a pas d’agents à chiffrer.', 409],
  'page-perimee': [
    'Cette page a changé entre-temps. Rien n’a été écrasé : relisez-la, puis recommencez.',
    409,
  ],
}
