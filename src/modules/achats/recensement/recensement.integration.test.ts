// The census of an employer through the front door: long files read apart, files that nobody should send, what is typed and never lost.
import { csvRecensement, ENTETES } from '@maillage/prevoyance/generateur'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exporterXlsx } from '#platform/tableurs/exporter.ts'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { estSiret } from '#shared/siret.ts'
import { type Lire, lecteurDesAchats } from '../../../../tests/achats.ts'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  SECRET,
  type Visiteur,
} from '../../../../tests/application.ts'
import { jusqua } from '../../../../tests/attente.ts'
import { envoyerFichier } from '../../../../tests/fichiers/envoi.ts'
import { cheminDeReponse } from '../consultation/lien.ts'
import { INTERROMPU, traiterLesRecensements } from './envoi.ts'

let t: ApplicationDeTest
let lire: Lire
let direction53: Visiteur
let coop: string
let employeur: { id: string; nom: string; siret: string }
let adresse: string
beforeAll(async () => {
  t = await ouvrirApplication()
  direction53 = await t.entrer('Direction', 'CDG 53', 'Pays de la Loire')
  ;({ cooperation: coop, lire } = await lecteurDesAchats(t))
  ;[employeur] = (await lire<typeof employeur>(
    `select e.id, e.nom, e.siret from achat_employeur e join achat_operation o on o.id = e.operation_id and o.objet = 'sante'
     join membre m on m.organisme_id = e.centre_id and m.libelle = 'CDG 53' where e.siret is not null order by e.nom, e.id limit 1`,
  )) as [typeof employeur]
  adresse = `/achats/employeurs/${employeur.id}/recensement`
})
afterAll(() => t.fermer())

const AU = '2026-06-30'
const siret = () =>
  Array.from({ length: 10 }, (_, i) => `${employeur.siret.slice(0, 9)}0001${i}`).find(estSiret)!
const fichier = (agents: number) =>
  [...csvRecensement({ graine: 3, agents, employeurs: 1, dateRecensement: AU })]
    .join('')
    .replaceAll(/^\d{14}/gm, siret())
const envoyer = (contenu: string | Uint8Array, nom = 'agents.csv', qui = direction53, url = adresse) =>
  envoyerFichier(qui, url, { nom, contenu }, { au: '30/06/2026' })
const versions = () =>
  lire<{ numero: number; agents: number; courante: boolean }>(
    'select numero, agents, remplace_le is null as courante from achat_recensement where employeur_id = $1 order by numero',
    [employeur.id],
  )

/** The reading has ended, be it after the answer: past two seconds a sender does not wait. */
const lu = () =>
  jusqua('le fichier est lu', async () => {
    const enLecture = await lire(`select from achat_envoi where employeur_id = $1 and etat = 'lecture'`, [
      employeur.id,
    ])
    return enLecture.length === 0
  })

describe('un fichier long', () => {
  it('est lu à part, puis enregistré en une fois ; le fichier est oublié', async () => {
    const reponse = await envoyer(fichier(2_000))
    expect(reponse.statusCode).toBe(303)
    await lu()
    expect(lisible((await direction53.get(adresse)).body)).toContain('2 000 agents recensés')
    expect(
      await lire('select etat, contenu, fait = total as lu from achat_envoi where employeur_id = $1', [
        employeur.id,
      ]),
    ).toEqual([{ etat: 'fini', contenu: null, lu: true }])
  })

  /** What a process that dies leaves: the file kept, half read, and a job that stands by. */
  const interrompre = async (agents: number, au: string = AU, garde = true) => {
    const [membre] = await lire<{ id: string }>(
      `select organisme_id as id from membre where libelle = 'CDG 53' and cooperation_id = $1`,
      [coop],
    )
    const par = {
      cooperationId: coop,
      organismeId: membre!.id,
      personneId: coop,
      nom: 'Direction',
      libelle: 'CDG 53',
    }
    const envoiId = nouvelId()
    await t.base.enTantQue(par, (tx) =>
      tx
        .insertInto('achat_envoi')
        .values({
          id: envoiId,
          cooperation_id: coop,
          centre_id: par.organismeId,
          employeur_id: employeur.id,
          nom: 'interrompu.csv',
          au,
          depose_par: 'centre',
          contenu: garde ? Buffer.from(fichier(agents)) : null,
          etat: 'lecture',
          fait: garde ? 40 : 0,
          total: 118,
          avis: garde ? INTERROMPU : '',
          depose_le: new Date(),
        })
        .execute(),
    )
    return {
      demande: { envoiId, porte: 'centre' as const, par },
      reprendre: () =>
        t.base.enTantQue(par, (tx) =>
          t.taches.envoyer(tx, 'recensements', { envoiId, porte: 'centre', par }),
        ),
    }
  }

  it('dont la lecture s’est interrompue le dit, et reprend d’elle-même sans rien doubler', async () => {
    const { reprendre } = await interrompre(900)
    const page = lisible((await direction53.get(adresse)).body)
    expect(page).toContain('40 sur 118 ko lus')
    expect(page).toContain('Rien n’est enregistré à moitié')
    expect((await versions()).length).toBe(1)
    // Twice: as a job that is given again does.
    for (let fois = 0; fois < 2; fois++) await reprendre()
    await t.tachesFaites()
    expect(await versions()).toEqual([
      { numero: 1, agents: 2_000, courante: false },
      { numero: 2, agents: 900, courante: true },
    ])
    expect(lisible((await direction53.get(adresse)).body)).not.toContain('en cours de lecture')
  })

  it('interrompu, ne remplace pas le fichier court enregistré après lui', async () => {
    const { reprendre } = await interrompre(950)
    expect((await envoyer(fichier(30))).statusCode).toBe(303)
    expect(lisible((await direction53.get(adresse)).body)).not.toContain('en cours de lecture')
    await reprendre()
    await t.tachesFaites()
    expect((await versions()).at(-1)).toEqual({ numero: 3, agents: 30, courante: true })
    expect(
      await lire(
        `select etat, contenu from achat_envoi where employeur_id = $1 and nom = 'interrompu.csv' order by depose_le desc limit 1`,
        [employeur.id],
      ),
    ).toEqual([{ etat: 'remplace', contenu: null }])
  })

  it('illisible jusqu’au dernier essai, est oublié, et la page demande de le renvoyer', async () => {
    // No legal value is known for this day: its reading breaks every time.
    const { demande } = await interrompre(900, '2020-01-01')
    const lectures: ((essai: number) => Promise<void>)[] = []
    await traiterLesRecensements({
      base: t.base,
      maintenant: () => new Date(),
      taches: {
        envoyer: t.taches.envoyer,
        traiter: async (_file, traitement) => {
          lectures.push((essai) => traitement(demande as never, { id: demande.envoiId, essai }))
        },
      },
    })
    await expect(lectures[0]!(5)).rejects.toThrow()
    expect(lisible((await direction53.get(adresse)).body)).toContain('elle reprendra d’elle-même')
    await expect(lectures[0]!(6)).rejects.toThrow()
    const page = lisible((await direction53.get(adresse)).body)
    expect(page).toContain('elle ne reprendra pas')
    expect(page).not.toContain('en cours de lecture')
    expect(await lire('select etat, contenu from achat_envoi where id = $1', [demande.envoiId])).toEqual([
      { etat: 'remplace', contenu: null },
    ])
    expect((await versions()).filter(({ courante }) => courante)).toEqual([
      { numero: 3, agents: 30, courante: true },
    ])
  })

  it('interrompu avant d’être gardé, est à renvoyer ; rien d’autre ne change', async () => {
    const { demande, reprendre } = await interrompre(900, AU, false)
    expect(lisible((await direction53.get(adresse)).body)).toContain('ne supprimez pas encore votre fichier')
    await reprendre()
    await t.tachesFaites()
    const page = lisible((await direction53.get(adresse)).body)
    expect(page).toContain('interrompue avant qu’il soit gardé')
    expect(page).toContain('Renvoyez le fichier')
    expect(page).not.toContain('en cours de lecture')
    expect(await lire('select etat, contenu from achat_envoi where id = $1', [demande.envoiId])).toEqual([
      { etat: 'remplace', contenu: null },
    ])
    expect((await versions()).filter(({ courante }) => courante)).toEqual([
      { numero: 3, agents: 30, courante: true },
    ])
  })

  it('refusé, dit ses lignes ; celui qui le suit prend sa place', async () => {
    const faux = fichier(1_500).replace(/;CNRACL;/, ';CAISSE;')
    const refuse = await envoyer(faux)
    // A machine that reads slowly answers before the end, and the page says it then.
    expect([303, 422]).toContain(refuse.statusCode)
    await lu()
    const dit = refuse.statusCode === 422 ? refuse : await direction53.get(adresse)
    expect(lisible(dit.body)).toContain('1 ligne refusée sur 1 500 : rien n’est enregistré')
    const [un, deux] = await Promise.all([envoyer(fichier(1_000)), envoyer(fichier(1_100))])
    expect([un.statusCode, deux.statusCode]).toEqual([303, 303])
    await lu()
    expect((await versions()).filter(({ courante }) => courante)).toHaveLength(1)
    expect(
      await lire(`select id from achat_envoi where employeur_id = $1 and etat = 'lecture'`, [employeur.id]),
    ).toEqual([])
  })
})

describe('un fichier que personne ne devrait envoyer', () => {
  const bonneLigne = (): Record<string, string> => ({
    siret: siret(),
    matricule: 'A1',
    naissance: '1980',
    statut: 'titulaire',
    regime: 'CNRACL',
    categorie: 'C',
    heures_hebdo: '35',
    indice_majore: '400',
    ri_mensuel: '185,50',
  })
  const ligne = (champs: Readonly<Record<string, string>> = {}) => {
    const cellules = { ...bonneLigne(), ...champs }
    return ENTETES.map((nom) => cellules[nom] ?? '').join(';')
  }
  const csv = (...lignes: string[]) => [ENTETES.join(';'), ...lignes].join('\r\n')
  const cas: readonly (readonly [string, () => string | Uint8Array | Promise<Uint8Array>, string])[] = [
    [
      'deux cents colonnes',
      () => `${ENTETES.join(';')};${Array.from({ length: 200 }, (_, i) => `c${i}`).join(';')}\n`,
      '222 colonnes',
    ],
    ['un autre encodage', () => Buffer.from(`\ufeff${csv(ligne())}`, 'utf16le'), 'UTF-16'],
    [
      'deux encodages mêlés',
      () =>
        Buffer.concat([
          Buffer.from(csv(ligne({ grade: 'Rédacteur', categorie: 'B' }))),
          Buffer.from([0x0a, 0xe9]),
        ]),
      'Le texte change d’encodage',
    ],
    ['des dates d’Excel', () => csv(ligne({ naissance: '29221' })), 'est un numéro de jour du tableur'],
    ['l’établissement d’un autre', () => csv(ligne({ siret: '29900000000016' })), 'Ce SIRET n’est pas celui'],
    ['un agent deux fois', () => csv(ligne(), ligne({ matricule: 'A2' }), ligne()), 'ligne 2'],
    [
      'un classeur aux dates d’Excel',
      () =>
        exporterXlsx(
          ENTETES.map((nom) => ({ cle: nom, libelles: [nom] })),
          [{ ...bonneLigne(), naissance: '29221' }],
        ),
      'est un numéro de jour du tableur',
    ],
    ['un nom de personne', () => `${ENTETES.join(';')};nom\n${ligne()};Durand`, 'nom'],
  ]
  it.each(cas)('%s : le dit, et n’enregistre rien', async (_, contenu, attendu) => {
    const avant = await versions()
    const reponse = await envoyer(await contenu())
    expect(reponse.statusCode).toBe(422)
    expect(lisible(reponse.body)).toContain(attendu)
    expect(await versions()).toEqual(avant)
  })

  it('ni fichier, ni date à venir, ni lien hors délai', async () => {
    expect((await envoyer('')).statusCode).toBe(422)
    const demain = ajouterJours(jourDe(new Date()), 1).split('-').reverse().join('/')
    const futur = await envoyerFichier(
      direction53,
      adresse,
      { nom: 'a.csv', contenu: csv(ligne()) },
      { au: demain },
    )
    expect(futur.statusCode).toBe(422)
    const [lien] = await lire<{ id: string }>(
      `select id from achat_lien where courriel = 'secretariat.partage@demonstration.invalid'`,
    )
    const racine = cheminDeReponse(SECRET, { cooperationId: coop, lienId: lien!.id }, new Date())
    const secretaire = t.visiteur()
    const sien = /href="(\/achats\/repondre\/[^"]+\/[0-9a-f-]{36})"/.exec(
      (await secretaire.get(racine)).body,
    )![1]!
    t.regler(new Date(Date.now() + 400 * 86_400_000))
    try {
      const tard = await envoyer(csv(ligne()), 'agents.csv', secretaire, `${sien}/recensement`)
      expect(tard.statusCode).toBeGreaterThanOrEqual(400)
      expect(tard.statusCode).toBeLessThan(500)
      expect(lisible(tard.body)).toMatch(/délai|lien|close|clos/i)
    } finally {
      t.regler(new Date())
    }
  })
})

describe('la saisie en ligne', () => {
  it('garde ce qui est tapé, même à moitié, même quand un fichier est refusé entre-temps', async () => {
    const tape = { au: '', 'naissance-1': '19', 'ri_mensuel-1': '150,00' }
    expect((await direction53.post(`${adresse}/brouillon`, tape)).statusCode).toBe(303)
    await envoyer('siret;matricule\n')
    const page = (await direction53.get(adresse)).body
    expect(page).toContain('value="150,00"')
    // Without a date nothing is judged, and nothing typed is lost.
    expect(
      (await direction53.post(`${adresse}/saisie`, { ...tape, 'indice_majore-1': '401' })).statusCode,
    ).toBe(422)
    expect((await direction53.get(adresse)).body).toContain('value="401"')
    // Two persons at once: each field is the last that was typed in it, and nothing else enters.
    await direction53.post(`${adresse}/brouillon`, { 'naissance-2': '1975' })
    await direction53.post(`${adresse}/brouillon`, {
      'indice_majore-1': '402',
      'naissance-10': '1980',
      'naissance-nom': 'x'.repeat(500),
    })
    expect(
      await lire('select saisies from achat_recensement_brouillon where employeur_id = $1', [employeur.id]),
    ).toEqual([{ saisies: { ...tape, 'indice_majore-1': '402', 'naissance-2': '1975' } }])
    // An employer whose SIRET nobody knows says it.
    await lire('update achat_employeur set siret = null where id = $1', [employeur.id])
    const sienne = { au: '30/06/2026', 'naissance-1': '1980', 'statut-1': 'titulaire', 'regime-1': 'CNRACL' }
    const agent = {
      ...sienne,
      'categorie-1': 'C',
      'heures_hebdo-1': '35',
      'indice_majore-1': '400',
      'ri_mensuel-1': '185,50',
    }
    expect((await direction53.post(`${adresse}/saisie`, agent)).statusCode).toBe(422)
    expect(lisible((await direction53.get(adresse)).body)).toContain('SIRET de l’employeur')
    expect((await direction53.post(`${adresse}/saisie`, { ...agent, siret: siret() })).statusCode).toBe(303)
    expect((await versions()).at(-1)).toMatchObject({ agents: 1, courante: true })
    // Another member keeps nothing here.
    const direction49 = await t.entrer('Direction', 'CDG 49', 'Pays de la Loire')
    expect((await direction49.post(`${adresse}/brouillon`, tape)).statusCode).toBe(404)
  })
})
