// Migration 0171 (docs/adr/0023) on rows that the former register held: a base of before, filled, migrated, compared.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { migrer } from '../../src/platform/base/migrer.ts'
import { creerBase } from '../../src/platform/base/preparer.ts'

const racine = join(import.meta.dirname, '../..')
const migrations = join(racine, 'migrations')
const { socketDir, port, superutilisateur } = inject('serveur')
const NOM = `registre_${process.pid}`
const url = (base: string, role: string) => `postgres://${role}@/${base}?host=${socketDir}&port=${port}`

const [cooperation, cdg1, cdg2, parti, fichier, instance, seance] = Array.from({ length: 7 }, () =>
  randomUUID(),
)
/** Former rows: nature, title, start, end, notice, file. */
const DOCUMENTS = [
  ['convention', 'Convention des référents', '2024-01-01', '2026-12-31', 6, fichier],
  ['reglement', 'Règlement de coopération', null, null, 0, null],
  ['lettre_mission', 'Lettre de mission', '2025-02-01', '2026-02-01', 3, null],
  ['accord', 'Accord de partenariat', null, '2027-06-30', 36, null],
  ['schema', 'Schéma de 2015', '2015-01-01', '2021-12-31', 12, null],
  ['bilan', 'Bilan de 2024', '2024-01-01', '2024-12-31', 0, null],
  ['autre', 'Plan de formation', '2026-01-01', '2026-12-31', 1, null],
].map((ligne) => [randomUUID(), ...ligne] as const)
const NATURES = ['autre', 'reglement', 'lettre_mission', 'accord', 'document', 'document', 'document']

let client: pg.Client
const lire = async (sql: string, valeurs: unknown[] = []) => (await client.query(sql, valeurs)).rows

beforeAll(async () => {
  await creerBase(url, superutilisateur, NOM, racine)
  await migrer(url(NOM, 'maillage_proprietaire'), migrations, 'maillage_app', (nom) => nom < '0171')
  client = new pg.Client(url(NOM, superutilisateur))
  await client.connect()
  // Rows of before, without all that surrounds them: foreign keys and triggers rest.
  await client.query('set session_replication_role = replica')
  await client.query(
    "insert into cooperation (id, nom, niveau, regions) values ($1, 'Essai', 'regional', '{52}')",
    [cooperation],
  )
  for (const [rang, [id, fin]] of (
    [
      [cdg1, null],
      [cdg2, null],
      [parti, '2020-12-31'],
    ] as const
  ).entries()) {
    await client.query(
      "insert into organisme (id, type, nom, departement_code, source) values ($1, 'cdg', $2, '44', 'essai')",
      [id, `Centre ${rang}`],
    )
    await client.query(
      "insert into membre (cooperation_id, organisme_id, libelle, ordre, role, du) values ($1, $2, $3, $4, 'membre', '2015-01-01')",
      [cooperation, id, `CDG ${rang}`, rang],
    )
    await client.query(
      "insert into periode_membre (cooperation_id, organisme_id, role, du, au) values ($1, $2, 'membre', '2015-01-01', $3)",
      [cooperation, id, fin],
    )
  }
  await client.query(
    "insert into fichier (id, cooperation_id, organisme_id, nom, type_mime, taille, sha256) values ($1, $2, $3, 'signee.pdf', 'application/pdf', 9, 'abc')",
    [fichier, cooperation, cdg1],
  )
  for (const [id, type, titre, du, au, preavis, piece] of DOCUMENTS)
    await client.query(
      `insert into document (id, cooperation_id, organisme_id, type, titre, du, au, preavis_mois, fichier_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, cooperation, cdg1, type, titre, du, au, preavis, piece],
    )
  const [premier, , lettre] = DOCUMENTS
  await client.query(
    `insert into sujet (id, cooperation_id, organisme_id, instance_id, question, genre, porte, document_id, propose_le)
     values ($1, $2, $3, $4, 'Renouveler ?', 'vote', $5, $6, now())`,
    [randomUUID(), cooperation, cdg1, instance, [cdg1], lettre![0]],
  )
  await client.query(
    `insert into point (id, cooperation_id, seance_id, ordre, question, genre, porte, document_id)
     values ($1, $2, $3, 1, 'Renouveler la convention ?', 'vote', $4, $5)`,
    [randomUUID(), cooperation, seance, [cdg1], premier![0]],
  )
  await client.query(
    "insert into publication (cooperation_id, genre, objet_id, etat, motif, le) values ($1, 'document', $2, 'publie', '', now()), ($1, 'document', $3, 'retire', 'Erreur', now())",
    [cooperation, premier![0], lettre![0]],
  )
  await client.query('set session_replication_role = origin')
  await migrer(url(NOM, 'maillage_proprietaire'), migrations)
}, 120_000)
afterAll(async () => {
  await client?.end()
  const menage = new pg.Client(url('postgres', superutilisateur))
  await menage.connect()
  await menage.query(`drop database if exists ${NOM} with (force)`)
  await menage.end()
})

it('chaque document devient une convention du même identifiant, avec ses dates et son préavis', async () => {
  const lues = await lire(
    `select id, genre, titre, organisme_id, parties, du::text, au::text, preavis_mois from convention order by titre`,
  )
  const attendues = DOCUMENTS.map(([id, , titre, du, au, preavis], rang) => ({
    id,
    genre: NATURES[rang],
    titre,
    organisme_id: cdg1,
    // Those that are members today, in their order; who left is not bound.
    parties: [cdg1, cdg2],
    du,
    au,
    preavis_mois: preavis,
  }))
  const parId = (a: { id: unknown }, b: { id: unknown }) => String(a.id).localeCompare(String(b.id))
  expect(lues.sort(parId)).toEqual(attendues.sort(parId))
})

it('le fichier, le sujet, le point et ce qui était public suivent ; l’ancienne table reste', async () => {
  const [premier, , lettre] = DOCUMENTS
  expect(await lire('select convention_id, fichier_id, intitule, retire_le from convention_texte')).toEqual([
    {
      convention_id: premier![0],
      fichier_id: fichier,
      intitule: 'Convention des référents',
      retire_le: null,
    },
  ])
  expect(await lire('select convention_id, document_id from sujet')).toEqual([
    { convention_id: lettre![0], document_id: lettre![0] },
  ])
  expect(await lire('select convention_id, document_id from point')).toEqual([
    { convention_id: premier![0], document_id: premier![0] },
  ])
  const publiees = await lire(
    `select p.genre, p.etat, p.motif, coalesce(t.convention_id, p.objet_id) as de from publication p
     left join convention_texte t on t.id = p.objet_id order by p.genre, p.etat, t.id nulls last`,
  )
  expect(publiees).toEqual([
    { genre: 'convention', etat: 'publie', motif: '', de: premier![0] },
    { genre: 'convention', etat: 'retire', motif: 'Erreur', de: lettre![0] },
    { genre: 'document', etat: 'publie', motif: '', de: premier![0] },
    { genre: 'document', etat: 'publie', motif: '', de: premier![0] },
    { genre: 'document', etat: 'retire', motif: 'Erreur', de: lettre![0] },
  ])
  expect(await lire('select count(*)::int as n from document')).toEqual([{ n: DOCUMENTS.length }])
  const [droits] = await lire(
    "select has_table_privilege('maillage_membre', 'document', 'insert') as ajoute, has_table_privilege('maillage_membre', 'document', 'update') as modifie",
  )
  expect(droits).toEqual({ ajoute: false, modifie: false })
})
