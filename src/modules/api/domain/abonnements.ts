/** What a member may be told of, each with the words of the page and the address of the API where it is read. */
export const EVENEMENTS = {
  'decision.adoptee': {
    libelle: 'Une décision qui engage votre structure est adoptée',
    lire: '/api/v1/decisions',
  },
  'suite.executoire': {
    libelle: 'La suite que vous donnez à une décision est exécutoire',
    lire: '/api/v1/decisions',
  },
  'demande.etat': {
    libelle: 'Une demande que vous pouvez lire change d’état',
    lire: '/api/v1/demandes/comptes',
  },
  'contrat.ouvert': { libelle: 'Un contrat collectif est ouvert', lire: '/api/v1/adhesions' },
} as const satisfies Readonly<Record<string, { readonly libelle: string; readonly lire: string }>>
export type Evenement = keyof typeof EVENEMENTS

/** The event of « Envoyer un essai »: tried once, and what brings a suspended subscription back. */
export const ESSAI = 'essai'
/** Subscriptions that a member holds at once. */
export const ABONNEMENTS_MAX = 10

export type EtatDAbonnement = 'actif' | 'suspendu' | 'retire'

/** Minutes before the next try, by the number of tries that failed: eight tries in a little more than a day. */
const ATTENTES = [1, 5, 15, 60, 180, 480, 720]

/** When a delivery that failed is tried again; null when it is given up. `essais` counts the tries already made. */
export function prochainEssai(type: string, essais: number, maintenant: Date): Date | null {
  const attente = type === ESSAI ? undefined : ATTENTES[essais - 1]
  return attente === undefined ? null : new Date(+maintenant + attente * 60_000)
}

/** What is sent: when it happened, identifiers, and where to read the rest; nobody's data. */
export const corpsDe = (
  {
    type,
    survenuLe,
    donnees,
  }: { readonly type: string; readonly survenuLe: Date; readonly donnees: Readonly<Record<string, unknown>> },
  adresse: string,
): string =>
  JSON.stringify({
    type,
    timestamp: survenuLe.toISOString(),
    data: {
      ...donnees,
      ...(type in EVENEMENTS && { lire: `${adresse}${EVENEMENTS[type as Evenement].lire}` }),
    },
  })
