import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import type { MoyenDEnvoi } from '#platform/courriel/courriel.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { dateLongue } from '#shared/typographie.ts'
import { type ConventionLue, listConventions } from '../conventions/conventions.queries.ts'
import { etatDe } from '../domain/convention.ts'
import { type RappelDu, type RappelFait, rappelDu } from '../domain/rappel.ts'

type Cooperation = { readonly id: string; readonly nom: string }
type Destinataire = {
  readonly personneId: string
  readonly courriel: string
  readonly fonctions: readonly string[]
}

/** Reminds of every convention whose step is due today, in every cooperation. Done again the same day, it writes to nobody twice. */
export async function rappelerLesConventions(
  base: Base,
  envoi: MoyenDEnvoi,
  maintenant: Date,
): Promise<number> {
  const { rows } = await base.pool.query<Cooperation>('select id, nom from cooperations_connues()')
  let messages = 0
  for (const cooperation of rows)
    messages += await base.enTantQueSysteme('rappels des conventions', cooperation.id, (tx) =>
      rappelerDans(tx, envoi, cooperation, maintenant),
    )
  return messages
}

async function rappelerDans(
  tx: Tx,
  envoi: MoyenDEnvoi,
  cooperation: Cooperation,
  maintenant: Date,
): Promise<number> {
  const jour = jourDe(maintenant)
  const { rows: faits } = await sql<RappelFait & { conventionId: string }>`
    select convention_id as "conventionId", palier, echeance, min((envoye_le at time zone 'Europe/Paris')::date) as le
    from rappel_convention group by convention_id, palier, echeance`.execute(tx)
  let messages = 0
  for (const convention of await listConventions(tx)) {
    const siens = faits.filter(({ conventionId }) => conventionId === convention.id)
    const du = rappelDu(convention, siens, jour)
    if (!du) continue
    for (const a of await listDestinataires(tx, convention.organismeId, du, jour))
      messages += await ecrire(tx, envoi, cooperation, convention, du, a, maintenant)
  }
  return messages
}

/** Those who hold conventions for the member: its gestion, or its direction when it has none; then the direction. */
async function listDestinataires(
  tx: Tx,
  organismeId: string,
  { palier }: RappelDu,
  jour: string,
): Promise<Destinataire[]> {
  const { rows } = await sql<Destinataire>`
    select p.id as "personneId", p.courriel, array_agg(distinct f.fonction) as fonctions
    from fonction_tenue f join personne p on p.id = f.personne_id
    where f.organisme_id = ${organismeId} and f.fonction in ('gestion', 'direction')
      and f.du <= ${jour} and (f.au is null or f.au >= ${jour})
    group by p.id, p.courriel order by p.courriel`.execute(tx)
  const gestion = rows.filter(({ fonctions }) => fonctions.includes('gestion'))
  return palier === 'tenue' && gestion.length > 0
    ? gestion
    : rows.filter(({ fonctions }) => fonctions.includes('direction'))
}

async function ecrire(
  tx: Tx,
  envoi: MoyenDEnvoi,
  cooperation: Cooperation,
  convention: ConventionLue,
  { palier, echeance }: RappelDu,
  a: Destinataire,
  maintenant: Date,
): Promise<number> {
  const faite = await tx
    .insertInto('rappel_convention')
    .values({
      id: nouvelId(+maintenant),
      cooperation_id: cooperation.id,
      convention_id: convention.id,
      organisme_id: convention.organismeId,
      personne_id: a.personneId,
      palier,
      echeance,
      envoye_le: maintenant,
    })
    .onConflict((conflit) => conflit.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!faite) return 0
  await envoi.courriel.envoyer(tx, {
    a: a.courriel,
    objet: `${palier === 'direction' ? 'Pour la direction : é' : 'É'}chéance de la convention « ${convention.titre.slice(0, 90)} »`,
    texte: `Bonjour,

${direEcheance(convention, echeance, jourDe(maintenant))}
${palier === 'direction' ? 'Les personnes qui la suivent ont été prévenues il y a deux semaines, sans suite à ce jour.\n' : ''}
Renouvelez-la, dénoncez-la, ou dites qu’elle n’est plus utilisée : ${envoi.adresse}/conventions/${convention.id}

Pour que la conférence en décide, proposez-la depuis cette page.

${cooperation.nom}
`,
  })
  return 1
}

function direEcheance(convention: ConventionLue, echeance: string, jour: string): string {
  const { situation } = etatDe(convention, jour)
  const quoi = `La convention « ${convention.titre} »`
  if (situation === 'expiree')
    return `${quoi} a expiré le ${dateLongue(echeance)} et reste marquée comme utilisée.`
  if (situation === 'preavis_proche') return `${quoi} peut être dénoncée jusqu’au ${dateLongue(echeance)}.`
  return `${quoi} prend fin le ${dateLongue(echeance)}, sans reconduction.`
}
