import { estDoublon, type Tx } from './base.ts'
import { VOLETS, type Volet } from './domain/acces.ts'
import type { EtatGrossier } from './domain/etats.ts'
import type { Marque } from './protocole/admission.ts'

type Scelle = Readonly<{ volet: Volet; epoque: number; octets: string }>
export type DossierLu = Readonly<{
  id: string
  organisme: string
  cleAuteur: string
  jour: string
  etat: EtatGrossier
  tour: 'cellule' | 'auteur'
  version: number
  enveloppes: readonly Scelle[]
  messages: readonly (Scelle & { readonly rang: number })[]
  pieces: readonly Readonly<{ id: string; volet: Volet; epoque: number; taille: number }>[]
  echeances: readonly Readonly<{ code: string; jour: string; fait: boolean }>[]
  /** Who holds a key, by compartment: the author sees who reads. */
  lecteurs: readonly Readonly<{ volet: Volet; epoque: number; dest: string }>[]
  /** Organisations that had the case before, oldest first, by commas; null: none. */
  provenance: string | null
  missions: readonly Readonly<{ membre: string; jusquAu: string }>[]
  doubleLecture: readonly Readonly<{ geste: string; par: string; jour: string }>[]
}>

/**
 * The case as its reader may have it: the wraps made for him, and of the compartments he can open the messages and the names of files.
 * @param volets compartments that his role allows; null: all those he holds a key of (the author)
 */
export async function lireDossier(
  tx: Tx,
  id: string,
  dest: string,
  volets: readonly Volet[] | null,
): Promise<DossierLu | null> {
  const { rows } = await tx.query<{ lu: DossierLu }>(
    `select jsonb_build_object(
       'id', d.id, 'organisme', d.organisme, 'cleAuteur', d.cle_auteur, 'jour', d.jour, 'etat', d.etat, 'tour', d.tour, 'version', d.version, 'provenance', d.provenance,
       'missions', coalesce((select jsonb_agg(jsonb_build_object('membre', membre, 'jusquAu', jusqu_au) order by membre) from mission where dossier = d.id), '[]'),
       'enveloppes', coalesce((select jsonb_agg(jsonb_build_object('volet', volet, 'epoque', epoque, 'octets', encode(octets, 'base64')) order by volet, epoque)
          from enveloppe where dossier = d.id and dest = $2 and volet = any($3)), '[]'),
       'messages', coalesce((select jsonb_agg(jsonb_build_object('volet', m.volet, 'epoque', m.epoque, 'rang', m.rang, 'octets', encode(m.octets, 'base64')) order by m.volet, m.rang)
          from message m where m.dossier = d.id and m.volet = any($3)
            and exists (select from enveloppe e where e.dossier = d.id and e.volet = m.volet and e.dest = $2)), '[]'),
       'pieces', coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'volet', p.volet, 'epoque', p.epoque, 'taille', length(p.octets)))
          from piece p where p.dossier = d.id and p.volet = any($3)
            and exists (select from enveloppe e where e.dossier = d.id and e.volet = p.volet and e.dest = $2)), '[]'),
       'echeances', coalesce((select jsonb_agg(jsonb_build_object('code', code, 'jour', jour, 'fait', fait) order by jour, code) from echeance where dossier = d.id), '[]'),
       'lecteurs', coalesce((select jsonb_agg(jsonb_build_object('volet', volet, 'epoque', epoque, 'dest', dest) order by volet, epoque, dest) from enveloppe where dossier = d.id), '[]'),
       'doubleLecture', coalesce((select jsonb_agg(jsonb_build_object('geste', geste, 'par', par, 'jour', jour)) from double_lecture where dossier = d.id), '[]')
     ) as lu
     from dossier d where d.id = $1 and exists (select from enveloppe e where e.dossier = d.id and e.dest = $2)`,
    [id, dest, volets ?? VOLETS],
  )
  return rows[0]?.lu ?? null
}

type Ajouts = Readonly<{
  messages?: readonly Readonly<{ volet: Volet; epoque: number; rang: number; octets: string }>[]
  enveloppes?: readonly Readonly<{ volet: Volet; epoque: number; dest: string; octets: string }>[]
}>

/** Adds sealed things to a case, each in the next place of its thread; false when somebody else took the place (nothing is kept then). */
export async function ajouter(
  tx: Tx,
  { dossier, organisme }: Readonly<{ dossier: string; organisme: string }>,
  ajouts: Ajouts,
): Promise<boolean> {
  const suivants = await tx.query<{ volet: Volet; suivant: number }>(
    'select volet, max(rang) + 1 as suivant from message where dossier = $1 group by volet',
    [dossier],
  )
  const rangs = new Map(suivants.rows.map(({ volet, suivant }) => [volet, suivant]))
  await tx.query('savepoint ajout')
  try {
    for (const { volet, epoque, dest, octets } of ajouts.enveloppes ?? [])
      await tx.query(
        'insert into enveloppe (dossier, organisme, volet, epoque, dest, octets) values ($1, $2, $3, $4, $5, $6)',
        [dossier, organisme, volet, epoque, dest, Buffer.from(octets, 'base64url')],
      )
    for (const { volet, epoque, rang, octets } of ajouts.messages ?? []) {
      if (rang !== (rangs.get(volet) ?? 0)) {
        await tx.query('rollback to savepoint ajout')
        return false
      }
      rangs.set(volet, rang + 1)
      await tx.query(
        'insert into message (dossier, organisme, volet, rang, epoque, octets) values ($1, $2, $3, $4, $5, $6)',
        [dossier, organisme, volet, rang, epoque, Buffer.from(octets, 'base64url')],
      )
    }
    return true
  } catch (erreur) {
    if (!estDoublon(erreur)) throw erreur
    await tx.query('rollback to savepoint ajout')
    return false
  }
}

const enOctets = (lignes: readonly Readonly<{ octets: string }>[]) =>
  lignes.map(({ octets }) => Buffer.from(octets, 'base64url'))

type Nouveau = Readonly<{
  dossier: string
  organisme: string
  empreinteReperage: string
  cleAuteur: string
  /** Fingerprint of all that was sealed. */
  empreinte: string
  jour: string
  admissions: readonly Marque[]
}> &
  Readonly<Required<Ajouts>>

/** Writes a new case, its sealed texts, its keys and its days: one statement, whatever their number. Throws a duplicate for a case that is already there. */
export async function inscrire(
  tx: Tx,
  d: Nouveau,
  echues: readonly Readonly<{ code: string; jour: string }>[],
): Promise<void> {
  await tx.query(
    `with nouveau as (
       insert into dossier (id, organisme, reperage, cle_auteur, depot, jour, etat, tour) values ($1, $2, $3, $4, $5, $6, 'RECU', 'cellule')
     ), textes as (
       insert into message (dossier, organisme, volet, rang, epoque, octets) select $1, $2, * from unnest($7::text[], $8::int[], $9::int[], $10::bytea[])
     ), cles as (
       insert into enveloppe (dossier, organisme, volet, epoque, dest, octets) select $1, $2, * from unnest($11::text[], $12::int[], $13::text[], $14::bytea[])
     ), admis as (
       insert into admission (dossier, organisme, membre, marque) select $1, $2, * from unnest($17::text[], $18::text[])
     )
     insert into echeance (dossier, organisme, code, jour) select $1, $2, * from unnest($15::text[], $16::date[])`,
    [
      ...[d.dossier, d.organisme, d.empreinteReperage, d.cleAuteur, d.empreinte, d.jour],
      d.messages.map(({ volet }) => volet),
      d.messages.map(({ rang }) => rang),
      d.messages.map(({ epoque }) => epoque),
      enOctets(d.messages),
      d.enveloppes.map(({ volet }) => volet),
      d.enveloppes.map(({ epoque }) => epoque),
      d.enveloppes.map(({ dest }) => dest),
      enOctets(d.enveloppes),
      echues.map(({ code }) => code),
      echues.map((e) => e.jour),
      d.admissions.map(({ membre }) => membre),
      d.admissions.map(({ marque }) => marque),
    ],
  )
}

/** Keeps the marks of the members of the organisation that takes a case. */
export const inscrireAdmissions = (
  tx: Tx,
  { dossier, organisme }: Readonly<{ dossier: string; organisme: string }>,
  marques: readonly Marque[],
): Promise<unknown> =>
  tx.query(
    'insert into admission (dossier, organisme, membre, marque) select $1, $2, * from unnest($3::text[], $4::text[])',
    [dossier, organisme, marques.map(({ membre }) => membre), marques.map(({ marque }) => marque)],
  )

/** By member, the mark that her token must have; empty for a case sealed before there were marks. */
export async function lireAdmissions(tx: Tx, dossier: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query<Marque>('select membre, marque from admission where dossier = $1', [
    dossier,
  ])
  return new Map(rows.map(({ membre, marque }) => [membre, marque]))
}
