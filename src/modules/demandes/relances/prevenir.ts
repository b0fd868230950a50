import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Services } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { dateLongue } from '#shared/typographie.ts'
import { adresseDeReponse } from '../courriels/adresse.ts'
import { type DemandeLue, findDemande } from '../demandes.queries.ts'
import { tientUneMairie } from '../domain/droits.ts'
import type { Geste } from '../domain/etats.ts'
import { cheminDuTiers } from '../tiers/lien.ts'
import { findDemandeAuTiers } from '../tiers/tiers.queries.ts'
import { prevenirUnCentre } from './prevenir-un-centre.ts'

/** Who reads the mail about a request: on the side of the town hall its secretaries, on the side of the centre who carries it. */
async function listDestinataires(tx: Tx, demande: DemandeLue, versMairie: boolean, jour: string) {
  const { rows } = await sql<{ courriel: string }>`
    select distinct p.courriel from fonction_tenue f join personne p on p.id = f.personne_id
    where f.du <= ${jour} and (f.au is null or f.au >= ${jour}) and case when ${versMairie}
      then f.organisme_id in (select unnest(array[o.id, o.fusionne_dans]) from organisme o where o.id = ${demande.organismeId})
        and f.fonction = 'secretariat_mairie'
      else p.id = ${demande.responsableId} end`.execute(tx)
  return rows.map(({ courriel }) => courriel)
}

type Sujet = Geste | 'message' | 'attribuer'
const SUJETS: Readonly<Partial<Record<Sujet, string>>> = {
  // Only a centre that wrote it in the name of the employer tells it.
  deposer: 'votre centre a noté votre demande',
  prendre: 'votre demande est prise en charge',
  demander: 'votre centre vous pose une question',
  repondre: 'votre centre a répondu',
  classer: 'votre demande est classée sans suite',
  reorienter: 'votre demande est réorientée',
  reunir: 'vos deux demandes n’en font plus qu’une',
  attribuer: 'une autre personne suit votre demande',
  completer: 'la collectivité a répondu',
  rouvrir: 'la collectivité a rouvert la demande',
  message: 'un message vous attend',
}

type MoyensDeReponse = Pick<Services, 'courriel' | 'adresse' | 'secret' | 'reception'>
type Moyens = MoyensDeReponse & Pick<Services, 'base'>

/** Tells the other side that something happened, at once: what, where, and by when. Nothing confidential leaves. */
export async function prevenir(
  moyens: Moyens,
  acteur: Acteur,
  id: string,
  quoi: Sujet,
  maintenant: Date,
): Promise<void> {
  if (quoi === 'attendre_tiers') return prevenirLeTiers(moyens, acteur, id, maintenant)
  if (!SUJETS[quoi]) return
  await moyens.base.enTantQue(acteur, async (tx) => {
    const demande = await findDemande(tx, id)
    if (!demande) return
    // Nobody carries it any more: its guichet is told as a whole.
    if (quoi === 'rouvrir' && !demande.responsableId)
      return prevenirUnCentre(
        tx,
        moyens,
        demande,
        demande.traitantId,
        'rouverte, à prendre en charge',
        maintenant,
      )
    await prevenirDans(
      tx,
      moyens,
      demande,
      { quoi, versMairie: !tientUneMairie.autorise(acteur) },
      maintenant,
    )
  })
}

/** The same within a transaction. Where replies are received, each message says where to answer. */
export async function prevenirDans(
  tx: Tx,
  { courriel, adresse, secret, reception }: MoyensDeReponse,
  demande: DemandeLue,
  { quoi, versMairie }: { readonly quoi: Sujet; readonly versMairie: boolean },
  maintenant: Date,
): Promise<void> {
  const sujet = SUJETS[quoi]
  if (!sujet) return
  const avant =
    quoi === 'demander' && demande.attenteAvant ? ` avant le ${dateLongue(demande.attenteAvant)}` : ''
  const { rows } = await sql<{
    nom: string
  }>`select nom from cooperation where id = cooperation_courante()`.execute(tx)
  for (const a of await listDestinataires(tx, demande, versMairie, jourDe(maintenant)))
    await courriel.envoyer(tx, {
      a,
      objet: `Demande ${demande.numero} : ${sujet}`,
      ...(reception && { repondreA: adresseDeReponse(secret, reception.domaine, 'fil', demande.id, a) }),
      texte: `Bonjour,

Demande ${demande.numero}, ${demande.employeur} : ${sujet}${avant}.

La lire et y répondre : ${adresse}/demandes/${demande.id}
${reception ? '\nVous pouvez aussi répondre à ce courriel, avec vos pièces : votre réponse entre dans la demande.\n' : ''}
${rows[0]?.nom ?? ''}
`,
    })
}

/** A third party whose address is known gets a link to answer, without an account. */
const prevenirLeTiers = (
  { base, courriel, adresse, secret, reception }: Moyens,
  acteur: Acteur,
  id: string,
  maintenant: Date,
): Promise<void> =>
  base.enTantQue(acteur, async (tx) => {
    const demande = await findDemandeAuTiers(tx, id)
    if (!demande?.courriel) return
    const cible = { cooperationId: acteur.cooperationId, demandeId: id }
    await courriel.envoyer(tx, {
      a: demande.courriel,
      ...(reception && {
        repondreA: adresseDeReponse(secret, reception.domaine, 'tiers', id, demande.courriel),
      }),
      objet: `${demande.traitant} : une réponse vous est demandée (${demande.numero})`,
      texte: `Bonjour,

${acteur.organisme} attend une réponse de votre part. La question est derrière ce lien, et vous y répondez sans compte, avec vos pièces :

${adresse}${cheminDuTiers(secret, cible, maintenant)}

${acteur.cooperation}
`,
    })
  })
