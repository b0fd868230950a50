import type { Nom } from '../genere/explique.gen.ts'
import { ENTREES, REGLES } from '../genere/explique.gen.ts'
import {
  DERNIER_JOUR_CONNU,
  enregistrement,
  estAnnuel,
  estDouteux,
  estParametre,
  uniteParametre,
} from '../parametres/index.ts'
import type { Jour } from '../socle/jours.ts'
import { direSource, type Pas, type Regle, type Unite, type ValeurDite } from '../socle/regle.ts'
import { dire, ecrire } from './ecrire.ts'

export type { Nom } from '../genere/explique.gen.ts'

/** Values by name: cents, thousandths of one per cent, or plain numbers. */
export type Valeurs = Readonly<Record<Nom, number>>

/** A point rule, as generated. */
export interface RegleGeneree extends Regle {
  /** Names always read; when the rule chooses, those that make the choice. */
  readonly lit: readonly Nom[]
  /** Names read by the branch taken; null when the rule does not choose. */
  readonly branche: ((v: Valeurs) => readonly Nom[]) | null
  readonly calcul: (v: Valeurs) => number
  /** Its formula with its numbers; `d` holds the values as they are said. */
  readonly dire: (d: Readonly<Record<Nom, string>>, v: Valeurs) => string
}

export interface Entree {
  readonly libelle: string
  readonly unite: Unite
  readonly defaut: number | null
}

/** A value needed and neither given, computed, nor recorded for that day. The message is French. */
export class ValeurManquante extends Error {}

type Etape = readonly [regle: RegleGeneree, lus: readonly Nom[]]

/** What was computed, and why. The sentences are written when they are read. */
export class Explication {
  readonly valeurs: Valeurs
  readonly #etapes: readonly Etape[]
  readonly #jour: Jour
  #trace: readonly Pas[] | null = null

  constructor(valeurs: Valeurs, etapes: readonly Etape[], jour: Jour) {
    this.valeurs = valeurs
    this.#etapes = etapes
    this.#jour = jour
  }

  /** Steps in the order in which they were computed: each after those it uses. */
  get trace(): readonly Pas[] {
    this.#trace ??= raconter(this.#etapes, this.valeurs, this.#jour)
    return this.#trace
  }
}

/**
 * Computes some values of one agent with the trace of every rule used. Lazy and memoised: only what the outputs need runs,
 * once. A value given takes the place of the rule of the same name (a net read on a payslip replaces its estimate).
 * @param donnees values given, in raw units (cents, thousandths of one per cent)
 * @param cibles names wanted
 * @param jour day whose parameters apply
 * @throws ValeurManquante in French, when something needed is nowhere
 */
export function expliquer(
  donnees: Readonly<Partial<Record<Nom, number>>>,
  cibles: readonly Nom[],
  jour: Jour,
): Explication {
  const v = { ...donnees } as Record<Nom, number>
  const etapes: Etape[] = []
  for (const cible of cibles) valoir(cible, v, etapes, jour)
  return new Explication(v, etapes, jour)
}

function valoir(nom: Nom, v: Record<Nom, number>, etapes: Etape[], jour: Jour): void {
  if (v[nom] !== undefined) return
  const regle = REGLES[nom]
  if (regle === undefined) {
    v[nom] = lireDonnee(nom, jour)
    return
  }
  for (const lu of regle.lit) valoir(lu, v, etapes, jour)
  let lus = regle.lit
  if (regle.branche !== null) {
    const branche = regle.branche(v)
    for (const lu of branche) valoir(lu, v, etapes, jour)
    lus = [...regle.lit, ...branche]
  }
  v[nom] = regle.calcul(v)
  etapes.push([regle, lus])
}

function lireDonnee(nom: Nom, jour: Jour): number {
  if (estParametre(nom)) {
    const parametre = enregistrement(nom, jour)
    if (parametre === null)
      throw new ValeurManquante(
        `Les valeurs légales du ${jour} ne sont pas toutes enregistrées (il manque « ${nom} ») : choisissez une date plus récente.`,
      )
    return parametre.valeur
  }
  const entree = ENTREES[nom]
  if (entree === undefined || entree.defaut === null)
    throw new ValeurManquante(`Il manque une donnée : ${entree?.libelle ?? nom}.`)
  return entree.defaut
}

function raconter(etapes: readonly Etape[], v: Valeurs, jour: Jour): Pas[] {
  const dits = {} as Record<Nom, string>
  const ecrits = {} as Record<Nom, ValeurDite>
  return etapes.map(([regle, lus]) => {
    const valeurs: Record<string, ValeurDite> = {}
    for (const lu of lus) {
      if (dits[lu] === undefined) {
        const unite = uniteDe(lu)
        dits[lu] = dire(v[lu], unite)
        ecrits[lu] = ecrire(v[lu], unite)
      }
      valeurs[lu] = ecrits[lu]
    }
    return {
      regle: regle.id,
      libelle: regle.libelle,
      formule: regle.dire(dits, v),
      valeurs,
      resultat: ecrire(v[regle.id as Nom], regle.unite),
      source: sourceDe(regle, lus, jour),
    }
  })
}

const UNITES = new Map<Nom, Unite>()

/** Unit in which a value is given and computed. */
export function uniteDe(nom: Nom): Unite {
  let unite = UNITES.get(nom)
  if (unite === undefined) {
    unite = REGLES[nom]?.unite ?? ENTREES[nom]?.unite ?? uniteParametre(nom)
    UNITES.set(nom, unite)
  }
  return unite
}

/**
 * The result of a step as a French sentence says it: « 2 028,18 € », « 90 % », « oui ».
 * @param pas a step of an explanation: amounts in euros, rates in per cent
 */
export function direResultat({ regle, resultat }: Pick<Pas, 'regle' | 'resultat'>): string {
  if (resultat === null) return ''
  if (typeof resultat === 'boolean') return resultat ? 'oui' : 'non'
  if (typeof resultat === 'string') return resultat
  switch (REGLES[regle as Nom]?.unite) {
    case 'centimes':
      return dire(Math.round(resultat * 100), 'centimes')
    case 'milli-pourcent':
      return dire(Math.round(resultat * 1000), 'milli-pourcent')
    default:
      return String(resultat).replace('.', ',')
  }
}

const SOURCES = new Map<RegleGeneree, string>()

/** Source of a rule, with the parameters read that are not confirmed, or not known yet for that day. */
function sourceDe(regle: RegleGeneree, lus: readonly Nom[], jour: Jour): string {
  let source = SOURCES.get(regle)
  if (source === undefined) {
    source = direSource(regle)
    SOURCES.set(regle, source)
  }
  for (const lu of lus) {
    const parametre = estParametre(lu) && estDouteux(lu) ? enregistrement(lu, jour) : null
    if (parametre !== null && parametre.confiance !== 'C')
      source += ` · ${lu} : ${direSource({ reference: parametre.source, confiance: parametre.confiance })}`
  }
  if (jour > DERNIER_JOUR_CONNU && lus.some(estAnnuel))
    source += ` · valeur de ${DERNIER_JOUR_CONNU.slice(0, 4)} reconduite : celle de ${jour.slice(0, 4)} n’est pas enregistrée`
  return source
}
