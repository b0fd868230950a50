import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import {
  Actions,
  ChampChoix,
  ChampListe,
  ChampLong,
  ChampTexte,
  cochee,
  Formulaire,
  valeurDe,
} from '#ui/formulaire.tsx'
import { Alerte, Section, Vide } from '#ui/textes.tsx'
import type { MembreAuTableau } from '../decisions/decisions.queries.ts'
import { proposeUnSujet, tientLesSeances } from '../domain/droits.ts'
import { LIBELLES_POINT } from '../domain/seance.ts'
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

export function pageNouveauSujet({
  instances,
  membres,
  maintenant,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly instances: readonly { readonly id: string; readonly nom: string }[]
  readonly membres: readonly MembreAuTableau[]
  readonly maintenant: Date
}): ContenuDePage {
  return {
    titre: 'Proposer un sujet',
    rubrique: '/seances',
    ariane: [{ libelle: 'À décider', href: '/sujets' }],
    ...(statut && { statut }),
    contenu: (
      <Formulaire
        action="/sujets"
        fautes={fautes}
        alerte={alerte}
        cle={valeurDe(saisies, 'cle', nouvelId(+maintenant))}
      >
        <ChampTexte
          nom="question"
          libelle="Quelle question faut-il trancher ?"
          fautes={fautes}
          valeur={valeurDe(saisies, 'question')}
        />
        <ChampListe
          nom="instance"
          libelle="Par quelle instance ?"
          fautes={fautes}
          valeur={valeurDe(saisies, 'instance', instances[0]?.id)}
          options={instances.map(({ id, nom }) => ({ valeur: id, libelle: nom }))}
        />
        <ChampListe
          nom="genre"
          libelle="Que demandez-vous ?"
          fautes={fautes}
          valeur={valeurDe(saisies, 'genre', 'vote')}
          options={Object.entries(LIBELLES_POINT).map(([valeur, libelle]) => ({ valeur, libelle }))}
        />
        <ChampChoix
          nom="porte"
          libelle="Qui serait engagé ?"
          aide="Les autres membres sont informés, sans voter."
          plusieurs
          enLigne
          fautes={fautes}
          options={membres.map(({ organismeId, libelle }) => ({
            valeur: organismeId,
            libelle,
            coche: cochee(saisies, 'porte', organismeId, true),
          }))}
        />
        <ChampTexte
          nom="echeance"
          libelle="À décider avant le"
          facultatif
          aide="jj/mm/aaaa"
          taille="court"
          fautes={fautes}
          valeur={valeurDe(saisies, 'echeance')}
        />
        <ChampLong
          nom="expose"
          libelle="Exposé"
          facultatif
          fautes={fautes}
          valeur={valeurDe(saisies, 'expose')}
        />
        <Actions>
          <Bouton variante="primaire">Proposer le sujet</Bouton>
          <a href="/sujets">Revenir à la liste</a>
        </Actions>
      </Formulaire>
    ),
  }
}
