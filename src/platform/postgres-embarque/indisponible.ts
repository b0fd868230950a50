/** Why the embedded server cannot be used; each code has one sentence below. */
export type CauseIndisponible =
  | 'plateforme'
  | 'paquet-absent'
  | 'binaires'
  | 'privileges'
  | 'compte-inconnu'
  | 'dossier'
  | 'disque-plein'
  | 'deja-ouvert'
  | 'ne-repond-pas'
  | 'autre-version'
  | 'demarrage'

const AILLEURS = 'indiquez dans DATABASE_URL un serveur PostgreSQL 15 ou plus récent'

// What happened, why, what to do. `objet` is the folder, the package or the account concerned.
const PHRASES: Record<CauseIndisponible, (objet: string) => string> = {
  plateforme: (systeme) =>
    `La base de données intégrée n’existe pas pour ce système (${systeme}). Pour lancer Maillage ici, ${AILLEURS}.`,
  'paquet-absent': (paquet) =>
    `La base de données intégrée n’est pas installée : il manque le paquet ${paquet}, facultatif pour npm. Relancez « npm ci » sans l’option « --omit=optional », ou ${AILLEURS}.`,
  binaires: (ou) =>
    `Les programmes de la base de données intégrée ne s’exécutent pas sur cette machine (${ou}). Relancez « npm ci » ; si cela ne suffit pas, ${AILLEURS}.`,
  privileges: () =>
    `PostgreSQL refuse de fonctionner sous le compte root, et ce système ne permet pas d’en changer. Lancez Maillage avec un compte ordinaire, ou ${AILLEURS}.`,
  'compte-inconnu': (uid) =>
    `Le compte qui lance Maillage (numéro ${uid}) n’a pas de nom sur ce système, et PostgreSQL l’exige pour créer la base. Ajoutez ce compte au fichier /etc/passwd, lancez Maillage avec un autre compte, ou ${AILLEURS}.`,
  dossier: (dossier) =>
    `La base de données ne peut pas être ouverte dans le dossier ${dossier} : ce compte n’a pas le droit d’y lire ou d’y écrire. Corrigez le propriétaire ou les droits du dossier, ou choisissez-en un autre avec la variable DONNEES.`,
  'disque-plein': (dossier) =>
    `Le disque qui contient ${dossier} est plein : la base de données ne peut pas démarrer. Rien de ce qui était enregistré n’est perdu. Libérez au moins 200 Mo, puis relancez Maillage.`,
  'deja-ouvert': (qui) =>
    `La base de données ${qui} : deux lancements ne peuvent pas la partager. Arrêtez l’autre, ou choisissez un autre dossier avec la variable DONNEES.`,
  'ne-repond-pas': (qui) =>
    `Un serveur de base de données tourne déjà ${qui}, mais il ne répond pas. Arrêtez-le (kill -INT suivi de ce numéro), puis relancez Maillage.`,
  'autre-version': (versions) =>
    `Le dossier contient une base PostgreSQL ${versions}. Relancez la version précédente de Maillage, faites « npm run sauvegarde », puis restaurez avec celle-ci dans un dossier neuf.`,
  demarrage: (ou) =>
    `Le serveur de base de données n’a pas démarré. Ses derniers messages sont dans ${ou}. Corrigez ce qu’ils signalent, restaurez une sauvegarde, ou ${AILLEURS}.`,
}

/** The embedded server cannot be used. `message` is the French sentence to show; `detail` is for the log only. */
export class ServeurIndisponible extends Error {
  readonly code: CauseIndisponible
  readonly detail: string

  constructor(cause: CauseIndisponible, objet: string, detail = '') {
    super(PHRASES[cause](objet))
    this.name = 'ServeurIndisponible'
    this.code = cause
    this.detail = detail
  }
}

/**
 * Names the cause behind what initdb or postgres wrote (in English: the launcher forces LC_ALL=C).
 * @param messages last lines of the program
 * @param libre bytes an ordinary account may still write on the disk of the data
 */
export function causeDe(messages: string, libre: number): CauseIndisponible {
  if (/No space left on device|Disk quota exceeded|ENOSPC|EDQUOT/.test(messages)) return 'disque-plein'
  // On a full disk the server's own log may be empty: the message had no room either.
  if (libre < 1_000_000) return 'disque-plein'
  if (/could not look up effective user ID/.test(messages)) return 'compte-inconnu'
  if (/lock file "postmaster.pid" already exists|pre-existing shared memory block/.test(messages))
    return 'deja-ouvert'
  if (/Permission denied|Read-only file system|has wrong ownership|EACCES|EROFS/.test(messages))
    return 'dossier'
  return 'demarrage'
}
