// Satisfaction by step, through its front door: who is asked, what an answer leaves, what may be said of it.
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type ApplicationDeTest,
  ouvrirApplication,
  SECRET,
  type Visiteur,
} from '../../../../tests/application.ts'
import { lignes, texteDe, valeur } from '../../../../tests/lignes.ts'
import { inviterApresCloture } from './inviter.ts'

let t: ApplicationDeTest
let mairie: Visiteur
let cdg44: Visiteur
let cdg85: Visiteur
const MAIRIE = 'secretariat.partage@demonstration.invalid'

beforeAll(async () => {
  t = await ouvrirApplication()
  mairie = await t.entrer('Secrétaire de mairie, trois communes')
  cdg44 = await t.entrer('Gestion statutaire, CDG 44')
  cdg85 = await t.entrer('Direction, CDG 85')
})
afterAll(() => t.fermer())

it('rend les 15 % et 17 % de l’étude avec leurs intervalles, et ne dit pas de différence qui n’en est pas une', async () => {
  for (const qui of [cdg44, cdg85, mairie]) {
    const page = texteDe((await qui.get('/demandes/satisfaction')).body)
    expect(page).toContain('15 % (11 à 19)')
    expect(page).toContain('17 % (13 à 22)')
    expect(page).toContain('Pas de différence mesurable')
  }
  const vague = await lignes<{ suivi: number; delai: number }>(
    t,
    `select count(*) filter (where (notes ->> 'suivi')::int >= 3)::int as suivi, count(*) filter (where (notes ->> 'delai')::int >= 3)::int as delai
     from demande_note n join demande_vague v on v.id = n.vague_id group by v.annee order by v.annee limit 1`,
  )
  expect(vague).toEqual([{ suivi: 45, delai: 51 }])
})

it('demande son avis à qui a terminé sa demande, une fois par mois, jamais après une clôture automatique', async () => {
  const partis: { a: string; texte: string }[] = []
  const envoi = {
    courriel: {
      envoyer: async (_tx: unknown, m: { a: string; texte: string }) => void partis.push(m),
      envoyerSeul: async () => {},
    },
    adresse: '',
    secret: SECRET,
  }
  // Nobody was asked yet.
  await t.base.enTantQueSysteme(
    'essai',
    await valeur(t, 'select cooperation_id from demande limit 1'),
    (tx) =>
      tx
        .updateTable('demande_enquete')
        .set({ envoyee_le: new Date(0) })
        .execute(),
  )
  for (const etat of ['REPONDUE', 'REPONDUE']) {
    const id = await valeur(
      t,
      'select d.id from demande d join personne p on p.id = d.auteur_id where p.courriel = $1 and d.etat = $2 limit 1',
      [MAIRIE, etat],
    )
    const version = await valeur(t, 'select version from demande where id = $1', [id])
    expect((await mairie.post(`/demandes/${id}/faire/cloturer`, { version })).statusCode).toBe(303)
  }
  await inviterApresCloture(t.base, envoi, new Date())
  const siens = partis.filter(({ a, texte }) => a === MAIRIE && !texte.includes('rappel'))
  expect(siens).toHaveLength(1)
  const avant = partis.length
  await inviterApresCloture(t.base, envoi, new Date())
  expect(partis).toHaveLength(avant)
  const automatiques = await lignes(
    t,
    `select q.id from demande_enquete q where q.envoyee_le > now() - interval '1 hour' and not exists (
       select from demande_evenement e where e.demande_id = q.demande_id and e.geste = 'cloturer' and e.personne_id is not null)`,
  )
  expect(automatiques).toEqual([])

  const lien = /\/demandes\/avis-donne\/\S+/.exec(siens[0]!.texte)![0]
  const personne = t.visiteur()
  expect(texteDe((await personne.get(lien)).body)).toContain('Délai de traitement')
  expect(texteDe((await personne.get(lien)).body)).toContain('Comment cela s’est-il passé')
  expect((await personne.post(lien, {})).statusCode).toBe(422)
  const reponse = { delai: '4', suivi: '2', commentaire: 'Trop long.' }
  expect(texteDe((await personne.post(lien, reponse)).body)).toContain('Merci')
  expect(texteDe((await personne.post(lien, { ...reponse, delai: '1' })).body)).toContain('Merci')
  expect(await valeur(t, "select count(*) from demande_note where commentaire = 'Trop long.'")).toBe('1')
  expect(
    await lignes(
      t,
      `select q.personne_id from demande_enquete q join demande_note n on n.enquete_id = q.id where n.commentaire = 'Trop long.'`,
    ),
  ).toEqual([{ personne_id: null }])

  const page = await cdg44.get('/demandes/satisfaction')
  expect(texteDe(page.body)).toContain('Trop long.')
  expect(texteDe((await cdg85.get('/demandes/satisfaction')).body)).not.toContain('Trop long.')
  const rappel = await valeur(
    t,
    "select r.id from demande_rappel r join demande_note n on n.id = r.note_id where n.commentaire = 'Trop long.'",
  )
  const appel = { version: '1', compteRendu: 'Excuses présentées, dossier repris.' }
  await cdg85.post(`/demandes/satisfaction/rappels/${rappel}`, appel)
  expect(await valeur(t, 'select version from demande_rappel where id = $1', [rappel])).toBe('1')
  expect((await cdg44.post(`/demandes/satisfaction/rappels/${rappel}`, appel)).statusCode).toBe(303)
  expect(texteDe((await cdg44.get('/demandes/satisfaction')).body)).not.toContain('Trop long.')
})
