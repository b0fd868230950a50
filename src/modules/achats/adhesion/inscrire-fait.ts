import { comiteDe } from '@maillage/prevoyance/collectif'
import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import { type FichierRecu, insertFichier } from '#platform/fichiers/fichiers.ts'
import type { PagePerimee } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { date } from '#shared/typographie.ts'
import { PERSONNE_DU_LIEN } from '../consultation/repondre.ts'
import {
  AVIS,
  type Changement,
  type Comite,
  ETATS_ADHESION,
  estALEmployeur,
  type Fait,
  franchir,
  type GesteAdhesion,
  type RefusAdhesion,
} from '../domain/adhesion/adhesion.ts'
import { sertCetEmployeur } from '../domain/droits.ts'
import { type EtatOperation, lignesDe } from '../domain/operation.ts'
import { findOperation, type OperationLue } from '../operations/operations.queries.ts'
import { type AdhesionLue, findAdhesion } from './suivi/suivi.queries.ts'

export type RefusFait =
  | RefusAdhesion
  | PagePerimee
  | { readonly code: 'interdit' | 'introuvable' | 'pas-ouverte' | 'au-centre' }

export type FaitSaisi = {
  readonly employeurId: string
  readonly version: number
  readonly geste: GesteAdhesion
  readonly fait: Fait
  readonly fichier: FichierRecu | null
}

/** Late joiners come until the contract ends. */
export const adhesionsOuvertes = ({ etat }: { readonly etat: EtatOperation }): boolean =>
  etat === 'adhesion' || etat === 'execution'

/** Whose comité gives its advice: that of the employer from fifty agents, else that of its centre. An unknown headcount goes to the centre. */
export const comiteCompetent = (agents: number | null): Comite =>
  comiteDe(agents ?? 0).comite === 'cst-employeur' ? 'employeur' : 'centre'

/** Writes a fact given by the employer itself, through its link. */
export const inscrireParLien = (base: Base, cooperationId: string, saisi: FaitSaisi, maintenant: Date) =>
  base.enTantQueSysteme('adhésion d’un employeur par le lien signé', cooperationId, async (tx) => {
    const lu = await charger(tx, saisi.employeurId, maintenant)
    if (!lu.ok) return lu
    const { adhesion } = lu.valeur
    if (!estALEmployeur(saisi.geste, adhesion.comite ?? comiteCompetent(adhesion.agents)))
      return refuser<RefusFait>({ code: 'au-centre' })
    const par = {
      cooperationId,
      organismeId: adhesion.organismeId,
      personneId: PERSONNE_DU_LIEN,
      nom: 'Lien personnel',
      libelle: adhesion.nom,
    }
    return inscrire(tx, lu.valeur, saisi, par, 'lien', maintenant)
  })

/** Writes a fact for an employer that the actor's member serves: its own part (`centre`), or what came on paper, in the employer's name. */
export const inscrireParCentre = (base: Base, acteur: Acteur, saisi: FaitSaisi, maintenant: Date) =>
  base.enTantQue(acteur, async (tx) => {
    const lu = await charger(tx, saisi.employeurId, maintenant)
    if (!lu.ok) return lu
    const { adhesion } = lu.valeur
    if (!sertCetEmployeur(acteur, adhesion)) return refuser<RefusFait>({ code: 'interdit' })
    const sien = !estALEmployeur(saisi.geste, adhesion.comite ?? comiteCompetent(adhesion.agents))
    return inscrire(tx, lu.valeur, saisi, acteur, sien ? 'centre' : 'papier', maintenant)
  })

/** The same advice for several employers that filed for one meeting of the centre's comité: all, or none. */
export const inscrireAvisDeSeance = (
  base: Base,
  acteur: Acteur,
  employeurs: readonly string[],
  fait: Fait,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    for (const employeurId of employeurs) {
      const lu = await charger(tx, employeurId, maintenant)
      if (!lu.ok) return lu
      if (!sertCetEmployeur(acteur, lu.valeur.adhesion)) return refuser<RefusFait>({ code: 'interdit' })
      const saisi = {
        employeurId,
        version: lu.valeur.adhesion.version,
        geste: 'recevoir_avis' as const,
        fait,
        fichier: null,
      }
      const issue = await inscrire(tx, lu.valeur, saisi, acteur, 'centre', maintenant)
      // Thrown away with the transaction: a page that refuses one has written none.
      if (!issue.ok) return issue
    }
    return accepter({ inscrits: employeurs.length })
  })

type Lu = { readonly adhesion: AdhesionLue; readonly operation: OperationLue }

async function charger(tx: Tx, employeurId: string, maintenant: Date): Promise<Result<Lu, RefusFait>> {
  const adhesion = await findAdhesion(tx, employeurId, jourDe(maintenant))
  const operation = adhesion && (await findOperation(tx, adhesion.operationId))
  if (!adhesion || !operation) return refuser({ code: 'introuvable' })
  return adhesionsOuvertes(operation) ? accepter({ adhesion, operation }) : refuser({ code: 'pas-ouverte' })
}

async function inscrire(
  tx: Tx,
  { adhesion, operation }: Lu,
  { version, geste, fait, fichier }: FaitSaisi,
  par: Pick<Acteur, 'cooperationId' | 'organismeId' | 'personneId' | 'nom' | 'libelle'>,
  porte: 'lien' | 'papier' | 'centre',
  maintenant: Date,
): Promise<Result<{ readonly etat: Changement['etat'] }, RefusFait>> {
  if (version !== adhesion.version)
    return (await dejaInscrit(tx, adhesion, geste, fait))
      ? accepter({ etat: adhesion.etat })
      : refuser({ code: 'page-perimee' })
  const issue = franchir(adhesion, geste, fait, {
    niveaux: lignesDe(operation.niveaux),
    debutLe: operation.debutLe,
    comite: adhesion.comite ?? comiteCompetent(adhesion.agents),
    accordSigneLe: adhesion.accordSigneLe,
    aujourdhui: jourDe(maintenant),
  })
  if (!issue.ok) return refuser(issue.refus)
  if (!(await ecrire(tx, par.cooperationId, adhesion, issue.valeur, maintenant)))
    return refuser({ code: 'page-perimee' })
  const fichierId =
    fichier &&
    (await insertFichier(
      tx,
      {
        cooperationId: par.cooperationId,
        organismeId: porte === 'lien' ? adhesion.organismeId : adhesion.centreId,
        personneId: porte === 'lien' ? null : par.personneId,
      },
      fichier,
      maintenant,
    ))
  await tx
    .insertInto('achat_adhesion_fait')
    .values({
      id: nouvelId(+maintenant),
      cooperation_id: par.cooperationId,
      centre_id: adhesion.centreId,
      employeur_id: adhesion.employeurId,
      geste,
      vers: issue.valeur.etat,
      le: fait.le,
      mots: direFait(geste, fait),
      fichier_id: fichierId ?? null,
      par: porte,
      qui: porte === 'lien' ? 'Lien personnel' : `${par.nom}, ${par.libelle}`.slice(0, 200),
      saisi_le: maintenant,
    })
    .execute()
  await consigner(tx, par, maintenant, {
    action: `achat.adhesion.${geste}`,
    objet: { type: 'achat_employeur', id: adhesion.employeurId },
    resume: `${adhesion.nom} : ${geste === 'approuver_accord' ? 'accord collectif approuvé' : ETATS_ADHESION[issue.valeur.etat].mot.toLowerCase()} le ${date(fait.le)}${porte === 'papier' ? `, d’après un papier, saisi par ${par.libelle}` : ''}`,
  })
  return accepter({ etat: issue.valeur.etat })
}

/** Sent twice, the first sending is the fact. */
async function dejaInscrit(tx: Tx, { employeurId }: AdhesionLue, geste: GesteAdhesion, fait: Fait) {
  const dernier = (await listFaits(tx, employeurId))[0]
  return dernier?.geste === geste && dernier.le === fait.le && dernier.mots === direFait(geste, fait)
}

const direFait = (
  geste: GesteAdhesion,
  { niveau, options, part, avis, numero, accord, motif }: Fait,
): string => {
  if (geste === 'choisir')
    return [niveau, `${(part ?? 0) / 1000} %`.replace('.', ','), options].filter(Boolean).join(' ; ')
  if (geste === 'recevoir_avis') return avis ? AVIS[avis] : ''
  if (geste === 'voter') return `n° ${numero}${accord ? ', accord collectif approuvé' : ''}`
  return geste === 'approuver_accord' ? `n° ${numero}` : motif
}

async function ecrire(
  tx: Tx,
  cooperationId: string,
  { employeurId, centreId, operationId, contratId, version, etat: avant }: AdhesionLue,
  c: Changement,
  maintenant: Date,
): Promise<boolean> {
  const valeurs = {
    etat: c.etat,
    // What is waited for goes on being waited for when the state does not move.
    ...(c.etat !== avant && { depuis: maintenant }),
    contrat_id: contratId,
    ...(c.niveau !== undefined && { niveau: c.niveau }),
    ...(c.options !== undefined && { options: c.options }),
    ...(c.part !== undefined && { part: c.part }),
    ...(c.comite && { comite: c.comite }),
    ...(c.deposeLe && { depose_le: c.deposeLe }),
    ...(c.comiteLe !== undefined && { comite_le: c.comiteLe }),
    ...(c.avis && { avis: c.avis }),
    ...(c.avisLe && { avis_le: c.avisLe }),
    ...(c.conseilLe !== undefined && { conseil_le: c.conseilLe }),
    ...(c.deliberationNumero && { deliberation_numero: c.deliberationNumero }),
    ...(c.deliberationLe && { deliberation_le: c.deliberationLe }),
    ...(c.executoireLe && { executoire_le: c.executoireLe }),
    ...(c.accordLe && { accord_le: c.accordLe }),
    ...(c.conventionLe && { convention_le: c.conventionLe }),
    ...(c.effetLe && { effet_le: c.effetLe }),
    ...(c.informesLe && { informes_le: c.informesLe }),
    ...(c.motif !== undefined && { motif: c.motif }),
  }
  const ecrit = await tx
    .insertInto('achat_adhesion')
    .values({
      id: nouvelId(+maintenant),
      cooperation_id: cooperationId,
      centre_id: centreId,
      operation_id: operationId,
      employeur_id: employeurId,
      faits: 1,
      depuis: maintenant,
      ...valeurs,
    })
    .onConflict((conflit) =>
      conflit
        .column('employeur_id')
        .doUpdateSet({ ...valeurs, faits: version + 1 })
        .where('achat_adhesion.faits', '=', version),
    )
    .returning('id')
    .executeTakeFirst()
  return ecrit !== undefined
}

export type FaitInscrit = {
  readonly id: string
  readonly geste: GesteAdhesion
  readonly le: string
  readonly mots: string
  readonly fichierId: string | null
  readonly par: 'lien' | 'papier' | 'centre'
  readonly qui: string
  readonly saisiLe: Date
}

/** What was said of an employer, the latest first. */
export async function listFaits(tx: Tx, employeurId: string): Promise<FaitInscrit[]> {
  const { rows } =
    await sql<FaitInscrit>`select id, geste, le, mots, fichier_id as "fichierId", par, qui, saisi_le as "saisiLe"
    from achat_adhesion_fait where employeur_id = ${employeurId} order by saisi_le desc, id desc`.execute(tx)
  return rows
}
