// Tables of the programme: what leaves comes back the same, what changes is shown first, what is refused says why.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../../tests/application.ts'
import { confirmerImport, deposerTable } from '../../../../tests/fichiers/imports.ts'
import { lignes, texteDe, valeur } from '../../../../tests/lignes.ts'

const BRETAGNE = 'Coopération des CDG bretons'
let t: ApplicationDeTest
let coordinatrice: Visiteur
let cdg29: Visiteur
beforeAll(async () => {
  t = await ouvrirApplication()
  coordinatrice = await t.entrer('Coordinatrice, CDG 35', BRETAGNE)
  cdg29 = await t.entrer('Direction, CDG 29', BRETAGNE)
})
afterAll(() => t.fermer())

const apercu = async (qui: Visiteur, adresse: string) => {
  await t.tachesFaites()
  return texteDe((await qui.get(adresse)).body)
}
const photo = () =>
  lignes(
    t,
    `select a.code, a.titre, a.statut, a.niveau, a.objectifs, a.publics, a.version,
       (select string_agg(p.organisme_id::text || p.type, ',' order by p.organisme_id) from participation p where p.action_id = a.id and p.au is null) as participations,
       (select string_agg(q.nom, ',' order by q.nom) from partenaire q where q.action_id = a.id and q.retire_le is null) as partenaires
     from action a join cooperation c on c.id = a.cooperation_id where c.nom = $1 order by a.code`,
    [BRETAGNE],
  )

describe('ce qui est exporté revient tel quel', () => {
  it.each(['programme', 'jalons'])('%s, en CSV et en XLSX', async (genre) => {
    const avant = await photo()
    for (const format of ['csv', 'xlsx']) {
      const export_ = await cdg29.get(`/imports/${genre}/export?format=${format}`)
      expect(export_.statusCode).toBe(200)
      const adresse = await deposerTable(cdg29, genre, export_.rawPayload, `${genre}.${format}`)
      const lu = await apercu(cdg29, adresse)
      expect(lu).toContain('Le fichier dit exactement ce qui est déjà connu')
      expect(lu).toMatch(/0 refusée/)
    }
    expect(await photo()).toEqual(avant)
  })
})

describe('un tableau met à jour', () => {
  it('ce qui appartient à qui l’importe, après un aperçu, sans toucher le reste', async () => {
    const code = await valeur(
      t,
      `select a.code from action a join cooperation c on c.id = a.cooperation_id join chef_de_file f on f.action_id = a.id and f.au is null
       join membre m on m.organisme_id = f.organisme_id and m.cooperation_id = a.cooperation_id
       where c.nom = $1 and m.libelle = 'CDG 29' order by a.code limit 1`,
      [BRETAGNE],
    )
    const avant = await photo()
    const adresse = await deposerTable(
      cdg29,
      'programme',
      [
        'Code;Objectifs;Publics;Colonne de plus',
        `${code};Des objectifs venus d’un tableur;Agents;x`,
        '1.1.3;Pirate;;',
        '7.7.7;Inconnue;;',
        `${code};Deux fois;;`,
      ].join('\n'),
    )
    const lu = await apercu(cdg29, adresse)
    expect(lu).toContain('il l’écrit lui-même')
    expect(lu).toContain('seule la coordination en ajoute')
    expect(lu).toContain('Gardez une seule ligne par code')
    expect(lu).toContain('Colonne de plus')
    expect(await photo()).toEqual(avant)
    expect((await confirmerImport(cdg29, adresse)).statusCode).toBe(303)
    const apres = await photo()
    const changees = apres.filter((ligne, i) => JSON.stringify(ligne) !== JSON.stringify(avant[i]))
    expect(changees.map((ligne) => ligne['code'])).toEqual([code])
    expect(changees[0]).toMatchObject({ objectifs: 'Des objectifs venus d’un tableur', publics: 'Agents' })
    const id = await valeur(
      t,
      'select a.id from action a join cooperation c on c.id = a.cooperation_id where a.code = $1 and c.nom = $2',
      [code, BRETAGNE],
    )
    expect(texteDe((await cdg29.get(`/programme/actions/${id}`)).body)).toContain(
      'Action mise à jour par un tableur',
    )
  })

  it('ajoute pour la coordination axe, orientation et actions, avec une ligne par membre', async () => {
    const adresse = await deposerTable(
      coordinatrice,
      'programme',
      [
        'Code;Axe;Orientation;Action;Chef de file;Binôme;Statut;Niveau;Participants;Non concernés;Partenaires',
        '6.1.1;Nouvel axe;Nouvelle orientation;Première action;CDG 22;CDG 56;En cours;2;CDG 22, CDG 56;CDG 29;"CNFPT Bretagne ; Université de Rennes"',
        '6.1.2;;;Seconde action;CDG 35;;;;;;',
        '6.1.3;;;Sans chef;;;;;;;',
        '6.1.4;;;Trop haut;CDG 35;;;4;CDG 35;;',
      ].join('\n'),
    )
    const lu = await apercu(coordinatrice, adresse)
    expect(lu).toContain('Une action a un chef de file')
    expect(lu).toContain('Le niveau N4 demande une convention')
    expect((await confirmerImport(coordinatrice, adresse)).statusCode).toBe(303)
    const creees = await lignes(
      t,
      `select a.code, a.statut, x.titre as axe, count(p.id)::int as participations from action a join orientation o on o.id = a.orientation_id
       join axe x on x.id = o.axe_id join participation p on p.action_id = a.id and p.au is null
       where a.code like '6.%' group by a.code, a.statut, x.titre order by a.code`,
    )
    expect(creees).toEqual([
      { code: '6.1.1', statut: 'en_cours', axe: 'Nouvel axe', participations: 4 },
      { code: '6.1.2', statut: 'proposee', axe: 'Nouvel axe', participations: 4 },
    ])
    expect(
      await lignes(
        t,
        "select q.type from partenaire q join action a on a.id = q.action_id where a.code = '6.1.1' order by q.nom",
      ),
    ).toEqual([{ type: 'cnfpt' }, { type: 'universite' }])
  })

  it('déplace plusieurs jalons d’un coup, avec leur motif', async () => {
    const jalons = await lignes(
      t,
      `select a.code, j.titre from jalon j join action a on a.id = j.action_id join cooperation c on c.id = a.cooperation_id
       join chef_de_file f on f.action_id = a.id and f.au is null join membre m on m.organisme_id = f.organisme_id and m.cooperation_id = a.cooperation_id
       where c.nom = $1 and m.libelle = 'CDG 29' and j.etat = 'prevu' order by a.code limit 2`,
      [BRETAGNE],
    )
    expect(jalons).toHaveLength(2)
    const adresse = await deposerTable(
      cdg29,
      'jalons',
      [
        'Code;Jalon;Échéance;Motif',
        ...jalons.map(({ code, titre }) => `${code};${titre};30/06/2028;Calendrier commun`),
        `${jalons[0]!['code']};Jalon neuf;30/09/2028;`,
        '1.1.3;Pas à nous;30/09/2028;',
      ].join('\n'),
    )
    const lu = await apercu(cdg29, adresse)
    expect(lu).toContain('Les jalons sont tenus par le chef de file')
    expect((await confirmerImport(cdg29, adresse)).statusCode).toBe(303)
    expect(
      Number(
        await valeur(
          t,
          "select count(*) from jalon where echeance = '2028-06-30' and reports = 1 and motif = 'Calendrier commun'",
        ),
      ),
    ).toBe(2)
    expect(Number(await valeur(t, "select count(*) from jalon where titre = 'Jalon neuf'"))).toBe(1)
    const [trace] = await lignes<{ changements: { quoi: string; avant: string; apres: string }[] }>(
      t,
      `select s.changements from suivi_action s join action a on a.id = s.action_id
       where a.code = $1 and s.canal = 'import' and s.resume like 'Jalon mis à jour%'`,
      [jalons[0]!['code']],
    )
    const echeance = trace!.changements.find(({ quoi }) => quoi === 'Échéance')!
    expect(echeance.avant).toMatch(/^\d{2}\/\d{2}\/20\d{2}$/)
    expect(echeance.apres).toBe('30/06/2028')
    expect(echeance.avant).not.toBe(echeance.apres)
  })
})
