// A real mail server for the tests: Debian's Postfix, with a configuration, a queue and mailboxes of its own in a throw-away folder, on the loopback.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Certificat } from '../identites/certificats.ts'
import { programmePresent } from '../paquets.ts'
import { dossierJetable } from '../serveur.ts'

const NOBODY = 65_534
/** Postfix is here, and may be run: its master gives each part an account of its own. */
export const AVEC_POSTFIX = programmePresent(
  'Postfix (ou le droit de le lancer)',
  existsSync('/usr/sbin/postfix') && process.getuid?.() === 0,
)
/** And so are sasl2-bin and libsasl2-modules: Postfix may ask for a password. */
export const AVEC_SASL = programmePresent(
  'SASL (paquets sasl2-bin et libsasl2-modules)',
  existsSync('/usr/sbin/saslpasswd2') && globSync('/usr/lib/*/sasl2/libplain.so').length > 0,
)

/** Ports on which an account of the relay sends, and nobody else. */
export type Soumission = {
  readonly nom: string
  readonly motDePasse: string
  /** Asks for STARTTLS before it speaks of a password. */
  readonly port: number
  /** Knows no encryption, and would take the password in clear. */
  readonly enClair: number
}

export type Postfix = {
  /** What a mailbox of mairie.exemple.fr holds, raw, the oldest first. */
  boite(nom: string): string[]
  /** What it says of what it saw, from the start. */
  journal(): string
  /** Recipients that are asked to wait (450), from now on. */
  faireAttendre(...adresses: string[]): void
  arreter(): void
}

/**
 * A relay that listens on `port`: it keeps `boites` of mairie.exemple.fr, refuses its other addresses, and hands what is for a domain of `relais`
 * to a port of this machine.
 */
export function ouvrirPostfix(
  port: number,
  {
    boites,
    relais,
    tls,
    soumission,
  }: {
    boites: readonly string[]
    relais: Readonly<Record<string, number>>
    tls: Certificat
    soumission?: Soumission
  },
): Postfix {
  const dossier = dossierJetable()
  chmodSync(dossier.chemin, 0o755)
  const lieu = (nom: string) => join(dossier.chemin, nom)
  for (const nom of ['conf', 'file', 'donnees', 'boites']) mkdirSync(lieu(nom))
  const postfix = Number(execFileSync('id', ['-u', 'postfix']))
  chownSync(lieu('donnees'), postfix, 0)
  chownSync(lieu('boites'), NOBODY, NOBODY)
  const table = (entrees: readonly (readonly [string, string])[]) =>
    `inline:{ ${entrees.map(([cle, valeur]) => `{ ${cle} = ${valeur} }`).join(', ')} }`
  writeFileSync(lieu('conf/attente'), '')
  writeFileSync(
    lieu('conf/main.cf'),
    `compatibility_level = 3.6
queue_directory = ${lieu('file')}
data_directory = ${lieu('donnees')}
mail_owner = postfix
setgid_group = postdrop
myhostname = relais.exemple.fr
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
maillog_file = ${lieu('journal')}
maillog_file_prefixes = ${dossier.chemin}
alias_maps =
local_recipient_maps =
virtual_mailbox_domains = mairie.exemple.fr
virtual_mailbox_base = ${lieu('boites')}
virtual_mailbox_maps = ${table(boites.map((nom) => [`${nom}@mairie.exemple.fr`, `${nom}/`]))}
virtual_uid_maps = static:${NOBODY}
virtual_gid_maps = static:${NOBODY}
relay_domains = ${Object.keys(relais).join(', ')}
transport_maps = ${table(Object.entries(relais).map(([domaine, vers]) => [domaine, `smtp:[127.0.0.1]:${vers}`]))}
smtp_dns_support_level = disabled
smtp_host_lookup = native
smtpd_recipient_restrictions = check_recipient_access texthash:${lieu('conf/attente')}, permit_mynetworks, reject
smtpd_tls_security_level = encrypt
smtpd_tls_cert_file = ${tls.certificat}
smtpd_tls_key_file = ${tls.cle}
cyrus_sasl_config_path = ${lieu('conf/sasl')}
`,
  )
  if (soumission) {
    mkdirSync(lieu('conf/sasl'))
    writeFileSync(
      lieu('conf/sasl/smtpd.conf'),
      `pwcheck_method: auxprop\nauxprop_plugin: sasldb\nmech_list: PLAIN LOGIN\nsasldb_path: ${lieu('donnees/sasldb2')}\n`,
    )
    execFileSync(
      '/usr/sbin/saslpasswd2',
      ['-p', '-c', '-f', lieu('donnees/sasldb2'), '-u', 'relais.exemple.fr', soumission.nom],
      { input: soumission.motDePasse, stdio: ['pipe', 'ignore', 'ignore'] },
    )
    chownSync(lieu('donnees/sasldb2'), postfix, 0)
  }
  const compte = [
    'smtpd_sasl_auth_enable=yes',
    'smtpd_sasl_local_domain=relais.exemple.fr',
    'smtpd_recipient_restrictions=permit_sasl_authenticated,reject',
  ].map((reglage) => `-o ${reglage}`)
  const services = [
    ...(soumission
      ? [
          [`127.0.0.1:${soumission.port} inet n - n - - smtpd`, ...compte, '-o smtpd_tls_auth_only=yes'],
          [
            `127.0.0.1:${soumission.enClair} inet n - n - - smtpd`,
            ...compte,
            '-o smtpd_tls_security_level=none',
          ],
        ].map((mots) => mots.join(' '))
      : []),
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'postlog unix-dgram n - n - 1 postlogd',
    'pickup unix n - n 60 1 pickup',
    'qmgr unix n - n 300 1 qmgr',
    'cleanup unix n - n - 0 cleanup',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
    'rewrite unix - - n - - trivial-rewrite',
    ...['bounce', 'defer', 'trace'].map((nom) => `${nom} unix - - n - 0 bounce`),
    'verify unix - - n - 1 verify',
    'flush unix n - n 1000? 0 flush',
    'proxymap unix - - n - - proxymap',
    ...['smtp', 'relay'].map((nom) => `${nom} unix - - n - - smtp`),
    ...['error', 'retry'].map((nom) => `${nom} unix - - n - - error`),
    'virtual unix - n n - - virtual',
    'anvil unix - - n - 1 anvil',
    'scache unix - - n - 1 scache',
  ]
  writeFileSync(lieu('conf/master.cf'), `${services.join('\n')}\n`)
  const commander = (geste: string) =>
    execFileSync('/usr/sbin/postfix', ['-c', lieu('conf'), geste], { stdio: 'ignore' })
  commander('start')
  return {
    boite(nom) {
      const neufs = join(lieu('boites'), nom, 'new')
      return existsSync(neufs)
        ? readdirSync(neufs)
            .sort()
            .map((message) => readFileSync(join(neufs, message), 'utf8'))
        : []
    },
    journal: () => readFileSync(lieu('journal'), 'utf8'),
    faireAttendre(...adresses) {
      writeFileSync(
        lieu('conf/attente'),
        adresses.map((une) => `${une} 450 4.2.0 Greylisted, try again later\n`).join(''),
      )
      commander('reload')
    },
    arreter() {
      commander('abort')
      dossier.supprimer()
    },
  }
}
