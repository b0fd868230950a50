// Who is away: declared and taken back, alerts that go to the replacement, cases handed over without a key to whom the author excluded, nobody present said.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { annuaireDe, clesDe, ORGANISMES } from '../../../demo/signalement/cellules.ts'
import { lireAttentes } from '../../../scripts/signalement/alertes.ts'
import { type EnMemoire, ouvrirEnMemoire } from '../../../tests/signalement-en-memoire.ts'
import { ajouterJours } from '../../shared/dates.ts'
import type { Absence } from '../domain/absences.ts'
import { verifierJournal } from '../journal.ts'
import { confier, declarerAbsence, retirerAbsence } from '../protocole/absences.ts'
import { agir, lireCorbeille, lireDelais } from '../protocole/membre.ts'
import { demander, RefusDuServeur } from '../protocole/serveur.ts'
import { empreinteAuthentification } from './bureau.routes.ts'

const DEPART = '2026-12-07'
const ICI = 'cdg-59'
const EN_PLUS = [
  { id: 'referente-b', role: 'referent', nom: 'Référente B', phrase: 'x' },
  { id: 'dpd-59', role: 'dpd', nom: 'Déléguée à la protection des données', phrase: 'x' },
  { id: 'mairie-59', role: 'employeur', nom: 'Autorité', phrase: 'x', employeur: 'valbourg' },
] as const
let m: EnMemoire

/** The cell of the Nord, with a second référente, a delegate for data protection and an authority. */
beforeAll(async () => {
  m = await ouvrirEnMemoire(DEPART)
  const o = ORGANISMES.find(({ organisme }) => organisme === ICI)!
  const { fichier } = await annuaireDe(
    { ...o, membres: [...o.membres, ...EN_PLUS] },
    1,
    null,
    DEPART,
    ajouterJours(DEPART, 89),
  )
  await m.admin.query('update annuaire set fichier = $2 where organisme = $1', [ICI, Buffer.from(fichier)])
  for (const { id } of EN_PLUS)
    await m.admin.query("insert into membre values ($1, '\\x00', 'A', 65536, 3, $2)", [
      id,
      empreinteAuthentification(id),
    ])
}, 120_000)
afterAll(() => m?.fermer())
beforeEach(async () => {
  m.aller(DEPART)
  await m.admin.query('delete from absence; delete from dossier')
})

const LOIN = ajouterJours(DEPART, 20)
const refus = (promesse: Promise<unknown>) =>
  promesse.then(
    () => 'fait',
    (e: unknown) => (e instanceof RefusDuServeur ? `${e.statut} ${e.code}` : Promise.reject(e)),
  )
const absenter = async (
  qui: string,
  plus: Partial<Pick<Absence, 'membre' | 'du' | 'au' | 'remplacant'>> = {},
) =>
  declarerAbsence(await m.session(qui), ICI, { membre: qui, du: DEPART, au: LOIN, remplacant: null, ...plus })
const liste = async (qui: string) => lireCorbeille(await m.session(qui))
const absencesVues = async (qui: string) =>
  (await liste(qui)).organismes.find(({ organisme }) => organisme === ICI)!.absences
const sansPersonne = async () =>
  (await lireDelais(await m.session('coordinatrice-59'), ICI)).sansPersonne.map(({ id }) => id)
const tiennent = async (id: string) =>
  (
    await m.admin.query<{ dest: string }>(
      "select distinct dest from enveloppe where dossier = $1 and volet = 'E' and dest not in ('auteur', 'sequestre') order by dest",
      [id],
    )
  ).rows.map(({ dest }) => dest)
const TOUS = ['referent-59', 'referente-b', 'juriste-59', 'coordinatrice-59', 'dpd-59']
const alertes = async () => lireAttentes(m.url, TOUS, m.jour)

it('une absence se déclare, se voit dans la cellule et là seulement, et se retire ; le journal n’en garde pas les dates', async () => {
  expect(await absencesVues('juriste-59'), 'rien au départ').toEqual([])
  await absenter('referent-59', { remplacant: 'referente-b' })
  for (const qui of ['juriste-59', 'coordinatrice-59', 'referent-59'])
    expect(await absencesVues(qui)).toMatchObject([
      { membre: 'referent-59', du: DEPART, au: LOIN, remplacant: 'referente-b', par: 'referent-59' },
    ])
  const mairie = (await liste('mairie-59')).organismes[0]!
  expect([mairie.absences, mairie.equipe], 'un employeur n’en sait rien').toEqual([[], []])
  expect((await liste('referente')).organismes.flatMap(({ absences }) => absences)).toEqual([])
  const [vue] = await absencesVues('referent-59')
  expect(await refus(retirerAbsence(await m.session('juriste-59'), ICI, vue!))).toBe('403 droit')
  await retirerAbsence(await m.session('referent-59'), ICI, vue!)
  expect(await absencesVues('juriste-59')).toEqual([])
  const { rows } = await m.admin.query<{ n: number; ligne: string; empreinte: string }>(
    'select n, ligne, empreinte from journal where organisme = $1 order by n',
    [ICI],
  )
  expect(rows.map(({ ligne }) => JSON.parse(ligne).acte.action)).toEqual(
    expect.arrayContaining(['declarer-absence', 'retirer-absence']),
  )
  expect(rows.map(({ ligne }) => ligne).join()).not.toContain(LOIN)
  expect(verifierJournal(rows, (id) => [clesDe(id).signature.publique]).faute).toBeNull()
})

it.each([
  ['pour un collègue, sans être la coordination', 'juriste-59', { membre: 'referent-59' }, '403 droit'],
  ['d’un employeur', 'mairie-59', {}, '403 droit'],
  ['à l’envers', 'referent-59', { au: ajouterJours(DEPART, -1) }, '422 dates'],
  ['de plus d’un an', 'referent-59', { au: ajouterJours(DEPART, 400) }, '422 dates'],
  ['avec un jour qui n’existe pas', 'referent-59', { au: '2027-02-30' }, '422 acte'],
  ['remplacée par elle-même', 'referent-59', { remplacant: 'referent-59' }, '422 remplacant'],
  ['remplacée par un autre rôle', 'referent-59', { remplacant: 'juriste-59' }, '422 remplacant'],
  ['remplacée par un inconnu', 'referent-59', { remplacant: 'referente' }, '422 remplacant'],
] as const)('une absence %s est refusée, et rien n’est écrit', async (_, qui, plus, attendu) => {
  expect(await refus(absenter(qui, plus))).toBe(attendu)
  const { rows } = await m.admin.query('select 1 from absence')
  expect(rows).toEqual([])
})

it('deux absences ne se chevauchent pas, qui remplace est là ; signée par une autre clé, rien', async () => {
  await absenter('referent-59')
  expect(await refus(absenter('referent-59', { du: LOIN, au: ajouterJours(LOIN, 3) }))).toBe('409 chevauche')
  expect(await refus(absenter('referente-b', { remplacant: 'referent-59' }))).toBe('422 remplacant')
  const session = {
    ...(await m.session('referente-b')),
    cles: { ...clesDe('juriste-59'), id: 'referente-b' },
  }
  const faux = declarerAbsence(session, ICI, {
    membre: 'referente-b',
    du: DEPART,
    au: DEPART,
    remplacant: null,
  })
  expect(await refus(faux)).toBe('422 acte')
  expect(
    await refus(demander(m.transport, `/v1/bureau/${ICI}/absences`, { methode: 'POST', corps: {} })),
  ).toBe('401 ')
})

it('l’alerte va à la remplaçante tant que dure l’absence, pour les dossiers dont elle a la clé ; les délais courent', async () => {
  const { id } = await m.deposer({ employeur: ['valbourg'] }, ICI)
  const { id: cache } = await m.deposer({ employeur: ['valbourg'], exclusions: ['referente-b'] }, ICI)
  const avant = await alertes()
  expect([...avant.keys()].sort()).toEqual(['juriste-59', 'referent-59', 'referente-b'])
  const echeances = await m.echeances(id)
  await absenter('referent-59', { remplacant: 'referente-b' })
  const pendant = await alertes()
  expect(pendant.has('referent-59'), 'son tour est passé').toBe(false)
  expect(pendant.get('referente-b')).not.toBe(avant.get('referente-b'))
  // Of the case that is kept from her, nothing reaches her: the same alert, had it never been sent.
  await m.admin.query('update dossier set version = version + 1 where id = $1', [cache])
  expect((await alertes()).get('referente-b')).toBe(pendant.get('referente-b'))
  expect(await m.echeances(id)).toEqual(echeances)
  m.aller(ajouterJours(LOIN, 1))
  const apres = await alertes()
  expect(apres.get('referente-b')).toBe(avant.get('referente-b'))
  expect(apres.has('referent-59')).toBe(true)
  await liste('juriste-59')
  expect((await m.admin.query('select 1 from absence')).rows, 'oubliée le lendemain').toEqual([])
})

it('ses dossiers sont confiés à une présente ; à qui l’auteur a écartée, aucune clé, et la coordination lit que personne n’est là', async () => {
  const { id: ecartee } = await m.deposer({ employeur: ['valbourg'], exclusions: ['referente-b'] }, ICI)
  // A case from before the second référente came: nobody kept it from her, and she has no key of it.
  const { id: avant } = await m.deposer({ employeur: ['valbourg'] }, ICI)
  await m.admin.query("delete from enveloppe where dossier = $1 and dest = 'referente-b'", [avant])
  const { id: deux } = await m.deposer({ employeur: ['valbourg'] }, ICI)
  const demain = ajouterJours(DEPART, 1)
  await absenter('referent-59', { du: demain, remplacant: 'referente-b' })
  // The day before: said to herself, with the means to hand over.
  const veille = await liste('referent-59')
  const aConfier = veille.dossiers.filter((d) => d.aConfier).map((d) => d.id)
  expect(aConfier.sort()).toEqual([ecartee, avant].sort())
  expect(veille.dossiers.some((d) => d.sansPersonne)).toBe(false)
  expect(await sansPersonne()).toEqual([])
  m.aller(demain)
  expect((await sansPersonne()).sort()).toEqual([ecartee, avant].sort())
  const coordination = (await alertes()).get('coordinatrice-59')
  expect(coordination).toBeDefined()
  // What a colleague without a key may see of it: nothing.
  expect((await liste('referente-b')).dossiers.map((d) => d.id)).toEqual([deux])
  // The jurist, who is there and holds keys, hands over: her browser reads whom the author excluded.
  const chezElle = await liste('juriste-59')
  expect(
    chezElle.dossiers
      .filter((d) => d.sansPersonne)
      .map((d) => d.id)
      .sort(),
  ).toEqual([ecartee, avant].sort())
  expect(await confier(await m.session('juriste-59'), [ecartee, avant], 'referente-b')).toBe(1)
  expect(await tiennent(avant)).toContain('referente-b')
  expect(await tiennent(ecartee)).not.toContain('referente-b')
  expect(await sansPersonne()).toEqual([ecartee])
  expect((await alertes()).get('coordinatrice-59')).not.toBe(coordination)
  // She leads it at once.
  await agir(await m.chez('referente-b', avant, ICI), {
    action: 'accuser',
    vers: 'ACCUSE',
    ecrits: [{ volet: 'N', corps: { genre: 'geste', geste: 'accuser', note: 'Reçu.' } }],
  })
  // Back earlier than said.
  const [absence] = await absencesVues('referent-59')
  await retirerAbsence(await m.session('referent-59'), ICI, absence!)
  expect(await sansPersonne()).toEqual([])
})

it('la coordination déclare l’absence de qui ne peut pas le faire ; absente elle-même, la déléguée à la protection des données est prévenue', async () => {
  const { id } = await m.deposer({ employeur: ['valbourg'], exclusions: ['referente-b'] }, ICI)
  await absenter('coordinatrice-59', { membre: 'referent-59' })
  expect(await sansPersonne()).toEqual([id])
  expect((await absencesVues('juriste-59'))[0]).toMatchObject({
    membre: 'referent-59',
    par: 'coordinatrice-59',
  })
  expect((await alertes()).has('dpd-59')).toBe(false)
  await absenter('coordinatrice-59')
  const sans = await alertes()
  expect([sans.has('coordinatrice-59'), sans.has('dpd-59')]).toEqual([false, true])
})
