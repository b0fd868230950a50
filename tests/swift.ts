// A real S3 server for the tests: OpenStack Swift with its s3api middleware, Debian's packages, one replica in a throw-away folder, on the loopback.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import type { AccesS3 } from '../src/platform/fichiers/depot-s3.ts'
import { programmePresent } from './paquets.ts'
import { dossierJetable, portLibre } from './serveur.ts'

const PARTIES = ['account', 'container', 'object'] as const
const PROGRAMMES = [...PARTIES, 'proxy'].map((nom) => `/usr/bin/swift-${nom}-server`)

export type ServeurS3 = AccesS3 & {
  /** Stops answering until `reprendre`: connections are refused. */
  couper(): Promise<void>
  reprendre(): Promise<void>
  /** Writes over a key without passing by us, as a failing disk would. */
  abimer(cle: string): Promise<void>
  /** Makes another bucket, empty. */
  seau(nom: string): Promise<AccesS3>
  arreter(): Promise<void>
}

/** Whether Debian's packages are here: swift-proxy, swift-account, swift-container, swift-object. */
export const AVEC_SWIFT = programmePresent(
  'Swift (paquets swift-proxy, swift-account, swift-container, swift-object)',
  PROGRAMMES.every((programme) => existsSync(programme)),
)

/** What a process is told of a bucket. */
export const variablesS3 = ({ adresse, cle, secret }: AccesS3) => ({
  S3_ADRESSE: adresse,
  S3_CLE: cle,
  S3_SECRET: secret,
})

/** Starts the server and makes its bucket. */
export async function ouvrirSwift(): Promise<ServeurS3> {
  const dossier = dossierJetable()
  const ports = [await portLibre(), await portLibre(), await portLibre(), await portLibre()] as const
  configurer(dossier.chemin, ports)
  const lancer = (nom: string): ChildProcess =>
    spawn(`/usr/bin/swift-${nom}-server`, [join(dossier.chemin, `${nom}.conf`)], { stdio: 'ignore' })
  const finir = async (enfant: ChildProcess) => {
    const fin = once(enfant, 'exit')
    enfant.kill('SIGKILL')
    await fin
  }
  const port = ports[3]
  const parties = PARTIES.map(lancer)
  let facade = lancer('proxy')
  await Promise.all(ports.map(ecoute))
  const acces: AccesS3 = {
    adresse: `http://127.0.0.1:${port}/fichiers`,
    cle: 'essai:maillage',
    secret: 'un-secret-de-test',
    region: 'us-east-1',
  }
  const client = new AwsClient({
    accessKeyId: acces.cle,
    secretAccessKey: acces.secret,
    service: 's3',
    region: acces.region,
  })
  const deposer = async (suite: string, corps?: string, adresse = acces.adresse) => {
    const reponse = await client.fetch(adresse + suite, {
      method: 'PUT',
      ...(corps && { body: corps }),
    })
    if (!reponse.ok) throw new Error(await reponse.text())
  }
  await deposer('')
  return {
    ...acces,
    couper: () => finir(facade),
    async reprendre() {
      facade = lancer('proxy')
      await ecoute(port)
    },
    async seau(nom) {
      const adresse = acces.adresse.replace(/fichiers$/, nom)
      await deposer('', undefined, adresse)
      return { ...acces, adresse }
    },
    abimer: (cle) => deposer(`/${cle}`, 'abîmé'),
    async arreter() {
      await Promise.all(
        [...parties, facade]
          .filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
          .map(finir),
      )
      dossier.supprimer()
    },
  }
}

function configurer(dossier: string, ports: readonly [number, number, number, number]): void {
  const ecrire = (nom: string, texte: string) => writeFileSync(join(dossier, nom), texte)
  mkdirSync(join(dossier, 'disques/d1'), { recursive: true })
  ecrire(
    'swift.conf',
    '[swift-hash]\nswift_hash_path_suffix = essai\n[storage-policy:0]\nname = seule\ndefault = yes\n',
  )
  const anneaux = `
import sys
from swift.common.ring import RingBuilder
for nom, port in zip(${JSON.stringify(PARTIES)}, ${JSON.stringify(ports.slice(0, 3))}):
    anneau = RingBuilder(1, 1, 1)
    anneau.add_dev({'id': 0, 'region': 1, 'zone': 1, 'ip': '127.0.0.1', 'port': port, 'device': 'd1', 'weight': 1})
    anneau.rebalance()
    anneau.get_ring().save(sys.argv[1] + '/' + nom + '.ring.gz')
`
  execFileSync('/usr/bin/python3', ['-c', anneaux, dossier])
  const commun = (port: number) =>
    `[DEFAULT]\nbind_ip = 127.0.0.1\nbind_port = ${port}\nworkers = 0\nuser = ${userInfo().username}\nswift_dir = ${dossier}\ndevices = ${dossier}/disques\nmount_check = false\ncontainer_update_timeout = 60\nnode_timeout = 60\n`
  PARTIES.forEach((nom, rang) => {
    ecrire(
      `${nom}.conf`,
      `${commun(ports[rang]!)}[pipeline:main]\npipeline = ${nom}-server\n[app:${nom}-server]\nuse = egg:swift#${nom}\n`,
    )
  })
  // The authentication wants a cache in the pipeline; none listens, and it does without.
  ecrire(
    'proxy.conf',
    `${commun(ports[3])}[pipeline:main]\npipeline = catch_errors cache s3api tempauth proxy-server
[app:proxy-server]\nuse = egg:swift#proxy\naccount_autocreate = true
[filter:catch_errors]\nuse = egg:swift#catch_errors
[filter:cache]\nuse = egg:swift#memcache\nmemcache_servers = 127.0.0.1:9\nconnect_timeout = 0.05
[filter:s3api]\nuse = egg:swift#s3api\nauth_pipeline_check = false\nmax_bucket_listing = 5\nlocation = us-east-1
[filter:tempauth]\nuse = egg:swift#tempauth\nuser_essai_maillage = un-secret-de-test .admin\n`,
  )
}

/** Waits until somebody listens on a port of the loopback. */
async function ecoute(port: number): Promise<void> {
  for (;;) {
    const prise = connect(port, '127.0.0.1')
    const ouverte = await once(prise, 'connect').then(
      () => true,
      () => false,
    )
    prise.destroy()
    if (ouverte) return
    await new Promise((suite) => setTimeout(suite, 50))
  }
}
