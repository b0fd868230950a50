// Programs of the machine that some tests need. On a developer's machine without them those tests are left out; where .ci/run says that they are due,
// a missing one is a failure: a suite that quietly tries less proves less.

/** Whether a program is here; throws where every program is due. */
export function programmePresent(nom: string, present: boolean): boolean {
  if (!present && process.env['PROGRAMMES'] === 'exiges')
    throw new Error(`${nom} manque sur cette machine, et PROGRAMMES=exiges : rien n’est sauté.`)
  return present
}
