import { compte, date } from '#shared/typographie.ts'
import { type Avis, compterAdoptions, REGLES_ADOPTION, type RegleAdoption } from '../domain/adoption.ts'
import type { AdoptionLue, SchemaLu } from './schemas.repository.ts'

/** « Schéma » or « Avenant n° 2 ». */
export const direGenre = ({ genre, numero }: Pick<SchemaLu, 'genre' | 'numero'>): string =>
  genre === 'avenant' ? `Avenant n° ${numero}` : 'Schéma'

/** « du 1er janvier 2024 au 31 décembre 2029 ». */
export function direPeriode({ dateEffet, dateFin }: Pick<SchemaLu, 'dateEffet' | 'dateFin'>): string {
  if (dateEffet && dateFin) return `du ${date(dateEffet)} au ${date(dateFin)}`
  if (dateEffet) return `depuis le ${date(dateEffet)}, sans terme fixé`
  return dateFin ? `jusqu’au ${date(dateFin)}` : 'période à fixer'
}

/** « 3 délibérations favorables sur 5 demandées ». */
export function direAdoption(adoptions: readonly AdoptionLue[], regle: RegleAdoption): string {
  const { acquises, requises, total, refus } = compterAdoptions(adoptions, regle)
  const mot =
    regle === 'signature_presidents'
      ? compte(acquises, 'signature')
      : compte(acquises, 'délibération favorable', 'délibérations favorables')
  const regleDite = `${REGLES_ADOPTION[regle].libelle} : ${requises} sur ${compte(total, 'membre')}.`
  return `${mot} sur ${requises} demandées${refus > 0 ? `, ${compte(refus, 'refus', 'refus')}` : ''}. ${regleDite}`
}

const AVIS: Readonly<Record<Avis, string>> = {
  attendu: 'délibération attendue',
  favorable: 'avis favorable',
  defavorable: 'avis défavorable',
}

export const direAvis = (avis: Avis): string => AVIS[avis]
