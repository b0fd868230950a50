import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { compte } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Fictif, Vide } from '#ui/textes.tsx'
import { RUBRIQUE, Vues } from '../cadre.tsx'
import { demandeUnGeste, etatDe, GENRES_CONVENTION } from '../domain/convention.ts'
import { tientSonOrganisme } from '../domain/droits.ts'
import type { MembreDuSchema } from '../schema.queries.ts'
import type { ConventionLue } from './conventions.queries.ts'
import { direFin, direLimite, EtiquetteConvention } from './vues.tsx'

/** « CDG 44, CDG 49, CNFPT ». */
export const direParties = (
  { parties, autresParties }: Pick<ConventionLue, 'parties' | 'autresParties'>,
  membres: readonly MembreDuSchema[],
): string => {
  const lies = membres.filter(({ organismeId }) => parties.includes(organismeId))
  const tous = lies.length > 2 && lies.length === membres.length
  return [
    ...(tous ? ['tous les membres'] : lies.map(({ libelle }) => libelle)),
    ...autresParties.split('\n').flatMap((partie) => partie.trim() || []),
  ].join(', ')
}

/** The register: what asks for something comes first, what is over last. */
export function pageConventions({
  conventions,
  membres,
  acteur,
  aujourdhui,
}: {
  readonly conventions: readonly ConventionLue[]
  readonly membres: readonly MembreDuSchema[]
  readonly acteur: Acteur
  readonly aujourdhui: Jour
}): ContenuDePage {
  const tient = tientSonOrganisme.autorise(acteur)
  const rang = (etat: ReturnType<typeof etatDe>) =>
    etat.situation === 'expiree' ? 0 : demandeUnGeste(etat) ? 1 : etat.situation === 'terminee' ? 3 : 2
  const lignes = conventions
    .map((convention) => ({ convention, etat: etatDe(convention, aujourdhui) }))
    .toSorted(
      (a, b) => rang(a.etat) - rang(b.etat) || (a.etat.fin ?? '9999').localeCompare(b.etat.fin ?? '9999'),
    )
  const expirees = lignes.filter(({ etat }) => etat.situation === 'expiree').length
  return {
    titre: 'Conventions',
    h1: 'Conventions, lettres de mission et accords',
    surtitre: acteur.cooperation,
    rubrique: RUBRIQUE,
    chapeau: (
      <p>
        Chaque ligne est tenue par le membre qui l’a enregistrée ; tous la lisent. Les dates de fin et de
        préavis se calculent.
      </p>
    ),
    actions: (
      <>
        <Bouton href="/conventions.csv" icone="telecharger">
          Exporter (CSV)
        </Bouton>
        {tient && (
          <Bouton href="/conventions/nouvelle" variante="primaire" icone="ajouter">
            Enregistrer une convention
          </Bouton>
        )}
      </>
    ),
    contenu: (
      <>
        <Vues courante="/conventions" />
        {expirees > 0 && (
          <Alerte
            ton="attention"
            titre={`${compte(expirees, 'convention expirée', 'conventions expirées')}, encore en usage.`}
          >
            <p>Une convention expirée n’engage plus : renouvelez-la, ou dites qu’elle n’est plus utilisée.</p>
          </Alerte>
        )}
        <Tableau
          titre="Conventions de la coopération"
          lignes={lignes}
          cleDe={({ convention }) => convention.id}
          vide={
            <Vide
              action={
                tient && <Bouton href="/conventions/nouvelle">Enregistrer la première convention</Bouton>
              }
            >
              Aucune convention n’est enregistrée.
            </Vide>
          }
          colonnes={[
            {
              cle: 'titre',
              titre: 'Convention',
              entete: true,
              contenu: ({ convention: { id, titre, genre, fictif } }) => (
                <>
                  <a href={`/conventions/${id}`}>{titre}</a>
                  <small>
                    {GENRES_CONVENTION[genre]} {fictif && <Fictif />}
                  </small>
                </>
              ),
            },
            {
              cle: 'parties',
              titre: 'Parties',
              contenu: ({ convention }) => direParties(convention, membres),
            },
            { cle: 'fin', titre: 'Fin', contenu: ({ etat }) => direFin(etat) },
            { cle: 'limite', titre: 'À dénoncer avant', contenu: ({ etat }) => direLimite(etat) },
            { cle: 'etat', titre: 'État', contenu: ({ etat }) => <EtiquetteConvention etat={etat} /> },
          ]}
        />
      </>
    ),
  }
}
