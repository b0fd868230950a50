import type { ContenuDePage } from '#platform/http/services.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { compte, date, dateSaisie, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import {
  Actions,
  ChampDate,
  ChampFichier,
  ChampListe,
  ChampMontant,
  ChampNombre,
  ChampTexte,
  CoteACote,
  Formulaire,
  GroupeDeChamps,
} from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Section, Vide } from '#ui/textes.tsx'
import { TravailLong } from '#ui/travail-long.tsx'
import type { EmployeurLu } from '../consultation/employeurs.queries.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import { RUBRIQUE } from '../vues.tsx'
import type { DepotRefuse, EnvoiEnCours, EtatRecensement, VersionRecensement } from './recensement.queries.ts'
import { AGENTS_SAISIS_MAX, champDe } from './saisie-courte.ts'

export type PropsRecensement = EtatRecensement & {
  readonly operation: OperationLue
  readonly employeur: EmployeurLu
  readonly aujourdhui: Jour
  /** Address of this page, with or without a signed link. */
  readonly adresse: string
  readonly retour: { readonly libelle: string; readonly href: string }
  /** Whether the person may send one. */
  readonly depose: boolean
  readonly alerte?: string
  readonly statut?: number
}

/** The census of one employer: what is sealed, what was refused and why, and the two ways to send it. */
export function pageRecensement(p: PropsRecensement): ContenuDePage {
  const { employeur, operation, versions, refuse, depose, envoi } = p
  const courante = versions.find(({ remplaceLe }) => remplaceLe === null)
  return {
    titre: `Recensement : ${employeur.nom}`,
    h1: courante
      ? `${employeur.nom} : ${compte(courante.agents, 'agent recensé', 'agents recensés')}`
      : `${employeur.nom} : recenser les agents`,
    surtitre: operation.titre,
    rubrique: RUBRIQUE,
    ...(p.statut && { statut: p.statut }),
    ...(depose && { ilots: ['recensement'] }),
    ariane: [p.retour],
    chapeau: (
      <p>
        Sous pseudonyme, sans nom, sans adresse et sans information de santé.{' '}
        {courante && employeur.agents !== null && courante.agents !== employeur.agents
          ? `${compte(employeur.agents, 'agent avait été déclaré', 'agents avaient été déclarés')} : vérifiez l’écart.`
          : 'Le tarif se demande sur cette population.'}
      </p>
    ),
    contenu: (
      <>
        {p.alerte && (
          <Alerte>
            <p>{p.alerte}</p>
          </Alerte>
        )}
        {envoi && <Lecture envoi={envoi} adresse={p.adresse} />}
        {refuse && <Refus refuse={refuse} />}
        <Versions versions={versions} />
        {depose && <ParFichier {...p} />}
        {depose && <ParSaisie {...p} />}
      </>
    ),
  }
}

const Lecture = ({ envoi, adresse }: { readonly envoi: EnvoiEnCours; readonly adresse: string }) => (
  <Section titre="Un fichier est en cours de lecture">
    {envoi.avis && <Alerte ton="attention">{envoi.avis}</Alerte>}
    <TravailLong
      etat={envoi.fait > 0 ? 'cours' : 'attente'}
      quoi={`Lecture de ${envoi.nom}`}
      fait={envoi.fait}
      total={envoi.total}
      unite="ko lus"
      actualiser={adresse}
      suite={
        <p className="detail">
          {envoi.garde
            ? 'Vous pouvez quitter cette page : la lecture continue, et son résultat sera ici.'
            : 'La lecture commence : ne supprimez pas encore votre fichier.'}{' '}
          La version précédente reste en vigueur jusque-là.
        </p>
      }
    />
  </Section>
)

const Refus = ({ refuse }: { readonly refuse: DepotRefuse }) => (
  <Section
    titre="Le dernier envoi est refusé"
    detail={`« ${refuse.nom} », le ${date(jourDe(refuse.deposeLe))}`}
    id="refus"
  >
    <Alerte
      ton="attention"
      titre={
        refuse.refusees > 0
          ? `${compte(refuse.refusees, 'ligne refusée', 'lignes refusées')} sur ${nombre(refuse.lignes)} : rien n’est enregistré.`
          : 'Aucun agent n’a pu être lu : rien n’est enregistré.'
      }
    >
      <p>
        Corrigez {refuse.refusees > 0 ? 'les lignes ci-dessous' : 'le fichier'}, puis renvoyez l’ensemble. La
        version précédente, s’il y en a une, reste en vigueur.
      </p>
      {refuse.avis?.split('\n').map((ligne) => (
        <p key={ligne}>{ligne}</p>
      ))}
    </Alerte>
    {refuse.refus.length > 0 && (
      <Tableau
        titre="Lignes refusées"
        lignes={refuse.refus.map((motif, rang) => ({ ...motif, rang }))}
        cleDe={({ rang }) => String(rang)}
        colonnes={[
          { cle: 'ligne', titre: 'Ligne', entete: true, contenu: ({ ligne }) => nombre(ligne) },
          { cle: 'colonne', titre: 'Colonne', contenu: ({ colonne }) => colonne || 'toute la ligne' },
          { cle: 'motif', titre: 'Pourquoi, et que faire', contenu: ({ message }) => message },
        ]}
        pied={
          refuse.refus.length < refuse.refusees && (
            <p>Les {nombre(refuse.refus.length)} premiers motifs sont montrés.</p>
          )
        }
      />
    )}
  </Section>
)

const Versions = ({ versions }: { readonly versions: readonly VersionRecensement[] }) => (
  <Section titre="Versions" detail="une version reçue n’est jamais modifiée">
    <Tableau
      titre="Versions du recensement"
      lignes={versions}
      cleDe={({ id }) => id}
      vide={<Vide>Aucun recensement n’est encore reçu.</Vide>}
      colonnes={[
        { cle: 'numero', titre: 'Version', entete: true, contenu: ({ numero }) => `n° ${numero}` },
        { cle: 'agents', titre: 'Agents', nombre: true, contenu: ({ agents }) => nombre(agents) },
        { cle: 'au', titre: 'Situation au', contenu: ({ au }) => date(au) },
        {
          cle: 'source',
          titre: 'Reçue',
          contenu: ({ scelleLe, deposePar, nom, tardif }) =>
            `le ${date(jourDe(scelleLe))}, ${deposePar === 'lien' ? 'par le lien' : 'par le Centre de gestion'}, ${nom}${tardif ? ', après la consultation' : ''}`,
        },
        {
          cle: 'etat',
          titre: 'État',
          contenu: ({ remplaceLe }) =>
            remplaceLe ? (
              <Etiquette ton="neutre" icone="historique" discrete>
                Remplacée : ce qui a été calculé avec elle est à revoir
              </Etiquette>
            ) : (
              <Etiquette ton="ok" icone="fait" discrete>
                En vigueur
              </Etiquette>
            ),
        },
      ]}
    />
  </Section>
)

const ParFichier = ({ adresse, aujourdhui, employeur }: PropsRecensement) => (
  <Section titre="Envoyer un fichier" detail="CSV ou XLSX, une ligne par agent" filet>
    <Formulaire id="fichier" prefixe action={adresse} fichiers>
      <ChampDate nom="au" libelle="Situation au" valeur={dateSaisie(aujourdhui)} />
      <ChampFichier
        nom="fichier"
        libelle="Fichier"
        aide="Colonnes : siret, matricule (un pseudonyme), naissance, statut, regime, categorie, heures_hebdo, indice_majore, ri_mensuel. 10 Mo au plus."
        accepte=".csv,.xlsx"
      />
      {/* Filled by the browser as soon as a file is chosen; without script, the same is said once it is sent. */}
      <div
        id="verification"
        aria-live="polite"
        data-nom={employeur.nom}
        data-siret={employeur.siret ?? ''}
        hidden
      />
      <Actions>
        <Bouton variante="primaire" icone="importer">
          Vérifier et enregistrer
        </Bouton>
      </Actions>
    </Formulaire>
  </Section>
)

const STATUTS = ['titulaire', 'stagiaire', 'CDI', 'CDD', 'droit privé'].map((valeur) => ({
  valeur,
  libelle: valeur,
}))
const enOptions = (valeurs: readonly string[]) => valeurs.map((valeur) => ({ valeur, libelle: valeur }))

const ParSaisie = ({ adresse, aujourdhui, brouillon, employeur }: PropsRecensement) => {
  const repris = Object.keys(brouillon).length > 0
  const agents = Math.min(Math.max(employeur.agents ?? 3, 1), AGENTS_SAISIS_MAX)
  return (
    <Section
      titre="Ou saisir les agents"
      detail={`moins de ${AGENTS_SAISIS_MAX + 1} agents ; une ligne vide n’est pas un agent`}
      filet
    >
      <Formulaire id="saisie" prefixe action={`${adresse}/saisie`} {...(repris && { saisies: brouillon })}>
        <ChampDate nom="au" libelle="Situation au" valeur={dateSaisie(aujourdhui)} />
        {employeur.siret === null && (
          <ChampTexte
            nom="siret"
            libelle="SIRET de l’employeur"
            aide="14 chiffres : cet achat ne le connaît pas encore."
          />
        )}
        {Array.from({ length: agents }, (_, i) => i + 1).map((rang) => (
          <GroupeDeChamps key={rang} titre={`Agent ${rang}`}>
            <CoteACote>
              <ChampNombre nom={champDe('naissance', rang)} libelle="Année de naissance" facultatif />
              <ChampListe nom={champDe('statut', rang)} libelle="Statut" options={STATUTS} />
              <ChampListe
                nom={champDe('regime', rang)}
                libelle="Régime"
                options={enOptions(['CNRACL', 'IRCANTEC'])}
              />
              <ChampListe
                nom={champDe('categorie', rang)}
                libelle="Catégorie"
                options={enOptions(['C', 'B', 'A'])}
              />
            </CoteACote>
            <CoteACote>
              <ChampNombre
                nom={champDe('heures_hebdo', rang)}
                libelle="Heures par semaine"
                decimales
                facultatif
              />
              <ChampNombre nom={champDe('indice_majore', rang)} libelle="Indice majoré" facultatif />
              <ChampMontant nom={champDe('ri_mensuel', rang)} libelle="Primes mensuelles brutes" facultatif />
            </CoteACote>
          </GroupeDeChamps>
        ))}
        <Actions>
          <Bouton icone="enregistrer">Vérifier et enregistrer</Bouton>
          <Bouton variante="lien" vers={`${adresse}/brouillon`}>
            Garder et finir plus tard
          </Bouton>
        </Actions>
      </Formulaire>
    </Section>
  )
}
