import { PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import { jamais } from '#shared/result.ts'
import { compte, date } from '#shared/typographie.ts'
import type { RefusAdoption } from '../domain/adoption.ts'
import type { RefusSchema } from '../domain/avancer-schema.ts'
import { cycleSchema, LIBELLES_STATUT, type StatutSchema } from '../domain/cycle-schema.ts'
import { SECTIONS } from '../domain/sections.ts'

export type Explication = { readonly champ: string | null; readonly phrase: string }

const dire = (phrase: string, champ: string | null = null): Explication => ({ champ, phrase })

/** The sentence shown for a refusal on a text, and the field it belongs to (null: the whole form). */
export function expliquerSchema(
  refus:
    | RefusSchema
    | { readonly code: 'interdit' | 'introuvable' | 'page-perimee' | 'pas-en-vigueur' }
    | { readonly code: 'avenant-ouvert'; readonly id: string }
    | { readonly code: 'texte-fige'; readonly statut: StatutSchema },
): Explication {
  switch (refus.code) {
    case 'interdit':
      return dire(
        'Le schéma est rédigé et conduit par la coordination. Vous pouvez le lire, pas le modifier.',
      )
    case 'introuvable':
      return dire('Ce texte n’existe pas, ou plus.')
    case 'page-perimee':
      return dire(PAGE_PERIMEE)
    case 'pas-en-vigueur':
      return dire('Un avenant modifie un texte en vigueur : celui-ci ne l’est pas.')
    case 'avenant-ouvert':
      return dire(
        'Un avenant à ce texte est déjà en préparation. Complétez-le, ou abandonnez-le avant d’en ouvrir un autre.',
      )
    case 'texte-fige':
      return dire(
        `Ce texte est « ${LIBELLES_STATUT[refus.statut].toLowerCase()} » : il ne se modifie plus. Pour le changer, reprenez la rédaction ou ouvrez un avenant.`,
      )
    case 'transition-refusee':
      return dire(
        `« ${cycleSchema[refus.geste].libelle} » n’est pas possible : le texte est « ${LIBELLES_STATUT[refus.etat].toLowerCase()} ». Rechargez la page pour voir où il en est.`,
      )
    case 'sections-vides':
      return dire(
        `${compte(refus.sections.length, 'partie obligatoire', 'parties obligatoires')} sans clause rédigée : ${refus.sections.map((section) => SECTIONS[section].libelle).join(', ')}. La loi les demande (CGFP L452-11) : rédigez-les, puis recommencez.`,
      )
    case 'jour-manquant':
      return dire('Indiquez la date.', 'jour')
    case 'jour-futur':
      return dire('Cette date n’est pas encore passée : enregistrez l’étape une fois faite.', 'jour')
    case 'jour-avant':
      return dire(
        `Cette date vient avant l’étape « ${LIBELLES_STATUT[refus.etape].toLowerCase()} », du ${date(refus.jour)}. Vérifiez les deux.`,
        'jour',
      )
    case 'fin-avant-effet':
      return dire('La fin vient avant l’entrée en vigueur : vérifiez les deux dates.', 'fin')
    case 'adoption-incomplete':
      return dire(
        `Le texte n’est pas encore adopté : ${refus.compte.acquises} sur ${refus.compte.requises} accords demandés. Attendez les membres qui manquent.`,
      )
    case 'preuve-manquante':
      return dire('Donnez la preuve de la transmission : une référence, ou un fichier.', 'reference')
    case 'motif-manquant':
      return dire('Dites pourquoi : le motif reste dans l’historique.', 'motif')
    case 'deja-delibere':
      return dire(
        'Des membres ont déjà dit oui à ce texte, et aucun ne l’a refusé : il ne se reprend pas. Vous pouvez l’abandonner.',
      )
    case 'pas-encore-fini':
      return dire(
        refus.fin
          ? `Le texte est en vigueur jusqu’au ${date(refus.fin)} : sa fin se constate après.`
          : 'Ce texte n’a pas de terme : il prend fin quand un autre le remplace.',
      )
    default:
      return jamais(refus)
  }
}

/** The sentence shown for a refusal on a member’s deliberation. */
export function expliquerAdoption(
  refus: RefusAdoption | { readonly code: 'interdit' | 'introuvable' | 'page-perimee' },
): Explication {
  switch (refus.code) {
    case 'interdit':
      return dire(
        'Seules les personnes de cette structure enregistrent sa délibération. Vous pouvez lui écrire, pas la saisir à sa place.',
      )
    case 'introuvable':
      return dire('Ce texte n’a pas été soumis à ce membre.')
    case 'page-perimee':
      return dire(PAGE_PERIMEE)
    case 'pas-en-deliberation':
      return dire('Le texte n’est pas, ou plus, soumis aux membres : rien ne s’enregistre ici.')
    case 'acte-manquant':
      return dire(
        refus.champ === 'numeroActe' ? 'Indiquez le numéro de l’acte.' : 'Indiquez la date de l’acte.',
        refus.champ,
      )
    case 'date-future':
      return dire('Cette date n’est pas encore passée : enregistrez l’acte une fois pris.', refus.champ)
    case 'avant-l-arrete':
      return dire(
        `Le texte a été arrêté le ${date(refus.arreteLe)} : un acte antérieur porte sur une autre version. Vérifiez la date.`,
        refus.champ,
      )
    case 'vote-contraire':
      return dire(
        refus.avis === 'favorable'
          ? 'Il y a plus de voix contre que de voix pour : choisissez « défavorable », ou corrigez les voix.'
          : 'Il y a plus de voix pour que de voix contre : choisissez « favorable », ou corrigez les voix.',
        'pour',
      )
    case 'signature-contraire':
      return dire(
        'La présidence ne signe pas un texte que son organe a refusé : retirez la date de signature, ou corrigez l’avis.',
        'signeLe',
      )
    case 'signature-avant-l-acte':
      return dire(
        `L’organe a délibéré le ${date(refus.dateActe)} : la présidence signe ce jour-là ou après. Vérifiez les deux dates.`,
        'signeLe',
      )
    default:
      return jamais(refus)
  }
}
