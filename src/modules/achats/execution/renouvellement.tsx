import { compte, date } from '#shared/typographie.ts'
import { Tableau } from '#ui/tableau.tsx'
import { Section } from '#ui/textes.tsx'
import { changementDAssureur, renouvellementDe } from './bilan-du-contrat.ts'
import type { PropsExecution } from './execution.page.tsx'

/** When the contract ends, what renewing asks for and by when, and who would pay if the insurer changed. */
export function Renouvellement({ operation, bilan, aujourdhui }: PropsExecution) {
  // The last to end: those that another insurer took over are behind.
  const { contrat } = bilan.contrats.toSorted((a, b) => b.contrat.au.localeCompare(a.contrat.au))[0]!
  const { suivant, preavis, etapes } = renouvellementDe(operation, contrat)
  return (
    <Section titre="Renouvellement" detail={`le contrat finit le ${date(contrat.au)}`} filet>
      <Tableau
        titre={`Étapes, calculées à rebours du ${date(suivant)}`}
        lignes={etapes}
        cleDe={({ cle }) => cle}
        estCourante={({ du, au }) => du <= aujourdhui && aujourdhui <= au}
        colonnes={[
          { cle: 'etape', titre: 'Étape', entete: true, contenu: ({ libelle }) => libelle },
          { cle: 'du', titre: 'Du', contenu: ({ du }) => date(du) },
          { cle: 'au', titre: 'Au', contenu: ({ au }) => date(au) },
        ]}
      />
      <p>
        Une dénonciation se donne au plus tard le {date(preavis)} (
        {compte(contrat.preavisMois, 'mois', 'mois')} de préavis).
      </p>
      <details>
        <summary>Si l’assureur change à cette date : qui paierait ?</summary>
        <Tableau
          titre="Qui paierait après un changement d’assureur"
          lignes={changementDAssureur(contrat)}
          cleDe={({ cas }) => cas}
          colonnes={[
            { cle: 'cas', titre: 'Cas', entete: true, contenu: ({ cas }) => cas },
            { cle: 'prestation', titre: 'Prestation', contenu: ({ prestation }) => `${prestation} assureur` },
            {
              cle: 'revalorisation',
              titre: 'Revalorisation',
              contenu: ({ revalorisation }) => `${revalorisation} assureur`,
            },
            { cle: 'pourquoi', titre: 'Pourquoi', contenu: ({ pourquoi }) => pourquoi },
          ]}
        />
      </details>
    </Section>
  )
}
