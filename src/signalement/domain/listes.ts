type Choix = Readonly<{ valeur: string; libelle: string }>
const choix = (paires: Readonly<Record<string, string>>): readonly Choix[] =>
  Object.entries(paires).map(([valeur, libelle]) => ({ valeur, libelle }))

/** In what quality one reports. */
export const QUALITES = choix({
  victime: 'Je suis victime',
  temoin_direct: 'J’ai été témoin direct',
  temoin_indirect: 'On m’a rapporté les faits',
  aidant_syndicat: 'J’aide quelqu’un (proche, syndicat)',
  tiers_usager: 'Je suis un tiers ou un usager',
})

/** Statuses to which the device is open (CGFP L135-6; Conseil d’État, procédure du 28 juillet 2022 for those who left or apply). */
export const STATUTS = choix({
  titulaire: 'Fonctionnaire titulaire',
  stagiaire: 'Fonctionnaire stagiaire',
  contractuel: 'Contractuelle ou contractuel',
  apprenti: 'Apprentie ou apprenti',
  vacataire: 'Vacataire',
  benevole: 'Bénévole',
  elu: 'Élue ou élu',
  stagiaire_etudes: 'En stage d’études',
  prestataire: 'Prestataire',
  candidat: 'Candidate ou candidat (moins de 3 mois)',
  ancien: 'Ancien agent (parti depuis moins de 6 mois)',
})

/** How much of one's identity is told, and to whom. */
export const IDENTITES = choix({
  anonyme: 'Sans dire qui je suis',
  confidentiel: 'La cellule seule saura qui je suis',
  nominatif: 'Mon identité peut être dite à l’employeur',
})

/** The same, as a published figure says them: of somebody, not by somebody. */
export const EN_CHIFFRES: Readonly<Record<string, string>> = {
  victime: 'Victime',
  temoin_direct: 'Témoin direct',
  temoin_indirect: 'Personne à qui les faits ont été rapportés',
  aidant_syndicat: 'Proche ou syndicat',
  tiers_usager: 'Tiers ou usager',
  anonyme: 'Inconnue',
  confidentiel: 'Connue de la cellule seule',
  nominatif: 'Peut être dite à l’employeur',
  oui: 'Oui',
  non: 'Non',
  tenu: 'Tenu',
  depasse: 'Dépassé',
  'sans objet': 'Sans objet',
}

/** What is reported (CGFP L135-6); `alerte` suggests the other régime (loi 2016-1691). */
export const NATURES = choix({
  atteinte_physique: 'Atteinte volontaire à l’intégrité physique',
  violence_physique: 'Violence physique',
  violence_verbale: 'Violence verbale',
  violence_sexuelle: 'Violence sexuelle',
  menace: 'Menace ou intimidation',
  harcelement_moral: 'Harcèlement moral',
  harcelement_sexuel: 'Harcèlement sexuel',
  agissement_sexiste: 'Agissement sexiste',
  discrimination: 'Discrimination',
  alerte: 'Autre, ou alerte éthique',
})

/** The criteria of discrimination (loi 2008-496, art. 1; code pénal, art. 225-1). */
export const CRITERES = choix({
  origine: 'Origine',
  sexe: 'Sexe',
  famille: 'Situation de famille',
  grossesse: 'Grossesse',
  apparence: 'Apparence physique',
  vulnerabilite: 'Vulnérabilité économique',
  nom: 'Patronyme',
  residence: 'Lieu de résidence',
  banque: 'Domiciliation bancaire',
  sante: 'État de santé',
  autonomie: 'Perte d’autonomie',
  handicap: 'Handicap',
  genetique: 'Caractéristiques génétiques',
  moeurs: 'Mœurs',
  orientation: 'Orientation sexuelle',
  genre: 'Identité de genre',
  age: 'Âge',
  politique: 'Opinions politiques',
  syndicat: 'Activités syndicales',
  alerte: 'Qualité de lanceur d’alerte',
  langue: 'Langue parlée',
  ethnie: 'Appartenance, vraie ou supposée, à une ethnie',
  nation: 'Appartenance, vraie ou supposée, à une nation',
  race: 'Appartenance, vraie ou supposée, à une prétendue race',
  religion: 'Religion',
})

export const MOYENS = choix({
  presence: 'En présence',
  courriel: 'Par courriel',
  telephone: 'Par téléphone',
  reseaux: 'Sur les réseaux sociaux',
})

export const DEMARCHES = choix({
  hierarchie: 'Ma hiérarchie',
  rh: 'Les ressources humaines',
  medecin: 'Un médecin',
  syndicat: 'Un syndicat ou la formation spécialisée',
  plainte: 'Plainte ou main courante',
  defenseur: 'Défenseur des droits',
  protection: 'Protection fonctionnelle demandée',
})

export const ATTENTES = choix({
  ecoute: 'Être écouté',
  conseil: 'Un conseil',
  protection: 'Une mesure de protection',
  mediation: 'Une médiation',
  enquete: 'Une enquête',
  rien: 'Rien pour l’instant',
})

/** Separate consents, each of which can be taken back. */
export const ACCORDS = choix({
  faits_sans_identite: 'Transmettre les faits à l’employeur, sans mon identité',
  faits_avec_identite: 'Transmettre les faits à l’employeur, avec mon identité',
  medecin: 'Partager avec le médecin du travail',
  psychologue: 'Partager avec la ou le psychologue',
  recontact: 'Être recontacté',
})

/** The same question where the organisation wants an answer. */
export const TRANSMISSION = choix({
  sans_identite: 'Oui, sans mon identité',
  avec_identite: 'Oui, avec mon identité',
  pas_maintenant: 'Pas maintenant : je veux d’abord en parler à la cellule',
})

export const OUI_NON_NSP = choix({ oui: 'Oui', non: 'Non', nsp: 'Je ne sais pas' })

/** The words of a value, for who reads the case. */
export const libelleDe = (liste: readonly Choix[], valeur: string): string =>
  liste.find((c) => c.valeur === valeur)?.libelle ?? valeur
