// A contender written in C: compiled where the machine has a compiler, then asked through its standard input, one letter at a time.
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** The compiler of the machine, or null: a C goal is then not measured. */
export function trouverCompilateur(): string | null {
  const dossiers = (process.env['PATH'] ?? '').split(delimiter)
  for (const nom of ['gcc', 'clang', 'cc'])
    for (const dossier of dossiers) if (dossier !== '' && existsSync(join(dossier, nom))) return nom
  return null
}

/** Whether the processor has 512-bit vectors; false where nothing says it. */
export const aAvx512 = (): boolean =>
  existsSync('/proc/cpuinfo') && /\bavx512dq\b/.test(readFileSync('/proc/cpuinfo', 'utf8'))

/** A compiled program that keeps its data: each letter written to it gives an answer of known length. */
export class ProgrammeC {
  readonly #processus: ChildProcessWithoutNullStreams
  readonly #dossier: string
  #recu: Buffer = Buffer.alloc(0)
  #attente: (() => void) | null = null

  /**
   * @param source C, whose `main` takes the path of its data
   * @param drapeaux options of the compiler
   * @throws when it does not compile
   */
  constructor(source: string, drapeaux: readonly string[], donnees: Uint8Array) {
    this.#dossier = mkdtempSync(join(tmpdir(), 'maillage-bench-c-'))
    const chemin = (nom: string) => join(this.#dossier, nom)
    writeFileSync(chemin('programme.c'), source)
    writeFileSync(chemin('donnees'), donnees)
    const compilateur = trouverCompilateur()
    if (compilateur === null) throw new Error('cette machine n’a pas de compilateur C')
    execFileSync(compilateur, [...drapeaux, '-o', chemin('programme'), chemin('programme.c'), '-lm'])
    this.#processus = spawn(chemin('programme'), [chemin('donnees')])
    this.#processus.stdout.on('data', (morceau: Buffer) => {
      this.#recu = Buffer.concat([this.#recu, morceau])
      this.#attente?.()
    })
    this.#processus.stderr.pipe(process.stderr)
    this.#processus.on('exit', (code) => {
      rmSync(this.#dossier, { recursive: true, force: true })
      if (code !== 0) throw new Error(`le programme C s’est arrêté (code ${code})`)
    })
    process.on('exit', () => {
      this.#processus.kill()
      rmSync(this.#dossier, { recursive: true, force: true })
    })
  }

  /** Writes a letter, waits for this many float64. */
  async demander(lettre: string, nombres: number): Promise<Float64Array> {
    this.#processus.stdin.write(lettre)
    const octets = nombres * 8
    while (this.#recu.length < octets)
      await new Promise<void>((arrive) => {
        this.#attente = arrive
      })
    const reponse = new Float64Array(nombres)
    new Uint8Array(reponse.buffer).set(this.#recu.subarray(0, octets))
    this.#recu = this.#recu.subarray(octets)
    return reponse
  }
}

/** Arrays one after the other, as bytes, each padded to eight. */
export function enOctets(
  tableaux: readonly (Float64Array | Uint32Array | Uint16Array | Uint8Array)[],
): Uint8Array {
  const tailles = tableaux.map(({ byteLength }) => Math.ceil(byteLength / 8) * 8)
  const tout = new Uint8Array(tailles.reduce((somme, t) => somme + t, 0))
  let ici = 0
  for (const [i, t] of tableaux.entries()) {
    tout.set(new Uint8Array(t.buffer, t.byteOffset, t.byteLength), ici)
    ici += tailles[i]!
  }
  return tout
}

/** Reading of the data, clock of the process, and the loop of letters: `r` writes the results, `t` the milliseconds of a round. */
export const SOCLE_C = `
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
static char *donnees;
static size_t lu = 0;
static void *prendre(size_t octets) { void *ici = donnees + lu; lu += (octets + 7) / 8 * 8; return ici; }
static void ouvrir(const char *chemin) {
  FILE *f = fopen(chemin, "rb");
  fseek(f, 0, SEEK_END);
  long taille = ftell(f);
  rewind(f);
  donnees = aligned_alloc(64, ((size_t)taille + 63) / 64 * 64);
  if (fread(donnees, 1, (size_t)taille, f) != (size_t)taille) exit(3);
  fclose(f);
}
static double maintenant(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}
static void rendre(const double *x, size_t n) { fwrite(x, 8, n, stdout); fflush(stdout); }
`
