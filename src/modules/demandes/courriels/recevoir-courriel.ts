import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Json } from '#platform/base/schema.gen.ts'
import { type CourrielRecu, PlusTard } from '#platform/courriel/entrant.ts'
import type { FichierRecu } from '#platform/fichiers/fichiers.ts'
import { insertFichier } from '#platform/fichiers/fichiers.ts'
import { nomDeFichier } from '#platform/fichiers/recevoir-envoi.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { compte } from '#shared/typographie.ts'
import { type DemandeLue, lockDemande } from '../demandes.queries.ts'
import { couperCitations, ENTIER_AU_PLUS, estAutomatique } from '../domain/courriel.ts'
import { garder } from '../dossier/garder-fichier.ts'
import { prevenirDans } from '../relances/prevenir.ts'
import { findAvisExterieur } from '../tiers/avis.queries.ts'
import { entrerCommeAvis } from '../tiers/avis-par-courriel.ts'
import { lireAdresseDeReponse, type UsageDAdresse } from './adresse.ts'
import { findExpediteur } from './courriels.queries.ts'
import { type Expediteur, entrerDansLeFil } from './entrer.ts'

type Moyens = Pick<Services, 'base' | 'fichiers' | 'courriel' | 'adresse' | 'secret' | 'reception'>

/** In one hour, from one person to one address: beyond, a machine is speaking. */
const PAR_HEURE = 30
/** Beyond this, its server is asked to wait: nothing is lost, nothing fills up. */
const PAR_HEURE_AU_PLUS = 200
/** In one hour, from everybody, for one cooperation: ten times a Monday morning of a region. Beyond, every server is asked to wait. */
const EN_TOUT_AU_PLUS = 5_000

const MOTIFS = {
  inconnue: 'L’adresse d’arrivée ne désigne aucune demande.',
  expediteur:
    'L’adresse de réponse a été donnée à quelqu’un d’autre que l’expéditeur, ou il n’est plus de la demande.',
  boucle: 'Trop de messages de cette adresse en une heure : sans doute deux machines qui se répondent.',
  avis: 'L’avis de cet expert n’est plus attendu : rendu, retiré, ou demande terminée.',
  vide: 'Le message n’a ni texte ni pièce.',
} as const

/** Files of one message; the others are said refused. */
const PIECES_AU_PLUS = 20

/** Takes a message in, for each of its addresses of ours: written before it is acknowledged, once whatever the number of times it is sent. */
export async function recevoirCourriel(
  moyens: Moyens,
  recu: CourrielRecu,
  brut: Buffer,
  maintenant: Date,
): Promise<void> {
  const pieces: FichierRecu[] = []
  const refusees: string[] = []
  for (const { nom, contenu } of recu.pieces.slice(0, PIECES_AU_PLUS)) {
    const propre = nomDeFichier(nom) || 'piece'
    if (contenu.length === 0) continue
    const garde =
      contenu.length > 10_000_000
        ? { motif: 'Ce fichier dépasse 10 Mo.' }
        : await garder(moyens.fichiers, propre, contenu)
    if ('motif' in garde) refusees.push(`« ${propre} » : ${garde.motif}`)
    else pieces.push(garde)
  }
  const deTrop = recu.pieces.length - PIECES_AU_PLUS
  if (deTrop > 0)
    refusees.push(
      `${compte(deTrop, 'pièce au-delà de la vingtième n’a pas été reçue', 'pièces au-delà de la vingtième n’ont pas été reçues')}.`,
    )
  const messageId =
    recu.messageId !== '' && recu.messageId.length <= 300
      ? recu.messageId.toWellFormed()
      : `sha256:${createHash('sha256').update(brut).digest('hex')}`
  for (const destinataire of new Set(recu.destinataires))
    await recevoirPour(moyens, recu, { destinataire, messageId, pieces, refusees }, maintenant)
}

type Arrivee = {
  readonly destinataire: string
  readonly messageId: string
  readonly pieces: readonly FichierRecu[]
  readonly refusees: readonly string[]
}

async function recevoirPour(
  moyens: Moyens,
  recu: CourrielRecu,
  arrivee: Arrivee,
  maintenant: Date,
): Promise<void> {
  const cible = lireAdresseDeReponse(moyens.secret, arrivee.destinataire, recu.de)
  const avisId = cible?.usage === 'avis' ? cible.objetId : null
  const demandeId = cible && !avisId ? cible.objetId : null
  const { rows } = await sql<{ cooperationId: string; centreId: string; demandeId: string | null }>`
    select cooperation_id as "cooperationId", centre_id as "centreId", demande_id as "demandeId"
    from lieu_du_courriel(coalesce(${demandeId}::uuid, demande_de_l_avis(${avisId}::uuid)), ${recu.de})`.execute(
    moyens.base.horsPortee,
  )
  const lieu = rows[0]
  if (!lieu) throw new PlusTard('Aucune coopération n’est installée ici')
  await moyens.base.enTantQueSysteme('courriel entrant', lieu.cooperationId, async (tx) => {
    const demande = lieu.demandeId ? await lockDemande(tx, lieu.demandeId) : undefined
    const automatique = estAutomatique(recu.entetes, recu.retour, recu.objet)
    const expediteur =
      demande && cible?.laSienne && !avisId
        ? await expediteurDe(tx, demande, recu, cible.usage, maintenant)
        : undefined
    // Its address was signed for her alone: whoever it was given to is who was asked.
    const avis = demande && avisId && cible?.laSienne ? await findAvisExterieur(tx, avisId) : undefined
    const retenu = couperCitations(recu.texte)
    const nombre = await compterDepuisUneHeure(tx, arrivee.destinataire, recu.de, maintenant)
    if (nombre >= PAR_HEURE_AU_PLUS || (await toutDepuisUneHeure(tx, maintenant)) >= EN_TOUT_AU_PLUS)
      throw new PlusTard('Trop de messages en une heure, réessayez plus tard')
    const motif = !demande
      ? MOTIFS.inconnue
      : nombre >= PAR_HEURE
        ? MOTIFS.boucle
        : !expediteur && !avis
          ? MOTIFS.expediteur
          : avis && !avis.attendu && !automatique
            ? MOTIFS.avis
            : retenu === '' && arrivee.pieces.length === 0
              ? MOTIFS.vide
              : ''
    const sort = motif !== '' ? 'quarantaine' : automatique ? 'automatique' : 'rattache'
    const id = nouvelId(+maintenant)
    const ecrit = await tx
      .insertInto('demande_courriel')
      .values({
        id,
        cooperation_id: lieu.cooperationId,
        centre_id: lieu.centreId,
        demande_id: motif === '' ? demande!.id : null,
        // Its address names an opinion: it stays with the centres, even sorted by hand later.
        avis_id: demande ? avisId : null,
        propose_id: motif === '' ? null : (demande?.id ?? null),
        message_id: arrivee.messageId,
        destinataire: arrivee.destinataire.slice(0, 320),
        recu_le: maintenant,
        de: recu.de.slice(0, 320),
        nom: recu.nom.slice(0, 200).toWellFormed(),
        objet: recu.objet.slice(0, 300).toWellFormed(),
        entier: recu.texte.slice(0, ENTIER_AU_PLUS).toWellFormed(),
        retenu,
        sort,
        motif,
        pieces: JSON.stringify(arrivee.pieces) as Json,
        refusees: arrivee.refusees.join('\n').slice(0, 2000).toWellFormed(),
      })
      .onConflict((c) => c.columns(['cooperation_id', 'message_id', 'destinataire']).doNothing())
      .returning('id')
      .executeTakeFirst()
    // Already here: its server did not hear our answer, and sent it again.
    if (!ecrit) return
    if (motif !== '' || automatique) {
      // Bytes that wait belong to the centre that will look at them: a row says so, and backups take them.
      const proprietaire = { cooperationId: lieu.cooperationId, organismeId: lieu.centreId, personneId: null }
      for (const piece of arrivee.pieces) await insertFichier(tx, proprietaire, piece, maintenant)
    }
    if (motif !== '' || !demande) return
    if (avis) {
      const pieces = automatique ? [] : arrivee.pieces
      await entrerCommeAvis(tx, moyens, demande, avis, { id, texte: retenu, pieces, automatique }, maintenant)
      return
    }
    const { quoi, versMairie } = await entrerDansLeFil(
      tx,
      demande,
      expediteur ?? automate(demande, recu),
      { id, texte: retenu, pieces: automatique ? [] : arrivee.pieces, automatique },
      maintenant,
    )
    // An automatic message is answered by nothing.
    if (quoi) await prevenirDans(tx, moyens, demande, { quoi, versMairie }, maintenant)
  })
}

const automate = (demande: DemandeLue, { nom, de }: CourrielRecu): Expediteur => ({
  cote: null,
  auteur: {
    organismeId: demande.guichetId,
    personneId: null,
    nom: nom || de || 'Serveur de messagerie',
    libelle: 'message automatique',
  },
})

async function expediteurDe(
  tx: Tx,
  demande: DemandeLue,
  { de }: CourrielRecu,
  usage: UsageDAdresse,
  maintenant: Date,
): Promise<Expediteur | undefined> {
  if (usage === 'fil') return findExpediteur(tx, demande, de, jourDe(maintenant))
  const { rows } = await sql<{ courriel: string }>`
    select tiers_courriel as courriel from demande where id = ${demande.id} and lower(tiers_courriel) = ${de}`.execute(
    tx,
  )
  if (rows.length === 0) return undefined
  return {
    cote: 'tiers',
    auteur: {
      organismeId: demande.traitantId,
      personneId: null,
      nom: demande.tiers || 'Tiers',
      libelle: 'par courriel',
    },
  }
}

async function compterDepuisUneHeure(tx: Tx, destinataire: string, de: string, maintenant: Date) {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from demande_courriel c
    where c.cooperation_id = cooperation_courante() and c.destinataire = ${destinataire} and c.de = ${de}
      and c.recu_le > ${new Date(+maintenant - 3_600_000)}`.execute(tx)
  return rows[0]!.n
}

async function toutDepuisUneHeure(tx: Tx, maintenant: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from demande_courriel c
    where c.cooperation_id = cooperation_courante() and c.recu_le > ${new Date(+maintenant - 3_600_000)}`.execute(
    tx,
  )
  return rows[0]!.n
}
