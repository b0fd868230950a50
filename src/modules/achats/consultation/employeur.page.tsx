import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { compte, date, dateSaisie, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Fiche, Section } from '#ui/textes.tsx'
import { sertCetEmployeur } from '../domain/droits.ts'
import { assureDesAgents } from '../domain/operation.ts'
import { INTENTIONS } from '../domain/reponse.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import { RUBRIQUE } from '../vues.tsx'
import type { EmployeurLu } from './employeurs.queries.ts'
import { EtiquetteEmployeur } from './employeurs-liste.tsx'
import { FormulaireReponse } from './formulaire-reponse.tsx'

/** One employer in a purchase: its answer, and the paper that its own centre enters in its name. */
export function pageEmployeur({
  operation,
  employeur: e,
  acteur,
  aujourdhui,
  ouverte,
  statut,
  ...retour
}: RetourDeFormulaire & {
  readonly operation: OperationLue
  readonly employeur: EmployeurLu
  readonly acteur: Acteur
  readonly aujourdhui: Jour
  readonly ouverte: boolean
}): ContenuDePage {
  const sien = sertCetEmployeur(acteur, e)
  return {
    titre: e.nom,
    surtitre: operation.titre,
    rubrique: RUBRIQUE,
    ...(statut && { statut }),
    ariane: [
      { libelle: 'Achats groupés', href: '/achats' },
      { libelle: operation.titre, href: `/achats/${operation.id}` },
      { libelle: 'Employeurs', href: `/achats/${operation.id}/employeurs` },
    ],
    chapeau: (
      <p>
        Servi par {e.centre}. <EtiquetteEmployeur employeur={e} />
      </p>
    ),
    actions: assureDesAgents(operation.objet) && (
      <Bouton href={`/achats/employeurs/${e.id}/recensement`} icone="collectivites">
        {e.recenses === null ? 'Recensement' : `Recensement : ${compte(e.recenses, 'agent')}`}
      </Bouton>
    ),
    contenu: (
      <>
        <Section titre="Sa réponse">
          <Fiche
            lignes={[
              { nom: 'Participation', valeur: e.intention ? INTENTIONS[e.intention] : 'pas encore dit' },
              { nom: 'Niveau', valeur: e.niveau || 'pas dit' },
              { nom: 'Agents', valeur: e.agents === null ? 'pas dit' : nombre(e.agents) },
              { nom: 'Situation', valeur: e.situation || 'pas dite' },
              {
                nom: 'Mandat',
                valeur: e.mandatLe ? (
                  <>
                    {e.mandatNumero}, du {date(e.mandatLe)}
                    {e.mandatFichier && (
                      <>
                        {' '}
                        (<a href={`/fichiers/${e.mandatFichier}`}>acte signé</a>)
                      </>
                    )}
                  </>
                ) : (
                  'pas encore donné'
                ),
              },
              {
                nom: 'Reçue',
                valeur: e.reponduLe
                  ? `le ${date(jourDe(e.reponduLe))}, ${e.reponduPar === 'papier' ? `sur papier, saisie par ${e.centre}` : 'par le lien personnel'}`
                  : `pas encore ; ${compte(e.relances, 'relance')}`,
              },
            ]}
          />
        </Section>
        {sien && ouverte && (
          <Section
            titre="Une réponse arrivée sur papier"
            detail="saisie en son nom, et notée comme telle"
            id="papier"
            filet
          >
            <FormulaireReponse
              employeur={e}
              niveaux={operation.niveaux}
              action={`/achats/employeurs/${e.id}/papier`}
              modele={`/achats/employeurs/${e.id}/mandat.docx`}
              brouillon={null}
              papier={{ recuLe: dateSaisie(aujourdhui) }}
              {...retour}
            />
          </Section>
        )}
      </>
    ),
  }
}
