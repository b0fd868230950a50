// Who may import whom. `npm run deps` (scripts/controles/frontieres.ts) applies these rules; scripts/controles/frontieres.test.ts breaks each of
// them once in a copy, to see it reported. Paths are those of the files, whatever the way they were imported.
const { builtinModules } = require('node:module')

const TESTS = '\\.test\\.tsx?$'
const NODE = `^(node:)?(${builtinModules.filter((nom) => !nom.startsWith('_')).join('|')})$`
const NPM = '(^|/)node_modules/'
const DOMAINE = '^src/modules/([^/]+)/.*domain/'
const DOMAINE_SIGNALEMENT = '^src/signalement/domain/'
const VUES = '^src/(modules|platform/http|signalement)/.*\\.(routes|page|composants)\\.tsx?$'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'pas-de-cycle',
      comment:
        'Two files that need each other cannot be read, tested or moved one without the other. Types alone may meet: they are gone at run time.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'paquets-autonomes',
      comment:
        'A package knows nothing of the application: it can be published, run in a browser or in a worker, and read alone.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(src|scripts|tests|demo|bench)/' },
    },
    {
      name: 'paquets-par-leur-nom',
      comment:
        'A package reaches another one by its name and its declared exports, never by a path into its files: what it needs is in its package.json.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypesNot: ['aliased-workspace'] },
    },
    {
      name: 'moteur-sans-dependance',
      comment:
        'The calculation engine imports nothing, not even Node: the same code computes in the browser, in a worker and in WASM.',
      severity: 'error',
      from: { path: '^packages/prevoyance/src/', pathNot: TESTS },
      to: { pathNot: '^packages/prevoyance/src/' },
    },
    {
      name: 'domaine-pur',
      comment:
        'Decisions are pure: no npm package, no Node, no database, no other module; only src/shared, the packages and their own domain.',
      severity: 'error',
      from: { path: DOMAINE, pathNot: TESTS },
      to: { pathNot: [`^src/modules/$1/.*domain/`, '^src/shared/', '^packages/'] },
    },
    {
      name: 'domaine-sans-machine',
      comment:
        'Nor does a decision reach Node through a file of src/shared (identifiers are drawn by the use case): no clock, no chance, no disk.',
      severity: 'error',
      from: { path: DOMAINE, pathNot: TESTS },
      to: { path: NODE, reachable: true },
    },
    {
      name: 'partage-pur',
      comment: 'src/shared is the common ground: it imports nothing of the house and no npm package.',
      severity: 'error',
      from: { path: '^src/shared/', pathNot: TESTS },
      to: { pathNot: ['^src/shared/', NODE] },
    },
    {
      name: 'porte-d-entree',
      comment:
        'A module has one door, index.ts: what is behind it may change without asking the neighbours. src/app.tsx uses the same door.',
      severity: 'error',
      from: { path: '^src/(?:modules/([^/]+)/|[^/]+\\.tsx?$)' },
      to: { path: '^src/modules/([^/]+)/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
    },
    {
      name: 'sql-derriere-le-repository',
      comment:
        'Routes, pages and the design system show and parse; SQL lives in *.repository.ts, *.queries.ts and use cases. Types of the database may be named.',
      severity: 'error',
      from: { path: [VUES, '^src/ui/'], pathNot: TESTS },
      to: {
        path: [`${NPM}(kysely|pg)/`, '^src/platform/base/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'cas-d-usage-sans-http',
      comment:
        'Use cases, repositories and queries know neither requests nor pages: they serve a form, a job, a command line and a test alike.',
      severity: 'error',
      from: {
        path: '^src/modules/.*\\.ts$',
        pathNot: ['\\.(routes|page|island)\\.ts$', '/index\\.ts$', TESTS],
      },
      to: { path: `${NPM}(fastify|@fastify/[^/]+|react|react-dom)/` },
    },
    {
      name: 'ui-sans-metier',
      comment: 'The design system draws what it is given: no business word, no database, no request.',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { path: '^src/(modules|platform|signalement|[^/]+\\.tsx?$)' },
    },
    {
      name: 'platform-sans-metier',
      comment: 'The platform carries every module and knows none: modules come to it through src/app.tsx.',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: TESTS },
      to: { path: '^src/(modules|signalement|[^/]+\\.tsx?$)' },
    },
    {
      name: 'navigateur-sans-serveur',
      comment:
        'An island runs in the browser: nothing of the server, of Node or of the database may reach it, even through another file.',
      severity: 'error',
      from: { path: '\\.island\\.ts$' },
      to: { path: ['^src/platform/', `${NPM}(kysely|pg|fastify|react|react-dom)/`, NODE], reachable: true },
    },
    {
      name: 'signalement-a-part',
      comment:
        'Reporting of violence is another application, with its own process, origin and database: neither side imports the other.',
      severity: 'error',
      from: { path: '^src/(?!signalement/)' },
      to: { path: '^src/signalement/' },
    },
    {
      name: 'signalement-sans-modules',
      comment:
        'The reporting application shares src/shared, src/platform, src/ui and the packages, never a module.',
      severity: 'error',
      from: { path: '^src/signalement/' },
      to: { path: '^src/(modules/|app\\.tsx$|server\\.ts$)' },
    },
    {
      name: 'signalement-rien-de-plus',
      comment:
        'Of the platform the reporting application takes what opens a PostgreSQL and ends a server: no account, no session, no journal, no file, no mail.',
      severity: 'error',
      from: { path: '^src/signalement/', pathNot: TESTS },
      to: {
        path: '^src/platform/',
        pathNot: '^src/platform/(postgres-embarque/|base/(connexion|migrer)\\.ts$|http/arret\\.ts$)',
      },
    },
    {
      name: 'signalement-domaine-pur',
      comment:
        'Its decisions are pure too: only src/shared and their own domain, and no Node through another file.',
      severity: 'error',
      from: { path: DOMAINE_SIGNALEMENT, pathNot: TESTS },
      to: { pathNot: [DOMAINE_SIGNALEMENT, '^src/shared/'] },
    },
    {
      name: 'signalement-primitives-au-coffre',
      comment:
        'What is reported meets a primitive in packages/coffre and nowhere else: no hashing, no cipher, no chance of Node here.',
      severity: 'error',
      from: { path: '^src/signalement/', pathNot: TESTS },
      to: { path: ['^(node:)?crypto$', `${NPM}(@noble|@scure|age-encryption|hash-wasm)`] },
    },
    {
      name: 'signalement-sans-script-a-part',
      comment:
        'The process that seals for browsers without script reaches no database, no disk and no key of the server.',
      severity: 'error',
      from: { path: '^src/signalement/scelleur/app' },
      to: {
        path: ['^src/signalement/(base|dossiers\\.repository|cles-serveur|journal|bureau/)', `${NPM}pg/`],
        reachable: true,
      },
    },
    {
      name: 'pas-d-outil-en-production',
      comment:
        'What runs in production is installed in production: no development dependency, no script, test, bench or demonstration.',
      severity: 'error',
      from: { path: '^(src|packages/[^/]+/src)/', pathNot: [TESTS, '^packages/[^/]+/src/essais/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pas-de-script-en-production',
      comment:
        'The application does not reach into scripts, tests, benches or the demonstration: they use it.',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: '^(scripts|tests|bench|demo)/' },
    },
    {
      name: 'rien-d-introuvable',
      comment: 'Every import leads to a file, and every npm package is declared in package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: NPM },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
