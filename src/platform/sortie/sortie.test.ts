// What leaves goes to the public Internet and nowhere else, whatever the address says.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { estAdresseDeSortie, estPublique } from './adresses.ts'
import { ouvrirSortie } from './sortie.ts'

describe('une adresse', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.9.9.9',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fe80::1%eth0',
    'fd00:ec2::254',
    'fc00::1',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'pas une adresse',
    '',
  ])('%s n’est pas publique', (ip) => expect(estPublique(ip)).toBe(false))
  it.each(['8.8.8.8', '172.32.0.1', '192.167.1.1', '2a01:e0a::1', '2606:4700::1111'])('%s l’est', (ip) =>
    expect(estPublique(ip)).toBe(true),
  )
  it.each([
    'http://exemple.fr/',
    'https://localhost/',
    'https://intranet/',
    'https://serveur.local/',
    'https://metadata.google.internal/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://qui:motdepasse@exemple.fr/',
    'https://exemple.fr/#a',
    'ftp://exemple.fr/',
    'exemple.fr',
    '',
  ])('« %s » ne s’écrit pas', (adresse) => expect(estAdresseDeSortie(adresse)).toBe(false))
  it.each(['https://exemple.fr/recevoir?de=maillage', 'https://exemple.fr:8443/', 'https://8.8.8.8/'])(
    '« %s » s’écrit',
    (adresse) => expect(estAdresseDeSortie(adresse)).toBe(true),
  )
})

describe('un envoi', () => {
  let serveur: Server
  let port: number
  const vus: (string | undefined)[] = []
  beforeAll(async () => {
    serveur = createServer((demande, reponse) => {
      vus.push(demande.headers.host)
      if (demande.url === '/ailleurs') reponse.writeHead(302, { location: '/' }).end()
      else if (demande.url === '/long') reponse.writeHead(200).write('x'.repeat(5_000))
      else reponse.writeHead(204).end()
    })
    await new Promise<void>((suite) => serveur.listen(0, '127.0.0.1', suite))
    port = (serveur.address() as AddressInfo).port
  })
  afterAll(() => {
    serveur.closeAllConnections()
    serveur.close()
  })
  const vers = (...ips: string[]) => ({
    resoudre: async () => ips.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  })
  const refusee = { statut: null, raison: expect.stringContaining('Internet public') }

  it('n’atteint ni cette machine, ni un nom qui y mène, ni un nom dont une adresse y mène', async () => {
    const avant = vus.length
    expect(await ouvrirSortie().poster(`https://127.0.0.1:${port}/`, '{}', {})).toEqual(refusee)
    expect(await ouvrirSortie().poster(`http://8.8.8.8:${port}/`, '{}', {})).toEqual(refusee)
    for (const ips of [['127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['169.254.169.254'], ['fd00::1'], []])
      expect(
        await ouvrirSortie(vers(...ips)).poster(`https://recepteur.exemple.fr:${port}/`, '{}', {}),
        ips.join(),
      ).toEqual(refusee)
    // The test setting opens this machine, and not what is beside it.
    const locale = ouvrirSortie({ boucleLocale: true, ...vers('10.0.0.1') })
    expect(await locale.poster(`http://recepteur.exemple.fr:${port}/`, '{}', {})).toEqual(refusee)
    expect(vus.length).toBe(avant)
  })
  it('va à l’adresse vérifiée, sous le nom donné', async () => {
    const sortie = ouvrirSortie({ boucleLocale: true, ...vers('127.0.0.1') })
    expect(await sortie.poster(`http://recepteur.exemple.fr:${port}/`, '{}', {})).toEqual({ statut: 204 })
    expect(vus.at(-1)).toBe(`recepteur.exemple.fr:${port}`)
  })
  it('ne suit pas une redirection, et coupe une réponse qui ne finit pas', async () => {
    const sortie = ouvrirSortie({ boucleLocale: true })
    const avant = vus.length
    expect(await sortie.poster(`http://127.0.0.1:${port}/ailleurs`, '{}', {})).toEqual({ statut: 302 })
    expect(await sortie.poster(`http://127.0.0.1:${port}/long`, '{}', {})).toEqual({ statut: 200 })
    expect(vus.length).toBe(avant + 2)
  })
  it('dit pourquoi rien n’est venu', async () => {
    const absent = await ouvrirSortie({
      resoudre: () => Promise.reject(Object.assign(new Error('nom'), { code: 'ENOTFOUND' })),
    }).poster('https://absent.exemple.fr/', '{}', {})
    expect(absent).toEqual({ statut: null, raison: 'nom de machine inconnu' })
    // Not a TLS server: the connection is made to the checked address, and fails there.
    const enClair = await ouvrirSortie({ boucleLocale: true }).poster(`https://127.0.0.1:${port}/`, '{}', {})
    expect(enClair.statut).toBeNull()
  })
})
