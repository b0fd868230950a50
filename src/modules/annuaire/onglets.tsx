import { Onglets } from '#ui/textes.tsx'

/** The entry of the navigation that these pages share. */
export const RUBRIQUE = '/personnes'

const VUES = [
  ['/personnes', 'Personnes'],
  ['/membres', 'Membres'],
  ['/instances', 'Instances et règles'],
  ['/collectivites', 'Collectivités'],
] as const

/** Who acts for whom, how they decide, and for which employers. The rooms behind these tabs are modules of their own. */
export const OngletsDeLAnnuaire = ({ ici }: { readonly ici: (typeof VUES)[number][0] }) => (
  <Onglets
    libelle="Annuaire de la coopération"
    vues={VUES.map(([href, libelle]) => ({ href, libelle, courant: href === ici }))}
  />
)
