import type { EntreePoint, Niveau } from '../moteur/definition.ts'
import type { Unite } from '../socle/regle.ts'

const entree =
  (niveau: Niveau) =>
  (id: string, libelle: string, unite: Unite, defaut?: number): EntreePoint => ({
    id,
    libelle,
    unite,
    niveau,
    ...(defaut === undefined ? {} : { defaut }),
  })

const agent = entree('agent')
const option = entree('option')
const offre = entree('offre')

/** Everything the point rules may be given, with its level in the mass kernel. */
export const ENTREES: readonly EntreePoint[] = [
  agent('regime', 'Régime (0 : CNRACL, 1 : régime général)', 'code', 0),
  agent('indiceMajore', 'Indice majoré (0 : agent payé hors indice)', 'points', 0),
  agent('traitementHorsIndice', 'Traitement mensuel brut hors indice, pour le temps payé', 'centimes', 0),
  agent('fractionNum', 'Fraction payée, numérateur', 'nombre', 1),
  agent('fractionDen', 'Fraction payée, dénominateur', 'nombre', 1),
  agent('nbiPoints', 'Points de nouvelle bonification indiciaire', 'points', 0),
  agent('ri', 'Régime indemnitaire mensuel brut récurrent', 'centimes', 0),
  agent('tauxZone', 'Taux de l’indemnité de résidence', 'milli-pourcent', 0),
  agent('enfants', 'Enfants à charge', 'nombre', 0),
  agent('tauxPaye', 'Part du traitement maintenue par le statut', 'milli-pourcent', 100_000),
  agent('tauxNbiPaye', 'Part de la NBI maintenue par le statut', 'milli-pourcent', 100_000),
  agent('tauxRiMaintenu', 'Part du régime indemnitaire maintenue par l’employeur', 'milli-pourcent', 0),
  agent('demi', 'Passage à demi-traitement (1 : oui)', 'oui-non', 0),
  agent('joursIjss', 'Jours indemnisés par la Sécurité sociale dans le mois', 'jours', 0),
  agent('accidentLong', 'Au-delà de 28 jours après un accident du travail (1 : oui)', 'oui-non', 0),
  agent('autresPrestations', 'Autres prestations reçues, nettes', 'centimes', 0),
  agent('trimestres', 'Trimestres acquis pour la pension', 'nombre', 0),
  agent('trimestresRequis', 'Trimestres requis pour une pension complète', 'nombre', 172),
  agent('tauxInvalidite', 'Taux d’invalidité reconnu', 'milli-pourcent', 0),
  agent('categorieInvalidite', 'Catégorie de pension d’invalidité du régime général', 'code', 0),
  agent('groupeInvalidite', 'Groupe d’invalidité temporaire (1, 2 ou 3)', 'code', 1),
  agent('imputable', 'Invalidité imputable au service (1 : oui)', 'oui-non', 0),
  agent(
    'invaliditeAggravee',
    'Invalidité d’au moins 60 % pour une cause exceptionnelle (1 : oui)',
    'oui-non',
    0,
  ),
  agent('sousAgeLegal', 'Avant l’âge légal de la retraite (1 : oui)', 'oui-non', 1),
  agent('valeurPointReference', 'Valeur du point à la date de référence', 'dix-milliemes-euro'),
  agent('pensionTheorique', 'Pension que l’agent aurait eue sans l’invalidité', 'centimes', 0),
  agent('pensionServie', 'Pension de retraite servie après l’invalidité', 'centimes', 0),
  agent('joursDuMois', 'Jours du mois', 'jours', 30),
  agent('effectif', 'Effectif de l’employeur', 'nombre'),
  agent('plafondAnnuel', 'Plafond annuel de la Sécurité sociale', 'centimes'),
  agent('brutAnnuel', 'Rémunération brute annuelle', 'centimes'),
  agent('partEmployeurAnnuelle', 'Part annuelle de l’employeur', 'centimes'),
  agent('indemniteMensuelle', 'Indemnité mensuelle versée', 'centimes'),
  agent('joursDemi', 'Jours à demi-traitement, en trentièmes', 'trentiemes'),

  option('tauxTiNbi', 'Part du net de traitement et NBI garantie', 'milli-pourcent'),
  option('tauxRi', 'Part du net de régime indemnitaire garantie', 'milli-pourcent'),
  option('tauxRente', 'Part du net de référence garantie en invalidité', 'milli-pourcent'),
  option(
    'tauxRenfortRi',
    'Part du net de régime indemnitaire garantie à plein traitement',
    'milli-pourcent',
    0,
  ),
  option('tauxCapital', 'Capital décès, en part du brut annuel', 'milli-pourcent', 0),
  option('tauxPerteRetraite', 'Part de la perte de retraite garantie', 'milli-pourcent', 0),
  option('assietteNbi', 'NBI dans l’assiette (1 : oui)', 'oui-non', 1),
  option('assietteRi', 'Régime indemnitaire dans l’assiette (1 : oui)', 'oui-non', 1),
  option('regimeParticipation', 'Contrat (0 : facultatif, 1 : obligatoire)', 'code'),
  option('participationMontant', 'Participation délibérée, montant', 'centimes', 0),
  option(
    'participationTaux',
    'Participation délibérée, en part de la cotisation des garanties minimales',
    'milli-pourcent',
    0,
  ),
  option(
    'participationTauxTotal',
    'Participation délibérée, en part de la cotisation entière',
    'milli-pourcent',
    0,
  ),
  option('participationPlancher', 'Participation délibérée, plancher', 'centimes', 0),

  offre('tauxGarantie', 'Taux de la garantie', 'milli-pourcent'),
  offre('tauxIncapacite', 'Taux de l’incapacité', 'milli-pourcent', 0),
  offre('tauxInvaliditeOffre', 'Taux de l’invalidité', 'milli-pourcent', 0),
  offre('tauxRetraite', 'Taux de la perte de retraite', 'milli-pourcent', 0),
  offre('tauxDeces', 'Taux du décès', 'milli-pourcent', 0),
  offre('tauxRenfort', 'Taux du renfort de régime indemnitaire', 'milli-pourcent', 0),
]
