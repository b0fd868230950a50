import type { Session } from '#platform/comptes/session.ts'
import type { Structure } from '#platform/comptes/structures.ts'
import type { Acteur } from '#shared/acteur.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Vide } from '#ui/textes.tsx'
import type { ContenuDePage } from '../services.ts'

const FONCTIONS: Readonly<Record<string, string>> = {
  presidence: 'présidence',
  vice_presidence: 'vice-présidence',
  administration: 'administration',
  direction: 'direction',
  coordination: 'coordination',
  gestion: 'gestion',
  gestion_demandes: 'gestion des demandes',
  secretariat_mairie: 'secrétariat de mairie',
  referent_signalement: 'référent signalement',
  representation_syndicale: 'représentation syndicale',
  exploitation: 'exploitation',
  suppleance: 'suppléance',
}

/** The organisations of one account: one click to change. Without any mandate today, the page says so. */
export const pageStructures = ({
  structures,
  session,
  acteur,
  suite,
}: {
  readonly structures: readonly Structure[]
  readonly session: Session
  readonly acteur: Acteur | null
  /** The page that the person was going to. */
  readonly suite: string
}): ContenuDePage => ({
  titre: 'Pour quelle structure agissez-vous ?',
  surtitre: session.nom,
  chapeau: structures.length > 1 && (
    <p>
      Vous verrez et enregistrerez en son nom ; vous changerez quand vous voudrez, par le menu à votre nom.
    </p>
  ),
  contenu:
    structures.length === 0 ? (
      <Vide action={<BoutonPost action="/deconnexion">Se déconnecter</BoutonPost>}>
        Aucun mandat en cours n’est enregistré pour {session.courriel}. Les droits suivent les mandats :
        demandez à votre structure ou à la coordination d’enregistrer le vôtre.
      </Vide>
    ) : (
      <ul className="liste-lignes">
        {structures.map(({ cooperationId, cooperation, organismeId, organisme, libelle, fonctions }) => {
          const ici = acteur?.cooperationId === cooperationId && acteur.organismeId === organismeId
          return (
            <li key={`${cooperationId}${organismeId}`}>
              <div>
                <p>
                  <strong>{libelle}</strong> {libelle !== organisme && organisme}
                </p>
                <p className="detail">
                  {cooperation} · {fonctions.map((fonction) => FONCTIONS[fonction] ?? fonction).join(', ')}
                </p>
              </div>
              <div className="fin">
                {ici ? (
                  <Bouton variante="primaire" href={suite}>
                    Continuer pour {libelle}
                  </Bouton>
                ) : (
                  <BoutonPost
                    action="/structures"
                    champs={{ structure: `${cooperationId}/${organismeId}`, retour: suite }}
                  >
                    Agir pour {libelle}
                    <span className="vh">, {cooperation}</span>
                  </BoutonPost>
                )}
              </div>
            </li>
          )
        })}
      </ul>
    ),
})
