import { dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampDate, ChampListe, ChampLong, CoteACote, Formulaire } from '#ui/formulaire.tsx'
import type { LotLu, OffreLue } from '../marche/marche.queries.ts'
import type { PropsAttribution } from './attribution.page.tsx'
import type { AttributionLue } from './attribution.queries.ts'

/** The choice of the commission for a lot, with its reasons. */
export function ChoixDuLot({
  lot,
  duLot,
  attribution,
  decisions,
  aujourdhui,
  operation,
  formulaire,
  fautes,
  saisies,
  alerte,
}: PropsAttribution & {
  readonly lot: LotLu
  readonly duLot: readonly OffreLue[]
  readonly attribution: AttributionLue | undefined
}) {
  const id = `lot-${lot.numero}`
  return (
    <Formulaire
      id={id}
      prefixe
      action={`/achats/${operation.id}/attribution/${lot.id}`}
      {...(formulaire === id && { fautes: fautes ?? [], saisies: saisies ?? {}, alerte })}
    >
      <CoteACote>
        <ChampListe
          nom="offre"
          libelle="Offre retenue"
          vide="Choisissez"
          valeur={attribution?.offreId ?? ''}
          options={duLot.map(({ id: valeur, candidat }) => ({ valeur, libelle: candidat }))}
        />
        <ChampDate
          nom="le"
          libelle="Commission du"
          valeur={dateSaisie(attribution?.attribueLe ?? aujourdhui)}
        />
        <ChampListe
          nom="groupement"
          libelle="Groupement d’opérateurs"
          valeur={attribution?.groupement ?? 'Pas de groupement'}
          options={['Pas de groupement', 'Conjoint', 'Solidaire'].map((mot) => ({
            valeur: mot,
            libelle: mot,
          }))}
        />
      </CoteACote>
      <ChampListe
        nom="decision"
        libelle="Décision enregistrée"
        vide="Aucune"
        valeur={attribution?.decision?.id ?? ''}
        options={decisions.map(({ id: valeur, numero, titre }) => ({
          valeur,
          libelle: `${numero} · ${titre}`,
        }))}
        facultatif
      />
      <ChampLong
        nom="motifs"
        libelle="Motifs du choix"
        aide="Ils partent dans les lettres."
        valeur={attribution?.motifs ?? ''}
      />
      <Actions>
        <Bouton>Enregistrer l’attribution</Bouton>
      </Actions>
    </Formulaire>
  )
}
