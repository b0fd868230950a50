// A certification authority for the tests, made by the openssl command and believed for the time of a test file.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import tls from 'node:tls'
import { programmePresent } from '../paquets.ts'

export const AVEC_OPENSSL = programmePresent('La commande openssl', existsSync('/usr/bin/openssl'))

export type Certificat = { readonly cle: string; readonly certificat: string }

/** An authority in a folder, and what it certifies: paths of PEM files. */
export function ouvrirAutorite(dossier: string) {
  const lieu = (nom: string) => join(dossier, nom)
  const openssl = (...args: string[]) => execFileSync('/usr/bin/openssl', args, { stdio: 'ignore' })
  const CLE = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl(
    'req',
    '-x509',
    ...CLE,
    '-keyout',
    lieu('autorite.key'),
    '-out',
    lieu('autorite.pem'),
    '-days',
    '2',
    '-subj',
    '/CN=Autorite de test',
  )
  return {
    /** @param noms what the certificate is good for: « IP:127.0.0.1 », « DNS:exemple.fr » */
    certifier(nom: string, noms: string): Certificat {
      const [cle, demande, certificat, suite] = [`${nom}.key`, `${nom}.csr`, `${nom}.pem`, `${nom}.ext`].map(
        lieu,
      ) as [string, string, string, string]
      writeFileSync(suite, `subjectAltName=${noms}`)
      openssl('req', '-new', ...CLE, '-keyout', cle, '-out', demande, '-subj', `/CN=${nom}`)
      openssl(
        'x509',
        '-req',
        '-in',
        demande,
        '-CA',
        lieu('autorite.pem'),
        '-CAkey',
        lieu('autorite.key'),
        '-CAcreateserial',
        '-out',
        certificat,
        '-days',
        '2',
        '-extfile',
        suite,
      )
      return { cle, certificat }
    },
    /** This process believes the authority, as NODE_EXTRA_CA_CERTS would have it; returns how to stop. */
    croire(): () => void {
      const avant = tls.getCACertificates('default')
      tls.setDefaultCACertificates([...avant, readFileSync(lieu('autorite.pem'), 'utf8')])
      return () => tls.setDefaultCACertificates(avant)
    },
  }
}
