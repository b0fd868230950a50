import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { compte, instant, nombre } from '#shared/typographie.ts'
import { Alerte, Colonnes, Fiche, Fictif, Section, Vide } from '#ui/textes.tsx'
import type { Population } from '../analyse/population.ts'
import { PROCEDURES } from '../domain/attente.ts'
import { OBJETS } from '../domain/operation.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import { profilDe } from '../plis/conduire-depot.ts'
import { direProfil } from '../plis/profil.ts'
import { RUBRIQUE, VuesDeLOperation } from '../vues.tsx'
import { ecrireTaux } from './fiche.ts'
import { FormulaireMarche } from './fiche-marche.tsx'
import { Gestes } from './gestes.tsx'
import { Lots, PopulationDesLots } from './lots.tsx'
import type { MarcheLu, OffreLue, QuestionLue } from './marche.queries.ts'
import { Offres } from './offres.tsx'
import { Questions } from './questions.tsx'

export type PropsMarche = RetourDeFormulaire & {
  readonly operation: OperationLue
  readonly marche: MarcheLu | null
  readonly questions: readonly QuestionLue[]
  readonly offres: readonly OffreLue[]
  readonly population: Population | null
  readonly mene: boolean
  readonly lie: boolean
  /** Form that came back with a fault. */
  readonly formulaire?: string
}

/** The consultation of insurers: its sheet, its lots and their population, its questions, its bids. */
export function pageMarche(props: PropsMarche): ContenuDePage {
  const { operation, marche, mene, alerte, statut, formulaire } = props
  return {
    titre: 'Marché et offres',
    surtitre: `${operation.titre} · ${OBJETS[operation.objet]}`,
    rubrique: RUBRIQUE,
    ...(statut && { statut }),
    ariane: [
      { libelle: 'Achats groupés', href: '/achats' },
      { libelle: operation.titre, href: `/achats/${operation.id}` },
    ],
    chapeau: marche ? (
      <p>
        {PROCEDURES[marche.procedure]}
        {marche.reference && `, référence ${marche.reference}`}. {situation(marche)}{' '}
        {operation.fictif && <Fictif />}
      </p>
    ) : undefined,
    contenu: (
      <>
        <VuesDeLOperation
          id={operation.id}
          courante="marche"
          cibles={operation.cibles}
          objet={operation.objet}
        />
        {alerte && !formulaire && (
          <Alerte>
            <p>{alerte}</p>
          </Alerte>
        )}
        {marche ? (
          <>
            <Colonnes cote={<Cote {...props} marche={marche} />}>
              <Lots {...props} marche={marche} />
              <Questions {...props} marche={marche} />
            </Colonnes>
            <PopulationDesLots {...props} marche={marche} />
            {props.lie && marche.ouvertLe && <Offres {...props} marche={marche} />}
          </>
        ) : (
          !mene && (
            <Vide titre="Le marché n’est pas encore préparé">
              {operation.pilote} conduit l’achat : niveaux, critères et lots paraîtront ici avant la
              publication.
            </Vide>
          )
        )}
        {mene && !marche?.publieLe && <FormulaireMarche {...props} />}
      </>
    ),
  }
}

function situation(marche: MarcheLu): string {
  if (marche.notesClosesLe) return `Notes closes le ${instant(marche.notesClosesLe)}.`
  if (marche.ouvertLe) return `Plis ouverts le ${instant(marche.ouvertLe)}.`
  if (marche.publieLe) return `Publié ; les offres se remettent jusqu’au ${instant(marche.limite!)}.`
  return 'En préparation, rien n’est publié.'
}

function Cote(props: PropsMarche & { readonly marche: MarcheLu }) {
  const { marche, operation } = props
  const poids = marche.criteres.reduce((t, c) => t + c.poids, 0)
  return (
    <>
      <Gestes {...props} />
      <Section titre="Consultation">
        <Fiche
          etroite
          lignes={[
            {
              nom: 'Profil d’acheteur',
              valeur: marche.depotScelle ? (
                'aucun : dépôt scellé, ici'
              ) : marche.profil ? (
                <a href={marche.profil} rel="noreferrer">
                  {marche.reference || 'voir la consultation'}
                </a>
              ) : (
                'pas encore indiqué'
              ),
            },
            { nom: 'Publié le', valeur: marche.publieLe ? instant(marche.publieLe) : 'pas encore' },
            { nom: 'Date limite', valeur: marche.limite ? instant(marche.limite) : 'pas encore fixée' },
            { nom: 'Plis ouverts le', valeur: marche.ouvertLe ? instant(marche.ouvertLe) : 'pas encore' },
            { nom: 'Durée', valeur: compte(marche.dureeMois, 'mois', 'mois') },
            {
              nom: 'Recensement en vigueur',
              valeur: props.population
                ? `${compte(props.population.etat.employeurs, 'employeur')}, ${compte(props.population.etat.agents, 'agent')}`
                : 'aucun',
            },
          ]}
        />
        <p className="detail">
          {direProfil(profilDe(marche), marche)} <a href={`/achats/${operation.id}/plis`}>Plis scellés</a>
        </p>
      </Section>
      <Section
        titre="Critères"
        detail={marche.publieLe ? 'figés à la publication' : `total ${nombre(poids)}`}
      >
        <Fiche
          etroite
          lignes={marche.criteres.map(({ nom, poids: p, genre }) => ({
            nom,
            valeur: `${compte(p, 'point')}${genre === 'prix' ? ', calculés par le moteur' : ', notés sur 20'}`,
          }))}
        />
      </Section>
      <Section titre="Niveaux de garanties">
        <Fiche
          etroite
          lignes={marche.niveaux.map((n) => ({
            nom: n.nom,
            valeur: `traitement ${ecrireTaux(n.tauxTiNbi)} %, primes ${ecrireTaux(n.tauxRi)} %, rente ${ecrireTaux(n.tauxRente)} %${n.tauxCapital ? `, capital décès ${ecrireTaux(n.tauxCapital)} % du brut annuel` : ''}`,
          }))}
        />
      </Section>
      {props.mene && (
        <p>
          <a href={`/achats/${operation.id}/marche/modele.xlsx`}>Modèle de fichier des offres (XLSX)</a>
        </p>
      )}
    </>
  )
}
