import { type Jour, jourDe } from '#shared/dates.ts'
import { dateCourte } from '#shared/typographie.ts'
import { estEchu } from './domain/cycle.ts'
import type { GroupeLu } from './groupes.queries.ts'
import { caseDeSiege, direPilotes, EtiquetteSituation, LIBELLES_TYPE, siegesDe, situation } from './vues.tsx'

/** A group in the table of groups: its state, the seats of the members, its term. */
export function ligneDe(groupe: GroupeLu, jour: Jour) {
  const etat = situation(groupe, jour)
  const fini = etat === 'clos' || etat === 'ecarte'
  return {
    cle: groupe.id,
    titre: groupe.nom,
    href: `/groupes/${groupe.id}`,
    detail: [
      LIBELLES_TYPE[groupe.type],
      `piloté par ${direPilotes(groupe)}`,
      groupe.prochaine && `réunion le ${dateCourte(jourDe(new Date(groupe.prochaine.debutLe)), jour)}`,
      groupe.fictif && 'fictif',
    ]
      .filter(Boolean)
      .join(' · '),
    signe: (
      <>
        <EtiquetteSituation situation={etat} discrete />
        {etat === 'en_sommeil' && (
          <small> sans activité depuis le {dateCourte(groupe.derniereActivite, jour)}</small>
        )}
      </>
    ),
    cases: Object.fromEntries(
      siegesDe(groupe, jour).map(({ membre, siege }) => [membre.organismeId, caseDeSiege(siege, jour, fini)]),
    ),
    bilan: groupe.closLe ? (
      <>clos le {dateCourte(groupe.closLe, jour)}</>
    ) : groupe.echeance ? (
      <>
        {dateCourte(groupe.echeance, jour)}
        {estEchu(groupe, jour) && <small> dépassée</small>}
      </>
    ) : (
      'À fixer'
    ),
  }
}
