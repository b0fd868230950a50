import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { compte, date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampChoix, ChampListe, ChampTexte, Formulaire, valeurDe } from '#ui/formulaire.tsx'
import { Alerte, Section, Vide } from '#ui/textes.tsx'
import { estFini } from '../domain/periodes.ts'
import { LIBELLES_STATUT } from '../domain/statuts.ts'
import { direPeriode } from '../vues.ts'
import type { AReprendre, ProgrammeLu, TraceDeStructure } from './programmes.queries.ts'
import { ChampsDuProgramme } from './renommer.page.tsx'

/** Which form of the page comes back. */
export type FormulaireDeStructure = 'programme' | 'axe' | 'orientation' | 'reprise'

type Props = RetourDeFormulaire & {
  readonly programme: ProgrammeLu | null
  readonly acteur: Acteur
  readonly maintenant: Date
  readonly jour: Jour
  readonly aReprendre: readonly AReprendre[]
  readonly traces: readonly TraceDeStructure[]
  readonly formulaire?: FormulaireDeStructure
}

/** The frame of the programme: its period, its axes, its orientations. */
export function pageStructure(props: Props): ContenuDePage {
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

/** What a form of the page takes back: the others are drawn as new. */
const retourDe = ({ formulaire, fautes, saisies, maintenant }: Props, lequel: FormulaireDeStructure) => ({
  ...(formulaire === lequel ? { fautes: fautes ?? [], ...(saisies && { saisies }) } : {}),
  cle: formulaire === lequel ? valeurDe(saisies, 'cle', nouvelId(+maintenant)) : nouvelId(+maintenant),
  id: lequel,
  prefixe: true,
})

const Ouverture = (props: Props) => (
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

const Axes = (props: Props & { readonly programme: ProgrammeLu }) => {
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

const Ajouts = (props: Props & { readonly programme: ProgrammeLu }) => (
  <>
    <Section titre="Ajouter un axe">
      <Formulaire
        action="/programme/axes"
        champs={{ programme: props.programme.id }}
        {...retourDe(props, 'axe')}
      >
        <ChampTexte nom="code" libelle="Numéro de l’axe" taille="court" />
        <ChampTexte nom="titre" libelle="Titre de l’axe" />
        <Actions>
          <Bouton>Ajouter l’axe</Bouton>
        </Actions>
      </Formulaire>
    </Section>
    {props.programme.axes.length > 0 && (
      <Section titre="Ajouter une orientation">
        <Formulaire
          action="/programme/orientations"
          champs={{ programme: props.programme.id }}
          {...retourDe(props, 'orientation')}
        >
          <ChampListe
            nom="axe"
            libelle="Axe"
            options={props.programme.axes.map(({ id, code, titre }) => ({
              valeur: id,
              libelle: `${code}. ${titre}`,
            }))}
          />
          <ChampTexte nom="code" libelle="Numéro dans l’axe" taille="court" />
          <ChampTexte nom="titre" libelle="Titre de l’orientation" />
          <Actions>
            <Bouton>Ajouter l’orientation</Bouton>
          </Actions>
        </Formulaire>
      </Section>
    )}
  </>
)

const Reprises = (props: Props & { readonly programme: ProgrammeLu }) => (
  <Section titre="Reprendre des actions du programme précédent" filet>
    {props.programme.du > props.jour ? (
      <p>
        {compte(props.aReprendre.length, 'action')} du programme précédent ne sont pas terminées. Vous pourrez
        les reprendre ici à partir du {date(props.programme.du)}.
      </p>
    ) : (
      <Formulaire
        action="/programme/reprises"
        champs={{ programme: props.programme.id }}
        {...retourDe(props, 'reprise')}
      >
        <ChampChoix
          nom="action"
          libelle="Actions à reprendre"
          aide="L’action continue avec son histoire, ses jalons et ses membres. Le programme précédent en garde la trace. Son axe et son orientation viennent avec elle s’ils manquent ici."
          plusieurs
          options={props.aReprendre.map(({ id, code, titre, statut }) => ({
            valeur: id,
            libelle: `${code} ${titre}`,
            aide: LIBELLES_STATUT[statut],
          }))}
        />
        <Actions>
          <Bouton>Reprendre ces actions</Bouton>
        </Actions>
      </Formulaire>
    )}
  </Section>
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
