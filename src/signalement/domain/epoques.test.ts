// Epochs, closing by two, departures, a second organisation: every sequence of deeds up to a depth, through the rule that the server applies, with real tokens of
// admission. What somebody once held she keeps for ever: deleting rows takes nothing back. Deterministic; the rules are those of the application, not a copy.
import { expect, it } from 'vitest'
import type { Envoi } from '../bureau/acte.ts'
import { deciderActe } from '../bureau/regle.ts'
import { admissionsPour, estAdmis, tirerAdmissions } from '../protocole/admission.ts'
import { destinatairesAuDepot, type Role, type Volet } from './acces.ts'
import { exclusionsDe } from './politique.ts'

type Membre = Readonly<{
  id: string
  nom: string
  role: Role
  conflits: readonly string[]
  remplace?: string
}>
const membre = (id: string, role: Role, remplace?: string): Membre => ({
  id,
  nom: '',
  role,
  conflits: [],
  ...(remplace && { remplace }),
})
// `ecartee` is excluded before anything is sealed; `ecartee-bis` is herself under keys renewed later; `venue` is in the directory since.
const ICI = [
  membre('ref', 'referent'),
  membre('juriste', 'juriste'),
  membre('ecartee', 'referent'),
  membre('ecartee-bis', 'referent', 'ecartee'),
  membre('venue', 'referent'),
]
const AU_DEPOT = ICI.filter(({ id }) => id !== 'ecartee-bis' && id !== 'venue')
const LA = [membre('ref-b', 'referent'), membre('juriste-b', 'juriste'), membre('ecarte-b', 'juriste')]
const EXCLUS = exclusionsDe(ICI, null, ['ecartee', 'ecarte-b'], []).exclus
const VERSIONS = [{ empreinte: '', roles: new Map(), remplace: new Map([['ecartee-bis', 'ecartee']]) }]
const VOLETS: readonly Volet[] = ['R', 'E', 'N']
const PROFONDEUR = 5
const EPOQUES_MAX = 3

const marques = (membres: readonly Membre[]) => {
  const tirees = tirerAdmissions('d', membres, EXCLUS)
  const admis = new Map(
    [...ICI, ...LA].map(({ id }) => {
      // A hostile member shows every token that she could read, that of whoever is excluded too.
      const montres = admissionsPour(tirees.jetons, { versions: VERSIONS }, [id])
      const connues = new Map(tirees.marques.map((m) => [m.membre, m.marque]))
      return [id, estAdmis(id, 'd', { versions: VERSIONS }, connues, montres)] as const
    }),
  )
  return (id: string) => admis.get(id)!
}
const ADMIS = { ici: marques(AU_DEPOT), la: marques(LA) }

/** « volet epoque id »: `lignes` are those that the server has, `eues` those that somebody once held. */
type Etat = Readonly<{
  ou: 'ici' | 'la'
  lignes: ReadonlySet<string>
  eues: ReadonlySet<string>
  courante: Readonly<Partial<Record<string, number>>>
  /** Who left the directory, with the epoch of each compartment on that day. */
  partis: ReadonlyMap<string, Etat['courante']>
  /** The epochs on the day of the transfer. */
  transfert: Etat['courante'] | null
  propose: string | null
  clos: readonly [string, string] | null
}>
const presents = (e: Etat) => (e.ou === 'ici' ? ICI : LA).filter(({ id }) => !e.partis.has(id))
const empreinte = (e: Etat) =>
  JSON.stringify([
    e.ou,
    [...e.lignes].sort(),
    [...e.eues].sort(),
    e.courante,
    [...e.partis].sort(),
    e.transfert,
    e.propose,
    e.clos,
  ])
const lit = (e: Etat, volet: Volet, id: string) =>
  [...e.lignes].some((l) => l.startsWith(`${volet} `) && l.endsWith(` ${id}`))
const avec = (e: Etat, cles: readonly string[]): Etat => ({
  ...e,
  lignes: new Set([...e.lignes, ...cles]),
  eues: new Set([...e.eues, ...cles]),
})

/** What the server takes from this member: she is in today's directory, holds a row, and the rule says yes. */
function accepte(e: Etat, { id, role }: Membre, action: string, plus: Partial<Envoi>): boolean {
  if (!VOLETS.some((volet) => lit(e, volet, id))) return false
  const envoi = {
    acte: { acteur: id, action, dossier: 'd', jour: '2026-12-07', organisme: e.ou },
    sig: '',
    version: 1,
    vers: null,
    echeances: [],
    messages: [],
    enveloppes: [],
    missions: [],
    admissions: [],
    oublier: false,
    ...plus,
  } as Envoi
  return (
    deciderActe(envoi, {
      membre: { id, role },
      etat: e.clos ? 'CLOS' : 'EN_COURS',
      tient: new Set(VOLETS.filter((volet) => lit(e, volet, id))),
      existe: new Set(VOLETS.filter((volet) => e.courante[volet] !== undefined)),
      roleDe: (qui) => presents(e).find((m) => m.id === qui)?.role ?? null,
      lit: (volet, qui) => lit(e, volet, qui),
      admis: (qui) => VOLETS.some((volet) => lit(e, volet, qui)) || ADMIS[e.ou](qui),
      proposePar: (geste) => (geste === 'clore' ? e.propose : null),
      missionnes: new Set(),
      // Opened by a motive: the widest that a closed case may be.
      servis: e.clos ? new Set(VOLETS) : null,
    }) === null
  )
}

/** Every state one deed away: members, hostile ones included, the author, the directory. */
function* suites(e: Etat): Generator<Etat> {
  for (const m of presents(e)) {
    for (const volet of VOLETS) {
      const ici = e.courante[volet]
      const sienne = (epoque: number) => e.eues.has(`${volet} ${epoque} ${m.id}`)
      if (ici === undefined && accepte(e, m, 'instruire', { enveloppes: [enveloppe(volet, 1, m.id)] }))
        yield { ...avec(e, [`${volet} 1 ${m.id}`]), courante: { ...e.courante, [volet]: 1 } }
      if (ici === undefined) continue
      // Every epoch that she once held, to anybody of the region, whoever left included.
      for (const { id: dest } of [...ICI, ...LA])
        if (
          !lit(e, volet, dest) &&
          accepte(e, m, 'donner-acces', { enveloppes: [enveloppe(volet, ici, dest)] })
        )
          for (const epoque of ici > 1 ? [ici, 1] : [ici])
            if (sienne(epoque)) yield avec(e, [`${volet} ${epoque} ${dest}`])
      // New keys: for who reads today.
      const gens = presents(e).filter(({ id }) => lit(e, volet, id))
      const neuves = gens.map(({ id }) => enveloppe(volet, ici + 1, id))
      if (ici < EPOQUES_MAX && accepte(e, m, 'renouveler-cles', { enveloppes: neuves }))
        yield {
          ...avec(
            e,
            gens.map(({ id }) => `${volet} ${ici + 1} ${id}`),
          ),
          courante: { ...e.courante, [volet]: ici + 1 },
        }
    }
    if (e.propose !== m.id && accepte(e, m, 'proposer-cloture', {})) yield { ...e, propose: m.id }
    if (e.propose && accepte(e, m, 'clore', { vers: 'CLOS' })) yield { ...e, clos: [e.propose, m.id] }
    // She leaves the directory: the installation deletes her rows.
    const restent = [...e.lignes].filter((l) => !l.endsWith(` ${m.id}`))
    yield { ...e, lignes: new Set(restent), partis: new Map([...e.partis, [m.id, e.courante]]) }
  }
  if (e.ou === 'ici') {
    const pour = destinatairesAuDepot(LA, EXCLUS, new Set())
    const siens = (['R', 'E'] as const).flatMap((volet) =>
      pour[volet].flatMap((id) =>
        Array.from({ length: e.courante[volet]! + 1 }, (_, i) => `${volet} ${i + 1} ${id}`),
      ),
    )
    yield {
      ...avec({ ...e, lignes: new Set() }, siens),
      ou: 'la',
      courante: { R: e.courante['R']! + 1, E: e.courante['E']! + 1 },
      transfert: e.courante,
      propose: null,
      clos: null,
    }
  }
}
const enveloppe = (volet: Volet, epoque: number, dest: string) => ({ volet, epoque, dest, octets: '' })

/** What never happens; a sentence for each that did. */
function* torts(e: Etat): Generator<string> {
  for (const cle of e.eues) {
    const [volet, lu, id] = cle.split(' ') as [Volet, string, string]
    const epoque = Number(lu)
    if (EXCLUS.has(id)) yield `${id}, écartée, a la clé ${volet} ${epoque}`
    const depuis = e.partis.get(id)
    if (depuis && epoque > (depuis[volet] ?? 0)) yield `${id}, partie, a la clé ${volet} ${epoque} d’après`
    if (e.transfert && ICI.some((m) => m.id === id) && epoque > (e.transfert[volet] ?? 0))
      yield `${id}, du premier centre, a la clé ${volet} ${epoque} d’après`
    if (!e.transfert && LA.some((m) => m.id === id)) yield `${id}, d’un autre centre, a la clé ${volet}`
  }
  if (e.clos && e.clos[0] === e.clos[1]) yield `${e.clos[0]} a clos à elle seule`
}

it('époques, clôture à deux, départ, transfert : aucune suite de gestes ne donne une clé d’après à qui n’en est plus, ni rien à qui est écarté', () => {
  const pour = destinatairesAuDepot(AU_DEPOT, EXCLUS, new Set())
  const cles = new Set((['R', 'E'] as const).flatMap((v) => pour[v].map((id) => `${v} 1 ${id}`)))
  const depart: Etat = {
    ou: 'ici',
    lignes: cles,
    eues: cles,
    courante: { R: 1, E: 1 },
    partis: new Map(),
    transfert: null,
    propose: null,
    clos: null,
  }
  const vus = new Map([[empreinte(depart), depart]])
  const trouves = new Set<string>()
  let bord = [depart]
  for (let pas = 1; pas <= PROFONDEUR; pas++) {
    const suivants: Etat[] = []
    for (const e of bord)
      for (const s of suites(e)) {
        const cle = empreinte(s)
        if (vus.has(cle)) continue
        vus.set(cle, s)
        for (const tort of torts(s)) trouves.add(`${tort} (${pas} gestes)`)
        if (pas < PROFONDEUR) suivants.push(s)
      }
    bord = suivants
  }
  expect([...trouves]).toEqual([])
  // The exploration itself: what may happen does.
  const atteint = (juste: (e: Etat) => boolean) => [...vus.values()].some(juste)
  expect(vus.size).toBeGreaterThan(1_000)
  expect(atteint((e) => e.clos !== null)).toBe(true)
  expect(atteint((e) => e.ou === 'la' && e.clos !== null)).toBe(true)
  expect(atteint((e) => e.courante['E'] === EPOQUES_MAX)).toBe(true)
  expect(atteint((e) => lit(e, 'R', 'venue'))).toBe(true)
  expect(atteint((e) => e.partis.has('ref') && e.courante['R'] === 2)).toBe(true)
})
