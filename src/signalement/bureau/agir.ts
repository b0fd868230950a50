import { jourDe } from '#shared/dates.ts'
import type { Tx } from '../base.ts'
import type { Volet } from '../domain/acces.ts'
import { estClos, finDeLOuverture, voletsServis } from '../domain/clos.ts'
import type { EtatGrossier } from '../domain/etats.ts'
import { ajouter, lireAdmissions } from '../dossiers.repository.ts'
import { consigner, SignatureRefusee } from '../journal.ts'
import { lireFermeture, ouvrirJusquAu } from '../ouvertures.repository.ts'
import { estAdmis } from '../protocole/admission.ts'
import type { Cellule, MembreDeCellule } from '../protocole/annuaire.ts'
import type { Services } from '../services.ts'
import type { Envoi } from './acte.ts'
import { deciderActe, type RefusDActe } from './regle.ts'

/** Keeps a deed of a member: sealed messages, keys given, coarse state, days, one signed line of the journal; all of it or nothing. */
export async function agir(
  services: Services,
  cellule: Cellule,
  membre: MembreDeCellule,
  dossier: string,
  envoi: Envoi,
): Promise<RefusDActe | null> {
  const { organisme } = cellule
  const { acte } = envoi
  const juste =
    acte.acteur === membre.id &&
    acte.dossier === dossier &&
    acte.organisme === organisme &&
    acte.jour === jourDe(services.maintenant())
  if (!juste) return 'acte'
  try {
    return await services.base.pour(organisme, (tx) => faire(tx, cellule, membre, dossier, envoi))
  } catch (erreur) {
    if (erreur instanceof SignatureRefusee) return 'acte'
    if (erreur instanceof Perime) return 'perime'
    throw erreur
  }
}

/** What each proposal waits a second person for. */
const PROPOSE: Readonly<Partial<Record<Envoi['acte']['action'], 'clore' | 'purger' | 'identite'>>> = {
  'proposer-cloture': 'clore',
  'proposer-effacement': 'purger',
  'demander-identite': 'identite',
}

/** What is left of a case out of scope for its last fifteen days: the exchanges, and the decisions of the cell (CNIL; spécification §4.4). */
const GARDES: readonly Volet[] = ['E', 'N']

class Perime extends Error {}

async function faire(
  tx: Tx,
  cellule: Cellule,
  membre: MembreDeCellule,
  dossier: string,
  envoi: Envoi,
): Promise<RefusDActe | null> {
  const { organisme } = cellule
  const lu = await tx.query<{ etat: EtatGrossier; version: number }>(
    'select etat, version from dossier where id = $1 and exists (select from enveloppe where dossier = $1 and dest = $2) for update',
    [dossier, membre.id],
  )
  const ligne = lu.rows[0]
  if (!ligne) return 'droit'
  const cles = await tx.query<{ volet: Volet; dest: string }>(
    'select volet, dest from enveloppe where dossier = $1',
    [dossier],
  )
  const propositions = await tx.query<{ geste: string; par: string }>(
    'select geste, par from double_lecture where dossier = $1',
    [dossier],
  )
  const missions = await tx.query<{ membre: string }>(
    'select membre from mission where dossier = $1 and jusqu_au >= $2',
    [dossier, envoi.acte.jour],
  )
  const marques = await lireAdmissions(tx, dossier)
  const fermeture = estClos(ligne.etat) ? await lireFermeture(tx, dossier, membre.id, envoi.acte.jour) : null
  const refus = deciderActe(envoi, {
    servis:
      fermeture &&
      new Set(voletsServis(membre.role, { ...fermeture, ouvert: fermeture.ouvertJusquAu !== null })),
    missionnes: new Set(missions.rows.map(({ membre }) => membre)),
    membre,
    etat: ligne.etat,
    tient: new Set(cles.rows.filter(({ dest }) => dest === membre.id).map(({ volet }) => volet)),
    existe: new Set(cles.rows.map(({ volet }) => volet)),
    lit: (volet, id) => cles.rows.some((l) => l.volet === volet && l.dest === id),
    // Who reads already entered before: by the author's own browser, or with her token.
    admis: (id) =>
      id === 'auteur' ||
      id === 'sequestre' ||
      cles.rows.some(({ dest }) => dest === id) ||
      estAdmis(id, dossier, cellule, marques, envoi.admissions),
    roleDe: (id) => cellule.membres.find((m) => m.id === id)?.role ?? null,
    proposePar: (geste) => propositions.rows.find((p) => p.geste === geste)?.par ?? null,
  })
  if (refus) return refus
  if (ligne.version !== envoi.version) return 'perime'
  const { acte, sig } = envoi
  await consigner(tx, acte, { sig, cle: membre.signature })
  if (acte.action === 'effacer') {
    // Sealed bytes, keys, days, fingerprint of the words: one statement, its foreign keys do the rest. The journal keeps that it was done.
    await tx.query('delete from dossier where id = $1', [dossier])
    return null
  }
  if (!(await ajouter(tx, { dossier, organisme }, envoi))) throw new Perime()
  for (const { code, jour, fait } of envoi.echeances)
    await tx.query(
      'insert into echeance (dossier, organisme, code, jour, fait) values ($1, $2, $3, $4, $5) on conflict (dossier, code) do update set jour = excluded.jour, fait = excluded.fait',
      [dossier, organisme, code, jour, fait],
    )
  for (const { membre: qui, jusquAu } of envoi.missions)
    await tx.query(
      'insert into mission (dossier, organisme, membre, jusqu_au) values ($1, $2, $3, $4) on conflict (dossier, membre) do update set jusqu_au = excluded.jusqu_au',
      [dossier, organisme, qui, jusquAu],
    )
  if (acte.action === 'ouvrir-clos')
    await ouvrirJusquAu(tx, { dossier, organisme }, membre.id, finDeLOuverture(acte.jour))
  if (acte.action === 'ouvrir-identite')
    await tx.query("delete from double_lecture where dossier = $1 and geste = 'identite'", [dossier])
  const propose = PROPOSE[acte.action]
  if (propose !== undefined)
    await tx.query(
      'insert into double_lecture (dossier, organisme, geste, par, jour) values ($1, $2, $3, $4, $5) on conflict (dossier, geste) do update set par = excluded.par, jour = excluded.jour',
      [dossier, organisme, propose, membre.id, acte.jour],
    )
  if (acte.action === 'se-recuser')
    await tx.query('delete from enveloppe where dossier = $1 and dest = $2', [dossier, membre.id])
  if (envoi.oublier)
    // Story and files, identity, health, threads of care, inquiry, transmission; with their keys, those of the author and of the quorum included.
    for (const table of ['piece', 'message', 'enveloppe'])
      await tx.query(`delete from ${table} where dossier = $1 and volet <> all($2)`, [dossier, GARDES])
  const aRepondu = envoi.messages.some(({ volet }) => volet === 'E')
  await tx.query('update dossier set etat = $2, tour = $3, version = version + 1 where id = $1', [
    dossier,
    envoi.vers ?? ligne.etat,
    aRepondu ? 'auteur' : await tourActuel(tx, dossier),
  ])
  return null
}

async function tourActuel(tx: Tx, dossier: string): Promise<string> {
  const { rows } = await tx.query<{ tour: string }>('select tour from dossier where id = $1', [dossier])
  return rows[0]!.tour
}
