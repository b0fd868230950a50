import { EN_MOUVEMENT, LIBELLES_NATURE, LIBELLES_STATUT, SIGNES_STATUT } from '#modules/programme'
import type { ContenuPublic } from '#platform/http/services.ts'
import type { Jour } from '#shared/dates.ts'
import { compte, date, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { ChiffreCle, ChiffresCles, Fictif, Section, TexteLibre, Vide } from '#ui/textes.tsx'
import { hrefDe, pageDuPortail } from '../cadre.tsx'
import type { Portail } from '../portail.queries.ts'
import { nomsDe } from '../vues.ts'
import { AvancementPublic, MeteoPublique } from './etat-action.tsx'
import type { ActionPublique, ProgrammePublic } from './programme-public.queries.ts'
import { axesDe } from './programme-public.ts'

type Props = {
  readonly portail: Portail
  readonly programme: ProgrammePublic | undefined
  readonly actions: readonly ActionPublique[]
  readonly jour: Jour
}

/** The programme, axis by axis: each action, who leads it, how it goes and how far it is. */
export function pageProgrammePublic({ portail, programme, actions, jour }: Props): ContenuPublic {
  const enMouvement = actions.filter(({ statut }) => EN_MOUVEMENT.includes(statut)).length
  const realisees = actions.filter(({ statut }) => statut === 'realisee' || statut === 'evaluee').length
  const axes = axesDe(actions, jour)
  return pageDuPortail(portail, '/programme', {
    titre: 'Programme',
    h1: 'Où en est le programme ?',
    surtitre: portail.nom,
    description: `${compte(actions.length, 'action publique', 'actions publiques')} du programme de la coopération « ${portail.nom} », leur avancement et qui les mène.`,
    chapeau: programme && (
      <p>
        {programme.nom}. Situation au {date(jour)}, calculée sur les étapes atteintes.{' '}
        {programme.fictif && <Fictif>{programme.fictif}</Fictif>}
      </p>
    ),
    actions: (
      <Bouton href={hrefDe(portail, '/donnees/programme.csv')} icone="telecharger">
        Télécharger (CSV)
      </Bouton>
    ),
    formes: [
      { href: hrefDe(portail, '/donnees/programme.csv'), type: 'text/csv', titre: 'Programme (CSV)' },
      {
        href: hrefDe(portail, '/donnees/programme.json'),
        type: 'application/json',
        titre: 'Programme (JSON)',
      },
    ],
    contenu:
      actions.length === 0 ? (
        <Vide>
          Aucune action n’est publiée pour l’instant. La coopération choisit ce qu’elle rend public, et quand.
        </Vide>
      ) : (
        <>
          <ChiffresCles>
            <ChiffreCle
              valeur={nombre(actions.length)}
              libelle={actions.length > 1 ? 'actions publiques' : 'action publique'}
            />
            <ChiffreCle valeur={nombre(enMouvement)} libelle="en préparation ou en cours" />
            <ChiffreCle valeur={nombre(realisees)} libelle={realisees > 1 ? 'réalisées' : 'réalisée'} />
          </ChiffresCles>
          {axes.map((axe) => (
            <Section
              key={axe.code}
              id={`axe-${axe.code}`}
              titre={`${axe.code}. ${axe.titre}`}
              detail={
                axe.avancement.valeur === null
                  ? compte(axe.actions.length, 'action')
                  : `${compte(axe.actions.length, 'action')}, avancement ${axe.avancement.valeur} %`
              }
              filet
            >
              <TableDActions titre={axe.titre} actions={axe.actions} portail={portail} jour={jour} />
            </Section>
          ))}
          {programme && (programme.presentation || programme.source) && (
            <Section titre="Objectifs et principes" filet>
              {programme.presentation && <TexteLibre texte={programme.presentation} />}
              {programme.source && <p className="detail">Source : {programme.source}</p>}
            </Section>
          )}
          <Section titre="Comment lire cette page" filet>
            <p>
              L’avancement d’une action est la part de ses étapes atteintes, selon leur poids. Celui d’un axe
              rapporte toutes les étapes atteintes à toutes les étapes prévues. La météo se lit sur les dates
              : rouge quand une étape a plus de 30 jours de retard ou que l’action est à l’arrêt, gris quand
              rien n’est connu.
            </p>
          </Section>
        </>
      ),
  })
}

const TableDActions = ({
  titre,
  actions,
  portail,
  jour,
}: {
  readonly titre: string
  readonly actions: readonly ActionPublique[]
  readonly portail: Portail
  readonly jour: Jour
}) => (
  <Tableau
    titre={titre}
    lignes={actions}
    cleDe={({ code }) => code}
    egales
    colonnes={[
      {
        cle: 'action',
        titre: 'Action',
        entete: true,
        contenu: (action) => (
          <>
            <a href={hrefDe(portail, `/actions/${action.code}`)}>{action.titre}</a>
            <br />
            <small>
              {action.code}
              {action.nature !== 'action' && ` · ${LIBELLES_NATURE[action.nature]}`}
            </small>
          </>
        ),
      },
      { cle: 'chef', titre: 'Menée par', contenu: ({ chefs }) => nomsDe(chefs, portail.membres) },
      {
        cle: 'etat',
        titre: 'État',
        contenu: (action) => (
          <>
            <Etiquette {...SIGNES_STATUT[action.statut]} discrete>
              {LIBELLES_STATUT[action.statut]}
            </Etiquette>{' '}
            <MeteoPublique action={action} jour={jour} />
          </>
        ),
      },
      {
        cle: 'avancement',
        titre: 'Avancement',
        contenu: (action) => <AvancementPublic action={action} jour={jour} />,
      },
    ]}
  />
)
