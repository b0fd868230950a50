import { describe, expect, test } from 'vitest'
import { COLONNES } from './colonnes.ts'
import { type Entete, lireEntete } from './entete/entete.ts'
import { verifierLigne } from './ligne.ts'
import { parametresAu } from './parametres.ts'
import type { NomColonne } from './types.ts'

const DATE = '2026-11-01'
const contexte = { date: DATE, parametres: parametresAu(DATE) }

const BONNE: Record<NomColonne, string> = {
  siret: '29900000000016',
  matricule: 'A0001',
  naissance: '1975-04-02',
  statut: 'titulaire',
  regime: 'CNRACL',
  categorie: 'C',
  heures_hebdo: '35',
  indice_majore: '372',
  traitement_mensuel: '',
  ri_mensuel: '185,50',
  sexe: 'F',
  grade: 'Adjoint technique',
  heures_temps_complet: '',
  heures_tous_emplois: '',
  quotite: '',
  nbi_points: '',
  indemnite_residence: '',
  sft: '',
  date_entree: '',
  conge_type: '',
  conge_depuis: '',
  contrat_individuel: '',
}

const entete = (): Entete => {
  const lecture = lireEntete(COLONNES.map(({ nom }) => nom))
  if (!lecture.ok) throw new Error(lecture.refus.message)
  return lecture.entete
}

const verifier = (changements: Partial<Record<NomColonne, string>>) => {
  const cellules = { ...BONNE, ...changements }
  return verifierLigne(
    entete(),
    COLONNES.map(({ nom }) => cellules[nom]),
    contexte,
  )
}

const refusDe = (changements: Partial<Record<NomColonne, string>>) =>
  verifier(changements).refus.map(({ colonne, code }) => `${colonne} ${code}`)

const avertissementsDe = (changements: Partial<Record<NomColonne, string>>) => {
  const { agent, avertissements } = verifier(changements)
  expect(agent).not.toBeNull()
  return avertissements.map(({ colonne, code }) => `${colonne} ${code}`)
}

describe('Lecture d’une ligne du recensement', () => {
  test('une ligne correcte donne l’agent, montants en centimes, heures et quotité en centièmes', () => {
    expect(
      verifier({
        quotite: '80 %',
        ri_mensuel: '1 185,5',
        indemnite_residence: '18.02 €',
        conge_type: 'CMO',
        conge_depuis: '05/10/2026',
      }),
    ).toEqual({
      agent: {
        siret: '29900000000016',
        matricule: 'A0001',
        sexe: 'F',
        anneeNaissance: 1975,
        dateNaissance: '1975-04-02',
        statut: 'titulaire',
        regime: 'CNRACL',
        categorie: 'C',
        grade: 'Adjoint technique',
        heuresHebdo: 3500,
        heuresTempsComplet: 3500,
        heuresTousEmplois: 3500,
        quotite: 8000,
        indiceMajore: 372,
        traitementMensuel: null,
        nbiPoints: 0,
        riMensuel: 118550,
        indemniteResidence: 1802,
        sft: 0,
        dateEntree: null,
        conge: { type: 'CMO', depuis: '2026-10-05' },
        contratIndividuel: null,
      },
      refus: [],
      avertissements: [],
      identite: { siret: '29900000000016', matricule: 'A0001' },
    })
  })

  test('toutes les fautes d’une ligne sont dites à la fois', () => {
    expect(refusDe({ siret: '', naissance: '30/02/1980', ri_mensuel: '-5', categorie: 'D' })).toEqual([
      'siret cellule-vide',
      'naissance date-impossible',
      'categorie valeur-inconnue',
      'ri_mensuel nombre-negatif',
    ])
  })

  test.each<[Partial<Record<NomColonne, string>>, string]>([
    [{ naissance: '29/02/1975' }, 'naissance date-impossible'],
    [{ naissance: '31/04/1975' }, 'naissance date-impossible'],
    [{ naissance: '1975-13-01' }, 'naissance date-impossible'],
    [{ naissance: '02/04/75' }, 'naissance date-annee-courte'],
    [{ naissance: '2012' }, 'naissance age-impossible'],
    [{ naissance: '1945-10-31' }, 'naissance age-impossible'],
    [{ naissance: '2027' }, 'naissance naissance-future'],
    [{ date_entree: '2026-11-02' }, 'date_entree entree-future'],
    [{ date_entree: '1989-04-01' }, 'date_entree entree-avant-travail'],
    [{ ri_mensuel: 'Infinity' }, 'ri_mensuel nombre-illisible'],
    [{ ri_mensuel: '1,234.5' }, 'ri_mensuel nombre-illisible'],
    [{ ri_mensuel: '1e3' }, 'ri_mensuel nombre-illisible'],
    [{ ri_mensuel: '10,001' }, 'ri_mensuel nombre-trop-de-decimales'],
    [{ indice_majore: '372,5' }, 'indice_majore nombre-trop-de-decimales'],
    [{ indice_majore: '365' }, 'indice_majore indice-sous-minimum'],
    [{ grade: 'x'.repeat(201) }, 'grade cellule-trop-longue'],
    [{ sft: '1000000000' }, 'sft nombre-trop-grand'],
    [{ quotite: '1' }, 'quotite quotite-fraction'],
    [{ indice_majore: '1701' }, 'indice_majore indice-hors-echelle'],
    [{ statut: 'contractuel' }, 'statut valeur-inconnue'],
    [{ indice_majore: '' }, 'indice_majore remuneration-absente'],
    [{ indice_majore: '#REF!' }, 'indice_majore erreur-de-formule'],
    [{ heures_hebdo: '35,01' }, 'heures_hebdo temps-superieur-a-100'],
    [{ quotite: '100,01' }, 'quotite temps-superieur-a-100'],
    [{ quotite: '0,8' }, 'quotite quotite-fraction'],
    [{ heures_tous_emplois: '40,26' }, 'heures_tous_emplois cumul-excessif'],
    [{ regime: 'RG' }, 'regime regime-fonctionnaire-cnracl'],
    [{ statut: 'CDD' }, 'regime regime-contractuel'],
    [{ heures_hebdo: '27,99' }, 'regime regime-fonctionnaire-ircantec'],
    [{ categorie: '' }, 'categorie categorie-manquante'],
    [{ categorie: 'B' }, 'categorie categorie-incoherente'],
    [{ matricule: 'DUPONT' }, 'matricule matricule-forme'],
    [{ matricule: '1 75 04 44 109 001 28' }, 'matricule matricule-identifiant'],
    [{ matricule: 'a1@mairie.fr' }, 'matricule matricule-identifiant'],
    [{ siret: '2990000000016' }, 'siret siret-longueur'],
    [{ siret: '29900000000017' }, 'siret siret-cle'],
    [{ conge_type: 'CMO' }, 'conge_depuis conge-sans-date'],
    [{ conge_depuis: '2026-01-01' }, 'conge_type conge-sans-type'],
    [{ conge_type: 'CGM', conge_depuis: '2026-01-01' }, 'conge_type conge-incoherent'],
    [{ conge_type: 'dépression', conge_depuis: '' }, 'conge_type valeur-inconnue'],
  ])('%o est refusé', (changements, attendu) => {
    expect(refusDe(changements)).toEqual([attendu])
  })

  test.each<[string, Partial<Record<NomColonne, string>>]>([
    ['115 % d’un temps complet est le plus qu’on cumule', { heures_tous_emplois: '40,25' }],
    ['le plus haut indice de l’échelle lettre est admis', { indice_majore: '1700' }],
    ['une entrée le jour des quatorze ans est possible', { date_entree: '1989-04-02' }],
    ['une cellule de 200 caractères se lit', { grade: 'x'.repeat(200) }],
    ['un montant de neuf chiffres se lit', { sft: '999999999' }],
    ['28 heures suffisent à la CNRACL', { heures_hebdo: '28' }],
    [
      '20 h et 10 h chez deux employeurs relèvent de la CNRACL',
      { heures_hebdo: '20', heures_tous_emplois: '30' },
    ],
    [
      '15 h sur 20 suffisent dans l’enseignement artistique',
      { heures_hebdo: '15', heures_temps_complet: '20' },
    ],
    ['l’indice minimum est admis', { indice_majore: '366' }],
    ['quinze ans le jour du recensement sont admis', { naissance: '2011-11-01' }],
    ['quatre-vingts ans et 364 jours sont admis', { naissance: '1945-11-02' }],
    ['le 29 février d’une année bissextile existe', { naissance: '1976-02-29' }],
    ['un espace insécable sépare les milliers', { ri_mensuel: '1\u202f185,50' }],
    [
      'un apprenti n’a ni catégorie ni indice',
      {
        statut: 'droit privé',
        regime: 'IRCANTEC',
        categorie: '',
        grade: '',
        indice_majore: '',
        traitement_mensuel: '900',
      },
    ],
  ])('%s', (_, changements) => {
    expect(refusDe(changements)).toEqual([])
  })

  test('le traitement minimum suit la durée du poste et la quotité, au centime tronqué près', () => {
    const contractuel = { statut: 'CDD', regime: 'IRCANTEC', indice_majore: '', heures_hebdo: '17,5' }
    // 1 801,74 € × 17,5/35 = 900,87 €
    expect(refusDe({ ...contractuel, traitement_mensuel: '900,86' })).toEqual([])
    expect(refusDe({ ...contractuel, traitement_mensuel: '900,85' })).toEqual([
      'traitement_mensuel remuneration-sous-minimum',
    ])
    // À 80 % payé 6/7 : 1 801,74 € × 6/7 = 1 544,35 €
    const partiel = { ...contractuel, heures_hebdo: '35', quotite: '80' }
    expect(refusDe({ ...partiel, traitement_mensuel: '1544,34' })).toEqual([])
    expect(refusDe({ ...partiel, traitement_mensuel: '1544,33' })).toEqual([
      'traitement_mensuel remuneration-sous-minimum',
    ])
  })

  test.each<[Partial<Record<NomColonne, string>>, string]>([
    [{ naissance: '1955' }, 'naissance age-eleve'],
    [{ heures_hebdo: '28', quotite: '80' }, 'quotite temps-partiel-compte-deux-fois'],
    [{ quotite: '40' }, 'quotite quotite-basse'],
    [{ nbi_points: '150' }, 'nbi_points nbi-elevee'],
    [{ statut: 'CDI', regime: 'IRCANTEC', nbi_points: '10' }, 'nbi_points nbi-contractuel'],
    [{ ri_mensuel: '2226' }, 'ri_mensuel ri-superieur-au-traitement'],
    [
      { statut: 'CDI', regime: 'IRCANTEC', indice_majore: '', traitement_mensuel: '24000' },
      'traitement_mensuel traitement-eleve',
    ],
    [
      { statut: 'droit privé', regime: 'IRCANTEC', indice_majore: '', traitement_mensuel: '1500' },
      'traitement_mensuel prive-sous-smic',
    ],
    [{ conge_type: 'CMO', conge_depuis: '2025-11-01' }, 'conge_depuis cmo-plus-de-douze-mois'],
    [
      { conge_type: 'CLM', conge_depuis: '2020-01-01', date_entree: '2021-01-01' },
      'conge_depuis conge-avant-entree',
    ],
  ])('%o est accepté avec un avertissement, sans rien corriger', (changements, attendu) => {
    expect(avertissementsDe(changements)).toEqual([attendu])
  })

  test.each<[string, Partial<Record<NomColonne, string>>]>([
    ['soixante-dix ans', { naissance: '1956' }],
    ['une quotité de 50 %', { quotite: '50' }],
    ['120 points de NBI', { nbi_points: '120' }],
    ['un régime indemnitaire égal au traitement', { indice_majore: '366', ri_mensuel: '1801,74' }],
    [
      'un traitement de 12 000 €',
      { statut: 'CDI', regime: 'IRCANTEC', indice_majore: '', traitement_mensuel: '12000' },
    ],
    ['un CMO de douze mois moins un jour', { conge_type: 'CMO', conge_depuis: '2025-11-02' }],
  ])('%s ne demande pas de vérification', (_, changements) => {
    expect(avertissementsDe(changements)).toEqual([])
  })

  test('une phrase ne répète jamais ce qui pourrait être un nom, un numéro ou un mot de santé', () => {
    const secrets = ['Jeanne Martin', 'sclérose', '2 75 04 44 109 001 28', '275044410900128']
    for (const { nom } of COLONNES) {
      for (const secret of secrets) {
        for (const { message } of verifier({ [nom]: secret }).refus) expect(message).not.toContain(secret)
      }
    }
  })
})
