// The mass kernel in C, from the same laid-out rules: scalar, or eight agents at a time with AVX-512.
import type {
  Comparaison,
  Condition,
  Expression,
  Operation,
} from '../../packages/prevoyance/src/moteur/simd/expression.ts'
import type { Programme } from '../../packages/prevoyance/src/moteur/simd/programme.ts'
import { SOCLE_C } from '../outils/programme-c.ts'

type Genre = 'scalaire' | 'avx512'

interface Langue {
  readonly type: string
  readonly voies: number
  readonly constante: (n: number) => string
  readonly operation: (o: Operation, a: string, b: string) => string
  readonly comparaison: (c: Comparaison, a: string, b: string) => string
  readonly et: (a: string, b: string) => string
  readonly choix: (si: string, alors: string, sinon: string) => string
  readonly partout: (adresse: string) => string
  readonly agents: (adresse: string) => string
}

const SCALAIRE: Langue = {
  type: 'double',
  voies: 1,
  constante: (n) => (Number.isInteger(n) ? `${n}.0` : String(n)),
  operation: (o, a, b) => {
    if (o === 'floor' || o === 'ceil') return `${o}(${a})`
    if (o === 'min' || o === 'max') return `${o}2(${a}, ${b})`
    return `(${a} ${o} ${b})`
  },
  comparaison: (c, a, b) => `(${a} ${{ '===': '==', '!==': '!=' }[c as string] ?? c} ${b})`,
  et: (a, b) => `(${a} && ${b})`,
  choix: (si, alors, sinon) => `(${si} ? ${alors} : ${sinon})`,
  partout: (adresse) => adresse,
  agents: (adresse) => adresse,
}
const NOMS: Readonly<Record<Operation, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  min: 'min',
  max: 'max',
  floor: 'floor',
  ceil: 'ceil',
}
const PREDICATS: Readonly<Record<Comparaison, string>> = {
  '<': '_CMP_LT_OQ',
  '<=': '_CMP_LE_OQ',
  '>': '_CMP_GT_OQ',
  '>=': '_CMP_GE_OQ',
  '===': '_CMP_EQ_OQ',
  '!==': '_CMP_NEQ_UQ',
}
const AVX512: Langue = {
  type: '__m512d',
  voies: 8,
  constante: (n) => `_mm512_set1_pd(${SCALAIRE.constante(n)})`,
  operation: (o, a, b) => {
    if (o === 'floor') return `_mm512_roundscale_pd(${a}, 9)`
    if (o === 'ceil') return `_mm512_roundscale_pd(${a}, 10)`
    return `_mm512_${NOMS[o]}_pd(${a}, ${b})`
  },
  comparaison: (c, a, b) => `_mm512_cmp_pd_mask(${a}, ${b}, ${PREDICATS[c]})`,
  et: (a, b) => `(${a} & ${b})`,
  choix: (si, alors, sinon) => `_mm512_mask_blend_pd(${si}, ${sinon}, ${alors})`,
  partout: (adresse) => `_mm512_set1_pd(${adresse})`,
  agents: (adresse) => `_mm512_loadu_pd(&${adresse})`,
}

const nom = (n: string): string => `v_${n.replace('$', '_')}`

function dire(e: Expression, l: Langue): string {
  switch (e.genre) {
    case 'constante':
      return l.constante(e.valeur)
    case 'nom':
      return nom(e.nom)
    case 'operation':
      return l.operation(e.operation, dire(e.sur[0]!, l), e.sur[1] === undefined ? '' : dire(e.sur[1], l))
    case 'choix':
      return l.choix(direCondition(e.si, l), dire(e.alors, l), dire(e.sinon, l))
  }
}
const direCondition = (c: Condition, l: Langue): string =>
  c.genre === 'et'
    ? l.et(direCondition(c.gauche, l), direCondition(c.droite, l))
    : l.comparaison(c.signe, dire(c.gauche, l), dire(c.droite, l))

/**
 * The program: reads counts, parameters, options, bids, columns and groups; sums by group. The number of agents must be a
 * multiple of eight for vectors: the rest belongs to a group of its own.
 */
export function genererC(programme: Programme, genre: Genre): string {
  const l = genre === 'scalaire' ? SCALAIRE : AVX512
  const { entrees, sorties, definitions } = programme
  const calculs = (etage: 'parametre' | 'agent' | 'option' | 'offre'): string =>
    definitions
      .filter((d) => d.etage === etage)
      .map((d) => `const ${l.type} ${nom(d.nom)} = ${dire(d.corps, l)};`)
      .join('\n')
  const lire = (etage: 'parametre' | 'option' | 'offre', table: string, rang: string): string =>
    entrees[etage]
      .map(
        (n, k) =>
          `const ${l.type} ${nom(n)} = ${l.partout(`${table}[${rang} * ${entrees[etage].length} + ${k}]`)};`,
      )
      .join('\n')
  const ranger = (etage: 'agent' | 'option' | 'offre'): string =>
    [
      ...sorties[etage].map((n, k) => `ici[${k}] = ${l.operation('+', `ici[${k}]`, nom(n))};`),
      `ici += ${sorties[etage].length};`,
    ].join('\n')
  const colonnes = entrees.agent
    .map((n, k) => `const ${l.type} ${nom(n)} = ${l.agents(`colonnes[${k} * n + i]`)};`)
    .join('\n')
  return `${SOCLE_C}
${genre === 'avx512' ? '#include <immintrin.h>' : ''}
#define min2(a, b) ({ double x_ = (a), y_ = (b); y_ < x_ ? y_ : x_; })
#define max2(a, b) ({ double x_ = (a), y_ = (b); y_ > x_ ? y_ : x_; })
static double *parametres, *options, *offres, *colonnes, *sommes;
static uint32_t *groupes;
static size_t n, nGroupes, nOptions, nOffres, largeur;
static ${l.type} *lignes;
static void calculer(void) {
  memset(lignes, 0, (nGroupes + 2) * largeur * sizeof(${l.type}));
  ${lire('parametre', 'parametres', '0')}
  ${calculs('parametre')}
  for (size_t i = 0; i < n; i += ${l.voies}) {
    size_t ligne = groupes[i];
    ${l.voies === 1 ? '' : `for (int k = 1; k < 8; k++) if (groupes[i + k] != groupes[i]) ligne = nGroupes + 1;`}
    ${l.type} *ici = lignes + ligne * largeur;
    ${colonnes}
    ${calculs('agent')}
    ${ranger('agent')}
    for (size_t o = 0; o < nOptions; o++) {
      ${lire('option', 'options', 'o')}
      ${calculs('option')}
      ${ranger('option')}
      for (size_t b = 0; b < nOffres; b++) {
        ${lire('offre', 'offres', '(o * nOffres + b)')}
        ${calculs('offre')}
        ${ranger('offre')}
      }
    }
    ${l.voies === 1 ? '' : VERSER}
  }
  for (size_t k = 0; k < nGroupes * largeur; k++) sommes[k] = ${l.voies === 1 ? 'lignes[k]' : '_mm512_reduce_add_pd(lignes[k])'};
}
int main(int argc, char **argv) {
  if (argc != 2) return 2;
  ouvrir(argv[1]);
  double *c = prendre(32);
  n = c[0]; nGroupes = c[1]; nOptions = c[2]; nOffres = c[3];
  largeur = ${sorties.agent.length} + nOptions * (${sorties.option.length} + nOffres * ${sorties.offre.length});
  parametres = prendre(8 * ${entrees.parametre.length});
  options = prendre(8 * ${entrees.option.length} * nOptions);
  offres = prendre(8 * ${entrees.offre.length} * nOptions * nOffres);
  colonnes = prendre(8 * ${entrees.agent.length} * n);
  groupes = prendre(4 * n);
  lignes = aligned_alloc(64, ((nGroupes + 2) * largeur * sizeof(${l.type}) + 63) / 64 * 64);
  sommes = malloc(nGroupes * largeur * 8);
  for (int lettre; (lettre = getchar()) != EOF;) {
    double debut = maintenant();
    calculer();
    double ms = maintenant() - debut;
    if (lettre == 'r') rendre(sommes, nGroupes * largeur);
    else rendre(&ms, 1);
  }
  return 0;
}
`
}

/** Agents of several groups: their draft is poured lane by lane. */
const VERSER = `if (ligne == nGroupes + 1) {
      double *brouillon = (double *)(lignes + ligne * largeur);
      for (int k = 0; k < 8; k++)
        for (size_t p = 0; p < largeur; p++) ((double *)(lignes + groupes[i + k] * largeur + p))[k] += brouillon[p * 8 + k];
      memset(brouillon, 0, largeur * 64);
    }`
