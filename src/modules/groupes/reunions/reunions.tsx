import { jourDe } from '#shared/dates.ts'
import { compte, dateCourte, duree, heure } from '#shared/typographie.ts'
import { Lien } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Liste } from '#ui/liste.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import type { GroupeLu } from '../groupes.queries.ts'
import type { ReunionEnListe } from '../travail.queries.ts'

type Etat = 'annulee' | 'a_venir' | 'notee' | 'a_noter'

/** What a meeting waits for. */
export const etatDeReunion = (reunion: ReunionEnListe, maintenant: Date): Etat => {
  if (reunion.annuleeLe) return 'annulee'
  if (reunion.debutLe > maintenant) return 'a_venir'
  return reunion.notesLe ? 'notee' : 'a_noter'
}

const SIGNES = {
  annulee: { ton: 'neutre', icone: 'sans_objet', mot: 'Annulée' },
  a_venir: { ton: 'info', icone: 'calendrier', mot: 'À venir' },
  notee: { ton: 'ok', icone: 'fait', mot: 'Notes publiées' },
  a_noter: { ton: 'attention', icone: 'rediger', mot: 'Notes attendues' },
} as const

export const EtiquetteReunion = ({ etat }: { readonly etat: Etat }) => {
  const { mot, ...signe } = SIGNES[etat]
  return <Etiquette {...signe}>{mot}</Etiquette>
}

/** Meetings of a group: what comes first, then what took place. */
export function ListeDesReunions({
  groupe,
  reunions,
  pilote,
  maintenant,
}: {
  readonly groupe: GroupeLu
  readonly reunions: readonly ReunionEnListe[]
  readonly pilote: boolean
  readonly maintenant: Date
}) {
  const jour = jourDe(maintenant)
  return (
    <Section
      titre="Réunions"
      id="reunions"
      detail={reunions.length > 0 ? compte(reunions.length, 'réunion') : undefined}
      actions={
        pilote && (
          <Lien href={`/groupes/${groupe.id}/reunions/nouvelle`} icone="agenda">
            Prévoir une réunion
          </Lien>
        )
      }
    >
      <Liste
        vide={<Vide>Ce groupe ne s’est pas encore réuni.</Vide>}
        lignes={reunions.map((reunion) => ({
          cle: reunion.id,
          titre: reunion.objet,
          href: `/groupes/reunions/${reunion.id}`,
          quand: { mot: dateCourte(jourDe(reunion.debutLe), jour), detail: heure(reunion.debutLe) },
          detail: [
            duree(reunion.dureeMinutes),
            reunion.lieu || (reunion.visio && 'en visio'),
            reunion.presents > 0 && compte(reunion.presents, 'présent'),
            reunion.fictif && 'fictif',
          ]
            .filter(Boolean)
            .join(' · '),
          fin: <EtiquetteReunion etat={etatDeReunion(reunion, maintenant)} />,
        }))}
      />
    </Section>
  )
}
