import { type Colonne, Tableau } from '#ui/tableau.tsx'
import { Section } from '#ui/textes.tsx'
import type { OffreNotee } from '../domain/criteres.ts'
import type { OffreLue } from '../marche/marche.queries.ts'
import { centiemes } from './composer.ts'

type NoteDe = (offreId: string) => OffreNotee | undefined

/** Bids in the order of their ranks, those without a rank last. */
export const parRang = (offres: readonly OffreLue[], noteDe: NoteDe): OffreLue[] =>
  offres.toSorted((a, b) => (noteDe(a.id)?.rang ?? 99) - (noteDe(b.id)?.rang ?? 99))

/** The first columns of a ranking. */
export const candidatEtRang = (noteDe: NoteDe): readonly Colonne<OffreLue>[] => [
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
]

/** The ranking on which a lot was awarded, once the agents that priced it are erased: it stays as it was published. */
export function ClassementPublie({
  offres,
  publie,
}: {
  readonly offres: readonly OffreLue[]
  readonly publie: readonly OffreNotee[]
}) {
  const noteDe = (id: string) => publie.find((c) => c.id === id)
  return (
    <Section titre="Classement publié" detail="celui de l’attribution">
      <p>
        Les agents recensés pour ce lot sont effacés : leur durée de conservation est passée. Le classement
        publié et les prix scellés restent, tels qu’ils ont servi à l’attribution.
      </p>
      <Tableau<OffreLue>
        titre="Classement publié de ce lot"
        lignes={parRang(offres, noteDe)}
        cleDe={({ id }) => id}
        vide={null}
        colonnes={[
          ...candidatEtRang(noteDe),
          {
            cle: 'points',
            titre: 'Points',
            nombre: true,
            contenu: ({ id }) => {
              const total = noteDe(id)?.total
              return total == null ? 'sans points' : centiemes(total)
            },
          },
        ]}
      />
    </Section>
  )
}
