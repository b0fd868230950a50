import type { Base } from '#platform/base/base.ts'
import { type Acteur, signatureDe } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { nombre } from '#shared/typographie.ts'
import { suitPourSonOrganisme } from '../domain/droits.ts'
import { type RefusValeur, type ValeurMembre, verifierValeur } from '../domain/indicateurs.ts'
import { noter } from './noter.ts'

export type RefusDireValeur = { readonly code: 'interdit' | 'introuvable' | 'page-perimee' } | RefusValeur

const dire = ({ numerateur, denominateur }: ValeurMembre): string =>
  denominateur === null ? nombre(numerateur) : `${nombre(numerateur)} sur ${nombre(denominateur)}`

/**
 * A member gives its own figure for a year; the one before stays in the follow-up. Nobody writes another's.
 * @param version that of the figure shown; 0 when there was none
 */
export const direValeur = (
  base: Base,
  acteur: Acteur,
  indicateurId: string,
  annee: number,
  valeur: ValeurMembre,
  commentaire: string,
  version: number,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!suitPourSonOrganisme.autorise(acteur)) return refuser<RefusDireValeur>({ code: 'interdit' })
    const indicateur = await tx
      .selectFrom('indicateur')
      .selectAll()
      .where('id', '=', indicateurId)
      .forShare()
      .executeTakeFirst()
    if (!indicateur) return refuser<RefusDireValeur>({ code: 'introuvable' })
    const faute = verifierValeur(indicateur.agregation, valeur)
    if (faute) return refuser<RefusDireValeur>(faute)
    const connue = await tx
      .selectFrom('valeur_indicateur')
      .selectAll()
      .where('indicateur_id', '=', indicateurId)
      .where('organisme_id', '=', acteur.organismeId)
      .where('annee', '=', annee)
      .forUpdate()
      .executeTakeFirst()
    const avant = connue ? dire({ numerateur: connue.numerateur, denominateur: connue.denominateur }) : ''
    const inchangee = connue && avant === dire(valeur) && connue.commentaire === commentaire
    if (inchangee) return accepter({ actionId: indicateur.action_id })
    if ((connue?.version ?? 0) !== version) return refuser<RefusDireValeur>({ code: 'page-perimee' })
    const ecrite = {
      numerateur: valeur.numerateur,
      denominateur: valeur.denominateur,
      commentaire,
      saisie_par: signatureDe(acteur),
      saisie_le: maintenant,
      fictif: null,
    }
    if (connue) await tx.updateTable('valeur_indicateur').set(ecrite).where('id', '=', connue.id).execute()
    else
      await tx
        .insertInto('valeur_indicateur')
        .values({
          id: nouvelId(),
          cooperation_id: acteur.cooperationId,
          indicateur_id: indicateurId,
          organisme_id: acteur.organismeId,
          annee,
          ...ecrite,
        })
        .execute()
    await noter(
      tx,
      acteur,
      indicateur.action_id,
      {
        genre: 'fiche',
        verbe: 'indicateur.valeur',
        resume: `${acteur.libelle} : ${indicateur.libelle}, ${annee}`,
        changements: [{ quoi: `${indicateur.libelle} (${annee})`, avant, apres: dire(valeur) }],
      },
      maintenant,
    )
    return accepter({ actionId: indicateur.action_id })
  })
