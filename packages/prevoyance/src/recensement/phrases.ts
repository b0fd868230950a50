import { direJour } from '../socle/jours.ts'

/** Amount in cents as a French reader writes it: « 1 801,74 € ». */
export const eurosFr = (centimes: number): string => {
  const entier = String(Math.floor(centimes / 100)).replace(/\B(?=(\d{3})+$)/g, ' ')
  return `${entier},${String(centimes % 100).padStart(2, '0')} €`
}

/** Hundredths as a French reader writes them: « 17,5 ». */
export const centiemesFr = (centiemes: number): string => String(centiemes / 100).replace('.', ',')

/**
 * One sentence per refusal: what is wrong, then what to do. A sentence never repeats a cell that could hold a name,
 * a social-security number or a health word: only figures and dates are quoted, and short.
 */
export const PHRASES_REFUS = {
  'cellule-vide': () => 'La cellule est vide. Renseignez-la.',
  'cellule-trop-longue': (longueur: number) =>
    `La cellule compte ${longueur} caractères. Vérifiez le séparateur et les guillemets : 200 caractères au plus.`,
  'cellules-manquantes': (lues: number, attendues: number) =>
    `La ligne a ${lues} cellules, l’en-tête en a ${attendues}. Complétez la ligne, avec des cellules vides s’il le faut.`,
  'cellules-en-trop': (lues: number, attendues: number) =>
    `La ligne a ${lues} cellules, l’en-tête en a ${attendues}. Un séparateur se trouve sans doute dans un texte : mettez ce texte entre guillemets.`,
  'guillemet-mal-place': (jusqua: number) =>
    `Un guillemet mal fermé fait déborder cette ligne jusqu’à la ligne ${jusqua}, qui n’a donc pas été lue. Fermez-le ou supprimez-le.`,
  'siret-longueur': (chiffres: number) =>
    chiffres === 13
      ? 'Le SIRET a 13 chiffres au lieu de 14. Le tableur a sans doute retiré le zéro du début : mettez la colonne au format texte et rétablissez-le.'
      : `Le SIRET a ${chiffres} chiffres au lieu de 14. Recopiez-le en entier.`,
  'siret-illisible': () => 'Le SIRET doit s’écrire avec 14 chiffres. Recopiez-le sans lettre.',
  'siret-notation-scientifique': () =>
    'Le tableur a abrégé le SIRET (2,99E+13). Mettez la colonne au format texte et recopiez les 14 chiffres.',
  'siret-cle': () =>
    'La clé du SIRET est fausse : un chiffre a été mal recopié. Vérifiez-le sur l’annuaire des entreprises.',
  'employeur-inattendu': () =>
    'Cet employeur ne fait pas partie du recensement. Vérifiez le SIRET ou demandez son ajout au centre de gestion.',
  'matricule-forme': () =>
    'Le matricule doit être un pseudonyme : 40 caractères au plus, lettres sans accent, chiffres, point ou tiret, dont au moins un chiffre.',
  'matricule-identifiant': () =>
    'Le matricule ressemble à un numéro de sécurité sociale ou à une adresse électronique. Remplacez-le par un pseudonyme.',
  'matricule-en-double': (ligne: number) =>
    `Ce matricule figure déjà à la ligne ${ligne} pour le même employeur. Gardez une seule ligne par agent.`,
  'valeur-inconnue': (admises: string) => `La valeur n’est pas reconnue. Écrivez ${admises}.`,
  'erreur-de-formule': () =>
    'La cellule contient une erreur de formule du tableur. Corrigez la formule ou saisissez la valeur.',
  'nombre-illisible': (valeur: string) =>
    `${valeur} n’est pas un nombre. Écrivez des chiffres, par exemple 1801,74.`,
  'nombre-negatif': (valeur: string) => `${valeur} est négatif. Écrivez un nombre positif ou zéro.`,
  'nombre-trop-grand': (valeur: string) => `${valeur} est trop grand. Vérifiez l’unité de la colonne.`,
  'nombre-trop-de-decimales': (valeur: string, decimales: number) =>
    decimales === 0
      ? `${valeur} n’est pas un nombre entier. Retirez les décimales.`
      : `${valeur} a trop de décimales. Gardez-en ${decimales} au plus.`,
  'heures-format': () => 'Les heures s’écrivent en décimales : 17,5 pour 17 h 30.',
  'date-illisible': (valeur: string) => `${valeur} n’est pas une date. Écrivez AAAA-MM-JJ ou JJ/MM/AAAA.`,
  'date-annee-courte': (valeur: string) =>
    `${valeur} n’a que deux chiffres d’année. Écrivez l’année en entier.`,
  'date-numero-tableur': (valeur: string) =>
    `${valeur} est un numéro de jour du tableur. Mettez la colonne au format date, puis enregistrez de nouveau.`,
  'date-impossible': (valeur: string) =>
    `Le ${valeur} n’existe pas dans le calendrier. Corrigez le jour ou le mois.`,
  'naissance-future': (date: string) =>
    `La naissance est postérieure au recensement du ${direJour(date)}. Corrigez l’année.`,
  'age-impossible': (age: number, minimum: number, maximum: number) =>
    `L’agent aurait ${age} ans au recensement. Corrigez la naissance : ${minimum} à ${maximum} ans attendus.`,
  'entree-future': (date: string) =>
    `La date d’entrée est postérieure au recensement du ${direJour(date)}. Corrigez-la ou retirez l’agent.`,
  'entree-avant-travail': (age: number) =>
    `L’agent serait entré avant ses ${age} ans. Corrigez la date d’entrée ou la naissance.`,
  'temps-superieur-a-100': (valeur: string) =>
    `Le temps de travail dépasse 100 % (${valeur}). Indiquez la durée du poste, sans heures supplémentaires ni RTT.`,
  'temps-nul': () =>
    'Le temps de travail est nul. Indiquez la durée du poste, ou retirez l’agent s’il n’a plus d’emploi.',
  'quotite-fraction': (valeur: string) =>
    `${valeur} se lit comme une fraction. Écrivez la quotité en pour cent : 80 pour 80 %.`,
  'temps-complet-inconnu': () =>
    'Un temps complet vaut 35 heures, ou 20 et 16 heures pour l’enseignement artistique. Corrigez la durée.',
  'heures-incoherentes': () =>
    'Le total des emplois est inférieur à la durée de ce poste. Additionnez tous les emplois publics de l’agent, celui-ci compris.',
  'cumul-excessif': (maximum: string) =>
    `Le total des emplois dépasse 115 % d’un temps complet (${maximum} h). Vérifiez les durées.`,
  'regime-fonctionnaire-cnracl': (heures: string, seuil: string) =>
    `Un fonctionnaire employé ${heures} h par semaine relève de la CNRACL (seuil : ${seuil} h). Corrigez le régime ou la durée.`,
  'regime-fonctionnaire-ircantec': (heures: string, seuil: string) =>
    `Un fonctionnaire employé ${heures} h par semaine relève de l’IRCANTEC (seuil CNRACL : ${seuil} h). Corrigez le régime, ou indiquez le total de ses emplois dans heures_tous_emplois.`,
  'regime-contractuel': () => 'Un agent contractuel relève de l’IRCANTEC. Corrigez le régime ou le statut.',
  'categorie-manquante': () =>
    'La catégorie est vide. Écrivez A, B ou C : elle n’est facultative que pour le droit privé.',
  'categorie-incoherente': (attendue: string) =>
    `Ce grade relève de la catégorie ${attendue}. Corrigez la catégorie ou le grade.`,
  'remuneration-absente': () =>
    'La rémunération manque. Renseignez l’indice majoré, ou le traitement mensuel si l’agent est payé hors indice.',
  'remuneration-en-double': () =>
    'L’indice majoré et le traitement mensuel sont tous deux renseignés. Gardez l’indice, ou le traitement si l’agent est payé hors indice.',
  'indice-sous-minimum': (minimum: number) =>
    `L’indice majoré est inférieur au minimum légal (${minimum}). Indiquez l’indice majoré, et non l’indice brut.`,
  'indice-hors-echelle': (maximum: number) => `L’indice majoré dépasse ${maximum}. Vérifiez la saisie.`,
  'remuneration-sous-minimum': (minimum: number) =>
    `Le traitement est inférieur au minimum légal pour ce temps de travail (${eurosFr(minimum)}). Vérifiez le montant, la durée et la quotité.`,
  'conge-sans-date': () => 'Le congé n’a pas de date de début. Renseignez conge_depuis.',
  'conge-sans-type': () =>
    'Une date de congé est donnée sans la nature du congé. Renseignez conge_type, sans motif médical.',
  'conge-futur': (date: string) =>
    `Le congé commence après le recensement du ${direJour(date)}. Videz les deux cellules ou corrigez la date.`,
  'conge-incoherent': (type: string, regime: string) =>
    `Un agent qui relève de ${regime} n’a pas droit à ce congé (${type}). Corrigez la nature du congé ou le régime.`,
  'conge-reserve-aux-titulaires': () =>
    'La disponibilité d’office est réservée aux titulaires. Corrigez la nature du congé ou le statut.',
} as const

/** Warnings: the row is accepted as it is, a person should look at it. */
export const PHRASES_AVERTISSEMENT = {
  'age-eleve': (age: number) =>
    `L’agent a ${age} ans, au-delà de la limite d’âge usuelle. Vérifiez la naissance.`,
  'temps-partiel-compte-deux-fois': () =>
    'La durée du poste et la quotité réduisent toutes deux le temps de travail dans la même proportion. Vérifiez que le temps partiel n’est pas compté deux fois.',
  'quotite-basse': (valeur: string) =>
    `La quotité de ${valeur} % est inférieure à 50 %. Vérifiez qu’il s’agit bien d’un temps partiel.`,
  'nbi-contractuel': () => 'Un agent contractuel n’a pas de NBI, sauf exception. Vérifiez les points.',
  'nbi-elevee': (points: number) =>
    `${points} points de NBI dépassent les montants usuels. Vérifiez les points.`,
  'ri-superieur-au-traitement': () =>
    'Le régime indemnitaire dépasse le traitement mensuel. Vérifiez que le montant est mensuel, et non annuel.',
  'traitement-eleve': () =>
    'Le traitement mensuel dépasse 12 000 €. Vérifiez que le montant est mensuel, et non annuel.',
  'prive-sous-smic': (smic: number) =>
    `La rémunération est inférieure au SMIC pour ce temps de travail (${eurosFr(smic)}). C’est possible pour un apprenti : vérifiez.`,
  'cmo-plus-de-douze-mois': () =>
    'Un congé de maladie ordinaire s’arrête à douze mois. Vérifiez la nature du congé ou sa date de début.',
  'conge-avant-entree': () => 'Le congé commence avant l’entrée chez l’employeur. Vérifiez les deux dates.',
} as const

export type CodeRefus = keyof typeof PHRASES_REFUS
export type CodeAvertissement = keyof typeof PHRASES_AVERTISSEMENT
