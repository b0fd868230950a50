// Who can open what, after every sequence of deeds up to a depth: each state of the keys is reached once, from the deposit, by what the server's own rule accepts
// of every member, hostile ones included, and by what the author decides. Deterministic; the rules are those of the application, not a copy.
import { expect, it } from 'vitest'
import type { Envoi } from '../bureau/acte.ts'
import { deciderActe } from '../bureau/regle.ts'
import {
  accordDuRole,
  destinatairesAuDepot,
  peutLire,
  type Role,
  traite,
  VOLETS,
  VOLETS_DE_SOIN,
  type Volet,
} from './acces.ts'

const MEMBRES: readonly Readonly<{ id: string; role: Role }>[] = [
  { id: 'ref', role: 'referent' },
  { id: 'juriste', role: 'juriste' },
  { id: 'garde', role: 'gardien' },
  { id: 'medecin', role: 'medecin' },
  { id: 'enquete', role: 'enqueteur' },
  { id: 'employeur', role: 'employeur' },
  { id: 'dpd', role: 'dpd' },
]
const roleDe = (id: string): Role | null => MEMBRES.find((m) => m.id === id)?.role ?? null
const JOUR = '2026-12-07'
const PROFONDEUR = 4

/** Keys held (« volet id »), what the author consented to, who asked for the identity, who has a mission, and whether two persons opened the identity. */
type Etat = Readonly<{
  cles: ReadonlySet<string>
  accord: boolean
  demande: string | null
  mission: boolean
  ouverte: boolean
}>
const tient = (e: Etat, volet: Volet, id: string) => e.cles.has(`${volet} ${id}`)
const empreinte = (e: Etat) =>
  [[...e.cles].sort().join(), e.accord, e.demande, e.mission, e.ouverte].join('|')
const sans = (cles: ReadonlySet<string>, id: string) =>
  new Set([...cles].filter((c) => !c.endsWith(` ${id}`)))

/** The keys that the author's browser gives, as at the deposit. */
const donnees = (exclus: ReadonlySet<string>, accord: boolean) =>
  Object.entries(destinatairesAuDepot(MEMBRES, exclus, new Set(accord ? ['medecin'] : []))).flatMap(
    ([volet, ids]) => ids.map((id) => `${volet} ${id}`),
  )

const envoi = (acteur: string, action: string, plus: Partial<Envoi>): Envoi => ({
  acte: { acteur, action, dossier: 'd', jour: JOUR, organisme: 'o' } as Envoi['acte'],
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
})

/** What the server takes from this member, in this state. */
function regleDe(
  e: Etat,
  acteur: string,
  exclus: ReadonlySet<string>,
): (action: string, plus: Partial<Envoi>) => boolean {
  const contexte = {
    membre: { id: acteur, role: roleDe(acteur)! },
    etat: 'EN_COURS',
    tient: new Set(VOLETS.filter((volet) => tient(e, volet, acteur))),
    existe: new Set([...e.cles].map((c) => c[0] as Volet)),
    roleDe,
    lit: (volet, id) => tient(e, volet, id),
    // No token admits whoever is excluded (epoques.test.ts holds the real ones).
    admis: (id) => !exclus.has(id) || VOLETS.some((volet) => tient(e, volet, id)),
    proposePar: (geste) => (geste === 'identite' ? e.demande : null),
    missionnes: new Set(e.mission ? ['enquete'] : []),
    // The case is not closed.
    servis: null,
  } as Parameters<typeof deciderActe>[1]
  return (action, plus) => deciderActe(envoi(acteur, action, plus), contexte) === null
}

/** Every state one deed away: the gift of one key by anybody to anybody under each name that gives keys, a request, a mission, a withdrawal, what the author decides. */
function* suites(e: Etat, exclus: ReadonlySet<string>): Generator<Etat> {
  for (const { id: acteur } of MEMBRES) {
    const accepte = regleDe(e, acteur, exclus)
    for (const volet of VOLETS)
      for (const { id: dest } of MEMBRES) {
        if (tient(e, volet, dest)) continue
        const enveloppes = [{ volet, epoque: 1, dest, octets: '' }]
        for (const action of ['donner-acces', 'ouvrir-identite', 'renouveler-cles', 'ecrire'])
          if (accepte(action, { enveloppes })) {
            const aDeux = volet === 'I' && e.demande === dest && acteur !== dest
            yield { ...e, cles: new Set([...e.cles, `${volet} ${dest}`]), ouverte: e.ouverte || aDeux }
            break
          }
      }
    if (accepte('demander-identite', {})) yield { ...e, demande: acteur }
    if (!e.mission && accepte('donner-acces', { missions: [{ membre: 'enquete', jusquAu: JOUR }] }))
      yield { ...e, mission: true }
    yield { ...e, cles: sans(e.cles, acteur) }
  }
  if (e.mission) yield { ...e, mission: false, cles: sans(e.cles, 'enquete') }
  if (e.accord) yield { ...e, accord: false, cles: sans(e.cles, 'medecin') }
  else {
    const soin = donnees(exclus, true).filter((c) => c.endsWith(' medecin'))
    yield { ...e, accord: true, cles: new Set([...e.cles, ...soin]) }
  }
}

/** What never happens, whatever was done; a sentence for each that did. */
function* torts(e: Etat, gardee: boolean, exclus: ReadonlySet<string>): Generator<string> {
  for (const cle of e.cles) {
    const [volet, id] = cle.split(' ') as [Volet, string]
    if (exclus.has(id)) yield `${id}, écarté, ouvre ${volet}`
    const role = roleDe(id)!
    if (!peutLire(role, volet)) yield `${role} ouvre ${volet}`
    if (volet === 'S' || (VOLETS_DE_SOIN as readonly Volet[]).includes(volet))
      if (accordDuRole(role) === null) yield `${role} ouvre la santé`
    if (accordDuRole(role) !== null && !e.accord) yield `${role} ouvre ${volet} sans accord`
    if (role === 'enqueteur' && !e.mission) yield `enqueteur ouvre ${volet} sans mission`
    if (volet === 'I' && gardee && role !== 'gardien' && accordDuRole(role) === null && !e.ouverte)
      yield `${role} ouvre l’identité sans qu’une personne l’ait demandée et une autre ouverte`
    if (!traite(role) && volet === 'N') yield `${role} ouvre le travail interne`
  }
}

it.each([
  ['personne n’est écarté', [], false],
  ['le médecin est choisi', [], true],
  ['la gardienne est écartée', ['garde'], false],
  ['la juriste est écartée', ['juriste'], false],
] as const)(
  '%s : aucune suite de quatre gestes ne donne une clé à qui n’y a pas droit',
  (_, ecartes, accord) => {
    const exclus = new Set<string>(ecartes)
    const depart: Etat = {
      cles: new Set(donnees(exclus, accord)),
      accord,
      demande: null,
      mission: false,
      ouverte: false,
    }
    const gardee = !exclus.has('garde')
    const vus = new Map([[empreinte(depart), depart]])
    const trouves = new Set<string>(torts(depart, gardee, exclus))
    let bord: Etat[] = [depart]
    for (let pas = 1; pas <= PROFONDEUR; pas++) {
      const suivants: Etat[] = []
      for (const e of bord)
        for (const s of suites(e, exclus)) {
          const cle = empreinte(s)
          if (vus.has(cle)) continue
          vus.set(cle, s)
          for (const tort of torts(s, gardee, exclus)) trouves.add(`${tort} (${pas} gestes)`)
          // The last states are judged, not left.
          if (pas < PROFONDEUR) suivants.push(s)
        }
      bord = suivants
    }
    expect([...trouves]).toEqual([])
    // The exploration itself: what may happen does.
    const atteint = (juste: (e: Etat) => boolean) => [...vus.values()].some(juste)
    expect(vus.size).toBeGreaterThan(400)
    expect(atteint((e) => tient(e, 'Q', 'enquete'))).toBe(true)
    expect(atteint((e) => tient(e, 'T', 'employeur'))).toBe(true)
    expect(atteint((e) => tient(e, 'I', 'ref'))).toBe(true)
    expect(atteint((e) => tient(e, 'S', 'medecin'))).toBe(true)
  },
)
