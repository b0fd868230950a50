import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { Confirmation } from '#ui/confirmation.tsx'
import { ChampLong } from '#ui/formulaire.tsx'
import { RUBRIQUE } from './cadre-reglages.tsx'
import type { ChosePubliable } from './publiables.queries.ts'

/** Withdrawing what was public: a page that says what it does, and asks why. */
export const pageRetrait = ({
  chose,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & { readonly chose: ChosePubliable }): ContenuDePage => ({
  titre: 'Retirer du portail public ?',
  surtitre: chose.titre,
  rubrique: RUBRIQUE,
  ariane: [{ libelle: 'Portail public', href: `/portail?genre=${chose.genre}` }],
  ...(statut && { statut }),
  contenu: (
    <Confirmation
      action={`/portail/publications/${chose.genre}/${chose.id}/retirer`}
      version={chose.version}
      fautes={fautes}
      {...(saisies && { saisies })}
      alerte={alerte}
      consequences={[
        'La page publique, les données ouvertes et les figures ne la montrent plus, dans les cinq minutes.',
        'Ce qui a déjà été téléchargé ou repris ailleurs y reste : un retrait n’efface pas une lecture.',
        'Les membres continuent de la lire, et le motif reste dans l’historique.',
      ]}
      verbe="Retirer du portail"
      retour={{ href: `/portail?genre=${chose.genre}`, libelle: 'Laisser public' }}
    >
      <ChampLong
        nom="motif"
        libelle="Pourquoi ?"
        aide="Lu par les membres, jamais par le public."
        lignes={3}
      />
    </Confirmation>
  ),
})
