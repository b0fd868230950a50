import {
  agreger,
  avancementDe,
  completerParticipations,
  direAgregat,
  direNiveau,
  EN_MOUVEMENT,
  LIBELLES_JALON,
  LIBELLES_NATURE,
  LIBELLES_PARTENAIRE,
  LIBELLES_STATUT,
  plusGrandRetard,
  SIGNES_PARTICIPATION,
  SIGNES_STATUT,
} from '#modules/programme'
import type { ContenuPublic } from '#platform/http/services.ts'
import type { Jour } from '#shared/dates.ts'
import { compte, date, nombre } from '#shared/typographie.ts'
import { Bouton, Lien } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Meteo } from '#ui/meteo.tsx'
import { Progression } from '#ui/progression.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { ChiffreCle, ChiffresCles, Colonnes, Fiche, Fictif, Section, TexteLibre, Vide } from '#ui/textes.tsx'
import { hrefDe, pageDuPortail } from './cadre.tsx'
import { concerneDesPersonnes, SEUIL_PERSONNES } from './domain/seuil.ts'
import type { Portail } from './portail.queries.ts'
import type { ActionPublique, ProgrammePublic } from './programme-public.queries.ts'
import { axesDe, direRaisonPublique, meteoPublique } from './programme-public.ts'
import { nomsDe } from './vues.ts'

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

const MeteoPublique = ({ action, jour }: { readonly action: ActionPublique; readonly jour: Jour }) => {
  const { temps, raison } = meteoPublique(action, jour)
  return <Meteo temps={temps} mot={direRaisonPublique(raison, jour)} discrete />
}

const AvancementPublic = ({ action, jour }: { readonly action: ActionPublique; readonly jour: Jour }) => {
  const { valeur } = avancementDe(action.jalons, action.force, jour)
  return valeur === null ? (
    <>Pas d’étape datée</>
  ) : (
    <Progression
      libelle={`Avancement : ${action.titre}`}
      valeur={valeur}
      enRetard={EN_MOUVEMENT.includes(action.statut) && plusGrandRetard(action.jalons, jour) > 0}
    />
  )
}

/** One action: what it wants, how far it is, its steps, who does what, its figures. */
export function pageActionPublique(portail: Portail, action: ActionPublique, jour: Jour): ContenuPublic {
  const { valeur, force } = avancementDe(action.jalons, action.force, jour)
  const jalons = action.jalons.filter(({ etat }) => etat !== 'annule')
  const atteints = jalons.filter(({ etat }) => etat === 'atteint').length
  // Who leads has a row of its own: counted once.
  const engages = new Set([
    ...action.chefs,
    ...action.participations.flatMap((p) => (p.type === 'participant' ? [p.organismeId] : [])),
  ]).size
  return pageDuPortail(portail, '/programme', {
    chemin: hrefDe(portail, `/actions/${action.code}`),
    titre: action.titre,
    surtitre: `Action ${action.code}`,
    description: `${action.titre} : ${valeur === null ? LIBELLES_STATUT[action.statut].toLowerCase() : `avancement ${valeur} %`}, menée par ${nomsDe(action.chefs, portail.membres)}.`,
    ariane: [
      { libelle: 'Programme', href: hrefDe(portail, '/programme') },
      {
        libelle: `${action.axe.code}. ${action.axe.titre}`,
        href: hrefDe(portail, `/programme#axe-${action.axe.code}`),
      },
    ],
    chapeau: (
      <p>
        {action.orientation.titre}. Menée par {nomsDe(action.chefs, portail.membres)}. Situation au{' '}
        {date(jour)}. {action.fictif && <Fictif>{action.fictif}</Fictif>}
      </p>
    ),
    contenu: (
      <>
        <ChiffresCles>
          <ChiffreCle
            valeur={valeur === null ? '–' : `${nombre(valeur)} %`}
            libelle={valeur === null ? 'avancement : pas d’étape datée' : 'd’avancement'}
            detail={force ? 'dit par qui mène l’action' : undefined}
          />
          <ChiffreCle
            valeur={nombre(atteints)}
            sur={`sur ${nombre(jalons.length)}`}
            libelle={atteints > 1 ? 'étapes atteintes' : 'étape atteinte'}
          />
          <ChiffreCle
            valeur={nombre(engages)}
            sur={`sur ${nombre(portail.membres.length)}`}
            libelle={engages > 1 ? 'membres engagés' : 'membre engagé'}
          />
        </ChiffresCles>
        <Colonnes cote={<QuiFaitQuoi action={action} portail={portail} />}>
          <Section titre="Où elle en est">
            <Fiche
              lignes={[
                {
                  nom: 'État',
                  valeur: (
                    <Etiquette {...SIGNES_STATUT[action.statut]}>{LIBELLES_STATUT[action.statut]}</Etiquette>
                  ),
                },
                { nom: 'Météo', valeur: <MeteoPublique action={action} jour={jour} /> },
                {
                  nom: 'Dernière nouvelle',
                  valeur: action.derniereNouvelle ? date(action.derniereNouvelle) : 'aucune',
                },
                { nom: 'Mutualisation', valeur: direNiveau(action.niveau) },
              ]}
            />
          </Section>
          {(action.objectifs || action.resultatAttendu || action.publics) && (
            <Section titre="Ce qu’elle cherche" filet>
              {action.objectifs && <TexteLibre texte={action.objectifs} />}
              {action.resultatAttendu && (
                <>
                  <h3>Résultat attendu</h3>
                  <TexteLibre texte={action.resultatAttendu} />
                </>
              )}
              {action.publics && <p>Pour : {action.publics}</p>}
            </Section>
          )}
          <Section titre="Ses étapes" filet>
            <Tableau
              titre="Étapes de l’action"
              lignes={jalons}
              cleDe={({ titre }) => titre}
              vide={<Vide>Aucune étape datée n’est encore inscrite.</Vide>}
              colonnes={[
                {
                  cle: 'etape',
                  titre: 'Étape',
                  entete: true,
                  contenu: ({ titre, fictif }) => (
                    <>
                      {titre} {fictif && <Fictif />}
                    </>
                  ),
                },
                { cle: 'date', titre: 'Prévue le', contenu: ({ echeance }) => date(echeance) },
                {
                  cle: 'etat',
                  titre: 'État',
                  contenu: ({ etat, echeance, atteintLe }) =>
                    atteintLe
                      ? `${LIBELLES_JALON[etat]} le ${date(atteintLe)}`
                      : echeance < jour
                        ? 'Attendue, en retard'
                        : LIBELLES_JALON[etat],
                },
              ]}
            />
          </Section>
          <Indicateurs action={action} />
          <p className="apres">
            <Lien href={hrefDe(portail, '/donnees/programme.csv')} icone="telecharger">
              Télécharger le programme (CSV)
            </Lien>
          </p>
        </Colonnes>
      </>
    ),
  })
}

function QuiFaitQuoi({ action, portail }: { readonly action: ActionPublique; readonly portail: Portail }) {
  const parts = completerParticipations(
    portail.membres.map(({ organismeId }) => organismeId),
    action.participations,
    action.chefs,
  )
  return (
    <>
      <Section titre="Qui fait quoi">
        <Fiche
          etroite
          lignes={portail.membres.map((membre) => {
            const type = parts.find(({ organismeId }) => organismeId === membre.organismeId)!.type
            const { ton, icone, mot } =
              SIGNES_PARTICIPATION[action.chefs.includes(membre.organismeId) ? 'chef' : type]
            return {
              nom: `${membre.libelle}, ${membre.territoire}`,
              valeur: (
                <Etiquette ton={ton} icone={icone} discrete>
                  {mot}
                </Etiquette>
              ),
            }
          })}
        />
      </Section>
      {action.partenaires.length > 0 && (
        <Section titre="Partenaires" filet>
          <ul>
            {action.partenaires.map(({ nom, type }) => (
              <li key={nom}>
                {nom}
                {nom !== LIBELLES_PARTENAIRE[type] && <small> ({LIBELLES_PARTENAIRE[type]})</small>}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function Indicateurs({ action }: { readonly action: ActionPublique }) {
  const lignes = action.indicateurs.flatMap((indicateur) => {
    const annee = Math.max(...indicateur.valeurs.map((v) => v.annee))
    const agregat = agreger(
      indicateur.agregation,
      indicateur.valeurs.filter((v) => v.annee === annee),
    )
    if (!agregat) return []
    const petit =
      concerneDesPersonnes(indicateur.unite) &&
      agregat.genre === 'nombre' &&
      agregat.valeur > 0 &&
      agregat.valeur < SEUIL_PERSONNES
    return [
      {
        ...indicateur,
        annee,
        mot: petit
          ? `moins de ${SEUIL_PERSONNES} ${indicateur.unite}`
          : direAgregat(agregat, indicateur.unite),
        repondants: agregat.repondants,
      },
    ]
  })
  if (lignes.length === 0) return null
  return (
    <Section titre="Ses chiffres" filet>
      <Tableau
        titre="Indicateurs de l’action"
        lignes={lignes}
        cleDe={({ id }) => id}
        colonnes={[
          {
            cle: 'indicateur',
            titre: 'Indicateur',
            entete: true,
            contenu: ({ libelle, fictif }) => (
              <>
                {libelle} {fictif && <Fictif>{fictif}</Fictif>}
              </>
            ),
          },
          { cle: 'annee', titre: 'Année', contenu: ({ annee }) => annee },
          { cle: 'valeur', titre: 'Ensemble des membres', contenu: ({ mot }) => mot },
          { cle: 'membres', titre: 'Membres ayant répondu', nombre: true, contenu: (l) => l.repondants },
        ]}
      />
    </Section>
  )
}
