import { fractionPayee, smicPour, traitementIndiciaire, traitementMinimum } from '../recensement/paie.ts'
import { type ParametresRecensement, SEUIL_CNRACL } from '../recensement/parametres.ts'
import type { AgentRecense, Regime, Statut } from '../recensement/types.ts'
import { isoDe, joursDuMois } from '../socle/jours.ts'
import type { Alea } from './alea.ts'
import * as profils from './profils.ts'

/** What an agent is drawn for: the employer, the rank within it, the census date and its legal constants. */
export interface Poste {
  readonly siret: string
  readonly effectif: number
  readonly rang: number
  readonly date: string
  readonly parametres: ParametresRecensement
}

type Heures = Pick<AgentRecense, 'heuresHebdo' | 'heuresTempsComplet' | 'heuresTousEmplois'>

const estFonctionnaire = (statut: Statut): boolean => statut === 'titulaire' || statut === 'stagiaire'

/** Draws one agent, coherent with every rule of the census: no refusal, no warning. */
export function tirerAgent(alea: Alea, poste: Poste): AgentRecense {
  const { date, parametres } = poste
  const statut = alea.choisir(profils.STATUTS)
  const prive = statut === 'droit-prive'
  const categorie = prive ? null : alea.choisir(profils.CATEGORIES)
  const grade = categorie === null ? null : alea.choisir(profils.GRADES[categorie])
  const sexe = alea.pourMille(profils.FEMMES[statut]) ? 'F' : 'M'
  const [jeune, vieux] = alea.choisir(profils.AGES[statut])
  const age = alea.entre(jeune, vieux)
  const dateNaissance = naissance(alea, age, date)

  const heures = tirerHeures(alea, poste, statut, grade?.tempsComplet ?? 3_500)
  const regime = regimeDe(statut, heures)
  const complet = heures.heuresHebdo === heures.heuresTempsComplet
  const quotite =
    complet && !prive && alea.pourMille(profils.PART_TEMPS_PARTIEL[sexe])
      ? alea.choisir(profils.TEMPS_PARTIEL)
      : 10_000
  const fraction = fractionPayee({ ...heures, quotite })

  const horsIndice = prive || (!estFonctionnaire(statut) && alea.pourMille(150))
  const [bas, haut] = grade?.indices ?? [366, 366]
  // The index climbs with age from 22 to 62, give or take: fictif.
  const carriere = Math.min(40, Math.max(0, age - 22 + alea.entre(-6, 6)))
  const indice = bas + Math.floor(((haut - bas) * carriere) / 40)
  const plancher = prive ? (smicPour(fraction, parametres) ?? 0) : traitementMinimum(fraction, parametres)
  const traitementMensuel = horsIndice ? plancher + Math.floor((plancher * alea.entier(25)) / 100) : null
  const traitement = traitementMensuel ?? traitementIndiciaire(indice, fraction, parametres)

  const [riBas, riHaut] = categorie === null ? [0, 0] : profils.REGIME_INDEMNITAIRE[categorie]
  const riTempsPlein = alea.entre(riBas * 100, riHaut * 100)
  const dateEntree = entree(alea, age, date)
  return {
    siret: poste.siret,
    matricule: `A${String(poste.rang + 1).padStart(5, '0')}`,
    sexe,
    anneeNaissance: Number(dateNaissance.slice(0, 4)),
    dateNaissance,
    statut,
    regime,
    categorie,
    grade: grade?.nom ?? null,
    ...heures,
    quotite,
    indiceMajore: horsIndice ? null : indice,
    traitementMensuel,
    nbiPoints: estFonctionnaire(statut) && alea.pourMille(200) ? alea.choisir(profils.POINTS_NBI) : 0,
    riMensuel: Math.floor((riTempsPlein * fraction.numerateur) / fraction.denominateur),
    // One employer in three is in a zone at 1 %: fictif.
    indemniteResidence: Number(poste.siret[8]) % 3 === 0 && !prive ? Math.floor(traitement / 100) : 0,
    sft:
      estFonctionnaire(statut) && alea.pourMille(280)
        ? alea.choisir([
            [229, 50],
            [7_504, 40],
            [18_343, 10],
          ])
        : 0,
    dateEntree,
    conge: tirerConge(alea, statut, regime, date, dateEntree),
    contratIndividuel: alea.choisir([
      [true, 30],
      [false, 60],
      [null, 10],
    ]),
  }
}

function tirerHeures(alea: Alea, poste: Poste, statut: Statut, tempsComplet: number): Heures {
  const taille = profils.TEMPS_NON_COMPLET.find(({ jusqua }) => poste.effectif <= jusqua)
  const nonComplet = statut !== 'droit-prive' && alea.pourMille(taille?.pourMille ?? 0)
  // Incomplete posts run from a fifth of a full-time one to nearly all of it, by quarters of an hour.
  const quarts = tempsComplet / 25
  const heuresHebdo = nonComplet ? alea.entre(Math.floor(quarts / 5), quarts - 1) * 25 : tempsComplet
  const autreEmploi = nonComplet && alea.pourMille(120)
  const plafond = Math.floor((tempsComplet * 115) / 100)
  const heuresTousEmplois = autreEmploi
    ? Math.min(plafond, heuresHebdo + alea.entre(4, 40) * 25)
    : heuresHebdo
  return { heuresHebdo, heuresTempsComplet: tempsComplet, heuresTousEmplois }
}

const regimeDe = (statut: Statut, heures: Heures): Regime =>
  estFonctionnaire(statut) && heures.heuresTousEmplois >= (SEUIL_CNRACL[heures.heuresTempsComplet] ?? 0)
    ? 'CNRACL'
    : 'IRCANTEC'

function tirerConge(
  alea: Alea,
  statut: Statut,
  regime: Regime,
  date: string,
  dateEntree: string,
): AgentRecense['conge'] {
  if (!alea.pourMille(profils.EN_CONGE[regime])) return null
  const type = alea.choisir(profils.CONGES[regime])
  if (type === 'DISPO' && statut !== 'titulaire') return null
  // The shortest of two draws: most leaves are recent.
  const jours = Math.min(alea.entier(profils.DUREE_CONGE[type]), alea.entier(profils.DUREE_CONGE[type]))
  const depuis = joursAvant(date, jours)
  return { type, depuis: depuis < dateEntree ? dateEntree : depuis }
}

/** A birthday that gives exactly `age` whole years on the census date. */
function naissance(alea: Alea, age: number, date: string): string {
  const mois = alea.entre(1, 12)
  const jour = alea.entre(1, 28)
  const dejaFete = isoDe(0, mois, jour).slice(5) <= date.slice(5)
  return isoDe(Number(date.slice(0, 4)) - age - (dejaFete ? 0 : 1), mois, jour)
}

/** A first day of service after the eighteenth year, never after the census; recent entries are the commonest. */
function entree(alea: Alea, age: number, date: string): string {
  const mois = Math.max(1, (age - 18) * 12)
  const anciennete = Math.min(alea.entier(mois), alea.entier(mois))
  const rang = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 - anciennete
  return isoDe(Math.floor(rang / 12), (rang % 12) + 1, 1)
}

function joursAvant(date: string, jours: number): string {
  let annee = Number(date.slice(0, 4))
  let mois = Number(date.slice(5, 7))
  let jour = Number(date.slice(8)) - jours
  while (jour < 1) {
    mois = mois === 1 ? 12 : mois - 1
    if (mois === 12) annee--
    jour += joursDuMois(annee, mois)
  }
  return isoDe(annee, mois, jour)
}
