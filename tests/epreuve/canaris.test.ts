// npm run epreuve: fifty whole cases by both paths, every field a canary, then everything that the installation wrote or holds is searched.
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server } from 'node:net'
import { alea, depuisTexte, enTexte } from '@maillage/coffre'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MEMBRES } from '../../demo/signalement/cellules.ts'
import { jourDe } from '../../src/shared/dates.ts'
import { lireSignalement } from '../../src/signalement/domain/depot.ts'
import { envoyer, revenir } from '../../src/signalement/protocole/auteur.ts'
import { ouvrirClos } from '../../src/signalement/protocole/clos.ts'
import { peiner } from '../../src/signalement/protocole/effort.ts'
import {
  agir,
  ouvrirSession,
  prendreDossier,
  type SessionMembre,
} from '../../src/signalement/protocole/membre.ts'
import { preparerPiece } from '../../src/signalement/protocole/metadonnees.ts'
import { empreinteDuDepot, scellerDepot } from '../../src/signalement/protocole/sceller-depot.ts'
import { chargerCellule, envoyerDepot, parHttp } from '../../src/signalement/protocole/serveur.ts'
import {
  deposerSansScript,
  environnements,
  formes,
  lireFichiersDePostgres,
  lireTout,
  memoire,
  viderLaBase,
} from '../signalement/canaris.ts'
import { ouvrirSignalement, type SignalementDeTest } from '../signalement.ts'

const AVEC = 35
const SANS = 15
/** One case in so many is closed, and opened again for a motive. */
const CLOS_SUR = 5
const jour = jourDe(new Date())
/** Shared by every canary: one search finds any of them. */
const MARQUE = `qzv${enTexte(alea(9)).replaceAll(/[-_]/g, 'x').toLowerCase()}`
let s: SignalementDeTest
let admin: pg.Client
let ecoute: Server
const passes: Buffer[] = []

beforeAll(async () => {
  s = await ouvrirSignalement()
  admin = new pg.Client(s.urlProprietaire)
  await admin.connect()
  // What a capture behind TLS would see: every byte between the clients and the application.
  const port = Number(new URL(s.adresse).port)
  ecoute = createServer((client) => {
    const serveur = connect(port, '127.0.0.1')
    for (const [de, vers] of [
      [client, serveur],
      [serveur, client],
    ] as const) {
      de.on('data', (octets) => passes.push(octets))
      de.on('error', () => vers.destroy())
      de.pipe(vers)
    }
  })
  ecoute.listen(0, '127.0.0.1')
  await once(ecoute, 'listening')
}, 240_000)
afterAll(async () => {
  ecoute?.close()
  await admin?.end()
  await s?.fermer()
})

it('cinquante dossiers entiers : aucun canari, aucun mot hors de ce qui est scellé', async () => {
  const transport = parHttp(`http://127.0.0.1:${(ecoute.address() as AddressInfo).port}`)
  const hote = new URL(s.adresse).host
  const sessions = new Map<string, SessionMembre>()
  for (const id of ['referente', 'juriste-2', 'autorite', 'medecin'])
    sessions.set(id, await ouvrirSession(transport, id, MEMBRES.find((m) => m.id === id)!.phrase, jour))
  const secrets: string[] = []
  const dossiers: string[] = []
  let motives = 0
  for (let i = 0; i < AVEC; i++) {
    const canari = `${MARQUE}${i}`
    const dit = (mot: string) => [`${mot} ${canari}`]
    const organisme = ['cdg-60', 'cdg-62', 'cdg-80'][i % 3]!
    const { cellule } = await chargerCellule(transport, organisme, jour)
    const champs = [
      'nom',
      'prenom',
      'fonction',
      'service',
      'telephone',
      'courriel',
      'quand',
      'lieux',
      'frequence',
      'auteurFonction',
      'auteurLien',
      'temoins',
      'represailles',
      'protectionDemandee',
      'arret',
      'accidentService',
      'suiviMedical',
    ]
    const lu = lireSignalement(
      {
        ...Object.fromEntries(champs.map((champ) => [champ, dit(champ)])),
        employeur: ['valbourg'],
        qualite: ['victime'],
        identite: ['confidentiel'],
        nature: ['harcelement_moral'],
        recit: dit('récit assez long pour être reçu'),
        accords: ['recontact', 'faits_sans_identite', 'medecin'],
      },
      cellule.politique,
    )
    if (!lu.ok) throw new Error(JSON.stringify(lu.refus))
    const piece = preparerPiece(
      `${canari}.txt`,
      'text/plain',
      new TextEncoder().encode(`pièce ${canari}`),
      true,
    )
    const { depot, mots } = await scellerDepot(cellule, lu.valeur, [piece], jour, 'ligne')
    await envoyerDepot(transport, depot, (defi) => peiner(defi, empreinteDuDepot(depot, depuisTexte)))
    secrets.push(mots.join(' '))
    dossiers.push(depot.dossier)
    const chez = (id: string) => prendreDossier(sessions.get(id)!, organisme, depot.dossier)
    await agir(await chez('referente'), {
      action: 'accuser',
      vers: 'ACCUSE',
      ecrits: [
        { volet: 'E', corps: { genre: 'message', texte: canari } },
        { volet: 'N', corps: { genre: 'note', note: canari } },
        { volet: 'T', corps: { genre: 'fiche', texte: canari } },
        { volet: 'Q', corps: { genre: 'mission', texte: canari } },
      ],
    })
    await agir(await chez('autorite'), {
      action: 'ecrire',
      ecrits: [{ volet: 'T', corps: { genre: 'suites', texte: canari } }],
    })
    await agir(await chez('medecin'), {
      action: 'ecrire',
      ecrits: [{ volet: 'M', corps: { genre: 'message', texte: canari } }],
    })
    await envoyer(await revenir(transport, mots.join(' '), hote, jour), 'ecrire', [
      { volet: 'E', corps: { genre: 'message', texte: canari } },
    ])
    if (i % CLOS_SUR > 0) continue
    await agir(await chez('referente'), { action: 'instruire', vers: 'EN_COURS' })
    await agir(await chez('referente'), { action: 'proposer-cloture' })
    await agir(await chez('juriste-2'), {
      action: 'clore',
      vers: 'CLOS',
      ecrits: [{ volet: 'N', corps: { genre: 'geste', geste: 'clore', note: canari, motif: 'fonde' } }],
    })
    await ouvrirClos(await chez('referente'), `Motif de la consultation : ${canari}`)
    const motif = (await chez('referente')).dossier.volets.get('N')!.messages.at(-1)!.corps
    expect(motif).toMatchObject({ genre: 'ouverture', motif: expect.stringContaining(canari) })
    motives++
  }
  expect(motives).toBe(AVEC / CLOS_SUR)
  for (let i = 0; i < SANS; i++) secrets.push(await deposerSansScript(s.sansScript, `${MARQUE}sans${i}`))

  const cherches = [MARQUE, ...secrets].map((mot) => [mot, formes(mot)] as const)
  const bilan: string[] = []
  const fouiller = (lieu: string, morceaux: Iterable<Buffer>) => {
    let octets = 0
    let coups = 0
    let temoin = false
    for (const morceau of morceaux) {
      octets += morceau.length
      temoin ||= dossiers.some((id) => morceau.includes(id))
      for (const [, ecritures] of cherches)
        for (const forme of ecritures) if (morceau.includes(forme)) coups++
    }
    bilan.push(`${lieu} : ${(octets / 1e6).toFixed(1)} Mo, ${coups} trouvé(s)${temoin ? ', témoin vu' : ''}`)
    return { coups, temoin }
  }
  const { rows: postgres } = await admin.query<{ pid: number }>(
    'select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  const lieux = {
    // First: a connection that rests is closed by itself, and a process that ended holds nothing any more.
    serveurs: fouiller(
      'mémoire de PostgreSQL',
      postgres.filter(({ pid }) => existsSync(`/proc/${pid}`)).flatMap(({ pid }) => [...memoire(pid)]),
    ),
    base: fouiller('lignes de la base', [await viderLaBase(admin)]),
    postgres: fouiller('fichiers et WAL de PostgreSQL', [
      await lireFichiersDePostgres(admin, s.urlProprietaire),
    ]),
    donnees: fouiller('dossier de données', [lireTout(s.donnees)]),
    sorties: fouiller('sorties des processus', [Buffer.from(s.sortie())]),
    variables: fouiller('variables et arguments', [environnements(s.pid)]),
    reseau: fouiller('octets derrière TLS', [Buffer.concat(passes)]),
    memoire: fouiller('mémoire de l’application', memoire(s.pid)),
  }
  console.log(
    `${AVEC} dossiers avec JavaScript, dont ${motives} clos et rouverts, ${SANS} sans.\n${bilan.join('\n')}`,
  )
  for (const [lieu, { coups }] of Object.entries(lieux)) expect(coups, lieu).toBe(0)
  // The search is proved where something known lies in clear: the random identifiers of the cases.
  for (const lieu of ['base', 'postgres', 'reseau', 'memoire'] as const)
    expect(lieux[lieu].temoin, lieu).toBe(true)
}, 1_200_000)
