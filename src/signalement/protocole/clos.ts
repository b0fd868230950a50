import { DOMAINES, empreinte, type Json, verifier } from '@maillage/coffre'
import { finDeLOuverture, peutOuvrirClos } from '../domain/clos.ts'
import { clesDe } from './annuaire.ts'
import { agir, prendreDossier, type SurLeBureau } from './membre.ts'
import { octetsDe } from './serveur.ts'

/** Opens a closed case to this member, for a motive that the cell reads: sealed with its notes, its fingerprint in the signed journal. */
export const ouvrirClos = (bureau: SurLeBureau, motif: string): Promise<void> =>
  agir(bureau, {
    action: 'ouvrir-clos',
    ecrits: [
      {
        volet: 'N',
        corps: { genre: 'ouverture', motif, jusquAu: finDeLOuverture(bureau.session.jour) },
      },
    ],
  })

/** The case as it is to be worked on by who leads it: opened first for this motive when it is closed and she may write it; otherwise as it is. */
export async function ouvrirSiClos(bureau: SurLeBureau, motif: string): Promise<SurLeBureau> {
  const { session, membre, dossier } = bureau
  const { id, organisme, clos, lecteurs } = dossier.recu
  const ecrit = dossier.volets.has('N') || !lecteurs.some(({ volet }) => volet === 'N')
  if (!clos || clos.ouvertJusquAu !== null || !peutOuvrirClos(membre.role) || !ecrit) return bureau
  await ouvrirClos(bureau, motif)
  return prendreDossier(session, organisme, id)
}

/** One opening of a closed case. `juste`: signed by a key of the directory, about a motive that this person wrote and that nobody changed since. */
export type Consultation = Readonly<{ jour: string; acteur: string; motif: string | null; juste: boolean }>

/** Who opened the case since it was closed, oldest first: the lines of the journal, each with the motive of which it keeps the fingerprint. */
export function consultationsDe({
  cellule,
  dossier,
}: Pick<SurLeBureau, 'cellule' | 'dossier'>): readonly Consultation[] {
  const scelles = dossier.recu.messages
    .filter(({ volet }) => volet === 'N')
    .sort((a, b) => a.rang - b.rang)
    .map(({ octets }) => empreinte(octetsDe(octets)))
  const notes = dossier.volets.get('N')?.messages ?? []
  return (dossier.recu.clos?.consultations ?? []).map((ligne) => {
    const { acte, sig } = JSON.parse(ligne) as { acte: Record<string, string>; sig: string | null }
    const { acteur = '', jour = '', objet } = acte
    const note = notes[scelles.indexOf(objet ?? '')]
    const { genre, motif } = (note?.corps ?? {}) as { genre?: string; motif?: string }
    const signee = clesDe(cellule.signataires, acteur).some((cle) =>
      verifier(DOMAINES.journal, acte as Json, sig ?? '', cle),
    )
    const sienne = note?.emetteur === acteur && genre === 'ouverture' && typeof motif === 'string'
    return {
      jour,
      acteur,
      motif: sienne ? motif : null,
      juste: signee && sienne && acte['dossier'] === dossier.recu.id,
    }
  })
}
