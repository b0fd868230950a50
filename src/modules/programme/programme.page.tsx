import type { Saisies } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { compte, date } from '#shared/typographie.ts'
import { Bouton, Lien } from '#ui/bouton.tsx'
import { Fictif, Onglets, Section, TexteLibre, Vide } from '#ui/textes.tsx'
import { Chiffres } from './chiffres.tsx'
import { cadreLeProgramme, suitPourSonOrganisme } from './domain/droits.ts'
import { estFini } from './domain/periodes.ts'
import { LIBELLES_STATUT } from './domain/statuts.ts'
import { estFiltre, filtrer } from './filtrer.ts'
import { Filtres } from './filtres.tsx'
import { AxeDuProgramme } from './grille.tsx'
import { OngletsDuProgramme } from './onglets.tsx'
import type { ActionEnListe, Membre } from './programme.queries.ts'
import type { ActionReprise, ProgrammeLu } from './structure/programmes.queries.ts'
import { direPeriode } from './vues.ts'

export type PropsProgramme = {
  readonly programme: ProgrammeLu | null
  readonly actions: readonly ActionEnListe[]
  /** What an ended programme keeps of actions that went on in the next. */
  readonly reprises: readonly ActionReprise[]
  readonly membres: readonly Membre[]
  readonly acteur: Acteur
  readonly aujourdhui: Jour
  /** What follows `?` in the address. */
  readonly filtres: Saisies
}

/** The programme: axes, orientations, actions, and the part of each member in each action. */
export function pageProgramme(props: PropsProgramme): ContenuDePage {
  const { programme, actions, membres, acteur, aujourdhui, filtres } = props
  const cadre = cadreLeProgramme.autorise(acteur)
  const commun = { titre: 'Programme', surtitre: acteur.cooperation, rubrique: '/programme' }
  if (!programme) return { ...commun, contenu: <PasDeProgramme cadre={cadre} /> }
  const gardees = filtrer(actions, programme, filtres, acteur, aujourdhui)
  return {
    ...commun,
    h1: 'Où en est notre programme ?',
    chapeau: (
      <p>
        {programme.nom}, {direPeriode(programme)}. Situation au {date(aujourdhui)}.{' '}
        {programme.fictif && <Fictif>{programme.fictif}</Fictif>}
      </p>
    ),
    actions: (
      <>
        <Bouton href="/programme/membres" icone="groupe">
          Part de chaque membre
        </Bouton>
        {suitPourSonOrganisme.autorise(acteur) && (
          <Bouton href="/imports/programme/export?format=xlsx" icone="telecharger">
            Exporter (XLSX)
          </Bouton>
        )}
        {cadre && !estFini(programme, aujourdhui) && (
          <Bouton
            variante="primaire"
            href={`/programme/actions/nouvelle?programme=${programme.id}`}
            icone="ajouter"
          >
            Ajouter une action
          </Bouton>
        )}
      </>
    ),
    contenu: (
      <>
        <OngletsDuProgramme courant="/programme" />
        <AutresProgrammes programme={programme} aujourdhui={aujourdhui} />
        <Chiffres actions={actions} aujourdhui={aujourdhui} />
        {(programme.presentation || programme.source) && (
          <details className="repli">
            <summary>Objectifs, principes et source</summary>
            {programme.presentation && <TexteLibre texte={programme.presentation} />}
            {programme.source && <p className="detail">Source : {programme.source}</p>}
          </details>
        )}
        <Filtres programme={programme} membres={membres} filtres={filtres} />
        {gardees.length === 0 ? (
          <RienATrouver filtre={estFiltre(filtres)} cadre={cadre} />
        ) : (
          programme.axes.map((axe) => (
            <AxeDuProgramme
              key={axe.id}
              axe={axe}
              actions={gardees}
              membres={membres}
              moi={acteur.organismeId}
              aujourdhui={aujourdhui}
            />
          ))
        )}
        {props.reprises.length > 0 && <Reprises reprises={props.reprises} />}
        <p>
          {suitPourSonOrganisme.autorise(acteur) && (
            <>
              <Lien href="/imports/programme" icone="importer">
                Mettre à jour depuis un tableur
              </Lien>{' '}
              <Lien href="/imports/jalons" icone="importer">
                Mettre à jour les jalons depuis un tableur
              </Lien>{' '}
            </>
          )}
          {cadre && (
            <Lien href={`/programme/structure?programme=${programme.id}`} icone="reglages">
              Axes et orientations
            </Lien>
          )}
        </p>
      </>
    ),
  }
}

const PasDeProgramme = ({ cadre }: { readonly cadre: boolean }) => (
  <Vide
    titre="Le programme n’est pas encore ouvert."
    action={
      cadre && (
        <Bouton variante="primaire" href="/programme/structure" icone="ajouter">
          Ouvrir le programme
        </Bouton>
      )
    }
  >
    {cadre
      ? 'Ouvrez-le, puis ajoutez ses axes et ses actions, un par un ou depuis un tableur.'
      : 'La coordination l’ouvre, puis chaque membre y dit sa participation.'}
  </Vide>
)

/** The other programmes of the cooperation: those that ended are read, the next one is prepared. */
const AutresProgrammes = ({
  programme,
  aujourdhui,
}: {
  readonly programme: ProgrammeLu
  readonly aujourdhui: Jour
}) =>
  programme.tous.length > 1 && (
    <Onglets
      libelle="Programmes"
      vues={programme.tous.map((un) => ({
        libelle: `${un.nom}${estFini(un, aujourdhui) ? ' (terminé)' : un.du > aujourdhui ? ' (à venir)' : ''}`,
        href: `/programme?programme=${un.id}`,
        courant: un.id === programme.id,
      }))}
    />
  )

const Reprises = ({ reprises }: { readonly reprises: readonly ActionReprise[] }) => (
  <Section titre="Actions qui continuent dans la suite" detail={compte(reprises.length, 'action')} filet>
    <ul className="liste-lignes">
      {reprises.map(({ id, code, titre, statut, repriseLe, vers }) => (
        <li key={id}>
          <div>
            <p>
              {code} <a href={`/programme/actions/${id}`}>{titre}</a>
            </p>
            <p className="detail">
              {LIBELLES_STATUT[statut]} quand elle a été reprise dans {vers}, le {date(repriseLe)}
            </p>
          </div>
        </li>
      ))}
    </ul>
  </Section>
)

const RienATrouver = ({ filtre, cadre }: { readonly filtre: boolean; readonly cadre: boolean }) => (
  <Vide
    action={
      filtre ? (
        <Bouton href="/programme">Voir toutes les actions</Bouton>
      ) : (
        cadre && <Bouton href="/programme/structure">Ajouter des axes et des orientations</Bouton>
      )
    }
  >
    {filtre ? 'Aucune action ne répond à ces filtres.' : 'Aucune action n’est encore inscrite.'}
  </Vide>
)
