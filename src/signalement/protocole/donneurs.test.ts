// Who may bring the key of a compartment: an epoch forged by a key of the directory that gives none is refused, before anything is sealed for it.
import {
  alea,
  cleSignature,
  DEBUT,
  destinataireDe,
  ecrireMessage,
  enTexte,
  envelopper,
  type Identite,
  nouvelleCleVolet,
  nouvelleIdentite,
} from '@maillage/coffre'
import { describe, expect, it } from 'vitest'
import { peutDonner, ROLES, type Role, VOLETS, type Volet } from '../domain/acces.ts'
import type { Cellule } from './annuaire.ts'
import { type DossierRecu, ouvrirDossier } from './ouvrir-dossier.ts'

const dossier = enTexte(alea(16))
const auteur = { id: 'auteur', cle: cleSignature(), identite: nouvelleIdentite() }
const signatures = new Map(ROLES.map((role) => [role, cleSignature()]))
const signataires = new Map(ROLES.map((role) => [role, [{ cle: signatures.get(role)!.publique, role }]]))
const cellule = { signataires } as unknown as Cellule

const enveloppe = async (volet: Volet, epoque: number, par: typeof auteur | Role, lue?: Identite) => {
  const cle = { ...nouvelleCleVolet({ dossier, volet, epoque }), ...(lue && { identite: lue }) }
  const pour = { id: 'auteur', scellement: await destinataireDe(auteur.identite) }
  const qui = typeof par === 'string' ? { id: par, cle: signatures.get(par)! } : par
  return { volet, epoque, octets: enTexte(await envelopper(cle, pour, qui)) }
}
const ouvrir = (enveloppes: DossierRecu['enveloppes'], messages: DossierRecu['messages'] = []) =>
  ouvrirDossier(
    { id: dossier, cleAuteur: auteur.cle.publique, enveloppes, messages } as unknown as DossierRecu,
    auteur,
    cellule,
  )

describe('une époque nouvelle', () => {
  it.each(ROLES)(
    'apportée par %s : prise dans les volets que ce rôle donne, refusée dans les autres',
    async (role) => {
      for (const volet of VOLETS) {
        const siennes = [await enveloppe(volet, 1, auteur), await enveloppe(volet, 2, role)]
        if (peutDonner(role, volet)) expect((await ouvrir(siennes)).volets.get(volet)!.cles).toHaveLength(2)
        else await expect(ouvrir(siennes), volet).rejects.toMatchObject({ code: 'emetteur-inconnu' })
      }
    },
  )

  it('forgée par la clé d’un employeur avec une clé qu’il tient : rien ne s’ouvre, donc rien ne se scelle pour lui', async () => {
    const sienne = nouvelleIdentite()
    const premiere = await enveloppe('E', 1, auteur)
    await expect(ouvrir([premiere, await enveloppe('E', 2, 'employeur', sienne)])).rejects.toMatchObject({
      code: 'emetteur-inconnu',
    })
    // Under the name of a référent it would need his signature.
    const pour = { id: 'auteur', scellement: await destinataireDe(auteur.identite) }
    const cle = { ...nouvelleCleVolet({ dossier, volet: 'E', epoque: 2 }), identite: sienne }
    const octets = enTexte(await envelopper(cle, pour, { id: 'referent', cle: signatures.get('employeur')! }))
    await expect(ouvrir([premiere, { volet: 'E', epoque: 2, octets }])).rejects.toMatchObject({
      code: 'signature-invalide',
    })
  })

  it('un rôle qui ne donne pas signe toujours ses messages', async () => {
    const identite = nouvelleIdentite()
    const { rang, precedent } = DEBUT
    const place = { dossier, volet: 'T', epoque: 1, rang, precedent, jour: '2026-12-07' }
    const octets = await ecrireMessage(
      { ...place, emetteur: 'employeur', corps: { genre: 'suites' } },
      signatures.get('employeur')!,
      await destinataireDe(identite),
    )
    const lu = await ouvrir(
      [await enveloppe('T', 1, 'referent', identite)],
      [{ volet: 'T', epoque: 1, rang: 0, octets: enTexte(octets) }],
    )
    expect(lu.volets.get('T')!.messages[0]!.emetteur).toBe('employeur')
  })
})
