import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { compte } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Onglets, Pagination, Section, Vide } from '#ui/textes.tsx'
import type { DecisionAuTableau, MembreAuTableau } from './decisions.queries.ts'
import { direSuivi } from './dire-effet.ts'
import { GrilleDeSuites } from './grille-de-suites.tsx'

export type DonneesDecisions = {
  readonly decisions: readonly DecisionAuTableau[]
  readonly total: number
  readonly membres: readonly MembreAuTableau[]
  readonly vue: 'toutes' | 'moi' | 'en-cours'
  readonly page: number
  readonly parPage: number
  readonly acteur: Acteur
  readonly aujourdhui: string
}

const ADRESSES = {
  toutes: '/decisions',
  moi: '/decisions?vue=moi',
  'en-cours': '/decisions?vue=en-cours',
} as const

/** The grid of all decisions and of their sequels. */
export function pageDecisions({
  decisions,
  total,
  membres,
  vue,
  page,
  parPage,
  acteur,
  aujourdhui,
}: DonneesDecisions): ContenuDePage {
  return {
    titre: 'Décisions',
    h1: 'Où en sont nos décisions, membre par membre ?',
    surtitre: acteur.cooperation,
    rubrique: '/decisions',
    chapeau: (
      <p>
        Une décision est un accord entre présidences. Elle n’engage un membre qu’après l’acte de celui-ci.
      </p>
    ),
    actions: (
      <>
        <Bouton href="/modeles" icone="fichier">
          Modèle de délibération
        </Bouton>
        <Bouton href={`/decisions.csv${vue === 'toutes' ? '' : `?vue=${vue}`}`} icone="telecharger">
          Exporter (CSV)
        </Bouton>
      </>
    ),
    contenu: (
      <>
        <Onglets
          libelle="Vues des décisions"
          vues={[
            { libelle: 'Toutes', href: ADRESSES.toutes, courant: vue === 'toutes' },
            { libelle: `Ce qui engage ${acteur.libelle}`, href: ADRESSES.moi, courant: vue === 'moi' },
            { libelle: 'En attente d’un acte', href: ADRESSES['en-cours'], courant: vue === 'en-cours' },
          ]}
        />
        {decisions.length === 0 ? (
          <Vide action={<Bouton href="/seances">Voir les séances</Bouton>}>
            {vue === 'toutes'
              ? 'Aucune décision pour le moment. Les suites apparaîtront après le premier vote.'
              : 'Aucune décision dans cette vue.'}
          </Vide>
        ) : (
          <Section
            titre="Les décisions et leurs suites"
            detail={page === 1 && total <= parPage ? direSuivi(decisions) : compte(total, 'décision')}
          >
            <GrilleDeSuites
              decisions={decisions}
              membres={membres}
              aujourdhui={aujourdhui}
              moi={acteur.organismeId}
            />
            <Pagination
              page={page}
              derniere={page * parPage >= total}
              adresse={(n) => `${ADRESSES[vue]}${ADRESSES[vue].includes('?') ? '&' : '?'}page=${n}`}
            />
          </Section>
        )}
      </>
    ),
  }
}
