// Every amount that the pages of a purchase show is the engine's: recomputed here agent by agent by the reading of its rules (`expliquer`), never by the
// columns that the pages use, then compared one by one. An amount that nothing explains is a fault.
import { arreterComptes } from '@maillage/prevoyance/collectif'
import { entreesDe, expliquer, MINIMUM_LEGAL, SITUATIONS } from '@maillage/prevoyance/moteur'
import { type AgentRecense, agentsDe, decoderTable } from '@maillage/prevoyance/recensement'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { jourDe } from '#shared/dates.ts'
import { estSiret } from '#shared/siret.ts'
import { type Lire, lecteurDesAchats } from '../../../tests/achats.ts'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  type Visiteur,
} from '../../../tests/application.ts'
import { envoyerFichier } from '../../../tests/fichiers/envoi.ts'
import { SchemaDecp } from './attribution/decp.ts'
import { verifierFichier } from './recensement/verifier.ts'

let t: ApplicationDeTest
let lire: Lire
let coordination: Visiteur
let direction53: Visiteur
let COOP = ''
let PREVOYANCE = ''
beforeAll(async () => {
  t = await ouvrirApplication()
  coordination = await t.entrer('Coordinatrice', 'CDG 44', 'Pays de la Loire')
  direction53 = await t.entrer('Direction', 'CDG 53', 'Pays de la Loire')
  ;({ cooperation: COOP, lire } = await lecteurDesAchats(t))
  PREVOYANCE = (await lire<{ id: string }>("select id from achat_operation where objet = 'prevoyance'"))[0]!
    .id
})
afterAll(() => t.fermer())
/** Past every guard, as nobody can from the application. */
async function enAdministrateur(texte: string): Promise<void> {
  const admin = new pg.Client({ connectionString: t.url(inject('serveur').superutilisateur) })
  await admin.connect()
  try {
    await admin.query('set session_replication_role = replica')
    await admin.query(texte)
  } finally {
    await admin.end()
  }
}

/** Amounts of a piece of a page, in cents, in the order in which they are read; two cells side by side are two. */
const montantsDe = (html: string): number[] =>
  html
    .split(/<[^>]+>/)
    .flatMap((texte) => [...lisible(texte).matchAll(/(?<![\d,])(\d{1,3}(?: \d{3})*|\d+),(\d\d) €/g)])
    .map(([, euros, centimes]) => Number(euros!.replaceAll(' ', '')) * 100 + Number(centimes))
/** The tables of a page, by their caption. */
const tableaux = (html: string): Map<string, string> =>
  new Map(
    [...html.matchAll(/<table.*?<\/table>/gs)].map(([table]) => [
      lisible(/<caption.*?<\/caption>/s.exec(table)?.[0] ?? '').trim(),
      table,
    ]),
  )
/** Nothing shown that is not explained; everything in `dits` is shown. */
function comparer(montres: readonly number[], expliques: ReadonlySet<number>, dits: readonly number[]) {
  expect(montres.filter((centimes) => !expliques.has(centimes))).toEqual([])
  expect(dits.filter((centimes) => !montres.includes(centimes))).toEqual([])
}
const somme = (valeurs: readonly number[]) => valeurs.reduce((total, valeur) => total + valeur, 0)

type Taux = { incapacite: number; invalidite: number; retraite: number; deces: number; renfort: number }
/** Contribution of an agent for a month and what the employer bears of it, in cents, by the reading of the rules. */
function cotisationDe(
  agent: AgentRecense,
  situation: keyof typeof SITUATIONS,
  au: string,
  taux: Taux,
  part: number,
  jour: string,
) {
  const { valeurs } = expliquer(
    {
      ...entreesDe(agent, SITUATIONS[situation], au),
      ...MINIMUM_LEGAL,
      participationTaux: 0,
      participationTauxTotal: part,
      tauxIncapacite: taux.incapacite,
      tauxInvaliditeOffre: taux.invalidite,
      tauxRetraite: taux.retraite,
      tauxDeces: taux.deces,
      tauxRenfort: taux.renfort,
    },
    ['cotisation', 'partEmployeur'],
    jour,
  )
  return { cotisation: Number(valeurs['cotisation']), employeur: Number(valeurs['partEmployeur']) }
}
const AUCUN: Taux = { incapacite: 0, invalidite: 0, retraite: 0, deces: 0, renfort: 0 }
const enTout = (taux: number): Taux => ({ ...AUCUN, incapacite: taux })

describe('chaque montant montré est celui du moteur', () => {
  /** Compares every amount of the analysis of lot 3 with the reading of the rules, on what the base holds now. */
  const verifierLAnalyse = async () => {
    const [lot] = await lire<{ id: string }>(
      'select id from achat_lot where operation_id = $1 and numero = 3',
      [PREVOYANCE],
    )
    const offres = await lire<{
      id: string
      taux: (Taux & { niveau: string })[]
      gel: number
      hausse: number
    }>(
      'select id, taux, gel_annees as gel, hausse_max as hausse from achat_offre where lot_id = $1 order by lettre',
      [lot!.id],
    )
    const recenses = await lire<{ niveau: string; taille: number; au: string; colonnes: Buffer }>(
      `select e.niveau, r.agents as taille, r.au, a.colonnes from achat_agents a
       join achat_recensement r on r.id = a.recensement_id and r.remplace_le is null join achat_employeur e on e.id = r.employeur_id
       where e.operation_id = $1 and e.departement_code = '53' and r.agents < 50`,
      [PREVOYANCE],
    )
    const agents = recenses.flatMap(({ colonnes, ...employeur }) =>
      [...agentsDe(decoderTable(colonnes))].map((donnees) => ({ ...employeur, donnees })),
    )
    expect(agents.length).toBeGreaterThan(100)
    /** By agent: its base, and for each bid [contribution, employers' part] of a year. */
    const chiffres = agents.map(({ niveau, taille, au, donnees }) => {
      const pour = (taux: Taux) => {
        const c = cotisationDe(donnees, 'DEMI_TRAITEMENT', au, taux, 50_000, '2025-01-01')
        return [12 * c.cotisation, 12 * c.employeur] as const
      }
      return {
        groupes: [`niveau ${niveau}`, `taille ${taille < 10}`, `categorie ${donnees.categorie}`, 'tous'],
        categorie: 'ABC'.indexOf(donnees.categorie ?? 'C'),
        assiette: pour(enTout(100_000))[0],
        offres: offres.map(({ taux }) => pour(taux.find((n) => n.niveau === niveau)!)),
      }
    })
    const expliques = new Set<number>()
    const groupes = [...new Set(chiffres.flatMap((c) => c.groupes))]
    const seaux = [
      ...groupes.map((groupe) => chiffres.filter((c) => c.groupes.includes(groupe))),
      // Neighbours that are merged because they are under ten agents.
      ...[
        [0, 1],
        [1, 2],
      ].map((deux) => chiffres.filter(({ categorie }) => deux.includes(categorie))),
    ]
    for (const seau of seaux) {
      expliques.add(somme(seau.map(({ assiette }) => assiette)))
      for (const [b] of offres.entries()) {
        const [total, employeurs] = [0, 1].map((i) => somme(seau.map((c) => c.offres[b]![i]!)))
        for (const centimes of [total!, employeurs!, total! - employeurs!]) expliques.add(centimes)
      }
    }
    const annuels = offres.map((_, b) => somme(chiffres.map((c) => c.offres[b]![0])))
    const sixAns = offres.map(({ gel, hausse }, b) => {
      const annees = [annuels[b]!]
      for (let annee = 1; annee < 6; annee++)
        annees.push(
          annee < gel ? annees.at(-1)! : Math.round((annees.at(-1)! * (100_000 + hausse)) / 100_000),
        )
      return annees
    })
    for (const annees of sixAns) for (const centimes of [...annees, somme(annees)]) expliques.add(centimes)
    for (const [b] of offres.entries()) {
      const agentsSeuls = somme(chiffres.map((c) => c.offres[b]![0] - c.offres[b]![1]))
      expliques.add(Math.round(agentsSeuls / agents.length / 12))
    }
    const page = (await coordination.get(`/achats/lots/${lot!.id}`)).body
    const lus = tableaux(page)
    const attendus = [
      'Critères, poids et points',
      'Prix et coût annuel, au centime',
      'Par taille d’employeur',
      'Par catégorie d’agents',
      'Six ans, au plus de la clause',
    ]
    const montres = attendus.flatMap((titre) => {
      expect([...lus.keys()]).toContain(titre)
      return montantsDe(lus.get(titre)!)
    })
    comparer(montres, expliques, [...annuels, ...sixAns.map(somme)])
    expect(montres.length).toBeGreaterThan(60)
    for (const annees of sixAns) expect(montantsDe(page)).toContain(somme(annees))
    return { adresse: `/achats/lots/${lot!.id}`, lot: lot!.id, offres, sixAns, annuels }
  }

  it('l’analyse d’un lot, et les montants des données nationales', async () => {
    const { lot, offres, sixAns } = await verifierLAnalyse()
    const [retenue] = await lire<{ offre: string }>(
      'select offre_id as offre from achat_attribution where lot_id = $1',
      [lot],
    )
    const rang = offres.findIndex(({ id }) => id === retenue!.offre)
    const decp = SchemaDecp.parse((await coordination.get(`/achats/${PREVOYANCE}/decp.json`)).json())
    const montants = decp.marches.marche.map(({ montant }) => Math.round(Number(montant) * 100))
    expect(montants).toContain(somme(sixAns[rang]!))
    expect(montantsDe((await coordination.get(`/achats/${PREVOYANCE}/attribution`)).body)).toEqual([])
  })

  it('le budget d’un employeur, au taux de l’offre retenue', async () => {
    const [e] = await lire<{ id: string; part: number; taux: Taux & { niveau: string }; au: string }>(
      `select e.id, a.part, r.au, (select n from jsonb_array_elements(o.taux) n where n->>'niveau' = a.niveau) as taux
       from achat_employeur e join achat_adhesion a on a.employeur_id = e.id and a.part <> 50000
       join achat_recensement r on r.employeur_id = e.id and r.remplace_le is null
       join achat_lot l on l.operation_id = e.operation_id and e.departement_code = any (l.departements)
       join achat_attribution t on t.lot_id = l.id join achat_offre o on o.id = t.offre_id
       where e.operation_id = $1 and e.departement_code = '53' and r.agents < 50 and a.etat = 'informee' order by e.nom limit 1`,
      [PREVOYANCE],
    )
    const [recense] = await lire<{ colonnes: Buffer }>(
      `select a.colonnes from achat_agents a join achat_recensement r on r.id = a.recensement_id
       where r.employeur_id = $1 and r.remplace_le is null`,
      [e!.id],
    )
    const agents = [...agentsDe(decoderTable(recense!.colonnes))]
    // Bound by the agreement: every agent but those on leave at the start with a contract of their own.
    const lies = agents.filter(({ conge, contratIndividuel }) => conge === null || contratIndividuel !== true)
    const total = Object.values({ ...AUCUN, ...e!.taux, niveau: 0 }).reduce((a, b) => a + b, 0)
    const chiffres = lies.map((agent) =>
      cotisationDe(agent, 'ACTIVITE', '2026-03-01', enTout(total), e!.part, '2026-03-01'),
    )
    const [cotisation, employeur] = (['cotisation', 'employeur'] as const).map((cle) =>
      somme(chiffres.map((c) => c[cle])),
    )
    const reste = cotisation! - employeur!
    const cotisants = chiffres.filter((c) => c.cotisation > 0).length
    const expliques = [cotisation!, employeur!, reste, 12 * employeur!, Math.round(reste / cotisants)]
    const page = (await direction53.get(`/achats/employeurs/${e!.id}/adhesion/paie?mois=2026-03`)).body
    comparer(montantsDe(page), new Set(expliques), expliques)
  })

  it('l’exécution : comptes de chaque contrat, charge, frais', async () => {
    const comptes = await lire<Record<string, number>>(
      `select c.numero, k.primes::float8 as primes, k.prestations::float8 as prestations, k.psap_ouverture::float8 as po,
        k.psap_cloture::float8 as pc, k.pm_ouverture::float8 as mo, k.pm_cloture::float8 as mc
       from achat_compte k join achat_contrat c on c.id = k.contrat_id where c.operation_id = $1`,
      [PREVOYANCE],
    )
    const effectifs = await lire<{ agents: number }>(
      `select coalesce(sum(coalesce(r.agents, e.agents)), 0)::int as agents from achat_adhesion a join achat_employeur e on e.id = a.employeur_id
       left join achat_recensement r on r.employeur_id = e.id and r.remplace_le is null
       where a.operation_id = $1 and a.etat in ('conventionnee', 'informee') group by a.contrat_id`,
      [PREVOYANCE],
    )
    const additionner = (cle: string) => somme(comptes.map((k) => k[cle]!))
    const charge =
      additionner('prestations') +
      additionner('pc') -
      additionner('po') +
      additionner('mc') -
      additionner('mo')
    const frais = effectifs.map(({ agents }) => 200 * agents)
    const page = (await coordination.get(`/achats/${PREVOYANCE}/execution`)).body
    const dits = [additionner('primes'), additionner('prestations'), charge, somme(frais), ...frais]
    comparer(montantsDe(page), new Set(dits), dits)
    const centimes = (valeur: number) => valeur as Parameters<typeof arreterComptes>[0]['primesNettes']
    const { ratioSP } = arreterComptes({
      primesNettes: centimes(additionner('primes')),
      prestations: centimes(additionner('prestations')),
      psapOuverture: centimes(additionner('po')),
      psapCloture: centimes(additionner('pc')),
      pmOuverture: centimes(additionner('mo')),
      pmCloture: centimes(additionner('mc')),
    })
    expect(lisible(page)).toContain(`${String(ratioSP).replace('.', ',')} %`)
    expect(Math.round((1000 * charge) / additionner('primes'))).toBe(Math.round(10 * ratioSP!))
  })

  it('le simulateur des employeurs, par masse puis par recensement', async () => {
    const NIVEAUX = [1_900, 2_100, 2_400]
    const PARTS = [50, 60, 75, 100]
    const passant = t.visiteur()
    const parMasse = (await passant.post('/simulateur/employeur', { agents: '7', traitements: '231 417,37' }))
      .body
    const masse = 23_141_737
    const deMasse = NIVEAUX.flatMap((taux) => {
      const cotisation = Math.round((masse * taux) / 100_000)
      return PARTS.flatMap((part) => {
        const employeur = Math.ceil((cotisation * part) / 100)
        return [cotisation, employeur, Math.round(employeur / 84), Math.round((cotisation - employeur) / 84)]
      })
    })
    const resultat = (page: string) => [...tableaux(page).values()].flatMap(montantsDe)
    comparer(
      resultat(parMasse),
      new Set(deMasse),
      deMasse.filter((_, i) => i % 4 !== 0),
    )

    const csv = [
      'siret;matricule;naissance;statut;regime;categorie;heures_hebdo;indice_majore;ri_mensuel',
      '21440131000013;A1;1975;titulaire;CNRACL;C;35;420;210,50',
      '21440131000013;A2;1990;titulaire;CNRACL;B;35;455;333,33',
      '21440131000013;A3;1968;titulaire;CNRACL;A;28;673;0',
    ].join('\r\n')
    const au = jourDe(new Date())
    const { table } = await verifierFichier(Buffer.from(csv), { nom: '', siret: null }, au)
    const agents = [...agentsDe(table)]
    expect(agents).toHaveLength(3)
    const envoi = await envoyerFichier(passant, '/simulateur/employeur', { nom: 'agents.csv', contenu: csv })
    expect(envoi.statusCode, lisible(envoi.body)).toBe(200)
    const deRecensement = NIVEAUX.flatMap((taux) =>
      PARTS.flatMap((part) => {
        const chiffres = agents.map((agent) =>
          cotisationDe(agent, 'ACTIVITE', au, enTout(taux), 1000 * part, au),
        )
        const cotisation = 12 * somme(chiffres.map((c) => c.cotisation))
        const employeur = 12 * somme(chiffres.map((c) => c.employeur))
        return [employeur, Math.round(employeur / 36), Math.round((cotisation - employeur) / 36)]
      }),
    )
    comparer(resultat(envoi.body), new Set(deRecensement), deRecensement)
  })

  it('jamais celui d’avant : recensement, niveau, offre, adhésion ou taux changés', async () => {
    const avant = await verifierLAnalyse()
    const execution = `/achats/${PREVOYANCE}/execution`
    /** The projection beside the accounts, in words. */
    const projetee = async () =>
      lisible(
        tableaux((await coordination.get(execution)).body).get(
          'Projection et comptes, par année des arrêts',
        ) ?? '',
      )
    const premiere = await projetee()
    expect(premiere).toContain('Projeté')
    // A census replaced.
    const [e] = await lire<{ id: string; siret: string }>(
      `select e.id, e.siret from achat_employeur e join achat_recensement r on r.employeur_id = e.id and r.remplace_le is null
       join achat_adhesion a on a.employeur_id = e.id and a.etat in ('conventionnee', 'informee')
       where e.operation_id = $1 and e.departement_code = '53' and r.agents < 50 and e.siret is not null order by r.agents desc limit 1`,
      [PREVOYANCE],
    )
    const siret = Array.from({ length: 10 }, (_, i) => `${e!.siret.slice(0, 9)}0001${i}`).find(estSiret)!
    const lignes = Array.from(
      { length: 40 },
      (_, i) => `${siret};N${i};19${60 + i};titulaire;CNRACL;B;35;${400 + i};${200 + i},50`,
    )
    const depose = await envoyerFichier(
      direction53,
      `/achats/employeurs/${e!.id}/recensement`,
      {
        nom: 'recensement.csv',
        contenu: [
          'siret;matricule;naissance;statut;regime;categorie;heures_hebdo;indice_majore;ri_mensuel',
          ...lignes,
        ].join('\r\n'),
      },
      { au: '30/06/2024' },
    )
    expect(depose.statusCode, lisible(depose.body)).toBe(303)
    const recensement = await verifierLAnalyse()
    expect(recensement.annuels).not.toEqual(avant.annuels)
    // A level chosen.
    await lire(
      `update achat_employeur set niveau = (select n->>'nom' from achat_marche m, jsonb_array_elements(m.niveaux) n
         where m.operation_id = $2 and n->>'nom' <> achat_employeur.niveau limit 1) where id = $1`,
      [e!.id, PREVOYANCE],
    )
    const niveau = await verifierLAnalyse()
    expect(niveau.annuels).not.toEqual(recensement.annuels)
    // A bid, which nothing changes but the hand of an administrator.
    await enAdministrateur(
      `update achat_offre set taux = jsonb_set(taux, '{0,incapacite}', to_jsonb((taux->0->>'incapacite')::int + 100)) where lot_id = '${avant.lot}'`,
    )
    expect((await verifierLAnalyse()).annuels).not.toEqual(niveau.annuels)
    // An employer that leaves, then a rate.
    await lire("update achat_adhesion set etat = 'renoncee' where employeur_id = $1", [e!.id])
    const sans = await projetee()
    expect(sans).not.toBe(premiere)
    await lire('update achat_tarif set taux = taux + 200 where not retire')
    expect(await projetee()).not.toBe(sans)
  })

  it('et rien à qui la décision ne lie plus, même après qu’un autre a lu', async () => {
    const { adresse } = await verifierLAnalyse()
    expect(montantsDe((await direction53.get(adresse)).body).length).toBeGreaterThan(60)
    await enAdministrateur(
      `update decision set porte = array_remove(porte, (select organisme_id from membre where libelle = 'CDG 53' and cooperation_id = '${COOP}'))
       where id = (select decision_id from achat_operation where id = '${PREVOYANCE}')`,
    )
    expect(montantsDe((await direction53.get(adresse)).body)).toEqual([])
    expect(montantsDe((await coordination.get(adresse)).body).length).toBeGreaterThan(60)
  })
})

describe('le simulateur des employeurs', () => {
  it('répond sans compte ni JavaScript, garde la saisie refusée, et ne pose aucun témoin', async () => {
    const passant = t.visiteur()
    const exemple = lisible((await passant.get('/simulateur/employeur')).body)
    expect(exemple).toContain('par an pour 12 agents')
    const faux = await passant.post('/simulateur/employeur', { agents: '0', traitements: '290 000' })
    expect(faux.statusCode).toBe(422)
    expect(faux.body).toContain('value="290 000"')
    // 1,90 % of 100 000 € is 1 900 €, half of which is 950 €.
    const juste = lisible(
      (await passant.post('/simulateur/employeur', { agents: '4', traitements: '100 000' })).body,
    )
    expect(juste).toContain('À partir de 950,00 € par an pour 4 agents')
    expect(passant.cookies.size).toBe(0)
  })
})
