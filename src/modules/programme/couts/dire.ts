import { nombre } from '#shared/typographie.ts'
import { ASSIETTES, type Assiette, type Cle } from '../domain/repartition.ts'

/** « 33,34 % », from ten-thousandths. */
export const direPart = (dixMilliemes: number): string => `${ecrirePart(dixMilliemes)} %`

/** The same as it is typed: « 33,34 ». */
export const ecrirePart = (dixMilliemes: number): string => {
  const centiemes = dixMilliemes % 100
  const decimales = centiemes === 0 ? '' : `,${String(centiemes).padStart(2, '0').replace(/0$/, '')}`
  return `${nombre(Math.trunc(dixMilliemes / 100))}${decimales}`
}

const MOTS: Readonly<Record<Assiette, string>> = {
  egale: 'à parts égales',
  agents: 'selon les agents',
  masse: 'selon la masse salariale',
  libre: 'selon les pourcentages convenus',
}

/** A key in one line: « 30 % à parts égales, 70 % selon les agents, au plus 40 % pour un membre ». */
export function direCle(cle: Cle): string {
  const voulues = ASSIETTES.filter((assiette) => cle[assiette] > 0)
  const parts =
    voulues.length === 1
      ? [MOTS[voulues[0]!]]
      : voulues.map((assiette) => `${direPart(cle[assiette])} ${MOTS[assiette]}`)
  return [
    ...parts,
    ...(cle.plafond === null ? [] : [`au plus ${direPart(cle.plafond)} pour un membre`]),
  ].join(', ')
}
