import type { ContenuPublic } from '#platform/http/services.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { compte, date, dateLongue, heure } from '#shared/typographie.ts'
import { Bouton, Lien } from '#ui/bouton.tsx'
import { Liste } from '#ui/liste.tsx'
import { Progression } from '#ui/progression.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Colonnes, Fictif, Section, TexteLibre, Vide } from '#ui/textes.tsx'
import { hrefDe, pageDuPortail } from './cadre.tsx'
import { Chiffres } from './chiffres.tsx'
import type { ChiffrePublic, Portail, PortailEnListe } from './portail.queries.ts'
import type { ActionPublique } from './programme/programme-public.queries.ts'
import { axesDe } from './programme/programme-public.ts'
import type { DecisionPublique, SeancePublique } from './publics.queries.ts'
import { Territoire } from './territoire.tsx'
import { direEffet } from './vues.ts'

const NIVEAUX = {
  regional: 'Coopération régionale',
  interregional: 'Coopération interrégionale',
  national: 'Coopération nationale',
  thematique: 'Coopération thématique',
} as const

/** The portals that are open. */
export const pageListe = (portails: readonly PortailEnListe[]): ContenuPublic => ({
  titre: 'Portails publics',
  h1: 'Ce que les coopérations rendent public',
  description:
    'Programmes et avancement, décisions, schémas, calendriers et données ouvertes des coopérations entre Centres de gestion et départements.',
  chemin: '/ouvert',
  chapeau: (
    <p>
      Des établissements publics égaux décident et agissent ensemble. Chaque coopération ouvre son portail et
      choisit ce qu’elle y publie.
    </p>
  ),
  contenu: (
    <Liste
      lignes={portails.map(({ adresse, nom, niveau, presentation, membres }) => ({
        cle: adresse,
        surtitre: `${NIVEAUX[niveau]}, ${compte(membres.length, 'membre')}`,
        titre: nom,
        href: `/ouvert/${adresse}`,
        detail: (
          <>
            <p>{membres.join(', ')}</p>
            {presentation && <p>{premierParagraphe(presentation)}</p>}
          </>
        ),
      }))}
      vide={<Vide>Aucune coopération n’a encore ouvert son portail public.</Vide>}
    />
  ),
})

const premierParagraphe = (texte: string): string => texte.split(/\n\s*\n/)[0]!.trim()

export type DonneesAccueil = {
  readonly chiffres: readonly ChiffrePublic[]
  readonly actions: readonly ActionPublique[]
  readonly decisions: readonly DecisionPublique[]
  readonly seances: readonly SeancePublique[]
}

/** What a cooperation is, how far it is, what it decided last, on one page. */
export function pageAccueil(portail: Portail, donnees: DonneesAccueil, maintenant: Date): ContenuPublic {
  const { chiffres, actions, decisions, seances } = donnees
  const jour = jourDe(maintenant)
  const aVenir = seances.filter(({ debutLe, statut }) => debutLe >= maintenant && statut === 'convoquee')
  const suite = portail.presentation.slice(premierParagraphe(portail.presentation).length).trim()
  return pageDuPortail(portail, '', {
    titre: 'L’essentiel',
    h1: portail.nom,
    surtitre: `${NIVEAUX[portail.niveau]}, ${compte(portail.membres.length, 'membre')}`,
    description:
      premierParagraphe(portail.presentation).slice(0, 300) ||
      `Le programme, les décisions et les données de la coopération « ${portail.nom} ».`,
    chapeau: (
      <p>
        {premierParagraphe(portail.presentation)} {portail.fictif && <Fictif>{portail.fictif}</Fictif>}
      </p>
    ),
    actions: (
      <Bouton href={hrefDe(portail, '/programme')} variante="primaire" icone="actions">
        Où en est le programme ?
      </Bouton>
    ),
    formes: [
      { href: hrefDe(portail, '/calendrier.ics'), type: 'text/calendar', titre: 'Calendrier' },
      { href: hrefDe(portail, '/donnees/catalogue.jsonld'), type: 'application/ld+json', titre: 'Catalogue' },
    ],
    contenu: (
      <>
        <Chiffres chiffres={chiffres} />
        {suite && (
          <Section titre="Ce qu’elle est">
            <TexteLibre texte={suite} />
          </Section>
        )}
        <Colonnes cote={<Territoire portail={portail} actions={actions} />}>
          <Axes portail={portail} actions={actions} jour={jour} />
          <Section
            titre="Dernières décisions publiques"
            filet
            actions={<a href={hrefDe(portail, '/decisions')}>Toutes les décisions</a>}
          >
            <Liste
              lignes={decisions.slice(0, 4).map((decision) => ({
                cle: decision.numero,
                titre: decision.titre,
                href: hrefDe(portail, `/decisions/${decision.numero}`),
                detail: `${decision.numero}, adoptée le ${date(decision.adopteeLe)}. ${direEffet(decision)}`,
              }))}
              vide={<Vide>Aucune décision n’est publiée pour l’instant.</Vide>}
            />
          </Section>
          <Section
            titre="Prochaines réunions publiques"
            filet
            actions={<a href={hrefDe(portail, '/calendrier')}>Calendrier</a>}
          >
            <Liste
              lignes={aVenir.slice(0, 3).map(({ id, instance, debutLe, lieu }) => ({
                cle: id,
                titre: instance,
                detail: [`${dateLongue(jourDe(debutLe))} à ${heure(debutLe)}`, lieu]
                  .filter(Boolean)
                  .join(', '),
              }))}
              vide={<Vide>Aucune réunion publique n’est annoncée.</Vide>}
            />
          </Section>
          <Section titre="Réutiliser" filet>
            <p>
              <Lien href={hrefDe(portail, '/donnees')} icone="telecharger">
                Données ouvertes : programme, délibérations, indicateurs
              </Lien>
            </p>
            <p>
              <Lien href={hrefDe(portail, '/figures')} icone="graphique">
                Figures à reprendre dans un article ou sur un site
              </Lien>
            </p>
          </Section>
        </Colonnes>
      </>
    ),
  })
}

const Axes = ({
  portail,
  actions,
  jour,
}: {
  readonly portail: Portail
  readonly actions: readonly ActionPublique[]
  readonly jour: Jour
}) => (
  <Section
    titre="Où en est le programme"
    detail={`au ${date(jour)}`}
    actions={<a href={hrefDe(portail, '/programme')}>Les actions</a>}
  >
    <Tableau
      titre="Avancement par axe"
      lignes={axesDe(actions, jour)}
      cleDe={({ code }) => code}
      vide={<Vide>Aucune action du programme n’est publiée pour l’instant.</Vide>}
      colonnes={[
        {
          cle: 'axe',
          titre: 'Axe',
          entete: true,
          contenu: ({ code, titre }) => (
            <a href={hrefDe(portail, `/programme#axe-${code}`)}>{`${code}. ${titre}`}</a>
          ),
        },
        { cle: 'actions', titre: 'Actions', nombre: true, contenu: ({ avancement }) => avancement.actions },
        {
          cle: 'avancement',
          titre: 'Avancement',
          contenu: ({ titre, avancement }) =>
            avancement.valeur === null ? (
              'Pas de donnée'
            ) : (
              <Progression libelle={`Avancement : ${titre}`} valeur={avancement.valeur} />
            ),
        },
      ]}
    />
  </Section>
)
