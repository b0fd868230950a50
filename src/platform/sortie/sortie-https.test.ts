// A real https receiver: what is delivered, and what its certificate or its redirect forbids.
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AVEC_OPENSSL, type Certificat, ouvrirAutorite } from '../../../tests/identites/certificats.ts'
import { ouvrirSortie } from './sortie.ts'

if (AVEC_OPENSSL)
  describe('un programme en https', () => {
    const dossier = mkdtempSync(join(tmpdir(), 'maillage-https-'))
    const recus: { readonly hote: string; readonly corps: string; readonly signature: unknown }[] = []
    const serveurs: Server[] = []
    let autorite: ReturnType<typeof ouvrirAutorite>
    let nePlusCroire: () => void
    /** Names lead to this machine, as a public name would to its server. */
    const sortie = ouvrirSortie({
      boucleLocale: true,
      resoudre: async () => [{ address: '127.0.0.1', family: 4 }],
    })

    async function servir({ cle, certificat }: Certificat): Promise<number> {
      const serveur = createServer(
        { key: readFileSync(cle), cert: readFileSync(certificat) },
        async (demande, reponse) => {
          let corps = ''
          for await (const bout of demande.setEncoding('utf8')) corps += bout
          recus.push({ hote: demande.headers.host!, corps, signature: demande.headers['webhook-signature'] })
          if (demande.url === '/ailleurs') reponse.writeHead(307, { location: '/arrivee' })
          else reponse.writeHead(204)
          reponse.end()
        },
      ).listen(0, '127.0.0.1')
      await once(serveur, 'listening')
      serveurs.push(serveur)
      return (serveur.address() as AddressInfo).port
    }
    const poster = (port: number, chemin = '/') =>
      sortie.poster(`https://programme.exemple.fr:${port}${chemin}`, '{"a":"é"}', {
        'webhook-signature': 'v1,x',
      })

    beforeAll(() => {
      autorite = ouvrirAutorite(dossier)
      nePlusCroire = autorite.croire()
    })
    afterAll(() => {
      nePlusCroire()
      for (const serveur of serveurs) serveur.close()
      rmSync(dossier, { recursive: true })
    })

    it('reçoit, entier et à son nom, sous une autorité reconnue', async () => {
      const port = await servir(autorite.certifier('bon', 'DNS:programme.exemple.fr'))
      expect(await poster(port)).toEqual({ statut: 204 })
      expect(recus).toEqual([{ hote: `programme.exemple.fr:${port}`, corps: '{"a":"é"}', signature: 'v1,x' }])
    })

    it('n’est pas suivi quand il renvoie ailleurs', async () => {
      const port = await servir(autorite.certifier('renvoie', 'DNS:programme.exemple.fr'))
      recus.length = 0
      expect(await poster(port, '/ailleurs')).toEqual({ statut: 307 })
      expect(recus).toHaveLength(1)
    })

    it('ne reçoit rien sous le nom d’un autre, ni sous une autorité inconnue', async () => {
      const autre = await servir(autorite.certifier('autre', 'DNS:autre.exemple.fr'))
      const inconnu = mkdtempSync(join(dossier, 'inconnue-'))
      const seul = await servir(ouvrirAutorite(inconnu).certifier('seul', 'DNS:programme.exemple.fr'))
      recus.length = 0
      for (const port of [autre, seul])
        expect(await poster(port)).toEqual({ statut: null, raison: 'certificat refusé' })
      expect(recus).toEqual([])
    })
  })
