import type { Tx } from '#platform/base/base.ts'
import type { DocumentTexte } from '#platform/documents/docx.ts'
import type { Jour } from '#shared/dates.ts'
import { findDecision, findSuite, listMembres } from '../decisions/decisions.queries.ts'
import { findModelePublie, findVisas } from './modeles.ts'
import { composerProjet, MODELE_DE_DEPART } from './projet.ts'

export type ProjetProduit = { readonly nom: string; readonly document: DocumentTexte }

/** The projet de délibération of one member, from the published template and its own visas; null when the decision does not bind it. */
export async function produireProjet(
  tx: Tx,
  cooperation: string,
  decisionId: string,
  organismeId: string,
  aujourdhui: Jour,
): Promise<ProjetProduit | null> {
  const suite = await findSuite(tx, decisionId, organismeId)
  const decision = suite && (await findDecision(tx, decisionId))
  const membres = await listMembres(tx, aujourdhui)
  const membre = membres.find((m) => m.organismeId === organismeId)
  if (!suite || !decision || !membre) return null
  const { nom } = await tx
    .selectFrom('organisme')
    .select('nom')
    .where('id', '=', organismeId)
    .executeTakeFirstOrThrow()
  const modele = (await findModelePublie(tx)) ?? {
    nom: 'Modèle de départ',
    numeroVersion: 0,
    texte: MODELE_DE_DEPART,
  }
  return {
    nom: `${decision.numero}-${membre.libelle.replaceAll(/[^A-Za-z0-9]+/g, '')}-modele-v${modele.numeroVersion}.docx`,
    document: composerProjet({
      decision,
      membres,
      membre: { ...membre, nom },
      organe: suite.organe,
      visas: (await findVisas(tx, organismeId)).texte,
      modele,
      cooperation,
      aujourdhui,
    }),
  }
}
