import type { Tx } from '#platform/base/base.ts'
import { desceller } from '#platform/comptes/sceau.ts'
import type { Services } from '#platform/http/services.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Reponse } from '#platform/sortie/sortie.ts'
import { corpsDe, ESSAI, prochainEssai } from '../domain/abonnements.ts'
import { abandonner, changerEtat, type Envoi, noterEssai, prendreDus } from './abonnements.repository.ts'
import { signer } from './signer.ts'

/** Name of the queue. */
export const FILE_DES_ENVOIS = 'envois-aux-programmes'
/** Milliseconds after which a pass leaves the rest to the next one, a minute later. */
const PASSE = 40_000
/** The receiver is gone for good, and says so (RFC 9110, 15.5.11). */
const DISPARUE = 410

type Outils = Pick<Services, 'base' | 'courriel' | 'adresse' | 'secret' | 'sortie' | 'version'>

/**
 * Sends what is due to the subscribed addresses of all cooperations, one at a time for each address. At least once: a process that dies after
 * the answer sends the same identifier again. A subscription that fails is left until its next try.
 */
export async function livrerLesEnvois(outils: Outils, maintenant: Date): Promise<void> {
  const debut = performance.now()
  const echoues = new Set<string>()
  for (;;) {
    const { rows } = await outils.base.pool.query<{ id: string }>(
      'select id from cooperations_a_prevenir($1)',
      [maintenant],
    )
    const envois = await Promise.all(rows.map(({ id }) => livrerDans(outils, id, maintenant, echoues)))
    if (envois.every((n) => n === 0) || performance.now() - debut > PASSE) return
  }
}

async function livrerDans(
  outils: Outils,
  cooperationId: string,
  maintenant: Date,
  echoues: Set<string>,
): Promise<number> {
  const { base } = outils
  const pris = await base.enTantQueSysteme('prévenir les programmes', cooperationId, (tx) =>
    prendreDus(tx, maintenant, [...echoues]),
  )
  await Promise.all(
    pris.map(async (envoi) => {
      const reponse = await poster(outils, envoi, maintenant)
      const recu = reponse.statut !== null && reponse.statut >= 200 && reponse.statut < 300
      if (!recu) echoues.add(envoi.abonnementId)
      await base.enTantQueSysteme('prévenir les programmes', cooperationId, (tx) =>
        conclure(tx, outils, { cooperationId, envoi, reponse, recu }, maintenant),
      )
    }),
  )
  return pris.length
}

async function poster(
  { adresse, secret, sortie, version }: Outils,
  envoi: Envoi,
  maintenant: Date,
): Promise<Reponse> {
  const clair = await desceller(secret, envoi.secret)
  if (clair === null) return { statut: null, raison: 'secret illisible ici : renouvelez-le' }
  const corps = corpsDe(envoi, adresse)
  return sortie.poster(envoi.adresse, corps, {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': `Maillage/${version}`,
    ...signer(clair, envoi.id, maintenant, corps),
  })
}

async function conclure(
  tx: Tx,
  { courriel, adresse }: Outils,
  {
    cooperationId,
    envoi,
    reponse,
    recu,
  }: {
    readonly cooperationId: string
    readonly envoi: Envoi
    readonly reponse: Reponse
    readonly recu: boolean
  },
  maintenant: Date,
): Promise<void> {
  const dite = reponse.statut === null ? reponse.raison : `a répondu ${reponse.statut}`
  const disparue = reponse.statut === DISPARUE
  const prochainLe = recu || disparue ? null : prochainEssai(envoi.type, envoi.essais, maintenant)
  await noterEssai(tx, envoi.id, { recu, reponse: dite, prochainLe }, maintenant)
  if (envoi.type === ESSAI && recu)
    await changerEtat(tx, envoi.abonnementId, ['suspendu', 'actif'], maintenant)
  if (recu || prochainLe || (envoi.type === ESSAI && !disparue)) return
  const suspendu = await changerEtat(tx, envoi.abonnementId, ['actif', 'suspendu'], maintenant)
  if (!suspendu) return
  await abandonner(tx, envoi.abonnementId)
  await consigner(
    tx,
    {
      cooperationId,
      personneId: null,
      organismeId: null,
      nom: 'Interconnexions',
      libelle: 'envoi automatique',
    },
    maintenant,
    {
      action: 'abonnement.suspendre',
      objet: { type: 'abonnement_api', id: envoi.abonnementId },
      resume: `Envois suspendus : ${envoi.adresse} ${dite}`.slice(0, 500),
    },
  )
  const texte = `Bonjour,

L’adresse ${envoi.adresse} ne reçoit plus : ${dite}. Après ${envoi.essais} ${envoi.essais > 1 ? 'essais' : 'essai'}, les envois sont suspendus, et ce qui attendait est abandonné.

Quand le programme répond de nouveau, « Envoyer un essai » les reprend : ${adresse}/interconnexions
Ce qu’il a manqué se lit par les jetons de lecture.
`
  // Who made it may have left: whoever directs the organisation is told too.
  for (const a of suspendu.courriels)
    await courriel.envoyer(tx, { a, objet: 'Interconnexions : une adresse n’est plus prévenue', texte })
}
