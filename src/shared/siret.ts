/** La Poste's SIREN: its establishments follow another checksum (sum of the digits, multiple of 5). Source: INSEE, répertoire Sirene. */
const SIREN_LA_POSTE = '356000000'

function luhn(chiffres: string): boolean {
  let somme = 0
  for (let i = 0; i < chiffres.length; i++) {
    const chiffre = Number(chiffres[chiffres.length - 1 - i])
    const double = i % 2 === 1 ? chiffre * 2 : chiffre
    somme += double > 9 ? double - 9 : double
  }
  return somme % 10 === 0
}

/** True when `texte` is nine digits with a valid key (Luhn). Source: INSEE, répertoire Sirene. */
export const estSiren = (texte: string): boolean => /^\d{9}$/.test(texte) && luhn(texte)

/** True when `texte` is fourteen digits with a valid key (Luhn, or La Poste's own rule). Source: INSEE, répertoire Sirene. */
export function estSiret(texte: string): boolean {
  if (!/^\d{14}$/.test(texte)) return false
  if (luhn(texte)) return true
  const sommeDesChiffres = [...texte].reduce((total, chiffre) => total + Number(chiffre), 0)
  return texte.startsWith(SIREN_LA_POSTE) && sommeDesChiffres % 5 === 0
}
