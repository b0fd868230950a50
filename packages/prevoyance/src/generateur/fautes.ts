import { fractionPayee, traitementMinimum } from '../recensement/paie.ts'
import type { ParametresRecensement } from '../recensement/parametres.ts'
import { type CodeRefus, PHRASES_REFUS } from '../recensement/phrases.ts'
import type { AgentRecense, NomColonne } from '../recensement/types.ts'

/** The fault planted in a row: the refusal it must cause, and only that one. */
export interface FautePlantee {
  readonly code: CodeRefus
  readonly colonne: NomColonne | null
}

/** What a fault may look at. `precedent`: pseudonym of an earlier agent of the same employer, if any. */
export interface ContexteFaute {
  readonly agent: AgentRecense
  readonly date: string
  readonly parametres: ParametresRecensement
  readonly precedent: string | null
}

type Cellules = Partial<Record<NomColonne, string>>

export interface Faute extends FautePlantee {
  /** Whether this agent can carry the fault without causing another refusal. */
  readonly convient: (c: ContexteFaute) => boolean
  /** Cells to overwrite. */
  readonly cellules: (c: ContexteFaute) => Cellules
  /** Cells to remove from (negative) or add to the end of the row. */
  readonly largeur: number
}

const toujours = () => true

const faute = (
  code: CodeRefus,
  colonne: NomColonne | null,
  cellules: Faute['cellules'],
  convient: Faute['convient'] = toujours,
  largeur = 0,
): Faute => ({ code, colonne, cellules, convient, largeur })

const annee = (c: ContexteFaute, decalage: number): string => `${Number(c.date.slice(0, 4)) + decalage}-01-01`
const fonctionnaire = ({ agent }: ContexteFaute) =>
  agent.statut === 'titulaire' || agent.statut === 'stagiaire'
const surIndice = ({ agent }: ContexteFaute) => agent.indiceMajore !== null
const auTravail = ({ agent }: ContexteFaute) => agent.conge === null
const unSeulEmploi = ({ agent }: ContexteFaute) => agent.heuresTousEmplois === agent.heuresHebdo
const deRegime = (regime: AgentRecense['regime']) => (c: ContexteFaute) => c.agent.regime === regime

/** Every fault that a single row can carry. Together they cover every refusal code but the two that need something else. */
export const FAUTES: readonly Faute[] = [
  faute('cellule-vide', 'ri_mensuel', () => ({ ri_mensuel: ' ' })),
  faute('cellule-trop-longue', 'grade', () => ({ grade: 'x'.repeat(300) })),
  faute('cellules-manquantes', null, () => ({}), toujours, -1),
  faute('cellules-en-trop', null, () => ({}), toujours, 1),
  faute('siret-longueur', 'siret', ({ agent }) => ({ siret: agent.siret.slice(1) })),
  faute('siret-illisible', 'siret', ({ agent }) => ({ siret: `FR${agent.siret}` })),
  faute('siret-notation-scientifique', 'siret', () => ({ siret: '2,99E+13' })),
  faute('siret-cle', 'siret', ({ agent }) => ({
    siret: agent.siret.slice(0, 13) + ((Number(agent.siret[13]) + 1) % 10),
  })),
  faute('matricule-forme', 'matricule', () => ({ matricule: 'agent sans chiffre' })),
  faute('matricule-identifiant', 'matricule', () => ({ matricule: '199999999999999' })),
  faute(
    'matricule-en-double',
    'matricule',
    (c) => ({ matricule: c.precedent ?? '' }),
    (c) => c.precedent !== null,
  ),
  faute('valeur-inconnue', 'statut', () => ({ statut: 'vacataire' })),
  faute('valeur-inconnue', 'conge_type', () => ({ conge_type: 'longue durée', conge_depuis: '' }), auTravail),
  faute('erreur-de-formule', 'indice_majore', () => ({ indice_majore: '#N/A' })),
  faute('nombre-illisible', 'ri_mensuel', () => ({ ri_mensuel: 'NaN' })),
  faute('nombre-illisible', 'sft', () => ({ sft: 'Infinity' })),
  faute('nombre-negatif', 'ri_mensuel', () => ({ ri_mensuel: '-12,50' })),
  faute('nombre-trop-grand', 'ri_mensuel', () => ({ ri_mensuel: '12345678901' })),
  faute('nombre-trop-de-decimales', 'ri_mensuel', () => ({ ri_mensuel: '185,505' })),
  faute('nombre-trop-de-decimales', 'nbi_points', () => ({ nbi_points: '10,5' })),
  faute('heures-format', 'heures_hebdo', () => ({ heures_hebdo: '17h30' })),
  faute('date-illisible', 'date_entree', () => ({ date_entree: 'hier' })),
  faute('date-annee-courte', 'date_entree', () => ({ date_entree: '01/09/12' })),
  faute('date-numero-tableur', 'date_entree', () => ({ date_entree: '41153' })),
  faute('date-impossible', 'naissance', () => ({ naissance: '1975-02-30' })),
  faute('naissance-future', 'naissance', (c) => ({ naissance: annee(c, 2), date_entree: '' })),
  faute('age-impossible', 'naissance', (c) => ({ naissance: annee(c, -9), date_entree: '' })),
  faute('entree-future', 'date_entree', (c) => ({ date_entree: annee(c, 1) })),
  faute('entree-avant-travail', 'date_entree', ({ agent }) => ({
    date_entree: `${agent.anneeNaissance + 6}-09-01`,
  })),
  faute('temps-superieur-a-100', 'heures_hebdo', () => ({ heures_hebdo: '40' }), unSeulEmploi),
  faute('temps-superieur-a-100', 'quotite', () => ({ quotite: '110' })),
  faute('temps-nul', 'heures_hebdo', () => ({ heures_hebdo: '0' }), unSeulEmploi),
  faute('quotite-fraction', 'quotite', () => ({ quotite: '0,8' })),
  faute('temps-complet-inconnu', 'heures_temps_complet', () => ({ heures_temps_complet: '39' })),
  faute('heures-incoherentes', 'heures_tous_emplois', () => ({ heures_tous_emplois: '1' }), unSeulEmploi),
  faute(
    'cumul-excessif',
    'heures_tous_emplois',
    () => ({ heures_tous_emplois: '45' }),
    (c) => !fonctionnaire(c) || c.agent.regime === 'CNRACL',
  ),
  faute(
    'regime-fonctionnaire-cnracl',
    'regime',
    () => ({ regime: 'IRCANTEC' }),
    (c) => fonctionnaire(c) && deRegime('CNRACL')(c) && auTravail(c),
  ),
  faute(
    'regime-fonctionnaire-ircantec',
    'regime',
    () => ({ regime: 'CNRACL' }),
    (c) => fonctionnaire(c) && deRegime('IRCANTEC')(c) && auTravail(c),
  ),
  faute(
    'regime-contractuel',
    'regime',
    () => ({ regime: 'CNRACL' }),
    (c) => !fonctionnaire(c) && auTravail(c),
  ),
  faute(
    'categorie-manquante',
    'categorie',
    () => ({ categorie: '' }),
    (c) => c.agent.statut !== 'droit-prive',
  ),
  faute(
    'categorie-incoherente',
    'categorie',
    ({ agent }) => ({ categorie: agent.categorie === 'A' ? 'C' : 'A' }),
    (c) => c.agent.grade !== null,
  ),
  faute('remuneration-absente', 'indice_majore', () => ({ indice_majore: '', traitement_mensuel: '' })),
  faute('remuneration-en-double', 'indice_majore', () => ({ traitement_mensuel: '2500' }), surIndice),
  faute('indice-sous-minimum', 'indice_majore', () => ({ indice_majore: '340' }), surIndice),
  faute('indice-hors-echelle', 'indice_majore', () => ({ indice_majore: '1900' }), surIndice),
  faute(
    'remuneration-sous-minimum',
    'traitement_mensuel',
    ({ agent, parametres }) => ({
      traitement_mensuel: String(
        Math.floor((traitementMinimum(fractionPayee(agent), parametres) * 8) / 1_000),
      ),
    }),
    (c) => !surIndice(c) && c.agent.statut !== 'droit-prive',
  ),
  faute('conge-sans-date', 'conge_depuis', () => ({ conge_type: 'CMO' }), auTravail),
  faute('conge-sans-type', 'conge_type', (c) => ({ conge_depuis: annee(c, -1) }), auTravail),
  faute('conge-futur', 'conge_depuis', (c) => ({ conge_type: 'CMO', conge_depuis: annee(c, 1) })),
  faute(
    'conge-incoherent',
    'conge_type',
    (c) => ({ conge_type: deRegime('CNRACL')(c) ? 'CGM' : 'CLM', conge_depuis: annee(c, -1) }),
    auTravail,
  ),
  faute(
    'conge-reserve-aux-titulaires',
    'conge_type',
    (c) => ({ conge_type: 'DISPO', conge_depuis: annee(c, -1) }),
    (c) => c.agent.statut !== 'titulaire' && auTravail(c),
  ),
]

/** Codes that no single row can cause: an employer list is needed, or broken CSV text. */
export const CODES_HORS_LIGNE: readonly CodeRefus[] = (Object.keys(PHRASES_REFUS) as CodeRefus[]).filter(
  (code) => !FAUTES.some((f) => f.code === code),
)
