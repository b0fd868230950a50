import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { compte, date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Liste } from '#ui/liste.tsx'
import { Alerte } from '#ui/textes.tsx'
import { assureDesAgents } from '../domain/operation.ts'
import { ETAPES_EMPLOYEUR, etapeDe } from '../domain/reponse.ts'
import type { EmployeurLu } from './employeurs.queries.ts'
import { enSaisies, expliquerReponse, FormulaireReponse } from './formulaire-reponse.tsx'
import type { LienOuvert } from './repondre.ts'

/** Several employers behind one link: what waits for each, the ones without an answer first. */
export function pageEmployeursDuLien({ operation, employeurs }: LienOuvert, jeton: string): ContenuDePage {
  const attendus = employeurs.filter(({ reponduLe }) => !reponduLe)
  return {
    titre: operation.titre,
    h1:
      attendus.length === 0
        ? 'Toutes vos réponses sont enregistrées'
        : `${compte(attendus.length, 'collectivité attend', 'collectivités attendent')} votre réponse`,
    surtitre: 'Achat groupé',
    chapeau: (
      <p>
        {operation.titre}. Réponses jusqu’au {date(operation.reponsesJusquau!)}. Aucun compte n’est nécessaire
        ; répondre n’engage pas la collectivité.
      </p>
    ),
    contenu: (
      <Liste
        lignes={employeurs
          .toSorted((a, b) => Number(a.reponduLe !== null) - Number(b.reponduLe !== null))
          .map((e) => ({
            cle: e.id,
            surtitre: e.centre,
            titre: e.nom,
            href: `/achats/repondre/${jeton}/${e.id}`,
            detail: e.reponduLe
              ? `Réponse enregistrée le ${date(jourDe(e.reponduLe))}. Vous pouvez la corriger.`
              : ETAPES_EMPLOYEUR[etapeDe(e)],
          }))}
      />
    ),
  }
}

/** The one screen of an employer, through its link. */
export function pageReponse({
  operation,
  employeurs,
  employeur,
  jeton,
  brouillon,
  statut,
  ...retour
}: RetourDeFormulaire &
  LienOuvert & {
    readonly employeur: EmployeurLu
    readonly jeton: string
    readonly brouillon: Readonly<Record<string, string>>
  }): ContenuDePage {
  const racine = `/achats/repondre/${jeton}`
  const adresse = `${racine}/${employeur.id}`
  // A draft holds some fields only: the others show what was answered.
  const repris = Object.keys(brouillon).length > 0 ? { ...enSaisies(employeur), ...brouillon } : undefined
  const suivant = employeurs.find((e) => e.id !== employeur.id && !e.reponduLe)
  return {
    titre: `${employeur.nom} : ${operation.titre}`,
    h1: employeur.nom,
    surtitre: operation.titre,
    ...(statut && { statut }),
    ...(employeurs.length > 1 && { ariane: [{ libelle: 'Vos collectivités', href: racine }] }),
    chapeau: (
      <p>
        {employeur.centre} et d’autres Centres de gestion achètent ensemble. Votre réponse est attendue
        jusqu’au {date(operation.reponsesJusquau!)}. Aucun compte n’est nécessaire.{' '}
        <a href={`${racine}/reunions.ics`}>Réunions d’information, pour votre agenda</a>
      </p>
    ),
    ilots: ['brouillon'],
    contenu: (
      <>
        {employeur.reponduLe && !retour.alerte && (
          <Alerte ton="ok" titre={`Réponse enregistrée le ${date(jourDe(employeur.reponduLe))}`}>
            <p>
              {employeur.reponduPar === 'papier'
                ? `Elle a été saisie par ${employeur.centre}, d’après votre papier. `
                : ''}
              Vous pouvez la corriger ici jusqu’au dernier jour.
              {assureDesAgents(operation.objet) && (
                <>
                  {' '}
                  <a href={`${adresse}/recensement`}>Recenser les agents</a>
                </>
              )}
              {suivant && (
                <>
                  {' '}
                  <a href={`${racine}/${suivant.id}`}>Répondre pour {suivant.nom}</a>
                </>
              )}
            </p>
          </Alerte>
        )}
        <FormulaireReponse
          employeur={employeur}
          niveaux={operation.niveaux}
          action={adresse}
          modele={`${adresse}/mandat.docx`}
          brouillon={`${adresse}/brouillon`}
          {...retour}
          {...((retour.saisies ?? repris) && { saisies: retour.saisies ?? repris })}
        />
      </>
    ),
  }
}

const CAUSES = {
  perime: [
    'Ce lien n’est plus valable',
    410,
    'Demandez à votre Centre de gestion de vous en envoyer un nouveau.',
  ],
  faux: [
    'Ce lien n’est pas complet',
    404,
    'L’adresse a peut-être été coupée par votre messagerie. Rouvrez le courriel et copiez le lien en entier.',
  ],
  'sans-employeur': [
    'Ce lien n’ouvre plus rien',
    403,
    'Votre adresse n’est plus celle d’un employeur consulté. Signalez-le à votre Centre de gestion.',
  ],
} as const

/** A link that does not serve explains itself. */
export function pageSansReponse(
  cause:
    | keyof typeof CAUSES
    | { readonly code: 'pas-ouverte' }
    | { readonly code: 'close'; readonly depuis: string },
): ContenuDePage {
  if (typeof cause === 'object') {
    const { phrase, statut } = expliquerReponse(cause)
    return {
      titre: cause.code === 'close' ? 'La consultation est close' : 'La consultation n’est pas ouverte',
      statut,
      contenu: <p>{phrase}</p>,
    }
  }
  const [titre, statut, phrase] = CAUSES[cause]
  return { titre, statut, chapeau: <p>{phrase}</p>, contenu: <Bouton href="/">Aller à l’accueil</Bouton> }
}
