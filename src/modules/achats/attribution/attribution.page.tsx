import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Jour } from '#shared/dates.ts'
import { compte } from '#shared/typographie.ts'
import { Colonnes, Fictif, Section, Vide } from '#ui/textes.tsx'
import { Classement } from '../analyse/classement.tsx'
import type { OffreNotee } from '../domain/criteres.ts'
import type { LotLu, MarcheLu, OffreLue } from '../marche/marche.queries.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import { cadreDeLOperation, TeteDeLOperation } from '../vues.tsx'
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
    ...cadreDeLOperation(operation, statut),
    chapeau: marche ? (
      <p>
        {compte(attributions.length, 'lot attribué', 'lots attribués')} sur {marche.lots.length}. La
        plateforme calcule le classement ; la commission attribue. {operation.fictif && <Fictif />}
      </p>
    ) : undefined,
    contenu: (
      <>
        <TeteDeLOperation operation={operation} courante="attribution" alerte={!formulaire && alerte} />
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
  return (
    <Section
      titre={`Lot ${lot.numero} : ${lot.objet}`}
      detail={attribution ? `attribué à ${attribution.titulaire}` : 'pas encore attribué'}
      filet
    >
      {lie && marche.notesClosesLe && (
        <Classement
          titre={`Classement du lot ${lot.numero}`}
          offres={duLot}
          notes={classements.get(lot.id) ?? []}
          sansPoints="sans total"
          retenue={attribution?.offreId}
          vide={<Vide>Ce lot n’a reçu aucune offre.</Vide>}
          plus={[
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
