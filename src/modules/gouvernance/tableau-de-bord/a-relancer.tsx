import { joursEntre } from '#shared/dates.ts'
import { compte, dansJours, date, dateCourte } from '#shared/typographie.ts'
import { BoutonPost } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import type { DecisionAuTableau } from '../decisions/decisions.queries.ts'
import { direMotif, type Relance } from '../domain/retards.ts'

/** Who must be chased, the longest wait first: what is late, since when, and the reminder that leaves in one click. */
export const ARelancer = ({
  relances,
  decisions,
  aujourdhui,
}: {
  readonly relances: readonly Relance[]
  readonly decisions: readonly DecisionAuTableau[]
  readonly aujourdhui: string
}) => (
  <Section
    titre="À relancer"
    id="relances"
    detail={relances.length > 0 ? 'la plus longue attente d’abord' : undefined}
  >
    {relances.length === 0 ? (
      <Vide>
        Chaque décision suit son cours : aucune inscription manquée, aucun vote en attente d’enregistrement.
      </Vide>
    ) : (
      <ul className="liste-lignes">
        {relances.map((relance) => (
          <Ligne
            key={`${relance.decision.id}${relance.membre.organismeId}`}
            relance={relance}
            relanceeLe={derniereRelance(decisions, relance)}
            aujourdhui={aujourdhui}
          />
        ))}
      </ul>
    )}
  </Section>
)

const derniereRelance = (
  decisions: readonly DecisionAuTableau[],
  { decision, membre }: Relance,
): string | null =>
  decisions
    .find(({ id }) => id === decision.id)
    ?.suites.find(({ organismeId }) => organismeId === membre.organismeId)?.relanceeLe ?? null

function Ligne({
  relance: { decision, membre, motif, depuis, jours, prochaine },
  relanceeLe,
  aujourdhui,
}: {
  readonly relance: Relance
  readonly relanceeLe: string | null
  readonly aujourdhui: string
}) {
  const adresse = `/decisions/${decision.id}/suites/${membre.organismeId}`
  const precisions = [
    decision.numero,
    `depuis le ${date(depuis)}`,
    prochaine &&
      `prochaine réunion le ${dateCourte(prochaine.date, aujourdhui)}, inscription jusqu’au ${dateCourte(prochaine.limiteInscription, aujourdhui)}`,
    relanceeLe && `relancé ${dansJours(-joursEntre(relanceeLe, aujourdhui))}`,
  ]
  return (
    <li>
      <div>
        <p>
          <strong>{membre.libelle}</strong> : « <a href={adresse}>{decision.titre}</a> » {direMotif[motif]}.
        </p>
        <p className="detail">{precisions.filter(Boolean).join(' · ')}</p>
      </div>
      <div className="fin">
        <Etiquette ton="alerte" icone="attention">
          {compte(jours, 'jour')}
        </Etiquette>
        {relanceeLe === aujourdhui ? (
          <span className="detail">relancé aujourd’hui</span>
        ) : (
          <BoutonPost action={`${adresse}/relancer`} icone="courriel" petit>
            Relancer
            <span className="vh">
              {' '}
              {membre.libelle} pour {decision.numero}
            </span>
          </BoutonPost>
        )}
      </div>
    </li>
  )
}
