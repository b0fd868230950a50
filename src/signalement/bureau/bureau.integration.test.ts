// The desk through its routes: rights, signatures, two persons, keys renewed, inquiry, transfer, journal.
import { alea, cleSignature, DOMAINES, enTexte, ouvrir, signer } from '@maillage/coffre'
import { describe, expect, it } from 'vitest'
import { clesDe, MEMBRES } from '../../../demo/signalement/cellules.ts'
import { statutDe } from '../../../tests/signalement/deposer-tout.ts'
import { enSession } from '../../../tests/signalement/en-session.ts'
import { peutEcrire, peutLire, VOLETS } from '../domain/acces.ts'
import { verifierJournal } from '../journal.ts'
import { envoyer, revenir } from '../protocole/auteur.ts'
import { agir, lirePiece, prendreDossier, renouvelerCles } from '../protocole/membre.ts'
import { demander } from '../protocole/serveur.ts'
import { transferer } from '../protocole/transfert.ts'

const jour = '2026-12-07'
const { transport, hote, admin, session, deposer } = enSession(jour)

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
          await admin().query(`select from ${table} where ${table === 'dossier' ? 'id' : 'dossier'} = $1`, [
            depot.dossier,
          ])
        ).rowCount,
        table,
      ).toBe(0)
    expect(await statutDe(revenir(transport, mots, hote(), jour))).toBe(401)
    const { rows } = await admin().query<{ ligne: string }>(
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
    const { rows } = await admin().query<{ octets: Buffer; epoque: number }>(
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
    const { rows } = await admin().query("select from enveloppe where dossier = $1 and dest = 'referente'", [
      depot.dossier,
    ])
    expect(rows).toHaveLength(0)
    const relu = await revenir(transport, mots, hote(), jour)
    expect(relu.dossier.volets.get('E')!.messages).toHaveLength(4)
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
