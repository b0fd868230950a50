import { avancementDe, EN_MOUVEMENT, plusGrandRetard } from '#modules/programme'
import type { Jour } from '#shared/dates.ts'
import { Meteo } from '#ui/meteo.tsx'
import { Progression } from '#ui/progression.tsx'
import type { ActionPublique } from './programme-public.queries.ts'
import { direRaisonPublique, meteoPublique } from './programme-public.ts'

export const MeteoPublique = ({ action, jour }: { readonly action: ActionPublique; readonly jour: Jour }) => {
  const { temps, raison } = meteoPublique(action, jour)
  return <Meteo temps={temps} mot={direRaisonPublique(raison, jour)} discrete />
}

export const AvancementPublic = ({
  action,
  jour,
}: {
  readonly action: ActionPublique
  readonly jour: Jour
}) => {
  const { valeur } = avancementDe(action.jalons, action.force, jour)
  return valeur === null ? (
    <>Pas d’étape datée</>
  ) : (
    <Progression
      libelle={`Avancement : ${action.titre}`}
      valeur={valeur}
      enRetard={EN_MOUVEMENT.includes(action.statut) && plusGrandRetard(action.jalons, jour) > 0}
    />
  )
}
