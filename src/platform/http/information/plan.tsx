import type { PageFixe } from './page-fixe.ts'

/** Every page that one reaches without knowing a thing by its name. */
export const plan: PageFixe = {
  chemin: '/plan-du-site',
  titre: 'Plan du site',
  contenu: () => (
    <ul>
      {[
        ['/tableau-de-bord', 'Tableau de bord, ou accueil de la mairie'],
        ['/demandes', 'Demandes'],
        ['/seances', 'Séances'],
        ['/decisions', 'Décisions'],
        ['/modeles', 'Modèle de délibération'],
        ['/sujets', 'À décider'],
        ['/programme', 'Programme'],
        ['/schema', 'Schéma'],
        ['/conventions', 'Conventions'],
        ['/missions', 'Missions régionales'],
        ['/portail', 'Portail public : ce qui est publié'],
        ['/ouvert', 'Portails publics, sans compte'],
        ['/calendrier', 'Calendrier des organes'],
        ['/mon-agenda', 'Mon agenda'],
        ['/personnes', 'Annuaire : personnes et membres'],
        ['/instances', 'Instances et règles'],
        ['/collectivites', 'Collectivités'],
        ['/structures', 'Changer de structure'],
        ['/aide', 'Aide'],
        ['/accessibilite', 'Accessibilité'],
        ['/mentions-legales', 'Mentions légales'],
        ['/donnees-personnelles', 'Données personnelles'],
      ].map(([href, libelle]) => (
        <li key={href}>
          <a href={href}>{libelle}</a>
        </li>
      ))}
    </ul>
  ),
}
