import type { ContenuPublic } from '#platform/http/services.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section } from '#ui/textes.tsx'
import { hrefDe, pageDuPortail } from '../cadre.tsx'
import type { Portail } from '../portail.queries.ts'
import type { Figure } from './dessiner.ts'
import type { NomDeFigure } from './figures.ts'

export type FigureNommee = { readonly nom: NomDeFigure; readonly figure: Figure }

/** What can be taken as it is: each figure, its image, and the code that puts it in another page. */
export const pageFigures = (
  portail: Portail,
  figures: readonly FigureNommee[],
  racine: string,
): ContenuPublic =>
  pageDuPortail(portail, '/figures', {
    titre: 'Figures à reprendre',
    surtitre: portail.nom,
    description: `Des figures de la coopération « ${portail.nom} », à reprendre dans un article ou sur un site, à jour d’elles-mêmes.`,
    chapeau: (
      <p>
        Reprenez-les dans un article, une lettre ou un site : elles portent leur source et se mettent à jour
        d’elles-mêmes. Licence Ouverte 2.0.
      </p>
    ),
    contenu: (
      <>
        {figures.map(({ nom, figure }, rang) => {
          const image = hrefDe(portail, `/figures/${nom}.svg`)
          const cadre = hrefDe(portail, `/figures/${nom}/integrer`)
          return (
            <Section
              key={nom}
              id={nom}
              titre={figure.titre}
              filet={rang > 0}
              actions={
                <Bouton href={image} icone="telecharger" petit>
                  Image (SVG)<span className="vh"> : {figure.titre}</span>
                </Bouton>
              }
            >
              <img className="figure-publique" src={image} alt={figure.description} />
              <details className="donnees">
                <summary>Code à copier</summary>
                <p>Dans une page, avec son tableau et son lien :</p>
                <pre
                  className="code-a-copier"
                  tabIndex={0}
                  role="region"
                  aria-label={`Code : ${figure.titre}`}
                >
                  <code>{`<iframe src="${racine}${cadre}" title="${figure.titre}" width="100%" height="560" loading="lazy"></iframe>`}</code>
                </pre>
                <p>L’image seule :</p>
                <pre
                  className="code-a-copier"
                  tabIndex={0}
                  role="region"
                  aria-label={`Image : ${figure.titre}`}
                >
                  <code>{`<img src="${racine}${image}" alt="${figure.description.replaceAll('"', '&quot;')}">`}</code>
                </pre>
              </details>
            </Section>
          )
        })}
      </>
    ),
  })

/** A figure as another site shows it: the image, its numbers in a table, the way to its source. */
export const FigureIncrustee = ({ portail, nom, figure }: FigureNommee & { readonly portail: Portail }) => {
  const lignes = figure.barres
    ? figure.barres.map(({ libelle, mots }) => ({ libelle, mots }))
    : (figure.nombres ?? []).map(({ libelle, avant, valeur }) => ({
        libelle,
        mots: `${avant} ${valeur}`.trim(),
      }))
  return (
    <>
      <h1 className="vh">{figure.titre}</h1>
      <img
        className="figure-publique"
        src={hrefDe(portail, `/figures/${nom}.svg`)}
        alt={figure.description}
      />
      <details className="donnees">
        <summary>Voir les données</summary>
        <Tableau
          titre={figure.titre}
          lignes={lignes}
          cleDe={({ libelle }) => libelle}
          colonnes={[
            { cle: 'quoi', titre: 'Quoi', entete: true, contenu: ({ libelle }) => libelle },
            { cle: 'combien', titre: 'Combien', contenu: ({ mots }) => mots },
          ]}
        />
      </details>
      <p>
        <a href={hrefDe(portail)} target="_top">
          {portail.nom}
        </a>
      </p>
    </>
  )
}
