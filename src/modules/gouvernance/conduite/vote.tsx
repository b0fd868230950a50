import { Fragment } from 'react'
import { compte, heure, typographier } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Icone, type NomIcone } from '#ui/icone.tsx'
import { Alerte, Section, Vide } from '#ui/textes.tsx'
import { siege as aUnSiege, peutTenirLaPlume, tientLesSeances } from '../domain/droits.ts'
import { seVote } from '../domain/seance.ts'
import type { Choix } from '../domain/verdict.ts'
import { direVerdict } from '../domain/verdict-en-mots.ts'
import type { Point } from '../seances/seances.repository.ts'
import { Portee } from '../vues.tsx'
import type { DonneesSeance } from './page-seance.tsx'
import type { LigneDeVote, VueDuPoint } from './vue-du-vote.ts'

type Vue = { readonly donnees: DonneesSeance; readonly point: Point; readonly vue: VueDuPoint }

const CHOIX: readonly { readonly choix: Choix; readonly libelle: string; readonly icone: NomIcone }[] = [
  { choix: 'pour', libelle: 'Pour', icone: 'fait' },
  { choix: 'contre', libelle: 'Contre', icone: 'contre' },
  { choix: 'abstention', libelle: 'Abstention', icone: 'abstention' },
  { choix: 'ne_prend_pas_part', libelle: 'Ne prend pas part', icone: 'sans_objet' },
]

/** One line per member: presence, proxy and vote together; never two tables to cross. */
export function TableDeVote({ donnees, point, vue }: Vue) {
  const { registre, acteur, membres } = donnees
  const { scrutin, lignes, verdict } = vue
  const ouvert = scrutin !== null && scrutin.closLe === null
  const vote = seVote(point.genre)
  const colonnes = vote ? CHOIX : []
  const etat = !vote
    ? 'Point d’information, sans vote.'
    : !scrutin
      ? registre.statut === 'ouverte'
        ? 'Le vote n’est pas ouvert.'
        : 'Aucun vote sur ce point.'
      : ouvert
        ? `Scrutin public, ouvert à ${heure(scrutin.ouvertLe)}.`
        : `Scrutin public, clos à ${heure(scrutin.closLe!)}.`
  return (
    <Section titre={vote ? 'Le vote, membre par membre' : 'Qui est là'}>
      <p className="vote-etat">
        {etat} <Portee porte={point.porte} membres={membres} />
      </p>
      <table className="vote tableau" role="table">
        <caption className="vh">
          {vote ? 'Présence et vote de chaque membre' : 'Présence de chaque membre'}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              Membre
            </th>
            <th scope="col" role="columnheader">
              Présence
            </th>
            {colonnes.map(({ choix, libelle }) => (
              <th key={choix} scope="col" role="columnheader" className="centre">
                {libelle}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {lignes.map((ligne) => (
            <tr
              key={ligne.siege.organismeId}
              role="row"
              className={ligne.siege.organismeId === acteur.organismeId ? 'moi' : undefined}
            >
              <th scope="row" role="rowheader">
                {ligne.siege.libelle}
                <small>
                  {ligne.siege.territoire}
                  {registre.presideePar === ligne.siege.organismeId && ', préside'}
                </small>
              </th>
              <td role="cell">
                <Presence donnees={donnees} ligne={ligne} />
                <NoterPresence donnees={donnees} ligne={ligne} />
              </td>
              {!ligne.participe && vote ? (
                <td role="cell" colSpan={4} className="informe">
                  <span className="etiquette etiquette-discrete ton-neutre">
                    <Icone nom="informe" taille={16} />
                    <span>Informé, sans voix sur ce point</span>
                  </span>
                </td>
              ) : (
                colonnes.map(({ choix, libelle, icone }) => (
                  <td key={choix} role="cell" className="centre">
                    {ligne.vote === choix ? (
                      <span className={`jeton jeton-${choix}`}>
                        <Icone nom={icone} />
                        <span className="mot">{libelle}</span>
                      </span>
                    ) : ouvert && !ligne.vote && ligne.peutVoter && peutVoterPour(donnees, ligne) ? (
                      <BoutonDeVote
                        registreId={registre.id}
                        scrutinId={scrutin.id}
                        ligne={ligne}
                        choix={choix}
                        libelle={libelle}
                      />
                    ) : (
                      <span className="jeton jeton-vide" aria-hidden="true" />
                    )}
                  </td>
                ))
              )}
            </tr>
          ))}
        </tbody>
        <tfoot role="rowgroup">
          <tr role="row">
            <th scope="row" role="rowheader">
              Total
            </th>
            <td role="cell">{direEnSeance(verdict.quorum.sieges)}</td>
            {colonnes.map(({ choix, libelle }) => (
              <td key={choix} role="cell" className="centre total" data-titre={libelle}>
                {verdict.voix[choix]}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
      <Conduite donnees={donnees} point={point} vue={vue} />
    </Section>
  )
}

/** « 5 sièges sur 5 »: present or represented, among those the quorum counts. */
const direEnSeance = (sieges: VueDuPoint['verdict']['quorum']['sieges']): string =>
  `${compte(sieges.presents + sieges.representes, 'siège')} sur ${sieges.totaux}`

const porteLePouvoir = (donnees: DonneesSeance, ligne: LigneDeVote): boolean =>
  ligne.etat.etat === 'represente' && ligne.etat.par === donnees.acteur.organismeId

const peutVoterPour = (donnees: DonneesSeance, ligne: LigneDeVote): boolean =>
  peutTenirLaPlume(donnees.acteur) ||
  (aUnSiege.autorise(donnees.acteur) &&
    (ligne.siege.organismeId === donnees.acteur.organismeId || porteLePouvoir(donnees, ligne)))

const BoutonDeVote = ({
  registreId,
  scrutinId,
  ligne,
  choix,
  libelle,
}: {
  readonly registreId: string
  readonly scrutinId: string
  readonly ligne: LigneDeVote
  readonly choix: Choix
  readonly libelle: string
}) => (
  <form method="post" action={`/seances/${registreId}/scrutins/${scrutinId}/votes`}>
    <input type="hidden" name="organisme" value={ligne.siege.organismeId} />
    <button
      className="jeton jeton-bouton"
      type="submit"
      name="choix"
      value={choix}
      title={`${ligne.siege.libelle} : ${libelle}`}
    >
      <span className="vh">{ligne.siege.libelle} : </span>
      <span className="mot">{libelle}</span>
    </button>
  </form>
)

function Presence({
  donnees: { registre, membres },
  ligne: { etat },
}: {
  readonly donnees: DonneesSeance
  readonly ligne: LigneDeVote
}) {
  const nom = (id: string) => membres.find(({ organismeId }) => organismeId === id)?.libelle ?? ''
  if (etat.etat === 'present')
    return (
      <>
        Présent
        <small>
          depuis {heure(etat.depuis < registre.debutLe ? registre.debutLe : etat.depuis)}
          {etat.representant && `, ${etat.representant}`}
        </small>
      </>
    )
  if (etat.etat === 'represente')
    return (
      <>
        Représenté
        <small>pouvoir porté par {nom(etat.par)}</small>
      </>
    )
  return <>Absent</>
}

/** Arrival and departure, noted where presence is read: by who keeps the register, or by the seat itself. */
function NoterPresence({
  donnees: { registre, acteur },
  ligne: { siege, etat },
}: {
  readonly donnees: DonneesSeance
  readonly ligne: LigneDeVote
}) {
  const sien = aUnSiege.autorise(acteur) && siege.organismeId === acteur.organismeId
  if (registre.statut !== 'ouverte' && registre.statut !== 'suspendue') return null
  if (!peutTenirLaPlume(acteur) && !sien) return null
  const present = etat.etat === 'present'
  return (
    <BoutonPost
      action={`/seances/${registre.id}/presences`}
      champs={{ organisme: siege.organismeId, genre: present ? 'depart' : 'arrivee' }}
      variante="lien"
      petit
    >
      {present ? 'Noter son départ' : 'Noter son arrivée'}
      <span className="vh"> ({siege.libelle})</span>
    </BoutonPost>
  )
}

/** What the secretary, or a seat, may do now on this point. */
function Conduite({ donnees, point, vue }: Vue) {
  const { registre, acteur, aConfirmer } = donnees
  const { scrutin, verdict } = vue
  const base = `/seances/${registre.id}`
  const ouvert = scrutin !== null && scrutin.closLe === null
  const tient = tientLesSeances.autorise(acteur)
  if (!seVote(point.genre) || registre.statut !== 'ouverte') return null
  if (ouvert)
    return (
      <div className="conduite">
        <Rectification donnees={donnees} vue={vue} />
        {tient &&
          (aConfirmer === scrutin.id ? (
            <BoutonPost
              action={`${base}/scrutins/${scrutin.id}/clore`}
              champs={{ confirme: 'oui' }}
              variante="danger"
            >
              Clore le vote sans eux
            </BoutonPost>
          ) : (
            <BoutonPost action={`${base}/scrutins/${scrutin.id}/clore`} variante="primaire" icone="fait">
              Clore le vote
            </BoutonPost>
          ))}
      </div>
    )
  if (scrutin && verdict.issue !== 'sans_quorum') return null
  if (!tient) return null
  if (registre.pointCourant !== point.id)
    return (
      <div className="conduite">
        <BoutonPost action={`${base}/points/${point.id}/traiter`}>Passer à ce point</BoutonPost>
      </div>
    )
  if (!verdict.quorum.atteint)
    return (
      <Alerte ton="attention" titre="Le quorum n’est pas atteint : ce point ne peut pas être voté.">
        <p>
          {verdict.quorum.presentes} en séance, il en faut {verdict.quorum.necessaires}. Notez les arrivées et
          les pouvoirs, ou convoquez une seconde séance.
        </p>
        <p>
          <a href={`/seances/nouvelle?instance=${registre.instanceId}&seconde=${registre.id}`}>
            Convoquer une seconde séance
          </a>
        </p>
      </Alerte>
    )
  return (
    <div className="conduite">
      <BoutonPost action={`${base}/points/${point.id}/scrutin`} variante="primaire" icone="vote">
        Ouvrir le vote
      </BoutonPost>
    </div>
  )
}

/** A vote already entered is corrected by another entry, with its reason; a reserve goes with it to the minutes. */
function Rectification({
  donnees,
  vue: { scrutin, lignes },
}: {
  readonly donnees: DonneesSeance
  readonly vue: VueDuPoint
}) {
  const { registre } = donnees
  const votees = lignes.filter((ligne) => ligne.vote && peutVoterPour(donnees, ligne))
  const aVoter = lignes.filter((ligne) => !ligne.vote && ligne.peutVoter && peutVoterPour(donnees, ligne))
  if (!scrutin || votees.length + aVoter.length === 0) return null
  const mienne = (ligne: LigneDeVote) => ligne.siege.organismeId === donnees.acteur.organismeId
  return (
    <details className="repli">
      <summary>Voter avec une réserve, ou rectifier un vote</summary>
      <form
        className="formulaire"
        method="post"
        action={`/seances/${registre.id}/scrutins/${scrutin.id}/votes`}
      >
        <div className="cote-a-cote">
          <div className="champ">
            <label htmlFor="vote-organisme">Membre</label>
            <select
              className="saisie"
              id="vote-organisme"
              name="organisme"
              defaultValue={[...votees, ...aVoter].find(mienne)?.siege.organismeId}
            >
              {[...aVoter, ...votees].map(({ siege, vote }) => (
                <option key={siege.organismeId} value={siege.organismeId}>
                  {siege.libelle}
                  {vote ? ' (a voté)' : ''}
                </option>
              ))}
            </select>
          </div>
          <div className="champ">
            <label htmlFor="vote-choix">Vote</label>
            <select className="saisie" id="vote-choix" name="choix">
              {CHOIX.map(({ choix, libelle }) => (
                <option key={choix} value={choix}>
                  {libelle}
                </option>
              ))}
            </select>
          </div>
        </div>
        <div className="champ">
          <label htmlFor="vote-reserve">Réserve ou objection, portée au procès-verbal</label>
          <textarea className="saisie" id="vote-reserve" name="reserve" rows={2} />
        </div>
        <div className="champ">
          <label htmlFor="vote-motif">Motif de la rectification</label>
          <p className="aide" id="vote-motif-aide">
            Seulement si le membre a déjà voté : le premier vote reste dans le registre.
          </p>
          <input className="saisie" id="vote-motif" name="rectification" aria-describedby="vote-motif-aide" />
        </div>
        <Bouton>Enregistrer ce vote</Bouton>
      </form>
    </details>
  )
}

const ICONES_VERDICT: Readonly<Record<string, NomIcone>> = {
  adoptee: 'fait',
  rejetee: 'rejet',
  renvoyee: 'retour',
  sans_quorum: 'attention',
}

/** The verdict in words, then its calculation in grey; while the vote is open, what the quorum and the rule ask. */
export function BlocVerdict({ donnees, point, vue }: Vue) {
  const { scrutin, verdict, lignes } = vue
  if (!seVote(point.genre)) return null
  const regle = scrutin?.regle ?? donnees.registre.regle
  const mots = direVerdict(verdict, regle)
  const clos = scrutin?.verdict != null
  if (!clos)
    return scrutin || donnees.registre.statut === 'ouverte' ? (
      <div className="verdict verdict-attente">
        <dl>
          {mots.lignes
            .filter(({ nom }) => nom === 'Quorum')
            .map(({ nom, phrase, calcul }) => (
              <Fragment key={nom}>
                <dt>{nom}</dt>
                <dd>
                  {typographier(phrase)} <small>{typographier(calcul)}</small>
                </dd>
              </Fragment>
            ))}
          <dt>Règle</dt>
          <dd>
            Il faudra {verdict.majorite.necessaires || '…'} voix pour
            {verdict.majorite.denominateur ? ` sur ${verdict.majorite.denominateur}` : ''}.
          </dd>
        </dl>
      </div>
    ) : (
      <Vide>Ce point n’a pas été voté.</Vide>
    )
  return (
    <section className={`verdict verdict-${verdict.issue}`} aria-labelledby="titre-verdict">
      <div className="verdict-resume">
        <h2 id="titre-verdict">
          <Icone nom={ICONES_VERDICT[verdict.issue]!} taille={28} />
          {mots.titre}
        </h2>
        <p>{mots.resume}</p>
        <BarreDeVoix lignes={lignes} necessaires={verdict.majorite.necessaires} />
      </div>
      <dl>
        {mots.lignes.map(({ nom, phrase, calcul }) => (
          <Fragment key={nom}>
            <dt>{nom}</dt>
            <dd>
              {typographier(phrase)} <small>{typographier(calcul)}</small>
            </dd>
          </Fragment>
        ))}
        <dt>Effet</dt>
        <dd>
          {scrutin?.decisionId ? (
            <>
              C’est un accord entre présidences :{' '}
              <a href={`/decisions/${scrutin.decisionId}`}>décision {scrutin.decisionNumero}</a>. Il n’engage
              chaque membre qu’après l’acte de celui-ci.
            </>
          ) : (
            'Aucune décision : personne n’est engagé.'
          )}
        </dd>
      </dl>
    </section>
  )
}

/** One square per voting seat, those for first, and a mark where the threshold stands. Words say the same beside. */
function BarreDeVoix({
  lignes,
  necessaires,
}: {
  readonly lignes: readonly LigneDeVote[]
  readonly necessaires: number
}) {
  const rang: Record<string, number> = { pour: 0, abstention: 1, ne_prend_pas_part: 2, contre: 3 }
  const votants = lignes
    .filter(({ participe, siege }) => participe && siege.modalite === 'deliberative')
    .sort((a, b) => (rang[a.vote ?? ''] ?? 4) - (rang[b.vote ?? ''] ?? 4))
  const total = votants.reduce((somme, { siege }) => somme + siege.voix, 0)
  const unite = Math.min(44, 220 / Math.max(1, total))
  let x = 0
  return (
    <svg
      className="barre-de-voix"
      width={total * unite + 2}
      height="58"
      viewBox={`0 0 ${total * unite + 2} 58`}
      aria-hidden="true"
      focusable="false"
    >
      <defs>
        <pattern
          id="hachures"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0V6" stroke="currentColor" strokeWidth="1.5" />
        </pattern>
      </defs>
      {votants.map(({ siege, vote }) => {
        const largeur = siege.voix * unite
        const debut = x
        x += largeur
        return (
          <g key={siege.organismeId}>
            <rect
              x={debut + 1}
              y="18"
              width={largeur - 2}
              height="20"
              className={`voix-${vote ?? 'absente'}`}
            />
            <text x={debut + largeur / 2} y="54" textAnchor="middle">
              {siege.libelle.replace(/^(CDG|Dép\.) /, '')}
            </text>
          </g>
        )
      })}
      {necessaires > 0 && necessaires <= total && (
        <>
          <path d={`M${necessaires * unite} 6V40`} className="seuil" />
          <text x={necessaires * unite - 5} y="13" textAnchor="end">
            seuil
          </text>
        </>
      )}
    </svg>
  )
}
