import type { TypeOrganisme } from '#shared/acteur.ts'

export type Organe = {
  readonly code: string
  readonly libelle: string
  /** In a sentence: « le vote de son conseil d’administration ». */
  readonly deSon: string
  /** True when it deliberates; the others sign under a delegation. */
  readonly delibere: boolean
}

const organe = (code: string, libelle: string, deSon: string, delibere = true): Organe => ({
  code,
  libelle,
  deSon,
  delibere,
})

const EXECUTIF = organe(
  'executif',
  'Décision de l’exécutif par délégation',
  'son exécutif, par délégation',
  false,
)
const SIGNATURE = organe(
  'signature',
  'Signature de la direction par délégation',
  'sa direction, par délégation',
  false,
)

/**
 * The organs with which an organisation can decide, the one that is competent by default first
 * (CDG: décret 85-643, art. 24–29; départements: CGCT L3211-1 s.; communes: L2121-29; EPCI: L5211-1 s.).
 */
const ORGANES: Readonly<Record<TypeOrganisme, readonly Organe[]>> = {
  cdg: [
    organe('ca', 'Conseil d’administration', 'son conseil d’administration'),
    organe('bureau', 'Bureau', 'son bureau'),
    EXECUTIF,
    SIGNATURE,
  ],
  departement: [
    organe('conseil_departemental', 'Conseil départemental', 'son conseil départemental'),
    organe('commission_permanente', 'Commission permanente', 'sa commission permanente'),
    EXECUTIF,
    SIGNATURE,
  ],
  region: [
    organe('conseil_regional', 'Conseil régional', 'son conseil régional'),
    organe('commission_permanente', 'Commission permanente', 'sa commission permanente'),
    EXECUTIF,
    SIGNATURE,
  ],
  commune: [organe('conseil_municipal', 'Conseil municipal', 'son conseil municipal'), EXECUTIF],
  epci: [
    organe('conseil_communautaire', 'Conseil communautaire', 'son conseil communautaire'),
    organe('bureau', 'Bureau', 'son bureau'),
    EXECUTIF,
  ],
  syndicat: [
    organe('comite_syndical', 'Comité syndical', 'son comité syndical'),
    organe('bureau', 'Bureau', 'son bureau'),
    EXECUTIF,
  ],
  ccas: [organe('ca', 'Conseil d’administration', 'son conseil d’administration'), EXECUTIF],
  sdis: [
    organe('ca', 'Conseil d’administration', 'son conseil d’administration'),
    organe('bureau', 'Bureau', 'son bureau'),
    EXECUTIF,
  ],
  oph: [
    organe('ca', 'Conseil d’administration', 'son conseil d’administration'),
    organe('bureau', 'Bureau', 'son bureau'),
    EXECUTIF,
  ],
  autre: [organe('assemblee', 'Assemblée délibérante', 'son assemblée délibérante'), EXECUTIF],
}

/** The types of organisation, as a form names them. */
export const LIBELLES_TYPE: Readonly<Record<TypeOrganisme, string>> = {
  cdg: 'Centre de gestion',
  departement: 'Département',
  region: 'Région',
  epci: 'Intercommunalité',
  syndicat: 'Syndicat',
  commune: 'Commune',
  ccas: 'Centre communal d’action sociale',
  sdis: 'Service d’incendie et de secours',
  oph: 'Office public de l’habitat',
  autre: 'Autre organisme public',
}

/** What an organisation can decide with, by its type; the competent organ by default comes first. */
export const organesDe = (type: TypeOrganisme): readonly Organe[] => ORGANES[type]

/** One organ of an organisation by its code, or null when its type has none of that name. */
export const organeDe = (type: TypeOrganisme, code: string): Organe | null =>
  ORGANES[type].find((candidat) => candidat.code === code) ?? null
