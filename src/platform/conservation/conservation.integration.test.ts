// What the register promises is what the night does: each declared purge on real rows, and nothing else lost.
import { createHash } from 'node:crypto'
import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { nouvelId } from '#shared/ids.ts'
import { type ApplicationDeTest, lisible, ouvrirApplication } from '../../../tests/application.ts'
import { lancerCommande } from '../../../tests/pannes/commande.ts'
import { modules } from '../../app.tsx'
import { traitementDesComptes } from '../comptes/traitements.ts'
import { fichiersDuDossier } from '../fichiers/fichiers.ts'
import { chainerJournal } from '../journal/chainer.ts'
import { verifierJournal } from '../journal/verifier.ts'
import { oublierOctets } from './octets.ts'
import { passerLaPurge } from './passer.ts'
import { purger } from './purger.ts'
import { limiteDe, listPurges } from './purges.ts'

const traitements = [traitementDesComptes, ...modules.flatMap((m) => m.traitements ?? [])]
const purges = listPurges(traitements)

let t: ApplicationDeTest
let admin: pg.Client
beforeAll(async () => {
  t = await ouvrirApplication()
  admin = new pg.Client(t.url('maillage_proprietaire'))
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await t.fermer()
})

async function compterTout(): Promise<Record<string, number>> {
  const { rows } = await admin.query<{ texte: string }>(
    `select string_agg(format('select %L as nom, count(*) as n from %I.%I', case n.nspname when 'auth' then 'auth.' else '' end || c.relname,
       n.nspname, c.relname), ' union all ') as texte
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and (n.nspname = 'public' or n.nspname = 'auth' and c.relname = 'users')`,
  )
  const { rows: comptes } = await admin.query<{ nom: string; n: number }>(rows[0]!.texte)
  return Object.fromEntries(comptes.map(({ nom, n }) => [nom, Number(n)]))
}

/** A closed request with its exchanges; then what a deposit, a survey and a mail hang on it. */
const UNE_DEMANDE = `(select id from demande where etat = 'CLOTUREE' order by id limit 1)`
const VIEUX = (duree: string) => `now() - interval '${duree}' - interval '1 day'`
const VOISINE = (duree: string) => `now() - interval '${duree}' + interval '2 days'`

/**
 * By purge: the deeds that bring rows of the demonstration past their term (and neighbours just short of it), the tables that lose rows,
 * those that lose only who they named, and what must no longer be found.
 */
const CAS: Readonly<
  Record<
    string,
    {
      readonly vieillir: readonly string[]
      readonly efface?: readonly string[]
      readonly anonymise?: readonly string[]
      readonly parti?: string
    }
  >
> = {
  demandes: {
    vieillir: [
      `create temp table choisie as select ${UNE_DEMANDE} as id`,
      `insert into demande_courriel (id, cooperation_id, centre_id, demande_id, message_id, destinataire, recu_le, de, entier, retenu, sort)
       select gen_random_uuid(), d.cooperation_id, d.guichet_id, d.id, 'conservation', 'a@exemple.fr', now(), 'b@exemple.fr', 'x', 'x', 'rattache'
       from demande d join choisie c using (id)`,
      `delete from demande_rappel where demande_id in (select id from choisie) or note_id in (select n.id from demande_note n join choisie c on c.id = n.demande_id)`,
      `delete from demande_note where demande_id in (select id from choisie)`,
      `delete from demande_enquete where demande_id in (select id from choisie)`,
      `with q as (insert into demande_enquete (id, cooperation_id, demande_id, organisme_id, guichet_id, envoyee_le, repondue_le)
         select gen_random_uuid(), d.cooperation_id, d.id, d.organisme_id, d.guichet_id, now(), now() from demande d join choisie c using (id) returning *),
       n as (insert into demande_note (id, cooperation_id, enquete_id, demande_id, guichet_id, notes, recue_le)
         select gen_random_uuid(), cooperation_id, id, demande_id, guichet_id, '{"accueil": 4}', now() from q returning *)
       insert into demande_rappel (id, cooperation_id, note_id, demande_id, guichet_id, etape, avant)
         select gen_random_uuid(), cooperation_id, id, demande_id, guichet_id, 'accueil', current_date from n`,
      `with f as (insert into fichier (id, cooperation_id, organisme_id, nom, type_mime, taille, sha256)
         select gen_random_uuid(), d.cooperation_id, d.organisme_id, 'arrete.pdf', 'application/pdf', 5, 'a' from demande d join choisie c using (id) returning *)
       insert into demande_piece (id, cooperation_id, demande_id, evenement_id, fichier_id)
         select gen_random_uuid(), f.cooperation_id, e.demande_id, e.id, f.id
         from f, (select e.* from demande_evenement e join choisie c on c.id = e.demande_id limit 1) e`,
      `insert into demande_avis (id, cooperation_id, demande_id, sollicite_id, question, avant, demande_le, demande_par)
       select gen_random_uuid(), d.cooperation_id, d.id, d.guichet_id, 'Un avis ?', current_date, now(), 'Gestion' from demande d join choisie c using (id)`,
      `insert into demande_partage (id, cooperation_id, demande_id, avec_id, motif, fait_le, fait_par)
       select gen_random_uuid(), d.cooperation_id, d.id, d.organisme_id, 'Pour voir', now(), 'Gestion' from demande d join choisie c using (id)`,
      `update demande set close_le = ${VOISINE('10 years')} where etat = 'CLOTUREE' and id not in (select id from choisie)`,
      `update demande set close_le = ${VIEUX('10 years')} where id in (select id from choisie)`,
    ],
    efface: [
      'demande',
      'demande_evenement',
      'demande_piece',
      'demande_courriel',
      'demande_enquete',
      'demande_note',
      'demande_rappel',
      'demande_avis',
      'demande_partage',
      'fichier',
    ],
    parti: `select from demande where id in (select id from choisie)`,
  },
  brouillons_de_demande: {
    vieillir: [
      `insert into demande (id, cooperation_id, type_id, type_version, organisme_id, guichet_id, traitant_id, acces, auteur_id, auteur, objet, etat,
         prise_jours, reponse_jours, depuis, creee_le)
       select gen_random_uuid(), cooperation_id, type_id, type_version, organisme_id, guichet_id, traitant_id, array[organisme_id], auteur_id, auteur,
         'Brouillon oublié', 'BROUILLON', 1, 1, l, l
       from (select * from demande limit 1) d, unnest(array[${VIEUX('1 year')}, ${VOISINE('1 year')}]) l`,
    ],
    efface: ['demande'],
    parti: `select from demande where objet = 'Brouillon oublié' and creee_le < now() - interval '1 year'`,
  },
  dates_des_centres: {
    vieillir: [
      `insert into demande_date (id, cooperation_id, centre_id, genre, libelle, le, ecrite_le)
       select gen_random_uuid(), d.cooperation_id, d.guichet_id, 'instance', 'Date passée', l::date, l
       from (select * from demande limit 1) d, unnest(array[${VIEUX('2 years')}, ${VOISINE('2 years')}]) l`,
    ],
    efface: ['demande_date'],
    parti: `select from demande_date where le < current_date - interval '2 years'`,
  },
  courriels_sans_demande: {
    vieillir: [
      `insert into demande_courriel (id, cooperation_id, centre_id, message_id, destinataire, recu_le, de, entier, retenu, sort)
       select gen_random_uuid(), d.cooperation_id, d.guichet_id, l::text, 'a@exemple.fr', l, 'perdu@exemple.fr', 'x', 'x', 'quarantaine'
       from (select * from demande limit 1) d, unnest(array[${VIEUX('1 year')}, ${VOISINE('1 year')}]) l`,
    ],
    efface: ['demande_courriel'],
    parti: `select from demande_courriel where de = 'perdu@exemple.fr' and recu_le < now() - interval '1 year'`,
  },
  enquetes: {
    vieillir: [
      `delete from demande_rappel`,
      `delete from demande_note`,
      `delete from demande_enquete where demande_id is not null`,
      `create temp table interrogee as select id from demande where etat = 'CLOTUREE' order by id limit 1`,
      `insert into demande_enquete (id, cooperation_id, demande_id, organisme_id, guichet_id, personne_id, envoyee_le)
       select gen_random_uuid(), d.cooperation_id, d.id, d.organisme_id, d.guichet_id, d.auteur_id, ${VIEUX('1 year')} from demande d join interrogee i using (id)`,
      `with n as (insert into demande_note (id, cooperation_id, enquete_id, demande_id, guichet_id, notes, commentaire, recue_le)
         select gen_random_uuid(), q.cooperation_id, q.id, q.demande_id, q.guichet_id, '{"accueil": 4}', 'Mme X a tardé', ${VIEUX('1 year')}
         from demande_enquete q where q.demande_id is not null returning *)
       insert into demande_rappel (id, cooperation_id, note_id, demande_id, guichet_id, etape, avant, fait_le, fait_par, contact)
         select gen_random_uuid(), cooperation_id, id, demande_id, guichet_id, 'accueil', current_date, ${VIEUX('1 year')}, 'Gestion', '06 00 00 00 00' from n`,
      // Nobody called back: its day is as old.
      `insert into demande_rappel (id, cooperation_id, note_id, demande_id, guichet_id, etape, avant, contact)
         select gen_random_uuid(), cooperation_id, note_id, demande_id, guichet_id, 'suivi', (${VIEUX('1 year')})::date, '06 00 00 00 01' from demande_rappel`,
    ],
    anonymise: ['demande_enquete', 'demande_note', 'demande_rappel'],
    parti: `select from demande_rappel where contact <> '' union all select from demande_note where commentaire <> ''`,
  },
  coordonnees: {
    vieillir: [
      `create temp table partie as select p.id from personne p join demande_preference r on r.personne_id = p.id order by p.id limit 1`,
      `insert into partie select id from (select p.id from personne p join mandat m on m.personne_id = p.id and m.fonction = 'gestion' order by p.id limit 1) x
       where not exists (select from partie)`,
      `insert into demande_preference (cooperation_id, personne_id, rythme) select p.cooperation_id, p.id, (select rythme from demande_preference limit 1)
       from personne p join partie using (id) where not exists (select from demande_preference r where r.personne_id = p.id)
         and exists (select from demande_preference)`,
      `update personne set creee_le = ${VIEUX('5 years')}, telephone = '06' where id in (select id from partie)`,
      `update mandat set du = least(du, current_date - 3000), au = current_date - 400 where personne_id in (select id from partie)`,
      `update remplacement set annule_le = now() where remplacant_id in (select id from partie)`,
      `delete from invitation_acces where personne_id in (select id from partie)`,
      `insert into demande_vue (id, cooperation_id, organisme_id, personne_id, lecteur_id, nom, requete, partagee, cree_le)
       select gen_random_uuid(), m.cooperation_id, m.organisme_id, m.personne_id, case when b then m.organisme_id else m.personne_id end, 'Une vue', '', b, now()
       from (select distinct on (personne_id) * from mandat where personne_id in (select id from partie) order by personne_id, id) m, unnest(array[true, false]) b`,
    ],
    anonymise: ['personne'],
    // Her own views go; those that she shared stay to her centre.
    parti: `select from personne p join partie using (id) where p.telephone is not null or p.courriel not like 'efface-%@efface.invalid'
      union all select from demande_vue v join partie on partie.id = v.personne_id where not v.partagee
      union all select from partie where not exists (select from demande_vue v where v.personne_id = partie.id and v.partagee)`,
  },
  acces: {
    vieillir: [
      `delete from invitation_acces`,
      `insert into invitation_acces (id, cooperation_id, organisme_id, personne_id, envoi, envoyee_le, expire_le, acceptee_le)
       select gen_random_uuid(), m.cooperation_id, m.organisme_id, m.personne_id, 1, ${VIEUX('2 years')},
         case rang when 2 then ${VOISINE('1 year')} else ${VIEUX('1 year')} end, case rang when 3 then ${VIEUX('1 year')} end
       from (select distinct on (personne_id) *, dense_rank() over (order by personne_id) as rang from mandat) m where rang <= 3`,
      `insert into flux_agenda (id, cooperation_id, organisme_id, personne_id, ouvert_le, revoque_le)
       select gen_random_uuid(), m.cooperation_id, m.organisme_id, m.personne_id, ${VIEUX('2 years')}, ${VIEUX('1 year')} from mandat m limit 1`,
    ],
    efface: ['invitation_acces', 'flux_agenda'],
    parti: `select from invitation_acces where acceptee_le is null and expire_le < now() - interval '1 year'`,
  },
  imports: {
    vieillir: [
      `with i as (insert into import_tableau (id, cooperation_id, organisme_id, genre, nom, contenu, etat, auteur, personne_id, depose_le)
         select gen_random_uuid(), m.cooperation_id, m.organisme_id, 'contacts', 'oublie.csv', 'x', 'a_confirmer', 'Gestion', m.personne_id, l
         from (select * from mandat limit 1) m, unnest(array[${VIEUX('90 days')}, ${VOISINE('90 days')}]) l returning *)
       insert into import_ligne (cooperation_id, organisme_id, import_id, numero, etat, libelle)
         select cooperation_id, organisme_id, id, 1, 'nouvelle', 'Mme X' from i`,
    ],
    efface: ['import_ligne'],
    anonymise: ['import_tableau'],
    parti: `select from import_tableau where nom = 'oublie.csv' and depose_le < now() - interval '90 days' and (contenu is not null or etat <> 'abandonne')`,
  },
  cles_de_formulaire: {
    vieillir: [
      `insert into envoi_formulaire (cooperation_id, cle, lieu, recu_le)
       select c.id, gen_random_uuid(), '/', l from (select id from cooperation limit 1) c, unnest(array[${VIEUX('90 days')}, ${VOISINE('90 days')}]) l`,
    ],
    efface: ['envoi_formulaire'],
    parti: `select from envoi_formulaire where recu_le < now() - interval '90 days'`,
  },
  envois_aux_programmes: {
    vieillir: [
      `insert into abonnement_api (id, cooperation_id, organisme_id, adresse, evenements, secret, etat, etat_le, cree_par, cree_le)
       select gen_random_uuid(), m.cooperation_id, m.organisme_id, 'https://exemple.fr/recevoir', array['demande.etat'], 'x', 'suspendu', now(), m.personne_id, now()
       from mandat m limit 1`,
      `insert into envoi_api (id, cooperation_id, organisme_id, abonnement_id, type, survenu_le, donnees)
       select gen_random_uuid(), a.cooperation_id, a.organisme_id, a.id, 'demande.etat', l, '{}'
       from abonnement_api a, unnest(array[${VIEUX('90 days')}, ${VOISINE('90 days')}]) l`,
    ],
    efface: ['envoi_api'],
    parti: `select from envoi_api where survenu_le < now() - interval '90 days'`,
  },
  contacts: {
    vieillir: [
      `update contact set au = (case when id = (select min(id::text)::uuid from contact) then ${VIEUX('1 year')} else ${VOISINE('1 year')} end)::date`,
    ],
    efface: ['contact'],
    parti: `select from contact where au < current_date - interval '1 year'`,
  },
  saisies_d_achat: {
    vieillir: [
      `create temp table employeur as select id, cooperation_id, centre_id, operation_id from achat_employeur order by id limit 1`,
      `delete from achat_brouillon b using employeur e where b.employeur_id = e.id`,
      `delete from achat_recensement_brouillon b using employeur e where b.employeur_id = e.id`,
      `delete from achat_recensement_refuse b using employeur e where b.employeur_id = e.id`,
      `insert into achat_brouillon (cooperation_id, centre_id, employeur_id, champ, valeur, saisi_le)
       select cooperation_id, centre_id, id, 'agents', '3', ${VIEUX('1 year')} from employeur`,
      `insert into achat_recensement_brouillon (employeur_id, cooperation_id, centre_id, saisies, garde_le)
       select id, cooperation_id, centre_id, '{}', ${VIEUX('1 year')} from employeur`,
      `insert into achat_recensement_refuse (employeur_id, cooperation_id, centre_id, nom, lignes, refusees, refus, depose_le)
       select id, cooperation_id, centre_id, 'agents.csv', 1, 1, '[]', ${VIEUX('1 year')} from employeur`,
      `update achat_operation set debut_le = least(debut_le, current_date - 900), reponses_jusquau = current_date - 400 where id in (select operation_id from employeur)`,
      `insert into achat_lien (id, cooperation_id, operation_id, centre_id, courriel, envoye_le)
       select gen_random_uuid(), cooperation_id, operation_id, centre_id, 'parti@exemple.fr', ${VIEUX('1 year')} from employeur`,
    ],
    efface: ['achat_brouillon', 'achat_recensement_brouillon', 'achat_recensement_refuse', 'achat_lien'],
    parti: `select from achat_lien where courriel = 'parti@exemple.fr'`,
  },
  agents_recenses: {
    vieillir: [
      `create temp table fini as select operation_id from achat_contrat order by operation_id limit 1`,
      `update achat_contrat set du = least(du, current_date - 4000), au = current_date - 800 where operation_id in (select operation_id from fini)`,
      `insert into achat_dispense (id, cooperation_id, centre_id, employeur_id, matricule, motif, declaree_le, par, saisie_le)
       select gen_random_uuid(), e.cooperation_id, e.centre_id, e.id, 'A1', (select motif from achat_dispense limit 1), current_date - 3000, 'centre', now()
       from achat_employeur e join fini using (operation_id) where exists (select from achat_dispense) limit 1`,
    ],
    efface: ['achat_agents'],
    parti: `select from achat_agents a join achat_recensement r on r.id = a.recensement_id join achat_employeur e on e.id = r.employeur_id join fini using (operation_id)`,
  },
  discussions: {
    vieillir: [
      `create temp table clos as select f.groupe_id as id from groupe_message m join groupe_fil f on f.id = m.fil_id order by 1 limit 1`,
      `insert into groupe_message_avant (id, cooperation_id, message_id, texte, remplace_le)
       select gen_random_uuid(), m.cooperation_id, m.id, 'avant', now() from groupe_message m join groupe_fil f on f.id = m.fil_id join clos c on c.id = f.groupe_id limit 1`,
      `update groupe set statut = 'clos', clos_le = current_date - 2000, bilan = 'Fini.' where id in (select id from clos)`,
    ],
    efface: ['groupe_message', 'groupe_message_avant'],
    parti: `select from groupe_message m join groupe_fil f on f.id = m.fil_id join clos c on c.id = f.groupe_id`,
  },
  comptes: {
    vieillir: [
      `set role maillage_auth`,
      `insert into auth.users (name, email, "emailVerified", "createdAt", "updatedAt")
       values ('Partie', 'partie@exemple.fr', true, ${VIEUX('90 days')}, ${VIEUX('90 days')}), ('Récente', 'recente@exemple.fr', true, now(), now())`,
      `insert into auth.account ("accountId", "providerId", "userId", "updatedAt") select 'x', 'credential', id, now() from auth.users where name = 'Partie'`,
      `reset role`,
    ],
    efface: ['auth.users'],
    parti: `select from auth.users where email = 'partie@exemple.fr'`,
  },
}

describe('les durées déclarées', () => {
  it('ont chacune sa fonction dans la base, son cas ici, et nulle fonction n’efface sans être déclarée', async () => {
    const { rows } = await admin.query<{ nom: string }>(
      `select substr(proname, 8) as nom from pg_proc where pronamespace = 'public'::regnamespace and proname like 'purger\\_%' order by 1`,
    )
    expect(rows.map(({ nom }) => nom)).toEqual(purges.map(({ nom }) => nom).sort())
    expect(Object.keys(CAS).sort()).toEqual(purges.map(({ nom }) => nom).sort())
  })

  it('sont le plancher que la base elle-même refuse de raccourcir', async () => {
    const [{ id }] = (await t.base.pool.query<{ id: string }>('select id from cooperations_connues()'))
      .rows as [{ id: string }]
    for (const purge of purges) {
      const limite = limiteDe(purge, new Date())
      const appeler = (instant: Date) =>
        purge.portee
          ? t.base.pool.query(`select from purger_${purge.nom}($1, 0)`, [instant])
          : admin.query('begin').then(async () => {
              await admin.query(`select set_config('app.cooperation', $1, true)`, [id])
              await admin.query(`select from purger_${purge.nom}($1, 0)`, [instant])
              await admin.query('rollback')
            })
      await appeler(limite)
      await expect(appeler(new Date(+limite + 2 * 86_400_000)), purge.nom).rejects.toThrow(/trop tôt/)
      await admin.query('rollback')
    }
  })

  it('ne se passent pas d’une coopération, ni du droit du système', async () => {
    await expect(admin.query(`select from purger_demandes(now() - interval '11 years', 1)`)).rejects.toThrow(
      /aucune coopération/,
    )
    await expect(
      t.base.pool.query(`select from purger_demandes(now() - interval '11 years', 1)`),
    ).rejects.toThrow(/permission denied/)
    const direction = await t.entrer('Direction', 'CDG 53', 'Pays de la Loire')
    expect((await direction.get('/donnees-personnelles')).statusCode).toBe(200)
  })
})

describe('au terme', () => {
  it.each(purges.map((purge) => [purge.nom, purge] as const))('%s', async (nom, purge) => {
    const cas = CAS[nom]!
    for (const texte of cas.vieillir) await admin.query(texte)
    const avant = await compterTout()
    const { comptes: prevu } = await purger(t.base, [purge], new Date(), true)
    expect(await compterTout(), 'un essai n’efface rien').toEqual(avant)

    const { comptes, echecs } = await purger(t.base, [purge], new Date())
    expect(echecs).toEqual([])
    expect(comptes).toEqual(prevu)
    const [efface, anonymise] = [cas.efface ?? [], cas.anonymise ?? []]
    for (const table of [...efface, ...anonymise]) expect(comptes[table], table).toBeGreaterThan(0)
    const apres = await compterTout()
    for (const [table, n] of Object.entries(avant)) {
      const perdues = anonymise.includes(table) ? 0 : (comptes[table] ?? 0)
      if (table === 'journal') expect(apres[table]! > n).toBe(!purge.portee)
      else expect(apres[table], table).toBe(n - perdues)
    }
    if (cas.parti) expect((await admin.query(cas.parti)).rowCount).toBe(0)
    expect((await purger(t.base, [purge], new Date())).comptes, 'une seconde fois').toEqual({})
  })

  it('le journal garde des comptes, aucune personne, et reste prouvé', async () => {
    const { rows } = await admin.query<{ donnees: object; resume: string; personne_id: string | null }>(
      `select donnees, resume, personne_id from journal where action = 'conservation.purger'`,
    )
    expect(rows.length).toBeGreaterThan(8)
    for (const { donnees, resume, personne_id } of rows) {
      expect(personne_id).toBeNull()
      expect(JSON.stringify(donnees)).toMatch(
        /^\{"purge": ?"[a-z_]+", ?"comptes": ?\{[^@]*\}\}$|^\{"comptes".*\}$/,
      )
      expect(`${JSON.stringify(donnees)}${resume}`).not.toMatch(/@|Mme/)
    }
    await chainerJournal(t.base)
    expect((await verifierJournal(admin)).filter(({ rupture }) => rupture)).toEqual([])
  })

  it('les pages de ce qui reste se lisent : la file, l’achat, le groupe, les personnes', async () => {
    const coordinatrice = await t.entrer('Coordinatrice', 'CDG 44')
    for (const page of ['/demandes', '/achats', '/groupes', '/personnes', '/journal'])
      expect((await coordinatrice.get(page)).statusCode, page).toBeLessThan(400)
  })
})

it('deux processus à la fois n’effacent chaque ligne qu’une fois', async () => {
  await admin.query(
    `insert into envoi_formulaire (cooperation_id, cle, lieu, recu_le)
     select c.id, gen_random_uuid(), '/', now() - interval '100 days' from cooperation c, generate_series(1, 1200)`,
  )
  const [{ n: attendues }] = (
    await admin.query<{ n: number }>(
      `select count(*)::int as n from envoi_formulaire where recu_le < now() - interval '90 days'`,
    )
  ).rows as [{ n: number }]
  const seule = purges.filter(({ nom }) => nom === 'cles_de_formulaire')
  const deux = await Promise.all([purger(t.base, seule, new Date()), purger(t.base, seule, new Date())])
  const reste = await purger(t.base, seule, new Date())
  expect([...deux, reste].reduce((total, c) => total + (c.comptes['envoi_formulaire'] ?? 0), 0)).toBe(
    attendues,
  )
})

describe('les octets', () => {
  it('que plus rien ne nomme sont oubliés, pas ceux d’une ligne, d’un courriel en attente ou du jour', async () => {
    const dossier = join(t.donnees, 'fichiers')
    const fichiers = fichiersDuDossier(dossier)
    const garder = async (texte: string) => {
      const sha256 = await fichiers.garder(Buffer.from(texte))
      await utimes(join(dossier, sha256.slice(0, 2), sha256), 0, 0)
      return sha256
    }
    const [orphelin, nomme, enAttente] = [
      await garder('orphelin'),
      await garder('nommé'),
      await garder('attente'),
    ]
    const recent = await fichiers.garder(Buffer.from('récent'))
    await admin.query(
      `insert into fichier (id, cooperation_id, organisme_id, nom, type_mime, taille, sha256)
       select $1, cooperation_id, organisme_id, 'n.txt', 'text/plain', 5, $2 from membre limit 1`,
      [nouvelId(), nomme],
    )
    await admin.query(
      `insert into demande_courriel (id, cooperation_id, centre_id, message_id, destinataire, recu_le, de, entier, retenu, sort, pieces)
       select gen_random_uuid(), d.cooperation_id, d.guichet_id, 'pieces', 'a@exemple.fr', now(), 'b@exemple.fr', 'x', 'x', 'quarantaine', $1
       from demande d limit 1`,
      [JSON.stringify([{ nom: 'a.txt', typeMime: 'text/plain', taille: 7, sha256: enAttente }])],
    )
    const gardes = async () => {
      const noms: string[] = []
      for await (const { sha256 } of fichiers.lister()) noms.push(sha256)
      return noms
    }
    const avant = await gardes()
    // The first night puts aside, the second forgets.
    expect(await oublierOctets(t.base, fichiers, new Date())).toBe(0)
    expect((await fichiers.lire(orphelin)).toString()).toBe('orphelin')
    await utimes(join(dossier, 'ecartes', orphelin), 0, 0)
    const oublies = await oublierOctets(t.base, fichiers, new Date())
    const apres = await gardes()
    expect(oublies).toBe(1)
    expect(avant).toContain(orphelin)
    expect(apres).not.toContain(orphelin)
    for (const garde of [nomme, enAttente, recent]) expect(apres).toContain(garde)
    expect(
      createHash('sha256')
        .update(await fichiers.lire(nomme))
        .digest('hex'),
    ).toBe(nomme)
  })
})

it('le passage se note, et se lit sur la page de l’exploitation', async () => {
  const exploitante = await t.entrer('Exploitation', 'CDG 44')
  expect(lisible((await exploitante.get('/exploitation')).body)).toContain('la première a lieu cette nuit')
  await admin.query(
    `insert into envoi_formulaire (cooperation_id, cle, lieu, recu_le) select id, gen_random_uuid(), '/', now() - interval '100 days' from cooperation limit 1`,
  )
  const fichiers = fichiersDuDossier(join(t.donnees, 'fichiers'))
  await passerLaPurge(t.base, fichiers, traitements, () => new Date())
  const page = lisible((await exploitante.get('/exploitation')).body)
  expect(page).toContain('envoi_formulaire : 1')
  await admin.query(`update purge_passage set finie_le = now() - interval '40 hours'`)
  expect(lisible((await exploitante.get('/exploitation')).body)).toContain('La purge n’a pas eu lieu')
  // Never done, it is late too.
  await admin.query('delete from purge_passage')
  await admin.query(`update migration set appliquee_le = now() - interval '40 hours'`)
  expect(lisible((await exploitante.get('/exploitation')).body)).toContain('Aucune purge n’a eu lieu')
})

it('une purge qui échoue n’arrête pas les suivantes, se voit, et ne passe pas pour faite', async () => {
  const exploitante = await t.entrer('Exploitation', 'CDG 44')
  const fichiers = fichiersDuDossier(join(t.donnees, 'fichiers'))
  await admin.query(
    `insert into envoi_formulaire (cooperation_id, cle, lieu, recu_le) select id, gen_random_uuid(), '/', now() - interval '100 days' from cooperation order by id limit 1`,
  )
  const puissant = new pg.Client(t.url(inject('serveur').superutilisateur))
  await puissant.connect()
  await puissant.query(
    `create function refuser_essai() returns trigger language plpgsql as $$ begin raise exception 'Mme Untel' using errcode = 'P0099'; end $$;
     create trigger essai before delete on envoi_formulaire for each statement execute function refuser_essai()`,
  )
  const ajouterUnVieuxCompte = (adresse: string) =>
    admin.query(
      `set role maillage_auth; insert into auth.users (name, email, "emailVerified", "createdAt", "updatedAt")
       values ('Après', '${adresse}', true, ${VIEUX('90 days')}, ${VIEUX('90 days')}); reset role`,
    )
  await ajouterUnVieuxCompte('apres@exemple.fr')
  // Where another process is at work, nothing is done, and that is said.
  const occupee = await t.base.pool.connect()
  const { rows } = await admin.query<{ id: string }>('select id from cooperation order by id desc limit 1')
  await occupee.query('begin')
  await occupee.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `maillage:conservation:${rows[0]!.id}`,
  ])
  try {
    await expect(passerLaPurge(t.base, fichiers, traitements, () => new Date())).rejects.toThrow(
      /^La purge n’a pas pu tout faire : cles de formulaire \(P0099\)\. Le reste est fait\.$/,
    )
    // The command says the same, does the rest, and its code tells it from a success and from nothing done.
    await ajouterUnVieuxCompte('commande@exemple.fr')
    const commande = await lancerCommande('purge', [], {
      DATABASE_URL: t.url('maillage_app'),
      DONNEES: t.donnees,
    })
    expect(commande.code).toBe(1)
    expect(commande.sortie).toContain('La purge n’a pas pu tout faire : cles de formulaire (P0099).')
    expect(commande.sortie).not.toContain('Untel')
  } finally {
    await occupee.query('rollback')
    occupee.release()
    await puissant.query('drop trigger essai on envoi_formulaire; drop function refuser_essai')
    await puissant.end()
  }
  expect(
    (await admin.query(`select from auth.users where email in ('apres@exemple.fr', 'commande@exemple.fr')`))
      .rowCount,
  ).toBe(0)
  const page = lisible((await exploitante.get('/exploitation')).body)
  expect(page).toContain('La dernière purge n’a pas pu tout faire')
  expect(page).toContain('cles de formulaire (P0099)')
  expect(page).toContain('1 coopération, que ce passage n’a pas traitées')
  expect(page).toContain('La purge n’a pas eu lieu en entier')
  expect(page).not.toContain('Untel')
  await passerLaPurge(t.base, fichiers, traitements, () => new Date())
  const guerie = lisible((await exploitante.get('/exploitation')).body)
  expect(guerie).not.toContain('La dernière purge n’a pas pu')
  expect(guerie).toContain('envoi_formulaire : 1')
})
