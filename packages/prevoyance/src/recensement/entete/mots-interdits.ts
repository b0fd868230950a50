/** Beginnings of words that name health. A census takes the nature of a leave, never its cause nor a state of health. */
const SANTE = [
  'patholog',
  'diagnos',
  'maladi',
  'affection',
  'symptom',
  'medica',
  'medecin',
  'handicap',
  'invalid',
  'inapt',
  'grossesse',
  'enceinte',
  'cancer',
  'depress',
  'bless',
  'vaccin',
  'addict',
  'psych',
  'covid',
  'lesion',
  'hospital',
  'ordonnance',
]

const SANTE_ENTIERS = new Set([
  'ald',
  'rqth',
  'boeth',
  'cim',
  'cim10',
  'sante',
  'etat_de_sante',
  'etat_sante',
])

/** « motif », « cause » or « raison » of an absence says why, not what. */
const MOTIF_D_ABSENCE = /^(?:motif|cause|raison)s?_(?:de_l_|du_|de_|d_)?(?:arret|absence|conge)/

/** Whether a normalised header names health: such a file is refused whole. */
export function estColonneDeSante(entete: string): boolean {
  if (SANTE_ENTIERS.has(entete) || MOTIF_D_ABSENCE.test(entete)) return true
  return entete
    .split('_')
    .some((mot) => SANTE.some((debut) => mot.startsWith(debut)) || mot === 'ald' || mot === 'rqth')
}

const IDENTITE = [
  'nom',
  'noms',
  'prenom',
  'prenoms',
  'patronyme',
  'nir',
  'secu',
  'courriel',
  'email',
  'mail',
  'telephone',
  'tel',
  'portable',
  'adresse',
  'iban',
  'rib',
]

/** Names, addresses… of the employer are public: they are ignored, not refused. */
const EMPLOYEUR = [
  'employeur',
  'collectivite',
  'etablissement',
  'commune',
  'service',
  'direction',
  'organisme',
  'siret',
  'grade',
  'poste',
]

/** Whether a normalised header names a person directly: only pseudonyms are accepted, so such a file is refused whole. */
export function estColonneIdentifiante(entete: string): boolean {
  if (/^(?:numero|n|no)_(?:de_)?(?:insee|securite_sociale|ss)$|securite_sociale/.test(entete)) return true
  const mots = entete.split('_')
  return mots.some((mot) => IDENTITE.includes(mot)) && !mots.some((mot) => EMPLOYEUR.includes(mot))
}
