import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { date, dateLongue, duree, heure } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Actions, ChampChoix, ChampLong, Formulaire } from '#ui/formulaire.tsx'
import { Alerte, Colonnes, Fiche, Fictif, Section, TexteLibre, Vide } from '#ui/textes.tsx'
import type { GroupeLu } from '../groupes.queries.ts'
import type { ReunionLue } from '../travail.queries.ts'
import { RUBRIQUE } from '../vues.tsx'
import { attendusDe } from './ecrire-notes.ts'
import { EtiquetteReunion, etatDeReunion } from './reunions.tsx'

export const ariane = (groupe: GroupeLu) => [
  { libelle: 'Groupes de travail', href: '/groupes' },
  { libelle: groupe.nom, href: `/groupes/${groupe.id}` },
]
const PRESENCES = { present: 'Présent', excuse: 'Excusé', absent: 'Absent' } as const

type PropsReunion = RetourDeFormulaire & {
  readonly groupe: GroupeLu
  readonly reunion: ReunionLue
  readonly pilote: boolean
  readonly maintenant: Date
}

/** One meeting: when, where, its agenda; then who came and what was said. */
export function pageReunion(props: PropsReunion): ContenuDePage {
  const { groupe, reunion, pilote, maintenant, statut, alerte } = props
  const etat = etatDeReunion(reunion, maintenant)
  const ecrit = pilote && (etat === 'a_noter' || etat === 'notee')
  return {
    titre: reunion.objet,
    surtitre: `Réunion du ${date(jourDe(reunion.debutLe))}`,
    rubrique: RUBRIQUE,
    ariane: ariane(groupe),
    ...(statut && { statut }),
    chapeau: reunion.fictif && (
      <p>
        <Fictif>{reunion.fictif}</Fictif>
      </p>
    ),
    actions: (
      <>
        {reunion.visio && etat === 'a_venir' && (
          <Bouton href={reunion.visio} icone="visio">
            Ouvrir la visio
          </Bouton>
        )}
        {etat !== 'annulee' && (
          <Bouton href={`/groupes/reunions/${reunion.id}/reunion.ics`} icone="agenda">
            Mettre dans mon agenda
          </Bouton>
        )}
        {pilote && etat === 'a_venir' && (
          <>
            <Bouton href={`/groupes/reunions/${reunion.id}/modifier`} icone="modifier">
              Modifier
            </Bouton>
            <BoutonPost
              action={`/groupes/reunions/${reunion.id}/annuler`}
              champs={{ version: reunion.version }}
            >
              Annuler la réunion
            </BoutonPost>
          </>
        )}
      </>
    ),
    contenu: (
      <>
        {alerte && (
          <Alerte>
            <p>{alerte}</p>
          </Alerte>
        )}
        <Colonnes
          cote={
            <Section titre="Rendez-vous">
              <Fiche
                etroite
                lignes={[
                  { nom: 'État', valeur: <EtiquetteReunion etat={etat} /> },
                  {
                    nom: 'Quand',
                    valeur: `${dateLongue(jourDe(reunion.debutLe))} à ${heure(reunion.debutLe)}, ${duree(reunion.dureeMinutes)}`,
                  },
                  { nom: 'Lieu', valeur: reunion.lieu || (reunion.visio ? 'En visio' : 'À préciser') },
                ]}
              />
            </Section>
          }
        >
          <Section titre="Ordre du jour">
            {reunion.ordreDuJour ? (
              <TexteLibre texte={reunion.ordreDuJour} />
            ) : (
              <Vide>L’ordre du jour n’est pas encore écrit.</Vide>
            )}
          </Section>
          {reunion.presences.length > 0 && (
            <Section titre="Présences" id="presences">
              <ul>
                {reunion.presences.map(({ personneId, nom, libelle, etat: presence }) => (
                  <li key={personneId}>
                    {nom.includes(libelle) ? nom : `${nom}, ${libelle}`} : {PRESENCES[presence].toLowerCase()}
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {reunion.notesLe && (
            <Section titre="Notes" id="notes" detail={`publiées le ${date(jourDe(reunion.notesLe))}`}>
              <TexteLibre texte={reunion.notes} />
              {reunion.suites && (
                <>
                  <h3>Suites</h3>
                  <TexteLibre texte={reunion.suites} />
                </>
              )}
            </Section>
          )}
          {ecrit && <SaisieDesNotes {...props} />}
        </Colonnes>
      </>
    ),
  }
}

const SaisieDesNotes = ({ groupe, reunion, saisies, fautes }: PropsReunion) => (
  <Section titre={reunion.notesLe ? 'Corriger les notes' : 'Écrire les notes'} filet>
    <Formulaire
      action={`/groupes/reunions/${reunion.id}/notes`}
      version={reunion.version}
      {...(fautes && { fautes })}
      {...(saisies && { saisies })}
    >
      {attendusDe(groupe).map(({ personneId, nom }) => (
        <ChampChoix
          key={personneId}
          nom={`presence-${personneId}`}
          libelle={nom}
          enLigne
          facultatif
          options={Object.entries(PRESENCES).map(([valeur, libelle]) => ({
            valeur,
            libelle,
            coche: reunion.presences.some((p) => p.personneId === personneId && p.etat === valeur),
          }))}
        />
      ))}
      <ChampLong
        nom="notes"
        libelle="Ce qui s’est dit"
        aide="Lu par tous les membres, participants et informés."
        lignes={8}
        valeur={reunion.notes}
      />
      <ChampLong
        nom="suites"
        libelle="Suites"
        aide="Qui fait quoi, pour quand. Une par ligne."
        lignes={3}
        facultatif
        valeur={reunion.suites}
      />
      <Actions>
        <Bouton variante="primaire">Publier les notes</Bouton>
        <a href={`/groupes/${groupe.id}`}>Revenir au groupe</a>
      </Actions>
    </Formulaire>
  </Section>
)
