import { Bouton } from '#ui/bouton.tsx'
import { ChampLong } from '#ui/formulaire.tsx'
import type { Contenu } from '../cadre/contenu.ts'

/** Twelve words, typed in the tab: they never leave it. */
export const pageRetour = (sansScript: string): Contenu => ({
  titre: 'Revenir',
  h1: 'Revenir avec vos douze mots',
  chapeau: <p>Les mots restent dans cet onglet. Majuscules, accents et espaces n’ont pas d’importance.</p>,
  script: 'retour',
  contenu: (
    <>
      <noscript>
        <p>
          Sans JavaScript, <a href={`${sansScript}/retour`}>passez par cette page</a> : le serveur y voit vos
          mots un instant.
        </p>
      </noscript>
      <div id="etat" role="status" aria-live="polite" />
      <form id="mots" className="formulaire" method="dialog" noValidate>
        <ChampLong nom="mots" libelle="Vos douze mots" lignes={3} />
        <div className="actions">
          <Bouton variante="primaire" icone="cle">
            Ouvrir mon dossier
          </Bouton>
        </div>
      </form>
      <div id="dossier" tabIndex={-1} />
    </>
  ),
})
