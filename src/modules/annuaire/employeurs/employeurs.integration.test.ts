// Employers given by a centre as a table: preview, refusals located, confirmation, the same file twice, two tabs, others' rows.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  type Visiteur,
} from '../../../../tests/application.ts'
import { envoyerFichier } from '../../../../tests/fichiers/envoi.ts'
import { confirmerImport, deposerTable } from '../../../../tests/fichiers/imports.ts'

const PDL = 'Pays de la Loire'
let t: ApplicationDeTest
let qui: Visiteur
beforeAll(async () => {
  t = await ouvrirApplication()
  qui = await t.entrer('Coordinatrice, CDG 44', PDL)
})
afterAll(() => t.fermer())

const ENTETE = 'SIRET;Nom;Nature;Code INSEE;Commune;Affiliation;Depuis le;Jusqu’au;CDG'
const csv = (...lignes: string[]): string => [ENTETE, ...lignes].join('\r\n')

const deposer = (visiteur: Visiteur, contenu: string | Uint8Array, nom?: string) =>
  deposerTable(visiteur, 'employeurs', contenu, nom)
const page = async (visiteur: Visiteur, adresse: string) => lisible((await visiteur.get(adresse)).body)
const exporter = async (visiteur: Visiteur): Promise<string> =>
  (await visiteur.get('/imports/employeurs/export')).body

/** SIREN of Basse-Goulaine, Batz-sur-Mer, Blain; names as the official code writes them. */
const communes = async (...codes: string[]) =>
  t.base.horsPortee
    .selectFrom('organisme')
    .select(['siren', 'nom', 'code_insee'])
    .where('code_insee', 'in', codes)
    .orderBy('code_insee')
    .execute()

describe('importer des employeurs', () => {
  it('montre avant d’écrire, puis écrit une fois, et dit où', async () => {
    const [goulaine] = await communes('44009')
    const adresse = await deposer(
      qui,
      csv(
        `${goulaine!.siren};Ville de Basse-Goulaine;;;;obligatoire;01/07/1987;;CDG 44`,
        '264400185;CCAS de Nantes (fictif);CCAS;44109;Nantes;volontaire;01/01/2024;;',
      ),
    )
    const apercu = await page(qui, adresse)
    expect(apercu).toContain('Aperçu avant écriture')
    expect(apercu).toContain('2 nouvelles')
    expect(apercu).toContain('Écrire 2 lignes')
    expect(await exporter(qui)).not.toContain('CCAS de Nantes')

    expect((await confirmerImport(qui, adresse)).headers.location).toBe(adresse)
    expect(await page(qui, adresse)).toContain('Import terminé')
    const exporte = await exporter(qui)
    expect(exporte).toContain(
      '264400185;CCAS de Nantes (fictif);CCAS;44109;Nantes;volontaire;01/01/2024;;CDG 44',
    )
    expect(exporte).toContain(
      `${goulaine!.siren};Ville de Basse-Goulaine;commune;;;obligatoire;01/07/1987;;CDG 44`,
    )
  })

  it('le fichier exporté, réimporté tel quel en CSV ou en XLSX, ne change rien', async () => {
    for (const format of ['csv', 'xlsx']) {
      const { rawPayload } = await qui.get(`/imports/employeurs/export?format=${format}`)
      const apercu = await page(qui, await deposer(qui, rawPayload, `export.${format}`))
      expect(apercu, format).toContain('0 nouvelle')
      expect(apercu, format).toContain('0 changée')
      expect(apercu, format).toContain('14 inchangées')
      expect(apercu, format).toContain('0 refusée')
      expect(apercu, format).not.toContain('Écrire')
    }
  })

  it('un fichier corrigé ne change que ce qui diffère, et garde l’histoire d’un changement de genre', async () => {
    const fichier = csv('264400185;CCAS de Nantes, renommé (fictif);;44109;;obligatoire;01/01/2026;;')
    const adresse = await deposer(qui, fichier)
    const apercu = await page(qui, adresse)
    expect(apercu).toContain('1 changée')
    expect(apercu).toContain('Affiliation : volontaire devient obligatoire')
    await confirmerImport(qui, adresse)
    const periodes = await t.base.enTantQueSysteme('test', await cooperation(), (tx) =>
      tx
        .selectFrom('affiliation as a')
        .innerJoin('organisme as o', 'o.id', 'a.organisme_id')
        .select(['a.genre', 'a.du', 'a.au'])
        .where('o.siren', '=', '264400185')
        .orderBy('a.du')
        .execute(),
    )
    expect(periodes).toEqual([
      { genre: 'volontaire', du: '2024-01-01', au: '2025-12-31' },
      { genre: 'obligatoire', du: '2026-01-01', au: null },
    ])
  })

  it('une seule entrée de journal par import, sans nom ni adresse', async () => {
    const entrees = await t.base.enTantQueSysteme('test', await cooperation(), (tx) =>
      tx
        .selectFrom('journal')
        .select(['resume', 'acteur', 'donnees'])
        .where('action', '=', 'import.employeurs')
        .orderBy('id', 'desc')
        .execute(),
    )
    expect(entrees).toHaveLength(4)
    expect(lisible(entrees[0]!.resume)).toBe(
      'Employeurs affiliés du CDG 44 importés : 0 nouvelle ligne, 1 changée, 0 refusée',
    )
    expect(JSON.stringify(entrees[0]!.donnees)).not.toContain('CCAS')
  })
})

const cooperation = async (): Promise<string> => {
  const { rows } = await t.base.pool.query<{ id: string }>(
    `select id from cooperations_connues() where nom like '%Pays de la Loire'`,
  )
  return rows[0]!.id
}

describe('les lignes refusées', () => {
  let adresse: string
  it('sont situées, ligne, colonne, valeur et motif', async () => {
    const [batz, blain, angers] = await communes('44010', '44015', '49007')
    adresse = await deposer(
      qui,
      csv(
        '21440109300013;Clé fausse;;;;obligatoire;01/01/2020;;',
        '1440109300013;Zéro perdu;;;;obligatoire;01/01/2020;;',
        '2,14401E+13;Arrondi par le tableur;;;;obligatoire;01/01/2020;;',
        `${batz!.siren};Batz;;;;obligatoire;31/02/2020;;`,
        `${blain!.siren};Blain;;;;obligatoire;01/01/2020;;CDG 49`,
        `${angers!.siren};Angers;;;;volontaire;01/01/2020;;`,
        '264400193;CCAS sans commune;CCAS;;;obligatoire;01/01/2020;;',
        '264400193;CCAS inconnu;CCAS;;Nante-les-Bains;obligatoire;01/01/2020;;',
        `${batz!.siren};Batz;;;;facultative;01/01/2020;;`,
        `${batz!.siren};Batz;;;;obligatoire;01/01/2020;31/12/2019;`,
        `${batz!.siren};Batz;syndicat;;;obligatoire;01/01/2020;;`,
        `${batz!.siren};Batz;;;;obligatoire;01/01/2020;;`,
        `${batz!.siren};Batz encore;;;;obligatoire;01/01/2020;;`,
        ';Sans numéro;;;;obligatoire;01/01/2020;;',
      ),
    )
    const { body } = await qui.get(adresse)
    const lue = lisible(body)
    expect(lue).toContain('13 refusées')
    expect(lue).toContain('1 nouvelle')
    for (const [ligne, colonne, motif] of [
      [2, 'SIRET', 'La clé de ce SIRET est fausse'],
      [3, 'SIRET', 'retiré le zéro du début'],
      [4, 'SIRET', 'Le tableur a arrondi ce numéro'],
      [5, 'Depuis le', 'n’est pas une date'],
      [6, 'Centre de gestion', 'Chaque centre importe ses propres employeurs'],
      [7, 'SIRET', 'servi par le CDG 49'],
      [8, 'Commune', 'donnez la commune de son siège'],
      [9, 'Commune', 'n’est pas dans l’annuaire'],
      [10, 'Affiliation', 'Écrivez « obligatoire »'],
      [11, 'Jusqu’au', 'La fin vient avant le début'],
      [12, 'Nature', 'L’annuaire connaît ce SIREN : Batz-sur-Mer'],
      [14, 'SIRET', 'La ligne 13 du fichier dit déjà la même chose'],
      [15, 'SIRET', 'La cellule est vide'],
    ] as const)
      expect(lue, `ligne ${ligne}`).toMatch(new RegExp(` ${ligne} ${colonne} .{0,120}${motif}`))
  })

  it('se téléchargent avec leur motif, et ce fichier corrigé se redépose', async () => {
    await confirmerImport(qui, adresse)
    const refusees = (await qui.get(`${adresse}/refusees.csv`)).body
    expect(refusees.split('\r\n').filter(Boolean)).toHaveLength(14)
    const corrigees = refusees
      .split('\r\n')
      .filter((ligne) => ligne.includes('SIRET;Nom') || ligne.includes('sans commune'))
      .join('\r\n')
      .replace('264400193;CCAS sans commune;CCAS;;', '264400193;CCAS sans commune;CCAS;44143;')
    const apercu = await page(qui, await deposer(qui, corrigees))
    expect(apercu).toContain('1 nouvelle')
    expect(apercu).toContain('0 refusée')
    expect(apercu).toContain('Colonnes laissées de côté')
  })
})

describe('ce qui a changé entre l’aperçu et la confirmation', () => {
  const ligne = async (nom: string) => {
    const [blain] = await communes('44015')
    return csv(`${blain!.siren};${nom};;;;obligatoire;01/01/2020;;`)
  }
  it('un aperçu périmé n’écrit rien et se montre à jour', async () => {
    const premier = await deposer(qui, await ligne('Blain, premier'))
    const second = await deposer(qui, await ligne('Blain, second'))
    await confirmerImport(qui, second)
    const perime = await confirmerImport(qui, premier)
    expect(perime.statusCode).toBe(409)
    expect(lisible(perime.body)).toContain('Rien n’a été écrit')
    expect(lisible(perime.body)).toContain('Nom : Blain, second devient Blain, premier')
    expect(await exporter(qui)).toContain('Blain, second')
    expect((await confirmerImport(qui, premier)).statusCode).toBe(303)
    expect(await exporter(qui)).toContain('Blain, premier')
  })
  it('confirmé deux fois, ou dans deux onglets à la fois, il s’écrit une fois', async () => {
    const adresse = await deposer(qui, await ligne('Blain, deux onglets'))
    const [a, b] = await Promise.all([confirmerImport(qui, adresse), confirmerImport(qui, adresse)])
    expect([a.statusCode, b.statusCode]).toEqual([303, 303])
    expect((await qui.post(`${adresse}/confirmer`, { empreinte: 'x' })).statusCode).toBe(303)
    const entrees = await t.base.enTantQueSysteme('test', await cooperation(), (tx) =>
      tx.selectFrom('journal').select('id').where('objet_id', '=', adresse.split('/').at(-1)!).execute(),
    )
    expect(entrees).toHaveLength(1)
  })
  it('une empreinte inventée n’écrit rien', async () => {
    const adresse = await deposer(qui, await ligne('Blain, empreinte'))
    expect((await confirmerImport(qui, adresse, '0'.repeat(64))).statusCode).toBe(409)
    expect(await exporter(qui)).not.toContain('Blain, empreinte')
  })
  it('le même envoi rejoué donne le même import ; un import abandonné ne s’écrit plus', async () => {
    const cle = '0198d7a0-0000-7000-8000-000000000001'
    const fichier = { nom: 'e.csv', contenu: await ligne('Blain, rejoué') }
    const [un, deux] = [
      await envoyerFichier(qui, '/imports/employeurs', fichier, { cle }),
      await envoyerFichier(qui, '/imports/employeurs', fichier, { cle }),
    ]
    expect(un.headers.location).toBe(deux.headers.location)
    await qui.post(`${un.headers.location}/abandonner`)
    expect(await page(qui, un.headers.location!)).toContain('Import abandonné')
    await confirmerImport(qui, un.headers.location!, '0'.repeat(64))
    expect(await exporter(qui)).not.toContain('Blain, rejoué')
  })
})

describe('chacun chez soi', () => {
  it('un autre membre ne voit ni le fichier ni l’aperçu, et n’importe que pour lui', async () => {
    const adresse = await deposer(qui, csv('264400193;CCAS (fictif);CCAS;44143;;obligatoire;01/01/2020;;'))
    const autre = await t.entrer('Direction, CDG 53', PDL)
    expect((await autre.get(adresse)).statusCode).toBe(404)
    expect((await autre.get(`${adresse}/refusees.csv`)).statusCode).toBe(404)
    expect((await confirmerImport(autre, adresse, '0'.repeat(64))).statusCode).toBe(404)
    expect(await exporter(autre)).not.toContain('CDG 44')

    const [goulaine] = await communes('44009')
    const chezLui = await deposer(autre, csv(`${goulaine!.siren};Basse-Goulaine;;;;obligatoire;01/01/2020;;`))
    expect(await page(autre, chezLui)).toContain('déjà affilié au CDG 44')
  })
  it('la base elle-même refuse qu’un membre écrive l’affiliation d’un autre', async () => {
    const { rows } = await t.base.pool.query<{ id: string; nom: string }>(
      `select id, nom from organisme where nom in ('Centre de gestion de la Loire-Atlantique', 'Centre de gestion de la Mayenne')`,
    )
    const [cdg44, cdg53] = ['Atlantique', 'Mayenne'].map(
      (mot) => rows.find(({ nom }) => nom.endsWith(mot))!.id,
    )
    const portee = { cooperationId: await cooperation(), organismeId: cdg53!, personneId: cdg53! }
    const change = await t.base.enTantQue(portee, (tx) =>
      tx.updateTable('affiliation').set({ nom: 'pris' }).where('centre_id', '=', cdg44!).executeTakeFirst(),
    )
    expect(Number(change.numUpdatedRows)).toBe(0)
    const ajout = t.base.enTantQue(portee, (tx) =>
      tx
        .insertInto('affiliation')
        .values({
          id: cdg44!,
          cooperation_id: portee.cooperationId,
          centre_id: cdg44!,
          organisme_id: cdg53!,
          nom: 'pris',
          genre: 'socle',
          du: '2020-01-01',
        })
        .execute(),
    )
    await expect(ajout).rejects.toThrow(/row-level security/)
  })
  it('une structure qui n’a pas d’affiliés n’a pas cet import', async () => {
    const departement = await t.entrer('Direction, Dép. 45')
    expect((await departement.get('/imports/employeurs')).statusCode).toBe(403)
    expect(
      (await envoyerFichier(departement, '/imports/employeurs', { nom: 'e.csv', contenu: ENTETE }))
        .statusCode,
    ).toBe(403)
  })
})
