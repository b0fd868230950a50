/** The queue with its filters. */
const RETOUR = /^\/demandes(\?[\x21-\x7e]*)?$/

/** Where to come back after a deed on several requests: the queue as it was, never elsewhere. */
export const retourDe = (lu: string | undefined): string => (lu && RETOUR.test(lu) ? lu : '/demandes')
