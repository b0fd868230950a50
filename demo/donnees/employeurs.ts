// Employers of two centres. SIREN and communes are real (official geographic code); kinds and dates of affiliation are invented.
export const FICTIF =
  'Genre et dates de l’affiliation fictifs ; SIREN et commune du code officiel géographique.'

/** [code INSEE, kind, since] */
type EmployeurDemo = readonly [string, 'obligatoire' | 'volontaire' | 'socle commun', string]

export const employeurs: Readonly<Record<string, readonly EmployeurDemo[]>> = {
  cdg44: [
    ['44109', 'socle commun', '01/01/2013'],
    ['44162', 'volontaire', '01/01/2020'],
    ['44143', 'volontaire', '01/01/2018'],
    ['44215', 'obligatoire', '01/07/1987'],
    ['44131', 'obligatoire', '01/07/1987'],
    ['44043', 'obligatoire', '01/07/1987'],
    ['44001', 'obligatoire', '01/07/1987'],
    ['44002', 'obligatoire', '01/07/1987'],
    ['44003', 'obligatoire', '01/07/1987'],
    ['44005', 'obligatoire', '01/07/1987'],
    ['44006', 'obligatoire', '01/07/1987'],
    ['44007', 'obligatoire', '01/07/1987'],
  ],
  cdg53: [
    ['53130', 'volontaire', '01/01/2019'],
    ['53001', 'obligatoire', '01/07/1987'],
    ['53002', 'obligatoire', '01/07/1987'],
    ['53003', 'obligatoire', '01/07/1987'],
    ['53005', 'obligatoire', '01/07/1987'],
    ['53007', 'obligatoire', '01/07/1987'],
  ],
}

/** Roles at the town halls of an employer, never persons; addresses lead nowhere. [role, name, local part] */
export const contacts = [
  ['secrétariat de mairie', 'Secrétariat général (fictif)', 'secretariat'],
  ['ressources humaines', 'Service des ressources humaines (fictif)', 'rh'],
] as const
