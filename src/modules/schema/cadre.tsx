import { jourDe } from '#shared/dates.ts'
import { date, heure } from '#shared/typographie.ts'
import { Onglets, Section } from '#ui/textes.tsx'
import type { Trace } from './schema.queries.ts'

/** The entry of the navigation of this module. */
export const RUBRIQUE = '/schema'

const VUES = [
  { libelle: 'Schéma', href: '/schema' },
  { libelle: 'Conventions', href: '/conventions' },
  { libelle: 'Missions régionales', href: '/missions' },
]

/** The registers of the cooperation, side by side. */
export const Vues = ({ courante }: { readonly courante: string }) => (
  <Onglets
    libelle="Schéma, conventions et missions"
    vues={VUES.map((vue) => ({ ...vue, courant: vue.href === courante }))}
  />
)

/** What was done to a thing, the latest first: who, when, and in words. */
export const Historique = ({
  traces,
  dire,
}: {
  readonly traces: readonly Trace[]
  /** The words of a deed, and what it adds. */
  readonly dire: (trace: Trace) => { readonly titre: string; readonly detail?: string }
}) => (
  <Section titre="Historique" detail={traces.length === 0 ? 'rien n’a encore été enregistré' : undefined}>
    {traces.length > 0 && (
      <ol className="frise">
        {traces.map((trace) => {
          const { titre, detail } = dire(trace)
          return (
            <li key={trace.id}>
              <p>
                <strong>{titre}</strong>, {date(jourDe(trace.saisiLe))} à {heure(trace.saisiLe)}, par{' '}
                {trace.par}
              </p>
              {detail && <p className="detail">{detail}</p>}
            </li>
          )
        })}
      </ol>
    )}
  </Section>
)
