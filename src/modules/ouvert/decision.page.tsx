import type { ContenuPublic } from '#platform/http/services.ts'
import { compte, date, nombre } from '#shared/typographie.ts'
import { Lien } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Fiche, Fictif, Section, TexteLibre } from '#ui/textes.tsx'
import { hrefDe, pageDuPortail } from './cadre.tsx'
import { SIGNES_SUITE } from './decisions.page.tsx'
import type { MembrePublic, Portail } from './portail.queries.ts'
import type { DecisionPublique } from './publics.queries.ts'
import { direEffet, LIBELLES_TYPE_DECISION, nomsDe } from './vues.ts'

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
