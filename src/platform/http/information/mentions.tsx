import { Ecrire } from './ecrire.tsx'
import type { PageFixe } from './page-fixe.ts'

/** Who carries the service, and under which licences. */
export const mentions: PageFixe = {
  chemin: '/mentions-legales',
  titre: 'Mentions légales',
  contenu: (contact) => (
    <>
      <p>
        Ce service est porté par les membres de la coopération nommée en tête de page. Le membre coordonnateur
        en assure l’exploitation.
      </p>
      <p>
        Le logiciel Maillage est publié sous licence EUPL-1.2. Les communes et intercommunalités viennent du
        code officiel géographique (INSEE, Licence Ouverte 2.0).
      </p>
      {contact && (
        <p>
          Écrire à qui exploite ce service : <Ecrire a={contact} />.
        </p>
      )}
    </>
  ),
}
