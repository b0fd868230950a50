import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Alerte, Section, Vide } from '#ui/textes.tsx'
import type { MembreAuTableau } from '../decisions/decisions.queries.ts'
import { proposeUnSujet, tientLesSeances } from '../domain/droits.ts'
import { OngletsDesSeances } from '../onglets.tsx'
import { LienDInscription } from '../seances/points/lien-inscription.tsx'
import type { SeanceEnListe, SujetEnListe } from '../seances/seances.queries.ts'
import { Portee } from '../vues.tsx'

const ETATS = {
  propose: { ton: 'attention', icone: 'a_faire', mot: 'À inscrire' },
  inscrit: { ton: 'info', icone: 'inscrit', mot: 'À l’ordre du jour' },
  traite: { ton: 'ok', icone: 'fait', mot: 'Traité' },
  ecarte: { ton: 'neutre', icone: 'sans_objet', mot: 'Écarté' },
} as const

/** Questions that members want settled, the pressing ones first. */
export function pageSujets({
  sujets,
  seances,
  membres,
  acteur,
  aujourdhui,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly sujets: readonly SujetEnListe[]
  /** Séances to come: a subject goes on the agenda of one that is not called yet. */
  readonly seances: readonly SeanceEnListe[]
  readonly membres: readonly MembreAuTableau[]
  readonly acteur: Acteur
  readonly aujourdhui: string
}): ContenuDePage {
  const propose = proposeUnSujet.autorise(acteur)
  const planifiees = seances.filter(({ statut: etat }) => etat === 'planifiee')
  const ouverts = sujets.filter((s) => s.statut === 'propose' || s.statut === 'inscrit')
  const passes = sujets.filter((s) => !ouverts.includes(s))
  const ligne = (sujet: SujetEnListe) => {
    const etat = ETATS[sujet.statut]
    return (
      <li key={sujet.id}>
        <div>
          <p>
            <strong>{sujet.question}</strong>
          </p>
          <p className="detail">
            {sujet.instance} · proposé par {sujet.par} le {date(jourDe(sujet.proposeLe))}
            {sujet.echeance &&
              ` · ${sujet.echeance < aujourdhui ? 'aurait dû être décidé' : 'à décider'} avant le ${date(sujet.echeance)}`}
          </p>
          <Portee porte={sujet.porte} membres={membres} />
          {sujet.statut === 'propose' &&
            (sujet.organismeId === acteur.organismeId || tientLesSeances.autorise(acteur)) && (
              <details className="repli">
                <summary>
                  Écarter<span className="vh"> « {sujet.question} »</span>
                </summary>
                <form className="rectifier" method="post" action={`/sujets/${sujet.id}/ecarter`}>
                  <input type="hidden" name="version" value={sujet.version} />
                  <label className="vh" htmlFor={`motif-${sujet.id}`}>
                    Motif
                  </label>
                  <input
                    className="saisie saisie-moyen"
                    id={`motif-${sujet.id}`}
                    name="motif"
                    placeholder="Motif"
                  />
                  <Bouton petit>Écarter ce sujet</Bouton>
                </form>
              </details>
            )}
        </div>
        <div className="fin">
          <Etiquette ton={etat.ton} icone={etat.icone}>
            {etat.mot}
          </Etiquette>
          {sujet.statut === 'propose' && tientLesSeances.autorise(acteur) && (
            <LienDInscription
              planifiees={planifiees}
              instanceId={sujet.instanceId}
              reprise={`sujet=${sujet.id}`}
              mots={sujet.question}
              aujourdhui={aujourdhui}
            />
          )}
        </div>
      </li>
    )
  }
  return {
    titre: 'À décider',
    h1: 'Que devons-nous décider ensemble ?',
    surtitre: acteur.cooperation,
    rubrique: '/seances',
    ...(statut && { statut }),
    chapeau: (
      <p>Tout membre propose un sujet. La coordination l’inscrit à l’ordre du jour d’une prochaine séance.</p>
    ),
    actions: propose && (
      <Bouton href="/sujets/nouveau" variante="primaire" icone="ajouter">
        Proposer un sujet
      </Bouton>
    ),
    contenu: (
      <>
        <OngletsDesSeances ici="/sujets" />
        {alerte && <Alerte>{alerte}</Alerte>}
        <Section titre="En attente">
          {ouverts.length === 0 ? (
            <Vide action={propose && <Bouton href="/sujets/nouveau">Proposer un sujet</Bouton>}>
              Aucun sujet n’attend.
            </Vide>
          ) : (
            <ul className="liste-lignes">{ouverts.map(ligne)}</ul>
          )}
        </Section>
        {passes.length > 0 && (
          <Section titre="Déjà traités">
            <ul className="liste-lignes">{passes.map(ligne)}</ul>
          </Section>
        )}
      </>
    ),
  }
}
