/** Version of every format; a change of any of them changes it. */
export const PROTO = 'maillage-coffre/1'

/** What a signature is for. A signature made for one use never passes for another. */
export const DOMAINES = {
  message: 'maillage-coffre/1/signature/message',
  enveloppe: 'maillage-coffre/1/signature/enveloppe',
  annuaire: 'maillage-coffre/1/signature/annuaire',
  contreseing: 'maillage-coffre/1/signature/contreseing',
  preuve: 'maillage-coffre/1/signature/preuve',
  defi: 'maillage-coffre/1/signature/defi',
  trousseau: 'maillage-coffre/1/signature/trousseau',
  effort: 'maillage-coffre/1/marque/effort',
  journal: 'maillage-coffre/1/signature/journal',
  temoin: 'maillage-coffre/1/signature/temoin',
  manifeste: 'maillage-coffre/1/signature/manifeste',
} as const

/** What a derived key is for (`info` of HKDF). */
export const DERIVATIONS = {
  reperage: 'maillage-coffre/1/derivation/auteur-reperage',
  signature: 'maillage-coffre/1/derivation/auteur-signature',
  scellement: 'maillage-coffre/1/derivation/auteur-scellement',
  authentification: 'maillage-coffre/1/derivation/trousseau-authentification',
  trousseau: 'maillage-coffre/1/derivation/trousseau-phrase',
  secours: 'maillage-coffre/1/derivation/trousseau-secours',
} as const

export type Domaine = (typeof DOMAINES)[keyof typeof DOMAINES]
