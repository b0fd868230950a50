// What the tests of sealed bids share: a consultation below the threshold, keys of the commission, links, bids sealed as a browser seals them.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { destinataireDe, type Identite, nouvelleIdentite } from '@maillage/coffre'
import { expect, inject } from 'vitest'
import {
  ouvrirPart,
  type PieceDuPli,
  type PliScelle,
  scellerPli,
} from '../../src/modules/achats/plis/sceller.ts'
import { ouvrirPool } from '../../src/platform/base/connexion.ts'
import { type Achats, ficheDeMarche } from '../achats.ts'
import type { ApplicationDeTest, Visiteur } from '../application.ts'
import { jusqua } from '../attente.ts'

/** SHA-256 of what was sealed, hexadecimal. */
export const empreinteDuPli = ({ scelle }: PliScelle): string =>
  createHash('sha256').update(scelle).digest('hex')

/** The price schedule of a bid on the first lot of `ficheDeMarche`. */
export const bordereau = (incapacite: string): PieceDuPli => ({
  nom: 'bordereau.csv',
  contenu: Buffer.from(
    [
      'Lot;Niveau;Incapacité;Invalidité;Perte de retraite;Décès;Renfort des primes;Années gelées;Hausse annuelle maximale;Observations sur les garanties',
      `1;Socle;${incapacite};0,4;0;0;0;2;4;Rien à dire`,
      `1;Renforcé;1,9;0,4;0;0;0;2;4;Rien à dire`,
    ].join('\n'),
  ),
})

/** What a bid holds beside its prices. */
export const memoire: PieceDuPli = {
  nom: 'mémoire.pdf',
  contenu: Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n'),
}

/** Where the store keeps the bytes of a fingerprint. */
export const placeDe = ({ donnees }: ApplicationDeTest, sha256: string): string =>
  join(donnees, 'fichiers', sha256.slice(0, 2), sha256)

/** Holds a lock until `laisser`, so that what is done meanwhile meets. */
export async function retenir(t: ApplicationDeTest, verrou: string, valeurs: unknown[] = []) {
  const admin = ouvrirPool(t.url(inject('serveur').superutilisateur), 2)
  const porte = await admin.connect()
  await porte.query('begin')
  await porte.query(verrou, valeurs)
  return {
    enAttente: (combien: number) =>
      jusqua(`${combien} requêtes attendent`, async () => {
        const { rows } = await admin.query<{ n: number }>(
          `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        )
        return rows[0]!.n === combien
      }),
    async laisser() {
      await porte.query('commit')
      porte.release()
      await admin.end()
    },
  }
}

type Parts = { pli: string; scellee: string; engagement: string }[]

/** The sealed deposit of a purchase, as its members and its bidders use it. */
export function plisDe({ t, coordination, version }: Achats, achat: string) {
  const racine = `/achats/${achat}/plis`
  const identites = new Map<Visiteur, Identite>()
  const commissionDe = (page: string) =>
    JSON.parse(/data-commission="([^"]+)"/.exec(page)![1]!.replaceAll('&quot;', '"')) as {
      id: string
      destinataire: string
    }[]
  const envoyerCle = (qui: Visiteur, destinataire: string) =>
    qui.post(`${racine}/cles`, { destinataire, trousseau: JSON.stringify({ protege: 'x'.repeat(200) }) })
  const plis = {
    racine,
    identites,
    commissionDe,
    envoyerCle,
    async creerCle(qui: Visiteur) {
      const identite = nouvelleIdentite()
      const reponse = await envoyerCle(qui, await destinataireDe(identite))
      if (reponse.statusCode === 303) identites.set(qui, identite)
      return reponse
    },
    /** Invites a bidder; her personal link, from the mail. */
    async lienDe(siret: string, nom: string): Promise<string> {
      const courriel = `${siret}@assureur.invalid`
      const invite = await coordination.post(`${racine}/candidats`, { nom, siret, courriel })
      expect(invite.statusCode).toBe(303)
      await t.tachesFaites()
      const message = t.courriels.findLast(({ a }) => a === courriel)!
      return /http:\/\/maillage\.test(\/achats\/deposer\/\S+)/.exec(message.texte)![1]!
    },
    sceller: async (lien: string, pieces: readonly PieceDuPli[]) =>
      scellerPli(pieces, commissionDe((await t.visiteur().get(lien)).body)),
    deposer(lien: string, pli: Partial<PliScelle>, qui = t.visiteur()) {
      const limite = 'xxLIMITExx'
      const partie = (nom: string, valeur: string) =>
        `--${limite}\r\ncontent-disposition: form-data; name="${nom}"\r\n\r\n${valeur}\r\n`
      return qui.requete({
        method: 'POST',
        url: lien,
        payload: Buffer.concat([
          Buffer.from(
            `${partie('destinataire', pli.destinataire ?? '')}${partie('parts', JSON.stringify(pli.parts ?? null))}--${limite}\r\ncontent-disposition: form-data; name="scelle"; filename="pli.age"\r\ncontent-type: application/octet-stream\r\n\r\n`,
          ),
          pli.scelle ?? Buffer.alloc(0),
          Buffer.from(`\r\n--${limite}--\r\n`),
        ]),
        headers: {
          accept: 'application/json',
          'content-type': `multipart/form-data; boundary=${limite}`,
          'sec-fetch-site': 'same-origin',
        },
      })
    },
    /** What her page opens of the shares of a member; an empty text for a spoilt one. */
    async cartesDe(qui: Visiteur): Promise<Record<string, string>> {
      const { parts } = (await qui.get(`${racine}/parts`)).json<{ parts: Parts }>()
      return Object.fromEntries(
        await Promise.all(
          parts.map(
            async ({ pli, scellee }) =>
              [pli, await ouvrirPart(scellee, identites.get(qui)!).catch(() => '')] as const,
          ),
        ),
      )
    },
    donner: (qui: Visiteur, cartes: Record<string, string>) =>
      qui.post(`${racine}/cle-donnee`, { parts: JSON.stringify(cartes) }),
    /** A consultation below the threshold, published, whose deposit is open with the keys of these members. */
    async ouvrirDepot(...membres: readonly Visiteur[]): Promise<void> {
      const faire = async (url: string, champs: Record<string, string> = {}) =>
        expect((await coordination.post(url, champs)).statusCode, url).toBe(303)
      const fiche = { ...ficheDeMarche(2), procedure: 'adaptee', estimation: '50 000' }
      await faire(`/achats/${achat}/marche`, fiche)
      const lot = { numero: '1', objet: 'Toute la coopération', departements: '', min: '', max: '' }
      await faire(`/achats/${achat}/marche/lots`, lot)
      await faire(`/achats/${achat}/marche/publier`, { version: await version(achat) })
      await faire(`${racine}/proposer`)
      for (const membre of membres) expect((await plis.creerCle(membre)).statusCode).toBe(303)
      await faire(`${racine}/ouvrir-depot`)
    },
  }
  return plis
}
