const liste = (elements: readonly string[], maximum = 20): string =>
  elements.length <= maximum
    ? elements.join(', ')
    : `${elements.slice(0, maximum).join(', ')}… (${elements.length} en tout)`

/** Notices on the whole file: nothing is refused. */
export const PHRASES_FICHIER = {
  'colonnes-ignorees': (titres: readonly string[]) => `Colonnes ignorées : ${liste(titres)}.`,
  'colonnes-supposees': (colonnes: readonly string[]) =>
    `Colonnes absentes, valeur supposée pour tous : ${liste(colonnes)}.`,
  'lignes-vides': (nombre: number) =>
    nombre === 1 ? 'Une ligne vide n’a pas été lue.' : `${nombre} lignes vides n’ont pas été lues.`,
  'feuilles-ignorees': (lue: string, nombre: number) =>
    `Seule la feuille « ${lue} » est lue : ${nombre === 1 ? 'une autre feuille contient' : `${nombre} autres feuilles contiennent`} des données.`,
} as const

/** One sentence per reason to refuse the whole file: what is wrong, then what to do. */
export const PHRASES_REFUS_FICHIER = {
  'fichier-vide': () => 'Le fichier est vide. Choisissez un autre fichier.',
  'aucune-ligne': () => 'Le fichier n’a que des en-têtes. Ajoutez une ligne par agent.',
  'entete-introuvable': () =>
    'Aucun en-tête connu sur la première ligne. Mettez-y les noms des colonnes, séparés par un point-virgule ou une virgule.',
  'separateur-inconnu': (separateur: string) =>
    `Les colonnes sont séparées par ${separateur}. Enregistrez le fichier en CSV séparé par des points-virgules.`,
  'trop-de-colonnes': (nombre: number, maximum: number) =>
    `Le fichier a ${nombre} colonnes, ${maximum} au plus sont admises. Gardez celles du recensement.`,
  'colonne-en-double': (nom: string) => `Deux colonnes donnent « ${nom} ». Gardez-en une seule.`,
  'colonne-de-sante': (titre: string) =>
    `La colonne « ${titre} » annonce une information de santé, que le recensement n’accepte pas. Supprimez-la : seule la nature du congé se déclare, dans conge_type.`,
  'colonne-identifiante': (titre: string) =>
    `La colonne « ${titre} » identifie des personnes, et le recensement n’accepte que des pseudonymes. Supprimez-la.`,
  'colonnes-manquantes': (noms: string) =>
    `Colonnes obligatoires absentes : ${noms}. Ajoutez-les, puis déposez de nouveau le fichier.`,
  'trop-de-lignes': (maximum: number) => `Le fichier dépasse ${maximum} lignes. Découpez-le par employeur.`,
  'ligne-demesuree': (ligne: number) =>
    `La ligne ${ligne} est démesurée : un guillemet ouvert n’est sans doute jamais fermé. Fermez-le ou supprimez-le.`,
  'guillemet-jamais-ferme': (ligne: number) =>
    `Un guillemet ouvert vers la ligne ${ligne} n’est jamais fermé. Fermez-le ou supprimez-le.`,
  'encodage-melange': (ligne: number) =>
    `Le texte change d’encodage vers la ligne ${ligne}. Enregistrez tout le fichier en « CSV UTF-8 ».`,
  'encodage-utf16': () => 'Le fichier est en « texte Unicode » (UTF-16). Enregistrez-le en « CSV UTF-8 ».',
  'fichier-binaire': () =>
    'Ce fichier n’est ni un CSV ni un classeur XLSX. Enregistrez le tableau dans l’un de ces formats.',
  'ancien-xls': () => 'Le fichier est un ancien classeur XLS. Enregistrez-le au format XLSX ou CSV.',
  'classeur-chiffre': () =>
    'Le classeur est protégé par un mot de passe. Retirez la protection, puis enregistrez-le.',
  'classeur-xlsb': () => 'Le classeur est au format binaire XLSB. Enregistrez-le au format XLSX ou CSV.',
  'classeur-ods': () => 'Le classeur est au format ODS. Enregistrez-le au format XLSX ou CSV.',
  'zip-sans-classeur': () => 'Cette archive n’est pas un classeur XLSX. Choisissez le classeur lui-même.',
  'classeur-abime': () =>
    'Le classeur est abîmé et ne s’ouvre pas. Ouvrez-le dans un tableur, puis enregistrez-le de nouveau.',
  'classeur-demesure': (megaoctets: number) =>
    `Le classeur dépasse ${megaoctets} Mo une fois décompressé. Enregistrez-le en CSV ou découpez-le par employeur.`,
  'classeur-trop-lourd': (megaoctets: number) =>
    `Le classeur dépasse ${megaoctets} Mo. Enregistrez-le en CSV ou découpez-le par employeur.`,
  'classeur-trop-long': () =>
    'La lecture du classeur a été arrêtée : elle prend trop de temps ou de mémoire. Enregistrez-le en CSV.',
  'classeur-sans-donnees': () =>
    'Aucune feuille du classeur ne contient de données. Remplissez la première feuille.',
  'cellule-de-classeur': (adresse: string) =>
    `La cellule ${adresse} du classeur est illisible. Saisissez de nouveau sa valeur, puis enregistrez.`,
} as const

export type CodeRefusFichier = keyof typeof PHRASES_REFUS_FICHIER

/** Why nothing of the file was taken. */
export interface RefusFichier {
  readonly code: CodeRefusFichier
  readonly message: string
}

type Arguments<F> = F extends (...args: infer A extends readonly (string | number)[]) => string ? A : never

/** Builds the refusal of a file from its code and the values its sentence quotes. */
export function refusFichier<C extends CodeRefusFichier>(
  code: C,
  ...valeurs: Arguments<(typeof PHRASES_REFUS_FICHIER)[C]>
): RefusFichier {
  const phrase = PHRASES_REFUS_FICHIER[code] as (...args: readonly (string | number)[]) => string
  return { code, message: phrase(...valeurs) }
}
