import type { Jour } from '#shared/dates.ts'

/** What an organisation decides for itself; signed with its directory. */
export type Politique = Readonly<{
  anonymeAccepte: boolean
  temoinSansAccord: boolean
  usagersAcceptes: boolean
  employeurObligatoire: boolean
  /** Working days in which the cell wants to acknowledge. */
  delaiAR: number
  transmissionDefaut: TransmissionDefaut
}>

/**
 * What a cell does of the facts as regards the employer. Silence is never consent, whatever it is. `sur_accord`: boxes that the author may tick or leave;
 * `a_repondre`: the cell usually transmits, so the author answers the question, « pas maintenant » included, before sending; `jamais`: the cell only
 * listens, advises and orients (an act that gives the référent no other mission, CGFP R135-1): the question is not asked, and only a grave danger found by
 * two goes out.
 */
export const TRANSMISSIONS = ['sur_accord', 'a_repondre', 'jamais'] as const
export type TransmissionDefaut = (typeof TRANSMISSIONS)[number]

/** The policy of a signed directory; one that was signed before the question existed does as it did. */
export const lirePolitique = (
  lue: Omit<Politique, 'transmissionDefaut'> & Partial<Pick<Politique, 'transmissionDefaut'>>,
): Politique => ({ ...lue, transmissionDefaut: lue.transmissionDefaut ?? 'sur_accord' })

/** What each answer to « a_repondre » is worth, as a consent; null: none. */
export const ACCORD_DE_LA_REPONSE: Readonly<Record<string, string | null>> = {
  sans_identite: 'faits_sans_identite',
  avec_identite: 'faits_avec_identite',
  pas_maintenant: null,
}

/** Whether a consent is one of those that let facts go to the employer. */
export const estDeTransmission = (accord: string): boolean =>
  Object.values(ACCORD_DE_LA_REPONSE).includes(accord)

/** An employer that entrusted its device by convention (CGFP L452-43, R135-2). Days included. */
export type Employeur = Readonly<{ id: string; nom: string; strate: string; du: Jour; au: Jour | null }>

export const STRATES = [
  'moins de 10 agents',
  '10 à 49 agents',
  '50 à 99 agents',
  '100 à 349 agents',
  '350 agents et plus',
] as const

/** Whether the convention of an employer covers a day. */
export const couvre = ({ du, au }: Employeur, jour: Jour): boolean =>
  du <= jour && (au === null || jour <= au)

type Declare = Readonly<{
  id: string
  nom: string
  conflits: readonly string[]
  /** The identifier that the same person had before her keys were renewed: who excluded one excluded the other. */
  remplace?: string
}>

/**
 * Who must not read, before anything is sealed: declared conflicts with the employer, the author's own choice, and the members whose name the
 * story holds (`nommes`: to be asked to the author, never decided for her).
 */
export function exclusionsDe(
  membres: readonly Declare[],
  employeur: string | null,
  choisis: readonly string[],
  textes: readonly string[],
): Readonly<{ exclus: ReadonlySet<string>; nommes: readonly string[] }> {
  const declares = membres.filter(({ conflits }) => employeur !== null && conflits.includes(employeur))
  const exclus = new Set([...choisis, ...declares.map(({ id }) => id)])
  for (const { id, remplace } of membres) {
    if (remplace === undefined) continue
    if (exclus.has(remplace) || exclus.has(id)) exclus.add(id).add(remplace)
  }
  const lu = plier(textes.join(' '))
  const nommes = membres.filter(
    ({ id, nom }) => !exclus.has(id) && motsDuNom(nom).some((mot) => lu.includes(` ${mot} `)),
  )
  return { exclus, nommes: nommes.map(({ id }) => id) }
}

const plier = (texte: string): string =>
  ` ${texte
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')} `

/** Words of a name that can name somebody: functions and short words cannot. */
const motsDuNom = (nom: string): string[] =>
  plier(nom)
    .split(' ')
    .filter(
      (mot) =>
        mot.length >= 4 &&
        !['referent', 'referente', 'signalement', 'juriste', 'cellule', 'equipe'].includes(mot),
    )
