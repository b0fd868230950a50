// A closed case is read again for a written motive, by who wrote it, until the next day; the server gives nothing sealed of it before or after.
import { DOMAINES, empreinte, enTexte, signer } from '@maillage/coffre'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clesDe } from '../../../demo/signalement/cellules.ts'
import { type EnMemoire, ouvrirEnMemoire } from '../../../tests/signalement-en-memoire.ts'
import { ajouterJours } from '../../shared/dates.ts'
import { verifierJournal } from '../journal.ts'
import { ajouterPiece, envoyer } from '../protocole/auteur.ts'
import { consultationsDe, ouvrirClos } from '../protocole/clos.ts'
import { agir, lirePiece, type Ordre } from '../protocole/membre.ts'
import { preparerPiece } from '../protocole/metadonnees.ts'
import { donnerMesCles } from '../protocole/relais.ts'
import { demander, RefusDuServeur } from '../protocole/serveur.ts'
import { transferer } from '../protocole/transfert.ts'

const DEPART = '2026-12-07'
const MOTIF = 'Le tribunal administratif demande la date de l’entretien.'
let m: EnMemoire
/** Closed, and opened by no test. */
let ferme: Awaited<ReturnType<typeof deposerEtClore>>
beforeAll(async () => {
  m = await ouvrirEnMemoire(DEPART)
  ferme = await deposerEtClore()
}, 120_000)
afterAll(() => m?.fermer())
beforeEach(() => m.aller(DEPART))

const refus = (promesse: Promise<unknown>) =>
  promesse.then(
    () => 'fait',
    (e: unknown) => (e instanceof RefusDuServeur ? `${e.statut} ${e.code}` : Promise.reject(e)),
  )
const faire = async (qui: string, id: string, ordre: Ordre) => agir(await m.chez(qui, id), ordre)
const ouvrir = async (qui: string, id: string, motif = MOTIF) => ouvrirClos(await m.chez(qui, id), motif)
const voletsChez = async (qui: string, id: string) =>
  [...(await m.chez(qui, id)).dossier.volets.keys()].sort()
/** The compartments of which the server sends anything sealed at all: messages, keys, files. */
const servis = async (qui: string, id: string) => {
  const { recu } = (await m.chez(qui, id)).dossier
  return [...new Set([...recu.messages, ...recu.enveloppes, ...recu.pieces].map(({ volet }) => volet))].sort()
}
const journal = async () =>
  (
    await m.admin.query<{ n: number; ligne: string; empreinte: string }>(
      "select n, ligne, empreinte from journal where organisme = 'cdg-62' order by n",
    )
  ).rows
const ouvertures = async (id: string) =>
  (
    await m.admin.query<{ membre: string; jour: string }>(
      'select membre, jusqu_au::text as jour from ouverture where dossier = $1 order by membre',
      [id],
    )
  ).rows.map(({ membre, jour }) => `${membre} ${jour}`)

/** A whole case, with a file, a doctor and an employer, closed by two. */
async function deposerEtClore() {
  const { id, mots } = await m.deposer({
    accords: ['medecin', 'faits_sans_identite'],
    suiviMedical: ['Un suivi.'],
  })
  const piece = preparerPiece('a.txt', 'text/plain', new TextEncoder().encode('Une preuve.'), true)
  await ajouterPiece(await m.revenir(mots), piece)
  await faire('referente', id, {
    action: 'accuser',
    vers: 'ACCUSE',
    ecrits: [
      { volet: 'N', corps: { genre: 'geste', geste: 'accuser', note: 'Reçu.' } },
      { volet: 'T', corps: { genre: 'fiche', texte: 'Une situation.' } },
      { volet: 'E', corps: { genre: 'message', texte: 'Reçu.' } },
    ],
  })
  await faire('referente', id, { action: 'instruire', vers: 'EN_COURS' })
  await faire('referente', id, { action: 'proposer-cloture' })
  await faire('juriste-2', id, { action: 'clore', vers: 'CLOS' })
  const { rows } = await m.admin.query<{ id: string }>('select id from piece where dossier = $1', [id])
  return { id, mots, piece: rows[0]!.id }
}

it('clos, le serveur n’en donne à la cellule que les notes, à chacun des autres que ce qui lui est propre ; l’auteur lit tout', async () => {
  const { id, mots, piece } = ferme
  for (const qui of ['referente', 'juriste-2']) expect(await servis(qui, id), qui).toEqual(['N'])
  expect(await servis('medecin', id), 'son fil avec l’auteur').toEqual(['M'])
  expect(await servis('autorite', id), 'ce qui lui a été transmis').toEqual(['T'])
  expect(await servis('gardienne', id)).toEqual([])
  const lue = (qui: string) => lireBrut(qui, `/v1/bureau/cdg-62/dossiers/${id}/pieces/${piece}`)
  expect(await lue('referente')).toMatchObject({ statut: 403, message: expect.stringContaining('est clos') })
  expect((await lue('autorite')).statut, 'jamais la sienne').toBe(404)
  const auteur = await m.revenir(mots)
  expect([...auteur.dossier.volets.keys()].sort()).toEqual(['E', 'I', 'M', 'R', 'S', 'T'])
  expect(auteur.dossier.recu.clos, 'rien ne lui est fermé').toBeUndefined()
  await envoyer(auteur, 'ecrire', [{ volet: 'E', corps: { genre: 'message', texte: 'Où en est-on ?' } }])
  // Nothing is written for the cell in what is not open, nor a key given, were it with keys kept from before.
  const avant = await m.chez('referente', id)
  expect(
    await refus(
      agir(avant, { action: 'ecrire', ecrits: [{ volet: 'E', corps: { genre: 'message', texte: 'x' } }] }),
    ),
  ).toBe('403 ferme')
})

async function lireBrut(qui: string, chemin: string) {
  const { jeton } = await m.session(qui)
  const reponse = await m.transport(chemin, { jeton })
  const corps = reponse.statut === 200 ? {} : ((await reponse.json()) as object)
  return { statut: reponse.statut, ...corps }
}

it('ouvert par un motif : à elle seule, jusqu’au lendemain ; les autres lisent qui, quand et pourquoi, et le journal le prouve', async () => {
  const { id, mots, piece } = await deposerEtClore()
  await ouvrir('referente', id)
  expect(await voletsChez('referente', id)).toEqual(['E', 'N', 'R', 'T'])
  const bureau = await m.chez('referente', id)
  expect(bureau.dossier.recu.clos?.ouvertJusquAu).toBe(ajouterJours(DEPART, 1))
  expect(new TextDecoder().decode(await lirePiece(bureau, piece))).toBe('Une preuve.')
  // Another member sees it and reads why; the case stays closed to her until her own motive.
  expect(await servis('juriste-2', id)).toEqual(['N'])
  const bureau2 = await m.chez('juriste-2', id)
  expect(consultationsDe(bureau2)).toEqual([{ jour: DEPART, acteur: 'referente', motif: MOTIF, juste: true }])
  // A line whose motive was exchanged is seen.
  const change = JSON.parse(bureau2.dossier.recu.clos!.consultations[0]!)
  change.acte.objet = enTexte(new Uint8Array(32))
  const recu = {
    ...bureau2.dossier.recu,
    clos: { ouvertJusquAu: null, consultations: [JSON.stringify(change)] },
  }
  expect(consultationsDe({ ...bureau2, dossier: { ...bureau2.dossier, recu } })).toMatchObject([
    { motif: null, juste: false },
  ])
  await ouvrir('juriste-2', id, 'Seconde lecture avant de répondre au tribunal.')
  expect(await voletsChez('juriste-2', id)).toEqual(['E', 'N', 'R', 'T'])
  // The journal: the fingerprint of the very bytes that are kept, signed, in a chain that holds; not a word of the motive anywhere.
  const lignes = await journal()
  expect(verifierJournal(lignes, (qui) => [clesDe(qui).signature.publique])).toMatchObject({ faute: null })
  const actes = lignes
    .map(({ ligne }) => JSON.parse(ligne).acte)
    .filter((a) => a.dossier === id && a.action === 'ouvrir-clos')
  const { rows } = await m.admin.query<{ octets: Buffer }>(
    "select octets from message where dossier = $1 and volet = 'N' order by rang desc limit 2",
    [id],
  )
  expect(actes.map(({ acteur, objet }) => [acteur, objet])).toEqual([
    ['referente', empreinte(rows[1]!.octets)],
    ['juriste-2', empreinte(rows[0]!.octets)],
  ])
  expect(Buffer.concat(rows.map(({ octets }) => octets)).includes('tribunal')).toBe(false)
  expect(JSON.stringify(lignes)).not.toContain('tribunal')
  // The delegate for data protection reads the journal; the author sees that it was done.
  const trace = await demander<{ lignes: string[] }>(m.transport, '/v1/retour/journal', {
    jeton: (await m.revenir(mots)).jeton,
  })
  expect(trace.lignes.filter((ligne) => ligne.includes('ouvrir-clos'))).toHaveLength(2)
  // The next day still; the day after, no more, and nothing of it stays but the journal.
  m.aller(ajouterJours(DEPART, 1))
  expect(await voletsChez('referente', id)).toEqual(['E', 'N', 'R', 'T'])
  m.aller(ajouterJours(DEPART, 2))
  expect(await servis('referente', id)).toEqual(['N'])
  expect(await ouvertures(id)).toEqual([])
  expect(consultationsDe(await m.chez('referente', id))).toHaveLength(2)
})

describe('ce qui ne s’ouvre pas', () => {
  it('un motif malformé est refusé en français, et rien n’est ouvert ni écrit', async () => {
    const { id } = ferme
    const { session, dossier } = await m.chez('referente', id)
    const avant = (await journal()).length
    const note = (volet: string, octets: string, rang = dossier.volets.get('N')!.suite.rang) => ({
      volet,
      epoque: 1,
      rang,
      octets,
    })
    const scelle = dossier.recu.messages.find(({ volet }) => volet === 'N')!.octets
    const enB64u = scelle.replaceAll(/\s/g, '').replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
    const vrai = empreinte(Buffer.from(enB64u, 'base64url'))
    const poster = async (contenu: object, objet?: string, action = 'ouvrir-clos') => {
      const acte = {
        acteur: 'referente',
        action,
        dossier: id,
        jour: DEPART,
        ...(objet && { objet }),
        organisme: 'cdg-62',
      }
      const sig = signer(DOMAINES.journal, acte, clesDe('referente').signature)
      const reponse = await m.transport(`/v1/bureau/cdg-62/dossiers/${id}/actes`, {
        methode: 'POST',
        jeton: session.jeton,
        corps: { acte, sig, version: dossier.recu.version, ...contenu },
      })
      const { message = '' } = (await reponse.json()) as { message?: string }
      expect(message).toContain('Rien n’a été enregistré')
      return reponse.statut
    }
    expect(await poster({}, vrai), 'sans motif').toBe(422)
    expect(await poster({ messages: [note('N', enB64u)] }), 'sans empreinte').toBe(422)
    expect(await poster({ messages: [note('N', enB64u)] }, 'A'.repeat(43)), 'empreinte d’autre chose').toBe(
      422,
    )
    expect(await poster({ messages: [note('N', enB64u)] }, 'court'), 'empreinte qui n’en est pas une').toBe(
      422,
    )
    expect(await poster({ messages: [note('N', 'un motif en clair')] }, vrai), 'en clair').toBe(422)
    expect(await poster({ messages: [note('E', enB64u)] }, vrai), 'dit à l’auteur').toBe(422)
    expect(await poster({ messages: [note('N', enB64u), note('N', enB64u)] }, vrai), 'deux').toBe(422)
    expect(await poster({ messages: [note('N', enB64u)], oublier: true }, vrai), 'avec autre chose').toBe(422)
    expect(await poster({ messages: [note('N', enB64u)] }, vrai, 'instruire'), 'un autre geste').toBe(422)
    expect(await ouvertures(id)).toEqual([])
    expect(await journal()).toHaveLength(avant)
    expect(await servis('referente', id)).toEqual(['N'])
  })

  it('ni par qui ne mène pas le dossier, ni un dossier ouvert, ni par le jeton d’un autre centre', async () => {
    const { id } = ferme
    for (const qui of ['gardienne', 'medecin', 'autorite'])
      expect(await refus(ouvrir(qui, id)), qui).toBe('403 droit')
    const { id: ouvert } = await m.deposer()
    expect(await refus(ouvrir('referente', ouvert))).toBe('409 etat')
    expect(await refus(m.chez('referent-59', id))).toBe('404 ')
    expect(await ouvertures(id)).toEqual([])
  })
})

it('l’identité d’un dossier clos : demandée par qui l’a ouvert, alors seulement la gardienne la reçoit', async () => {
  const { id } = await deposerEtClore()
  const demande: Ordre = {
    action: 'demander-identite',
    ecrits: [{ volet: 'E', corps: { genre: 'identite-demandee', texte: 'x' } }],
  }
  expect(await refus(faire('referente', id, demande))).toBe('403 ferme')
  await ouvrir('referente', id)
  await faire('referente', id, demande)
  expect(await servis('gardienne', id)).toEqual(['I'])
  await faire('gardienne', id, { action: 'ouvrir-identite', donner: [{ volet: 'I', dest: 'referente' }] })
  expect(await servis('gardienne', id)).toEqual([])
  expect(await voletsChez('referente', id)).toContain('I')
})

it('qui part remet aussi les dossiers clos, et cela se lit ; envoyé ailleurs, il n’en reste rien d’ouvert', async () => {
  const { id, mots } = await deposerEtClore()
  await m.admin.query(
    "delete from enveloppe where dossier = $1 and dest = 'juriste-2' and volet in ('R', 'E')",
    [id],
  )
  await donnerMesCles(await m.session('referente'), 'juriste-2', (d) => d.id === id)
  expect(consultationsDe(await m.chez('referente', id))).toMatchObject([
    { acteur: 'referente', juste: true, motif: expect.stringContaining('Passation') },
  ])
  await ouvrir('juriste-2', id)
  expect(await voletsChez('juriste-2', id)).toEqual(['E', 'N', 'R', 'T'])
  // Nothing left to hand over: nothing is opened again.
  await donnerMesCles(await m.session('referente'), 'juriste-2', (d) => d.id === id)
  expect(consultationsDe(await m.chez('referente', id))).toHaveLength(2)
  await transferer(await m.revenir(mots), 'cdg-59')
  expect(await ouvertures(id)).toEqual([])
})
