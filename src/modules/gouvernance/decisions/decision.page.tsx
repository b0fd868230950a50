import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { deNom } from '#shared/mots.ts'
import { date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Alerte, Fiche, Fictif, Section, TexteLibre } from '#ui/textes.tsx'
import { effetPour, estPleinementEffective } from '../domain/decision.ts'
import { peutConfirmerSuite } from '../domain/droits.ts'
import { direPortee, Portee } from '../vues.tsx'
import type { DecisionDetaillee, MembreAuTableau } from './decisions.queries.ts'
import { direEffet, gesteAttendu } from './dire-effet.ts'
import { direDateSuite, EtiquetteSuite, Informe } from './grille-de-suites.tsx'

/** One decision: what was decided, by whom it is carried, and where each member stands. */
export function pageDecision({
  decision,
  membres,
  acteur,
  aujourdhui,
}: {
  readonly decision: DecisionDetaillee
  readonly membres: readonly MembreAuTableau[]
  readonly acteur: Acteur
  readonly aujourdhui: string
}): ContenuDePage {
  const nom = (id: string) =>
    membres.find(({ organismeId }) => organismeId === id)?.libelle ?? 'Ancien membre'
  const mienne = decision.suites.find(({ organismeId }) => organismeId === acteur.organismeId)
  const informes = membres.filter(({ organismeId }) => !decision.porte.includes(organismeId))
  return {
    titre: `${decision.numero} : ${decision.titre}`,
    h1: decision.titre,
    surtitre: `Décision ${decision.numero}`,
    rubrique: '/decisions',
    ariane: [{ libelle: 'Décisions', href: '/decisions' }],
    chapeau: (
      <>
        <p>
          Adoptée le {date(decision.adopteeLe)}
          {decision.instance && decision.seanceId && (
            <>
              {' '}
              (<a href={`/seances/${decision.seanceId}?point=${decision.pointId}`}>{decision.instance}</a>)
            </>
          )}
          . <Portee porte={decision.porte} membres={membres} />
        </p>
        {decision.fictif && (
          <p>
            <Fictif>{decision.fictif}</Fictif>
          </p>
        )}
      </>
    ),
    actions: mienne && peutConfirmerSuite(acteur, mienne) && (
      <>
        <Bouton
          href={`/decisions/${decision.id}/suites/${acteur.organismeId}/projet.docx`}
          icone="telecharger"
        >
          Projet de délibération
        </Bouton>
        <Bouton
          variante="primaire"
          href={`/decisions/${decision.id}/suites/${acteur.organismeId}`}
          icone="modifier"
        >
          {gesteAttendu(mienne.etat)}
        </Bouton>
      </>
    ),
    contenu: (
      <>
        <Alerte
          ton={
            estPleinementEffective(decision)
              ? 'ok'
              : effetPour(decision, acteur.organismeId) === 'rouverte'
                ? 'attention'
                : 'info'
          }
        >
          <p>
            {estPleinementEffective(decision)
              ? 'Pleinement effective : tous les membres liés ont pris leur acte.'
              : `Pour ${acteur.libelle} : ${direEffet(decision, acteur.organismeId)}.`}
          </p>
        </Alerte>
        {decision.texte && (
          <Section titre="Ce qui est décidé">
            <TexteLibre texte={decision.texte} />
          </Section>
        )}
        <Section titre="Ce qu’elle engage">
          <Fiche
            lignes={[
              { nom: 'Portée', valeur: direPortee(decision.porte, membres) },
              {
                nom: 'Divisibilité',
                valeur: decision.indivisible
                  ? 'Indivisible : sans effet nulle part tant que tous les membres liés ne l’ont pas acceptée.'
                  : 'Le rejet d’un membre la rouvre pour lui seul ; l’accord des autres tient.',
              },
              {
                nom: 'Argent',
                valeur: decision.financiere
                  ? 'Décision financière : aucun appel de fonds ne part vers un membre avant son acte exécutoire.'
                  : 'Sans conséquence financière directe.',
              },
              ...(informes.length > 0
                ? [
                    {
                      nom: 'Pour information',
                      valeur: `${informes.map(({ libelle }) => libelle).join(', ')} : informés, sans suite à donner et sans être liés.`,
                    },
                  ]
                : []),
            ]}
          />
        </Section>
        {decision.reserves.length > 0 && (
          <Section
            titre={
              decision.reserves.length > 1
                ? 'Réserves portées au procès-verbal'
                : 'Réserve portée au procès-verbal'
            }
          >
            {decision.reserves.map(({ organismeId, texte }) => (
              <blockquote className="reserve" key={organismeId}>
                <p className="reserve-de">{nom(organismeId)}</p>
                <TexteLibre texte={texte} />
              </blockquote>
            ))}
          </Section>
        )}
        <Section titre="Où en est chaque membre">
          <ul className="liste-lignes">
            {membres.map((membre) => {
              const suite = decision.suites.find(({ organismeId }) => organismeId === membre.organismeId)
              return (
                <li key={membre.organismeId}>
                  <p>
                    <strong>{membre.libelle}</strong> {membre.territoire}
                  </p>
                  <div className="fin">
                    {suite ? (
                      <>
                        <EtiquetteSuite etat={suite.etat} />
                        <span className="detail">{direDateSuite(suite, membre, aujourdhui)}</span>
                        <a href={`/decisions/${decision.id}/suites/${membre.organismeId}`}>
                          Ouvrir<span className="vh"> la suite {deNom(membre.libelle)}</span>
                        </a>
                        <a href={`/decisions/${decision.id}/suites/${membre.organismeId}/projet.docx`}>
                          Projet<span className="vh"> de délibération {deNom(membre.libelle)} (DOCX)</span>
                        </a>
                      </>
                    ) : (
                      <Informe />
                    )}
                  </div>
                </li>
              )
            })}
          </ul>
        </Section>
      </>
    ),
  }
}
