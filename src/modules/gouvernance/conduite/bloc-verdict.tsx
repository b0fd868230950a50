import { Fragment } from 'react'
import { typographier } from '#shared/typographie.ts'
import { Icone, type NomIcone } from '#ui/icone.tsx'
import { Vide } from '#ui/textes.tsx'
import { seVote } from '../domain/seance.ts'
import { direVerdict } from '../domain/verdict-en-mots.ts'
import type { PartieDePoint } from './page-seance.tsx'
import type { LigneDeVote } from './vue-du-vote.ts'

const ICONES_VERDICT: Readonly<Record<string, NomIcone>> = {
  adoptee: 'fait',
  rejetee: 'rejet',
  renvoyee: 'retour',
  sans_quorum: 'attention',
}

/** The verdict in words, then its calculation in grey; while the vote is open, what the quorum and the rule ask. */
export function BlocVerdict({ donnees, point, vue }: PartieDePoint) {
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
