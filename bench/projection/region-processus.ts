// Contender: a region in some processes. The time is the processor of them all, children included, as the shell counts it.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

interface Entree {
  readonly agents: number
  readonly tirages: number
  readonly options: number
  readonly travailleurs: number
}

interface Passage {
  readonly empreinte: string
  /** Megabytes, of the process that gathers. */
  readonly memoire: number
  readonly ms: number
}

export function passer({ agents, tirages, options, travailleurs }: Entree): Passage {
  const script = join(import.meta.dirname, 'region.ts')
  const args = [process.execPath, script, ...[agents, tirages, options, travailleurs].map(String)]
  // `times` prints the processor of the shell, then of everything it waited for: « 0m1.25s 0m0.31s ».
  const lignes = execFileSync('sh', ['-c', '"$0" "$@" && times', ...args], { encoding: 'utf8' })
    .trim()
    .split('\n')
  const ms = [...lignes.at(-1)!.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (s, m) => s + Number(m[1]) * 60_000 + Number(m[2]) * 1_000,
    0,
  )
  return { ...(JSON.parse(lignes[0]!) as { empreinte: string; memoire: number }), ms }
}
