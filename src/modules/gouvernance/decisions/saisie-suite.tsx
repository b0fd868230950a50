import { organesDe } from '#modules/annuaire'
import { gestesPossibles } from '#shared/cycle.ts'
import { type Jour, lireJour } from '#shared/dates.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampChoix,
  ChampListe,
  ChampLong,
  ChampTexte,
  type Faute,
  Formulaire,
  type Saisies,
  valeurDe,
} from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import { cycleSuite, type EtatSuite, type GesteSuite } from '../domain/suite.ts'
import type { SuiteDetaillee } from './decisions.queries.ts'
import { adresseDe, type DonneesSuite } from './donnees-suite.ts'

/** What a member's own people record, and how they rectify it. */
export function Saisie(donnees: DonneesSuite & { readonly suite: SuiteDetaillee }) {
  const { suite, membre, decision, fautes = [], saisies, alerte } = donnees
  const gestes = gestesPossibles(cycleSuite, suite.etat)
  const choisi = valeurDe(saisies, 'geste', gestes[0])
  const action = adresseDe(donnees)
  const rectifie = choisi === 'rectifier'
  return (
    <>
      {gestes.length > 0 && (
        <Section titre="Enregistrer la suite">
          <Formulaire
            action={action}
            fautes={rectifie ? [] : fautes}
            alerte={rectifie ? undefined : alerte}
            version={suite.version}
          >
            <ChampChoix
              nom="geste"
              libelle="Que s’est-il passé ?"
              fautes={fautes}
              options={gestes.map((geste) => ({
                valeur: geste,
                libelle: cycleSuite[geste].libelle,
                coche: geste === choisi,
                aide: AIDES[geste],
              }))}
            />
            <ChampListe
              nom="organe"
              libelle="Organe qui décide"
              valeur={valeurDe(saisies, 'organe', suite.organe)}
              options={organesDe(membre.typeOrganisme).map(({ code, libelle }) => ({
                valeur: code,
                libelle,
              }))}
            />
            <ChampsDeLActe
              suite={suite}
              saisies={rectifie ? undefined : saisies}
              fautes={rectifie ? [] : fautes}
              etat={suite.etat}
              adopteeLe={decision.adopteeLe}
            />
            <Actions>
              <Bouton variante="primaire">Enregistrer pour {membre.libelle}</Bouton>
            </Actions>
          </Formulaire>
        </Section>
      )}
      {suite.trace.length > 0 && (
        <details className="repli" open={rectifie}>
          <summary>Rectifier ce qui a été enregistré</summary>
          <p className="detail">
            L’état ne change pas. Les valeurs d’origine restent dans l’historique, avec votre motif.
          </p>
          <Formulaire
            action={action}
            fautes={rectifie ? fautes : []}
            alerte={rectifie ? alerte : undefined}
            version={suite.version}
            id="rectifier"
            prefixe
          >
            <input type="hidden" name="geste" value="rectifier" />
            <ChampsDeLActe
              suite={suite}
              saisies={rectifie ? saisies : undefined}
              fautes={rectifie ? fautes : []}
              etat="executoire"
              adopteeLe={decision.adopteeLe}
              rectification
            />
            <ChampTexte
              nom="motif"
              libelle="Pourquoi rectifiez-vous ?"
              valeur={rectifie ? valeurDe(saisies, 'motif') : ''}
              fautes={rectifie ? fautes : []}
            />
            <Actions>
              <Bouton>Rectifier</Bouton>
            </Actions>
          </Formulaire>
        </details>
      )}
    </>
  )
}

const AIDES: Readonly<Partial<Record<GesteSuite, string>>> = {
  inscrire: 'Indiquez la date de la réunion.',
  voter: 'Indiquez le numéro et la date de l’acte, et le vote si vous l’avez.',
  rejeter: 'La décision sera rouverte pour votre structure seule.',
  transmettre: 'Au représentant de l’État dans le département.',
  rendre_executoire: 'Transmis et publié.',
  declarer_sans_objet: 'Dites pourquoi dans la note : par exemple, déjà délégué.',
}

function ChampsDeLActe({
  suite,
  saisies,
  fautes,
  etat,
  adopteeLe,
  rectification,
}: {
  readonly suite: SuiteDetaillee
  readonly saisies?: Saisies
  readonly fautes: readonly Faute[]
  readonly etat: EtatSuite
  readonly adopteeLe: Jour
  readonly rectification?: boolean
}) {
  const dateTapee = lireJour(valeurDe(saisies, 'dateActe'))
  const suffixe = rectification ? ' enregistrée' : ''
  // Which of them are asked for depends on what happened: each says when.
  const jour = (
    nom: 'reunionLe' | 'dateActe' | 'transmisLe' | 'executoireLe',
    libelle: string,
    quand: string,
  ) => (
    <ChampTexte
      nom={nom}
      libelle={libelle}
      facultatif={rectification}
      taille="court"
      aide={rectification ? 'jj/mm/aaaa' : `${quand}, jj/mm/aaaa`}
      fautes={fautes}
      valeur={valeurDe(saisies, nom, dateSaisie(suite[nom]))}
    />
  )
  const entier = (nom: string, libelle: string, valeur: number | null) => (
    <ChampTexte
      nom={nom}
      libelle={libelle}
      facultatif
      taille="court"
      modeSaisie="numeric"
      fautes={fautes}
      valeur={valeurDe(saisies, nom, valeur === null ? '' : String(valeur))}
    />
  )
  const avantVote = ['a_inscrire', 'inscrite', 'ajournee'].includes(etat) || rectification
  return (
    <>
      {avantVote && (
        <>
          <div className="cote-a-cote">
            {jour('reunionLe', `Date de la réunion${suffixe}`, 'S’il est inscrit')}
            <ChampTexte
              nom="numeroActe"
              libelle="Numéro de l’acte"
              facultatif={rectification}
              aide={rectification ? undefined : 'S’il est voté ou rejeté'}
              taille="moyen"
              fautes={fautes}
              valeur={valeurDe(saisies, 'numeroActe', suite.numeroActe ?? '')}
            />
            {jour('dateActe', 'Date de l’acte', 'S’il est voté ou rejeté')}
          </div>
          {dateTapee && dateTapee < adopteeLe && (
            <ChampChoix
              nom="anterieur"
              libelle="Acte antérieur à la décision"
              plusieurs
              fautes={fautes}
              options={[
                {
                  valeur: 'oui',
                  libelle: 'La date est juste : notre organe avait délibéré d’avance',
                  coche: valeurDe(saisies, 'anterieur') === 'oui',
                },
              ]}
            />
          )}
          <div className="cote-a-cote">
            {entier('pour', 'Pour', suite.votePour)}
            {entier('contre', 'Contre', suite.voteContre)}
            {entier('abstention', 'Abstentions', suite.voteAbstention)}
            {entier('reel', 'Votants', suite.voteReel)}
            {entier('effectif', 'Membres en exercice', suite.voteEffectif)}
          </div>
        </>
      )}
      {(['votee', 'transmise'].includes(etat) || rectification) && (
        <div className="cote-a-cote">
          {jour('transmisLe', 'Transmis le', 'À la préfecture')}
          {jour('executoireLe', 'Exécutoire le', 'Une fois publié')}
        </div>
      )}
      <ChampLong
        nom="note"
        libelle="Note"
        facultatif
        lignes={3}
        fautes={fautes}
        valeur={valeurDe(saisies, 'note', rectification ? suite.note : '')}
      />
    </>
  )
}
