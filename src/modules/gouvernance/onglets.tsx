import { Onglets } from '#ui/textes.tsx'

const VUES = [
  ['/seances', 'Séances'],
  ['/sujets', 'À décider'],
  ['/calendrier', 'Réunions des organes'],
  ['/mon-agenda', 'Mon agenda'],
] as const

/** The séances, what they are asked to decide, and when each member’s own organs meet, and the diary of who reads. */
export const OngletsDesSeances = ({ ici }: { readonly ici: (typeof VUES)[number][0] }) => (
  <Onglets
    libelle="Séances et sujets"
    vues={VUES.map(([href, libelle]) => ({ href, libelle, courant: href === ici }))}
  />
)
