import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import type { MoyenDEnvoi } from '#platform/courriel/courriel.ts'
import type { Jour } from '#shared/dates.ts'
import { compte, dateLongue } from '#shared/typographie.ts'
import {
  echeanceDesComptes,
  etatDesComptes,
  type PalierDesComptes,
  palierDesComptes,
} from '../domain/contrat/execution.ts'
import { listOperations, type OperationLue } from '../operations/operations.queries.ts'
import { listComptes } from './comptes.queries.ts'
import { type Contrat, listContrats } from './contrats.queries.ts'

type Cooperation = { readonly id: string; readonly nom: string }
type Attendu = { readonly contrat: Contrat; readonly exercice: number; readonly palier: PalierDesComptes }

/**
 * Reminds, in every cooperation, those who hold the contracts of a purchase that accounts are due on 31 August, a month before and once late: one message
 * a person and a purchase, each step once. The day is that of the database, in Paris.
 * @param jour another day than today, for a test
 */
export async function rappelerLesComptes(base: Base, envoi: MoyenDEnvoi, jour?: Jour): Promise<number> {
  const { rows } = await base.pool.query<Cooperation>('select id, nom from cooperations_connues()')
  let messages = 0
  for (const cooperation of rows)
    messages += await base.enTantQueSysteme('rappels des comptes annuels', cooperation.id, async (tx) => {
      const { rows: horloge } = await sql<{
        jour: Jour
      }>`select (now() at time zone 'Europe/Paris')::date as jour`.execute(tx)
      let envoyes = 0
      for (const operation of await listOperations(tx))
        if (operation.etat === 'execution' || operation.etat === 'close')
          envoyes += await rappelerDans(tx, envoi, cooperation, operation, jour ?? horloge[0]!.jour)
      return envoyes
    })
  return messages
}

async function rappelerDans(
  tx: Tx,
  envoi: MoyenDEnvoi,
  cooperation: Cooperation,
  operation: OperationLue,
  jour: Jour,
): Promise<number> {
  const comptes = await listComptes(tx, operation.id)
  const attendus = (await listContrats(tx, operation.id)).flatMap((contrat) =>
    etatDesComptes(
      contrat,
      comptes.filter(({ contratId }) => contratId === contrat.id),
      jour,
    ).flatMap(({ exercice, echeance, etat }): Attendu[] => {
      const palier = palierDesComptes(etat, echeance, jour)
      return palier ? [{ contrat, exercice, palier }] : []
    }),
  )
  if (attendus.length === 0) return 0
  let messages = 0
  for (const { personneId, courriel } of await listTenants(tx, operation.piloteId, jour)) {
    const neufs = await noter(tx, cooperation.id, personneId, attendus)
    if (neufs.length === 0) continue
    await envoi.courriel.envoyer(tx, ecrire(courriel, operation, cooperation, neufs, envoi.adresse))
    messages += 1
  }
  return messages
}

/** Those who hold the contracts for the member that leads: its gestion, or its direction when it has none. */
async function listTenants(tx: Tx, organismeId: string, jour: Jour) {
  const { rows } = await sql<{ personneId: string; courriel: string; gestion: boolean }>`
    select p.id as "personneId", p.courriel, bool_or(f.fonction = 'gestion') as gestion
    from fonction_tenue f join personne p on p.id = f.personne_id
    where f.organisme_id = ${organismeId} and f.fonction in ('gestion', 'direction') and f.du <= ${jour} and (f.au is null or f.au >= ${jour})
    group by p.id, p.courriel order by p.courriel`.execute(tx)
  const gestion = rows.filter((r) => r.gestion)
  return gestion.length > 0 ? gestion : rows
}

/** Keeps what is said to a person, and gives back what she was not told yet. */
async function noter(tx: Tx, cooperationId: string, personneId: string, attendus: readonly Attendu[]) {
  const lignes = attendus.map(({ contrat, exercice, palier }) => ({ contrat: contrat.id, exercice, palier }))
  const { rows } = await sql<{ contrat: string; exercice: number; palier: string }>`
    insert into achat_rappel_comptes (cooperation_id, contrat_id, personne_id, exercice, palier, envoye_le)
    select ${cooperationId}::uuid, l.contrat, ${personneId}::uuid, l.exercice, l.palier, now()
    from jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb) as l (contrat uuid, exercice int, palier text)
    on conflict do nothing returning contrat_id as contrat, exercice, palier`.execute(tx)
  return attendus.filter(({ contrat, exercice, palier }) =>
    rows.some((r) => r.contrat === contrat.id && r.exercice === exercice && r.palier === palier),
  )
}

function ecrire(
  a: string,
  { id, titre }: OperationLue,
  cooperation: Cooperation,
  attendus: readonly Attendu[],
  adresse: string,
) {
  const enRetard = attendus.some(({ palier }) => palier === 'retard')
  const lignes = attendus.map(
    ({ contrat, exercice, palier }) =>
      `- ${contrat.assureur}, ${contrat.intitule} : comptes ${exercice}, ${palier === 'retard' ? 'attendus depuis le' : 'à recevoir avant le'} ${dateLongue(echeanceDesComptes(exercice))}`,
  )
  return {
    a,
    objet: `${enRetard ? 'En retard : c' : 'C'}omptes annuels des assureurs, ${titre.slice(0, 90)}`,
    texte: `Bonjour,

${titre} : ${compte(attendus.length, 'compte annuel n’est pas reçu', 'comptes annuels ne sont pas reçus')}.
${lignes.join('\n')}

L’assureur les remet au plus tard le 31 août (loi du 31 décembre 1989, art. 15 ; décret 90-769). Demandez-les, puis importez-les : ${adresse}/achats/${id}/execution

${cooperation.nom}
`,
  }
}
