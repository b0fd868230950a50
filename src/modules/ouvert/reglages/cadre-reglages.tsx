import { Onglets } from '#ui/textes.tsx'

/** The portal is a part of the programme for who works in it: no entry of its own in the navigation. */
export const RUBRIQUE = '/programme'

export const ARIANE = [{ libelle: 'Programme', href: '/programme' }]

const VUES = [
  ['/portail', 'Ce qui est public'],
  ['/portail/reglages', 'Réglages'],
  ['/portail/chiffres', 'Chiffres-clés'],
  ['/portail/sirets', 'SIRET des membres'],
  ['/portail/historique', 'Historique'],
] as const

/** The parts of the portal, for who decides what it shows. */
export const OngletsDuPortail = ({ ici }: { readonly ici: (typeof VUES)[number][0] }) => (
  <Onglets
    libelle="Portail public"
    vues={VUES.map(([href, libelle]) => ({ href, libelle, courant: href === ici }))}
  />
)
