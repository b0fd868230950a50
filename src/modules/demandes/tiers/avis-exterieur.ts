import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import type { MoyenDEnvoi } from '#platform/courriel/courriel.ts'
import type { FichierRecu } from '#platform/fichiers/fichiers.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { consigner } from '#platform/journal/consigner.ts'
import { type Acteur, signatureDe } from '#shared/acteur.ts'
import { ajouterMois, type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { type DemandeLue, lockDemande } from '../demandes.queries.ts'
import { OUVERTES } from '../domain/etats.ts'
import { type Auteur, coteDe, ecrireEvenement } from '../dossier/agir.ts'
import { AVIS_MOIS, type RefusDemande } from '../expliquer.ts'
import { ecrireALExpert, prevenirLePorteur } from '../relances/prevenir-un-centre.ts'
import { type AvisExterieur, findAvisExterieur } from './avis.queries.ts'
import type { CibleDeLAvis } from './lien.ts'

type Issue = Promise<Result<{ readonly id: string }, RefusDemande>>
type Moyens = Pick<Services, 'base' | 'courriel' | 'adresse' | 'secret' | 'reception'>

/**
 * Asks an organisation outside the cooperation for its opinion: it gets a link, reads the question alone, and no clock stops. The act is on the
 * file (the town hall reads that it was asked, neither the question nor the answer) and in the journal.
 * @param saisie its date: at most six months from today, for the link opens until two months after it
 * @param version of the request on the page: a stale one asks nothing
 */
export const demanderAvisExterieur = (
  moyens: Moyens,
  acteur: Acteur,
  id: string,
  version: number,
  saisie: {
    readonly tiers: string
    readonly courriel: string
    readonly texte: string
    readonly avant: Jour | null
  },
  cle: string | undefined,
  maintenant: Date,
): Issue =>
  moyens.base.enTantQue(acteur, async (tx) => {
    const demande = await lockDemande(tx, id)
    if (!demande) return refuser({ code: 'introuvable' as const })
    if (coteDe(acteur, demande) !== 'cdg') return refuser({ code: 'lecture-seule' as const })
    if (await dejaRecu(tx, acteur.cooperationId, cle, id)) return accepter({ id })
    if (demande.version !== version) return refuser({ code: 'page-perimee' as const })
    if (!OUVERTES.includes(demande.etat))
      return refuser({ code: 'avis-trop-tard' as const, etat: demande.etat })
    const { tiers, courriel, texte, avant } = saisie
    if (tiers.length < 2) return refuser({ code: 'tiers-manquant' as const })
    if (texte.length < 3) return refuser({ code: 'question-manquante' as const })
    if (avant === null) return refuser({ code: 'date-manquante' as const })
    if (avant < jourDe(maintenant)) return refuser({ code: 'date-passee' as const })
    if (avant > ajouterMois(jourDe(maintenant), AVIS_MOIS))
      return refuser({ code: 'date-lointaine' as const })
    const avisId = nouvelId(+maintenant)
    await tx
      .insertInto('demande_avis')
      .values({
        id: avisId,
        cooperation_id: acteur.cooperationId,
        demande_id: id,
        sollicite_id: null,
        externe: tiers,
        externe_courriel: courriel,
        question: texte,
        avant,
        demande_le: maintenant,
        demande_par: signatureDe(acteur),
      })
      .execute()
    await ecrireEvenement(
      tx,
      acteur,
      demande,
      { geste: 'demander_avis', ancien: demande.etat, nouveau: demande.etat, donnees: { exterieur: tiers } },
      maintenant,
    )
    await sql`update demande set version = version where id = ${id}`.execute(tx)
    await consigner(tx, acteur, maintenant, {
      action: 'demande.demander_avis',
      objet: { type: 'demande', id },
      resume: `Demande ${demande.numero} : avis demandé à ${tiers}, hors de la coopération`,
    })
    const avis = await findAvisExterieur(tx, avisId)
    await ecrireALExpert(tx, moyens, acteur.cooperationId, avis!)
    return accepter({ id })
  })

/** The expert gives its opinion by its link, once. Its words and its files are read by the centres; the town hall reads that it came. */
export const rendreAvisExterieur = (
  moyens: Pick<Services, 'courriel' | 'adresse'> & { readonly base: Base },
  motif: string,
  { cooperationId, avisId }: CibleDeLAvis,
  {
    texte,
    cle,
    fichiers,
  }: {
    readonly texte: string
    readonly cle: string | undefined
    readonly fichiers: readonly FichierRecu[]
  },
  maintenant: Date,
): Issue =>
  moyens.base.enTantQueSysteme(motif, cooperationId, async (tx) => {
    const vu = await findAvisExterieur(tx, avisId)
    // The request first, then what hangs on it, like everybody else: two of them never wait for each other.
    const demande = vu && (await lockDemande(tx, vu.demandeId))
    const avis = demande && (await findAvisExterieur(tx, avisId))
    if (!avis || !demande) return refuser({ code: 'introuvable' as const })
    if (await dejaRecu(tx, cooperationId, cle, avis.demandeId)) return accepter({ id: avisId })
    if (avis.renduLe || !avis.attendu) return refuser({ code: 'page-perimee' as const })
    if (texte.length < 2) return refuser({ code: 'texte-manquant' as const })
    const auteur = await auteurDeLAvis(tx, demande, avis, 'par son lien')
    await rendreDans(tx, moyens, auteur, demande, avis, { texte, fichiers }, maintenant)
    return accepter({ id: avisId })
  })

/** In whose name an opinion from outside is written: its organisation, with the centre that treats the request. `moyen`: how it came. */
export async function auteurDeLAvis(
  tx: Tx,
  { traitantId }: DemandeLue,
  { externe }: AvisExterieur,
  moyen: string,
): Promise<Auteur> {
  const { rows } = await sql<{ id: string }>`select cooperation_courante() as id`.execute(tx)
  const commun = { organismeId: traitantId, personneId: null, nom: externe, libelle: moyen }
  return { cooperationId: rows[0]!.id, ...commun }
}

/** Writes the opinion, with the request held and the opinion still waited for: its words and files for the centres, its existence for all. */
export async function rendreDans(
  tx: Tx,
  moyens: MoyenDEnvoi,
  auteur: Auteur,
  demande: DemandeLue,
  { id, externe }: AvisExterieur,
  {
    texte,
    fichiers,
    courrielId,
  }: { readonly texte: string; readonly fichiers: readonly FichierRecu[]; readonly courrielId?: string },
  maintenant: Date,
): Promise<void> {
  const ici = { ancien: demande.etat, nouveau: demande.etat } as const
  await tx
    .updateTable('demande_avis')
    .set({ reponse: texte, rendu_le: maintenant, rendu_par: externe })
    .where('id', '=', id)
    .execute()
  await tx
    .updateTable('demande')
    .set({ fait_nouveau: `Avis rendu par ${externe}`.slice(0, 200) })
    .where('id', '=', demande.id)
    .execute()
  await ecrireEvenement(tx, auteur, demande, { geste: 'rendre_avis', ...ici }, maintenant)
  if (fichiers.length > 0 || courrielId) {
    const pour = { visible: 'cdg', ...ici, ...(courrielId && { donnees: { courriel: courrielId } }) } as const
    const geste = fichiers.length > 0 ? 'pieces_avis' : 'courriel_avis'
    await ecrireEvenement(tx, auteur, demande, { geste, ...pour }, maintenant, fichiers)
  }
  await consigner(tx, { ...auteur, personneId: '00000000-0000-0000-0000-000000000000' }, maintenant, {
    action: 'demande.rendre_avis',
    objet: { type: 'demande', id: demande.id },
    resume: `Demande ${demande.numero} : avis rendu par ${externe}`,
  })
  await prevenirLePorteur(tx, moyens, demande, `avis rendu par ${externe}`, maintenant)
}
