import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { joursOuvresEntre } from '#shared/jours-ouvres.ts'
import { compte, dateCourte, dateLongue, heure } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Liste } from '#ui/liste.tsx'
import { Colonnes, Section, Vide } from '#ui/textes.tsx'
import type { DemandeLue, Employeur } from '../demandes.queries.ts'
import { OUVERTES } from '../domain/etats.ts'
import { type Mesure, RECUL } from '../domain/mesures.ts'
import { jours } from '../temps.ts'
import type { Echeance, ProchaineDate } from './echeances.ts'
import { LegendeDesDemandes, ListeDesDemandes } from './mes-demandes.page.tsx'

type Props = {
  readonly acteur: Acteur
  readonly maintenant: Date
  readonly employeurs: readonly Employeur[]
  readonly commune: string
  readonly echeances: readonly Echeance[]
  readonly demandes: readonly DemandeLue[]
  readonly dates: readonly ProchaineDate[]
  readonly finies: number
  /** What the guichet took lately; null under ten closed files. */
  readonly mesure: Mesure | null
  readonly guichet: string | null
}

const NOMBRES = ['', 'Une', 'Deux', 'Trois', 'Quatre', 'Cinq', 'Six', 'Sept', 'Huit', 'Neuf', 'Dix']
const enLettres = (n: number, nom: string): string => `${NOMBRES[n] ?? n} ${nom}${n > 1 ? 's' : ''}`

/** What must be done comes first; an answer to read may wait, but is not nothing. */
function ceQuiAttend(dues: number, duJour: number, aLire: number): string {
  if (dues === 0) return aLire === 0 ? 'Rien ne vous attend' : `${enLettres(aLire, 'réponse')} à lire`
  const presse = duJour === 0 ? '' : `, dont ${duJour === 1 ? 'une' : duJour} aujourd’hui ou en retard`
  return `${enLettres(dues, 'chose')} à faire${presse}`
}

/** The home of a secretary: what waits for her, where her requests stand, for all her town halls or for one. */
export function pageMairie(props: Props): ContenuDePage {
  const { maintenant, employeurs, commune, echeances, demandes } = props
  const aujourdhui = jourDe(maintenant)
  const ici = <T extends { readonly organismeId: string }>(liste: readonly T[]) =>
    commune ? liste.filter(({ organismeId }) => organismeId === commune) : liste
  const siennes = ici(echeances)
  const dues = siennes.filter(({ facultatif }) => !facultatif)
  const duJour = dues.filter(({ avant }) => avant !== null && avant <= aujourdhui).length
  const brouillons = ici(demandes).filter(({ etat }) => etat === 'BROUILLON')
  const encours = ici(demandes).filter(({ etat }) => etat !== 'BROUILLON')
  return {
    titre: 'Accueil',
    h1: ceQuiAttend(dues.length, duJour, siennes.length - dues.length),
    surtitre: `${dateLongue(aujourdhui)}, ${heure(maintenant)}`,
    rubrique: '/mairie',
    chapeau: <p>Ce que le Centre de gestion attend de vous, et ce que vous attendez de lui.</p>,
    actions: (
      <Bouton
        variante="primaire"
        icone="ajouter"
        href={`/demandes/nouvelle${commune ? `?commune=${commune}` : ''}`}
      >
        Déposer une demande
      </Bouton>
    ),
    contenu: (
      <>
        {employeurs.length > 1 && <Communes {...props} />}
        <Colonnes cote={<Cote {...props} />}>
          <Section titre="À faire" detail="Du plus pressé au moins pressé" id="a-faire">
            <Liste
              lignes={siennes.map((echeance) => ligneDe(echeance, aujourdhui))}
              vide={<Vide>Rien ne vous attend. Ce qui viendra s’affichera ici, avec sa date.</Vide>}
            />
            {brouillons.map((brouillon) => (
              <p key={brouillon.id} className="detail">
                Brouillon gardé le {dateCourte(jourDe(brouillon.creeeLe), aujourdhui)} : {brouillon.objet},{' '}
                {brouillon.employeur}.{' '}
                <a href={`/demandes/${brouillon.id}/modifier`}>Reprendre ce brouillon</a>
              </p>
            ))}
          </Section>
          <Section titre="Où en sont vos demandes" filet>
            {encours.length === 0 ? (
              <Vide>Aucune demande en cours.</Vide>
            ) : (
              <>
                <LegendeDesDemandes />
                <ListeDesDemandes {...props} demandes={encours} />
              </>
            )}
            <p className="apres">
              <a href="/demandes?vue=finies">Voir les demandes terminées ({props.finies})</a>
            </p>
          </Section>
        </Colonnes>
      </>
    ),
  }
}

/** The employers of the person, as links: each says what waits, one is chosen without opening anything. */
function Communes({ employeurs, commune, echeances, demandes }: Props) {
  const bilan = (id: string) => {
    const a = echeances.filter(
      ({ organismeId, facultatif }) => !facultatif && (!id || organismeId === id),
    ).length
    const d = demandes.filter(
      ({ organismeId, etat }) => OUVERTES.includes(etat) && (!id || organismeId === id),
    ).length
    return `${a} à faire, ${compte(d, 'demande')} en cours`
  }
  return (
    <nav className="communes" aria-label="Vos communes">
      <ul>
        {[{ id: '', nom: `Vos ${employeurs.length} communes` }, ...employeurs].map(({ id, nom }) => (
          <li key={id || 'toutes'}>
            <a
              href={id ? `/mairie?commune=${id}` : '/mairie'}
              aria-current={commune === id ? 'page' : undefined}
            >
              <strong>{nom}</strong> <span>{bilan(id)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function ligneDe(
  { cle, avant, organisme, module, titre, pourquoi, verbe, lien, facultatif }: Echeance,
  aujourdhui: Jour,
) {
  const dans = avant ? joursOuvresEntre(aujourdhui, avant) : 0
  const urgent = avant !== null && avant <= aujourdhui
  return {
    cle,
    quand: {
      mot: facultatif
        ? 'Facultatif'
        : avant === null
          ? 'Sans date'
          : avant === aujourdhui
            ? 'Aujourd’hui'
            : dateCourte(avant, aujourdhui),
      detail:
        facultatif || avant === null
          ? null
          : avant < aujourdhui
            ? 'en retard'
            : avant === aujourdhui
              ? 'avant 17 h'
              : `dans ${compte(dans, 'jour ouvré', 'jours ouvrés')}`,
      urgent,
    },
    surtitre: (
      <>
        <strong>{organisme}</strong> · {module}
        {!facultatif && (
          <>
            {' '}
            <Etiquette ton="attention" icone="a_vous">
              À vous
            </Etiquette>
          </>
        )}
      </>
    ),
    titre,
    href: lien,
    detail: <p>{pourquoi}</p>,
    fin: (
      <Bouton href={lien} decrit={undefined}>
        {verbe}
        <span className="vh"> : {titre}</span>
      </Bouton>
    ),
  }
}

/** What a secretary asks for in her year, one step from home: codes of the catalogue, her words. */
const RACCOURCIS = [
  ['conseil_simple', 'Une question statutaire'],
  ['dve', 'Un poste se libère ou se crée'],
  ['aide_recrutement', 'Recruter'],
  ['interim', 'Remplacer quelqu’un d’absent'],
  ['visite_medicale', 'Une visite médicale'],
  ['formation', 'Inscrire un agent en formation'],
  ['duerp', 'Le document unique'],
  ['tableau_effectifs', 'Le tableau des effectifs'],
  ['signature_acces', 'Un certificat, un accès, le numérique'],
] as const

/** Beside the list, a few dates: the rest is in each module. */
const DATES_AU_PLUS = 8

function Cote({ mesure, guichet, dates, commune, maintenant }: Props) {
  const siennes = dates.filter(({ organismeId }) => !commune || organismeId === commune)
  return (
    <>
      <Section titre="Vos prochaines dates" detail="Trente jours">
        <Liste
          lignes={siennes.slice(0, DATES_AU_PLUS).map(({ cle, le, organisme, titre, lien }) => ({
            cle,
            quand: { mot: dateCourte(le, jourDe(maintenant)) },
            titre,
            ...(lien && { href: lien }),
            detail: <p>{organisme}</p>,
          }))}
          vide={<Vide>Rien d’annoncé dans les trente jours.</Vide>}
        />
      </Section>
      <Section titre="Délais constatés">
        {mesure ? (
          <>
            <p className="grande-date">
              {jours(mesure.p90)} <small>jours ouvrés</small>
            </p>
            <p className="detail">
              9 demandes sur 10 reçoivent leur réponse en {jours(mesure.p90)} jours ouvrés ou moins, temps
              passé au {guichet ?? 'Centre de gestion'}. Sur les 90 derniers jours,{' '}
              {compte(mesure.nombre, 'demande')}.
            </p>
          </>
        ) : (
          <p>Pas assez de recul : moins de {RECUL} demandes terminées sur 90 jours.</p>
        )}
        <p>
          <a href="/demandes/delais">Délais par type de demande</a>
        </p>
      </Section>
      <Section titre="Demander en un geste">
        <ul className="liste-simple">
          {RACCOURCIS.map(([code, libelle]) => (
            <li key={code}>
              <a href={`/demandes/nouvelle?code=${code}${commune ? `&commune=${commune}` : ''}`}>{libelle}</a>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
