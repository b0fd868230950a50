import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { date, dateSaisie, montant, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampDate,
  ChampMontant,
  ChampNombre,
  ChampTexte,
  CoteACote,
  Formulaire,
  valeurDe,
} from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Fictif, Section } from '#ui/textes.tsx'
import { estLeSien } from '../domain/droits.ts'
import type { BaseLue } from './couts.queries.ts'

const enEuros = (centimes: number | null): string =>
  centimes === null ? '' : montant(centimes).replace(/\s*€$/u, '')

/** What every member declares, to weigh the share of costs; one's own can be written. */
export function pageBases({
  bases,
  acteur,
  fautes,
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & { readonly bases: readonly BaseLue[]; readonly acteur: Acteur }): ContenuDePage {
  const sienne = bases.find((base) => estLeSien(acteur, base))
  return {
    titre: 'Bases de répartition',
    h1: 'Sur quoi les coûts se partagent-ils ?',
    surtitre: acteur.cooperation,
    rubrique: '/programme',
    ariane: [
      { libelle: 'Programme', href: '/programme' },
      { libelle: 'Part de chaque membre', href: '/programme/membres' },
    ],
    ...(statut && { statut }),
    chapeau: (
      <p>
        Chaque membre déclare ses propres nombres. Une clé garde ceux du jour où elle est fixée : les changer
        ici ne change aucune répartition passée.
      </p>
    ),
    contenu: (
      <>
        <Section titre="Déclarées par chaque membre">
          <Tableau<BaseLue>
            titre="Bases déclarées par chaque membre"
            lignes={bases}
            cleDe={({ organismeId }) => organismeId}
            estCourante={({ organismeId }) => organismeId === acteur.organismeId}
            colonnes={[
              { cle: 'membre', titre: 'Membre', entete: true, contenu: ({ libelle }) => libelle },
              {
                cle: 'agents',
                titre: 'Agents',
                nombre: true,
                contenu: ({ agents }) => (agents === null ? 'non déclaré' : nombre(agents)),
              },
              {
                cle: 'masse',
                titre: 'Masse salariale',
                nombre: true,
                contenu: ({ masse }) => (masse === null ? 'non déclarée' : montant(masse)),
              },
              {
                cle: 'au',
                titre: 'Au',
                contenu: ({ au }) => (au === null ? '' : date(au)),
              },
              {
                cle: 'source',
                titre: 'Source',
                contenu: ({ source, fictif }) => (
                  <>
                    {source} {fictif && <Fictif />}
                  </>
                ),
              },
            ]}
          />
        </Section>
        {sienne && (
          <Section titre="Les vôtres">
            <Formulaire
              action="/programme/bases"
              fautes={fautes}
              {...(saisies && { saisies })}
              alerte={alerte}
              version={Number(valeurDe(saisies, 'version', String(sienne.version)))}
            >
              <CoteACote>
                <ChampNombre
                  nom="agents"
                  libelle="Agents des collectivités affiliées"
                  facultatif
                  valeur={sienne.agents === null ? '' : String(sienne.agents)}
                />
                <ChampMontant
                  nom="masse"
                  libelle="Masse salariale d’une année"
                  facultatif
                  valeur={enEuros(sienne.masse)}
                />
              </CoteACote>
              <ChampDate nom="au" libelle="Constatés le" valeur={dateSaisie(sienne.au)} />
              <ChampTexte
                nom="source"
                libelle="Source"
                aide="Exemple : rapport social unique 2025"
                valeur={sienne.source}
              />
              <Actions>
                <Bouton variante="primaire">Enregistrer nos bases</Bouton>
              </Actions>
            </Formulaire>
          </Section>
        )}
      </>
    ),
  }
}
