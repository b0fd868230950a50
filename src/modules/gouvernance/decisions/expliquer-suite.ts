import { PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import { jamais } from '#shared/result.ts'
import { dateLongue } from '#shared/typographie.ts'
import { type Acte, cycleSuite, LIBELLES_SUITE, type RefusSuite } from '../domain/suite.ts'

const CHAMPS: Readonly<Record<keyof Acte, string>> = {
  reunionLe: 'la date de la réunion',
  numeroActe: 'le numéro de l’acte',
  dateActe: 'la date de l’acte',
  vote: 'le vote',
  transmisLe: 'la date de transmission au contrôle de légalité',
  executoireLe: 'la date à laquelle l’acte est exécutoire',
  note: 'la raison, en quelques mots',
}

/** The sentence shown for a refusal on a sequel, and the field it belongs to (null: the whole form). */
export function expliquerSuite(
  refus:
    | RefusSuite
    | { readonly code: 'introuvable' | 'interdit' | 'page-perimee' | 'rectification-sans-motif' },
): { readonly champ: string | null; readonly phrase: string } {
  switch (refus.code) {
    case 'introuvable':
      return {
        champ: null,
        phrase: 'Ce membre n’a pas de suite à donner à cette décision : il en est informé.',
      }
    case 'interdit':
      return {
        champ: null,
        phrase:
          'Seules les personnes de cette structure enregistrent ses actes. Vous pouvez lui écrire, pas confirmer à sa place.',
      }
    case 'page-perimee':
      return { champ: null, phrase: PAGE_PERIMEE }
    case 'rectification-sans-motif':
      return {
        champ: 'motif',
        phrase:
          'Dites pourquoi vous rectifiez : les valeurs d’origine restent dans l’historique avec ce motif.',
      }
    case 'transition-refusee':
      return {
        champ: null,
        phrase: `« ${cycleSuite[refus.geste].libelle} » n’est pas possible : la suite est « ${LIBELLES_SUITE[refus.etat].toLowerCase()} ». Rechargez la page pour voir où elle en est.`,
      }
    case 'champ-manquant':
      return { champ: refus.champ, phrase: `Indiquez ${CHAMPS[refus.champ]}.` }
    case 'date-future':
      return {
        champ: refus.champ,
        phrase: 'Cette date n’est pas encore passée : enregistrez l’acte une fois pris.',
      }
    case 'dates-en-desordre':
      return {
        champ: null,
        phrase: `Les dates se contredisent : ${refus.apres} avant ${refus.avant}. Vérifiez les deux dates.`,
      }
    case 'votes-incoherents':
      return {
        champ: 'pour',
        phrase: `Le total des voix (${refus.total}) dépasse le nombre de votants (${refus.reel}). Vérifiez les deux.`,
      }
    case 'vote-contraire':
      return {
        champ: 'pour',
        phrase:
          'Il y a au moins autant de voix contre que de voix pour : enregistrez un rejet, ou corrigez les voix.',
      }
    case 'acte-avant-decision':
      return {
        champ: 'dateActe',
        phrase: `Cet acte serait antérieur à la décision, adoptée le ${dateLongue(refus.adopteeLe)}. Corrigez la date, ou cochez « La date est juste » si votre organe avait délibéré d’avance.`,
      }
    default:
      return jamais(refus)
  }
}
