import type { AgentRecense, Refus } from '@maillage/prevoyance/recensement'
import { creerVerificateur } from '@maillage/prevoyance/recensement'
import { verifierRecensement } from '@maillage/recensement'
import type { Jour } from '#shared/dates.ts'

/** What one row says, without a cell of the file. */
export type RefusDeLigne = { readonly ligne: number; readonly colonne: string; readonly message: string }

export type Verification = {
  readonly agents: readonly AgentRecense[]
  readonly lignes: number
  readonly refusees: number
  /** The first reasons only: a file refused a thousand times is not read to its end. */
  readonly refus: readonly RefusDeLigne[]
  /** Why the file as a whole was not read, or notices on it; '' when there is nothing to say. */
  readonly avis: string
}

const DETAIL_MAX = 200

export type EmployeurAttendu = { readonly nom: string; readonly siret: string | null }

/**
 * Decodes a census file and judges each row; nothing is written. A row of another employer is refused: one file speaks for one employer, by its SIREN.
 * @param au date of the census (Paris), on which ages and legal values depend
 */
export async function verifierFichier(
  contenu: Uint8Array,
  employeur: EmployeurAttendu,
  au: Jour,
): Promise<Verification> {
  const agents: AgentRecense[] = []
  const autres: RefusDeLigne[] = []
  let autresEnTout = 0
  const rapport = await verifierRecensement(enFlux(contenu), {
    dateRecensement: au,
    detailMax: DETAIL_MAX,
    surAgent: (agent, ligne) => {
      if (estLeSien(agent, employeur)) agents.push(agent)
      else if (++autresEnTout <= DETAIL_MAX) autres.push(refusDeSiret(ligne, employeur))
    },
  })
  return {
    agents: rapport.fichierRefuse ? [] : agents,
    lignes: rapport.lignes,
    refusees: rapport.lignesRefusees + autresEnTout,
    refus: [...rapport.refusees.map(enRefus), ...autres]
      .toSorted((a, b) => a.ligne - b.ligne)
      .slice(0, DETAIL_MAX),
    avis: [...(rapport.fichierRefuse ? [rapport.fichierRefuse.message] : []), ...rapport.avis].join('\n'),
  }
}

/** Judges rows typed in the short form by the same rules. `rangees`: a header of column names, then one row per agent. */
export function verifierSaisie(
  rangees: readonly (readonly string[])[],
  employeur: EmployeurAttendu,
  au: Jour,
): Verification {
  const verificateur = creerVerificateur({ dateRecensement: au, detailMax: DETAIL_MAX })
  const [entete = [], ...lignes] = rangees
  verificateur.entete(entete)
  const agents = lignes.flatMap((ligne, i) => verificateur.ligne(i + 1, ligne)?.agent ?? [])
  const rapport = verificateur.rapport()
  const autres = agents.flatMap((agent, i) =>
    estLeSien(agent, employeur) ? [] : [refusDeSiret(i + 1, employeur)],
  )
  return {
    agents,
    lignes: rapport.lignes,
    refusees: rapport.lignesRefusees + autres.length,
    refus: [...rapport.refusees.map(enRefus), ...autres],
    avis: rapport.fichierRefuse?.message ?? '',
  }
}

const estLeSien = ({ siret }: AgentRecense, employeur: EmployeurAttendu): boolean =>
  employeur.siret === null || siret.slice(0, 9) === employeur.siret.slice(0, 9)

const refusDeSiret = (ligne: number, { nom, siret }: EmployeurAttendu): RefusDeLigne => ({
  ligne,
  colonne: 'siret',
  message: `Ce SIRET n’est pas celui de ${nom}, dont le SIREN est ${siret?.slice(0, 9)}. Si l’agent est à un autre employeur, envoyez-le dans le recensement de celui-ci.`,
})

const enRefus = ({ ligne, colonne, message }: Refus): RefusDeLigne => ({
  ligne,
  colonne: String(colonne ?? ''),
  message,
})

async function* enFlux(contenu: Uint8Array): AsyncGenerator<Uint8Array> {
  yield contenu
}
