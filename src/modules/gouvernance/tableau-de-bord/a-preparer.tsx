import type { ConventionAEcheance } from '#modules/schema'
import { date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import { direEcheance } from '../seances/points/a-reprendre.tsx'
import { LienDInscription } from '../seances/points/lien-inscription.tsx'
import type { SeanceEnListe, SujetEnListe } from '../seances/seances.queries.ts'

type Ligne = {
  readonly cle: string
  readonly mots: string
  readonly detail: string
  readonly presse: string | null
  /** What the address of a new point carries. */
  readonly reprise: string
  readonly instanceId: string | null
}

/** What the next conference needs: subjects proposed and conventions about to end, each one deed away from the agenda. */
export function APreparer({
  sujets,
  conventions,
  seances,
  aujourdhui,
}: {
  readonly sujets: readonly SujetEnListe[]
  readonly conventions: readonly ConventionAEcheance[]
  readonly seances: readonly SeanceEnListe[]
  readonly aujourdhui: string
}) {
  const planifiees = seances.filter(({ statut }) => statut === 'planifiee')
  const lignes: Ligne[] = [
    ...sujets.map(({ id, question, par, echeance, instanceId }) => ({
      cle: id,
      mots: question,
      detail: `proposé par ${par}${echeance ? `, à décider avant le ${date(echeance)}` : ''}`,
      presse: echeance !== null && echeance < aujourdhui ? 'Échéance passée' : null,
      reprise: `sujet=${id}`,
      instanceId,
    })),
    ...conventions
      .filter(({ inscrite }) => !inscrite)
      .map((convention) => ({
        cle: convention.id,
        mots: convention.titre,
        detail: `convention ${direEcheance(convention, aujourdhui)}`,
        presse: convention.situation === 'expiree' ? 'Expirée' : null,
        reprise: `convention=${convention.id}`,
        instanceId: null,
      })),
  ]
  return (
    <Section
      titre="Ce que la prochaine conférence attend"
      id="a-preparer"
      detail="sujets proposés et conventions à renouveler"
    >
      {lignes.length === 0 ? (
        <Vide action={<Bouton href="/sujets/nouveau">Proposer un sujet</Bouton>}>
          Aucun sujet n’est proposé, aucune convention n’arrive à échéance.
        </Vide>
      ) : (
        <ul className="liste-lignes">
          {lignes.slice(0, 8).map(({ cle, mots, detail, presse, reprise, instanceId }) => (
            <li key={cle}>
              <div>
                <p>
                  <strong>{mots}</strong>
                </p>
                <p className="detail">{detail}</p>
              </div>
              <div className="fin">
                {presse && (
                  <Etiquette ton="alerte" icone="attention">
                    {presse}
                  </Etiquette>
                )}
                <LienDInscription
                  planifiees={planifiees}
                  instanceId={instanceId}
                  reprise={reprise}
                  mots={mots}
                  aujourdhui={aujourdhui}
                />
              </div>
            </li>
          ))}
        </ul>
      )}
      {lignes.length > 8 && (
        <p className="apres">
          <a href="/sujets">Voir les {lignes.length} lignes à préparer</a>
        </p>
      )}
    </Section>
  )
}
