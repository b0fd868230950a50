import { compte } from '#shared/typographie.ts'
import { GraphiqueLignes } from '#ui/graphique/lignes.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { direProjection, enRapport } from '../analyse/projection.ts'
import type { AnneeProjetee } from '../domain/contrat/projection.ts'
import type { Bilan } from './bilan-du-contrat.ts'
import type { ProjectionDesContrats } from './projeter-contrats.ts'

/** A year projected, and what the accounts say of the leaves that began in it; null before they come. Per cent. */
export type AnneeComparee = AnneeProjetee & { readonly annee: number; readonly constate: number | null }

/** The six years in their order, each beside what the accounts say. */
export const comparer = (
  { premiere, annees }: ProjectionDesContrats,
  survenances: Bilan['survenances'],
): AnneeComparee[] =>
  annees.map((projetee, an) => ({
    ...projetee,
    annee: premiere + an,
    constate: survenances.find((s) => s.annee === premiere + an)?.ratioSP ?? null,
  }))

/** Where the accounts fall: in words. */
export const situer = ({ constate, bas, haut }: AnneeComparee): string =>
  constate === null
    ? 'comptes à venir'
    : constate > haut * 100
      ? 'au-dessus de la fourchette'
      : constate < bas * 100
        ? 'au-dessous de la fourchette'
        : 'dans la fourchette'

export const MENTION_PROJECTION =
  'Incapacité et invalidité seules : leurs sinistres, et la part des cotisations qui les paie selon l’offre retenue ; les comptes, eux, portent sur toutes les garanties. Employeurs signataires recensés, au niveau choisi ; recensement en vigueur, taux connus ; fréquences et durées publiées, calées, à remplacer par les absences du contrat. La dernière année est surtout faite de provisions, prudentes.'

/** The drawing of the projection, beside that of the accounts. */
export const EventailDesContrats = ({ projection }: { readonly projection: ProjectionDesContrats }) => (
  <>
    <h3>Projection sur six ans</h3>
    <p className="detail">Trait : médiane. Bande : huit chances sur dix. Tirets : 100 %.</p>
    <GraphiqueLignes
      conclusion={direProjection('Projection', projection.annees, projection.premiere)}
      titre="Projection des sinistres rapportés aux cotisations, six ans"
      nomDesCategories="Année"
      categories={projection.annees.map((_, an) => ({ libelle: String(projection.premiere + an) }))}
      formater={(valeur) => enRapport(valeur / 100)}
      repere={{ valeur: 100, libelle: '' }}
      series={[
        {
          libelle: 'Médiane',
          valeurs: projection.annees.map(({ mediane }) => mediane * 100),
          bande: projection.annees.map(({ bas, haut }) => ({ bas: bas * 100, haut: haut * 100 })),
        },
      ]}
    />
  </>
)

/** What was projected and what the accounts say, year by year. */
export const TableauCompare = ({
  projection,
  survenances,
}: {
  readonly projection: ProjectionDesContrats
  readonly survenances: Bilan['survenances']
}) => (
  <>
    <Tableau
      titre="Projection et comptes, par année des arrêts"
      titreVisible
      lignes={comparer(projection, survenances)}
      cleDe={({ annee }) => String(annee)}
      colonnes={[
        { cle: 'annee', titre: 'Année', entete: true, contenu: ({ annee }) => String(annee) },
        { cle: 'mediane', titre: 'Projeté', nombre: true, contenu: ({ mediane }) => enRapport(mediane) },
        {
          cle: 'fourchette',
          titre: 'Huit chances sur dix',
          nombre: true,
          contenu: ({ bas, haut }) => `${enRapport(bas)} à ${enRapport(haut)}`,
        },
        {
          cle: 'constate',
          titre: 'Constaté',
          nombre: true,
          contenu: ({ constate }) => (constate === null ? 'à venir' : enRapport(constate / 100)),
        },
        { cle: 'place', titre: 'Place', contenu: situer },
      ]}
    />
    <p className="detail">
      Projection : médiane et fourchette de {compte(projection.tirages, 'tirage')}, toujours les mêmes.{' '}
      {MENTION_PROJECTION}
    </p>
  </>
)
