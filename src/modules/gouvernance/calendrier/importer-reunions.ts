import { sql } from 'kysely'
import { organesDe } from '#modules/annuaire'
import type { Tx } from '#platform/base/base.ts'
import { type ColonneImport, type GenreImport, parLots } from '#platform/imports/genre.ts'
import { lireLignes, planifierLignes } from '#platform/imports/planifier.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { confirmeSesSuites } from '../domain/droits.ts'
import {
  cleDeReunion,
  deciderReunion,
  type LigneDeReunion,
  lireReunion,
  type ReunionConnue,
  type ReunionLue,
} from '../domain/reunion-importee.ts'

const COLONNES: readonly ColonneImport[] = [
  {
    cle: 'organe',
    libelles: ['Organe', 'Instance'],
    aide: 'L’organe qui délibère dans votre structure ; vide : le principal.',
    largeur: 30,
  },
  {
    cle: 'date',
    libelles: ['Date', 'Date de réunion'],
    obligatoire: true,
    type: 'date',
    aide: 'Jour de la réunion.',
  },
  {
    cle: 'limite',
    libelles: ['Inscription avant le', 'Date limite', 'Limite'],
    type: 'date',
    aide: 'Dernier jour pour inscrire un projet ; vide : le délai habituel.',
    largeur: 20,
  },
]

type Ecriture = NonNullable<LigneDeReunion['ecriture']>

const organesQuiDeliberent = ({ typeOrganisme }: Acteur): Readonly<Record<string, string>> =>
  Object.fromEntries(
    organesDe(typeOrganisme)
      .filter(({ delibere }) => delibere)
      .map(({ code, libelle }) => [code, libelle]),
  )

/** Meetings of the organs of the actor's own organisation, as a table; an agenda file (.ics) is imported on the page of the calendar. */
export const importCalendrier: GenreImport = {
  cle: 'calendrier',
  titre: 'Calendrier des organes',
  un: 'réunion',
  plusieurs: 'réunions',
  chapeau: 'Les réunions à venir des organes qui délibèrent dans votre structure.',
  regles: [
    'Une réunion est reconnue par son organe et son jour. Pour la déplacer, ajoutez le nouveau jour et retirez l’ancien sur la page du calendrier.',
    'Une réunion absente du fichier n’est pas touchée.',
  ],
  droit: confirmeSesSuites,
  colonnes: COLONNES,
  exemples: [{ organe: '', date: '2027-12-14', limite: '2027-12-03' }],
  voir: { href: '/calendrier', libelle: 'Voir le calendrier' },
  async lister(tx, acteur) {
    const organes = organesQuiDeliberent(acteur)
    const reunions = await listReunionsDuMembre(tx, acteur.organismeId)
    return reunions
      .filter(({ annulee }) => !annulee)
      .map(({ organe, date, limite }) => ({ organe: organes[organe] ?? organe, date, limite }))
  },
  async planifier(tx, acteur, lignes, maintenant) {
    const organes = organesQuiDeliberent(acteur)
    const reunions = await listReunionsDuMembre(tx, acteur.organismeId)
    const connues = new Map(reunions.map((reunion) => [cleDeReunion(reunion), reunion]))
    const aujourdhui = jourDe(maintenant)
    const plan = planifierLignes<ReunionLue, Ecriture>({
      colonnes: COLONNES,
      lectures: lireLignes(lignes, (valeurs) => lireReunion(organes, valeurs)),
      cleDe: (lu) => ({ cle: 'date', valeur: cleDeReunion(lu) }),
      uneSeule: 'Gardez une seule ligne par organe et par jour.',
      decider: (lu) => deciderReunion(connues, organes, aujourdhui, lu),
    })
    return {
      lignes: plan.lignes,
      ecrire: (avancer) => parLots(plan.ecritures, avancer, (lot) => ecrireReunions(tx, acteur, lot)),
    }
  },
}

async function listReunionsDuMembre(tx: Tx, organismeId: string): Promise<ReunionConnue[]> {
  const { rows } = await sql<ReunionConnue>`
    select id, organe, date, limite_inscription as limite, annulee_le is not null as annulee
    from reunion_organe where organisme_id = ${organismeId} order by date, organe`.execute(tx)
  return rows
}

async function ecrireReunions(tx: Tx, acteur: Acteur, reunions: readonly Ecriture[]): Promise<void> {
  const lignes = reunions.map((reunion) => ({ id: nouvelId(), ...reunion }))
  await sql`insert into reunion_organe (id, cooperation_id, organisme_id, organe, date, limite_inscription, origine)
    select l.id, ${acteur.cooperationId}, ${acteur.organismeId}, l.organe, l.date, l.limite, 'saisie'
    from jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb) as l (id uuid, organe text, date date, limite date)
    on conflict (cooperation_id, organisme_id, organe, date)
      do update set limite_inscription = excluded.limite_inscription, annulee_le = null`.execute(tx)
}
