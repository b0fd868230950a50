// What lasts: missions that end, justice, reprisals, meetings, consents taken back, an employer among others. The clock is the test's own.
import { ouvrir } from '@maillage/coffre'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { statutDe } from '../../../tests/signalement/deposer-tout.ts'
import { faire as faireEnMemoire, geste } from '../../../tests/signalement/gestes.ts'
import { type EnMemoire, ouvrirEnMemoire } from '../../../tests/signalement-en-memoire.ts'
import { ajouterJours } from '../../shared/dates.ts'
import { decider } from '../domain/etats.ts'
import { gestesPermis } from '../domain/instruction.ts'
import { questionSuivante } from '../domain/suivis.ts'
import { ajouterPiece, envoyer } from '../protocole/auteur.ts'
import { agir, lireCorbeille, lireDelais, type Ordre, renouvelerCles } from '../protocole/membre.ts'
import { preparerPiece } from '../protocole/metadonnees.ts'
import { demander } from '../protocole/serveur.ts'
import { transferer } from '../protocole/transfert.ts'
import { avecRelance, horlogesDe, instructionDe, ordreRendezVous } from './commun.ts'

/** A Monday: the working days that follow hold Christmas and New Year's Day. */
const DEPART = '2026-12-07'
let m: EnMemoire
beforeAll(async () => {
  m = await ouvrirEnMemoire(DEPART)
}, 120_000)
afterAll(() => m?.fermer())

const faire = (qui: string, id: string, ordre: Ordre) => faireEnMemoire(m, qui, id, ordre)
const noter = (corps: Record<string, string | number | null>): Ordre => ({
  action: 'instruire',
  ecrits: [{ volet: 'N', corps }],
})
const suivi = async (id: string) => instructionDe(await m.chez('referente', id))

describe('l’enquête', () => {
  it('le lendemain du dernier jour, l’enquêtrice n’a plus de clé, et le journal le dit sans signataire', async () => {
    const { id } = await m.deposer()
    const fin = ajouterJours(DEPART, 10)
    await faire('referente', id, {
      action: 'donner-acces',
      missions: [{ membre: 'enquetrice', jusquAu: fin }],
      ecrits: [{ volet: 'Q', corps: { genre: 'mission', texte: 'Entendre le service.' } }],
    })
    const garde = (await m.chez('enquetrice', id)).dossier.volets.get('Q')!.cles[0]!
    m.aller(fin)
    expect([...(await m.chez('enquetrice', id)).dossier.volets.keys()]).toEqual(['Q'])
    m.aller(ajouterJours(fin, 1))
    expect(await statutDe(m.chez('enquetrice', id))).toBe(404)
    expect((await lireCorbeille(await m.session('enquetrice'))).dossiers).toEqual([])
    // The key that she kept opens nothing of what follows.
    await renouvelerCles(await m.chez('referente', id))
    await faire('referente', id, {
      action: 'ecrire',
      ecrits: [{ volet: 'Q', corps: { genre: 'audition', texte: 'Après elle.' } }],
    })
    const { rows } = await m.admin.query<{ octets: Buffer; epoque: number }>(
      "select octets, epoque from message where dossier = $1 and volet = 'Q' order by rang desc limit 1",
      [id],
    )
    expect(rows[0]!.epoque).toBe(2)
    await expect(ouvrir(new Uint8Array(rows[0]!.octets), garde.identite)).rejects.toThrow()
    const journal = await m.admin.query<{ ligne: string }>(
      "select ligne from journal where ligne like '%fin-de-mission%'",
    )
    expect(journal.rows.map(({ ligne }) => JSON.parse(ligne).acte)).toEqual([
      {
        acteur: 'machine',
        action: 'fin-de-mission',
        dossier: id,
        jour: ajouterJours(fin, 1),
        organisme: 'cdg-62',
      },
    ])
    m.aller(DEPART)
  })
})

it('les fiches de clôture changent d’ordre une fois par jour, sans qu’aucune ne se perde', async () => {
  const { jeton } = await m.session('referente')
  const envoi = (i: number) =>
    demander(m.transport, '/v1/bureau/cdg-62/statistiques', {
      methode: 'POST',
      jeton,
      corps: {
        annee: 2026,
        organisme: 'cdg-62',
        strate: `rang ${i}`,
        ...Object.fromEntries(
          [
            'qualite',
            'nature',
            'canal',
            'identite',
            'recevable',
            'enquete',
            'issue',
            'mesures',
            'delaiAR',
            'delaiRetour',
          ].map((cle) => [cle, 'x']),
        ),
      },
    })
  const ordre = async () =>
    (
      await m.admin.query<{ strate: string }>(
        "select fiche->>'strate' as strate from statistique order by ctid",
      )
    ).rows.map(({ strate }) => strate)
  const attendu = Array.from({ length: 30 }, (_, i) => `rang ${i}`)
  for (let i = 0; i < 30; i++) await envoi(i)
  expect(await ordre()).toEqual(attendu)
  m.aller(ajouterJours(DEPART, 1))
  await lireCorbeille(await m.session('referente'))
  const demain = await ordre()
  expect(demain).not.toEqual(attendu)
  expect([...demain].sort()).toEqual([...attendu].sort())
  await lireCorbeille(await m.session('referente'))
  expect(await ordre(), 'le même jour, plus rien ne bouge').toEqual(demain)
  m.aller(DEPART)
})

describe('ce que le serveur sait des délais', () => {
  it('une seule relance, dont le jour avance de geste en geste ; la cellule voit chaque règle', async () => {
    const { id, mots } = await m.deposer({ danger: ['oui'], accords: ['faits_sans_identite'] })
    // Two working days for somebody in danger.
    await faire('referente', id, geste('accuser'))
    expect(await m.echeances(id)).toMatchObject({ RELANCE: '2026-12-09', RETOUR: '2027-03-16' })
    const codes = horlogesDe(await m.chez('referente', id), await suivi(id)).map(({ code, jour }) => [
      code,
      jour,
    ])
    expect(codes).toContainEqual(['PROTECTION_URGENTE', '2026-12-09'])
    expect(codes).toContainEqual(['REPRESAILLES_6M', '2027-06-07'])
    await faire(
      'referente',
      id,
      noter({ genre: 'protection', mesure: 'Éloignement', etat: 'proposee', note: '' }),
    )
    // One month: the person accused is to be told, and the author asked about reprisals.
    expect((await m.echeances(id))['RELANCE']).toBe('2027-01-07')
    await faire(
      'referente',
      id,
      noter({ genre: 'misEnCause', information: 'differee', jusquAu: '2027-02-01', note: 'Pression.' }),
    )
    await faire('referente', id, {
      action: 'ecrire',
      ecrits: [{ volet: 'E', corps: { genre: 'represailles', mois: 1 } }],
    })
    expect((await m.echeances(id))['RELANCE']).toBe('2027-02-01')
    for (const nom of ['examiner', 'declarerRecevable', 'transmettre'])
      await faire('referente', id, geste(nom))
    expect((await m.echeances(id))['RELANCE'], 'l’employeur, trente jours').toBe('2027-01-06')
    const { rows } = await m.admin.query<{ code: string }>(
      'select distinct code from echeance where dossier = $1 order by code',
      [id],
    )
    expect(rows.map(({ code }) => code)).toEqual(['AR', 'ENQUETE', 'RELANCE', 'RETOUR'])
    // A meeting: twenty working days, two holidays apart.
    const retour = await m.revenir(mots)
    await envoyer(retour, 'rendez-vous', [
      { volet: 'E', corps: { genre: 'rendez-vous', texte: 'Le mardi.' } },
    ])
    expect((await m.echeances(id))['RDV']).toBe('2027-01-06')
    const due = { code: 'RDV_20JO', jour: '2027-01-06', etat: 'loin' }
    expect(horlogesDe(await m.chez('referente', id), await suivi(id))).toContainEqual(due)
    // Asked again, in writing then by telephone: counted from the first time.
    m.aller('2026-12-14')
    await envoyer(await m.revenir(mots), 'rendez-vous', [
      { volet: 'E', corps: { genre: 'rendez-vous', texte: 'Ou le jeudi.' } },
    ])
    const bureau = await m.chez('referente', id)
    await agir(bureau, avecRelance(bureau, ordreRendezVous(bureau, 'Au téléphone.')))
    expect((await m.echeances(id))['RDV']).toBe('2027-01-06')
    expect(horlogesDe(await m.chez('referente', id), await suivi(id))).toContainEqual(due)
    const autre = await m.deposer()
    const la = await m.chez('referente', autre.id)
    await agir(la, avecRelance(la, ordreRendezVous(la, 'Au téléphone.')))
    expect((await m.echeances(autre.id))['RDV'], 'par téléphone, le serveur garde le jour').toBe('2027-01-13')
    m.aller(DEPART)
  })

  it('la coordination sait qu’un délai est dépassé, de quel numéro, et rien d’autre ; les autres non', async () => {
    const { id } = await m.deposer({}, 'cdg-59')
    m.aller('2026-12-17')
    const vu = await lireDelais(await m.session('coordinatrice-59'), 'cdg-59')
    expect(vu).toEqual({ ouverts: 1, depasses: [{ id, code: 'AR', jour: '2026-12-16' }], sansPersonne: [] })
    expect(await statutDe(m.chez('coordinatrice-59', id, 'cdg-59'))).toBe(404)
    expect(await statutDe(lireDelais(await m.session('referent-59'), 'cdg-59'))).toBe(403)
    expect(await statutDe(lireDelais(await m.session('coordinatrice-59'), 'cdg-62'))).toBe(404)
    m.aller(DEPART)
  })
})

describe('la justice et les représailles', () => {
  it('le procureur saisi : l’auteur l’apprend avec les raisons, ou plus tard avec un motif écrit ; rien ne s’efface avant la fin', async () => {
    const { id } = await m.deposer()
    for (const nom of ['accuser', 'examiner', 'declarerRecevable', 'faireRetour'])
      await faire('referente', id, geste(nom))
    const article = (etat: string, plus = {}) =>
      faire(
        'referente',
        id,
        noter({ genre: 'justice', voie: 'article40', etat, note: 'Faits graves.', ...plus }),
      )
    await article('envisagee')
    const cible = horlogesDe(await m.chez('referente', id), await suivi(id))
    expect(cible).toContainEqual({ code: 'ARTICLE_40', jour: '2026-12-09', etat: 'loin' })
    expect((await m.echeances(id))['RELANCE']).toBe('2026-12-09')
    await article('engagee')
    let lu = await suivi(id)
    expect(lu).toMatchObject({ justiceOuverte: true, auteurAInformer: true })
    expect(decider('clore', lu)).toMatchObject({ refus: { code: 'justice-sans-information' } })
    await article('engagee', { information: 'differee' })
    lu = await suivi(id)
    expect(decider('clore', lu).ok).toBe(true)
    expect(decider('purger', { ...lu, etat: 'CLOS' })).toMatchObject({
      refus: { code: 'procedure-en-cours' },
    })
    await article('engagee', { information: 'faite' })
    await article('envisagee')
    expect((await suivi(id)).ignores, 'on ne revient pas en arrière').toHaveLength(1)
    await article('terminee')
    lu = await suivi(id)
    expect(lu.procedures.get('article40')).toMatchObject({ etat: 'terminee', information: 'faite' })
    expect(decider('purger', { ...lu, etat: 'CLOS' }).ok).toBe(true)
  })

  it('à un, trois et six mois l’auteur est interrogé ; ce qu’il dit empêche de clore jusqu’à une réponse ; il peut dire assez', async () => {
    const { id, mots } = await m.deposer()
    for (const nom of ['accuser', 'examiner', 'declarerRecevable', 'faireRetour'])
      await faire('referente', id, geste(nom))
    const demanderNouvelles = (mois: number) =>
      faire('referente', id, {
        action: 'ecrire',
        ecrits: [{ volet: 'E', corps: { genre: 'represailles', mois } }],
      })
    const repondre = async (reponse: string, texte = '') =>
      envoyer(await m.revenir(mots), 'ecrire', [
        { volet: 'E', corps: { genre: 'represailles', reponse, texte } },
      ])
    m.aller('2027-01-07')
    await demanderNouvelles(1)
    const attente = (await suivi(id)).represailles
    expect(attente).toMatchObject({ enAttente: true, aTraiter: null })
    expect(questionSuivante(attente), 'sans réponse, la suivante se pose quand même').toBe(3)
    await repondre('oui', 'On m’a retiré mon bureau.')
    const dit = await suivi(id)
    expect(decider('clore', dit)).toMatchObject({ refus: { code: 'represailles-a-traiter' } })
    await faire(
      'referente',
      id,
      noter({ genre: 'represailles', rang: dit.represailles.aTraiter!, note: 'Écrit.' }),
    )
    expect(decider('clore', await suivi(id)).ok).toBe(true)
    m.aller('2027-03-01')
    await demanderNouvelles(3)
    await repondre('arret')
    const fin = await suivi(id)
    expect(questionSuivante(fin.represailles)).toBeNull()
    expect(fin.represailles).toMatchObject({ arret: true, enAttente: false, aTraiter: null })
    expect(
      horlogesDe(await m.chez('referente', id), fin).filter(({ code }) => code.startsWith('REPRESAILLES')),
    ).toEqual([])
    m.aller(DEPART)
  })
})

describe('un dossier confié à un autre centre', () => {
  const clore = async (id: string) => {
    for (const nom of ['faireRetour']) await faire('referente', id, geste(nom))
    await faire('referente', id, { action: 'proposer-cloture' })
    await faire('juriste-2', id, {
      action: 'clore',
      vers: 'CLOS',
      echeances: [{ code: 'PURGE', jour: '2027-02-07', fait: false }],
      ecrits: [{ volet: 'N', corps: { genre: 'geste', geste: 'clore', note: 'x', motif: 'non_etabli' } }],
    })
  }
  it.each(['EN_COURS', 'CLOS'])(
    '%s, il recommence là-bas : on l’accuse, on le mène, on le clôt, on l’efface',
    async (etape) => {
      const { id, mots } = await m.deposer()
      for (const nom of ['accuser', 'examiner', 'declarerRecevable']) await faire('referente', id, geste(nom))
      const gardees = (await m.chez('referente', id)).dossier.volets.get('E')!.cles
      if (etape === 'CLOS') await clore(id)
      m.aller('2027-01-04')
      await transferer(await m.revenir(mots), 'cdg-59')
      // Keys kept by the first cell open nothing of what follows, the words of the transfer included.
      const { rows } = await m.admin.query<{ octets: Buffer; epoque: number }>(
        "select octets, epoque from message where dossier = $1 and volet = 'E' order by rang desc limit 1",
        [id],
      )
      expect(rows[0]!.epoque).toBe(2)
      for (const { identite } of gardees)
        await expect(ouvrir(new Uint8Array(rows[0]!.octets), identite)).rejects.toThrow()
      expect(await m.echeances(id)).toEqual({ AR: '2027-01-13', RETOUR: '2027-04-13', ENQUETE: '2027-03-04' })
      const la = async (qui: string, ordre: Ordre) => {
        const bureau = await m.chez(qui, id, 'cdg-59')
        await agir(bureau, avecRelance(bureau, ordre))
      }
      const bureau = await m.chez('referent-59', id, 'cdg-59')
      const lu = instructionDe(bureau)
      expect(gestesPermis(lu)).toEqual(['accuser'])
      expect(horlogesDe(bureau, lu)).toContainEqual({ code: 'AR_7JO', jour: '2027-01-13', etat: 'loin' })
      for (const nom of ['accuser', 'examiner', 'declarerRecevable', 'faireRetour'])
        await la('referent-59', geste(nom))
      await la('referent-59', { action: 'proposer-cloture' })
      await la('juriste-59', { action: 'clore', vers: 'CLOS' })
      await la('juriste-59', { action: 'proposer-effacement' })
      await agir(await m.chez('referent-59', id, 'cdg-59'), { action: 'effacer', vers: 'PURGE' })
      expect(await statutDe(m.chez('referent-59', id, 'cdg-59'))).toBe(404)
      m.aller(DEPART)
    },
  )
})

it('hors du champ : clos à deux, tout ce qui a été dit disparaît aussitôt ; l’auteur lit encore les messages, la cellule efface le reste', async () => {
  const { id, mots } = await m.deposer({ accords: ['medecin'], suiviMedical: ['Un suivi.'] })
  const piece = preparerPiece('a.txt', 'text/plain', new TextEncoder().encode('Une preuve.'), true)
  await ajouterPiece(await m.revenir(mots), piece)
  await faire('referente', id, geste('accuser'))
  await faire('referente', id, geste('examiner'))
  const motif = 'Ce différend relève du juge. Autres voies : le Défenseur des droits.'
  const clore = {
    action: 'clore',
    vers: 'CLOS',
    ecrits: [{ volet: 'E', corps: { genre: 'message', texte: motif } }],
    echeances: [{ code: 'PURGE', jour: ajouterJours(DEPART, 15), fait: false }],
    oublier: true,
  } as const
  const volets = async (table: string) =>
    (
      await m.admin.query<{ volet: string }>(
        `select distinct volet from ${table} where dossier = $1 order by volet`,
        [id],
      )
    ).rows.map(({ volet }) => volet)
  expect(await statutDe(faire('referente', id, { action: 'ecrire', oublier: true }))).toBe(422)
  expect(await statutDe(faire('juriste-2', id, clore)), 'jamais seul').toBe(409)
  expect(await volets('message')).toEqual(['E', 'I', 'M', 'N', 'R', 'S'])
  await faire('referente', id, { action: 'proposer-cloture' })
  await faire('juriste-2', id, clore)
  expect([await volets('message'), await volets('enveloppe'), await volets('piece')]).toEqual([
    ['E', 'N'],
    ['E', 'N'],
    [],
  ])
  const retour = await m.revenir(mots)
  expect(retour.dossier.volets.get('E')!.messages.at(-1)!.corps).toMatchObject({ texte: motif })
  expect([...retour.dossier.volets.keys()]).toEqual(['E'])
  expect(await m.echeances(id)).toMatchObject({ PURGE: ajouterJours(DEPART, 15) })
  expect(await statutDe(m.chez('medecin', id))).toBe(404)
  expect([...(await m.chez('referente', id)).dossier.volets.keys()], 'clos : ses notes').toEqual(['N'])
  await faire('referente', id, { action: 'proposer-effacement' })
  await agir(await m.chez('juriste-2', id), { action: 'effacer', vers: 'PURGE' })
  expect(await statutDe(m.revenir(mots))).toBe(401)
})
