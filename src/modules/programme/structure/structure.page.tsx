import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { compte, date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, Formulaire } from '#ui/formulaire.tsx'
import { Alerte, Section, Vide } from '#ui/textes.tsx'
import { estFini } from '../domain/periodes.ts'
import { direPeriode } from '../vues.ts'
import { Ajouts, Reprises, retourDe } from './ajouts.tsx'
import type { AReprendre, ProgrammeLu, TraceDeStructure } from './programmes.queries.ts'
import { ChampsDuProgramme } from './renommer.page.tsx'

/** Which form of the page comes back. */
export type FormulaireDeStructure = 'programme' | 'axe' | 'orientation' | 'reprise'

export type PropsStructure = RetourDeFormulaire & {
  readonly programme: ProgrammeLu | null
  readonly acteur: Acteur
  readonly maintenant: Date
  readonly jour: Jour
  readonly aReprendre: readonly AReprendre[]
  readonly traces: readonly TraceDeStructure[]
  readonly formulaire?: FormulaireDeStructure
}

/** The frame of the programme: its period, its axes, its orientations. */
export function pageStructure(props: PropsStructure): ContenuDePage {
  const { programme, acteur, statut, alerte } = props
  return {
    titre: programme ? 'Axes et orientations' : 'Ouvrir le programme',
    ...(programme && {
      chapeau: (
        <p>
          {programme.nom}, {direPeriode(programme)}.
        </p>
      ),
      actions: (
        <Bouton href={`/programme/structure/${programme.id}`} icone="modifier">
          Modifier le nom et les dates
        </Bouton>
      ),
    }),
    surtitre: acteur.cooperation,
    rubrique: '/programme',
    ariane: [{ libelle: 'Programme', href: '/programme' }],
    ...(statut && { statut }),
    contenu: (
      <>
        {alerte && <Alerte>{alerte}</Alerte>}
        {programme ? <Axes {...props} programme={programme} /> : <Ouverture {...props} />}
      </>
    ),
  }
}

const Ouverture = (props: PropsStructure) => (
  <Formulaire action="/programme/structure" {...retourDe(props, 'programme')}>
    <ChampsDuProgramme
      programme={{ nom: '', du: props.programme ? null : props.jour, au: null, presentation: '', source: '' }}
    />
    <Actions>
      <Bouton variante={props.programme ? 'secondaire' : 'primaire'}>Ouvrir le programme</Bouton>
      {!props.programme && <a href="/programme">Revenir</a>}
    </Actions>
  </Formulaire>
)

const Axes = (props: PropsStructure & { readonly programme: ProgrammeLu }) => {
  const fini = estFini(props.programme, props.jour)
  return (
    <>
      <Section titre="Ce qui est inscrit">
        <Inscrits {...props} />
      </Section>
      {fini ? (
        <Alerte ton="info">
          Ce programme est terminé : il se lit, ses noms se corrigent, mais plus rien ne s’y ajoute.
        </Alerte>
      ) : (
        <Ajouts {...props} />
      )}
      {!fini && props.aReprendre.length > 0 && <Reprises {...props} />}
      {props.traces.length > 0 && <Traces traces={props.traces} />}
      <Section titre="Ouvrir le programme suivant" filet>
        <p>
          Le programme en cours s’arrête la veille et reste lisible. Ses actions inachevées pourront être
          reprises dans le nouveau.
        </p>
        <Ouverture {...props} />
      </Section>
    </>
  )
}

const Inscrits = ({ programme }: { readonly programme: ProgrammeLu }) =>
  programme.axes.length === 0 ? (
    <Vide>Aucun axe pour le moment : ajoutez le premier ci-dessous.</Vide>
  ) : (
    <ul className="liste-lignes">
      {programme.axes.map((axe) => (
        <li key={axe.id}>
          <div>
            <p>
              <strong>
                {axe.code}. {axe.titre}
              </strong>{' '}
              <a href={`/programme/axes/${axe.id}`} aria-label={`Renommer l’axe ${axe.code}`}>
                Renommer
              </a>
            </p>
            {axe.orientations.length === 0 && <p className="detail">Aucune orientation</p>}
            {axe.orientations.map((o) => (
              <p key={o.id} className="detail">
                {axe.code}.{o.code} {o.titre},{' '}
                {o.actions === 0 ? 'aucune action' : compte(o.actions, 'action')}{' '}
                <a
                  href={`/programme/orientations/${o.id}`}
                  aria-label={`Renommer l’orientation ${axe.code}.${o.code}`}
                >
                  Renommer
                </a>
              </p>
            ))}
          </div>
        </li>
      ))}
    </ul>
  )

const Traces = ({ traces }: { readonly traces: readonly TraceDeStructure[] }) => (
  <Section titre="Ce qui a changé" filet>
    <ul className="liste-lignes">
      {traces.map(({ quoi, avant, apres, auteur, saisiLe }, i) => (
        <li key={i}>
          <div>
            <p>
              {quoi} : {abreger(avant) || 'vide'} → {abreger(apres) || 'vide'}
            </p>
            <p className="detail">
              {date(jourDe(saisiLe))}, {auteur}
            </p>
          </div>
        </li>
      ))}
    </ul>
  </Section>
)

const abreger = (texte: string): string => (texte.length > 160 ? `${texte.slice(0, 160)}…` : texte)
