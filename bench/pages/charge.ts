// The visitors: as many connections as asked, each sending its next request when the answer came.
import autocannon from 'autocannon'
import { servir } from './processus.ts'

export type DemandeDeCharge = {
  readonly url: string
  readonly cookie?: string
  readonly connexions: number
  readonly secondes: number
}
/** `octets`: of one answer, body and headers. Latencies in milliseconds. */
export type Charge = {
  readonly parSeconde: number
  readonly p50: number
  readonly p99: number
  readonly octets: number
}

servir<DemandeDeCharge>(async ({ url, cookie, connexions, secondes }): Promise<Charge> => {
  const lu = await autocannon({
    url,
    connections: connexions,
    duration: secondes,
    headers: cookie ? { cookie } : {},
  })
  const mauvaises = lu.non2xx + lu.errors + lu.timeouts
  if (mauvaises > 0) throw new Error(`${url} : ${mauvaises} réponses mauvaises sur ${lu.requests.total}`)
  return {
    parSeconde: lu.requests.total / lu.duration,
    p50: lu.latency.p50,
    p99: lu.latency.p99,
    octets: lu.throughput.total / lu.requests.total,
  }
})
