import { Tableau } from '#ui/tableau.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import { CODES_ETAPES, comparer, ETAPES, partDe } from '../domain/satisfaction.ts'
import { direPart, EVOLUTIONS, SATISFACTION } from '../satisfaction/satisfaction.page.tsx'
import type { MesureDeVague, SuiteLue } from '../satisfaction/satisfaction.queries.ts'

type Props = { readonly mesures: readonly MesureDeVague[]; readonly suites: readonly SuiteLue[] }

/** Dissatisfied by step, from one wave to the next, and what was done of what was heard. */
export function SatisfactionEtSuites({ mesures, suites }: Props) {
  const vagues = mesures.filter(({ id }) => id !== null)
  const [derniere, precedente, micro] = [vagues.at(-1), vagues.at(-2), mesures.at(-1)]
  const part = (mesure: MesureDeVague | undefined, etape: (typeof CODES_ETAPES)[number]) => {
    const c = mesure?.comptes.get(etape)
    return c ? partDe(c) : null
  }
  return (
    <>
      <Section
        titre="Satisfaction"
        detail="Part des insatisfaits, de tous les centres"
        actions={<a href={SATISFACTION}>Étape par étape</a>}
        filet
      >
        <Tableau
          titre="Insatisfaits par étape"
          lignes={CODES_ETAPES}
          cleDe={(etape) => etape}
          colonnes={[
            { cle: 'etape', titre: 'Étape', entete: true, contenu: (etape) => ETAPES[etape] },
            {
              cle: 'avant',
              titre: precedente?.libelle ?? 'Avant',
              nombre: true,
              contenu: (etape) => direPart(part(precedente, etape)),
            },
            {
              cle: 'apres',
              titre: derniere?.libelle ?? 'Dernière vague',
              nombre: true,
              contenu: (etape) => direPart(part(derniere, etape)),
            },
            {
              cle: 'micro',
              titre: micro?.libelle ?? 'Après clôture',
              nombre: true,
              contenu: (etape) => direPart(part(micro, etape)),
            },
            {
              cle: 'evolution',
              titre: 'Entre les deux vagues',
              contenu: (etape) => {
                const [a, b] = [part(precedente, etape), part(derniere, etape)]
                return a && b ? EVOLUTIONS[comparer(a, b)] : ''
              },
            },
          ]}
        />
      </Section>
      <Section titre="Vous l’avez dit, nous l’avons fait" filet>
        {suites.length === 0 ? (
          <Vide titre="Rien encore">
            Ce qui est fait de ce qui est dit s’écrit sur la <a href={SATISFACTION}>page Satisfaction</a>.
          </Vide>
        ) : (
          <ul className="liste-simple">
            {suites.map(({ id, entendu, fait, centre }) => (
              <li key={id}>
                <p>« {entendu} »</p>
                <p className="detail">
                  {fait} ({centre})
                </p>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  )
}
