import type { NomColonne } from './types.ts'

export interface Colonne {
  readonly nom: NomColonne
  /** What the column holds and in which form, in French: shown in the import page and in the README. */
  readonly libelle: string
  /** `oui`: the file is refused without it. `paie`: one of the two pay columns is enough. */
  readonly obligatoire: 'oui' | 'paie' | 'non'
  /** What an empty cell or an absent column means. */
  readonly vide: string
  /** Other accepted headers, already normalised (see `normaliserEntete`). */
  readonly alias: readonly string[]
  readonly exemple: string
}

const colonne = (
  nom: NomColonne,
  obligatoire: Colonne['obligatoire'],
  libelle: string,
  exemple: string,
  vide: string,
  alias: readonly string[] = [],
): Colonne => ({ nom, libelle, obligatoire, vide, alias, exemple })

const REFUSE = 'ligne refusée'

/** The census format. Order = order of the example file and of what the generator writes. */
export const COLONNES: readonly Colonne[] = [
  colonne('siret', 'oui', 'SIRET de l’employeur, 14 chiffres', '29900000000016', REFUSE, [
    'siret_employeur',
    'numero_siret',
    'n_siret',
    'no_siret',
  ]),
  colonne('matricule', 'oui', 'Pseudonyme de l’agent, unique chez l’employeur', 'A0001', REFUSE, [
    'matricule_pseudonyme',
    'matricule_pseudonymise',
    'pseudonyme',
    'identifiant',
    'identifiant_agent',
  ]),
  colonne('naissance', 'oui', 'Date de naissance (AAAA-MM-JJ ou JJ/MM/AAAA) ou année seule', '1975', REFUSE, [
    'date_naissance',
    'date_de_naissance',
    'annee_naissance',
    'annee_de_naissance',
  ]),
  colonne('statut', 'oui', 'titulaire, stagiaire, CDI, CDD ou droit privé', 'titulaire', REFUSE, [
    'statut_agent',
    'situation_statutaire',
  ]),
  colonne('regime', 'oui', 'CNRACL ou IRCANTEC', 'CNRACL', REFUSE, [
    'regime_retraite',
    'regime_de_retraite',
    'caisse_retraite',
    'caisse_de_retraite',
    'affiliation',
  ]),
  colonne('categorie', 'oui', 'A, B ou C', 'C', 'admis pour le droit privé seulement', [
    'categorie_hierarchique',
    'cat',
  ]),
  colonne(
    'heures_hebdo',
    'oui',
    'Durée hebdomadaire du poste en heures (35 pour un temps complet)',
    '35',
    REFUSE,
    ['heures_hebdomadaires', 'duree_hebdo', 'duree_hebdomadaire', 'duree_hebdomadaire_du_poste', 'dhs'],
  ),
  colonne(
    'indice_majore',
    'paie',
    'Indice majoré',
    '366',
    'agent payé hors indice : voir traitement_mensuel',
    ['im', 'inm', 'indice_nouveau_majore'],
  ),
  colonne(
    'traitement_mensuel',
    'paie',
    'Traitement brut mensuel en euros, quand il ne dépend pas d’un indice',
    '1801,74',
    'agent payé sur un indice : voir indice_majore',
    ['traitement_brut_mensuel', 'salaire_brut_mensuel', 'brut_mensuel', 'tib_mensuel'],
  ),
  colonne('ri_mensuel', 'oui', 'Régime indemnitaire mensuel récurrent, brut, en euros', '185,50', REFUSE, [
    'ri',
    'regime_indemnitaire',
    'regime_indemnitaire_mensuel',
  ]),
  colonne('sexe', 'non', 'F ou M', 'F', 'non indiqué', ['genre']),
  colonne('grade', 'non', 'Grade ou cadre d’emplois', 'Adjoint technique', 'non indiqué', [
    'cadre_emplois',
    'cadre_d_emplois',
  ]),
  colonne(
    'heures_temps_complet',
    'non',
    'Durée d’un temps complet pour ce poste : 35, 20 ou 16 heures',
    '35',
    '35 heures',
    ['temps_complet', 'duree_temps_complet'],
  ),
  colonne(
    'heures_tous_emplois',
    'non',
    'Durée hebdomadaire de tous les emplois publics de l’agent',
    '35',
    'un seul emploi',
    ['heures_tous_employeurs', 'total_heures_hebdo'],
  ),
  colonne('quotite', 'non', 'Quotité de temps partiel, en pour cent du poste', '80', '100 %', [
    'quotite_temps_partiel',
    'taux_temps_partiel',
    'temps_partiel',
  ]),
  colonne('nbi_points', 'non', 'Points de nouvelle bonification indiciaire', '10', '0 point', [
    'nbi',
    'points_nbi',
  ]),
  colonne('indemnite_residence', 'non', 'Indemnité de résidence mensuelle, en euros', '18,02', '0 €', [
    'indemnite_de_residence',
    'ir',
  ]),
  colonne('sft', 'non', 'Supplément familial de traitement mensuel, en euros', '2,29', '0 €', [
    'supplement_familial',
    'supplement_familial_de_traitement',
  ]),
  colonne('date_entree', 'non', 'Date d’entrée chez l’employeur', '2012-09-01', 'non indiquée', [
    'date_d_entree',
    'entree',
    'date_recrutement',
    'date_de_recrutement',
  ]),
  colonne(
    'conge_type',
    'non',
    'Nature du congé en cours : CMO, CLM, CLD, CGM, CITIS, ATMP, DISPO ou TPT',
    'CMO',
    'pas de congé en cours',
    ['conge', 'type_conge', 'type_de_conge', 'nature_conge', 'nature_du_conge'],
  ),
  colonne('conge_depuis', 'non', 'Premier jour du congé en cours', '2026-10-05', 'pas de congé en cours', [
    'conge_depuis_le',
    'debut_conge',
    'debut_du_conge',
    'date_debut_conge',
  ]),
  colonne(
    'contrat_individuel',
    'non',
    'L’agent a-t-il un contrat de prévoyance individuel ? oui ou non',
    'non',
    'non indiqué',
    ['contrat_prevoyance_individuel', 'contrat_prevoyance_actuel', 'prevoyance_individuelle'],
  ),
]
