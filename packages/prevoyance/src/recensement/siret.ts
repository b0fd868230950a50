/** La Poste's SIREN: its establishments follow another checksum. Source: INSEE, répertoire Sirene. */
const LA_POSTE = '356000000'

/**
 * Whether fourteen digits carry a valid SIRET key: Luhn, or for La Poste a digit sum that is a multiple of 5.
 * @param siret fourteen digits, no space
 */
export function cleSiretValide(siret: string): boolean {
  let luhn = 0
  let somme = 0
  for (let i = 0; i < 14; i++) {
    const chiffre = siret.charCodeAt(i) - 48
    const double = chiffre * 2
    somme += chiffre
    luhn += i % 2 === 1 ? chiffre : double > 9 ? double - 9 : double
  }
  return luhn % 10 === 0 || (siret.startsWith(LA_POSTE) && somme % 5 === 0)
}
