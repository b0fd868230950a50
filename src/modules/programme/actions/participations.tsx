import { gestesPossibles } from '#shared/cycle.ts'
import { deNom } from '#shared/mots.ts'
import { dateCourte } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Actions, ChampChoix, ChampListe, ChampTexte } from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import { suitPourSonOrganisme } from '../domain/droits.ts'
import { LIBELLES_PARTICIPATION, PAR_DEFAUT } from '../domain/participation.ts'
import { cycleStatut, EXIGENCES } from '../domain/statuts.ts'
import { casesDe } from '../grille.tsx'
import type { PropsAction } from './action.page.tsx'
import { peutAvancer } from './avancer.ts'
import { FormulaireReplie } from './formulaire-local.tsx'

/** One line for every member, always; each one says its own. */
export function Participations(props: PropsAction) {
  const { action, membres, acteur, aujourdhui } = props
  const cases = casesDe(action, membres, aujourdhui)
  const mienne = action.participations.find(({ organismeId }) => organismeId === acteur.organismeId)
  const nom = (id: string) =>
    membres.find(({ organismeId }) => organismeId === id)?.libelle ?? 'Ancien membre'
  return (
    <Section titre="Participation de chaque membre" id="participations">
      <ul className="liste-lignes">
        {membres.map(({ organismeId, libelle }) => {
          const { ton, icone, mot, detail } = cases[organismeId]!
          return (
            <li key={organismeId}>
              <p>
                <strong>{libelle}</strong>
              </p>
              <div className="fin">
                <Etiquette ton={ton} icone={icone}>
                  {mot}
                </Etiquette>
                {detail && <span className="detail">{detail}</span>}
              </div>
            </li>
          )
        })}
      </ul>
      {action.passees.length > 0 && (
        <details className="repli">
          <summary>Participations passées</summary>
          <ul>
            {action.passees.map(({ organismeId, type, du, au }) => (
              <li key={`${organismeId}-${du}-${au}-${type}`}>
                {nom(organismeId)} : {LIBELLES_PARTICIPATION[type].toLowerCase()}, du{' '}
                {dateCourte(du, aujourdhui)} au {dateCourte(au, aujourdhui)}
              </li>
            ))}
          </ul>
        </details>
      )}
      {suitPourSonOrganisme.autorise(acteur) && (
        <FormulaireReplie
          props={props}
          id="participation"
          mots={`Dire la participation ${deNom(acteur.libelle)}`}
          action={`/programme/actions/${action.id}/participation`}
        >
          <ChampChoix
            nom="type"
            libelle={`Pour cette action, ${acteur.libelle}`}
            aide="Un membre qui ne participe pas reste informé, et n’est pas lié."
            options={Object.entries(LIBELLES_PARTICIPATION).map(([valeur, libelle]) => ({
              valeur,
              libelle,
              coche: valeur === (mienne?.type ?? PAR_DEFAUT),
            }))}
          />
          <ChampTexte
            nom="motif"
            libelle="Pourquoi"
            aide="Demandé si elle ne vous concerne pas."
            facultatif
          />
          <Actions>
            <Bouton>Enregistrer notre participation</Bouton>
          </Actions>
        </FormulaireReplie>
      )}
    </Section>
  )
}

/** The deeds possible from the present state, for who may do them. */
export function GestesDeStatut(props: PropsAction) {
  const { action, acteur, decisions } = props
  const gestes = gestesPossibles(cycleStatut, action.statut).filter((geste) =>
    peutAvancer(acteur, action, geste),
  )
  if (gestes.length === 0) return null
  return (
    <Section titre="Faire avancer le statut" id="statut">
      {gestes.map((geste) => {
        const { decision, motif } = EXIGENCES[geste]
        return (
          <FormulaireReplie
            key={geste}
            props={props}
            id={`statut-${geste}`}
            mots={cycleStatut[geste].libelle}
            action={`/programme/actions/${action.id}/statut/${geste}`}
            version={action.version}
          >
            {decision && (
              <ChampListe
                nom="decisionId"
                libelle="Décision commune"
                vide="Choisissez"
                options={decisions.map(({ id, numero, titre }) => ({
                  valeur: id,
                  libelle: `${numero} : ${titre}`,
                }))}
              />
            )}
            {motif && <ChampTexte nom="motif" libelle="Pourquoi" />}
            <Actions>
              <Bouton>{cycleStatut[geste].libelle}</Bouton>
            </Actions>
          </FormulaireReplie>
        )
      })}
    </Section>
  )
}
