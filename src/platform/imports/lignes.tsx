import { nombre } from '#shared/typographie.ts'
import { Tableau } from '#ui/tableau.tsx'
import type { PropsApercu } from './apercu.page.tsx'

/** What each row of the file will do, before anything is written. */
export const TableauDesLignes = ({
  genre,
  lignes,
  montre,
}: Pick<PropsApercu, 'genre' | 'lignes' | 'montre'>) => (
  <Tableau
    titre={`Lignes du fichier, ${montre}`}
    lignes={lignes}
    cleDe={({ numero }) => String(numero)}
    colonnes={[
      { cle: 'ligne', titre: 'Ligne', nombre: true, contenu: ({ numero }) => nombre(numero) },
      {
        cle: 'libelle',
        titre: genre.un.charAt(0).toUpperCase() + genre.un.slice(1),
        entete: true,
        contenu: ({ libelle }) => <bdi>{libelle}</bdi>,
      },
      {
        cle: 'changements',
        titre: montre === 'changee' ? 'Ce qui change' : 'Détail',
        contenu: ({ changements }) =>
          changements.length === 0 ? (
            'rien ne change'
          ) : (
            <ul>
              {changements.map(({ colonne, avant, apres }) => (
                <li key={colonne}>
                  {colonne} : {montre === 'changee' && <bdi>{avant || 'vide'}</bdi>}
                  {montre === 'changee' && ' devient '}
                  <bdi>{apres || 'vide'}</bdi>
                </li>
              ))}
            </ul>
          ),
      },
    ]}
  />
)
