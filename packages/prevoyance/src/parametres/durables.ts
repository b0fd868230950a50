import type { Parametre } from '../socle/parametre.ts'
import type { Confiance } from '../socle/regle.ts'

// Rates and thresholds that last. Rates are in thousandths of one per cent: 11 100 is 11.10 %.

type Suite = readonly Parametre<number>[]

const depuis = (valeur: number, du: string, source: string, confiance: Confiance = 'C'): Suite => [
  { valeur, du, au: null, source, confiance },
]

/** Rate of the daily benefits of a work accident: confirmed up to the reform announced for June 2026. */
const accident = (valeur: number): Suite => [
  {
    valeur,
    du: '2010-01-01',
    au: '2026-05-31',
    source: 'BIP, fiche NTICO3',
    confiance: 'C',
  },
  ...depuis(valeur, '2026-06-01', 'BIP, fiche NTICO3 : évolution annoncée pour juin 2026, non lue', '?'),
]

const OPENFISCA = 'https://github.com/openfisca/openfisca-france (paramètres, 2026-07)'
const PARTIC = 'BIP, fiche PARTIC'
const PREINV = 'BIP, fiche PREINV'

export const DURABLES = {
  // Contributions of the agent on pay.
  tauxCnracl: depuis(11_100, '2020-01-01', OPENFISCA),
  tauxRafp: depuis(5_000, '2005-01-01', OPENFISCA),
  plafondRafp: depuis(20_000, '2005-01-01', OPENFISCA),
  tauxIrcantecA: depuis(2_800, '2017-01-01', OPENFISCA),
  tauxIrcantecB: depuis(6_950, '2017-01-01', OPENFISCA),
  tauxVieillessePlafonnee: depuis(6_900, '2017-01-01', 'CSS D.242-4', 'R'),
  tauxVieillesseDeplafonnee: depuis(400, '2017-01-01', 'CSS D.242-4', 'R'),
  assietteCsg: depuis(98_250, '2012-01-01', OPENFISCA),
  tauxCsgDeductible: depuis(6_800, '2018-01-01', OPENFISCA),
  tauxCsgNonDeductible: depuis(2_400, '2018-01-01', OPENFISCA),
  tauxCrds: depuis(500, '1996-02-01', OPENFISCA),
  tauxCsgRemplacement: depuis(6_200, '2012-01-01', 'BIP, fiches PREMAL et CASIND'),

  // Replacement income.
  tauxIjss: depuis(50_000, '2010-01-01', 'BIP, fiche NTICO3 ; CSS R.323-5'),
  // The law of financing announces other benefits from June 2026 and January 2027: not readable, hence the doubt.
  tauxIjssAccident: accident(60_000),
  tauxIjssAccidentLong: accident(80_000),
  tauxIndemniteMaladie: depuis(50_000, '2010-01-01', 'BIP, fiches PREMAL et CASIND'),
  tauxAit1: depuis(30_000, '2010-01-01', PREINV),
  tauxAit2: depuis(50_000, '2010-01-01', PREINV),
  majorationAit3: depuis(40_000, '2010-01-01', PREINV),
  tauxPensionMaximum: depuis(75_000, '2004-01-01', 'BIP, fiche RETINV'),
  tauxInvaliditeGarantie: depuis(60_000, '2004-01-01', 'BIP, fiche RETINV'),
  tauxPensionGarantie: depuis(50_000, '2004-01-01', 'BIP, fiche RETINV'),
  partCapitalApresAge: depuis(
    25_000,
    '2022-01-01',
    'https://unsacasvp.fr/2021/12/30/capital-deces-ce-qui-change-au-1er-janvier-2022',
    'S',
  ),
  tauxCapitalIrcantec: depuis(75_000, '2004-01-01', 'dossier des CDG sur le capital décès', '?'),

  // Minimum guarantees in force, and those of the national agreement (without normative force until a decree).
  decretTiNbi: depuis(90_000, '2025-01-01', `${PARTIC} ; décret 2022-581, art. 3`),
  decretRi: depuis(40_000, '2025-01-01', `${PARTIC} ; décret 2022-581, art. 3`),
  decretInvalidite: depuis(90_000, '2025-01-01', `${PARTIC} ; décret 2022-581, art. 3`),
  accordTiNbi: depuis(90_000, '2023-07-11', 'accord collectif national du 11 juillet 2023', 'S'),
  accordRi: depuis(90_000, '2023-07-11', 'accord collectif national du 11 juillet 2023', 'S'),
  accordInvalidite: depuis(90_000, '2023-07-11', 'accord collectif national du 11 juillet 2023', 'S'),

  // Employer's share.
  participationMinimum: depuis(700, '2025-01-01', `${PARTIC} ; décret 2022-581, art. 2`),
  // Before the law, a contract that an agreement made mandatory (CGFP L.827-2) had the minimum in euros only.
  partEmployeurMinimum: [
    {
      valeur: 0,
      du: '2025-01-01',
      au: '2025-12-23',
      source: `${PARTIC} ; CGFP L.827-2 et L.827-11, version antérieure`,
      confiance: 'C',
    },
    ...depuis(50_000, '2025-12-24', `${PARTIC} ; loi 2025-1251, CGFP L.827-11`),
  ],

  // Social treatment of the employer's share.
  limitePass: depuis(6_000, '2014-01-01', 'CSS D.242-1'),
  limiteBrut: depuis(1_500, '2014-01-01', 'CSS D.242-1'),
  limiteMaximum: depuis(12_000, '2014-01-01', 'CSS D.242-1'),
  tauxForfaitSocial: depuis(8_000, '2012-08-01', 'CSS L.137-15 et L.137-16'),
  effectifForfaitSocial: depuis(11, '2012-08-01', 'CSS L.137-15 et L.137-16'),
  tauxCsgCrdsPart: depuis(9_700, '2018-01-01', 'CSS L.136-1-1', 'R'),

  // Base pay.
  sftFixe2: depuis(1_067, '1999-01-01', 'décret 85-1148, art. 10 bis', 'R'),
  sftFixe3: depuis(1_524, '1999-01-01', 'décret 85-1148, art. 10 bis', 'R'),
  sftFixe1: depuis(229, '1999-01-01', 'décret 85-1148, art. 10 bis', 'R'),
  sftFixePlus: depuis(457, '1999-01-01', 'décret 85-1148, art. 10 bis', 'R'),
  sftTaux2: depuis(3_000, '1999-01-01', 'décret 85-1148, art. 10 bis', 'R'),
  sftTaux3: depuis(8_000, '1999-01-01', 'décret 85-1148, art. 10 bis', 'R'),
  sftTauxPlus: depuis(6_000, '1999-01-01', 'décret 85-1148, art. 10 bis', 'R'),
} as const
