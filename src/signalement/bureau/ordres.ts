import { type Code, echeanceDe, REGLES } from '../domain/echeances.ts'
import { aDeux, CYCLE, type Geste, grossier } from '../domain/etats.ts'
import { regleDePurge } from '../domain/horloges.ts'
import type { Instruction, Motif } from '../domain/instruction.ts'
import type { Ordre, SurLeBureau } from '../protocole/membre.ts'
import { calendrierDe } from './commun.ts'

/** What the author may still do when a cell says no: always told (loi 2016-1691, art. 8 II; CGFP R135-1). */
const AUTRES_VOIES =
  'Autres voies : votre employeur, un autre Centre de gestion, le Défenseur des droits (39 28), le procureur de la République.'

/** Deeds whose text goes to the author too: a right of hers, not a courtesy. */
const ECRIT_A_L_AUTEUR: readonly Geste[] = [
  'accuser',
  'demanderComplement',
  'orienter',
  'faireRetour',
  'clore',
]

/** What a deed says to the author; null: nothing. */
function texteALAuteur(geste: Geste, note: string, etat: Instruction): string | null {
  if (geste === 'declarerIrrecevable') return `${note}\n\n${AUTRES_VOIES}`
  if (geste === 'transmettre' && !etat.accordTransmission)
    return `Des faits sont transmis à votre employeur sans votre accord : deux personnes de la cellule ont constaté un danger grave. Leurs raisons : ${etat.dangers.join(' ; ')}`
  return ECRIT_A_L_AUTEUR.includes(geste) ? note : null
}

/** Who proposed a deed that two must do: the server knows of a closure and an erasure, the sealed notes of the rest. Undefined: nobody. */
export const proposant = ({ dossier }: SurLeBureau, etat: Instruction, geste: Geste): string | undefined =>
  geste === 'clore' || geste === 'purger'
    ? dossier.recu.doubleLecture.find((d) => d.geste === geste)?.par
    : etat.proposes.get(geste)

/** Whether this member would be the second of two: another one proposed it. */
export function confirme(bureau: SurLeBureau, etat: Instruction, geste: Geste): boolean {
  const premier = proposant(bureau, etat, geste)
  return premier !== undefined && premier !== bureau.membre.id
}

const ACTION: Readonly<Partial<Record<Geste, string>>> = {
  accuser: 'accuser',
  clore: 'clore',
  purger: 'effacer',
}

/**
 * What a step of the handling sends: what it writes and to whom, days fixed or started, coarse state. Of a deed that two must do, the first time, its proposal.
 * @param jour day in Paris, AAAA-MM-JJ, from which days are counted
 */
export function ordreDuGeste(
  bureau: SurLeBureau,
  etat: Instruction,
  { geste, note, plus }: Readonly<{ geste: Geste; note: string; plus: Readonly<Record<string, string>> }>,
  enSecond: boolean,
  jour: string,
): Ordre {
  if (aDeux(geste) && !enSecond)
    return {
      action:
        geste === 'clore' ? 'proposer-cloture' : geste === 'purger' ? 'proposer-effacement' : 'instruire',
      ecrits: [{ volet: 'N', corps: { genre: 'proposition', geste, note, ...plus } }],
    }
  if (geste === 'purger') return { action: 'effacer', vers: 'PURGE' }
  const ecrits: NonNullable<Ordre['ecrits']>[number][] = [
    { volet: 'N', corps: { genre: 'geste', geste, note, ...plus } },
  ]
  const dit = texteALAuteur(geste, note, etat)
  if (dit !== null) ecrits.push({ volet: 'E', corps: { genre: 'message', texte: dit } })
  if (geste === 'transmettre') ecrits.push({ volet: 'T', corps: { genre: 'fiche', texte: note } })
  const calendrier = calendrierDe(bureau)
  const echue = (code: Code, fait = false) => ({
    code: REGLES[code].serveur,
    jour: echeanceDe(code, jour, calendrier),
    fait,
  })
  const faite = (code: string) =>
    bureau.dossier.recu.echeances
      .filter((e) => e.code === code)
      .map((e) => ({ code, jour: e.jour, fait: true }))
  const regle = regleDePurge((plus['motif'] as Motif | undefined) ?? null, etat.justiceOuverte)
  const echeances: Partial<Record<Geste, Ordre['echeances']>> = {
    accuser: [...faite('AR'), echue('RETOUR_3M')],
    noterEntretien: faite('RDV'),
    ouvrirEnquete: faite('ENQUETE'),
    faireRetour: faite('RETOUR'),
    clore: [...['AR', 'RETOUR', 'ENQUETE', 'RELANCE', 'RDV'].flatMap(faite), echue(regle)],
    archiver: [echue('PURGE_AVEC_SUITE')],
  }
  return {
    action: ACTION[geste] ?? 'instruire',
    vers: grossier(CYCLE[geste].vers),
    echeances: echeances[geste] ?? [],
    ecrits,
    oublier: geste === 'clore' && etat.etat === 'IRRECEVABLE',
  }
}
