import type { ContenuDePage } from '#platform/http/services.ts'
import { date, mois as direMois, montant, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampDate,
  ChampListe,
  ChampMontant,
  ChampNombre,
  Formulaire,
  GroupeDeChamps,
} from '#ui/formulaire.tsx'
import { GraphiqueEmpile } from '#ui/graphique/barres.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, ChiffreCle, ChiffresCles, Colonnes, Section } from '#ui/textes.tsx'
import { CONGES, type IssueSimulation, NIVEAUX, PRIMES, type SaisieSimulation, STATUTS } from './demande.ts'
import { Explications } from './explications.tsx'
import { type LigneDeMois, type Resultat, resumer } from './resultat.ts'

/** What a stop costs, without and with the contract: no account, nothing kept. `issue` is null before anything was typed. */
export function pageSimulateur({
  saisie,
  issue,
  estExemple,
}: {
  readonly saisie: SaisieSimulation
  readonly issue: IssueSimulation
  readonly estExemple: boolean
}): ContenuDePage {
  const simulation = issue.ok ? issue.valeur : null
  const resultat = simulation && resumer(simulation)
  return {
    titre: 'Simuler un arrêt de travail',
    h1: simulation
      ? `Si vous êtes arrêté ${simulation.mois === 1 ? 'un mois' : `${nombre(simulation.mois)} mois`}, combien recevez-vous ?`
      : 'Si vous êtes arrêté, combien recevez-vous ?',
    surtitre: 'Simulateur de rémunération',
    ...(!issue.ok && { statut: 422 }),
    ilots: ['simulateur'],
    large: true,
    chapeau: (
      <p>
        {simulation && resultat && (
          <>
            Du {date(simulation.debut)} au {date(simulation.fin)}. Le contrat ajoute{' '}
            <strong>{montant(resultat.total.ajoute)}</strong> à ce que verse votre employeur.{' '}
          </>
        )}
        Montants nets, avant impôt. {estExemple && 'Exemple : remplacez ses valeurs par les vôtres. '}
        Taux de cotisation <em>fictifs</em>. Rien n’est enregistré.
      </p>
    ),
    contenu: (
      <div id="resultats">
        <Colonnes cote={<Situation saisie={saisie} issue={issue} />}>
          {resultat ? (
            <>
              <Chiffres {...resultat} />
              <ParMois resultat={resultat} />
              <Section titre="En somme">
                <Bilan {...resultat} />
              </Section>
            </>
          ) : (
            <Alerte ton="info" titre="Il manque de quoi calculer">
              <p>Corrigez ce qui est signalé à côté : le calcul suit aussitôt.</p>
            </Alerte>
          )}
        </Colonnes>
        {simulation && <Explications simulation={simulation} />}
      </div>
    ),
  }
}

const part = (n: number, total: number): string =>
  `${nombre(Math.round((1000 * n) / total) / 10)} % de votre net habituel`

const Chiffres = ({ pire, net, cotisation }: Resultat) => (
  <ChiffresCles>
    <ChiffreCle
      valeur={montant(pire.sans)}
      libelle="Sans le contrat"
      detail={`en ${enMois(pire)}, ${part(pire.sans, net)}`}
    />
    <ChiffreCle
      valeur={montant(pire.avec)}
      libelle="Avec le contrat"
      detail={`en ${enMois(pire)}, ${part(pire.avec, net)}`}
    />
    <ChiffreCle
      valeur={montant(cotisation)}
      libelle="Votre cotisation"
      detail="par mois ; votre employeur paie au moins autant (taux fictif)"
    />
  </ChiffresCles>
)

const enMois = ({ mois }: LigneDeMois): string => direMois(`${mois}-01`).toLowerCase()

const euros = (centimes: number): string => nombre(Math.round(centimes / 100))

function ParMois({ resultat: { lignes, total, net } }: { readonly resultat: Resultat }) {
  const nombreDeMois = lignes.length
  return (
    <Section titre="Mois par mois" detail="net reçu, en euros">
      <GraphiqueEmpile
        id="mois"
        conclusion={`Votre net habituel est de ${montant(net)}. Au plus bas, le contrat porte le mois de ${montant(Math.min(...lignes.map(({ sans }) => sans)))} à ${montant(Math.min(...lignes.map(({ avec }) => avec)))}.`}
        titre="Net reçu chaque mois, en euros"
        nomDesCategories="Mois"
        categories={lignes.map(({ mois }) => ({
          libelle: nombreDeMois > 12 ? mois.slice(2) : moisCourt(mois),
        }))}
        formater={euros}
        series={[
          { libelle: 'Versé par l’employeur', motif: 'plein', valeurs: lignes.map(({ sans }) => sans) },
          {
            libelle: 'Ajouté par le contrat',
            motif: 'hachures',
            valeurs: lignes.map(({ ajoute }) => ajoute),
          },
          { libelle: 'Manque', motif: 'contour', valeurs: lignes.map(({ manque }) => manque) },
        ]}
        repere={{ valeur: net, libelle: `Votre net habituel : ${montant(net)}` }}
      />
      <div id="mois-par-mois">
        <Tableau
          titre="Net reçu chaque mois, sans et avec le contrat"
          lignes={lignes}
          cleDe={({ mois }) => mois}
          colonnes={[
            {
              cle: 'mois',
              titre: 'Mois',
              entete: true,
              contenu: ({ mois }) => direMois(`${mois}-01`),
              total: 'En tout',
            },
            { cle: 'jours', titre: 'Trentièmes payés', contenu: ({ jours }) => jours, total: '' },
            ...(
              [
                ['sans', 'Sans le contrat'],
                ['ajoute', 'Ajouté par le contrat'],
                ['avec', 'Avec le contrat'],
                ['manque', 'Manque encore'],
              ] as const
            ).map(([cle, titre]) => ({
              cle,
              titre,
              nombre: true,
              contenu: (ligne: LigneDeMois) => montant(ligne[cle]),
              total: montant(total[cle]),
            })),
          ]}
        />
      </div>
    </Section>
  )
}

const MOIS_COURTS = [
  'janv.',
  'févr.',
  'mars',
  'avr.',
  'mai',
  'juin',
  'juil.',
  'août',
  'sept.',
  'oct.',
  'nov.',
  'déc.',
]
const moisCourt = (mois: string): string => MOIS_COURTS[Number(mois.slice(5)) - 1]!

const Bilan = ({ total, cotisations, lignes }: Resultat) => (
  <p id="bilan">
    Sur {nombre(lignes.length)} mois, le contrat vous verse <strong>{montant(total.ajoute)}</strong> et vous
    coûte <strong>{montant(cotisations)}</strong> de cotisation :{' '}
    {total.ajoute >= cotisations ? (
      <>
        il vous reste <strong>{montant(total.ajoute - cotisations)}</strong> de plus.
      </>
    ) : (
      <>pendant cet arrêt, il vous coûte plus qu’il ne verse ; il protège d’un arrêt plus long.</>
    )}
  </p>
)

const enOptions = (choix: Readonly<Record<string, string>>) =>
  Object.entries(choix).map(([valeur, libelle]) => ({ valeur, libelle }))

const Situation = ({
  saisie,
  issue,
}: {
  readonly saisie: SaisieSimulation
  readonly issue: IssueSimulation
}) => (
  <Section titre="Votre situation">
    <Formulaire
      id="simulation"
      action="/simulateur"
      saisies={saisie}
      {...(!issue.ok && { fautes: issue.fautes })}
    >
      <GroupeDeChamps titre="Votre poste">
        <ChampListe nom="statut" libelle="Statut" options={enOptions(STATUTS)} />
        <ChampNombre
          nom="anciennete"
          libelle="Mois de services"
          aide="Pour un contractuel seulement."
          unite="mois"
        />
        <ChampNombre
          nom="indice"
          libelle="Indice majoré"
          aide="En haut de votre bulletin, « IM » ou « INM »."
        />
        <ChampNombre nom="nbi" libelle="Points de NBI" />
        <ChampMontant nom="primes" libelle="Primes mensuelles brutes" />
        <ChampListe nom="primesPendant" libelle="Vos primes pendant l’arrêt" options={enOptions(PRIMES)} />
      </GroupeDeChamps>
      <GroupeDeChamps titre="Votre arrêt">
        <ChampListe nom="conge" libelle="Nature du congé" options={enOptions(CONGES)} />
        <ChampDate nom="debut" libelle="Premier jour" />
        <ChampNombre nom="mois" libelle="Durée" unite="mois" />
        <ChampNombre nom="passes" libelle="Jours d’arrêt depuis un an" unite="jours" />
      </GroupeDeChamps>
      <GroupeDeChamps titre="Le contrat">
        <ChampListe
          nom="niveau"
          libelle="Niveau garanti"
          options={Object.entries(NIVEAUX).map(([valeur, { libelle }]) => ({ valeur, libelle }))}
        />
      </GroupeDeChamps>
      <Actions>
        <Bouton variante="primaire" icone="calcul">
          Recalculer
        </Bouton>
      </Actions>
    </Formulaire>
    <p id="suivi" className="detail" aria-live="polite">
      Vos réponses ne sont gardées nulle part.
    </p>
  </Section>
)
