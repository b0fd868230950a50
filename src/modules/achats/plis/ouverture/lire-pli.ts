import { Refus } from '@maillage/coffre'
import { FichierPerdu } from '#platform/fichiers/depot.ts'
import type { Fichiers } from '#platform/fichiers/fichiers.ts'
import { nomDeFichier } from '#platform/fichiers/recevoir-envoi.ts'
import { nommer, reconnaitre } from '#platform/fichiers/reconnaitre.ts'
import { lireTableur } from '#platform/tableurs/lire-tableur.ts'
import { horlogeParis, jourDe } from '#shared/dates.ts'
import { dateSaisie } from '#shared/typographie.ts'
import type { OffreSaisie } from '../../domain/offres.ts'
import { CLES_MIN } from '../../domain/plis.ts'
import { COLONNES_PLI, lireOffres } from '../../marche/lire-offres.ts'
import type { MarcheLu } from '../../marche/marche.queries.ts'
import type { CandidatLu, DepotLu, FichierDuPli, PartsDonnees, PliLu } from '../plis.queries.ts'
import { ouvrirPli, type PieceDuPli } from '../sceller.ts'

/** A bid once it was tried: open, with what it gave, or still closed, with why; the second may be tried again. */
export type PliTente =
  | {
      readonly pli: PliLu
      readonly ouvert: true
      readonly gardes: readonly FichierDuPli[]
      readonly offres: readonly OffreSaisie[]
      readonly avis: string
    }
  | { readonly pli: PliLu; readonly ouvert: false; readonly avis: string }

const NE_S_OUVRE_PAS =
  'Ce pli ne s’ouvre pas : ses clés ou ses octets ne sont pas ceux que nos pages écrivent. Son empreinte est celle du dépôt.'
const PERDU =
  'Les octets de ce pli manquent ou sont abîmés dans le magasin de fichiers. Prévenez l’administrateur : quand ils y seront de nouveau, d’une sauvegarde par exemple, il s’ouvrira d’ici.'

/**
 * Tries one bid. Too few good shares, or bytes that the store lost, leave it closed: what misses may come. A bid that its own bytes keep from being read is
 * open, and says so. No bid prevents another.
 */
export async function tenterPli(
  fichiers: Fichiers,
  { marche, depot }: { readonly marche: MarcheLu; readonly depot: DepotLu },
  pli: PliLu,
  donnees: readonly PartsDonnees[],
): Promise<PliTente> {
  const cartes = donnees.flatMap(({ parts }) => parts[pli.id] ?? [])
  if (cartes.length < CLES_MIN) {
    const sans = donnees.filter(({ parts }) => !parts[pli.id]).map(({ nom }) => nom)
    return {
      pli,
      ouvert: false,
      avis: `Il manque des parts : ${sans.join(' et ')} n’${sans.length > 1 ? 'ont' : 'a'} pas donné la sienne pour ce pli, illisible ou laissée de côté. Son auteur n’y est peut-être pour rien.`,
    }
  }
  let pieces: PieceDuPli[]
  try {
    pieces = await ouvrirPli(await fichiers.lire(pli.empreinte), cartes, pli.destinataire)
  } catch (erreur) {
    if (erreur instanceof FichierPerdu) return { pli, ouvert: false, avis: PERDU }
    if (erreur instanceof Refus) return { pli, ouvert: true, gardes: [], offres: [], avis: NE_S_OUVRE_PAS }
    throw erreur
  }
  const candidat = depot.candidats.find(({ id }) => id === pli.candidatId)!
  return {
    pli,
    ouvert: true,
    gardes: await garderPieces(fichiers, pieces),
    ...(await lireBordereau(marche, candidat, pli, pieces[0]!.contenu)),
  }
}

async function garderPieces(fichiers: Fichiers, pieces: readonly PieceDuPli[]): Promise<FichierDuPli[]> {
  const gardees: FichierDuPli[] = []
  for (const { nom, contenu } of pieces) {
    const reconnu = await reconnaitre(contenu)
    const typeMime = reconnu.ok ? reconnu.typeMime : 'application/octet-stream'
    const propre = nomDeFichier(nom) || 'piece'
    gardees.push({
      nom: reconnu.ok ? nommer(propre, typeMime) : `${propre}.bin`,
      typeMime,
      taille: contenu.length,
      sha256: await fichiers.garder(contenu),
    })
  }
  return gardees
}

/** The rates of a bid, read by the rules of every other file of bids; who, when and with what proof come from the deposit. */
async function lireBordereau(
  marche: MarcheLu,
  candidat: CandidatLu,
  pli: PliLu,
  contenu: Uint8Array,
): Promise<{ readonly offres: readonly OffreSaisie[]; readonly avis: string }> {
  // A file that kills its reader is the fault of that bid alone.
  const tableur = await lireTableur(contenu, COLONNES_PLI).catch(() => null)
  if (!tableur)
    return { offres: [], avis: 'Bordereau illisible : relisez-le dans un tableur, puis saisissez l’offre.' }
  if (!tableur.ok) return { offres: [], avis: `Bordereau illisible. ${tableur.refus.message}` }
  const sus = {
    candidat: candidat.nom,
    siret: candidat.siret,
    recu: `${dateSaisie(jourDe(pli.recuLe))} ${horlogeParis(pli.recuLe).slice(11, 16)}`,
    preuve: `Pli scellé n° ${pli.numero}, empreinte ${pli.empreinte}`,
  }
  const lignes = tableur.valeur.lignes.map((ligne) => ({ ...ligne, valeurs: { ...ligne.valeurs, ...sus } }))
  const { offres, refusees } = lireOffres(
    { lignes, refus: tableur.valeur.refus },
    marche.lots.map(({ numero }) => numero),
    marche.niveaux.map(({ nom }) => nom),
  )
  return { offres, avis: refusees.map(({ ligne, motif }) => `Ligne ${ligne} : ${motif}`).join('\n') }
}
