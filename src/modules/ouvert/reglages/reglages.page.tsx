import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampChoix, ChampLong, ChampTexte, Formulaire } from '#ui/formulaire.tsx'
import { Alerte } from '#ui/textes.tsx'
import { adresseDe, REGLES_ACTIONS } from '../domain/portail.ts'
import { ARIANE, OngletsDuPortail, RUBRIQUE } from './cadre-reglages.tsx'
import type { PortailRegle, SiretDeMembre } from './publiables.queries.ts'

/** The portal: open or not, its address, its word, its rules. */
export const pageReglages = ({
  reglages,
  acteur,
  statut,
  ...retour
}: RetourDeFormulaire & {
  readonly reglages: PortailRegle | undefined
  readonly acteur: Acteur
}): ContenuDePage => ({
  titre: 'Réglages du portail',
  surtitre: acteur.cooperation,
  rubrique: RUBRIQUE,
  ariane: ARIANE,
  ...(statut && { statut }),
  chapeau: <p>Ce que le public voit de la coopération, et où il le lit.</p>,
  contenu: (
    <>
      <OngletsDuPortail ici="/portail/reglages" />
      <Formulaire action="/portail/reglages" version={reglages?.version ?? 0} {...retour}>
        <ChampChoix
          nom="ouvert"
          libelle="Le portail est"
          options={[
            {
              valeur: 'oui',
              libelle: 'Ouvert : chacun lit ce qui est publié',
              coche: reglages?.ouvert ?? false,
            },
            {
              valeur: 'non',
              libelle: 'Fermé : une phrase le dit, rien d’autre ne se lit',
              coche: !reglages?.ouvert,
            },
          ]}
        />
        <ChampTexte
          nom="adresse"
          libelle="Adresse publique"
          aide="Le mot qui suit /ouvert/ : lettres sans accent, chiffres et tirets. La changer casse les liens déjà donnés."
          taille="moyen"
          valeur={reglages?.adresse ?? adresseDe(acteur.cooperation)}
        />
        <ChampLong
          nom="presentation"
          libelle="Présentation"
          aide="Le premier paragraphe ouvre la page ; les suivants disent ce qu’est la coopération."
          lignes={6}
          facultatif
          valeur={reglages?.presentation}
        />
        <ChampTexte
          nom="contact"
          libelle="Contact public"
          aide="Une adresse de service, jamais celle d’une personne."
          facultatif
          valeur={reglages?.contact}
        />
        <ChampChoix
          nom="regleActions"
          libelle="Actions publiées sans choix particulier"
          options={Object.entries(REGLES_ACTIONS).map(([valeur, libelle]) => ({
            valeur,
            libelle,
            coche: (reglages?.regleActions ?? 'au_dela_n0') === valeur,
          }))}
        />
        <ChampChoix
          nom="regleSchema"
          libelle="Schéma"
          plusieurs
          options={[
            {
              valeur: 'oui',
              libelle: 'Public dès son entrée en vigueur',
              coche: reglages?.regleSchema ?? true,
            },
          ]}
        />
        <ChampChoix
          nom="regleDelais"
          libelle="Délais des réponses aux employeurs"
          plusieurs
          options={[
            {
              valeur: 'oui',
              libelle: 'Publiés par genre et par centre, les petits nombres regroupés',
              coche: reglages?.regleDelais ?? false,
            },
          ]}
        />
        <Actions>
          <Bouton variante="primaire">Enregistrer les réglages</Bouton>
          <a href="/portail">Revenir</a>
        </Actions>
      </Formulaire>
    </>
  ),
})

/** The number of each member: without it, its deliberations cannot enter the open data. */
export const pageSirets = ({
  membres,
  acteur,
  statut,
  ...retour
}: RetourDeFormulaire & {
  readonly membres: readonly SiretDeMembre[]
  readonly acteur: Acteur
}): ContenuDePage => ({
  titre: 'SIRET des membres',
  surtitre: acteur.cooperation,
  rubrique: RUBRIQUE,
  ariane: ARIANE,
  ...(statut && { statut }),
  chapeau: (
    <p>
      Le format national des délibérations désigne chaque membre par son SIRET. Sans lui, ses actes attendent
      hors du fichier, et la page publique le dit.
    </p>
  ),
  contenu: (
    <>
      <OngletsDuPortail ici="/portail/sirets" />
      {membres.some(({ siret }) => !siret) && (
        <Alerte ton="info" titre="SIRET manquants">
          <p>
            {membres
              .filter(({ siret }) => !siret)
              .map(({ libelle }) => libelle)
              .join(', ')}{' '}
            : leurs actes attendent hors des données ouvertes. Recopiez le numéro d’un avis de situation de
            l’INSEE ; un numéro supposé ou fictif n’y entre pas.
          </p>
        </Alerte>
      )}
      <Formulaire
        action="/portail/sirets"
        champs={Object.fromEntries(
          membres.map(({ organismeId, version }) => [`version-${organismeId}`, String(version)]),
        )}
        {...retour}
      >
        {membres.map(({ organismeId, libelle, nom, siren, siret }) => (
          <ChampTexte
            key={organismeId}
            nom={`siret-${organismeId}`}
            libelle={`${libelle}, ${nom}`}
            aide={siren ? `SIREN ${siren}, puis cinq chiffres.` : 'Quatorze chiffres.'}
            facultatif
            taille="moyen"
            valeur={siret ?? ''}
          />
        ))}
        <Actions>
          <Bouton variante="primaire">Enregistrer les SIRET</Bouton>
          <a href="/portail">Revenir</a>
        </Actions>
      </Formulaire>
    </>
  ),
})
