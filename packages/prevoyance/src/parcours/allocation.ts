import {
  dernierDes,
  direJour,
  type Jour,
  joursInclus,
  pas,
  plusAnnees,
  plusJours,
  premierDes,
  type Regle,
} from '../socle/index.ts'
import type { Recus } from './indemnites.ts'
import type { AllocationInvalidite } from './types.ts'

/** Age from which the temporary invalidity allowance is no longer paid. Source: BIP, fiche PREINV (C). */
const AGE_LIMITE = 60

const REGLE: Regle = {
  id: 'allocation-invalidite-temporaire',
  libelle: 'Allocation d’invalidité temporaire : après les indemnités de maladie, avant 60 ans',
  reference: 'BIP, fiche PREINV ; décret 60-58',
  unite: 'jours',
  du: '2022-03-01',
  au: null,
  arrondi: null,
  confiance: 'C',
}

interface Jours {
  readonly debut: Jour
  readonly fin: Jour
}

/**
 * Puts the temporary invalidity allowance over the sickness allowance of an official in disponibilité: from the day it was
 * granted, or else from the first day without sickness allowance, to the eve of the sixtieth birthday.
 * @param disponibilite days of the position within the stop: the allowance is never paid before them
 */
export function placerAllocation(
  allocation: AllocationInvalidite | undefined,
  { periodes, explication }: Recus,
  disponibilite: Jours,
): Recus {
  if (allocation === undefined) return { periodes, explication }
  const { groupe, naissance } = allocation
  const voulu = allocation.debut ?? periodes.find(({ recu }) => recu === undefined)?.debut
  const debut = voulu === undefined ? null : dernierDes(voulu, disponibilite.debut)
  const terme = naissance === undefined ? null : plusJours(plusAnnees(naissance, AGE_LIMITE), -1)
  const fin = terme === null ? disponibilite.fin : premierDes(terme, disponibilite.fin)
  const age = terme === null || terme >= disponibilite.fin ? '' : `, veille des ${AGE_LIMITE} ans`
  if (debut === null || debut > fin)
    return {
      periodes,
      explication: [
        ...explication,
        pas(REGLE, `groupe ${groupe} : aucun jour de l’arrêt n’y ouvre droit${age}`, { groupe }, 0),
      ],
    }
  const jours = joursInclus(debut, fin)
  return {
    periodes: [
      ...periodes
        .filter((p) => p.debut < debut)
        .map((p) => ({ ...p, fin: premierDes(p.fin, plusJours(debut, -1)) })),
      { debut, fin, recu: 'invalidite' as const },
      ...(fin < disponibilite.fin
        ? [{ debut: plusJours(fin, 1), fin: disponibilite.fin, recu: undefined }]
        : []),
    ],
    explication: [
      ...explication,
      pas(
        REGLE,
        `groupe ${groupe}, du ${direJour(debut)} au ${direJour(fin)}${age} : elle remplace les indemnités de maladie`,
        { groupe, debut, fin },
        jours,
      ),
    ],
  }
}
