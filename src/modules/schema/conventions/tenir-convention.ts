import type { Base, Tx } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { clore, denoncer, type GenreConvention } from '../domain/convention.ts'
import { tientLaLigne, tientSonOrganisme } from '../domain/droits.ts'
import { listMembres } from '../schema.queries.ts'
import { tracer } from '../tracer.ts'
import { type ConventionLue, findConvention, lockConvention } from './conventions.queries.ts'

const INTERDIT = refuser({ code: 'interdit' as const })
const INTROUVABLE = refuser({ code: 'introuvable' as const })
const PERIMEE = refuser({ code: 'page-perimee' as const })

export type ConventionSaisie = {
  readonly genre: GenreConvention
  readonly titre: string
  readonly objet: string
  readonly reference: string
  readonly parties: readonly string[]
  readonly autresParties: string
  readonly signeeLe: Jour | null
  readonly du: Jour | null
  readonly au: Jour | null
  readonly preavisMois: number
  readonly renouvellementMois: number | null
  readonly renouvellementsMax: number | null
}

/** Registers a convention: any member, for itself. It holds the row from then on. */
export const enregistrerConvention = (
  base: Base,
  acteur: Acteur,
  saisie: ConventionSaisie,
  cle: string | undefined,
  maintenant: Date,
  fictif: string | null = null,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientSonOrganisme.autorise(acteur)) return INTERDIT
    if (!(await sontMembres(tx, saisie.parties, maintenant)))
      return refuser({ code: 'partie-inconnue' as const })
    const id = nouvelId(+maintenant)
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    await tx
      .insertInto('convention')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        organisme_id: acteur.organismeId,
        fictif,
        ...enColonnes(saisie),
      })
      .execute()
    await noter(
      tx,
      acteur,
      maintenant,
      id,
      'enregistrer',
      null,
      saisie,
      `Convention enregistrée : ${saisie.titre}`,
    )
    return accepter({ id })
  })

/** Corrects a convention: the member that holds it. */
export const modifierConvention = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  saisie: ConventionSaisie,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const tenue = await tenir(tx, acteur, id, version)
    if (!tenue.ok) return tenue
    if (!(await sontMembres(tx, saisie.parties, maintenant)))
      return refuser({ code: 'partie-inconnue' as const })
    await tx.updateTable('convention').set(enColonnes(saisie)).where('id', '=', id).execute()
    await noter(
      tx,
      acteur,
      maintenant,
      id,
      'modifier',
      valeursDe(tenue.valeur),
      saisie,
      `Convention modifiée : ${saisie.titre}`,
    )
    return accepter({ id })
  })

/** Gives notice (the convention ends at its term), or says that it is no longer used. */
export const finirConvention = (
  base: Base,
  acteur: Acteur,
  id: string,
  geste: 'denoncer' | 'clore',
  saisie: { readonly version: number; readonly jour: Jour; readonly motif: string },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const tenue = await tenir(tx, acteur, id, saisie.version)
    if (!tenue.ok) return tenue
    const aujourdhui = jourDe(maintenant)
    const issue =
      geste === 'denoncer'
        ? denoncer(tenue.valeur, saisie.jour, aujourdhui)
        : clore(tenue.valeur, saisie.jour, saisie.motif, aujourdhui)
    if (!issue.ok) return issue
    const change =
      geste === 'denoncer'
        ? { denoncee_le: saisie.jour, ...(saisie.motif && { motif_fin: saisie.motif }) }
        : { close_le: saisie.jour, motif_fin: saisie.motif }
    await tx.updateTable('convention').set(change).where('id', '=', id).execute()
    const { jour, motif } = saisie
    await noter(
      tx,
      acteur,
      maintenant,
      id,
      geste,
      null,
      { jour, motif },
      `Convention ${geste === 'denoncer' ? 'dénoncée' : 'close'} : ${tenue.valeur.titre}`,
    )
    return accepter({ fin: issue.valeur })
  })

async function tenir(tx: Tx, acteur: Acteur, id: string, version: number) {
  const vue = await findConvention(tx, id)
  if (!vue) return INTROUVABLE
  if (!tientLaLigne(acteur, vue)) return INTERDIT
  const convention = await lockConvention(tx, id)
  return convention?.version === version ? accepter<ConventionLue>(convention) : PERIMEE
}

async function sontMembres(tx: Tx, parties: readonly string[], maintenant: Date): Promise<boolean> {
  const membres = await listMembres(tx, jourDe(maintenant))
  return parties.every((partie) => membres.some(({ organismeId }) => organismeId === partie))
}

const valeursDe = (c: ConventionSaisie): ConventionSaisie => ({
  genre: c.genre,
  titre: c.titre,
  objet: c.objet,
  reference: c.reference,
  parties: c.parties,
  autresParties: c.autresParties,
  signeeLe: c.signeeLe,
  du: c.du,
  au: c.au,
  preavisMois: c.preavisMois,
  renouvellementMois: c.renouvellementMois,
  renouvellementsMax: c.renouvellementsMax,
})

const enColonnes = (c: ConventionSaisie) => ({
  genre: c.genre,
  titre: c.titre,
  objet: c.objet,
  reference: c.reference,
  parties: [...c.parties],
  autres_parties: c.autresParties,
  signee_le: c.signeeLe,
  du: c.du,
  au: c.au,
  preavis_mois: c.preavisMois,
  renouvellement_mois: c.renouvellementMois,
  renouvellements_max: c.renouvellementsMax,
})

async function noter(
  tx: Tx,
  acteur: Acteur,
  maintenant: Date,
  id: string,
  geste: string,
  avant: ConventionSaisie | null,
  apres: ConventionSaisie | { readonly jour: Jour; readonly motif: string },
  resume: string,
): Promise<void> {
  await tracer(tx, acteur, maintenant, { objet: `convention:${id}`, geste, avant, apres })
  await consigner(tx, acteur, maintenant, {
    action: `convention.${geste}`,
    objet: { type: 'convention', id },
    resume,
  })
}
