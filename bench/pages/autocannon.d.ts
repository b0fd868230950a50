/** What the bench uses of autocannon, which brings no types. */
declare module 'autocannon' {
  type Resultat = {
    /** Seconds. */
    readonly duration: number
    readonly requests: { readonly total: number }
    readonly throughput: { readonly total: number }
    /** Milliseconds. */
    readonly latency: { readonly p50: number; readonly p99: number }
    readonly non2xx: number
    readonly errors: number
    readonly timeouts: number
  }
  export default function autocannon(options: {
    readonly url: string
    readonly connections: number
    readonly duration: number
    readonly headers?: Readonly<Record<string, string>>
  }): Promise<Resultat>
}
