// npm run epreuve: does the time of an answer tell what the answer hides? Each question is asked in two ways, one after the other in a drawn order, a thousand
// times each; Welch's test compares them. By hand and not in `npm test`, where nothing is judged by the clock.
import { Agent, request } from 'node:http'
import { alea, cleSignature, enTexte, repondreAuDefi } from '@maillage/coffre'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ouvrirEfforts, ouvrirSessions } from '../../src/signalement/cles-serveur.ts'
import { ouvrirSignalement, type SignalementDeTest } from '../signalement.ts'

const COMBIEN = 1000
/** Beyond, the two ways are not answered alike (specification, §9 A8). */
const SEUIL = 4

let s: SignalementDeTest
let connu: string
const prises = new Agent({ keepAlive: true, maxSockets: 1 })
const bilan: string[] = []
beforeAll(async () => {
  s = await ouvrirSignalement()
  const admin = new pg.Client(s.urlProprietaire)
  await admin.connect()
  const { rows } = await admin.query<{ reperage: string }>('select reperage from dossier order by id limit 1')
  connu = rows[0]!.reperage
  await admin.end()
}, 240_000)
afterAll(async () => {
  prises.destroy()
  console.log(bilan.join('\n'))
  await s?.fermer()
})

/** One request, and the milliseconds between its first byte and the last byte of its answer. */
function demander(chemin: string, corps?: unknown): Promise<{ statut: number; lu: string; duree: number }> {
  return new Promise((resoudre, rejeter) => {
    const envoi = corps === undefined ? null : JSON.stringify(corps)
    const debut = performance.now()
    const requete = request(
      `${s.adresse}${chemin}`,
      {
        agent: prises,
        method: envoi ? 'POST' : 'GET',
        headers: envoi ? { 'content-type': 'application/json' } : {},
      },
      (reponse) => {
        let lu = ''
        reponse.on('data', (morceau) => {
          lu += morceau
        })
        reponse.on('end', () =>
          resoudre({ statut: reponse.statusCode!, lu, duree: performance.now() - debut }),
        )
      },
    )
    requete.on('error', rejeter)
    requete.end(envoi)
  })
}

/** Gives one duration, in milliseconds. */
type Bras = () => Promise<number> | number
type Comparaison = Readonly<{ t: number; rapport: number; erreur: number; mediane: number }>

/**
 * Both arms in a drawn order, after fifty rounds that do not count. The slowest tenth of both together is left out: it is the machine's doing, and the same bound
 * cuts both. `erreur`: standard error of the difference, ms; `rapport`: of medians.
 */
async function comparer(a: Bras, b: Bras, combien = COMBIEN): Promise<Comparaison> {
  const durees: [number[], number[]] = [[], []]
  for (let tour = -50; tour < combien; tour++)
    for (const bras of alea(1)[0]! % 2 ? ([0, 1] as const) : ([1, 0] as const)) {
      const duree = await [a, b][bras]!()
      if (tour >= 0) durees[bras].push(duree)
    }
  const borne = quantile(durees.flat(), 0.9)
  const [x, y] = durees.map((lues) => lues.filter((d) => d <= borne)) as [number[], number[]]
  const erreur = Math.hypot(ecart(x) / Math.sqrt(x.length), ecart(y) / Math.sqrt(y.length))
  const [ma, mb] = durees.map((lues) => quantile(lues, 0.5)) as [number, number]
  return { t: (moyenne(y) - moyenne(x)) / erreur, rapport: mb / ma, erreur, mediane: ma }
}
const moyenne = (l: readonly number[]) => l.reduce((a, b) => a + b, 0) / l.length
const ecart = (l: readonly number[]) => {
  const m = moyenne(l)
  return Math.sqrt(l.reduce((a, b) => a + (b - m) ** 2, 0) / (l.length - 1))
}
const quantile = (l: readonly number[], q: number) =>
  l.toSorted((a, b) => a - b)[Math.floor((l.length - 1) * q)]!

/** A difference is believed when it is found twice, on the same side: by chance alone, less than once in a hundred million. */
async function pareils(nom: string, a: Bras, b: Bras): Promise<void> {
  const premier = await comparer(a, b)
  const second = Math.abs(premier.t) < SEUIL ? null : await comparer(a, b)
  for (const { t, rapport, erreur, mediane } of [premier, second].filter((c) => c !== null))
    bilan.push(
      `${nom} : médiane ${(mediane * 1000).toFixed(1)} µs, rapport ${rapport.toFixed(3)}, t = ${t.toFixed(1)} ; une différence de plus de ${(SEUIL * erreur * 1000).toFixed(2)} µs aurait été vue`,
    )
  if (second) expect(Math.abs(second.t) < SEUIL || second.t * premier.t < 0, nom).toBe(true)
}

it('la mesure voit une différence que l’on y met', async () => {
  const sel: Bras = async () => (await demander('/v1/membre/referente/sel')).duree
  const { erreur } = await comparer(sel, sel)
  // Wide enough for a machine that grows noisier from one measure to the next.
  const plus = 6 * SEUIL * erreur
  const { t } = await comparer(sel, async () => (await sel()) + plus)
  bilan.push(`témoin : ${(plus * 1000).toFixed(0)} µs ajoutées d’un côté, t = ${t.toFixed(1)}`)
  expect(t).toBeGreaterThan(SEUIL)
}, 600_000)

it('repérage connu ou inconnu : le défi, puis la réponse fausse, prennent le même temps', async () => {
  const defi = (empreinte: () => string) => async () =>
    (await demander('/v1/retour/defi', { empreinte: empreinte() })).duree
  const inconnu = () => enTexte(alea(32))
  await pareils(
    'défi, repérage connu ou inconnu',
    defi(() => connu),
    defi(inconnu),
  )
  // A well-made signature, by a key that is nobody's: the verification goes to its end.
  const cle = cleSignature()
  const hote = new URL(s.adresse).host
  const session = (repere: () => string) => async () => {
    const empreinte = repere()
    const { defi } = JSON.parse((await demander('/v1/retour/defi', { empreinte })).lu) as { defi: string }
    const reponse = repondreAuDefi(defi, hote, cle)
    const { statut, duree } = await demander('/v1/retour/session', { empreinte, defi, hote, reponse })
    expect(statut).toBe(401)
    return duree
  }
  await pareils(
    'session d’auteur refusée, repérage connu ou inconnu',
    session(() => connu),
    session(inconnu),
  )
}, 900_000)

it('membre connu ou inconnu : le sel et le refus prennent le même temps', async () => {
  // Same length on both sides.
  const sel = (id: () => string) => async () => (await demander(`/v1/membre/${id()}/sel`)).duree
  const inconnu = () => enTexte(alea(6)).replaceAll(/[-_]/g, 'x').slice(0, 8)
  await pareils(
    'sel, membre connu ou inconnu',
    sel(() => 'gardienne'),
    sel(() => `${inconnu()}z`),
  )
  const session = (id: () => string) => async () => {
    const { statut, duree } = await demander('/v1/membre/session', {
      id: id(),
      authentification: enTexte(alea(32)),
    })
    expect(statut).toBe(401)
    return duree
  }
  await pareils(
    'session de membre refusée, connu ou inconnu',
    session(() => 'gardienne'),
    session(() => `${inconnu()}z`),
  )
}, 900_000)

it('une marque ou un jeton faux au premier signe ou au dernier : le même temps', async () => {
  const efforts = ouvrirEfforts(1, () => new Date())
  const { sig, ...defi } = efforts.donner('cdg-62')
  const fausse = (texte: string, rang: number) =>
    `${texte.slice(0, rang)}${texte[rang] === 'A' ? 'B' : 'A'}${texte.slice(rang + 1)}`
  /** Many calls per sample: one is shorter than what the clock tells. */
  const fois = (n: number, appeler: () => unknown) => (): number => {
    const debut = performance.now()
    for (let i = 0; i < n; i++) if (appeler()) throw new Error('accepté')
    return (performance.now() - debut) / n
  }
  const marque = (rang: number) => {
    const presque = { ...defi, sig: fausse(sig, rang) }
    return fois(20, () => efforts.accepter(presque, 'A'.repeat(43), 0))
  }
  await pareils('marque d’un défi, fausse au premier signe ou au dernier', marque(0), marque(sig.length - 1))
  // Another token at each sample: a table answers a little faster or slower by where the fingerprint of one falls, which tells nothing of its signs.
  const sessions = ouvrirSessions<true>(() => new Date())
  const jetons = Array.from({ length: 500 }, () => sessions.ouvrir(true))
  const essayer = (rang: number) => {
    let tour = 0
    return (): number => {
      // Read from bytes, as a header is: a text just assembled is not laid out in the same way.
      const entete = Buffer.from(`Bearer ${fausse(jetons[tour++ % jetons.length]!, rang)}`)
      return fois(300, () => sessions.lire(entete.toString('latin1')))()
    }
  }
  await pareils('jeton, faux au premier signe ou au dernier', essayer(0), essayer(42))
}, 600_000)
