const ILLISIBLES = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu

/** The text without what XML 1.0 forbids: control characters other than tab and line breaks, half surrogates. */
export const sansControle = (texte: string): string => texte.toWellFormed().replaceAll(ILLISIBLES, '')
