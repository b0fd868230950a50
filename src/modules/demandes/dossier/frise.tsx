import { jourDe } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { dateCourte } from '#shared/typographie.ts'
import { type Fait, Frise } from '#ui/temps/frise.tsx'
import type { Tour as TourDeBarre } from '#ui/temps/horloges.tsx'
import { TexteLibre } from '#ui/textes.tsx'
import type { EvenementLu } from '../demandes.queries.ts'
import { tientUneMairie } from '../domain/droits.ts'
import { TOURS, type Tour } from '../domain/etats.ts'
import { quand } from '../vues.tsx'
import type { PropsDemande } from './demande.page.tsx'

const RAILS: Readonly<Record<Tour, TourDeBarre | undefined>> = {
  cdg: 'service',
  collectivite: 'demandeur',
  tiers: 'tiers',
  personne: undefined,
}

function titreDe({ geste, acteur, donnees, organismeId }: EvenementLu, mairieId: string): string {
  const [qui = acteur] = acteur.split(',')
  switch (geste) {
    case 'deposer':
      return donnees['origine']
        ? `Demande notée par le centre, ${donnees['origine'].toLocaleLowerCase('fr')}`
        : 'Demande envoyée'
    case 'prendre':
      return `Prise en charge par ${acteur}`
    case 'demander':
      return 'Le CDG pose une question à la collectivité'
    case 'completer':
      return 'La collectivité répond'
    case 'reprendre':
      return 'Le CDG reprend sans attendre la réponse'
    case 'attendre_tiers':
      return `Demandé à ${donnees['tiers'] ?? 'un tiers'}`
    case 'recevoir_tiers':
      return 'Réponse du tiers reçue'
    case 'repondre':
      return 'Réponse du CDG'
    case 'rouvrir':
      return 'Demande rouverte'
    case 'cloturer':
      return organismeId !== mairieId
        ? 'Terminée d’elle-même, dix jours ouvrés après la réponse'
        : 'Demande terminée par la mairie'
    case 'classer':
      return 'Classée sans suite'
    case 'reorienter':
      return `Réorientée vers ${donnees['tiers'] ?? 'un autre organisme'}`
    case 'reunir':
      return `Réunie avec la demande ${donnees['tiers'] ?? 'gardée'}`
    case 'accueillir':
      return `Demande ${donnees['doublon'] ?? ''} réunie à celle-ci${donnees['part'] ? ` (${donnees['part']})` : ''}`
    case 'annuler':
      return 'Demande annulée'
    case 'message':
      return `Message ${deNom(acteur)}`
    case 'message_automatique':
      return `Message automatique ${deNom(qui)}`
    case 'attribuer':
      return `Confiée à ${donnees['a'] ?? qui}`
    case 'relancer':
      return `Relance envoyée à ${donnees['a'] ?? 'la collectivité'}`
    case 'alerter':
      return 'Direction du centre prévenue du retard'
    case 'partager':
      return `Partagée avec le ${donnees['avec'] ?? 'centre désigné'}`
    case 'fin_partage':
      return `Fin du partage avec le ${donnees['avec'] ?? 'centre désigné'}`
    case 'retour_guichet':
      return `De retour au guichet : le partage avec le ${donnees['avec'] ?? 'centre désigné'} est terminé`
    case 'fin_avis':
      return donnees['fin'] === 'terme'
        ? `Avis du ${donnees['a'] ?? 'centre désigné'} : sa lecture est terminée`
        : `Question au ${donnees['a'] ?? 'centre désigné'} retirée`
    case 'demander_avis':
      return donnees['exterieur']
        ? `Avis demandé à ${donnees['exterieur']}`
        : `Avis demandé au ${donnees['a'] ?? 'centre désigné'}`
    case 'pieces_avis':
      return `Pièces de l’avis ${deNom(qui)}`
    case 'courriel_avis':
      return `Courriel ${deNom(qui)}, d’où vient son avis`
    case 'retirer_avis':
      return `Question à ${donnees['exterieur'] ?? 'un organisme extérieur'} retirée`
    case 'rendre_avis':
      return `Avis rendu par ${acteur}`
    default:
      return qui || geste
  }
}

const AJOUTS: Readonly<Record<string, string>> = {
  deposer: 'Accusé de réception immédiat. Le temps court aux heures d’ouverture du CDG.',
  message_automatique: 'Écrit par une machine : aucun compteur ne bouge.',
  demander_avis: 'Un avis n’arrête pas le compteur du CDG.',
}

/** What happened, the latest first; the rail says who had the file between two facts. */
export function FriseDeLaDemande({ demande, evenements, acteur, maintenant }: PropsDemande) {
  const mairie = tientUneMairie.autorise(acteur)
  const faits: Fait[] = evenements.map((evenement, rang) => {
    const tour = RAILS[TOURS[evenements[rang - 1]?.nouveau ?? 'BROUILLON']]
    return {
      cle: evenement.id,
      quand: quand(evenement.survenuLe, maintenant),
      titre: titreDe(evenement, demande.organismeId),
      ...(tour && { tour }),
      detail: <Detail evenement={evenement} />,
    }
  })
  if (demande.etat === 'ATTENTE_COLLECTIVITE' && demande.attenteAvant)
    faits.push({
      cle: 'attendu',
      attendu: true,
      tour: 'demandeur',
      quand: {
        mot: demande.attenteAvant === jourDe(maintenant) ? 'Aujourd’hui' : 'À venir',
        detail: `avant le ${dateCourte(demande.attenteAvant, jourDe(maintenant))}`,
        iso: demande.attenteAvant,
      },
      titre: mairie ? 'Votre réponse est attendue' : 'Réponse de la collectivité attendue',
      detail: <p>Dès l’envoi, le temps repart au CDG.</p>,
    })
  return <Frise faits={faits.reverse()} />
}

const Detail = ({
  evenement: { geste, texte, visible, pieces, donnees },
}: {
  readonly evenement: EvenementLu
}) => (
  <>
    {texte && <TexteLibre texte={texte} />}
    {AJOUTS[geste] && <p>{AJOUTS[geste]}</p>}
    {donnees['courriel'] && (
      <p>
        Reçu par courriel. <a href={`/demandes/courriels/${donnees['courriel']}`}>Voir le message entier</a>
      </p>
    )}
    {pieces.map(({ id, nom }) => (
      <p key={id}>
        <a href={`/demandes/pieces/${id}`}>{nom}</a>
      </p>
    ))}
    {visible === 'cdg' && <p>Visible des centres seuls.</p>}
  </>
)
