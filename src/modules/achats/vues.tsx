import { Etiquette, type Ton } from '#ui/etiquette.tsx'
import type { NomIcone } from '#ui/icone.tsx'
import { Onglets } from '#ui/textes.tsx'
import { assureDesAgents, ETATS_OPERATION, type EtatOperation, type ObjetAchat } from './domain/operation.ts'

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

/** The parts of one purchase. */
export const VuesDeLOperation = ({
  id,
  courante,
  cibles,
  objet,
}: {
  readonly id: string
  readonly courante: 'fiche' | 'employeurs' | 'accord' | 'marche' | 'attribution' | 'adhesions' | 'execution'
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
