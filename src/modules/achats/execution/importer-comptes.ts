import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import { type ColonneImport, type GenreImport, parLots } from '#platform/imports/genre.ts'
import { lireLignes, planifierLignes, type RefusCellule } from '#platform/imports/planifier.ts'
import { enCentimes } from '#platform/tableurs/valeurs.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { montant } from '#shared/typographie.ts'
import { agitPourSonMembre } from '../domain/droits.ts'

const MONTANTS = [
  'primes',
  'prestations',
  'psap_ouverture',
  'psap_cloture',
  'pm_ouverture',
  'pm_cloture',
] as const
type Montant = (typeof MONTANTS)[number]

const COLONNES: readonly ColonneImport[] = [
  {
    cle: 'lot',
    libelles: ['Lot', 'Numéro de lot', 'Contrat'],
    obligatoire: true,
    type: 'entier',
    aide: 'Numéro du lot de votre achat, comme 1.',
  },
  {
    cle: 'exercice',
    libelles: ['Exercice', 'Année'],
    obligatoire: true,
    type: 'entier',
    aide: 'Année des comptes, comme 2025.',
  },
  {
    cle: 'survenance',
    libelles: ['Survenance', 'Année de survenance'],
    obligatoire: true,
    type: 'entier',
    aide: 'Année des arrêts ; une ligne par année.',
  },
  {
    cle: 'primes',
    libelles: ['Primes nettes', 'Cotisations'],
    obligatoire: true,
    type: 'montant',
    aide: 'De l’exercice ; zéro pour une survenance passée.',
  },
  {
    cle: 'prestations',
    libelles: ['Prestations payées', 'Prestations'],
    obligatoire: true,
    type: 'montant',
    aide: 'Payées dans l’exercice.',
  },
  {
    cle: 'psap_ouverture',
    libelles: ['PSAP ouverture', 'PSAP à l’ouverture'],
    obligatoire: true,
    type: 'montant',
    aide: 'Sinistres à payer, au 1er janvier.',
  },
  {
    cle: 'psap_cloture',
    libelles: ['PSAP clôture', 'PSAP à la clôture'],
    obligatoire: true,
    type: 'montant',
    aide: 'Sinistres à payer, au 31 décembre.',
  },
  {
    cle: 'pm_ouverture',
    libelles: ['PM ouverture', 'PM à l’ouverture'],
    obligatoire: true,
    type: 'montant',
    aide: 'Rentes en cours, au 1er janvier.',
  },
  {
    cle: 'pm_cloture',
    libelles: ['PM clôture', 'PM à la clôture'],
    obligatoire: true,
    type: 'montant',
    aide: 'Rentes en cours, au 31 décembre.',
  },
  {
    cle: 'assures',
    libelles: ['Assurés', 'Effectif assuré'],
    type: 'entier',
    aide: 'Agents couverts, sur la ligne de la survenance de l’exercice.',
  },
  {
    cle: 'recu_le',
    libelles: ['Reçus le', 'Date de réception'],
    obligatoire: true,
    type: 'date',
    aide: 'Jour où l’assureur a remis ses comptes.',
  },
]

type Lu = {
  readonly lot: number
  readonly exercice: number
  readonly survenance: number
  readonly assures: number | null
  readonly recu_le: Jour
} & Readonly<Record<Montant, number>>

/** Reads one line by itself: amounts are positive, occurrence is not after the year, premiums belong to their own year. */
export function lireCompte(
  valeurs: Readonly<Record<string, string | null | undefined>>,
): Result<Lu, RefusCellule> {
  const annee = (cle: string) => Number(valeurs[cle])
  const [exercice, survenance] = [annee('exercice'), annee('survenance')]
  for (const [cle, lue] of [
    ['exercice', exercice],
    ['survenance', survenance],
  ] as const)
    if (!Number.isInteger(lue) || lue < 2000 || lue > 2100)
      return refuser({ cle, motif: 'Indiquez une année sur quatre chiffres, comme 2025.' })
  if (survenance > exercice)
    return refuser({
      cle: 'survenance',
      motif: 'Un arrêt ne survient pas après l’exercice : corrigez l’une des deux années.',
    })
  const montants = {} as Record<Montant, number>
  for (const cle of MONTANTS) {
    const centimes = enCentimes(valeurs[cle] ?? '')
    if (!Number.isSafeInteger(centimes) || centimes < 0)
      return refuser({ cle, motif: 'Un montant des comptes est positif ou nul.' })
    montants[cle] = centimes
  }
  if (survenance < exercice && montants.primes > 0)
    return refuser({
      cle: 'primes',
      motif: 'Les primes se portent sur la survenance de leur exercice : laissez zéro ici.',
    })
  const lot = Number(valeurs['lot'])
  if (!Number.isInteger(lot) || lot < 1)
    return refuser({ cle: 'lot', motif: 'Indiquez le numéro du lot, comme 1.' })
  const assures = valeurs['assures'] ? Number(valeurs['assures']) : null
  if (assures !== null && (!Number.isInteger(assures) || assures < 0))
    return refuser({ cle: 'assures', motif: 'Indiquez un nombre d’agents.' })
  return accepter({ lot, exercice, survenance, assures, recu_le: valeurs['recu_le']!, ...montants })
}

type Connu = {
  readonly contratId: string
  readonly lot: number
  readonly du: Jour
  readonly comptes: readonly Omit<Lu, 'lot'>[]
}

/** Contracts under way that the actor's member leads, with their accounts, by lot and first day. Two purchases of the same lot number: the latest to start. */
async function findConnus(tx: Tx, acteur: Acteur): Promise<Connu[]> {
  const { rows } =
    await sql<Connu>`select c.id as "contratId", c.numero as lot, c.du, (select coalesce(jsonb_agg(to_jsonb(k)), '[]')
      from achat_compte k where k.contrat_id = c.id) as comptes
    from achat_contrat c
    where c.operation_id = (select d.operation_id from achat_contrat d join achat_operation o on o.id = d.operation_id
      where d.organisme_id = ${acteur.organismeId} and d.numero = c.numero and o.etat in ('adhesion', 'execution', 'close')
      order by o.debut_le desc, o.id limit 1)
    order by c.numero, c.du`.execute(tx)
  return rows
}

/** Claims stay with the insurer that had the lot in the year when they occurred, whoever has it since. */
const contratDuSinistre = (connus: readonly Connu[], { lot, survenance }: Lu): Connu | undefined => {
  const duLot = connus.filter((c) => c.lot === lot)
  return duLot.findLast(({ du }) => du <= `${survenance}-12-31`) ?? duLot[0]
}

type Ecriture = Lu & { readonly contratId: string }

/** Yearly accounts of the insurers: the same columns in and out. */
export const importComptes: GenreImport = {
  cle: 'comptes-assureurs',
  titre: 'Comptes annuels des assureurs',
  un: 'ligne de comptes',
  plusieurs: 'lignes de comptes',
  chapeau:
    'Les comptes que chaque assureur doit remettre avant le 31 août, provisions comprises, par année de survenance.',
  regles: [
    'Une ligne est reconnue par son lot, son exercice et sa survenance : le reste se met à jour.',
    'Les provisions d’ouverture doivent être celles de la clôture précédente : sinon la ligne est refusée.',
    'Seul le membre qui conduit l’achat importe ses comptes.',
  ],
  droit: agitPourSonMembre,
  colonnes: COLONNES,
  exemples: [
    {
      lot: 1,
      exercice: 2025,
      survenance: 2025,
      primes: 120_000_000,
      prestations: 18_000_000,
      psap_ouverture: 0,
      psap_cloture: 72_000_000,
      pm_ouverture: 0,
      pm_cloture: 14_000_000,
      assures: 15_000,
      recu_le: '2026-07-15',
    },
  ],
  voir: { href: '/achats', libelle: 'Voir les achats groupés' },
  async lister(tx, acteur) {
    const connus = await findConnus(tx, acteur)
    return connus.flatMap(({ lot, comptes }) => comptes.map((compte) => ({ ...compte, lot })))
  },
  async planifier(tx, acteur, lignes) {
    const connus = await findConnus(tx, acteur)
    const lectures = lireLignes(lignes, (valeurs) => lireCompte(valeurs))
    // Closing reserves of the file itself count as those of the year before.
    const clotures = new Map<string, number>()
    for (const { lot, comptes } of connus)
      for (const c of comptes)
        clotures.set(`${lot}/${c.exercice}/${c.survenance}`, c.psap_cloture + c.pm_cloture)
    for (const { lu } of lectures)
      if (lu.ok)
        clotures.set(
          `${lu.valeur.lot}/${lu.valeur.exercice}/${lu.valeur.survenance}`,
          lu.valeur.psap_cloture + lu.valeur.pm_cloture,
        )
    const plan = planifierLignes<Lu, Ecriture>({
      colonnes: COLONNES,
      lectures,
      cleDe: (lu) => ({ cle: 'survenance', valeur: `${lu.lot}/${lu.exercice}/${lu.survenance}` }),
      uneSeule: 'Gardez une seule ligne par lot, exercice et survenance.',
      decider: (lu) => {
        const contrat = contratDuSinistre(connus, lu)
        if (!contrat)
          return refuser({
            cle: 'lot',
            motif: 'Ce lot n’est celui d’aucun contrat que votre structure conduit.',
          })
        if (`${lu.exercice}-12-31` < contrat.du)
          return refuser({ cle: 'exercice', motif: 'Cet exercice finit avant le début du contrat.' })
        const veille = clotures.get(`${lu.lot}/${lu.exercice - 1}/${lu.survenance}`)
        if (veille !== undefined && veille !== lu.psap_ouverture + lu.pm_ouverture)
          return refuser({
            cle: 'psap_ouverture',
            motif: `Les provisions d’ouverture ne sont pas celles de la clôture ${lu.exercice - 1} (${montant(veille)}) : demandez à l’assureur d’expliquer l’écart.`,
          })
        const avant = contrat.comptes.find(
          (c) => c.exercice === lu.exercice && c.survenance === lu.survenance,
        )
        const cles = [...MONTANTS, 'assures', 'recu_le'] as const
        const dire = (valeur: number | string | null, cle: string) =>
          valeur === null ? '' : MONTANTS.includes(cle as Montant) ? montant(Number(valeur)) : String(valeur)
        const changements = avant
          ? cles
              .filter((cle) => avant[cle] !== lu[cle])
              .map((cle) => ({ cle, avant: dire(avant[cle], cle), apres: dire(lu[cle], cle) }))
          : []
        const etat = !avant ? 'nouvelle' : changements.length > 0 ? 'changee' : 'inchangee'
        return accepter({
          etat,
          libelle: `Lot ${lu.lot}, exercice ${lu.exercice}, survenance ${lu.survenance}`,
          changements,
          ecriture: etat === 'inchangee' ? null : { ...lu, contratId: contrat.contratId },
        })
      },
    })
    return {
      lignes: plan.lignes,
      ecrire: (avancer) => parLots(plan.ecritures, avancer, (lot) => ecrireComptes(tx, acteur, lot)),
    }
  },
}

const ecrireComptes = (tx: Tx, acteur: Acteur, lot: readonly Ecriture[]) =>
  sql`insert into achat_compte (cooperation_id, organisme_id, contrat_id, exercice, survenance, primes, prestations, psap_ouverture, psap_cloture,
      pm_ouverture, pm_cloture, assures, recu_le)
    select ${acteur.cooperationId}::uuid, ${acteur.organismeId}::uuid, l."contratId", l.exercice, l.survenance, l.primes, l.prestations, l.psap_ouverture,
      l.psap_cloture, l.pm_ouverture, l.pm_cloture, l.assures, l.recu_le
    from jsonb_to_recordset(${JSON.stringify(lot)}::jsonb) as l ("contratId" uuid, exercice int, survenance int, primes bigint, prestations bigint,
      psap_ouverture bigint, psap_cloture bigint, pm_ouverture bigint, pm_cloture bigint, assures int, recu_le date)
    on conflict (contrat_id, exercice, survenance) do update set primes = excluded.primes, prestations = excluded.prestations,
      psap_ouverture = excluded.psap_ouverture, psap_cloture = excluded.psap_cloture, pm_ouverture = excluded.pm_ouverture,
      pm_cloture = excluded.pm_cloture, assures = excluded.assures, recu_le = excluded.recu_le`.execute(tx)
