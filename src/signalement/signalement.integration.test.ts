// The reporting application through its front door, on a database of its own: protocol, rights, states, and the canary.

import { once } from 'node:events'
import { connect } from 'node:net'
import {
  alea,
  cleSignature,
  DOMAINES,
  depuisTexte,
  enTexte,
  ouvrir,
  signer,
  verifierPreuve,
} from '@maillage/coffre'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clesDe, MEMBRES } from '../../demo/signalement/cellules.ts'
import { construire } from '../../scripts/construire.ts'
import {
  deposerSansScript,
  environnements,
  formes,
  lireFichiersDePostgres,
  lireTout,
  viderLaBase,
} from '../../tests/signalement/canaris.ts'
import { ouvrirPetitDisque } from '../../tests/signalement/petit-disque.ts'
import { ouvrirSignalement, type SignalementDeTest } from '../../tests/signalement.ts'
import { ajouterJours, jourDe } from '../shared/dates.ts'
import { peutEcrire, peutLire, VOLETS } from './domain/acces.ts'
import { lireSignalement } from './domain/depot.ts'
import { verifierJournal } from './journal.ts'
import { type Ancrage, ouvrirCellule } from './protocole/annuaire.ts'
import { changerAccords, envoyer, revenir } from './protocole/auteur.ts'
import { type Defi, peiner } from './protocole/effort.ts'
import {
  agir,
  lireCorbeille,
  lirePiece,
  ouvrirSession,
  prendreDossier,
  renouvelerCles,
  type SessionMembre,
} from './protocole/membre.ts'
import { preparerPiece } from './protocole/metadonnees.ts'
import { empreinteDuDepot, scellerDepot } from './protocole/sceller-depot.ts'
import {
  chargerCellule,
  demander,
  envoyerDepot,
  parHttp,
  RefusDuServeur,
  type Transport,
} from './protocole/serveur.ts'
import { transferer } from './protocole/transfert.ts'

const jour = jourDe(new Date())
let s: SignalementDeTest
let transport: Transport
let admin: pg.Client
const sessions = new Map<string, SessionMembre>()

beforeAll(async () => {
  // Built once: the application is killed and launched again five times below.
  await construire()
  s = await ouvrirSignalement({ DIST: 'pret' })
  transport = parHttp(s.adresse)
  admin = new pg.Client(s.urlProprietaire)
  await admin.connect()
  for (const { id, phrase } of MEMBRES) sessions.set(id, await ouvrirSession(transport, id, phrase, jour))
}, 240_000)
afterAll(async () => {
  await admin?.end()
  await s?.fermer()
})

const hote = () => new URL(s.adresse).host
const session = (id: string) => sessions.get(id)!
const statutDe = (promesse: Promise<unknown>) =>
  promesse.then(
    () => 200,
    (erreur: unknown) => (erreur instanceof RefusDuServeur ? erreur.statut : Promise.reject(erreur)),
  )

/** Seals and sends a report full of `canari`; gives what the author and the tests need. */
async function deposer(canari: string, organisme = 'cdg-62', plus: Record<string, string[]> = {}) {
  const { cellule, ancrage } = await chargerCellule(transport, organisme, jour)
  const dit = (mot: string) => [`${mot} ${canari}`]
  const lu = lireSignalement(
    {
      employeur: ['hautmare'],
      qualite: ['victime'],
      identite: ['confidentiel'],
      nom: dit('nom'),
      prenom: dit('prenom'),
      fonction: dit('fonction'),
      service: dit('service'),
      telephone: dit('tel'),
      courriel: dit('courriel'),
      nature: ['harcelement_moral'],
      recit: dit('récit assez long pour être reçu'),
      quand: dit('quand'),
      lieux: dit('lieux'),
      temoins: dit('témoins'),
      suiviMedical: dit('santé'),
      codeAffiche: dit('code'),
      accords: ['recontact', 'faits_sans_identite'],
      ...plus,
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
  const empreinte = empreinteDuDepot(depot, depuisTexte)
  const preuve = await envoyerDepot(transport, depot, (defi) => peiner(defi, empreinte))
  return { cellule, ancrage, depot, empreinte, mots: mots.join(' '), preuve }
}

describe('le dépôt', () => {
  it('est gardé une fois, même envoyé deux fois, et prouvé par une signature', async () => {
    const { depot, ancrage, empreinte, preuve } = await deposer('un')
    expect(verifierPreuve(depuisTexte(preuve), ancrage.preuve)).toMatchObject({
      organisme: 'cdg-62',
      jour,
      depot: empreinte,
    })
    const encore = await envoyerDepot(transport, depot, (defi) => peiner(defi, empreinte))
    expect(encore).toBe(preuve)
    const { rows } = await admin.query('select count(*) as n from dossier where id = $1', [depot.dossier])
    expect(Number(rows[0].n)).toBe(1)
  })

  it('n’est pris ni sans travail, ni en clair, ni pour un inconnu, ni sans l’auteur', async () => {
    const { depot } = await deposer('deux')
    const neuf = { ...depot, dossier: enTexte(alea(16)), empreinteReperage: enTexte(alea(32)), pieces: [] }
    const empreinte = empreinteDuDepot(neuf, depuisTexte)
    const envoi = (d: unknown, nonce?: number) =>
      demander<{ bits: number }>(transport, '/v1/effort/cdg-62').then((defi) =>
        demander(transport, '/v1/depots', {
          methode: 'POST',
          corps: { depot: d, defi, nonce: nonce ?? peiner(defi as never, empreinte) },
        }),
      )
    const codes = async (d: unknown, nonce?: number) =>
      envoi(d, nonce).then(
        () => 'pris',
        (e: RefusDuServeur) => e.code,
      )
    const clair = enTexte(new TextEncoder().encode('Récit en clair. '.repeat(200)))
    expect(await codes({ ...neuf, messages: neuf.messages.map((m) => ({ ...m, octets: clair })) })).toBe(
      'incomplet',
    )
    expect(
      await codes({
        ...neuf,
        enveloppes: neuf.enveloppes.map((e) => ({
          ...e,
          dest: e.dest === 'referente' ? 'inconnue' : e.dest,
        })),
      }),
    ).toBe('destinataire-inconnu')
    expect(
      await codes({ ...neuf, enveloppes: neuf.enveloppes.filter(({ dest }) => dest !== 'auteur') }),
    ).toBe('incomplet')
    expect(
      await codes({
        ...neuf,
        enveloppes: neuf.enveloppes.map((e) =>
          e.volet === 'S' && e.dest === 'sequestre' ? { ...e, dest: 'referente' } : e,
        ),
      }),
    ).toBe('destinataire-inconnu')
    const defi = await demander<never>(transport, '/v1/effort/cdg-62')
    const nonce = peiner(defi, empreinte)
    const faux = { methode: 'POST', corps: { depot: neuf, defi: { ...(defi as object), bits: 0 }, nonce } }
    expect(await statutDe(demander(transport, '/v1/depots', faux))).toBe(422)
    await demander(transport, '/v1/depots', { methode: 'POST', corps: { depot: neuf, defi, nonce } })
    const suivant = { ...neuf, dossier: enTexte(alea(16)), empreinteReperage: enTexte(alea(32)) }
    expect(
      await statutDe(
        demander(transport, '/v1/depots', { methode: 'POST', corps: { depot: suivant, defi, nonce } }),
      ),
    ).toBe(422)
  })

  it('ne donne aucune clé à qui est écarté, par l’auteur ou par un conflit déclaré', async () => {
    const { depot } = await deposer('trois', 'cdg-62', {
      employeur: ['valbourg'],
      exclusions: ['referente', 'referent-2'],
    }).catch((e: Error) => ({ depot: e }))
    expect((depot as Error).message).toContain('Vous avez écarté toutes les personnes')
    const suite = await deposer('quatre', 'cdg-62', { employeur: ['valbourg'], exclusions: ['gardienne'] })
    const dests = new Set(suite.depot.enveloppes.map(({ dest }) => dest))
    expect(dests.has('gardienne')).toBe(false)
    expect(dests.has('juriste')).toBe(false)
    expect([...dests].sort()).toEqual(['auteur', 'juriste-2', 'referent-2', 'referente', 'sequestre'])
    expect((await lireCorbeille(session('juriste'))).dossiers.map(({ id }) => id)).not.toContain(
      suite.depot.dossier,
    )
    expect(await statutDe(prendreDossier(session('juriste'), 'cdg-62', suite.depot.dossier))).toBe(404)
  })

  it('un chiffrement qui échoue n’envoie rien en clair', async () => {
    const { cellule } = await chargerCellule(transport, 'cdg-62', jour)
    const lu = lireSignalement(
      {
        qualite: ['victime'],
        identite: ['anonyme'],
        nature: ['menace'],
        recit: ['un récit assez long pour passer'],
      },
      cellule.politique,
    )
    const sans = { ...cellule, sequestre: 'age1classique' }
    await expect(scellerDepot(sans, lu.ok ? lu.valeur : (null as never), [], jour, 'ligne')).rejects.toThrow(
      /Rien n’a été chiffré ni envoyé/,
    )
  })
})

describe('le retour', () => {
  it('ouvre avec les mots, montre la réponse, et refuse les mots d’un autre, un défi rejoué, un autre hôte', async () => {
    const { mots, depot } = await deposer('cinq')
    const bureau = await prendreDossier(session('referente'), 'cdg-62', depot.dossier)
    await agir(bureau, {
      action: 'ecrire',
      ecrits: [{ volet: 'E', corps: { genre: 'message', texte: 'Réponse.' } }],
    })
    const retour = await revenir(transport, mots, hote(), jour)
    expect(retour.dossier.volets.get('E')!.messages.at(-1)!.corps).toEqual({
      genre: 'message',
      texte: 'Réponse.',
    })
    await envoyer(retour, 'ecrire', [{ volet: 'E', corps: { genre: 'message', texte: 'Merci.' } }])
    expect(
      await statutDe(
        envoyer(retour, 'ecrire', [{ volet: 'E', corps: { genre: 'message', texte: 'Deux fois.' } }]),
      ),
    ).toBe(409)
    expect(await statutDe(revenir(transport, mots, 'leurre.example', jour))).toBe(401)
    const inconnu = await import('@maillage/coffre').then((c) => c.motsDe(alea(16)).join(' '))
    expect(await statutDe(revenir(transport, inconnu, hote(), jour))).toBe(401)
  })

  it('un accord donné plus tard ouvre la santé au médecin, et à lui seul', async () => {
    const { mots, depot } = await deposer('six')
    expect(await statutDe(prendreDossier(session('medecin'), 'cdg-62', depot.dossier))).toBe(404)
    const donner = { action: 'donner-acces', donner: [{ volet: 'R', dest: 'medecin' }] } as const
    const bureau = await prendreDossier(session('referente'), 'cdg-62', depot.dossier)
    expect(await statutDe(agir(bureau, donner)), 'sans accord, la cellule ne donne rien').toBe(403)
    await changerAccords(await revenir(transport, mots, hote(), jour), ['medecin'])
    const vu = await prendreDossier(session('medecin'), 'cdg-62', depot.dossier)
    expect([...vu.dossier.volets.keys()].sort()).toEqual(['I', 'M', 'R', 'S'])
    expect(await statutDe(prendreDossier(session('psychologue'), 'cdg-62', depot.dossier))).toBe(404)
  })
})

describe('le bureau', () => {
  it('rôle × volet × organisme : chacun ouvre ce que dit la table, et rien d’autre', async () => {
    const { depot } = await deposer('sept', 'cdg-60', { accords: ['medecin', 'psychologue'] })
    await agir(await prendreDossier(session('referente'), 'cdg-60', depot.dossier), {
      action: 'instruire',
      ecrits: [{ volet: 'N', corps: { genre: 'note', note: 'interne' } }],
    })
    let verifies = 0
    for (const { id, role, ou } of MEMBRES) {
      for (const organisme of ['cdg-59', 'cdg-60', 'cdg-62', 'cdg-80']) {
        const lu = await session(id).transport(`/v1/bureau/${organisme}/dossiers/${depot.dossier}`, {
          jeton: session(id).jeton,
        })
        verifies++
        const attendu =
          organisme === 'cdg-60' && ou !== 'Nord' && role !== 'employeur' && role !== 'enqueteur'
        expect(lu.statut === 200, `${id} dans ${organisme}`).toBe(attendu)
        if (!attendu) continue
        const vu = (await lu.json()) as {
          messages: { volet: (typeof VOLETS)[number] }[]
          enveloppes: { volet: (typeof VOLETS)[number] }[]
        }
        const volets = new Set([...vu.messages, ...vu.enveloppes].map(({ volet }) => volet))
        for (const volet of VOLETS)
          if (volets.has(volet)) expect(peutLire(role, volet), `${id} lit ${volet}`).toBe(true)
        for (const piece of depot.pieces) {
          const reponse = await session(id).transport(
            `/v1/bureau/cdg-60/dossiers/${depot.dossier}/pieces/${piece.id}`,
            { jeton: session(id).jeton },
          )
          expect(reponse.statut === 200, `${id} et la pièce`).toBe(volets.has('R'))
        }
      }
    }
    expect(verifies).toBe(MEMBRES.length * 4)
    expect(
      await statutDe(
        demander(transport, `/v1/bureau/cdg-60/dossiers/${depot.dossier}`, { jeton: enTexte(alea(32)) }),
      ),
    ).toBe(401)
  })

  it('rôle × volet × écriture : qui n’a pas le droit d’écrire est refusé, même avec une clé', async () => {
    const { depot } = await deposer('huit', 'cdg-80', { accords: ['medecin', 'psychologue'] })
    for (const { id, role } of MEMBRES.filter(({ ou }) => ou !== 'Nord')) {
      const vu = await prendreDossier(session(id), 'cdg-80', depot.dossier).catch(() => null)
      if (!vu) continue
      for (const volet of VOLETS) {
        if (!vu.dossier.volets.has(volet)) continue
        const statut = await statutDe(
          agir(await prendreDossier(session(id), 'cdg-80', depot.dossier), {
            action: 'ecrire',
            ecrits: [{ volet, corps: { genre: 'note', note: 'essai' } }],
          }),
        )
        expect(statut, `${id} écrit ${volet}`).toBe(peutEcrire(role, volet) ? 200 : 403)
      }
    }
  })

  it('ne laisse signer qu’en son nom, un geste de son jour, sur un dossier qui n’a pas avancé', async () => {
    const { depot } = await deposer('neuf')
    const bureau = await prendreDossier(session('referente'), 'cdg-62', depot.dossier)
    const acte = {
      acteur: 'referente',
      action: 'instruire',
      dossier: depot.dossier,
      jour,
      organisme: 'cdg-62',
    }
    const envoyerActe = (corps: object) =>
      statutDe(
        demander(transport, `/v1/bureau/cdg-62/dossiers/${depot.dossier}/actes`, {
          methode: 'POST',
          jeton: session('referente').jeton,
          corps: { acte, version: 1, ...corps },
        }),
      )
    const sig = signer(DOMAINES.journal, acte, clesDe('referente').signature)
    expect(await envoyerActe({ sig: signer(DOMAINES.journal, acte, cleSignature()) })).toBe(422)
    expect(await envoyerActe({ acte: { ...acte, acteur: 'juriste' }, sig })).toBe(422)
    expect(await envoyerActe({ acte: { ...acte, jour: '2020-01-01' }, sig })).toBe(422)
    expect(await envoyerActe({ sig, vers: 'CLOS' })).toBe(409)
    expect(await envoyerActe({ sig, version: 7 })).toBe(409)
    await agir(bureau, {
      action: 'ecrire',
      ecrits: [{ volet: 'E', corps: { genre: 'message', texte: 'Premier.' } }],
    })
    expect(
      await statutDe(
        agir(bureau, {
          action: 'ecrire',
          ecrits: [{ volet: 'E', corps: { genre: 'message', texte: 'Écrase.' } }],
        }),
      ),
    ).toBe(409)
  })

  it('clôt puis efface à deux personnes ; il ne reste que la trace', async () => {
    const { depot, mots } = await deposer('dix')
    const avec = async (id: string, ordre: Parameters<typeof agir>[1]) =>
      agir(await prendreDossier(session(id), 'cdg-62', depot.dossier), ordre)
    await avec('referente', { action: 'accuser', vers: 'ACCUSE' })
    await avec('referente', {
      action: 'instruire',
      vers: 'EN_COURS',
      ecrits: [{ volet: 'N', corps: { genre: 'note', note: 'x' } }],
    })
    expect(await statutDe(avec('referente', { action: 'clore', vers: 'CLOS' }))).toBe(409)
    await avec('referente', { action: 'proposer-cloture' })
    expect(await statutDe(avec('referente', { action: 'clore', vers: 'CLOS' }))).toBe(409)
    await avec('juriste', { action: 'clore', vers: 'CLOS' })
    await avec('juriste', { action: 'proposer-effacement' })
    expect(await statutDe(avec('juriste', { action: 'effacer', vers: 'PURGE' }))).toBe(409)
    await avec('referente', { action: 'effacer', vers: 'PURGE' })
    for (const table of ['dossier', 'message', 'enveloppe', 'piece', 'echeance'])
      expect(
        (
          await admin.query(`select from ${table} where ${table === 'dossier' ? 'id' : 'dossier'} = $1`, [
            depot.dossier,
          ])
        ).rowCount,
        table,
      ).toBe(0)
    expect(await statutDe(revenir(transport, mots, hote(), jour))).toBe(401)
    const { rows } = await admin.query<{ ligne: string }>(
      'select ligne from journal where ligne like $1 order by n',
      [`%${depot.dossier}%`],
    )
    expect(rows.map(({ ligne }) => JSON.parse(ligne).acte.action)).toEqual([
      'deposer',
      'accuser',
      'instruire',
      'proposer-cloture',
      'clore',
      'proposer-effacement',
      'effacer',
    ])
  })

  it('le récusé perd ses clés ; le gardien ouvre l’identité à la demande, et cela se voit', async () => {
    const { depot, mots } = await deposer('onze')
    const ouvrirI = async () =>
      agir(await prendreDossier(session('gardienne'), 'cdg-62', depot.dossier), {
        action: 'ouvrir-identite',
        donner: [{ volet: 'I', dest: 'referente' }],
      })
    expect(await statutDe(ouvrirI()), 'personne ne l’a demandée').toBe(409)
    await agir(await prendreDossier(session('referente'), 'cdg-62', depot.dossier), {
      action: 'demander-identite',
      ecrits: [{ volet: 'E', corps: { genre: 'identite-demandee', texte: 'Rappeler.' } }],
    })
    await ouvrirI()
    const vu = await prendreDossier(session('referente'), 'cdg-62', depot.dossier)
    expect(JSON.stringify(vu.dossier.volets.get('I')!.messages[0]!.corps)).toContain('nom onze')
    expect(new TextDecoder().decode(await lirePiece(vu, depot.pieces[0]!.id))).toBe('pièce onze')
    await agir(vu, { action: 'se-recuser' })
    expect(await statutDe(prendreDossier(session('referente'), 'cdg-62', depot.dossier))).toBe(404)
    const retour = await revenir(transport, mots, hote(), jour)
    expect(retour.dossier.recu.lecteurs.map(({ dest }) => dest)).not.toContain('referente')
  })
})

describe('les clés et le relais', () => {
  it('après une récusation, les clés renouvelées ferment la suite à qui est parti, pas à l’auteur', async () => {
    const { depot, mots } = await deposer('douze')
    const parti = await prendreDossier(session('juriste'), 'cdg-62', depot.dossier)
    await agir(parti, { action: 'se-recuser' })
    await renouvelerCles(await prendreDossier(session('referente'), 'cdg-62', depot.dossier))
    await agir(await prendreDossier(session('referente'), 'cdg-62', depot.dossier), {
      action: 'ecrire',
      ecrits: [{ volet: 'E', corps: { genre: 'message', texte: 'Entre nous.' } }],
    })
    const { rows } = await admin.query<{ octets: Buffer; epoque: number }>(
      "select octets, epoque from message where dossier = $1 and volet = 'E' order by rang desc limit 1",
      [depot.dossier],
    )
    expect(rows[0]!.epoque).toBe(2)
    for (const { identite } of parti.dossier.volets.get('E')!.cles)
      await expect(ouvrir(new Uint8Array(rows[0]!.octets), identite)).rejects.toThrow()
    const retour = await revenir(transport, mots, hote(), jour)
    expect(JSON.stringify(retour.dossier.volets.get('E')!.messages.at(-1)!.corps)).toContain('Entre nous.')
    await envoyer(retour, 'ecrire', [{ volet: 'E', corps: { genre: 'message', texte: 'Lu.' } }])
    const vu = await prendreDossier(session('juriste-2'), 'cdg-62', depot.dossier)
    expect(vu.dossier.volets.get('E')!.messages.map(({ epoque }) => epoque)).toEqual([1, 2, 2])
  })

  it('l’employeur ne lit que ce qui lui est transmis, et y répond', async () => {
    const { depot } = await deposer('treize', 'cdg-62', { employeur: ['valbourg'] })
    await agir(await prendreDossier(session('referente'), 'cdg-62', depot.dossier), {
      action: 'instruire',
      ecrits: [
        { volet: 'N', corps: { genre: 'geste', geste: 'transmettre', note: 'x' } },
        { volet: 'T', corps: { genre: 'fiche', texte: 'Une situation dans un service.' } },
      ],
    })
    const vu = await prendreDossier(session('autorite'), 'cdg-62', depot.dossier)
    expect([...vu.dossier.volets.keys()]).toEqual(['T'])
    expect(vu.dossier.recu.messages.every(({ volet }) => volet === 'T')).toBe(true)
    await agir(vu, {
      action: 'ecrire',
      ecrits: [{ volet: 'T', corps: { genre: 'suites', texte: 'Mesure prise.' } }],
    })
    const relu = await prendreDossier(session('referente'), 'cdg-62', depot.dossier)
    expect(relu.dossier.volets.get('T')!.messages.at(-1)).toMatchObject({
      emetteur: 'autorite',
      corps: { texte: 'Mesure prise.' },
    })
  })
})

describe('le journal', () => {
  it('se vérifie, et dit la première ligne touchée', async () => {
    const { lignes } = await demander<{ lignes: { n: number; ligne: string; empreinte: string }[] }>(
      transport,
      '/v1/bureau/cdg-62/journal',
      { jeton: session('referente').jeton },
    )
    const cleDe = (id: string) => [clesDe(id).signature.publique]
    expect(lignes.length).toBeGreaterThan(20)
    expect(verifierJournal(lignes, cleDe).faute).toBeNull()
    expect(
      verifierJournal(
        lignes.with(3, { ...lignes[3]!, ligne: lignes[3]!.ligne.replace(jour, '2020-01-01') }),
        cleDe,
      ).faute?.n,
    ).toBe(3)
    expect(verifierJournal(lignes.toSpliced(5, 1), cleDe).faute?.n).toBe(6)
    expect(verifierJournal(lignes, () => [cleSignature().publique]).faute).not.toBeNull()
    expect(
      await statutDe(demander(transport, '/v1/bureau/cdg-62/journal', { jeton: session('medecin').jeton })),
    ).toBe(403)
  })
})

describe('les canaris', () => {
  it('cinq dossiers semés, par les deux chemins : rien dans la base, les fichiers, les journaux, l’environnement', async () => {
    const canaris = Array.from(
      { length: 5 },
      (_, i) => `canari${i}qzv${enTexte(alea(6)).replaceAll(/[-_]/g, 'x').toLowerCase()}`,
    )
    const secrets = [...canaris]
    for (const canari of canaris.slice(0, 3)) {
      const { mots, depot } = await deposer(canari)
      secrets.push(mots)
      const bureau = await prendreDossier(session('referente'), 'cdg-62', depot.dossier)
      await agir(bureau, {
        action: 'accuser',
        vers: 'ACCUSE',
        ecrits: [
          { volet: 'E', corps: { genre: 'message', texte: canari } },
          { volet: 'N', corps: { genre: 'note', note: canari } },
        ],
      })
      await envoyer(await revenir(transport, mots, hote(), jour), 'ecrire', [
        { volet: 'E', corps: { genre: 'message', texte: canari } },
      ])
    }
    for (const canari of canaris.slice(3)) secrets.push(await deposerSansScript(s.sansScript, canari))
    const { rows } = await admin.query<{ n: string }>(
      "select count(*) as n from journal where ligne like '%deposer%'",
    )
    expect(Number(rows[0]!.n)).toBeGreaterThanOrEqual(15)
    const lieux = [
      ['base', await viderLaBase(admin)],
      ['fichiers de données', lireTout(s.donnees)],
      ['fichiers de PostgreSQL', await lireFichiersDePostgres(admin, s.urlProprietaire)],
      ['sorties', Buffer.from(s.sortie())],
      ['environnements', environnements(s.pid)],
    ] as const
    for (const [lieu, octets] of lieux) {
      expect(octets.length, lieu).toBeGreaterThan(10)
      for (const secret of secrets)
        for (const forme of formes(secret))
          expect(octets.includes(forme), `${secret} dans ${lieu}`).toBe(false)
    }
    // The search itself is proved: what is in clear on purpose is found by the same means.
    expect(lieux[0][1].includes(Buffer.from('RECU'))).toBe(true)
  }, 240_000)
})

it('aucune adresse, aucun navigateur, aucune heure d’auteur n’est gardé ; la page ne peut rien envoyer en clair', async () => {
  const { rows } = await admin.query<{ colonne: string }>(
    "select table_name || '.' || column_name as colonne from information_schema.columns where table_schema = 'public' and data_type like 'timestamp%'",
  )
  expect(rows.map(({ colonne }) => colonne)).toEqual(['migration.appliquee_le'])
  const page = await fetch(`${s.adresse}/deposer/cdg-62`, { headers: { cookie: 'maillage.session=abc' } })
  const politique = page.headers.get('content-security-policy')!
  expect(politique).toContain("form-action 'none'")
  expect(politique).toContain("require-trusted-types-for 'script'")
  expect(politique).not.toContain('unsafe')
  expect(page.headers.get('set-cookie')).toBeNull()
  expect(page.headers.get('cache-control')).toBe('no-store')
  const html = await page.text()
  expect(html).toContain('method="dialog"')
  expect(html).not.toMatch(/<form[^>]*action=/)
  expect(html).not.toMatch(/<title>[^<]*(signal|violen|harc)/i)
})

describe('l’enquête et le transfert', () => {
  it('une mission donne des clés à qui est désigné, jusqu’à son dernier jour ; le récit pas avant', async () => {
    const { depot } = await deposer('quatorze')
    const bureau = () => prendreDossier(session('referente'), 'cdg-62', depot.dossier)
    const donner = (dest: string, jusquAu: string) => ({
      action: 'donner-acces',
      missions: [{ membre: dest, jusquAu }],
      ecrits: [{ volet: 'Q' as const, corps: { genre: 'mission', texte: 'Entendre le service.' } }],
    })
    const R = { action: 'donner-acces', donner: [{ volet: 'R' as const, dest: 'enquetrice' }] }
    expect(await statutDe(agir(await bureau(), R)), 'sans mission').toBe(403)
    expect(await statutDe(agir(await bureau(), donner('enquetrice', '2099-01-01'))), 'trop longue').toBe(422)
    expect(await statutDe(agir(await bureau(), donner('psychologue', jour))), 'pas enquêteur').toBe(422)
    await agir(await bureau(), donner('enquetrice', jour))
    const enquete = () => prendreDossier(session('enquetrice'), 'cdg-62', depot.dossier)
    expect([...(await enquete()).dossier.volets.keys()]).toEqual(['Q'])
    expect(await statutDe(prendreDossier(session('enqueteur'), 'cdg-62', depot.dossier))).toBe(404)
    await agir(await enquete(), {
      action: 'ecrire',
      ecrits: [{ volet: 'Q', corps: { genre: 'attestation', texte: 'J’atteste.' } }],
    })
    await agir(await bureau(), R)
    expect([...(await enquete()).dossier.volets.keys()].sort()).toEqual(['Q', 'R'])
  })

  it('l’auteur confie son dossier à un autre centre : là-bas on lit tout, ici plus rien ne s’ouvre', async () => {
    const { depot, mots } = await deposer('quinze')
    await agir(await prendreDossier(session('referente'), 'cdg-62', depot.dossier), {
      action: 'ecrire',
      ecrits: [
        { volet: 'E', corps: { genre: 'message', texte: 'Bonjour.' } },
        { volet: 'N', corps: { genre: 'note', note: 'interne' } },
      ],
    })
    const parti = await transferer(await revenir(transport, mots, hote(), jour), 'cdg-59')
    expect(parti.cellule.organisme).toBe('cdg-59')
    expect(await statutDe(prendreDossier(session('referente'), 'cdg-62', depot.dossier))).toBe(404)
    const vu = await prendreDossier(session('referent-59'), 'cdg-59', depot.dossier)
    expect(JSON.stringify(vu.dossier.volets.get('R')!.messages[0]!.corps)).toContain('quinze')
    expect(vu.dossier.volets.get('E')!.messages.map(({ emetteur }) => emetteur)).toEqual([
      'auteur',
      'referente',
      'auteur',
    ])
    await agir(vu, {
      action: 'ecrire',
      ecrits: [{ volet: 'E', corps: { genre: 'message', texte: 'Nous reprenons.' } }],
    })
    const { rows } = await admin.query("select from enveloppe where dossier = $1 and dest = 'referente'", [
      depot.dossier,
    ])
    expect(rows).toHaveLength(0)
    const relu = await revenir(transport, mots, hote(), jour)
    expect(relu.dossier.volets.get('E')!.messages).toHaveLength(4)
  })
})

describe('ce qui casse', () => {
  const sceller = async () => {
    const { cellule } = await chargerCellule(transport, 'cdg-80', jour)
    const lu = lireSignalement(
      {
        qualite: ['victime'],
        identite: ['anonyme'],
        nature: ['menace'],
        recit: ['Un récit assez long, encore.'],
      },
      cellule.politique,
    )
    const { depot, mots } = await scellerDepot(
      cellule,
      lu.ok ? lu.valeur : (null as never),
      [],
      jour,
      'ligne',
    )
    return { depot, mots: mots.join(' '), empreinte: empreinteDuDepot(depot, depuisTexte) }
  }
  const compter = async (id: string) =>
    Number((await admin.query('select count(*) as n from dossier where id = $1', [id])).rows[0].n)

  it('kill -9 à chaque étape du dépôt : rien à moitié, le même dépôt renvoyé est gardé une fois et se rouvre', async () => {
    for (const etape of ['avant', 'defi', 'moitie', 'vol', 'apres'] as const) {
      const { depot, mots, empreinte } = await sceller()
      const defi = etape === 'avant' ? null : await demander<Defi>(transport, '/v1/effort/cdg-80')
      const corps = defi && JSON.stringify({ depot, defi, nonce: peiner(defi, empreinte) })
      const poster = () =>
        fetch(`${s.adresse}/v1/depots`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: corps,
        }).catch(() => null)
      if (etape === 'moitie') {
        const { hostname, port } = new URL(s.adresse)
        const prise = connect(Number(port), hostname)
        prise.on('error', () => {})
        prise.write(
          `POST /v1/depots HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(corps!)}\r\n\r\n${corps!.slice(0, corps!.length / 2)}`,
        )
        await once(prise, 'connect')
      }
      const envol = etape === 'vol' ? poster() : null
      if (etape === 'apres') expect((await poster())!.status).toBe(201)
      await s.relancer('SIGKILL')
      await envol
      expect(await compter(depot.dossier), etape).toBeLessThanOrEqual(1)
      const preuve = await envoyerDepot(transport, depot, (d) => peiner(d, empreinte))
      expect(
        verifierPreuve(depuisTexte(preuve), (await chargerCellule(transport, 'cdg-80', jour)).ancrage.preuve),
      ).toMatchObject({ depot: empreinte })
      expect(await compter(depot.dossier), etape).toBe(1)
      expect((await revenir(transport, mots, hote(), jour)).dossier.recu.id).toBe(depot.dossier)
    }
    for (const { id, phrase } of MEMBRES.slice(0, 2))
      sessions.set(id, await ouvrirSession(transport, id, phrase, jour))
  }, 240_000)

  it('disque plein, pour de vrai quand on peut en monter un : le serveur le dit, ne garde rien, et le même dépôt passe ensuite', async () => {
    const { cellule } = await chargerCellule(transport, 'cdg-80', jour)
    const lu = lireSignalement(
      {
        qualite: ['victime'],
        identite: ['anonyme'],
        nature: ['menace'],
        recit: ['Un récit assez long, encore.'],
      },
      cellule.politique,
    )
    if (!lu.ok) throw new Error(JSON.stringify(lu.refus))
    const piece = preparerPiece('a.pdf', 'application/pdf', new Uint8Array(6_000_000), true)
    const { depot } = await scellerDepot(cellule, lu.valeur, [piece], jour, 'ligne')
    const empreinte = empreinteDuDepot(depot, depuisTexte)
    const envoi = () => envoyerDepot(transport, depot, (defi) => peiner(defi, empreinte))
    const disque = await ouvrirPetitDisque(admin, s.urlProprietaire, 4)
    try {
      const refus = await envoi().catch((erreur: RefusDuServeur) => erreur)
      expect(refus).toMatchObject({ statut: 500 })
      expect((refus as RefusDuServeur).message).toContain('Rien n’a été enregistré')
      expect(s.sortie()).toContain('erreur 53100')
      expect(s.sortie()).not.toContain(depot.dossier)
      expect(await compter(depot.dossier)).toBe(0)
      await disque.agrandir()
      expect(typeof (await envoi())).toBe('string')
      expect(await compter(depot.dossier)).toBe(1)
    } finally {
      await disque.fermer()
    }
  })

  it('une horloge fausse d’un jour n’empêche rien ; un annuaire périmé, reculé ou touché est refusé et dit pourquoi', async () => {
    const lu = await demander<{ ancrage: Ancrage; suite: string[] }>(transport, '/v1/annuaire/cdg-62')
    const ouvrir_ = (j: string, suite = lu.suite.map(depuisTexte), ancrage = lu.ancrage) =>
      ouvrirCellule(suite, ancrage, j).organisme
    for (const decalage of [-1, 0, 1]) expect(ouvrir_(ajouterJours(jour, decalage))).toBe('cdg-62')
    expect(() => ouvrir_(ajouterJours(jour, 91))).toThrow(/périmé.*date de cet appareil.*téléphone/)
    expect(() => ouvrir_(ajouterJours(jour, -3))).toThrow(/pas encore valable.*téléphone/)
    const texte = new TextDecoder().decode(depuisTexte(lu.suite[0]!))
    const touche = new TextEncoder().encode(texte.replace('Référente', 'Référentes'))
    expect(() => ouvrir_(jour, [touche])).toThrow(/signature de l’organisme.*téléphone/)
    const connu = { rang: 9, empreinte: enTexte(alea(32)) }
    expect(() => ouvrir_(jour, undefined, { ...lu.ancrage, connu })).toThrow(/version plus récente/)
  })

  it('dix fichiers de 20 Mo, une archive, un SVG qui exécute : refusés en une phrase, sans que la mémoire monte', async () => {
    const gros = new Blob([new Uint8Array(20_000_000)])
    const envoyerPieces = async (noms: readonly string[], contenu: Blob) => {
      const forme = new FormData()
      for (const [cle, valeur] of [
        ['qualite', 'victime'],
        ['identite', 'anonyme'],
        ['nature', 'menace'],
        ['recit', 'Un récit assez long pour passer.'],
      ] as const)
        forme.append(cle, valeur)
      for (const nom of noms) forme.append('pieces', contenu, nom)
      const reponse = await fetch(`${s.sansScript}/deposer/cdg-62`, { method: 'POST', body: forme })
      // Whatever the spaces of typography.
      return { statut: reponse.status, page: (await reponse.text()).replaceAll(/\s+|&nbsp;/g, ' ') }
    }
    const dix = await envoyerPieces(
      Array.from({ length: 10 }, (_, i) => `p${i}.pdf`),
      gros,
    )
    expect(dix.statut).toBe(422)
    expect(dix.page).toContain('dépassent 20 Mo en tout')
    const lourd = await envoyerPieces(['lourd.pdf'], new Blob([new Uint8Array(20_000_001)]))
    expect(lourd.statut).toBe(422)
    expect(lourd.page).toContain('« lourd.pdf » dépasse 20 Mo')
    const onze = await envoyerPieces(
      Array.from({ length: 11 }, (_, i) => `o${i}.pdf`),
      new Blob(['%PDF-1.7']),
    )
    expect(onze.statut).toBe(422)
    expect(onze.page).toContain('Dix fichiers au plus : retirez-en 1')
    for (const { page } of [lourd, onze])
      expect(page, 'rien de saisi n’est perdu').toContain('assez long pour passer')
    const autres = await envoyerPieces(
      ['bombe.zip', 'dessin.svg', 'page.html'],
      new Blob(['<svg onload="x()">']),
    )
    expect(autres.statut).toBe(422)
    for (const nom of ['bombe.zip', 'dessin.svg', 'page.html'])
      expect(autres.page).toContain(`« ${nom} » n’est pas pris`)
    const trop = await fetch(`${s.adresse}/v1/depots`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: Buffer.alloc(60_000_001, 32),
    }).catch(() => null)
    // The server may close before the end of what it refuses.
    if (trop) expect([413, 400]).toContain(trop.status)
    expect((await fetch(`${s.adresse}/sante`)).status).toBe(200)
  })

  it('des corps au hasard ou presque justes, sur toutes les routes : jamais une erreur du serveur, jamais une ligne de plus', async () => {
    const { depot } = await sceller()
    const routes = (await (await fetch(`${s.adresse}/_routes`)).json()) as {
      methode: string
      chemin: string
    }[]
    const postes = routes.filter(({ methode }) => methode === 'POST').map(({ chemin }) => chemin)
    expect(postes.length).toBeGreaterThan(8)
    const avant = (
      await admin.query('select (select count(*) from dossier) + (select count(*) from message) as n')
    ).rows[0].n
    const graines: unknown[] = [
      null,
      [],
      0,
      '',
      {},
      { depot: null },
      { depot, defi: {}, nonce: -1 },
      { empreinte: ['x'] },
      { id: {}, authentification: 3 },
      {
        depot: { ...depot, messages: [...depot.messages, ...depot.messages] },
        defi: { organisme: 'cdg-80', bits: 0, avant: 9e15, alea: 'x', sig: 'x' },
        nonce: 1,
      },
      {
        acte: { acteur: '__proto__', action: 'clore', dossier: '../../x', jour, organisme: 'cdg-62' },
        sig: '',
        version: 1e99,
      },
      { ...depot, __proto__: { x: 1 }, constructor: 1 },
      { vers: 'cdg-59', enveloppes: depot.enveloppes },
    ]
    const jetons = [session('referente').jeton, 'x'.repeat(43), '']
    for (const chemin of postes)
      for (const [i, graine] of [...graines, ...Array.from({ length: 4 }, () => alea(64))].entries()) {
        const url = s.adresse + chemin.replace(':organisme', 'cdg-62').replace(/:\w+/g, depot.dossier)
        const reponse = await fetch(url, {
          method: 'POST',
          headers: {
            'content-type': i % 5 === 4 ? 'text/plain' : 'application/json',
            authorization: `Bearer ${jetons[i % 3]}`,
          },
          body: graine instanceof Uint8Array ? Buffer.from(graine) : JSON.stringify(graine),
        })
        expect(reponse.status, `${chemin} ${i}`).toBeLessThan(500)
      }
    for (const id of ['%00', '%F0%9F%98%80%00', 'x'.repeat(200)])
      expect((await fetch(`${s.adresse}/v1/membre/${id}/sel`)).status, id).toBeLessThan(500)
    for (let i = 0; i < 20; i++) {
      const reponse = await fetch(`${s.sansScript}/deposer/cdg-62`, {
        method: 'POST',
        headers: { 'content-type': `multipart/form-data; boundary=${i % 2 ? 'x' : ''}` },
        body: Buffer.concat([
          Buffer.from('--x\r\ncontent-disposition: form-data; name="recit"\r\n'),
          alea(200),
        ]),
      }).catch(() => null)
      expect(await reponse?.text()).not.toContain('    at ')
    }
    expect(
      (await admin.query('select (select count(*) from dossier) + (select count(*) from message) as n'))
        .rows[0].n,
    ).toBe(avant)
  })

  it('des images au hasard, coupées ou mensongères ne font jamais tomber qui lit leurs informations cachées', async () => {
    const debuts = [
      [0xff, 0xd8, 0xff, 0xe1],
      [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
      [...Buffer.from('RIFF\x10\0\0\0WEBPVP8X', 'latin1')],
      [...Buffer.from('%PDF-1.7')],
    ]
    for (const debut of debuts)
      for (let i = 0; i < 250; i++) {
        const octets = new Uint8Array([...debut, ...alea(i)])
        const { octets: rendus } = preparerPiece('x.jpg', 'image/jpeg', octets, false)
        expect(rendus.length).toBeLessThanOrEqual(octets.length)
      }
  })
})
