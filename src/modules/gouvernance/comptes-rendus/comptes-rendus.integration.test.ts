import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../../tests/application.ts'
import { champCache, lignes, texteDe, valeur } from '../../../../tests/lignes.ts'
import { empreinteDuTexte } from './rediger.ts'

const PDL = 'Centres de gestion des Pays de la Loire'
const PERIMEE = 'Cette page a été modifiée entre-temps par une autre personne. Rien n’a été écrasé'

let t: ApplicationDeTest
let coordinatrice: Visiteur
let membre: Visiteur
let bretonne: Visiteur
let close: string
let ouverte: string
let planifiee: string
let point: string

beforeAll(async () => {
  t = await ouvrirApplication()
  coordinatrice = await t.entrer('Coordinatrice', 'CDG 44')
  membre = await t.entrer('Direction, CDG 53', PDL)
  bretonne = await t.entrer('Coordinatrice', 'CDG 35', 'bretons')
  const seance = (statut: string) =>
    valeur(
      t,
      'select s.id from seance s join cooperation c on c.id = s.cooperation_id where c.nom = $1 and s.statut = $2 order by s.debut_le desc limit 1',
      [PDL, statut],
    )
  close = await seance('close')
  ouverte = await seance('ouverte')
  planifiee = await seance('planifiee')
  point = await valeur(t, 'select id from point where seance_id = $1 order by ordre limit 1', [close])
})
afterAll(() => t.fermer())

/** Sends the page of the minutes with another text for the first point; `lu` is the text that the page showed, that of now by default. */
const rediger = async (visiteur: Visiteur, texte: string, lu?: string) =>
  visiteur.post(`/seances/${close}/proces-verbal`, {
    [`texte-${point}`]: texte,
    [`empreinte-${point}`]: empreinteDuTexte(lu ?? (await ecrit())),
  })
const ecrit = () => valeur(t, 'select compte_rendu from point where id = $1', [point])

describe('les documents de la séance', () => {
  it('dossier, relevé et procès-verbal d’une séance close sont des PDF pour tout membre', async () => {
    for (const nom of ['dossier', 'releve', 'proces-verbal']) {
      const reponse = await membre.get(`/seances/${close}/${nom}.pdf`)
      expect(reponse.statusCode, nom).toBe(200)
      expect(reponse.headers['content-type']).toContain('application/pdf')
      expect(reponse.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
      expect(reponse.headers['content-disposition']).toMatch(/filename="[a-z-]+-\d{4}-\d{2}-\d{2}\.pdf"/)
    }
  }, 120_000)

  it('avant la clôture, pas de relevé ; avant l’ouverture, pas de procès-verbal', async () => {
    expect((await membre.get(`/seances/${ouverte}/releve.pdf`)).statusCode).toBe(404)
    for (const nom of ['releve.pdf', 'proces-verbal.pdf', 'proces-verbal']) {
      const reponse = await membre.get(`/seances/${planifiee}/${nom}`)
      expect(reponse.statusCode, nom).toBe(404)
      expect(reponse.headers['content-type']).toContain('text/html')
    }
    expect((await membre.get(`/seances/${planifiee}/dossier.pdf`)).statusCode).toBe(200)
  })

  it('une autre coopération n’en lit aucun', async () => {
    for (const nom of ['dossier.pdf', 'releve.pdf', 'proces-verbal.pdf', 'proces-verbal'])
      expect((await bretonne.get(`/seances/${close}/${nom}`)).statusCode, nom).toBe(404)
  })
})

describe('le procès-verbal', () => {
  it('un membre le lit sans pouvoir l’écrire', async () => {
    const page = await membre.get(`/seances/${close}/proces-verbal`)
    expect(page.statusCode).toBe(200)
    expect(page.body).not.toContain('<textarea')
    expect((await rediger(membre, 'Réécrit par un membre.')).statusCode).toBe(403)
    expect(
      (await bretonne.post(`/seances/${close}/proces-verbal`, { [`texte-${point}`]: 'Non.' })).statusCode,
    ).toBe(404)
    expect(await ecrit()).toBe('')
  })

  it('ne s’approuve pas avant d’être rédigé', async () => {
    const refus = await coordinatrice.post(`/seances/${close}/proces-verbal/approuver`)
    expect(refus.statusCode).toBe(409)
    expect(texteDe(refus.body)).toContain('Cette étape n’est pas possible maintenant')
  })

  it('se rédige, devient un projet, et refuse la page périmée', async () => {
    const texte = 'La Sarthe rappelle le calendrier.\n\nLa Vendée 🦊 demande un bilan : <b>oui</b>.'
    expect((await rediger(coordinatrice, texte)).statusCode).toBe(303)
    expect(await ecrit()).toBe(texte)
    expect(await valeur(t, 'select statut from seance where id = $1', [close])).toBe('pv_projet')
    const perimee = await rediger(coordinatrice, 'Écrasé.', '')
    expect(perimee.statusCode).toBe(409)
    expect(texteDe(perimee.body)).toContain(PERIMEE)
    expect(perimee.body).toContain('Écrasé.')
    expect(await ecrit()).toBe(texte)
    const lu = (await membre.get(`/seances/${close}/proces-verbal`)).body
    expect(lu).toContain('La Vendée 🦊 demande un bilan')
    expect(lu).not.toContain('<b>oui</b>')
  })

  it('deux secrétaires qui enregistrent en même temps : une seule écriture passe', async () => {
    const lu = await ecrit()
    const envois = await Promise.all(
      ['Version A.', 'Version B.'].map((texte) => rediger(coordinatrice, texte, lu)),
    )
    expect(envois.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409])
  })

  it('une page garde les points que l’on n’a pas touchés, écrit les autres, et ne perd pas celui d’une autre personne', async () => {
    const [premier, deuxieme] = (
      await lignes(t, 'select id from point where seance_id = $1 order by ordre', [close])
    ).map(({ id }) => String(id)) as [string, string]
    const adresse = `/seances/${close}/proces-verbal`
    const tel = (page: string, id: string, texte: string) => ({
      [`texte-${id}`]: texte,
      [`empreinte-${id}`]: champCache(page, `empreinte-${id}`),
    })
    const lire = (id: string) => valeur(t, 'select compte_rendu from point where id = $1', [id])
    const page = (await coordinatrice.get(adresse)).body
    const avant = await ecrit()
    await rediger(coordinatrice, 'Écrit par\nune autre personne.')
    const envoi = await coordinatrice.post(adresse, {
      ...tel(page, premier, avant.replaceAll('\n', '\r\n')),
      ...tel(page, deuxieme, 'Échange sur le deuxième.'),
    })
    expect(envoi.statusCode).toBe(303)
    expect(await ecrit()).toBe('Écrit par\nune autre personne.')
    expect(await lire(deuxieme)).toBe('Échange sur le deuxième.')
    const mele = await coordinatrice.post(adresse, {
      ...tel(page, premier, 'Ma version du premier.'),
      ...tel((await coordinatrice.get(adresse)).body, deuxieme, 'Repris.'),
    })
    expect(mele.statusCode).toBe(409)
    expect(texteDe(mele.body)).toContain('1 point enregistré. Les autres attendent votre relecture.')
    expect(texteDe(mele.body)).toContain(PERIMEE)
    expect(mele.body).toContain('Ma version du premier.')
    expect(texteDe(mele.body)).toContain('Écrit par une autre personne.')
    expect(await lire(deuxieme)).toBe('Repris.')
    // Sent again as it came back: the point that she read is replaced, the one that somebody wrote since is not.
    await lignes(t, 'update point set compte_rendu = $2 where id = $1', [
      deuxieme,
      'Écrit encore par une autre.',
    ])
    const renvoi = await coordinatrice.post(adresse, {
      ...tel(mele.body, premier, 'Ma version du premier.'),
      ...tel(mele.body, deuxieme, 'Repris.'),
    })
    expect(renvoi.statusCode).toBe(303)
    expect(await lire(deuxieme)).toBe('Écrit encore par une autre.')
    expect(await ecrit()).toBe('Ma version du premier.')
    await rediger(coordinatrice, 'Écrit par\nune autre personne.')
    expect(await ecrit()).toBe('Écrit par\nune autre personne.')
  })

  it('un texte trop long est refusé sans être perdu', async () => {
    const refus = await rediger(coordinatrice, 'é'.repeat(60_001))
    expect(refus.statusCode).toBe(422)
    expect(texteDe(refus.body)).toContain('tient en 60 000 caractères')
    expect(refus.body).toContain('é'.repeat(60_001))
  })

  it('approuvé, il ne change plus ; puis il est diffusé', async () => {
    await rediger(coordinatrice, 'Texte définitif.')
    expect((await membre.post(`/seances/${close}/proces-verbal/approuver`)).statusCode).toBe(403)
    expect((await coordinatrice.post(`/seances/${close}/proces-verbal/approuver`)).statusCode).toBe(303)
    const refus = await rediger(coordinatrice, 'Encore une phrase.')
    expect(refus.statusCode).toBe(409)
    expect(texteDe(refus.body)).toContain('Le procès-verbal est approuvé : il ne change plus.')
    expect(await ecrit()).toBe('Texte définitif.')
    const pdf = await membre.get(`/seances/${close}/proces-verbal.pdf`)
    expect(pdf.headers['content-type']).toContain('application/pdf')
    expect((await coordinatrice.post(`/seances/${close}/proces-verbal/diffuser`)).statusCode).toBe(303)
    expect(await valeur(t, 'select statut from seance where id = $1', [close])).toBe('diffusee')
    expect(
      (
        await lignes(
          t,
          "select action from journal where objet_id = $1 and action in ('seance.approuver_pv', 'seance.diffuser')",
          [close],
        )
      ).length,
    ).toBe(2)
  })
})
