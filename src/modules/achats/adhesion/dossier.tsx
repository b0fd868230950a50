import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import { gestesPossibles } from '#shared/cycle.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { compte, date, dateCourte, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etapes } from '#ui/etapes.tsx'
import { Etiquette, type Ton } from '#ui/etiquette.tsx'
import type { NomIcone } from '#ui/icone.tsx'
import { Frise } from '#ui/temps/frise.tsx'
import { Alerte, Fiche, Section } from '#ui/textes.tsx'
import {
  AVIS,
  attendDepuisLongtemps,
  CYCLE_ADHESION,
  doitApprouver,
  ETATS_ADHESION,
  type EtatAdhesion,
  estALEmployeur,
  type GesteAdhesion,
  TOURS,
  tourDe,
} from '../domain/adhesion/adhesion.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import { FormulaireFait } from './formulaire-fait.tsx'
import { comiteCompetent, type FaitInscrit } from './inscrire-fait.ts'
import type { AdhesionLue } from './suivi/suivi.queries.ts'

const SIGNES: Readonly<Record<EtatAdhesion, readonly [Ton, NomIcone]>> = {
  choix: ['attention', 'a_faire'],
  projet: ['info', 'rediger'],
  comite: ['info', 'sablier'],
  avis: ['info', 'vote'],
  votee: ['info', 'decision'],
  executoire: ['info', 'envoyer'],
  conventionnee: ['ok', 'signer'],
  informee: ['ok', 'fait'],
  renoncee: ['neutre', 'rejet'],
}

export const EtiquetteAdhesion = ({ etat }: { readonly etat: EtatAdhesion }) => {
  const [ton, icone] = SIGNES[etat]
  return (
    <Etiquette ton={ton} icone={icone} discrete>
      {ETATS_ADHESION[etat].mot}
    </Etiquette>
  )
}

/** Who must act, what is waited for, and since when. */
export const direAttente = (
  adhesion: Pick<AdhesionLue, 'etat' | 'attente' | 'accordLe' | 'accordSigneLe' | 'comite'>,
): string => {
  const { tour, attend } = tourDe(adhesion)
  const { attente } = adhesion
  if (tour === 'personne') return 'rien à faire'
  return `${TOURS[tour]} doit ${attend}, depuis ${compte(attente, 'jour')}`
}

const CHEMIN = [
  'choix',
  'projet',
  'comite',
  'avis',
  'votee',
  'executoire',
  'conventionnee',
  'informee',
] as const

export type PropsDossier = RetourDeFormulaire & {
  readonly operation: OperationLue
  readonly adhesion: AdhesionLue
  readonly faits: readonly FaitInscrit[]
  /** Address of the dossier; facts are posted to it. */
  readonly adresse: string
  /** By the personal link, by the centre that serves the employer, or to read only. */
  readonly porte: 'lien' | 'centre' | 'lecture'
  readonly ouvertes: boolean
  readonly proposeComite: Jour | null
  readonly aujourdhui: Jour
}

/** The dossier of an employer: where it stands, what to do now, what was said, what to print. The same through the link and at the centre. */
export function Dossier(p: PropsDossier) {
  const { adhesion: a } = p
  const courante = CHEMIN.indexOf(a.etat as (typeof CHEMIN)[number])
  return (
    <>
      {a.etat !== 'renoncee' && (
        <Etapes
          etapes={[
            'Choix',
            'Comité saisi',
            'Avis',
            'Vote',
            'Exécutoire',
            'Convention',
            'Agents informés',
          ].map((libelle) => ({
            libelle,
          }))}
          courante={courante + 1}
        />
      )}
      {p.alerte && (
        <Alerte>
          <p>{p.alerte}</p>
        </Alerte>
      )}
      <MaintenantAFaire {...p} />
      <Documents {...p} />
      <CeQuiEstSu {...p} />
      {p.faits.length > 0 && <Faits faits={p.faits} lisibles={p.porte !== 'lien'} />}
    </>
  )
}

/** Deeds of the person who reads: those of the employer through its link; all of them, on paper or for itself, at the centre. */
const gestesDe = ({ adhesion, porte, ouvertes }: PropsDossier): GesteAdhesion[] => {
  if (!ouvertes || porte === 'lecture') return []
  const comite = adhesion.comite ?? comiteCompetent(adhesion.agents)
  const approuver = doitApprouver(adhesion, { comite, accordSigneLe: adhesion.accordSigneLe })
  return gestesPossibles(CYCLE_ADHESION, adhesion.etat).filter(
    (geste) =>
      (porte === 'centre' || estALEmployeur(geste, comite)) && (geste !== 'approuver_accord' || approuver),
  )
}

function MaintenantAFaire(p: PropsDossier) {
  const { adhesion: a, aujourdhui } = p
  const gestes = gestesDe(p)
  // To give up, or to choose again, is always possible and never what is waited for.
  const aCote = (geste: GesteAdhesion) => geste === 'renoncer' || (geste === 'choisir' && a.etat === 'projet')
  const [premier, ...autres] = gestes.filter((geste) => !aCote(geste))
  const repli = [...autres, ...gestes.filter(aCote)]
  const commun = {
    adhesion: a,
    niveaux: p.operation.niveaux,
    action: p.adresse,
    aujourdhui,
    proposeComite: p.proposeComite,
    ...(p.fautes && { fautes: p.fautes }),
    ...(p.saisies && { saisies: p.saisies }),
  }
  return (
    <Section titre="Maintenant" detail={direAttente(a)} id="maintenant">
      {attendDepuisLongtemps(a.etat, a.attente) && (
        <Alerte ton="attention" titre="Cette étape dure">
          <p>
            D’ordinaire elle prend moins de {compte(ETATS_ADHESION[a.etat].longueApres, 'jour')}. Le contrat
            commence le {date(p.operation.debutLe)}.
          </p>
        </Alerte>
      )}
      {premier ? <FormulaireFait geste={premier} {...commun} /> : <p>{direSansGeste(p)}</p>}
      {repli.map((geste) => (
        <details key={geste} open={p.saisies?.['geste'] === geste}>
          <summary>{CYCLE_ADHESION[geste].libelle}</summary>
          <FormulaireFait geste={geste} {...commun} />
        </details>
      ))}
    </Section>
  )
}

const direSansGeste = ({ adhesion: a, ouvertes, porte }: PropsDossier): string => {
  if (a.etat === 'informee')
    return 'L’adhésion est complète. Le fichier pour la paie et les documents sont ci-dessous.'
  if (!ouvertes) return 'Les adhésions à cet achat ne sont pas ouvertes.'
  if (porte === 'lecture') return `${a.centre} sert cet employeur et tient son dossier ; vous le lisez.`
  return a.etat === 'comite'
    ? `Le comité social ${deNom(a.centre)} rend son avis${a.comiteLe ? ` le ${date(a.comiteLe)}` : ''} ; il sera enregistré ici, et vous serez prévenus.`
    : `${a.centre} enregistre la suite : vous n’avez rien à faire pour l’instant.`
}

const Documents = ({ adhesion: a, adresse, porte }: PropsDossier) => (
  <Section titre="Documents à imprimer ou à transmettre" detail="déjà remplis avec ce qui est su" filet>
    <p>
      <Bouton href={`${adresse}/deliberation.docx`} icone="telecharger">
        Projet de délibération
      </Bouton>{' '}
      <Bouton href={`${adresse}/note-agents.docx`} icone="telecharger">
        Texte à remettre aux agents
      </Bouton>{' '}
      {porte !== 'lecture' && a.agents !== null && (
        <Bouton href={`${adresse}/paie`} icone="euro">
          Paie et budget
        </Bouton>
      )}
    </p>
  </Section>
)

function CeQuiEstSu({ adhesion: a }: PropsDossier) {
  const comite = a.comite ?? comiteCompetent(a.agents)
  const jour = (le: Jour | null, mots = '') => (le ? `${date(le)}${mots}` : 'pas encore')
  return (
    <Section titre="Ce qui est su" filet>
      <Fiche
        lignes={[
          { nom: 'Niveau', valeur: a.niveau || 'pas encore choisi' },
          { nom: 'Part de l’employeur', valeur: `${nombre(a.part / 1000)} % de la cotisation` },
          ...(a.options ? [{ nom: 'Options', valeur: a.options }] : []),
          { nom: 'Agents', valeur: a.agents === null ? 'pas dit' : nombre(a.agents) },
          {
            nom: 'Comité social',
            valeur: `${comite === 'employeur' ? 'celui de l’employeur (50 agents ou plus)' : `celui ${deNom(a.centre)} (moins de 50 agents)`}${a.comiteLe ? `, séance du ${date(a.comiteLe)}` : ''}`,
          },
          {
            nom: 'Avis du comité',
            valeur: a.avis ? `${AVIS[a.avis]}, le ${jour(a.avisLe)}` : 'pas encore',
          },
          ...(a.conseilLe && !a.deliberationLe
            ? [{ nom: 'Prochaine assemblée', valeur: date(a.conseilLe) }]
            : []),
          {
            nom: 'Délibération',
            valeur: a.deliberationLe
              ? `n° ${a.deliberationNumero}, du ${date(a.deliberationLe)}`
              : 'pas encore',
          },
          { nom: 'Exécutoire', valeur: jour(a.executoireLe) },
          { nom: 'Accord approuvé', valeur: jour(a.accordLe) },
          { nom: 'Convention', valeur: jour(a.conventionLe) },
          ...(a.effetLe ? [{ nom: 'Effet', valeur: date(a.effetLe) }] : []),
          ...(a.motif ? [{ nom: 'Motif', valeur: a.motif }] : []),
        ]}
      />
    </Section>
  )
}

const PAR = {
  lien: 'par le lien personnel',
  papier: 'd’après un papier',
  centre: 'par le Centre de gestion',
} as const

const Faits = ({
  faits,
  lisibles,
}: {
  readonly faits: readonly FaitInscrit[]
  readonly lisibles: boolean
}) => (
  <Section titre="Ce qui a été dit" detail="chaque fait, sa date, qui l’a saisi" filet>
    <Frise
      faits={faits.map(({ id, geste, le, mots, fichierId, par, qui, saisiLe }) => ({
        cle: id,
        quand: { mot: dateCourte(le), iso: le },
        titre: `${CYCLE_ADHESION[geste].libelle}${mots ? ` : ${mots}` : ''}`,
        detail: (
          <>
            Saisi le {date(jourDe(saisiLe))} {PAR[par]}
            {par === 'lien' ? '' : ` (${qui})`}
            {fichierId &&
              (lisibles ? (
                <>
                  {' '}
                  ; <a href={`/fichiers/${fichierId}`}>pièce jointe</a>
                </>
              ) : (
                ' ; une pièce est jointe'
              ))}
          </>
        ),
      }))}
    />
  </Section>
)
