import { type ChildProcess, fork } from 'node:child_process'
import { Socket } from 'node:net'

/** Where such a program finds the pipe by which bytes come to it. */
export const TUYAU = 4

/**
 * Starts a program of ours beside the application, spoken to by messages. It receives neither our options nor our variables, among which
 * are secrets, and does not keep the application alive. A process and not a thread: what kills it kills nothing else, and V8 itself
 * aborts now and then where threads come and go (ADR 0016).
 * @param memoireMo cap of its heap, megabytes; past it, it ends by a signal
 * @param tuyau opens a pipe to it beside the messages, for bytes that would be slow to copy into them
 */
export function lancerAPart(
  programme: string,
  {
    args = [],
    memoireMo,
    tuyau = false,
  }: { readonly args?: readonly string[]; readonly memoireMo?: number; readonly tuyau?: boolean } = {},
): ChildProcess {
  const processus = fork(programme, [...args], {
    execArgv: memoireMo === undefined ? [] : [`--max-old-space-size=${memoireMo}`],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc', tuyau ? 'pipe' : 'ignore'],
  })
  processus.unref()
  processus.channel?.unref()
  // A program that could not be started has nothing of this: its `error` says why.
  const entree = processus.stdio?.[TUYAU]
  if (entree instanceof Socket) entree.unref()
  return processus
}
