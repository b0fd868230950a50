/** « 24/11/2026 »: a day as it is read. Apart from the typography of the platform, which the sealed pages do not carry. */
export const francais = (jour: string): string => jour.split('-').reverse().join('/')
