import type { ReactNode } from 'react'
import { type Colonne, Tableau } from '#ui/tableau.tsx'
import { Section, Vide } from '#ui/textes.tsx'

/** A part of the page that is a list: its title, how many, its table, what it says when it is empty, and what follows. */
export const Liste = <L extends { readonly id: string }>({
  titre,
  detail,
  lignes,
  vide,
  colonnes,
  children,
}: {
  readonly titre: string
  readonly detail: string
  readonly lignes: readonly L[]
  readonly vide: string
  readonly colonnes: readonly Colonne<L>[]
  readonly children?: ReactNode
}) => (
  <Section titre={titre} detail={detail}>
    <Tableau<L>
      titre={titre}
      lignes={lignes}
      cleDe={({ id }) => id}
      vide={<Vide>{vide}</Vide>}
      colonnes={colonnes}
    />
    {children}
  </Section>
)
