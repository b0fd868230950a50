import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { dateCourte, dateLongue } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Horloges } from '#ui/temps/horloges.tsx'
import { Alerte, Citation, Colonnes, Fiche, Section, TexteLibre } from '#ui/textes.tsx'
import { type AvisLu, calendrierDe, type DemandeLue, type EvenementLu } from '../demandes.queries.ts'
import { dureeOuverte } from '../domain/calendrier.ts'
import { tientUneMairie } from '../domain/droits.ts'
import { CYCLE, gestesDe, TOURS } from '../domain/etats.ts'
import type { Horloges as QuatreHorloges } from '../domain/horloges.ts'
import type { Semblable } from '../file/file.queries.ts'
import { direJours, horlogesDe, jours } from '../temps.ts'
import { EtiquetteEtat, enRetard, quand, RUBRIQUE } from '../vues.tsx'
import { coteDe } from './agir.ts'
import type { Aide } from './aide.queries.ts'
import { Doublons, MeLaConfier } from './aide.tsx'
import { Avis } from './avis.tsx'
import { Cote } from './cote.tsx'
import { FormulaireMessage, FormulaireReponse } from './formulaires.tsx'
import { FriseDeLaDemande } from './frise.tsx'

export type PropsDemande = RetourDeFormulaire & {
  readonly demande: DemandeLue
  readonly evenements: readonly EvenementLu[]
  readonly avis: readonly AvisLu[]
  readonly acteur: Acteur
  readonly maintenant: Date
  /** Which form of the page comes back. */
  readonly forme?: 'completer' | 'message' | 'avis'
  readonly cle: string
  /** For whoever treats it; null for the town hall. */
  readonly aide: Aide | null
  readonly semblables: readonly Semblable[]
}

/** One request: whose turn it is and when the answer comes, first; then the time spent, then what happened. */
export function pageDemande(props: PropsDemande): ContenuDePage {
  const { demande, acteur, maintenant, evenements, avis, statut } = props
  const mairie = tientUneMairie.autorise(acteur)
  const horloges = horlogesDe(demande, maintenant)
  return {
    titre: demande.objet,
    surtitre: `${demande.employeur} · ${demande.numero ?? 'brouillon'}`,
    rubrique: RUBRIQUE,
    ariane: [{ libelle: mairie ? 'Mes demandes' : 'Demandes', href: RUBRIQUE }],
    actions: <EtiquetteEtat demande={demande} acteur={acteur} />,
    ...(statut && { statut }),
    ...(props.aide && { ilots: ['raccourcis'] }),
    contenu: (
      <Colonnes cote={<Cote {...props} />}>
        {props.alerte && !repondIci(props) && props.forme === 'completer' && (
          <Alerte titre="Ce geste n’a pas été fait">
            <p>{props.alerte}</p>
          </Alerte>
        )}
        {props.aide && coteDe(acteur, demande) === 'cdg' && <Doublons demande={demande} aide={props.aide} />}
        <LeTour {...props} horloges={horloges} />
        {demande.deposeeLe && <LeTemps demande={demande} horloges={horloges} mairie={mairie} />}
        {(avis.length > 0 || coteDe(acteur, demande) === 'cdg') && !mairie && <Avis {...props} />}
        <Section titre="Ce qui s’est passé" detail="Le plus récent en premier" id="suivi" filet>
          <FriseDeLaDemande {...props} />
        </Section>
        {coteDe(acteur, demande) && <FormulaireMessage {...props} />}
        <Section titre="La demande" filet>
          <Fiche
            lignes={[
              { nom: 'Genre', valeur: `${demande.type} (${demande.theme})` },
              ...Object.values(demande.donnees).map(({ libelle, valeur }) => ({
                nom: libelle,
                valeur: <TexteLibre texte={valeur} />,
              })),
              ...(demande.urgence ? [{ nom: 'Urgence', valeur: demande.urgence }] : []),
            ]}
          />
          {evenements.length === 0 && <p className="detail">Rien n’est encore envoyé.</p>}
          {demande.fictif && <p className="detail">Demande fictive, pour la démonstration.</p>}
        </Section>
      </Colonnes>
    ),
  }
}

/** True when the form of the answer is on the page: it says itself what was refused. */
const repondIci = ({ demande, acteur }: PropsDemande): boolean =>
  demande.etat === 'ATTENTE_COLLECTIVITE' && tientUneMairie.autorise(acteur)

type PropsTour = PropsDemande & { readonly horloges: QuatreHorloges }

/** Whose turn it is. Framed only while the town hall is waited for. */
function LeTour(props: PropsTour) {
  const { demande, acteur, maintenant, horloges } = props
  const cote = coteDe(acteur, demande)
  if (demande.etat === 'ATTENTE_COLLECTIVITE' && cote === 'mairie') return <AVous {...props} />
  return (
    <Section titre={titreDuTour(props)} detail={phraseDuTour(demande, maintenant)}>
      {demande.etat === 'ATTENTE_COLLECTIVITE' && (
        <Citation
          de={`Question à la collectivité, réponse attendue avant le ${dateLongue(demande.attenteAvant!)}`}
        >
          {demande.question}
        </Citation>
      )}
      {enRetard(demande, horloges) && (
        <Alerte ton="attention" titre="En retard">
          <p>
            {cote === 'mairie'
              ? 'Le centre a dépassé le délai annoncé. Il le voit, et sa direction aussi.'
              : `Le délai annoncé (${demande.reponseJours} jours ouvrés) est dépassé : répondez, ou dites à la collectivité où en est sa demande.`}
          </p>
        </Alerte>
      )}
      {cote && <Gestes demande={demande} cote={cote} />}
      {cote === 'cdg' && <MeLaConfier demande={demande} acteur={acteur} />}
    </Section>
  )
}

function titreDuTour({ demande, maintenant, acteur }: PropsDemande): string {
  const ici = dureeOuverte(demande.depuis, maintenant, calendrierDe(demande))
  const mairie = tientUneMairie.autorise(acteur)
  switch (demande.etat) {
    case 'BROUILLON':
      return 'Brouillon enregistré, pas encore envoyé'
    case 'DEPOSEE':
      return mairie ? 'Envoyée : votre centre va la prendre en charge' : 'À prendre en charge'
    case 'PRISE_EN_CHARGE':
      return demande.responsable ? `Suivie par ${demande.responsable}` : `Suivie par le ${demande.traitant}`
    case 'ATTENTE_COLLECTIVITE':
      return `Chez la collectivité depuis ${direJours(ici)}`
    case 'ATTENTE_TIERS':
      return `En attente ${deNom(demande.tiers)} depuis ${direJours(ici)}`
    case 'REPONDUE':
      return mairie ? 'Votre centre a répondu' : 'Réponse envoyée'
    case 'ROUVERTE':
      return 'Rouverte : la réponse ne suffisait pas'
    case 'CLOTUREE':
      return 'Terminée'
    case 'SANS_SUITE':
      return 'Classée sans suite'
    case 'ANNULEE':
      return 'Annulée'
    case 'REORIENTEE':
      return /^\d/.test(demande.tiers)
        ? `Réunie avec la demande ${demande.tiers}`
        : `Réorientée vers ${demande.tiers}`
  }
}

function phraseDuTour({ etat, priseAvant, promiseLe, relances }: DemandeLue, maintenant: Date) {
  const le = (date: Date | null) => (date ? dateLongue(jourDe(date)) : '')
  if (etat === 'DEPOSEE' && priseAvant) return `Prise en charge au plus tard ${le(priseAvant)}`
  if (['PRISE_EN_CHARGE', 'ROUVERTE'].includes(etat) && promiseLe)
    return promiseLe > maintenant
      ? `Réponse prévue ${le(promiseLe)}`
      : `Réponse promise pour ${le(promiseLe)}`
  if (etat === 'ATTENTE_COLLECTIVITE' && relances > 0)
    return relances === 1 ? 'Une relance envoyée' : `${relances} relances envoyées`
  return undefined
}

/** The buttons of the table: plain deeds at once, the others on a page with their fields. */
function Gestes({
  demande,
  cote,
}: {
  readonly demande: DemandeLue
  readonly cote: NonNullable<ReturnType<typeof coteDe>>
}) {
  // Putting two requests together needs the other one: it has its page.
  const gestes = gestesDe(demande.etat, cote).filter((geste) => geste !== 'reunir')
  if (demande.etat === 'BROUILLON')
    return (
      <p className="actions">
        <Bouton variante="primaire" href={`/demandes/${demande.id}/modifier`} icone="rediger">
          Reprendre ce brouillon
        </Bouton>
        <Bouton href={`/demandes/${demande.id}/faire/annuler`}>Jeter ce brouillon</Bouton>
      </p>
    )
  return (
    <div className="actions">
      {gestes.map((geste, rang) =>
        CYCLE[geste].gardes.length === 0 ? (
          <BoutonPost
            key={geste}
            variante={rang === 0 ? 'primaire' : 'secondaire'}
            action={`/demandes/${demande.id}/faire/${geste}`}
            champs={{ version: demande.version }}
          >
            {CYCLE[geste].libelle}
          </BoutonPost>
        ) : (
          <Bouton
            key={geste}
            variante={rang === 0 ? 'primaire' : 'secondaire'}
            href={`/demandes/${demande.id}/faire/${geste}`}
          >
            {CYCLE[geste].libelle}
          </Bouton>
        ),
      )}
    </div>
  )
}

/** The only frame of the screen: the question as it was asked, and the form right under it. */
function AVous(props: PropsTour) {
  const { demande, acteur, maintenant, evenements } = props
  const question = evenements.findLast(({ geste }) => geste === 'demander')
  const avant = demande.attenteAvant!
  const retard = avant < jourDe(maintenant)
  return (
    <section className="encadre-a-vous" id="a-vous">
      <EtiquetteEtat demande={demande} acteur={acteur} />
      <h2>
        {avant === jourDe(maintenant)
          ? 'Le CDG attend votre réponse aujourd’hui avant 17 h'
          : `Le CDG ${retard ? 'attendait' : 'attend'} votre réponse avant ${dateLongue(avant)}`}
      </h2>
      {demande.promiseLe && (
        <p>
          {retard ? 'Chaque jour sans réponse décale la sienne.' : 'Répondez à temps, et il vous répondra'}{' '}
          {!retard && <strong>{dateLongue(jourDe(demande.promiseLe))}.</strong>}
        </p>
      )}
      <Citation
        de={
          question
            ? `${question.acteur}, ${dateCourte(jourDe(question.survenuLe))} à ${quand(question.survenuLe, maintenant).detail}`
            : demande.traitant
        }
      >
        {demande.question}
      </Citation>
      <FormulaireReponse {...props} />
    </section>
  )
}

function LeTemps({
  demande,
  horloges,
  mairie,
}: {
  readonly demande: DemandeLue
  readonly horloges: QuatreHorloges
  readonly mairie: boolean
}) {
  const chez = mairie ? 'Chez vous' : 'À la mairie'
  const tour = TOURS[demande.etat]
  const phrase = `${direJours(horloges.total)} depuis l’envoi : ${jours(horloges.cdg)} au CDG, ${jours(horloges.collectivite)} ${mairie ? 'chez vous' : 'à la mairie'}, ${jours(horloges.tiers)} chez un tiers.`
  return (
    <Section titre="Le temps passé, et chez qui" detail="En jours ouvrés de 7 heures" id="temps" filet>
      <Horloges
        phrase={phrase}
        total={{ libelle: 'Depuis l’envoi', mots: jours(horloges.total), detail: 'jours ouvrés' }}
        compteurs={[
          {
            tour: 'service',
            valeur: horloges.cdg,
            libelle: 'Au CDG',
            mots: jours(horloges.cdg),
            detail: `sur ${demande.reponseJours} annoncés`,
          },
          {
            tour: 'demandeur',
            valeur: horloges.collectivite,
            libelle: chez,
            mots: jours(horloges.collectivite),
            detail: tour === 'collectivite' ? 'en cours' : 'jours',
          },
          {
            tour: 'tiers',
            valeur: horloges.tiers,
            libelle: 'Chez un tiers',
            mots: jours(horloges.tiers),
            detail: tour === 'tiers' ? 'en cours' : 'jours',
          },
        ]}
      />
    </Section>
  )
}
