// The region priced again: three bids, four options, from the question to the whole page, against the kernel alone on the same columns.
import {
  colonnesPour,
  ecrireAgent,
  entreesDe,
  MINIMUM_LEGAL,
  type OffreMasse,
  type OptionMasse,
  preparerNoyau,
  SITUATIONS,
} from '@maillage/prevoyance/moteur'
import type { AgentRecense } from '@maillage/prevoyance/recensement'
import type pg from 'pg'
import { montant } from '../../src/shared/typographie.ts'
import { AU } from './recenser.ts'

type Taux = Readonly<Record<'incapacite' | 'invalidite' | 'retraite' | 'deces' | 'renfort', number>>
type Niveau = Omit<OptionMasse, 'participationTaux' | 'participationTauxTotal'> & { readonly nom: string }

/** Both roads, each giving its milliseconds; throws when the page does not show the cents of the kernel. */
export async function ouvrirRetarification(
  client: pg.Client,
  { adresse, cookie }: { readonly adresse: string; readonly cookie: string },
  lotId: string,
  agents: readonly AgentRecense[],
) {
  const { rows: marches } = await client.query<{ niveaux: Niveau[]; debut: string }>(
    `select m.niveaux, o.debut_le::text as debut from achat_marche m join achat_lot l on l.operation_id = m.operation_id
     join achat_operation o on o.id = m.operation_id where l.id = $1`,
    [lotId],
  )
  const { rows: offres } = await client.query<{ taux: Taux[] }>(
    'select taux from achat_offre where lot_id = $1 order by lettre',
    [lotId],
  )
  const { niveaux, debut } = marches[0]!
  const colonnes = colonnesPour(agents.length)
  for (const [i, agent] of agents.entries())
    ecrireAgent(colonnes, i, entreesDe(agent, SITUATIONS.DEMI_TRAITEMENT, AU))
  const noyau = preparerNoyau({
    agents: colonnes,
    nombre: agents.length,
    groupes: new Uint32Array(agents.length),
    nombreDeGroupes: 1,
  })
  const options = (part: number): OptionMasse[] =>
    niveaux.map(({ nom: _, ...garanties }) => ({
      ...MINIMUM_LEGAL,
      ...garanties,
      participationTaux: 0,
      participationTauxTotal: part * 1_000,
    }))
  const enOffre = (t: Taux): OffreMasse => ({
    tauxIncapacite: t.incapacite,
    tauxInvaliditeOffre: t.invalidite,
    tauxRetraite: t.retraite,
    tauxDeces: t.deces,
    tauxRenfort: t.renfort,
  })
  const parOption = niveaux.map((_, n) => offres.map(({ taux }) => enOffre(taux[n]!)))
  const PARTS = [60, 70, 80, 90]
  let question = 0
  /** Another rate at each question, behind the guards of an opened market: a price that was asked for before is kept, and would be read again. */
  const changerLesTaux = async (): Promise<void> => {
    await client.query('set session_replication_role = replica')
    await client.query(
      `update achat_offre set taux = (select jsonb_agg(t || jsonb_build_object('incapacite', (t->>'incapacite')::int + 1)) from jsonb_array_elements(taux) t)
       where lot_id = $1`,
      [lotId],
    )
    await client.query('set session_replication_role = origin')
  }
  const chiffrer = (part: number) =>
    noyau.simuler(options(part), parOption, debut < '2025-01-01' ? '2025-01-01' : debut)
  const page = async (part: number, niveau: number): Promise<string> => {
    const reponse = await fetch(`${adresse}/achats/lots/${lotId}?part=${part}&niveau=${niveau}`, {
      headers: { cookie },
    })
    if (!reponse.ok) throw new Error(`La page du lot répond ${reponse.status}.`)
    return reponse.text()
  }
  for (const niveau of niveaux.keys()) {
    const { partEmployeur } = chiffrer(70)
    const lue = await page(70, niveau)
    for (const b of offres.keys())
      if (!lue.includes(montant(partEmployeur[niveau * offres.length + b]! * 12)))
        throw new Error(`La page ne montre pas les centimes du noyau, option ${niveau + 1}, offre ${b + 1}.`)
  }
  return {
    offres: offres.length,
    options: niveaux.length,
    noyau: async () => {
      const debut = performance.now()
      chiffrer(PARTS[question++ % PARTS.length]!)
      return performance.now() - debut
    },
    page: async () => {
      await changerLesTaux()
      const debut = performance.now()
      await page(PARTS[question++ % PARTS.length]!, question % niveaux.length)
      return performance.now() - debut
    },
  }
}
