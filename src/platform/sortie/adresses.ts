import { BlockList, isIP } from 'node:net'

/** IPv4 that is not the public Internet (IANA special-purpose registry), metadata of clouds included (169.254.169.254). */
const RESERVEES = new BlockList()
for (const [reseau, taille] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  RESERVEES.addSubnet(reseau, taille, 'ipv4')

/** IPv6 is refused unless it is global unicast: loopback, link-local, unique local, mapped and translated IPv4 are all elsewhere. */
const GLOBALES = new BlockList()
GLOBALES.addSubnet('2000::', 3, 'ipv6')
const RESERVEES_6 = new BlockList()
for (const [reseau, taille] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  RESERVEES_6.addSubnet(reseau, taille, 'ipv6')

/** Whether an IP address is on the public Internet; anything that is not an address is not. */
export function estPublique(ip: string): boolean {
  if (isIP(ip) === 4) return !RESERVEES.check(ip, 'ipv4')
  if (isIP(ip) === 6 && !ip.includes('%')) return GLOBALES.check(ip, 'ipv6') && !RESERVEES_6.check(ip, 'ipv6')
  return false
}

/** The host of an URL as a name or an IP address, without the brackets of IPv6. */
export const hoteDe = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1')

/** Whether a URL may be written as an address to send to: https, a public name or address, no password in it. What it leads to is judged at each sending. */
export function estAdresseDeSortie(texte: string): boolean {
  const url = URL.parse(texte)
  if (url?.protocol !== 'https:' || url.username || url.password || url.hash) return false
  const hote = hoteDe(url)
  if (isIP(hote)) return estPublique(hote)
  return hote.includes('.') && !/\.(localhost|local|internal|intranet|lan|home\.arpa)\.?$/i.test(hote)
}
