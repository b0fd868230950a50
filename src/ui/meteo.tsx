import { Etiquette, type Ton } from './etiquette.tsx'
import type { NomIcone } from './icone.tsx'

export type Temps = 'vert' | 'orange' | 'rouge' | 'gris'

const CIELS = {
  vert: { ton: 'ok', icone: 'soleil', mot: 'Vert' },
  orange: { ton: 'attention', icone: 'nuage', mot: 'Orange' },
  rouge: { ton: 'alerte', icone: 'orage', mot: 'Rouge' },
  gris: { ton: 'neutre', icone: 'sans_donnee', mot: 'Sans donnée' },
} as const satisfies Record<Temps, { ton: Ton; icone: NomIcone; mot: string }>

/** How a thing goes, said by who carries it. Grey is not « average »: nobody said anything. */
export const Meteo = ({
  temps,
  mot,
  discrete,
}: {
  readonly temps: Temps
  readonly mot?: string
  readonly discrete?: boolean
}) => (
  <Etiquette ton={CIELS[temps].ton} icone={CIELS[temps].icone} discrete={discrete}>
    {mot ?? CIELS[temps].mot}
  </Etiquette>
)
