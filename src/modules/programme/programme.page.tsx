import type { Saisies } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { compte, date, nombre } from '#shared/typographie.ts'
import { Bouton, Lien } from '#ui/bouton.tsx'
import { Actions, ChampChoix, ChampListe, Formulaire } from '#ui/formulaire.tsx'
import { ChiffreCle, ChiffresCles, Fictif, Onglets, Section, TexteLibre, Vide } from '#ui/textes.tsx'
import { cadreLeProgramme, suitPourSonOrganisme } from './domain/droits.ts'
import { plusGrandRetard } from './domain/jalons.ts'
import { estFini } from './domain/periodes.ts'
import { EN_MOUVEMENT, LIBELLES_STATUT } from './domain/statuts.ts'
import { estFiltre, filtrer } from './filtrer.ts'
import { AxeDuProgramme } from './grille.tsx'
import { OngletsDuProgramme } from './onglets.tsx'
import type { ActionEnListe, Membre } from './programme.queries.ts'
import type { ActionReprise, ProgrammeLu } from './structure/programmes.queries.ts'
import { direPeriode, LIBELLES_NATURE, meteoDAction } from './vues.ts'

type Props = {
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

const TEMPS = { vert: 'Vert', orange: 'Orange', rouge: 'Rouge', gris: 'Sans donnée' } as const

/** The programme: axes, orientations, actions, and the part of each member in each action. */
export function pageProgramme(props: Props): ContenuDePage {
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

function Chiffres({ actions, aujourdhui }: Pick<Props, 'actions' | 'aujourdhui'>) {
  const enMouvement = actions.filter(({ statut }) => EN_MOUVEMENT.includes(statut))
  const enRetard = enMouvement.filter(({ jalons }) => plusGrandRetard(jalons, aujourdhui) > 0)
  const bloquees = actions.filter(({ bloqueeLe, statut }) => bloqueeLe && statut !== 'abandonnee')
  const gris = enMouvement.filter((action) => meteoDAction(action, aujourdhui).temps === 'gris')
  return (
    <ChiffresCles>
      <ChiffreCle
        valeur={nombre(enMouvement.length)}
        sur={`sur ${nombre(actions.length)}`}
        libelle={enMouvement.length > 1 ? 'actions en mouvement' : 'action en mouvement'}
      />
      <ChiffreCle
        valeur={nombre(enRetard.length)}
        libelle={enRetard.length > 1 ? 'ont un jalon en retard' : 'a un jalon en retard'}
      />
      <ChiffreCle
        valeur={nombre(bloquees.length)}
        libelle={bloquees.length > 1 ? 'sont bloquées' : 'est bloquée'}
      />
      <ChiffreCle
        valeur={nombre(gris.length)}
        libelle={gris.length > 1 ? 'sont sans donnée ou sans réponse' : 'est sans donnée ou sans réponse'}
      />
    </ChiffresCles>
  )
}

const Filtres = ({
  programme,
  membres,
  filtres,
}: Pick<Props, 'membres' | 'filtres'> & { readonly programme: ProgrammeLu }) => (
  <Formulaire
    action="/programme"
    methode="get"
    enLigne
    saisies={filtres}
    {...(filtres['programme'] && { champs: { programme: programme.id } })}
  >
    <ChampListe
      nom="axe"
      libelle="Axe"
      vide="Tous"
      options={programme.axes.map(({ code, titre }) => ({ valeur: code, libelle: `${code}. ${titre}` }))}
    />
    <ChampListe
      nom="chef"
      libelle="Chef de file"
      vide="Tous"
      options={membres.map(({ libelle }) => ({ valeur: libelle, libelle }))}
    />
    <ChampListe
      nom="meteo"
      libelle="Météo"
      vide="Toutes"
      options={Object.entries(TEMPS).map(([valeur, libelle]) => ({ valeur, libelle }))}
    />
    <ChampListe
      nom="nature"
      libelle="Nature"
      vide="Toutes"
      options={Object.entries(LIBELLES_NATURE).map(([valeur, libelle]) => ({ valeur, libelle }))}
    />
    <ChampChoix
      nom="nous"
      libelle="Les nôtres"
      plusieurs
      options={[{ valeur: '1', libelle: 'Menées ou partagées par nous' }]}
    />
    <Actions>
      <Bouton icone="filtrer">Filtrer</Bouton>
    </Actions>
  </Formulaire>
)
