import type { Saisies } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { ajouterMois } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { date, dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Actions, ChampListe, ChampTexte, type Faute, Formulaire, valeurDe } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Fictif, Vide } from '#ui/textes.tsx'
import { tientLesSeances } from '../domain/droits.ts'
import { echeanceDe } from '../domain/retards.ts'
import { LienDInscription } from '../seances/lien-inscription.tsx'
import type { DocumentEnListe, SeanceEnListe } from '../seances/seances.queries.ts'

const TYPES: Readonly<Record<string, string>> = {
  schema: 'Schéma',
  avenant: 'Avenant',
  reglement: 'Règlement',
  convention: 'Convention',
  lettre_mission: 'Lettre de mission',
  accord: 'Accord',
  bilan: 'Bilan',
  autre: 'Autre',
}

const debutDuPreavis = ({ au, preavisMois }: DocumentEnListe): string | null =>
  au ? ajouterMois(au, -preavisMois) : null

/** The register: what ends soon comes first. */
export function pageDocuments({
  documents,
  seances,
  acteur,
  aujourdhui,
}: {
  readonly documents: readonly DocumentEnListe[]
  readonly seances: readonly SeanceEnListe[]
  readonly acteur: Acteur
  readonly aujourdhui: string
}): ContenuDePage {
  const tient = tientLesSeances.autorise(acteur)
  const planifiees = seances.filter(({ statut }) => statut === 'planifiee')
  return {
    titre: 'Documents',
    h1: 'Documents de la coopération',
    surtitre: acteur.cooperation,
    rubrique: '/schema',
    ariane: [
      { libelle: 'Schéma', href: '/schema' },
      { libelle: 'Conventions', href: '/conventions' },
    ],
    chapeau: (
      <p>Un document qui entre dans son préavis est proposé à l’ordre du jour de la prochaine séance.</p>
    ),
    actions: tient && (
      <Bouton href="/documents/nouveau" variante="primaire" icone="ajouter">
        Enregistrer un document
      </Bouton>
    ),
    contenu:
      documents.length === 0 ? (
        <Vide action={tient && <Bouton href="/documents/nouveau">Enregistrer le premier document</Bouton>}>
          Aucun document n’est enregistré.
        </Vide>
      ) : (
        <Tableau
          titre="Documents de la coopération"
          lignes={documents}
          cleDe={({ id }) => id}
          colonnes={[
            {
              cle: 'titre',
              titre: 'Document',
              entete: true,
              contenu: ({ id, titre, type, fictif }) => (
                <>
                  {tient ? <a href={`/documents/${id}/modifier`}>{titre}</a> : titre}
                  <small>
                    {TYPES[type]} {fictif && <Fictif />}
                  </small>
                </>
              ),
            },
            { cle: 'du', titre: 'Depuis', contenu: ({ du }) => (du ? date(du) : '') },
            { cle: 'au', titre: 'Jusqu’au', contenu: ({ au }) => (au ? date(au) : 'sans terme') },
            {
              cle: 'echeance',
              titre: 'Échéance',
              contenu: (document) => {
                const echeance = echeanceDe(document, debutDuPreavis(document), aujourdhui)
                if (echeance === 'expire')
                  return (
                    <Etiquette ton="alerte" icone="attention">
                      Expiré
                    </Etiquette>
                  )
                if (echeance === 'preavis')
                  return (
                    <Etiquette ton="attention" icone="inscrit">
                      À renouveler
                    </Etiquette>
                  )
                return (
                  <Etiquette ton="ok" icone="fait">
                    En vigueur
                  </Etiquette>
                )
              },
            },
            ...(tient
              ? [
                  {
                    cle: 'suite',
                    titre: <span className="vh">À faire</span>,
                    contenu: (document: DocumentEnListe) =>
                      echeanceDe(document, debutDuPreavis(document), aujourdhui) && (
                        <LienDInscription
                          planifiees={planifiees}
                          instanceId={null}
                          reprise={`document=${document.id}`}
                          mots={document.titre}
                          aujourdhui={aujourdhui}
                        />
                      ),
                  },
                ]
              : []),
          ]}
        />
      ),
  }
}

export function pageDocument({
  document,
  maintenant,
  fautes = [],
  saisies,
  alerte,
  statut,
}: {
  readonly document: DocumentEnListe | null
  readonly maintenant: Date
  readonly fautes?: readonly Faute[]
  readonly saisies?: Saisies
  readonly alerte?: string
  readonly statut?: number
}): ContenuDePage {
  return {
    titre: document ? 'Modifier un document' : 'Enregistrer un document',
    rubrique: '/schema',
    ariane: [{ libelle: 'Documents', href: '/documents' }],
    ...(statut && { statut }),
    contenu: (
      <Formulaire
        action={document ? `/documents/${document.id}/modifier` : '/documents'}
        fautes={fautes}
        alerte={alerte}
        version={document?.version}
        cle={document ? undefined : valeurDe(saisies, 'cle', nouvelId(+maintenant))}
      >
        <ChampTexte
          nom="titre"
          libelle="Titre"
          fautes={fautes}
          valeur={valeurDe(saisies, 'titre', document?.titre)}
        />
        <ChampListe
          nom="type"
          libelle="Nature"
          fautes={fautes}
          valeur={valeurDe(saisies, 'type', document?.type ?? 'convention')}
          options={Object.entries(TYPES).map(([valeur, libelle]) => ({ valeur, libelle }))}
        />
        <div className="cote-a-cote">
          <ChampTexte
            nom="du"
            libelle="Depuis le"
            facultatif
            aide="jj/mm/aaaa"
            taille="court"
            fautes={fautes}
            valeur={valeurDe(saisies, 'du', dateSaisie(document?.du ?? null))}
          />
          <ChampTexte
            nom="au"
            libelle="Jusqu’au"
            facultatif
            aide="vide : sans terme"
            taille="court"
            fautes={fautes}
            valeur={valeurDe(saisies, 'au', dateSaisie(document?.au ?? null))}
          />
          <ChampTexte
            nom="preavis"
            libelle="Préavis"
            aide="en mois"
            taille="court"
            modeSaisie="numeric"
            fautes={fautes}
            valeur={valeurDe(saisies, 'preavis', String(document?.preavisMois ?? 6))}
          />
        </div>
        <Actions>
          <Bouton variante="primaire">Enregistrer le document</Bouton>
          <a href="/documents">Revenir à la liste</a>
        </Actions>
      </Formulaire>
    ),
  }
}
