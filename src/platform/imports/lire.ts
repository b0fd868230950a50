import { createHash } from 'node:crypto'
import type { Acteur } from '#shared/acteur.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import type { Tx } from '../base/base.ts'
import type { LigneTableur, Tableur } from '../tableurs/assembler.ts'
import { lireTableur } from '../tableurs/lire-tableur.ts'
import { type GenreImport, type LignePlanifiee, type PlanImport, titreDe } from './genre.ts'

/** What the base keeps of one line: what it would do, or why it is refused, with the values that were written. */
export type LigneApercue = LignePlanifiee & { readonly valeurs: Readonly<Record<string, string>> }

export type Apercu = {
  readonly lignes: readonly LigneApercue[]
  readonly ignorees: readonly string[]
  /** Same file, same base: same fingerprint. A confirmation carries the one that was read. */
  readonly empreinte: string
  readonly plan: PlanImport
}

/** Control characters that no table holds on purpose, and that PostgreSQL or a spreadsheet would choke on. Line breaks and tabs stay. */
const INVISIBLE = /[^\P{Cc}\n\r\t]/u
const VALEUR_MONTREE = 200

export const montrer = (valeur: string): string => {
  const propre = valeur.toWellFormed().replaceAll(new RegExp(INVISIBLE, 'gu'), '\ufffd')
  return propre.length > VALEUR_MONTREE ? `${propre.slice(0, VALEUR_MONTREE).toWellFormed()}…` : propre
}

/** Reads a file and decides what each of its lines would do, as the actor, against what the base holds now. Writes nothing. */
export async function apercevoir(
  tx: Tx,
  acteur: Acteur,
  genre: GenreImport,
  contenu: Uint8Array,
  maintenant: Date,
): Promise<Result<Apercu, string>> {
  const lu = await lireTableur(contenu, genre.colonnes)
  if (!lu.ok) return refuser(lu.refus.message)
  const { saines, invisibles } = separer(genre, lu.valeur.lignes)
  const plan = await genre.planifier(tx, acteur, saines, maintenant)
  const ecrites = new Map(saines.map(({ numero, valeurs }) => [numero, valeurs]))
  const lignes: LigneApercue[] = [
    ...plan.lignes.map((ligne) => ({ ...ligne, valeurs: ecrites.get(ligne.numero) ?? {} })),
    ...invisibles,
    ...refusDuTableur(genre, lu.valeur),
  ].sort((a, b) => a.numero - b.numero)
  return accepter({ lignes, ignorees: lu.valeur.ignorees.map(montrer), empreinte: empreindre(lignes), plan })
}

function refusDuTableur(genre: GenreImport, { refus }: Tableur): LigneApercue[] {
  return refus.map(({ ligne, colonne, cle, raison, valeurs }) => ({
    numero: ligne,
    etat: 'refusee' as const,
    libelle: '',
    colonne: cle ? titreDe(genre.colonnes, cle) : colonne,
    valeur: cle ? montrer(valeurs[cle] ?? '') : '',
    motif: raison,
    valeurs,
  }))
}

/** Sets aside the lines that hold an invisible character, and names the cell. */
function separer(
  genre: GenreImport,
  lignes: readonly LigneTableur[],
): { readonly saines: LigneTableur[]; readonly invisibles: LigneApercue[] } {
  const saines: LigneTableur[] = []
  const invisibles: LigneApercue[] = []
  for (const { numero, valeurs } of lignes) {
    const fautive = Object.entries(valeurs).find(
      ([, valeur]) => INVISIBLE.test(valeur) || !valeur.isWellFormed(),
    )
    if (!fautive) saines.push({ numero, valeurs })
    else
      invisibles.push({
        numero,
        etat: 'refusee',
        libelle: '',
        colonne: titreDe(genre.colonnes, fautive[0]),
        valeur: montrer(fautive[1]),
        motif:
          'La cellule contient un caractère invisible (souvent laissé par un copier-coller). Effacez-la et retapez-la.',
        valeurs,
      })
  }
  return { saines, invisibles }
}

function empreindre(lignes: readonly LigneApercue[]): string {
  const empreinte = createHash('sha256')
  for (const { numero, etat, libelle, ...reste } of lignes)
    empreinte.update(
      JSON.stringify([numero, etat, libelle, 'motif' in reste ? reste.motif : reste.changements]),
    )
  return empreinte.digest('hex')
}

/** How many lines are in each state. */
export function compterLignes(lignes: readonly { readonly etat: LignePlanifiee['etat'] }[]) {
  const combien = (etat: LignePlanifiee['etat']) => lignes.filter((ligne) => ligne.etat === etat).length
  return {
    nouvelles: combien('nouvelle'),
    changees: combien('changee'),
    inchangees: combien('inchangee'),
    refusees: combien('refusee'),
  }
}
