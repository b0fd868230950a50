import type { Base, Tx } from '#platform/base/base.ts'
import { type Jour, jourDe, jourDeSemaine } from '#shared/dates.ts'
import { compte, dateLongue } from '#shared/typographie.ts'
import { calendrierDe, type DemandeLue } from '../demandes.queries.ts'
import { dureeOuverte, estOuverte, JOUR_OUVRE } from '../domain/calendrier.ts'
import { CLOTURE_JOURS, ESCALADE_JOURS, recoitLe, relanceDue } from '../domain/rappels.ts'
import { type Auteur, ecrireEvenement, faire } from '../dossier/agir.ts'
import { type Destinataire, listASuivre, listDestinataires, listEscaladees } from './rappels.queries.ts'
import type { Envoi } from './relancer.ts'

/** More than this waits for the next morning. */
const AU_PLUS = 5_000
const RIEN = { texte: '', avant: null, tiers: '' }

/**
 * Every worked morning, in every cooperation: town halls that keep silent are reminded at their step, answers that nobody contests end, what
 * is over its promise goes up to the direction once; then each person gets one message that gathers what waits for her. Nothing leaves
 * while a guichet is closed. Done again the same day, it writes nothing more.
 */
export async function rappelerLesDemandes(base: Base, envoi: Envoi, maintenant: Date): Promise<number> {
  const { rows } = await base.pool.query<{ id: string; nom: string }>(
    'select id, nom from cooperations_connues()',
  )
  let messages = 0
  for (const { id, nom } of rows)
    messages += await base.enTantQueSysteme('rappels des demandes', id, (tx) =>
      rappelerDans(tx, envoi, { id, nom }, maintenant),
    )
  return messages
}

type Ligne = { readonly demande: DemandeLue; readonly phrase: string }

async function rappelerDans(
  tx: Tx,
  envoi: Envoi,
  cooperation: { readonly id: string; readonly nom: string },
  maintenant: Date,
): Promise<number> {
  const demandes = (await listASuivre(tx, AU_PLUS)).filter((demande) =>
    estOuverte(maintenant, calendrierDe(demande)),
  )
  if (demandes.length === 0) return 0
  const jour = jourDe(maintenant)
  const gens = await listDestinataires(tx, jour)
  const escaladees = await listEscaladees(tx)
  const lignes = new Map<string, Ligne[]>()
  const noter = (a: readonly Destinataire[], ligne: Ligne) => {
    for (const { courriel } of a) lignes.set(courriel, [...(lignes.get(courriel) ?? []), ligne])
  }
  for (const demande of demandes) {
    const auteur: Auteur = {
      cooperationId: cooperation.id,
      organismeId: demande.guichetId,
      personneId: null,
      nom: 'Rappel automatique',
      libelle: demande.guichet,
    }
    const attente = dureeOuverte(demande.depuis, maintenant, calendrierDe(demande))
    if (demande.etat === 'REPONDUE') {
      if (attente >= CLOTURE_JOURS * JOUR_OUVRE)
        await faire(tx, auteur, demande, 'cloturer', 'plateforme', RIEN, maintenant)
    } else if (demande.etat === 'ATTENTE_COLLECTIVITE') {
      if (relanceDue(attente, demande.relances))
        noter(secretairesDe(gens, demande), {
          demande,
          phrase: await relance(tx, auteur, demande, maintenant),
        })
    } else if (demande.promiseLe && demande.promiseLe < maintenant) {
      noter(porteurDe(gens, demande), {
        demande,
        phrase: `en retard depuis ${dateLongue(jourDe(demande.promiseLe))}`,
      })
      const exces = dureeOuverte(demande.promiseLe, maintenant, calendrierDe(demande))
      if (exces >= ESCALADE_JOURS * JOUR_OUVRE && !escaladees.has(demande.id)) {
        await ecrireEvenement(
          tx,
          auteur,
          demande,
          { geste: 'alerter', ancien: demande.etat, nouveau: demande.etat, visible: 'cdg' },
          maintenant,
        )
        noter(directionDe(gens, demande), {
          demande,
          phrase: `en retard de plus de ${ESCALADE_JOURS} jours ouvrés`,
        })
      }
    }
  }
  return envoyer(tx, envoi, cooperation.nom, gens, lignes, jour)
}

const secretairesDe = (gens: readonly Destinataire[], { organismeId }: DemandeLue) =>
  gens.filter((p) => p.fonction === 'secretariat_mairie' && p.organismeId === organismeId)
const porteurDe = (gens: readonly Destinataire[], { responsableId, traitantId }: DemandeLue) =>
  gens.filter((p) => p.personneId === responsableId && p.organismeId === traitantId)
const directionDe = (gens: readonly Destinataire[], { traitantId }: DemandeLue) =>
  gens.filter((p) => p.fonction === 'direction' && p.organismeId === traitantId)

/** Writes a reminder on the file and counts it; the second one says that it is the last. */
async function relance(tx: Tx, auteur: Auteur, demande: DemandeLue, maintenant: Date): Promise<string> {
  await tx
    .updateTable('demande')
    .set({ relances: demande.relances + 1 })
    .where('id', '=', demande.id)
    .execute()
  await ecrireEvenement(
    tx,
    auteur,
    demande,
    { geste: 'relancer', ancien: demande.etat, nouveau: demande.etat, donnees: { a: demande.employeur } },
    maintenant,
  )
  const attendue = `réponse attendue avant le ${dateLongue(demande.attenteAvant!)}`
  return demande.relances === 0
    ? attendue
    : `dernier rappel, ${attendue} ; sans réponse, la demande peut être classée`
}

/** One message per person, whatever the number of her requests; none to who asked for none, or for Mondays only. */
async function envoyer(
  tx: Tx,
  { courriel, adresse }: Envoi,
  cooperation: string,
  gens: readonly Destinataire[],
  lignes: ReadonlyMap<string, readonly Ligne[]>,
  jour: Jour,
): Promise<number> {
  const rythmes = new Map(gens.map(({ courriel: a, rythme }) => [a, rythme]))
  let messages = 0
  for (const [a, siennes] of lignes) {
    if (!recoitLe(rythmes.get(a) ?? 'quotidien', jourDeSemaine(jour))) continue
    await courriel.envoyer(tx, {
      a,
      objet: `Demandes : ${compte(siennes.length, 'chose vous attend', 'choses vous attendent')}`,
      texte: `Bonjour,

${siennes.map(({ demande, phrase }) => `- ${demande.numero}, ${demande.employeur} : ${phrase}.\n  ${adresse}/demandes/${demande.id}`).join('\n')}

Changer le rythme de ces messages : ${adresse}/demandes/rappels

${cooperation}
`,
    })
    messages += 1
  }
  return messages
}
