// What the desk offers is what the server takes, in every state and for every role; and whoever the author excluded receives no key by anybody's hand.
import { empreinte, empreinteAnnuaire, enTexte, lireCanonique } from '@maillage/coffre'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { annuaireDe, ORGANISMES } from '../../../demo/signalement/cellules.ts'
import { statutDe } from '../../../tests/signalement/deposer-tout.ts'
import { faire as faireEnMemoire, geste } from '../../../tests/signalement/gestes.ts'
import { type EnMemoire, ouvrirEnMemoire } from '../../../tests/signalement-en-memoire.ts'
import { ajouterJours } from '../../shared/dates.ts'
import { peutEcrire, VOLETS, VOLETS_DE_SOIN } from '../domain/acces.ts'
import { CYCLE, decider, type Geste } from '../domain/etats.ts'
import { admissionsPour, jetonsDe, marqueDe } from '../protocole/admission.ts'
import { ouvrirClos } from '../protocole/clos.ts'
import { agir, type Ordre, type SurLeBureau } from '../protocole/membre.ts'
import { demander, RefusDuServeur } from '../protocole/serveur.ts'
import { transferer } from '../protocole/transfert.ts'
import { instructionDe } from './commun.ts'
import * as offres from './offres.ts'
import { accepte, type Esquisse, envoiDe, gestesOfferts } from './offres.ts'
import { confirme, ordreDuGeste } from './ordres.ts'

const DEPART = '2026-12-07'
let m: EnMemoire
beforeAll(async () => {
  m = await ouvrirEnMemoire(DEPART)
}, 120_000)
afterAll(() => m?.fermer())
const faire = (qui: string, id: string, ordre: Ordre) => faireEnMemoire(m, qui, id, ordre)

/** Something sealed in its form alone: the rule reads none of it. */
const SCELLE = Buffer.from(`age-encryption.org/v1${'x'.repeat(1_002)}`)

/** What the server's rule says of a deed, without doing it: sent for a case that has moved, it is refused all the same, and by the rule first. */
async function regle(bureau: SurLeBureau, esquisse: Esquisse): Promise<string> {
  const { session, dossier, cellule } = bureau
  const envoi = envoiDe(bureau, esquisse)
  const sceller = <T extends object>(choses: readonly T[]) =>
    choses.map((chose) => ({ ...chose, octets: enTexte(SCELLE) }))
  const gens = envoi.enveloppes.map(({ dest }) => dest)
  const corps = {
    ...envoi,
    acte: { ...envoi.acte, ...(envoi.acte.objet && { objet: empreinte(SCELLE) }) },
    version: -1,
    messages: sceller(envoi.messages),
    enveloppes: sceller(envoi.enveloppes),
    admissions: admissionsPour(jetonsDe(dossier), cellule, gens),
  }
  const chemin = `/v1/bureau/${cellule.organisme}/dossiers/${dossier.recu.id}/actes`
  return demander(session.transport, chemin, { methode: 'POST', jeton: session.jeton, corps }).then(
    () => 'fait',
    (erreur: unknown) => (erreur instanceof RefusDuServeur ? erreur.code : Promise.reject(erreur)),
  )
}

const CELLULE = ['referente', 'juriste-2']
const GENS = [...CELLULE, 'gardienne', 'medecin', 'enquetrice', 'autorite']

/** Every deed of the desk besides the steps; `cles`: each key that could be given too. */
const gestesDuBureau = (bureau: SurLeBureau, cles: boolean): [string, Esquisse][] => [
  ['noter', offres.NOTER],
  ['noter et dire', offres.NOTER_ET_DIRE],
  ['relancer', offres.RELANCER],
  ['répondre', offres.REPONDRE],
  ['suites', offres.DIRE_LES_SUITES],
  ['enquêter', offres.ENQUETER],
  ['demander l’identité', offres.DEMANDER_L_IDENTITE],
  ['ouvrir le clos', offres.OUVRIR_LE_CLOS],
  ['exporter', offres.EXPORTER],
  ['se récuser', offres.SE_RECUSER],
  ['confier', offres.confier(bureau, ['enquetrice', 'enqueteur'])],
  ...VOLETS_DE_SOIN.map((volet): [string, Esquisse] => [`fil ${volet}`, offres.ecrireLeFil(volet)]),
  ...VOLETS.filter(() => cles).flatMap((volet) =>
    ['referente', 'referent-2', 'enquetrice', 'autorite'].map((dest): [string, Esquisse] => [
      `donner ${volet} à ${dest}`,
      offres.donner(volet, dest),
    ]),
  ),
]

describe('ce que le bureau offre', () => {
  it('à chaque étape, à chaque rôle : un geste offert est pris par le serveur, un geste tu est refusé', async () => {
    const { id } = await m.deposer({
      accords: ['medecin', 'faits_sans_identite'],
      exclusions: ['referent-2'],
    })
    const compte = new Map<boolean, number>()
    const offerts = new Map<string, Geste[]>()
    const juger = async (etape: string, gens = CELLULE, entier = false) => {
      for (const qui of gens) {
        const bureau = await m.chez(qui, id).catch(() => null)
        if (!bureau) continue
        for (const [nom, esquisse] of gestesDuBureau(bureau, entier)) {
          const dit = await regle(bureau, esquisse)
          const pris = dit === 'perime'
          compte.set(pris, (compte.get(pris) ?? 0) + 1)
          expect(accepte(bureau, esquisse), `${etape}, ${qui}, ${nom} : ${dit}`).toBe(pris)
        }
        if (!entier && !peutEcrire(bureau.membre.role, 'N')) continue
        const etat = instructionDe(bureau)
        const ici = gestesOfferts(bureau, etat)
        offerts.set(`${etape} ${qui}`, ici)
        for (const nom of Object.keys(CYCLE) as Geste[]) {
          const ordre = ordreDuGeste(
            bureau,
            etat,
            { geste: nom, note: 'x', plus: {} },
            confirme(bureau, etat, nom),
            m.jour,
          )
          const pris = (await regle(bureau, ordre)) === 'perime'
          expect(ici.includes(nom), `${etape}, ${qui}, ${nom}`).toBe(decider(nom, etat).ok && pris)
        }
      }
    }
    await juger('reçu')
    await faire('referente', id, geste('accuser'))
    await juger('accusé')
    for (const nom of ['examiner', 'declarerRecevable']) await faire('referente', id, geste(nom))
    await juger('recevable')
    await faire('referente', id, {
      ...geste('transmettre'),
      ecrits: [
        { volet: 'N', corps: { genre: 'geste', geste: 'transmettre', note: 'x' } },
        { volet: 'T', corps: { genre: 'fiche', texte: 'Une situation.' } },
      ],
    })
    await faire('referente', id, {
      ...(offres.confier(await m.chez('referente', id), ['enquetrice']) as Ordre),
      ecrits: [
        { volet: 'N', corps: { genre: 'note', note: 'Mission.' } },
        { volet: 'Q', corps: { genre: 'mission', texte: 'Lettre.' } },
      ],
    })
    await faire('referente', id, {
      action: 'demander-identite',
      ecrits: [{ volet: 'E', corps: { genre: 'identite-demandee', texte: 'Rappeler.' } }],
    })
    await juger('transmis', GENS, true)
    await faire('referente', id, geste('faireRetour'))
    await faire('referente', id, { action: 'proposer-cloture' })
    await juger('clôture proposée')
    await faire('juriste-2', id, {
      action: 'clore',
      vers: 'CLOS',
      ecrits: [{ volet: 'N', corps: { genre: 'geste', geste: 'clore', note: 'x', motif: 'non_etabli' } }],
    })
    await juger('clos', GENS)
    await ouvrirClos(await m.chez('referente', id), 'Le tribunal demande une date.')
    await juger('clos, ouvert', CELLULE, true)
    await faire('juriste-2', id, { action: 'proposer-effacement' })
    await juger('effacement proposé')
    // What the desk used to show, and no longer does.
    expect(offerts.get('recevable referente')).toContain('transmettre')
    expect(offerts.get('recevable juriste-2'), 'un juriste n’écrit pas à l’employeur').not.toContain(
      'transmettre',
    )
    const clos = await m.chez('juriste-2', id)
    expect(accepte(clos, offres.NOTER)).toBe(true)
    expect(accepte(clos, offres.NOTER_ET_DIRE), 'clos, rien ne s’écrit à l’auteur sans l’ouvrir').toBe(false)
    expect(offerts.get('clos juriste-2')).toEqual(['archiver', 'purger'])
    // The comparison itself: both answers, often.
    expect(compte.get(true)).toBeGreaterThan(60)
    expect(compte.get(false)).toBeGreaterThan(100)
  })
})

describe('une personne que l’auteur a écartée', () => {
  const donner = async (id: string, dest: string, organisme = 'cdg-62', de = 'referente') =>
    statutDe(
      agir(await m.chez(de, id, organisme), { action: 'donner-acces', donner: [{ volet: 'R', dest }] }),
    )

  it('ne reçoit de clé de la main de personne : récit, mission, secours ; les autres, oui', async () => {
    const { id, depot } = await m.deposer({ exclusions: ['referent-2', 'enquetrice'] })
    expect(await donner(id, 'referent-2')).toBe(403)
    const bureau = await m.chez('referente', id)
    expect(await regle(bureau, offres.donner('R', 'referent-2'))).toBe('ecarte')
    // The program of a desk that hides nothing, for an inquiry that is born.
    const confier = async (qui: string) => {
      const ici = await m.chez('referente', id)
      const { R, ...reste } = Object.fromEntries(ici.dossier.volets) as Record<string, never>
      const sansExclusions = {
        ...ici,
        dossier: { ...ici.dossier, volets: new Map(Object.entries(reste)) as never },
      }
      return statutDe(
        agir(sansExclusions, {
          action: 'donner-acces',
          missions: [{ membre: qui, jusquAu: '2027-01-07' }],
          ecrits: [{ volet: 'Q', corps: { genre: 'mission', texte: 'Lettre.' } }],
        }),
      )
    }
    expect(await confier('enquetrice')).toBe(403)
    expect(await confier('enqueteur')).toBe(200)
    // Nobody who can give the story is left: the quorum opens it, not to her.
    await m.admin.query(
      "delete from enveloppe where dossier = $1 and volet = 'R' and dest not in ('auteur', 'sequestre')",
      [id],
    )
    const reprendre = async (qui: string, jetons: Record<string, string>) => {
      const session = await m.session(qui)
      const acte = { acteur: qui, action: 'secours', dossier: id, jour: m.jour, organisme: 'cdg-62' }
      return demander(m.transport, `/v1/bureau/cdg-62/secours/${id}`, {
        methode: 'POST',
        jeton: session.jeton,
        corps: {
          acte,
          sig: 'x',
          enveloppes: [{ volet: 'R', epoque: 1, dest: qui, octets: enTexte(SCELLE) }],
          admissions: admissionsPour(jetons, bureau.cellule, [qui]),
        },
      }).catch((erreur: RefusDuServeur) => erreur.code)
    }
    const jetons = jetonsDe(bureau.dossier)
    expect(Object.keys(jetons)).toContain('referent-2')
    expect(await reprendre('referent-2', jetons)).toBe('ecarte')
    expect(await reprendre('referente', {})).toBe('ecarte')
    // Past the exclusion, her false signature is what stops her.
    expect(await reprendre('referente', jetons)).toBe('acte')
    // What the server keeps does not tell who is excluded: a mark for each, all alike, hers of no token.
    const { rows } = await m.admin.query<{ membre: string; marque: string }>(
      'select membre, marque from admission where dossier = $1 order by membre',
      [id],
    )
    expect(rows.map(({ membre }) => membre)).toEqual(bureau.cellule.membres.map((c) => c.id).sort())
    expect(rows).toHaveLength(depot.admissions.length)
    for (const { membre, marque } of rows)
      expect(marque === marqueDe(id, { membre, jeton: jetons[membre]! }), membre).toBe(
        !['referent-2', 'enquetrice', 'juriste'].includes(membre),
      )
  })

  it('ni sous de nouvelles clés ; qui arrive dans la cellule reçoit ; dans un autre centre, l’auteur écarte de nouveau', async () => {
    const { id, mots } = await m.deposer({ exclusions: ['referent-2'] }, 'cdg-80')
    const { rows } = await m.admin.query<{ fichier: Buffer }>(
      "select fichier from annuaire where organisme = 'cdg-80' order by rang desc limit 1",
    )
    const premier = (lireCanonique(new Uint8Array(rows[0]!.fichier)) as never as { annuaire: never }).annuaire
    const somme = ORGANISMES.find(({ organisme }) => organisme === 'cdg-80')!
    const neuf = { role: 'referent', nom: 'Personne', phrase: '' } as const
    const { fichier } = await annuaireDe(
      {
        ...somme,
        membres: [
          ...somme.membres.filter((c) => c.id !== 'referent-2'),
          { ...neuf, id: 'referent-2-bis', remplace: 'referent-2' },
          { ...neuf, id: 'referente-bis', remplace: 'referente' },
          { ...neuf, id: 'venue' },
        ],
      },
      2,
      empreinteAnnuaire(premier),
      DEPART,
      ajouterJours(DEPART, 89),
    )
    await m.admin.query("insert into annuaire (organisme, rang, fichier) values ('cdg-80', 2, $1)", [
      Buffer.from(fichier),
    ])
    expect(await donner(id, 'referent-2-bis', 'cdg-80')).toBe(403)
    expect(await donner(id, 'venue', 'cdg-80')).toBe(200)
    expect(await donner(id, 'referente-bis', 'cdg-80'), 'les nouvelles clés de la même personne').toBe(200)
    await transferer(await m.revenir(mots), 'cdg-62')
    // Excluded there too: it is the same person. The tokens of before admit nobody here.
    expect(await donner(id, 'referent-2', 'cdg-62')).toBe(403)
    const { rows: marques } = await m.admin.query<{ organisme: string; n: number }>(
      'select organisme, count(*)::int as n from admission where dossier = $1 group by organisme',
      [id],
    )
    expect(marques).toEqual([{ organisme: 'cdg-62', n: somme.membres.length }])
  })

  it('une marque de trop, pour un inconnu ou en double : rien n’est déposé', async () => {
    const { depot } = await m.deposer()
    const essayer = (admissions: unknown) =>
      demander(m.transport, '/v1/depots', {
        methode: 'POST',
        corps: {
          depot: { ...depot, dossier: enTexte(Buffer.alloc(16, 7)), admissions },
          defi: { organisme: 'cdg-62', bits: 1, avant: 0, alea: '', sig: '' },
          nonce: 0,
        },
      }).catch((erreur: RefusDuServeur) => erreur.code)
    const [une, ...reste] = depot.admissions
    for (const fausses of [
      [...depot.admissions, { membre: 'Un nom en clair', marque: une!.marque }],
      [...depot.admissions, une],
      reste.filter(({ membre }) => membre !== 'referente'),
    ])
      expect(await essayer(fausses)).toBe('destinataire-inconnu')
    // Well formed: the work is what is missing.
    expect(await essayer(depot.admissions)).toBe('effort')
    // A sealing of before there were marks is still taken that far.
    expect(await essayer([])).toBe('effort')
  })
})
