import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { ColonneImport, GenreImport } from '#platform/imports/genre.ts'
import { lireLignes, planifierLignes } from '#platform/imports/planifier.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { suitPourSonOrganisme } from '../domain/droits.ts'
import {
  cleDeJalon,
  deciderJalon,
  type JalonConnu,
  type JalonImporte,
  type LigneDeJalon,
  lireJalon,
} from '../domain/imports/jalon-importe.ts'
import { LIBELLES_JALON } from '../domain/jalons.ts'
import { comparerCodes } from '../programme.queries.ts'
import { findProgramme } from '../structure/programmes.queries.ts'
import { noter } from '../suivi/noter.ts'

const COLONNES: readonly ColonneImport[] = [
  {
    cle: 'code',
    libelles: ['Code de l’action', 'Code'],
    obligatoire: true,
    aide: 'Comme 3.2.1.',
    largeur: 14,
  },
  {
    cle: 'jalon',
    libelles: ['Jalon'],
    obligatoire: true,
    aide: 'Son titre, unique dans l’action.',
    largeur: 50,
  },
  { cle: 'echeance', libelles: ['Échéance', 'Pour le'], type: 'date', aide: 'Jour attendu.' },
  { cle: 'etat', libelles: ['État'], aide: Object.values(LIBELLES_JALON).join(', ') },
  { cle: 'atteintLe', libelles: ['Atteint le'], type: 'date', aide: 'Vide tant qu’il ne l’est pas.' },
  { cle: 'poids', libelles: ['Poids'], type: 'entier', aide: 'Dans l’avancement ; 1 en général.' },
  { cle: 'motif', libelles: ['Motif'], aide: 'Demandé pour reporter ou annuler.', largeur: 40 },
]

type Ecriture = NonNullable<LigneDeJalon['ecriture']>

/** The milestones of every action as a table: who leads an action moves its milestones, several at once. */
export const importJalons: GenreImport = {
  cle: 'jalons',
  titre: 'Jalons des actions',
  un: 'jalon',
  plusieurs: 'jalons',
  chapeau: 'Les jalons de toutes les actions, avec leur date et leur état.',
  regles: [
    'Un jalon est reconnu par le code de son action et son titre. Un jalon absent du fichier n’est pas touché.',
    'Seul le chef de file d’une action change ses jalons. Une autre date est un report : dites pourquoi.',
  ],
  droit: suitPourSonOrganisme,
  colonnes: COLONNES,
  exemples: [
    { code: '1.1.1', jalon: 'Cahier des charges validé', echeance: '2027-03-31', etat: 'Prévu', poids: 1 },
  ],
  voir: { href: '/programme', libelle: 'Voir le programme' },
  async lister(tx) {
    const jalons = await listJalons(tx, await programmeDu(tx, new Date()))
    return jalons.map(({ code, titre, echeance, etat, atteintLe, poids, motif }) => ({
      code,
      jalon: titre,
      echeance,
      etat: LIBELLES_JALON[etat],
      atteintLe,
      poids,
      motif,
    }))
  },
  async planifier(tx, acteur, lignes, maintenant) {
    const programmeId = await programmeDu(tx, maintenant)
    const jalons = await listJalons(tx, programmeId)
    const connus = new Map(jalons.map((jalon) => [cleDeJalon(jalon), jalon]))
    const actions = await listActionsMenees(tx, programmeId, acteur)
    const jour = jourDe(maintenant)
    const plan = planifierLignes<JalonImporte, Ecriture>({
      colonnes: COLONNES,
      lectures: lireLignes(lignes, lireJalon),
      cleDe: (lu) => ({ cle: 'jalon', valeur: cleDeJalon(lu) }),
      uneSeule: 'Gardez une seule ligne par action et par jalon.',
      decider: (lu) =>
        deciderJalon(connus.get(cleDeJalon(lu)) ?? null, lu, actions.get(lu.code)?.menee ?? null, jour),
    })
    return {
      lignes: plan.lignes,
      async ecrire(avancer) {
        for (const [i, ecriture] of plan.ecritures.entries()) {
          const actionId = actions.get(ecriture.code)!.id
          await ecrireJalon(tx, acteur, actionId, ecriture)
          await noter(
            tx,
            acteur,
            actionId,
            {
              genre: 'point',
              verbe: 'jalon.importer',
              resume: `Jalon ${ecriture.id ? 'mis à jour' : 'ajouté'} par un tableur : ${ecriture.jalon.titre}`,
              note: ecriture.jalon.motif,
              canal: 'import',
              changements: ecriture.changements.map(({ cle, avant, apres }) => ({
                quoi: COLONNES.find((colonne) => colonne.cle === cle)?.libelles[0] ?? cle,
                avant: avant || 'vide',
                apres: apres || 'vide',
              })),
            },
            maintenant,
          )
          if (i % 100 === 99) await avancer(i + 1)
        }
        await avancer(plan.ecritures.length)
      },
    }
  },
}

/** A code names one action of the programme of the day: those of ended programmes are not reached by a table. */
const programmeDu = async (tx: Tx, instant: Date): Promise<string | null> =>
  (await findProgramme(tx, jourDe(instant)))?.id ?? null

async function listJalons(
  tx: Tx,
  programmeId: string | null,
): Promise<(JalonConnu & { readonly code: string })[]> {
  const { rows } = await sql<JalonConnu & { code: string }>`
    select j.id, a.code, j.titre, j.echeance, j.poids, j.etat, j.atteint_le as "atteintLe", j.reports, j.motif
    from jalon j join action a on a.id = j.action_id
    where a.programme_id = ${programmeId} order by j.echeance, j.titre, j.id`.execute(tx)
  return rows.sort((a, b) => comparerCodes(a.code, b.code))
}

/** Actions by code, and whether the organisation of the actor leads each. */
async function listActionsMenees(
  tx: Tx,
  programmeId: string | null,
  { organismeId }: Acteur,
): Promise<Map<string, { readonly id: string; readonly menee: boolean }>> {
  const { rows } = await sql<{ id: string; code: string; menee: boolean }>`
    select a.id, a.code, exists (select from chef_de_file c where c.action_id = a.id and c.au is null
      and c.organisme_id = ${organismeId}) as menee
    from action a where a.programme_id = ${programmeId}`.execute(tx)
  return new Map(rows.map(({ code, ...action }) => [code, action]))
}

async function ecrireJalon(tx: Tx, acteur: Acteur, actionId: string, { id, jalon }: Ecriture): Promise<void> {
  const { echeance, poids, etat, atteintLe, reports, motif, titre } = jalon
  const valeurs = { echeance, poids, etat, atteint_le: atteintLe, reports, motif }
  if (id) await tx.updateTable('jalon').set(valeurs).where('id', '=', id).execute()
  else
    await tx
      .insertInto('jalon')
      .values({
        id: nouvelId(),
        cooperation_id: acteur.cooperationId,
        action_id: actionId,
        titre,
        ...valeurs,
      })
      .execute()
}
