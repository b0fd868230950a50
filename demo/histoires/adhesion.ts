import { sql } from 'kysely'
import { enColonnes } from '../../src/modules/achats/contrats/tenir-contrats.ts'
import { ficheAttribuee } from '../../src/modules/achats/domain/contrat/contrat.ts'
import { importComptes } from '../../src/modules/achats/execution/importer-comptes.ts'
import type { Base, Tx } from '../../src/platform/base/base.ts'
import { ajouterJours, instantParis, jourDe } from '../../src/shared/dates.ts'
import { idStable } from '../../src/shared/ids.ts'
import { CLAUSE, COMITES_2024, comptes2025, demandes, FICTIF_CONTRAT } from '../donnees/contrats.ts'
import { lots, marche } from '../donnees/marche.ts'
import type { Scene } from '../installer.ts'
import { jouerImport } from './employeurs.ts'

const PREVOYANCE = idStable('achat:pdl:prevoyance')
export const contratDuLot = (numero: number): string => idStable(`contrat:pdl:${numero}`)

/**
 * The contract of Pays de la Loire under way: 58 of sixty employers joined, two of them late; one is on its way, one said no. Everything that the
 * source does not say is invented.
 */
export async function histoireAdhesion(base: Base, scene: Scene, maintenant: Date): Promise<void> {
  await base.enTantQueSysteme('démonstration', scene.cooperationId, async (tx) => {
    await inscrireContrats(tx, scene)
    await inscrireAdhesions(tx, scene, maintenant)
    await inscrireFaits(tx)
    await donnerUnLien(tx, scene, maintenant)
    await inscrireDemandes(tx, scene)
    await annoncerDesReunions(tx, scene, maintenant)
  })
  await importerLesComptes(base, scene, maintenant)
}

/** The contracts that the awards opened: what was awarded is what is executed. */
async function inscrireContrats(tx: Tx, scene: Scene): Promise<void> {
  const qui = { cooperation_id: scene.cooperationId, organisme_id: scene.organismes['cdg44']! }
  const { rows } =
    await sql<Attribue>`select l.id, l.numero, l.objet, o.candidat, o.taux, o.gel_annees as "gelAnnees", o.hausse_max as "hausseMax",
      o.garanties, m.duree_mois as "dureeMois", p.debut_le as "debutLe", a.signe_le as "signeLe"
    from achat_attribution a join achat_lot l on l.id = a.lot_id join achat_offre o on o.id = a.offre_id
    join achat_marche m on m.operation_id = a.operation_id join achat_operation p on p.id = a.operation_id
    where a.operation_id = ${PREVOYANCE} order by l.numero`.execute(tx)
  const attribues = rows.map((lu) => ({
    ...lu,
    contrat: contratDuLot(lu.numero),
    fiche: { ...ficheAttribuee(lu, lu, lu.debutLe, lu.dureeMois), ...CLAUSE },
  }))
  await tx
    .insertInto('achat_contrat')
    .values(
      attribues.map(({ id, contrat, fiche }) => ({
        ...qui,
        id: contrat,
        operation_id: PREVOYANCE,
        lot_id: id,
        ...enColonnes(fiche),
        fictif: FICTIF_CONTRAT,
      })),
    )
    .execute()
  await tx
    .insertInto('achat_tarif')
    .values(
      attribues.flatMap(({ contrat, fiche }) =>
        fiche.tarifs.map(({ niveau, annee, taux }) => ({ ...qui, contrat_id: contrat, niveau, annee, taux })),
      ),
    )
    .execute()
  await tx
    .insertInto('achat_contrat_version')
    .values(
      attribues.map(({ contrat, signeLe }) => ({
        ...qui,
        contrat_id: contrat,
        numero: 1,
        motif: 'Signature du lot attribué',
        qui: 'Direction, CDG 44 (fictif)',
        le: instantParis(signeLe, '11:00'),
      })),
    )
    .execute()
}

type Attribue = Parameters<typeof ficheAttribuee>[0] &
  Parameters<typeof ficheAttribuee>[1] & {
    readonly id: string
    readonly dureeMois: number
    readonly debutLe: string
    readonly signeLe: string
  }

/** Most followed the autumn of 2024; one employer in each of two départements joined this month; one file has been at the comité for two months. */
async function inscrireAdhesions(tx: Tx, scene: Scene, maintenant: Date): Promise<void> {
  const jour = jourDe(maintenant)
  const contrats = lots.map(({ numero, departements }) => ({
    id: contratDuLot(numero),
    departement: departements[0] ?? '',
  }))
  await sql`update achat_operation set adhesions_le = '2024-07-15T08:00Z' where id = ${PREVOYANCE}`.execute(
    tx,
  )
  await sql`
    insert into achat_adhesion (id, cooperation_id, centre_id, operation_id, employeur_id, etat, depuis, contrat_id, niveau, part, comite, depose_le, comite_le,
      avis, avis_le, deliberation_numero, deliberation_le, executoire_le, convention_le, effet_le, informes_le, faits)
    select gen_random_uuid(), e.cooperation_id, e.centre_id, e.operation_id, e.id,
      case when e.tardif then 'conventionnee' when e.en_chemin then 'comite' else 'informee' end,
      case when e.tardif then ${maintenant}::timestamptz - interval '12 days' when e.en_chemin then ${maintenant}::timestamptz - interval '61 days'
        else '2024-12-20T09:00Z' end,
      c.id, coalesce(nullif(e.niveau, ''), ${marche.niveaux[0].nom}), case when e.rang % 4 = 0 then 60000 else 50000 end,
      case when e.agents >= 50 then 'employeur' else 'centre' end,
      case when e.en_chemin then ${ajouterJours(jour, -61)}::date when e.tardif then ${ajouterJours(jour, -90)}::date else date '2024-08-30' end,
      case when e.en_chemin then null when e.tardif then ${ajouterJours(jour, -60)}::date else e.comite_le end,
      case when e.en_chemin then null when e.rang % 7 = 0 then 'partage' else 'favorable' end,
      case when e.en_chemin then null when e.tardif then ${ajouterJours(jour, -60)}::date else e.comite_le end,
      case when e.en_chemin then '' else 'DEL-' || e.rang || ' (fictif)' end,
      case when e.en_chemin then null when e.tardif then ${ajouterJours(jour, -35)}::date else e.comite_le + 10 end,
      case when e.en_chemin then null when e.tardif then ${ajouterJours(jour, -28)}::date else e.comite_le + 14 end,
      case when e.en_chemin then null when e.tardif then ${ajouterJours(jour, -12)}::date else e.comite_le + 20 end,
      case when e.en_chemin then null when e.tardif then (date_trunc('month', ${ajouterJours(jour, -12)}::date) + interval '1 month')::date else date '2025-01-01' end,
      case when e.tardif or e.en_chemin then null else date '2024-12-20' end,
      case when e.tardif then 6 when e.en_chemin then 2 else 7 end
    from (
      select n.*, (n.departement_code, n.rang) in (('44', 2), ('53', 1)) as tardif, n.intention = 'non' and n.departement_code = '49' as en_chemin,
        (${[...COMITES_2024]}::date[])[1 + n.rang % 4] as comite_le
      from (select x.*, row_number() over (partition by x.departement_code order by x.repondu_le) as rang from achat_employeur x
        where x.operation_id = ${PREVOYANCE}) n
    ) e join jsonb_to_recordset(${JSON.stringify(contrats)}::jsonb) as c (id uuid, departement text)
      on c.departement = case when e.agents >= 50 then '' else e.departement_code end
    where e.intention <> 'non' or e.en_chemin`.execute(tx)
  await tx
    .insertInto('achat_cst_seance')
    .values(
      ['cdg44', 'cdg49', 'cdg53', 'cdg72', 'cdg85'].flatMap((code, rang) =>
        [20, 55, 90].map((dans) => {
          const le = ajouterJours(jour, dans + rang)
          return {
            id: idStable(`comite:${code}:${dans}`),
            cooperation_id: scene.cooperationId,
            centre_id: scene.organismes[code]!,
            le,
            depot_jusquau: ajouterJours(le, -28),
          }
        }),
      ),
    )
    .execute()
}

/** The facts behind each date, as the employers would have said them. */
async function inscrireFaits(tx: Tx): Promise<void> {
  // The deliberation that joined also approved the agreement.
  await sql`update achat_adhesion set accord_le = deliberation_le where operation_id = ${PREVOYANCE} and comite = 'centre'`.execute(
    tx,
  )
  await sql`
    insert into achat_adhesion_fait (id, cooperation_id, centre_id, employeur_id, geste, vers, le, mots, par, qui, saisi_le)
    select gen_random_uuid(), a.cooperation_id, a.centre_id, a.employeur_id, f.geste, f.vers, f.le, f.mots,
      case when f.geste = 'signer' or (f.geste = 'recevoir_avis' and a.comite = 'centre') then 'centre' else 'lien' end,
      case when f.geste = 'signer' or (f.geste = 'recevoir_avis' and a.comite = 'centre') then 'Gestion (fictif)' else 'Lien personnel' end,
      f.le + time '10:00' + make_interval(mins => f.rang)
    from achat_adhesion a cross join lateral (values
      (1, 'choisir', 'projet', a.depose_le, a.niveau || ' ; ' || a.part / 1000 || ' %'), (2, 'deposer', 'comite', a.depose_le, ''),
      (3, 'recevoir_avis', 'avis', a.avis_le, initcap(a.avis)), (4, 'voter', 'votee', a.deliberation_le, 'n° ' || a.deliberation_numero || case when a.accord_le is null then '' else ', accord collectif approuvé' end),
      (5, 'rendre_executoire', 'executoire', a.executoire_le, ''), (6, 'signer', 'conventionnee', a.convention_le, ''),
      (7, 'informer', 'informee', a.informes_le, '')) as f (rang, geste, vers, le, mots)
    where a.operation_id = ${PREVOYANCE} and f.le is not null`.execute(tx)
}

/** A secretariat received its link when its employer was reminded. Nothing is sent. */
async function donnerUnLien(tx: Tx, scene: Scene, maintenant: Date): Promise<void> {
  await sql`insert into achat_lien (id, cooperation_id, operation_id, centre_id, courriel, envoye_le)
    select gen_random_uuid(), ${scene.cooperationId}, ${PREVOYANCE}, c.centre_id, min(c.courriel), ${maintenant}
    from achat_adhesion a join achat_employeur e on e.id = a.employeur_id
    join contact c on c.organisme_id = e.organisme_id and c.centre_id = e.centre_id and c.role = 'secretariat'
    where a.operation_id = ${PREVOYANCE} group by c.centre_id`.execute(tx)
}

/** First accounts, imported as the leader would: the sixth lot's line is refused, and its accounts are late. */
async function importerLesComptes(base: Base, scene: Scene, maintenant: Date): Promise<void> {
  const jour = jourDe(maintenant)
  const fr = (le: string) => (le < jour ? le : jour).split('-').toReversed().join('/')
  const lignes = comptes2025.map(([lot, primes, payees, psap, pm, assures, recuLe]) =>
    [lot, 2025, 2025, primes, payees, 0, psap, 0, pm, assures, fr(recuLe)].map(String),
  )
  const refusee = ['6', '2025', '2026', '700000', '90000', '0', '400000', '0', '60000', '', fr(jour)]
  await jouerImport(
    base,
    scene.acteur('cdg44', 'direction'),
    importComptes,
    'comptes-2025 (fictifs).csv',
    [importComptes.colonnes.map(({ libelles }) => libelles[0]), ...lignes, refusee],
    maintenant,
  )
}

/** Rates asked for: one in the years without change, one within the cap, one beyond. */
async function inscrireDemandes(tx: Tx, scene: Scene): Promise<void> {
  const qui = { cooperation_id: scene.cooperationId, organisme_id: scene.organismes['cdg44']! }
  await tx
    .insertInto('achat_revision')
    .values(
      demandes.map(([lot, annee, taux]) => ({
        ...qui,
        id: idStable(`revision:pdl:${lot}:${annee}`),
        contrat_id: contratDuLot(lot),
        niveau: marche.niveaux[0].nom,
        annee,
        taux,
        recue_le: `${annee - 1}-06-20`,
        effet_le: `${annee}-01-01`,
        issue: annee === 2026 ? 'refusee' : 'attendue',
        issue_le: annee === 2026 ? '2025-07-02' : null,
      })),
    )
    .execute()
}

/** Meetings announced to the employers of the consultation under way. */
async function annoncerDesReunions(tx: Tx, scene: Scene, maintenant: Date): Promise<void> {
  const jour = jourDe(maintenant)
  await tx
    .insertInto('achat_reunion')
    .values(
      (
        [
          ['cdg44', 6, 'Complémentaire santé : questions des employeurs (fictif)', 'À distance'],
          ['cdg44', 20, 'Complémentaire santé : réunion des agents (fictif)', 'Salle du conseil (fictif)'],
          ['cdg53', 9, 'Complémentaire santé : questions des employeurs (fictif)', 'À distance'],
        ] as const
      ).map(([code, dans, titre, lieu]) => ({
        id: idStable(`reunion-achat:${code}:${dans}`),
        cooperation_id: scene.cooperationId,
        centre_id: scene.organismes[code]!,
        operation_id: idStable('achat:pdl:sante'),
        titre,
        debut_le: instantParis(ajouterJours(jour, dans), '14:00'),
        minutes: 90,
        lieu,
      })),
    )
    .execute()
}
