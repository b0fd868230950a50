// Waits of the tests: on a condition, never on a delay.

/** How often a wait that lasts says what it waits for, milliseconds. */
const RYTHME_MS = 20_000

/**
 * Waits until `condition` holds. No deadline of its own: that of the test, which a slow machine does not meet. A wait that lasts says what it
 * waits for, so that a test out of time tells more than that it is.
 */
export async function jusqua(attendu: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const debut = performance.now()
  for (let dit = debut + RYTHME_MS; !(await condition()); ) {
    if (performance.now() > dit) {
      console.error(`Attendu depuis ${Math.round((performance.now() - debut) / 1000)} s : ${attendu}`)
      dit += RYTHME_MS
    }
    await new Promise((suite) => setTimeout(suite, 10))
  }
}
