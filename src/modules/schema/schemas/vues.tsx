import type { Jour } from '#shared/dates.ts'
import { date } from '#shared/typographie.ts'
import { Etiquette, type Ton } from '#ui/etiquette.tsx'
import type { NomIcone } from '#ui/icone.tsx'
import { Alerte } from '#ui/textes.tsx'
import { alerteDeFin, LIBELLES_STATUT, type StatutSchema } from '../domain/cycle-schema.ts'
import type { AdoptionLue, SchemaLu } from './schemas.repository.ts'

const TONS: Readonly<Record<StatutSchema, { readonly ton: Ton; readonly icone: NomIcone }>> = {
  brouillon: { ton: 'attention', icone: 'rediger' },
  concertation: { ton: 'info', icone: 'message' },
  arrete: { ton: 'info', icone: 'decision' },
  deliberation: { ton: 'attention', icone: 'vote' },
  signe: { ton: 'info', icone: 'signer' },
  transmis: { ton: 'info', icone: 'envoyer' },
  en_vigueur: { ton: 'ok', icone: 'execute' },
  remplace: { ton: 'neutre', icone: 'historique' },
  expire: { ton: 'alerte', icone: 'attention' },
  abandonne: { ton: 'neutre', icone: 'sans_objet' },
}

export const EtiquetteSchema = ({ statut }: { readonly statut: StatutSchema }) => (
  <Etiquette {...TONS[statut]}>{LIBELLES_STATUT[statut]}</Etiquette>
)

const AVIS: Readonly<Record<AdoptionLue['avis'], { ton: Ton; icone: NomIcone; mot: string }>> = {
  attendu: { ton: 'attention', icone: 'a_faire', mot: 'Délibération attendue' },
  favorable: { ton: 'ok', icone: 'execute', mot: 'Favorable' },
  defavorable: { ton: 'alerte', icone: 'rejet', mot: 'Défavorable' },
}

export const EtiquetteAvis = ({ avis }: { readonly avis: AdoptionLue['avis'] }) => {
  const { ton, icone, mot } = AVIS[avis]
  return (
    <Etiquette ton={ton} icone={icone} discrete>
      {mot}
    </Etiquette>
  )
}

/** What the end of the text in force asks for, twelve, six and three months before. */
export function AlerteDeFin({
  schema,
  aujourdhui,
}: {
  readonly schema: Pick<SchemaLu, 'dateFin' | 'statut'>
  readonly aujourdhui: Jour
}) {
  const alerte = schema.statut === 'en_vigueur' ? alerteDeFin(schema.dateFin, aujourdhui) : null
  if (alerte === null || !schema.dateFin) return null
  const fin = date(schema.dateFin)
  if (alerte === 'passee')
    return (
      <Alerte titre={`Le schéma a pris fin le ${fin}.`}>
        <p>Aucun texte n’est plus en vigueur : constatez sa fin, ou faites adopter le suivant.</p>
      </Alerte>
    )
  return (
    <Alerte ton="attention" titre={`Le schéma prend fin le ${fin}, dans moins de ${alerte} mois.`}>
      <p>{A_FAIRE[alerte]}</p>
    </Alerte>
  )
}

const A_FAIRE = {
  12: 'Il est temps d’en faire le bilan et de préparer la suite.',
  6: 'Le texte suivant doit être en concertation.',
  3: 'Les membres doivent délibérer avant cette date.',
} as const
