import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { date, heure } from '#shared/typographie.ts'
import { Frise } from '#ui/temps/frise.tsx'
import { Vide } from '#ui/textes.tsx'
import { ARIANE, OngletsDuPortail, RUBRIQUE } from './cadre-reglages.tsx'
import type { TracePublication } from './publiables.queries.ts'

const VERBES = {
  publier: 'Publié',
  retirer: 'Retiré',
  regler: 'Réglé',
  chiffre: 'Chiffre enregistré',
  siret: 'SIRET enregistré',
} as const

/** Who published and withdrew what, and why. */
export const pageHistorique = (traces: readonly TracePublication[], acteur: Acteur): ContenuDePage => ({
  titre: 'Historique du portail',
  surtitre: acteur.cooperation,
  rubrique: RUBRIQUE,
  ariane: ARIANE,
  contenu: (
    <>
      <OngletsDuPortail ici="/portail/historique" />
      {traces.length === 0 ? (
        <Vide>Rien n’a encore été publié ni réglé.</Vide>
      ) : (
        <Frise
          faits={traces.map(({ id, geste, titre, motif, auteur, saisiLe }) => ({
            cle: id,
            quand: { mot: date(jourDe(saisiLe)), detail: heure(saisiLe), iso: saisiLe.toISOString() },
            titre: `${VERBES[geste]} : ${titre}`,
            detail: motif ? `${auteur}. Motif : ${motif}` : auteur,
          }))}
        />
      )}
    </>
  ),
})
