import {
  ChampChoix,
  ChampFichier,
  ChampListe,
  ChampLong,
  ChampTexte,
  GroupeDeChamps,
} from '#ui/formulaire.tsx'
import { NOM_DU_ROLE } from '../domain/acces.ts'
import { TYPES_DE_PIECES } from '../domain/depot.ts'
import {
  ACCORDS,
  ATTENTES,
  CRITERES,
  DEMARCHES,
  IDENTITES,
  MOYENS,
  NATURES,
  OUI_NON_NSP,
  QUALITES,
  STATUTS,
  TRANSMISSION,
} from '../domain/listes.ts'
import { estDeTransmission } from '../domain/politique.ts'
import type { Cellule } from '../protocole/annuaire.ts'

type Props = Readonly<{
  cellule: Cellule
  /** What files may weigh in all on this path, in megabytes. */
  totalEnMo: number
}>

/** The questions, in the order of a conversation; few are asked for. The same for both paths. */
export const Questions = ({ cellule, totalEnMo }: Props) => (
  <>
    <GroupeDeChamps titre="Vous">
      <ChampListe
        nom="employeur"
        libelle="L’employeur concerné"
        aide="La liste est lue sur votre appareil : le serveur ne saura pas lequel vous choisissez."
        vide="Je ne sais pas, ou il n’est pas dans la liste"
        facultatif={!cellule.politique.employeurObligatoire}
        options={cellule.employeurs.map(({ id, nom }) => ({ valeur: id, libelle: nom }))}
      />
      <ChampChoix nom="qualite" libelle="En quelle qualité signalez-vous ?" options={QUALITES} />
      <ChampListe
        nom="statut"
        libelle="Votre statut"
        vide="Je préfère ne pas le dire"
        facultatif
        options={STATUTS}
      />
      <ChampChoix
        nom="victimeInformee"
        libelle="Si vous êtes témoin : la victime sait-elle que vous signalez ?"
        facultatif
        enLigne
        options={OUI_NON_NSP}
      />
      <ChampChoix
        nom="accordVictime"
        libelle="Est-elle d’accord ?"
        facultatif
        enLigne
        options={OUI_NON_NSP}
      />
    </GroupeDeChamps>
    <GroupeDeChamps titre="Votre identité">
      <ChampChoix
        nom="identite"
        libelle="Dites-vous qui vous êtes ?"
        aide="Vous pourrez la dire plus tard. Une fois dite, elle ne peut plus être reprise."
        options={IDENTITES.filter(({ valeur }) => valeur !== 'anonyme' || cellule.politique.anonymeAccepte)}
      />
      <ChampTexte nom="nom" libelle="Nom" facultatif />
      <ChampTexte nom="prenom" libelle="Prénom" facultatif />
      <ChampTexte nom="fonction" libelle="Fonction" facultatif />
      <ChampTexte nom="service" libelle="Service" facultatif />
      <ChampTexte nom="telephone" libelle="Téléphone personnel" type="tel" taille="moyen" facultatif />
      <ChampTexte nom="courriel" libelle="Courriel personnel" type="email" facultatif />
      <ChampTexte nom="moments" libelle="Quand vous joindre, et peut-on laisser un message ?" facultatif />
    </GroupeDeChamps>
    <GroupeDeChamps titre="Les faits">
      <ChampChoix
        nom="nature"
        libelle="De quoi s’agit-il ?"
        aide="Plusieurs réponses possibles."
        plusieurs
        options={NATURES}
      />
      <ChampListe
        nom="critere"
        libelle="S’il s’agit d’une discrimination, sur quel critère ?"
        vide="Sans objet"
        facultatif
        options={CRITERES}
      />
      <ChampLong
        nom="recit"
        libelle="Que s’est-il passé ?"
        aide="Racontez comme cela vient : qui, quoi, où, quand."
        lignes={10}
      />
      <ChampLong
        nom="quand"
        libelle="Quand ?"
        aide="Des dates approximatives suffisent."
        lignes={2}
        facultatif
      />
      <ChampTexte nom="lieux" libelle="Où ?" facultatif />
      <ChampTexte nom="frequence" libelle="Combien de fois, à quel rythme ?" facultatif />
      <ChampChoix nom="moyens" libelle="Par quel moyen ?" plusieurs enLigne facultatif options={MOYENS} />
      <ChampLong
        nom="auteurFonction"
        libelle="Qui est en cause ?"
        aide="La fonction suffit ; un nom si vous le jugez utile."
        lignes={2}
        facultatif
      />
      <ChampTexte nom="auteurLien" libelle="Quel lien hiérarchique avec vous ?" facultatif />
      <ChampChoix
        nom="auteurElu"
        libelle="Est-ce une élue ou un élu, ou l’autorité territoriale elle-même ?"
        facultatif
        enLigne
        options={OUI_NON_NSP}
      />
      <ChampLong nom="temoins" libelle="Des personnes ont-elles vu ou su ?" lignes={2} facultatif />
      <ChampFichier
        nom="pieces"
        libelle="Documents"
        aide={`Dix fichiers au plus, 20 Mo chacun, ${totalEnMo} Mo en tout. PDF, images, sons, textes, courriels enregistrés.`}
        plusieurs
        facultatif
        accepte={TYPES_DE_PIECES.map((type) => `.${type}`).join(',')}
      />
    </GroupeDeChamps>
    <GroupeDeChamps titre="Les conséquences">
      <ChampChoix
        nom="danger"
        libelle="Y a-t-il un danger grave pour quelqu’un en ce moment ?"
        facultatif
        enLigne
        options={OUI_NON_NSP}
      />
      <ChampChoix nom="enCours" libelle="Cela continue-t-il ?" facultatif enLigne options={OUI_NON_NSP} />
      <ChampChoix
        nom="cohabitation"
        libelle="Travaillez-vous au même endroit que la personne en cause ?"
        facultatif
        enLigne
        options={OUI_NON_NSP}
      />
      <ChampLong nom="represailles" libelle="Craignez-vous des représailles ?" lignes={2} facultatif />
      <ChampLong
        nom="suiviMedical"
        libelle="Santé : arrêt, accident de service, suivi"
        aide="Seuls le médecin du travail et le psychologue pourront le lire, et seulement si vous y consentez plus bas."
        lignes={2}
        facultatif
      />
    </GroupeDeChamps>
    <GroupeDeChamps titre="Ce que vous avez fait, ce que vous attendez">
      <ChampChoix
        nom="demarches"
        libelle="À qui en avez-vous parlé ?"
        plusieurs
        facultatif
        options={DEMARCHES}
      />
      <ChampTexte
        nom="protectionDemandee"
        libelle="Si vous avez demandé la protection fonctionnelle : quand, et quelle réponse ?"
        facultatif
      />
      <ChampChoix nom="attentes" libelle="Qu’attendez-vous ?" plusieurs facultatif options={ATTENTES} />
    </GroupeDeChamps>
    <GroupeDeChamps titre="Vos accords">
      {cellule.politique.transmissionDefaut === 'a_repondre' && (
        <ChampChoix
          nom="transmission"
          libelle="Les faits peuvent-ils être transmis à votre employeur ?"
          aide="D’habitude, cette cellule lui transmet les faits pour qu’il vous protège. Sans votre oui, elle ne transmet rien ; vous pourrez changer d’avis."
          options={TRANSMISSION}
        />
      )}
      <ChampChoix
        nom="accords"
        libelle="Ce que vous permettez"
        aide={
          cellule.politique.transmissionDefaut === 'jamais'
            ? 'Cette cellule écoute, conseille et oriente : elle ne transmet rien à votre employeur, sauf danger grave constaté par deux personnes. Chaque accord est séparé, et se retire à tout moment.'
            : 'Chaque accord est séparé, et se retire à tout moment.'
        }
        plusieurs
        facultatif
        options={ACCORDS.filter(
          ({ valeur }) => cellule.politique.transmissionDefaut === 'sur_accord' || !estDeTransmission(valeur),
        )}
      />
      <ChampChoix
        nom="exclusions"
        libelle="Ces personnes pourront lire. Cochez celles qui ne doivent pas."
        aide="Une personne cochée ne reçoit aucune clé : elle ne pourra pas lire, même par erreur. Celles qui ont déclaré un lien avec l’employeur choisi sont écartées d’office."
        plusieurs
        facultatif
        options={cellule.membres
          .filter(({ role }) => role !== 'employeur' && role !== 'coordinateur' && role !== 'dpd')
          .map(({ id, nom, role }) => ({ valeur: id, libelle: nom, aide: NOM_DU_ROLE[role] }))}
      />
      <ChampTexte
        nom="codeAffiche"
        libelle="Code imprimé sur l’affiche de votre employeur"
        taille="court"
        facultatif
      />
    </GroupeDeChamps>
  </>
)
