import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampDate,
  ChampListe,
  ChampTexte,
  CoteACote,
  type Faute,
  Formulaire,
  type Saisies,
  valeurDe,
} from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import { FONCTIONS_DONNEES, LIBELLES_FONCTION } from '../domain/mandats.ts'
import type { MandatEnListe } from './personnes.queries.ts'

type Retour = {
  readonly fautes?: readonly Faute[]
  readonly saisies?: Saisies | undefined
  readonly alerte?: string | undefined
}

export const FormulaireNomination = ({
  acteur,
  maintenant,
  ...retour
}: Retour & { readonly acteur: Acteur; readonly maintenant: Date }) => (
  <Section titre={`Donner une fonction à quelqu’un pour ${acteur.libelle}`}>
    <Formulaire
      action="/personnes"
      id="nommer"
      prefixe
      cle={valeurDe(retour.saisies, 'cle', nouvelId(+maintenant))}
      {...retour}
    >
      <CoteACote>
        <ChampTexte nom="nom" libelle="Nom ou fonction" />
        <ChampTexte
          nom="courriel"
          libelle="Adresse"
          type="email"
          aide="Elle recevra un lien d’invitation, qui sert une fois."
        />
      </CoteACote>
      <ChampListe
        nom="fonction"
        libelle="Fonction"
        valeur="direction"
        options={FONCTIONS_DONNEES.map((valeur) => ({ valeur, libelle: LIBELLES_FONCTION[valeur] }))}
      />
      <ChampDate nom="du" libelle="À compter du" valeur={dateSaisie(jourDe(maintenant))} />
      <ChampTexte nom="acte" libelle="Acte de désignation" facultatif />
      <Actions>
        <Bouton variante="primaire">Donner cette fonction</Bouton>
      </Actions>
    </Formulaire>
  </Section>
)

export const FormulaireAbsence = ({
  mandats,
  maintenant,
  ouvert,
  ...retour
}: Retour & {
  readonly mandats: readonly MandatEnListe[]
  readonly maintenant: Date
  readonly ouvert: boolean
}) => (
  <details className="repli" open={ouvert}>
    <summary>Couvrir une absence</summary>
    <p>
      La fonction est tenue par une autre personne pour un temps, puis revient d’elle-même à son titulaire.
    </p>
    <Formulaire
      action="/remplacements"
      id="absence"
      prefixe
      cle={valeurDe(retour.saisies, 'cle', nouvelId(+maintenant))}
      {...retour}
    >
      <ChampListe
        nom="mandat"
        libelle="Qui est absent ?"
        options={mandats.map(({ id, nom, fonction }) => ({
          valeur: id,
          libelle: `${LIBELLES_FONCTION[fonction]}, ${nom}`,
        }))}
      />
      <CoteACote>
        <ChampTexte nom="nom" libelle="Remplacé par" />
        <ChampTexte nom="courriel" libelle="Son adresse" type="email" />
      </CoteACote>
      <CoteACote>
        <ChampDate
          nom="du"
          libelle="Premier jour"
          aide="jj/mm/aaaa"
          valeur={dateSaisie(jourDe(maintenant))}
        />
        <ChampDate nom="au" libelle="Dernier jour" aide="jj/mm/aaaa" />
      </CoteACote>
      <ChampTexte nom="motif" libelle="Motif" aide="Rien de médical ni d’intime." facultatif />
      <Actions>
        <Bouton>Couvrir l’absence</Bouton>
      </Actions>
    </Formulaire>
  </details>
)
