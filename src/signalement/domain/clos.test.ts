import { expect, it } from 'vitest'
import { peutLire, ROLES, traite, VOLETS } from './acces.ts'
import { bureauOuvreClos, estClos, finDeLOuverture, lireMotif, MOTIF_MAX, voletsServis } from './clos.ts'
import { ETATS_GROSSIERS } from './etats.ts'

const dit = (etat: (typeof ETATS_GROSSIERS)[number], ouvert = false, identiteDemandee = false) => ({
  etat,
  ouvert,
  identiteDemandee,
})

it('d’un dossier qui n’est pas clos, chaque rôle reçoit ses volets ; clos, la cellule n’a que ses notes, et tout pour un motif', () => {
  for (const role of ROLES)
    for (const etat of ETATS_GROSSIERS) {
      const siens = VOLETS.filter((volet) => peutLire(role, volet))
      if (!estClos(etat)) expect(voletsServis(role, dit(etat)), role).toEqual(siens)
      else if (traite(role)) {
        expect(voletsServis(role, dit(etat)), role).toEqual(['N'])
        expect(voletsServis(role, dit(etat, true)), role).toEqual(siens)
      } else {
        // A row of openings that somebody else's role could not write gives nothing.
        expect(voletsServis(role, dit(etat, true)), role).toEqual(voletsServis(role, dit(etat)))
        expect(
          voletsServis(role, dit(etat)).filter((volet) => ['R', 'I', 'S', 'E', 'N', 'Q'].includes(volet)),
          role,
        ).toEqual([])
      }
    }
  expect(ETATS_GROSSIERS.filter(estClos)).toEqual(['CLOS', 'PURGE_PROGRAMMEE'])
})

it('l’identité d’un dossier clos n’est servie à qui la garde que si quelqu’un la demande', () => {
  expect(voletsServis('gardien', dit('CLOS'))).toEqual([])
  expect(voletsServis('gardien', dit('CLOS', false, true))).toEqual(['I'])
  expect(voletsServis('medecin', dit('CLOS', false, true))).toEqual(['M'])
})

it('une archive restreinte ne s’ouvre que par un référent ; un dossier clos, par qui mène les dossiers', () => {
  for (const role of ROLES) {
    expect(bureauOuvreClos(role, 'CLOS'), role).toBe(traite(role))
    expect(bureauOuvreClos(role, 'ARCHIVE_RESTREINT'), role).toBe(role === 'referent')
  }
})

it('l’ouverture finit le lendemain, fin d’année et changement d’heure compris ; un mot n’est pas un motif', () => {
  expect(finDeLOuverture('2026-12-31')).toBe('2027-01-01')
  expect(finDeLOuverture('2027-03-27')).toBe('2027-03-28')
  expect(lireMotif('  urgent ')).toEqual({ ok: false, refus: 'court' })
  expect(lireMotif(' '.repeat(40))).toEqual({ ok: false, refus: 'court' })
  expect(lireMotif('  Recours au tribunal. ')).toEqual({ ok: true, valeur: 'Recours au tribunal.' })
  expect(lireMotif('é'.repeat(MOTIF_MAX)).ok).toBe(true)
  expect(lireMotif('é'.repeat(MOTIF_MAX + 1))).toEqual({ ok: false, refus: 'long' })
})
