import { ProgrammeAuTableau } from '#modules/programme'
import type { ContenuDePage } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { compte, date, dateCourte, dateLongue } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import type { DecisionAuTableau } from '../decisions/decisions.queries.ts'
import { gesteAttendu } from '../decisions/dire-effet.ts'
import { direDateSuite, EtiquetteSuite } from '../decisions/grille-de-suites.tsx'
import { prochaineReunion } from '../domain/decision.ts'
import { confirmeSesSuites } from '../domain/droits.ts'
import { direPortee } from '../vues.tsx'
import { ProchainesSeances } from './prochaines-seances.tsx'
import type { DonneesTableau } from './tableau-de-bord.page.tsx'

/** What binds the member of the person who reads, then what it is only told of. */
export function tableauDuMembre({
  acteur,
  maintenant,
  decisions,
  membres,
  seances,
  actions,
}: DonneesTableau): ContenuDePage {
  const aujourdhui = jourDe(maintenant)
  const moi = membres.find(({ organismeId }) => organismeId === acteur.organismeId)
  const mienne = (decision: DecisionAuTableau) =>
    decision.suites.find(({ organismeId }) => organismeId === acteur.organismeId)
  const engagent = decisions.filter((decision) => {
    const suite = mienne(decision)
    return suite && suite.etat !== 'executoire' && suite.etat !== 'sans_objet'
  })
  const informent = decisions.filter((decision) => !decision.porte.includes(acteur.organismeId))
  const enCours = seances.find(({ statut }) => statut === 'ouverte' || statut === 'suspendue')
  return {
    titre: 'Tableau de bord',
    h1:
      engagent.length === 0
        ? 'Aucune décision n’attend votre structure'
        : `${compte(engagent.length, 'décision')} ${engagent.length > 1 ? 'attendent' : 'attend'} ${acteur.libelle}`,
    surtitre: `${acteur.cooperation}, ${acteur.libelle}`,
    rubrique: '/tableau-de-bord',
    chapeau: <p>Situation au {dateLongue(aujourdhui)}. Votre structure est seule à confirmer ses actes.</p>,
    actions: enCours && (
      <Bouton href={`/seances/${enCours.id}`} variante="primaire" icone="lecture">
        Rejoindre la séance en cours
      </Bouton>
    ),
    contenu: (
      <>
        <Section
          titre="Ce qui m’engage"
          detail={engagent.length > 0 ? 'décisions qui attendent un acte de votre structure' : undefined}
        >
          {engagent.length === 0 ? (
            <Vide action={<Bouton href="/decisions?vue=moi">Revoir ce qui nous engage</Bouton>}>
              Toutes les décisions qui engagent {acteur.libelle} ont leur acte.
            </Vide>
          ) : (
            <ul className="liste-lignes">
              {engagent.map((decision) => {
                const suite = mienne(decision)!
                const reunion = moi && prochaineReunion(moi.reunions, suite.organe, aujourdhui)
                return (
                  <li key={decision.id}>
                    <div>
                      <p>
                        <a href={`/decisions/${decision.id}`}>
                          <strong>{decision.titre}</strong>
                        </a>
                      </p>
                      <p className="detail">
                        {decision.numero} · adoptée le {date(decision.adopteeLe)} ·{' '}
                        {direPortee(decision.porte, membres)}
                        {reunion &&
                          (suite.etat === 'a_inscrire' || suite.etat === 'ajournee') &&
                          ` · prochaine réunion le ${dateCourte(reunion.date, aujourdhui)}`}
                      </p>
                    </div>
                    <div className="fin">
                      <EtiquetteSuite etat={suite.etat} />
                      {moi && <span className="detail">{direDateSuite(suite, moi, aujourdhui)}</span>}
                      <Bouton href={`/decisions/${decision.id}/suites/${acteur.organismeId}`} petit>
                        {confirmeSesSuites.autorise(acteur) ? gesteAttendu(suite.etat) : 'Lire notre suite'}
                        <span className="vh"> pour {decision.numero}</span>
                      </Bouton>
                    </div>
                  </li>
                )
              })}
            </ul>
          )}
        </Section>
        <ProchainesSeances seances={seances} maintenant={maintenant} tient={false} />
        <ProgrammeAuTableau
          actions={actions}
          membres={membres}
          aujourdhui={aujourdhui}
          moi={acteur.organismeId}
        />
        <Section titre="Pour information" detail="décisions auxquelles votre structure ne participe pas">
          {informent.length === 0 ? (
            <Vide>Votre structure participe à toutes les décisions en cours.</Vide>
          ) : (
            <ul className="liste-lignes">
              {informent.map((decision) => (
                <li key={decision.id}>
                  <div>
                    <p>
                      <a href={`/decisions/${decision.id}`}>{decision.titre}</a>
                    </p>
                    <p className="detail">
                      {decision.numero} · {direPortee(decision.porte, membres)} · aucune suite à donner
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          )}
        </Section>
      </>
    ),
  }
}
