// Who receives a key, loses it, and what is closed when somebody leaves: consents, exclusions, an employer among others, departures.
import { empreinteAnnuaire, lireCanonique, ouvrir } from '@maillage/coffre'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { annuaireDe, ORGANISMES } from '../../demo/signalement/cellules.ts'
import { statutDe } from '../../tests/signalement/deposer-tout.ts'
import { faire as faireEnMemoire, geste } from '../../tests/signalement/gestes.ts'
import { type EnMemoire, ouvrirEnMemoire } from '../../tests/signalement-en-memoire.ts'
import { ajouterJours } from '../shared/dates.ts'
import { avecRelance, instructionDe } from './bureau/commun.ts'
import { clesADonner } from './bureau/vues/acces.vue.ts'
import type { Volet } from './domain/acces.ts'
import { peutDireALEmployeur } from './domain/etats.ts'
import type { MembreDeCellule } from './protocole/annuaire.ts'
import { ajouterPiece, changerAccords, envoyer, lireTrace } from './protocole/auteur.ts'
import { agir, lireCorbeille, lirePiece, type Ordre, renouvelerCles } from './protocole/membre.ts'
import { preparerPiece } from './protocole/metadonnees.ts'
import { renouvelerApresDepart, rouvrir } from './protocole/renouveler.ts'
import type { Transport } from './protocole/serveur.ts'

const DEPART = '2026-12-07'
let m: EnMemoire
beforeAll(async () => {
  m = await ouvrirEnMemoire(DEPART)
}, 120_000)
afterAll(() => m?.fermer())

const faire = (qui: string, id: string, ordre: Ordre) => faireEnMemoire(m, qui, id, ordre)
const suivi = async (id: string) => instructionDe(await m.chez('referente', id))
const entrer = (mots: string) => rouvrir(m.transport, mots, 'localhost:3001', m.jour)
const dernier = async (id: string, volet: Volet) => {
  const { rows } = await m.admin.query<{ octets: Buffer; epoque: number }>(
    'select octets, epoque from message where dossier = $1 and volet = $2 order by rang desc limit 1',
    [id, volet],
  )
  return { epoque: rows[0]!.epoque, octets: new Uint8Array(rows[0]!.octets) }
}
const tiennent = async (id: string, volet: Volet, epoque: number) =>
  (
    await m.admin.query<{ dest: string }>(
      'select dest from enveloppe where dossier = $1 and volet = $2 and epoque = $3 order by dest',
      [id, volet, epoque],
    )
  ).rows.map(({ dest }) => dest)

describe('la gardienne, qui ne tient que l’identité', () => {
  it('la renouvelle seule : elle, l’auteur et le secours tiennent la suite', async () => {
    const { id, mots } = await m.deposer({ identite: ['confidentiel'], nom: ['Un nom'] })
    await renouvelerCles(await m.chez('gardienne', id))
    expect(await tiennent(id, 'I', 2)).toEqual(['auteur', 'gardienne', 'sequestre'])
    const retour = await m.revenir(mots)
    await envoyer(retour, 'identite', [{ volet: 'I', corps: { genre: 'personne', personne: { nom: 'N' } } }])
    expect((await dernier(id, 'I')).epoque).toBe(2)
    expect((await m.chez('gardienne', id)).dossier.volets.get('I')!.messages).toHaveLength(2)
  })
})

it('qui n’a aucune clé à renouveler n’écrit rien au journal ; le serveur refuse un renouvellement sans clé', async () => {
  const { id } = await m.deposer({ accords: ['medecin'] })
  const lignes = async () =>
    (
      await m.admin.query("select 1 from journal where ligne like '%renouveler-cles%' and ligne like $1", [
        `%${id}%`,
      ])
    ).rowCount
  expect(await renouvelerCles(await m.chez('medecin', id))).toBe(false)
  expect(await statutDe(faire('referente', id, { action: 'renouveler-cles' }))).toBe(422)
  expect(await lignes()).toBe(0)
  expect(await renouvelerCles(await m.chez('referente', id))).toBe(true)
  expect(await lignes()).toBe(1)
})

describe('à la visite suivante de l’auteur', () => {
  it('personne n’est parti : rien ne change', async () => {
    const { id, mots } = await m.deposer({ accords: ['medecin'] })
    expect(await renouvelerApresDepart(await m.revenir(mots))).toBe(false)
    await entrer(mots)
    expect(await tiennent(id, 'R', 2)).toEqual([])
  })

  it('une personne retirée du dossier n’en lit pas la suite, sans que personne n’ait rien à presser ; cela ne se fait qu’une fois', async () => {
    const { id, mots } = await m.deposer({ accords: ['medecin', 'psychologue'] })
    const avant = await m.chez('medecin', id)
    await agir(avant, { action: 'se-recuser' })
    const { rows } = await m.admin.query('select tour from dossier where id = $1', [id])
    const retour = await entrer(mots)
    expect(await tiennent(id, 'S', 2)).toEqual(['auteur', 'psychologue', 'sequestre'])
    expect(await tiennent(id, 'M', 2)).toEqual(['auteur', 'sequestre'])
    expect(await tiennent(id, 'P', 2), 'le fil de l’autre profession n’est pas touché').toEqual([])
    expect(await tiennent(id, 'R', 2)).not.toContain('medecin')
    expect((await m.admin.query('select tour from dossier where id = $1', [id])).rows).toEqual(rows)
    await envoyer(retour, 'ecrire', [{ volet: 'S', corps: { genre: 'sante', sante: { suite: 'Après.' } } }])
    const { octets, epoque } = await dernier(id, 'S')
    expect(epoque).toBe(2)
    for (const { identite } of avant.dossier.volets.get('S')!.cles)
      await expect(ouvrir(octets, identite)).rejects.toMatchObject({ code: 'illisible' })
    expect((await m.chez('psychologue', id)).dossier.volets.get('S')!.messages).toHaveLength(2)
    await entrer(mots)
    expect(await tiennent(id, 'S', 3)).toEqual([])
    expect((await m.chez('referente', id)).dossier.volets.get('E')!.messages.at(-1)!.corps).toMatchObject({
      genre: 'renouvellement',
    })
  })

  it('médecin et gardienne quittent l’annuaire : santé, fil, identité se renouvellent pour qui reste ; un lecteur inventé par le serveur n’y gagne rien', async () => {
    const { id, mots } = await m.deposer({ accords: ['medecin', 'psychologue'] }, 'cdg-80')
    const partants = {
      medecin: await m.chez('medecin', id, 'cdg-80'),
      gardienne: await m.chez('gardienne', id, 'cdg-80'),
    }
    const { rows } = await m.admin.query<{ fichier: Buffer }>(
      "select fichier from annuaire where organisme = 'cdg-80' order by rang desc limit 1",
    )
    const premier = (lireCanonique(new Uint8Array(rows[0]!.fichier)) as never as { annuaire: never }).annuaire
    const somme = ORGANISMES.find(({ organisme }) => organisme === 'cdg-80')!
    const restent = somme.membres.filter((c) => !['medecin', 'gardienne', 'juriste'].includes(c.id))
    const suivant = { ...somme, membres: restent }
    const { fichier } = await annuaireDe(
      suivant,
      2,
      empreinteAnnuaire(premier),
      DEPART,
      ajouterJours(DEPART, 89),
    )
    await m.admin.query("insert into annuaire (organisme, rang, fichier) values ('cdg-80', 2, $1)", [
      Buffer.from(fichier),
    ])
    // A server that says that somebody reads: a wrap that nobody made, for a référent who never opened the identity.
    await m.admin.query(
      "insert into enveloppe (dossier, organisme, volet, epoque, dest, octets) select $1, 'cdg-80', volet, 1, dest, '\\x00' from (values ('I', 'autorite'), ('S', 'referente'), ('M', 'psychologue')) as v (volet, dest)",
      [id],
    )
    const retour = await entrer(mots)
    expect(await tiennent(id, 'I', 2)).toEqual(['auteur', 'psychologue', 'sequestre'])
    expect(await tiennent(id, 'S', 2)).toEqual(['auteur', 'psychologue', 'sequestre'])
    expect(await tiennent(id, 'M', 2)).toEqual(['auteur', 'sequestre'])
    await envoyer(retour, 'identite', [{ volet: 'I', corps: { genre: 'personne', personne: { nom: 'N' } } }])
    const { octets } = await dernier(id, 'I')
    for (const { dossier } of Object.values(partants))
      for (const { identite } of dossier.volets.get('I')!.cles)
        await expect(ouvrir(octets, identite)).rejects.toMatchObject({ code: 'illisible' })
    // Deposited since, then judged out of scope: what is left of it does not say that somebody went.
    const apres = await m.deposer({ accords: ['psychologue'] }, 'cdg-80')
    const la = async (qui: string, ordre: Ordre) => {
      const bureau = await m.chez(qui, apres.id, 'cdg-80')
      await agir(bureau, avecRelance(bureau, ordre))
    }
    await la('referente', geste('accuser'))
    await la('referente', geste('examiner'))
    await la('referente', { action: 'proposer-cloture' })
    await la('juriste-2', {
      action: 'clore',
      vers: 'CLOS',
      ecrits: [{ volet: 'E', corps: { genre: 'message', texte: 'Hors du champ.' } }],
      echeances: [{ code: 'PURGE', jour: ajouterJours(DEPART, 15), fait: false }],
      oublier: true,
    })
    const reste = await m.revenir(apres.mots)
    expect([...reste.dossier.volets.keys()]).toEqual(['E'])
    expect(await renouvelerApresDepart(reste)).toBe(false)
  })
})

describe('le médecin, la psychologue, l’employeur', () => {
  it('deux accords, deux fils : aucun ne lit celui de l’autre, ni la cellule ; l’auteur lit les deux', async () => {
    const { id, mots } = await m.deposer({ accords: ['medecin', 'psychologue'], suiviMedical: ['Un suivi.'] })
    for (const [qui, volet] of [
      ['medecin', 'M'],
      ['psychologue', 'P'],
    ] as const)
      await faire(qui, id, { action: 'ecrire', ecrits: [{ volet, corps: { genre: 'message', texte: qui } }] })
    const medecin = await m.chez('medecin', id)
    expect([...medecin.dossier.volets.keys()].sort()).toEqual(['I', 'M', 'R', 'S'])
    expect([...(await m.chez('psychologue', id)).dossier.volets.keys()].sort()).toEqual(['I', 'P', 'R', 'S'])
    for (const qui of ['referente', 'juriste-2', 'gardienne'])
      for (const volet of ['M', 'P', 'S'] as const)
        expect((await m.chez(qui, id)).dossier.volets.has(volet), `${qui} ${volet}`).toBe(false)
    const { rows } = await m.admin.query<{ octets: Buffer }>(
      "select octets from message where dossier = $1 and volet = 'P' and rang = 1",
      [id],
    )
    for (const { cles } of medecin.dossier.volets.values())
      for (const { identite } of cles)
        await expect(ouvrir(new Uint8Array(rows[0]!.octets), identite)).rejects.toThrow()
    const retour = await m.revenir(mots)
    for (const [volet, qui] of [
      ['M', 'medecin'],
      ['P', 'psychologue'],
    ] as const)
      expect(retour.dossier.volets.get(volet)!.messages.at(-1)!.corps).toMatchObject({ texte: qui })
    // Neither by the cell nor by herself does one profession receive the other's key.
    const P = (await m.chez('psychologue', id)).dossier.volets.get('P')!
    const tente = await m.chez('psychologue', id)
    expect(P.cles).toHaveLength(1)
    expect(
      await statutDe(agir(tente, { action: 'donner-acces', donner: [{ volet: 'P', dest: 'medecin' }] })),
    ).toBe(403)
  })

  it('un accord repris ferme la porte : plus de clé, et la suite est pour une clé que la personne n’a jamais eue', async () => {
    const { id, mots } = await m.deposer({ accords: ['medecin'] })
    const avant = await m.chez('medecin', id)
    await changerAccords(await m.revenir(mots), ['recontact'])
    expect(await statutDe(m.chez('medecin', id))).toBe(404)
    expect((await lireCorbeille(await m.session('medecin'))).dossiers.map((d) => d.id)).not.toContain(id)
    const retour = await m.revenir(mots)
    expect(retour.dossier.recu.lecteurs.map(({ dest }) => dest)).not.toContain('medecin')
    await envoyer(retour, 'ecrire', [{ volet: 'R', corps: { genre: 'complement', texte: 'Plus tard.' } }])
    const { rows } = await m.admin.query<{ octets: Buffer; epoque: number }>(
      "select octets, epoque from message where dossier = $1 and volet = 'R' order by rang desc limit 1",
      [id],
    )
    expect(rows[0]!.epoque).toBe(2)
    for (const { identite } of avant.dossier.volets.get('R')!.cles)
      await expect(ouvrir(new Uint8Array(rows[0]!.octets), identite)).rejects.toThrow()
    expect((await m.chez('referente', id)).dossier.volets.get('R')!.messages).toHaveLength(2)
    // Given again, everything is read again, what was written meanwhile too.
    await changerAccords(await m.revenir(mots), ['medecin'])
    expect((await m.chez('medecin', id)).dossier.volets.get('R')!.messages).toHaveLength(2)
  })

  it('ni l’exclu sous de nouvelles clés, ni le conflit déclaré depuis, ni qui s’est récusé ne reçoit de clé par un accord', async () => {
    const tiennent = async (mots: string) =>
      new Set((await m.revenir(mots)).dossier.recu.lecteurs.map(({ dest }) => dest))
    /** What the author's page would do under another version of the directory. */
    const avec = async (mots: string, changer: (c: MembreDeCellule) => MembreDeCellule) => {
      const retour = await m.revenir(mots)
      return { ...retour, cellule: { ...retour.cellule, membres: retour.cellule.membres.map(changer) } }
    }
    const medecin = (plus: Partial<MembreDeCellule>) => (c: MembreDeCellule) =>
      c.id === 'medecin' ? { ...c, ...plus } : c
    // Excluded before her keys were renewed.
    const ecartee = await m.deposer({ exclusions: ['psychologue'] })
    await changerAccords(await avec(ecartee.mots, medecin({ remplace: 'psychologue' })), ['medecin'])
    expect(await tiennent(ecartee.mots)).not.toContain('medecin')
    // A conflict declared after the deposit: no key, and those that were held go.
    const conflit = await m.deposer({ accords: ['medecin'] })
    expect(await tiennent(conflit.mots)).toContain('medecin')
    await changerAccords(await avec(conflit.mots, medecin({ conflits: ['valbourg'] })), ['medecin'])
    expect(await tiennent(conflit.mots)).not.toContain('medecin')
    // Withdrawn from the case: another consent saved, the box still ticked or ticked again, gives nothing back.
    const recuse = await m.deposer({ accords: ['medecin'] })
    await agir(await m.chez('medecin', recuse.id), { action: 'se-recuser' })
    for (const accords of [['medecin', 'recontact'], ['recontact'], ['medecin']]) {
      await changerAccords(await m.revenir(recuse.mots), accords)
      expect(await tiennent(recuse.mots), accords.join()).not.toContain('medecin')
    }
    // A consent that stays ticked gives nothing to who comes later.
    const tard = await m.deposer({ accords: ['medecin'] })
    await m.admin.query("delete from enveloppe where dossier = $1 and dest = 'medecin'", [tard.id])
    await changerAccords(await m.revenir(tard.mots), ['medecin', 'recontact'])
    expect(await tiennent(tard.mots)).not.toContain('medecin')
  })

  it('la cellule ne se voit pas proposer de donner une clé à la nouvelle identité d’une personne écartée', async () => {
    const { id } = await m.deposer({ exclusions: ['referent-2'] })
    const bureau = await m.chez('referente', id)
    const gens = (membres: readonly MembreDeCellule[]) =>
      clesADonner({ ...bureau, cellule: { ...bureau.cellule, membres } }).map(({ m: { id: qui } }) => qui)
    const { membres } = bureau.cellule
    const neuf = { ...membres.find((c) => c.id === 'referent-2')!, id: 'neuf' }
    expect(gens([...membres, neuf])).toContain('neuf')
    expect(gens([...membres, { ...neuf, remplace: 'referent-2' }])).not.toContain('neuf')
    expect(gens([...membres, { ...neuf, conflits: ['valbourg'] }])).not.toContain('neuf')
    expect(gens(membres)).not.toContain('referent-2')
  })

  it('un fichier ajouté plus tard se lit par qui lit le récit ; un octet changé en route, rien n’est gardé', async () => {
    const { id, mots } = await m.deposer()
    const piece = preparerPiece('suite.txt', 'text/plain', new TextEncoder().encode('Trouvé depuis.'), true)
    const compter = async () =>
      Number((await m.admin.query('select count(*) as n from piece where dossier = $1', [id])).rows[0].n)
    const retour = await m.revenir(mots)
    const abime: Transport = (chemin, options) =>
      m.transport(chemin, {
        ...options,
        ...(options?.suite && { suite: options.suite.map((octets) => octets.with(900, octets[900]! ^ 1)) }),
      })
    expect(await statutDe(ajouterPiece({ ...retour, transport: abime }, piece))).toBe(422)
    expect(await compter()).toBe(0)
    await ajouterPiece(retour, piece)
    const vu = await m.chez('referente', id)
    const [ajoutee] = vu.dossier.recu.pieces
    expect(new TextDecoder().decode(await lirePiece(vu, ajoutee!.id))).toBe('Trouvé depuis.')
    // Two sealed files swapped by who alters the database, each readable by its key.
    await ajouterPiece(await m.revenir(mots), {
      ...piece,
      octets: new TextEncoder().encode('Un autre fich.'),
    })
    const { rows: deux } = await m.admin.query<{ id: string; octets: Buffer }>(
      'select id, octets from piece where dossier = $1',
      [id],
    )
    const echanger = async (par: number) => {
      for (const [i, p] of deux.entries())
        await m.admin.query('update piece set octets = $2 where id = $1', [p.id, deux[(i + par) % 2]!.octets])
    }
    await echanger(1)
    await expect(lirePiece(await m.chez('referente', id), ajoutee!.id)).rejects.toThrow(
      /échangé sur le serveur/,
    )
    await echanger(0)
    // A case keeps forty files: the next is refused in a sentence, and nothing of it stays.
    await m.admin.query(
      "insert into piece (id, dossier, organisme, volet, epoque, octets) select lpad(i::text, 22, 'A'), $1, 'cdg-62', 'R', 1, '\\x00' from generate_series(1, 38) i",
      [id],
    )
    await expect(ajouterPiece(await m.revenir(mots), piece)).rejects.toThrow(/fichier de plus/)
    expect(await compter()).toBe(40)
    await m.admin.query("delete from piece where dossier = $1 and id like 'AAAA%'", [id])
    expect(vu.dossier.volets.get('R')!.messages.at(-1)!.corps).toMatchObject({
      genre: 'pieces',
      pieces: [{ id: ajoutee!.id, nom: 'suite.txt' }],
    })
  })

  it('ce qui part à l’employeur va au sien, jamais à un autre de la même liste ; l’auteur le lit ; le médecin y donne un avis', async () => {
    const transmettre: Ordre = {
      ...geste('transmettre'),
      ecrits: [
        { volet: 'N', corps: { genre: 'geste', geste: 'transmettre', note: 'x' } },
        { volet: 'T', corps: { genre: 'fiche', texte: 'Une situation.' } },
      ],
    }
    const ailleurs = await m.deposer({ employeur: ['hautmare'] })
    await faire('referente', ailleurs.id, geste('accuser'))
    await faire('referente', ailleurs.id, transmettre)
    expect(await statutDe(m.chez('autorite', ailleurs.id))).toBe(404)
    const { id, mots } = await m.deposer({ accords: ['medecin', 'faits_sans_identite'] })
    for (const nom of ['accuser', 'examiner', 'declarerRecevable']) await faire('referente', id, geste(nom))
    await faire('referente', id, transmettre)
    expect([...(await m.chez('autorite', id)).dossier.volets.keys()]).toEqual(['T'])
    expect((await m.revenir(mots)).dossier.volets.get('T')!.messages[0]!.corps).toMatchObject({
      texte: 'Une situation.',
    })
    const T = { action: 'donner-acces', donner: [{ volet: 'T' as const, dest: 'medecin' }] }
    await faire('referente', id, T)
    await faire('medecin', id, {
      action: 'ecrire',
      ecrits: [{ volet: 'T', corps: { genre: 'avis', texte: 'Autre bureau conseillé.' } }],
    })
    expect((await m.chez('autorite', id)).dossier.volets.get('T')!.messages.at(-1)).toMatchObject({
      emetteur: 'medecin',
    })
    // What went once goes no further when the author takes her consent back.
    const nouvelle = async () => {
      const bureau = await m.chez('referente', id)
      const rh = { ...bureau.cellule.membres.find((c) => c.id === 'autorite')!, id: 'rh' }
      return clesADonner({ ...bureau, cellule: { ...bureau.cellule, membres: [rh] } }).map(
        ({ volet }) => volet,
      )
    }
    expect(await nouvelle()).toEqual(['T'])
    expect(peutDireALEmployeur(await suivi(id))).toBe(true)
    await changerAccords(await m.revenir(mots), ['medecin'])
    expect(await nouvelle()).toEqual([])
    expect(peutDireALEmployeur(await suivi(id))).toBe(false)
    // Without the author's consent to him, nobody gives him that key.
    expect(await statutDe(agir(await m.chez('referente', ailleurs.id), T))).toBe(403)
    const trace = await lireTrace(await m.revenir(mots))
    expect(trace.map(({ acteur, action }) => `${acteur} ${action}`)).toEqual([
      'auteur deposer',
      'referente accuser',
      'referente instruire',
      'referente instruire',
      'referente instruire',
      'referente donner-acces',
      'medecin ecrire',
      'auteur accords',
    ])
    expect(trace.every(({ juste }) => juste)).toBe(true)
    const autre = await m.revenir(mots)
    const faux = { ...autre, cellule: { ...autre.cellule, signataires: new Map() } }
    expect((await lireTrace(faux)).map(({ juste }) => juste)).toEqual([
      true,
      ...Array.from({ length: 6 }, () => false),
      true,
    ])
    // A line of another case, shown in this one.
    const deplace = {
      ...autre,
      dossier: { ...autre.dossier, recu: { ...autre.dossier.recu, id: ailleurs.id } },
    }
    expect((await lireTrace(deplace)).some(({ juste }) => juste)).toBe(false)
  })
})
