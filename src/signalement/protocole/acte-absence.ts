import { DOMAINES, empreinte, type Json, octetsCanoniques } from '@maillage/coffre'
import type { Absence } from '../domain/absences.ts'

export const DOMAINE_ABSENCE = DOMAINES.journal

/** What a member signs of an absence: its fingerprint, so that the journal, which is never erased, keeps no dates of anybody. */
export const acteDAbsence = (
  action: 'declarer-absence' | 'retirer-absence',
  organisme: string,
  acteur: string,
  absence: Absence,
  le: string,
) => ({
  acteur,
  action,
  dossier: '',
  jour: le,
  objet: empreinte(octetsCanoniques(absence as unknown as Json)),
  organisme,
})
