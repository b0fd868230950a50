import { organesDe } from '#modules/annuaire'
import { gestesPossibles } from '#shared/cycle.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampChoix, ChampListe, ChampTexte, Formulaire, valeurDe } from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import { cycleSuite, type GesteSuite } from '../domain/suite.ts'
import { ChampsDeLActe } from './champs-acte.tsx'
import type { SuiteDetaillee } from './decisions.queries.ts'
import { adresseDe, type DonneesSuite } from './donnees-suite.ts'

/** What a member's own people record, and how they rectify it. */
export function Saisie(donnees: DonneesSuite & { readonly suite: SuiteDetaillee }) {
  const { suite, membre, decision, fautes = [], saisies, alerte } = donnees
  const gestes = gestesPossibles(cycleSuite, suite.etat)
  const choisi = valeurDe(saisies, 'geste', gestes[0])
  const action = adresseDe(donnees)
  const rectifie = choisi === 'rectifier'
  return (
    <>
      {gestes.length > 0 && (
        <Section titre="Enregistrer la suite">
          <Formulaire
            action={action}
            fautes={rectifie ? [] : fautes}
            alerte={rectifie ? undefined : alerte}
            version={suite.version}
          >
            <ChampChoix
              nom="geste"
              libelle="Que s’est-il passé ?"
              fautes={fautes}
              options={gestes.map((geste) => ({
                valeur: geste,
                libelle: cycleSuite[geste].libelle,
                coche: geste === choisi,
                aide: AIDES[geste],
              }))}
            />
            <ChampListe
              nom="organe"
              libelle="Organe qui décide"
              valeur={valeurDe(saisies, 'organe', suite.organe)}
              options={organesDe(membre.typeOrganisme).map(({ code, libelle }) => ({
                valeur: code,
                libelle,
              }))}
            />
            <ChampsDeLActe
              suite={suite}
              saisies={rectifie ? undefined : saisies}
              fautes={rectifie ? [] : fautes}
              etat={suite.etat}
              adopteeLe={decision.adopteeLe}
            />
            <Actions>
              <Bouton variante="primaire">Enregistrer pour {membre.libelle}</Bouton>
            </Actions>
          </Formulaire>
        </Section>
      )}
      {suite.trace.length > 0 && (
        <details className="repli" open={rectifie}>
          <summary>Rectifier ce qui a été enregistré</summary>
          <p className="detail">
            L’état ne change pas. Les valeurs d’origine restent dans l’historique, avec votre motif.
          </p>
          <Formulaire
            action={action}
            fautes={rectifie ? fautes : []}
            alerte={rectifie ? alerte : undefined}
            version={suite.version}
            id="rectifier"
            prefixe
          >
            <input type="hidden" name="geste" value="rectifier" />
            <ChampsDeLActe
              suite={suite}
              saisies={rectifie ? saisies : undefined}
              fautes={rectifie ? fautes : []}
              etat="executoire"
              adopteeLe={decision.adopteeLe}
              rectification
            />
            <ChampTexte
              nom="motif"
              libelle="Pourquoi rectifiez-vous ?"
              valeur={rectifie ? valeurDe(saisies, 'motif') : ''}
              fautes={rectifie ? fautes : []}
            />
            <Actions>
              <Bouton>Rectifier</Bouton>
            </Actions>
          </Formulaire>
        </details>
      )}
    </>
  )
}

const AIDES: Readonly<Partial<Record<GesteSuite, string>>> = {
  inscrire: 'Indiquez la date de la réunion.',
  voter: 'Indiquez le numéro et la date de l’acte, et le vote si vous l’avez.',
  rejeter: 'La décision sera rouverte pour votre structure seule.',
  transmettre: 'Au représentant de l’État dans le département.',
  rendre_executoire: 'Transmis et publié.',
  declarer_sans_objet: 'Dites pourquoi dans la note : par exemple, déjà délégué.',
}
