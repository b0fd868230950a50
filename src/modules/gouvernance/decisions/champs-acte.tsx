import { type Jour, lireJour } from '#shared/dates.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { ChampChoix, ChampLong, ChampTexte, type Faute, type Saisies, valeurDe } from '#ui/formulaire.tsx'
import type { EtatSuite } from '../domain/suite.ts'
import type { SuiteDetaillee } from './decisions.queries.ts'

/** The fields of a member’s own deed. */
export function ChampsDeLActe({
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
