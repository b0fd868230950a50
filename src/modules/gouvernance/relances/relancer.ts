import type { Base, Tx } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { deNom } from '#shared/mots.ts'
import { accepter, refuser } from '#shared/result.ts'
import { compte, dateLongue } from '#shared/typographie.ts'
import {
  type DecisionAuTableau,
  findDecision,
  findSuite,
  listDecisions,
  listMembres,
  type MembreAuTableau,
} from '../decisions/decisions.queries.ts'
import { prochaineReunion } from '../domain/decision.ts'
import { tientLesSeances } from '../domain/droits.ts'
import { direMotif, listerRelances } from '../domain/retards.ts'
import type { Diffusion } from '../seances/convocation/diffuser.ts'
import type { Seance } from '../seances/seances.repository.ts'
import { type Destinataire, listDestinataires } from './destinataires.queries.ts'
import { cheminDeSuite } from './lien-suite.ts'
import { messageApresSeance, messageRelance, type SuiteADonner } from './message-suite.ts'

type Envoi = NonNullable<Diffusion>

const suiteADonner = (
  envoi: Envoi,
  acteur: Acteur,
  decision: Pick<DecisionAuTableau, 'id' | 'numero' | 'titre' | 'suites'>,
  membre: MembreAuTableau,
  a: Destinataire,
  maintenant: Date,
): SuiteADonner => {
  const suite = decision.suites.find(({ organismeId }) => organismeId === membre.organismeId)
  const cible = {
    cooperationId: acteur.cooperationId,
    decisionId: decision.id,
    organismeId: membre.organismeId,
    personneId: a.personneId,
  }
  return {
    numero: decision.numero,
    titre: decision.titre,
    lien: envoi.adresse + cheminDeSuite(envoi.secret, cible, maintenant),
    reunion: suite ? prochaineReunion(membre.reunions, suite.organe, jourDe(maintenant)) : null,
  }
}

/** Reminds the people of a member that a decision waits for its act. Once a day at most for one sequel; the coordination only. */
export const relancerSuite = (
  base: Base,
  envoi: Envoi,
  acteur: Acteur,
  decisionId: string,
  organismeId: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesSeances.autorise(acteur)) return refuser({ code: 'interdit' as const })
    const jour = jourDe(maintenant)
    const decision = await findDecision(tx, decisionId)
    const suite = await findSuite(tx, decisionId, organismeId)
    const membres = await listMembres(tx, jour)
    const membre = membres.find((m) => m.organismeId === organismeId)
    if (!decision || !suite || !membre) return refuser({ code: 'introuvable' as const })
    if (suite.etat === 'executoire' || suite.etat === 'sans_objet')
      return refuser({ code: 'deja-aboutie' as const })
    const destinataires = await listDestinataires(tx, [organismeId], jour)
    if (destinataires.length === 0) return refuser({ code: 'personne' as const, libelle: membre.libelle })
    const [faite] = await tx
      .insertInto('relance')
      .values({
        id: nouvelId(),
        cooperation_id: acteur.cooperationId,
        suite_id: suite.id,
        organisme_id: organismeId,
        jour,
        destinataires: destinataires.length,
        envoyee_le: maintenant,
        envoyee_par: acteur.personneId,
      })
      .onConflict((conflit) => conflit.columns(['suite_id', 'jour']).doNothing())
      .returning('id')
      .execute()
    if (!faite) return refuser({ code: 'deja-relancee' as const, libelle: membre.libelle })
    const motif = listerRelances([decision], [membre], jour)[0]?.motif
    for (const a of destinataires)
      await envoi.courriel.envoyer(
        tx,
        messageRelance(
          a,
          suiteADonner(envoi, acteur, decision, membre, a, maintenant),
          motif ? direMotif[motif] : 'n’a pas encore d’acte exécutoire',
          acteur,
        ),
      )
    await consigner(tx, acteur, maintenant, {
      action: 'suite.relancer',
      objet: { type: 'decision', id: decisionId },
      resume: `Relance ${deNom(membre.libelle)} : ${compte(destinataires.length, 'message')}`,
      donnees: { organismeId },
    })
    return accepter({ libelle: membre.libelle, messages: destinataires.length })
  })

/** Tells every member, once a séance is closed, which decisions bind it and which it is only informed of. Nothing when none was taken. */
export async function annoncerDecisions(
  tx: Tx,
  envoi: Envoi,
  acteur: Acteur,
  seance: Pick<Seance, 'id' | 'instance' | 'debutLe'>,
  maintenant: Date,
): Promise<void> {
  const jour = jourDe(maintenant)
  const { decisions } = await listDecisions(tx, { seanceId: seance.id, limite: 100, decalage: 0 })
  if (decisions.length === 0) return
  const membres = await listMembres(tx, jour)
  const destinataires = await listDestinataires(
    tx,
    membres.map(({ organismeId }) => organismeId),
    jour,
  )
  for (const a of destinataires) {
    const membre = membres.find(({ organismeId }) => organismeId === a.organismeId)!
    const engage = (decision: DecisionAuTableau) => decision.porte.includes(a.organismeId)
    await envoi.courriel.envoyer(
      tx,
      messageApresSeance(
        a,
        {
          instance: seance.instance,
          quand: dateLongue(jourDe(seance.debutLe)),
          engagent: decisions
            .filter(engage)
            .map((decision) => suiteADonner(envoi, acteur, decision, membre, a, maintenant)),
          informent: decisions.filter((decision) => !engage(decision)),
          adresse: `${envoi.adresse}/seances/${seance.id}`,
        },
        acteur,
      ),
    )
  }
}
