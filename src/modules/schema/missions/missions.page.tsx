import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { compte, dateCourte } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { type CaseDeSuite, SuitesParMembre } from '#ui/decision/suites-par-membre.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import { RUBRIQUE, Vues } from '../cadre.tsx'
import { tientSonOrganisme } from '../domain/droits.ts'
import { dresserBilan, MISSIONS, type Mission, ORDRE_DES_MISSIONS } from '../domain/missions.ts'
import type { MembreDuSchema } from '../schema.queries.ts'
import type { ExerciceLu } from './missions.queries.ts'
import { A_REMPLIR, adresseDe, SIGNES } from './signes.ts'

/** Eleven missions × members, with the gaps to CGFP L452-34. */
export function pageMissions({
  exercices,
  membres,
  acteur,
  aujourdhui,
}: {
  readonly exercices: readonly ExerciceLu[]
  readonly membres: readonly MembreDuSchema[]
  readonly acteur: Acteur
  readonly aujourdhui: Jour
}): ContenuDePage {
  const exercants = membres.filter(({ exerce }) => exerce)
  const ids = exercants.map(({ organismeId }) => organismeId)
  const bilan = dresserBilan(exercices, ids, aujourdhui)
  const libelleDe = (id: string | null) =>
    membres.find(({ organismeId }) => organismeId === id)?.libelle ?? 'un ancien membre'
  const tient = tientSonOrganisme.autorise(acteur) && ids.includes(acteur.organismeId)
  const caseDe = (mission: Mission, organismeId: string): CaseDeSuite => {
    const href = adresseDe(organismeId, mission)
    const exercice = exercices.find((e) => e.mission === mission && e.organismeId === organismeId)
    if (!exercice) return { ...A_REMPLIR, href }
    const detail =
      exercice.mode === 'confie'
        ? `à ${libelleDe(exercice.confieA)}`
        : exercice.depuis
          ? `depuis le ${dateCourte(exercice.depuis, aujourdhui)}`
          : undefined
    return { ...SIGNES[exercice.mode], href, ...(detail && { detail }) }
  }
  return {
    titre: 'Missions régionales',
    h1: 'Les onze missions régionales, membre par membre',
    surtitre: acteur.cooperation,
    rubrique: RUBRIQUE,
    chapeau: (
      <p>
        La loi demande que ces missions s’exercent au moins au niveau régional (CGFP L452-34). Chaque membre
        remplit sa colonne.
      </p>
    ),
    actions: (
      <>
        <Bouton href="/missions.csv" icone="telecharger">
          CSV
        </Bouton>
        <Bouton href="/missions.xlsx" icone="telecharger">
          XLSX
        </Bouton>
        {tient && exercices.some(({ organismeId }) => organismeId === acteur.organismeId) && (
          <BoutonPost action="/missions/revue" icone="fait">
            Confirmer ma colonne aujourd’hui
          </BoutonPost>
        )}
      </>
    ),
    contenu:
      exercants.length === 0 ? (
        <>
          <Vues courante="/missions" />
          <SansCentre />
        </>
      ) : (
        <>
          <Vues courante="/missions" />
          <p>
            {compte(bilan.conformes, 'case conforme', 'cases conformes')} sur {bilan.total},{' '}
            {compte(bilan.ecarts.length, 'écart')} à L452-34,{' '}
            {compte(bilan.manquantes, 'case non renseignée', 'cases non renseignées')},{' '}
            {compte(bilan.sansPreuve, 'case sans preuve', 'cases sans preuve')},{' '}
            {compte(bilan.revuesAnciennes, 'case non revue', 'cases non revues')} depuis un an.
          </p>
          <SuitesParMembre
            titre="Exercice des onze missions par membre"
            colonneLignes={{ titre: 'Mission' }}
            colonneBilan="Écarts"
            membres={exercants.map(({ organismeId, libelle, territoire }) => ({
              cle: organismeId,
              libelle,
              detail: territoire,
              mien: organismeId === acteur.organismeId,
            }))}
            lignes={ORDRE_DES_MISSIONS.map((mission) => {
              const ecarts = bilan.ecarts.filter((ecart) => ecart.mission === mission).length
              return {
                cle: mission,
                titre: MISSIONS[mission],
                cases: Object.fromEntries(ids.map((id) => [id, caseDe(mission, id)])),
                bilan: ecarts === 0 ? 'aucun' : compte(ecarts, 'écart'),
              }
            })}
            legende={[...Object.values(SIGNES), A_REMPLIR]}
          />
          <Section titre="Écarts à L452-34" detail={compte(bilan.ecarts.length, 'case')} id="ecarts" filet>
            {bilan.ecarts.length === 0 ? (
              <Vide>
                {bilan.manquantes > 0
                  ? 'Aucun écart parmi les cases renseignées ; celles qui ne le sont pas ne disent rien encore.'
                  : 'Aucun écart : les onze missions s’exercent au moins au niveau régional.'}
              </Vide>
            ) : (
              <ul className="liste-lignes">
                {bilan.ecarts.map(({ mission, organismeId, mode, porteur }) => (
                  <li key={`${mission}-${organismeId}`}>
                    <div>
                      <p>
                        <a href={adresseDe(organismeId, mission)}>
                          {libelleDe(organismeId)} : {MISSIONS[mission]}
                        </a>
                      </p>
                      {porteur && <p className="detail">{porteur}</p>}
                    </div>
                    <div className="fin">
                      <Etiquette ton="attention" icone={SIGNES[mode].icone}>
                        Écart à L452-34 : {SIGNES[mode].mot.toLowerCase()}
                      </Etiquette>
                    </div>
                  </li>
                ))}
              </ul>
            )}
          </Section>
        </>
      ),
  }
}

const SansCentre = () => (
  <Vide>
    Cette coopération ne réunit pas de Centre de gestion : les onze missions de L452-34 ne la concernent pas.
  </Vide>
)
