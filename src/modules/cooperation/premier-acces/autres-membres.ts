import type { Saisies } from '#platform/http/contexte.ts'
import { type Faute, type Lecture, lireFormulaire, saisie } from '#platform/http/formulaire.ts'
import type { TypeOrganisme } from '#shared/acteur.ts'
import { libelle, OrganismeSaisi } from '../champs.ts'

/** Members of any type that the first form has room for; others enter afterwards, one by one. */
export const PLACES = [1, 2, 3] as const
const CHAMPS = ['type', 'nom', 'departement', 'libelle'] as const

export type AutreMembre = {
  /** How the form names it, as coordinating member for instance. */
  readonly cle: string
  readonly type: TypeOrganisme
  readonly nom: string
  readonly departement: string
  readonly libelle: string
}

/** Name of a field of one place: « autre1.nom ». */
export const champAutre = (place: number, champ: (typeof CHAMPS)[number]): string => `autre${place}.${champ}`
export const cleAutre = (place: number): string => `autre:${place}`

const Autre = OrganismeSaisi.omit({ siren: true }).extend({ libelle })

/** The places where something was typed, each complete, or the faults of their fields. An empty place is nobody. */
export function lireAutresMembres(saisies: Saisies): Lecture<AutreMembre[]> {
  const membres: AutreMembre[] = []
  const fautes: Faute[] = []
  for (const place of PLACES) {
    const saisi = Object.fromEntries(
      CHAMPS.map((champ) => [champ, saisie(saisies, champAutre(place, champ))?.trim() || undefined]),
    )
    if (Object.values(saisi).every((valeur) => valeur === undefined)) continue
    const lu = lireFormulaire(Autre, saisi)
    if (lu.ok) membres.push({ cle: cleAutre(place), ...lu.valeurs })
    else
      fautes.push(
        ...lu.fautes.map(({ champ, message }) => ({
          champ: champAutre(place, champ as (typeof CHAMPS)[number]),
          message,
        })),
      )
  }
  return fautes.length > 0 ? { ok: false, fautes } : { ok: true, valeurs: membres }
}
