import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { compte, date, dateCourte, dateSaisie } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import type { Ton } from '#ui/etiquette.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import {
  Actions,
  ChampChoix,
  ChampDate,
  ChampListe,
  ChampTexte,
  CoteACote,
  Formulaire,
} from '#ui/formulaire.tsx'
import type { NomIcone } from '#ui/icone.tsx'
import { type CaseDeSuite, SuitesParMembre } from '#ui/suites-par-membre.tsx'
import { Alerte, Fiche, Section, Vide } from '#ui/textes.tsx'
import { Historique, RUBRIQUE, Vues } from '../cadre.tsx'
import { tientLaLigne, tientSonOrganisme } from '../domain/droits.ts'
import {
  dresserBilan,
  estUnEcart,
  MISSIONS,
  type Mission,
  MODES,
  type Mode,
  ORDRE_DES_MISSIONS,
} from '../domain/missions.ts'
import type { MembreDuSchema, Trace } from '../schema.queries.ts'
import type { ExerciceLu } from './missions.queries.ts'

const SIGNES: Readonly<Record<Mode, { ton: Ton; icone: NomIcone; mot: string }>> = {
  regional: { ton: 'ok', icone: 'fait', mot: 'Régionale' },
  confie: { ton: 'ok', icone: 'accord', mot: 'Confiée' },
  partage: { ton: 'ok', icone: 'reseau', mot: 'Partagée' },
  departemental: { ton: 'attention', icone: 'attention', mot: 'Département' },
  non_exerce: { ton: 'attention', icone: 'sans_objet', mot: 'Non exercée' },
}
const VIDE_SIGNE = { ton: 'neutre', icone: 'sans_donnee', mot: 'À remplir' } as const

const adresseDe = (organismeId: string, mission: Mission): string => `/missions/${organismeId}/${mission}`

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
    if (!exercice) return { ...VIDE_SIGNE, href }
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
            legende={[...Object.values(SIGNES), VIDE_SIGNE]}
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

type DonneesDeCase = RetourDeFormulaire & {
  readonly mission: Mission
  readonly membre: MembreDuSchema
  readonly exercice: ExerciceLu | null
  readonly membres: readonly MembreDuSchema[]
  readonly traces: readonly Trace[]
  readonly acteur: Acteur
  readonly aujourdhui: Jour
}

/** One cell: how one member exercises one mission. Its own people write, the others read. */
export function pageCase(donnees: DonneesDeCase): ContenuDePage {
  const { mission, membre, exercice, traces, acteur, statut, alerte, membres } = donnees
  const sienne = tientLaLigne(acteur, membre)
  const rang = ORDRE_DES_MISSIONS.indexOf(mission)
  const suivante = ORDRE_DES_MISSIONS[rang + 1]
  const centre = membres.find(({ organismeId }) => organismeId === exercice?.confieA)
  return {
    titre: `${membre.libelle} : ${MISSIONS[mission]}`,
    h1: MISSIONS[mission],
    surtitre: `Mission ${rang + 1} sur ${ORDRE_DES_MISSIONS.length}, ${membre.libelle}`,
    rubrique: RUBRIQUE,
    ariane: [{ libelle: 'Missions régionales', href: '/missions' }],
    ...(statut && { statut }),
    actions: suivante && (
      <Bouton href={adresseDe(membre.organismeId, suivante)} icone="suivant" iconeApres>
        Mission suivante
      </Bouton>
    ),
    contenu: (
      <>
        <Section titre="Aujourd’hui">
          <Fiche
            lignes={
              exercice
                ? [
                    {
                      nom: 'Mode',
                      valeur: (
                        <Etiquette {...SIGNES[exercice.mode]}>{MODES[exercice.mode].libelle}</Etiquette>
                      ),
                    },
                    ...(estUnEcart(exercice.mode)
                      ? [{ nom: 'Conformité', valeur: 'Écart à L452-34, repris au bilan.' }]
                      : []),
                    ...(centre ? [{ nom: 'Confiée à', valeur: centre.libelle }] : []),
                    ...(exercice.depuis ? [{ nom: 'Depuis', valeur: date(exercice.depuis) }] : []),
                    { nom: 'Porteur', valeur: exercice.porteur || 'non indiqué' },
                    { nom: 'Preuve', valeur: exercice.preuve || 'aucune : à compléter' },
                    { nom: 'Dernière revue', valeur: date(exercice.revueLe) },
                    ...(exercice.fictif ? [{ nom: 'Source', valeur: exercice.fictif }] : []),
                  ]
                : [{ nom: 'Mode', valeur: <Etiquette {...VIDE_SIGNE}>{VIDE_SIGNE.mot}</Etiquette> }]
            }
          />
        </Section>
        {sienne ? (
          <SaisieDeCase {...donnees} />
        ) : (
          <>
            {alerte && <Alerte>{alerte}</Alerte>}
            <p className="detail">
              Seules les personnes de {membre.libelle} remplissent sa colonne. {acteur.libelle} peut la lire.
            </p>
          </>
        )}
        <Historique
          traces={traces}
          dire={({ avant, apres }) => ({
            titre: MODES[apres['mode'] as Mode]?.libelle ?? 'Enregistrée',
            ...(avant ? { detail: `Avant : ${MODES[avant['mode'] as Mode]?.libelle ?? ''}` } : {}),
          })}
        />
      </>
    ),
  }
}

function SaisieDeCase({
  mission,
  membre,
  exercice,
  membres,
  aujourdhui,
  fautes,
  saisies,
  alerte,
}: DonneesDeCase) {
  return (
    <Section titre="Enregistrer pour votre structure">
      <Formulaire
        action={adresseDe(membre.organismeId, mission)}
        version={exercice?.version ?? 0}
        fautes={fautes}
        saisies={saisies}
        alerte={alerte}
      >
        <ChampChoix
          nom="mode"
          libelle="Comment cette mission s’exerce-t-elle ?"
          options={(Object.keys(MODES) as Mode[]).map((mode) => ({
            valeur: mode,
            ...MODES[mode],
            coche: mode === exercice?.mode,
          }))}
        />
        <ChampListe
          nom="confieA"
          libelle="Centre à qui elle est confiée"
          facultatif
          vide="Aucun"
          valeur={exercice?.confieA ?? ''}
          options={membres
            .filter(({ exerce, organismeId }) => exerce && organismeId !== membre.organismeId)
            .map(({ organismeId, libelle }) => ({ valeur: organismeId, libelle }))}
        />
        <CoteACote>
          <ChampDate
            nom="depuis"
            libelle="Depuis le"
            facultatif
            valeur={dateSaisie(exercice?.depuis ?? null)}
          />
          <ChampDate nom="revueLe" libelle="Revue le" valeur={dateSaisie(aujourdhui)} />
        </CoteACote>
        <ChampTexte
          nom="porteur"
          libelle="Porteur"
          aide="Le service ou la fonction qui l’exerce, jamais un nom."
          facultatif
          valeur={exercice?.porteur}
        />
        <ChampTexte
          nom="preuve"
          libelle="Preuve"
          aide="Délibération, convention ou adresse d’une page."
          facultatif
          valeur={exercice?.preuve}
        />
        <Actions>
          <Bouton variante="primaire">Enregistrer pour {membre.libelle}</Bouton>
          <a href="/missions">Revenir au tableau</a>
        </Actions>
      </Formulaire>
    </Section>
  )
}
