import { LIBELLES_TYPE, organesDe } from '#modules/annuaire'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { deNom } from '#shared/mots.ts'
import { date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampListe,
  ChampNombre,
  ChampTexte,
  CoteACote,
  type Faute,
  Formulaire,
  type Saisies,
} from '#ui/formulaire.tsx'
import { Alerte, Fiche, Section } from '#ui/textes.tsx'
import { administreLaCooperation } from '../domain/droits.ts'
import { LIBELLES_FONCTION } from '../domain/mandats.ts'
import { LIBELLES_ROLE, periodeA } from '../domain/membres.ts'
import { ChangerDePlace, type Retour } from './changer-de-place.tsx'
import type { Membre } from './membres.repository.ts'

/** Functions with which a first person can hold her member and name the others. */
export const PREMIERES_FONCTIONS = ['presidence', 'direction', 'coordination'] as const

export type EtatMembre = {
  readonly fautes?: readonly Faute[]
  readonly saisies?: Saisies
  readonly alerte?: string
  readonly statut?: number
  /** Which form of the page came back. */
  readonly formulaire?: 'fiche' | 'role' | 'sortie' | 'premiere'
}

const ARIANE = [
  { libelle: 'Annuaire', href: '/personnes' },
  { libelle: 'Membres', href: '/membres' },
]

/** One member: what it decides with, its time here, and what the coordination may change. */
export function pageMembre({
  membre,
  acteur,
  maintenant,
  ...etat
}: EtatMembre & {
  readonly membre: Membre
  readonly acteur: Acteur
  readonly maintenant: Date
}): ContenuDePage {
  const aujourdhui = jourDe(maintenant)
  const periode = periodeA(membre.periodes, membre.organismeId, aujourdhui)
  const administre = administreLaCooperation.autorise(acteur)
  /** What goes to the form that came back, and to it alone. */
  const retour = (formulaire: EtatMembre['formulaire']) =>
    etat.formulaire === formulaire ? { fautes: etat.fautes ?? [], saisies: etat.saisies } : {}
  return {
    titre: membre.libelle,
    h1: `${membre.libelle}${membre.territoire && `, ${membre.territoire}`}`,
    surtitre: acteur.cooperation,
    rubrique: '/personnes',
    ariane: ARIANE,
    ...(etat.statut && { statut: etat.statut }),
    contenu: (
      <>
        {etat.alerte && (
          <Alerte>
            <p>{etat.alerte}</p>
          </Alerte>
        )}
        <Fiche
          lignes={[
            { nom: 'Organisme', valeur: `${membre.organisme} (${LIBELLES_TYPE[membre.type]})` },
            { nom: 'SIREN', valeur: membre.siren ?? 'non renseigné' },
            {
              nom: 'Rôle aujourd’hui',
              valeur: periode ? LIBELLES_ROLE[periode.role] : 'N’est pas membre aujourd’hui',
            },
            {
              nom: 'Décide avec',
              valeur: organesDe(membre.type)
                .map(({ libelle }) => libelle)
                .join(' · '),
            },
            { nom: 'Personnes', valeur: <a href="/personnes">{membre.personnes} en fonction</a> },
          ]}
        />
        {administre && membre.responsables === 0 && (
          <PremierePersonne membre={membre} maintenant={maintenant} {...retour('premiere')} />
        )}
        <Section titre="Son temps dans la coopération">
          <ul className="liste-lignes">
            {[...membre.periodes].reverse().map(({ id, role, du, au, acte }) => (
              <li key={id}>
                <p>
                  <strong>{LIBELLES_ROLE[role]}</strong>{' '}
                  {au === null ? `à compter du ${date(du)}` : `du ${date(du)} au ${date(au)}`}
                  {acte && ` · ${acte}`}
                </p>
              </li>
            ))}
          </ul>
        </Section>
        {administre && (
          <>
            <Section titre="Son nom et son rang dans les tableaux">
              <Formulaire
                action={`/membres/${membre.organismeId}`}
                id="fiche"
                prefixe
                version={membre.version}
                {...retour('fiche')}
              >
                <ChampTexte
                  nom="libelle"
                  libelle="Nom court"
                  aide="Quarante caractères au plus."
                  taille="moyen"
                  valeur={membre.libelle}
                />
                <ChampTexte nom="territoire" libelle="Territoire" facultatif valeur={membre.territoire} />
                <ChampNombre nom="ordre" libelle="Rang" valeur={String(membre.ordre)} />
                <Actions>
                  <Bouton>Enregistrer le nom et le rang</Bouton>
                </Actions>
              </Formulaire>
            </Section>
            {periode && (
              <ChangerDePlace
                membre={membre}
                coordonne={periode.role === 'coordonnateur'}
                aujourdhui={aujourdhui}
                role={retour('role')}
                sortie={retour('sortie')}
              />
            )}
          </>
        )}
      </>
    ),
  }
}

const PremierePersonne = ({
  membre,
  maintenant,
  ...retour
}: Retour & { readonly membre: Membre; readonly maintenant: Date }) => (
  <Section titre={`Inviter la première personne ${deNom(membre.libelle)}`}>
    <p>
      Personne ne peut encore agir pour ce membre. La première personne invitée nommera les autres : la
      coordination ne le pourra plus.
    </p>
    <Formulaire
      action={`/membres/${membre.organismeId}/premiere-personne`}
      id="premiere"
      prefixe
      cle={nouvelId(+maintenant)}
      {...retour}
    >
      <CoteACote>
        <ChampTexte nom="nom" libelle="Nom ou fonction" />
        <ChampTexte nom="courriel" libelle="Adresse" type="email" />
      </CoteACote>
      <ChampListe
        nom="fonction"
        libelle="Fonction"
        options={PREMIERES_FONCTIONS.map((valeur) => ({ valeur, libelle: LIBELLES_FONCTION[valeur] }))}
      />
      <Actions>
        <Bouton variante="primaire">Inviter cette personne</Bouton>
      </Actions>
    </Formulaire>
  </Section>
)
