import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { date, dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
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
import { Alerte, Fiche, Section } from '#ui/textes.tsx'
import { Historique, RUBRIQUE } from '../cadre.tsx'
import { tientLaLigne } from '../domain/droits.ts'
import {
  estUnEcart,
  MISSIONS,
  type Mission,
  MODES,
  type Mode,
  ORDRE_DES_MISSIONS,
} from '../domain/missions.ts'
import type { MembreDuSchema, Trace } from '../schema.queries.ts'
import type { ExerciceLu } from './missions.queries.ts'
import { A_REMPLIR, adresseDe, SIGNES } from './signes.ts'

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
                : [{ nom: 'Mode', valeur: <Etiquette {...A_REMPLIR}>{A_REMPLIR.mot}</Etiquette> }]
            }
          />
        </Section>
        {sienne ? (
          <SaisieDeCase {...donnees} />
        ) : (
          <>
            {alerte && <Alerte>{alerte}</Alerte>}
            <p className="detail">
              Seules les personnes {deNom(membre.libelle)} remplissent sa colonne. {acteur.libelle} peut la
              lire.
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
