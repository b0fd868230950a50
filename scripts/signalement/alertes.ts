// Run by a timer at 8 h, 12 h and 16 h: one fixed sentence to whoever has something new to read. No number, no name, no link, the same bytes for everybody.
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import pg from 'pg'

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
  const attentes = await lireAttentes(url, Object.keys(adresses))
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

/** A fingerprint, by member, of the cases that wait for the cell and of which the member holds a key; absent: none. */
async function lireAttentes(url: string, membres: readonly string[]): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: organismes } = await client.query<{ organisme: string }>(
      'select distinct organisme from annuaire',
    )
    await client.query("select set_config('app.organismes', $1, false)", [
      organismes.map(({ organisme }) => organisme).join(','),
    ])
    const { rows } = await client.query<{ dest: string; quoi: string }>(
      `select e.dest, string_agg(distinct d.id || d.version, ',' order by d.id || d.version) as quoi
       from enveloppe e join dossier d on d.id = e.dossier
       where e.dest = any($1) and d.tour = 'cellule' and d.etat <> 'CLOS' group by e.dest`,
      [membres],
    )
    await ajouterVeille(client, membres, rows)
    return empreintesDe(rows)
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

/** Coordinations hold no key: they are told when a deadline of their organisation is passed, by the same sentence as everybody. */
async function ajouterVeille(
  client: pg.Client,
  membres: readonly string[],
  rows: { dest: string; quoi: string }[],
): Promise<void> {
  const { rows: annuaires } = await client.query<{ organisme: string; fichier: Buffer }>(
    'select distinct on (organisme) organisme, fichier from annuaire order by organisme, rang desc',
  )
  const { rows: depasses } = await client.query<{ organisme: string; quoi: string }>(
    `select organisme, string_agg(dossier || code, ',' order by dossier || code) as quoi
     from echeance where not fait and jour < (now() at time zone 'Europe/Paris')::date group by organisme`,
  )
  for (const { organisme, fichier } of annuaires) {
    const quoi = depasses.find((d) => d.organisme === organisme)?.quoi
    const { annuaire } = JSON.parse(fichier.toString('utf8')) as {
      annuaire: { membres: { id: string; role: string }[] }
    }
    if (quoi)
      for (const { id, role } of annuaire.membres)
        if (role === 'coordinateur' && membres.includes(id)) rows.push({ dest: id, quoi })
  }
}
