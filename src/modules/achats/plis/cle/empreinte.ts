import { depuisTexte, empreinte } from '@maillage/coffre'

/**
 * Fingerprint of the keys that bids are sealed for, in the order of their identifiers: SHA-256, hexadecimal. Computed from the keys themselves wherever it is
 * shown (mail, pages, the bidder's browser): what was stored at the opening would say nothing of the keys served since.
 */
export const empreinteDesCles = (
  cles: readonly { readonly id: string; readonly destinataire: string }[],
): string =>
  Array.from(
    depuisTexte(
      empreinte(
        new TextEncoder().encode(
          cles
            .toSorted((a, b) => (a.id < b.id ? -1 : 1))
            .map(({ destinataire }) => destinataire)
            .join('\n'),
        ),
      ),
    ),
    (octet) => octet.toString(16).padStart(2, '0'),
  ).join('')
