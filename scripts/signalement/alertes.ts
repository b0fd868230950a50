// Run by a timer at 8 h, 12 h and 16 h: one fixed sentence to whoever has something new to read. No number, no name, no link, the same bytes for everybody.
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import pg from 'pg'
import { type Jour, jourDe } from '../../src/shared/dates.ts'
import { referentsDe, SANS_PERSONNE } from '../../src/signalement/bureau/liste.queries.ts'
import { type Absence, detourner, quiRecoit } from '../../src/signalement/domain/absences.ts'
import type { Role } from '../../src/signalement/domain/acces.ts'
import type { Cellule } from '../../src/signalement/protocole/annuaire.ts'

export const OBJET = 'Une activité vous attend'
export const TEXTE =
  'Une activité vous attend dans l’espace des cellules.\n\nCe message est automatique et ne dit rien de plus. N’y répondez pas : personne ne lit cette adresse.\n'

/**
 * Writes to the members of `adresses.json` (identifier → address, kept beside the database and not in it) whose waiting cases changed since the last
 * time. `etat.json` keeps a fingerprint of them. Returns the exit code.
 */
export async function alerter(
  donnees: string,
  url: string,
  smtp: string | undefined,
  expediteur: string | undefined,
  jour = jourDe(new Date()),
): Promise<number> {
  const lire = async <T>(nom: string): Promise<T | null> =>
    readFile(join(donnees, nom), 'utf8').then(
      (lu) => JSON.parse(lu) as T,
      () => null,
    )
  const adresses = await lire<Record<string, string>>('adresses.json')
  if (!adresses || !smtp || !expediteur) {
    console.error(
      'Aucune alerte envoyée : il faut adresses.json dans le dossier de données, SMTP_SIGNALEMENT et EXPEDITEUR_SIGNALEMENT.',
    )
    return 1
  }
  const connus = (await lire<Record<string, string>>('alertes.json')) ?? {}
  const attentes = await lireAttentes(url, Object.keys(adresses), jour)
  const transport = createTransport(smtp)
  let envoyes = 0
  for (const [membre, a] of Object.entries(adresses)) {
    const ici = attentes.get(membre) ?? ''
    if (ici !== '' && ici !== connus[membre]) {
      await transport.sendMail({
        from: expediteur,
        to: a,
        subject: OBJET,
        text: TEXTE,
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
      envoyes++
    }
    connus[membre] = ici
    // Written after each one: stopped half-way, nobody is told twice.
    await writeFile(join(donnees, 'alertes.json'), JSON.stringify(connus), { mode: 0o600 })
  }
  transport.close()
  console.log(`${envoyes} alerte(s) envoyée(s).`)
  return 0
}

/**
 * A fingerprint, by member, of the cases that wait for the cell and of which the member holds a key; none: nothing waits for her. What would go to somebody
 * who is away on `jour` (Paris) goes to her replacement.
 */
export async function lireAttentes(
  url: string,
  membres: readonly string[],
  jour: Jour,
): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: organismes } = await client.query<{ organisme: string }>(
      'select distinct organisme from annuaire',
    )
    await client.query("select set_config('app.organismes', $1, false)", [
      organismes.map(({ organisme }) => organisme).join(','),
    ])
    const { rows } = await client.query<{ dest: string; organisme: string; dossier: string; quoi: string }>(
      `select distinct e.dest, d.organisme, d.id as dossier, d.id || d.version as quoi
       from enveloppe e join dossier d on d.id = e.dossier
       where e.dest not in ('auteur', 'sequestre') and d.tour = 'cellule' and d.etat <> 'CLOS'`,
    )
    const absences = await lireAbsences(client)
    const attentes = [
      ...detourner(rows, absences, jour),
      ...(await lireVeille(
        client,
        organismes.map(({ organisme }) => organisme),
        absences,
        jour,
      )),
    ]
    return empreintesDe(attentes.filter(({ dest }) => membres.includes(dest)))
  } finally {
    await client.end()
  }
}

/** One fingerprint by member of everything that waits for her, in several organisations or as a coordination: any change of any of it changes it. */
export function empreintesDe(
  attentes: readonly Readonly<{ dest: string; quoi: string }>[],
): Map<string, string> {
  const tout = new Map<string, string[]>()
  for (const { dest, quoi } of attentes) tout.set(dest, [...(tout.get(dest) ?? []), quoi])
  return new Map(
    [...tout].map(([dest, lus]) => [dest, createHash('sha256').update(lus.sort().join(';')).digest('hex')]),
  )
}

async function lireAbsences(client: pg.Client): Promise<Map<string, Absence[]>> {
  const { rows } = await client.query<{ organisme: string; lues: Absence[] }>(
    `select organisme, jsonb_agg(jsonb_build_object('id', id, 'membre', membre, 'du', du, 'au', au, 'remplacant', remplacant, 'par', par, 'jour', jour)
       order by du, id) as lues from absence group by organisme`,
  )
  return new Map(rows.map(({ organisme, lues }) => [organisme, lues]))
}

/**
 * Coordinations hold no key: they are told by the same sentence as everybody when a deadline of their organisation is passed, or when nobody present
 * leads a case. When no coordination is there, who watches over data protection is.
 */
async function lireVeille(
  client: pg.Client,
  organismes: readonly string[],
  absences: ReadonlyMap<string, readonly Absence[]>,
  jour: Jour,
): Promise<{ dest: string; quoi: string }[]> {
  const { rows: annuaires } = await client.query<{ organisme: string; fichier: Buffer }>(
    'select distinct on (organisme) organisme, fichier from annuaire order by organisme, rang desc',
  )
  const membresDe = new Map(
    annuaires.map(({ organisme, fichier }) => [
      organisme,
      (JSON.parse(fichier.toString('utf8')) as { annuaire: Pick<Cellule, 'membres'> }).annuaire.membres,
    ]),
  )
  const referents = referentsDe([...membresDe].map(([organisme, membres]) => ({ organisme, membres })))
  const { rows: soucis } = await client.query<{ organisme: string; quoi: string }>(
    `select organisme, string_agg(quoi, ',' order by quoi) as quoi from (
       select organisme, dossier || code as quoi from echeance where not fait and jour < $1
       union all select d.organisme, d.id || ' sans personne' from dossier d where ${SANS_PERSONNE('$1', '$2')}) s
     group by organisme`,
    [jour, referents],
  )
  return organismes.flatMap((organisme) => {
    const quoi = soucis.find((s) => s.organisme === organisme)?.quoi
    if (!quoi) return []
    const de = (role: Role) => (membresDe.get(organisme) ?? []).filter((m) => m.role === role)
    const presentes = [
      ...new Set(de('coordinateur').map(({ id }) => quiRecoit(id, absences.get(organisme) ?? [], jour))),
    ].filter((id) => id !== null)
    const qui = presentes.length > 0 ? presentes : de('dpd').map(({ id }) => id)
    return qui.map((dest) => ({ dest, quoi }))
  })
}
