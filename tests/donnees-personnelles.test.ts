// The register says everything: no table names somebody without being in it, and everybody gets what is kept about her, and nothing else.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modules } from '../src/app.tsx'
import { ouvrirPool } from '../src/platform/base/connexion.ts'
import { creerComptes } from '../src/platform/comptes/comptes.ts'
import { oublierConnexions } from '../src/platform/comptes/sessions.ts'
import { tablesDe } from '../src/shared/traitement.ts'
import { type ApplicationDeTest, lisible, ouvrirApplication, SECRET } from './application.ts'
import { lignes, valeur } from './lignes.ts'

let t: ApplicationDeTest
beforeAll(async () => {
  t = await ouvrirApplication()
})
afterAll(() => t.fermer())

/** Names of columns that point to somebody, by an identifier, an address or a name. */
const NOMME =
  '^(courriel|telephone|auteur|auteur_id|personne_id|remplacant_id|pilote_id|.*_courriel|pseudonyme|[a-z]+_par)$'
/** Columns of that form that name an act or an organisation. */
const AUTRE_CHOSE = new Set(['convention_texte.remplace_par', 'publie_decision.remplacee_par'])

describe('le registre', () => {
  it('nomme toute table qui désigne quelqu’un, et aucune qui n’existe pas', async () => {
    const colonnes = await lignes<{ table: string; colonne: string }>(
      t,
      `select c.relname as table, a.attname as colonne from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and a.attname ~ $1 order by 1, 2`,
      [NOMME],
    )
    const inscrites = new Set(modules.flatMap((m) => (m.traitements ?? []).flatMap(tablesDe)))
    const oubliees = colonnes
      .filter(({ table, colonne }) => !inscrites.has(table) && !AUTRE_CHOSE.has(`${table}.${colonne}`))
      .map(({ table, colonne }) => `${table}.${colonne}`)
    expect(oubliees, 'à inscrire dans le fichier traitements.ts du module').toEqual([])
    expect(colonnes.length).toBeGreaterThan(40)
    const existantes = await lignes<{ table: string }>(
      t,
      `select relname as table from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
    )
    expect([...inscrites].filter((nom) => !existantes.some(({ table }) => table === nom))).toEqual([])
  })
  it('se lit sans compte, chaque finalité avec sa durée', async () => {
    const page = lisible((await t.visiteur().get('/donnees-personnelles')).body)
    for (const { nom, conservation } of modules.flatMap(({ traitements = [] }) => traitements)) {
      expect(page).toContain(nom)
      for (const { duree, motif } of conservation) expect(page).toContain(lisible(`${duree} ${motif}`))
    }
    expect(page).not.toContain('Télécharger mes données')
  })
})

describe('mes données', () => {
  it('chacun reçoit ce qui le nomme, et rien des autres', async () => {
    const direction = await t.entrer('Direction, CDG 53', 'Pays de la Loire')
    expect((await direction.get('/donnees-personnelles')).body).toContain('/compte/mes-donnees.json')
    const reponse = await direction.get('/compte/mes-donnees.json')
    expect(reponse.headers['content-disposition']).toContain('mes-donnees.json')
    const donnees = reponse.json<Record<string, Record<string, string>[]>>()
    const [moi] = donnees['personne.id']!
    expect(moi!['courriel']).toBe('direction.cdg53@demonstration.invalid')
    expect(donnees['mandat.personne_id']!.length).toBeGreaterThan(0)
    for (const [source, trouvees] of Object.entries(donnees).filter(([nom]) => nom.includes('.')))
      for (const ligne of trouvees) expect(ligne[source.split('.')[1]!], source).toBe(moi!['id'])
    expect((await t.visiteur().get('/compte/mes-donnees.json')).statusCode).toBe(303)
  })
})

it('une connexion est oubliée trente jours après sa fin, pas avant', async () => {
  const pool = ouvrirPool(`${t.url('maillage_auth')}&options=-c%20search_path%3Dauth`, 1)
  const comptes = creerComptes({
    pool,
    secret: SECRET,
    adresse: 'http://maillage.test',
    maintenant: () => new Date(),
    envoyerLien: async () => {},
  })
  try {
    const compter = () => valeur(t, 'select count(*) from auth.session')
    const avant = await compter()
    expect(Number(avant)).toBeGreaterThan(0)
    const jours = (n: number) => new Date(Date.now() + n * 86_400_000)
    await oublierConnexions(comptes, jours(30))
    expect(await compter()).toBe(avant)
    await oublierConnexions(comptes, jours(31))
    expect(await compter()).toBe('0')
  } finally {
    await pool.end()
  }
})
