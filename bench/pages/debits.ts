import { type But, type Mesure, mediane, rapportParTour } from '../outils/but.ts'
import { parTours, type Temps } from '../outils/comparer.ts'
import type { Charge, DemandeDeCharge } from './charge.ts'
import type { Ouverte } from './index.ts'
import type { PageRelevee } from './relever.ts'

const TOURS = 5
const SECONDES = 2
/** Visitors when the throughput is measured: enough to keep one core busy. */
const CONNEXIONS = 10
const CONNEXIONS_FOULE = 50

/** Pages per second of each address: here, in a small base, and through pg alone, over several rounds. */
export async function mesurerDebits(
  pages: readonly PageRelevee[],
  { ici, petite, reference }: { ici: Ouverte; petite: Ouverte; reference: { adresse: string } },
  charger: (demande: DemandeDeCharge) => Promise<Charge>,
  dire: (ligne: string) => void,
): Promise<{ readonly adresse: string; readonly temps: Temps }[]> {
  const mesures = []
  for (const [rang, { adresse, corps }] of pages.entries()) {
    const debit = (url: string, cookie?: string) => async () =>
      (await charger({ url, cookie, connexions: CONNEXIONS, secondes: SECONDES })).parSeconde
    const temps = await parTours(
      [
        { nom: 'nous', tour: debit(ici.adresse + adresse, ici.cookie) },
        { nom: 'brut', tour: debit(`${reference.adresse}/${rang}`) },
        { nom: 'region', tour: debit(petite.adresse + adresse, petite.cookie) },
      ],
      TOURS,
    )
    dire(`${nommer(adresse)} (${Math.round(Buffer.byteLength(corps) / 1000)} ko) : ${direDebits(temps)}`)
    mesures.push({ adresse, temps })
  }
  return mesures
}

/** Median and slowest hundredth of each address under a crowd of clients. */
export async function mesurerFoule(
  pages: readonly PageRelevee[],
  { adresse: origine, cookie }: Ouverte,
  charger: (demande: DemandeDeCharge) => Promise<Charge>,
): Promise<Constat[]> {
  const constats: Constat[] = []
  for (const { adresse } of pages) {
    const charges: Charge[] = []
    for (let tour = 0; tour < TOURS; tour++)
      charges.push(
        await charger({ url: origine + adresse, cookie, connexions: CONNEXIONS_FOULE, secondes: SECONDES }),
      )
    const [p50, p99] = [charges.map((c) => c.p50), charges.map((c) => c.p99)]
    constats.push({
      adresse,
      mesure: rapportParTour(p99, p50),
      dit: `p50 ${mediane(p50).rapport} ms, p99 ${mediane(p99).rapport} ms`,
    })
  }
  return constats
}

type Constat = { readonly adresse: string; readonly mesure: Mesure; readonly dit: string }
/** One goal for all the pages: the worst of them, the others in the note. */
export function pire(id: string, seuil: string, constats: readonly Constat[]): But {
  const [premier] = [...constats].sort((a, b) =>
    seuil.startsWith('>') ? a.mesure.rapport - b.mesure.rapport : b.mesure.rapport - a.mesure.rapport,
  )
  const dire = ({ adresse, mesure, dit }: Constat) => `${nommer(adresse)} ${mesure.rapport} (${dit})`
  return { id, ...premier!.mesure, seuil, note: `La moins bonne de : ${constats.map(dire).join(' ; ')}.` }
}

/** An address without its identifiers. */
export const nommer = (adresse: string): string =>
  adresse.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|(?<=\/)[\w.-]{60,}/g, '…')

/** The rates of one address, in words. */
export const direDebits = (temps: Temps): string =>
  `${Math.round(mediane(temps['nous']!).rapport)} pages/s à la taille de la France, ${Math.round(mediane(temps['region']!).rapport)} à celle d’une région, ${Math.round(mediane(temps['brut']!).rapport)} par pg seul`
