// npm run deps, second half: what is exported and imported by nobody, files and names. Syntax alone is read: a whole tree in seconds.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import ts from 'typescript'

const DOSSIERS = ['src', 'packages', 'scripts', 'bench', 'demo', 'tests']

/** Files that something else than an import starts: commands, tests, what a browser or a process of its own runs, doors of packages. */
const ENTREES = [
  /\.(test|island|processus)\.tsx?$/,
  /^src\/server\.ts$/,
  /^scripts\/[^/]+$/,
  /^scripts\/(controles|guide)\//,
  /^packages\/[^/]+\/(scripts\/|src\/([^/]+\/)?(index|cli)\.ts$)/,
  /^bench\/(lancer|[^/]+\/index)\.ts$/,
  /^tests\/(pannes\/)?(installation|construction|chromium)\.ts$/,
  /\.gen\.ts$/,
  /\.d\.ts$/,
  // What a measure launches by its name: contenders, applications under load.
  /^bench\/[^/]+\/(?<!outils\/)/,
  // What the compiler asks of #ui.
  /^src\/ui\/jsx-(dev-)?runtime\.ts$/,
]

export type Morts = {
  readonly lus: number
  readonly fichiers: readonly string[]
  /** `file: name`. */
  readonly exports: readonly string[]
}

type Module = {
  /** What it exports and does not use itself. */
  readonly exports: ReadonlySet<string>
  /** Names asked of another file; `*`: all of it. */
  readonly demandes: readonly { readonly de: string; readonly nom: string }[]
  /** Short texts of the file, among which the paths of what it launches. */
  readonly textes: ReadonlySet<string>
}

/** Reads every TypeScript file that git tracks, or would, under `racine`. */
export function trouverMorts(racine: string, fichiers: readonly string[] = listFichiers(racine)): Morts {
  const resoudre = resolveur(racine, new Set(fichiers))
  const modules = new Map(fichiers.map((fichier) => [fichier, lireModule(racine, fichier, resoudre)]))
  const demandes = new Map<string, Set<string>>()
  const nommes = new Set<string>()
  for (const { demandes: ici, textes } of modules.values()) {
    for (const { de, nom } of ici) demandes.set(de, (demandes.get(de) ?? new Set()).add(nom))
    for (const texte of textes) nommes.add(texte)
  }
  const estEntree = (fichier: string) =>
    ENTREES.some((entree) => entree.test(fichier)) ||
    [...nommes].some((texte) => `/${fichier}`.endsWith(texte))
  const morts = { fichiers: [] as string[], exports: [] as string[] }
  for (const [fichier, { exports }] of modules) {
    const voulus = demandes.get(fichier)
    if (voulus?.has('*') || estEntree(fichier)) continue
    if (!voulus) morts.fichiers.push(fichier)
    else for (const nom of exports) if (!voulus.has(nom)) morts.exports.push(`${fichier}: ${nom}`)
  }
  return { lus: modules.size, ...morts }
}

const listFichiers = (racine: string): string[] =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...DOSSIERS], {
    cwd: racine,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((fichier) => /\.tsx?$/.test(fichier) && existsSync(join(racine, fichier)))

/** From what an import writes to the file it means; null: a package, or nothing of ours. */
function resolveur(racine: string, connus: ReadonlySet<string>) {
  const lire = (fichier: string) => JSON.parse(readFileSync(join(racine, fichier), 'utf8'))
  const portes = new Map<string, string>()
  for (const dossier of new Set([...connus].map((f) => /^packages\/[^/]+/.exec(f)?.[0]).filter((d) => !!d))) {
    const { name, exports = {} } = lire(`${dossier}/package.json`)
    for (const [porte, cible] of Object.entries<string>(exports))
      portes.set(join(name, porte), normalize(join(dossier!, cible)))
  }
  const alias = Object.entries<string>(lire('package.json').imports).map(
    ([nom, cible]) => [nom.split('*'), cible] as const,
  )
  return (depuis: string, specificateur: string): string | null => {
    if (specificateur.startsWith('.')) return normalize(join(dirname(depuis), specificateur))
    for (const [[avant, apres], cible] of alias)
      if (apres === undefined ? specificateur === avant : specificateur.startsWith(avant!)) {
        const vers = normalize(cible.replace('*', specificateur.slice(avant!.length)))
        if (connus.has(vers)) return vers
      }
    return portes.get(specificateur) ?? null
  }
}

function lireModule(racine: string, fichier: string, resoudre: ReturnType<typeof resolveur>): Module {
  const source = ts.createSourceFile(
    fichier,
    readFileSync(join(racine, fichier), 'utf8'),
    ts.ScriptTarget.Latest,
    false,
  )
  const exports = new Set<string>()
  const demandes: { de: string; nom: string }[] = []
  const textes = new Set<string>()
  const demander = (specificateur: ts.Node | undefined, noms: readonly string[]) => {
    const de = specificateur && ts.isStringLiteralLike(specificateur) && resoudre(fichier, specificateur.text)
    if (de) for (const nom of noms) demandes.push({ de, nom })
  }
  const mentions = new Map<string, number>()
  const visiter = (noeud: ts.Node): void => {
    if (ts.isIdentifier(noeud)) mentions.set(noeud.text, (mentions.get(noeud.text) ?? 0) + 1)
    else if (ts.isCallExpression(noeud) && noeud.expression.kind === ts.SyntaxKind.ImportKeyword)
      demander(noeud.arguments[0], ['*'])
    else if (ts.isImportTypeNode(noeud) && ts.isLiteralTypeNode(noeud.argument))
      demander(noeud.argument.literal, ['*'])
    // The path of a file that something launches.
    else if (ts.isStringLiteralLike(noeud) && /(?<!(^|\/)index)\.tsx?$/.test(noeud.text))
      textes.add(chemin(noeud.text))
    ts.forEachChild(noeud, visiter)
  }
  for (const enonce of source.statements) {
    if (ts.isImportDeclaration(enonce)) demander(enonce.moduleSpecifier, nomsImportes(enonce.importClause))
    else if (ts.isExportDeclaration(enonce)) {
      const noms =
        enonce.exportClause && ts.isNamedExports(enonce.exportClause) ? enonce.exportClause.elements : []
      demander(
        enonce.moduleSpecifier,
        noms.length > 0 ? noms.map(({ name, propertyName }) => (propertyName ?? name).text) : ['*'],
      )
      for (const { name } of noms) exports.add(name.text)
    } else {
      if (
        ts.canHaveModifiers(enonce) &&
        enonce.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
      )
        for (const nom of nomsDeclares(enonce)) exports.add(nom)
      visiter(enonce)
    }
  }
  // Its own declaration is one mention; a type that its own signatures use is no dead thing.
  for (const [nom, fois] of mentions) if (fois > 1) exports.delete(nom)
  return { exports, demandes, textes }
}

/** « ../../src/signalement/serveur.ts » → « src/signalement/serveur.ts ». */
const chemin = (texte: string): string => `/${texte.replace(/^[./]+/, '')}`

function nomsImportes(clause: ts.ImportClause | undefined): string[] {
  const liens = clause?.namedBindings
  if (!clause || (liens && ts.isNamespaceImport(liens))) return ['*']
  const noms = liens && ts.isNamedImports(liens) ? liens.elements : []
  return [
    ...(clause.name ? ['default'] : []),
    ...noms.map(({ name, propertyName }) => (propertyName ?? name).text),
  ]
}

function nomsDeclares(enonce: ts.Statement): string[] {
  if (ts.isVariableStatement(enonce))
    return enonce.declarationList.declarations.flatMap(({ name }) => nomsLies(name))
  const nom = (enonce as ts.Statement & { name?: ts.Node }).name
  return nom && ts.isIdentifier(nom) ? [nom.text] : []
}

const nomsLies = (nom: ts.BindingName): string[] =>
  ts.isIdentifier(nom)
    ? [nom.text]
    : nom.elements.flatMap((element) => (ts.isBindingElement(element) ? nomsLies(element.name) : []))

if (import.meta.main) {
  const { lus, fichiers, exports } = trouverMorts(join(import.meta.dirname, '../..'))
  for (const fichier of fichiers) console.error(`Personne n’importe ce fichier : ${fichier}`)
  for (const nom of exports) console.error(`Personne n’importe ce nom : ${nom}`)
  console.log(`${lus} fichiers lus, ${fichiers.length} fichier(s) et ${exports.length} nom(s) sans lecteur.`)
  if (fichiers.length + exports.length > 0) process.exitCode = 1
}
