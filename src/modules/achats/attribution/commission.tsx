import { jourDe } from '#shared/dates.ts'
import { date, instant } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampListe, ChampTexte, Formulaire } from '#ui/formulaire.tsx'
import { Fiche, Section } from '#ui/textes.tsx'
import type { MarcheLu } from '../marche/marche.queries.ts'
import type { PropsAttribution } from './attribution.page.tsx'
import { SCHEMA_DECP } from './decp.ts'

/** The session of the commission, the buyer, and the national data. */
export function Commission(props: PropsAttribution & { readonly marche: MarcheLu }) {
  const { operation, marche, reglages, mene, formulaire, fautes, saisies, alerte } = props
  return (
    <>
      <Section titre="Commission">
        <Fiche
          etroite
          lignes={[
            {
              nom: 'Séance',
              valeur: marche.seance ? (
                <a href={`/seances/${marche.seance.id}`}>
                  {marche.seance.titre}, {date(jourDe(marche.seance.le))}
                </a>
              ) : (
                'pas encore indiquée'
              ),
            },
            {
              nom: 'Notes closes le',
              valeur: marche.notesClosesLe ? instant(marche.notesClosesLe) : 'pas encore',
            },
            { nom: 'SIRET de l’acheteur', valeur: reglages.acheteurSiret || 'à compléter' },
          ]}
        />
        {mene && (
          <Formulaire
            id="reglages"
            prefixe
            action={`/achats/${operation.id}/attribution/reglages`}
            version={marche.version}
            {...(formulaire === 'reglages' && { fautes: fautes ?? [], saisies: saisies ?? {}, alerte })}
          >
            <ChampListe
              nom="seance"
              libelle="Séance de la commission"
              vide="Aucune"
              valeur={marche.seance?.id ?? ''}
              options={reglages.seances.map(({ id, titre, le }) => ({
                valeur: id,
                libelle: `${titre}, ${date(jourDe(le))}`,
              }))}
              facultatif
            />
            <ChampTexte
              nom="siret"
              libelle="SIRET de l’acheteur"
              taille="court"
              valeur={reglages.acheteurSiret}
              facultatif
            />
            <Actions>
              <Bouton>Enregistrer</Bouton>
            </Actions>
          </Formulaire>
        )}
      </Section>
      <Section titre="Données essentielles">
        <p>
          Schéma national, version {SCHEMA_DECP.version}, en {SCHEMA_DECP.en}.
        </p>
        {props.decp ? (
          <p>
            <a href={`/achats/${operation.id}/decp.json`}>
              Fiche DECP des lots notifiés (JSON, conforme au schéma)
            </a>
          </p>
        ) : (
          <p>
            {marche.procedure === 'convention'
              ? 'Une convention de participation n’est pas un marché public : elle n’a pas de fiche.'
              : 'La fiche se forme quand un lot est notifié et publié, et que le SIRET de l’acheteur est indiqué.'}
          </p>
        )}
      </Section>
    </>
  )
}
