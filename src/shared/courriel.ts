const ADRESSE =
  /^[^\s@<>()",;:\\[\]]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+$/u

/** True when `texte` has the shape of an e-mail address, « nom@mairie.fr »: only a message tells whether it is read. */
export const estCourriel = (texte: string): boolean =>
  texte.length <= 254 && ADRESSE.test(texte) && !texte.includes('..')
