import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { compte, date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Alerte, Fiche, Fictif, Onglets, Pagination, Section, TexteLibre, Vide } from '#ui/textes.tsx'
import { effetPour, estPleinementEffective } from '../domain/decision.ts'
import { peutConfirmerSuite } from '../domain/droits.ts'
import {
  direDateSuite,
  direEffet,
  direPortee,
  direSuivi,
  EtiquetteSuite,
  GrilleDeSuites,
  gesteAttendu,
  Informe,
  Portee,
} from '../vues.tsx'
import type { DecisionAuTableau, DecisionDetaillee, MembreAuTableau } from './decisions.queries.ts'

export type DonneesDecisions = {
  readonly decisions: readonly DecisionAuTableau[]
  readonly total: number
  readonly membres: readonly MembreAuTableau[]
  readonly vue: 'toutes' | 'moi' | 'en-cours'
  readonly page: number
  readonly parPage: number
  readonly acteur: Acteur
  readonly aujourdhui: string
}

const ADRESSES = {
  toutes: '/decisions',
  moi: '/decisions?vue=moi',
  'en-cours': '/decisions?vue=en-cours',
} as const

/** The grid of all decisions and of their sequels. */
export function pageDecisions({
  decisions,
  total,
  membres,
  vue,
  page,
  parPage,
  acteur,
  aujourdhui,
}: DonneesDecisions): ContenuDePage {
  return {
    titre: 'Décisions',
    h1: 'Où en sont nos décisions, membre par membre ?',
    surtitre: acteur.cooperation,
    rubrique: '/decisions',
    chapeau: (
      <p>
        Une décision est un accord entre présidences. Elle n’engage un membre qu’après l’acte de celui-ci.
      </p>
    ),
    actions: (
      <>
        <Bouton href="/modeles" icone="fichier">
          Modèle de délibération
        </Bouton>
        <Bouton href={`/decisions.csv${vue === 'toutes' ? '' : `?vue=${vue}`}`} icone="telecharger">
          Exporter (CSV)
        </Bouton>
      </>
    ),
    contenu: (
      <>
        <Onglets
          libelle="Vues des décisions"
          vues={[
            { libelle: 'Toutes', href: ADRESSES.toutes, courant: vue === 'toutes' },
            { libelle: `Ce qui engage ${acteur.libelle}`, href: ADRESSES.moi, courant: vue === 'moi' },
            { libelle: 'En attente d’un acte', href: ADRESSES['en-cours'], courant: vue === 'en-cours' },
          ]}
        />
        {decisions.length === 0 ? (
          <Vide action={<Bouton href="/seances">Voir les séances</Bouton>}>
            {vue === 'toutes'
              ? 'Aucune décision pour le moment. Les suites apparaîtront après le premier vote.'
              : 'Aucune décision dans cette vue.'}
          </Vide>
        ) : (
          <Section
            titre="Les décisions et leurs suites"
            detail={page === 1 && total <= parPage ? direSuivi(decisions) : compte(total, 'décision')}
          >
            <GrilleDeSuites
              decisions={decisions}
              membres={membres}
              aujourdhui={aujourdhui}
              moi={acteur.organismeId}
            />
            <Pagination
              page={page}
              derniere={page * parPage >= total}
              adresse={(n) => `${ADRESSES[vue]}${ADRESSES[vue].includes('?') ? '&' : '?'}page=${n}`}
            />
          </Section>
        )}
      </>
    ),
  }
}

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
                          Ouvrir<span className="vh"> la suite de {membre.libelle}</span>
                        </a>
                        <a href={`/decisions/${decision.id}/suites/${membre.organismeId}/projet.docx`}>
                          Projet<span className="vh"> de délibération de {membre.libelle} (DOCX)</span>
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
