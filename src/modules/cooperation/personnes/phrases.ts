/** What each refusal says: what happened, why, what to do. */
export const PHRASES_MANDAT: Readonly<Record<string, string>> = {
  interdit: 'Les mandats d’une structure sont tenus par ses propres personnes.',
  'fonction-deja-tenue':
    'Cette fonction est déjà tenue. Terminez d’abord le mandat en cours, ou utilisez « Après une élection ».',
  'dates-en-desordre': 'Les dates se contredisent : la fin vient avant le début.',
  'dernier-responsable':
    'Votre structure doit garder une personne qui puisse agir pour elle : donnez d’abord une autre présidence, direction ou coordination.',
  'aucun-changement': 'Indiquez au moins un nom et une adresse.',
  'se-remplace-soi-meme': 'Une personne ne se remplace pas elle-même : indiquez une autre adresse.',
  'hors-mandat': 'Ces dates tombent hors du mandat de la personne absente : corrigez-les.',
  'deja-remplace':
    'Cette fonction est déjà remplacée pendant une partie de ces jours. Mettez fin à l’autre remplacement, ou choisissez d’autres dates.',
  'mandat-change':
    'Un de ces mandats a changé depuis l’affichage de la page. Rien n’a été écrasé : relisez la liste ci-dessous, puis reprenez.',
  'membre-deja-tenu':
    'Quelqu’un agit déjà pour ce membre : c’est à lui de nommer ses autres personnes. Rien n’a été enregistré.',
}

/** 403 for a right that is missing, 409 for a state that does not allow it. */
export const statutDe = (code: string): number => (code === 'interdit' ? 403 : 409)
