import type { Base, Tx } from '#platform/base/base.ts'
import type { MoyenDEnvoiSigne } from '#platform/courriel/courriel.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { compte } from '#shared/typographie.ts'
import { findAction } from '../action.queries.ts'
import { cadreLeProgramme } from '../domain/droits.ts'
import { prochainJalon } from '../domain/jalons.ts'
import { echeanceDuPoint, type Palier, palierDu } from '../domain/point.ts'
import { EN_MOUVEMENT } from '../domain/statuts.ts'
import { type ActionEnListe, listActions } from '../programme.queries.ts'
import { cheminDuPoint } from './lien-point.ts'
import { messageDuPoint } from './message-point.ts'
import { type Destinataire, listDemandesFaites, listDestinataires } from './relances.queries.ts'

const MOTIF = 'demandes de nouvelles des actions'

/** Asks for news of every action whose step is due today, in every cooperation. Done again the same day, it writes to nobody twice. */
export async function demanderDesNouvelles(
  base: Base,
  envoi: MoyenDEnvoiSigne,
  maintenant: Date,
): Promise<number> {
  const { rows } = await base.pool.query<{ id: string; nom: string }>(
    'select id, nom from cooperations_connues()',
  )
  let messages = 0
  for (const { id, nom } of rows)
    messages += await base.enTantQueSysteme(MOTIF, id, (tx) =>
      demanderDans(tx, envoi, { id, nom }, maintenant),
    )
  return messages
}

type Due = { readonly action: ActionEnListe; readonly palier: Palier; readonly echeance: Jour }

async function demanderDans(
  tx: Tx,
  envoi: MoyenDEnvoiSigne,
  cooperation: { readonly id: string; readonly nom: string },
  maintenant: Date,
): Promise<number> {
  const jour = jourDe(maintenant)
  const faites = await listDemandesFaites(tx)
  const dues = (await listActions(tx, { nonFinisLe: jour })).flatMap(
    (action): (Due & { a: 'pilote' | 'direction' })[] => {
      const echeance = echeanceDuPoint(action)
      const faits = faites.filter((f) => f.actionId === action.id && f.echeance === echeance)
      const du = palierDu(action, faits, jour)
      return du ? [{ action, ...du }] : []
    },
  )
  const gens = await listDestinataires(
    tx,
    dues.map(({ action }) => action.id),
    jour,
  )
  let messages = 0
  for (const due of dues)
    for (const a of choisirDestinataires(
      gens.filter(({ actionId }) => actionId === due.action.id),
      due.a,
    ))
      if (await demander(tx, envoi, cooperation, due, a, maintenant)) messages += 1
  return messages
}

/** Writes one request and its message; false when this person already had it. */
async function demander(
  tx: Tx,
  envoi: MoyenDEnvoiSigne,
  cooperation: { readonly id: string; readonly nom: string },
  { action, palier, echeance }: Due,
  a: Destinataire,
  maintenant: Date,
): Promise<boolean> {
  const demandeId = nouvelId()
  const [faite] = await tx
    .insertInto('demande_de_point')
    .values({
      id: demandeId,
      cooperation_id: cooperation.id,
      action_id: action.id,
      organisme_id: a.organismeId,
      personne_id: a.personneId,
      echeance,
      palier,
      envoyee_le: maintenant,
    })
    .onConflict((conflit) => conflit.doNothing())
    .returning('id')
    .execute()
  if (!faite) return false
  const { code, titre, jalons } = action
  const jalon = prochainJalon(jalons)
  const cible = { cooperationId: cooperation.id, demandeId }
  await envoi.courriel.envoyer(
    tx,
    messageDuPoint(a, {
      palier,
      action: { code, titre, jalon: jalon?.echeance === echeance ? jalon.titre : null },
      echeance,
      lien: envoi.adresse + cheminDuPoint(envoi.secret, cible, maintenant),
      cooperation: cooperation.nom,
    }),
  )
  return true
}

export type RefusDemande = {
  readonly code: 'interdit' | 'introuvable' | 'pas-en-cours' | 'personne' | 'deja-demande'
}

/** The coordination asks by hand where an action stands. Once a day at most for one person. */
export const demanderUnPoint = (
  base: Base,
  envoi: MoyenDEnvoiSigne,
  acteur: Acteur,
  actionId: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!cadreLeProgramme.autorise(acteur)) return refuser<RefusDemande>({ code: 'interdit' })
    const action = await findAction(tx, actionId)
    if (!action) return refuser<RefusDemande>({ code: 'introuvable' })
    if (!EN_MOUVEMENT.includes(action.statut)) return refuser<RefusDemande>({ code: 'pas-en-cours' })
    const jour = jourDe(maintenant)
    const gens = choisirDestinataires(await listDestinataires(tx, [actionId], jour), 'pilote')
    if (gens.length === 0) return refuser<RefusDemande>({ code: 'personne' })
    const cooperation = { id: acteur.cooperationId, nom: acteur.cooperation }
    let messages = 0
    for (const a of gens)
      if (
        await demander(
          tx,
          envoi,
          cooperation,
          { action, palier: 'coordination', echeance: jour },
          a,
          maintenant,
        )
      )
        messages += 1
    if (messages === 0) return refuser<RefusDemande>({ code: 'deja-demande' })
    await consigner(tx, acteur, maintenant, {
      action: 'action.demander',
      objet: { type: 'action', id: actionId },
      resume: `Nouvelles demandées sur ${action.code} : ${compte(messages, 'message')}`,
    })
    return accepter({ messages })
  })

/** The person named to follow the action when she is still in function; otherwise the direction of each member that leads it. */
export function choisirDestinataires(
  gens: readonly Destinataire[],
  a: 'pilote' | 'direction',
): Destinataire[] {
  const pilotes = gens.filter(({ pilote }) => pilote)
  if (a === 'pilote' && pilotes.length > 0) return pilotes
  const directions = gens.filter(({ fonctions }) => fonctions.includes('direction'))
  return directions.length > 0 ? directions : [...gens]
}
