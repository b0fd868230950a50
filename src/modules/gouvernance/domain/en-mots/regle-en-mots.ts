import { estMoitie, type Fraction, type Regle, type TypeDecision } from '../regle.ts'
import { auMoins, plusDe, type Siege } from '../verdict.ts'

export type SiegeEnMots = Siege & { readonly libelle: string }

/** One sentence of the rule, under the word it answers to. */
export type PhraseDeRegle = { readonly nom: string; readonly phrase: string }

const LIBELLES_TYPE_DECISION: Readonly<Record<TypeDecision, string>> = {
  orientation: 'les orientations',
  accord_de_principe: 'les accords de principe',
  avis: 'les avis',
  lancement_action: 'les lancements d’action',
  cle: 'les clés de répartition',
  budget: 'les budgets',
  designation: 'les désignations',
  convention: 'les conventions',
  cloture: 'les clôtures',
}

const pluriel = (n: number, mot: string): string => `${n} ${mot}${n > 1 && !mot.endsWith('x') ? 's' : ''}`
const somme = (sieges: readonly Siege[]): number => sieges.reduce((total, { voix }) => total + voix, 0)
const enumerer = (mots: readonly string[]): string =>
  mots.length < 2 ? (mots[0] ?? '') : `${mots.slice(0, -1).join(', ')} et ${mots.at(-1)}`
const requis = (seuil: Fraction, strict: boolean, total: number): number =>
  (strict ? plusDe : auMoins)(seuil, total)

/**
 * What a rule does with the members of one instance, in words and in numbers: « à 5 membres il faut 4 voix ». Same arithmetic as the verdict.
 * @param sieges all the seats of the instance
 * @returns sentences in the order in which a person asks; typography is left to the interface
 */
export function direRegle(regle: Regle, sieges: readonly SiegeEnMots[]): readonly PhraseDeRegle[] {
  const votants = sieges.filter(({ modalite }) => modalite === 'deliberative')
  if (votants.length === 0)
    return [
      { nom: 'Qui vote', phrase: 'Aucun siège n’a voix délibérative : cette instance ne peut rien voter.' },
    ]
  return [
    { nom: 'Qui vote', phrase: direVotants(votants, sieges) },
    { nom: 'Quorum', phrase: direQuorum(regle, votants) },
    { nom: 'Majorité', phrase: direMajorite(regle, votants) },
    ...(regle.mode === 'consentement' ? [] : direBlocage(regle, votants)),
    ...(regle.interets === 'participants'
      ? [{ nom: 'Action à quelques-uns', phrase: direGeometrie(regle, votants) }]
      : []),
    ...(regle.exceptions ?? []).map(({ types, base, seuil, strict }) => ({
      nom: 'Exception',
      phrase: `Pour ${enumerer(types.map((type) => LIBELLES_TYPE_DECISION[type]))} : ${direSeuil({ ...regle, mode: 'vote', base, seuil, strict }, votants)}`,
    })),
    { nom: 'Partage des voix', phrase: direPartage(regle) },
    { nom: 'Pouvoirs et secret', phrase: direPouvoirs(regle) },
    ...(regle.deuxiemeConvocation
      ? [{ nom: 'Seconde convocation', phrase: direSeconde(regle.deuxiemeConvocation) }]
      : []),
  ]
}

function direVotants(votants: readonly SiegeEnMots[], sieges: readonly SiegeEnMots[]): string {
  const egales = new Set(votants.map(({ voix }) => voix)).size === 1
  const noms = enumerer(votants.map(({ libelle, voix }) => (egales ? libelle : `${libelle} (${voix})`)))
  const consultatifs = sieges.filter((siege) => !votants.includes(siege)).map(({ libelle }) => libelle)
  const chacun = egales ? `${votants[0]!.voix} voix chacun` : `${somme(votants)} voix en tout`
  const avis = consultatifs.length > 0 ? ` Sans voter, donnent leur avis : ${enumerer(consultatifs)}.` : ''
  return `${pluriel(votants.length, 'membre')} avec ${chacun} : ${noms}.${avis}`
}

function direQuorum({ quorum }: Regle, votants: readonly Siege[]): string {
  const total = quorum.surVoix ? somme(votants) : votants.length
  const unite = quorum.surVoix ? 'voix' : 'membres'
  const n = auMoins(quorum, total)
  if (n === 0) return 'Aucune présence n’est exigée.'
  const pouvoirs = quorum.pouvoirsComptent
    ? ' Un membre représenté par pouvoir compte comme présent.'
    : ' Les pouvoirs ne comptent pas.'
  return `${n} ${n > 1 || unite === 'voix' ? unite : 'membre'} sur ${total} en séance, recomptés à chaque vote.${pouvoirs}`
}

/** The number of voices, with the members of this instance. */
function direSeuil(regle: Regle, votants: readonly Siege[]): string {
  const total = somme(votants)
  const n = requis(regle.seuil, regle.strict, total)
  if (regle.base === 'membres') return `il faut ${n} voix sur les ${total} des membres, présents ou non.`
  const sur = regle.base === 'exprimes' ? 'si tous s’expriment' : 'si tous sont présents'
  const moins = total > 1 ? requis(regle.seuil, regle.strict, total - 1) : n
  const suite =
    total > 1
      ? ` ; si une voix ${regle.base === 'exprimes' ? 's’abstient' : 'manque'}, ${moins} sur ${total - 1}`
      : ''
  return `il faut ${n} voix sur ${total} ${sur}${suite}.`
}

function direMajorite(regle: Regle, votants: readonly Siege[]): string {
  if (regle.mode === 'consentement')
    return 'Une proposition passe si personne ne s’y oppose ; une objection se motive.'
  const avant = regle.mode === 'consensus' ? 'On cherche d’abord l’accord de tous. À défaut, on vote : ' : ''
  const phrase = `À ${pluriel(votants.length, 'membre')} ${direSeuil(regle, votants)}`
  return avant ? avant + phrase.charAt(0).toLowerCase() + phrase.slice(1) : phrase
}

/** Who can stop a proposal: the fewest members whose refusal is enough. */
function direBlocage(regle: Regle, votants: readonly SiegeEnMots[]): readonly PhraseDeRegle[] {
  const total = somme(votants)
  const arret = total - requis(regle.seuil, regle.strict, total) + 1
  const parPoids = [...votants].sort((a, b) => b.voix - a.voix)
  let voix = 0
  const bloquent: SiegeEnMots[] = []
  for (const siege of parPoids) {
    if (voix >= arret) break
    voix += siege.voix
    bloquent.push(siege)
  }
  const egales = new Set(votants.map((siege) => siege.voix)).size === 1
  const qui = egales ? '' : `, par exemple ${enumerer(bloquent.map(({ libelle }) => libelle))}`
  return [
    {
      nom: 'Pour arrêter',
      phrase:
        bloquent.length === 1
          ? `Un seul membre qui vote contre suffit à arrêter une proposition${qui}.`
          : `Il faut ${bloquent.length} membres contre pour arrêter une proposition${qui}.`,
    },
  ]
}

/** The rule at two, three… members, when those outside the action do not vote on it. */
function direGeometrie(regle: Regle, votants: readonly Siege[]): string {
  const egales = new Set(votants.map(({ voix }) => voix)).size === 1
  const rappel = 'Qui ne participe pas à l’action est informé et ne vote pas.'
  if (!egales || votants.length < 3 || regle.mode === 'consentement') return rappel
  const voix = votants[0]!.voix
  const cas = Array.from({ length: votants.length - 2 }, (_, i) => {
    const n = votants.length - 1 - i
    const present = auMoins(regle.quorum, regle.quorum.surVoix ? n * voix : n)
    return `à ${n}, ${requis(regle.seuil, regle.strict, n * voix)} voix et un quorum de ${present}`
  })
  return `${rappel} Il faut alors : ${cas.join(' ; ')}.`
}

function direPartage(regle: Regle): string {
  if (!estMoitie(regle.seuil)) return 'Sans objet : le seuil dépasse la moitié.'
  const phrases: Readonly<Record<Regle['partage'], string>> = {
    rejet: 'À égalité, la proposition est rejetée.',
    renvoi: 'À égalité, la proposition est renvoyée à une prochaine séance.',
    voix_preponderante: 'À égalité, la voix de la présidence l’emporte.',
  }
  return phrases[regle.partage]
}

function direPouvoirs({ pouvoirsMaxParSiege: max, secret }: Regle): string {
  const pouvoirs =
    max === 0 ? 'Aucun pouvoir n’est permis.' : `${pluriel(max, 'pouvoir')} au plus par membre présent.`
  const phrases: Readonly<Record<Regle['secret'], string>> = {
    jamais: 'Le vote est public.',
    sur_demande: 'Le vote est secret si on le demande.',
    toujours: 'Le vote est secret.',
  }
  return `${pouvoirs} ${phrases[secret]}`
}

const direSeconde = ({ delaiJours, sansQuorum }: NonNullable<Regle['deuxiemeConvocation']>): string =>
  `Si le quorum manque, une nouvelle convocation part avec ${pluriel(delaiJours, 'jour')} de délai${sansQuorum ? ' et vaut quel que soit le nombre de présents' : ''}.`
