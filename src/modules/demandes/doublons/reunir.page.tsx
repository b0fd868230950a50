import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { dateLongue } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, Formulaire } from '#ui/formulaire.tsx'
import { Fiche, Section, Vide } from '#ui/textes.tsx'
import type { DemandeLue } from '../demandes.queries.ts'
import type { Voisine } from '../dossier/aide.queries.ts'
import { LIBELLES } from '../expliquer.ts'
import { RUBRIQUE } from '../vues.tsx'

type Props = Pick<RetourDeFormulaire, 'alerte' | 'statut'> & {
  /** The one that closes. */
  readonly demande: DemandeLue
  readonly gardee: DemandeLue | null
  readonly candidates: readonly Voisine[]
}

/** Two requests side by side: which one goes on, which one closes. Without the other one yet, those among which to choose. */
export function pageReunir({ demande, gardee, candidates, alerte, statut }: Props): ContenuDePage {
  return {
    titre: 'Réunir deux demandes',
    surtitre: `${demande.employeur} · ${demande.numero}`,
    rubrique: RUBRIQUE,
    ariane: [
      { libelle: 'Demandes', href: RUBRIQUE },
      { libelle: demande.numero ?? '', href: `/demandes/${demande.id}` },
    ],
    ...(statut && { statut }),
    chapeau: (
      <p>
        Quand une collectivité a demandé deux fois la même chose. Rien n’est perdu : ce que dit la demande
        fermée, et ses pièces, passent dans l’autre, et la collectivité est prévenue.
      </p>
    ),
    contenu: gardee ? (
      <Deux demande={demande} gardee={gardee} alerte={alerte} />
    ) : (
      <Choisir demande={demande} candidates={candidates} />
    ),
  }
}

const Deux = ({
  demande,
  gardee,
  alerte,
}: {
  readonly demande: DemandeLue
  readonly gardee: DemandeLue
  readonly alerte: string | undefined
}) => (
  <>
    <Section titre={`Celle qui continue : ${gardee.numero}`} filet>
      <Resume demande={gardee} />
    </Section>
    <Section titre={`Celle qui se ferme : ${demande.numero}`} filet>
      <Resume demande={demande} />
    </Section>
    <Formulaire
      action={`/demandes/${demande.id}/reunir`}
      version={demande.version}
      champs={{ avec: gardee.id }}
      alerte={alerte}
    >
      <Actions>
        <Bouton variante="primaire">Réunir les deux demandes</Bouton>
        <Bouton href={`/demandes/${gardee.id}/reunir?avec=${demande.id}`}>Garder plutôt l’autre</Bouton>
        <Bouton variante="lien" href={`/demandes/${demande.id}`}>
          Ce sont deux demandes différentes
        </Bouton>
      </Actions>
    </Formulaire>
  </>
)

const Resume = ({ demande }: { readonly demande: DemandeLue }) => (
  <Fiche
    lignes={[
      { nom: 'Objet', valeur: <a href={`/demandes/${demande.id}`}>{demande.objet}</a> },
      { nom: 'Genre', valeur: demande.type },
      ...(demande.deposeeLe ? [{ nom: 'Envoyée', valeur: dateLongue(jourDe(demande.deposeeLe)) }] : []),
      { nom: 'État', valeur: LIBELLES[demande.etat] },
      { nom: 'Suivie par', valeur: demande.responsable ?? 'Pas encore attribuée' },
    ]}
  />
)

const Choisir = ({ demande, candidates }: Pick<Props, 'demande' | 'candidates'>) =>
  candidates.length === 0 ? (
    <Vide titre="Aucune autre demande ouverte">
      Cette collectivité n’a pas d’autre demande en cours que votre centre puisse lire.
    </Vide>
  ) : (
    <Section titre="Avec laquelle ?" filet>
      <ul className="liste-simple">
        {candidates.map(({ id, numero, objet, type, deposeeLe }) => (
          <li key={id}>
            <a href={`/demandes/${demande.id}/reunir?avec=${id}`}>
              {numero}, {objet}
            </a>
            <p className="detail">
              {type}, envoyée {dateLongue(jourDe(deposeeLe))}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
