import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { lancer } from '../src/lancer.ts'
import { machineFactice } from './machine-factice.ts'

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const EXEMPLE = readFileSync(join(import.meta.dirname, '../../prevoyance/cas/agent-exemple.json'), 'utf8')

interface MoisEcrit {
  mois: string
  tranches: { phase: string; taux: number; trentiemes: number }[]
  netActivite: number
  sansContrat: number
  indemnite: number
  cotisationAgent: number
  avecContrat: number
}

async function parcours(change: (demande: ReturnType<typeof JSON.parse>) => void = () => undefined) {
  const demande = JSON.parse(EXEMPLE)
  change(demande)
  const m = machineFactice({ 'a.json': JSON.stringify(demande) })
  const code = await lancer(['agent', 'a.json', '--json'], m.machine)
  return { code, messages: m.messages(), lu: code === 0 ? JSON.parse(m.sortie()) : null }
}

test('un arrêt de six mois : carence, 90 %, demi-traitement complété, au trentième près', async () => {
  const { lu } = await parcours()
  const mois: MoisEcrit[] = lu.mois
  expect(mois.map(({ mois: nom }) => nom)).toEqual([
    '2026-01',
    '2026-02',
    '2026-03',
    '2026-04',
    '2026-05',
    '2026-06',
  ])
  // January: 4 days at work, the waiting day, 26 days at 90 % of which one is the 31st.
  expect(mois[0]!.tranches.map((t) => [t.phase, t.trentiemes])).toEqual([
    ['activite', 4],
    ['carence', 1],
    ['plein', 25],
  ])
  const [janvier, fevrier, avril, juin] = [mois[0]!, mois[1]!, mois[3]!, mois[5]!]
  const auCentime = (x: number) => Math.round(x * 100) / 100
  expect(janvier.sansContrat).toBe(
    auCentime(auCentime((janvier.netActivite * 4) / 30) + auCentime((fevrier.sansContrat * 25) / 30)),
  )
  expect(janvier.indemnite).toBe(0)
  // June: half pay whole month, completed to 95 % of the net.
  expect(juin.tranches.map((t) => [t.phase, t.taux, t.trentiemes])).toEqual([['demi', 50, 30]])
  expect(juin.sansContrat + juin.indemnite).toBeCloseTo(juin.netActivite * 0.95, 1)
  expect(avril.indemnite).toBe(auCentime((juin.indemnite * 26) / 30))
  for (const m of mois) {
    expect(m.tranches.reduce((n, t) => n + t.trentiemes, 0)).toBe(30)
    expect(m.avecContrat).toBe(auCentime(m.sansContrat + m.indemnite - m.cotisationAgent))
    expect(m.sansContrat + m.indemnite).toBeLessThanOrEqual(m.netActivite)
  }
})

test('dans l’année enregistrée, aucune valeur n’est dite reconduite', async () => {
  expect((await parcours()).lu.hypotheses.join(' ')).not.toContain('reconduites')
})

test('régime général : les indemnités journalières arrivent au quatrième jour, et l’hypothèse est dite', async () => {
  const { lu } = await parcours((d) => {
    d.situation.agent = { statut: 'contractuel-public', ancienneteMois: 40 }
    d.situation.arret = { type: 'CMO', debut: '2026-02-01', fin: '2026-02-28' }
  })
  expect(
    lu.mois[0].tranches.map((t: { phase: string; trentiemes: number }) => [t.phase, t.trentiemes]),
  ).toEqual([
    ['carence', 1],
    ['plein', 2],
    ['plein', 27],
  ])
  expect(lu.hypotheses.join(' ')).toContain('quatrième jour')
})

test('en longue durée, la NBI est suspendue', async () => {
  const avec = (type: string) =>
    parcours((d) => {
      d.paie.nbiPoints = 20
      d.situation.arret = { type, debut: '2026-03-01', fin: '2026-03-31' }
    })
  const [clm, cld] = [(await avec('CLM')).lu.mois[0], (await avec('CLD')).lu.mois[0]]
  expect(clm.netActivite).toBe(cld.netActivite)
  expect(cld.sansContrat).toBeLessThan(clm.sansContrat)
})

test('le renfort de régime indemnitaire : en longue maladie à plein traitement, ni le jour de carence ni en maladie ordinaire', async () => {
  const mars = async (type: string) => {
    const { lu } = await parcours((d) => {
      d.situation.arret = { type, debut: '2026-03-01', fin: '2026-03-31' }
      d.riMaintenu.plein = 0
      d.contrat.renfortRi = 90
    })
    expect(lu.hypotheses.join(' ')).toContain('longue maladie, longue durée ou grave maladie')
    return lu.mois[0].indemnite as number
  }
  // 90 % of the net RI, 213.67.
  expect(await mars('CLM')).toBe(192.3)
  expect(await mars('CMO')).toBe(0)
  expect(await mars('CITIS')).toBe(0)
})

test('la page lisible dit les droits, les mois et les raisons', async () => {
  const m = machineFactice({ '-': EXEMPLE })
  expect(await lancer(['agent', '-'], m.machine)).toBe(0)
  const texte = m.sortie()
  expect(texte).toContain('du 05/01/2026 au 05/01/2026 : 1 jour, carence, 0 %')
  expect(texte).toContain('Un mois à demi-traitement (50 %)')
  expect(texte).toContain('aucun texte ne fixe le passage du brut au net')
})

test.each([
  [
    'un indice et un traitement',
    (d: { paie: { traitement?: number } }) => Object.assign(d.paie, { traitement: 1800 }),
    'demande.paie.indiceMajore',
  ],
  [
    'un taux à quatre décimales',
    (d: { contrat: { taux: object } }) => Object.assign(d.contrat.taux, { incapacite: 1.2345 }),
    'demande.contrat.taux.incapacite',
  ],
  [
    'une date impossible',
    (d: { situation: { arret: object } }) => Object.assign(d.situation.arret, { fin: '2026-06-31' }),
    'demande.situation.arret.fin',
  ],
])('%s : refusé, code 2', async (_nom, change, chemin) => {
  const { code, messages } = await parcours(change)
  expect(code).toBe(2)
  expect(messages).toContain(chemin)
})

test('un mois sans paramètre connu se dit, sans trace de pile', async () => {
  const { code, messages } = await parcours((d) => {
    d.situation.arret = { type: 'CMO', debut: '2015-01-05', fin: '2015-01-30' }
  })
  expect(code).toBe(2)
  expect(messages).toContain('choisissez une date plus récente')
})

test('un contrat qui finit pendant l’arrêt : le revenu s’arrête ce jour-là, et c’est dit', async () => {
  const { code, lu } = await parcours((d) => {
    d.situation.agent = { statut: 'contractuel-public', ancienneteMois: 40, finContrat: '2026-03-15' }
  })
  expect(code).toBe(0)
  const mois: MoisEcrit[] = lu.mois
  expect(mois.map(({ mois: nom }) => nom)).toEqual(['2026-01', '2026-02', '2026-03'])
  expect(mois[2]!.tranches.map((t) => [t.phase, t.trentiemes])).toEqual([
    ['plein', 15],
    ['hors-contrat', 15],
  ])
  expect(mois[2]!.sansContrat).toBe(Math.round(mois[1]!.sansContrat * 50) / 100)
  expect(lu.hypotheses.join(' ')).toContain('après la fin du contrat de travail')
})

test.each([
  [
    { statut: 'fonctionnaire', finContrat: '2026-12-31' },
    'demande.situation.agent.finContrat : Ce champ ne concerne que les contractuels',
  ],
  [
    { statut: 'contractuel-public', ancienneteMois: 5, finContrat: '2026-01-04' },
    'avant le début de l’arrêt',
  ],
])('agent %j : refusé, situé', async (agent, message) => {
  const { code, messages } = await parcours((d) => {
    d.situation.agent = agent
  })
  expect(code).toBe(2)
  expect(messages).toContain(message)
})

const an = (d: ReturnType<typeof JSON.parse>) => {
  d.situation.arret.fin = '2027-02-28'
  d.contrat.niveau = 'DECRET_2022_581'
}

test('après douze mois : le demi-traitement d’attente, maintenu, complété par le contrat', async () => {
  const { lu } = await parcours((d) => {
    an(d)
    d.riMaintenu.demi = 0
    d.apresEpuisement = 'attente'
  })
  const mois: MoisEcrit[] = lu.mois
  const [demi, attente] = [mois.find((m) => m.mois === '2026-11')!, mois.at(-1)!]
  expect(attente.tranches.map((t) => t.phase)).toEqual(['epuise'])
  expect([attente.sansContrat, attente.indemnite]).toEqual([demi.sansContrat, demi.indemnite])
})

test('disponibilité d’office : 360 jours déjà payés, sauf affection de longue durée', async () => {
  const lire = async (ald: boolean) => {
    const { lu } = await parcours((d) => {
      an(d)
      d.apresEpuisement = 'disponibilite'
      d.ald = ald
    })
    return lu.mois.at(-1) as MoisEcrit
  }
  const [sans, avec] = [await lire(false), await lire(true)]
  expect(sans.sansContrat).toBe(0)
  // Half of 1 969.11 is 984.56; less 6.2 % (61.04) and 0.5 % (4.92): 918.60, which the contract deducts.
  expect(avec.sansContrat).toBe(918.6)
  expect(sans.indemnite - avec.indemnite).toBeCloseTo(918.6, 2)
})

test('contractuel en grave maladie : les indemnités journalières s’arrêtent à 360 jours, trois ans en longue durée', async () => {
  const jours = async (ald: boolean) => {
    const { lu } = await parcours((d) => {
      d.situation.agent = { statut: 'contractuel-public', ancienneteMois: 40 }
      d.situation.arret = { type: 'CGM', debut: '2026-01-01', fin: '2027-03-31' }
      d.ald = ald
    })
    const lignes: { formule: string; regle: string }[] = lu.droits
    return lignes
      .filter(({ regle }) => regle === 'limite-indemnites-journalieres')
      .map(({ formule }) => formule)
  }
  expect((await jours(false)).at(-1)).toBe(
    'du 30/12/2026 au 31/03/2027 : limite atteinte, plus rien n’est versé',
  )
  expect((await jours(true)).at(-1)).toBe('du 04/01/2026 au 31/03/2027 : indemnisé')
})

test('temps partiel à 80 % : payé 6/7, comme dans l’opération « traitement »', async () => {
  const net = async (quotite: number) => {
    const { lu } = await parcours((d) => {
      d.paie = { indiceMajore: 400, quotite }
    })
    return lu.mois[0].netActivite as number
  }
  // 6/7 is 85.714 28… %: the rate with three decimals is a cent below.
  expect((await net(80)) - (await net(85.714))).toBeCloseTo(0.01, 5)
  // 28 hours of 35 are 80 % too, and paid 80 %: 1 575.29, less 174.86 (CNRACL) and 105.24 + 37.15 + 7.74 on 1 547.72.
  const { lu } = await parcours((d) => {
    d.paie = { indiceMajore: 400, quotite: 80, tempsNonComplet: true }
  })
  expect(lu.mois[0].netActivite).toBe(1250.3)
})

test.each([
  [
    'quotité nulle',
    (d: ReturnType<typeof JSON.parse>) => (d.paie.quotite = 0),
    'demande.paie.quotite : 0 est trop petit',
  ],
  [
    'mois trop ancien',
    (d: ReturnType<typeof JSON.parse>) =>
      (d.situation.arret = { type: 'CMO', debut: '2019-01-01', fin: '2019-02-01' }),
    'demande.situation.arret.debut : Les valeurs légales du 2019-01-01',
  ],
])('%s : refusé, situé', async (_nom, change, message) => {
  const { code, messages } = await parcours(change)
  expect(code).toBe(2)
  expect(messages).toContain(message)
})

test('le plafond des indemnités journalières est celui du premier jour de l’arrêt : 41,47 € en décembre 2025, 41,95 € en 2026', async () => {
  const plafonds = async (debut: string) => {
    const { lu } = await parcours((d) => {
      d.situation.agent = { statut: 'contractuel-public', ancienneteMois: 40 }
      d.situation.arret = { type: 'CGM', debut, fin: '2026-03-31' }
      d.paie = { indiceMajore: 700 }
    })
    const pas: { regle: string; resultat: number }[] = lu.paies.flatMap(
      ({ explication }: { explication: { regle: string; resultat: number }[] }) => explication,
    )
    return new Set(pas.filter(({ regle }) => regle === 'ijssJour').map(({ resultat }) => resultat))
  }
  // Before the fourth day nothing is paid, but the rule is told.
  expect(await plafonds('2025-12-15')).toEqual(new Set([41.47]))
  expect(await plafonds('2026-01-01')).toEqual(new Set([41.95]))
  expect(await plafonds('2025-03-31')).toEqual(new Set([53.31]))
})

test('accident du travail d’un contractuel : 60 % puis 80 % après 28 jours, quand la paie s’arrête', async () => {
  const { lu } = await parcours((d) => {
    d.situation.agent = { statut: 'contractuel-public', ancienneteMois: 6 }
    d.situation.arret = { type: 'CITIS', debut: '2026-03-01', fin: '2026-05-31' }
    d.paie = { indiceMajore: 400 }
    d.riMaintenu.plein = 0
  })
  const mois: MoisEcrit[] = lu.mois
  // 1 969.11 × 12 × 80 % / 365 = 51.79 a day; × 30 = 1 553.70, less 6.2 % (96.33) and 0.5 % (7.77): 1 449.60.
  expect(mois[2]!.tranches.map((t) => t.phase)).toEqual(['sans-traitement'])
  expect(mois[2]!.sansContrat).toBe(1449.6)
  // March: thirty days at full pay, benefits deducted from it.
  expect(mois[0]!.sansContrat).toBeGreaterThan(mois[2]!.sansContrat)
  expect(lu.hypotheses.join(' ')).toContain('60 % puis 80 % après 28 jours')
})

const allocation = (groupe: number, plus: object = {}) =>
  parcours((d) => {
    an(d)
    d.apresEpuisement = 'disponibilite'
    d.allocationInvalidite = { groupe, ...plus }
  })
const ligne = (lu: { mois: MoisEcrit[] }, nom: string): MoisEcrit => lu.mois.find(({ mois }) => mois === nom)!

test('disponibilité sans indemnité de maladie : l’allocation d’invalidité temporaire du groupe, que le contrat complète', async () => {
  const { lu } = await allocation(2)
  // Group 2: half of 1 969.11 is 984.56; less 6.2 % (61.04) and 0.5 % (4.92): 918.60.
  // The contract: 90 % of 1 562.88 and 40 % of 213.67 is 1 492.06; less 918.60: 573.46.
  expect(ligne(lu, '2027-02')).toMatchObject({ sansContrat: 918.6, indemnite: 573.46 })
  // The 360 days of sickness allowance are used up when the twelve months end: the allowance begins that very day.
  expect(lu.droits.at(-1)).toMatchObject({
    regle: 'allocation-invalidite-temporaire',
    formule: 'groupe 2, du 05/01/2027 au 28/02/2027 : elle remplace les indemnités de maladie',
    resultat: 55,
  })
  expect(lu.hypotheses.join(' ')).toContain('la date de naissance n’est pas donnée')
  expect(lu.hypotheses.join(' ')).toContain('celles de 2026 sont reconduites')
  // Group 1: 590.73, less 36.63 and 2.95.
  expect(ligne((await allocation(1)).lu, '2027-02').sansContrat).toBe(551.15)
})

test('l’allocation cesse la veille des 60 ans, et ne commence pas avant le jour où elle est accordée', async () => {
  const { lu } = await allocation(2, { naissance: '1967-02-10' })
  const fevrier = ligne(lu, '2027-02')
  expect(fevrier.tranches.map((t) => t.trentiemes)).toEqual([9, 21])
  expect(fevrier.sansContrat).toBe(275.58)
  expect(lu.droits.at(-1).formule).toContain('au 09/02/2027, veille des 60 ans')
  const tard = (await allocation(2, { debut: '2027-02-16' })).lu
  // A month of 28 days has 30 parts: the longer run takes the two that are missing.
  expect(ligne(tard, '2027-02').tranches.map((t) => t.trentiemes)).toEqual([17, 13])
  expect(ligne(tard, '2027-02').sansContrat).toBe(398.06)
  const jamais = (await allocation(2, { naissance: '1960-01-01' })).lu
  expect(ligne(jamais, '2027-02').sansContrat).toBe(0)
  expect(jamais.droits.at(-1).formule).toContain('aucun jour de l’arrêt n’y ouvre droit')
})

const apresFin = (apresFinContrat?: string) =>
  parcours((d) => {
    d.situation.agent = { statut: 'contractuel-public', ancienneteMois: 40, finContrat: '2026-03-15' }
    Object.assign(d, apresFinContrat && { apresFinContrat })
  })

test('après la fin du contrat : les indemnités journalières seules, sans cotisation', async () => {
  const { lu } = await apresFin('indemnites-journalieres')
  expect(ligne(lu, '2026-03').tranches.map((t) => [t.phase, t.trentiemes])).toEqual([
    ['plein', 15],
    ['arret-hors-contrat', 15],
  ])
  // 2 219.11 × 12 × 50 % / 365 = 36.48 a day; × 30 = 1 094.40, less 6.2 % (67.85) and 0.5 % (5.47): 1 021.08.
  expect(ligne(lu, '2026-05')).toMatchObject({
    sansContrat: 1021.08,
    indemnite: 0,
    cotisationAgent: 0,
    avecContrat: 1021.08,
  })
  expect(ligne(lu, '2026-03').cotisationAgent).toBeGreaterThan(0)
})

test('après la fin du contrat : les prestations en cours continuent quand la notice le prévoit', async () => {
  const mai = ligne((await apresFin('indemnites-et-prestations')).lu, '2026-05')
  expect(mai.sansContrat).toBe(1021.08)
  expect(mai.sansContrat + mai.indemnite).toBeCloseTo(mai.netActivite * 0.95, 1)
  expect((await apresFin()).lu.mois.at(-1).mois).toBe('2026-03')
})

test('un contrat qui finit après l’arrêt, dans le même mois : on travaille jusque-là, puis plus rien n’est compté', async () => {
  const { lu } = await parcours((d) => {
    d.situation.agent = { statut: 'contractuel-public', ancienneteMois: 40, finContrat: '2026-04-20' }
    d.situation.arret = { type: 'CMO', debut: '2026-04-01', fin: '2026-04-10' }
  })
  expect(lu.mois[0].tranches.map((t: MoisEcrit['tranches'][0]) => [t.phase, t.trentiemes]).slice(-2)).toEqual(
    [
      ['activite', 10],
      ['hors-contrat', 10],
    ],
  )
})

const reprise = (debut: string, fin: string, plus: object = {}) =>
  parcours((d) => {
    d.tempsPartielTherapeutique = { demande: { debut, fin }, riMaintenu: 50, ...plus }
  })

test('temps partiel thérapeutique après l’arrêt : traitement entier, régime indemnitaire selon la délibération', async () => {
  const { lu } = await reprise('2026-08-01', '2026-10-31')
  expect(lu.mois).toHaveLength(10)
  expect(ligne(lu, '2026-07').tranches.map((t) => t.phase)).toEqual(['activite'])
  // 1 969.11 + 125; less 218.57 (CNRACL), 6.25 (RAFP) and 139.91 + 49.38 + 10.29 on 2 057.46.
  expect(ligne(lu, '2026-09')).toMatchObject({ sansContrat: 1669.71, indemnite: 0 })
  expect(lu.droits.at(-1).regle).toBe('temps-partiel-therapeutique')
})

test.each([
  ['quatre mois', () => reprise('2026-07-01', '2026-10-31'), 'demande.tempsPartielTherapeutique.demande : '],
  ['pendant l’arrêt', () => reprise('2026-06-30', '2026-07-31'), '.tempsPartielTherapeutique.demande.debut'],
  [
    'une année déjà prise',
    () => reprise('2026-07-01', '2026-08-31', { periodes: [{ debut: '2025-01-01', fin: '2025-12-31' }] }),
    'dépasse l’année ouverte',
  ],
  [
    'une allocation sans disponibilité',
    () => parcours((d) => (d.allocationInvalidite = { groupe: 1 })),
    'demande.allocationInvalidite : ',
  ],
  ['un groupe 4', () => allocation(4), 'demande.allocationInvalidite.groupe'],
  [
    'une suite de contrat sans fin de contrat',
    () => parcours((d) => (d.apresFinContrat = 'indemnites-journalieres')),
    'demande.apresFinContrat : ',
  ],
])('%s : refusé, situé', async (_nom, jouer, message) => {
  const { code, messages } = await jouer()
  expect(code).toBe(2)
  expect(messages).toContain(message)
})
