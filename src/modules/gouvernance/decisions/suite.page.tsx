import { organeDe, organesDe } from '#modules/annuaire'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { gestesPossibles } from '#shared/cycle.ts'
import { date, dateSaisie } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
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
import { Alerte, Fiche, Section, Vide } from '#ui/textes.tsx'
import { prochaineReunion } from '../domain/decision.ts'
import { peutConfirmerSuite, tientLesSeances } from '../domain/droits.ts'
import { cycleSuite, type EtatSuite, type GesteSuite, LIBELLES_SUITE } from '../domain/suite.ts'
import { EtiquetteSuite, Informe } from '../vues.tsx'
import type { DecisionDetaillee, MembreAuTableau, SuiteDetaillee } from './decisions.queries.ts'

export type DonneesSuite = {
  readonly decision: DecisionDetaillee
  readonly suite: SuiteDetaillee | null
  readonly membre: MembreAuTableau
  readonly acteur: Acteur
  readonly aujourdhui: string
  readonly fautes?: readonly Faute[]
  readonly saisies?: Saisies
  readonly alerte?: string
  readonly statut?: number
  /** Where the form is posted, and the projet downloaded: another address when the page is opened by a signed link. */
  readonly adresse?: string
}

const adresseDe = ({ decision, membre, adresse }: DonneesSuite): string =>
  adresse ?? `/decisions/${decision.id}/suites/${membre.organismeId}`

const GESTES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(cycleSuite).map(([geste, { libelle }]) => [geste, libelle])),
  rectifier: 'Rectification',
}

/** The sequel of a decision in one member: its own people record, the others read. */
export function pageSuite(donnees: DonneesSuite): ContenuDePage {
  const { decision, suite, membre, acteur, aujourdhui, statut } = donnees
  const prochaine = suite && prochaineReunion(membre.reunions, suite.organe, aujourdhui)
  return {
    titre: `${decision.numero}, suite de ${membre.libelle}`,
    h1: suite
      ? peutConfirmerSuite(acteur, suite)
        ? 'Quelle suite donnez-vous à cette décision ?'
        : `Où en est ${membre.libelle} ?`
      : `${membre.libelle} est informé de cette décision`,
    surtitre: `Décision ${decision.numero} : ${decision.titre}`,
    rubrique: '/decisions',
    ariane: [
      { libelle: 'Décisions', href: '/decisions' },
      { libelle: decision.numero, href: `/decisions/${decision.id}` },
    ],
    ...(statut && { statut }),
    actions: suite && (
      <Bouton href={`${adresseDe(donnees)}/projet.docx`} icone="telecharger">
        Projet de délibération (DOCX)
      </Bouton>
    ),
    contenu: suite ? (
      <>
        <Section titre="Aujourd’hui">
          <Fiche
            lignes={[
              { nom: 'État', valeur: <EtiquetteSuite etat={suite.etat} /> },
              {
                nom: 'Organe compétent',
                valeur: organeDe(membre.typeOrganisme, suite.organe)?.libelle ?? suite.organe,
              },
              {
                nom: 'Prochaine réunion',
                valeur: prochaine
                  ? `${date(prochaine.date)}, inscription avant le ${date(prochaine.limiteInscription)}`
                  : 'Aucune date connue : le calendrier de ce membre est vide.',
              },
              ...acteEnMots(suite),
            ]}
          />
        </Section>
        {peutConfirmerSuite(acteur, suite) ? (
          <Saisie {...donnees} suite={suite} />
        ) : (
          <AutreStructure {...donnees} />
        )}
        <Historique suite={suite} />
      </>
    ) : (
      <>
        {donnees.alerte && <Alerte>{donnees.alerte}</Alerte>}
        <Vide action={<Bouton href={`/decisions/${decision.id}`}>Lire la décision</Bouton>}>
          <Informe /> {membre.libelle} ne participe pas à cette décision : aucune suite à donner, aucun
          engagement.
        </Vide>
      </>
    ),
  }
}

function acteEnMots(suite: SuiteDetaillee): { nom: string; valeur: string }[] {
  const lignes: { nom: string; valeur: string }[] = []
  if (suite.reunionLe) lignes.push({ nom: 'Inscrite à la réunion du', valeur: date(suite.reunionLe) })
  if (suite.numeroActe || suite.dateActe)
    lignes.push({
      nom: 'Acte',
      valeur: [suite.numeroActe && `n° ${suite.numeroActe}`, suite.dateActe && `du ${date(suite.dateActe)}`]
        .filter(Boolean)
        .join(' '),
    })
  if (suite.votePour !== null)
    lignes.push({
      nom: 'Vote',
      valeur: `${suite.votePour} pour, ${suite.voteContre ?? 0} contre, ${suite.voteAbstention ?? 0} abstention${(suite.voteAbstention ?? 0) > 1 ? 's' : ''}`,
    })
  if (suite.transmisLe) lignes.push({ nom: 'Transmission', valeur: date(suite.transmisLe) })
  if (suite.executoireLe) lignes.push({ nom: 'Exécutoire le', valeur: date(suite.executoireLe) })
  if (suite.note) lignes.push({ nom: 'Note', valeur: suite.note })
  return lignes
}

const AutreStructure = (donnees: DonneesSuite) => {
  const { membre, acteur, alerte, suite } = donnees
  const attend = suite !== null && suite.etat !== 'executoire' && suite.etat !== 'sans_objet'
  return (
    <Section titre="Qui enregistre cette suite ?">
      {alerte && <Alerte>{alerte}</Alerte>}
      <p>
        Seules les personnes de {membre.libelle} enregistrent ses actes. {acteur.libelle} peut les lire, pas
        les écrire.
      </p>
      {attend && tientLesSeances.autorise(acteur) && (
        <div className="actions apres">
          <BoutonPost action={`${adresseDe(donnees)}/relancer`} icone="courriel">
            Relancer {membre.libelle}
          </BoutonPost>
        </div>
      )}
    </Section>
  )
}

function Saisie(donnees: DonneesSuite & { readonly suite: SuiteDetaillee }) {
  const { suite, membre, fautes = [], saisies, alerte } = donnees
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
  rectification,
}: {
  readonly suite: SuiteDetaillee
  readonly saisies?: Saisies
  readonly fautes: readonly Faute[]
  readonly etat: EtatSuite
  readonly rectification?: boolean
}) {
  const suffixe = rectification ? ' enregistrée' : ''
  const jour = (nom: 'reunionLe' | 'dateActe' | 'transmisLe' | 'executoireLe', libelle: string) => (
    <ChampTexte
      nom={nom}
      libelle={libelle}
      facultatif
      taille="court"
      aide="jj/mm/aaaa"
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
            {jour('reunionLe', `Date de la réunion${suffixe}`)}
            <ChampTexte
              nom="numeroActe"
              libelle={`Numéro de l’acte`}
              facultatif
              taille="moyen"
              fautes={fautes}
              valeur={valeurDe(saisies, 'numeroActe', suite.numeroActe ?? '')}
            />
            {jour('dateActe', `Date de l’acte`)}
          </div>
          <div className="cote-a-cote">
            {entier('pour', 'Pour', suite.votePour)}
            {entier('contre', 'Contre', suite.voteContre)}
            {entier('abstention', 'Abstentions', suite.voteAbstention)}
            {entier('reel', 'Votants', suite.voteReel)}
            {entier('effectif', 'Effectif', suite.voteEffectif)}
          </div>
        </>
      )}
      {(['votee', 'transmise'].includes(etat) || rectification) && (
        <div className="cote-a-cote">
          {jour('transmisLe', 'Transmis le')}
          {jour('executoireLe', 'Exécutoire le')}
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

function Historique({ suite }: { readonly suite: SuiteDetaillee }) {
  return (
    <Section
      titre="Historique"
      detail={suite.trace.length === 0 ? 'rien n’a encore été enregistré' : undefined}
    >
      <ol className="frise">
        {suite.trace.map(({ geste, motif, saisiLe, par, avant }) => (
          <li key={saisiLe}>
            <p>
              <strong>{GESTES[geste] ?? geste}</strong>, {date(saisiLe.slice(0, 10))}, par {par}
            </p>
            {motif && <p className="detail">Motif : {motif}</p>}
            {geste === 'rectifier' && <p className="detail">Avant : {direValeurs(avant)}</p>}
          </li>
        ))}
      </ol>
    </Section>
  )
}

function direValeurs(avant: Record<string, unknown>): string {
  const noms: Record<string, string> = {
    numeroActe: 'acte n°',
    dateActe: 'du',
    reunionLe: 'réunion du',
    transmisLe: 'transmis le',
    executoireLe: 'exécutoire le',
    note: 'note :',
  }
  const parties = Object.entries(noms).flatMap(([cle, mot]) => (avant[cle] ? [`${mot} ${avant[cle]}`] : []))
  return parties.join(', ') || `état « ${LIBELLES_SUITE[avant['etat'] as EtatSuite] ?? avant['etat']} »`
}
