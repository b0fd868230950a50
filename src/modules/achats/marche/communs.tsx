import { Etiquette } from '#ui/etiquette.tsx'
import type { OffreLue } from './marche.queries.ts'

/** A sign for the state of a bid. */
export const EtatOffre = ({ offre }: { readonly offre: Pick<OffreLue, 'tardive' | 'irreguliere'> }) =>
  offre.tardive ? (
    <Etiquette ton="alerte" icone="rejet" discrete>
      Hors délai, écartée
    </Etiquette>
  ) : offre.irreguliere ? (
    <Etiquette ton="attention" icone="danger" discrete>
      Irrégulière
    </Etiquette>
  ) : (
    <Etiquette ton="ok" icone="fait" discrete>
      Recevable
    </Etiquette>
  )
