import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { nouvelId } from '#shared/ids.ts'
import { type ApplicationDeTest, ouvrirApplication } from '../../../tests/application.ts'
import { jusqua } from '../../../tests/attente.ts'
import { ouvrirBase } from '../base/base.ts'
import { ouvrirPool } from '../base/connexion.ts'
import { chainerJournal, tenirLeJournal } from './chainer.ts'
import { consigner } from './consigner.ts'
import { confronterTemoins, verifierJournal } from './verifier.ts'

let t: ApplicationDeTest
let pool: pg.Pool
let proprietaire: pg.PoolClient
const acteur = {
  cooperationId: nouvelId(),
  personneId: nouvelId(),
  organismeId: nouvelId(),
  nom: 'Coordinatrice',
  libelle: 'CDG 44',
}

beforeAll(async () => {
  t = await ouvrirApplication({ vide: true })
  pool = ouvrirPool(t.url('maillage_proprietaire'), 1)
  proprietaire = await pool.connect()
})
afterAll(async () => {
  proprietaire.release()
  await pool.end()
  await t.fermer()
})

const ecrire = (resume: string, qui = acteur) =>
  t.base.enTantQue(qui, (tx) =>
    consigner(tx, qui, new Date('2026-03-12T09:30:00.123Z'), {
      action: 'seance.convoquer',
      objet: { type: 'seance' },
      resume,
      donnees: { montant: 12_345_678_901_234, texte: 'é « » \u2028', vide: null },
    }),
  )

async function constat(cooperationId = acteur.cooperationId) {
  const constats = await verifierJournal(proprietaire)
  return constats.find((un) => un.cooperationId === cooperationId)!
}

/** Does what only the owner of the tables can do: silences the trigger, changes rows, puts the trigger back. */
async function falsifier(sql: string): Promise<void> {
  await proprietaire.query('alter table journal disable trigger journal_immuable')
  await proprietaire.query(sql)
  await proprietaire.query('alter table journal enable trigger journal_immuable')
}

describe('le journal enchaîné', () => {
  beforeEach(async () => {
    acteur.cooperationId = nouvelId()
    for (let rang = 1; rang <= 6; rang += 1) await ecrire(`Séance ${rang}`)
  })

  it('compte les lignes en attente, puis les prouve une fois enchaînées', async () => {
    expect(await constat()).toMatchObject({ prouvees: 0, enAttente: 6, rupture: null })
    await chainerJournal(t.base)
    expect(await constat()).toMatchObject({ prouvees: 6, enAttente: 0, rupture: null })
    await ecrire('Séance 7')
    expect(await constat()).toMatchObject({ prouvees: 6, enAttente: 1, rupture: null })
    await chainerJournal(t.base)
    expect(await constat()).toMatchObject({ prouvees: 7, enAttente: 0, rupture: null })
  })

  it.each([
    ['un mot', `resume = 'Séance 3 bis'`],
    ['une microseconde', `survenu_le = survenu_le + interval '1 microsecond'`],
    ['un chiffre des données', `donnees = jsonb_set(donnees, '{montant}', '12345678901235')`],
    ['l’auteur', `personne_id = gen_random_uuid()`],
    ['l’empreinte', `empreinte = sha256('x')`],
  ])('nomme la ligne où le propriétaire de la base a changé %s', async (_quoi, changement) => {
    await chainerJournal(t.base)
    await falsifier(
      `update journal set ${changement} where cooperation_id = '${acteur.cooperationId}' and maillon = 3`,
    )
    const { prouvees, rupture } = await constat()
    expect(prouvees).toBe(2)
    expect(rupture).toMatchObject({ genre: 'modifiee', maillon: 3, ligne: { maillon: 3 } })
  })

  it('nomme la ligne retirée, au milieu comme à la fin', async () => {
    await chainerJournal(t.base)
    const ici = `cooperation_id = '${acteur.cooperationId}'`
    await falsifier(`delete from journal where ${ici} and maillon >= 6`)
    expect(await constat()).toMatchObject({ prouvees: 5, rupture: { genre: 'retiree', maillon: 6 } })
    await falsifier(`delete from journal where ${ici} and maillon = 2`)
    expect(await constat()).toMatchObject({ prouvees: 1, rupture: { genre: 'retiree', maillon: 2 } })
  })

  it('nomme la ligne retirée même quand les suivantes sont renumérotées', async () => {
    await chainerJournal(t.base)
    const ici = `cooperation_id = '${acteur.cooperationId}'`
    await falsifier(`delete from journal where ${ici} and maillon = 3;
      update journal set maillon = -maillon where ${ici} and maillon > 3;
      update journal set maillon = -maillon - 1 where ${ici} and maillon < 0`)
    expect((await constat()).rupture).toMatchObject({ genre: 'modifiee', maillon: 3 })
  })

  it('nomme la ligne ajoutée après la tête', async () => {
    await chainerJournal(t.base)
    await proprietaire.query(
      `insert into journal (cooperation_id, survenu_le, acteur, action, objet_type, resume, maillon, precedent, empreinte)
       select $1, now(), 'Faux', 'seance.convoquer', 'seance', 'Ajoutée', 7, empreinte, sha256('x') from journal
       where cooperation_id = $1 and maillon = 6`,
      [acteur.cooperationId],
    )
    expect(await constat()).toMatchObject({
      prouvees: 6,
      rupture: { maillon: 7, ligne: { resume: 'Ajoutée' } },
    })
  })

  it('continue d’enchaîner après une falsification, qui reste nommée', async () => {
    await chainerJournal(t.base)
    await falsifier(`delete from journal where cooperation_id = '${acteur.cooperationId}' and maillon >= 5`)
    await ecrire('Séance 8')
    expect(await chainerJournal(t.base)).toBe(1)
    expect(await constat()).toMatchObject({ enAttente: 0, rupture: { genre: 'retiree', maillon: 5 } })
  })

  it('laisse une chaîne récrite en entier se faire démentir par une tête gardée ailleurs', async () => {
    await chainerJournal(t.base)
    const { tete } = await constat()
    const temoin = {
      cooperationId: acteur.cooperationId,
      maillon: 6,
      empreinte: Buffer.from(tete!.empreinte).toString('hex'),
    }
    expect(await confronterTemoins(proprietaire, [temoin])).toEqual([])
    await falsifier(`update journal set resume = 'Récrite', maillon = null, precedent = null, empreinte = null
      where cooperation_id = '${acteur.cooperationId}'`)
    await proprietaire.query('alter table journal_tete disable trigger journal_tete_avance')
    await proprietaire.query('delete from journal_tete where cooperation_id = $1', [acteur.cooperationId])
    await proprietaire.query('alter table journal_tete enable trigger journal_tete_avance')
    await chainerJournal(t.base)
    expect((await constat()).rupture).toBeNull()
    expect(await confronterTemoins(proprietaire, [temoin])).toEqual([temoin])
  })

  it('refuse à l’application de changer, d’effacer ou d’enchaîner elle-même une ligne', async () => {
    await chainerJournal(t.base)
    const tenter = (role: 'membre' | 'systeme', texte: string) => {
      const travail = (tx: Parameters<Parameters<typeof t.base.enTantQue>[1]>[0]) =>
        tx.updateTable('journal').set({ resume: texte }).execute()
      return role === 'membre'
        ? t.base.enTantQue(acteur, travail)
        : t.base.enTantQueSysteme('essai', acteur.cooperationId, travail)
    }
    await expect(tenter('membre', 'x')).rejects.toThrow(/permission denied/)
    await expect(tenter('systeme', 'x')).rejects.toThrow(/permission denied/)
    await expect(proprietaire.query(`update journal set resume = 'x'`)).rejects.toThrow(/ne se modifie pas/)
    await expect(proprietaire.query('delete from journal')).rejects.toThrow(/ne se modifie pas/)
  })
})

describe('plusieurs écritures à la fois', () => {
  it('enchaîne 2 000 écritures simultanées de quatre coopérations, à deux processus, sans en perdre ni en doubler', async () => {
    const autre = ouvrirBase(t.url('maillage_app'), 4)
    const erreurs: string[] = []
    const rendezVous = [t.base, autre].map((base) =>
      tenirLeJournal(base, (erreur) => erreurs.push(erreur.message)),
    )
    const cooperations = Array.from({ length: 4 }, () => nouvelId())
    // Forty hands, more than the connections: who waits for one waits for forty turns, not for two thousand, and a slow machine does not refuse it.
    await Promise.all(
      Array.from({ length: 40 }, async (_, main) => {
        for (let rang = main; rang < 2_000; rang += 40)
          await ecrire(`Écriture ${rang}`, { ...acteur, cooperationId: cooperations[rang % 4]! })
      }),
    )
    const dernier = Date.now()
    await jusqua('les écritures sont enchaînées', async () => {
      const { rows } = await proprietaire.query<{ reste: number }>(
        'select count(*) as reste from journal where maillon is null and cooperation_id = any($1)',
        [cooperations],
      )
      return rows[0]!.reste === 0
    })
    const delai = Date.now() - dernier
    await Promise.all(rendezVous.map((un) => un.arreter()))
    await autre.fermer()
    expect(erreurs).toEqual([])
    for (const id of cooperations)
      expect(await constat(id)).toMatchObject({ prouvees: 500, enAttente: 0, rupture: null })
    console.log(`→ journal : dernière ligne enchaînée ${delai} ms après la dernière écriture`)
  })

  it('ne laisse pas de trace d’une transaction annulée', async () => {
    acteur.cooperationId = nouvelId()
    await t.base
      .enTantQue(acteur, async (tx) => {
        await consigner(tx, acteur, new Date(), { action: 'a', objet: { type: 'x' }, resume: 'annulée' })
        throw new Error('annulée')
      })
      .catch(() => {})
    await ecrire('gardée')
    await chainerJournal(t.base)
    expect(await constat()).toMatchObject({ prouvees: 1, rupture: null })
  })
})
