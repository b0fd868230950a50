import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { Onglets, Section, Vide } from '#ui/textes.tsx'
import { direParticipation } from '../domain/en-mots/participation-en-mots.ts'
import type { ParticipationDuMembre } from './participation.queries.ts'

/** The year of each member, in words, in the order of the members. */
export function pageParticipation({
  participations,
  annee,
  annees,
  acteur,
  jour,
}: {
  readonly participations: readonly ParticipationDuMembre[]
  readonly annee: number
  readonly annees: readonly number[]
  readonly acteur: Acteur
  readonly jour: Jour
}): ContenuDePage {
  return {
    titre: `Participation ${annee}`,
    h1: `Comment chaque membre a-t-il pris part en ${annee} ?`,
    surtitre: acteur.cooperation,
    rubrique: '/seances',
    ariane: [{ libelle: 'Séances', href: '/seances' }],
    chapeau: (
      <p>
        Séances, votes et suites des décisions de l’année, membre par membre, dans l’ordre habituel. Un membre
        n’est tenu qu’aux décisions qui l’engagent : ces phrases ne se comparent pas.
      </p>
    ),
    contenu: (
      <>
        <Onglets
          libelle="Années"
          vues={annees.map((une) => ({
            libelle: String(une),
            href: `/seances/participation?annee=${une}`,
            courant: une === annee,
          }))}
        />
        {participations.length === 0 ? (
          <Vide>La coopération n’avait aucun membre cette année-là.</Vide>
        ) : (
          <Section titre={`Année ${annee}`}>
            <ul className="liste-lignes">
              {participations.map((participation) => (
                <li key={participation.organismeId}>
                  <div>
                    <h3>{participation.libelle}</h3>
                    {direParticipation(participation, jour).map((phrase) => (
                      <p key={phrase}>{phrase}</p>
                    ))}
                  </div>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </>
    ),
  }
}
