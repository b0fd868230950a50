import type { Tx } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { dateLongue } from '#shared/typographie.ts'
import { type DemandeLue, lockDemande } from '../demandes.queries.ts'
import { nommableLe } from '../domain/vacances.ts'
import { faire } from '../dossier/agir.ts'
import { expliquer } from '../expliquer.ts'
import { aPrendre, empechement } from '../lot/possible.ts'
import { prevenirDans } from '../relances/prevenir.ts'
import { aCeNumero, donnerLeNumero, estUneVacance } from './vacances.queries.ts'

/** One line of the grid as the page showed it: its version (what changed since is refused), and its own key (sent twice, it is registered once). */
export type AEnregistrer = {
  readonly id: string
  readonly version: number
  readonly national: string
  readonly cle: string | undefined
}
export type Refusee = { readonly id: string; readonly demande: DemandeLue | null; readonly refus: string }
type Moyens = Pick<Services, 'base' | 'courriel' | 'adresse' | 'secret' | 'reception'>

const RIEN = { texte: '', avant: null, tiers: '' }

/**
 * What the employer reads: its number, to be quoted in the order, and the first day on which somebody may be named. When the employer gave an
 * emergency, the centre does not judge it here: the sentence says what it takes (Code général de la fonction publique, L313-4 and D311-2).
 */
export const texteDeLaReponse = (national: string, urgence: string, jour: Jour): string => {
  const nommable = dateLongue(nommableLe(jour))
  const suite =
    urgence.trim() === ''
      ? `Sans urgence motivée, la publicité dure un mois au moins à compter de la publication : publiée ce jour, la nomination est possible à partir du ${nommable}.`
      : `Vous avez signalé une urgence. Si elle justifie une publicité plus courte, gardez-en la preuve et motivez-la ; sinon, la publicité dure un mois au moins à compter de la publication : publiée ce jour, la nomination serait possible à partir du ${nommable}.`
  return `Votre déclaration est enregistrée sous le numéro ${national}. Citez-le dans l’arrêté de nomination ou le contrat.\n\n${suite}`
}

/**
 * Registers vacancies under the numbers that the national site gave: each is taken when nobody did, then answered, in a transaction of its own. One
 * that changed since the page was drawn, that is no vacancy or whose number another vacancy has, is left as it was.
 * @returns those refused, with the reason
 */
export async function enregistrerVacances(
  moyens: Moyens,
  acteur: Acteur,
  lignes: readonly AEnregistrer[],
  maintenant: Date,
): Promise<Refusee[]> {
  const refusees: Refusee[] = []
  for (const ligne of lignes) {
    let demande: DemandeLue | null = null
    // A refusal leaves the transaction as one: the base takes back what was written before it.
    const issue = await moyens.base.enTantQue(acteur, async (tx): Promise<Result<null, string>> => {
      demande = (await lockDemande(tx, ligne.id)) ?? null
      if (!demande) return refuser('elle n’existe pas, ou votre centre ne la lit plus.')
      return enregistrerUne(tx, moyens, acteur, demande, ligne, maintenant)
    })
    if (!issue.ok) refusees.push({ id: ligne.id, demande, refus: issue.refus })
  }
  return refusees
}

async function enregistrerUne(
  tx: Tx,
  moyens: Moyens,
  acteur: Acteur,
  demande: DemandeLue,
  { id, version, national, cle }: AEnregistrer,
  maintenant: Date,
): Promise<Result<null, string>> {
  // The same form again: done when it is this number that was written. Another one is judged like any other.
  if ((await dejaRecu(tx, acteur.cooperationId, cle, id)) && (await aCeNumero(tx, national, id)))
    return accepter(null)
  if (!(await estUneVacance(tx, demande.typeId)))
    return refuser('ce n’est pas une vacance d’emploi. Répondez-lui depuis son dossier.')
  const empeche = empechement(acteur, demande, 'repondre')
  if (empeche) return refuser(empeche)
  if (demande.version !== version)
    return refuser('elle a changé depuis que cette page est ouverte. Relisez-la.')
  let tenue = demande
  if (aPrendre(demande)) {
    const prise = await faire(tx, acteur, demande, 'prendre', 'cdg', RIEN, maintenant)
    if (!prise.ok) return refuser(expliquer(prise.refus).phrase)
    tenue = prise.valeur.demande
  }
  // Last before the answer, so that the number is held the shortest time.
  if (!(await donnerLeNumero(tx, acteur.cooperationId, national, id)))
    return refuser(
      `le numéro ${national} est déjà celui d’une autre vacance. Vérifiez-le sur le site national.`,
    )
  const texte = texteDeLaReponse(national, demande.urgence, jourDe(maintenant))
  const fait = await faire(tx, acteur, tenue, 'repondre', 'cdg', { ...RIEN, texte, national }, maintenant)
  if (!fait.ok) return refuser(expliquer(fait.refus).phrase)
  await prevenirDans(tx, moyens, demande, { quoi: 'repondre', versMairie: true }, maintenant)
  return accepter(null)
}
