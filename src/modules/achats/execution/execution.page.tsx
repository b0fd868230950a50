import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { compte, date, montant, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette, type Ton } from '#ui/etiquette.tsx'
import { GraphiqueLignes } from '#ui/graphique/lignes.tsx'
import type { NomIcone } from '#ui/icone.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, ChiffreCle, ChiffresCles, Fictif, Section, Vide } from '#ui/textes.tsx'
import type { EtatDesComptes } from '../domain/contrat/execution.ts'
import { conduit } from '../domain/droits.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import { cadreDeLOperation, TeteDeLOperation } from '../vues.tsx'
import type { Bilan } from './bilan-du-contrat.ts'
import { EventailDesContrats, TableauCompare } from './projection.tsx'
import type { ProjectionDesContrats } from './projeter-contrats.ts'
import { Renouvellement } from './renouvellement.tsx'
import { Revisions } from './revisions.tsx'

export type PropsExecution = RetourDeFormulaire & {
  readonly operation: OperationLue
  readonly bilan: Bilan
  readonly projection: ProjectionDesContrats | null
  readonly acteur: Acteur
  readonly aujourdhui: Jour
}

export const enPourcent = (valeur: number | null): string =>
  valeur === null ? 'pas de primes' : `${nombre(valeur)} %`

/** A contract under way: accounts, claims against premiums, rates asked for, headcounts, renewal. */
export function pageExecution(p: PropsExecution): ContenuDePage {
  const { operation, bilan, acteur } = p
  const mene = conduit(acteur, operation)
  const derniere = bilan.annees.at(-1)
  return {
    titre: `Exécution : ${operation.titre}`,
    h1: direExecution(bilan),
    ...cadreDeLOperation(operation, p.statut),
    chapeau: (
      <p>
        Ce que suit le comité paritaire de pilotage et de suivi : comptes des assureurs, taux demandés,
        effectifs. {bilan.contrats.some(({ contrat }) => contrat.fictif) && <Fictif>chiffres fictifs</Fictif>}
      </p>
    ),
    actions: (
      <>
        {mene && (
          <>
            <Bouton href={`/achats/${operation.id}/contrats/nouveau`} icone="ajouter">
              Ajouter un contrat
            </Bouton>
            <Bouton href="/imports/comptes-assureurs" icone="importer">
              Importer des comptes
            </Bouton>
          </>
        )}
        {bilan.contrats.length > 0 && (
          <>
            <Bouton href={`/achats/${operation.id}/execution/rapport.docx`} icone="telecharger">
              Rapport DOCX
            </Bouton>
            <Bouton
              href={`/achats/${operation.id}/execution/rapport.pdf`}
              icone="telecharger"
              variante="primaire"
            >
              Rapport PDF
            </Bouton>
          </>
        )}
      </>
    ),
    contenu: (
      <>
        <TeteDeLOperation operation={operation} courante="execution" alerte={p.alerte} />
        {bilan.contrats.length === 0 ? (
          <Vide>Aucun contrat n’est enregistré : chaque lot a le sien à sa signature.</Vide>
        ) : (
          <>
            <ChiffresCles>
              <ChiffreCle
                valeur={enPourcent(derniere?.sp ?? null)}
                libelle="sinistres rapportés aux cotisations"
                detail={
                  derniere ? `exercice ${derniere.exercice}, provisions comprises` : 'aucun compte reçu'
                }
              />
              <ChiffreCle valeur={nombre(bilan.employeurs)} libelle="employeurs couverts" />
              <ChiffreCle valeur={nombre(bilan.agents)} libelle="agents couverts" />
              <ChiffreCle valeur={montant(bilan.frais)} libelle="de frais de pilotage par an" />
            </ChiffresCles>
            <Retards {...p} />
            <Sinistres {...p} />
            <ParContrat {...p} />
            <Revisions {...p} mene={mene} />
            <Renouvellement {...p} />
          </>
        )}
      </>
    ),
  }
}

const direExecution = ({ contrats, enRetard, revisions }: Bilan): string => {
  if (contrats.length === 0) return 'Le contrat n’a pas commencé'
  if (enRetard.length > 0)
    return `${compte(enRetard.length, 'compte annuel est', 'comptes annuels sont')} en retard`
  const attendues = revisions.filter(({ revision }) => revision.issue === 'attendue')
  if (attendues.length > 0)
    return `${compte(attendues.length, 'taux demandé attend', 'taux demandés attendent')} une réponse`
  return 'Le contrat suit son cours'
}

const Retards = ({ bilan }: PropsExecution) =>
  bilan.enRetard.length === 0 ? null : (
    <Alerte ton="attention" titre="Comptes attendus avant le 31 août">
      <ul>
        {bilan.enRetard.map(({ contrat, exercice, echeance }) => (
          <li key={`${contrat.id}${exercice}`}>
            {contrat.assureur}, {contrat.intitule} : comptes {exercice}, attendus le {date(echeance)}.
          </li>
        ))}
      </ul>
    </Alerte>
  )

function Sinistres({ bilan, projection }: PropsExecution) {
  const { annees, survenances } = bilan
  if (annees.length === 0)
    return (
      <Section titre="Sinistres rapportés aux cotisations">
        <Vide>Aucun compte n’est encore reçu.</Vide>
        {projection && <EventailDesContrats projection={projection} />}
        {projection && <TableauCompare projection={projection} survenances={survenances} />}
      </Section>
    )
  const exercices = annees.map(({ exercice }) => exercice)
  const dernier = annees.at(-1)!
  return (
    <Section
      titre="Sinistres rapportés aux cotisations"
      detail="par exercice et par année des arrêts ; payé seul, le rapport trompe"
    >
      <GraphiqueLignes
        conclusion={`En ${dernier.exercice}, ${enPourcent(dernier.sp)} provisions comprises, ${enPourcent(dernier.paye)} payés.`}
        titre="Sinistres rapportés aux cotisations, par année"
        nomDesCategories="Année"
        categories={exercices.map((exercice) => ({ libelle: String(exercice) }))}
        formater={(valeur) => `${nombre(Math.round(valeur * 10) / 10)} %`}
        repere={{ valeur: 100, libelle: 'cotisations' }}
        series={[
          { libelle: 'Par exercice', valeurs: annees.map(({ sp }) => sp) },
          {
            libelle: 'Par année des arrêts',
            trait: 'tirets',
            valeurs: exercices.map((annee) => survenances.find((s) => s.annee === annee)?.ratioSP ?? null),
          },
          { libelle: 'Payé seulement', trait: 'points', valeurs: annees.map(({ paye }) => paye) },
        ]}
      />
      {projection && <EventailDesContrats projection={projection} />}
      {projection && <TableauCompare projection={projection} survenances={survenances} />}
      <Tableau
        titre="Comptes, tous contrats"
        lignes={annees}
        cleDe={({ exercice }) => String(exercice)}
        colonnes={[
          { cle: 'exercice', titre: 'Exercice', entete: true, contenu: ({ exercice }) => String(exercice) },
          { cle: 'primes', titre: 'Cotisations', nombre: true, contenu: ({ primes }) => montant(primes) },
          {
            cle: 'payes',
            titre: 'Prestations payées',
            nombre: true,
            contenu: ({ prestations }) => montant(prestations),
          },
          {
            cle: 'charge',
            titre: 'Charge, provisions comprises',
            nombre: true,
            contenu: ({ charge }) => montant(charge),
          },
          { cle: 'sp', titre: 'Rapport', nombre: true, contenu: ({ sp }) => enPourcent(sp) },
        ]}
      />
    </Section>
  )
}

const ETATS_COMPTES: Readonly<Record<EtatDesComptes['etat'], readonly [Ton, NomIcone, string]>> = {
  recu: ['ok', 'fait', 'reçus'],
  recu_en_retard: ['attention', 'fait', 'reçus en retard'],
  attendu: ['neutre', 'horloge', 'attendus'],
  en_retard: ['alerte', 'attention', 'en retard'],
}

const ParContrat = ({ bilan }: PropsExecution) => (
  <Section titre="Par contrat" filet>
    <Tableau
      titre="Contrats, effectifs et comptes"
      lignes={bilan.contrats}
      cleDe={({ contrat }) => contrat.id}
      colonnes={[
        {
          cle: 'contrat',
          titre: 'Contrat',
          entete: true,
          contenu: ({ contrat }) => (
            <>
              <a href={`/achats/contrats/${contrat.id}`}>{contrat.intitule}</a>
              <small>
                {contrat.assureur}, jusqu’au {date(contrat.au)}
              </small>
            </>
          ),
        },
        {
          cle: 'taux',
          titre: 'Taux en vigueur',
          contenu: ({ contrat }) =>
            [...new Set(contrat.tarifs.map(({ niveau }) => niveau))]
              .map(
                (niveau) => `${nombre(contrat.tarifs.findLast((t) => t.niveau === niveau)!.taux / 1000)} %`,
              )
              .join(' ; '),
        },
        {
          cle: 'employeurs',
          titre: 'Employeurs',
          nombre: true,
          contenu: ({ effectif }) => nombre(effectif?.employeurs ?? 0),
        },
        {
          cle: 'agents',
          titre: 'Agents',
          nombre: true,
          contenu: ({ effectif }) => nombre(effectif?.agents ?? 0),
        },
        { cle: 'frais', titre: 'Frais par an', nombre: true, contenu: ({ frais }) => montant(frais) },
        {
          cle: 'sp',
          titre: 'Rapport',
          nombre: true,
          contenu: ({ annees }) => enPourcent(annees.at(-1)?.sp ?? null),
        },
        {
          cle: 'comptes',
          titre: 'Comptes',
          contenu: ({ rendus }) =>
            rendus.length === 0
              ? 'aucun exercice fini'
              : rendus.map(({ exercice, etat }) => {
                  const [ton, icone, mot] = ETATS_COMPTES[etat]
                  return (
                    <Etiquette key={exercice} ton={ton} icone={icone} discrete>
                      {exercice} : {mot}
                    </Etiquette>
                  )
                }),
        },
      ]}
    />
  </Section>
)
