import type { Jour } from '#shared/dates.ts'
import { compte, dateCourte } from '#shared/typographie.ts'
import { type CaseDeSuite, SuitesParMembre } from '#ui/decision/suites-par-membre.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Meteo } from '#ui/meteo.tsx'
import { Progression } from '#ui/progression.tsx'
import { Section } from '#ui/textes.tsx'
import { avancementDe, plusGrandRetard, prochainJalon } from './domain/jalons.ts'
import { completerParticipations } from './domain/participation.ts'
import { EN_MOUVEMENT, LIBELLES_STATUT } from './domain/statuts.ts'
import type { ActionEnListe, Membre } from './programme.queries.ts'
import type { ProgrammeLu } from './structure/programmes.queries.ts'
import { direRaison, LIBELLES_NATURE, meteoDAction, SIGNES_PARTICIPATION, SIGNES_STATUT } from './vues.ts'

type PropsAxe = {
  readonly axe: ProgrammeLu['axes'][number]
  readonly actions: readonly ActionEnListe[]
  readonly membres: readonly Membre[]
  readonly moi: string
  readonly aujourdhui: Jour
}

/** One axis: its orientations, their actions, and who does what in each. Nothing when no action is kept. */
export function AxeDuProgramme({ axe, actions, ...reste }: PropsAxe) {
  const garnies = axe.orientations.filter(({ id }) => actions.some((a) => a.orientationId === id))
  if (garnies.length === 0) return null
  const combien = actions.filter(({ orientationId }) => garnies.some(({ id }) => id === orientationId)).length
  return (
    <Section
      titre={`${axe.code}. ${axe.titre}`}
      detail={`${compte(garnies.length, 'orientation')}, ${compte(combien, 'action')}`}
      id={`axe-${axe.code}`}
      filet
    >
      {garnies.map((orientation) => (
        <div key={orientation.id}>
          <h3>{orientation.titre}</h3>
          <Grille
            titre={`${axe.code}.${orientation.code} ${orientation.titre}`}
            actions={actions.filter(({ orientationId }) => orientationId === orientation.id)}
            {...reste}
          />
        </div>
      ))}
    </Section>
  )
}

/** Actions × members: who leads, who takes part, who is told. */
const Grille = ({
  titre,
  actions,
  membres,
  moi,
  aujourdhui,
}: Omit<PropsAxe, 'axe'> & { readonly titre: string }) => (
  <SuitesParMembre
    titre={titre}
    colonneLignes={{ titre: 'Action' }}
    colonneBilan="Avancement"
    membres={membres.map(({ organismeId, libelle }) => ({
      cle: organismeId,
      libelle,
      mien: organismeId === moi,
    }))}
    lignes={actions.map((action) => {
      const { temps, raison } = meteoDAction(action, aujourdhui)
      return {
        cle: action.id,
        titre: action.titre,
        href: `/programme/actions/${action.id}`,
        detail: direLigne(action, aujourdhui),
        signe: (
          <>
            <Etiquette {...SIGNES_STATUT[action.statut]} discrete>
              {LIBELLES_STATUT[action.statut]}
            </Etiquette>{' '}
            <Meteo temps={temps} mot={direRaison(raison, aujourdhui)} discrete />
          </>
        ),
        cases: casesDe(action, membres, aujourdhui),
        bilan: <AvancementDe action={action} aujourdhui={aujourdhui} />,
      }
    })}
  />
)

/** « 3.2.1 · Immersion · N2 · prochain jalon le 12 déc. ». */
function direLigne(action: ActionEnListe, aujourdhui: Jour): string {
  const jalon = EN_MOUVEMENT.includes(action.statut) ? prochainJalon(action.jalons) : null
  return [
    action.code,
    action.nature !== 'action' && LIBELLES_NATURE[action.nature],
    `N${action.niveau}`,
    jalon &&
      `${jalon.echeance < aujourdhui ? 'jalon attendu le' : 'prochain jalon le'} ${dateCourte(jalon.echeance, aujourdhui)}`,
    action.fictif && 'suivi fictif',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** How far an action is, from its milestones or by hand. */
export function AvancementDe({
  action,
  aujourdhui,
}: {
  readonly action: ActionEnListe
  readonly aujourdhui: Jour
}) {
  const { valeur, force } = avancementDe(action.jalons, action.force, aujourdhui)
  if (valeur === null) return <>Pas de jalon</>
  return (
    <>
      <Progression
        libelle={`Avancement de ${action.code} ${action.titre}`}
        valeur={valeur}
        enRetard={EN_MOUVEMENT.includes(action.statut) && plusGrandRetard(action.jalons, aujourdhui) > 0}
      />
      {force && <small> dit à la main</small>}
    </>
  )
}

/** What each member is in an action, by member: always one cell for each. */
export function casesDe(
  action: Pick<ActionEnListe, 'chefs' | 'participations'>,
  membres: readonly Membre[],
  aujourdhui: Jour,
): Record<string, CaseDeSuite> {
  const chefs = action.chefs.map(({ organismeId }) => organismeId)
  const participations = completerParticipations(
    membres.map(({ organismeId }) => organismeId),
    action.participations,
    chefs,
  )
  return Object.fromEntries(
    participations.map(({ organismeId, type }) => {
      const du = action.participations.find((p) => p.organismeId === organismeId)?.du
      const signe = SIGNES_PARTICIPATION[chefs.includes(organismeId) ? 'chef' : type]
      return [organismeId, { ...signe, ...(du && { detail: `depuis le ${dateCourte(du, aujourdhui)}` }) }]
    }),
  )
}
