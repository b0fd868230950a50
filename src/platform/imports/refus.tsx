import { compte, nombre } from '#shared/typographie.ts'
import { Lien } from '#ui/bouton.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Pagination, Section } from '#ui/textes.tsx'
import type { PropsApercu } from './apercu.page.tsx'

/** Rows that were refused, with the file that holds them to be mended. */
export function Refusees({ lu, lignes, page, parPage, adresse }: PropsApercu & { readonly adresse: string }) {
  if (lu.refusees === 0) return <p>Aucune ligne n’a été refusée.</p>
  return (
    <Section
      titre={compte(lu.refusees, 'ligne refusée', 'lignes refusées')}
      detail="elles n’ont pas été écrites"
    >
      {lignes.length > 0 && <TableauDesRefus lignes={lignes} />}
      <Pagination
        page={page}
        derniere={page * parPage >= lu.refusees}
        adresse={(n) => `${adresse}?page=${n}`}
      />
      <LienDesRefus adresse={adresse} />
    </Section>
  )
}

/** The file of the refused rows, each with its reason. */
export const LienDesRefus = ({ adresse }: { readonly adresse: string }) => (
  <p>
    <Lien href={`${adresse}/refusees.csv`} icone="telecharger">
      Télécharger les lignes refusées et leurs motifs (CSV)
    </Lien>
    <span className="detail"> : corrigez-les dans ce fichier, puis déposez-le tel quel.</span>
  </p>
)

/** Refused rows: their line, the field at fault, the reason. */
export const TableauDesRefus = ({ lignes }: Pick<PropsApercu, 'lignes'>) => (
  <Tableau
    titre="Lignes refusées"
    lignes={lignes}
    cleDe={({ numero }) => String(numero)}
    colonnes={[
      { cle: 'ligne', titre: 'Ligne', entete: true, nombre: true, contenu: ({ numero }) => nombre(numero) },
      { cle: 'colonne', titre: 'Colonne', contenu: ({ colonne }) => colonne ?? 'toute la ligne' },
      {
        cle: 'valeur',
        titre: 'Valeur',
        contenu: ({ valeur }) => (valeur ? <bdi>{valeur}</bdi> : 'vide'),
      },
      { cle: 'motif', titre: 'Pourquoi, et que faire', contenu: ({ motif }) => motif },
    ]}
  />
)
