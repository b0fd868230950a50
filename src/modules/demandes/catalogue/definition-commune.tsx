import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampChoix,
  ChampListe,
  ChampLong,
  ChampNombre,
  ChampTexte,
  CoteACote,
  Formulaire,
} from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import type { TypeLu } from './catalogue.queries.ts'

export const NIVEAUX = {
  commun: 'Commun à la coopération',
  commun_adapte: 'Commun, adapté par chaque centre',
  local: 'Propre à un centre',
} as const
const CONFIDENTIALITES = {
  normale: 'Normale',
  rh: 'Ressources humaines',
  sante: 'Santé : aucune donnée médicale ici',
} as const

export type Centre = { readonly id: string; readonly libelle: string }

/** What a type is for all the centres: saving it makes a version. */
export function DefinitionCommune({
  type,
  centres,
  retour,
}: {
  readonly type: TypeLu
  readonly centres: readonly Centre[]
  readonly retour: RetourDeFormulaire
}) {
  return (
    <Section titre="Définition commune" detail={`Version ${type.version}`} filet>
      <Formulaire
        action={`/demandes/catalogue/${type.id}`}
        version={type.version}
        {...(retour.fautes && { fautes: retour.fautes })}
        {...(retour.saisies && { saisies: retour.saisies })}
        alerte={retour.alerte}
      >
        <ChampTexte nom="libelle" libelle="Intitulé" valeur={type.libelle} />
        <ChampTexte nom="theme" libelle="Thème" valeur={type.theme} />
        <ChampLong
          nom="description"
          libelle="Ce que la mairie lit avant de demander"
          valeur={type.description}
          facultatif
        />
        <CoteACote>
          <ChampListe
            nom="niveau"
            libelle="Niveau"
            valeur={type.niveau}
            options={Object.entries(NIVEAUX).map(([valeur, libelle]) => ({ valeur, libelle }))}
          />
          <ChampListe
            nom="confidentialite"
            libelle="Confidentialité"
            valeur={type.confidentialite}
            options={Object.entries(CONFIDENTIALITES).map(([valeur, libelle]) => ({ valeur, libelle }))}
          />
        </CoteACote>
        <ChampListe
          nom="chefDeFile"
          libelle="Chef de file du thème"
          vide="Aucun : chaque centre"
          valeur={type.chefDeFileId ?? ''}
          options={centres.map(({ id, libelle }) => ({ valeur: id, libelle }))}
          facultatif
        />
        <CoteACote>
          <ChampNombre
            nom="priseJours"
            libelle="Prise en charge"
            unite="jours ouvrés"
            valeur={String(type.priseJours)}
          />
          <ChampNombre
            nom="reponseJours"
            libelle="Réponse"
            unite="jours ouvrés"
            valeur={String(type.reponseJours)}
          />
          <ChampNombre
            nom="delaiLegalMois"
            libelle="Délai légal"
            unite="mois"
            valeur={String(type.delaiLegalMois ?? '')}
            facultatif
          />
        </CoteACote>
        <ChampTexte nom="delaiLegal" libelle="Texte du délai légal" valeur={type.delaiLegal} facultatif />
        <ChampLong
          nom="champs"
          libelle="Champs du formulaire"
          aide="Un par ligne : Libellé ; genre. Genres : texte, texte long, date, nombre, choix, oui ou non. Après un choix, ses réponses séparées par des virgules. À la fin : facultatif, ou si Autre libellé = réponse."
          valeur={type.champs}
          facultatif
        />
        <ChampLong
          nom="pieces"
          libelle="Pièces attendues"
          aide="Une par ligne ; « facultatif » après un point-virgule."
          valeur={type.pieces}
          facultatif
        />
        <ChampChoix
          nom="actif"
          libelle="Au catalogue"
          enLigne
          options={[
            { valeur: 'oui', libelle: 'Oui', coche: type.actif },
            { valeur: 'non', libelle: 'Retirée : les demandes en cours continuent', coche: !type.actif },
          ]}
        />
        <Actions>
          <Bouton variante="primaire">Enregistrer une nouvelle version</Bouton>
          <Bouton nom="geste" valeur="apercu">
            Voir l’aperçu sans enregistrer
          </Bouton>
        </Actions>
      </Formulaire>
    </Section>
  )
}
