const net = (texte: string): string => texte.replaceAll(/[\s\u00a0\u202f]+/g, ' ').toLowerCase()

/**
 * Members that a message calls: those that were ticked, and those written « @CDG 29 » in the text. Never the author's own.
 * A longer name wins over a shorter one that starts it (« @CDG 351 » does not call the CDG 35).
 */
export function membresAppeles(
  texte: string,
  coches: readonly string[],
  membres: readonly { readonly organismeId: string; readonly libelle: string }[],
  auteur: string,
): string[] {
  const lu = net(texte)
  const ecrits = membres.filter(({ libelle }) => {
    const appel = `@${net(libelle)}`
    for (let i = lu.indexOf(appel); i !== -1; i = lu.indexOf(appel, i + 1))
      if (!/[\p{L}\d]/u.test(lu[i + appel.length] ?? ' ')) return true
    return false
  })
  const connus = coches.filter((id) => membres.some(({ organismeId }) => organismeId === id))
  return [...new Set([...connus, ...ecrits.map(({ organismeId }) => organismeId)])].filter(
    (id) => id !== auteur,
  )
}
