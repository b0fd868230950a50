import { compte, dateCourte, dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Actions, ChampChoix, ChampDate, ChampNombre, ChampTexte } from '#ui/formulaire.tsx'
import { Fictif, Section, Vide } from '#ui/textes.tsx'
import { mene } from '../../domain/droits.ts'
import { cycleJalon, LIBELLES_JALON, retardDe } from '../../domain/jalons.ts'
import type { JalonLu } from '../../programme.queries.ts'
import type { PropsAction } from '../action.page.tsx'
import { FormulaireReplie } from '../formulaire-local.tsx'

/** Milestones in the order of their dates; who leads the action moves them. */
export function Jalons(props: PropsAction) {
  const { action, acteur, aujourdhui } = props
  const sien = mene(acteur, action)
  return (
    <Section titre="Jalons" id="jalons" detail={compte(action.jalons.length, 'jalon')}>
      {action.jalons.length === 0 ? (
        <Vide>Sans jalon, l’avancement reste inconnu.</Vide>
      ) : (
        <ul className="liste-lignes">
          {action.jalons.map((jalon) => (
            <li key={jalon.id}>
              <div>
                <p>
                  <strong>{jalon.titre}</strong> {jalon.fictif && <Fictif />}
                </p>
                <p className="detail">{direJalon(jalon, aujourdhui)}</p>
                {sien && <GestesDuJalon props={props} jalon={jalon} />}
              </div>
              <div className="fin">
                <SigneDuJalon jalon={jalon} aujourdhui={aujourdhui} />
              </div>
            </li>
          ))}
        </ul>
      )}
      {sien && (
        <FormulaireReplie
          props={props}
          id="jalon"
          mots="Ajouter un jalon"
          action={`/programme/actions/${action.id}/jalons`}
          cree
        >
          <ChampTexte nom="titre" libelle="Ce qui sera fait" />
          <ChampDate nom="echeance" libelle="Pour le" />
          <ChampNombre
            nom="poids"
            libelle="Poids dans l’avancement"
            aide="1 en général."
            valeur="1"
            facultatif
          />
          <Actions>
            <Bouton>Ajouter le jalon</Bouton>
          </Actions>
        </FormulaireReplie>
      )}
    </Section>
  )
}

function direJalon(jalon: JalonLu, aujourdhui: string): string {
  const { echeance, atteintLe, reports, motif, poids } = jalon
  const retard = retardDe(jalon, aujourdhui)
  return [
    atteintLe
      ? `atteint le ${dateCourte(atteintLe, aujourdhui)}, prévu le ${dateCourte(echeance, aujourdhui)}`
      : `pour le ${dateCourte(echeance, aujourdhui)}`,
    retard > 0 && `en retard de ${compte(retard, 'jour')}`,
    poids > 1 && `poids ${poids}`,
    reports > 0 && `reporté ${compte(reports, 'fois', 'fois')}`,
    motif,
  ]
    .filter(Boolean)
    .join(' · ')
}

function SigneDuJalon({ jalon, aujourdhui }: { readonly jalon: JalonLu; readonly aujourdhui: string }) {
  if (jalon.etat === 'atteint')
    return (
      <Etiquette ton="ok" icone="fait">
        {LIBELLES_JALON.atteint}
      </Etiquette>
    )
  if (jalon.etat === 'annule')
    return (
      <Etiquette ton="neutre" icone="sans_objet">
        {LIBELLES_JALON.annule}
      </Etiquette>
    )
  return retardDe(jalon, aujourdhui) > 0 ? (
    <Etiquette ton="alerte" icone="horloge">
      En retard
    </Etiquette>
  ) : (
    <Etiquette ton="info" icone="a_faire">
      {LIBELLES_JALON.prevu}
    </Etiquette>
  )
}

function GestesDuJalon({ props, jalon }: { readonly props: PropsAction; readonly jalon: JalonLu }) {
  const id = `jalon-${jalon.id}`
  const ouvert = jalon.etat === 'prevu'
  return (
    <FormulaireReplie
      props={props}
      id={id}
      mots={
        <>
          Mettre à jour<span className="vh"> le jalon « {jalon.titre} »</span>
        </>
      }
      action={`/programme/jalons/${jalon.id}`}
      version={jalon.version}
    >
      <ChampChoix
        nom="geste"
        libelle="Que s’est-il passé ?"
        options={(ouvert ? (['atteindre', 'reporter', 'annuler'] as const) : (['rouvrir'] as const)).map(
          (geste, i) => ({ valeur: geste, libelle: cycleJalon[geste].libelle, coche: i === 0 }),
        )}
      />
      {ouvert && (
        <>
          <ChampDate nom="atteintLe" libelle="Atteint le" facultatif valeur={dateSaisie(props.aujourdhui)} />
          <ChampDate nom="echeance" libelle="Ou reporté au" facultatif />
        </>
      )}
      <ChampTexte nom="motif" libelle="Pourquoi" aide="Demandé pour reporter ou annuler." facultatif />
      <Actions>
        <Bouton>Enregistrer le jalon</Bouton>
      </Actions>
    </FormulaireReplie>
  )
}
