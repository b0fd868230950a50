import type { Jour } from '#shared/dates.ts'
import { compte, date, dateCourte, nombre } from '#shared/typographie.ts'
import type { NomIcone } from '#ui/icone.tsx'
import type { Agregat } from './domain/indicateurs.ts'
import { type Meteo, meteoDe, type RaisonMeteo } from './domain/meteo.ts'
import type { TypeParticipation } from './domain/participation.ts'
import type { Statut } from './domain/statuts.ts'
import type { ActionEnListe, Nature } from './programme.queries.ts'

type Ton = 'ok' | 'info' | 'attention' | 'alerte' | 'neutre'

export const LIBELLES_NATURE: Readonly<Record<Nature, string>> = {
  action: 'Action',
  experimentation: 'Expérimentation',
  immersion: 'Immersion',
  veille: 'Veille',
}
export const LIBELLES_ORIGINE = {
  schema: 'Schéma',
  decision: 'Décision de la conférence',
  initiative: 'Initiative d’un membre',
} as const
export const LIBELLES_BASE = {
  obligatoire: 'Mission à exercer au moins en région (CGFP, art. L452-34)',
  volontariste: 'Coopération volontaire',
} as const
export const LIBELLES_PARTENAIRE = {
  cnfpt: 'CNFPT',
  region: 'Région',
  france_travail: 'France Travail',
  universite: 'Université',
  sante: 'Acteur de santé',
  autre: 'Autre partenaire',
} as const

export const SIGNES_STATUT: Readonly<Record<Statut, { readonly ton: Ton; readonly icone: NomIcone }>> = {
  proposee: { ton: 'neutre', icone: 'sujet' },
  retenue: { ton: 'info', icone: 'decision' },
  en_preparation: { ton: 'info', icone: 'sablier' },
  en_cours: { ton: 'info', icone: 'lecture' },
  realisee: { ton: 'ok', icone: 'fait' },
  evaluee: { ton: 'ok', icone: 'execute' },
  en_pause: { ton: 'attention', icone: 'pause' },
  reportee: { ton: 'neutre', icone: 'horloge' },
  abandonnee: { ton: 'neutre', icone: 'sans_objet' },
}

export const SIGNES_PARTICIPATION: Readonly<
  Record<
    TypeParticipation | 'chef',
    { readonly ton: Ton; readonly icone: NomIcone; readonly mot: string; readonly hors?: boolean }
  >
> = {
  chef: { ton: 'info', icone: 'drapeau', mot: 'Chef de file' },
  participant: { ton: 'ok', icone: 'fait', mot: 'Participe' },
  observateur: { ton: 'neutre', icone: 'recherche', mot: 'Observe' },
  informe: { ton: 'neutre', icone: 'informe', mot: 'Informé', hors: true },
  non_concerne: { ton: 'neutre', icone: 'sans_objet', mot: 'Non concerné', hors: true },
}

/** The weather of an action as the base gives it. */
export const meteoDAction = (action: ActionEnListe, aujourdhui: Jour): Meteo => meteoDe(action, aujourdhui)

/** Why the weather is what it is, in a few words. */
export function direRaison(raison: RaisonMeteo, aujourdhui: Jour): string {
  switch (raison.code) {
    case 'bloquee':
      return `Bloquée depuis le ${dateCourte(raison.depuis, aujourdhui)}`
    case 'retard':
      return `Jalon en retard de ${compte(raison.jours, 'jour')}`
    case 'cout':
      return `Coût à ${nombre(raison.pourcentage)} % du prévu`
    case 'silence':
      return `Sans réponse depuis le ${dateCourte(raison.depuis, aujourdhui)}`
    case 'sans-nouvelle':
      return `Pas de nouvelle depuis ${compte(raison.jours, 'jour')}`
    case 'pas-de-donnee':
      return 'Ni jalon ni nouvelle'
    case 'hors-suivi':
      return 'Pas en cours'
    default:
      return 'Rien à signaler'
  }
}

/** A regional figure in words: the number, or the percentage with the two sums it comes from. */
export function direAgregat(agregat: Agregat, unite: string): string {
  if (agregat.genre === 'nombre') return `${nombre(agregat.valeur)} ${unite}`
  return `${direPart(agregat.dixMilliemes)} (${nombre(agregat.numerateur)} sur ${nombre(agregat.denominateur)})`
}

/** « 85,1 % » from ten-thousandths. */
export const direPart = (dixMilliemes: number): string => `${nombre(Math.round(dixMilliemes / 10) / 10)} %`

export const direPeriode = ({ du, au }: { readonly du: Jour; readonly au: Jour | null }): string =>
  au ? `du ${date(du)} au ${date(au)}` : `depuis le ${date(du)}`
