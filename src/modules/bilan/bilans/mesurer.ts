import { type Agregation, agreger, direAgregat } from '#modules/programme'
import type { MesureDatee } from '../domain/faits.ts'

export type IndicateurLu = {
  readonly code: string
  readonly libelle: string
  readonly unite: string
  readonly sens: 'hausse' | 'baisse'
  readonly agregation: Agregation
  readonly valeurs: readonly {
    readonly organismeId: string
    readonly annee: number
    readonly numerateur: number
    readonly denominateur: number | null
  }[]
}

/**
 * The last year known of an indicator and the one before it, on the members that answered both: sum over sum on each side, so that a
 * member that answers for the first time is not read as a rise.
 */
export function mesurer({ code, libelle, unite, sens, agregation, valeurs }: IndicateurLu): MesureDatee[] {
  const [derniere, precedente] = [...new Set(valeurs.map(({ annee }) => annee))].sort((a, b) => b - a)
  if (derniere === undefined) return []
  const de = (annee: number | undefined) => valeurs.filter((v) => v.annee === annee)
  const dAvant = de(precedente)
  const ontLesDeux = de(derniere)
    .map(({ organismeId }) => organismeId)
    .filter((id) => dAvant.some(({ organismeId }) => organismeId === id))
  const communs = (annee: number | undefined) =>
    de(annee).filter(({ organismeId }) => ontLesDeux.includes(organismeId))
  const avant = agreger(agregation, communs(precedente))
  const apres = agreger(agregation, avant ? communs(derniere) : de(derniere))
  if (!apres) return []
  const lu = (agregat: NonNullable<typeof avant>) =>
    agregat.genre === 'part' ? agregat.dixMilliemes : agregat.valeur
  const ecart = avant ? lu(apres) - lu(avant) : null
  return [
    {
      code,
      libelle,
      avant:
        avant && precedente !== undefined ? { annee: precedente, mots: direAgregat(avant, unite) } : null,
      apres: { annee: derniere, mots: direAgregat(apres, unite), repondants: apres.repondants },
      sens: direSens(ecart, sens),
    },
  ]
}

function direSens(ecart: number | null, sens: 'hausse' | 'baisse'): MesureDatee['sens'] {
  if (ecart === null) return 'inconnu'
  if (ecart === 0) return 'stable'
  return ecart > 0 === (sens === 'hausse') ? 'mieux' : 'moins_bien'
}
