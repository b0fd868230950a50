import { direResultat } from '@maillage/prevoyance/moteur'
import { Tableau } from '#ui/tableau.tsx'
import { Section } from '#ui/textes.tsx'
import type { Simulation } from './demande.ts'

type Pas = Simulation['parcours']['droits'][number]

/** Every rule used, with its numbers and its source. */
export const Explications = ({ simulation: { parcours } }: { readonly simulation: Simulation }) => {
  return (
    <Section
      titre="Comment ces montants sont calculés"
      detail="chaque règle, ses nombres, sa source ; ce qui n’est pas confirmé le dit"
      id="regles"
      filet
    >
      <h3>Vos droits pendant l’arrêt</h3>
      <div data-regles="droits">
        <TableDeRegles titre="Vos droits pendant l’arrêt" pas={parcours.droits} />
      </div>
      {parcours.paies.map(({ titre, explication }) => (
        <details key={titre} data-regles="mois">
          <summary>{titre}</summary>
          <TableDeRegles titre={titre} pas={explication} />
        </details>
      ))}
      <h3>Ce qui est supposé</h3>
      <ul>
        {[
          'Vos jours d’arrêt passés sont comptés comme un seul congé de maladie ordinaire, fini un mois avant.',
          ...parcours.hypotheses,
        ].map((phrase) => (
          <li key={phrase}>{phrase}</li>
        ))}
      </ul>
      <p>
        Cette simulation n’est pas une décision : votre service des ressources humaines établit vos droits.
      </p>
    </Section>
  )
}

const TableDeRegles = ({ titre, pas }: { readonly titre: string; readonly pas: readonly Pas[] }) => (
  <Tableau
    titre={`Règles : ${titre}`}
    lignes={pas.map((etape, rang) => ({ ...etape, rang: rang + 1 }))}
    cleDe={({ rang }) => String(rang)}
    colonnes={[
      { cle: 'regle', titre: 'Règle', entete: true, contenu: ({ libelle, rang }) => `${rang}. ${libelle}` },
      { cle: 'calcul', titre: 'Calcul', contenu: ({ formule }) => formule },
      { cle: 'resultat', titre: 'Résultat', contenu: direResultat },
      { cle: 'source', titre: 'Source', contenu: ({ source }) => source },
    ]}
  />
)
