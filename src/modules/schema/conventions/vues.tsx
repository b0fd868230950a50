import { date } from '#shared/typographie.ts'
import { Etiquette, type Ton } from '#ui/etiquette.tsx'
import type { NomIcone } from '#ui/icone.tsx'
import type { EtatConvention, Situation } from '../domain/convention.ts'
import type { ConventionLue } from './conventions.queries.ts'

const SIGNES: Readonly<Record<Situation, { ton: Ton; icone: NomIcone; mot: string }>> = {
  a_venir: { ton: 'neutre', icone: 'calendrier', mot: 'À venir' },
  en_vigueur: { ton: 'ok', icone: 'fait', mot: 'En vigueur' },
  preavis_proche: { ton: 'attention', icone: 'horloge', mot: 'Préavis proche' },
  a_renouveler: { ton: 'attention', icone: 'inscrit', mot: 'À renouveler' },
  reconduite: { ton: 'info', icone: 'actualiser', mot: 'Sera reconduite' },
  denoncee: { ton: 'info', icone: 'sortir', mot: 'Dénoncée' },
  expiree: { ton: 'alerte', icone: 'attention', mot: 'Expirée, encore utilisée' },
  terminee: { ton: 'neutre', icone: 'sans_objet', mot: 'Terminée' },
}

export const EtiquetteConvention = ({ etat }: { readonly etat: EtatConvention }) => {
  const { ton, icone, mot } = SIGNES[etat.situation]
  return (
    <Etiquette ton={ton} icone={icone}>
      {mot}
    </Etiquette>
  )
}

/** « 31 décembre 2027 », « sans terme ». */
export const direFin = ({ fin, renouvellements }: EtatConvention): string => {
  if (fin === null) return 'sans terme'
  return renouvellements > 0 ? `${date(fin)} (reconduite ${renouvellements} fois)` : date(fin)
}

/** The last day to speak, and what speaking means. */
export const direLimite = ({ limite, situation }: EtatConvention): string => {
  if (limite === null) return ''
  if (situation === 'reconduite' || situation === 'a_renouveler') return `passée le ${date(limite)}`
  return `le ${date(limite)}`
}

/** The way back to the register, and to the convention that a form is about. */
export const ariane = (convention?: ConventionLue | null) => [
  { libelle: 'Conventions', href: '/conventions' },
  ...(convention ? [{ libelle: convention.titre, href: `/conventions/${convention.id}` }] : []),
]
