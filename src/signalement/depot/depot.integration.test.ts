// Depositing and coming back, through the routes: what is taken, what is refused, who receives a key.
import { alea, depuisTexte, enTexte, verifierPreuve } from '@maillage/coffre'
import { describe, expect, it } from 'vitest'
import { statutDe } from '../../../tests/signalement/deposer-tout.ts'
import { enSession } from '../../../tests/signalement/en-session.ts'
import { lireSignalement } from '../domain/depot.ts'
import { changerAccords, envoyer, revenir } from '../protocole/auteur.ts'
import { peiner } from '../protocole/effort.ts'
import { agir, lireCorbeille, prendreDossier } from '../protocole/membre.ts'
import { empreinteDuDepot, scellerDepot } from '../protocole/sceller-depot.ts'
import { chargerCellule, demander, envoyerDepot, type RefusDuServeur } from '../protocole/serveur.ts'

const jour = '2026-12-07'
const { transport, hote, admin, session, deposer } = enSession(jour)

describe('le dépôt', () => {
  it('est gardé une fois, même envoyé deux fois, et prouvé par une signature', async () => {
    const { depot, ancrage, empreinte, preuve } = await deposer('un')
    expect(verifierPreuve(depuisTexte(preuve), ancrage.preuve)).toMatchObject({
      organisme: 'cdg-62',
      jour,
      depot: empreinte,
    })
    const encore = await envoyerDepot(transport, depot, (defi) => peiner(defi, empreinte))
    expect(encore).toBe(preuve)
    const { rows } = await admin().query('select count(*) as n from dossier where id = $1', [depot.dossier])
    expect(Number(rows[0].n)).toBe(1)
  })

  it('n’est pris ni sans travail, ni en clair, ni pour un inconnu, ni sans l’auteur', async () => {
    const { depot } = await deposer('deux')
    const neuf = { ...depot, dossier: enTexte(alea(16)), empreinteReperage: enTexte(alea(32)), pieces: [] }
    const empreinte = empreinteDuDepot(neuf, depuisTexte)
    const envoi = (d: unknown, nonce?: number) =>
      demander<{ bits: number }>(transport, '/v1/effort/cdg-62').then((defi) =>
        demander(transport, '/v1/depots', {
          methode: 'POST',
          corps: { depot: d, defi, nonce: nonce ?? peiner(defi as never, empreinte) },
        }),
      )
    const codes = async (d: unknown, nonce?: number) =>
      envoi(d, nonce).then(
        () => 'pris',
        (e: RefusDuServeur) => e.code,
      )
    const clair = enTexte(new TextEncoder().encode('Récit en clair. '.repeat(200)))
    expect(await codes({ ...neuf, messages: neuf.messages.map((m) => ({ ...m, octets: clair })) })).toBe(
      'incomplet',
    )
    expect(
      await codes({
        ...neuf,
        enveloppes: neuf.enveloppes.map((e) => ({
          ...e,
          dest: e.dest === 'referente' ? 'inconnue' : e.dest,
        })),
      }),
    ).toBe('destinataire-inconnu')
    expect(
      await codes({ ...neuf, enveloppes: neuf.enveloppes.filter(({ dest }) => dest !== 'auteur') }),
    ).toBe('incomplet')
    expect(
      await codes({
        ...neuf,
        enveloppes: neuf.enveloppes.map((e) =>
          e.volet === 'S' && e.dest === 'sequestre' ? { ...e, dest: 'referente' } : e,
        ),
      }),
    ).toBe('destinataire-inconnu')
    const defi = await demander<never>(transport, '/v1/effort/cdg-62')
    const nonce = peiner(defi, empreinte)
    const faux = { methode: 'POST', corps: { depot: neuf, defi: { ...(defi as object), bits: 0 }, nonce } }
    expect(await statutDe(demander(transport, '/v1/depots', faux))).toBe(422)
    await demander(transport, '/v1/depots', { methode: 'POST', corps: { depot: neuf, defi, nonce } })
    const suivant = { ...neuf, dossier: enTexte(alea(16)), empreinteReperage: enTexte(alea(32)) }
    expect(
      await statutDe(
        demander(transport, '/v1/depots', { methode: 'POST', corps: { depot: suivant, defi, nonce } }),
      ),
    ).toBe(422)
  })

  it('ne donne aucune clé à qui est écarté, par l’auteur ou par un conflit déclaré', async () => {
    const { depot } = await deposer('trois', 'cdg-62', {
      employeur: ['valbourg'],
      exclusions: ['referente', 'referent-2'],
    }).catch((e: Error) => ({ depot: e }))
    expect((depot as Error).message).toContain('Vous avez écarté toutes les personnes')
    const suite = await deposer('quatre', 'cdg-62', { employeur: ['valbourg'], exclusions: ['gardienne'] })
    const dests = new Set(suite.depot.enveloppes.map(({ dest }) => dest))
    expect(dests.has('gardienne')).toBe(false)
    expect(dests.has('juriste')).toBe(false)
    expect([...dests].sort()).toEqual(['auteur', 'juriste-2', 'referent-2', 'referente', 'sequestre'])
    expect((await lireCorbeille(session('juriste'))).dossiers.map(({ id }) => id)).not.toContain(
      suite.depot.dossier,
    )
    expect(await statutDe(prendreDossier(session('juriste'), 'cdg-62', suite.depot.dossier))).toBe(404)
  })

  it('un chiffrement qui échoue n’envoie rien en clair', async () => {
    const { cellule } = await chargerCellule(transport, 'cdg-62', jour)
    const lu = lireSignalement(
      {
        qualite: ['victime'],
        identite: ['anonyme'],
        nature: ['menace'],
        recit: ['un récit assez long pour passer'],
      },
      cellule.politique,
    )
    const sans = { ...cellule, sequestre: 'age1classique' }
    await expect(scellerDepot(sans, lu.ok ? lu.valeur : (null as never), [], jour, 'ligne')).rejects.toThrow(
      /Rien n’a été chiffré ni envoyé/,
    )
  })
})

describe('le retour', () => {
  it('ouvre avec les mots, montre la réponse, et refuse les mots d’un autre, un défi rejoué, un autre hôte', async () => {
    const { mots, depot } = await deposer('cinq')
    const bureau = await prendreDossier(session('referente'), 'cdg-62', depot.dossier)
    await agir(bureau, {
      action: 'ecrire',
      ecrits: [{ volet: 'E', corps: { genre: 'message', texte: 'Réponse.' } }],
    })
    const retour = await revenir(transport, mots, hote(), jour)
    expect(retour.dossier.volets.get('E')!.messages.at(-1)!.corps).toEqual({
      genre: 'message',
      texte: 'Réponse.',
    })
    await envoyer(retour, 'ecrire', [{ volet: 'E', corps: { genre: 'message', texte: 'Merci.' } }])
    expect(
      await statutDe(
        envoyer(retour, 'ecrire', [{ volet: 'E', corps: { genre: 'message', texte: 'Deux fois.' } }]),
      ),
    ).toBe(409)
    expect(await statutDe(revenir(transport, mots, 'leurre.example', jour))).toBe(401)
    const inconnu = await import('@maillage/coffre').then((c) => c.motsDe(alea(16)).join(' '))
    expect(await statutDe(revenir(transport, inconnu, hote(), jour))).toBe(401)
  })

  it('un accord donné plus tard ouvre la santé au médecin, et à lui seul', async () => {
    const { mots, depot } = await deposer('six')
    expect(await statutDe(prendreDossier(session('medecin'), 'cdg-62', depot.dossier))).toBe(404)
    const donner = { action: 'donner-acces', donner: [{ volet: 'R', dest: 'medecin' }] } as const
    const bureau = await prendreDossier(session('referente'), 'cdg-62', depot.dossier)
    expect(await statutDe(agir(bureau, donner)), 'sans accord, la cellule ne donne rien').toBe(403)
    await changerAccords(await revenir(transport, mots, hote(), jour), ['medecin'])
    const vu = await prendreDossier(session('medecin'), 'cdg-62', depot.dossier)
    expect([...vu.dossier.volets.keys()].sort()).toEqual(['I', 'M', 'R', 'S'])
    expect(await statutDe(prendreDossier(session('psychologue'), 'cdg-62', depot.dossier))).toBe(404)
  })
})
