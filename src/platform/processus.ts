import { type ChildProcess, fork } from 'node:child_process'

/**
 * Starts a program of ours beside the application, spoken to by messages. It receives neither our options nor our variables, among which
 * are secrets, and does not keep the application alive. A process and not a thread: what kills it kills nothing else, and V8 itself
 * aborts now and then where threads come and go (ADR 0016).
 * @param memoireMo cap of its heap, megabytes; past it, it ends by a signal
 */
export function lancerAPart(
  programme: string,
  { args = [], memoireMo }: { readonly args?: readonly string[]; readonly memoireMo?: number } = {},
): ChildProcess {
  const processus = fork(programme, [...args], {
    execArgv: memoireMo === undefined ? [] : [`--max-old-space-size=${memoireMo}`],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  processus.unref()
  processus.channel?.unref()
  return processus
}
