import { Bouton } from '../bouton.tsx'
import { Depot } from '../champs/depot.tsx'
import { Confirmation } from '../confirmation.tsx'
import { Etapes } from '../etapes.tsx'
import {
  Actions,
  ChampChoix,
  ChampDate,
  ChampHeure,
  ChampListe,
  ChampLong,
  ChampMontant,
  ChampNombre,
  ChampRecherche,
  ChampTexte,
  CoteACote,
  type Faute,
  Formulaire,
  GroupeDeChamps,
} from '../formulaire.tsx'
import { Section } from '../textes.tsx'
import { TravailLong } from '../travail-long.tsx'
import { DROITE_A_GAUCHE, LONG } from './exemples.ts'

const FAUTES: readonly Faute[] = [
  { champ: 'titre', message: 'Écrivez le titre : il figure dans le message envoyé.' },
  { champ: 'date', message: 'La date 31/09/2026 n’existe pas : septembre a 30 jours.' },
  { champ: 'effectif', message: 'L’effectif va de 1 à 350 : vérifiez le nombre saisi.' },
  { champ: 'avis', message: 'Choisissez une réponse.' },
]

const Champs = () => (
  <>
    <ChampTexte nom="titre" libelle="Titre" aide="Une question, si possible." />
    <ChampLong nom="texte" libelle="Texte" facultatif valeur={`${LONG}.`} />
    <CoteACote>
      <ChampDate nom="date" libelle="Date" />
      <ChampHeure nom="heure" libelle="Heure" facultatif />
      <ChampMontant nom="cout" libelle="Coût" aide="Toutes taxes comprises" valeur="118 400,00" />
      <ChampNombre nom="effectif" libelle="Effectif" unite="agents" aide="Au 31 décembre" />
    </CoteACote>
    <ChampListe
      nom="ou"
      libelle="Où"
      vide="Choisir dans la liste"
      options={[
        { valeur: '44', libelle: 'Membre 44', groupe: 'Membres' },
        { valeur: '49', libelle: 'Membre 49', groupe: 'Membres' },
        { valeur: 'x', libelle: LONG, groupe: 'Associés' },
      ]}
    />
    <ChampChoix
      nom="avis"
      libelle="Votre avis"
      options={[
        { valeur: 'oui', libelle: 'D’accord' },
        { valeur: 'non', libelle: 'Pas d’accord', aide: 'Un motif vous sera demandé.' },
      ]}
    />
    <ChampChoix
      nom="pour"
      libelle="Pour qui"
      plusieurs
      enLigne
      facultatif
      options={['44', '49', '53'].map((valeur) => ({
        valeur,
        libelle: `Membre ${valeur}`,
        coche: valeur === '44',
      }))}
    />
    <Depot
      nom="piece"
      libelle="Pièces"
      aide="PDF ou photo lisible, 10 Mo au plus"
      facultatif
      plusieurs
      recus={[
        { cle: '1', nom: 'arrete-de-nomination.pdf', detail: 'PDF, 214 ko, reçu à 9 h 02', href: '#piece' },
      ]}
      refuses={[{ nom: 'photo.heic', motif: 'Ce format ne s’ouvre pas partout. Envoyez un PDF ou un JPEG.' }]}
    />
  </>
)

/** Forms as they open, and as they come back. */
export const Formulaires = () => (
  <>
    <Section titre="Formulaire vierge">
      <Etapes
        etapes={[
          { libelle: 'Le sujet', href: '#sujet' },
          { libelle: 'Les pièces' },
          { libelle: 'Relire et envoyer' },
        ]}
        courante={2}
      />
      <Formulaire action="/_ui" id="vierge" prefixe fichiers cle="exemple">
        <Champs />
        <Actions>
          <Bouton variante="primaire" icone="envoyer">
            Envoyer la réponse
          </Bouton>
          <Bouton icone="enregistrer">Garder en brouillon</Bouton>
        </Actions>
      </Formulaire>
    </Section>
    <Section titre="Formulaire refusé" detail="résumé lié aux champs, valeurs gardées">
      <Formulaire
        action="/_ui"
        id="refuse"
        prefixe
        version={3}
        fautes={FAUTES}
        saisies={{
          titre: '',
          date: '31/09/2026',
          effectif: '4 000',
          texte: DROITE_A_GAUCHE,
          cout: '12,5',
          pour: ['49', '53'],
        }}
      >
        <Champs />
        <Actions>
          <Bouton icone="envoyer">Envoyer la réponse</Bouton>
        </Actions>
      </Formulaire>
    </Section>
    <Section titre="Filtres d’une liste">
      <Formulaire action="/_ui" methode="get" enLigne id="filtres" prefixe>
        <ChampRecherche nom="q" libelle="Chercher" />
        <ChampListe
          nom="etat"
          libelle="État"
          facultatif
          vide="Tous"
          options={[{ valeur: 'ouvert', libelle: 'Ouvert' }]}
        />
        <Bouton icone="filtrer">Filtrer</Bouton>
      </Formulaire>
    </Section>
    <Section titre="Groupe de champs">
      <Formulaire action="/_ui" id="groupe" prefixe>
        <GroupeDeChamps titre="Votre poste">
          <ChampTexte nom="poste" libelle="Intitulé" taille="moyen" />
          <ChampTexte nom="reference" libelle="Référence" valeur="2026-11-05" lectureSeule taille="court" />
        </GroupeDeChamps>
      </Formulaire>
    </Section>
    <Section titre="Confirmation" detail="une page, jamais une fenêtre">
      <Confirmation
        action="/_ui"
        consequences={[
          'Les cinq membres reçoivent le procès-verbal.',
          'Le point 6 est reporté à la prochaine réunion.',
        ]}
        definitif="Une réunion close ne se rouvre pas."
        verbe="Clore la réunion"
        retour={{ href: '#retour', libelle: 'Revenir à la réunion' }}
      />
    </Section>
    <Section titre="Travail long">
      <TravailLong
        etat="cours"
        quoi="Lecture du fichier employeurs.csv."
        fait={8200}
        total={12450}
        unite="lignes lues"
        actualiser="/_ui"
        totalRefusees={2}
        refusees={[
          {
            ligne: 4,
            champ: 'temps de travail',
            motif: 'Temps de travail de 112 % : il ne peut pas dépasser 100 %.',
          },
          { ligne: 1739, motif: 'La ligne a 11 colonnes, il en faut 12.' },
        ]}
      />
      <TravailLong
        etat="echec"
        quoi="Lecture du fichier tableau.xlsx."
        fait={0}
        total={0}
        unite="lignes lues"
        actualiser="/_ui"
        echec={
          <p>
            Le fichier est protégé par un mot de passe. Enregistrez-le sans protection, puis déposez-le de
            nouveau.
          </p>
        }
      />
    </Section>
  </>
)
