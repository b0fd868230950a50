import { Icone } from '#ui/icone.tsx'

/** A key, what it does, and the first thing of the page that it presses or puts the cursor in (a selector). Rows are walked, not pressed. */
export type Touche = { readonly touche: string; readonly mots: string; readonly cible: string }

/** Of the queue. */
export const TOUCHES_DE_LA_FILE: readonly Touche[] = [
  { touche: 'j', mots: 'Ligne suivante', cible: '.file .ligne-titre a' },
  { touche: 'k', mots: 'Ligne précédente', cible: '.file .ligne-titre a' },
  { touche: 'x', mots: 'Cocher ou décocher la ligne', cible: '.file input[type=checkbox]' },
  { touche: 's', mots: 'Prendre la suivante', cible: 'form[action="/demandes/suivante"] button' },
  { touche: 'e', mots: 'Écrire aux demandes cochées', cible: 'button[name=geste][value=ecrire]' },
  { touche: 'a', mots: 'Demander un avis sur les demandes cochées', cible: 'button[name=geste][value=avis]' },
  { touche: '/', mots: 'Chercher', cible: 'main input[name=q]' },
]

/** Of one request. */
export const TOUCHES_DE_LA_DEMANDE: readonly Touche[] = [
  { touche: 'p', mots: 'Prendre en charge', cible: 'form[action$="/faire/prendre"] button' },
  { touche: 'r', mots: 'Répondre', cible: 'a[href$="/faire/repondre"]' },
  { touche: 'q', mots: 'Poser une question à la collectivité', cible: 'a[href$="/faire/demander"]' },
  { touche: 'm', mots: 'Écrire un message', cible: '#message textarea' },
  { touche: 'a', mots: 'Demander un avis', cible: 'a[href$="/avis"]' },
  { touche: 'h', mots: 'Lire ce qui s’est passé', cible: '#suivi' },
  { touche: 'f', mots: 'Revenir à la file', cible: 'a[href="/demandes"]' },
]

/**
 * Keys of a page, and the panel that tells them: it opens by its button or by « ? », and turns them off (WCAG 2.1.4). Hidden until its island
 * runs: without script there are no keys.
 */
export const Raccourcis = ({ touches }: { readonly touches: readonly Touche[] }) => (
  <div className="raccourcis" data-raccourcis hidden>
    <button type="button" className="bouton bouton-lien bouton-petit" data-ouvre>
      <Icone nom="aide" />
      <span>Raccourcis clavier</span>
    </button>
    <dialog id="raccourcis" aria-labelledby="raccourcis-titre">
      <h2 id="raccourcis-titre">Raccourcis clavier</h2>
      <p className="detail">Ils se taisent quand vous écrivez dans un champ.</p>
      <dl>
        {touches.map(({ touche, mots, cible }) => (
          <div key={touche} data-touche={touche} data-cible={cible}>
            <dt>
              <kbd>{touche === '/' ? '/' : touche.toUpperCase()}</kbd>
            </dt>
            <dd>{mots}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>?</kbd>
          </dt>
          <dd>Montrer cette aide</dd>
        </div>
      </dl>
      <label className="raccourcis-choix">
        <input type="checkbox" data-actifs defaultChecked /> Utiliser les raccourcis d’une lettre
      </label>
      <p className="detail">
        Décochez si une commande vocale ou un lecteur d’écran s’en trouve gêné. Ce choix reste sur cet
        appareil.
      </p>
      <button type="button" className="bouton bouton-secondaire" data-ferme>
        <span>Fermer</span>
      </button>
    </dialog>
  </div>
)
