import type { ReactNode } from 'react'
import type { Acteur } from '#shared/acteur.ts'
import { deNom } from '#shared/mots.ts'
import { compte, nombre } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Actions, Formulaire } from '#ui/formulaire.tsx'
import { Alerte, ChiffreCle, ChiffresCles, Onglets, Pagination, Section, Vide } from '#ui/textes.tsx'
import { TravailLong } from '#ui/travail-long.tsx'
import type { ContenuDePage } from '../http/services.ts'
import type { GenreImport } from './genre.ts'
import type { ImportLu, LigneLue } from './imports.queries.ts'
import { TableauDesLignes } from './lignes.tsx'
import { LienDesRefus, Refusees, TableauDesRefus } from './refus.tsx'

export type PropsApercu = {
  readonly genre: GenreImport
  readonly lu: ImportLu
  /** Which lines are shown. */
  readonly montre: string
  readonly lignes: readonly LigneLue[]
  readonly page: number
  readonly parPage: number
  readonly acteur: Acteur
  readonly alerte?: string
  readonly statut?: number
}

const TITRES: Readonly<Record<string, string>> = {
  lecture: 'Lecture du fichier',
  refuse: 'Fichier refusé',
  a_confirmer: 'Aperçu avant écriture',
  ecriture: 'Écriture en cours',
  fait: 'Import terminé',
  abandonne: 'Import abandonné',
}

/** One import: what it would do, how far it is, what it did. Its address does not change. */
export function pageImport(props: PropsApercu): ContenuDePage {
  const { genre, lu, acteur, alerte, statut } = props
  return {
    titre: `${TITRES[lu.etat]} : ${genre.titre.toLowerCase()}`,
    h1: TITRES[lu.etat],
    surtitre: `${genre.titre} ${deNom(acteur.libelle)}`,
    rubrique: genre.voir.href,
    ariane: [
      { libelle: 'Importer et exporter', href: '/imports' },
      { libelle: genre.titre, href: `/imports/${genre.cle}` },
    ],
    chapeau: <p>Fichier « {lu.nom} »</p>,
    ...(statut && { statut }),
    contenu: (
      <>
        {alerte && <Alerte>{alerte}</Alerte>}
        {!alerte && lu.refus && lu.etat !== 'refuse' && <Alerte ton="attention">{lu.refus}</Alerte>}
        {lu.ignorees.length > 0 && lu.etat === 'a_confirmer' && (
          <Alerte ton="info" titre="Colonnes laissées de côté">
            {lu.ignorees.slice(0, 20).join(', ')}. Leur contenu n’est pas lu.
          </Alerte>
        )}
        <Corps {...props} />
      </>
    ),
  }
}

const Comptes = ({ lu }: Pick<PropsApercu, 'lu'>) => (
  <ChiffresCles>
    <ChiffreCle valeur={nombre(lu.nouvelles)} libelle={lu.nouvelles > 1 ? 'nouvelles' : 'nouvelle'} />
    <ChiffreCle valeur={nombre(lu.changees)} libelle={lu.changees > 1 ? 'changées' : 'changée'} />
    <ChiffreCle valeur={nombre(lu.inchangees)} libelle={lu.inchangees > 1 ? 'inchangées' : 'inchangée'} />
    <ChiffreCle valeur={nombre(lu.refusees)} libelle={lu.refusees > 1 ? 'refusées' : 'refusée'} />
  </ChiffresCles>
)

function Corps(props: PropsApercu): ReactNode {
  const { genre, lu } = props
  const adresse = `/imports/${genre.cle}/${lu.id}`
  const recommencer = <Bouton href={`/imports/${genre.cle}`}>Déposer un autre fichier</Bouton>
  switch (lu.etat) {
    case 'lecture':
    case 'ecriture':
      return (
        <TravailLong
          etat={lu.fait > 0 ? 'cours' : 'attente'}
          quoi={
            lu.etat === 'lecture' ? `Lecture de ${lu.nom}` : `Écriture des ${genre.plusieurs} de ${lu.nom}`
          }
          fait={lu.fait}
          total={lu.total}
          unite={lu.etat === 'lecture' ? 'ko lus' : 'lignes écrites'}
          actualiser={adresse}
          suite={
            <p className="detail">
              Vous pouvez quitter cette page : le travail continue, et vous le retrouverez dans « Derniers
              imports ».
            </p>
          }
        />
      )
    case 'refuse':
      return (
        <>
          <Alerte titre="Rien n’a été lu.">{lu.refus}</Alerte>
          <p>{recommencer}</p>
        </>
      )
    case 'abandonne':
      return <Vide action={recommencer}>Rien n’a été écrit, et le fichier est oublié.</Vide>
    case 'fait':
      return (
        <>
          <Comptes lu={lu} />
          <Refusees {...props} adresse={adresse} />
          <Actions>
            <Bouton href={genre.voir.href}>{genre.voir.libelle}</Bouton>
            <Bouton variante="lien" href={`/imports/${genre.cle}`}>
              Importer un autre fichier
            </Bouton>
          </Actions>
        </>
      )
    default:
      return <Apercu {...props} adresse={adresse} />
  }
}

/** What would be written, then the deed: nothing is written by looking. */
function Apercu({
  genre,
  lu,
  montre,
  lignes,
  page,
  parPage,
  adresse,
}: PropsApercu & { readonly adresse: string }) {
  const aEcrire = lu.nouvelles + lu.changees
  const vues = [
    { cle: 'refusee', libelle: 'Refusées', combien: lu.refusees },
    { cle: 'nouvelle', libelle: 'Nouvelles', combien: lu.nouvelles },
    { cle: 'changee', libelle: 'Changées', combien: lu.changees },
    { cle: 'inchangee', libelle: 'Inchangées', combien: lu.inchangees },
  ]
  const total = vues.find(({ cle }) => cle === montre)?.combien ?? 0
  return (
    <>
      <Comptes lu={lu} />
      <Section titre="Confirmer">
        {aEcrire === 0 ? (
          <p>
            {lu.refusees > 0
              ? 'Aucune ligne ne peut être écrite. Corrigez les lignes refusées, puis déposez de nouveau le fichier.'
              : 'Le fichier dit exactement ce qui est déjà connu : rien n’est à écrire.'}
          </p>
        ) : (
          <Formulaire action={`${adresse}/confirmer`} champs={{ empreinte: lu.empreinte ?? '' }}>
            <p>
              {lu.refusees > 0
                ? `Les ${compte(lu.refusees, 'ligne refusée', 'lignes refusées')} resteront de côté ; vous pourrez les corriger et les importer ensuite.`
                : 'Toutes les lignes sont lues.'}
            </p>
            <Actions>
              <Bouton variante="primaire" icone="fait">
                Écrire {compte(aEcrire, 'ligne')}
              </Bouton>
            </Actions>
          </Formulaire>
        )}
        <BoutonPost action={`${adresse}/abandonner`} variante="lien">
          Abandonner cet import
        </BoutonPost>
      </Section>
      <Section titre="Ligne par ligne">
        <Onglets
          libelle="Lignes du fichier"
          vues={vues.map(({ cle, libelle, combien }) => ({
            libelle,
            href: `${adresse}?lignes=${cle}`,
            courant: cle === montre,
            nombre: combien,
          }))}
        />
        {lignes.length === 0 ? (
          <Vide>Aucune ligne dans cet état.</Vide>
        ) : montre === 'refusee' ? (
          <TableauDesRefus lignes={lignes} />
        ) : (
          <TableauDesLignes genre={genre} lignes={lignes} montre={montre} />
        )}
        <Pagination
          page={page}
          derniere={page * parPage >= total}
          adresse={(n) => `${adresse}?lignes=${montre}&page=${n}`}
        />
        {montre === 'refusee' && lu.refusees > 0 && <LienDesRefus adresse={adresse} />}
      </Section>
    </>
  )
}
