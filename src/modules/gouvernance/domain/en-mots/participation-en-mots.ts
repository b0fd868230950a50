import { type Jour, joursEntre } from '#shared/dates.ts'
import { compte } from '#shared/typographie.ts'

/** What a member did in a year. Delays are whole days, from the decision to the act of the member. */
export type Participation = {
  /** Séances held where it has a seat. */
  readonly seances: number
  readonly presentes: number
  /** Not there, but its proxy was. */
  readonly representees: number
  /** Votes closed in which it had a voice. */
  readonly scrutins: number
  readonly votes: number
  readonly suites: number
  /** Executory, or without object. */
  readonly faites: number
  readonly delaiMoyen: number | null
  readonly attendues: number
  /** Day of the oldest decision whose act is awaited. */
  readonly plusAncienne: Jour | null
}

/**
 * The year of a member in sentences: what it took part in, what it did, what is awaited and since when. Said in words and member by member,
 * so that nobody is ranked; what did not exist is said as such, never as a zero.
 * @param jour the day in Paris from which the wait is counted
 */
export function direParticipation(p: Participation, jour: Jour): readonly string[] {
  return [direSeances(p), direVotes(p), direSuites(p, jour)].flat()
}

function direSeances({ seances, presentes, representees }: Participation): string {
  if (seances === 0) return 'Aucune séance ne s’est tenue avec son siège.'
  const pouvoir = representees > 0 ? `, et a donné pouvoir à ${compte(representees, 'autre', 'autres')}` : ''
  return presentes === 0
    ? `N’a assisté à aucune des ${compte(seances, 'séance tenue', 'séances tenues')}${pouvoir}.`
    : `A assisté à ${presentes} séance${presentes > 1 ? 's' : ''} sur ${seances}${pouvoir}.`
}

const direVotes = ({ scrutins, votes }: Participation): string =>
  scrutins === 0
    ? 'Aucun vote ne lui a été soumis.'
    : `Sa voix est entrée dans ${compte(votes, 'vote')} sur ${scrutins}.`

function direSuites(p: Participation, jour: Jour): readonly string[] {
  if (p.suites === 0) return ['Aucune décision ne lui demandait d’acte.']
  const delai = p.delaiMoyen === null ? '' : `, ${compte(p.delaiMoyen, 'jour')} en moyenne après la décision`
  const fait = `${compte(p.faites, 'suite menée', 'suites menées')} à ${p.faites > 1 ? 'leur' : 'son'} terme sur ${p.suites}${delai}.`
  return p.attendues === 0 || p.plusAncienne === null
    ? [fait]
    : [
        fait,
        `${compte(p.attendues, 'suite attendue', 'suites attendues')}, la plus ancienne depuis ${compte(joursEntre(p.plusAncienne, jour), 'jour')}.`,
      ]
}
