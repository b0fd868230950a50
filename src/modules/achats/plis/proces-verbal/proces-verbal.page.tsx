import { Fragment } from 'react'
import type { ContenuDePage } from '#platform/http/services.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section, TexteLibre } from '#ui/textes.tsx'
import type { DocumentDAchat, PartieDeDocument } from '../../documents.ts'
import type { OperationLue } from '../../operations/operations.queries.ts'
import { RUBRIQUE } from '../../vues.tsx'

/** The record of an opening on a page that prints: the very parts of its PDF and of its DOCX. */
export function pageProcesVerbal(operation: OperationLue, document: DocumentDAchat): ContenuDePage {
  const racine = `/achats/${operation.id}/plis`
  return {
    titre: document.titre,
    surtitre: document.cooperation,
    rubrique: RUBRIQUE,
    ariane: [
      { libelle: 'Achats groupés', href: '/achats' },
      { libelle: operation.titre, href: `/achats/${operation.id}` },
      { libelle: 'Marché et offres', href: `/achats/${operation.id}/marche` },
      { libelle: 'Plis scellés', href: racine },
    ],
    chapeau: <p>{document.sousTitre}</p>,
    actions: (
      <>
        <Bouton href={`${racine}/proces-verbal.pdf`} icone="imprimer" variante="primaire">
          Imprimer pour signer (PDF)
        </Bouton>
        <Bouton href={`${racine}/proces-verbal.docx`} icone="document">
          Compléter (DOCX)
        </Bouton>
      </>
    ),
    contenu: (
      <>
        {document.parties.map((partie) => (
          <Partie key={partie.titre} {...partie} />
        ))}
        <p className="detail">{document.pied}.</p>
      </>
    ),
  }
}

type Rangee = { readonly rang: string; readonly cellules: readonly string[] }

const Partie = ({ titre, texte, grilles }: PartieDeDocument) => (
  <Section titre={titre}>
    {texte && <TexteLibre texte={texte} />}
    {grilles.map(({ titre: nom, entetes, lignes }) => (
      <Tableau<Rangee>
        key={nom || titre}
        titre={nom || titre}
        lignes={lignes.map((cellules, rang) => ({ rang: String(rang), cellules }))}
        cleDe={({ rang }) => rang}
        colonnes={entetes.map((entete, i) => ({
          cle: entete,
          titre: entete,
          entete: i === 0,
          contenu: ({ cellules }) => <Cellule texte={cellules[i] ?? ''} />,
        }))}
      />
    ))}
  </Section>
)

const EMPREINTE = /^[0-9a-f]{32}\n[0-9a-f]{32}$/

/** Words on their lines; a whole fingerprint in the letters of figures. */
const Cellule = ({ texte }: { readonly texte: string }) => {
  const lignes = texte.split('\n').map((ligne, i) => (
    <Fragment key={i}>
      {i > 0 && <br />}
      {ligne}
    </Fragment>
  ))
  return EMPREINTE.test(texte) ? <code>{lignes}</code> : lignes
}
