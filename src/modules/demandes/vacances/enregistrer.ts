import type { Services } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { dateLongue } from '#shared/typographie.ts'
import { type DemandeLue, lockDemande } from '../demandes.queries.ts'
import { nommableLe } from '../domain/vacances.ts'
import { faire } from '../dossier/agir.ts'
import { expliquer } from '../expliquer.ts'
import { aPrendre, empechement } from '../lot/possible.ts'
import { prevenirDans } from '../relances/prevenir.ts'

export type AEnregistrer = { readonly id: string; readonly version: number; readonly national: string }
export type Refusee = { readonly id: string; readonly demande: DemandeLue | null; readonly refus: string }

const RIEN = { texte: '', avant: null, tiers: '' }

/** What the employer reads: its number, to be quoted in the order, and the first day on which somebody may be named. */
export const texteDeLaReponse = (national: string, jour: Jour): string =>
  `Votre déclaration est enregistrée sous le numéro ${national}. Citez-le dans l’arrêté de nomination ou le contrat.

Sans urgence motivée, la publicité dure un mois au moins : la nomination est possible à partir du ${dateLongue(nommableLe(jour))}.`

/**
 * Registers vacancies under the numbers that the national site gave: each is taken when nobody did, then answered, in a transaction of its own. One
 * that changed since the page was drawn is left alone.
 * @returns those refused, with the reason
 */
export async function enregistrerVacances(
  moyens: Pick<Services, 'base' | 'courriel' | 'adresse' | 'secret' | 'reception'>,
  acteur: Acteur,
  lignes: readonly AEnregistrer[],
  maintenant: Date,
): Promise<Refusee[]> {
  const refusees: Refusee[] = []
  for (const { id, version, national } of lignes) {
    const refusee = await moyens.base.enTantQue(acteur, async (tx): Promise<Refusee | null> => {
      const demande = (await lockDemande(tx, id)) ?? null
      if (!demande) return { id, demande, refus: 'elle n’existe pas, ou votre centre ne la lit plus.' }
      const empeche = empechement(acteur, demande, 'repondre')
      if (empeche) return { id, demande, refus: empeche }
      if (demande.version !== version)
        return { id, demande, refus: 'elle a changé depuis que cette page est ouverte. Relisez-la.' }
      let tenue = demande
      if (aPrendre(demande)) {
        const prise = await faire(tx, acteur, demande, 'prendre', 'cdg', RIEN, maintenant)
        if (!prise.ok) return { id, demande, refus: expliquer(prise.refus).phrase }
        tenue = prise.valeur.demande
      }
      const texte = texteDeLaReponse(national, jourDe(maintenant))
      const fait = await faire(tx, acteur, tenue, 'repondre', 'cdg', { ...RIEN, texte, national }, maintenant)
      if (!fait.ok) return { id, demande, refus: expliquer(fait.refus).phrase }
      await prevenirDans(tx, moyens, demande, { quoi: 'repondre', versMairie: true }, maintenant)
      return null
    })
    if (refusee) refusees.push(refusee)
  }
  return refusees
}
