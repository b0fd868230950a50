// The life of an invitation through HTTP: sent again, withdrawn, too old, spent.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { dateSaisie } from '#shared/typographie.ts'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  type Visiteur,
} from '../../../../tests/application.ts'
import { lignes } from '../../../../tests/lignes.ts'

const PDL = 'Centres de gestion des Pays de la Loire'
const JOUR_MS = 86_400_000
let t: ApplicationDeTest
let direction: Visiteur
beforeAll(async () => {
  t = await ouvrirApplication()
  direction = await t.entrer('Direction, CDG 53', PDL)
})
afterAll(() => t.fermer())

/** Links received at an address, the first one first. */
async function liensDe(courriel: string): Promise<string[]> {
  await t.tachesFaites()
  return t.courriels
    .filter(({ a }) => a === courriel)
    .map(({ texte }) => texte.match(/http:\/\/maillage\.test(\/invitation\/\S+)/)![1]!)
}

async function inviter(courriel: string): Promise<{ id: string; lien: string }> {
  const champs = {
    nom: `Gestion (${courriel})`,
    courriel,
    fonction: 'gestion',
    du: dateSaisie(jourDe(new Date())),
    cle: nouvelId(),
  }
  expect((await direction.post('/personnes', champs)).statusCode).toBe(303)
  const [invitation] = await lignes<{ id: string }>(
    t,
    'select i.id from invitation_acces i join personne p on p.id = i.personne_id where p.courriel = $1',
    [courriel],
  )
  return { id: invitation!.id, lien: (await liensDe(courriel))[0]! }
}

const lue = async (lien: string) => {
  const reponse = await t.visiteur().get(lien)
  return { statut: reponse.statusCode, texte: lisible(reponse.body) }
}

it('renvoyée, elle remplace son premier lien ; seul le dernier fait entrer, une fois', async () => {
  const { id, lien } = await inviter('renvoi@exemple.fr')
  expect((await direction.post(`/invitations/${id}/renvoyer`)).headers.location).toBe('/personnes')
  const liens = await liensDe('renvoi@exemple.fr')
  expect(liens).toHaveLength(2)
  expect((await lue(lien)).texte).toContain('Un lien plus récent vous a été envoyé')
  expect((await t.visiteur().post(lien)).headers.location).toBeUndefined()
  const personne = t.visiteur()
  expect((await personne.post(liens[1]!)).headers.location).toBe('/tableau-de-bord')
  expect((await personne.get('/decisions')).statusCode).toBe(200)
  expect((await lue(liens[1]!)).texte).toContain('Ce lien a déjà servi')
  expect((await t.visiteur().post(liens[1]!)).headers.location).toBeUndefined()
})

it('annulée, son lien ne sert plus et la fonction est retirée ; l’annuler encore ne change rien', async () => {
  const { id, lien } = await inviter('annulee@exemple.fr')
  for (const _ of [1, 2]) expect((await direction.post(`/invitations/${id}/annuler`)).statusCode).toBe(303)
  expect((await lue(lien)).texte).toContain('Cette invitation a été annulée')
  expect((await t.visiteur().post(lien)).headers.location).toBeUndefined()
  const [reste] = await lignes<{ nombre: number }>(
    t,
    `select count(*)::int as nombre from fonction_tenue f join personne p on p.id = f.personne_id
     where p.courriel = 'annulee@exemple.fr' and (f.au is null or f.au >= current_date)`,
  )
  expect(reste!.nombre).toBe(0)
})

it('après quatorze jours, elle dit qu’elle est trop vieille ; renvoyée, elle sert de nouveau', async () => {
  const { id, lien } = await inviter('tardive@exemple.fr')
  t.regler(new Date(Date.now() + 14 * JOUR_MS + 60_000))
  expect((await lue(lien)).texte).toContain('Ce lien a plus de quatorze jours')
  expect((await t.visiteur().post(lien)).headers.location).toBeUndefined()
  t.regler(new Date())
  expect((await direction.post(`/invitations/${id}/renvoyer`)).headers.location).toBe('/personnes')
  const neuf = (await liensDe('tardive@exemple.fr')).at(-1)!
  expect((await t.visiteur().post(neuf)).headers.location).toBe('/tableau-de-bord')
})

it('d’un autre membre, elle n’existe pas : rien n’est renvoyé ni retiré', async () => {
  const { id, lien } = await inviter('ailleurs@exemple.fr')
  const autre = await t.entrer('Direction, CDG 85', PDL)
  for (const geste of ['renvoyer', 'annuler'])
    expect((await autre.post(`/invitations/${id}/${geste}`)).statusCode).toBe(404)
  expect(await liensDe('ailleurs@exemple.fr')).toHaveLength(1)
  expect((await lue(lien)).texte).toContain('CDG 53 vous invite')
})
