import { type Acteur, aLaFonction, type Droit, type TypeOrganisme } from '#shared/acteur.ts'

/** Organisations to which employers are affiliated (CGFP L452-14, L452-20, L452-39). */
const A_DES_AFFILIES: readonly TypeOrganisme[] = ['cdg']

/** The organisation keeps a list of affiliated employers. */
export const aDesAffilies = (acteur: Acteur | null): boolean =>
  acteur !== null && acteur.roleMembre !== null && A_DES_AFFILIES.includes(acteur.typeOrganisme)

/** People of a centre who keep its employers and their contacts: its agents, its direction, its chair. Of their own centre only. */
export const tientLesEmployeurs: Droit = {
  nom: 'gestion, direction ou présidence d’un centre, pour ses employeurs',
  autorise: (acteur) =>
    aDesAffilies(acteur) &&
    aLaFonction(
      acteur,
      'gestion',
      'gestion_demandes',
      'direction',
      'coordination',
      'presidence',
      'vice_presidence',
    ),
}
