// The commands of the reporting application, run for real: ceremony, installation, arrival, renewal of keys, departure, quorum, journal, neighbours.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type CleSignature,
  cleSignature,
  DOMAINES,
  depuisTexte,
  empreinteAnnuaire,
  type Json,
  signer,
} from '@maillage/coffre'
import pg from 'pg'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jourDe } from '../../src/shared/dates.ts'
import { lireSignalement } from '../../src/signalement/domain/depot.ts'
import { revenir } from '../../src/signalement/protocole/auteur.ts'
import { peiner } from '../../src/signalement/protocole/effort.ts'
import { agir, lireCorbeille, ouvrirSession, prendreDossier } from '../../src/signalement/protocole/membre.ts'
import { donnerMesCles, renouvelerTout } from '../../src/signalement/protocole/relais.ts'
import { empreinteDuDepot, scellerDepot } from '../../src/signalement/protocole/sceller-depot.ts'
import {
  chargerCellule,
  demander,
  envoyerDepot,
  parHttp,
  type Transport,
} from '../../src/signalement/protocole/serveur.ts'
import { lireZip } from '../fichiers/zip.ts'
import { ouvrirSignalement, type SignalementDeTest } from '../signalement.ts'

const racine = join(import.meta.dirname, '../..')
const dossier = mkdtempSync(join(tmpdir(), 'ceremonie-'))
const jour = jourDe(new Date())
let variables: NodeJS.ProcessEnv = {}
let s: SignalementDeTest
let transport: Transport

type Fin = Readonly<{ code: number; sortie: string }>
/** Runs a command as an operator would; what it prints and its exit code. */
function commande(args: readonly string[], entree = ''): Promise<Fin> {
  return new Promise((suite) => {
    const enfant = execFile(
      process.execPath,
      [join(racine, 'scripts/signalement.ts'), ...args],
      { cwd: racine, env: variables },
      (erreur, stdout, stderr) =>
        suite({ code: erreur ? Number(erreur.code ?? 1) : 0, sortie: stdout + stderr }),
    )
    enfant.stdin!.end(entree)
  })
}
const reussir = async (...args: string[]): Promise<string> => {
  const { code, sortie } = await commande(args)
  expect(code, sortie).toBe(0)
  return sortie
}
const decrire = (changer: (lu: { membres: { id: string }[] } & Record<string, unknown>) => void) => {
  const chemin = join(dossier, 'cellule.json')
  const lu = JSON.parse(readFileSync(chemin, 'utf8'))
  changer(lu)
  writeFileSync(chemin, JSON.stringify(lu))
}
const phraseDe = (id: string) =>
  /Phrase de passe : (.*)/.exec(readFileSync(join(dossier, 'membres', `${id}.feuille.txt`), 'utf8'))![1]!
const session = (id: string) => ouvrirSession(transport, id, phraseDe(id), jour)

async function deposer(recit: string): Promise<{ mots: string; id: string }> {
  const { cellule } = await chargerCellule(transport, 'cdg-00', jour)
  const lu = lireSignalement(
    { qualite: ['victime'], identite: ['anonyme'], nature: ['menace'], recit: [recit] },
    cellule.politique,
  )
  if (!lu.ok) throw new Error(JSON.stringify(lu.refus))
  const { depot, mots } = await scellerDepot(cellule, lu.valeur, [], jour, 'ligne')
  await envoyerDepot(transport, depot, (defi) => peiner(defi, empreinteDuDepot(depot, depuisTexte)))
  return { mots: mots.join(' '), id: depot.dossier }
}

/** The letters of a PDF, as a reader of PDF finds them, without spaces. */
async function lirePdf(octets: Uint8Array): Promise<string> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const document = await getDocument({ data: new Uint8Array(octets) }).promise
  const page = await document.getPage(1)
  const { items } = await page.getTextContent()
  return items
    .map((item) => ('str' in item ? item.str : ''))
    .join('')
    .replaceAll(/\s/g, '')
}

beforeAll(async () => {
  s = await ouvrirSignalement({ MODE: 'production' }, async (env) => {
    variables = env
    const modele = await commande(['ceremonie', dossier])
    expect(modele.code).toBe(1)
    expect(modele.sortie).toContain('Modèle écrit')
    decrire((lu) => {
      lu.membres.push({ id: 'referent-b', role: 'referent', nom: 'Référent suppléant' } as never)
    })
    expect(await reussir('ceremonie', dossier)).toMatch(/version 1.*Empreinte à comparer/s)
    expect(await reussir('installer', dossier)).toContain('1 version(s), 3 membres')
  })
  transport = parHttp(s.adresse)
}, 240_000)
afterAll(async () => {
  await s?.fermer()
  rmSync(dossier, { recursive: true, force: true })
})

describe('la cérémonie', () => {
  it('ne laisse lisible par d’autres aucun fichier secret, et refuse une description fausse sans rien signer', async () => {
    const avant = readFileSync(join(dossier, 'cellule.json'), 'utf8')
    decrire((lu) => {
      lu.membres[0] = { id: 'Espace interdit' }
    })
    const { code, sortie } = await commande(['ceremonie', dossier])
    expect(code).toBe(1)
    expect(sortie).toContain('Rien n’a été signé')
    writeFileSync(join(dossier, 'cellule.json'), avant)
    expect((await commande(['inconnue'])).code).toBe(2)
  })

  it('renouvellement : la même personne, de nouvelles clés, ses dossiers et leurs exclusions la suivent', async () => {
    const { id, mots } = await deposer('Un récit assez long pour être pris.')
    decrire((lu) => {
      lu.membres.push({
        id: 'referente-2027',
        role: 'referent',
        nom: 'Référente signalement',
        remplace: 'referente',
      } as never)
    })
    expect(await reussir('ceremonie', dossier)).toContain('version 2')
    await reussir('installer', dossier)
    expect(await donnerMesCles(await session('referente'), 'referente-2027')).toBe(1)
    const neuve = await prendreDossier(await session('referente-2027'), 'cdg-00', id)
    expect(JSON.stringify(neuve.dossier.volets.get('R')!.messages[0]!.corps)).toContain('assez long')
    await agir(neuve, {
      action: 'ecrire',
      ecrits: [{ volet: 'E', corps: { genre: 'message', texte: 'Me revoici.' } }],
    })
    const retour = await revenir(transport, mots, new URL(s.adresse).host, jour)
    expect(retour.dossier.volets.get('E')!.messages.at(-1)!.emetteur).toBe('referente-2027')
  })

  it('départ : l’annuaire suivant retire les clés, le renouvellement ferme la suite, le passé reste lisible', async () => {
    const { id } = await deposer('Un second récit assez long aussi.')
    const parti = await session('referente')
    await agir(await prendreDossier(parti, 'cdg-00', id), {
      action: 'ecrire',
      ecrits: [{ volet: 'E', corps: { genre: 'message', texte: 'Écrit avant mon départ.' } }],
    })
    decrire((lu) => {
      lu.membres = lu.membres.filter((m) => m.id !== 'referente')
    })
    expect(await reussir('ceremonie', dossier)).toContain('Partis : referente')
    expect(await reussir('installer', dossier)).toContain('Clés retirées à qui est parti dans 2 dossier(s)')
    await expect(prendreDossier(parti, 'cdg-00', id)).rejects.toThrow()
    expect((await lireCorbeille(parti)).dossiers).toHaveLength(0)
    const reste = await session('referent-b')
    expect(await renouvelerTout(reste)).toBe(2)
    const vu = await prendreDossier(reste, 'cdg-00', id)
    expect(vu.dossier.volets.get('E')!.cles.map(({ epoque }) => epoque)).toContain(2)
    expect(JSON.stringify(vu.dossier.volets.get('E')!.messages.at(-1)!.corps)).toContain('avant mon départ')
  })

  it('secours : plus aucun lecteur, deux parts sur trois rouvrent, une seule non, et l’auteur l’apprend', async () => {
    const { id, mots } = await deposer('Un troisième récit, que plus personne ne lira.')
    decrire((lu) => {
      lu.membres = [
        { id: 'juriste-b', role: 'juriste', nom: 'Juriste arrivé après' } as never,
        { id: 'nouvelle', role: 'referent', nom: 'Référente arrivée après' } as never,
      ]
    })
    await reussir('ceremonie', dossier)
    await reussir('installer', dossier)
    const part = (n: number) => readFileSync(join(dossier, `part-${n}.txt`), 'utf8').trim()
    const secourir = (...cartes: string[]) =>
      commande(
        ['secours', s.adresse, 'cdg-00', 'nouvelle'],
        `${[phraseDe('nouvelle'), ...cartes].join('\n')}\n`,
      )
    const seule = await secourir(part(1), part(1))
    expect(seule.code, seule.sortie).toBe(1)
    const deux = await secourir(part(1), part(3))
    expect(deux.sortie).toContain('3 dossier(s) rouvert(s)')
    const vu = await prendreDossier(await session('nouvelle'), 'cdg-00', id)
    expect(JSON.stringify(vu.dossier.volets.get('R')!.messages[0]!.corps)).toContain('plus personne')
    const retour = await revenir(transport, mots, new URL(s.adresse).host, jour)
    expect(JSON.stringify(retour.dossier.volets.get('E')!.messages.at(-1)!.corps)).toContain('Deux des trois')
  })

  it('bilan : rien sous cinq dossiers, puis des comptes dont une case rare est cachée', async () => {
    const sortie = join(dossier, 'bilan.docx')
    const annee = jour.slice(0, 4)
    expect(await reussir('bilan', 'cdg-00', annee, sortie)).toContain('aucun chiffre publiable')
    const { jeton } = await session('nouvelle')
    const fiche = (nature: string) => ({
      annee: Number(annee),
      organisme: 'cdg-00',
      strate: '50 à 99 agents',
      qualite: 'victime',
      nature,
      canal: 'ligne',
      identite: 'anonyme',
      recevable: 'oui',
      enquete: 'non',
      issue: 'fonde',
      mesures: 'non',
      delaiAR: 'tenu',
      delaiRetour: 'tenu',
    })
    for (const nature of ['menace', 'menace', 'menace', 'menace', 'menace', 'menace', 'discrimination'])
      await demander(transport, '/v1/bureau/cdg-00/statistiques', {
        methode: 'POST',
        jeton,
        corps: fiche(nature),
      })
    expect(await reussir('bilan', 'cdg-00', annee, sortie)).toContain(`année ${annee}`)
    const xml = lireZip(readFileSync(sortie)).get('word/document.xml')
    expect(xml).toContain('7 dossiers clos')
    expect(xml).toContain('Menace ou intimidation')
    expect(xml).toContain('non publié')
  })

  it('alertes : la même phrase à qui a du nouveau, une fois, et rien d’un dossier', async () => {
    const recus: string[] = []
    const boite = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(flux, _session, fin) {
        let lu = ''
        flux.on('data', (morceau) => {
          lu += morceau
        })
        flux.on('end', () => {
          recus.push(lu)
          fin()
        })
      },
    })
    await new Promise<void>((suite) => boite.listen(0, '127.0.0.1', () => suite()))
    const { port } = boite.server.address() as AddressInfo
    variables['SMTP_SIGNALEMENT'] = `smtp://127.0.0.1:${port}`
    variables['EXPEDITEUR_SIGNALEMENT'] = 'ne-pas-repondre@exemple.fr'
    writeFileSync(
      join(s.donnees, 'adresses.json'),
      JSON.stringify({ nouvelle: 'a@exemple.fr', 'juriste-b': 'b@exemple.fr', absente: 'c@exemple.fr' }),
    )
    const { id } = await deposer('Un quatrième récit, tout neuf pour la cellule.')
    expect(await reussir('alertes')).toContain('2 alerte(s)')
    expect(await reussir('alertes')).toContain('0 alerte(s)')
    await new Promise<void>((suite) => boite.close(() => suite()))
    const corps = recus.map((lu) => lu.slice(lu.indexOf('\r\n\r\n')))
    expect(corps).toHaveLength(2)
    expect(corps[0]).toBe(corps[1])
    for (const lu of recus) for (const mot of [id, 'cdg-00', 'signal', 'http']) expect(lu).not.toContain(mot)
  })

  it('affiches et documents : un PDF par employeur avec son code, quatre textes à adopter', async () => {
    const sortie = join(dossier, 'documents')
    expect(await reussir('documents', dossier, s.adresse, sortie)).toContain('1 affiche(s) et 4 documents')
    const texte = await lirePdf(readFileSync(join(sortie, 'affiche-commune.pdf')))
    expect(texte).toContain(s.adresse)
    expect(texte).toMatch(/Codedecetteaffiche:[0-9A-F]{8}/)
    for (const nom of ['acte-instituant', 'notice-agents', 'registre', 'aipd'])
      expect(
        readFileSync(join(sortie, `${nom}.docx`))
          .subarray(0, 2)
          .toString(),
      ).toBe('PK')
  })

  it('le journal se vérifie par la commande, signatures de ceux qui sont partis comprises', async () => {
    expect(await reussir('verifier', 'cdg-00')).toMatch(/\d+ ligne\(s\), chaîne et signatures justes/)
  })
})

describe('publier', () => {
  it('une clé par racine, lisible de son seul propriétaire ; un annuaire signé des deux entre en service ; altéré ou rejoué il est refusé', async () => {
    const lieu = (nom: string) => join(dossier, nom)
    const cles = [lieu('racine-77.json'), lieu('region-77.json')] as const
    expect(await reussir('cle', cles[0])).toMatch(/communiquer : [\w-]{43}/)
    for (const fichier of [cles[1], lieu('fausse.json')])
      writeFileSync(fichier, JSON.stringify(cleSignature()))
    expect(statSync(cles[0]).mode & 0o077).toBe(0)
    const connu = JSON.parse(readFileSync(lieu('annuaire-0001.json'), 'utf8')).annuaire
    const annuaire = { ...connu, organisme: 'cdg-77', partagee: ['cdg-77'] }
    writeFileSync(lieu('annuaire-77.json'), JSON.stringify(annuaire))
    const publie = await reussir('publier', lieu('annuaire-77.json'), ...cles)
    expect(publie).toContain('Annuaire cdg-77, version 1')
    const lu = await s.relancer().then(() => chargerCellule(transport, 'cdg-77', jour))
    expect(publie).toContain(empreinteAnnuaire(lu.cellule.verifie))
    expect(lu.cellule.membres.map(({ id }) => id)).toEqual(connu.membres.map((m: { id: string }) => m.id))
    expect(lu.ancrage).toMatchObject(
      Object.fromEntries(
        ['racine', 'region'].map((n, i) => [n, JSON.parse(readFileSync(cles[i]!, 'utf8')).publique]),
      ),
    )
    // The same rank twice, and a key that is not the root's.
    expect((await commande(['publier', lieu('annuaire-77.json'), ...cles])).code).not.toBe(0)
    writeFileSync(lieu('annuaire-77.json'), JSON.stringify({ ...annuaire, rang: 2, precedent: null }))
    expect((await commande(['publier', lieu('annuaire-77.json'), lieu('fausse.json'), cles[1]])).code).toBe(1)
    expect((await chargerCellule(transport, 'cdg-77', jour)).cellule.verifie.rang).toBe(1)
  }, 240_000)
})

describe('les voisins', () => {
  const guet = mkdtempSync(join(tmpdir(), 'guet-'))
  afterAll(() => rmSync(guet, { recursive: true, force: true }))
  const organisme2 = 'cdg-99'

  it('un guetteur compare ce qui est servi, voit un octet changé, une racine remplacée, un journal réécrit', async () => {
    // A second organisation, whose watcher looks at the first.
    const autre = join(guet, 'autre')
    await commande(['ceremonie', autre])
    const chemin = join(autre, 'cellule.json')
    const lu = JSON.parse(readFileSync(chemin, 'utf8'))
    for (const m of lu.membres) m.id = `${m.id}-99`
    writeFileSync(chemin, JSON.stringify({ ...lu, organisme: organisme2, partagee: [organisme2] }))
    await reussir('ceremonie', autre)
    await reussir('installer', autre)
    await s.relancer()
    const [m1, m2] = [join(guet, 'm1.cle'), join(guet, 'm2.cle')]
    const publique = async (fichier: string) => (await reussir('cle', fichier)).trim().split(' ').at(-1)!
    const mainteneurs = [await publique(m1), await publique(m2)]
    const manifeste = join(autre, 'manifeste.json')
    await reussir('manifeste', manifeste, m1, m2)
    writeFileSync(
      join(autre, 'guetteur.json'),
      JSON.stringify({ organisme: organisme2, mainteneurs, vus: {} }),
    )
    expect(await reussir('guetter', s.adresse, autre)).toContain('1 journal(aux) signé(s)')
    expect(await reussir('verifier', 'cdg-00')).toContain('1 témoignage(s) d’autres organismes')

    const juste = readFileSync(manifeste, 'utf8')
    const alarme = async (attendu: RegExp) => {
      const { code, sortie } = await commande(['guetter', s.adresse, autre])
      expect(code, sortie).toBe(1)
      expect(sortie).toMatch(attendu)
    }
    // An unsigned manifest, then one that two maintainers signed for other bytes and other roots.
    writeFileSync(manifeste, juste.replace(/[0-9a-f]{64}/, '0'.repeat(64)))
    await alarme(/pas signé par deux mainteneurs/)
    const { signatures: _, ...contenu } = JSON.parse(juste)
    const cles = [m1, m2].map((f) => JSON.parse(readFileSync(f, 'utf8')) as CleSignature)
    const signe = (c: object) =>
      writeFileSync(
        manifeste,
        JSON.stringify({
          ...c,
          signatures: cles.map((cle) => ({
            cle: cle.publique,
            sig: signer(DOMAINES.manifeste, c as Json, cle),
          })),
        }),
      )
    const depot = Object.keys(contenu.fichiers).find((nom) => /^depot.*\.js$/.test(nom))!
    signe({ ...contenu, fichiers: { ...contenu.fichiers, [depot]: '0'.repeat(64) } })
    await alarme(/le code servi a été modifié/)
    signe({
      ...contenu,
      racines: contenu.racines.map((r: object) => ({ ...r, racine: cles[0]!.publique })),
    })
    await alarme(/clés ont été remplacées/)
    writeFileSync(manifeste, juste)

    const client = new pg.Client({ connectionString: s.urlProprietaire })
    await client.connect()
    await client.query(
      "update journal set empreinte = repeat('A', 43) where organisme = 'cdg-00' and n = (select max(n) from journal where organisme = 'cdg-00')",
    )
    await client.end()
    await alarme(/Le journal de cdg-00 a été réécrit/)
    const { code, sortie } = await commande(['verifier', 'cdg-00'])
    expect(code).toBe(1)
    expect(sortie).toContain('cdg-99 a signé une autre ligne')
  }, 240_000)
})
