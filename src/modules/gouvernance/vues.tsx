import type { Ton } from '#ui/etiquette.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import type { NomIcone } from '#ui/icone.tsx'
import { Noeuds } from '#ui/textes.tsx'
import type { MembreAuTableau } from './decisions/decisions.queries.ts'
import type { StatutSeance } from './domain/seance.ts'
import { LIBELLES_SEANCE } from './domain/seance.ts'

const EN_LETTRES = [
  'zéro',
  'un',
  'deux',
  'trois',
  'quatre',
  'cinq',
  'six',
  'sept',
  'huit',
  'neuf',
  'dix',
  'onze',
  'douze',
]

/** « À cinq », or « À trois : 53, 72, 85 » when some members are informed only. */
export function direPortee(
  porte: readonly string[],
  membres: readonly Pick<MembreAuTableau, 'organismeId' | 'libelle'>[],
): string {
  const lies = membres.filter(({ organismeId }) => porte.includes(organismeId))
  const mot = `À ${EN_LETTRES[lies.length] ?? lies.length}`
  return lies.length === membres.length
    ? mot
    : `${mot} : ${lies.map(({ libelle }) => libelle.replace(/^(CDG|Dép\.) /, '')).join(', ')}`
}

/** Variable geometry at a glance: one node per member, then the words. */
export const Portee = ({
  porte,
  membres,
}: {
  readonly porte: readonly string[]
  readonly membres: readonly Pick<MembreAuTableau, 'organismeId' | 'libelle'>[]
}) => (
  <Noeuds
    membres={membres.map(({ organismeId }) => ({ cle: organismeId, participe: porte.includes(organismeId) }))}
    mots={direPortee(porte, membres)}
  />
)

const TONS_SEANCE: Readonly<Record<StatutSeance, { readonly ton: Ton; readonly icone: NomIcone }>> = {
  planifiee: { ton: 'attention', icone: 'a_faire' },
  convoquee: { ton: 'info', icone: 'courriel' },
  ouverte: { ton: 'ok', icone: 'lecture' },
  suspendue: { ton: 'attention', icone: 'pause' },
  close: { ton: 'neutre', icone: 'fait' },
  pv_projet: { ton: 'info', icone: 'fichier' },
  pv_approuve: { ton: 'ok', icone: 'execute' },
  diffusee: { ton: 'ok', icone: 'execute' },
  archivee: { ton: 'neutre', icone: 'fichier' },
  annulee: { ton: 'neutre', icone: 'sans_objet' },
  reportee: { ton: 'neutre', icone: 'calendrier' },
}

export const EtiquetteSeance = ({ statut }: { readonly statut: StatutSeance }) => (
  <Etiquette {...TONS_SEANCE[statut]}>{LIBELLES_SEANCE[statut]}</Etiquette>
)
