import { Section } from '#ui/textes.tsx'
import type { OffreNotee } from '../domain/criteres.ts'
import type { OffreLue } from '../marche/marche.queries.ts'
import { Classement } from './classement.tsx'

/** The ranking on which a lot was awarded, once the agents that priced it are erased: it stays as it was published. */
export const ClassementPublie = ({
  offres,
  publie,
}: {
  readonly offres: readonly OffreLue[]
  readonly publie: readonly OffreNotee[]
}) => (
  <Section titre="Classement publié" detail="celui de l’attribution">
    <p>
      Les agents recensés pour ce lot sont effacés : leur durée de conservation est passée. Le classement
      publié et les prix scellés restent, tels qu’ils ont servi à l’attribution.
    </p>
    <Classement
      titre="Classement publié de ce lot"
      offres={offres}
      notes={publie}
      sansPoints="sans points"
      vide={null}
    />
  </Section>
)
