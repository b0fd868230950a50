import { dateCourte } from '#shared/typographie.ts'
import { Etiquette, type Ton } from '#ui/etiquette.tsx'
import { Icone } from '#ui/icone.tsx'
import type { NomIcone } from '#ui/icones.ts'
import { avancement, prochaineReunion } from '../domain/decision.ts'
import { type EtatSuite, LIBELLES_SUITE } from '../domain/suite.ts'
import { Portee } from '../vues.tsx'
import type { DecisionAuTableau, MembreAuTableau, SuiteAuTableau } from './decisions.queries.ts'

const TONS_SUITE: Readonly<Record<EtatSuite, { readonly ton: Ton; readonly icone: NomIcone }>> = {
  a_inscrire: { ton: 'attention', icone: 'a_faire' },
  inscrite: { ton: 'info', icone: 'inscrit' },
  votee: { ton: 'info', icone: 'vote' },
  rejetee: { ton: 'alerte', icone: 'rejet' },
  ajournee: { ton: 'attention', icone: 'a_faire' },
  transmise: { ton: 'info', icone: 'courriel' },
  executoire: { ton: 'ok', icone: 'execute' },
  sans_objet: { ton: 'neutre', icone: 'sans_objet' },
}

export const EtiquetteSuite = ({
  etat,
  discrete,
}: {
  readonly etat: EtatSuite
  readonly discrete?: boolean
}) => (
  <Etiquette {...TONS_SUITE[etat]} discrete={discrete}>
    {LIBELLES_SUITE[etat]}
  </Etiquette>
)

/** What the date of a cell means changes with its state: limit to enter an agenda, date of the council, date of the act. */
export function direDateSuite(
  suite: SuiteAuTableau,
  membre: Pick<MembreAuTableau, 'reunions'>,
  aujourdhui: string,
): string {
  const court = (jour: string | null) => (jour ? dateCourte(jour, aujourdhui) : '')
  switch (suite.etat) {
    case 'a_inscrire':
    case 'ajournee': {
      const prochaine = prochaineReunion(membre.reunions, suite.organe, aujourdhui)
      if (!prochaine) return 'aucune date connue'
      return prochaine.limiteInscription === aujourdhui
        ? 'dernier jour aujourd’hui'
        : `jusqu’au ${court(prochaine.limiteInscription)}`
    }
    case 'inscrite':
      return suite.reunionLe ? `réunion du ${court(suite.reunionLe)}` : ''
    case 'votee':
      return `le ${court(suite.dateActe)}, à transmettre`
    case 'transmise':
      return `le ${court(suite.transmisLe)}`
    case 'executoire':
      return suite.executoireLe ? `le ${court(suite.executoireLe)}` : ''
    case 'rejetee':
      return `le ${court(suite.dateActe)}, rouverte`
    case 'sans_objet':
      return 'aucun acte à prendre'
  }
}

/** States in the order in which a sequel meets them, then those that take it out of the way. */
const LEGENDE = [
  'a_inscrire',
  'inscrite',
  'ajournee',
  'votee',
  'transmise',
  'executoire',
  'rejetee',
  'sans_objet',
] as const satisfies readonly EtatSuite[]

/** Decisions × members: one cell per bound member, « informé » for the others. A region that scrolls by itself; a list on small screens. */
export function GrilleDeSuites({
  decisions,
  membres,
  aujourdhui,
  moi,
}: {
  readonly decisions: readonly DecisionAuTableau[]
  readonly membres: readonly MembreAuTableau[]
  readonly aujourdhui: string
  readonly moi: string
}) {
  return (
    <>
      <ul className="legende">
        {LEGENDE.map((etat) => (
          <li key={etat}>
            <EtiquetteSuite etat={etat} discrete />
          </li>
        ))}
        <li>
          <Informe />
        </li>
      </ul>
      <section className="scroll" aria-label="Grille des décisions et de leurs suites" tabIndex={0}>
        <table className="tableau grille" role="table">
          <caption className="vh">Décisions et suites dans chaque membre</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader">
                Décision
                <small>prochaine réunion :</small>
              </th>
              {membres.map(({ organismeId, libelle, reunions }) => {
                const organe = reunions[0]?.organe ?? ''
                const prochaine = prochaineReunion(reunions, organe, aujourdhui)
                return (
                  <th
                    key={organismeId}
                    scope="col"
                    role="columnheader"
                    className={organismeId === moi ? 'moi' : undefined}
                  >
                    {libelle}
                    <small>{prochaine ? dateCourte(prochaine.date, aujourdhui) : 'date inconnue'}</small>
                  </th>
                )
              })}
              <th scope="col" role="columnheader">
                Effective
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {decisions.map((decision) => {
              const { abouties, total } = avancement(decision)
              return (
                <tr key={decision.id} role="row">
                  <th scope="row" role="rowheader">
                    <a href={`/decisions/${decision.id}`}>{decision.titre}</a>
                    <small>{decision.numero}</small>
                    <Portee porte={decision.porte} membres={membres} />
                  </th>
                  {membres.map((membre) => {
                    const suite = decision.suites.find(
                      ({ organismeId }) => organismeId === membre.organismeId,
                    )
                    return (
                      <td
                        key={membre.organismeId}
                        role="cell"
                        data-titre={membre.libelle}
                        className={suite ? undefined : 'informe'}
                      >
                        {suite ? (
                          <a className="case" href={`/decisions/${decision.id}/suites/${membre.organismeId}`}>
                            <EtiquetteSuite etat={suite.etat} discrete />
                            <small>{direDateSuite(suite, membre, aujourdhui)}</small>
                          </a>
                        ) : (
                          <span className="case">
                            <Informe />
                            <small>le {dateCourte(decision.adopteeLe, aujourdhui)}</small>
                          </span>
                        )}
                      </td>
                    )
                  })}
                  <td role="cell" data-titre="Effective">
                    {abouties} sur {total}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
    </>
  )
}

export const Informe = () => (
  <span className="etiquette etiquette-discrete ton-neutre">
    <Icone nom="informe" taille={16} />
    <span>Informé</span>
  </span>
)
