import type { Unite } from '../socle/regle.ts'

const UNITES_PARAMETRES: Readonly<Record<string, Unite>> = {
  valeurPoint: 'dix-milliemes-euro',
  coefficientIjss: 'dixiemes',
  indiceMinimum: 'points',
  indicePlancherSft: 'points',
  indicePlafondSft: 'points',
  effectifForfaitSocial: 'nombre',
  ageLegal: 'nombre',
}
const MONTANTS = /^(smic|plafondMensuel|participationMinimum|sftFixe|capital)/

/** Unit of a dated parameter: amounts and rates are recognised by their names, the others are listed. */
export const uniteParametre = (nom: string): Unite =>
  UNITES_PARAMETRES[nom] ?? (MONTANTS.test(nom) ? 'centimes' : 'milli-pourcent')
