import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import { ajouterJours, type Jour } from '#shared/dates.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampDate,
  ChampListe,
  ChampLong,
  ChampMontant,
  ChampNombre,
  ChampTexte,
  CoteACote,
  Formulaire,
  GroupeDeChamps,
} from '#ui/formulaire.tsx'
import type { FicheDeContrat } from '../domain/contrat/contrat.ts'
import { BASES, enSaisies, REPRISES } from './saisie.ts'

type Retour = RetourDeFormulaire & { readonly formulaire?: string }

/** What came back of a form, when it is this one. */
const retourDe = ({ formulaire, fautes, saisies, alerte }: Retour, id: string) =>
  formulaire === id && { fautes: fautes ?? [], saisies: saisies ?? {}, alerte }

/** The form of a contract, to add or to correct. */
export function FormulaireContrat({
  action,
  fiche,
  version,
  cle,
  retour,
}: {
  readonly action: string
  readonly fiche: FicheDeContrat
  readonly version?: number
  readonly cle?: string
  readonly retour: Retour
}) {
  const v = enSaisies(fiche)
  return (
    <Formulaire
      id="contrat"
      prefixe
      action={action}
      version={version}
      cle={cle}
      {...retourDe(retour, 'contrat')}
    >
      <GroupeDeChamps titre="Qui assure quoi, de quand à quand">
        <CoteACote>
          <ChampNombre nom="numero" libelle="Lot" valeur={v.numero} />
          <ChampTexte nom="intitule" libelle="Intitulé" valeur={v.intitule} />
          <ChampTexte nom="assureur" libelle="Assureur" valeur={v.assureur} />
        </CoteACote>
        <CoteACote>
          <ChampDate nom="du" libelle="Premier jour" valeur={v.du} />
          <ChampDate nom="au" libelle="Dernier jour" valeur={v.au} />
        </CoteACote>
      </GroupeDeChamps>
      <GroupeDeChamps titre="Taux et garanties">
        <ChampLong
          nom="taux"
          libelle="Taux"
          aide="Un par ligne : niveau | année | taux en % du brut. Un taux vaut jusqu’au suivant."
          lignes={4}
          valeur={v.taux}
        />
        <ChampLong nom="garanties" libelle="Garanties" lignes={3} valeur={v.garanties} facultatif />
      </GroupeDeChamps>
      <GroupeDeChamps titre="Clause de révision">
        <CoteACote>
          <ChampNombre nom="gel" libelle="Taux gelé pendant" unite="ans" valeur={v.gel} />
          <ChampNombre
            nom="plafond"
            libelle="Puis hausse par an au plus"
            unite="%"
            decimales
            valeur={v.plafond}
          />
          <ChampListe
            nom="base"
            libelle="Hausse comptée à partir"
            valeur={v.base}
            options={Object.entries(BASES).map(([valeur, libelle]) => ({ valeur, libelle }))}
          />
        </CoteACote>
        <CoteACote>
          <ChampNombre
            nom="seuil"
            libelle="Aucune hausse si le rapport est sous"
            unite="%"
            decimales
            valeur={v.seuil}
            facultatif
          />
          <ChampNombre nom="preavis" libelle="Préavis" unite="mois" valeur={v.preavis} />
        </CoteACote>
      </GroupeDeChamps>
      <CoteACote>
        <ChampMontant
          nom="frais"
          libelle="Frais du Centre de gestion par agent et par an"
          valeur={v.frais}
          facultatif
        />
        <ChampListe
          nom="reprise"
          libelle="Sinistres du contrat précédent repris"
          valeur={v.reprise}
          options={Object.entries(REPRISES).map(([valeur, libelle]) => ({ valeur, libelle }))}
        />
      </CoteACote>
      <ChampTexte
        nom="motif"
        libelle="Pourquoi cette écriture"
        aide="Avenant n° 1, erreur de saisie… Gardé dans l’historique."
      />
      <Actions>
        <Bouton variante="primaire" icone="enregistrer">
          Enregistrer le contrat
        </Bouton>
      </Actions>
    </Formulaire>
  )
}

/** The form by which another insurer takes the lot over. */
export function FormulaireReprise({
  action,
  fiche,
  version,
  aujourdhui,
  retour,
}: {
  readonly action: string
  readonly fiche: FicheDeContrat
  readonly version: number
  readonly aujourdhui: Jour
  readonly retour: Retour
}) {
  const janvier = `${Number(aujourdhui.slice(0, 4)) + 1}-01-01`
  const du = janvier <= fiche.au ? janvier : ajouterJours(fiche.au, 1)
  return (
    <Formulaire id="reprise" prefixe action={action} version={version} {...retourDe(retour, 'reprise')}>
      <p>
        Ce contrat finira la veille. Le suivant reprend sa clause et ses taux, que vous corrigerez ; les
        employeurs suivent leur lot.
      </p>
      <CoteACote>
        <ChampTexte nom="assureur" libelle="Nouvel assureur" />
        <ChampDate nom="du" libelle="À partir du" valeur={dateSaisie(du)} />
        <ChampDate nom="au" libelle="Jusqu’au" valeur={dateSaisie(fiche.au >= du ? fiche.au : null)} />
      </CoteACote>
      <ChampTexte nom="motif" libelle="Pourquoi" aide="Résiliation, fusion d’assureurs, nouveau marché…" />
      <Actions>
        <Bouton icone="enregistrer">Confier le lot à cet assureur</Bouton>
      </Actions>
    </Formulaire>
  )
}
