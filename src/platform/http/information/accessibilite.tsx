import { Section } from '#ui/textes.tsx'
import { Ecrire } from './ecrire.tsx'
import type { PageFixe } from './page-fixe.ts'

/**
 * The declaration that the law asks of a public body (loi 2005-102, article 47; décret 2019-768). Without an audit in force, the level is
 * « non conforme » whatever the automatic checks say: the foot of every page repeats that word.
 */
export const accessibilite: PageFixe = {
  chemin: '/accessibilite',
  titre: 'Accessibilité : non conforme',
  contenu: (contact) => (
    <>
      <p>
        Cette déclaration, du 28 novembre 2026, s’applique à la plateforme Maillage et à l’application de
        signalement (article 47 de la loi n° 2005-102 du 11 février 2005).
      </p>
      <Section titre="État de conformité">
        <p>
          <strong>Non conforme</strong> au RGAA 4.1 : aucun audit en cours de validité n’a mesuré le respect
          de ses critères. Les contrôles ci-dessous ne remplacent pas un audit.
        </p>
      </Section>
      <Section titre="Ce qui est vérifié à chaque version">
        <ul>
          <li>
            Chaque page, vue par chaque rôle, passe un contrôle automatique (axe), à 1280 et à 390 pixels de
            large.
          </li>
          <li>Les parcours principaux se jouent au clavier seul, et sans JavaScript.</li>
          <li>
            Aucune page ne déborde à 390 pixels, soit un agrandissement de plus de 300 % sur un écran courant.
          </li>
          <li>Chaque champ a son libellé, chaque erreur dit quoi corriger et y mène.</li>
          <li>Les documents PDF sont produits balisés (PDF/UA-1).</li>
        </ul>
      </Section>
      <Section titre="Ce qui n’est pas vérifié, ou ne convient pas encore">
        <ul>
          <li>Aucun essai n’a été mené avec un lecteur d’écran, ni par des personnes handicapées.</li>
          <li>La conformité des PDF n’a pas été confirmée par un outil indépendant.</li>
          <li>
            Les fichiers joints par les membres (textes signés, pièces) sont publiés tels qu’ils sont reçus :
            un document numérisé peut ne pas être lisible par une aide technique.
          </li>
          <li>
            Les cartes et graphiques ont leurs chiffres dans un tableau voisin ; leurs formes ne se lisent
            qu’à l’œil.
          </li>
          <li>L’application de signalement n’a pas de version en langue des signes.</li>
        </ul>
      </Section>
      <Section titre="Technologies et environnement des contrôles">
        <p>
          HTML, CSS, SVG, JavaScript (jamais indispensable). Contrôles menés avec axe-core dans Chromium. Le
          service n’a pas été essayé avec d’autres navigateurs par ces contrôles.
        </p>
      </Section>
      <Section titre="Signaler une difficulté">
        <p>
          Dites la page, ce que vous vouliez faire et votre outil d’assistance :{' '}
          {contact ? <Ecrire a={contact} /> : 'écrivez à la coordination de votre coopération'}. Une autre
          forme du contenu vous sera donnée.
        </p>
        <p>
          Sans réponse, vous pouvez saisir gratuitement le Défenseur des droits, par son site{' '}
          <a href="https://www.defenseurdesdroits.fr/">defenseurdesdroits.fr</a> ou auprès de son délégué dans
          votre département.
        </p>
      </Section>
    </>
  ),
}
