import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { date, dateSaisie, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampChoix,
  ChampDate,
  ChampLong,
  ChampNombre,
  ChampTexte,
  CoteACote,
  Formulaire,
  valeurDe,
} from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Fictif, Vide } from '#ui/textes.tsx'
import { direChiffre } from '../accueil.page.tsx'
import { adresseDe, REGLES_ACTIONS } from '../domain/portail.ts'
import { SEUIL_PERSONNES } from '../domain/seuil.ts'
import { ARIANE, OngletsDuPortail, RUBRIQUE } from './cadre-reglages.tsx'
import type { ChiffreRegle, PortailRegle, SiretDeMembre } from './publiables.queries.ts'

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

/** Key figures of the first page, each with its source. */
export const pageChiffres = (chiffres: readonly ChiffreRegle[], acteur: Acteur): ContenuDePage => ({
  titre: 'Chiffres-clés du portail',
  surtitre: acteur.cooperation,
  rubrique: RUBRIQUE,
  ariane: ARIANE,
  chapeau: <p>Les quatre premiers ouvrent la page publique. Un chiffre sans source ne s’enregistre pas.</p>,
  actions: (
    <Bouton href="/portail/chiffres/nouveau" icone="ajouter">
      Ajouter un chiffre
    </Bouton>
  ),
  contenu: (
    <>
      <OngletsDuPortail ici="/portail/chiffres" />
      <Tableau
        titre="Chiffres-clés"
        lignes={chiffres}
        cleDe={({ id }) => id}
        vide={<Vide>Aucun chiffre n’est enregistré.</Vide>}
        colonnes={[
          {
            cle: 'libelle',
            titre: 'Chiffre',
            entete: true,
            contenu: (c) => (
              <>
                <a href={`/portail/chiffres/${c.id}`}>{c.libelle}</a>{' '}
                {c.fictif && <Fictif>{c.fictif}</Fictif>}
              </>
            ),
          },
          { cle: 'valeur', titre: 'Valeur', contenu: (c) => direChiffre(c) },
          { cle: 'source', titre: 'Source', contenu: ({ source }) => source },
          { cle: 'date', titre: 'Relevé le', contenu: ({ constateLe }) => date(constateLe) },
          { cle: 'ordre', titre: 'Rang', nombre: true, contenu: ({ ordre }) => nombre(ordre) },
        ]}
      />
    </>
  ),
})

export const pageChiffre = ({
  chiffre,
  maintenant,
  saisies,
  statut,
  ...retour
}: RetourDeFormulaire & {
  readonly chiffre: ChiffreRegle | null
  readonly maintenant: Date
}): ContenuDePage => ({
  titre: chiffre ? 'Modifier un chiffre-clé' : 'Ajouter un chiffre-clé',
  rubrique: RUBRIQUE,
  ariane: [{ libelle: 'Chiffres-clés', href: '/portail/chiffres' }],
  ...(statut && { statut }),
  contenu: (
    <Formulaire
      action={chiffre ? `/portail/chiffres/${chiffre.id}` : '/portail/chiffres'}
      saisies={saisies}
      version={chiffre?.version}
      cle={chiffre ? undefined : valeurDe(saisies, 'cle', nouvelId(+maintenant))}
      {...retour}
    >
      <ChampTexte
        nom="libelle"
        libelle="Ce qu’il compte"
        aide="Se lit après le nombre : « collectivités affiliées »."
        valeur={chiffre?.libelle}
      />
      <CoteACote>
        <ChampTexte
          nom="approche"
          libelle="Avant le nombre"
          aide="« plus de », « près de »"
          facultatif
          taille="court"
          valeur={chiffre?.approche}
        />
        <ChampNombre nom="valeur" libelle="Nombre" valeur={chiffre ? String(chiffre.valeur) : ''} />
        <ChampTexte nom="unite" libelle="Unité" facultatif taille="court" valeur={chiffre?.unite} />
      </CoteACote>
      <ChampTexte
        nom="source"
        libelle="Source"
        aide="Le document ou la page où chacun peut le vérifier."
        valeur={chiffre?.source}
      />
      <CoteACote>
        <ChampDate nom="constateLe" libelle="Relevé le" valeur={dateSaisie(chiffre?.constateLe ?? null)} />
        <ChampNombre nom="ordre" libelle="Rang sur la page" valeur={String(chiffre?.ordre ?? 1)} />
      </CoteACote>
      <ChampChoix
        nom="personnes"
        libelle="Personnes"
        plusieurs
        options={[
          {
            valeur: 'oui',
            libelle: `Ce nombre compte des personnes : il est tu sous ${SEUIL_PERSONNES}`,
            coche: chiffre?.personnes ?? false,
          },
        ]}
      />
      <Actions>
        <Bouton variante="primaire">Enregistrer le chiffre</Bouton>
        {chiffre && (
          <Bouton nom="retirer" valeur="oui">
            Retirer ce chiffre
          </Bouton>
        )}
        <a href="/portail/chiffres">Revenir</a>
      </Actions>
    </Formulaire>
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
