/** What no sentence of a page may hold, and what to call it. */
const FAUTES: readonly (readonly [motif: RegExp, nom: string])[] = [
  [/(?<![\d.])\d+\.\d+\s*(?:[%€]|(?:jours?|heures?|h|ans?|points?|km|Mo|ko)(?!\p{L}))/gu, 'un point décimal'],
  [
    /(?<![\p{L}\d_])(?:undefined|NaN|null|Infinity|Invalid Date|\[object Object\])(?![\p{L}\d_])/gu,
    'une valeur du programme',
  ],
  [/(?<!\p{L})(?:le|du|au|depuis le|dès le)\s+\d{4}-\d{2}-\d{2}(?!\d)/giu, 'une date de machine'],
  [/[\p{L}\d)] [;!?»%€]/gu, 'une espace ordinaire devant un signe'],
  [
    /(?<!\p{L})(de|le|la|que|à|les|des|du|et|en|un|une|pour|par|sur|dans) \1(?![\p{L}’])/giu,
    'un mot deux fois',
  ],
  [/(?<!\p{L})de [AEIOUÉÈÊÀÂÎÔ]\p{Ll}/gu, 'une élision oubliée'],
]

/** Faults of language that a program makes, and a person does not: one line each, with the words around. */
export function fautesDePhrase(html: string): string[] {
  const texte = texteDesPhrases(html)
  return FAUTES.flatMap(([motif, nom]) =>
    Array.from(texte.matchAll(motif), ({ 0: vu, index }) => {
      const autour = texte.slice(Math.max(0, index - 30), index + vu.length + 30)
      return `${nom} : « ${autour.replaceAll(/\s+/g, ' ')} »`
    }),
  )
}

/** What is read of a page: inline elements belong to their sentence, others end it; addresses, code and what is typed are left out. */
const texteDesPhrases = (html: string): string =>
  html
    .replaceAll(/<(script|style|textarea|code|pre)\b[\s\S]*?<\/\1>/g, '¶')
    .replaceAll(/<\/?(?:a|abbr|b|em|i|small|span|strong|time)\b[^>]*>/g, '')
    .replaceAll(/<[^>]*>/g, '¶')
