import { Bouton, BoutonPost, Lien } from '../bouton.tsx'
import { Menu } from '../cadre/menu.tsx'
import { Etiquette } from '../etiquette.tsx'
import { Meteo } from '../meteo.tsx'
import { Noeuds } from '../parties/noeuds.tsx'
import {
  Alerte,
  ChiffreCle,
  ChiffresCles,
  Citation,
  Fiche,
  Fictif,
  Onglets,
  Section,
  TexteLibre,
  Vide,
} from '../textes.tsx'
import { DROITE_A_GAUCHE, LONG, MEMBRES, SOIXANTE } from './exemples.ts'

/** Buttons, labels, messages, figures, words. */
export const Textes = () => (
  <>
    <Section titre="Boutons et liens" detail="un seul bouton plein par écran">
      <div className="actions">
        <Bouton variante="primaire" icone="suivant" iconeApres>
          Passer à la suite
        </Bouton>
        <Bouton icone="pause">Suspendre</Bouton>
        <Bouton variante="danger" icone="supprimer">
          Supprimer la pièce
        </Bouton>
        <Bouton variante="lien" href="#boutons">
          Demander un délai
        </Bouton>
        <BoutonPost action="/_ui" petit icone="fait">
          Marquer comme lu
        </BoutonPost>
        <Menu
          id="menu-exemple"
          libelle="Autres actions"
          entrees={[
            { libelle: 'Imprimer le dossier', href: '#imprimer', icone: 'imprimer' },
            { libelle: 'Écrire à la personne qui suit', href: '#ecrire', icone: 'courriel' },
            { libelle: 'Se retirer', action: '/_ui', icone: 'sortir', separee: true },
          ]}
        />
      </div>
      <p className="apres">
        <Lien href="#agenda" icone="agenda" fort>
          Ajouter à mon agenda
        </Lien>
      </p>
    </Section>
    <Section titre="Étiquettes et météo" detail="une icône et un mot, la couleur jamais seule">
      <div className="actions">
        <Etiquette ton="ok" icone="fait">
          Terminée
        </Etiquette>
        <Etiquette ton="info" icone="envoyer">
          Envoyée
        </Etiquette>
        <Etiquette ton="attention" icone="a_vous">
          À vous
        </Etiquette>
        <Etiquette ton="alerte" icone="attention">
          En retard d’un jour
        </Etiquette>
        <Etiquette ton="neutre" icone="sablier">
          En attente d’un tiers
        </Etiquette>
        <Etiquette ton="ok" icone="execute" discrete>
          Exécutoire
        </Etiquette>
      </div>
      <div className="actions apres">
        <Meteo temps="vert" /> <Meteo temps="orange" /> <Meteo temps="rouge" /> <Meteo temps="gris" />
        <Meteo temps="orange" mot="Orange depuis le 3 nov." discrete />
      </div>
    </Section>
    <Section titre="Messages">
      <Alerte titre="La date 31/09/2026 n’existe pas : septembre a 30 jours.">
        <p>Rien n’a été enregistré. Corrigez la date, puis envoyez de nouveau.</p>
      </Alerte>
      <Alerte ton="attention" titre="Le quorum n’est plus atteint.">
        <p>3 présents sur 5 ; il en faut 4. Notez les arrivées, ou convoquez une seconde réunion.</p>
      </Alerte>
      <Alerte ton="info">
        <p>Cette liste se met à jour à chaque lecture.</p>
      </Alerte>
      <Alerte ton="ok">
        <p>La réunion est convoquée : cinq courriels sont partis.</p>
      </Alerte>
    </Section>
    <Section titre="Chiffres" detail="petits nombres, grands nombres, aucun nombre">
      <ChiffresCles>
        <ChiffreCle
          valeur="776"
          sur="sur 1 233"
          libelle="organismes ont répondu"
          detail="+ 142 en novembre"
          tendance="hausse"
        />
        <ChiffreCle valeur="1 925 640" libelle="personnes couvertes" href="#personnes" />
        <ChiffreCle
          valeur="0"
          sur="sur 3"
          libelle="rien à relancer"
          detail="comme en octobre"
          tendance="stable"
        />
        <ChiffreCle
          valeur="–"
          libelle="délai moyen"
          detail="moins de 10 demandes closes : pas assez de recul"
        />
      </ChiffresCles>
    </Section>
    <Section titre="Nœuds">
      <div className="actions">
        <Noeuds membres={MEMBRES.map((cle) => ({ cle, participe: true }))} mots="À cinq" />
        <Noeuds
          membres={MEMBRES.map((cle) => ({ cle, participe: Number(cle) > 50 }))}
          mots="À trois : 53, 72, 85"
        />
        <Noeuds membres={[{ cle: 'a', participe: true }]} mots="Seul" />
      </div>
    </Section>
    <Section titre="Fiche">
      <Fiche
        lignes={[
          { nom: 'Portée', valeur: 'À cinq' },
          { nom: 'Suivi par', valeur: <bdi>{DROITE_A_GAUCHE}</bdi> },
          { nom: 'Nom d’un mot', valeur: SOIXANTE },
          {
            nom: 'Coût',
            valeur: (
              <>
                118 400,00 € <Fictif />
              </>
            ),
          },
        ]}
      />
    </Section>
    <Section titre="Texte, citation, vide">
      <TexteLibre
        texte={`${LONG}.\n\nSecond paragraphe, <b>jamais</b> interprété.\nUne ligne, puis l’autre.`}
      />
      <Citation de="Réserve du membre 49, portée au procès-verbal" source="24 novembre 2026">
        « Nous demandons une clause de revoyure en juin 2027. »
      </Citation>
      <Onglets
        libelle="Vues de la liste"
        vues={[
          { libelle: 'À moi', href: '#a-moi', courant: true, nombre: 9 },
          { libelle: 'Non attribuées', href: '#non-attribuees', courant: false, nombre: 0 },
          { libelle: 'Toutes les vues', href: '#vues', courant: false },
        ]}
      />
      <Vide titre="Rien ne vous attend." action={<Bouton icone="ajouter">Déposer une demande</Bouton>}>
        Prochaine date : 3 décembre. Ce que vous déposerez apparaîtra ici.
      </Vide>
    </Section>
  </>
)
