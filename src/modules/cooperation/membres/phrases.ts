/** What each refusal says: what happened, why, what to do. */
export const PHRASES_MEMBRE: Readonly<Record<string, string>> = {
  interdit: 'Le registre des membres est tenu par le membre coordonnateur.',
  'organisme-inconnu': 'Cet organisme n’est pas dans l’annuaire. Cherchez-le à nouveau ou indiquez-le.',
  'deja-membre': 'Cette structure est déjà membre à cette date, ou son entrée est déjà prévue.',
  'coordonnateur-en-place':
    'Un autre membre coordonne : transmettez la coordination au lieu d’en ajouter une.',
  'coordonnateur-sans-successeur':
    'Ce membre coordonne : transmettez d’abord la coordination à un autre. Une coopération en a un à toute date.',
  'deja-coordonnateur': 'Ce membre coordonne déjà à cette date.',
  'meme-role': 'Ce membre a déjà ce rôle à cette date.',
  'changement-deja-prevu':
    'Un changement est déjà prévu après cette date. Choisissez la même date que lui pour le corriger, ou une date plus tardive.',
  'dates-en-desordre': 'Cette date vient avant son entrée : vérifiez-la.',
  'trop-peu-de-membres':
    'Une coopération garde deux membres au moins : faites d’abord entrer une autre structure.',
  'membre-deja-tenu':
    'Quelqu’un agit déjà pour ce membre : c’est à lui de nommer ses autres personnes. Rien n’a été envoyé.',
  'fonction-deja-tenue': 'Cette fonction est déjà tenue pour ce membre.',
}
