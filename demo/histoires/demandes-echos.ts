import { sql } from 'kysely'
import type { Tx } from '../../src/platform/base/base.ts'
import type { Json } from '../../src/platform/base/schema.gen.ts'
import { ajouterJours, jourDe } from '../../src/shared/dates.ts'
import { idStable } from '../../src/shared/ids.ts'
import { FICTIF } from '../donnees/demandes.ts'
import type { Scene } from '../installer.ts'

const REPONSES_PAR_VAGUE = 300
/** Dissatisfied by step, in hundredths: the first wave gives back the two shares of the study of 2022. */
const VAGUES = [
  { ecart: 1, parts: { interlocuteur: 11, accuse: 9, suivi: 15, delai: 17, reponse: 8, ecoute: 6 } },
  { ecart: 0, parts: { interlocuteur: 10, accuse: 5, suivi: 12, delai: 13, reponse: 8, ecoute: 5 } },
] as const

/** What employers say of their requests, and the mail that nobody recognised. Every answer and every message is fictif. */
export async function raconterEchos(tx: Tx, scene: Scene, maintenant: Date): Promise<void> {
  const cooperation_id = scene.cooperationId
  const annee = Number(jourDe(maintenant).slice(0, 4))
  await tx
    .insertInto('demande_vague')
    .values({
      id: idStable('vague:2022'),
      cooperation_id,
      annee: 2022,
      libelle: 'Étude 2022',
      reprise: JSON.stringify({ suivi: [45, 300], delai: [51, 300] }) as Json,
      source: 'Étude menée auprès de 300 collectivités : 15 % d’insatisfaits du suivi, 17 % du délai.',
      ouverte_le: new Date('2022-03-01T09:00:00Z'),
      close_le: new Date('2022-06-30T09:00:00Z'),
    })
    .execute()
  for (const { ecart, parts } of VAGUES) {
    const id = idStable(`vague:${ecart}`)
    const jour = new Date(+maintenant - (30 + 365 * ecart) * 86_400_000)
    await tx
      .insertInto('demande_vague')
      .values({
        id,
        cooperation_id,
        annee: annee - ecart,
        libelle: `Vague ${annee - ecart}`,
        ouverte_le: jour,
        close_le: new Date(+jour + 21 * 86_400_000),
        fictif: FICTIF,
      })
      .execute()
    // Answer n of 300 is dissatisfied of a step when its place in the shuffled order of that step is under the share.
    const notes = sql.join(
      Object.entries(parts).map(
        ([etape, part], rang) =>
          sql`${etape}::text, case when (n * 7 + ${rang * 31}) % 300 < ${part * 3} then case when n % 5 = 0 then 4 else 3 end when n % 3 = 0 then 1 else 2 end`,
      ),
    )
    const invitation = sql`md5(${id}::text || n)::uuid`
    const communes = sql`select array_agg(centre_id order by id) as centres from affiliation where cooperation_id = ${cooperation_id}`
    await sql`insert into demande_enquete (id, cooperation_id, vague_id, guichet_id, strate, envoyee_le, repondue_le)
      select ${invitation}, ${cooperation_id}, ${id}, c.centres[1 + n % cardinality(c.centres)],
        case n % 3 when 0 then 'moins de 500' when 1 then '500 à 1 999' else '2 000 à 9 999' end, ${jour}, ${jour}
      from (${communes}) c, generate_series(0, ${REPONSES_PAR_VAGUE - 1}) n`.execute(tx)
    await sql`insert into demande_note (id, cooperation_id, vague_id, guichet_id, strate, notes, recue_le)
      select md5('note' || q.id)::uuid, q.cooperation_id, q.vague_id, q.guichet_id, q.strate, jsonb_build_object(${notes}), ${jour}
      from generate_series(0, ${REPONSES_PAR_VAGUE - 1}) n join demande_enquete q on q.id = ${invitation}`.execute(
      tx,
    )
  }
  await apresCloture(tx, scene, maintenant)
  await courriels(tx, scene, maintenant)
}

/** Micro-surveys of closed requests: some not answered yet, one that must be called back. */
async function apresCloture(tx: Tx, { cooperationId, organismes }: Scene, maintenant: Date): Promise<void> {
  await sql`insert into demande_enquete (id, cooperation_id, demande_id, organisme_id, guichet_id, personne_id, envoyee_le, repondue_le)
    select md5('enquete' || d.id)::uuid, d.cooperation_id, d.id, d.organisme_id, d.guichet_id,
      case when row_number() over (order by d.close_le desc, d.id) > 3 then null else d.auteur_id end, least(d.close_le + interval '1 day', ${maintenant}::timestamptz),
      case when row_number() over (order by d.close_le desc, d.id) > 3 then least(d.close_le + interval '2 days', ${maintenant}::timestamptz) end
    from demande d where d.cooperation_id = ${cooperationId} and d.etat = 'CLOTUREE' and d.close_le is not null
    order by d.close_le desc, d.id limit 60`.execute(tx)
  await sql`insert into demande_note (id, cooperation_id, enquete_id, demande_id, guichet_id, notes, commentaire, recue_le)
    select md5('note' || q.id)::uuid, q.cooperation_id, q.id, q.demande_id, q.guichet_id,
      jsonb_build_object('accuse', 1, 'suivi', case when n % 7 = 0 then 3 else 2 end, 'delai', case when n % 19 = 0 then 4 when n % 6 = 0 then 3 else 2 end, 'reponse', 1),
      case when n % 19 = 0 then 'Trois relances avant d’avoir une date. (fictif)' else '' end, q.repondue_le
    from (select *, row_number() over (order by repondue_le, id) as n from demande_enquete where demande_id is not null and repondue_le is not null) q
    where q.cooperation_id = ${cooperationId}`.execute(tx)
  await sql`insert into demande_rappel (id, cooperation_id, note_id, demande_id, guichet_id, etape, avant)
    select md5('rappel' || n.id)::uuid, n.cooperation_id, n.id, n.demande_id, n.guichet_id, 'delai', ${ajouterJours(jourDe(maintenant), 3)}::date
    from demande_note n where n.demande_id is not null and n.notes ->> 'delai' = '4' and n.cooperation_id = ${cooperationId}`.execute(
    tx,
  )
  await tx
    .insertInto('demande_suite')
    .values({
      id: idStable('suite:cdg44:suivi'),
      cooperation_id: cooperationId,
      centre_id: organismes['cdg44']!,
      etape: 'suivi',
      entendu: 'On ne sait pas qui s’occupe de notre dossier.',
      fait: 'Chaque demande montre le nom de qui la suit et sa date promise, dès la prise en charge.',
      le: ajouterJours(jourDe(maintenant), -20),
      publiee: true,
      fictif: FICTIF,
    })
    .execute()
}

/** Two messages that wait at the CDG 44. */
async function courriels(tx: Tx, { cooperationId, organismes }: Scene, maintenant: Date): Promise<void> {
  const commun = {
    cooperation_id: cooperationId,
    centre_id: organismes['cdg44']!,
    sort: 'quarantaine' as const,
  }
  await tx
    .insertInto('demande_courriel')
    .values([
      {
        ...commun,
        id: idStable('courriel:adjointe'),
        message_id: '<adjointe@exemple.invalid>',
        destinataire: 'demandes@exemple.invalid',
        recu_le: new Date(+maintenant - 26 * 3_600_000),
        de: 'adjointe@exemple.invalid',
        nom: 'Adjointe au maire (fictif)',
        objet: 'Re: votre centre vous pose une question',
        entier: 'Bonjour,\n\nLa délibération date du 12 juin.\n\nLe secrétariat (message fictif)\n',
        retenu: 'Bonjour,\n\nLa délibération date du 12 juin.\n\nLe secrétariat (message fictif)',
        motif: 'L’adresse d’arrivée ne désigne aucune demande.',
      },
      {
        ...commun,
        id: idStable('courriel:publicite'),
        message_id: '<publicite@exemple.invalid>',
        destinataire: 'demandes@exemple.invalid',
        recu_le: new Date(+maintenant - 50 * 3_600_000),
        de: 'offres@exemple.invalid',
        objet: 'Fournitures de bureau : offre de rentrée (fictif)',
        entier: 'Découvrez nos offres. (message fictif)',
        retenu: 'Découvrez nos offres. (message fictif)',
        motif: 'L’adresse d’arrivée ne désigne aucune demande.',
      },
    ])
    .execute()
}
