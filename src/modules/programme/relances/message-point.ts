import type { Message } from '#platform/courriel/courriel.ts'
import type { Jour } from '#shared/dates.ts'
import { dateLongue } from '#shared/typographie.ts'
import type { Palier } from '../domain/point.ts'

export type DemandeAEcrire = {
  readonly palier: Palier
  readonly action: { readonly code: string; readonly titre: string; readonly jalon: string | null }
  readonly echeance: Jour
  readonly lien: string
  readonly cooperation: string
}

const OBJETS: Readonly<Record<Palier, string>> = {
  avant: 'Où en est l’action',
  retard_3: 'Où en est l’action',
  retard_10: 'Toujours sans nouvelle de l’action',
  coordination: 'Où en est l’action',
  direction: 'Pour la direction : sans nouvelle de l’action',
}

const entrees = ({ palier, action, echeance }: DemandeAEcrire): string => {
  const quoi = action.jalon ? `le jalon « ${action.jalon} »` : 'un point d’étape'
  const jour = dateLongue(echeance)
  switch (palier) {
    case 'avant':
      return `${quoi.charAt(0).toUpperCase()}${quoi.slice(1)} est attendu le ${jour}.`
    case 'coordination':
      return 'La coordination demande où en est cette action.'
    case 'direction':
      return `${quoi.charAt(0).toUpperCase()}${quoi.slice(1)} était attendu le ${jour}. La personne qui suit l’action a été sollicitée, sans réponse à ce jour : la météo de l’action est grise pour tous les membres.`
    default:
      return `${quoi.charAt(0).toUpperCase()}${quoi.slice(1)} était attendu le ${jour}.`
  }
}

/** Asks one person where an action stands: what was expected, and the one link where it is answered in one screen. */
export const messageDuPoint = (a: { readonly courriel: string }, demande: DemandeAEcrire): Message => ({
  a: a.courriel,
  objet: `${OBJETS[demande.palier]} ${demande.action.code}, ${demande.action.titre.slice(0, 90)}`,
  texte: `Bonjour,

Action ${demande.action.code} : ${demande.action.titre}
${entrees(demande)}

Dites où elle en est, en un écran et sans mot de passe : ${demande.lien}

Cochez les jalons atteints, dites si l’action est bloquée, envoyez. S’il n’y a rien de nouveau, envoyez tel quel : cela suffit.
Ce lien est personnel et sert une fois.

${demande.cooperation}
`,
})
