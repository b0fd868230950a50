// What every import promises, whatever its kind: hostile files, large files, progress, exports that can be opened safely.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { estSiren } from '#shared/siret.ts'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  type Visiteur,
} from '../../../tests/application.ts'
import { classeur, partiesDuClasseur } from '../../../tests/fichiers/classeur.ts'
import { envoyerFichier } from '../../../tests/fichiers/envoi.ts'
import { confirmerImport, deposerTable } from '../../../tests/fichiers/imports.ts'
import { lireTableur } from '../tableurs/lire-tableur.ts'

let t: ApplicationDeTest
let qui: Visiteur
beforeAll(async () => {
  t = await ouvrirApplication()
  qui = await t.entrer('Coordinatrice, CDG 44', 'Pays de la Loire')
})
afterAll(() => t.fermer())

const ENTETE = 'SIREN;Nom;Code INSEE;Affiliation;Depuis le'
const page = async (adresse: string) => lisible((await qui.get(adresse)).body)
async function deposer(contenu: string | Uint8Array, nom?: string): Promise<string> {
  const adresse = await deposerTable(qui, 'employeurs', contenu, nom)
  // A file past 64 ko is read by a job.
  await t.tachesFaites()
  return adresse
}
const confirmer = async (adresse: string): Promise<void> =>
  expect((await confirmerImport(qui, adresse)).statusCode).toBe(303)
const exporter = async (): Promise<string> => (await qui.get('/imports/employeurs/export?format=csv')).body

/** SIREN with a valid key, never used twice. */
const sirens = (function* () {
  for (let n = 880_000_000; ; n++) if (estSiren(String(n))) yield String(n)
})()
const siren = (): string => sirens.next().value!
const employeur = (nom: string): string => `${siren()};${nom};44109;obligatoire;01/01/2024`

describe('un fichier hostile est refusé en français, et rien ne tombe', () => {
  const partie = (nom: string) =>
    `--a\r\ncontent-disposition: form-data; name="fichier"; filename="${nom}"\r\n\r\nSIREN`
  it.each([
    ['sans frontière', 'multipart/form-data', 'x'],
    ['coupé dans un champ', 'multipart/form-data; boundary=a', partie('')],
    ['coupé dans le fichier', 'multipart/form-data; boundary=a', partie('liste.csv')],
  ])('un envoi %s est dit illisible', async (_, type, payload) => {
    for (const url of ['/imports/employeurs', '/imports/calendrier']) {
      const reponse = await qui.requete({ method: 'POST', url, headers: { 'content-type': type }, payload })
      expect(reponse.statusCode, url).toBe(400)
      expect(lisible(reponse.body)).toContain('Demande illisible')
    }
  })
  it.each([
    [
      'un binaire renommé .csv',
      Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0]),
      'ni un CSV ni un classeur XLSX',
    ],
    ['un PDF renommé .csv', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj'), 'Le fichier est un PDF'],
    ['un fichier vide', Buffer.alloc(0), 'Le fichier est vide'],
    ['10 000 colonnes', `${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(';')}\n1`, '200 au plus'],
    [
      'une bombe de décompression',
      classeur({ ...partiesDuClasseur(''), 'xl/worksheets/sheet1.xml': Buffer.alloc(70 << 20, ' ') }),
      'dépasse 64 Mo',
    ],
    ['un classeur tronqué', classeur(partiesDuClasseur('')).subarray(0, 300), 'abîmé'],
    [
      'des colonnes manquantes',
      'SIREN;Nom\n214401093;Nantes',
      'Il manque les colonnes « Affiliation », « Depuis le »',
    ],
    [
      'un octet nul',
      `${ENTETE}\n214401093;Nan\0tes;44109;obligatoire;01/01/2024`,
      'ni un CSV ni un classeur XLSX',
    ],
  ])('%s', async (_, contenu, motif) => {
    const vue = await page(await deposer(contenu))
    expect(vue).toContain('Fichier refusé')
    expect(vue).toContain('Rien n’a été lu')
    expect(vue).toContain(motif)
  })
  it('aucun fichier, ou une demande qui n’en porte pas', async () => {
    const sans = await envoyerFichier(qui, '/imports/employeurs', { nom: '', contenu: '' })
    expect(sans.statusCode).toBe(422)
    expect(lisible(sans.body)).toContain('Aucun fichier n’a été choisi')
    expect((await qui.post('/imports/employeurs', { fichier: 'x' })).statusCode).toBe(422)
    expect((await qui.get('/imports/employeurs/pas-un-identifiant')).statusCode).toBe(404)
    expect((await qui.post('/imports/employeurs/pas-un-identifiant/confirmer')).statusCode).toBe(404)
  })
  it('un nom de fichier piégé se montre sans agir', async () => {
    const { body } = await qui.get(await deposer(ENTETE, '..\\\\<img src=x onerror=alert(1)>.csv'))
    expect(body).not.toContain('<img')
    expect(lisible(body)).toContain('« <img src=x onerror=alert(1)>.csv')
  })
})

describe('ce qui est étrange mais permis', () => {
  it('un fichier Windows-1252 d’un vieux tableur, séparé par des virgules, garde ses accents', async () => {
    const texte = `SIREN,Nom,Code INSEE,Affiliation,Depuis le\r\n${siren()},"Syndicat de l'Èvre, œuvre n°2 à 100 €",44109,Obligatoire,01/01/2024\r\n`
    const octets = Buffer.from(texte.replaceAll('œ', '\x9c').replaceAll('€', '\x80'), 'latin1')
    const adresse = await deposer(octets)
    await confirmer(adresse)
    expect(await exporter()).toContain("Syndicat de l'Èvre, œuvre n°2 à 100 €")
  })
  it('de droite à gauche, emoji, formule : la valeur est gardée, l’export ne s’exécute pas', async () => {
    const noms = [
      'مركز التسيير',
      '🏛️ Syndicat 👩‍👩‍👧',
      '=cmd|’/c calc’!A1',
      '@SUM(1+1)',
      '<script>alert(1)</script>',
    ]
    const adresse = await deposer([ENTETE, ...noms.map(employeur)].join('\n'))
    const { body } = await qui.get(adresse)
    expect(body).toContain('<bdi>مركز التسيير</bdi>')
    expect(body).not.toContain('<script>alert')
    await confirmer(adresse)
    const exporte = await exporter()
    for (const nom of noms.slice(0, 2)) expect(exporte).toContain(`;${nom};`)
    expect(exporte).toContain(";'=cmd|")
    expect(exporte).toContain(";'@SUM")
    expect(exporte).not.toMatch(/(^|;)[=@]/m)
    const revenu = await page(await deposer(exporte))
    expect(revenu).toContain('0 nouvelle 0 changée')
    const { rawPayload } = await qui.get('/imports/employeurs/export?format=xlsx')
    const lu = await lireTableur(rawPayload, [{ cle: 'nom', libelles: ['Nom'] }])
    expect(lu.ok && lu.valeur.lignes.map(({ valeurs }) => valeurs['nom'])).toContain('=cmd|’/c calc’!A1')
  })
  it('une cellule de 60 000 caractères est refusée à sa place, et se télécharge sans formule', async () => {
    const vue = await page(
      await deposer(
        [
          ENTETE,
          employeur('x'.repeat(60_000)),
          employeur('x'.repeat(60_001)),
          `=1+1;${'y'.repeat(300)};44109;obligatoire;=2+2`,
        ].join('\n'),
      ),
    )
    expect(vue).toMatch(/ 2 Nom x{200}… Le nom compte 60.?000 caractères/)
    expect(vue).toContain('La cellule compte 60001 caractères')
    expect(vue).toMatch(/ 4 Depuis le =2\+2 .*n’est pas une date/)
  })
  it('les lignes refusées se redéposent sans formule', async () => {
    const adresse = await deposer([ENTETE, '=1+1;Nom;44109;obligatoire;=2+2'].join('\n'))
    const refusees = (await qui.get(`${adresse}/refusees.csv`)).body
    expect(refusees).toContain("'=1+1;")
    expect(refusees).toContain(";'=2+2;")
    expect(refusees).not.toMatch(/(^|;)=/m)
  })
  it('un caractère invisible est refusé à sa place', async () => {
    const vue = await page(await deposer([ENTETE, employeur('Syn\u0007dicat')].join('\n')))
    expect(vue).toContain('2 Nom Syn\ufffddicat La cellule contient un caractère invisible')
    const utf16 = Buffer.from(
      `\ufeff${ENTETE}\n${employeur('Nu\0l')}\n${employeur('Demi \ud83d paire')}`,
      'utf16le',
    )
    const autre = await page(await deposer(utf16))
    expect(autre).toContain('2 Nom Nu\ufffdl La cellule contient un caractère invisible')
    expect(autre).toContain('1 refusée')
  })
})

describe('un grand fichier', () => {
  it('se lit et s’écrit en tâche, dit où il en est sans script, et s’écrit en entier', async () => {
    const lignes = Array.from({ length: 1_300 }, (_, i) => employeur(`Syndicat fictif ${i + 1}`))
    const adresse = await deposer([ENTETE, ...lignes].join('\r\n'))
    const apercu = await page(adresse)
    expect(apercu).toContain('1 300 nouvelles')
    expect(apercu).toContain('Page 1')
    expect(await page(`${adresse}?lignes=nouvelle&page=26`)).toContain('Syndicat fictif 1300')

    const verrou = new pg.Client(t.url('maillage_proprietaire'))
    await verrou.connect()
    const { rows } = await verrou.query<{ cle: string }>(
      `select format('import:%s:%s:%s', cooperation_id, organisme_id, genre) as cle from import_tableau where id = $1`,
      [adresse.split('/').at(-1)],
    )
    await verrou.query('select pg_advisory_lock(hashtextextended($1, 0))', [rows[0]!.cle])
    await confirmer(adresse)
    const attente = await page(adresse)
    expect(attente).toContain('Écriture en cours')
    expect(attente).toContain('0 sur 1 300 lignes écrites')
    expect(attente).toContain('Voir où il en est')
    expect(await exporter()).not.toContain('Syndicat fictif 1300')
    await verrou.end()

    await t.tachesFaites()
    expect(await page(adresse)).toContain('Import terminé')
    expect((await exporter()).match(/Syndicat fictif/g)).toHaveLength(1_300)
    const garde = await t.base.enTantQueSysteme('test', await cooperation(), (tx) =>
      tx
        .selectFrom('import_tableau as i')
        .leftJoin('import_ligne as l', 'l.import_id', 'i.id')
        .select(['i.fait', 'i.total', 'i.contenu', 'l.numero'])
        .where('i.id', '=', adresse.split('/').at(-1)!)
        .execute(),
    )
    expect(garde).toEqual([{ fait: 1_300, total: 1_300, contenu: null, numero: null }])
  })
})

const cooperation = async (): Promise<string> => {
  const { rows } = await t.base.pool.query<{ id: string }>(
    `select id from cooperations_connues() where nom like '%Pays de la Loire'`,
  )
  return rows[0]!.id
}

it('chaque modèle se lit comme un import de son genre, en CSV et en XLSX', async () => {
  const genres = [...(await qui.get('/imports')).body.matchAll(/href="\/imports\/([a-z]+)"/g)].map(
    ([, cle]) => cle!,
  )
  expect(genres.length).toBeGreaterThan(2)
  for (const genre of genres)
    for (const format of ['csv', 'xlsx']) {
      const { rawPayload, headers } = await qui.get(`/imports/${genre}/modele?format=${format}`)
      expect(headers['content-disposition']).toContain(`${genre}-modele.${format}`)
      const { headers: apres } = await envoyerFichier(qui, `/imports/${genre}`, {
        nom: `m.${format}`,
        contenu: rawPayload,
      })
      expect(await page(apres.location!), `${genre} ${format}`).toMatch(
        /Aperçu avant écriture.* (0|1) refusée/,
      )
    }
})
