import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Jour } from '#shared/dates.ts'
import { compte } from '#shared/typographie.ts'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Colonnes, Fictif, Section, Vide } from '#ui/textes.tsx'
import { centiemes } from '../analyse/composer.ts'
import type { OffreNotee } from '../domain/criteres.ts'
import { OBJETS } from '../domain/operation.ts'
import type { LotLu, MarcheLu, OffreLue } from '../marche/marche.queries.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import { RUBRIQUE, VuesDeLOperation } from '../vues.tsx'
import type { AttributionLue, Choix } from './attribution.queries.ts'
import { ChoixDuLot } from './choix.tsx'
import { Commission } from './commission.tsx'
import { Suites } from './suites.tsx'

export type PropsAttribution = RetourDeFormulaire & {
  readonly operation: OperationLue
  readonly marche: MarcheLu | null
  readonly offres: readonly OffreLue[]
  readonly attributions: readonly AttributionLue[]
  readonly classements: ReadonlyMap<string, readonly OffreNotee[]>
  readonly decisions: Choix['decisions']
  readonly reglages: Pick<Choix, 'seances'> & { readonly acheteurSiret: string }
  readonly mene: boolean
  readonly lie: boolean
  readonly aujourdhui: Jour
  readonly decp: boolean
  readonly formulaire?: string
}

/** The commission and what follows: ranking with reasons, letters, days to wait, notification, national data. */
export function pageAttribution(props: PropsAttribution): ContenuDePage {
  const { operation, marche, attributions, alerte, formulaire, statut } = props
  return {
    titre: 'Commission et attribution',
    surtitre: `${operation.titre} · ${OBJETS[operation.objet]}`,
    rubrique: RUBRIQUE,
    ...(statut && { statut }),
    ariane: [
      { libelle: 'Achats groupés', href: '/achats' },
      { libelle: operation.titre, href: `/achats/${operation.id}` },
    ],
    chapeau: marche ? (
      <p>
        {compte(attributions.length, 'lot attribué', 'lots attribués')} sur {marche.lots.length}. La
        plateforme calcule le classement ; la commission attribue. {operation.fictif && <Fictif />}
      </p>
    ) : undefined,
    contenu: (
      <>
        <VuesDeLOperation
          id={operation.id}
          courante="attribution"
          cibles={operation.cibles}
          objet={operation.objet}
        />
        {alerte && !formulaire && (
          <Alerte>
            <p>{alerte}</p>
          </Alerte>
        )}
        {marche ? (
          <Colonnes cote={<Commission {...props} marche={marche} />}>
            {marche.lots.map((lot) => (
              <UnLot key={lot.id} {...props} marche={marche} lot={lot} />
            ))}
          </Colonnes>
        ) : (
          <Vide titre="Rien à attribuer">Le marché de cet achat n’est pas encore préparé.</Vide>
        )}
      </>
    ),
  }
}

function UnLot(props: PropsAttribution & { readonly marche: MarcheLu; readonly lot: LotLu }) {
  const { lot, offres, attributions, classements, lie, mene, marche } = props
  const duLot = offres.filter(({ lotId }) => lotId === lot.id)
  const attribution = attributions.find(({ lotId }) => lotId === lot.id)
  const noteDe = (id: string) => classements.get(lot.id)?.find((c) => c.id === id)
  return (
    <Section
      titre={`Lot ${lot.numero} : ${lot.objet}`}
      detail={attribution ? `attribué à ${attribution.titulaire}` : 'pas encore attribué'}
      filet
    >
      {lie && marche.notesClosesLe && (
        <Tableau<OffreLue>
          titre={`Classement du lot ${lot.numero}`}
          lignes={duLot.toSorted((a, b) => (noteDe(a.id)?.rang ?? 99) - (noteDe(b.id)?.rang ?? 99))}
          cleDe={({ id }) => id}
          estCourante={({ id }) => id === attribution?.offreId}
          vide={<Vide>Ce lot n’a reçu aucune offre.</Vide>}
          colonnes={[
            {
              cle: 'candidat',
              titre: 'Candidat',
              entete: true,
              contenu: ({ candidat, lettre }) => `${candidat} (offre ${lettre})`,
            },
            {
              cle: 'rang',
              titre: 'Rang',
              contenu: ({ id }) => {
                const rang = noteDe(id)?.rang
                return rang ? (rang === 1 ? '1re' : `${rang}e`) : 'sans rang'
              },
            },
            {
              cle: 'points',
              titre: 'Points',
              nombre: true,
              contenu: ({ id, tardive, irreguliere }) => {
                const total = noteDe(id)?.total
                return tardive
                  ? 'hors délai'
                  : irreguliere
                    ? 'irrégulière'
                    : total == null
                      ? 'sans total'
                      : centiemes(total)
              },
            },
            {
              cle: 'lettre',
              titre: 'Lettre',
              contenu: ({ id, lettre }) =>
                attribution && mene ? (
                  <a href={`/achats/lots/${lot.id}/lettres/${id}`}>Lettre à l’offre {lettre} (DOCX)</a>
                ) : (
                  'après l’attribution'
                ),
            },
          ]}
        />
      )}
      {lie && !marche.notesClosesLe && <p>Le classement paraît à la clôture des notes.</p>}
      {attribution && <Suites {...props} attribution={attribution} candidats={duLot.length} />}
      {mene && marche.notesClosesLe && !attribution?.envoiLe && duLot.length > 0 && (
        <ChoixDuLot {...props} duLot={duLot} attribution={attribution} />
      )}
    </Section>
  )
}
