import { organeDe } from '#modules/annuaire'
import type { ContenuDePage } from '#platform/http/services.ts'
import { deNom } from '#shared/mots.ts'
import { date } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Alerte, Fiche, Section, Vide } from '#ui/textes.tsx'
import { prochaineReunion } from '../domain/decision.ts'
import { peutConfirmerSuite, tientLesSeances } from '../domain/droits.ts'
import { cycleSuite, type EtatSuite, LIBELLES_SUITE } from '../domain/suite.ts'
import type { SuiteDetaillee } from './decisions.queries.ts'
import { adresseDe, type DonneesSuite } from './donnees-suite.ts'
import { EtiquetteSuite, Informe } from './grille-de-suites.tsx'
import { Saisie } from './saisie-suite.tsx'

const GESTES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(cycleSuite).map(([geste, { libelle }]) => [geste, libelle])),
  rectifier: 'Rectification',
}

/** The sequel of a decision in one member: its own people record, the others read. */
export function pageSuite(donnees: DonneesSuite): ContenuDePage {
  const { decision, suite, membre, acteur, aujourdhui, statut } = donnees
  const prochaine = suite && prochaineReunion(membre.reunions, suite.organe, aujourdhui)
  return {
    titre: `${decision.numero}, suite ${deNom(membre.libelle)}`,
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
                  ? `${date(prochaine.date)}, inscription jusqu’au ${date(prochaine.limiteInscription)}`
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
        Seules les personnes {deNom(membre.libelle)} enregistrent ses actes. {acteur.libelle} peut les lire,
        pas les écrire.
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
