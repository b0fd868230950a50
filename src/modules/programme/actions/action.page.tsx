import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { date, dateCourte } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Meteo } from '#ui/meteo.tsx'
import { Alerte, Colonnes, Fiche, Fictif, Section } from '#ui/textes.tsx'
import type { ActionLue } from '../action.queries.ts'
import type { CleLue } from '../couts/couts.queries.ts'
import { Repartition } from '../couts/repartition.tsx'
import { cadreLeProgramme, mene } from '../domain/droits.ts'
import { EN_MOUVEMENT, LIBELLES_STATUT } from '../domain/statuts.ts'
import { AvancementDe } from '../grille.tsx'
import type { DecisionCitee, Membre, SeanceCitee } from '../programme.queries.ts'
import { direRaison, meteoDAction, SIGNES_STATUT } from '../vues.ts'
import { Partenaires, Risques } from './elements/elements.tsx'
import { Indicateurs } from './elements/indicateurs.tsx'
import { Jalons } from './elements/jalons.tsx'
import { Livrables } from './elements/livrables.tsx'
import { Fond } from './fond.tsx'
import { Demandes, Historique } from './memoire-action.tsx'
import { GestesDeStatut, Participations } from './participations.tsx'

export type PropsAction = RetourDeFormulaire & {
  readonly action: ActionLue
  readonly membres: readonly Membre[]
  readonly decisions: readonly DecisionCitee[]
  readonly seances: readonly SeanceCitee[]
  readonly cles: readonly CleLue[]
  readonly acteur: Acteur
  readonly maintenant: Date
  readonly aujourdhui: Jour
  /** Which form of the page comes back. */
  readonly formulaire?: string
}

/** The sheet of an action: where it stands, what it promises, who takes part, what happened. */
export function pageAction(props: PropsAction): ContenuDePage {
  const { action, acteur, aujourdhui, statut, alerte } = props
  const sien = mene(acteur, action)
  const { temps, raison } = meteoDAction(action, aujourdhui)
  return {
    titre: `${action.code} ${action.titre}`,
    h1: action.titre,
    surtitre: `Action ${action.code}`,
    rubrique: '/programme',
    ariane: [
      { libelle: 'Programme', href: '/programme' },
      {
        libelle: `${action.axe.code}. ${action.axe.titre}`,
        href: `/programme?axe=${encodeURIComponent(action.axe.code)}`,
      },
    ],
    ...(statut && { statut }),
    chapeau: (
      <p>
        {action.orientation.titre}. {action.fictif && <Fictif>{action.fictif}</Fictif>}
      </p>
    ),
    actions: (
      <>
        {cadreLeProgramme.autorise(acteur) && (
          <Bouton href={`/programme/actions/${action.id}/cadre`} icone="reglages">
            Modifier le cadre
          </Bouton>
        )}
        {cadreLeProgramme.autorise(acteur) && EN_MOUVEMENT.includes(action.statut) && (
          <BoutonPost action={`/programme/actions/${action.id}/demander`} icone="envoyer">
            Demander des nouvelles
          </BoutonPost>
        )}
        {sien && (
          <>
            <Bouton href={`/programme/actions/${action.id}/modifier`} icone="modifier">
              Modifier la fiche
            </Bouton>
            <Bouton variante="primaire" href={`/programme/actions/${action.id}/point`} icone="rediger">
              Faire le point
            </Bouton>
          </>
        )}
      </>
    ),
    contenu: (
      <>
        {alerte && <Alerte>{alerte}</Alerte>}
        <Signaux {...props} />
        <Colonnes
          cote={
            <>
              <Section titre="Situation">
                <Fiche
                  etroite
                  lignes={[
                    {
                      nom: 'Météo',
                      valeur: <Meteo temps={temps} mot={direRaison(raison, aujourdhui)} />,
                    },
                    {
                      nom: 'Statut',
                      valeur: (
                        <Etiquette {...SIGNES_STATUT[action.statut]}>
                          {LIBELLES_STATUT[action.statut]}
                        </Etiquette>
                      ),
                    },
                    {
                      nom: 'Avancement',
                      valeur: <AvancementDe action={action} aujourdhui={aujourdhui} />,
                    },
                    {
                      nom: 'Dernière nouvelle',
                      valeur: action.derniereNouvelle ? date(action.derniereNouvelle) : 'Aucune encore',
                    },
                    {
                      nom: 'Chef de file',
                      valeur: action.chefs.map(({ libelle }) => libelle).join(' et ') || 'À désigner',
                    },
                    ...(action.pilote ? [{ nom: 'Suivie par', valeur: action.pilote }] : []),
                  ]}
                />
              </Section>
              <GestesDeStatut {...props} />
            </>
          }
        >
          <Fond action={action} decisions={props.decisions} />
          <Jalons {...props} />
          <Participations {...props} />
          <Repartition {...props} />
          <Indicateurs {...props} />
          <Livrables {...props} />
          <Risques {...props} />
          <Partenaires {...props} />
        </Colonnes>
        <Demandes action={action} aujourdhui={aujourdhui} />
        <Historique action={action} aujourdhui={aujourdhui} />
      </>
    ),
  }
}

/** What must be seen before the rest: blocked, silent, money without a convention. */
function Signaux({ action, aujourdhui }: PropsAction) {
  const { cause, condition, responsable } = action.blocage
  return (
    <>
      {action.bloqueeLe && (
        <Alerte ton="attention" titre={`Bloquée depuis le ${date(action.bloqueeLe)}`}>
          <p>
            {cause} Pour la débloquer : {condition} À qui le tour : {responsable}
          </p>
        </Alerte>
      )}
      {action.silenceDepuis && (
        <Alerte ton="info" titre={`Sans réponse depuis le ${dateCourte(action.silenceDepuis, aujourdhui)}`}>
          <p>Des nouvelles ont été demandées au chef de file : la météo reste grise jusqu’à sa réponse.</p>
        </Alerte>
      )}
      {(action.coutPrevuCentimes ?? 0) > 0 && !action.conventionReference && (
        <Alerte ton="attention" titre="De l’argent est prévu, sans convention">
          <p>Indiquez la convention qui porte cette dépense dans la fiche.</p>
        </Alerte>
      )}
    </>
  )
}
