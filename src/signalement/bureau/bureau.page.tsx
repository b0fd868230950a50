import { Bouton } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/formulaire.tsx'
import type { Contenu } from '../cadre/contenu.ts'

/** The desk: everything is opened in the tab, with the member's keystore. */
export const pageBureau = (): Contenu => ({
  titre: 'Bureau',
  h1: 'Bureau de la cellule',
  chapeau: (
    <p>
      Vos clés s’ouvrent dans cet onglet et le quittent avec lui. La session se ferme après vingt minutes sans
      geste.
    </p>
  ),
  script: 'bureau',
  wasm: true,
  cadres: true,
  contenu: (
    <>
      <noscript>
        <p>
          Le bureau ouvre les dossiers dans le navigateur : il ne peut pas fonctionner sans JavaScript.
          Autorisez-le pour ce site.
        </p>
      </noscript>
      <div id="etat" role="status" aria-live="polite" />
      <form id="trousseau" className="formulaire" method="dialog" noValidate>
        <ChampTexte nom="identifiant" libelle="Votre identifiant" taille="moyen" completion="username" />
        <ChampTexte
          nom="phrase"
          libelle="Votre phrase de passe"
          type="password"
          completion="current-password"
        />
        <div className="actions">
          <Bouton variante="primaire" icone="cle">
            Ouvrir mon trousseau
          </Bouton>
        </div>
      </form>
      <div id="bureau" tabIndex={-1} />
    </>
  ),
})
