import type { Regle } from '../regle.ts'
import type { Verdict } from '../verdict.ts'

export type VerdictEnMots = {
  readonly titre: string
  readonly resume: string
  readonly lignes: readonly { readonly nom: string; readonly phrase: string; readonly calcul: string }[]
}

const TITRES = {
  adoptee: 'Adoptée',
  rejetee: 'Rejetée',
  renvoyee: 'Renvoyée',
  sans_quorum: 'Non valable',
} as const
const FRACTIONS: Record<string, string> = {
  '1/2': 'la moitié',
  '2/3': 'deux tiers',
  '3/4': 'trois quarts',
  '4/5': 'quatre cinquièmes',
  '1/1': 'la totalité',
}
const BASES = {
  exprimes: 'des voix exprimées',
  presents_representes: 'des voix présentes ou représentées',
  membres: 'des membres, pas des votants',
}

const pluriel = (n: number, mot: string): string => `${n} ${mot}${n > 1 && !/[sxz]$/.test(mot) ? 's' : ''}`
const fraction = (num: number, den: number): string => FRACTIONS[`${num}/${den}`] ?? `${num}/${den}`
const capitale = (texte: string): string => texte.charAt(0).toUpperCase() + texte.slice(1)
const decimal = (num: number, den: number, total: number): string => {
  const centiemes = Math.floor((num * total * 100) / den)
  return centiemes % 100 === 0 ? String(centiemes / 100) : String(centiemes / 100).replace('.', ',')
}

/** The verdict as a person reads it: one sentence for each point, then the calculation. Typography is left to the interface. */
export function direVerdict(verdict: Verdict, regle: Regle): VerdictEnMots {
  return {
    titre: TITRES[verdict.issue],
    resume: resumer(verdict, regle),
    lignes: [direQuorum(verdict, regle), direMajorite(verdict, regle), direVoix(verdict, regle)],
  }
}

function resumer({ issue, voix, majorite, quorum }: Verdict, regle: Regle): string {
  if (issue === 'sans_quorum')
    return `${pluriel(quorum.presentes, 'voix')} en séance. Il en fallait ${quorum.necessaires} pour voter.`
  if (regle.mode === 'consentement')
    return voix.contre === 0 ? 'Aucune objection.' : `${pluriel(voix.contre, 'objection')}.`
  return `${pluriel(voix.pour, 'voix')} pour. Il en fallait ${majorite.necessaires} sur ${majorite.denominateur}.`
}

function direQuorum({ quorum }: Verdict, { quorum: regle }: Regle) {
  const { presents, representes } = quorum.sieges
  const pouvoirs =
    representes === 0
      ? ''
      : ` et ${pluriel(representes, 'représenté')}${regle.pouvoirsComptent ? '' : ' (les pouvoirs ne comptent pas)'}`
  const unite = regle.surVoix ? 'voix' : 'siège'
  const comptage = `${pluriel(presents, 'siège')} ${presents > 1 ? 'présents' : 'présent'}${pouvoirs}, soit ${pluriel(quorum.presentes, unite)} sur ${quorum.totales}`
  const phrase = quorum.dispense
    ? `Non exigé : seconde convocation. ${comptage}.`
    : `${quorum.atteint ? 'Atteint' : 'Non atteint'} : ${comptage}. Il en fallait ${quorum.necessaires}.`
  const exact = decimal(regle.num, regle.den, quorum.totales)
  const arrondi = exact.includes(',') ? `, arrondi à ${quorum.necessaires}` : ''
  return {
    nom: 'Quorum',
    phrase,
    calcul: `${capitale(fraction(regle.num, regle.den))} de ${quorum.totales} = ${exact}${arrondi}.`,
  }
}

function direMajorite({ majorite, voix, partage, issue }: Verdict, regle: Regle) {
  if (regle.mode === 'consentement')
    return {
      nom: 'Majorité',
      phrase: 'La règle est le consentement : la proposition passe si personne ne s’y oppose.',
      calcul: voix.contre === 0 ? 'Aucune objection exprimée.' : `${pluriel(voix.contre, 'voix')} contre.`,
    }
  const { num, den } = regle.seuil
  const quoi = num === den ? 'l’unanimité' : `${regle.strict ? 'plus de ' : ''}${fraction(num, den)}`
  const abstentions = voix.abstention + voix.ne_prend_pas_part
  const rappel =
    abstentions > 0 && regle.base !== 'exprimes' ? ' L’abstention ne compte pas parmi les voix pour.' : ''
  const etat =
    issue === 'sans_quorum'
      ? 'Non examinée : le quorum manque. '
      : partage
        ? 'Partage des voix. '
        : majorite.atteinte
          ? 'Atteinte : '
          : 'Non atteinte : '
  const phrase = `${etat}${etat.endsWith(': ') ? 'la' : 'La'} règle demande ${quoi} ${BASES[regle.base]}.${rappel}${direPartage(partage)}`
  const exact = decimal(num, den, majorite.denominateur)
  const seuil =
    exact === String(majorite.necessaires)
      ? exact
      : `${exact}, ${regle.strict ? 'il en faut donc' : 'arrondi à'} ${majorite.necessaires}`
  return {
    nom: 'Majorité',
    phrase,
    calcul: `${capitale(fraction(num, den))} de ${majorite.denominateur} = ${seuil} ; ${pluriel(voix.pour, 'voix')} pour.`,
  }
}

function direPartage(partage: Verdict['partage']): string {
  switch (partage) {
    case null:
      return ''
    case 'rejet':
      return ' À égalité, la proposition est rejetée.'
    case 'renvoi':
      return ' À égalité, la proposition est renvoyée à une prochaine séance.'
    case 'president_pour':
      return ' La voix de la présidence, prépondérante, est pour.'
    case 'president_contre':
      return ' La voix de la présidence, prépondérante, est contre.'
    case 'president_sans_vote':
      return ' La présidence, dont la voix est prépondérante, n’a pas voté pour : la proposition est rejetée.'
  }
}

function direVoix({ voix, quorum }: Verdict, regle: Regle) {
  const preponderante =
    regle.partage === 'voix_preponderante'
      ? 'La présidence a voix prépondérante en cas de partage.'
      : 'Aucune voix prépondérante.'
  const max = regle.pouvoirsMaxParSiege
  const pouvoirs =
    max === 0
      ? 'Aucun pouvoir n’est permis.'
      : `${pluriel(max, 'pouvoir')} au plus par siège${quorum.sieges.representes > 0 ? `, ${pluriel(quorum.sieges.representes, 'utilisé')}` : ', aucun utilisé'}.`
  return {
    nom: 'Voix',
    phrase: `${preponderante} ${pouvoirs}`,
    calcul: `${voix.pour} pour, ${voix.contre} contre, ${pluriel(voix.abstention, 'abstention')}, ${voix.ne_prend_pas_part} sans prendre part, sur ${voix.totales}.`,
  }
}
