import { nombre } from '#shared/typographie.ts'
import { Tableau } from '#ui/tableau.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import type { TypeLu } from '../catalogue/catalogue.queries.ts'
import { jours } from '../temps.ts'
import { dire, type Fenetre, listesDe, PAS_DE_RECUL } from './dire.ts'
import { type Cellule, mesureDeLaCellule } from './pilotage.queries.ts'

type Props = Fenetre & {
  /** Null: all of them together. */
  readonly guichet: string | null
  readonly cellules: readonly Cellule[]
  readonly types: readonly TypeLu[]
}

/** Volumes and delays of each kind of request, each figure a link to its files. */
export function ParGenre(props: Props) {
  const { cellules, types, guichet } = props
  const liste = listesDe(props)
  const lignes = types.flatMap((type) => {
    const cellule = cellules.find(({ guichetId, typeId }) => guichetId === guichet && typeId === type.id)
    return cellule ? [{ type, cellule, mesure: mesureDeLaCellule(cellule) }] : []
  })
  const lie = (vue: string, type: string, texte: string) => {
    const href = liste(vue, type)
    return href ? <a href={href}>{texte}</a> : texte
  }
  return (
    <Section titre="Par genre de demande" filet>
      <Tableau
        titre="Volumes et délais par genre de demande"
        lignes={lignes}
        cleDe={({ type }) => type.id}
        vide={<Vide titre="Aucune demande">Rien n’a été reçu sur cette période.</Vide>}
        colonnes={[
          {
            cle: 'genre',
            titre: 'Demande',
            entete: true,
            contenu: ({ type }) => `${type.theme} : ${type.libelle}`,
          },
          {
            cle: 'recues',
            titre: 'Reçues',
            nombre: true,
            contenu: ({ type, cellule }) => lie('recues', type.id, nombre(cellule.recues)),
          },
          {
            cle: 'finies',
            titre: 'Répondues',
            nombre: true,
            contenu: ({ type, cellule }) => lie('repondues', type.id, nombre(cellule.finies)),
          },
          {
            cle: 'ouvertes',
            titre: 'Ouvertes',
            nombre: true,
            contenu: ({ type, cellule }) => lie('guichet', type.id, nombre(cellule.ouvertes)),
          },
          {
            cle: 'mediane',
            titre: 'Médiane (jours)',
            nombre: true,
            contenu: ({ mesure }) => dire(mesure, (m) => jours(m.mediane)),
          },
          {
            cle: 'p90',
            titre: 'Neuf sur dix (jours)',
            nombre: true,
            contenu: ({ mesure }) => dire(mesure, (m) => jours(m.p90)),
          },
          {
            cle: 'cible',
            titre: 'Dans le délai',
            nombre: true,
            contenu: ({ type, mesure }) =>
              mesure
                ? lie('dansledelai', type.id, `${Math.round(100 * mesure.dansLaCible)} %`)
                : PAS_DE_RECUL,
          },
        ]}
      />
    </Section>
  )
}
