import { organeDe, organesDe } from '#modules/annuaire'
import type { Saisies } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { joursEntre } from '#shared/dates.ts'
import { dansJours, date, dateLongue } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import {
  Actions,
  ChampFichier,
  ChampListe,
  ChampTexte,
  type Faute,
  Formulaire,
  valeurDe,
} from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import { confirmeSesSuites } from '../domain/droits.ts'
import type { ReunionEnListe } from './calendrier.queries.ts'

export function pageCalendrier({
  reunions,
  acteur,
  aujourdhui,
  fautes = [],
  saisies,
  alerte,
  statut,
}: {
  readonly reunions: readonly ReunionEnListe[]
  readonly acteur: Acteur
  readonly aujourdhui: string
  readonly fautes?: readonly Faute[]
  readonly saisies?: Saisies
  readonly alerte?: string
  readonly statut?: number
}): ContenuDePage {
  const organes = organesDe(acteur.typeOrganisme).filter(({ delibere }) => delibere)
  const tient = confirmeSesSuites.autorise(acteur)
  return {
    titre: 'Calendrier',
    h1: 'Quand les organes de chaque membre se réunissent-ils ?',
    surtitre: acteur.cooperation,
    rubrique: '/calendrier',
    ...(statut && { statut }),
    chapeau: (
      <p>
        Chaque membre donne ses dates. Elles disent avant quel jour un projet de délibération doit être
        inscrit.
      </p>
    ),
    actions: tient && (
      <Bouton href="/imports/calendrier" icone="deposer">
        Importer un tableau
      </Bouton>
    ),
    contenu: (
      <>
        <Section titre="Réunions à venir">
          {reunions.length === 0 ? (
            <Vide>Aucune date n’est connue. Chaque membre saisit les siennes ou importe son agenda.</Vide>
          ) : (
            <Tableau
              titre="Réunions à venir des organes des membres"
              lignes={reunions}
              cleDe={({ id }) => id}
              colonnes={[
                { cle: 'date', titre: 'Date', entete: true, contenu: ({ date: jour }) => dateLongue(jour) },
                {
                  cle: 'membre',
                  titre: 'Membre',
                  contenu: ({ libelle, territoire }) => `${libelle}, ${territoire}`,
                },
                {
                  cle: 'organe',
                  titre: 'Organe',
                  contenu: ({ typeOrganisme, organe }) => organeDe(typeOrganisme, organe)?.libelle ?? organe,
                },
                {
                  cle: 'limite',
                  titre: 'Inscription avant le',
                  contenu: ({ limiteInscription }) =>
                    `${date(limiteInscription)}${limiteInscription >= aujourdhui ? ` (${dansJours(joursEntre(aujourdhui, limiteInscription))})` : ', passée'}`,
                },
                {
                  cle: 'actions',
                  titre: <span className="vh">Actions</span>,
                  contenu: ({ id, organismeId, date: jour }) =>
                    tient && organismeId === acteur.organismeId ? (
                      <BoutonPost action={`/calendrier/${id}/annuler`} variante="lien" petit>
                        Retirer<span className="vh"> la réunion du {date(jour)}</span>
                      </BoutonPost>
                    ) : null,
                },
              ]}
            />
          )}
        </Section>
        {tient && (
          <>
            <Section titre={`Ajouter une réunion de ${acteur.libelle}`}>
              <Formulaire action="/calendrier" fautes={fautes} alerte={alerte}>
                <ChampListe
                  nom="organe"
                  libelle="Organe"
                  fautes={fautes}
                  valeur={valeurDe(saisies, 'organe', organes[0]?.code)}
                  options={organes.map(({ code, libelle }) => ({ valeur: code, libelle }))}
                />
                <div className="cote-a-cote">
                  <ChampTexte
                    nom="date"
                    libelle="Date"
                    aide="jj/mm/aaaa"
                    taille="court"
                    fautes={fautes}
                    valeur={valeurDe(saisies, 'date')}
                  />
                  <ChampTexte
                    nom="limite"
                    libelle="Inscription avant le"
                    facultatif
                    aide="vide : onze jours avant"
                    taille="court"
                    fautes={fautes}
                    valeur={valeurDe(saisies, 'limite')}
                  />
                </div>
                <Actions>
                  <Bouton variante="primaire">Ajouter la réunion</Bouton>
                </Actions>
              </Formulaire>
            </Section>
            <Section
              titre="Importer mon agenda"
              detail="fichier .ics exporté de votre messagerie ou de votre logiciel d’assemblées"
            >
              <Formulaire action="/calendrier/importer" fautes={fautes} fichiers>
                <ChampListe
                  nom="organe-importe"
                  libelle="Ces réunions sont celles de"
                  fautes={fautes}
                  valeur={organes[0]?.code}
                  options={organes.map(({ code, libelle }) => ({ valeur: code, libelle }))}
                />
                <ChampFichier
                  nom="agenda"
                  libelle="Fichier d’agenda"
                  accepte=".ics,text/calendar"
                  fautes={fautes}
                  aide="Réimporter le même fichier ne crée pas de doublon : une réunion déplacée est déplacée."
                />
                <Actions>
                  <Bouton icone="deposer">Importer</Bouton>
                </Actions>
              </Formulaire>
            </Section>
          </>
        )}
      </>
    ),
  }
}
