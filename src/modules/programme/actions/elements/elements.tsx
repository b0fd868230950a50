import { date } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Actions, ChampChoix, ChampListe, ChampTexte } from '#ui/formulaire.tsx'
import { Fictif, Section, Vide } from '#ui/textes.tsx'
import { mene } from '../../domain/droits.ts'
import { LIBELLES_PARTENAIRE } from '../../vues.ts'
import type { PropsAction } from '../action.page.tsx'
import { FormulaireReplie } from '../formulaire-local.tsx'

const GRAVITES = { 1: 'Gêne', 2: 'Retard probable', 3: 'Menace l’action' } as const

/** What could stop the action, and the answer prepared. */
export function Risques(props: PropsAction) {
  const { action, acteur } = props
  const sien = mene(acteur, action)
  if (action.risques.length === 0 && !sien) return null
  return (
    <Section titre="Risques" id="risques">
      {action.risques.length === 0 ? (
        <Vide>Aucun risque signalé.</Vide>
      ) : (
        <ul className="liste-lignes">
          {action.risques.map(({ id, libelle, gravite, parade, leveLe, fictif, version }) => (
            <li key={id}>
              <div>
                <p>
                  <strong>{libelle}</strong> {fictif && <Fictif />}
                </p>
                {parade && <p className="detail">Réponse prévue : {parade}</p>}
              </div>
              <div className="fin">
                <Etiquette
                  ton={leveLe ? 'neutre' : gravite === 3 ? 'alerte' : 'attention'}
                  icone={leveLe ? 'fait' : 'danger'}
                >
                  {leveLe ? `Levé le ${date(leveLe)}` : GRAVITES[gravite]}
                </Etiquette>
                {sien && !leveLe && (
                  <BoutonPost petit action={`/programme/risques/${id}/lever`} champs={{ version }}>
                    Risque levé
                  </BoutonPost>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {sien && (
        <FormulaireReplie
          props={props}
          id="risque"
          mots="Signaler un risque"
          action={`/programme/actions/${action.id}/risques`}
          cree
        >
          <ChampTexte nom="libelle" libelle="Ce qui pourrait arriver" />
          <ChampChoix
            nom="gravite"
            libelle="Gravité"
            enLigne
            options={Object.entries(GRAVITES).map(([valeur, libelle]) => ({
              valeur,
              libelle,
              coche: valeur === '2',
            }))}
          />
          <ChampTexte nom="parade" libelle="Réponse prévue" facultatif />
          <Actions>
            <Bouton>Signaler le risque</Bouton>
          </Actions>
        </FormulaireReplie>
      )}
    </Section>
  )
}

/** Who helps from outside: CNFPT, Région, France Travail, universities. */
export function Partenaires(props: PropsAction) {
  const { action, acteur } = props
  const sien = mene(acteur, action)
  if (action.partenaires.length === 0 && !sien) return null
  return (
    <Section titre="Partenaires" id="partenaires">
      {action.partenaires.length === 0 ? (
        <Vide>Aucun partenaire extérieur.</Vide>
      ) : (
        <ul className="liste-lignes">
          {action.partenaires.map(({ id, nom, type, apport, fictif, version }) => (
            <li key={id}>
              <div>
                <p>
                  <strong>{nom}</strong> {fictif && <Fictif />}
                </p>
                {apport && <p className="detail">{apport}</p>}
              </div>
              <div className="fin">
                <Etiquette ton="neutre" icone="accord">
                  {LIBELLES_PARTENAIRE[type]}
                </Etiquette>
                {sien && (
                  <BoutonPost petit action={`/programme/partenaires/${id}/retirer`} champs={{ version }}>
                    Terminer<span className="vh"> le partenariat avec {nom}</span>
                  </BoutonPost>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {sien && (
        <FormulaireReplie
          props={props}
          id="partenaire"
          mots="Ajouter un partenaire"
          action={`/programme/actions/${action.id}/partenaires`}
          cree
        >
          <ChampTexte nom="nom" libelle="Nom" />
          <ChampListe
            nom="type"
            libelle="Sorte"
            options={Object.entries(LIBELLES_PARTENAIRE).map(([valeur, libelle]) => ({ valeur, libelle }))}
          />
          <ChampTexte nom="apport" libelle="Ce qu’il apporte" facultatif />
          <Actions>
            <Bouton>Ajouter le partenaire</Bouton>
          </Actions>
        </FormulaireReplie>
      )}
    </Section>
  )
}
