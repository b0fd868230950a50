import type { Jour } from '#shared/dates.ts'
import { compte, dateCourte, nombre } from '#shared/typographie.ts'
import { Carte } from '#ui/carte/carte.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { GraphiqueBarres } from '#ui/graphique/barres.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section } from '#ui/textes.tsx'
import { avancementDEnsemble, HORS_PROGRAMME, partDe } from './domain/ensemble.ts'
import { plusGrandRetard, prochainJalon } from './domain/jalons.ts'
import { EN_MOUVEMENT, LIBELLES_STATUT } from './domain/statuts.ts'
import { AvancementDe } from './grille.tsx'
import { type ActionDAxe, comparerCodes } from './programme.queries.ts'
import { SIGNES_STATUT } from './vues.ts'

type Props = {
  readonly actions: readonly ActionDAxe[]
  readonly membres: readonly {
    readonly organismeId: string
    readonly libelle: string
    readonly departement: string | null
  }[]
  readonly aujourdhui: Jour
  /** The member of the reader: its own actions come first. */
  readonly moi?: string
}

/** The programme on a dashboard: how far each axis is, where each member stands, the actions to look at first. */
export function ProgrammeAuTableau({ actions, membres, aujourdhui, moi }: Props) {
  if (actions.length === 0) return null
  return (
    <>
      <div className="cartes cartes-filet">
        <AvancementParAxe actions={actions} aujourdhui={aujourdhui} />
        <ParticipationParDepartement actions={actions} membres={membres} />
      </div>
      <ActionsASuivre actions={actions} aujourdhui={aujourdhui} moi={moi} />
    </>
  )
}

const pourCent = (valeur: number): string => `${nombre(valeur)} %`

function AvancementParAxe({ actions, aujourdhui }: Pick<Props, 'actions' | 'aujourdhui'>) {
  const axes = [...Map.groupBy(actions, ({ axe }) => axe.code)]
    .sort(([a], [b]) => comparerCodes(a, b))
    .map(([code, siennes]) => ({
      code,
      titre: siennes[0]!.axe.titre,
      ...avancementDEnsemble(siennes, aujourdhui),
    }))
  const { valeur } = avancementDEnsemble(actions, aujourdhui)
  return (
    <Section titre="Avancement par axe" detail={valeur === null ? undefined : `${pourCent(valeur)} en tout`}>
      <GraphiqueBarres
        id="axes"
        format="demi"
        conclusion={`Avancement par axe : ${axes
          .map((axe) => `axe ${axe.code}, ${axe.valeur === null ? 'sans donnée' : pourCent(axe.valeur)}`)
          .join(' ; ')}.`}
        titre="Part des étapes atteintes, par axe"
        libelle="Avancement"
        nomDesCategories="Axe"
        categories={axes.map(({ code, titre }) => ({ libelle: `${code}. ${titre}`, court: `Axe ${code}` }))}
        valeurs={axes.map((axe) => axe.valeur)}
        formater={pourCent}
      />
    </Section>
  )
}

function ParticipationParDepartement({ actions, membres }: Pick<Props, 'actions' | 'membres'>) {
  const comptees = actions.map((action) => ({
    ...action,
    chefs: action.chefs.map(({ organismeId }) => organismeId),
  }))
  const parts = membres.flatMap((membre) => {
    const { menees, partagees, total } = partDe(comptees, membre.organismeId)
    return membre.departement && total > 0
      ? [
          {
            libelle: membre.libelle,
            code: membre.departement,
            valeur: Math.round((100 * (menees + partagees)) / total),
          },
        ]
      : []
  })
  if (parts.length === 0) return null
  return (
    <Section titre="Part des actions où chacun est engagé" detail="mène ou participe, par département">
      <Carte
        conclusion={`Part des actions : ${parts.map(({ libelle, valeur }) => `${libelle}, ${pourCent(valeur)}`).join(' ; ')}.`}
        titre="Part des actions où chaque membre est engagé"
        libelle="Part des actions"
        bornes={[20, 40, 60, 80]}
        formater={pourCent}
        departements={parts}
      />
    </Section>
  )
}

const MONTREES = 6

function ActionsASuivre({ actions, aujourdhui, moi }: Omit<Props, 'membres'>) {
  const comptees = actions.filter(({ statut }) => !HORS_PROGRAMME.includes(statut))
  const mienne = (action: ActionDAxe): number =>
    moi !== undefined && action.chefs.some(({ organismeId }) => organismeId === moi) ? 0 : 1
  const retard = ({ jalons }: ActionDAxe) => plusGrandRetard(jalons, aujourdhui)
  const echeance = ({ jalons }: ActionDAxe) => prochainJalon(jalons)?.echeance ?? '9999'
  const suivies = comptees
    .filter(({ statut }) => EN_MOUVEMENT.includes(statut))
    .sort((a, b) => mienne(a) - mienne(b) || retard(b) - retard(a) || (echeance(a) < echeance(b) ? -1 : 1))
    .slice(0, MONTREES)
  if (suivies.length === 0) return null
  return (
    <Section
      titre="Programme"
      detail={`${compte(suivies.length, 'action')} à suivre sur ${comptees.length}, les plus en retard d’abord`}
      actions={<a href="/programme">Toutes les actions</a>}
    >
      <Tableau
        titre="Actions à suivre"
        lignes={suivies}
        cleDe={({ id }) => id}
        colonnes={[
          {
            cle: 'action',
            titre: 'Action',
            entete: true,
            contenu: ({ id, code, titre, axe }) => (
              <>
                <a href={`/programme/actions/${id}`}>{titre}</a>
                <br />
                <small>
                  {code} · {axe.titre}
                </small>
              </>
            ),
          },
          {
            cle: 'chef',
            titre: 'Menée par',
            contenu: ({ chefs }) => chefs.map(({ libelle }) => libelle).join(' et '),
          },
          {
            cle: 'echeance',
            titre: 'Échéance',
            contenu: (action) => {
              const jalon = prochainJalon(action.jalons)
              if (!jalon) return 'Pas d’étape datée'
              const jours = retard(action)
              return jours > 0
                ? `${dateCourte(jalon.echeance, aujourdhui)}, en retard de ${compte(jours, 'jour')}`
                : dateCourte(jalon.echeance, aujourdhui)
            },
          },
          {
            cle: 'avancement',
            titre: 'Avancement',
            contenu: (action) => <AvancementDe action={action} aujourdhui={aujourdhui} />,
          },
          {
            cle: 'statut',
            titre: 'Statut',
            contenu: ({ statut }) => (
              <Etiquette {...SIGNES_STATUT[statut]} discrete>
                {LIBELLES_STATUT[statut]}
              </Etiquette>
            ),
          },
        ]}
      />
    </Section>
  )
}
