import { genererRecensement } from '@maillage/prevoyance/generateur'
import { tableDe } from '@maillage/prevoyance/recensement'
import { sql } from 'kysely'
import { listEmployeurs } from '../../src/modules/achats/consultation/employeurs.queries.ts'
import { inviterEmployeurs } from '../../src/modules/achats/consultation/inviter.ts'
import { findOperation } from '../../src/modules/achats/operations/operations.queries.ts'
import { proposerDepot } from '../../src/modules/achats/plis/conduire-depot.ts'
import { deposerRecensement } from '../../src/modules/achats/recensement/deposer.ts'
import { aEcrire } from '../../src/modules/achats/recensement/verifier.ts'
import type { Base, Tx } from '../../src/platform/base/base.ts'
import { ajouterJours, ajouterMois, instantParis, type Jour, jourDe } from '../../src/shared/dates.ts'
import { idStable } from '../../src/shared/ids.ts'
import { consultationScellee, operations } from '../donnees/achats.ts'
import type { Scene } from '../installer.ts'
import { voulu } from './jouer.ts'
import { histoireMarche } from './marche.ts'

/**
 * The group purchases of Pays de la Loire. Their decisions are older than the séances that the demonstration plays: they are written as the register
 * would hold them after an import, with the acts of the members.
 */
export async function histoireAchats(base: Base, scene: Scene, maintenant: Date): Promise<void> {
  const aujourdhui = jourDe(maintenant)
  await base.enTantQueSysteme('démonstration', scene.cooperationId, async (tx) => {
    for (const [rang, operation] of operations.entries()) {
      const adopteeLe =
        'adopteeLe' in operation ? operation.adopteeLe : ajouterMois(aujourdhui, operation.adopteeMois)
      const decisionId = await inscrireDecision(tx, scene, operation, adopteeLe, rang)
      await tx
        .insertInto('achat_operation')
        .values({
          id: idStable(`achat:pdl:${operation.cle}`),
          cooperation_id: scene.cooperationId,
          organisme_id: scene.organismes['cdg44']!,
          decision_id: decisionId,
          objet: operation.objet,
          titre: operation.titre,
          etat: operation.etat,
          debut_le:
            'debutLe' in operation
              ? operation.debutLe
              : `${Number(aujourdhui.slice(0, 4)) + operation.debutAns}-01-01`,
          reponses_jusquau:
            'reponsesJusquau' in operation
              ? operation.reponsesJusquau
              : ajouterMois(aujourdhui, operation.reponsesMois),
          niveaux: operation.niveaux.join('\n'),
          conseil: operation.conseil,
          roles: operation.roles.join('\n'),
          risques: operation.risques.join('\n'),
          fictif: operation.fictif,
        })
        .execute()
    }
    await inscrireEmployeursDuContrat(tx, scene)
    await partagerUneSecretaire(tx, scene)
  })
  await recenserLeContrat(base, scene)
  await histoireMarche(base, scene, PREVOYANCE)
  await consulterPourLaSante(base, scene, maintenant)
  await preparerUnDepotScelle(base, scene, maintenant)
}

const PREVOYANCE = idStable('achat:pdl:prevoyance')
const SANTE = idStable('achat:pdl:sante')

/** Sixty employers of the contract, twelve in each département: real communes, invented answers. 58 of 60 gave mandate: the source says 96 %. */
async function inscrireEmployeursDuContrat(tx: Tx, scene: Scene): Promise<void> {
  const centres = Object.entries(scene.organismes).map(([code, id]) => ({ id, departement: code.slice(3) }))
  await sql`
    insert into achat_employeur (id, cooperation_id, operation_id, centre_id, organisme_id, nom, siret, departement_code, invite_le, ouvert_le,
      intention, agents, niveau, situation, mandat_numero, mandat_le, repondu_le, repondu_par, reponses)
    select gen_random_uuid(), ${scene.cooperationId}, ${PREVOYANCE}, c.id, o.id, o.nom, o.siren, o.departement_code, '2024-02-05T08:00Z', '2024-02-12T09:00Z',
      case when o.refuse then 'non' else 'oui' end, 6 + o.rang * o.rang % 90,
      case when o.refuse then '' when o.rang % 3 = 0 then '95 % du net, primes comprises' else '90 % du net, primes comprises' end, '',
      case when o.refuse then '' else '2024-' || lpad(o.rang::text, 2, '0') || ' (fictif)' end,
      case when not o.refuse then date '2024-02-20' + o.rang::int end,
      timestamptz '2024-02-21T09:00Z' + make_interval(days => o.rang::int), case when o.rang % 5 = 0 then 'papier' else 'lien' end, 1
    from jsonb_to_recordset(${JSON.stringify(centres)}::jsonb) as c (id uuid, departement text)
    cross join lateral (
      select o.*, row_number() over (order by o.population desc nulls last, o.nom) as rang,
        c.departement in ('49', '72') and row_number() over (order by o.population desc nulls last, o.nom) = 7 as refuse
      from organisme o where o.type = 'commune' and o.departement_code = c.departement and o.fusionne_dans is null
      order by o.population desc nulls last, o.nom limit 12
    ) o`.execute(tx)
}

/** One secretary serves three communes: one address, one link. */
async function partagerUneSecretaire(tx: Tx, scene: Scene): Promise<void> {
  const { rows } = await sql<{
    id: string
  }>`select o.id from affiliation a join organisme o on o.id = a.organisme_id
    where a.centre_id = ${scene.organismes['cdg44']!} order by o.code_insee limit 3`.execute(tx)
  await tx
    .insertInto('contact')
    .values(
      rows.map(({ id }) => ({
        id: idStable(`contact:partage:${id}`),
        cooperation_id: scene.cooperationId,
        centre_id: scene.organismes['cdg44']!,
        organisme_id: id,
        nom: 'Secrétariat partagé (fictif)',
        role: 'secretariat' as const,
        courriel: 'secretariat.partage@demonstration.invalid',
      })),
    )
    .execute()
}

/** Two members invited their employers ten days ago; a few answered, one on paper. Nothing is sent. */
async function consulterPourLaSante(base: Base, scene: Scene, maintenant: Date): Promise<void> {
  const courriel = { envoyer: async () => {} }
  const alors = new Date(+maintenant - 10 * 86_400_000)
  for (const code of ['cdg44', 'cdg53'])
    voulu(
      await inviterEmployeurs(
        base,
        { courriel, adresse: '', secret: '' },
        scene.acteur(code, 'direction'),
        SANTE,
        alors,
      ),
    )
  await base.enTantQueSysteme('démonstration', scene.cooperationId, async (tx) => {
    await sql`update achat_employeur e set intention = r.intention, agents = r.agents, niveau = r.niveau, mandat_numero = r.numero,
        mandat_le = r.mandat_le::date, repondu_le = ${maintenant}::timestamptz - make_interval(days => r.jours), repondu_par = r.par, reponses = 1,
        ouvert_le = ${maintenant}::timestamptz - make_interval(days => r.jours)
      from (select id, row_number() over (order by nom) as rang from achat_employeur where operation_id = ${SANTE}) n
      join (values (7, 'oui', 34, 'Socle', '2026-41 (fictif)', ${ajouterJours(jourDe(maintenant), -5)}, 4, 'lien'),
        (9, 'peut_etre', 12, '', '', null, 6, 'lien'), (11, 'oui', 210, 'Renforcé', '', null, 2, 'lien'),
        (13, 'non', 4, '', '', null, 3, 'papier')) as r (rang, intention, agents, niveau, numero, mandat_le, jours, par) on r.rang = n.rang
      where e.id = n.id`.execute(tx)
  })
}

/** A small purchase whose bids are handed in here, sealed: the deposit is offered, its keys wait for the members of the commission. */
async function preparerUnDepotScelle(base: Base, scene: Scene, maintenant: Date): Promise<void> {
  const { cle, lot, limiteJours, limiteHeure, dureeMois, niveaux, criteres, ...fiche } = consultationScellee
  const operation = idStable(`achat:pdl:${cle}`)
  const limite = instantParis(ajouterJours(jourDe(maintenant), limiteJours), limiteHeure)
  await base.enTantQueSysteme('démonstration', scene.cooperationId, async (tx) => {
    await tx
      .insertInto('achat_marche')
      .values({
        ...fiche,
        operation_id: operation,
        cooperation_id: scene.cooperationId,
        duree_mois: dureeMois,
        limite,
        niveaux: JSON.stringify(niveaux),
        criteres: JSON.stringify(criteres),
      })
      .execute()
    await tx
      .insertInto('achat_lot')
      .values({
        id: idStable(`lot:pdl:${cle}`),
        cooperation_id: scene.cooperationId,
        operation_id: operation,
        numero: 1,
        objet: lot,
        departements: [],
      })
      .execute()
  })
  const alors = new Date(+maintenant - 2 * 86_400_000)
  voulu(await proposerDepot(base, scene.acteur('cdg44', 'direction'), operation, alors))
}

/** Agents drawn at random, one census per employer of the contract that joined, as it had declared them. */
async function recenserLeContrat(base: Base, scene: Scene): Promise<void> {
  const recenseLe = new Date('2024-04-10T09:00Z')
  await base.enTantQueSysteme('démonstration', scene.cooperationId, async (tx) => {
    const operation = (await findOperation(tx, PREVOYANCE))!
    const { employeurs } = await listEmployeurs(tx, { operationId: PREVOYANCE, limite: 100, decalage: 0 })
    for (const [rang, employeur] of employeurs.entries()) {
      if (employeur.intention !== 'oui') continue
      const agents = [
        ...genererRecensement({
          graine: rang + 1,
          agents: employeur.agents!,
          employeurs: 1,
          dateRecensement: '2024-03-31',
        }),
      ].map(({ agent }) => ({ ...agent, siret: employeur.siret! }))
      const depot = {
        // As it was then: answers were still received.
        operation: { ...operation, etat: 'consultation' as const },
        employeur,
        par: { ...scene.acteur('cdg44', 'direction'), nom: 'Lien personnel', libelle: employeur.nom },
        porte: 'lien' as const,
        source: 'fichier' as const,
        nom: 'recensement (fictif).csv',
        au: '2024-03-31',
        saisies: {},
      }
      voulu(
        await deposerRecensement(
          tx,
          depot,
          aEcrire({
            lisible: true,
            table: tableDe(agents),
            lignes: agents.length,
            refusees: 0,
            refus: [],
            avis: '',
          }),
          recenseLe,
        ),
      )
    }
  })
}

async function inscrireDecision(
  tx: Tx,
  scene: Scene,
  { cle, decision, suites }: (typeof operations)[number],
  adopteeLe: Jour,
  rang: number,
): Promise<string> {
  const id = idStable(`decision:pdl:achat:${cle}`)
  const lies = Object.entries(suites)
  await tx
    .insertInto('decision')
    .values({
      id,
      cooperation_id: scene.cooperationId,
      numero: `${adopteeLe.slice(0, 7)}-D${String(Math.max(1, rang)).padStart(2, '0')}`,
      titre: decision.titre,
      type: 'convention',
      adoptee_le: adopteeLe,
      porte: lies.map(([code]) => scene.organismes[code]!),
      financiere: true,
      texte: decision.texte,
      fictif: decision.fictif,
    })
    .execute()
  await tx
    .insertInto('suite')
    .values(
      lies.map(([code, etat]) => ({
        id: idStable(`suite:pdl:achat:${cle}:${code}`),
        cooperation_id: scene.cooperationId,
        decision_id: id,
        organisme_id: scene.organismes[code]!,
        organe: 'ca',
        etat,
      })),
    )
    .execute()
  return id
}
