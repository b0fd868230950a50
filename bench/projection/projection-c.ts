// Contender: the same draws in C, same generator, same fingerprint.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BLOC } from '../../packages/prevoyance/src/projection/index.ts'
import { tirerChocs } from '../../packages/prevoyance/src/projection/projeter.ts'
import { enOctets, ProgrammeC, SOCLE_C } from '../outils/programme-c.ts'
import { type Entree, LOTS, preparerTravail } from './travail.ts'

// No fused multiplication: the same bits as JavaScript.
const DRAPEAUX = ['-O3', '-march=native', '-ffp-contract=off', '-fno-math-errno', '-fno-trapping-math']

export function preparer(entree: Entree) {
  const { population: p, tables: q, hypotheses, graine } = preparerTravail(entree)
  const chocs = tirerChocs(hypotheses.choc, graine, entree.tirages)
  const c = new ProgrammeC(
    SOCLE_C + readFileSync(join(import.meta.dirname, 'tirer.c'), 'utf8'),
    DRAPEAUX,
    enOctets([
      Float64Array.of(p.nombre, LOTS, p.options, entree.tirages, BLOC, graine, hypotheses.finInvalidite, 0),
      ...[p.cle, p.lot, p.tranche, p.age, p.plein, p.demi, p.seuilCld, p.seuilInvalidite, p.joursAvantAge],
      ...[p.cmo, p.longue, p.sortie, p.assietteJour, p.indemnite, p.indemniteJour, p.rente, p.renteJour],
      ...[q.logarithme, q.fragilite, q.dureeCmo, q.dureeLongue, q.demi, q.passage, q.rente],
      ...[chocs.parAn, chocs.plusHaut],
    ]),
  )
  return {
    resultat: async () =>
      [...(await c.demander('r', 2))].map((n) => n.toString(16).padStart(8, '0')).join(''),
    tour: async () => (await c.demander('t', 1))[0]!,
  }
}
