import { type CauseSansMandat, pageLienSansMandat } from '#platform/http/adresses/lien-sans-mandat.tsx'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Alerte } from '#ui/textes.tsx'
import type { ActionLue } from '../action.queries.ts'
import { FormulaireDuPoint } from '../suivi/formulaire-point.tsx'

type Props = RetourDeFormulaire & {
  readonly action: ActionLue
  readonly acteur: Acteur
  readonly aujourdhui: Jour
}

/** Where an action stands, said from the application. */
export function pagePoint(props: Props): ContenuDePage {
  const { action, statut } = props
  const retour = `/programme/actions/${action.id}`
  return {
    titre: `Faire le point : ${action.code}`,
    h1: 'Où en est cette action ?',
    surtitre: `Action ${action.code}`,
    rubrique: '/programme',
    ariane: [
      { libelle: 'Programme', href: '/programme' },
      { libelle: action.titre, href: retour },
    ],
    ...(statut && { statut }),
    chapeau: <p>{action.titre}. S’il n’y a rien de nouveau, envoyez tel quel.</p>,
    contenu: <FormulaireDuPoint {...props} adresse={`${retour}/point`} />,
  }
}

/** The same screen, opened by the link of a message, without an account. Once answered, it says so and asks nothing more. */
export function pagePointParLien({
  jeton,
  reponduLe,
  ...props
}: Props & { readonly jeton: string; readonly reponduLe: Date | null }): ContenuDePage {
  const { action, acteur, statut } = props
  return {
    titre: `Faire le point : ${action.code}`,
    h1: reponduLe ? 'Ce point est fait' : 'Où en est cette action ?',
    surtitre: `Action ${action.code}`,
    ...(statut && { statut }),
    chapeau: (
      <p>
        {action.titre}. {acteur.cooperation}. Vous agissez au nom de : {acteur.nom}. Aucun compte n’est
        nécessaire.
      </p>
    ),
    contenu: reponduLe ? (
      <>
        <Alerte ton="ok" titre={`Réponse enregistrée le ${date(jourDe(reponduLe))}`}>
          <p>
            Ce lien a servi : il n’enregistre plus rien. Merci, les autres membres voient votre point. Vous
            pouvez fermer cette page.
          </p>
        </Alerte>
        <Bouton href={`/programme/actions/${action.id}`}>Ouvrir l’action (connexion demandée)</Bouton>
      </>
    ) : (
      <FormulaireDuPoint {...props} adresse={`/programme/point/${jeton}`} />
    ),
  }
}

/** A link that no longer serves explains itself. */
export const pageLienSansPoint = (cause: CauseSansMandat): ContenuDePage =>
  pageLienSansMandat(cause, {
    perime: 'Il servait quarante-cinq jours. Connectez-vous pour dire où en est l’action.',
    'sans-mandat':
      'Votre fonction a pris fin, ou votre structure ne mène plus cette action : les personnes qui la mènent aujourd’hui répondent.',
  })
