import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { compte, date, heure } from '#shared/typographie.ts'
import { Bouton, Lien } from '#ui/bouton.tsx'
import { Depot } from '#ui/champs/depot.tsx'
import { Actions, Formulaire } from '#ui/formulaire.tsx'
import { Liste } from '#ui/liste.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section } from '#ui/textes.tsx'
import type { ContenuDePage } from '../http/services.ts'
import type { GenreImport } from './genre.ts'
import type { ImportEnListe } from './imports.queries.ts'

/** What this person may import. */
export const pageImports = (genres: readonly GenreImport[], acteur: Acteur): ContenuDePage => ({
  titre: 'Importer et exporter',
  surtitre: acteur.libelle,
  chapeau: (
    <p>
      Chaque organisme importe ses propres données. Le fichier exporté et le fichier importé ont le même
      format : exportez, corrigez, importez.
    </p>
  ),
  contenu: (
    <Liste
      lignes={genres.map(({ cle, titre, chapeau }) => ({
        cle,
        titre,
        href: `/imports/${cle}`,
        detail: chapeau,
      }))}
    />
  ),
})

const MOTS: Readonly<Record<string, string>> = {
  lecture: 'en cours de lecture',
  refuse: 'fichier refusé',
  a_confirmer: 'à confirmer',
  ecriture: 'en cours d’écriture',
  fait: 'terminé',
  abandonne: 'abandonné',
}

const resume = ({ etat, nouvelles, changees, refusees }: ImportEnListe): string =>
  etat === 'fait'
    ? `${compte(nouvelles, 'nouvelle')}, ${compte(changees, 'changée')}, ${compte(refusees, 'refusée')}`
    : ''

/** Where a file is given: what it must hold, a template, the present data in the same format, the last imports. */
export function pageDepot({
  genre,
  imports,
  acteur,
  maintenant,
  faute,
}: {
  readonly genre: GenreImport
  readonly imports: readonly ImportEnListe[]
  readonly acteur: Acteur
  readonly maintenant: Date
  readonly faute?: string
}): ContenuDePage {
  const adresse = `/imports/${genre.cle}`
  return {
    titre: `Importer : ${genre.titre.toLowerCase()}`,
    surtitre: acteur.libelle,
    rubrique: genre.voir.href,
    ariane: [{ libelle: 'Importer et exporter', href: '/imports' }],
    chapeau: <p>{genre.chapeau}</p>,
    ...(faute && { statut: 422 }),
    contenu: (
      <>
        <Section titre="Déposer un fichier">
          <Formulaire
            action={adresse}
            fichiers
            cle={nouvelId(+maintenant)}
            fautes={faute ? [{ champ: 'fichier', message: faute }] : []}
          >
            <Depot
              nom="fichier"
              libelle="Fichier CSV ou XLSX"
              accepte=".csv,.txt,.xlsx,text/csv"
              aide="10 Mo et 50 000 lignes au plus. Rien n’est écrit avant que vous ayez confirmé l’aperçu."
            />
            <Actions>
              <Bouton variante="primaire" icone="deposer">
                Voir l’aperçu
              </Bouton>
            </Actions>
          </Formulaire>
          <ul>
            {genre.regles.map((regle) => (
              <li key={regle}>{regle}</li>
            ))}
          </ul>
        </Section>
        <Section
          titre="Les colonnes du fichier"
          detail="sur la première ligne, dans l’ordre que vous voulez ; les autres colonnes sont laissées de côté"
        >
          <Tableau
            titre="Colonnes du fichier"
            lignes={genre.colonnes}
            cleDe={({ cle }) => cle}
            colonnes={[
              { cle: 'titre', titre: 'Colonne', entete: true, contenu: ({ libelles }) => libelles[0] },
              {
                cle: 'obligatoire',
                titre: 'Obligatoire',
                contenu: ({ obligatoire }) => (obligatoire ? 'oui' : 'non'),
              },
              { cle: 'aide', titre: 'Ce qu’elle contient', contenu: ({ aide }) => aide },
            ]}
          />
          <p className="actions">
            <Lien href={`${adresse}/modele?format=csv`} icone="telecharger">
              Modèle CSV
            </Lien>
            <Lien href={`${adresse}/modele?format=xlsx`} icone="telecharger">
              Modèle XLSX
            </Lien>
            <Lien href={`${adresse}/export?format=csv`} icone="telecharger">
              Mes données en CSV
            </Lien>
            <Lien href={`${adresse}/export?format=xlsx`} icone="telecharger">
              Mes données en XLSX
            </Lien>
            <Lien href={genre.voir.href}>{genre.voir.libelle}</Lien>
          </p>
        </Section>
        {imports.length > 0 && (
          <Section titre="Derniers imports">
            <Tableau
              titre="Derniers imports"
              lignes={imports}
              cleDe={({ id }) => id}
              colonnes={[
                {
                  cle: 'fichier',
                  titre: 'Fichier',
                  entete: true,
                  contenu: ({ id, nom }) => <a href={`${adresse}/${id}`}>{nom}</a>,
                },
                {
                  cle: 'quand',
                  titre: 'Déposé',
                  contenu: ({ depose_le }) => `${date(jourDe(depose_le))}, ${heure(depose_le)}`,
                },
                { cle: 'qui', titre: 'Par', contenu: ({ auteur }) => auteur },
                { cle: 'etat', titre: 'État', contenu: ({ etat }) => MOTS[etat] ?? etat },
                { cle: 'lignes', titre: 'Lignes', contenu: resume },
              ]}
            />
          </Section>
        )}
      </>
    ),
  }
}
