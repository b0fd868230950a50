// The decisions of the reporting application: rights, life of a case, deadlines, form, figures.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ajouterJours, jourDeSemaine } from '#shared/dates.ts'
import { ACCES, accordDemande, destinatairesAuDepot, peutEcrire, peutLire, ROLES, VOLETS } from './acces.ts'
import { type Brut, lireSignalement, refusDePiece, refusDesPieces } from './depot.ts'
import {
  alerteDe,
  calendrierDuDepartement,
  echeanceDe,
  echeancesDuDepot,
  limiteDuRetour,
} from './echeances.ts'
import {
  CYCLE,
  decider,
  type Etat,
  expliquerRefus,
  type Geste,
  grossier,
  type Situation,
  SUITES_GROSSIERES,
} from './etats.ts'
import { gestesPermis, type NoteSignee, replier } from './instruction.ts'
import { couvre, exclusionsDe, type Politique } from './politique.ts'
import { type Fiche, K, publier } from './statistiques.ts'

const SITUATION: Situation = {
  etat: 'DEPOSE',
  anonyme: false,
  auteurRevenu: false,
  accuse: false,
  retour: false,
  protectionOuverte: false,
  accordTransmission: false,
  dangerGrave: false,
  autoriteEnCause: false,
  enqueteurs: 0,
  accordEnAttente: false,
  justiceOuverte: false,
  auteurAInformer: false,
  represaillesATraiter: false,
}
const POLITIQUE: Politique = {
  anonymeAccepte: true,
  temoinSansAccord: true,
  usagersAcceptes: true,
  employeurObligatoire: false,
  delaiAR: 2,
  transmissionDefaut: 'sur_accord',
}
const BRUT: Brut = {
  qualite: ['victime'],
  identite: ['anonyme'],
  nature: ['menace'],
  recit: ['Un récit de plus de vingt signes.'],
}

describe('qui lit quoi', () => {
  it('le secret médical et l’identité ne vont jamais au référent par le dépôt, ni l’instruction à l’employeur', () => {
    expect(peutLire('referent', 'S')).toBe(false)
    expect(ACCES.referent.I).toBe('m')
    for (const volet of ['E', 'N', 'S', 'R', 'I'] as const) expect(peutLire('employeur', volet)).toBe(false)
    for (const volet of VOLETS) expect(peutLire('coordinateur', volet) || peutLire('dpd', volet)).toBe(false)
    expect(ROLES.filter((role) => peutEcrire(role, 'R') || peutEcrire(role, 'I'))).toEqual([])
  })
  it('au dépôt, un exclu ne reçoit rien et un accord absent n’ouvre rien', () => {
    const membres = ROLES.map((role) => ({ id: role, role }))
    fc.assert(
      fc.property(
        fc.subarray([...ROLES]),
        fc.subarray(['medecin', 'psychologue', 'recontact']),
        (exclus, accords) => {
          const pour = destinatairesAuDepot(membres, new Set(exclus), new Set(accords))
          for (const volet of ['R', 'I', 'S', 'E'] as const)
            for (const id of pour[volet]) {
              expect(exclus).not.toContain(id)
              const accord = accordDemande(id as 'medecin', volet)
              if (accord) expect(accords).toContain(accord)
            }
          if (!exclus.includes('gardien')) expect(pour.I).not.toContain('referent')
        },
      ),
    )
    expect(destinatairesAuDepot([{ id: 'r', role: 'referent' }], new Set(), new Set()).I).toEqual(['r'])
  })
  it('écarte les conflits déclarés, et demande pour qui le récit nomme', () => {
    const membres = [
      { id: 'a', nom: 'Référente Duplan', conflits: ['x'] },
      { id: 'b', nom: 'Juriste Morvan', conflits: [] },
    ]
    expect([...exclusionsDe(membres, 'x', [], []).exclus]).toEqual(['a'])
    expect(exclusionsDe(membres, null, [], ['J’en ai parlé à M. MORVAN.']).nommes).toEqual(['b'])
    expect(exclusionsDe(membres, null, ['b'], ['Morvan']).nommes).toEqual([])
  })
})

describe('la vie d’un dossier', () => {
  it('aucune marche ne clôt sans accusé, sans retour, avec une protection ouverte ou un accord en attente', () => {
    const gestes = Object.keys(CYCLE) as Geste[]
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...gestes), { maxLength: 40 }),
        fc.boolean(),
        fc.boolean(),
        (suite, anonyme, protectionOuverte) => {
          let s: Situation = {
            ...SITUATION,
            anonyme,
            protectionOuverte,
            accordTransmission: true,
            enqueteurs: 2,
            auteurRevenu: true,
          }
          for (const geste of suite) {
            const decide = decider(geste, s)
            if (!decide.ok) continue
            if (geste === 'clore') {
              expect(s.accuse && !protectionOuverte).toBe(true)
              expect(s.retour || s.etat === 'IRRECEVABLE').toBe(true)
            }
            expect(
              grossier(s.etat) === grossier(decide.valeur) ||
                SUITES_GROSSIERES[grossier(s.etat)].includes(grossier(decide.valeur)),
            ).toBe(true)
            s = {
              ...s,
              etat: decide.valeur,
              accuse: s.accuse || geste === 'accuser',
              retour: s.retour || geste === 'faireRetour',
            }
          }
        },
      ),
      { numRuns: 2000 },
    )
  })
  it('chaque état mène à l’effacement', () => {
    const atteints = new Set<Etat>(['PURGE'])
    for (let avant = -1; avant !== atteints.size; ) {
      avant = atteints.size
      for (const { de, vers } of Object.values(CYCLE))
        if (atteints.has(vers)) for (const etat of de) atteints.add(etat)
    }
    expect(atteints.size).toBe(17)
  })
  it('rien ne part à une autorité en cause, ni sans accord ; une enquête se mène à deux ; chaque refus se dit', () => {
    const recevable = { ...SITUATION, etat: 'RECEVABLE' as const, accuse: true }
    const code = (geste: Geste, s: Situation) => {
      const d = decider(geste, s)
      if (!d.ok) expect(expliquerRefus(d.refus)).toMatch(/^[A-ZÀ-Ý«].+\.$/u)
      return d.ok ? d.valeur : d.refus.code
    }
    expect(code('transmettre', { ...recevable, accordTransmission: true, transmissionExclue: true })).toBe(
      'transmission-exclue',
    )
    expect(code('transmettre', { ...recevable, transmissionExclue: true, dangerGrave: true })).toBe(
      'TRANSMIS_EMPLOYEUR',
    )
    expect(code('transmettre', recevable)).toBe('sans-accord')
    expect(code('transmettre', { ...recevable, dangerGrave: true })).toBe('TRANSMIS_EMPLOYEUR')
    expect(code('transmettre', { ...recevable, dangerGrave: true, autoriteEnCause: true })).toBe(
      'autorite-en-cause',
    )
    expect(code('ouvrirEnquete', { ...recevable, etat: 'TRANSMIS_EMPLOYEUR', enqueteurs: 1 })).toBe(
      'deux-enqueteurs',
    )
    expect(code('clore', { ...recevable, accuse: false })).toBe('sans-accuse')
    expect(code('clore', recevable)).toBe('sans-retour')
    expect(code('clore', { ...recevable, anonyme: true })).toBe('CLOS')
    expect(code('clore', { ...recevable, retour: true, protectionOuverte: true })).toBe('protection-ouverte')
    expect(code('clore', { ...recevable, retour: true, accordEnAttente: true })).toBe('accord-en-attente')
    expect(code('purger', recevable)).toBe('transition')
  })
  it('se replie des notes signées : un danger grave veut deux signatures, un geste hors de sa place n’a pas d’effet', () => {
    const note = (emetteur: string, corps: NoteSignee['corps']): NoteSignee => ({
      emetteur,
      jour: '2026-11-27',
      corps,
    })
    const danger = [note('a', { genre: 'danger', raison: 'x' }), note('a', { genre: 'danger', raison: 'y' })]
    expect(replier(danger, [], false).dangerGrave).toBe(false)
    expect(replier([...danger, note('b', { genre: 'danger', raison: 'z' })], [], false).dangerGrave).toBe(
      true,
    )
    // Without a written reason it is nobody's finding.
    const muet = replier([danger[0]!, note('b', { genre: 'danger', raison: ' ' })], [], false)
    expect([muet.dangerGrave, muet.ignores.length]).toEqual([false, 1])
    // Who confirms a closure sees the motive that the first proposed, which decides how long all is kept.
    const propose = note('a', { genre: 'proposition', geste: 'clore', note: '', motif: 'inexact' })
    expect(replier([propose], [], false)).toMatchObject({ motifPropose: 'inexact', motif: null })
    // Two requests of a meeting count from the first, until one is held.
    const rdv = (jour: string) => ({ ...note('a', { genre: 'rendezVous', note: '' }), jour })
    expect(replier([rdv('2026-11-02'), rdv('2026-11-20')], [], false).rendezVous).toEqual({
      demande: '2026-11-02',
      tenu: null,
    })
    const lu = replier(
      [
        note('a', { genre: 'geste', geste: 'clore', note: '' }),
        note('a', { genre: 'geste', geste: 'accuser', note: '' }),
      ],
      [],
      false,
    )
    expect([lu.etat, lu.ignores.length]).toEqual(['ACCUSE', 1])
    const protege = replier(
      [note('a', { genre: 'protection', mesure: 'm', etat: 'proposee', note: '' })],
      [],
      false,
    )
    expect(protege.protectionOuverte).toBe(true)
    const accords = (rang: number, liste: string[]) => ({
      emetteur: 'auteur',
      rang,
      jour: '2026-11-27',
      corps: { genre: 'accords', accords: liste },
    })
    expect(replier([], [accords(0, ['faits_sans_identite']), accords(3, [])], false)).toMatchObject({
      accordTransmission: false,
      accordEnAttente: true,
      auteurRevenu: true,
    })
    expect(gestesPermis(replier([], [], false))).toEqual(['accuser'])
  })
})

describe('les échéances', () => {
  it.each([
    ['AR_7JO', '2026-11-27', '2026-12-08'],
    ['AR_7JO', '2026-12-22', '2027-01-04'],
    ['AR_HUMAIN_CIBLE', '2026-05-07', '2026-05-12'],
    ['RETOUR_3M', '2026-11-30', '2027-02-28'],
    ['RETOUR_3M', '2027-11-30', '2028-02-29'],
    ['ENQUETE_2M', '2026-12-31', '2027-02-28'],
    ['RDV_20JO', '2026-03-02', '2026-03-30'],
    ['PURGE_SANS_SUITE', '2026-08-31', '2026-10-31'],
  ] as const)('%s du %s : %s', (code, depart, attendu) => expect(echeanceDe(code, depart)).toBe(attendu))
  it('tient compte de la Moselle et de l’Alsace', () => {
    // Good Friday 2026 is 3 April, Easter Monday the 6th.
    expect(echeanceDe('AR_HUMAIN_CIBLE', '2026-04-01', calendrierDuDepartement('57'))).toBe('2026-04-07')
    expect(echeanceDe('AR_HUMAIN_CIBLE', '2026-04-01', calendrierDuDepartement('62'))).toBe('2026-04-03')
  })
  it('sept jours ouvrés : toujours sept, comptés un à un, de 2024 à 2032', () => {
    for (let jour = '2024-01-01'; jour < '2032-12-31'; jour = ajouterJours(jour, 5)) {
      const fin = echeanceDe('AR_7JO', jour)
      expect(jourDeSemaine(fin)).toBeLessThanOrEqual(5)
      expect(fin >= ajouterJours(jour, 9) && fin <= ajouterJours(jour, 14), jour).toBe(true)
    }
  })
  it.each([
    ['972', '2026-05-21', '2026-06-03'],
    ['974', '2027-12-17', '2027-12-29'],
    ['62', '2027-12-17', '2027-12-28'],
  ])(
    'outre-mer, le jour de l’abolition n’est pas ouvré : %s, reçu le %s, accusé au plus tard le %s',
    (departement, recu, attendu) => {
      expect(echeanceDe('AR_7JO', recu, calendrierDuDepartement(departement))).toBe(attendu)
    },
  )

  it('comme un second calcul, écrit autrement, jour par jour de 2024 à 2032, Moselle comprise', () => {
    // Easter by Gauss and Delambre, holidays as text, days counted by the UTC clock of the machine: nothing of the shared calendar.
    const feries = (annee: number, moselle: boolean) => {
      const [a, b, c] = [annee % 19, annee % 4, annee % 7]
      const k = Math.floor(annee / 100)
      const M = (15 - Math.floor((13 + 8 * k) / 25) + k - Math.floor(k / 4)) % 30
      const N = (4 + k - Math.floor(k / 4)) % 7
      const d = (19 * a + M) % 30
      const e = (2 * b + 4 * c + 6 * d + N) % 7
      const trop = d === 29 && e === 6 ? 7 : d === 28 && e === 6 && (11 * M + 11) % 30 < 19 ? 7 : 0
      const dimanche = Date.UTC(annee, 2, 22 + d + e - trop)
      const mobiles = [1, 39, 50, ...(moselle ? [-2] : [])].map((n) =>
        new Date(dimanche + n * 86_400_000).toISOString().slice(0, 10),
      )
      const fixes = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']
      return new Set([...mobiles, ...[...fixes, ...(moselle ? ['12-26'] : [])].map((f) => `${annee}-${f}`)])
    }
    for (const departement of ['62', '57']) {
      const calendrier = calendrierDuDepartement(departement)
      const connus = new Map<number, Set<string>>()
      for (let jour = '2024-01-01'; jour < '2032-11-01'; jour = ajouterJours(jour, 1)) {
        let [ici, n] = [Date.parse(`${jour}T00:00:00Z`), 0]
        const dates: string[] = []
        while (n < 20) {
          ici += 86_400_000
          const date = new Date(ici)
          const texte = date.toISOString().slice(0, 10)
          const annee = date.getUTCFullYear()
          if (!connus.has(annee)) connus.set(annee, feries(annee, departement === '57'))
          if (date.getUTCDay() % 6 === 0 || connus.get(annee)!.has(texte)) continue
          dates.push(texte)
          n++
        }
        if (
          echeanceDe('AR_7JO', jour, calendrier) !== dates[6] ||
          echeanceDe('RDV_20JO', jour, calendrier) !== dates[19]
        )
          expect.fail(`${departement} ${jour}`)
      }
    }
  })
  it('le retour part de l’accusé, sinon de la fin des sept jours ouvrés', () => {
    expect(limiteDuRetour('2026-11-27', '2026-12-01')).toBe('2027-03-01')
    expect(limiteDuRetour('2026-11-27', null)).toBe('2027-03-08')
    expect(echeancesDuDepot('2026-11-27').map(({ code }) => code)).toEqual(['AR', 'RETOUR', 'ENQUETE'])
    expect([
      alerteDe('AR_7JO', '2026-12-08', '2026-12-09'),
      alerteDe('AR_7JO', '2026-12-08', '2026-12-05'),
      alerteDe('AR_7JO', '2026-12-08', '2026-11-28'),
    ]).toEqual(['depassee', 'proche', 'loin'])
  })
})

describe('le formulaire', () => {
  it('range chaque réponse dans son volet, et rien de l’identité quand on ne la dit pas', () => {
    const lu = lireSignalement({ ...BRUT, nom: ['Caché'], suiviMedical: ['Arrêt'] }, POLITIQUE)
    expect(lu).toMatchObject({ ok: true, valeur: { personne: {}, sante: { suiviMedical: 'Arrêt' } } })
    expect(JSON.stringify(lu.ok && lu.valeur.faits)).not.toMatch(/Caché|Arrêt/)
  })
  it('refuse ce que la politique refuse, avec une phrase par champ', () => {
    const champs = (brut: Brut, p: Partial<Politique> = {}) => {
      const lu = lireSignalement(brut, { ...POLITIQUE, ...p })
      return lu.ok ? [] : lu.refus.map(({ champ }) => champ)
    }
    expect(champs({})).toEqual(['qualite', 'identite', 'nature', 'recit'])
    expect(champs(BRUT, { anonymeAccepte: false })).toEqual(['identite'])
    expect(champs(BRUT, { employeurObligatoire: true })).toEqual(['employeur'])
    expect(champs({ ...BRUT, qualite: ['tiers_usager'] }, { usagersAcceptes: false })).toEqual(['qualite'])
    expect(champs({ ...BRUT, nature: ['violence_sexuelle'], attentes: ['mediation'] })).toEqual(['attentes'])
    expect(champs({ ...BRUT, accords: ['faits_avec_identite'] })).toEqual(['accords'])
    expect(champs({ ...BRUT, recit: ['x'.repeat(60_001)] })).toEqual(['recit'])
    expect(champs({ ...BRUT, statut: ['<script>'] })).toEqual(['statut'])
  })
  it('la transmission par défaut : cochée ou non, à répondre, ou jamais ; le silence n’est pas un accord', () => {
    const lire = (brut: Brut, transmissionDefaut: Politique['transmissionDefaut']) => {
      const lu = lireSignalement({ ...BRUT, ...brut }, { ...POLITIQUE, transmissionDefaut })
      return lu.ok ? lu.valeur.accords : lu.refus.map(({ champ }) => `refus ${champ}`)
    }
    expect(lire({}, 'sur_accord')).toEqual([])
    expect(lire({ accords: ['faits_sans_identite'] }, 'sur_accord')).toEqual(['faits_sans_identite'])
    expect(lire({}, 'a_repondre')).toEqual(['refus transmission'])
    expect(lire({ transmission: ['pas_maintenant'] }, 'a_repondre')).toEqual([])
    expect(lire({ transmission: ['sans_identite'], accords: ['recontact'] }, 'a_repondre')).toEqual([
      'faits_sans_identite',
      'recontact',
    ])
    // Said without a name, an identity cannot go.
    expect(lire({ transmission: ['avec_identite'] }, 'a_repondre')).toEqual(['refus transmission'])
    expect(lire({ transmission: ['toujours'] }, 'a_repondre')).toEqual(['refus transmission'])
    expect(lire({ accords: ['recontact'] }, 'jamais')).toEqual(['recontact'])
    expect(lire({ accords: ['faits_sans_identite'] }, 'jamais')).toEqual(['refus accords'])
    // A question that another policy asks has no effect here.
    expect(lire({ transmission: ['sans_identite'] }, 'jamais')).toEqual([])
  })
  it('refuse les fichiers qui s’exécutent', () => {
    for (const nom of ['a.svg', 'a.html', 'a.exe', 'a.docm', 'a', 'a.pdf.js'])
      expect(refusDePiece(nom, 10), nom).not.toBeNull()
    for (const nom of ['a.pdf', 'A.JPG', 'note.odt']) expect(refusDePiece(nom, 10), nom).toBeNull()
    expect(refusDePiece('a.pdf', 20_000_001)).toContain('20 Mo')
    const de = (n: number, size: number) =>
      refusDesPieces(Array.from({ length: n }, () => ({ name: 'a.pdf', size })))
    expect([de(2, 20_000_000), de(10, 4_000_000)]).toEqual([[], []])
    expect([...de(3, 13_333_334), ...de(11, 1)]).toEqual([
      expect.stringContaining('dépassent 40 Mo en tout : retirez-en'),
      'Dix fichiers au plus : retirez-en 1.',
    ])
  })
  it('une convention couvre ses jours', () => {
    const e = { id: 'e', nom: 'E', strate: '', du: '2026-01-01', au: '2026-12-31' }
    expect(['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map((jour) => couvre(e, jour))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })
})

describe('les chiffres publiés', () => {
  const fiche = (nature: string): Fiche => ({
    annee: 2026,
    organisme: 'o',
    strate: 's',
    qualite: 'q',
    nature,
    canal: 'ligne',
    identite: 'i',
    recevable: 'oui',
    enquete: 'non',
    issue: 'fonde',
    mesures: 'non',
    delaiAR: 'tenu',
    delaiRetour: 'tenu',
  })
  it('aucune case de moins de cinq ne se lit, ni ne se retrouve par soustraction', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 60 }), (natures) => {
        const { total, cases } = publier(natures.map(fiche), 'nature')
        for (const { nombre } of cases) if (nombre !== null) expect(nombre).toBeGreaterThanOrEqual(K)
        const caches = cases.filter(({ nombre }) => nombre === null)
        if (total === null || caches.length === 0) return
        expect(caches.length).toBeGreaterThanOrEqual(2)
        expect(total - cases.reduce((s, { nombre }) => s + (nombre ?? 0), 0)).toBeGreaterThanOrEqual(K)
      }),
    )
  })
})
