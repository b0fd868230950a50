import type { Ton } from '#ui/etiquette.tsx'
import type { NomIcone } from '#ui/icone.tsx'
import type { Mission, Mode } from '../domain/missions.ts'

/** How a mode is shown: an icon, a word, a tone. */
export const SIGNES: Readonly<Record<Mode, { ton: Ton; icone: NomIcone; mot: string }>> = {
  regional: { ton: 'ok', icone: 'fait', mot: 'Régionale' },
  confie: { ton: 'ok', icone: 'accord', mot: 'Confiée' },
  partage: { ton: 'ok', icone: 'reseau', mot: 'Partagée' },
  departemental: { ton: 'attention', icone: 'attention', mot: 'Département' },
  non_exerce: { ton: 'attention', icone: 'sans_objet', mot: 'Non exercée' },
}
/** A cell that its member has not filled: neither good nor bad. */
export const A_REMPLIR = { ton: 'neutre', icone: 'sans_donnee', mot: 'À remplir' } as const

export const adresseDe = (organismeId: string, mission: Mission): string =>
  `/missions/${organismeId}/${mission}`
