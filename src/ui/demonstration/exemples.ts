/** Words that break careless layouts: very long, from right to left, without a space. */
export const LONG =
  'Convention de mutualisation des moyens humains et techniques nécessaires à l’accompagnement des employeurs de petite taille'
export const SOIXANTE = 'Anticonstitutionnellementhexakosioihexekontahexaphobiquement'
export const DROITE_A_GAUCHE = 'مريم بن يوسف'
export const MEMBRES = ['44', '49', '53', '72', '85']
