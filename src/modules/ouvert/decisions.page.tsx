import type { ContenuPublic } from '#platform/http/services.ts'
import { compte, date, nombre } from '#shared/typographie.ts'
import { Bouton, Lien } from '#ui/bouton.tsx'
import { Etiquette, type Ton } from '#ui/etiquette.tsx'
import type { NomIcone } from '#ui/icone.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Fiche, Fictif, Section, TexteLibre, Vide } from '#ui/textes.tsx'
import { hrefDe, pageDuPortail } from './cadre.tsx'
import type { MembrePublic, Portail } from './portail.queries.ts'
import type { DecisionPublique, SuitePublique } from './publics.queries.ts'
import { direEffet, LIBELLES_TYPE_DECISION, nomsDe } from './vues.ts'

export const SIGNES_SUITE: Readonly<
  Record<SuitePublique['etat'], { readonly ton: Ton; readonly icone: NomIcone; readonly mot: string }>
> = {
  executoire: { ton: 'ok', icone: 'execute', mot: 'Exécutoire' },
  sans_objet: { ton: 'neutre', icone: 'sans_objet', mot: 'Sans acte à prendre' },
  attendue: { ton: 'attention', icone: 'sablier', mot: 'Pas encore exécutoire' },
}

/** Public decisions, the latest first, with how far each is from its effect. */
export const pageDecisionsPubliques = (
  portail: Portail,
  decisions: readonly DecisionPublique[],
): ContenuPublic =>
  pageDuPortail(portail, '/decisions', {
    titre: 'Décisions',
    h1: 'Ce que les membres ont décidé ensemble',
    surtitre: portail.nom,
    description: `${compte(decisions.length, 'décision publique', 'décisions publiques')} de la coopération « ${portail.nom} » et leur effet chez chaque membre.`,
    chapeau: (
      <p>
        Une décision commune est un accord : elle n’engage un membre qu’après son propre acte, exécutoire une
        fois transmis au représentant de l’État et publié.
      </p>
    ),
    actions: (
      <Bouton href={hrefDe(portail, '/donnees/deliberations.csv')} icone="telecharger">
        Délibérations (CSV)
      </Bouton>
    ),
    formes: [
      {
        href: hrefDe(portail, '/donnees/deliberations.csv'),
        type: 'text/csv',
        titre: 'Délibérations (SCDL)',
      },
    ],
    contenu: (
      <Tableau
        titre="Décisions publiques"
        lignes={decisions}
        cleDe={({ numero }) => numero}
        vide={<Vide>Aucune décision n’est publiée pour l’instant.</Vide>}
        colonnes={[
          {
            cle: 'decision',
            titre: 'Décision',
            entete: true,
            contenu: ({ numero, titre, type }) => (
              <>
                <a href={hrefDe(portail, `/decisions/${numero}`)}>{titre}</a>
                <br />
                <small>
                  {numero} · {LIBELLES_TYPE_DECISION[type] ?? type}
                </small>
              </>
            ),
          },
          { cle: 'date', titre: 'Adoptée le', contenu: ({ adopteeLe }) => date(adopteeLe) },
          { cle: 'porte', titre: 'Engage', contenu: ({ porte }) => nomsDe(porte, portail.membres) },
          { cle: 'effet', titre: 'Effet', contenu: direEffet },
        ]}
      />
    ),
  })

/** One decision: its words, how many voices, and the act of each member that it engages. */
export function pageDecisionPublique(portail: Portail, decision: DecisionPublique): ContenuPublic {
  const { numero, titre, type, adopteeLe, porte, texte, instance, fictif, remplaceePar, voix } = decision
  return pageDuPortail(portail, '/decisions', {
    chemin: hrefDe(portail, `/decisions/${numero}`),
    titre,
    surtitre: `Décision ${numero}`,
    description: `${titre}. Décision ${numero} du ${date(adopteeLe)}. ${direEffet(decision)}`,
    ariane: [{ libelle: 'Décisions', href: hrefDe(portail, '/decisions') }],
    chapeau: (
      <p>
        Adoptée le {date(adopteeLe)}
        {instance && `, ${instance}`}. {direEffet(decision)} {fictif && <Fictif>{fictif}</Fictif>}
      </p>
    ),
    contenu: (
      <>
        <Section titre="Ce qui est décidé">
          {texte ? <TexteLibre texte={texte} /> : <p>{titre}</p>}
          <div className="apres">
            <Fiche
              lignes={[
                { nom: 'Nature', valeur: LIBELLES_TYPE_DECISION[type] ?? type },
                { nom: 'Engage', valeur: nomsDe(porte, portail.membres) },
                ...(voix
                  ? [
                      {
                        nom: 'Vote',
                        valeur: `${compte(voix.pour, 'voix', 'voix')} pour, ${nombre(voix.contre)} contre, ${compte(voix.abstention, 'abstention')}`,
                      },
                    ]
                  : []),
                ...(remplaceePar
                  ? [
                      {
                        nom: 'Remplacée par',
                        valeur: <a href={hrefDe(portail, `/decisions/${remplaceePar}`)}>{remplaceePar}</a>,
                      },
                    ]
                  : []),
              ]}
            />
          </div>
        </Section>
        <Section titre="Son effet chez chaque membre" detail={direEffet(decision)} filet>
          <Tableau
            titre="Acte de chaque membre"
            lignes={portail.membres}
            cleDe={({ organismeId }) => organismeId}
            colonnes={[
              {
                cle: 'membre',
                titre: 'Membre',
                entete: true,
                contenu: ({ libelle, territoire }) => `${libelle}, ${territoire}`,
              },
              {
                cle: 'etat',
                titre: 'État',
                contenu: (membre) => <EtatChez membre={membre} decision={decision} />,
              },
              {
                cle: 'acte',
                titre: 'Acte',
                contenu: (membre) => <ActeDe membre={membre} decision={decision} />,
              },
              {
                cle: 'vote',
                titre: 'Vote de l’organe',
                contenu: ({ organismeId }) => {
                  const suite = decision.suites.find((s) => s.organismeId === organismeId)
                  return suite?.votePour == null
                    ? '–'
                    : `${suite.votePour} pour, ${suite.voteContre ?? 0} contre, ${compte(suite.voteAbstention ?? 0, 'abstention')}`
                },
              },
            ]}
          />
          <p className="detail apres">
            Ce que chaque membre a voté se lit ici quand son acte est exécutoire, pas avant (CGFP, art.
            L452-24).
          </p>
        </Section>
        <p className="apres">
          <Lien href={hrefDe(portail, '/donnees/deliberations.csv')} icone="telecharger">
            Télécharger les délibérations (CSV)
          </Lien>
        </p>
      </>
    ),
  })
}

const EtatChez = ({
  membre,
  decision,
}: {
  readonly membre: MembrePublic
  readonly decision: DecisionPublique
}) => {
  const suite = decision.suites.find(({ organismeId }) => organismeId === membre.organismeId)
  if (!suite || !decision.porte.includes(membre.organismeId))
    return (
      <Etiquette ton="neutre" icone="informe" discrete>
        Informé, pas engagé
      </Etiquette>
    )
  const { ton, icone, mot } = SIGNES_SUITE[suite.etat]
  return (
    <Etiquette ton={ton} icone={icone} discrete>
      {mot}
    </Etiquette>
  )
}

const ActeDe = ({
  membre,
  decision,
}: {
  readonly membre: MembrePublic
  readonly decision: DecisionPublique
}) => {
  const suite = decision.suites.find(({ organismeId }) => organismeId === membre.organismeId)
  if (suite?.etat !== 'executoire') return <>–</>
  const { numeroActe, dateActe, executoireLe, adresse } = suite
  const mots = [
    numeroActe && `n° ${numeroActe}`,
    dateActe && `du ${date(dateActe)}`,
    executoireLe && `exécutoire le ${date(executoireLe)}`,
  ]
    .filter(Boolean)
    .join(', ')
  // Only an address of the web: what a member typed is shown to everybody.
  return adresse && /^https?:\/\//.test(adresse) ? <a href={adresse}>{mots || 'Lire l’acte'}</a> : mots || '–'
}
