import { compte } from '#shared/typographie.ts'
import { GraphiqueLignes } from '#ui/graphique/lignes.tsx'
import { ecrireTaux } from '../marche/fiche.ts'
import type { OffreLue } from '../marche/marche.queries.ts'
import { direProjection, enRapport, type Projection } from './projection.ts'

/** One drawing a bid: the median ratio of its six years, and the band that eight draws in ten stay within. */
export const Eventails = ({
  projection: { premiere, offres: projetees },
  offres,
}: {
  readonly projection: Projection
  readonly offres: readonly OffreLue[]
}) => (
  <>
    <p className="detail">
      Trait : médiane. Bande : huit chances sur dix. Tirets : 100 %. Au-dessus de 100 %, l’assureur paie plus
      qu’il ne reçoit : une hausse devient probable. Fréquences et durées des arrêts : chiffres publiés, calés
      ; à remplacer par les absences du contrat.
    </p>
    <div className="eventails">
      {offres.map(({ id, lettre, gelAnnees, hausseMax }, b) => {
        const annees = projetees[b]!
        return (
          <section key={id}>
            <h3>Offre {lettre}</h3>
            <p className="detail">
              {gelAnnees === 0 ? 'Taux sans gel' : `Taux gelé ${compte(gelAnnees, 'an')}`}, puis{' '}
              {ecrireTaux(hausseMax)} % de hausse par an au plus.
            </p>
            <GraphiqueLignes
              format="demi"
              conclusion={direProjection(`Offre ${lettre}`, annees, premiere)}
              titre={`Offre ${lettre} : sinistres rapportés aux cotisations, six ans`}
              nomDesCategories="Année"
              categories={annees.map((_, an) => ({ libelle: String(premiere + an) }))}
              formater={(valeur) => enRapport(valeur / 100)}
              repere={{ valeur: 100, libelle: '' }}
              series={[
                {
                  libelle: 'Médiane',
                  valeurs: annees.map(({ mediane }) => mediane * 100),
                  bande: annees.map(({ bas, haut }) => ({ bas: bas * 100, haut: haut * 100 })),
                },
              ]}
            />
          </section>
        )
      })}
    </div>
  </>
)
