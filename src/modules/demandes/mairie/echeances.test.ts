import { expect, it } from 'vitest'
import { echeancesDesAchats } from './echeances.ts'

it.each([
  ['informer les agents', 'Adhésion, à vous d’informer les agents : Prévoyance'],
  ['faire voter l’assemblée', 'Adhésion, à vous de faire voter l’assemblée : Prévoyance'],
])('dit à la mairie ce qui l’attend : %s', (attend, titre) => {
  const attente = {
    employeurId: 'e',
    organismeId: 'o',
    organisme: 'Commune',
    operation: 'Prévoyance',
    avant: null,
    quoi: 'adherer',
    attend,
    lienId: 'l',
  } as const
  expect(echeancesDesAchats([attente], () => '/lien')[0]!.titre).toBe(titre)
})
