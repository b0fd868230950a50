import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import { lancer } from '../src/lancer.ts'
import { machineFactice } from './machine-factice.ts'

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const CONTRAT = readFileSync(join(import.meta.dirname, '../../prevoyance/cas/contrat.json'), 'utf8')
const cst = (effectif: unknown) => ({ operation: 'cst', entree: { effectif } })

async function jouer(commande: string, texte: string) {
  const m = machineFactice({ 'f.json': texte })
  const code = await lancer([commande, 'f.json'], m.machine)
  return { code, sortie: m.sortie(), messages: m.messages() }
}

describe('verifier', () => {
  test('le contrat est vert, entier', async () => {
    const { code, sortie } = await jouer('verifier', CONTRAT)
    expect(sortie).toBe('28 cas vérifiés : 28 conformes, 0 différents, 0 mal formés.\n')
    expect(code).toBe(0)
  })

  test('montre les cas qui diffèrent, et eux seuls', async () => {
    const cas = [
      { id: 'juste', ...cst(50), attendu: { comite: 'cst-employeur' } },
      { id: 'faux', ...cst(49), attendu: { comite: 'cst-employeur' } },
      { id: 'muet', ...cst(49) },
    ]
    const { code, sortie } = await jouer('verifier', JSON.stringify(cas))
    expect(code).toBe(1)
    expect(sortie).toContain('faux (cst)\n  comite : attendu "cst-employeur", obtenu "cst-cdg"')
    expect(sortie).not.toContain('juste')
    expect(sortie).toContain('2 cas vérifiés : 1 conformes, 1 différents, 0 mal formés ; 1 sans « attendu »')
  })

  test('une période de trop est une différence', async () => {
    const periodes = [{ debut: '2026-01-05', fin: '2026-01-05', jours: 1, phase: 'carence', taux: 0 }]
    const arret = { type: 'CMO', debut: '2026-01-05', fin: '2026-01-06' }
    const entree = { agent: { statut: 'fonctionnaire' }, conges: [], arret }
    const { code } = await jouer(
      'verifier',
      JSON.stringify({ operation: 'droits-conge', entree, attendu: { periodes } }),
    )
    expect(code).toBe(1)
  })

  test('un refus attendu est vérifié, un refus inattendu se voit', async () => {
    const refus = { ...cst(-1), attendu: { erreur: { chemin: 'entree.effectif' } } }
    expect((await jouer('verifier', JSON.stringify(refus))).code).toBe(0)
    const surprise = { ...cst(-1), attendu: { comite: 'cst-cdg' } }
    const { code, sortie } = await jouer('verifier', JSON.stringify([surprise]))
    expect(code).toBe(2)
    expect(sortie).toContain('entree.effectif : -1 est négatif')
  })
})

describe('cas', () => {
  test('répond à chaque cas à sa place, les mal formés compris', async () => {
    const texte = `[${JSON.stringify(cst(50))}, {"operation":"cst","entree":{"effectif":NaN}}, 7, {"id":"x","operation":"rien","entree":{}},
      ${JSON.stringify(cst(10))}]`
    const { code, sortie } = await jouer('cas', texte)
    expect(code).toBe(2)
    const reponses = JSON.parse(sortie)
    expect(
      reponses.map((r: { sortie?: object; erreur?: { chemin: string } }) => r.sortie ?? r.erreur?.chemin),
    ).toEqual([{ comite: 'cst-employeur' }, 'entree.effectif', '', 'operation', { comite: 'cst-cdg' }])
    expect(reponses[3].id).toBe('x')
    expect(reponses[0].explication[0]).toMatchObject({ regle: 'cst', resultat: 'cst-employeur' })
  })

  test('un cas seul reçoit une réponse seule', async () => {
    const { code, sortie } = await jouer('cas', JSON.stringify(cst(50)))
    expect(code).toBe(0)
    expect(JSON.parse(sortie).sortie).toEqual({ comite: 'cst-employeur' })
  })

  const conge = { type: 'CMO', debut: '2026-02-01', fin: '2026-02-10' }
  const arret = { type: 'CMO', debut: '2026-03-01', fin: '2026-03-10' }
  const situation = (entree: object) => ({
    operation: 'droits-conge',
    entree: { agent: { statut: 'fonctionnaire' }, conges: [conge], arret, ...entree },
  })
  test.each([
    ['30 février', situation({ conges: [{ ...conge, fin: '2026-02-30' }] }), 'entree.conges[0].fin'],
    ['fin avant le début', situation({ arret: { ...arret, fin: '2026-02-28' } }), 'entree.arret.fin'],
    [
      'congés qui se chevauchent',
      situation({ conges: [conge, { ...conge, debut: '2026-02-10', fin: '2026-02-20' }] }),
      'entree.conges[1].debut',
    ],
    [
      'congé qui mord sur l’arrêt',
      situation({ arret: { ...arret, debut: '2026-02-10' } }),
      'entree.arret.debut',
    ],
    [
      'congé après l’arrêt',
      situation({ conges: [{ ...conge, debut: '2026-04-01', fin: '2026-04-02' }] }),
      'entree.conges[0].debut',
    ],
    ['champ inconnu', situation({ salaire: 3 }), 'entree.salaire'],
    ['champ manquant', situation({ arret: { type: 'CMO', debut: '2026-03-01' } }), 'entree.arret.fin'],
    [
      'CLM d’un contractuel',
      situation({
        agent: { statut: 'contractuel-public', ancienneteMois: 40 },
        arret: { ...arret, type: 'CLM' },
      }),
      'entree.arret.type',
    ],
    [
      'contractuel sans ancienneté',
      situation({ agent: { statut: 'contractuel-public' } }),
      'entree.agent.ancienneteMois',
    ],
    [
      'CLM à 20 heures',
      situation({ agent: { statut: 'fonctionnaire', heuresHebdo: 20 }, arret: { ...arret, type: 'CLM' } }),
      'entree.arret.type',
    ],
    ['entrée absente', { operation: 'cst' }, 'entree'],
    [
      'trois décimales',
      { operation: 'frais-gestion', entree: { tarifParAgentAn: 2.005, agents: 1 } },
      'entree.tarifParAgentAn',
    ],
    ['un texte pour un nombre', cst('50'), 'entree.effectif'],
    [
      'terme manquant',
      { operation: 'bascule', entree: { conventionEnCoursAu20251223: true } },
      'entree.terme',
    ],
    [
      'terme trop ancien',
      { operation: 'bascule', entree: { conventionEnCoursAu20251223: true, terme: '2025-12-22' } },
      'entree.terme',
    ],
    [
      'aucune voix',
      {
        operation: 'accord',
        entree: { organisations: [{ nom: 'A', voix: 3, habilitee: false, signataire: true }] },
      },
      'entree.organisations',
    ],
    [
      'primes nulles',
      {
        operation: 'comptes',
        entree: {
          primesNettes: 0,
          prestations: 1,
          psapOuverture: 0,
          psapCloture: 0,
          pmOuverture: 0,
          pmCloture: 0,
        },
      },
      'entree.primesNettes',
    ],
    [
      'limite après la séance',
      {
        operation: 'calendrier-cst',
        entree: { depotLe: '2026-01-01', seances: [{ date: '2026-02-01', limiteDepot: '2026-02-02' }] },
      },
      'entree.seances[0].limiteDepot',
    ],
    [
      'reprise le jour du congé',
      {
        operation: 'opposabilite',
        entree: {
          debutContrat: '2027-01-01',
          enCongeAuDebut: true,
          contratIndividuel: true,
          reprises: [{ debut: '2026-12-30' }],
        },
      },
      'entree.reprises[0].debut',
    ],
    [
      'années dans le désordre',
      {
        operation: 'revision-taux',
        entree: {
          historique: [
            { annee: 2, taux: 1 },
            { annee: 1, taux: 1 },
          ],
          clause: { gelAnnees: 0, plafondPct: 10, base: 'initial' },
          proposition: { annee: 3, taux: 1 },
        },
      },
      'entree.historique[1].annee',
    ],
  ])('%s : refusé là où c’est faux', async (_nom, cas, chemin) => {
    const { code, sortie } = await jouer('cas', JSON.stringify([cas, cst(50)]))
    expect(code).toBe(2)
    const [refuse, suivant] = JSON.parse(sortie)
    expect(refuse.erreur.chemin).toBe(chemin)
    expect(refuse.erreur.message.length).toBeGreaterThan(20)
    expect(suivant.sortie).toEqual({ comite: 'cst-employeur' })
  })

  test('dit en français où le texte cesse d’être du JSON', async () => {
    const { code, sortie, messages } = await jouer('cas', '[\n{"operation": }]')
    expect(code).toBe(2)
    expect(messages).toBe('Ce texte n’est pas du JSON (ligne 2, colonne 15). Corrigez-le puis recommencez.')
    expect(JSON.parse(sortie).erreur.message).toBe(messages)
  })

  test('une imbrication sans fin et un objet de 10 000 champs sont refusés sans bruit', async () => {
    expect((await jouer('cas', '['.repeat(200_000))).code).toBe(2)
    const large = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`colonne${i}`, i]))
    const { code, sortie } = await jouer(
      'cas',
      JSON.stringify([{ operation: 'cst', entree: large }, cst(50)]),
    )
    expect(code).toBe(2)
    const [refuse, suivant] = JSON.parse(sortie)
    expect(refuse.erreur.message).toContain('et 9995 autres')
    expect(refuse.erreur.message.length).toBeLessThan(300)
    expect(suivant.sortie).toEqual({ comite: 'cst-employeur' })
  })

  test('10 Mo de cas reçoivent toutes leurs réponses', async () => {
    const un = JSON.stringify({ ...cst(50), source: 'x'.repeat(950) })
    const texte = `[${Array.from({ length: 10_500 }, () => un).join(',')}]`
    expect(texte.length).toBeGreaterThan(10 * 1024 * 1024)
    const { code, sortie } = await jouer('cas', texte)
    expect(code).toBe(0)
    expect(JSON.parse(sortie)).toHaveLength(10_500)
  }, 60_000)
})

test('une commande ou un fichier inconnus se disent en français, code 2', async () => {
  const m = machineFactice()
  expect(await lancer(['calculer'], m.machine)).toBe(2)
  expect(await lancer(['cas', 'absent.json'], m.machine)).toBe(2)
  expect(await lancer(['cas'], m.machine)).toBe(2)
  expect(m.messages()).toContain('Commande inconnue : « calculer »')
  expect(m.messages()).toContain('ce fichier n’existe pas')
  expect(await lancer(['aide'], m.machine)).toBe(0)
  expect(m.sortie()).toContain('Usage : npm run prevoyance')
})

test('une option inconnue ou incomplète se dit sans un mot d’anglais, et l’aide se demande aussi après la commande', async () => {
  const dire = async (...args: string[]) => {
    const m = machineFactice()
    const code = await lancer(args, m.machine)
    return { code, messages: m.messages(), sortie: m.sortie() }
  }
  const page = ' Tapez « npm run prevoyance -- aide ».'
  expect(await dire('agent', '--couleur', 'f.json')).toMatchObject({
    code: 2,
    messages: `Option inconnue : « --couleur ».${page}`,
  })
  expect((await dire('recensement', 'generer', '--agents')).messages).toBe(
    `L’option « --agents » attend une valeur après elle.${page}`,
  )
  expect((await dire('recensement', 'generer', 'douze')).messages).toBe(
    `« douze » est de trop dans cette commande.${page}`,
  )
  expect((await dire('agent', '--json=oui', 'f.json')).messages).toBe(
    `L’option « --json » ne prend pas de valeur.${page}`,
  )
  for (const demande of ['--help', '--aide', '-h']) {
    const { code, sortie } = await dire('verifier', demande)
    expect(code).toBe(0)
    expect(sortie).toContain('Usage : npm run prevoyance')
  }
})

test('une date après la dernière année enregistrée dit que ses valeurs sont reconduites', async () => {
  const traitement = (date: string) => ({
    operation: 'traitement',
    entree: { indiceMajore: 370, quotite: 100, date },
  })
  const { sortie } = await jouer('cas', JSON.stringify([traitement('2026-12-31'), traitement('2027-01-01')]))
  const [connue, future] = JSON.parse(sortie) as { explication: { regle: string; source: string }[] }[]
  const source = (reponse: typeof connue) =>
    reponse!.explication.find(({ regle }) => regle === 'differentielTempsPlein')!.source
  expect(source(connue)).toBe('décret 91-769')
  expect(source(future)).toBe(
    'décret 91-769 · valeur de 2026 reconduite : celle de 2027 n’est pas enregistrée',
  )
})

test('un contrat obligatoire dont la moitié passe sous 7 € dit que la question est ouverte, et lui seul', async () => {
  const participation = (cotisation: number, regime: string) => ({
    operation: 'participation',
    entree: { cotisation, regime, regle: { type: 'pourcentage', taux: 50 } },
  })
  const { sortie } = await jouer(
    'cas',
    JSON.stringify([
      participation(13.99, 'obligatoire'),
      participation(14, 'obligatoire'),
      participation(13.99, 'facultatif-2025'),
    ]),
  )
  const reponses = JSON.parse(sortie) as {
    sortie: { employeur: number }
    explication: { regle: string; source: string }[]
  }[]
  expect(reponses.map((r) => r.sortie.employeur)).toEqual([7, 7, 7])
  const dites = reponses.map((r) => r.explication.find(({ regle }) => regle === 'minimum-en-obligatoire'))
  expect(dites.map((d) => d !== undefined)).toEqual([true, false, false])
  expect(dites[0]!.source).toContain('question ouverte')
})

test('le vrai processus : entrée standard, code de sortie, aucune trace de pile', async () => {
  const cli = join(import.meta.dirname, '../src/cli.ts')
  const enfant = promisify(execFile)(process.execPath, [cli, 'cas', '-'])
  enfant.child.stdin!.end('{"operation":"cst","entree":{"effectif":50.5}}')
  const { code, stdout, stderr } = await enfant.then(
    (rendu) => ({ code: 0, ...rendu }),
    (erreur: { code: number; stdout: string; stderr: string }) => erreur,
  )
  expect(code).toBe(2)
  expect(JSON.parse(stdout).erreur.chemin).toBe('entree.effectif')
  expect(stderr).toBe('')
}, 60_000)
