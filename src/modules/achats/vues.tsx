import { Etiquette, type Ton } from '#ui/etiquette.tsx'
import type { NomIcone } from '#ui/icone.tsx'
import { Alerte, Onglets } from '#ui/textes.tsx'
import {
  assureDesAgents,
  ETATS_OPERATION,
  type EtatOperation,
  OBJETS,
  type ObjetAchat,
} from './domain/operation.ts'

/** The entry of the navigation of this module. */
export const RUBRIQUE = '/achats'

const SIGNES: Readonly<Record<EtatOperation, readonly [Ton, NomIcone]>> = {
  preparation: ['neutre', 'rediger'],
  consultation: ['info', 'envoyer'],
  marche: ['info', 'balance'],
  adhesion: ['info', 'signer'],
  execution: ['ok', 'fait'],
  close: ['neutre', 'execute'],
  abandonnee: ['neutre', 'rejet'],
}

export const EtiquetteOperation = ({ etat }: { readonly etat: EtatOperation }) => {
  const [ton, icone] = SIGNES[etat]
  return (
    <Etiquette ton={ton} icone={icone} discrete>
      {ETATS_OPERATION[etat]}
    </Etiquette>
  )
}

type PartieDeLAchat = 'fiche' | 'employeurs' | 'accord' | 'marche' | 'attribution' | 'adhesions' | 'execution'

type Operation = {
  readonly id: string
  readonly titre: string
  readonly cibles: number
  readonly objet: ObjetAchat
}

/** What every part of a purchase says above its title: which purchase, and the way back to it. */
export const cadreDeLOperation = ({ id, titre, objet }: Operation, statut?: number) => ({
  surtitre: `${titre} · ${OBJETS[objet]}`,
  rubrique: RUBRIQUE,
  ...(statut && { statut }),
  ariane: [
    { libelle: 'Achats groupés', href: '/achats' },
    { libelle: titre, href: `/achats/${id}` },
  ],
})

/** How every part of a purchase begins: the other parts, and what was refused. */
export const TeteDeLOperation = ({
  operation,
  courante,
  alerte,
}: {
  readonly operation: Operation
  readonly courante: PartieDeLAchat
  readonly alerte?: string | false | undefined
}) => (
  <>
    <VuesDeLOperation
      id={operation.id}
      courante={courante}
      cibles={operation.cibles}
      objet={operation.objet}
    />
    {alerte && (
      <Alerte>
        <p>{alerte}</p>
      </Alerte>
    )}
  </>
)

/** The parts of one purchase. */
export const VuesDeLOperation = ({
  id,
  courante,
  cibles,
  objet,
}: {
  readonly id: string
  readonly courante: PartieDeLAchat
  readonly cibles: number
  readonly objet?: ObjetAchat
}) => (
  <Onglets
    libelle="Parties de l’achat groupé"
    vues={[
      { libelle: 'L’opération', href: `/achats/${id}`, courant: courante === 'fiche' },
      {
        libelle: 'Les employeurs',
        href: `/achats/${id}/employeurs`,
        courant: courante === 'employeurs',
        nombre: cibles,
      },
      ...(objet === undefined || assureDesAgents(objet)
        ? [{ libelle: 'Accord collectif', href: `/achats/${id}/accord`, courant: courante === 'accord' }]
        : []),
      { libelle: 'Marché et offres', href: `/achats/${id}/marche`, courant: courante === 'marche' },
      {
        libelle: 'Attribution',
        href: `/achats/${id}/attribution`,
        courant: courante === 'attribution',
      },
      { libelle: 'Adhésions', href: `/achats/${id}/adhesions`, courant: courante === 'adhesions' },
      { libelle: 'Exécution', href: `/achats/${id}/execution`, courant: courante === 'execution' },
    ]}
  />
)
