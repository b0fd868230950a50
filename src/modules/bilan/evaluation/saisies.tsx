import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampChoix, ChampListe, ChampLong, Formulaire } from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import { CRITERES, ECHELLE, LIBELLES_ISSUE, ORDRE_DES_CRITERES } from '../domain/evaluation.ts'
import type { PropsFiche } from './fiche.page.tsx'

const OPTIONS_ISSUE = Object.entries(LIBELLES_ISSUE).map(([valeur, libelle]) => ({ valeur, libelle }))

/** The opinion of one member: a note for each criterion, then the way out that it proposes. */
export function SaisieDeLAvis({ fiche, acteur, saisies, fautes, alerte, formulaire }: PropsFiche) {
  const mien = fiche.avis.find(({ organismeId }) => organismeId === acteur.organismeId)
  const revient = formulaire === 'avis'
  return (
    <Section titre={`Avis du ${acteur.libelle}`} filet id="saisir">
      <Formulaire
        action={`/evaluations/actions/${fiche.id}/avis`}
        version={mien?.version ?? 0}
        champs={{ organisme: acteur.organismeId }}
        {...(revient && { saisies, fautes, alerte })}
      >
        {ORDRE_DES_CRITERES.map((critere) => (
          <ChampChoix
            key={critere}
            nom={critere}
            libelle={CRITERES[critere]}
            enLigne
            facultatif
            options={ECHELLE.map((mot, note) => ({
              valeur: String(note),
              libelle: `${note} ${mot.toLowerCase()}`,
              coche: mien?.notes[critere] === note,
            }))}
          />
        ))}
        <ChampLong
          nom="preuves"
          libelle="Preuves"
          aide="Chiffres, retours de collectivités, documents."
          lignes={2}
          facultatif
          valeur={mien?.preuves}
        />
        <ChampListe
          nom="proposition"
          libelle="Vous proposez de"
          valeur={mien?.proposition ?? 'continuer'}
          options={OPTIONS_ISSUE}
        />
        <ChampLong nom="motif" libelle="Pourquoi" lignes={3} facultatif valeur={mien?.motif} />
        <Actions>
          <Bouton variante="primaire">Enregistrer notre avis</Bouton>
        </Actions>
      </Formulaire>
    </Section>
  )
}

/** The way out kept by all, with its reason. */
export const SaisieConclusion = ({ fiche, decisions, saisies, fautes, alerte, formulaire }: PropsFiche) => (
  <Section titre="Noter ce que la conférence a décidé" filet id="conclure">
    <Formulaire
      action={`/evaluations/actions/${fiche.id}/conclure`}
      version={fiche.version}
      {...(formulaire === 'conclure' && { saisies, fautes, alerte })}
    >
      <ChampListe
        nom="issue"
        libelle="Suite donnée"
        valeur={fiche.issue ?? 'continuer'}
        options={OPTIONS_ISSUE}
      />
      <ChampListe
        nom="decisionId"
        libelle="Décision"
        vide="Choisissez"
        valeur={fiche.decisionId ?? ''}
        options={decisions.map(({ id, numero, titre }) => ({
          valeur: id,
          libelle: `${numero} : ${titre.slice(0, 90)}`,
        }))}
      />
      <ChampLong nom="motif" libelle="En quelques mots" lignes={2} facultatif valeur={fiche.motif} />
      <Actions>
        <Bouton variante="primaire">Noter la décision</Bouton>
      </Actions>
    </Formulaire>
  </Section>
)
