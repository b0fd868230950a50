import { lireJson } from '@maillage/prevoyance/operations'
import { EntreeRefusee } from '@maillage/prevoyance/operations/lecture'
import { demandeParcours, type Parcours, parcourir } from '@maillage/prevoyance/parcours'

/** What the form holds, as it is typed: the same names in the page, in the browser and in the fragment of a shared link. */
export const CHAMPS_SIMULATION = [
  'statut',
  'anciennete',
  'indice',
  'nbi',
  'primes',
  'primesPendant',
  'conge',
  'debut',
  'mois',
  'passes',
  'niveau',
] as const
export type ChampSimulation = (typeof CHAMPS_SIMULATION)[number]
export type SaisieSimulation = Readonly<Record<ChampSimulation, string>>

/** The status, in the words of a payslip. */
export const STATUTS: Readonly<Record<string, string>> = {
  titulaire: 'Titulaire, 28 h ou plus',
  titulaire_rg: 'Titulaire, moins de 28 h',
  contractuel: 'Contractuel de droit public',
}
/** The nature of the leave, never its cause. */
export const CONGES: Readonly<Record<string, string>> = {
  CMO: 'Maladie ordinaire',
  CLM: 'Longue maladie',
  CLD: 'Longue durée',
  CGM: 'Grave maladie',
}
/** Levels of guarantee and their rates of contribution, in per cent. Rates are fictif: the contract of the employer says its own. */
export const NIVEAUX: Readonly<
  Record<
    string,
    {
      readonly libelle: string
      readonly ti: number
      readonly ri: number
      readonly incapacite: number
      readonly invalidite: number
    }
  >
> = {
  decret: { libelle: '90 %, et 40 % des primes', ti: 90, ri: 40, incapacite: 1.2, invalidite: 0.7 },
  accord: { libelle: '90 %, primes comprises', ti: 90, ri: 90, incapacite: 1.35, invalidite: 0.75 },
  haut: { libelle: '95 %, primes comprises', ti: 95, ri: 95, incapacite: 1.55, invalidite: 0.85 },
}
export const PRIMES: Readonly<Record<string, string>> = {
  suivent: 'Elles suivent le traitement',
  perdues: 'Elles s’arrêtent',
}

/** A situation that everybody understands, shown before anything is typed. */
export const exemple = (jour: string): SaisieSimulation => ({
  statut: 'titulaire',
  anciennete: '36',
  indice: '397',
  nbi: '15',
  primes: '280,00',
  primesPendant: 'suivent',
  conge: 'CMO',
  debut: `01/${jour.slice(5, 7)}/${jour.slice(0, 4)}`,
  mois: '8',
  passes: '12',
  niveau: 'decret',
})

export type Simulation = {
  readonly parcours: Parcours
  readonly mois: number
  readonly debut: string
  readonly fin: string
}
export type FauteSimulation = { readonly champ: ChampSimulation; readonly message: string }
export type IssueSimulation =
  | { readonly ok: true; readonly valeur: Simulation }
  | { readonly ok: false; readonly fautes: readonly FauteSimulation[] }

/** Where a refusal of the engine points in the form. */
const CHEMINS: readonly (readonly [string, ChampSimulation])[] = [
  ['arret.type', 'conge'],
  ['ancienneteMois', 'anciennete'],
  ['conges', 'passes'],
  ['arret', 'debut'],
  ['indiceMajore', 'indice'],
  ['paie.ri', 'primes'],
]

/**
 * Reads what was typed and follows the agent month by month with the engine: income without, then with the contract, and why. Pure: it keeps nothing and
 * asks for no clock, so that the server and the browser answer the same to the cent.
 */
export function simuler(saisie: SaisieSimulation): IssueSimulation {
  const fautes: FauteSimulation[] = []
  const entier = (champ: ChampSimulation, min: number, max: number, message: string): number => {
    const lu = Number(saisie[champ].replaceAll(/[\s\u00a0\u202f]/g, '') || '0')
    if (Number.isInteger(lu) && lu >= min && lu <= max) return lu
    fautes.push({ champ, message })
    return min
  }
  const indice = entier(
    'indice',
    366,
    1000,
    'L’indice majoré va de 366 à 1 000 : vérifiez le haut de votre bulletin.',
  )
  const nbi = entier('nbi', 0, 500, 'Indiquez vos points de NBI, de 0 à 500.')
  const mois = entier('mois', 1, 36, 'La durée va de 1 à 36 mois.')
  const passes = entier(
    'passes',
    0,
    365,
    'Indiquez combien de jours d’arrêt vous avez eus depuis un an, de 0 à 365.',
  )
  const anciennete = entier('anciennete', 0, 600, 'Indiquez vos mois de services, comme 36.')
  const primes = saisie.primes.replaceAll(/[\s\u00a0\u202f€]/g, '').replace(',', '.') || '0'
  if (!/^\d{1,5}(\.\d{1,2})?$/.test(primes))
    fautes.push({ champ: 'primes', message: 'Indiquez vos primes en euros, comme 280,00.' })
  const debut = lireDebut(saisie.debut)
  if (!debut)
    fautes.push({
      champ: 'debut',
      message: 'Ce jour n’existe pas : écrivez-le comme 01/12/2026, depuis 2026.',
    })
  for (const [champ, choix] of [
    ['statut', STATUTS],
    ['conge', CONGES],
    ['niveau', NIVEAUX],
    ['primesPendant', PRIMES],
  ] as const)
    if (!Object.hasOwn(choix, saisie[champ])) fautes.push({ champ, message: 'Choisissez dans la liste.' })
  if (fautes.length > 0 || !debut) return { ok: false, fautes }
  const fin = plusJours(plusMois(debut, mois), -1)
  try {
    const demande = enDemande(saisie, { indice, nbi, passes, anciennete, primes: Number(primes), debut, fin })
    const lu = lireJson(JSON.stringify(demande))
    if (!lu.ok) throw new TypeError('La demande écrite par le formulaire se relit toujours.')
    const parcours = parcourir(demandeParcours(lu.valeur, 'entree'))
    return { ok: true, valeur: { parcours, mois, debut, fin } }
  } catch (erreur) {
    if (erreur instanceof EntreeRefusee) {
      const champ = CHEMINS.find(([chemin]) => erreur.chemin.includes(chemin))?.[1] ?? 'debut'
      return { ok: false, fautes: [{ champ, message: erreur.message }] }
    }
    if (erreur instanceof Error && erreur.name !== 'TypeError')
      return { ok: false, fautes: [{ champ: 'debut', message: erreur.message }] }
    throw erreur
  }
}

type Lue = {
  readonly indice: number
  readonly nbi: number
  readonly passes: number
  readonly anciennete: number
  readonly primes: number
  readonly debut: string
  readonly fin: string
}

function enDemande(saisie: SaisieSimulation, lu: Lue) {
  const { ti, ri, incapacite, invalidite } = NIVEAUX[saisie.niveau]!
  const contractuel = saisie.statut === 'contractuel'
  const suivent = saisie.primesPendant === 'suivent'
  return {
    situation: {
      agent: contractuel
        ? { statut: 'contractuel-public', ancienneteMois: lu.anciennete }
        : { statut: 'fonctionnaire', heuresHebdo: saisie.statut === 'titulaire_rg' ? 20 : 35 },
      // Days of the past year: supposed to be one ordinary leave, ended a month before.
      conges:
        lu.passes === 0
          ? []
          : [{ type: 'CMO', debut: plusJours(lu.debut, -30 - lu.passes), fin: plusJours(lu.debut, -31) }],
      arret: { type: saisie.conge, debut: lu.debut, fin: lu.fin },
    },
    paie: { indiceMajore: lu.indice, nbiPoints: lu.nbi, ri: lu.primes },
    riMaintenu: suivent ? { plein: saisie.conge === 'CMO' ? 90 : 100, demi: 50 } : { plein: 0, demi: 0 },
    contrat: {
      niveau: { tauxTiNbi: ti, tauxRi: ri },
      regime: 'obligatoire',
      participation: { pourcentage: 50 },
      taux: { incapacite, invalidite },
    },
  }
}

/** « 01/12/2026 » or an ISO day, from 2026 on; null otherwise. */
function lireDebut(texte: string): string | null {
  const lu = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(texte.trim())
  const iso = lu ? `${lu[3]}-${lu[2]!.padStart(2, '0')}-${lu[1]!.padStart(2, '0')}` : texte.trim()
  const existe = /^\d{4}-\d{2}-\d{2}$/.test(iso) && plusJours(iso, 0) === iso
  return existe && iso >= '2026-01-01' && iso < '2030-01-01' ? iso : null
}

const utc = (jour: string): number => Date.UTC(+jour.slice(0, 4), +jour.slice(5, 7) - 1, +jour.slice(8, 10))
const enJour = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const plusJours = (jour: string, n: number): string => enJour(utc(jour) + n * 86_400_000)
function plusMois(jour: string, n: number): string {
  const [annee, mois, quantieme] = [+jour.slice(0, 4), +jour.slice(5, 7), +jour.slice(8, 10)]
  const dernier = new Date(Date.UTC(annee, mois + n, 0)).getUTCDate()
  return enJour(Date.UTC(annee, mois - 1 + n, Math.min(quantieme, dernier)))
}
