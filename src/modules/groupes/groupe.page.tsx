import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { gestesPossibles } from '#shared/cycle.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { compte, date, dateCourte, heure } from '#shared/typographie.ts'
import { Bouton, Lien } from '#ui/bouton.tsx'
import { Liste } from '#ui/liste.tsx'
import { Frise } from '#ui/temps/frise.tsx'
import { Alerte, Colonnes, Fiche, Fictif, Section, TexteLibre, Vide } from '#ui/textes.tsx'
import { peutFaire } from './cadre/conduire.ts'
import { Documents } from './documents/documents.tsx'
import { cycleGroupe, estEchu } from './domain/cycle.ts'
import { cadreLesGroupes, pilote, tientSonSiege, travaille } from './domain/droits.ts'
import type { Fait, GroupeLu } from './groupes.queries.ts'
import { ListeDesReunions } from './reunions/reunions.tsx'
import { Sieges } from './sieges/sieges.tsx'
import type { DocumentLu, FilEnListe, ReunionEnListe } from './travail.queries.ts'
import {
  direPilotes,
  EtiquetteSituation,
  LIBELLES_GESTE,
  LIBELLES_TYPE,
  RUBRIQUE,
  siegesAPourvoir,
  situation,
} from './vues.tsx'

export type PropsGroupe = RetourDeFormulaire & {
  readonly groupe: GroupeLu
  readonly faits: readonly Fait[]
  readonly reunions: readonly ReunionEnListe[]
  readonly fils: readonly FilEnListe[]
  readonly documents: readonly DocumentLu[]
  readonly acteur: Acteur
  readonly maintenant: Date
}

const OUVERTS = ['propose', 'mandate', 'actif']

/** One group: its mandate, its seats, and the place where it works. */
export function pageGroupe(props: PropsGroupe): ContenuDePage {
  const { groupe, acteur, maintenant, statut, alerte } = props
  const jour = jourDe(maintenant)
  const etat = situation(groupe, jour)
  const ouvert = OUVERTS.includes(groupe.statut)
  const gestes = gestesPossibles(cycleGroupe, groupe.statut).filter((g) => peutFaire(acteur, groupe, g))
  return {
    titre: groupe.nom,
    surtitre: LIBELLES_TYPE[groupe.type],
    rubrique: RUBRIQUE,
    ariane: [
      { libelle: 'Programme', href: '/programme' },
      { libelle: 'Groupes de travail', href: '/groupes' },
    ],
    ...(statut && { statut }),
    chapeau: (
      <p>
        Piloté par {direPilotes(groupe)}. {groupe.fictif && <Fictif>{groupe.fictif}</Fictif>}
      </p>
    ),
    actions: (
      <>
        {groupe.visio && (
          <Bouton href={groupe.visio} icone="visio">
            Ouvrir la visio
          </Bouton>
        )}
        {ouvert && tientSonSiege.autorise(acteur) && (
          <Bouton href={`/groupes/${groupe.id}/siege`} icone="personne">
            Notre siège
          </Bouton>
        )}
        {ouvert && cadreLesGroupes.autorise(acteur) && (
          <Bouton href={`/groupes/${groupe.id}/modifier`} icone="modifier">
            Modifier le cadre
          </Bouton>
        )}
        {gestes.map((geste, rang) => (
          <Bouton
            key={geste}
            href={`/groupes/${groupe.id}/${geste}`}
            variante={rang === 0 && geste !== 'clore' ? 'primaire' : 'secondaire'}
          >
            {LIBELLES_GESTE[geste]}
          </Bouton>
        ))}
      </>
    ),
    contenu: (
      <>
        {alerte && (
          <Alerte>
            <p>{alerte}</p>
          </Alerte>
        )}
        <Signaux groupe={groupe} jour={jour} />
        <Colonnes
          cote={
            <>
              <Section titre="Mandat">
                <Fiche
                  etroite
                  lignes={[
                    { nom: 'État', valeur: <EtiquetteSituation situation={etat} /> },
                    { nom: 'Mandat', valeur: <Mandat groupe={groupe} /> },
                    { nom: 'Jusqu’au', valeur: groupe.echeance ? date(groupe.echeance) : 'À fixer' },
                    { nom: 'Livrable', valeur: groupe.livrable || 'À préciser' },
                    ...(groupe.livrableRemisLe
                      ? [{ nom: 'Remis le', valeur: date(groupe.livrableRemisLe) }]
                      : []),
                    ...(groupe.moyens ? [{ nom: 'Moyens', valeur: groupe.moyens }] : []),
                    { nom: 'Dernière activité', valeur: date(groupe.derniereActivite) },
                    ...(groupe.source ? [{ nom: 'Source', valeur: groupe.source }] : []),
                  ]}
                />
              </Section>
              <Actions groupe={groupe} />
            </>
          }
        >
          {groupe.bilan && (
            <Section
              titre="Bilan"
              detail={groupe.closLe ? `clos le ${date(groupe.closLe)}` : undefined}
              id="bilan"
            >
              <TexteLibre texte={groupe.bilan} />
            </Section>
          )}
          <Section titre="Objet">
            {groupe.objet ? (
              <TexteLibre texte={groupe.objet} />
            ) : (
              <Vide>L’objet n’est pas encore écrit.</Vide>
            )}
          </Section>
          <Sieges groupe={groupe} acteur={acteur} jour={jour} />
          <ListeDesReunions
            groupe={groupe}
            reunions={props.reunions}
            pilote={pilote(acteur, groupe) && ouvert}
            maintenant={maintenant}
          />
          <Discussion {...props} />
          <Documents
            groupe={groupe}
            documents={props.documents}
            peutDeposer={ouvert && travaille(acteur, groupe)}
            acteur={acteur}
            fautes={props.fautes}
            saisies={props.saisies}
          />
        </Colonnes>
        <Historique faits={props.faits} jour={jour} />
      </>
    ),
  }
}

const Mandat = ({ groupe }: { readonly groupe: GroupeLu }) => {
  if (!groupe.mandateLe) return <>Pas encore donné</>
  return (
    <>
      {groupe.decisionId ? (
        <a href={`/decisions/${groupe.decisionId}`}>{groupe.decision}</a>
      ) : (
        groupe.mandatReference
      )}{' '}
      <small>le {date(groupe.mandateLe)}</small>
    </>
  )
}

/** What must be seen first: it sleeps, its term is past, seats are empty. */
function Signaux({ groupe, jour }: { readonly groupe: GroupeLu; readonly jour: Jour }) {
  const vides = siegesAPourvoir(groupe, jour)
  return (
    <>
      {situation(groupe, jour) === 'en_sommeil' && (
        <Alerte ton="attention" titre={`En sommeil : rien depuis le ${date(groupe.derniereActivite)}`}>
          <p>
            Une réunion, un message ou un document le réveille. S’il a fini, qui pilote le clôt avec son
            bilan.
          </p>
        </Alerte>
      )}
      {estEchu(groupe, jour) && groupe.echeance && (
        <Alerte ton="attention" titre={`Son mandat finissait le ${date(groupe.echeance)}`}>
          <p>Closez-le avec son bilan, ou demandez à la conférence de prolonger son mandat.</p>
        </Alerte>
      )}
      {vides.length > 0 && (
        <Alerte ton="info" titre={`${compte(vides.length, 'siège à pourvoir', 'sièges à pourvoir')}`}>
          <p>
            {vides.map(({ membre }) => membre.libelle).join(', ')} : la direction de chaque membre concerné en
            est avertie par courriel.
          </p>
        </Alerte>
      )}
    </>
  )
}

const Actions = ({ groupe }: { readonly groupe: GroupeLu }) => (
  <Section titre="Actions servies">
    {groupe.actions.length === 0 ? (
      <Vide>Ce groupe n’est pas encore rattaché à une action.</Vide>
    ) : (
      <ul>
        {groupe.actions.map(({ id, code, titre }) => (
          <li key={id}>
            <a href={`/programme/actions/${id}`}>
              {code} {titre}
            </a>
          </li>
        ))}
      </ul>
    )}
  </Section>
)

function Discussion({ groupe, fils, acteur, maintenant }: PropsGroupe) {
  const jour = jourDe(maintenant)
  const ecrit = OUVERTS.includes(groupe.statut) && travaille(acteur, groupe)
  return (
    <Section
      titre="Discussion"
      id="discussion"
      detail={fils.length > 0 ? compte(fils.length, 'fil') : undefined}
      actions={
        ecrit && (
          <Lien href={`/groupes/${groupe.id}/fils/nouveau`} icone="message">
            Ouvrir un fil
          </Lien>
        )
      }
    >
      <Liste
        vide={<Vide>Personne n’a encore écrit dans ce groupe.</Vide>}
        lignes={fils.map(({ id, titre, messages, dernierLe, dernierPar }) => ({
          cle: id,
          titre,
          href: `/groupes/fils/${id}`,
          detail: `${compte(messages, 'message')}, le dernier le ${dateCourte(jourDe(dernierLe), jour)} par ${dernierPar}`,
        }))}
      />
    </Section>
  )
}

const Historique = ({ faits, jour }: { readonly faits: readonly Fait[]; readonly jour: Jour }) => (
  <Section titre="Historique" filet id="historique">
    <Frise
      faits={faits.map(({ id, resume, note, auteur, survenuLe, fictif }) => ({
        cle: id,
        quand: {
          mot: dateCourte(jourDe(survenuLe), jour),
          detail: heure(survenuLe),
          iso: survenuLe.toISOString(),
        },
        titre: resume,
        detail: (
          <>
            <p>
              {auteur} {fictif && <Fictif />}
            </p>
            {note && <TexteLibre texte={note} />}
          </>
        ),
      }))}
    />
  </Section>
)
