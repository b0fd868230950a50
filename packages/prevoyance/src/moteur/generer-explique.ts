import { PARAMETRES, uniteParametre } from '../parametres/index.ts'
import type { Unite } from '../socle/regle.ts'
import type { EntreePoint } from './definition.ts'
import { echelleDe } from './echelles.ts'
import { emettreFormule, emettreJs } from './emettre.ts'
import { HorsGrammaire, type Noeud, nomsDe } from './grammaire.ts'
import type { Graphe, RegleResolue } from './graphe.ts'

/** Unit of everything a rule may read. */
export function unitesDe(graphe: Graphe): ReadonlyMap<string, Unite> {
  return new Map<string, Unite>([
    ...Object.keys(PARAMETRES).map((nom): [string, Unite] => [nom, uniteParametre(nom)]),
    ...graphe.entrees.map(({ id, unite }): [string, Unite] => [id, unite]),
    ...graphe.regles.map(({ carte }): [string, Unite] => [carte.id, carte.unite]),
  ])
}

const chaine = (texte: string): string => JSON.stringify(texte)

/** The TypeScript of the explained path: for each rule its card, what it reads, its function and its sentence. */
export function genererExplique(graphe: Graphe, enTete: string): string {
  const unites = unitesDe(graphe)
  const echelle = (nom: string): number => echelleDe(unites.get(nom)!)
  const noms = [...unites.keys()].sort()
  return `${enTete}
import { arrondi as R } from '../socle/centimes.ts'
import type { Entree, RegleGeneree } from '../moteur/expliquer.ts'

export type Nom =
${noms.map((nom) => `  | '${nom}'`).join('\n')}

export const ENTREES: Readonly<Partial<Record<Nom, Entree>>> = {
${graphe.entrees.map(emettreEntree).join('\n')}
}

export const REGLES: Readonly<Partial<Record<Nom, RegleGeneree>>> = {
${graphe.regles.map((regle) => emettreRegle(regle, echelle)).join('\n')}
}
`
}

const emettreEntree = ({ id, libelle, unite, defaut }: EntreePoint): string =>
  `  ${id}: { libelle: ${chaine(libelle)}, unite: '${unite}', defaut: ${defaut ?? 'null'} },`

function emettreRegle({ carte, lit, corps }: RegleResolue, echelle: (nom: string) => number): string {
  const inverse = (diviseur: number): string => `(1 / ${diviseur})`
  const js = (noeud: Noeud): string => emettreJs(noeud, (nom) => `v.${nom}`, inverse)
  const formule = emettreFormule(corps, echelle, js)
  if (formule.echelle !== null && formule.echelle !== echelleDe(carte.unite))
    throw new HorsGrammaire(
      `« ${carte.id} » does not give its unit (${carte.unite}): scale ${formule.echelle}`,
    )
  const v = lit.length === 0 ? '()' : '(v)'
  const d = !formule.code.includes('${') ? '()' : formule.code.includes('v.') ? '(d, v)' : '(d)'
  const branches = corps.genre === 'choix' ? `(v) => ${emettreBranches(corps, js)}` : 'null'
  return `  ${carte.id}: {
    id: '${carte.id}',
    libelle: ${chaine(carte.libelle)},
    reference: ${chaine(carte.reference)},
    unite: '${carte.unite}',
    du: '${carte.du}',
    au: ${carte.au === null ? 'null' : chaine(carte.au)},
    arrondi: ${carte.arrondi === null ? 'null' : chaine(carte.arrondi)},
    confiance: '${carte.confiance}',
    lit: ${liste(corps.genre === 'choix' ? conditions(corps) : lit)},
    branche: ${branches},
    calcul: ${v} => ${js(corps)},
    dire: ${d} => ${formule.code},
  },`
}

const liste = (noms: readonly string[]): string => `[${noms.map((nom) => `'${nom}'`).join(', ')}]`

/** Names read to choose, down the branches of the outermost choices. */
const conditions = (noeud: Noeud): string[] =>
  noeud.genre === 'choix'
    ? [...new Set([...nomsDe(noeud.si), ...conditions(noeud.alors), ...conditions(noeud.sinon)])]
    : []

/** Names read by the branch taken: what the others need is not computed, so not explained either. */
const emettreBranches = (noeud: Noeud, js: (noeud: Noeud) => string): string =>
  noeud.genre === 'choix'
    ? `${js(noeud.si)} ? ${emettreBranches(noeud.alors, js)} : ${emettreBranches(noeud.sinon, js)}`
    : liste([...new Set(nomsDe(noeud))])
