import type { Result } from '#shared/result.ts'
import type { LigneTableur } from '../tableurs/assembler.ts'
import { type ColonneImport, type LignePlanifiee, refuserLigne, titreDe } from './genre.ts'

/** Why a line is refused: the key of the column at fault and a sentence that says what to do. */
export type RefusCellule = { readonly cle: string; readonly motif: string }

/** What one line does, by keys of columns; `ecriture` is null when nothing is to be written. */
export type Decidee<E> = {
  readonly etat: 'nouvelle' | 'changee' | 'inchangee'
  readonly libelle: string
  readonly changements: readonly { readonly cle: string; readonly avant: string; readonly apres: string }[]
  readonly ecriture: E | null
}

type Demande<L, E> = {
  readonly colonnes: readonly ColonneImport[]
  readonly lectures: readonly Lecture<L>[]
  /** What makes two lines of one file the same thing, and the column that says it. */
  cleDe(lu: L): { readonly cle: string; readonly valeur: string }
  /** « Gardez une seule ligne par SIREN. » */
  readonly uneSeule: string
  decider(lu: L): Result<Decidee<E>, RefusCellule>
}

export type Lecture<L> = { readonly ligne: LigneTableur; readonly lu: Result<L, RefusCellule> }

/** Reads every line by itself, before anything is compared. */
export const lireLignes = <L>(
  lignes: readonly LigneTableur[],
  lire: (valeurs: LigneTableur['valeurs']) => Result<L, RefusCellule>,
): Lecture<L>[] => lignes.map((ligne) => ({ ligne, lu: lire(ligne.valeurs) }))

/** Decides line after line, in the order of the file; a line that repeats an accepted one is refused and names it. */
export function planifierLignes<L, E>({
  colonnes,
  lectures,
  cleDe,
  uneSeule,
  decider,
}: Demande<L, E>): {
  readonly lignes: LignePlanifiee[]
  readonly ecritures: E[]
} {
  const ecritures: E[] = []
  const vus = new Map<string, number>()
  const lignes = lectures.map(({ ligne, lu }): LignePlanifiee => {
    if (!lu.ok) return refuserLigne(colonnes, ligne, lu.refus)
    const { cle, valeur } = cleDe(lu.valeur)
    const premiere = vus.get(valeur)
    if (premiere !== undefined)
      return refuserLigne(colonnes, ligne, {
        cle,
        motif: `La ligne ${premiere} du fichier dit déjà la même chose. ${uneSeule}`,
      })
    const decision = decider(lu.valeur)
    if (!decision.ok) return refuserLigne(colonnes, ligne, decision.refus)
    vus.set(valeur, ligne.numero)
    const { etat, libelle, changements, ecriture } = decision.valeur
    if (ecriture !== null) ecritures.push(ecriture)
    return {
      numero: ligne.numero,
      etat,
      libelle,
      changements: changements.map(({ cle: colonne, avant, apres }) => ({
        colonne: titreDe(colonnes, colonne),
        avant,
        apres,
      })),
    }
  })
  return { lignes, ecritures }
}
