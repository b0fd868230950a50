import type { ReactNode } from 'react'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe, joursEntre } from '#shared/dates.ts'
import { compte, dansJours, date, dateCourte, dateLongue, heure } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { ChiffreCle, ChiffresCles, Section, Vide } from '#ui/textes.tsx'
import type { DecisionAuTableau, MembreAuTableau } from '../decisions/decisions.queries.ts'
import { dernierJourPourConvoquer } from '../domain/convocation.ts'
import { prochaineReunion } from '../domain/decision.ts'
import { tientLesSeances } from '../domain/droits.ts'
import { direMotif, listerRelances, type Relance } from '../domain/retards.ts'
import type { DocumentEnListe, SeanceEnListe, SujetEnListe } from '../seances/seances.queries.ts'
import {
  direDateSuite,
  direPortee,
  direSuivi,
  EtiquetteSeance,
  EtiquetteSuite,
  GrilleDeSuites,
} from '../vues.tsx'

export type DonneesTableau = {
  readonly membres: readonly MembreAuTableau[]
  readonly decisions: readonly DecisionAuTableau[]
  readonly seances: readonly SeanceEnListe[]
  readonly sujets: readonly SujetEnListe[]
  readonly documents: readonly DocumentEnListe[]
  readonly acteur: Acteur
  readonly maintenant: Date
}

/** The first screen answers the question of the role: what is late and who must be chased, or what engages me. */
export function pageTableauDeBord(donnees: DonneesTableau): ContenuDePage {
  return tientLesSeances.autorise(donnees.acteur)
    ? tableauDeLaCoordination(donnees)
    : tableauDuMembre(donnees)
}

function tableauDeLaCoordination(donnees: DonneesTableau): ContenuDePage {
  const { acteur, maintenant, decisions, membres, seances, sujets, documents } = donnees
  const aujourdhui = jourDe(maintenant)
  const relances = listerRelances(decisions, membres, aujourdhui)
  const enCours = seances.find(({ statut }) => statut === 'ouverte' || statut === 'suspendue')
  const prochaine = seances.find(({ statut }) => statut === 'planifiee' || statut === 'convoquee')
  return {
    titre: 'Tableau de bord',
    h1: relances.length > 0 ? `${compte(relances.length, 'suite')} à relancer` : 'Rien n’est en retard',
    surtitre: acteur.cooperation,
    rubrique: '/tableau-de-bord',
    chapeau: <p>Situation au {dateLongue(aujourdhui)}, d’après ce que chaque membre a enregistré.</p>,
    actions: enCours ? (
      <Bouton href={`/seances/${enCours.id}`} variante="primaire" icone="lecture">
        Reprendre la séance en cours
      </Bouton>
    ) : (
      <Bouton href="/seances/nouvelle" variante="primaire" icone="ajouter">
        Planifier une séance
      </Bouton>
    ),
    contenu: (
      <>
        <ChiffresCles>
          <ChiffreCle
            valeur={String(relances.length)}
            libelle={relances.length > 1 ? 'suites à relancer' : 'suite à relancer'}
            href="#relances"
            detail={direMembres(new Set(relances.map(({ membre }) => membre.organismeId)).size)}
          />
          <ChiffreCle
            valeur={String(decisions.length)}
            libelle={decisions.length > 1 ? 'décisions en attente d’actes' : 'décision en attente d’actes'}
            href="/decisions?vue=en-cours"
          />
          <ChiffreCle
            valeur={String(sujets.length)}
            libelle={sujets.length > 1 ? 'sujets à décider' : 'sujet à décider'}
            href="/sujets"
          />
          <ChiffreCle
            valeur={String(documents.length)}
            libelle={documents.length > 1 ? 'documents à renouveler' : 'document à renouveler'}
            href="/documents"
            detail={direExpires(documents, aujourdhui)}
          />
        </ChiffresCles>
        <ProchaineSeance seance={prochaine} maintenant={maintenant} tient />
        <Section
          titre="À relancer"
          id="relances"
          detail={relances.length > 0 ? 'la plus longue attente d’abord' : undefined}
        >
          {relances.length === 0 ? (
            <Vide>
              Chaque décision suit son cours : aucune inscription manquée, aucun vote en attente
              d’enregistrement.
            </Vide>
          ) : (
            <ListeDeRelances relances={relances} aujourdhui={aujourdhui} />
          )}
        </Section>
        <APreparer sujets={sujets} documents={documents} aujourdhui={aujourdhui} />
        {decisions.length > 0 && (
          <Section
            titre="Les décisions en attente d’actes"
            detail={direSuivi(decisions)}
            actions={<a href="/decisions">Toutes les décisions</a>}
          >
            <GrilleDeSuites
              decisions={decisions.slice(0, 8)}
              membres={membres}
              aujourdhui={aujourdhui}
              moi={acteur.organismeId}
            />
          </Section>
        )}
      </>
    ),
  }
}

const direMembres = (n: number): string =>
  n === 0 ? 'aucun membre' : compte(n, 'membre concerné', 'membres concernés')

const direExpires = (documents: readonly DocumentEnListe[], aujourdhui: string): string => {
  const expires = documents.filter(({ au }) => au !== null && au < aujourdhui).length
  return expires > 0 ? `dont ${expires} déjà expiré${expires > 1 ? 's' : ''}` : 'aucun n’est expiré'
}

const ListeDeRelances = ({
  relances,
  aujourdhui,
}: {
  readonly relances: readonly Relance[]
  readonly aujourdhui: string
}) => (
  <ul className="liste-lignes">
    {relances.map(({ decision, membre, motif, depuis, jours, prochaine }) => (
      <li key={`${decision.id}${membre.organismeId}`}>
        <div>
          <p>
            <strong>{membre.libelle}</strong> : « {decision.titre} » {direMotif[motif]}.
          </p>
          <p className="detail">
            {decision.numero} · depuis le {date(depuis)}
            {prochaine &&
              ` · prochaine réunion le ${dateCourte(prochaine.date, aujourdhui)}, inscription avant le ${dateCourte(prochaine.limiteInscription, aujourdhui)}`}
          </p>
        </div>
        <div className="fin">
          <Etiquette ton="alerte" icone="attention">
            {compte(jours, 'jour')}
          </Etiquette>
          <a href={`/decisions/${decision.id}/suites/${membre.organismeId}`}>
            Ouvrir
            <span className="vh">
              {' '}
              la suite de {membre.libelle} pour {decision.numero}
            </span>
          </a>
        </div>
      </li>
    ))}
  </ul>
)

function ProchaineSeance({
  seance,
  maintenant,
  tient,
}: {
  readonly seance: SeanceEnListe | undefined
  readonly maintenant: Date
  readonly tient: boolean
}) {
  if (!seance)
    return (
      <Section titre="Prochaine séance">
        <Vide action={tient && <Bouton href="/seances/nouvelle">Planifier une séance</Bouton>}>
          Aucune séance n’est prévue.
        </Vide>
      </Section>
    )
  const jour = jourDe(seance.debutLe)
  const limite = dernierJourPourConvoquer(seance.debutLe, seance.delaiJours)
  const reste = joursEntre(jourDe(maintenant), limite)
  return (
    <Section titre="Prochaine séance" actions={<EtiquetteSeance statut={seance.statut} />}>
      <ul className="liste-lignes">
        <li>
          <div>
            <p>
              <a href={`/seances/${seance.id}`}>
                <strong>{seance.instance}</strong>, {dateLongue(jour)} à {heure(seance.debutLe)}
              </a>
            </p>
            <p className="detail">
              {[
                dansJours(joursEntre(jourDe(maintenant), jour)),
                compte(seance.points, 'point'),
                seance.statut === 'planifiee'
                  ? reste >= 0
                    ? `à convoquer avant le ${date(limite)} (${dansJours(reste)})`
                    : `délai de convocation dépassé depuis le ${date(limite)}`
                  : `${seance.reponses} réponse${seance.reponses > 1 ? 's' : ''} sur ${seance.invites}`,
              ].join(' · ')}
            </p>
          </div>
          {tient && seance.statut === 'planifiee' && (
            <div className="fin">
              <Bouton href={`/seances/${seance.id}/convoquer`} icone="courriel">
                Convoquer
              </Bouton>
            </div>
          )}
        </li>
      </ul>
    </Section>
  )
}

function APreparer({
  sujets,
  documents,
  aujourdhui,
}: {
  readonly sujets: readonly SujetEnListe[]
  readonly documents: readonly DocumentEnListe[]
  readonly aujourdhui: string
}) {
  const lignes: { cle: string; mots: ReactNode; detail: string; href: string }[] = [
    ...sujets.map(({ id, question, par, echeance }) => ({
      cle: id,
      mots: question,
      detail: `proposé par ${par}${echeance ? `, à décider avant le ${date(echeance)}` : ''}`,
      href: '/sujets',
    })),
    ...documents.map(({ id, titre, au }) => ({
      cle: id,
      mots: titre,
      detail: au ? (au < aujourdhui ? `expiré depuis le ${date(au)}` : `expire le ${date(au)}`) : '',
      href: '/documents',
    })),
  ]
  return (
    <Section titre="Ce que la prochaine conférence attend" detail="sujets proposés et documents à renouveler">
      {lignes.length === 0 ? (
        <Vide action={<Bouton href="/sujets/nouveau">Proposer un sujet</Bouton>}>
          Aucun sujet n’est proposé, aucun document n’arrive à échéance.
        </Vide>
      ) : (
        <ul className="liste-lignes">
          {lignes.slice(0, 8).map(({ cle, mots, detail, href }) => (
            <li key={cle}>
              <div>
                <p>
                  <strong>{mots}</strong>
                </p>
                <p className="detail">{detail}</p>
              </div>
              <a href={href}>
                Ouvrir<span className="vh"> « {mots} »</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function tableauDuMembre({ acteur, maintenant, decisions, membres, seances }: DonneesTableau): ContenuDePage {
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
  const prochaine =
    seances.find(({ statut }) => statut === 'convoquee') ??
    seances.find(({ statut }) => statut === 'planifiee')
  return {
    titre: 'Tableau de bord',
    h1:
      engagent.length === 0
        ? 'Aucune décision n’attend votre structure'
        : `${compte(engagent.length, 'décision')} ${engagent.length > 1 ? 'attendent' : 'attend'} ${acteur.libelle}`,
    surtitre: `${acteur.cooperation}, ${acteur.libelle}`,
    rubrique: '/tableau-de-bord',
    chapeau: <p>Situation au {dateLongue(aujourdhui)}. Vous seul confirmez les actes de votre structure.</p>,
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
                        Confirmer notre suite
                        <span className="vh"> pour {decision.numero}</span>
                      </Bouton>
                    </div>
                  </li>
                )
              })}
            </ul>
          )}
        </Section>
        <ProchaineSeance seance={prochaine} maintenant={maintenant} tient={false} />
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
