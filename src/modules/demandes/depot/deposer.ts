import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import type { Json } from '#platform/base/schema.gen.ts'
import type { FichierRecu } from '#platform/fichiers/fichiers.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import { type Acteur, signatureDe } from '#shared/acteur.ts'
import { ajouterMois, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { findType, promesseDe, type TypeLu } from '../catalogue/catalogue.queries.ts'
import { calendrierDe, type Employeur, listMesEmployeurs, lockDemande } from '../demandes.queries.ts'
import type { Reponses } from '../domain/formulaire.ts'
import { prisePromise, reponsePromise } from '../domain/horloges.ts'
import { ecrireEvenement } from '../dossier/agir.ts'
import type { RefusDemande } from '../expliquer.ts'
import { listEmployeursAffilies, listSecretaires } from './au-nom.queries.ts'

export type Depot = {
  readonly organismeId: string
  readonly objet: string
  readonly urgence: string
  readonly reponses: Reponses
  readonly fichiers: readonly FichierRecu[]
  /** False: kept as a draft. */
  readonly envoyer: boolean
  /** How it came, when a centre writes it in the name of an employer. */
  readonly origine?: Origine
}

/** Ways by which a centre receives a request that it writes itself. */
export const ORIGINES = {
  telephone: 'Par téléphone',
  visite: 'Au guichet',
  courriel: 'Par courriel',
} as const
export type Origine = keyof typeof ORIGINES

type Issue = Result<{ readonly id: string; readonly numero: string | null }, RefusDemande>

/** Creates a request of an employer: sent to its guichet, or kept as a draft that only the employer reads. */
export const deposer = (
  base: Base,
  acteur: Acteur,
  typeId: string,
  depot: Depot,
  cle: string | undefined,
  maintenant: Date,
): Promise<Issue> =>
  base.enTantQue(acteur, async (tx) => {
    const auNom = depot.origine !== undefined
    const employeur = await employeurDe(tx, acteur, auNom, depot.organismeId, maintenant)
    if (!employeur.ok) return employeur
    // Who called is its secretary when one is known: she is told, and asked later what she thinks of it.
    const [appelle] = auNom ? await listSecretaires(tx, depot.organismeId, jourDe(maintenant)) : []
    const type = await findType(tx, typeId, employeur.valeur.guichetId)
    if (!type) return refuser({ code: 'introuvable' as const })
    const id = nouvelId(+maintenant)
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier, numero: null })
    await tx
      .insertInto('demande')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        type_id: type.id,
        type_version: type.version,
        organisme_id: employeur.valeur.id,
        guichet_id: employeur.valeur.guichetId,
        traitant_id: employeur.valeur.guichetId,
        acces: auNom ? [employeur.valeur.id, employeur.valeur.guichetId] : [employeur.valeur.id],
        auteur_id: appelle?.id ?? acteur.personneId,
        auteur: auNom
          ? `${appelle?.nom ?? employeur.valeur.nom} (saisie par ${signatureDe(acteur)})`
          : acteur.nom,
        origine: depot.origine ?? 'portail',
        objet: depot.objet,
        donnees: JSON.stringify(depot.reponses) as Json,
        urgence: depot.urgence,
        etat: 'BROUILLON',
        prise_jours: type.priseJours,
        reponse_jours: type.reponseJours,
        depuis: maintenant,
        creee_le: maintenant,
      })
      .execute()
    return depot.envoyer ? envoyer(tx, acteur, id, type, depot, maintenant) : accepter({ id, numero: null })
  })

/** Saves a draft again, or sends it. */
export const reprendreBrouillon = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  depot: Depot,
  maintenant: Date,
): Promise<Issue> =>
  base.enTantQue(acteur, async (tx) => {
    const demande = await lockDemande(tx, id)
    if (!demande) return refuser({ code: 'introuvable' as const })
    if (demande.etat !== 'BROUILLON') return accepter({ id, numero: demande.numero })
    if (demande.version !== version) return refuser({ code: 'page-perimee' as const })
    const type = await findType(tx, demande.typeId, demande.guichetId)
    if (!type) return refuser({ code: 'introuvable' as const })
    await tx
      .updateTable('demande')
      .set({
        objet: depot.objet,
        donnees: JSON.stringify(depot.reponses) as Json,
        urgence: depot.urgence,
        // A draft goes a year after it was last typed, not after it was begun.
        depuis: maintenant,
      })
      .where('id', '=', id)
      .execute()
    return depot.envoyer ? envoyer(tx, acteur, id, type, depot, maintenant) : accepter({ id, numero: null })
  })

async function employeurDe(
  tx: Tx,
  acteur: Acteur,
  auNom: boolean,
  organismeId: string,
  maintenant: Date,
): Promise<Result<Employeur & { readonly guichetId: string }, RefusDemande>> {
  const jour = jourDe(maintenant)
  const employeurs = auNom
    ? await listEmployeursAffilies(tx, acteur, jour, organismeId)
    : await listMesEmployeurs(tx, jour)
  const employeur = employeurs.find(({ id }) => id === organismeId)
  if (!employeur)
    return refuser({
      code: 'inconnu',
      champ: 'commune',
      phrase: 'Choisissez pour quelle commune vous demandez.',
    })
  const { guichetId } = employeur
  return guichetId ? accepter({ ...employeur, guichetId }) : refuser({ code: 'sans-guichet' })
}

/** Sends: a number, a promise, the guichet may read from now on. */
async function envoyer(
  tx: Tx,
  acteur: Acteur,
  id: string,
  type: TypeLu,
  depot: Depot,
  maintenant: Date,
): Promise<Issue> {
  const demande = (await lockDemande(tx, id))!
  const promesse = promesseDe(type)
  const calendrier = calendrierDe(demande)
  const numero = await numeroter(tx, acteur.cooperationId, demande.guichetId, maintenant)
  await ecrireEvenement(
    tx,
    acteur,
    demande,
    {
      geste: 'deposer',
      ancien: 'BROUILLON',
      nouveau: 'DEPOSEE',
      ...(depot.origine && { donnees: { origine: ORIGINES[depot.origine] } }),
    },
    maintenant,
    depot.fichiers,
  )
  await tx
    .updateTable('demande')
    .set({
      etat: 'DEPOSEE',
      numero,
      acces: [...new Set([demande.organismeId, demande.guichetId, demande.traitantId])],
      deposee_le: maintenant,
      depuis: maintenant,
      prise_jours: promesse.priseJours,
      reponse_jours: promesse.reponseJours,
      prise_avant: prisePromise(maintenant, promesse, calendrier),
      promise_le: reponsePromise(
        [{ le: maintenant, etat: 'DEPOSEE' }],
        promesse,
        maintenant,
        null,
        calendrier,
      ),
      delai_legal_le:
        type.delaiLegalMois === null ? null : ajouterMois(jourDe(maintenant), type.delaiLegalMois),
    })
    .where('id', '=', id)
    .execute()
  await consigner(tx, acteur, maintenant, {
    action: 'demande.deposer',
    objet: { type: 'demande', id },
    resume: depot.origine
      ? `Demande ${numero} notée pour ${demande.employeur}, ${ORIGINES[depot.origine].toLocaleLowerCase('fr')}`
      : `Demande ${numero} déposée`,
  })
  return accepter({ id, numero })
}

/** « 44-2026-000123 »: the département of the guichet, the year in Paris, the next number. */
async function numeroter(
  tx: Tx,
  cooperationId: string,
  guichetId: string,
  maintenant: Date,
): Promise<string> {
  const annee = Number(jourDe(maintenant).slice(0, 4))
  const { rows } = await sql<{ dernier: number; departement: string | null }>`
    insert into demande_numero as n (cooperation_id, guichet_id, annee, dernier) values (${cooperationId}, ${guichetId}, ${annee}, 1)
    on conflict (cooperation_id, guichet_id, annee) do update set dernier = n.dernier + 1
    returning dernier, (select o.departement_code from organisme o where o.id = n.guichet_id) as departement`.execute(
    tx,
  )
  const { dernier, departement } = rows[0]!
  return `${departement ?? '00'}-${annee}-${String(dernier).padStart(6, '0')}`
}
