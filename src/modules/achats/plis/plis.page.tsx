import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { instant } from '#shared/typographie.ts'
import { BoutonPost } from '#ui/bouton.tsx'
import { Alerte, Colonnes, Fictif, Section } from '#ui/textes.tsx'
import { conduit, siegeALaCommission } from '../domain/droits.ts'
import { OBJETS } from '../domain/operation.ts'
import type { EtatDepot, Profil } from '../domain/plis.ts'
import type { MarcheLu } from '../marche/marche.queries.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import { RUBRIQUE, VuesDeLOperation } from '../vues.tsx'
import { Candidats } from './candidat/candidats.tsx'
import { Cles } from './cle/cles.tsx'
import { etatDe, profilDe } from './conduire-depot.ts'
import { Ouverture } from './ouverture/ouverture.tsx'
import { plisFermes } from './ouverture/ouvrir.ts'
import type { DepotLu } from './plis.queries.ts'
import { direProfil } from './profil.ts'
import { Plis, Refus } from './recus.tsx'

export type PropsPlis = RetourDeFormulaire & {
  readonly operation: OperationLue
  readonly marche: MarcheLu
  readonly depot: DepotLu | null
  readonly acteur: Acteur
  readonly formulaire?: string
  /** The bidder whose link is being corrected. */
  readonly corrige?: string
  /** Whether this installation plays: what to do to see the scene whole is then said. */
  readonly demonstration?: boolean
}
/** The parts of the page, once a deposit is offered. */
export type PropsDepot = PropsPlis & {
  readonly depot: DepotLu
  readonly etat: EtatDepot
  readonly mene: boolean
  readonly siege: boolean
}

const SITUATIONS: Readonly<Record<EtatDepot, (marche: MarcheLu) => string>> = {
  'a-proposer': () => 'Aucun dépôt scellé n’est proposé.',
  cles: () => 'La commission prépare ses clés ; le dépôt n’est pas encore ouvert.',
  ouvert: ({ limite }) => `Dépôt ouvert jusqu’au ${instant(limite!)}, à l’heure du serveur.`,
  clos: ({ limite }) =>
    `Dépôt clos le ${instant(limite!)}. Deux membres différents de la commission ouvrent les plis.`,
  'une-cle': () => 'Une clé est donnée ; il faut celle d’un autre membre pour ouvrir les plis.',
  'a-finir': () => 'Deux clés, de deux membres différents, sont données ; l’ouverture reste à terminer.',
  ouvertes: ({ ouvertLe }) => `Plis ouverts le ${instant(ouvertLe!)}.`,
}

/** Sealed bids: whether they may be handed in here, the keys of the commission, what was received, and how two members open. */
export function pagePlis(props: PropsPlis): ContenuDePage {
  const { operation, marche, depot, acteur, alerte, formulaire, statut } = props
  const profil = profilDe(marche)
  const etat = etatDe(marche, depot)
  const resteFerme = etat === 'ouvertes' && depot !== null && plisFermes(depot).length > 0
  const suite = depot && {
    ...props,
    depot,
    etat,
    mene: conduit(acteur, operation),
    siege: siegeALaCommission(acteur, operation.decision),
  }
  return {
    titre: 'Plis scellés',
    surtitre: `${operation.titre} · ${OBJETS[operation.objet]}`,
    rubrique: RUBRIQUE,
    ...((['cles', 'clos', 'une-cle', 'a-finir'].includes(etat) || resteFerme) && { ilots: ['commission'] }),
    ...(statut && { statut }),
    ariane: [
      { libelle: 'Achats groupés', href: '/achats' },
      { libelle: operation.titre, href: `/achats/${operation.id}` },
      { libelle: 'Marché et offres', href: `/achats/${operation.id}/marche` },
    ],
    chapeau: (
      <p>
        {SITUATIONS[etat](marche)} {operation.fictif && <Fictif />}
      </p>
    ),
    contenu: (
      <>
        <VuesDeLOperation
          id={operation.id}
          courante="marche"
          cibles={operation.cibles}
          objet={operation.objet}
        />
        {alerte && !formulaire && (
          <Alerte>
            <p>{alerte}</p>
          </Alerte>
        )}
        <div id="etat" role="status" aria-live="polite" />
        {props.demonstration && operation.fictif && etat === 'cles' && <Scene id={operation.id} />}
        {suite?.etat === 'cles' ? (
          <Cles {...suite} />
        ) : suite ? (
          <Colonnes cote={<Cles {...suite} />}>
            <Ouverture {...suite} />
            <Plis {...suite} />
            <Refus {...suite} />
            {suite.mene && <Candidats {...suite} />}
          </Colonnes>
        ) : (
          <Proposer operation={operation} marche={marche} profil={profil} acteur={acteur} />
        )}
      </>
    ),
  }
}

/** How a visitor of the demonstration plays a sealed deposit to its end, in the roles it offers. */
const Scene = ({ id }: { readonly id: string }) => (
  <Alerte ton="info" titre="Démonstration : jouer la scène jusqu’à l’ouverture">
    <ol>
      <li>
        En direction du CDG 44, puis du CDG 53 : créez chacune une clé sur cette page, avec sa phrase de
        passe.
      </li>
      <li>
        En coordinatrice du CDG 44 : mettez l’heure limite dans un quart d’heure, publiez{' '}
        <a href={`/achats/${id}/marche`}>le marché</a>, puis ouvrez le dépôt ici.
      </li>
      <li>
        Invitez un candidat à une adresse inventée en .invalid : son lien est dans le{' '}
        <a href="/demo/courrier">courrier de la démonstration</a>. Déposez son pli.
      </li>
      <li>L’heure passée, les deux directions donnent leur clé ; le procès-verbal s’imprime d’ici.</li>
    </ol>
  </Alerte>
)

function Proposer({
  operation,
  marche,
  profil,
  acteur,
}: {
  readonly operation: OperationLue
  readonly marche: MarcheLu
  readonly profil: Profil
  readonly acteur: Acteur
}) {
  const mene = conduit(acteur, operation)
  if (profil.impose)
    return (
      <Section titre="Les plis se remettent sur le profil d’acheteur">
        <p>{direProfil(profil, marche)}</p>
        <p>
          Les offres s’enregistrent ici après leur ouverture, depuis{' '}
          <a href={`/achats/${operation.id}/marche`}>la page du marché</a>.
        </p>
      </Section>
    )
  return (
    <Section titre="Recevoir les plis ici, scellés">
      <p>{direProfil(profil, marche)}</p>
      <ol>
        <li>Chaque membre de la commission crée sa clé, avec une phrase de passe que lui seul connaît.</li>
        <li>Les candidats déposent par un lien personnel : leur offre est chiffrée dans leur navigateur.</li>
        <li>
          Après l’heure limite, deux membres différents l’ouvrent ensemble. Personne n’ouvre seul, ni avant.
        </li>
      </ol>
      {mene ? (
        <BoutonPost action={`/achats/${operation.id}/plis/proposer`} variante="primaire">
          Proposer le dépôt scellé
        </BoutonPost>
      ) : (
        <p>{operation.pilote} conduit l’achat et peut le proposer.</p>
      )}
    </Section>
  )
}
