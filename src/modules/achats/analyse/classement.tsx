import type { ReactNode } from 'react'
import { type Colonne, Tableau } from '#ui/tableau.tsx'
import type { OffreNotee } from '../domain/criteres.ts'
import type { OffreLue } from '../marche/marche.queries.ts'
import { centiemes } from './composer.ts'

/** The bids of a lot in the order of their ranks, with their points; those that were set aside say why instead. */
export function Classement({
  titre,
  offres,
  notes,
  sansPoints,
  retenue,
  plus = [],
  vide,
}: {
  readonly titre: string
  readonly offres: readonly OffreLue[]
  readonly notes: readonly OffreNotee[]
  /** Said of a bid that has no total. */
  readonly sansPoints: string
  readonly retenue?: string | undefined
  readonly plus?: readonly Colonne<OffreLue>[]
  readonly vide: ReactNode
}) {
  const noteDe = (id: string) => notes.find((c) => c.id === id)
  return (
    <Tableau<OffreLue>
      titre={titre}
      lignes={offres.toSorted((a, b) => (noteDe(a.id)?.rang ?? 99) - (noteDe(b.id)?.rang ?? 99))}
      cleDe={({ id }) => id}
      estCourante={({ id }) => id === retenue}
      vide={vide}
      colonnes={[
        {
          cle: 'candidat',
          titre: 'Candidat',
          entete: true,
          contenu: ({ candidat, lettre }) => `${candidat} (offre ${lettre})`,
        },
        {
          cle: 'rang',
          titre: 'Rang',
          contenu: ({ id }) => {
            const rang = noteDe(id)?.rang
            return rang ? (rang === 1 ? '1re' : `${rang}e`) : 'sans rang'
          },
        },
        {
          cle: 'points',
          titre: 'Points',
          nombre: true,
          contenu: ({ id, tardive, irreguliere }) => {
            const total = noteDe(id)?.total
            return tardive
              ? 'hors délai'
              : irreguliere
                ? 'irrégulière'
                : total == null
                  ? sansPoints
                  : centiemes(total)
          },
        },
        ...plus,
      ]}
    />
  )
}
