/** Words that open too many doors: what French and English accounts are protected with, and what this place is called. */
const MOTS_FACILES = [
  'motdepasse',
  'password',
  'passe',
  'azertyuiop',
  'azerty',
  'qwertyuiop',
  'qwerty',
  'qsdfghjklm',
  'wxcvbn',
  'admin',
  'administrateur',
  'bienvenue',
  'welcome',
  'bonjour',
  'soleil',
  'chouchou',
  'doudou',
  'loulou',
  'jetaime',
  'iloveyou',
  'monamour',
  'coucou',
  'letmein',
  'changeme',
  'secret',
  'test',
  'demo',
  'marseille',
  'maillage',
  'centredegestion',
  'centre',
  'gestion',
  'cdg',
  'mairie',
  'commune',
  'cooperation',
  'conference',
  'presidence',
  'direction',
  'coordination',
  'fonctionpublique',
  'abcdefghijklmnopqrstuvwxyz',
  'abcdefgh',
  'abcdef',
  'abc',
  'janvier',
  'fevrier',
  'mars',
  'avril',
  'juin',
  'juillet',
  'aout',
  'septembre',
  'octobre',
  'novembre',
  'decembre',
  'printemps',
  'automne',
  'hiver',
].sort((a, b) => b.length - a.length)

/** Runs of keys and of the alphabet: four in a row count for nothing. */
const SUITES = ['abcdefghijklmnopqrstuvwxyz', 'azertyuiopqsdfghjklmwxcvbn', 'qwertyuiopasdfghjklzxcvbnm']

function sansSuites(texte: string): string {
  let reste = ''
  for (let debut = 0; debut < texte.length; ) {
    let fin = debut
    while (fin < texte.length && SUITES.some((suite) => suite.includes(texte.slice(debut, fin + 1)))) fin += 1
    reste += fin - debut >= 4 ? ' ' : texte[debut]
    debut = fin - debut >= 4 ? fin : debut + 1
  }
  return reste
}

/** Letters that must remain once the easy words and the figures are taken away. */
const RESTE = 5
const DIFFERENTES = 6

const nu = (texte: string): string =>
  texte
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]/g, '')

/**
 * Whether a password of twelve characters or more is among the first that somebody would try: nothing but easy words, figures, a repeated
 * piece, or what the account is called. Letters written as figures are read as letters.
 * @param propres what everybody knows of the account: its address, its name
 */
export function estFacile(motDePasse: string, propres: readonly string[]): boolean {
  const lu = nu(motDePasse.replaceAll('@', 'a').replaceAll('$', 's'))
  // Other alphabets hold no word of ours: their variety alone is judged.
  if (new Set(motDePasse.toLowerCase()).size < DIFFERENTES) return true
  if (lu.length < motDePasse.length / 2) return false
  if (/^(.{1,8}?)\1+.{0,3}$/.test(lu)) return true
  const siens = propres
    .flatMap((propre) => propre.split(/[^\p{L}\d]+/u).map(nu))
    .filter((mot) => mot.length >= 3)
  const mots = [...siens, ...MOTS_FACILES].sort((a, b) => b.length - a.length)
  const resteDe = (texte: string) =>
    sansSuites(mots.reduce((reste, mot) => reste.replaceAll(mot, ' '), texte)).replaceAll(/[\d ]/g, '')
  const enLettres = lu
    .replaceAll('0', 'o')
    .replaceAll('1', 'i')
    .replaceAll('3', 'e')
    .replaceAll('4', 'a')
    .replaceAll('5', 's')
  return Math.min(resteDe(lu).length, resteDe(enLettres).length) < RESTE
}
