import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampChoix,
  ChampDate,
  ChampListe,
  ChampLong,
  ChampNombre,
  ChampTexte,
  CoteACote,
  Formulaire,
  valeurDe,
} from '#ui/formulaire.tsx'
import { RUBRIQUE } from '../cadre.tsx'
import { GENRES_CONVENTION } from '../domain/convention.ts'
import type { MembreDuSchema } from '../schema.queries.ts'
import type { ConventionLue } from './conventions.queries.ts'
import { ariane } from './vues.tsx'

/** The form of a convention, new or corrected. */
export function pageSaisieConvention({
  convention,
  membres,
  acteur,
  maintenant,
  saisies,
  statut,
  ...retour
}: RetourDeFormulaire & {
  readonly convention: ConventionLue | null
  readonly membres: readonly MembreDuSchema[]
  readonly acteur: Acteur
  readonly maintenant: Date
}): ContenuDePage {
  const c = convention
  const nombre = (valeur: number | null | undefined) => (valeur == null ? '' : String(valeur))
  return {
    titre: c ? 'Modifier une convention' : 'Enregistrer une convention',
    rubrique: RUBRIQUE,
    ariane: ariane(c),
    ...(statut && { statut }),
    contenu: (
      <Formulaire
        action={c ? `/conventions/${c.id}/modifier` : '/conventions'}
        saisies={saisies}
        version={c?.version}
        cle={c ? undefined : valeurDe(saisies, 'cle', nouvelId(+maintenant))}
        {...retour}
      >
        <ChampTexte nom="titre" libelle="Titre" valeur={c?.titre} />
        <ChampListe
          nom="genre"
          libelle="Nature"
          valeur={c?.genre ?? 'accord'}
          options={Object.entries(GENRES_CONVENTION).map(([valeur, libelle]) => ({ valeur, libelle }))}
        />
        <ChampChoix
          nom="parties"
          libelle="Membres engagés"
          plusieurs
          enLigne
          options={membres.map(({ organismeId, libelle }) => ({
            valeur: organismeId,
            libelle,
            coche: c ? c.parties.includes(organismeId) : organismeId === acteur.organismeId,
          }))}
        />
        <ChampLong
          nom="autresParties"
          libelle="Autres parties"
          aide="Une par ligne : CNFPT, Région, assureur…"
          facultatif
          lignes={2}
          valeur={c?.autresParties}
        />
        <CoteACote>
          <ChampDate nom="du" libelle="Depuis le" valeur={dateSaisie(c?.du ?? null)} />
          <ChampDate
            nom="au"
            libelle="Jusqu’au"
            facultatif
            aide="Fin de la première période. Vide : sans terme."
            valeur={dateSaisie(c?.au ?? null)}
          />
          <ChampDate nom="signeeLe" libelle="Signée le" facultatif valeur={dateSaisie(c?.signeeLe ?? null)} />
        </CoteACote>
        <CoteACote>
          <ChampNombre
            nom="preavisMois"
            libelle="Préavis"
            unite="mois"
            valeur={nombre(c?.preavisMois ?? 6)}
          />
          <ChampNombre
            nom="renouvellementMois"
            libelle="Reconduction tacite"
            aide="Durée de chaque période. Vide : aucune."
            unite="mois"
            facultatif
            valeur={nombre(c?.renouvellementMois)}
          />
          <ChampNombre
            nom="renouvellementsMax"
            libelle="Reconductions au plus"
            aide="Vide : sans limite."
            facultatif
            valeur={nombre(c?.renouvellementsMax)}
          />
        </CoteACote>
        <ChampTexte nom="reference" libelle="Référence" facultatif taille="moyen" valeur={c?.reference} />
        <ChampLong nom="objet" libelle="Objet" facultatif lignes={4} valeur={c?.objet} />
        <Actions>
          <Bouton variante="primaire">Enregistrer la convention</Bouton>
          <a href={c ? `/conventions/${c.id}` : '/conventions'}>Revenir</a>
        </Actions>
      </Formulaire>
    ),
  }
}
